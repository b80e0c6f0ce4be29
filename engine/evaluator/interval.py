"""Numbers as interval columns, and the folds of many rows into one, exact in int64."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from ..plan import Rounding
from .arrays import Bool, Codes, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """A number per row: anything from `low` to `high` (the same array where everything is exact).

    `empty`: where it may rest on no rows at all; `void`: where it surely does. None stands for nowhere.
    """

    low: Ints
    high: Ints
    empty: Bool | None = None
    void: Bool | None = None

    @property
    def is_exact(self) -> bool:
        """Tell whether no value is missing."""
        return self.low is self.high

    @property
    def ends(self) -> tuple[Ints, ...]:
        """Return both bounds, or the one number where everything is exact."""
        return (self.low,) if self.is_exact else (self.low, self.high)


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """A fraction per row between `low_top / low_bottom` and `high_top / high_bottom`; a bottom of 0 has no bound."""

    low_top: Ints
    low_bottom: Ints
    high_top: Ints
    high_bottom: Ints
    empty: Bool
    void: Bool


def constant(value: int, size: int) -> Ints:
    """Return a constant column that takes no memory."""
    return np.ndarray((size,), np.int64, value.to_bytes(8, sys.byteorder, signed=True), 0, (0,))


def rescaled(column: Ints, places: int) -> Ints:
    """Return a column brought to `places` more decimals."""
    return column if places == 0 else column * np.int64(10**places)


def least(columns: Iterable[Ints]) -> Ints:
    """Return the least number of each row, two columns at a time: `minimum.reduce` would first copy all into one."""
    return reduce(np.minimum, columns)


def greatest(columns: Iterable[Ints]) -> Ints:
    """Return the greatest number of each row."""
    return reduce(np.maximum, columns)


def product(left: Interval, right: Interval) -> Interval:
    """Multiply two intervals."""
    if left.is_exact and right.is_exact:
        exact = left.low * right.low
        return Interval(exact, exact)
    corners = [a * b for a in left.ends for b in right.ends]
    return Interval(least(corners), greatest(corners))


def quotient(left: Interval, right: Interval, places: int, mode: Rounding, ends: tuple[int, int]) -> Interval:
    """Divide two intervals; `places` brings the quotient to its scale, `ends` is the range where zero is possible."""
    zero = (right.low <= 0) & (right.high >= 0)
    bottoms = [np.where(zero, np.int64(1), b) for b in (right.low, right.high)]
    corners = [_divided(top, bottom, places, mode) for top in (left.low, left.high) for bottom in bottoms]
    low, high = least(corners), greatest(corners)
    return Interval(np.where(zero, np.int64(ends[0]), low), np.where(zero, np.int64(ends[1]), high))


def _divided(top: Ints, bottom: Ints, places: int, mode: Rounding) -> Ints:
    """Return top * 10**places / bottom, rounded; bottom is not zero."""
    if places >= 0:
        top = top * np.int64(10**places)
    else:
        bottom = bottom * np.int64(10**-places)
    match mode:
        case Rounding.DOWN:
            return np.asarray(np.floor_divide(top, bottom))
        case Rounding.UP:
            return np.asarray(-np.floor_divide(-top, bottom))
        case Rounding.HALF_UP:
            return np.asarray(np.floor_divide(2 * top + bottom, 2 * bottom))


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Rows gathered under owners: `index` is each row's owner (0 to size - 1), `complete` per owner."""

    index: NDArray[np.int32]
    size: int
    complete: Bool

    def count(self, rows: Bool) -> Ints:
        """Return how many of the marked rows each owner has."""
        return np.bincount(self.owners_of(rows), minlength=self.size).astype(np.int64)

    def owners_of(self, rows: Bool) -> NDArray[np.int32]:
        """Return the owner of each marked row."""
        return self.index.take(rows.nonzero()[0])  # several times as quick as `index[rows]`

    def any(self, rows: Bool) -> Bool:
        """Return which owners have a marked row."""
        out = np.zeros(self.size, dtype=bool)
        out[self.owners_of(rows)] = True
        return out

    def there(self) -> Bool:
        """Return which owners have any row."""
        out = np.zeros(self.size, dtype=bool)
        out[self.index.astype(np.intp)] = True  # widened at once: as it stands NumPy would do so piece by piece
        return out

    def sum(self, values: Ints) -> Ints:
        """Return the exact sum per owner."""
        out = np.zeros(self.size, dtype=np.int64)
        np.add.at(out, self.index, values)
        return out

    def extreme(self, values: Ints, rows: Bool, start: int, *, greatest: bool) -> Ints:
        """Return the greatest (or least) of the marked rows' values, `start` where there are none."""
        out = np.full(self.size, start, dtype=np.int64)
        (np.maximum if greatest else np.minimum).at(out, self.owners_of(rows), values[rows])
        return out


