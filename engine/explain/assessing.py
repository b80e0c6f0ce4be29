"""Assessments of one subject: the verdict stored, and which of its criteria stand in the way."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics import Lang
from ..evaluator import Evaluation
from ..values import Verdict
from .completion import needed
from .legal import law
from .narrate import sentence
from .proof import AssessmentProof, CriterionProof, SubjectProof
from .telling import Teller

#: So many criteria are named that are not met, or open.
_OPEN = 3


def prove_assessments(
    evaluation: Evaluation, kind: str, index: int, criteria: Mapping[str, CriterionProof]
) -> dict[str, AssessmentProof]:
    """Return the assessments of one subject, by id."""
    ready, judged = evaluation.plan, evaluation.kinds[kind]
    return {
        a.id: AssessmentProof(
            a.id,
            a.label,
            Verdict(int(judged.assessments[a.id][index])),
            tuple(c for c in needed(a.requirement) if c in criteria),
            law(ready, a.citation, a.readings),
        )
        for a in ready.assessments.values()
        if a.kind == kind
    }


def assessment_verdict(assessment: AssessmentProof, lang: Lang) -> str:
    """Return the verdict of an assessment in words."""
    word = assessment.verdict.word
    return Teller(lang).say("not-applicable-criterion" if word == "not-applicable" else word)


def assessment_line(proof: SubjectProof, assessment: AssessmentProof, lang: Lang) -> str:
    """Return why an assessment ends as it does, in one line: how many criteria are met, and which are not."""
    teller = Teller(lang)
    own = [proof.criteria[c] for c in assessment.criteria]
    concerned = [c for c in own if c.verdict is not Verdict.NOT_APPLICABLE]
    met = sum(c.verdict is Verdict.MET for c in concerned)
    parts = [teller.say("assessed", met=met, all=len(concerned))]
    for verdict in (Verdict.NOT_MET, Verdict.UNDETERMINED):
        labels = [c.label for c in concerned if c.verdict is verdict]
        if labels:
            told = "; ".join(labels[:_OPEN])
            if len(labels) > _OPEN:
                told += f"; {teller.say('more-criteria', n=len(labels) - _OPEN)}"
            parts.append(f"{teller.say(verdict.word)}: {told}")
    return sentence(". ".join(p[:1].upper() + p[1:] for p in parts))
