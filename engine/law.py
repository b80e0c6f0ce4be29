"""The law behind a rule: documents, clauses, citations, quotes and readings."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

from .source import Span


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the copy the clause was taken from: what stands there, and what is meant."""

    reads: str
    means: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One normative clause of a document, numbered uniquely and quoted in full."""

    id: str
    text: str
    label: str = ""
    slips: tuple[Slip, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A plan, resolution or decision that rules are taken from."""

    id: str
    title: str
    number: str
    clauses: tuple[Clause, ...]
    note: str = ""

    def clause(self, clause_id: str) -> Clause | None:
        """Return the clause with that number, or None."""
        return next((c for c in self.clauses if c.id == clause_id), None)


@dataclass(frozen=True, slots=True)
class Citation:
    """The clause a rule comes from, and the words of it that the rule takes up."""

    document: str
    clause: str
    quote: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        """Print as it is written in a rule set: `kh 4.1-3`."""
        return f"{self.document} {self.clause}"


@dataclass(frozen=True, slots=True)
class Reading:
    """How an unclear or contradictory clause was taken, by whom, and what else it could mean."""

    id: str
    citation: Citation
    open: str
    taken: str
    by: str
    on: dt.date | None = None
    instead: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Fold white space, line breaks, emphasis marks and Unicode forms, so that quotes compare by their words."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"\s+", " ", re.sub(r"[*_]+", "", text)).strip()