def extreme(groups: Groups, value: Interval, where: Codes, ends: tuple[int, int], *, greatest: bool) -> Interval:
    """Return the greatest or least value per owner; `ends` is the range of the value."""
    surely, maybe = where == 2, where >= 1
    some, possible = groups.any(surely), groups.any(maybe)
    if greatest:
        low = groups.extreme(value.low, surely, ends[0], greatest=True)
        high = groups.extreme(value.high, maybe, ends[0], greatest=True)
        high = np.where(groups.complete & possible, high, np.int64(ends[1]))
        # rows that may be taken in count for the low end only if no row surely is
        floor = groups.extreme(value.low, maybe, ends[1], greatest=False)
        low = np.where(some, low, np.where(groups.complete & possible, floor, np.int64(ends[0])))
    else:
        low = groups.extreme(value.low, maybe, ends[1], greatest=False)
        low = np.where(groups.complete & possible, low, np.int64(ends[0]))
        high = groups.extreme(value.high, surely, ends[1], greatest=False)
        ceiling = groups.extreme(value.high, maybe, ends[0], greatest=True)
        high = np.where(some, high, np.where(groups.complete & possible, ceiling, np.int64(ends[1])))
    return Interval(low, high, empty=~some, void=groups.complete & ~possible)


def total(groups: Groups, value: Interval, where: Codes, further: tuple[int, int]) -> Interval:
    """Return the sum per owner; `further` is what the unknown rows of an incomplete register may add."""
    zero = np.int64(0)
    surely, maybe = where == 2, where == 1
    low = np.where(surely, value.low, np.where(maybe, np.minimum(value.low, zero), zero))
    high = np.where(surely, value.high, np.where(maybe, np.maximum(value.high, zero), zero))
    open_ends = ~groups.complete
    return Interval(
        groups.sum(low) + open_ends * np.int64(further[0]), groups.sum(high) + open_ends * np.int64(further[1])
    )


def mean(groups: Groups, value: Interval, where: Codes, ends: tuple[int, int]) -> Ratio:
    """Return the mean per owner, as sums over counts; rows that may be taken in are, where they widen it."""
    surely, maybe = where == 2, where == 1
    low = _mean_end(groups, value.low, surely, maybe, lowest=True)
    high = _mean_end(groups, value.high, surely, maybe, lowest=False)
    return mean_of(groups.complete, low, high, groups.any(surely), groups.any(maybe), ends)


def mean_of(
    complete: Bool, low: tuple[Ints, Ints], high: tuple[Ints, Ints], some: Bool, maybe: Bool, ends: tuple[int, int]
) -> Ratio:
    """Return the mean per owner from the sums and counts of its two bounds; `some`, `maybe`: has such rows."""
    one = np.int64(1)
    return Ratio(
        np.where(complete, low[0], np.int64(ends[0])),
        np.where(complete, low[1], one),
        np.where(complete, high[0], np.int64(ends[1])),
        np.where(complete, high[1], one),
        ~some,
        complete & ~(some | maybe),
    )


def _mean_end(groups: Groups, values: Ints, surely: Bool, maybe: Bool, *, lowest: bool) -> tuple[Ints, Ints]:
    """Take in the uncertain rows from the extreme inwards, as long as each moves the mean outwards."""
    top = groups.sum(np.where(surely, values, np.int64(0)))
    bottom = groups.count(surely)
    rows = np.flatnonzero(maybe)
    if len(rows) == 0:
        return top, bottom
    sign = 1 if lowest else -1
    order = rows[np.lexsort((sign * values[rows], groups.index[rows]))]
    owners, taken = groups.index[order], values[order]
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    lengths = np.diff(np.r_[starts, len(order)])
    position = np.arange(len(order)) - np.repeat(starts, lengths)
    before = np.cumsum(taken) - taken  # over all owners; a sum that wraps around comes back with the difference
    before -= np.repeat(before[starts], lengths)
    count = bottom[owners] + position
    stays = (count != 0) & (sign * taken * count >= sign * (top[owners] + before))
    # from the first row on that does not widen the mean, none does: those behind it lie further inwards
    many = np.minimum.reduceat(np.where(stays, position, np.repeat(lengths, lengths)), starts)
    gains = position < np.repeat(many, lengths)
    top[owners[starts]] += np.add.reduceat(np.where(gains, taken, np.int64(0)), starts)
    bottom[owners[starts]] += many
    return top, bottom
