"""Where a subject stands under a quota: rank, line, who shares the rank, who may still come before it."""

from __future__ import annotations

import numpy as np

from .. import plan
from ..evaluator.arrays import Ints
from ..values import Choice
from .criteria import law
from .nodes import Row
from .numbers import numeral
from .order import name_order
from .proof import RankKey, SelectionProof
from .reader import Rows
from .steps import Steps


def prove_selection(steps: Steps, kind: str, award: str, quota: plan.Quota, index: int) -> SelectionProof | None:
    """Return how one subject was ranked, None where it is not ranked."""
    read = steps.read
    selection = read.evaluation.kinds[kind].selections.get(award)
    if selection is None or not selection.pool[index]:
        return None
    pool, low, high = selection.pool, selection.low, selection.high
    here = pool > 0
    group = ""
    if quota.per is not None:
        own = read.table(kind).columns[quota.per]
        kinds = read.register(kind).fields[quota.per].type
        group = kinds.options[int(own[index])].label if isinstance(kinds, Choice) and own[index] >= 0 else ""
        here &= (own == own[index]) | (own < 0)
    here[index] = False
    level = here & (pool == 2) & (low == high) & (low == low[index]) & (high == high[index])
    above = here & (pool == 2) & (low > high[index])
    rivals = here & (high >= low[index]) & ~above & ~level
    worst = 1 + int((here & (high > low[index])).sum())  # who is level shares the rank
    here[index] = True
    places = int(selection.quota_low[index]), int(selection.quota_high[index])
    line = _line(np.flatnonzero(here & (pool == 2)), high, places)
    shared = len(line) > 1
    return SelectionProof(
        quota, int(pool[index]), int(selection.inside[index]), int(selection.best[index]), worst,
        places[0], places[1], group, _keys(steps, quota, kind, index),
        read.row(kind, line[0]) if line and not shared else None,
        _keys(steps, quota, kind, line[0]) if line else (),
        _rows(steps, kind, np.flatnonzero(level)), _rows(steps, kind, np.flatnonzero(rivals)),
        law(read.ready, quota.citation, quota.readings),
    )  # fmt: skip


def _keys(steps: Steps, quota: plan.Quota, kind: str, index: int) -> tuple[RankKey, ...]:
    return tuple(RankKey(r.label, numeral(steps, r.value, kind, index), r.ascending) for r in quota.ranking)


def _rows(steps: Steps, kind: str, rows: Rows) -> tuple[Row, ...]:
    return tuple(sorted((steps.read.row(kind, int(i)) for i in rows), key=lambda r: (name_order(r.name), r.key)))


def _line(rows: Rows, high: Ints, places: tuple[int, int]) -> list[int]:
    """Return those at the line, where the number of places is settled: the last one inside and all equals."""
    if places[0] != places[1] or not 0 < places[0] <= len(rows):
        return []
    ordered: list[int] = sorted(rows.tolist(), key=lambda i: -int(high[i]))
    line = int(high[ordered[places[0] - 1]])
    return [i for i in ordered if int(high[i]) == line]
