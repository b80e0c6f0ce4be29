"""Who is weighed against whom under a quota; and what else of an evaluation depends on everybody at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .. import plan
from ..values import Verdict
from . import select
from .arrays import Codes, Ints
from .conclude import Chains
from .frame import Frame
from .known import Known
from .result import Selection


@dataclass(frozen=True, slots=True, eq=False)
class Contest:
    """Who is weighed against whom under one quota, as `select.select` takes it; but for the size of each group."""

    quota: plan.Quota
    award: str
    pool: Codes
    scores: list[tuple[Ints, Ints]]
    grouping: select.Grouping
    limited: Codes | None
    settled: Codes | None


@dataclass(frozen=True, slots=True)
class Tools:
    """What depends on everybody, so that it is done otherwise where only a part of the records is at hand (`spark`)."""

    known: type[Known]
    frame: Callable[..., Frame]
    chains: Callable[[], Chains]
    choose: Callable[[Frame, Contest], Selection]


def chosen(frame: Frame, among: Contest) -> Selection:
    """Select among all subjects of a kind at once."""
    sizes = _sizes(frame, among.quota, among.grouping)
    return select.select(among.quota, among.pool, among.scores, among.grouping, sizes, among.limited, among.settled)


def _sizes(frame: Frame, quota: plan.Quota, grouping: select.Grouping) -> select.Sizes | None:
    """Return the denominator of each group where the quota is a share of a register."""
    if quota.places.count is not None or quota.of == "pool":
        return None
    group = grouping.of
    if quota.counting is not None:
        return _counted(grouping, frame.cond(quota.counting, quota.kind))
    if group is not None and quota.of == quota.kind:
        low = np.bincount(group[group >= 0], minlength=grouping.many).astype(np.int64)
        return select.Sizes(low, low + int((group < 0).sum()))
    whole = np.full(grouping.many, frame.table(quota.of).size, dtype=np.int64)
    return select.Sizes(whole, whole)


def _counted(grouping: select.Grouping, codes: Codes) -> select.Sizes:
    """Return the denominator of each group where only some rows count; a row of no known group may count in each."""
    group = grouping.of
    if group is None:
        low, high = ((codes >= least).sum() for least in (Verdict.MET, Verdict.UNDETERMINED))
        return select.Sizes(np.full(grouping.many, low), np.full(grouping.many, high))
    sure, possible = (group >= 0) & (codes == Verdict.MET), codes >= Verdict.UNDETERMINED
    low = np.bincount(group[sure], minlength=grouping.many).astype(np.int64)
    high = np.bincount(group[(group >= 0) & possible], minlength=grouping.many).astype(np.int64)
    return select.Sizes(low, high + int(((group < 0) & possible).sum()))
