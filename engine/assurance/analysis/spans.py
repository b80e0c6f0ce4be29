"""Numbers for a solver: anything from `low` to `high`, whole numbers scaled by the decimals of their node.

Roundings and comparisons are those of docs/semantics.md, 1.8 to 1.11; a ratio is compared by cross-multiplication.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import z3

from ...plan import Op, Rounding
from . import logic
from .logic import Bit, Int, Truth, at_most, below, conj, disj, equal, greatest, least, no, pick


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A number; `empty` where it may rest on no rows at all, `void` where it surely does."""

    low: Int
    high: Int
    empty: Bit = False
    void: Bit = False

    @property
    def exact(self) -> bool:
        """Tell whether it is one number, whatever it is."""
        return self.low is self.high


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """A fraction between two; the bottoms are above zero wherever it is not `void`."""

    low: tuple[Int, Int]
    high: tuple[Int, Int]
    empty: Bit
    void: Bit


def point(value: Int) -> Span:
    """Return one number."""
    return Span(value, value)


def times(left: Int, right: Int) -> Int:
    """Return a product; by 0 and 1 it is settled."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, int) and one in {0, 1}:
            return other if one else 0
    return left * right


def scaled(span: Span, places: int) -> Span:
    """Return a number brought to `places` more decimals."""
    if places == 0:
        return span
    low = times(span.low, 10**places)
    return Span(low, low if span.exact else times(span.high, 10**places), span.empty, span.void)


def floor(top: Int, bottom: Int) -> Int:
    """Return the whole part of a quotient, downwards; the bottom is above zero."""
    if isinstance(bottom, int):
        if bottom == 1:
            return top
        return top // bottom if isinstance(top, int) else top / z3.IntVal(bottom)
    return (z3.IntVal(top) if isinstance(top, int) else top) / bottom  # whole numbers: rounds down where bottom > 0


def rounded(top: Int, bottom: Int, mode: Rounding) -> Int:
    """Return a quotient rounded to a whole number; the bottom is above zero."""
    match mode:
        case Rounding.DOWN:
            return floor(top, bottom)
        case Rounding.UP:
            return -floor(-top, bottom)
        case Rounding.HALF_UP:
            return floor(times(2, top) + bottom, times(2, bottom))


def hull(left: Span, right: Span) -> Span:
    """Return the least span that holds both."""
    return Span(least(left.low, right.low), greatest(left.high, right.high))


def chosen(test: Truth, then: Span, other: Span) -> Span:
    """Return one number where a condition holds, another where it does not, both while that is open."""
    if test.open is False and then.exact and other.exact:
        return point(pick(test.met, then.low, other.low))
    both = hull(then, other)
    return Span(
        pick(test.met, then.low, pick(test.failed, other.low, both.low)),
        pick(test.met, then.high, pick(test.failed, other.high, both.high)),
    )


def added(items: Sequence[Span]) -> Span:
    """Return a sum."""
    low: Int = 0
    high: Int = 0
    for item in items:
        low = low + item.low
        high = high + item.high
    return Span(low, low if all(i.exact for i in items) else high)


def negative(item: Span) -> Span:
    """Return minus a number."""
    low = -item.high
    return Span(low, low if item.exact else -item.low)


def product(left: Span, right: Span) -> Span:
    """Return a product."""
    if left.exact and right.exact:
        return point(times(left.low, right.low))
    if left.exact and isinstance(left.low, int):
        left, right = right, left
    if right.exact and isinstance(right.low, int):
        ends = times(left.low, right.low), times(left.high, right.low)
        return Span(*(ends if right.low >= 0 else ends[::-1]))
    corners = [times(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
    return _between(corners)


def _between(corners: Sequence[Int]) -> Span:
    low = high = corners[0]
    for corner in corners[1:]:
        low, high = least(low, corner), greatest(high, corner)
    return Span(low, high)


def quotient(left: Span, right: Span, places: int, mode: Rounding, ends: tuple[int, int]) -> Span:
    """Divide two numbers, rounded; `places` brings the quotient to its scale, `ends` holds where zero is possible."""
    zero = conj([at_most(right.low, 0), at_most(0, right.high)])
    up, down = 10 ** max(0, places), 10 ** max(0, -places)

    def divided(top: Int, bottom: Int) -> Int:
        over, under = times(top, up), times(bottom, down)
        if isinstance(under, int) and under == 0:
            return 0  # not read: `zero` holds
        if isinstance(under, int):
            return rounded(over, under, mode) if under > 0 else rounded(-over, -under, mode)
        positive = under > 0
        safe = pick(positive, under, pick(under < 0, -under, 1))
        return rounded(pick(positive, over, -over), safe, mode)

    found = _between([divided(a, b) for a in (left.low, left.high) for b in (right.low, right.high)])
    if left.exact and right.exact and zero is False:
        return point(found.low)
    return Span(pick(zero, ends[0], found.low), pick(zero, ends[1], found.high))


def extreme(items: Sequence[Span], *, largest: bool) -> Span:
    """Return the least or greatest of several numbers."""
    best = greatest if largest else least
    low, high = items[0].low, items[0].high
    for item in items[1:]:
        low, high = best(low, item.low), best(high, item.high)
    return Span(low, low if all(i.exact for i in items) else high)


# --- comparisons ------------------------------------------------------------------------------------------------


def compare(op: Op, left: Span, right: Span) -> Truth:
    """Compare two numbers: met where every pair does, not met where none."""
    match op:
        case Op.LT:
            return Truth(below(left.high, right.low), at_most(right.high, left.low))
        case Op.LE:
            return Truth(at_most(left.high, right.low), below(right.high, left.low))
        case Op.GT:
            return compare(Op.LT, right, left)
        case Op.GE:
            return compare(Op.LE, right, left)
        case Op.EQ:
            apart = disj([below(left.high, right.low), below(right.high, left.low)])
            one = conj([at_most(left.high, right.low), at_most(right.high, left.low)])
            if left.exact and right.exact:
                return logic.sure(equal(left.low, right.low))
            return Truth(one, apart)
        case Op.NE:
            return logic.negated(compare(Op.EQ, left, right))


def compare_ratio(op: Op, left: Ratio, right: Span, up: int, down: int) -> Truth:
    """Compare a fraction times `up` with a number times `down`."""

    def sides(end: tuple[Int, Int], other: Int) -> tuple[Int, Int]:
        return times(end[0], up), times(times(other, end[1]), down)

    low_low, low_high = sides(left.low, right.low), sides(left.low, right.high)
    high_low, high_high = sides(left.high, right.low), sides(left.high, right.high)
    del low_low, high_high
    match op:
        case Op.LT:
            return Truth(below(*high_low), no(below(*low_high)))
        case Op.LE:
            return Truth(at_most(*high_low), no(at_most(*low_high)))
        case Op.GT:
            return Truth(below(*low_high[::-1]), no(below(*high_low[::-1])))
        case Op.GE:
            return Truth(at_most(*low_high[::-1]), no(at_most(*high_low[::-1])))
        case Op.EQ | Op.NE:
            possible = conj([at_most(*low_high), at_most(*high_low[::-1])])
            surely = conj([at_most(*low_high[::-1]), at_most(*high_low), possible])
            found = Truth(surely, no(possible))
            return found if op is Op.EQ else logic.negated(found)
