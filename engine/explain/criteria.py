"""Proofs of criteria, bars and suspensions of one subject, with the law behind them."""

from __future__ import annotations

from .. import plan
from ..law import Citation
from ..values import Verdict, date_of, days
from .numbers import numeral
from .proof import BarProof, CriterionProof, Deadline, Kept, Law
from .steps import Steps


class ProofDisagreesError(RuntimeError):
    """An explanation was not what the evaluation had stored; it is refused."""


def law(ready: plan.Plan, citation: Citation | None, readings: tuple[str, ...]) -> Law:
    """Return a citation in words, with the readings that a rule names."""
    told = tuple(ready.readings[r] for r in readings if r in ready.readings)
    if citation is None:
        return Law("", "", "", "", told, None)
    document = ready.documents.get(citation.document)
    clause = document.clause(citation.clause) if document else None
    label = (clause.label if clause else "") or citation.clause
    return Law(str(citation), document.title if document else "", label, citation.quote, told, citation)


def deadline(steps: Steps, name: str | None) -> Deadline | None:
    """Return a deadline with its last day as far as it is known, and whether it has surely passed."""
    if name is None:
        return None
    described = steps.read.ready.deadlines[name]
    low, high = steps.read.known.ends[name]
    passed = days(steps.read.evaluation.as_of) > high
    return Deadline(name, described.label, date_of(low) if low == high else None, passed)


def _kept(steps: Steps, criterion: plan.Criterion, index: int) -> Kept | None:
    if criterion.keep is None:
        return None
    period = steps.read.ready.periods[criterion.keep]
    number = numeral(steps, period.last, criterion.kind, index).amount
    day = date_of(int(number.low)) if number.exact else None
    return Kept(period.id, period.label, day, criterion.id in steps.read.evaluation.interim)


def prove_criterion(steps: Steps, criterion: plan.Criterion, index: int) -> CriterionProof:
    """Return the proof of one criterion; raises ProofDisagreesError if it is not what was stored."""
    evaluation, kind = steps.read.evaluation, criterion.kind
    judged = evaluation.kinds[kind]
    verdict = Verdict(int(judged.verdicts(criterion.id)[index]))
    met = int(judged.met[criterion.id][index])
    applies = int(judged.applies[criterion.id][index]) if criterion.id in judged.applies else 2
    step = steps.step(criterion.met, kind, index)
    scope = steps.step(criterion.applies, kind, index) if criterion.applies is not None else None
    due, keep = deadline(steps, criterion.due), _kept(steps, criterion, index)
    if criterion.if_none is None and applies:
        _same(criterion.id, max(step.code, 1) if due and not due.passed else step.code, met)
    law_ = law(steps.read.ready, criterion.citation, criterion.readings)
    return CriterionProof(
        criterion.id, criterion.label, verdict, met, applies, scope, step, criterion.if_none, due, keep, law_
    )


def prove_bar(steps: Steps, bar: plan.Bar, index: int, *, suspends: bool) -> BarProof:
    """Return the proof of a bar or suspension."""
    judged = steps.read.evaluation.kinds[bar.kind]
    code = int((judged.suspensions if suspends else judged.bars)[bar.id][index])
    step = steps.step(bar.when, bar.kind, index)
    if bar.if_none is None:
        _same(bar.id, step.code, code)
    return BarProof(
        bar.id, bar.label, suspends, code, step, bar.if_none, law(steps.read.ready, bar.citation, bar.readings)
    )


def _same(name: str, shown: int, stored: int) -> None:
    if shown != stored:
        raise ProofDisagreesError(name, shown, stored)
