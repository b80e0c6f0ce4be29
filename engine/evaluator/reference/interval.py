"""Numbers of which only bounds are known, and what many of them fold to (docs/semantics.md, 1 and 3)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

NOT_MET, UNDETERMINED, MET = 0, 1, 2
#: How many rows an incomplete register may still hold.
UNKNOWN_ROWS = 10**9
HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Interval:
    """Every number from `low` to `high`."""

    low: Fraction
    high: Fraction

    @property
    def exact(self) -> bool:
        """Tell whether it is one number."""
        return self.low == self.high

    def hull(self, other: Interval) -> Interval:
        """Return the least interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))


#: What a division by something that may be zero can be.
ANY_QUOTIENT = Interval(Fraction(-(10**9)), Fraction(10**9))


def point(value: Fraction | int) -> Interval:
    """Return the interval of one number."""
    return Interval(Fraction(value), Fraction(value))


def negated(a: Interval) -> Interval:
    """Return minus the interval."""
    return Interval(-a.high, -a.low)


def arithmetic(op: str, a: Interval, b: Interval) -> Interval:
    """Return `a op b` for + - *."""
    match op:
        case "+":
            return Interval(a.low + b.low, a.high + b.high)
        case "-":
            return Interval(a.low - b.high, a.high - b.low)
        case "*":
            products = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
            return Interval(min(products), max(products))
        case _:
            raise ValueError(op)


def rounded(value: Fraction, step: Fraction, mode: str) -> Fraction:
    """Return `value` at a whole number of steps."""
    steps = value / step
    match mode:
        case "down":
            return math.floor(steps) * step
        case "up":
            return math.ceil(steps) * step
        case "half-up":
            return math.floor(steps + Fraction(1, 2)) * step
        case _:
            raise ValueError(mode)


def rounded_ends(a: Interval, step: Fraction, mode: str) -> Interval:
    """Return both ends at whole steps."""
    return Interval(rounded(a.low, step, mode), rounded(a.high, step, mode))


def hull_of(items: Iterable[Interval]) -> Interval:
    """Return the least interval that holds all of them."""
    found = list(items)
    return Interval(min(i.low for i in found), max(i.high for i in found))


def extreme(fold: str, items: Sequence[Interval]) -> Interval:
    """Return the least (`min`) or greatest (`max`) of several numbers."""
    least = min if fold == "min" else max
    return Interval(least(i.low for i in items), least(i.high for i in items))


def pick(test: int, then: Callable[[], Interval], other: Callable[[], Interval]) -> Interval:
    """Return `if test then a else b`; what is not possible is not read, as with conditions."""
    match test:
        case 2:
            return then()
        case 0:
            return other()
    return then().hull(other())


def quotient(a: Interval, b: Interval, step: Fraction, mode: str) -> Interval:
    """Return `round(a / b, step, mode)`."""
    if b.low <= 0 <= b.high:
        return ANY_QUOTIENT
    found = [rounded(x / y, step, mode) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(found), max(found))


def compare(op: str, a: Interval, b: Interval) -> int:
    """Return met if `a op b` holds for every pair, not met if for none, else undetermined."""
    match op:
        case "<":
            return MET if a.high < b.low else NOT_MET if a.low >= b.high else UNDETERMINED
        case "<=":
            return MET if a.high <= b.low else NOT_MET if a.low > b.high else UNDETERMINED
        case ">":
            return compare("<", b, a)
        case ">=":
            return compare("<=", b, a)
        case "=":
            if a.high < b.low or b.high < a.low:
                return NOT_MET
            return MET if a.exact and b.exact else UNDETERMINED
        case "!=":
            return 2 - compare("=", a, b)
        case _:
            raise ValueError(op)


@dataclass(frozen=True, slots=True)
class Folded:
    """An aggregate: its bounds over the outcomes that have rows, and whether there may be no rows at all.

    `none` is 0 where there surely is a row, 2 where there surely is none, else 1.
    """

    value: Interval
    none: int


