"""What is declared and nothing uses; what an aggregate needs complete and nothing completes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ... import plan
from ...syntax import ast
from ..scope import Scope
from ..walk import needed, reads, walk
from .model import Finding, nodes


def _unused(names: Iterable[ast.Name], used: set[str]) -> Iterator[Finding]:
    for name in names:
        if name.value not in used:
            yield Finding(name.value, name.span, {"text": name.value})


def _judging(ready: plan.Plan) -> tuple[plan.Criterion | plan.Bar, ...]:
    return (*ready.criteria.values(), *ready.bars.values(), *ready.suspensions.values())


def _conditions(ready: plan.Plan) -> list[tuple[plan.Cond | plan.Num, str]]:
    """Return every condition and number of a plan with its register."""
    out: list[tuple[plan.Cond | plan.Num, str]] = []
    for c in ready.criteria.values():
        out += [(x, c.kind) for x in (c.met, c.applies) if x is not None]
    out += [(b.when, b.kind) for b in (*ready.bars.values(), *ready.suspensions.values())]
    out += [(e.when, r.kind) for r in _judging(ready) for e in r.exceptions]
    out += [(m.value, m.kind) for m in ready.measures.values()]
    out += [(s.number, s.kind) for s in ready.scores.values()]
    out += [(c.number, c.kind) for c in ready.classifications.values()]
    out += [(a.applies, a.kind) for a in ready.assessments.values() if a.applies is not None]
    for award in ready.awards.values():
        for e in award.entitlements.values():
            out += [(e.applies, e.kind)] if e.applies is not None else []
            out += [(r.value, e.kind) for r in e.quota.ranking] if e.quota else []
            out += [(e.quota.limit.where, e.kind)] if e.quota and e.quota.limit else []
            out += [(e.quota.counting, e.kind)] if e.quota and e.quota.counting else []
    return out


def fields_unused(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the fields that no rule, key, date or completeness reads."""
    used = {pair for node, at in _conditions(ready) for pair in reads(node, at)}
    for r in ready.registers.values():
        used |= {(r.id, f) for f in (r.happens, r.known, r.role) if f}
        if r.complete and r.complete.count_owner and r.complete.count_field:
            used.add((r.complete.count_owner, r.complete.count_field))
        used |= {
            (r.id, e.quota.per)
            for a in ready.awards.values()
            for e in a.entitlements.values()
            if e.quota and e.quota.per
        }
    for register in scope.registers.values():
        for field in register.fields:
            if (register.id.value, field.id.value) not in used and field.type.value != "text":
                name = f"{register.id.value}.{field.id.value}"
                yield Finding(name, field.id.span, {"text": field.id.value})


_CRITERION = {"what": "tiêu chí", "what_en": "criterion", "so": "", "so_en": ""}
_BAR = {
    "what": "trường hợp không xem xét", "what_en": "bar", "so": ", nên không loại ai", "so_en": ", so it bars nobody",
}  # fmt: skip
_SUSPENSION = {
    "what": "trường hợp chưa xét", "what_en": "suspension", "so": ", nên không giữ ai lại",
    "so_en": ", so it holds nobody back",
}  # fmt: skip


def rules_unused(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the criteria and bars that no award or assessment uses."""
    entitlements = [e for a in ready.awards.values() for e in a.entitlements.values()]
    used = {x for e in entitlements for x in (*needed(e.requirement), *e.bars, *e.suspensions)}
    used |= {c for a in ready.assessments.values() for c in needed(a.requirement)}
    named = [(c.id, _CRITERION) for c in scope.criteria.values()]
    named += [(b.id, _BAR) for b in scope.bars.values()] + [(b.id, _SUSPENSION) for b in scope.suspensions.values()]
    for name, said in named:
        for found in _unused([name], used):
            yield replace(found, args={**found.args, **said})


def never_complete(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the registers that an aggregate needs complete and that nothing can complete."""
    paths = {
        step
        for node, at in _conditions(ready)
        for item, _ in walk(node, at)
        if isinstance(item, plan.Some | plan.Every | plan.Count | plan.Share | plan.Total | plan.Run)
        for step in item.path
    }
    for name in sorted(paths):
        if ready.registers[name].complete is None:
            yield Finding(name, scope.registers[name].id.span, {"text": name})


def _named(written: object) -> set[str]:
    """Return the last part of every name that the expressions of a part of the rules read."""
    return {n.parts[-1] for n in nodes(written) if isinstance(n, ast.Ref)}


def _unread(rules: ast.RuleSetD, declared: Sequence[ast.ScoreD | ast.MeasureD]) -> Iterator[ast.Name]:
    """Yield the scores or measures that no expression but their own reads by their short name."""
    readers = Counter(name for part in (*_readers(rules), *rules.awards) for name in _named(part))
    for own in declared:
        short = own.id.value.partition(".")[2]
        if readers[short] == (short in _named(own)):
            yield own.id


def scores_unused(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the items of a points table that no sum, best, classification, criterion or ranking uses."""
    forms = [s.form for s in scope.rules.scores]
    inside = {n.value for f in forms if isinstance(f, ast.SumD | ast.BestD) for n in f.items}
    return _unused(_unread(scope.rules, scope.rules.scores), inside)


def measures_unused(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the measures that no expression reads."""
    return _unused(_unread(scope.rules, scope.rules.measures), set())


def judgements_unused(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the questions whose answers no rule uses."""
    used = _named((scope.rules.awards, *_readers(scope.rules)))
    for award in scope.rules.awards:
        used |= {award.choose.value} if award.choose else set()
        used |= {q.settle.value for q in award.quotas if q.settle}
    return _unused((j.id for j in scope.rules.judgements), used)


def _readers(rules: ast.RuleSetD) -> tuple[object, ...]:
    """Return the sections whose expressions read the records."""
    return (
        *rules.measures, *rules.scores, *rules.classifications, *rules.criteria, *rules.bars, *rules.suspensions,
        *rules.assessments,
    )  # fmt: skip


def parameters_unused(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the parameters that no expression, deadline or period reads."""
    used = _named(scope.rules)
    return _unused((p.id for p in scope.rules.parameters), used)


def deadlines_unused(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the deadlines that no criterion, nomination, completeness or expression goes by."""
    rules = scope.rules
    used = {n.deadline.value for n in nodes(rules) if isinstance(n, ast.MeetsX)}
    used |= {c.due.value for c in rules.criteria if c.due}
    used |= {a.nomination.due.value for a in rules.awards if a.nomination and a.nomination.due}
    used |= {r.complete.through.value for r in rules.registers if r.complete and r.complete.through}
    return _unused((d.id for d in rules.deadlines), used)


def periods_unused(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the periods that no criterion goes by; `period` itself is the campaign's, which completeness goes by."""
    rules = scope.rules
    used = {"period"} | {n.period.value for n in nodes(rules) if isinstance(n, ast.WithinX)}
    used |= {c.keep.value for c in rules.criteria if c.keep}
    return _unused((p.id for p in rules.periods), used)
