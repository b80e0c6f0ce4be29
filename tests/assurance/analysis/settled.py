"""Bits and numbers for tests, once as Python has them and once as terms of the solver, and what they come to."""

from __future__ import annotations

import z3

from engine.assurance.analysis.logic import Bit, Int, Truth
from engine.assurance.analysis.spans import Span

#: Whether a value is handed over as a term of the solver: what is settled while a formula is built takes another way.
MODES = (False, True)


def bit(value: bool, *, term: bool) -> Bit:
    return z3.BoolVal(value) if term else value


def whole(value: int, *, term: bool) -> Int:
    return z3.IntVal(value) if term else value


def truth(code: int, *, term: bool) -> Truth:
    return Truth(bit(code == 2, term=term), bit(code == 0, term=term))


def span(low: int, high: int, *, term: bool) -> Span:
    first = whole(low, term=term)
    return Span(first, first if low == high else whole(high, term=term))


def held(found: Bit) -> bool:
    """Return a bit whose parts are all given."""
    if isinstance(found, bool):
        return found
    simple = z3.simplify(found)
    assert z3.is_true(simple) or z3.is_false(simple), simple
    return bool(z3.is_true(simple))


def number(found: Int) -> int:
    """Return a number whose parts are all given."""
    return found if isinstance(found, int) else int(z3.simplify(found).as_long())


def code(found: Truth) -> int:
    """Return a verdict: 0, 1 or 2."""
    met, failed = held(found.met), held(found.failed)
    assert not (met and failed)
    return 2 if met else 0 if failed else 1


def ends(found: Span) -> tuple[int, int]:
    return number(found.low), number(found.high)
