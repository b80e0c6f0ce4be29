"""Days that do not fit: outside the campaign, or before the end of what they close."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ... import plan
from ...law import fold
from ...ranges import bounds
from ...syntax import ast
from ...values import date_of
from ..literals import Cited
from ..scope import Scope
from .model import Finding


def _day(number: int) -> str:
    return date_of(number).strftime("%d/%m/%Y")


def outside(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the deadlines that surely lie outside the campaign's period, and the dated values from after it."""
    whole = ready.periods.get("period")
    if whole is None:
        return
    first, last = bounds(whole.first), bounds(whole.last)
    ends = {"first": _day(first[0]), "last": _day(last[1])}
    for d in scope.deadlines.values():
        low, high = bounds(ready.deadlines[d.id.value].last)
        if (high < first[0] or low > last[1]) and d.bound is not None and d.cite is not None:
            day = _day(low if low > last[1] else high)
            rule = Cited("deadline", d.id.value, d.label, d.cite, d.readings)
            yield Finding(d.id.value, d.bound.value.span, {"text": d.id.value, "day": day, **ends}, rule=rule)
    for p in scope.parameters.values():
        for v in p.values:
            if v.since.value > date_of(last[1]):
                day = v.since.value.strftime("%d/%m/%Y")
                rule = Cited("value", p.id.value, p.ask, v.cite, v.readings)
                yield Finding(p.id.value, v.since.span, {"text": p.id.value, "day": day, **ends}, rule=rule)


def before_phase(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the deadlines that pass before the end of what they close: a period to be kept, or a phase they name."""
    for c in scope.criteria.values():
        if c.due is None or c.keep is None:
            continue
        due, end = bounds(ready.deadlines[c.due.value].last)[1], bounds(ready.periods[c.keep.value].last)[0]
        if due < end:
            rule = Cited("criterion", c.id.value, c.label, c.cite, c.readings)
            args = {"text": c.id.value, "day": _day(due), "end": _day(end)}
            yield Finding(c.id.value, c.due.span, args, rule=rule)
    for d in scope.deadlines.values():
        closed = _phase_end(d, scope.rules)
        due = bounds(ready.deadlines[d.id.value].last)[1]
        if closed is not None and date_of(due) < closed and d.bound is not None and d.cite is not None:
            rule = Cited("deadline", d.id.value, d.label, d.cite, d.readings)
            args = {"text": d.id.value, "day": _day(due), "end": closed.strftime("%d/%m/%Y")}
            yield Finding(d.id.value, d.bound.value.span, args, rule=rule)


_PHASE = re.compile(r"(?<!\w)(?:đợt|giai đoạn) (\d+|[ivx]+)(?!\w)")
_END = re.compile(r"(?:đến|đến hết|hết) (?:ngày )?(\d{1,2})(?: tháng |[/.-])(\d{1,2})(?: năm |[/.-])(\d{4})")


def _phase_end(deadline: ast.DeadlineD, rules: ast.RuleSetD) -> dt.date | None:
    """Return the last day of the phase ("Đợt 1", "giai đoạn 1") that a deadline's own quote names."""
    quote = deadline.cite.quote if deadline.cite else None
    named = _PHASE.search(fold(quote.value).lower()) if quote else None
    if deadline.cite is None or named is None:
        return None
    for document in (d for d in rules.documents if d.id.value == deadline.cite.document.value):
        for clause in document.clauses:
            text = fold(clause.text).lower()
            start = re.match(rf"[^\w]*(?:đợt|giai đoạn) {named[1]}(?!\w)", text)
            end = _END.search(text) if start else None
            if end is not None:
                try:
                    return dt.date(int(end[3]), int(end[2]), int(end[1]))
                except ValueError:
                    return None  # a day that does not exist is the plan's own
    return None
