"""Columns of numbers and texts made into a sheet: blank rows go, blank cells are '', errors are marked."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..coded import TextArray
from ..grid import ERROR, MARK
from ..pool import Pool
from .values import ERRORS

_BLANKS = " \t\x0b\x0c\r\x1c\x1d\x1e\x1f"


def sheet_of(columns: list[TextArray], *, errors: bool) -> pd.DataFrame:
    """Return the rows and columns up to the last that hold anything, without blank rows; rows are counted from 1.

    `errors`: texts that a spreadsheet shows in place of a value are marked as such.
    """
    size = len(columns[0]) if columns else 0
    kept: list[TextArray] = []
    blank: NDArray[np.bool_] | None = None  # rows in which nothing stands so far
    width = 0
    for number, given in enumerate(columns, 1):
        column, own = _blanked(given)
        kept.append(_marked(column) if errors else column)
        if own is None:
            blank, width = np.zeros(size, dtype=bool), number
            continue
        width = width if bool(own.all()) else number
        blank = own if blank is None else blank & own if bool(blank.any()) else blank
    index = pd.RangeIndex(1, size + 1)
    cells = pd.DataFrame(dict(enumerate(kept[:width])), index=index, copy=False)
    return cells.loc[~blank] if blank is not None and bool(blank.any()) else cells


def _blanked(column: TextArray) -> tuple[TextArray, NDArray[np.bool_] | None]:
    """Return a column whose blank cells are '', and which they are; None where there are none."""
    codes, pool = column.settled()
    empty, spaces = pool.place(""), _spaces(pool)
    if not spaces:
        return column, codes == empty if empty >= 0 else None
    texts = list(pool.texts)
    if empty < 0:
        empty = spaces.pop(0)
        texts[empty] = ""
    number = np.arange(len(texts), dtype=np.int32)
    number[spaces] = empty
    codes = number[codes]
    return TextArray.of(codes, texts), codes == empty


def _spaces(pool: Pool) -> list[int]:
    """Return where the texts stand that are nothing but blanks."""
    pool = pool.lettered
    joined = pool.joined
    if joined.isascii() and pool.single and not any(sign in joined for sign in _BLANKS):
        return []
    return [at for at, text in enumerate(pool.texts) if text.isspace()]


def _marked(column: TextArray) -> TextArray:
    """Return a column with those texts marked that show an error."""
    codes, pool = column.settled()
    shown = pool.places(ERRORS) if "#" in pool.lettered.joined else []
    if not shown:
        return column
    texts = list(pool.texts)
    for at in shown:
        texts[at] = f"{MARK}{ERROR}{texts[at]}"
    return TextArray.of(codes, texts, ordered=True)
