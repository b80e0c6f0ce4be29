"""What a number, an error, a name is, wherever it comes from: all readers write the same texts."""

from __future__ import annotations

import math
import re
from unicodedata import normalize

from ..grid import ERROR, MARK, marked

#: What spreadsheets show in place of a value that cannot be computed.
ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
#: Signs that would break a line or turn its direction.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def error(text: str) -> str:
    """Return a cell that shows an error."""
    return f"{MARK}{ERROR}{text}"


def number(value: float, number_format: str = "") -> str:
    """Return a cell that holds a number kept as a float: whole numbers lose their `.0`."""
    if not math.isfinite(value):
        return error("#NUM!")
    whole = value.is_integer() and abs(value) < 1e15
    return marked(int(value) if whole else value, number_format)


def shown(text: str) -> str:
    """Return a name as people see it: composed, on one line, in letters that can be written anywhere."""
    return normalize("NFC", _UNSEEN.sub("\ufffd", text))
