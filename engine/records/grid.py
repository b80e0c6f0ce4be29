"""What a sheet holds before anything is understood: texts by row and column.

A cell that was not text carries a mark in front, so that a whole column stays one column of texts and its
distinct values are looked at once. No file can hold the mark itself: XML cannot, csv with NUL is refused.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from .coded import pool_of
from .opening.formats import is_percent

#: First character of a cell that was not text; the second says what it was.
MARK = "\x00"
NUMBER, PERCENT, YES_NO, DAY, ERROR, FORMULA, OTHER, ABSENT, UNGIVEN = "npbdefo-?"
#: The cells of a column that the sheet does not have; a `blank:` default does not reach them.
NO_COLUMN = MARK + ABSENT
#: A value that is missing whatever a blank cell means (only from plain rows).
NOT_GIVEN = MARK + UNGIVEN

_SPACE = re.compile(r"\s+")
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\ufeff")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def ref(self) -> str:
        """Return the range as a spreadsheet writes it."""
        return f"{letter(self.left - 1)}{self.top}:{letter(self.right - 1)}{self.bottom}"


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a sheet hides: itself, rows (from 1), columns (from 0)."""

    sheet: bool = False
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is hidden."""
        return self.sheet or bool(self.rows) or bool(self.columns)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One sheet: `cells` has a line for every row that is not blank (index: the row, from 1), a text per column.

    `fonts` names the font of the cells (row from 1, column from 0) that are set in one from before Unicode;
    `originals` holds the texts of cells before they were converted to Unicode, as somebody asked.
    """

    file: str
    sheet: str
    title: str
    cells: pd.DataFrame
    merges: tuple[Merge, ...] = ()
    hidden: Hidden = field(default_factory=Hidden)
    fonts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    originals: Mapping[tuple[int, int], str] = field(default_factory=dict)


def marked(value: object, number_format: str = "") -> str:
    """Return a cell's value as text, with a mark in front if it was not text."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return f"{MARK}{YES_NO}{int(value)}"
        case int() | float() | Decimal():
            plain = str(value) if isinstance(value, Decimal) else repr(value)
            if is_percent(number_format, value):
                return f"{MARK}{PERCENT}{plain}"
            if isinstance(value, int) and re.fullmatch("0+", number_format):
                plain = plain.zfill(len(number_format))  # identity numbers shown with their leading zeros
            return f"{MARK}{NUMBER}{plain}"
        case dt.datetime():
            return f"{MARK}{DAY}{value.date().isoformat()}"
        case dt.date():
            return f"{MARK}{DAY}{value.isoformat()}"
    return f"{MARK}{OTHER}{value}"


def kind_of(raw: str) -> str:
    """Return what a cell was: one of the marks, or an empty text for text."""
    return raw[1] if raw[:1] == MARK else ""


def word(raw: str) -> str:
    """Return a cell as a person sees it, in one line."""
    kind, text = kind_of(raw), raw[2:]
    match kind:
        case "":
            return tidy(raw)
        case "n":
            return whole(text)
        case "p":
            shown = f"{hundredfold(Decimal(text)):f}"
            return f"{shown.rstrip('0').rstrip('.') if '.' in shown else shown}%"
        case "b":
            return "TRUE" if text == "1" else "FALSE"
        case "d":
            return "/".join(reversed(text.split("-")))
        case "-" | "?":
            return ""
    return text


def distinct(cells: pd.Series[Any] | pd.Index[Any]) -> list[str]:
    """Return the distinct texts of a column, in the order in which they first stand there."""
    if isinstance(cells, pd.Series):
        return pool_of(cells).texts
    # By way of NumPy: going through pandas' own texts one by one is ten times slower.
    found: list[str] = np.asarray(cells.unique(), dtype=object).tolist()
    return found


def hundredfold(value: Decimal) -> Decimal:
    """Return a hundred times a number, whatever its length, exactly."""
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, exponent + 2)) if isinstance(exponent, int) else value


def whole(text: str) -> str:
    """Return the text of a number, without the `.0` that spreadsheets add to whole ones."""
    return text.removesuffix(".0")


def tidy(text: str) -> str:
    """Return a text in composed Unicode, trimmed, with single blanks."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text.translate(_INVISIBLE))).strip()


def letter(column: int) -> str:
    """Return the letters of a column counted from 0."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
