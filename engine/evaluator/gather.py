"""Small steps between columns: from stored values to intervals, from owners to rows, from ratios to verdicts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .. import plan
from ..records.dossier import MISSING, NO_DAY
from ..values import MANY
from . import interval, kleene
from .arrays import Bool, Codes
from .interval import Groups, Interval, Ratio


def fold_of(fold: plan.Fold, groups: Groups, inner: Interval, codes: Codes, ends: tuple[int, int]) -> Interval:
    """Fold many values into one per owner; `ends` is the range of a value."""
    match fold:
        case plan.Fold.SUM:
            return interval.total(groups, inner, codes, (MANY * min(0, ends[0]), MANY * max(0, ends[1])))
        case plan.Fold.MAX:
            return interval.extreme(groups, inner, codes, ends, greatest=True)
        case plan.Fold.MIN:
            return interval.extreme(groups, inner, codes, ends, greatest=False)
        case plan.Fold.MEAN:
            raise AssertionError(fold)  # a mean is a ratio


def opened(value: Codes, empty: Bool) -> Codes:
    """Return a value where resting on no rows is undetermined."""
    return np.where(empty, np.int8(1), value).astype(np.int8)


def either(left: Bool | None, right: Bool | None) -> Bool | None:
    """Return where one of two masks holds; None stands for nowhere."""
    if left is None or right is None:
        return left if right is None else right
    return left | right


def folded(fold: np.ufunc, items: list[Codes], size: int, nothing: int) -> Codes:
    """Fold columns into one; `nothing` is what no column at all gives."""
    if not items:
        return kleene.full(size, nothing)
    out = items[0]
    for item in items[1:]:
        out = fold(out, item)
    return out


def from_column(column: NDArray[np.signedinteger], low: int, high: int) -> Interval:
    """Return a column as an interval, missing values as their range."""
    missing = column == (MISSING if column.dtype == np.int64 else NO_DAY)
    wide = column.astype(np.int64, copy=False)
    if not missing.any():
        return Interval(wide, wide)
    return Interval(np.where(missing, np.int64(low), wide), np.where(missing, np.int64(high), wide))


def interval_at(inner: Interval, index: NDArray[np.int32], ends: tuple[int, int]) -> Interval:
    """Gather an interval by index; what has no owner is anything in its range."""
    if len(inner.low) == 0:
        low, high = (interval.constant(end, len(index)) for end in ends)
        return Interval(low, high)  # of an owner: a group of peers has a row at least where anybody asks
    lost = index < 0
    low, high = inner.low[index], inner.high[index]
    empty = None if inner.empty is None else inner.empty[index] | lost
    void = None if inner.void is None else inner.void[index] & ~lost
    if lost.any():
        low, high = np.where(lost, np.int64(ends[0]), low), np.where(lost, np.int64(ends[1]), high)
    elif inner.is_exact:
        high = low
    return Interval(low, high, empty, void)


def ratio_at(ratio: Ratio, index: NDArray[np.int32], ends: tuple[int, int]) -> Ratio:
    """Gather a ratio by index; what has no group is anything in the range of a value."""
    lost = index < 0
    one = np.int64(1)
    return Ratio(
        np.where(lost, np.int64(ends[0]), ratio.low_top[index]),
        np.where(lost, one, ratio.low_bottom[index]),
        np.where(lost, np.int64(ends[1]), ratio.high_top[index]),
        np.where(lost, one, ratio.high_bottom[index]),
        ratio.empty[index] | lost,
        ratio.void[index] & ~lost,
    )


def ratio_compare(op: plan.Op, left: Ratio, right: Interval, up: int, down: int) -> Codes:
    """Compare by cross-multiplication: left * up with right * down, where left is a fraction."""
    up64, down64 = np.int64(up), np.int64(down)

    def sides(
        top: NDArray[np.int64], bottom: NDArray[np.int64], other: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return top * up64, other * bottom * down64

    low_high = sides(left.low_top, left.low_bottom, right.high)
    high_low = sides(left.high_top, left.high_bottom, right.low)
    match op:
        case plan.Op.LT | plan.Op.LE:
            return kleene.code(kleene.holds(op, *high_low), kleene.holds(op, *low_high))
        case plan.Op.GT | plan.Op.GE:
            return kleene.code(kleene.holds(op, *low_high), kleene.holds(op, *high_low))
        case plan.Op.EQ | plan.Op.NE:
            possible = kleene.holds(plan.Op.LE, *low_high) & kleene.holds(plan.Op.GE, *high_low)
            surely = kleene.holds(plan.Op.GE, *low_high) & kleene.holds(plan.Op.LE, *high_low)
            equal = kleene.code(surely & possible, possible)
            return equal if op is plan.Op.EQ else np.int8(2) - equal
