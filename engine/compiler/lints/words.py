"""Rules against their own quotes: signs, units, days, and words that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import plan
from ...syntax import ast
from ..citing import rules_of
from ..literals import Cited, date_forms, literals, numeral, places, words_of
from ..literals import Literal as Written
from ..scope import Scope
from .model import Finding, nodes
from .phrases import OPPOSITE, Said, contradictions, day_words, said_of

_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
#: Where a sign puts the boundary: right before the number, or right after it.
_SIDE = {">=": "before", "<": "before", ">": "after", "<=": "after"}


def _ruled(rules: ast.RuleSetD) -> Iterator[tuple[Cited, object]]:
    """Yield what is written with conditions, with its own citation."""
    for c in rules.criteria:
        yield Cited("criterion", c.id.value, c.label, c.cite, c.readings), (c.met, c.applies)
    for b in (*rules.bars, *rules.suspensions):
        yield Cited("bar", b.id.value, b.label, b.cite, b.readings), b.when
    judging: tuple[ast.CriterionD | ast.BarD, ...] = (*rules.criteria, *rules.bars, *rules.suspensions)
    for rule in judging:
        for e in rule.exceptions:
            yield Cited("exception", rule.id.value, rule.label, e.cite, e.readings), e.when
    for m in rules.measures:
        if m.cite:
            yield Cited("measure", m.id.value, m.label, m.cite, m.readings), m.value
    for s in rules.scores:
        yield Cited("score", s.id.value, s.label, s.cite, s.readings), (s.form, s.applies, s.evidence, s.lost)
    for x in rules.classifications:
        for g in x.grades:
            name, readings = f"{x.id.value}.{g.id.value}", (*x.readings, *g.readings)
            yield Cited("grade", name, g.label, g.cite or x.cite, readings), g.when
        others: tuple[ast.StepDownD | ast.CeilingD, ...] = (*x.down, *x.ceilings)
        for d in others:
            yield Cited("classification", x.id.value, d.label, d.cite, d.readings), d.when


def _compared(expr: ast.Expr, *, denied: bool = False) -> Iterator[tuple[str, ast.NumberLit]]:
    """Yield the written numbers that something is compared with: `x > 5` and `5 < x` both give (">", 5)."""
    match expr:
        case ast.NotX(item):
            yield from _compared(item, denied=not denied)
        case ast.QuantX(kind, _, where, has):
            for part in (where, has):
                if part is not None:
                    yield from _compared(part, denied=denied != (kind == "no"))
        case ast.CompareX(op, left, right):
            here, there = list(_factors(left)), list(_factors(right))
            if op in OPPOSITE:
                sides = [(op, n, here) for n in there] + [(_MIRRORED[op], n, there) for n in here]
                for sign, number, others in sides:
                    if not (others and number.value == 100):  # a share by cross-multiplication: 100 is no threshold
                        yield (OPPOSITE[sign] if denied else sign), number
            for part in (left, right):
                yield from _compared(part)
        case _:
            for part in ast.parts(expr):
                yield from _compared(part, denied=denied and isinstance(expr, ast.AndX | ast.OrX | ast.OwnerX))


def _factors(expr: ast.Expr) -> Iterator[ast.NumberLit]:
    match expr:
        case ast.NumberLit():
            yield expr
        case ast.ArithX("*", left, right):
            yield from (f for f in (left, right) if isinstance(f, ast.NumberLit))
        case _:
            return


def _outermost(written: object) -> Iterator[ast.Expr]:
    """Yield the whole expressions of a part of a rule set."""
    if isinstance(written, ast.Expr):
        yield written
    elif isinstance(written, tuple):
        for item in written:
            yield from _outermost(item)
    elif written is not None and hasattr(written, "__dataclass_fields__"):
        for name in written.__dataclass_fields__:
            yield from _outermost(getattr(written, name))


def operators(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the comparisons and band ends whose sign is not the one that the quote has beside the number."""
    for rule, written in _ruled(scope.rules):
        for expr in _outermost(written):
            for op, number in _compared(expr):
                said = _words(rule, number)
                if said and all(op not in s.ops for s in said):
                    yield _against(rule, number, op, said)
        for band in (n for n in nodes(written) if isinstance(n, ast.BandD)):
            yield from _band(rule, band)


