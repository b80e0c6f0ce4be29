"""A selection over all parts: what a part brings to it, and what it makes of where its own were placed."""

from __future__ import annotations

import numpy as np

from ..evaluator import select
from ..evaluator.arrays import Bool, Codes, Ints
from ..evaluator.contest import Contest
from ..evaluator.frame import Frame
from ..evaluator.result import Selection
from ..values import Verdict
from .parts import Part
from .wanted import ContestRows, Placed, nothing

OUT, OPEN = select.OUT, select.OPEN


def rows_of(number: int, frame: Frame, among: Contest, part: Part) -> ContestRows:
    """Return those of one part who may be ranked, with the keys of their rank, and the part's share of the sizes."""
    quota = among.quota
    pool = _pool(among)
    group = _group(among, part)
    ignore = quota.pending == "ignore"
    wanted = pool > OUT
    if ignore:  # whose group is missing is left out
        wanted &= group >= 0
    here = np.flatnonzero(wanted)
    keys = select.keys_of(quota, among.scores, missing_last=ignore)
    none = np.zeros(len(here), dtype=np.int8)
    sizes = _sizes(frame, among, group)
    return ContestRows(
        number, quota.kind, among.award, here.astype(np.int64), group[here], pool[here],
        tuple((low[here], high[here]) for low, high in keys),
        none if among.limited is None else among.limited[here],
        none if among.settled is None else among.settled[here],
        *sizes,
    )  # fmt: skip


def _pool(among: Contest) -> Codes:
    if among.quota.pending != "ignore":
        return among.pool
    return np.where(among.pool == OPEN, np.int8(OUT), among.pool)


def _group(among: Contest, part: Part) -> Ints:
    """Return the group of each subject over all parts; that of an owner is its place in the whole register."""
    of, quota = among.grouping.of, among.quota
    if of is None:
        return np.zeros(len(among.pool), dtype=np.int64)
    if quota.per_owner is None:
        return of.astype(np.int64)
    rows = part.rows[quota.per_owner]
    return np.where(of < 0, np.int64(-1), rows[of] if len(rows) else np.int64(-1)).astype(np.int64)


def _sizes(frame: Frame, among: Contest, group: Ints) -> tuple[Ints, Ints, Ints]:
    """Return groups, with how many of this part surely and possibly count; -1 stands for those of no known group."""
    quota = among.quota
    if not sized(among) or (quota.counting is None and (among.grouping.of is None or quota.of != quota.kind)):
        return nothing(), nothing(), nothing()
    if quota.counting is None:
        sure = possible = np.ones(len(group), dtype=bool)
    else:
        codes = frame.cond(quota.counting, quota.kind)
        sure, possible = codes == Verdict.MET, codes >= Verdict.UNDETERMINED
    groups, place = np.unique(group, return_inverse=True)
    return groups, _counted(place, sure, len(groups)), _counted(place, possible, len(groups))


def sized(among: Contest) -> bool:
    """Tell whether places depend on the size of something else than those who are ranked."""
    return among.quota.places.count is None and among.quota.of != "pool"


def _counted(place: np.ndarray, rows: Bool, many: int) -> Ints:
    return np.bincount(place[rows], minlength=many).astype(np.int64)


def selection_of(among: Contest, placed: Placed) -> Selection:
    """Return the selection of one part as `select.select` has it, from where its own were placed among all.

    Of several ranking keys `low` and `high` are places among those of the part, not of all.
    """
    quota, pool, size = among.quota, _pool(among), len(among.pool)
    ignore = quota.pending == "ignore"
    low, high = select.combined(quota, among.scores, np.flatnonzero(pool > OUT), size, missing_last=ignore)
    inside, shut = np.zeros(size, dtype=np.int8), np.zeros(size, dtype=bool)
    best, worst, places_low, places_high = (np.zeros(size, dtype=np.int64) for _ in range(4))
    inside[placed.row], shut[placed.row] = placed.inside, placed.shut
    best[placed.row], worst[placed.row] = placed.best, placed.worst
    places_low[placed.row], places_high[placed.row] = placed.places_low, placed.places_high
    if among.grouping.of is not None:
        inside[(pool > OUT) & (among.grouping.of < 0)] = OPEN
    if not ignore:
        inside[pool == OPEN] = OPEN
    return Selection(pool, low, high, best, worst, inside, places_low, places_high, provisional=ignore, limited=shut)
