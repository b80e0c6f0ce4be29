"""Assessments of one subject: the verdict stored, which of its criteria stand in the way, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from .. import plan
from ..diagnostics import Lang
from ..values import Verdict
from .branches import deciding
from .completion import missing_of, needed, unopened, weighed
from .lacking import Missing
from .leaves import tell
from .legal import law
from .missing import Variables
from .narrate import sentence
from .nodes import Step
from .proof import AssessmentProof, CriterionProof, SubjectProof
from .relevance import relevant
from .steps import Steps
from .telling import Teller
from .worlds import World, criterion_value, value

#: So many criteria are named that are not met, or open.
_OPEN = 3


def prove_assessments(
    steps: Steps, kind: str, index: int, criteria: Mapping[str, CriterionProof]
) -> dict[str, AssessmentProof]:
    """Return the assessments of one subject, by id."""
    ready, judged = steps.read.ready, steps.read.evaluation.kinds[kind]
    out = {}
    for written in ready.assessments.values():
        if written.kind != kind:
            continue
        verdict = Verdict(int(judged.assessments[written.id][index]))
        scope = steps.step(written.applies, kind, index) if written.applies is not None else None
        missing = _missing(scope, written.requirement, criteria) if verdict is Verdict.UNDETERMINED else ()
        out[written.id] = AssessmentProof(
            written.id, written.label, verdict, tuple(c for c in needed(written.requirement) if c in criteria),
            law(ready, written.citation, written.readings), 2 if scope is None else scope.code, scope, missing,
            written.requirement,
        )  # fmt: skip
    return out


def _missing(
    scope: Step | None, requirement: plan.Requirement | None, criteria: Mapping[str, CriterionProof]
) -> tuple[Missing, ...]:
    """Return everything that could still change an assessment."""
    stored = {n: (c.met, c.applies) for n, c in criteria.items()}
    holds, concerned = weighed(requirement, stored) if requirement is not None else (2, 2)
    variables = Variables()
    if scope is not None:
        variables.step(scope)
    if requirement is not None and (holds == 1 or (concerned == 1 and holds)):
        for name in unopened(requirement, stored, undecided=True):
            variables.criterion(criteria[name])
        if concerned < Verdict.MET:
            for name in needed(requirement):
                variables.scope(criteria[name])

    def decide(world: World) -> int:
        applies = 2 if scope is None else value(scope, world)
        if applies < Verdict.MET:
            return 1 if applies else int(Verdict.NOT_APPLICABLE)
        if requirement is None:
            return 2
        weight = weighed(requirement, {n: criterion_value(c, world) for n, c in criteria.items()})
        return weight[0] if weight[1] == Verdict.MET else 1

    # where no completion settles it (the rule is silent in all of them), everything that is open is named
    return missing_of(variables, relevant(variables, decide) or set(variables.found))


def assessment_verdict(assessment: AssessmentProof, lang: Lang) -> str:
    """Return the verdict of an assessment in words."""
    word = assessment.verdict.word
    return Teller(lang).say("not-applicable-criterion" if word == "not-applicable" else word)


def assessment_line(proof: SubjectProof, assessment: AssessmentProof, lang: Lang) -> str:
    """Return why an assessment ends as it does, in one line: how many criteria are met, and which are not."""
    teller = Teller(lang, cells=False)
    own = [proof.criteria[c] for c in assessment.criteria]
    concerned = [c for c in own if c.verdict is not Verdict.NOT_APPLICABLE]
    parts = [_counted(teller, concerned)]
    for verdict in (Verdict.NOT_MET, Verdict.UNDETERMINED):
        labels = [c.label for c in concerned if c.verdict is verdict]
        if labels:
            parts.append(f"{teller.say(verdict.word)}: {_named(teller, labels)}")
    open_ = sum(c.verdict is Verdict.UNDETERMINED for c in concerned)
    if open_ and assessment.verdict is not Verdict.UNDETERMINED:
        rest = teller.say("assessed-rest-one" if open_ == 1 else "assessed-rest")
        parts.append(teller.say("assessed-settled", rest=rest))
    elif assessment.verdict is Verdict.UNDETERMINED and not any(c.applies == Verdict.MET for c in concerned):
        parts.append(teller.say("assessed-unsure"))
    if assessment.applies == 1 and assessment.scope is not None:
        leaves = [tell(teller, leaf, proof.row, 1)[0].removesuffix(":") for leaf in deciding(assessment.scope)]
        parts[0] = teller.say("assessed-if", text=parts[0])
        parts.insert(0, teller.say("assessed-scope", why=", ".join(leaves[:2])))
    return sentence(". ".join(p[:1].upper() + p[1:] for p in parts))


def _counted(teller: Teller, concerned: list[CriterionProof]) -> str:
    """Return how many of the criteria that surely apply are met, and how many may apply besides."""
    sure = [c for c in concerned if c.applies == Verdict.MET]
    parts = []
    if sure:
        met = sum(c.verdict is Verdict.MET for c in sure)
        parts.append(teller.say("assessed", met=met, all=len(sure)))
    if len(sure) < len(concerned):
        parts.append(teller.say("assessed-maybe", n=len(concerned) - len(sure)))
    return ", ".join(parts) or teller.say("assessed-none")


def _named(teller: Teller, labels: list[str]) -> str:
    """Return the first few labels, and how many more there are; one alone is named."""
    more = len(labels) - _OPEN if len(labels) > _OPEN + 1 else 0
    rest = [teller.say("more-criteria", n=more)] if more else []
    return "; ".join([*labels[: len(labels) - more], *rest])
