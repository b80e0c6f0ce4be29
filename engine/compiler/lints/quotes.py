"""Quotes that stop before a qualifier of their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import plan
from ...law import fold
from .. import cite, citing
from ..scope import Scope
from .model import Finding

#: Words by which a clause limits what it has just said.
_QUALIFIERS = (
    "không tính|không kể|không bao gồm|không áp dụng|trừ|ngoại trừ|loại trừ|nếu|với điều kiện|miễn là|nhưng|riêng|chỉ"
    "|trong đó|trong trường hợp|trong thời hạn|trở lên|trở xuống|chậm nhất|ít nhất|tối thiểu|tối đa|không quá"
)


def quotes_cut(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the quotes that stop before a qualifier of their sentence, which no rule takes up."""
    documents = cite.documents_of(scope.rules)
    cited = [c for c in citing.rules_of(scope.rules) if c.cite.quote]
    for rule in cited:
        document, place = rule.cite.document.value, rule.cite.clause.value
        clause = documents[document].clause(place)
        if clause is None or rule.cite.quote is None:
            continue
        text = fold(clause.text)
        rest = text[cite.whole_words(rule.cite.quote.value, text) :]
        qualifier = re.match(rf"[\s,(]*((?:{_QUALIFIERS})\b[^;.]*)", rest)
        if qualifier is None:
            continue
        words = qualifier[1].strip()
        same = (c.cite for c in cited if (c.cite.document.value, c.cite.clause.value) == (document, place))
        if not any(q.quote and words in fold(q.quote.value) for q in same):
            yield Finding(rule.id, rule.cite.quote.span, {"text": words}, rule=rule)
