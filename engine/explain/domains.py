"""The few answers to an open number that can make a difference, and which sides of a choice may be taken."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

from .lacking import Missing, NoOpinion, NoValue
from .nodes import Amount, Asked, Chosen, Counted, Dated, FieldNumber, Folded, Named, Numeral, Step, Unsaid


def own_missing(number: FieldNumber | Asked) -> Missing:
    """Return what is missing where a figure is: the value of a field, or the answer to a question."""
    return NoValue(number.fact) if isinstance(number, FieldNumber) else NoOpinion(number.opinion)


def settled(number: Numeral) -> bool:
    """Tell whether a number is one value, over some rows."""
    return number.amount.exact and not (isinstance(number, Counted | Folded) and number.empty)


_S = TypeVar("_S", Step, Numeral)


def sides_of(test: Step, then: _S, other: _S) -> tuple[_S, ...]:
    """Return the sides of a choice that may be taken."""
    return (then,) if test.code == 2 else (other,) if test.code == 0 else (then, other)


def possible(number: Numeral) -> frozenset[Fraction] | None:
    """Return the few values that a number can have, None where there are more than can be tried."""
    if settled(number):
        return frozenset({number.amount.low})
    match number:
        case Chosen(_, test, then, other):
            found = [possible(s) for s in sides_of(test, then, other) if not isinstance(s, Unsaid)]
            known = [f for f in found if f is not None]
            return frozenset().union(*known) if len(known) == len(found) and known else None
        case Named(_, _, _, _, item) | Dated(_, _, _, _, _, item):
            return possible(item)
        case _:
            return None


def around(limits: frozenset[Fraction], step: Fraction, amount: Amount) -> tuple[Fraction, ...]:
    """Return a number below, at and above each limit, as far as they can be, and both ends."""
    low, high = amount.low, amount.high
    near = {c for limit in limits for c in (limit - step, limit, limit + step) if low <= c <= high}
    return tuple({low, high} | near)
