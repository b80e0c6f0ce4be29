"""One evaluation: the schedule of stages, from columns to decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from .. import plan
from ..called import name_on, with_names
from ..records.dossier import Dossier, Mask
from ..values import Choice, Decision, Verdict, YesNo, days
from . import kleene, select
from .arrays import Codes, Ints
from .conclude import Chains, Gates, conclude
from .contest import Contest, Tools, chosen
from .frame import Frame
from .gates import assessment_codes, award_gates, graded, unless_of
from .inputs import answers_as_of, awards_rested_on, day_bounds, given_bounds, period_bounds
from .known import Known, known_as_of
from .result import Bounds, Evaluation, Judged
from .verdicts import criterion_codes, with_exceptions

Progress = Callable[[str], None]
#: Which rows of a kind belong to a side of its role.
_SIDES = {"yes": Verdict.MET, "no": Verdict.NOT_MET, "unknown": Verdict.UNDETERMINED}


@dataclass(slots=True, eq=False)
class _Run:
    """The state of one evaluation while its stages are worked off."""

    ready: plan.Plan
    dossier: Dossier
    day: int
    frame: Frame
    kinds: dict[str, Judged]
    chains: Chains
    rested: frozenset[str]
    tools: Tools
    provisional: set[tuple[str, str]] = field(default_factory=set)
    interim: set[str] = field(default_factory=set)


def evaluate(
    ready: plan.Plan, dossier: Dossier, as_of: dt.date, progress: Progress | None = None, tools: Tools | None = None
) -> Evaluation:
    """Judge every subject of a dossier by a plan, as of the end of a day.

    Raises ChainDisagreesError where durable_rules and the fixpoint conclude different things: nothing is proposed.
    """
    day = days(as_of)
    ready = with_names(ready, lambda values: name_on(values, day))
    given = {name: bounds for name in ready.parameters if (bounds := given_bounds(ready, dossier, name)) is not None}
    given["as_of"] = (day, day)
    ends = {d.id: day_bounds(given, d.last) for d in ready.deadlines.values()}
    tools = tools or Tools(Known, Frame, Chains, chosen)
    known = known_as_of(ready, dossier, day, period_bounds(ready, given), ends, tools.known)
    said = answers_as_of(ready, known)
    plainly = {q: (a.values, a.given) for q, a in said.items() if isinstance(ready.judgements[q[1]].answer, YesNo)}
    typed = {q: a.values for q, a in said.items() if q not in plainly}
    frame = tools.frame(ready, known, given, plainly, typed, {q: a.given for q, a in said.items()})
    kinds = {k: Judged(k, dossier.tables[k].size) for k in ready.kinds()}
    run = _Run(ready, dossier, day, frame, kinds, tools.chains(), awards_rested_on(ready), tools)
    try:
        for stage in ready.schedule:
            _work_off(run, stage)
            if progress is not None:
                progress(type(stage).__name__.lower())
    finally:
        run.chains.close()
    for assessment in ready.assessments.values():
        judged = kinds[assessment.kind]
        judged.assessments[assessment.id] = assessment_codes(frame, judged, assessment)
    for score in ready.scores.values():
        if score.kind in kinds:
            found = frame.settled(score.number, score.kind)
            kinds[score.kind].scores[score.id] = Bounds(found.low, found.high)
    for classification in ready.classifications.values():
        judged = kinds[classification.kind]
        judged.classifications[classification.id] = graded(frame, classification)
    for judged in kinds.values():
        for award in ready.awards:
            if award not in judged.decisions:
                judged.decisions[award] = np.full(judged.size, Decision.NOT_APPLICABLE, dtype=np.int8)
    return Evaluation(
        ready, dossier, as_of, kinds, frozenset(run.provisional), frozenset(run.interim),
        run.chains.profiles, run.chains.use_durable, frame,
    )  # fmt: skip


def _work_off(run: _Run, stage: plan.Stage) -> None:
    match stage:
        case plan.Reduce(kind, aggregate):
            run.frame.reduce(aggregate, kind)
        case plan.Columns():
            _columns(run, stage)
        case plan.Chain():
            _chain(run, stage)
        case plan.Select(kind, _, award):
            _select(run, kind, award)
        case _:
            assert_never(stage)


def _side(run: _Run, kind: str, role: str | None) -> Mask | None:
    """Return the rows of one side of a role, or None for all."""
    field_name = run.ready.registers[kind].role
    if role is None or field_name is None:
        return None
    return np.asarray(run.dossier.tables[kind].columns[field_name] == _SIDES[role])


def _put(target: dict[str, Codes], name: str, codes: Codes, side: Mask | None) -> None:
    """Store codes for the rows judged now, leaving other roles as they were."""
    if side is None or name not in target:
        target[name] = codes.copy() if side is not None else codes
    else:
        target[name][side] = codes[side]


def _columns(run: _Run, stage: plan.Columns) -> None:
    judged, frame = run.kinds[stage.kind], run.frame
    side = _side(run, stage.kind, stage.role)
    if side is not None:  # a criterion that never concerns a side of the role is not judged with that side
        for criterion in run.ready.criteria.values():
            if criterion.kind == stage.kind:
                judged.met.setdefault(criterion.id, kleene.full(judged.size, Verdict.UNDETERMINED))
                judged.applies.setdefault(criterion.id, kleene.full(judged.size, Verdict.NOT_MET))
    for name in stage.criteria:
        criterion = run.ready.criteria[name]
        met, nonempty = criterion_codes(frame, criterion.met, criterion.if_none, stage.kind)
        if criterion.due is not None and run.day <= frame.known.ends[criterion.due][1]:
            met = np.maximum(met, np.int8(Verdict.UNDETERMINED))
        if criterion.keep is not None and run.day < day_bounds(frame.given, run.ready.periods[criterion.keep].last)[1]:
            run.interim.add(name)
        applies = frame.cond(criterion.applies, stage.kind) if criterion.applies is not None else None
        if nonempty is not None:
            applies = nonempty if applies is None else np.minimum(applies, nonempty)
        met, applies = with_exceptions(frame, criterion.exceptions, met, applies, stage.kind)
        if side is not None and applies is None:
            applies = kleene.full(judged.size, Verdict.MET)
        _put(judged.met, name, met, side)
        if applies is not None:
            _put(judged.applies, name, applies, side)
    for names, rules, target in (
        (stage.bars, run.ready.bars, judged.bars),
        (stage.suspensions, run.ready.suspensions, judged.suspensions),
    ):
        for name in names:
            codes, nonempty = criterion_codes(frame, rules[name].when, rules[name].if_none, stage.kind)
            codes = codes if nonempty is None else np.minimum(codes, nonempty)
            codes, _ = with_exceptions(frame, rules[name].exceptions, codes, None, stage.kind)
            _put(target, name, codes, side)


def _chain(run: _Run, stage: plan.Chain) -> None:
    judged = run.kinds[stage.kind]
    side = _side(run, stage.kind, stage.role)
    rows = None if side is None else np.flatnonzero(side)
    for together in _linked(run.ready, stage.awards):
        gates = [award_gates(run.frame, judged, run.ready.awards[a], together) for a in together]
        for g in gates:
            if "grant" in g.codes and (g.codes["grant"] == Verdict.UNDETERMINED).any():
                run.provisional.add((stage.kind, g.chained.award))
            if any(u.provisional for u in unless_of(run.frame, judged, run.ready.awards[g.chained.award])):
                run.provisional.add((stage.kind, g.chained.award))
        found = conclude(
            run.chains, [g if rows is None else _at(g, rows) for g in gates], judged.size if rows is None else len(rows)
        )
        for g in gates:
            award = g.chained.award
            offset = len(judged.profile_table.setdefault(award, []))
            judged.profile_table[award] += found.table
            shown = {name: codes for name, codes in g.codes.items() if name != "grant"}
            if g.chained.lower is not None:
                shown["lower"] = _spread(found.lower(award), rows, judged.size, 0)
            for name, codes in shown.items():
                _put(judged.gates.setdefault(award, {}), name, codes, side)
            _put(judged.decisions, award, _spread(found.decisions(award), rows, judged.size, 0), side)
            _put(judged.eligible, award, _spread(found.eligible(award), rows, judged.size, 0), side)
            if rows is None and offset == 0:
                judged.profiles[award] = found.profile
            else:
                profiles = judged.profiles.setdefault(award, np.full(judged.size, -1, dtype=np.int32))
                profiles[slice(None) if rows is None else rows] = found.profile.astype(np.int32) + np.int32(offset)
            _settle(run, stage.kind, award)


def _linked(ready: plan.Plan, awards: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Split awards into those that rest on each other, each part in the given order."""
    parts: list[list[str]] = []
    for award in awards:
        among = ready.awards[award].among
        home = next((p for p in parts if among is not None and among.award in p), None)
        if home is None:
            parts.append([award])
        else:
            home.append(award)
    return [tuple(p) for p in parts]


