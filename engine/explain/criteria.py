"""Proofs of criteria, bars and suspensions of one subject, with the law behind them."""

from __future__ import annotations

from .. import plan
from ..values import Nothing, Verdict, date_of, days
from .disagree import ProofDisagreesError
from .legal import law
from .numbers import extended, numeral
from .proof import BarProof, CaseProof, CriterionProof, Deadline, Kept
from .steps import Steps


def deadline(steps: Steps, name: str | None) -> Deadline | None:
    """Return a deadline with its last day as far as it is known, and whether it has surely passed."""
    if name is None:
        return None
    described = steps.read.ready.deadlines[name]
    low, high = steps.read.known.ends[name]
    passed = days(steps.read.evaluation.as_of) > high
    last = date_of(low) if low == high else None
    return Deadline(name, described.label, last, passed, extended(steps, described))


def _kept(steps: Steps, criterion: plan.Criterion, index: int) -> Kept | None:
    if criterion.keep is None:
        return None
    period = steps.read.ready.periods[criterion.keep]
    number = numeral(steps, period.last, criterion.kind, index).amount
    day = date_of(int(number.low)) if number.exact else None
    return Kept(period.id, period.label, day, criterion.id in steps.read.evaluation.interim)


def _cases(steps: Steps, written: tuple[plan.NamedCase, ...], at: str, index: int) -> tuple[CaseProof, ...]:
    out = []
    for case in written:
        step = steps.step(case.when, at, index)
        out.append(CaseProof(step.code, case.then, step, law(steps.read.ready, case.citation, case.readings)))
    return tuple(out)


def after_cases(codes: tuple[tuple[Nothing, int], ...], met: int, applies: int) -> tuple[int, int]:
    """Return (met, applies) after the cases that a rule names apart, in written order (docs/semantics.md 4)."""
    for then, code in codes:
        match then:
            case Nothing.MET:
                met = max(met, code)
            case Nothing.NOT_MET:
                met = min(met, 2 - code)
            case Nothing.NOT_APPLICABLE:
                applies = min(applies, 2 - code)
    return met, applies


def _plain(steps: Steps, node: plan.Cond, if_none: Nothing | None, at: str, index: int, code: int) -> tuple[int, int]:
    """Return (met, applies) of a condition under its `if none` rule."""
    if if_none is None:
        return code, 2
    met, nonempty = steps.read.ruled(node, if_none, at)
    return int(met[index]), 2 if nonempty is None else int(nonempty[index])


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
    own, concerned = _plain(steps, criterion.met, criterion.if_none, kind, index, step.code)
    plain = max(own, 1) if due and not due.passed else own, min(concerned, scope.code if scope is not None else 2)
    cases = _cases(steps, criterion.exceptions, kind, index)
    if applies:
        _same(criterion.id, after_cases(tuple((c.then, c.code) for c in cases), *plain)[0], met)
    law_ = law(steps.read.ready, criterion.citation, criterion.readings)
    return CriterionProof(
        criterion.id,
        criterion.label,
        verdict,
        met,
        applies,
        scope,
        step,
        criterion.if_none,
        due,
        keep,
        law_,
        cases,
        plain,
    )


def prove_bar(steps: Steps, bar: plan.Bar, index: int, *, suspends: bool) -> BarProof:
    """Return the proof of a bar or suspension."""
    judged = steps.read.evaluation.kinds[bar.kind]
    code = int((judged.suspensions if suspends else judged.bars)[bar.id][index])
    step = steps.step(bar.when, bar.kind, index)
    plain = min(_plain(steps, bar.when, bar.if_none, bar.kind, index, step.code))
    cases = _cases(steps, bar.exceptions, bar.kind, index)
    _same(bar.id, after_cases(tuple((c.then, c.code) for c in cases), plain, 2)[0], code)
    told = law(steps.read.ready, bar.citation, bar.readings)
    return BarProof(bar.id, bar.label, suspends, code, step, bar.if_none, told, cases, plain)


def _same(name: str, shown: int, stored: int) -> None:
    if shown != stored:
        raise ProofDisagreesError(name, shown, stored)


__all__ = ["ProofDisagreesError", "after_cases", "deadline", "prove_bar", "prove_criterion"]