def _band(rule: Cited, band: ast.BandD) -> Iterator[Finding]:
    """Yield the ends of a band that the quote puts on the other side of the number."""
    for end, op in ((band.low, ">" if band.above else ">="), (band.high, "<" if band.below else "<=")):
        if isinstance(end, ast.NumberLit):
            said = _words(rule, end)
            if said and all(_SIDE[op] != _SIDE[o] for s in said for o in s.ops):
                yield _against(rule, end, op, said)


def _words(rule: Cited, number: ast.NumberLit) -> list[Said]:
    """Return what the quote says around a number; nothing where its words contradict, which is said apart."""
    said = said_of(rule.cite.quote.value, numeral(number.value, number.span)) if rule.cite.quote else []
    return [] if any(s.contradicts for s in said) else said


def _against(rule: Cited, number: ast.NumberLit, op: str, said: list[Said]) -> Finding:
    meant = sorted({o for s in said for o in s.ops})
    args = {"op": op, "text": said[0].words, "wanted": "` hoặc `".join(meant), "wanted_en": "` or `".join(meant)}
    return Finding(rule.id, number.span, args, rule=rule, words=said[0].words)


def contradiction(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the quotes that say of a number both that it is taken in and that it is left out."""
    for rule in rules_of(scope.rules):
        for words in contradictions(rule.cite.quote.value) if rule.cite.quote else ():
            span = rule.cite.quote.span if rule.cite.quote else None
            yield Finding(rule.id, span, {"text": words}, rule=rule, words=words)


def deadlines(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the deadlines whose key leaves in or out the very day that the quote's words do not."""
    for d in scope.rules.deadlines:
        bounds = [(d.bound, d.cite, d.readings)]
        bounds += [(d.extended.bound, d.extended.cite, d.extended.readings)] if d.extended else []
        for bound, cite, readings in bounds:
            if bound is None or cite is None or cite.quote is None or not isinstance(bound.value, ast.DateLit):
                continue
            day = bound.value.value
            said = day_words(cite.quote.value, Written(day.isoformat(), date_forms(day), dated=True))
            op = "before" if bound.strict else "by"
            if said and all(key != op for _, key in said):
                rule = Cited("deadline", d.id.value, d.label, cite, readings)
                args = {"op": op, "text": said[0][0], "wanted": said[0][1]}
                yield Finding(d.id.value, bound.value.span, args, rule=rule, words=said[0][0])


_PERCENT = re.compile(r"\s?(?:%|phần trăm)|\s?(?:-|–|đến|tới|và|hoặc|,|/)\s?\d[\d.,]*\s?(?:%|phần trăm)")


def units(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the percentages of a rule whose number is none in the quote."""
    for rule, written in _ruled(scope.rules):
        for number in (n for n in nodes(written) if isinstance(n, ast.NumberLit) and n.percent):
            if rule.cite.quote is None:
                continue
            (literal,) = literals(number)
            text = words_of(rule.cite.quote.value, dated=False)
            found = list(places(rule.cite.quote.value, literal))
            if found and not any(_PERCENT.match(text[end:]) for _, end in found):
                yield Finding(rule.id, number.span, {"text": literal.shown}, rule=rule, words=text[slice(*found[0])])


_WHOLE = re.compile(r"(?:%|phần trăm)[^;.]*?(?<!\w)(?:số|tổng|toàn thể|toàn bộ|danh sách)(?!\w)")


def denominators(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the quotas that are a share of something their quote does not name."""
    for award in scope.rules.awards:
        for q in award.quotas:
            limit = [(q.inside.share, q.inside.cite, q.inside.readings)] if q.inside else []
            for share, cite, readings in [(q.share, q.cite, q.readings), *limit]:
                if share is None or (cite.quote and _WHOLE.search(words_of(cite.quote.value, dated=False))):
                    continue
                rule = Cited("quota", f"{award.id.value}.{q.kind.value}", award.label, cite, readings)
                span = cite.quote.span if cite.quote else cite.clause.span
                yield Finding(rule.id, span, {"text": numeral(share, None).shown}, rule=rule)