def _at(gates: Gates, rows: NDArray[np.intp]) -> Gates:
    outside = None if gates.outside is None else gates.outside[rows]
    return Gates(gates.chained, {k: v[rows] for k, v in gates.codes.items()}, outside)


def _spread(values: Codes, rows: NDArray[np.intp] | None, size: int, other: int) -> Codes:
    """Return values of some rows as a column of all; the others get `other`."""
    if rows is None:
        return values
    out = kleene.full(size, other)
    out[rows] = values
    return out


_STANDING = np.array(
    [{Decision.PROPOSED: 2, Decision.PENDING: 1, Decision.TIED: 1}.get(d, 0) for d in Decision], dtype=np.int8
)


#: What follows for whoever is outside, open, inside, tied.
_OUTCOME = np.array([Decision.OUTSIDE_QUOTA, Decision.PENDING, Decision.PROPOSED, Decision.TIED], dtype=np.int8)


def _settle(run: _Run, kind: str, award: str) -> None:
    """Let later strata rest on a decision, where any does."""
    if award not in run.rested:
        return
    judged = run.kinds[kind]
    quota = run.ready.awards[award].entitlements[kind].quota
    eligible = judged.eligible[award]
    selected = quota is None or award in judged.selections
    proposed = _STANDING[judged.decisions[award]] if selected else np.minimum(eligible, np.int8(1))
    undecided = judged.profiles[award] < 0
    if undecided.any():
        eligible, proposed = (np.where(undecided, np.int8(1), c).astype(np.int8) for c in (eligible, proposed))
    run.frame.settle(kind, award, eligible, proposed)


