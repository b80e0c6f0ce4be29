"""Names that change on given days: every `{name}` in a text is one of them."""

from __future__ import annotations

from collections.abc import Iterator

from .. import plan
from ..called import PLACE
from ..diagnostics import Diagnostic, rule_codes
from ..source import Span
from ..syntax import ast
from ..syntax.shape import did_you_mean
from ..values import days
from .literals import citation
from .scope import Found, Scope


def names(scope: Scope, found: Found) -> dict[str, tuple[plan.Called, ...]]:
    """Return the names by id, each in the order of its days; a text that names none of them is a finding."""
    out: dict[str, tuple[plan.Called, ...]] = {}
    for written in scope.rules.names:
        if written.id.value in out:
            found.append(Diagnostic(rule_codes.DEFINED_TWICE, written.id.span, {"text": written.id.value}))
        values = sorted(written.values, key=lambda v: v.since.value)
        out[written.id.value] = tuple(
            plan.Called(days(v.since.value), v.value, citation(v.cite), tuple(r.value for r in v.readings))
            for v in values
        )
    for text, span in _texts(scope.rules):
        for name in PLACE.findall(text):
            if name not in out:
                words = {"what": "tên gọi", "what_en": "name", "where": "", "where_en": ""}
                found.append(Diagnostic(rule_codes.UNKNOWN_NAME, span, {**did_you_mean(name, sorted(out)), **words}))
    for asked in scope.rules.judgements:
        if PLACE.search(asked.label):  # a sheet names the question by its label, which therefore cannot change
            found.append(Diagnostic(rule_codes.MISSING_KEY, asked.id.span, {"text": "label"}))
    return out


def _texts(rules: ast.RuleSetD) -> Iterator[tuple[str, Span | None]]:
    """Yield the texts that may hold a name: who confirms a list, and what is asked."""
    yield from ((r.complete.basis, r.complete.span) for r in rules.registers if r.complete)
    yield from ((j.ask, j.id.span) for j in rules.judgements)
