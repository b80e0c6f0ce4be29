"""Selection by rank under a quota, with bounds over what is still open: docs/semantics.md section 6.

For each subject: the rank in the worst and best outcome of everything that is undetermined, against the places
there then are. Shared ranks stay shared; who stands at the line with too few places is tied, never cut by order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..plan import Quota, Rounding
from .arrays import Codes, Ints
from .result import Selection

OUT, OPEN, IN, TIED = 0, 1, 2, 3
_LAST = int(np.iinfo(np.int64).min) + 1


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Those who are ranked in one group: rows, 2 surely or 1 maybe in, and bounds of their scores."""

    rows: NDArray[np.intp]
    pool: Codes
    low: Ints
    high: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """The group of each subject (-1 unknown; None: all are one group) and how many groups there are."""

    of: NDArray[np.int32] | None
    many: int


@dataclass(frozen=True, slots=True, eq=False)
class Sizes:
    """How many subjects each group has, at least and at most."""

    low: Ints
    high: Ints


def select(
    quota: Quota, pool: Codes, scores: list[tuple[Ints, Ints]], grouping: Grouping, sizes: Sizes | None
) -> Selection:
    """Select under one quota.

    `pool` per subject: 2 surely ranked, 1 maybe, 0 not; `scores`: bounds per ranking key; `sizes`: the denominator
    of each group where the quota is a share of a register, None where it is a number or a share of the pool.
    """
    group = grouping.of
    ignore = quota.pending == "ignore"
    if ignore:
        pool = np.where(pool == OPEN, np.int8(OUT), pool).astype(np.int8)
    low, high = _combined(quota, scores, missing_last=ignore)
    n = len(pool)
    inside = np.zeros(n, dtype=np.int8)
    best, worst, places_low, places_high = (np.zeros(n, dtype=np.int64) for _ in range(4))
    for value in range(grouping.many):
        here = pool > OUT
        if group is not None:  # whose group is missing may be in each, and is left out where what is open is ignored
            here &= group == value if ignore else (group == value) | (group < 0)
        rows = np.flatnonzero(here)
        if len(rows) == 0:
            continue
        certain = pool[rows]
        if group is not None:
            certain = np.where(group[rows] < 0, np.int8(OPEN), certain).astype(np.int8)
        size = None if sizes is None else (int(sizes.low[value]), int(sizes.high[value]))
        found = _ranked(quota, Field(rows, certain, low[rows], high[rows]), size)
        inside[rows], best[rows], worst[rows], places_low[rows], places_high[rows] = found
    if group is not None:
        inside[(group < 0) & (pool > OUT)] = OPEN
    if n and not ignore:
        inside[(pool == OPEN)] = OPEN
    return Selection(pool, low, high, best, worst, inside, places_low, places_high, provisional=ignore)


def _combined(quota: Quota, scores: list[tuple[Ints, Ints]], *, missing_last: bool) -> tuple[Ints, Ints]:
    """Return one score with bounds: the key itself, or the place of the keys in lexicographic order."""
    keys: list[tuple[Ints, Ints]] = []
    for ranking, (low, high) in zip(quota.ranking, scores, strict=True):
        first, second = (-high, -low) if ranking.ascending else (low, high)
        if missing_last:
            open_ = first != second
            first, second = (np.where(open_, np.int64(_LAST), c) for c in (first, second))
        keys.append((first, second))
    if len(keys) == 1:
        return keys[0]
    n = len(keys[0][0])
    table = np.column_stack([np.concatenate(k) for k in keys])
    order = np.lexsort(table.T[::-1])
    ordered = table[order]
    steps = np.r_[False, (ordered[1:] != ordered[:-1]).any(axis=1)] if len(ordered) else np.zeros(0, dtype=bool)
    place = np.empty(2 * n, dtype=np.int64)
    place[order] = np.cumsum(steps)
    return place[:n], place[n:]


def _ranked(quota: Quota, field: Field, size: tuple[int, int] | None) -> tuple[Codes, Ints, Ints, Ints, Ints]:
    """Return inside, best rank, worst rank, fewest and most places for the subjects of one group."""
    low, high = field.low, field.high
    sure, maybe = field.pool == IN, field.pool == OPEN
    sure_lows, all_highs = np.sort(low[sure]), np.sort(high)
    above = len(sure_lows) - np.searchsorted(sure_lows, high, side="right")
    may = len(all_highs) - np.searchsorted(all_highs, low, side="left") - 1
    may_be_above = len(all_highs) - np.searchsorted(all_highs, low, side="right") - (high > low)
    exact = low == high
    settled = np.sort(low[sure & exact])
    level = np.searchsorted(settled, low, side="right") - np.searchsorted(settled, low, side="left") - 1
    fewest, most = _places(quota, field, maybe, int(sure.sum()), size)
    out = np.full(len(low), OPEN, dtype=np.int8)
    plain = exact & sure & (above == may_be_above) & (may - may_be_above == level) & (fewest == most)
    line = above + 1 + level
    out[plain & (line <= most)] = IN
    crossed = plain & (above + 1 <= most) & (line > most)
    out[crossed] = IN if quota.ties == "keep" else TIED
    out[plain & (above + 1 > most)] = OUT
    out[may + 1 <= fewest] = IN
    out[above >= most] = OUT
    return out, above + 1, may_be_above + 1, fewest, most


def _places(
    quota: Quota, field: Field, maybe: NDArray[np.bool_], sure: int, size: tuple[int, int] | None
) -> tuple[Ints, Ints]:
    """Return the places in the worst and the best outcome for each subject."""
    n = len(field.low)
    if quota.count is not None:
        fixed = np.full(n, quota.count, dtype=np.int64)
        return fixed, fixed
    if size is not None:
        low, high = (_share_of(quota, np.full(n, s, dtype=np.int64)) for s in size)
        return low, high
    highs, lows = np.sort(field.high[maybe]), np.sort(field.low[maybe])
    worst = sure + len(highs) - np.searchsorted(highs, field.low, side="left")
    best = sure + np.searchsorted(lows, field.high, side="right")
    return _share_of(quota, worst), _share_of(quota, best)


def _share_of(quota: Quota, number: Ints) -> Ints:
    """Return the declared share of a number, rounded as declared (down unless said otherwise)."""
    if quota.share is None:
        raise AssertionError(quota)  # the language asks for a count or a share
    top, bottom = number * np.int64(quota.share.value), np.int64(100 * 10**quota.share.decimals)
    match quota.rounding:
        case Rounding.DOWN:
            return top // bottom
        case Rounding.UP:
            return -(-top // bottom)
        case Rounding.HALF_UP:
            return (2 * top + bottom) // (2 * bottom)