def _select(run: _Run, kind: str, award: str) -> None:
    judged, frame = run.kinds[kind], run.frame
    quota = run.ready.awards[award].entitlements[kind].quota
    if quota is None:
        raise AssertionError(award)  # the schedule only selects under a quota
    pool = judged.eligible[award] if quota.pool == "eligible" else judged.gates[award]["lower"]
    grouping = _grouping(run, quota)
    scores = [_score(frame, r.value, kind) for r in quota.ranking]
    limited = frame.cond(quota.limit.where, kind) if quota.limit is not None else None
    settled = frame.cond(plan.Flag(quota.settle), kind) if quota.settle is not None else None
    found = run.tools.choose(frame, Contest(quota, award, pool, scores, grouping, limited, settled))
    judged.selections[award] = found
    if found.provisional:
        run.provisional.add((kind, award))
    eligible = judged.decisions[award] == Decision.PROPOSED
    judged.decisions[award] = np.where(eligible, _OUTCOME[found.inside], judged.decisions[award])
    _settle(run, kind, award)


def _score(frame: Frame, value: plan.Num, kind: str) -> tuple[Ints, Ints]:
    found = frame.settled(value, kind)
    return found.low, found.high


def _grouping(run: _Run, quota: plan.Quota) -> select.Grouping:
    if quota.per_owner is not None:
        owners = run.dossier.tables[quota.kind].owners[quota.per_owner]
        return select.Grouping(owners, run.dossier.tables[quota.per_owner].size)
    if quota.per is None:
        return select.Grouping(None, 1)
    kind = run.ready.registers[quota.kind].fields[quota.per].type
    group = run.dossier.tables[quota.kind].columns[quota.per].astype(np.int32)
    return select.Grouping(group, len(kind.options) if isinstance(kind, Choice) else 0)