@dataclass(frozen=True, slots=True)
class Item:
    """One row's part in an aggregate: the filter's verdict, and the value."""

    f: int
    v: Interval


def emptiness(filters: Sequence[int], *, complete: bool) -> int:
    """Return whether there may be no row at all under these filters."""
    if MET in filters:
        return 0
    return 1 if UNDETERMINED in filters or not complete else 2


def fold_numbers(fold: str, items: Sequence[Item], bounds: Interval, *, complete: bool) -> Folded:
    """Return the sum, min, max or mean over rows; `bounds` is what a row of which nothing is known may hold."""
    match fold:
        case "sum":
            return Folded(_sum(items, bounds, complete=complete), 0)
        case "max":
            value = _greatest(items, bounds, complete=complete)
        case "min":
            mirrored = [Item(i.f, negated(i.v)) for i in items]
            value = negated(_greatest(mirrored, negated(bounds), complete=complete))
        case "mean":
            value = _mean(items, bounds, complete=complete)
        case _:
            raise ValueError(fold)
    return Folded(value, emptiness([i.f for i in items], complete=complete))


def _sum(items: Sequence[Item], bounds: Interval, *, complete: bool) -> Interval:
    low = high = Fraction(0)
    for item in items:
        if item.f == MET:
            low, high = low + item.v.low, high + item.v.high
        elif item.f == UNDETERMINED:
            low, high = low + min(Fraction(0), item.v.low), high + max(Fraction(0), item.v.high)
    if not complete:
        low += UNKNOWN_ROWS * min(Fraction(0), bounds.low)
        high += UNKNOWN_ROWS * max(Fraction(0), bounds.high)
    return Interval(low, high)


def _greatest(items: Sequence[Item], bounds: Interval, *, complete: bool) -> Interval:
    sure = [i.v for i in items if i.f == MET]
    some = [i.v for i in items if i.f != NOT_MET]
    if not some:
        return bounds
    high = max(v.high for v in some) if complete else max(bounds.high, *(v.high for v in some))
    if sure:
        return Interval(max(v.low for v in sure), high)
    # No row is surely in: any one of the doubtful rows may be the only one.
    low = min(v.low for v in some)
    return Interval(low if complete else min(low, bounds.low), high)


def _mean(items: Sequence[Item], bounds: Interval, *, complete: bool) -> Interval:
    if not complete or all(i.f == NOT_MET for i in items):
        return bounds

    def least(low: Callable[[Interval], Fraction]) -> Fraction:
        sure = [low(i.v) for i in items if i.f == MET]
        maybe = sorted(low(i.v) for i in items if i.f == UNDETERMINED)
        taken = sure or [maybe.pop(0)]
        for value in maybe:
            if value * len(taken) < sum(taken):
                taken = [*taken, value]
        return Fraction(sum(taken), len(taken))

    return Interval(least(lambda v: v.low), -least(lambda v: -v.high))


def fold_share(rows: Sequence[tuple[int, int]], *, complete: bool) -> Folded:
    """Return the share in percent of rows (filter, verdict) that have the verdict met."""

    def count(f: int, p: int) -> int:
        return rows.count((f, p))

    tt, tf, tu = count(2, 2), count(2, 0), count(2, 1)
    ut, uf, uu = count(1, 2), count(1, 0), count(1, 1)
    more = 0 if complete else UNKNOWN_ROWS
    least = (tt, tt + tf + tu + uf + uu + more)
    greatest = (tt + tu + ut + uu + more, tt + tf + tu + ut + uu + more)
    none = emptiness([f for f, _ in rows], complete=complete)
    if not least[1]:
        least = greatest
    if not greatest[1]:
        greatest = least
    if not least[1]:
        return Folded(Interval(Fraction(0), HUNDRED), none)
    return Folded(Interval(100 * Fraction(*least), 100 * Fraction(*greatest)), none)
