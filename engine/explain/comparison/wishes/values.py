"""Values of assumptions: read as a cell or a rule would be, and told in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from ....diagnostics import Diagnostic, Lang, ReportedError
from ....records.cells import Bad, parse
from ....records.rows import raw_of
from ....source import Span
from ....values import FieldType, Text
from ...nodes import Told
from ...reader import told_as
from ..model import Words

_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")


def both(tell: Callable[[Lang], str]) -> Words:
    """Return the same words in both languages."""
    return tell(Lang.VI), tell(Lang.EN)


def plainly(text: str) -> Words:
    """Return a text that is the same in both languages."""
    return text, text


def read_value(kind: FieldType, text: str, label: str, place: Span | None) -> Told:
    """Return a value as people read it; raises ReportedError where a cell could not hold it."""
    if not text:
        return None
    found = parse(kind, raw_of(kind, text))
    if isinstance(found, Bad):
        raise ReportedError([Diagnostic(found.code, place, {**found.args, "column": label})])
    if found is None or isinstance(found, str) or isinstance(kind, Text):
        return None if found is None else str(found)
    return told_as(kind, found)


def number_of(text: str) -> Decimal | None:
    """Return a number as people or rules write it, None where it is none."""
    written = text.strip().replace(",", ".")
    return Decimal(written) if _PLAIN.fullmatch(written) else None
