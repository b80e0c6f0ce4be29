"""A best, sum or mean over all rows of a register: what a part brings to it, and what all of it comes to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .. import plan
from ..evaluator import gather, interval
from ..evaluator.arrays import Codes, Ints
from ..evaluator.interval import Groups, Interval, Ratio
from ..ranges import bounds
from .wanted import PeersKey, PeersRows, nothing

#: The numbers that are folded, in the order of `PeersRows.folded`, each with how two of them become one.
FOLDED = (
    ("count", "sum"), ("low_least", "min"), ("low_greatest", "max"), ("high_least", "min"), ("high_greatest", "max"),
    ("low_sum", "sum"), ("high_sum", "sum"),
)  # fmt: skip


def rows_of(
    key: PeersKey, found: tuple[NDArray[np.int32], int, Interval, Codes], *, closed: bool
) -> PeersRows:
    """Return what one part brings, from its rows as `Frame.peer_rows` has them.

    A row whose group is missing stands in each of them, as one that may be filtered out; and all rows stand in one more
    group, of which nothing is sure: what such a row's own group sums up to (`Frame.peers`).
    """
    index, count, inner, codes = found
    kept, lost, size = np.flatnonzero(index >= 0), np.flatnonzero(index < 0), len(index)
    rows = np.concatenate([kept, np.tile(lost, count), np.arange(size)])
    own = np.repeat(np.arange(count, dtype=np.int64), len(lost))
    group = np.concatenate([index[kept].astype(np.int64), own, np.full(size, count, dtype=np.int64)])
    unsure = np.minimum(codes, np.int8(1))
    weight = np.concatenate([codes[kept], np.tile(unsure[lost], count), unsure])
    taken = weight >= 1
    rows, group, weight = rows[taken], group[taken], weight[taken]
    low, high = inner.low[rows], inner.high[rows]
    cells, cell = np.unique(group * 2 + (weight - 1), return_inverse=True)
    maybe = weight == 1
    zero = np.int64(0)
    # a mean adds the rows that may be taken in one by one; a sum takes of them what widens it
    sums = [np.where(maybe, np.minimum(low, zero), low), np.where(maybe, np.maximum(high, zero), high)]
    folded = [_folded(np.add, cell, np.ones(len(rows), dtype=np.int64), len(cells), 0)]
    for values in (low, high):
        folded.append(_folded(np.minimum, cell, values, len(cells), np.iinfo(np.int64).max))
        folded.append(_folded(np.maximum, cell, values, len(cells), np.iinfo(np.int64).min))
    folded += [_folded(np.add, cell, values, len(cells), 0) for values in sums]
    none = nothing()
    open_group, open_end, open_value, open_count = none, none.astype(np.int8), none, none
    if key.node.fold is plan.Fold.MEAN:
        parts = [_often(group[maybe], values[maybe], end) for end, values in enumerate((low, high))]
        open_group, open_end, open_value, open_count = (
            np.concatenate([p[n] for p in parts]) for n in range(4)
        )
    return PeersRows(
        key, cells // 2, (cells % 2 + 1).astype(np.int8), tuple(folded), open_group, open_end.astype(np.int8),
        open_value, open_count, count, closed, len(lost),
    )  # fmt: skip


def _folded(fold: np.ufunc, cell: NDArray[np.intp], values: Ints, many: int, start: int) -> Ints:
    out = np.full(many, start, dtype=np.int64)
    fold.at(out, cell, values)
    return out


def _often(group: Ints, value: Ints, end: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Return group, end, value and how often it occurs, for each different value of a group."""
    order = np.lexsort((value, group))
    group, value = group[order], value[order]
    first = np.flatnonzero(np.r_[True, (group[1:] != group[:-1]) | (value[1:] != value[:-1])]) if len(group) else order
    counts = np.diff(np.r_[first, len(group)]).astype(np.int64)
    return group[first], np.full(len(first), end, dtype=np.int64), value[first], counts


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """What all parts bring together, by group and code: `numbers` as in `FOLDED`.

    `gains`, for means: per end of the bounds the sums and counts of the rows that may be taken in and widen it, by
    group.
    """

    key: PeersKey
    group: Ints
    code: Codes
    numbers: tuple[Ints, ...]
    gains: tuple[tuple[Ints, Ints], tuple[Ints, Ints]] | None
    groups: int
    closed: bool
    lost: int


def concluded(found: Folded) -> Interval | Ratio:
    """Return what each group comes to, by the evaluator's own folds.

    Of each group and code two rows are made: the greatest bounds and the least ones, which decide a best; a sum is one
    row. There is a group more only if some row's group is not known.
    """
    size = found.groups + (1 if found.lost else 0)
    here = found.group < size
    group, code = found.group[here].astype(np.int32), found.code[here]
    numbers = [n[here] for n in found.numbers]
    complete = np.full(size, found.closed)
    node, ends = found.key.node, bounds(found.key.node.value)
    if node.fold is plan.Fold.MEAN:
        return _mean(found, group, code, numbers, complete)
    _, low_least, low_greatest, high_least, high_greatest, low_sum, high_sum = numbers
    if node.fold is plan.Fold.SUM:
        return gather.fold_of(node.fold, Groups(group, size, complete), Interval(low_sum, high_sum), code, ends)
    twice = Groups(np.concatenate([group, group]), size, complete)
    values = Interval(np.concatenate([low_greatest, low_least]), np.concatenate([high_greatest, high_least]))
    return gather.fold_of(node.fold, twice, values, np.concatenate([code, code]), ends)


def _mean(
    found: Folded, group: NDArray[np.int32], code: Codes, numbers: list[Ints], complete: NDArray[np.bool_]
) -> Ratio:
    size, sure = len(complete), code == 2
    ends = []
    for end, sums in enumerate(numbers[5:]):
        top, bottom = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
        top[group[sure]], bottom[group[sure]] = sums[sure], numbers[0][sure]
        if found.gains is not None:
            top += found.gains[end][0][:size]
            bottom += found.gains[end][1][:size]
        ends.append((top, bottom))
    some, maybe = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    some[group[sure]], maybe[group[~sure]] = True, True
    return interval.mean_of(complete, ends[0], ends[1], some, maybe, bounds(found.key.node.value))
