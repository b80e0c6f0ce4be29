"""The law behind a part of a proof: document, clause, quote, readings; and a last day that another document moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .. import plan
from ..law import Citation, Reading


@dataclass(frozen=True, slots=True)
class Law:
    """Where a rule comes from: document and clause (as `cite` and in words), the words taken up, how they were read."""

    cite: str
    document: str
    clause: str
    quote: str
    readings: tuple[Reading, ...]
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class Extended:
    """A later last day of a deadline (None while it is not known), and the document that set it."""

    last: dt.date | None
    law: Law


def law(ready: plan.Plan, citation: Citation | None, readings: tuple[str, ...]) -> Law:
    """Return a citation in words, with the readings that a rule names."""
    told = tuple(ready.readings[r] for r in readings if r in ready.readings)
    if citation is None:
        return Law("", "", "", "", told, None)
    document = ready.documents.get(citation.document)
    clause = document.clause(citation.clause) if document else None
    label = (clause.label if clause else "") or citation.clause
    return Law(str(citation), document.title if document else "", label, citation.quote, told, citation)
