"""Selection by rank under a quota, with bounds over what is still open: docs/semantics.md section 6.

For each subject: the rank in the worst and best outcome of everything that is undetermined, against the places
there then are. Shared ranks stay shared; who stands at the line with too few places is tied, never cut by order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..plan import Quota
from . import places
from .arrays import Bool, Codes, Ints
from .result import Selection

OUT, OPEN, IN, TIED = 0, 1, 2, 3
_LAST = int(np.iinfo(np.int64).min) + 1


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Those who are ranked in one group: rows, 2 surely or 1 maybe in, bounds of their scores, the council's answers.

    `settled` (None: the council is not asked) holds its answer about each: 2 chosen, 0 not, 1 not yet answered.
    """

    rows: NDArray[np.intp]
    pool: Codes
    low: Ints
    high: Ints
    settled: Codes | None

    def at(self, rows: NDArray[np.intp], pool: Codes) -> Field:
        """Return some of the field, with how surely they are in."""
        settled = None if self.settled is None else self.settled[rows]
        return Field(self.rows[rows], pool, self.low[rows], self.high[rows], settled)


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
    quota: Quota,
    pool: Codes,
    scores: list[tuple[Ints, Ints]],
    grouping: Grouping,
    sizes: Sizes | None,
    limited: Codes | None = None,
    settled: Codes | None = None,
) -> Selection:
    """Select under one quota.

    `pool` per subject: 2 surely ranked, 1 maybe, 0 not; `scores`: bounds per ranking key; `sizes`: the denominator
    of each group where the quota is a share of a register, None where it is a number or a share of the pool;
    `limited`: whom the quota's limit concerns (Kleene codes); `settled`: the council's answers to a tie.
    """
    group = grouping.of
    ignore = quota.pending == "ignore"
    if ignore:
        pool = np.where(pool == OPEN, np.int8(OUT), pool).astype(np.int8)
    n = len(pool)
    low, high = _combined(quota, scores, n, missing_last=ignore)
    inside, shut = np.zeros(n, dtype=np.int8), np.zeros(n, dtype=bool)
    best, worst, places_low, places_high = (np.zeros(n, dtype=np.int64) for _ in range(4))
    for value, rows in _groups(pool, group, ignore=ignore):
        certain = pool[rows]
        if group is not None:
            certain = np.where(group[rows] < 0, np.int8(OPEN), certain).astype(np.int8)
        size = None if sizes is None else (int(sizes.low[value]), int(sizes.high[value]))
        field = Field(rows, certain, low[rows], high[rows], None if settled is None else settled[rows])
        if limited is None or quota.limit is None:
            found = _ranked(quota, field, places.for_each(quota, field, size))
        else:
            found, out_by_limit = _limited(quota, field, limited[rows], size)
            shut[rows] = out_by_limit
        inside[rows], best[rows], worst[rows], places_low[rows], places_high[rows] = found
    if group is not None:
        inside[(group < 0) & (pool > OUT)] = OPEN
    if n and not ignore:
        inside[(pool == OPEN)] = OPEN
    return Selection(pool, low, high, best, worst, inside, places_low, places_high, provisional=ignore, limited=shut)


Ranked = tuple[Codes, Ints, Ints, Ints, Ints]


