"""Reading csv files: their cells as texts, as many rows as Excel would show."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from ..binding import plain_fold
from ..coded import TextArray
from ..grid import Grid
from .encoding import decoded
from .far import COLUMNS, too_large
from .limits import damaged
from .quick import LARGE, Parted, quick_columns
from .settling import sheet_of
from .signs import NotPlainError, Signs, counted, lines_in, pieces_of
from .xlsx_package import UNPACKED
from .xlsx_strings import LONGEST

_DELIMITERS = (";", ",", "\t", "|")
_FIRST = 40
_QUOTE, _BREAK = 34, 10
_PIECE = 1 << 18
_TOO_WIDE = re.compile(r"saw (\d+)")


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A whole file in UTF-8 with single line ends, how its columns are parted, and its name for messages."""

    name: str
    raw: bytes
    delimiter: str
    quotes: NDArray[np.int64]
    breaks: NDArray[np.int64]


def read_csv(path: Path, name: str, labels: frozenset[str]) -> tuple[list[Grid], list[Diagnostic]]:
    """Return the one sheet of a csv file; `labels` are the folded column names, by which the delimiter is known."""
    if path.stat().st_size > UNPACKED:
        most = {"text": name, "most": str(UNPACKED // 1024**2)}
        raise ReportedError([Diagnostic(codes.FILE_HEAVY, Cell(name), most)])
    columns = _plainly(path, name, labels)
    if columns is not None:
        return [Grid(name, "", PurePosixPath(name).stem, sheet_of(columns, errors=True))], []
    raw, old = decoded(path.read_bytes(), name)
    notices = [Diagnostic(codes.ENCODING, Cell(name))] if old else []
    if not raw or raw.isspace():
        raise ReportedError([Diagnostic(codes.FILE_EMPTY, Cell(name), {"text": name})])
    first = _beginning(raw)
    delimiter, stated = _delimiter(first, labels)
    raw = raw.partition(b"\n")[2] if stated else raw  # Excel does not count this line as a row either
    width = _width(first[stated:], delimiter)
    signs = counted(lines_in(raw), delimiter, width)
    columns = _counted(Parted(raw, raw, delimiter, width), lambda: signs, name) if signs.well else None
    if columns is None:
        columns = _carefully(raw, delimiter, width, name)
    return [Grid(name, "", PurePosixPath(name).stem, sheet_of(columns, errors=True))], notices


def _beginning(raw: bytes) -> list[str]:
    """Return the first lines that hold anything, cut where they are too long for a cell."""
    filled_lines = (line for line in io.BytesIO(raw) if line.strip())
    return [line[:LONGEST].decode("utf-8", "ignore").rstrip("\n") for line in islice(filled_lines, _FIRST)]


def _plainly(path: Path, name: str, labels: frozenset[str]) -> list[TextArray] | None:
    """Return the columns of a large file of plain UTF-8, which is never held in memory; None of any other."""
    if path.stat().st_size < LARGE:
        return None
    try:
        begin = next(pieces_of(path))
        first = _beginning(begin)
        delimiter, stated = _delimiter(first, labels)
        if stated or len(first) < _FIRST:
            return None
        width = _width(first, delimiter)
        with ThreadPoolExecutor(1) as beside:  # its signs are counted while it is read
            signs = beside.submit(counted, pieces_of(path), delimiter, width)
            return _counted(Parted(path, begin, delimiter, width), signs.result, name)
    except NotPlainError:
        return None


def _counted(text: Parted, signs: Callable[[], Signs], name: str) -> list[TextArray] | None:
    """Return the columns of a text whose signs stand well; None of any other."""
    if text.delimiter not in _DELIMITERS or text.width > COLUMNS:
        return None
    columns = quick_columns(text, signs)
    return None if too_large(signs().rows, text.width, name, "") else columns


def _carefully(raw: bytes, delimiter: str, width: int, name: str) -> list[TextArray]:
    """Return the columns of any text, or raise why there are none."""
    flat = np.frombuffer(raw, dtype=np.uint8)
    text = _Text(name, raw, delimiter, _places(flat, _QUOTE), _places(flat, _BREAK))
    if not _quotes_stand_well(text, flat):
        _need_quotes_in_pairs(text)
    _need_short_cells(text)
    cells = _cells(text, width)
    return [TextArray.of(*_numbered(cells[column]), ordered=True) for column in cells.columns]


def _places(flat: NDArray[np.uint8], byte: int) -> NDArray[np.int64]:
    """Return where a byte stands; a piece at a time, so that no more than the places take memory."""
    pieces = range(0, len(flat), _PIECE)
    found = [np.flatnonzero(flat[at : at + _PIECE] == byte) + at for at in pieces]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _delimiter(lines: list[str], labels: frozenset[str]) -> tuple[str, bool]:
    """Return the delimiter, and whether the first line states it.

    It is the one under which the first lines hold the most known column names, then the one that parts the most of
    them into the same number of cells.
    """
    stated = lines[0].strip('"') if lines else ""
    if stated[:4].lower() == "sep=" and len(stated) == 5 and stated.isascii() and not stated[4].isalnum():
        return stated[4], True
    best, most = ",", (-1, -1, -1)
    for delimiter in _DELIMITERS:
        try:
            rows = [row[:COLUMNS] for row in csv.reader([line + "\n" for line in lines[:20]], delimiter=delimiter)]
        except csv.Error:
            continue
        known = max((sum(1 for c in row if c and plain_fold(c) in labels) for row in rows), default=0)
        often = Counter(len(row) for row in rows if len(row) > 1)
        width, rows_of_it = max(often.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        if (known, rows_of_it, width) > most:
            best, most = delimiter, (known, rows_of_it, width)
    return best, False


def _width(lines: list[str], delimiter: str) -> int:
    """Return the most cells that one of the first rows has."""
    try:
        return max((len(row) for row in csv.reader([line + "\n" for line in lines], delimiter=delimiter)), default=1)
    except csv.Error:
        return 1


def _quotes_stand_well(text: _Text, flat: NDArray[np.uint8]) -> bool:
    """Tell whether every quote opens a cell, closes one, or stands beside another in a quoted one."""
    places = text.quotes
    if not len(places):
        return True
    opened, closed = places[::2] - 1, places[1::2] + 1
    around = flat[np.concatenate([opened[opened >= 0], closed[closed < len(flat)]])]
    return len(places) % 2 == 0 and bool(_ends(text.delimiter)[around].all())


def _numbered(column: pd.Series[Any]) -> tuple[NDArray[np.intp], list[str]]:
    codes, found = pd.factorize(column)
    return codes, np.asarray(found, dtype=object).tolist()


def _need_quotes_in_pairs(text: _Text) -> None:
    """Raise where a quote was never closed or stands amid a quoted cell: rows would disappear in it."""
    reader = csv.reader(io.StringIO(text.raw.decode(), newline=""), delimiter=text.delimiter, strict=True)
    row = 0
    try:
        for row, _ in enumerate(reader, 1):  # noqa: B007 - told below
            pass
    except csv.Error as error:
        why = f"dấu ngoặc kép không khớp, từ dòng {row + 1} trở đi", f"the quotes do not match, from row {row + 1} on"
        raise ReportedError([damaged(text.name, *why)]) from error


def _ends(delimiter: str) -> NDArray[np.bool_]:
    """Return which bytes stand before a quote that opens a cell and behind one that closes it."""
    ends = np.zeros(256, dtype=bool)
    ends[[ord(delimiter), _BREAK, _QUOTE]] = True
    return ends


def _need_short_cells(text: _Text) -> None:
    """Raise where a cell is absurdly long; only a long line or a long quoted part can hold one."""
    lines = np.diff(text.breaks, prepend=-1, append=len(text.raw))
    quoted = np.diff(text.quotes) if len(text.quotes) > 1 else np.zeros(1, dtype=np.int64)
    if max(int(lines.max()), int(quoted.max())) <= LONGEST:
        return
    try:
        for row in csv.reader(io.StringIO(text.raw.decode(), newline=""), delimiter=text.delimiter):
            if len(row) > COLUMNS:
                break
    except csv.Error as error:
        why = f"có ô dài hơn {LONGEST} ký tự", f"it has a cell of more than {LONGEST} characters"
        raise ReportedError([damaged(text.name, *why)]) from error


def _cells(text: _Text, width: int) -> pd.DataFrame:
    """Return all cells; the width is that of the first rows, and grows with the first wider one."""
    rows = len(text.breaks) + (text.raw[-1:] != b"\n")
    while True:
        if width > COLUMNS:
            why = f"một dòng có hơn {COLUMNS} cột", f"a row has more than {COLUMNS} columns"
            raise ReportedError([damaged(text.name, *why)])
        if refused := too_large(rows, width, text.name, ""):
            raise ReportedError(refused)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", pd.errors.ParserWarning)
                return pd.read_csv(
                    io.BytesIO(text.raw), sep=text.delimiter, header=None, names=range(width), index_col=False,
                    dtype=object, na_filter=False, skip_blank_lines=False, encoding="utf-8",
                )  # fmt: skip
        except pd.errors.ParserWarning:  # the first row is wider: its cells would be lost
            width = min(2 * width, COLUMNS) if width < COLUMNS else COLUMNS + 1
        except (pd.errors.ParserError, ValueError) as error:
            wider = _TOO_WIDE.search(str(error))
            if not wider or int(wider[1]) <= width:
                why = "dấu ngoặc kép hoặc số cột không khớp", str(error).strip()[:200]
                raise ReportedError([damaged(text.name, *why)]) from error
            # Half as many again: every new width costs a reading up to the row that is wider still.
            width = max(int(wider[1]), min(width + width // 2, COLUMNS))
