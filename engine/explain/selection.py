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
    here[index] = True
    places = int(selection.quota_low[index]), int(selection.quota_high[index])
    last = _last(steps, kind, np.flatnonzero(here & (pool == 2)), high, places)
    return SelectionProof(
        quota, int(pool[index]), int(selection.inside[index]), int(selection.best[index]), int(selection.worst[index]),
        places[0], places[1], group, _keys(steps, quota, kind, index),
        read.row(kind, last) if last is not None else None,
        _keys(steps, quota, kind, last) if last is not None else (),
        _rows(steps, kind, np.flatnonzero(level)), _rows(steps, kind, np.flatnonzero(rivals)),
        law(read.ready, quota.citation, quota.readings),
    )  # fmt: skip


def _keys(steps: Steps, quota: plan.Quota, kind: str, index: int) -> tuple[RankKey, ...]:
    return tuple(RankKey(r.label, numeral(steps, r.value, kind, index), r.ascending) for r in quota.ranking)


def _rows(steps: Steps, kind: str, rows: Rows) -> tuple[Row, ...]:
    return tuple(sorted((steps.read.row(kind, int(i)) for i in rows), key=lambda r: (name_order(r.name), r.key)))


def _last(steps: Steps, kind: str, rows: Rows, high: Ints, places: tuple[int, int]) -> int | None:
    """Return the last one inside, where the number of places is settled; among equals the first by name."""
    if places[0] != places[1] or not 0 < places[0] <= len(rows):
        return None
    ordered: list[int] = sorted(rows.tolist(), key=lambda i: -int(high[i]))
    line = int(high[ordered[places[0] - 1]])
    equal = [i for i in ordered if int(high[i]) == line]
    return min(equal, key=lambda i: (name_order(steps.read.row(kind, i).name), steps.read.row(kind, i).key))