def _limited(quota: Quota, field: Field, concerned: Codes, size: tuple[int, int] | None) -> tuple[Ranked, Bool]:
    """Select twice: first among those whom the limit concerns, then among all whom it leaves."""
    if quota.limit is None:
        raise AssertionError(quota)
    fewest, most = places.for_all(quota, field, size)
    first = np.flatnonzero(concerned >= OPEN)
    inner = field.at(first, np.minimum(field.pool[first], concerned[first]))
    count = len(first)
    few, many = (np.full(count, places.of(quota.limit.places, np.array([p]))[0]) for p in (fewest, most))
    codes = np.full(len(field.rows), IN, dtype=np.int8)
    codes[first] = _ranked(quota, inner, (few, many))[0]
    shut = (codes == OUT) & (concerned == IN)
    left = np.flatnonzero(~shut)
    unsure = (codes != IN)[left]
    outer = field.at(left, np.where(unsure, np.int8(OPEN), field.pool[left]).astype(np.int8))
    found = _ranked(quota, outer, (np.full(len(left), fewest), np.full(len(left), most)))
    own = np.where(codes == TIED, np.int8(TIED), np.int8(OPEN))[left]
    inside = np.where(unsure & (found[0] != OUT), own, found[0]).astype(np.int8)
    whole: list[Ints] = [np.zeros(len(field.rows), dtype=np.int64) for _ in range(4)]
    for column, part in zip(whole, found[1:], strict=True):
        column[left] = part
    out = np.zeros(len(field.rows), dtype=np.int8)
    out[left] = inside
    whole[2][:], whole[3][:] = fewest, most
    return (out, whole[0], whole[1], whole[2], whole[3]), shut


def _groups(pool: Codes, group: NDArray[np.int32] | None, *, ignore: bool) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Yield each group that has members, with all who are or may be in it."""
    here = np.flatnonzero(pool > OUT)
    if group is None:
        if len(here):
            yield 0, here
        return
    # whose group is missing may be in each, and is left out where what is open is ignored
    lost = here[:0] if ignore else here[group[here] < 0]
    own = here[group[here] >= 0]
    if len(own) == 0:
        return
    own = own[np.argsort(group[own], kind="stable")]
    values, starts = np.unique(group[own], return_index=True)
    for value, rows in zip(values.tolist(), np.split(own, starts[1:]), strict=True):
        yield int(value), np.concatenate([rows, lost])


def _combined(quota: Quota, scores: list[tuple[Ints, Ints]], size: int, *, missing_last: bool) -> tuple[Ints, Ints]:
    """Return one score with bounds: the key itself, or the place of the keys in lexicographic order; without keys 0."""
    if not scores:
        return np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
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


def _ranked(quota: Quota, field: Field, available: tuple[Ints, Ints]) -> Ranked:
    """Return inside, best rank, worst rank, fewest and most places for the subjects of one group."""
    low, high = field.low, field.high
    sure = field.pool == IN
    sure_lows, all_highs = np.sort(low[sure]), np.sort(high)
    above = len(sure_lows) - np.searchsorted(sure_lows, high, side="right")
    may = len(all_highs) - np.searchsorted(all_highs, low, side="left") - 1
    may_be_above = len(all_highs) - np.searchsorted(all_highs, low, side="right") - (high > low)
    exact = low == high
    level = _equal(low[sure & exact], low) - 1
    fewest, most = available
    out = np.full(len(low), OPEN, dtype=np.int8)
    plain = exact & sure & (above == may_be_above) & (may - may_be_above == level) & (fewest == most)
    line = above + 1 + level
    out[plain & (line <= most)] = IN
    crossed = plain & (above + 1 <= most) & (line > most)
    out[crossed] = IN if quota.ties == "keep" else TIED
    if field.settled is not None and quota.ties != "keep":
        # whoever is not answered may yet be chosen: no answer is never taken for a no
        may_be_chosen = _equal(low[sure & exact & (field.settled != OUT)], low)
        out[crossed & (field.settled == IN) & (may_be_chosen <= most - above)] = IN
        out[crossed & (field.settled == OUT)] = OUT
    out[plain & (above + 1 > most)] = OUT
    out[may + 1 <= fewest] = IN
    out[above >= most] = OUT
    return out, above + 1, may_be_above + 1, fewest, most


def _equal(values: Ints, wanted: Ints) -> Ints:
    """Return how many of `values` are equal to each of `wanted`."""
    ordered = np.sort(values)
    return np.searchsorted(ordered, wanted, side="right") - np.searchsorted(ordered, wanted, side="left")
