"""Where a subject stands under a quota: rank, line, who shares the rank, who may still come before it."""

from __future__ import annotations

import numpy as np

from .. import plan
from ..evaluator import places
from ..evaluator.arrays import Bool, Ints
from ..evaluator.result import Selection
from ..values import Choice
from .legal import law
from .nodes import Opinion, Row
from .numbers import numeral
from .opinions import opinion
from .order import name_order
from .proof import LimitProof, RankKey, SelectionProof
from .reader import Rows
from .steps import Steps


def prove_selection(steps: Steps, kind: str, award: str, quota: plan.Quota, index: int) -> SelectionProof | None:
    """Return how one subject was ranked, None where it is not ranked."""
    read = steps.read
    selection = read.evaluation.kinds[kind].selections.get(award)
    if selection is None or not selection.pool[index]:
        return None
    pool, low, high = selection.pool, selection.low, selection.high
    here = (pool > 0) & ~selection.limited
    group, lost = "", quota.pending != "ignore"  # whose group is missing may be in each, or is left out
    if quota.per is not None:
        own = read.table(kind).columns[quota.per]
        kinds = read.register(kind).fields[quota.per].type
        group = kinds.options[int(own[index])].label if isinstance(kinds, Choice) and own[index] >= 0 else ""
        here &= (own == own[index]) | ((own < 0) & lost)
    if quota.per_owner is not None:
        owners = read.table(kind).owners[quota.per_owner]
        if owners[index] >= 0:
            home = read.row(quota.per_owner, int(owners[index]))
            group = home.name or home.key
        here &= (owners == owners[index]) | ((owners < 0) & lost)
    here[index] = False
    sure = _sure(steps, quota, selection)
    level = here & sure & (low == high) & (low == low[index]) & (high == high[index])
    above = here & sure & (low > high[index])
    rivals = here & (high >= low[index]) & ~above & ~level
    worst = 1 + int((here & (high > low[index])).sum())  # who is level shares the rank
    here[index] = not selection.limited[index]
    room = int(selection.quota_low[index]), int(selection.quota_high[index])
    line, after = _line(np.flatnonzero(here & sure), low, high, room)
    shared = len(line) > 1
    return SelectionProof(
        quota, int(pool[index]), int(selection.inside[index]), int(selection.best[index]), worst,
        room[0], room[1], group, _keys(steps, quota, kind, index),
        read.row(kind, line[0]) if line and not shared else None,
        _keys(steps, quota, kind, line[0]) if line else (),
        _rows(steps, kind, np.flatnonzero(level)), _rows(steps, kind, np.flatnonzero(rivals)),
        law(read.ready, quota.citation, quota.readings), _limit(steps, quota, selection, index),
        _settled(steps, quota, index, level), _size(steps, quota, selection, index),
        "" if quota.of == "pool" else read.register(quota.of).label, _electable(steps, quota, index, level),
        read.row(kind, after[0]) if len(after) == 1 else None,
        _keys(steps, quota, kind, after[0]) if after else (),
    )  # fmt: skip


def _sure(steps: Steps, quota: plan.Quota, selection: Selection) -> Bool:
    """Return who surely is ranked in its group: not whose group is missing, nor whom the quota's limit may shut out."""
    read, kind = steps.read, quota.kind
    table = read.table(kind)
    found: Bool = selection.pool == 2
    if quota.per is not None:
        found = found & (table.columns[quota.per] >= 0)
    if quota.per_owner is not None:
        found = found & (table.owners[quota.per_owner] >= 0)
    if quota.limit is not None:
        found = found & ~((read.codes(quota.limit.where, kind) >= 1) & np.isin(selection.inside, (1, 3)))
    return found


def _size(steps: Steps, quota: plan.Quota, selection: Selection, index: int) -> tuple[int, int] | None:
    """Return the denominator of the places of a subject's group, at least and at most."""
    if quota.places.count is not None:
        return None
    read, kind = steps.read, quota.kind
    if quota.of not in {"pool", kind}:
        whole = read.table(quota.of).size
        return whole, whole
    codes = np.full(read.table(kind).size, 2, dtype=np.int8)
    if quota.of == "pool":
        codes = selection.pool
    elif quota.counting is not None:
        codes = read.codes(quota.counting, kind)
    if quota.per is not None or quota.per_owner is not None:
        table = read.table(kind)
        own = table.columns[quota.per] if quota.per is not None else table.owners[quota.per_owner or ""]
        if own[index] < 0:
            return None
        codes = np.where(own < 0, np.minimum(codes, np.int8(1)), np.where(own == own[index], codes, np.int8(0)))
    return int((codes == 2).sum()), int((codes >= 1).sum())


def _limit(steps: Steps, quota: plan.Quota, selection: Selection, index: int) -> LimitProof | None:
    """Return the limit inside a quota, where it concerns or may concern the subject."""
    if quota.limit is None:
        return None
    step = steps.step(quota.limit.where, quota.kind, index)
    if not step.code:
        return None
    whole = np.array([selection.quota_low[index], selection.quota_high[index]], dtype=np.int64)
    low, high = (int(n) for n in places.of(quota.limit.places, whole))
    told = law(steps.read.ready, quota.limit.citation, quota.limit.readings)
    return LimitProof(step.code, quota.limit.label, low, high, bool(selection.limited[index]), step, told)


def _settled(steps: Steps, quota: plan.Quota, index: int, level: Bool) -> Opinion | None:
    """Return the council's answer to a tie, where the subject shares its score with somebody."""
    if quota.settle is None or not level.any():
        return None
    code = int(steps.read.codes(plan.Flag(quota.settle), quota.kind)[index])
    return opinion(steps.read, quota.kind, index, quota.settle, code, given=False)


def _electable(steps: Steps, quota: plan.Quota, index: int, level: Bool) -> int | None:
    """Return how many of those who share a score, the subject among them, the council chose or may choose."""
    if quota.settle is None:
        return None
    codes = steps.read.codes(plan.Flag(quota.settle), quota.kind)
    return int((codes[level] > 0).sum()) + int(codes[index] > 0)


def _keys(steps: Steps, quota: plan.Quota, kind: str, index: int) -> tuple[RankKey, ...]:
    return tuple(RankKey(r.label, numeral(steps, r.value, kind, index), r.ascending) for r in quota.ranking)


def _rows(steps: Steps, kind: str, rows: Rows) -> tuple[Row, ...]:
    return tuple(sorted((steps.read.row(kind, int(i)) for i in rows), key=lambda r: (name_order(r.name), r.key)))


def _line(rows: Rows, low: Ints, high: Ints, places: tuple[int, int]) -> tuple[list[int], list[int]]:
    """Return those at the line, where the number of places is settled, and those next after it; each with equals."""
    if places[0] != places[1] or not 0 < places[0] <= len(rows):
        return [], []
    ordered: list[int] = sorted(rows.tolist(), key=lambda i: -int(high[i]))
    line = int(high[ordered[places[0] - 1]])
    at = [i for i in ordered if int(high[i]) == line]
    if any(int(low[i]) != line for i in at):
        return [], []
    below = [i for i in ordered[places[0] :] if int(high[i]) < line]
    after = [i for i in below if int(high[i]) == int(high[below[0]])]
    return at, after if all(int(low[i]) == int(high[i]) for i in after) else []
