"""Citations and readings as written: where a rule comes from, and how an unclear clause was taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .expressions import Name


@dataclass(frozen=True, slots=True)
class CiteD:
    """`cite: kh 4.1-3` with the `quote:` beside it."""

    document: Name
    clause: Name
    quote: Name | None


@dataclass(frozen=True, slots=True)
class ReadingD:
    """How an unclear clause was taken."""

    id: Name
    cite: CiteD
    open: str
    taken: str
    by: str
    on: dt.date | None
    instead: tuple[str, ...]
