"""Findings about a rule set that compiles: what nothing reads, what can never be settled."""

from __future__ import annotations

import re
from collections.abc import Callable

from .. import plan
from ..diagnostics import Diagnostic, rule_codes
from ..law import fold
from . import cite, citing
from .scope import Found, Scope
from .walk import needed, reads, walk


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
    return out


def fields_unused(ready: plan.Plan, scope: Scope, found: Found) -> None:
    """Record the fields that no rule, key, date or completeness reads."""
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
                found.append(Diagnostic(rule_codes.FIELD_UNUSED, field.id.span, {"text": field.id.value}))


def rules_unused(ready: plan.Plan, scope: Scope, found: Found) -> None:
    """Record criteria and bars that no award or assessment uses."""
    entitlements = [e for a in ready.awards.values() for e in a.entitlements.values()]
    used = {x for e in entitlements for x in (*needed(e.requirement), *e.bars, *e.suspensions)}
    used |= {c for a in ready.assessments.values() for c in needed(a.requirement)}
    names = [c.id for c in scope.criteria.values()]
    names += [b.id for b in (*scope.bars.values(), *scope.suspensions.values())]
    for name in names:
        if name.value not in used:
            found.append(Diagnostic(rule_codes.CRITERION_UNUSED, name.span, {"text": name.value}))


def never_complete(ready: plan.Plan, scope: Scope, found: Found) -> None:
    """Record registers that an aggregate needs complete and that nothing can complete."""
    paths = {
        step
        for node, at in _conditions(ready)
        for item, _ in walk(node, at)
        if isinstance(item, plan.Some | plan.Every | plan.Count | plan.Share | plan.Total | plan.Run)
        for step in item.path
    }
    for name in sorted(paths):
        if ready.registers[name].complete is None:
            found.append(Diagnostic(rule_codes.NEVER_COMPLETE, scope.registers[name].id.span, {"text": name}))


#: Words by which a clause limits what it has just said.
_QUALIFIERS = (
    "không tính|không kể|không bao gồm|không áp dụng|trừ|ngoại trừ|loại trừ|nếu|với điều kiện|miễn là|nhưng|riêng|chỉ"
    "|trong đó|trong trường hợp|trong thời hạn|trở lên|trở xuống|chậm nhất|ít nhất|tối thiểu|tối đa|không quá"
)


def quotes_cut(_: plan.Plan, scope: Scope, found: Found) -> None:
    """Record quotes that stop before a qualifier of their sentence, which no rule takes up and no reading settles."""
    documents = cite.documents_of(scope.rules)
    cited = [c for c in citing.rules_of(scope.rules) if c.cite.quote]
    for rule in cited:
        document, place = rule.cite.document.value, rule.cite.clause.value
        clause = documents[document].clause(place)
        if clause is None or rule.cite.quote is None or rule.readings:
            continue
        text = fold(clause.text)
        rest = text[cite.whole_words(rule.cite.quote.value, text) :]
        qualifier = re.match(rf"[\s,(]*((?:{_QUALIFIERS})\b[^;.]*)", rest)
        if qualifier is None:
            continue
        words = qualifier[1].strip()
        same = (c.cite for c in cited if (c.cite.document.value, c.cite.clause.value) == (document, place))
        if not any(q.quote and words in fold(q.quote.value) for q in same):
            found.append(Diagnostic(rule_codes.QUOTE_CUT, rule.cite.quote.span, {"text": words}))


Lint = Callable[[plan.Plan, Scope, Found], None]

#: One check, one function, one line.
LINTS: tuple[Lint, ...] = (fields_unused, rules_unused, never_complete, quotes_cut)
