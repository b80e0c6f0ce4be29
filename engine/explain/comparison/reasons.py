"""The reasons of one result on one side: what they came to, where they come from, which of them decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...values import Decision, Verdict
from ..legal import Law
from ..nodes import Step
from ..proof import AwardProof, BarProof, CaseProof, CriterionProof, SubjectProof
from .model import Outcome, Sort

#: The reasons that settle each decision, as `Unmet.code` names them.
_DECIDES: Mapping[Decision, tuple[str, ...]] = {
    Decision.NOT_APPLICABLE: ("scope", "lower"), Decision.NOT_NOMINATED: ("nomination", "lower"),
    Decision.BARRED: ("bar",), Decision.SUSPENDED: ("suspension",),
    Decision.NOT_PROPOSED: ("criterion", "choice", "lower", "requirement", "unless"),
    Decision.OUTSIDE_QUOTA: ("selection",), Decision.TIED: ("selection",),
}  # fmt: skip
_SELECTED = {Decision.PROPOSED: 2, Decision.PENDING: 1, Decision.TIED: 1}
_MET = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: 2 where it does not stand in the way, 1 open, 0 where it does; `decides`: the result rests on it.

    `word` is what a selection came to: a tie and an open place are not the same.
    """

    code: str
    id: str
    label: str
    value: int
    law: Law | None
    decides: bool
    word: str = ""


Reasons = dict[tuple[str, str], Reason]


def reasons_of(proof: SubjectProof, outcome: Outcome) -> Reasons:
    """Return every reason of a result, in the order in which they are told."""
    match outcome.sort:
        case Sort.AWARD:
            award = proof.awards.get(outcome.id)
            found = () if award is None else _of_award(proof, award)
        case Sort.ASSESSMENT:
            found = _of_assessment(proof, outcome.id) if outcome.id in proof.assessments else ()
        case Sort.GRADE:
            found = _of_grade(proof, outcome.id) if outcome.id in proof.classifications else ()
    return {(r.code, r.id): r for r in found}


def _of_award(proof: SubjectProof, award: AwardProof) -> Iterator[Reason]:
    gates = {g.name: g.code for g in award.gates}
    decision, listed = award.decision, {(r.code, r.id): r.verdict for r in award.reasons}

    def of(code: str, name: str, label: str, value: int, law: Law | None) -> Reason:
        if decision is Decision.PENDING:
            decides = listed.get((code, name)) == Verdict.UNDETERMINED.word
        else:
            decides = code in _DECIDES.get(decision, ()) and (value == 0 or code == "selection")
        return Reason(code, name, label, value, law, decides)

    yield of("scope", award.id, award.label, gates.get("scope", 2), award.law)
    if award.nomination is not None:
        yield of("nomination", award.id, award.label, award.nomination.code, award.nomination.law or award.law)
    for bar in award.bars:
        yield of("bar", bar.id, bar.label, 2 - bar.code, bar.law)
    for name in award.criteria:
        criterion = proof.criteria[name]
        yield of("criterion", name, criterion.label, _weighs(criterion), criterion.law)
    if award.lower is not None:
        yield of("lower", award.lower.award, award.lower.label, gates.get("lower", 2), award.law)
    if award.choice is not None:
        yield of("choice", award.choice.id, award.choice.label, award.choice.code, award.law)
    for unless in award.unless:
        yield of("unless", unless.award, unless.label, 2 - unless.code, unless.law)
    for suspension in award.suspensions:
        yield of("suspension", suspension.id, suspension.label, 2 - suspension.code, suspension.law)
    if award.selection is not None:
        value = _SELECTED.get(decision, 0)
        yield replace(of("selection", award.id, award.label, value, award.selection.law), word=decision.word)


def _weighs(criterion: CriterionProof) -> int:
    """Return what a criterion weighs in a requirement: one that does not concern the subject is no obstacle."""
    return max(2 - criterion.applies, criterion.met) if criterion.applies != 1 or criterion.met == _MET else 1


def _of_assessment(proof: SubjectProof, name: str) -> Iterator[Reason]:
    found = proof.assessments[name]
    sought = {Verdict.NOT_MET: 0, Verdict.UNDETERMINED: 1}.get(found.verdict)
    if found.scope is not None:
        yield Reason("scope", name, found.label, found.applies, found.law, found.verdict is Verdict.NOT_APPLICABLE)
    for one in found.criteria:
        criterion = proof.criteria[one]
        value = _weighs(criterion)
        yield Reason("criterion", one, criterion.label, value, criterion.law, value == sought)


def _of_grade(proof: SubjectProof, name: str) -> Iterator[Reason]:
    found = proof.classifications[name]
    if found.scope is not None:
        yield Reason("scope", name, found.label, found.applies, found.law, found.applies < _MET)
    for grade in found.grades:
        if grade.step is not None:
            yield Reason("grade", grade.id, grade.label, grade.code, grade.law, decides=True)
    for rule in found.down:
        yield Reason("down", rule.label, rule.label, 2 - rule.code, rule.law, decides=True)
    for rule in found.ceilings:
        yield Reason("ceiling", rule.label, rule.label, 2 - rule.code, rule.law, decides=True)


def conditions_of(
    proof: SubjectProof, outcome: Outcome, code: str, name: str
) -> tuple[Step | None, Step | None, tuple[CaseProof, ...]]:
    """Return (whom it concerns, condition, cases named apart) behind a reason."""
    award = proof.awards.get(outcome.id) if outcome.sort is Sort.AWARD else None
    match code:
        case "criterion":
            criterion = proof.criteria.get(name)
            return (None, None, ()) if criterion is None else (criterion.scope, criterion.step, criterion.exceptions)
        case "bar" | "suspension" if award is not None:
            bar: BarProof | None = next((b for b in (*award.bars, *award.suspensions) if b.id == name), None)
            return (None, None, ()) if bar is None else (None, bar.step, bar.exceptions)
        case "choice" if award is not None:
            return None, award.choice, ()
        case "scope":
            return None, _scope(proof, outcome), ()
        case "grade" | "down" | "ceiling" if outcome.id in proof.classifications:
            found = proof.classifications[outcome.id]
            graded = {("grade", g.id): g.step for g in found.grades}
            graded |= {("down", d.label): d.step for d in found.down}
            graded |= {("ceiling", c.label): c.step for c in found.ceilings}
            return None, graded.get((code, name)), ()
        case _:
            return None, None, ()


def _scope(proof: SubjectProof, outcome: Outcome) -> Step | None:
    match outcome.sort:
        case Sort.AWARD:
            return proof.awards[outcome.id].scope if outcome.id in proof.awards else None
        case Sort.ASSESSMENT:
            return proof.assessments[outcome.id].scope if outcome.id in proof.assessments else None
        case Sort.GRADE:
            return proof.classifications[outcome.id].scope if outcome.id in proof.classifications else None
