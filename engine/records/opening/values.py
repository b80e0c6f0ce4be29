"""What a number, an error or a time of day is, wherever it comes from: all readers write the same texts."""

from __future__ import annotations

import math

from ..grid import ERROR, MARK, marked

#: What spreadsheets show in place of a value that cannot be computed.
ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)


def error(text: str) -> str:
    """Return a cell that shows an error."""
    return f"{MARK}{ERROR}{text}"


def number(value: float, number_format: str = "") -> str:
    """Return a cell that holds a number kept as a float: whole numbers lose their `.0`."""
    if not math.isfinite(value):
        return error("#NUM!")
    whole = value.is_integer() and abs(value) < 1e15
    return marked(int(value) if whole else value, number_format)
