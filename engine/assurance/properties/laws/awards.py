"""The higher award's holders hold the lower, a quota is never exceeded, a tie is never cut silently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from ....evaluator import Evaluation
from ....evaluator.arrays import Ints
from ....plan import Flag, Places, Plan, Quota, Rounding
from ....values import Decision, Verdict
from ..drawing import records
from ..outcomes import At, Judge
from ..records import REJECT, Records
from ..world import World
from .model import Broken, Law, Trial, Unconcerned, does


@st.composite
def _one(draw: st.DrawFn, world: World) -> Trial:
    return Trial(draw(records(world)))


# --- the higher award and the lower -----------------------------------------------------------------------------


def _among(world: World) -> Unconcerned | None:
    return None if any(a.among for a in world.plan.awards.values()) else Unconcerned(does("no-among"))


def _held(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return who is proposed for the higher award and neither holds the lower nor is proposed for it."""
    found, out = judge(plan, trial.before), []
    granted = _grants(trial.before)
    for award in plan.awards.values():
        for kind in award.entitlements if award.among is not None else ():
            lower = award.among.award if award.among is not None else ""
            above, below = (found.kinds[kind].decisions[a] for a in (award.id, lower))
            for index, key in enumerate(found.dossier.tables[kind].keys):
                holds = below[index] == Decision.PROPOSED or (key, lower) in granted
                if above[index] == Decision.PROPOSED and not holds:
                    out.append(Broken(At(kind, key, award.id), does("not-held", lower=plan.awards[lower].label)))
    return out


def _grants(found: Records) -> set[tuple[str, str]]:
    return {(str(r["subject"]), str(r["award"])) for r in found.of("grant") if REJECT not in r}


HIGHER = Law("higher-holds-lower", _among, _one, _held)

# --- quotas -----------------------------------------------------------------------------------------------------


def _quotas(world: World) -> Unconcerned | None:
    quotas = any(e.quota for a in world.plan.awards.values() for e in a.entitlements.values())
    return None if quotas else Unconcerned(does("no-quota"))


@dataclass(frozen=True, slots=True)
class _Field:
    """One group of one quota: its rows, who is proposed, and how many places there are at the most."""

    award: str
    quota: Quota
    rows: list[int]
    chosen: list[int]
    most: int


def _fields(found: Evaluation) -> Iterator[_Field]:
    """Yield every group of every quota, the places worked out anew from the plan."""
    for award in found.plan.awards.values():
        for kind, entitlement in award.entitlements.items():
            quota = entitlement.quota
            if quota is None:
                continue
            decisions = found.kinds[kind].decisions[award.id]
            groups = _groups(found, quota)
            for group in sorted(set(groups.tolist()) - {-1}):
                rows = [i for i, g in enumerate(groups.tolist()) if g == group]
                chosen = [i for i in rows if decisions[i] == Decision.PROPOSED]
                yield _Field(award.id, quota, rows, chosen, _places(quota.places, _size(found, award.id, quota, group)))


def _groups(found: Evaluation, quota: Quota) -> Ints:
    """Return the group of every row of a kind, -1 where it is not known."""
    table = found.dossier.tables[quota.kind]
    if quota.per_owner is not None:
        return table.owners[quota.per_owner].astype(np.int64)
    if quota.per is not None:
        return table.columns[quota.per].astype(np.int64)
    return np.zeros(table.size, dtype=np.int64)


def _size(found: Evaluation, award: str, quota: Quota, group: int) -> int:
    """Return the greatest denominator that a quota can have for one group."""
    groups = _groups(found, quota)
    mine = (groups == group) | (groups < 0)
    if quota.of == "pool":
        return int(((found.kinds[quota.kind].selections[award].pool > 0) & mine).sum())
    if quota.counting is not None:
        return int(((found.frame.cond(quota.counting, quota.kind) > 0) & mine).sum())
    return int(mine.sum()) if quota.of == quota.kind else found.dossier.tables[quota.of].size


def _places(places: Places, size: int) -> int:
    """Return how many places a quota gives for a denominator, in whole numbers."""
    found = places.count if places.count is not None else 0
    if places.share is not None:
        top, bottom = size * places.share.value, 100 * 10**places.share.decimals
        found = {
            Rounding.DOWN: top // bottom, Rounding.UP: -(-top // bottom),
            Rounding.HALF_UP: (2 * top + bottom) // (2 * bottom),
        }[places.rounding]  # fmt: skip
    for step in places.sizes:
        if (step.low or 0) <= size and (step.high is None or size <= step.high):
            found = step.count
            break
    return max(found, places.least or 0) if size else found


def _kept(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return the groups with more proposals than places, and the inner limits that are exceeded."""
    found, out = judge(plan, trial.before), []
    for field in _fields(found):
        keys = found.dossier.tables[field.quota.kind].keys
        if len(field.chosen) > field.most:
            at = At(field.quota.kind, keys[field.chosen[-1]], field.award)
            out.append(Broken(at, does("over-quota", n=len(field.chosen), k=field.most)))
        limit = field.quota.limit
        if limit is not None:
            inner = found.frame.cond(limit.where, field.quota.kind)
            most = _places(limit.places, field.most)
            held = [i for i in field.chosen if inner[i] == Verdict.MET]
            if len(held) > most:
                at = At(field.quota.kind, keys[held[-1]], field.award)
                out.append(Broken(at, does("over-limit", label=limit.label, n=len(held), k=most)))
    return out


def _uncut(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return who is left outside a quota although somebody who is proposed is no better in any key."""
    found, out = judge(plan, trial.before), []
    for field in _fields(found):
        quota, kind = field.quota, field.quota.kind
        decisions = found.kinds[kind].decisions[field.award]
        keys = [_exact(found, quota, i) for i in range(len(decisions))]
        names = found.dossier.tables[kind].keys
        for one in field.chosen:
            for other in field.rows:
                left = decisions[other] == Decision.OUTSIDE_QUOTA
                level = keys[one] is not None and keys[one] == keys[other]
                if left and level and not _answered(found, quota, one, other):
                    told = does("tie-cut", one=names[one], other=names[other])
                    out.append(Broken(At(kind, names[other], field.award), told))
    return out


def _exact(found: Evaluation, quota: Quota, index: int) -> tuple[int, ...] | None:
    """Return the ranking keys of a row, None where one is not known exactly."""
    out = []
    for key in quota.ranking:
        number = found.frame.settled(key.value, quota.kind)
        if number.low[index] != number.high[index]:
            return None
        out.append(int(number.low[index]))
    return tuple(out)


def _answered(found: Evaluation, quota: Quota, one: int, other: int) -> bool:
    """Tell whether something that was said tells two equal subjects apart: the council's answer, or an inner limit."""
    for condition in (Flag(quota.settle) if quota.settle else None, quota.limit.where if quota.limit else None):
        if condition is not None:
            values = found.frame.cond(condition, quota.kind)
            if values[one] != values[other]:
                return True
    return False


QUOTA = Law("quota-kept", _quotas, _one, _kept)
TIE = Law("tie-never-cut", _quotas, _one, _uncut)
