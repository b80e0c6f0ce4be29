"""Criteria, bars, awards and grades that nobody can reach, or that everybody does, whatever the records say."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ... import plan
from ...source import Span
from ..scope import Scope
from .model import Finding
from .spans import shown
from .truth import always, opposite, possible, threshold, together


def never_met(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the criteria that no record can meet; a named exception may still lead there."""
    for c in ready.criteria.values():
        asked = (c.met,) if c.applies is None else (c.applies, c.met)
        if not c.exceptions and not together(asked):
            yield Finding(c.id, scope.criteria[c.id].id.span, {"text": c.id})


def always_met(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the criteria that every record meets which they concern."""
    for c in ready.criteria.values():
        if not c.exceptions and (always(c.met) or _implied(c)) and _concerns(c):
            yield Finding(c.id, scope.criteria[c.id].id.span, {"text": c.id})


def _implied(criterion: plan.Criterion) -> bool:
    return criterion.applies is not None and not together((criterion.applies, opposite(criterion.met)))


def _concerns(criterion: plan.Criterion) -> bool:
    """Tell whether a criterion can concern anybody at all; else it is never met, and that is said."""
    return criterion.applies is None or together((criterion.applies, criterion.met))


def bar_never(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the bars and suspensions that can stop nobody."""
    written = {**scope.bars, **scope.suspensions}
    for b in (*ready.bars.values(), *ready.suspensions.values()):
        if not possible(b.when):
            yield Finding(b.id, written[b.id].id.span, {"text": b.id})


def award_unreachable(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the awards and assessments whose conditions exclude each other, or whose bar stops everybody."""
    for award in ready.awards.values():
        spans = {e.kind.value: e.kind.span for e in scope.awards[award.id].to}
        for e in award.entitlements.values():
            barred = next((b for b in e.bars if always(ready.bars[b].when)), None)
            names = (barred,) if barred else _clash(ready, e.applies, e.requirement)
            yield from _unreachable(f"{award.id}.{e.kind}", spans[e.kind], names)
    for written in scope.rules.assessments:
        made = ready.assessments[written.id.value]
        yield from _unreachable(made.id, written.id.span, _clash(ready, made.applies, made.requirement))


def _unreachable(name: str, span: Span | None, names: tuple[str, ...]) -> Iterator[Finding]:
    if names:
        yield Finding(name, span, {"text": name, "names": ", ".join(f"`{n}`" for n in names)})


def _must(requirement: plan.Requirement | None) -> Iterator[str]:
    """Yield the criteria that have to be met, all of them."""
    match requirement:
        case plan.Needs(criterion):
            yield criterion
        case plan.AllOf(parts):
            for part in parts:
                yield from _must(part)
        case _:  # at least k of several: any one may fail
            return


def _clash(ready: plan.Plan, applies: plan.Cond | None, requirement: plan.Requirement | None) -> tuple[str, ...]:
    """Return the criteria that cannot be met by one record, first clash first; none that can only fail alone."""
    whom = () if applies is None else (applies,)
    if not together(whom):
        return ("applies",)
    taken: list[tuple[str, plan.Cond]] = []
    for name in _must(requirement):
        c = ready.criteria[name]
        if c.exceptions or c.applies is not None or not possible(c.met):
            continue
        for other, met in taken:
            if not together((met, c.met)):
                return (other, name)
        if not together((*whom, c.met)):
            return ("applies", name)
        taken.append((name, c.met))
    return ()


def grades_order(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the grades whose threshold on a number is above that of a better grade."""
    for c, grade, better, value, second in _misplaced(ready):
        span = next(g.id.span for w in scope.rules.classifications if w.id.value == c.id for g in w.grades
                    if g.id.value == grade.id)  # fmt: skip
        args = {"text": grade.id, "other": better.id, "value": value, "second": second}
        yield Finding(f"{c.id}.{grade.id}", span, args)


def _misplaced(ready: plan.Plan) -> Iterator[tuple[plan.Classification, plan.Grade, plan.Grade, str, str]]:
    for c in ready.classifications.values():
        for i, grade in enumerate(c.grades):
            for better in c.grades[:i]:
                above = _rising(better, grade)
                if above is not None:
                    yield c, grade, better, above[0], above[1]
                    break


def _rising(better: plan.Grade, grade: plan.Grade) -> tuple[str, str] | None:
    """Return the two thresholds, where the lower grade asks for more of a number than the better one."""
    lows = dict(_least(better.when))
    for num, value in _least(grade.when):
        if num in lows and value > lows[num]:
            return shown(value), shown(lows[num])
    return None


def _least(cond: plan.Cond | None) -> Iterator[tuple[plan.Num, Fraction]]:
    items = cond.items if isinstance(cond, plan.And) else () if cond is None else (cond,)
    for num, op, value in (t for t in map(threshold, items) if t is not None):
        if op in {plan.Op.GE, plan.Op.GT}:
            yield num, value


def grade_unreachable(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the grades that nobody gets: out of range, or taken by better ones; a wrong order is said apart."""
    wrong = {(c.id, g.id) for c, g, _, _, _ in _misplaced(ready)}
    for written in scope.rules.classifications:
        made = ready.classifications[written.id.value]
        for i, (grade, source) in enumerate(zip(made.grades, written.grades, strict=True)):
            own = () if grade.when is None else (grade.when,)
            before = tuple(opposite(g.when) for g in made.grades[:i] if g.when is not None)
            if not together((*own, *before)) and (made.id, grade.id) not in wrong:
                yield Finding(f"{made.id}.{grade.id}", source.id.span, {"text": grade.id})
