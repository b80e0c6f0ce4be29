"""Groups of a quota, so many at a time as stay in the processor's caches: what is worked out is read many times."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

#: Groups that begin within so many entries come together; measured from 2**14 to 2**20.
AT_ONCE = 1 << 14
Positions = NDArray[np.intp]


def batches(
    known: Positions, lost: Positions, group: NDArray[np.int32] | None
) -> Iterator[tuple[Positions, Positions, Positions]]:
    """Yield (the groups that have members, the number of each entry's group among them, the entries' rows).

    `known`: the rows whose group is known, ascending; `lost`: those that stand in each; `group`: of every row (None:
    all are of one). Groups come in ascending order, none of them twice.
    """
    if len(known) == 0:
        return
    if group is None:
        yield np.zeros(1, dtype=np.intp), np.zeros(len(known), dtype=np.intp), known
        return
    of = group[known]
    held = np.bincount(of)
    groups, position = np.flatnonzero(held), np.cumsum(held > 0) - 1
    ends = np.cumsum(held[groups])
    begins = ends - held[groups] + len(lost) * np.arange(len(groups))
    if begins[-1] < AT_ONCE:
        yield groups, *_everywhere(position[of], known, lost, len(groups))
        return
    first = np.flatnonzero(np.diff(begins // AT_ONCE, prepend=-1)).tolist()
    bits = int(known[-1]).bit_length()
    rows = known | (of.astype(np.int64) << bits)
    del of
    rows.sort()  # by group, and in one group as they were: rows of 31 bits, groups of 31
    start = 0
    for begin, after in zip(first, [*first[1:], len(groups)], strict=True):
        some = rows[start : int(ends[after - 1])]
        own = position[some >> bits] - begin
        yield groups[begin:after], *_everywhere(own, some & ((1 << bits) - 1), lost, after - begin)
        start += len(some)


def _everywhere(of: Positions, rows: Positions, lost: Positions, many: int) -> tuple[Positions, Positions]:
    """Add those of no known group to each of `many` groups."""
    if len(lost) == 0:
        return of, rows
    return np.concatenate([of, np.repeat(np.arange(many), len(lost))]), np.concatenate([rows, np.tile(lost, many)])
