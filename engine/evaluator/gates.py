"""Gates: what an award asks of a subject, folded into one three-valued answer per question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

import numpy as np

from .. import plan
from ..records.dossier import Mask
from ..values import Decision, Verdict
from . import kleene
from .arrays import Codes
from .chaining import Chained
from .conclude import Gates
from .frame import Frame
from .result import Graded, Judged


def requirement_codes(judged: Judged, requirement: plan.Requirement | None) -> Codes:
    """Return the gate of a requirement; undetermined where none of its criteria surely concerns the subject."""
    if requirement is None:
        return kleene.constant(judged.size, Verdict.MET)
    holds, concerned = _requirement(judged, requirement)
    if concerned is None:
        return holds
    return np.where(concerned == Verdict.MET, holds, np.int8(Verdict.UNDETERMINED)).astype(np.int8)


def assessment_codes(frame: Frame, judged: Judged, assessment: plan.Assessment) -> Codes:
    """Return the shown verdict of an assessment: 3 where it does not concern the subject."""
    codes = requirement_codes(judged, assessment.requirement)
    if assessment.applies is None:
        return codes
    applies = frame.cond(assessment.applies, judged.kind)
    shown = np.where(applies == Verdict.MET, codes, np.int8(Verdict.UNDETERMINED))
    return np.where(applies == Verdict.NOT_MET, np.int8(Verdict.NOT_APPLICABLE), shown).astype(np.int8)


def graded(frame: Frame, classification: plan.Classification) -> Graded:
    """Return what a classification comes to for every subject of its kind."""
    kind = classification.kind
    found = frame.settled(classification.shown, kind)
    size = len(found.low)
    applies = kleene.constant(size, Verdict.MET)
    if classification.applies is not None:
        applies = frame.cond(classification.applies, kind)
    return Graded(applies, found.low, found.high)


@dataclass(frozen=True, slots=True, eq=False)
class Excluded:
    """Whether subjects have another award that stands in the way of this one; `provisional`: by proposals alone."""

    codes: Codes
    provisional: bool


#: How far a decision stands in the way of another award: what is suspended may still be proposed.
_HELD = np.array(
    [
        {Decision.PROPOSED: 2, Decision.PENDING: 1, Decision.TIED: 1, Decision.SUSPENDED: 1}.get(d, 0)
        for d in Decision
    ],
    dtype=np.int8,
)


def unless_of(frame: Frame, judged: Judged, award: plan.Award) -> list[Excluded]:
    """Return, for every other award that excludes this one, whether subjects have it."""
    out, kind = [], judged.kind
    for unless in award.unless:
        if kind not in frame.ready.awards[unless.award].entitlements:
            continue
        # by its own decision, not by what others may rest on: that is open for whoever is of no known role
        proposed = _HELD[judged.decisions[unless.award]]
        if unless.basis == "proposed":
            out.append(Excluded(proposed, provisional=False))
            continue
        named, complete = _named(frame, "grant", kind, unless.award)
        codes = np.where(named, np.int8(2), np.where(complete, np.int8(0), proposed)).astype(np.int8)
        out.append(Excluded(codes, provisional=bool((~named & ~complete).any())))
    return out


def _requirement(judged: Judged, requirement: plan.Requirement) -> tuple[Codes, Codes | None]:
    """Return (holds, whether any criterion applies); None stands for surely."""
    match requirement:
        case plan.Needs(name):
            met, applies = judged.met[name], judged.applies.get(name)
            return (met, None) if applies is None else (np.maximum(np.int8(2) - applies, met), applies)
        case plan.AllOf(()) | plan.AtLeast(_, ()):
            return kleene.full(judged.size, Verdict.UNDETERMINED), None
        case plan.AllOf(parts):
            found = [_requirement(judged, p) for p in parts]
            return _min([h for h, _ in found]), _concerned([c for _, c in found])
        case plan.AtLeast(count, parts):
            surely = np.zeros(judged.size, dtype=np.int16)
            possibly = surely.copy()
            concerned: list[Codes | None] = []
            for part in parts:
                holds, applies = _requirement(judged, part)
                concerned.append(applies)
                if not isinstance(part, plan.Needs):
                    applies = None
                met = judged.met[part.criterion] if isinstance(part, plan.Needs) else holds
                sure = met == Verdict.MET if applies is None else (met == Verdict.MET) & (applies == Verdict.MET)
                may = (
                    met >= Verdict.UNDETERMINED
                    if applies is None
                    else (met >= Verdict.UNDETERMINED) & (applies >= Verdict.UNDETERMINED)
                )
                surely += sure
                possibly += may
            return kleene.code(surely >= count, possibly >= count), _concerned(concerned)
        case _:
            assert_never(requirement)


def _min(items: list[Codes]) -> Codes:
    out = items[0]
    for item in items[1:]:
        out = np.minimum(out, item)
    return out


def _concerned(items: list[Codes | None]) -> Codes | None:
    codes = [c for c in items if c is not None]
    if len(codes) < len(items) or not codes:
        return None
    out = codes[0]
    for item in codes[1:]:
        out = np.maximum(out, item)
    return out


def _named(frame: Frame, register: str, kind: str, award: str) -> tuple[Mask, Mask]:
    """Return which subjects a seen row of a built-in register names for an award, and for whom it is complete."""
    known = frame.known
    table, seen = known.table(register), known.seen(register)
    out = np.zeros(known.table(kind).size, dtype=bool)
    if table.size:
        rows = (table.owners[kind] >= 0) & (table.columns["award"] == list(frame.ready.awards).index(award))
        out[table.owners[kind][rows if seen is None else rows & seen]] = True
    return out, known.complete(register, kind)


def award_gates(frame: Frame, judged: Judged, award: plan.Award, together: tuple[str, ...]) -> Gates:
    """Return the gates of one award for every subject of a kind; `together` are the awards of the same chain."""
    kind = judged.kind
    entitlement = award.entitlements[kind]
    size = judged.size
    met = Verdict.MET
    requirement = requirement_codes(judged, entitlement.requirement)
    if entitlement.choose is not None:
        requirement = np.minimum(requirement, frame.cond(plan.Flag(entitlement.choose), kind))
    for excluded in unless_of(frame, judged, award):
        requirement = np.minimum(requirement, np.int8(2) - excluded.codes)
    codes: dict[str, Codes] = {
        "scope": frame.cond(entitlement.applies, kind)
        if entitlement.applies is not None
        else kleene.constant(size, met),
        "nomination": kleene.constant(size, met),
        "bar": _max([judged.bars[b] for b in entitlement.bars], size),
        "suspension": _max([judged.suspensions[s] for s in entitlement.suspensions], size),
        "requirement": requirement,
    }
    if award.nomination is not None and award.among is None:
        named, complete = _named(frame, "nomination", kind, award.id)
        codes["nomination"] = np.where(named, np.int8(2), np.where(complete, np.int8(0), np.int8(1))).astype(np.int8)
    if award.among is None:
        codes["lower"] = kleene.constant(size, met)
        return Gates(Chained(award.id, None, granted=False, inside=True), codes, None)
    lower, granted = award.among.award, award.among.basis == "granted"
    if granted:
        named, complete = _named(frame, "grant", kind, lower)
        codes["grant"] = np.where(named, np.int8(2), np.where(complete, np.int8(0), np.int8(1))).astype(np.int8)
    inside = lower in together
    return Gates(Chained(award.id, lower, granted, inside), codes, None if inside else judged.decisions[lower])


def _max(items: list[Codes], size: int) -> Codes:
    if not items:
        return kleene.constant(size, Verdict.NOT_MET)
    out = items[0]
    for item in items[1:]:
        out = np.maximum(out, item)
    return out
