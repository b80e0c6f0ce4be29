"""What a proof says of one subject goes into the columns of a list: an award, an assessment, a grade."""

from __future__ import annotations

from ...explain import AwardProof, SubjectProof, decision_words, one_line, waits_of
from ...explain.assessing import assessment_line, assessment_verdict
from ...explain.gradetext import grade_line
from ...explain.grading import ClassificationProof
from ...explain.proof import AssessmentProof, SelectionProof
from ...explain.selecting import last_rank
from ...explain.telling import Teller
from ...values import Decision, Verdict
from ..points import grade_cell
from .columns import INTERIM, PLACES, PROVISIONAL, Column, Line, Near, Ranked, Result
from .falls import Step, failures, fall, shuts, steps_of
from .gaps import gap_of, gap_to_line

#: Results in the order in which lists show them.
DECISIONS = (
    Decision.PROPOSED, Decision.TIED, Decision.OUTSIDE_QUOTA, Decision.PENDING, Decision.SUSPENDED, Decision.BARRED,
    Decision.NOT_PROPOSED, Decision.NOT_NOMINATED, Decision.NOT_APPLICABLE,
)  # fmt: skip
VERDICTS = (Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE)
_WHOLE = {Verdict.NOT_APPLICABLE: "scope", Verdict.UNDETERMINED: "undetermined", Verdict.MET: "met"}


def take_award(teller: Teller, column: Column, proof: SubjectProof, award: AwardProof) -> None:
    """Take in an award of the next subject."""
    decision, selection = award.decision, award.selection
    if selection is not None and selection.keys:
        _rank(teller, column, proof, selection)
    if decision is Decision.OUTSIDE_QUOTA and selection is not None:
        column.near.append(Near(column.next, "outside-quota", gap_to_line(teller, selection)))
    elif decision is Decision.NOT_PROPOSED and len(award.reasons) == 1:
        reason = award.reasons[0]
        if reason.code == "criterion" and shuts(reason):
            gap = gap_of(teller, proof.criteria[reason.id].step)
            column.near.append(Near(column.next, f"criterion:{reason.id}", gap))
    steps = steps_of(proof, award)
    if len(steps) > len(column.steps.get(proof.kind, ())):  # whom an award does not concern shows less of it
        column.steps[proof.kind] = steps
    waits = tuple(w.value for w in waits_of(award)) if decision is Decision.PENDING else ()
    result = Result(decision.word, decision_words(award, teller.lang), DECISIONS.index(decision), waits)
    marks = PROVISIONAL * award.provisional + INTERIM * award.interim
    column.put(proof.kind, result, one_line(proof, award.id, teller.lang), marks, fall(award), failures(award))


def _rank(teller: Teller, column: Column, proof: SubjectProof, found: SelectionProof) -> None:
    own = found.keys[0].number.amount
    line = found.last_keys[0].number.amount if found.last_keys else None
    column.ranked.append(
        Ranked(
            column.next, found.best, last_rank(found), own.low, own.high, teller.amount(own), found.inside, found.group
        )
    )
    column.cuts[proof.kind, found.group] = Line(
        (found.places_low, found.places_high),
        line.low if line is not None and line.exact else None,
        teller.amount(line) if line is not None else "",
        found.keys[0].label,
    )


def take_assessment(teller: Teller, column: Column, proof: SubjectProof, found: AssessmentProof) -> None:
    """Take in an assessment of the next subject: it falls at the first of its criteria that is not met."""
    verdict, own = found.verdict, [proof.criteria[c] for c in found.criteria]
    failed = [c for c in own if c.verdict is Verdict.NOT_MET]
    open_ = any(c.verdict is Verdict.UNDETERMINED for c in own)
    if verdict is Verdict.NOT_MET and len(failed) == 1 and not open_:
        column.near.append(Near(column.next, f"criterion:{failed[0].id}", gap_of(teller, failed[0].step)))
    steps = [Step("scope", "scope", ""), *(Step(f"criterion:{c.id}", "criterion", c.label) for c in own)]
    ends = [Step(word, word, "") for word in ("requirement", "undetermined", "met")]
    column.steps.setdefault(proof.kind, [*steps, *ends])
    first = f"criterion:{failed[0].id}" if failed else "requirement"
    concerned = verdict is not Verdict.NOT_APPLICABLE
    interim = any(c.keep is not None and c.keep.interim and c.verdict is Verdict.MET for c in own)
    column.put(
        proof.kind,
        Result(verdict.word, assessment_verdict(found, teller.lang), VERDICTS.index(verdict)),
        assessment_line(proof, found, teller.lang),
        INTERIM * interim,
        _WHOLE.get(verdict, first),
        (f"criterion:{c.id}" for c in failed if concerned),
    )


def take_grade(teller: Teller, column: Column, proof: SubjectProof, found: ClassificationProof) -> None:
    """Take in a grade of the next subject."""
    words = grade_cell(teller, proof, found.id)
    if found.applies == 0:
        result = Result("not-applicable", words, PLACES + 2)
    elif found.settled:
        result = Result(found.key(found.low) or "none", words, PLACES - found.low)
    else:
        result = Result("undetermined", words, PLACES + 1)
    column.put(proof.kind, result, grade_line(teller, proof, found))
