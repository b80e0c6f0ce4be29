"""Everything in a rule set that cites a clause, with the literals it holds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..syntax import ast
from ..values import date_of
from . import cite_points
from .literals import Cited, Literal, date_forms, literals, numeral


def rules_of(rules: ast.RuleSetD) -> Iterator[Cited]:
    """Yield everything that cites a clause, in written order, with the literals it holds."""
    for p in rules.parameters:
        if p.cite:
            yield Cited("parameter", p.id.value, p.ask, p.cite, p.readings, _range_literals(p))
        for v in p.values:
            own = (numeral(v.value, v.since.span), *literals(v.since))
            yield Cited("value", p.id.value, p.ask, v.cite, v.readings, own)
    for name in rules.names:
        for called in name.values:
            since = tuple(literals(called.since))
            yield Cited("name", name.id.value, called.value, called.cite, called.readings, since)
    for period in rules.periods:
        if period.cite:
            ends = (*literals(period.first), *literals(period.last))
            yield Cited("period", period.id.value, period.label, period.cite, period.readings, ends)
    for d in rules.deadlines:
        if d.cite and d.bound:
            yield Cited("deadline", d.id.value, d.label, d.cite, d.readings, tuple(literals(d.bound.value)))
        if d.extended and d.extended.cite:
            inside = tuple(literals(d.extended.bound.value))
            yield Cited("extension", d.id.value, d.label, d.extended.cite, d.extended.readings, inside)
    for j in rules.judgements:
        if j.cite:
            span = j.id.span
            ends = tuple(numeral(e, span) for e in j.answer.range or ()) if j.answer else ()
            yield Cited("judgement", j.id.value, j.label, j.cite, j.readings, ends)
    for m in rules.measures:
        if m.cite:
            yield Cited("measure", m.id.value, m.label, m.cite, m.readings, tuple(literals(m.value)))
    yield from cite_points.rules_of(rules)
    for c in rules.criteria:
        inside = (*literals(c.met), *(literals(c.applies) if c.applies else ()))
        yield Cited("criterion", c.id.value, c.label, c.cite, c.readings, inside)
        yield from _exceptions(c)
    for b in rules.bars:
        yield Cited("bar", b.id.value, b.label, b.cite, b.readings, tuple(literals(b.when)))
        yield from _exceptions(b)
    for b in rules.suspensions:
        yield Cited("suspension", b.id.value, b.label, b.cite, b.readings, tuple(literals(b.when)))
        yield from _exceptions(b)
    for x in rules.assessments:
        inside = tuple(literals(x.applies)) if x.applies else ()
        yield Cited("assessment", x.id.value, x.label, x.cite, x.readings, inside)
    for a in rules.awards:
        if a.cite:
            inside = tuple(x for e in a.to if e.applies for x in literals(e.applies))
            yield Cited("award", a.id.value, a.label, a.cite, a.readings, inside)
        if a.nomination and a.nomination.cite:
            yield Cited("nomination", a.id.value, a.label, a.nomination.cite, a.nomination.readings)
        for q in a.quotas:
            numbers = [q.count, q.share, q.least, *(n for s in q.sizes for n in (s.low, s.high, s.count))]
            own = tuple(numeral(Decimal(n), q.span) for n in numbers if n is not None)
            keys = tuple(x for r in q.ranking for x in _order(r.value))
            keys = (*keys, *(literals(q.counting) if q.counting else ()))
            yield Cited("quota", f"{a.id.value}.{q.kind.value}", a.label, q.cite, q.readings, (*own, *keys))
            if q.inside:
                own = tuple(numeral(Decimal(n), q.span) for n in (q.inside.count, q.inside.share) if n is not None)
                inner = (*own, *literals(q.inside.where))
                yield Cited(
                    "limit", f"{a.id.value}.{q.kind.value}", q.inside.label, q.inside.cite, q.inside.readings, inner
                )
        for u in a.unless:
            yield Cited("unless", f"{a.id.value}.{u.award.value}", a.label, u.cite, u.readings)


def laws_of(rules: ast.RuleSetD) -> Iterator[Cited]:
    """Yield what cites a clause only to say what must hold, or what need not: no clause is taken up by that."""
    for law in rules.laws:
        inside = (*(literals(law.when) if law.when else ()), *literals(law.holds))
        yield Cited("law", law.id.value, law.label, law.cite, law.readings, inside)
    for one in rules.exemptions:
        yield Cited("exemption", one.at.value, one.reason, one.cite, one.readings)


def _order(expr: ast.Expr) -> Iterator[Literal]:
    """Yield the literals of a ranking key; the numbers of `if c then 1 else 0` only say who comes first."""
    if isinstance(expr, ast.IfX) and isinstance(expr.then, ast.NumberLit) and isinstance(expr.other, ast.NumberLit):
        yield from literals(expr.test)
    else:
        yield from literals(expr)


def _exceptions(rule: ast.CriterionD | ast.BarD) -> Iterator[Cited]:
    for e in rule.exceptions:
        yield Cited("exception", rule.id.value, rule.label, e.cite, e.readings, tuple(literals(e.when)))


def _range_literals(parameter: ast.ParameterD) -> tuple[Literal, ...]:
    """Return the ends of a parameter's range, which settle verdicts while it is not given."""
    if parameter.range is None:
        return ()
    if parameter.type.value == "date":
        ends = [date_of(int(e)) for e in parameter.range]
        return tuple(Literal(d.isoformat(), date_forms(d), dated=True, span=parameter.id.span) for d in ends)
    return tuple(numeral(e, parameter.id.span) for e in parameter.range)
