"""Selection by rank under a quota, with bounds over what is still open: docs/semantics.md section 6.

For each subject: the rank in the worst and best outcome of everything that is undetermined, against the places
there then are. Shared ranks stay shared; who stands at the line with too few places is tied, never cut by order.
Groups of a quota are gone through together, as many as stay near at hand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..plan import Quota
from . import places
from .arrays import Bool, Codes, Ints
from .batches import batches
from .field import Field, gathered
from .ordering import numbered
from .result import Selection

OUT, OPEN, IN, TIED = 0, 1, 2, 3
_LAST = int(np.iinfo(np.int64).min) + 1


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
    ignore = quota.pending == "ignore"
    if ignore:
        pool = np.where(pool == OPEN, np.int8(OUT), pool)
    n = len(pool)
    here = np.flatnonzero(pool > OUT)
    low, high = combined(quota, scores, here, n, missing_last=ignore)
    inside, shut = np.zeros(n, dtype=np.int8), np.zeros(n, dtype=bool)
    best, worst, places_low, places_high = (np.zeros(n, dtype=np.int64) for _ in range(4))
    group = grouping.of
    lost = here[:0] if group is None else here[group[here] < 0]
    known = here if group is None or len(lost) == 0 else here[group[here] >= 0]
    # whose group is missing may be in each, and is left out where what is open is ignored
    for numbers, of, rows in batches(known, lost[:0] if ignore else lost, group):
        certain = pool[rows]
        if len(lost) and group is not None:
            certain[group[rows] < 0] = OPEN
        asked = None if settled is None else settled[rows]
        bounds = (low[rows],) * 2 if high is low else (low[rows], high[rows])
        field = gathered(rows, of, len(numbers), certain, bounds, asked)
        del of, rows, certain, asked, bounds  # the field has them in its own order
        at = field.rows
        size = None if sizes is None else (sizes.low[numbers], sizes.high[numbers])
        if limited is None or quota.limit is None:
            found = _ranked(quota, field, places.for_each(quota, field, size))
        else:
            found, shut[at] = _limited(quota, field, limited[at], size)
        inside[at], best[at], worst[at], places_low[at], places_high[at] = found
    inside[lost] = OPEN
    if not ignore:
        inside[pool == OPEN] = OPEN
    return Selection(pool, low, high, best, worst, inside, places_low, places_high, provisional=ignore, limited=shut)


Ranked = tuple[Codes, Ints, Ints, Ints, Ints]


def _limited(quota: Quota, field: Field, concerned: Codes, size: tuple[Ints, Ints] | None) -> tuple[Ranked, Bool]:
    """Select twice: first among those whom the limit concerns, then among all whom it leaves."""
    if quota.limit is None:
        raise AssertionError(quota)
    fewest, most = places.for_all(quota, field, size)
    first = np.flatnonzero(concerned >= OPEN)
    inner = field.part(first, np.minimum(field.pool[first], concerned[first]))
    few, many = (places.of(quota.limit.places, p)[inner.group] for p in (fewest, most))
    codes = np.full(len(field.rows), IN, dtype=np.int8)
    codes[first] = _ranked(quota, inner, (few, many))[0]
    shut = (codes == OUT) & (concerned == IN)
    left = np.flatnonzero(~shut)
    unsure = (codes != IN)[left]
    outer = field.part(left, np.where(unsure, np.int8(OPEN), field.pool[left]))
    found = _ranked(quota, outer, (fewest[outer.group], most[outer.group]))
    own = np.where(codes == TIED, np.int8(TIED), np.int8(OPEN))[left]
    out = np.zeros(len(field.rows), dtype=np.int8)
    out[left] = np.where(unsure & (found[0] != OUT), own, found[0])
    best, worst = (np.zeros(len(field.rows), dtype=np.int64) for _ in range(2))
    best[left], worst[left] = found[1], found[2]
    return (out, best, worst, fewest[field.group], most[field.group]), shut


def combined(
    quota: Quota, scores: list[tuple[Ints, Ints]], rows: NDArray[np.intp], size: int, *, missing_last: bool
) -> tuple[Ints, Ints]:
    """Return one score with bounds: the key itself, or the place of the keys in lexicographic order; without keys 0.

    Of several keys only those of the given rows are compared; the others' score is 0.
    """
    if not scores:
        return np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    keys = keys_of(quota, scores, missing_last=missing_last)
    if len(keys) == 1:
        return keys[0]
    place = np.zeros(2 * len(rows), dtype=np.int64)
    for low, high in keys:  # the place by the keys so far, then by one more
        following = numbered(np.concatenate([low[rows], high[rows]]))
        place = numbered(place * (int(following.max(initial=0)) + 1) + following)
    first, second = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    first[rows], second[rows] = place[: len(rows)], place[len(rows) :]
    return first, second


def keys_of(quota: Quota, scores: list[tuple[Ints, Ints]], *, missing_last: bool) -> list[tuple[Ints, Ints]]:
    """Return the bounds of each ranking key, the greatest first; of what is open, the last place if asked to.

    Where every number is known, or put last, both bounds are one array.
    """
    keys: list[tuple[Ints, Ints]] = []
    for ranking, (low, high) in zip(quota.ranking, scores, strict=True):
        first = -high if ranking.ascending else low
        if high is low:
            second = first
        elif missing_last:
            second = first = np.where(low != high, np.int64(_LAST), first)
        else:
            second = -low if ranking.ascending else high
        keys.append((first, second))
    return keys


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Where entries stand among those of their group, counted.

    `sure`: surely ranked; `exact`: with a score that is known; `settled` as in `Field`; `above`: how many surely stand
    above; `may`, `may_be_above`: how many others may stand level or above, or above; `level`: how many others surely
    stand level; `may_be_chosen`: how many that stand level the council has not refused (None: it is not asked).
    """

    sure: Bool
    exact: Bool
    settled: Codes | None
    above: Ints
    may: Ints
    may_be_above: Ints
    level: Ints
    may_be_chosen: Ints | None


