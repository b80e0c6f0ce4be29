"""What is said twice: one term with two definitions, one total with two values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ... import plan
from ...law import fold
from ...syntax import ast
from ..scope import Scope
from .model import Finding
from .spans import shown


def _same(label: str) -> str:
    return fold(label).lower()


def terms(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the scores, measures and criteria that share their words with another, and readings of the same quote."""
    rules = scope.rules
    sections: tuple[Sequence[ast.MeasureD | ast.ScoreD | ast.ClassificationD | ast.CriterionD], ...] = (
        (*rules.measures, *rules.scores, *rules.classifications),
        rules.criteria,
    )
    for section in sections:
        seen: dict[tuple[str, str], str] = {}
        for item in section:
            key = (item.kind.value, _same(item.label))
            if key[1] and key in seen:
                yield _twice(item.id, seen[key], item.label)
            seen.setdefault(key, item.id.value)
    quoted: dict[tuple[str, str, str], ast.ReadingD] = {}
    for reading in rules.readings:
        if reading.cite.quote is None:
            continue
        place = (reading.cite.document.value, reading.cite.clause.value, _same(reading.cite.quote.value))
        other = quoted.setdefault(place, reading)
        if other is not reading and _same(other.open) == _same(reading.open) and other.taken != reading.taken:
            yield _twice(reading.id, other.id.value, reading.cite.quote.value)


def _twice(name: ast.Name, other: str, label: str) -> Finding:
    return Finding(name.value, name.span, {"text": name.value, "other": other, "label": label})


def totals(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the deadlines and periods of one name with different days, and totals that a clause states otherwise."""
    seen: dict[str, tuple[str, plan.Num, str]] = {}
    for d in scope.deadlines.values():
        last, words = ready.deadlines[d.id.value].last, _bound(d)
        other = seen.setdefault(_same(d.label), (d.id.value, last, words))
        if _same(d.label) and other[1] != last:
            yield Finding(d.id.value, d.id.span, _args(d.id.value, words, f"`{other[0]}`", other[2]))
    periods: dict[str, plan.Period] = {}
    for p in scope.periods.values():
        made = ready.periods[p.id.value]
        first = periods.setdefault(_same(p.label), made)
        if _same(p.label) and (first.first, first.last) != (made.first, made.last):
            args = _args(p.id.value, _ends(p), f"`{first.id}`", _ends(scope.periods[first.id]))
            yield Finding(p.id.value, p.id.span, args)
    yield from _points(scope)


def _written(value: ast.DateLit | ast.Ref) -> str:
    return value.value.strftime("%d/%m/%Y") if isinstance(value, ast.DateLit) else ".".join(value.parts)


def _bound(deadline: ast.DeadlineD) -> str:
    bound = deadline.bound
    return "" if bound is None else f"{'before' if bound.strict else 'by'} {_written(bound.value)}"


def _ends(period: ast.PeriodD) -> str:
    return f"{_written(period.first)} - {_written(period.last)}"


def _args(text: str, value: str, other: str, second: str) -> dict[str, str]:
    return {"text": text, "value": value, "other": other, "second": second}


_TOTAL = re.compile(r"(?<!\w)tổng (?:cộng|số điểm|điểm)(?: tối đa)?(?: là|:)? (\d+(?:,\d+)?)(?: điểm|(?=[;.]|$))")


def _points(scope: Scope) -> Iterator[Finding]:
    """Yield the total of a points table that another clause of the same document states otherwise."""
    scores = [s for s in scope.rules.scores if isinstance(s.form, ast.SumD) and s.max is not None]
    inside = {n.value for s in scope.rules.scores if isinstance(s.form, ast.SumD) for n in s.form.items}
    for score in (s for s in scores if s.id.value not in inside):
        quote = score.cite.quote.value if score.cite.quote else ""
        if score.max is None or "tổng" not in _same(quote):
            continue
        for document in (d for d in scope.rules.documents if d.id.value == score.cite.document.value):
            for clause in document.clauses:
                for hit in _TOTAL.finditer(fold(clause.text).lower()):
                    value = Fraction(hit[1].replace(",", "."))
                    if value != Fraction(score.max) and clause.id != score.cite.clause.value:
                        args = _args(
                            score.id.value, shown(Fraction(score.max)), clause.label or clause.id, shown(value)
                        )
                        yield Finding(score.id.value, score.id.span, args)
