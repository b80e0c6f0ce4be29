"""Numbers of points: choices between numbers, roundings, runs of years (docs/semantics.md 1.8 to 1.11)."""

from __future__ import annotations

import numpy as np

from ..plan import Fold, Rounding
from ..values import MANY, Verdict
from . import interval
from .arrays import Bool, Codes, Ints
from .interval import Groups, Interval, Ratio


def rescaled(number: Interval, places: int) -> Interval:
    """Return an interval brought to `places` more decimals."""
    low = interval.rescaled(number.low, places)
    return Interval(low, low if number.is_exact else interval.rescaled(number.high, places))


def chosen(test: Codes, then: Interval, other: Interval) -> Interval:
    """Return one number where a condition holds, the other where not, and either where that is undetermined."""
    met, open_ = test == Verdict.MET, test == Verdict.UNDETERMINED
    low = np.where(met, then.low, other.low)
    if then.is_exact and other.is_exact and not open_.any():
        return Interval(low, low)
    high = np.where(met, then.high, other.high)
    low = np.where(open_, np.minimum(then.low, other.low), low)
    return Interval(low, np.where(open_, np.maximum(then.high, other.high), high))


def chosen_codes(test: Codes, then: Codes, other: Codes) -> Codes:
    """Return one condition where another holds, a third where not; undetermined where that matters."""
    settled = np.where(test == Verdict.MET, then, other)
    open_ = (test == Verdict.UNDETERMINED) & (then != other)
    return np.where(open_, np.int8(Verdict.UNDETERMINED), settled).astype(np.int8)


def extreme(fold: Fold, items: list[Interval]) -> Interval:
    """Return the least or greatest of several numbers of one row."""
    best = interval.least if fold is Fold.MIN else interval.greatest
    low = best(i.low for i in items)
    if all(i.is_exact for i in items):
        return Interval(low, low)
    return Interval(low, best(i.high for i in items))


def either(items: list[Interval]) -> Interval:
    """Return the hull of several numbers of one row."""
    return Interval(interval.least(i.low for i in items), interval.greatest(i.high for i in items))


def first_given(given: list[Codes], items: list[Interval], ends: tuple[int, int]) -> Interval:
    """Return the first item that was given; where none was, anything between `ends`."""
    size = len(given[0])
    found = Interval(interval.constant(ends[0], size), interval.constant(ends[1], size))
    for there, item in zip(reversed(given), reversed(items), strict=True):
        found = chosen(there, item, found)
    return found


def rounded(top: Ints, bottom: Ints | np.int64, unit: int, mode: Rounding) -> Ints:
    """Return top / bottom at whole units; bottom is above zero and holds the unit."""
    match mode:
        case Rounding.DOWN:
            steps = np.floor_divide(top, bottom)
        case Rounding.UP:
            steps = -np.floor_divide(-top, bottom)
        case Rounding.HALF_UP:
            steps = np.floor_divide(2 * top + bottom, 2 * bottom)
    return np.asarray(steps * np.int64(unit))


def rounded_interval(number: Interval, top: int, bottom: int, unit: int, mode: Rounding) -> Interval:
    """Return top / bottom times a number, both ends at whole units."""
    factor, below = np.int64(top), np.int64(bottom)
    low = rounded(number.low * factor, below, unit, mode)
    if number.is_exact:
        return Interval(low, low)
    high = rounded(number.high * factor, below, unit, mode)
    return Interval(np.minimum(low, high), np.maximum(low, high))


def rounded_ratio(ratio: Ratio, top: int, bottom: int, unit: int, mode: Rounding, ends: tuple[int, int]) -> Interval:
    """Return top / bottom times a ratio, both bounds at whole units; `ends` is its range where it can be empty."""
    one, factor, below = np.int64(1), np.int64(top), np.int64(bottom)
    sides = []
    for numerator, denominator in ((ratio.low_top, ratio.low_bottom), (ratio.high_top, ratio.high_bottom)):
        none = denominator == 0
        sides.append(
            rounded(np.where(none, one, numerator * factor), np.where(none, one, denominator * below), unit, mode)
        )
    low, high = np.minimum(*sides), np.maximum(*sides)
    whole = [int(rounded(np.array([e * top]), below, unit, mode)[0]) for e in ends]
    low = np.where(ratio.empty, np.int64(min(whole)), low)
    return Interval(low, np.where(ratio.empty, np.int64(max(whole)), high))


def run(groups: Groups, where: Codes, values: Ints, given: Bool, last: Interval) -> Interval:
    """Return how many whole values in a row some row of each owner holds, from `last` down.

    A row whose value is missing may hold any; an incomplete register may hold any number of further rows.
    """
    possible = where >= Verdict.UNDETERMINED
    low = _run(groups, (where == Verdict.MET) & given, values, last.low)
    high = _run(groups, possible & given, values, last.low)
    open_ = ~groups.complete | groups.any(possible & ~given)
    unsure = last.low != last.high
    low = np.where(unsure, np.int64(0), low)
    return Interval(low, np.where(open_ | unsure, np.int64(MANY), high))


def _run(groups: Groups, rows: Bool, values: Ints, last: Ints) -> Ints:
    """Count down year by year, all owners at once, until nobody's row holds the next."""
    out = np.zeros(groups.size, dtype=np.int64)
    going = np.ones(groups.size, dtype=bool)
    index, values = groups.index[rows], values[rows]
    while going.any():
        held = np.zeros(groups.size, dtype=bool)
        held[index[values == (last - out)[index]]] = True
        going &= held
        out += going
    return out