def _ranked(quota: Quota, field: Field, available: tuple[Ints, Ints]) -> Ranked:
    """Return inside, best rank, worst rank, fewest and most places for the entries of a field."""
    low, high = field.low, field.high
    sure = field.pool == IN
    exact = low == high
    highs = field.tally(high)
    sures = highs if field.is_exact and sure.all() else field.tally(low[sure])
    levels = sures if field.is_exact else field.tally(low[sure & exact])
    above = sures.above(high)
    may_be_above = above if sures is highs else highs.above(low)
    if not field.is_exact:
        may_be_above -= high > low  # nobody stands above himself
    may_be_chosen = None
    if field.settled is not None and quota.ties != "keep":
        may_be_chosen = field.tally(low[sure & exact & (field.settled != OUT)]).level(low)
    standing = Standing(
        sure, exact, field.settled, above, highs.not_below(low) - 1, may_be_above, levels.level(low) - 1, may_be_chosen
    )
    return placed(quota, standing, available)


def placed(quota: Quota, standing: Standing, available: tuple[Ints, Ints]) -> Ranked:
    """Return inside, best rank, worst rank, fewest and most places, each entry by itself."""
    above, may, may_be_above, level = standing.above, standing.may, standing.may_be_above, standing.level
    fewest, most = available
    out = np.full(len(above), OPEN, dtype=np.int8)
    plain = standing.exact & standing.sure & (above == may_be_above) & (may - may_be_above == level) & (fewest == most)
    crossed = plain & (above < most) & (above + level >= most)
    out[crossed] = IN if quota.ties == "keep" else TIED
    if standing.settled is not None and standing.may_be_chosen is not None:
        # whoever is not answered may yet be chosen: no answer is never taken for a no
        out[crossed & (standing.settled == IN) & (standing.may_be_chosen <= most - above)] = IN
        out[crossed & (standing.settled == OUT)] = OUT
    out[may < fewest] = IN
    out[above >= most] = OUT
    return out, above + 1, may_be_above + 1, fewest, most
