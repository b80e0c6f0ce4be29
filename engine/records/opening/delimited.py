"""Reading csv files: their encoding, their delimiter, and their cells as texts."""

from __future__ import annotations

import csv
import io
import unicodedata
from operator import methodcaller
from pathlib import Path

import pandas as pd

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from ..binding import plain_fold
from ..grid import Grid
from .limits import ROWS, damaged, filled

_COLUMNS = 500


def read_csv(path: Path, name: str, labels: frozenset[str]) -> tuple[list[Grid], list[Diagnostic]]:
    """Return the one sheet of a csv file; `labels` are the folded column names, by which the delimiter is known."""
    text, old = decode(path.read_bytes(), name)
    notices = [Diagnostic(codes.ENCODING, Cell(name))] if old else []
    delimiter, skip = _delimiter(text, labels)
    try:
        width = _width(text, delimiter)
        if width > _COLUMNS:
            raise ReportedError([damaged(name, f"một dòng có {width} cột", f"a row has {width} columns")])
        cells = pd.read_csv(
            io.StringIO(text),
            sep=delimiter,
            header=None,
            names=range(width),
            index_col=False,
            dtype=str,
            na_filter=False,
            skip_blank_lines=False,
            skiprows=skip,
        )
    except (csv.Error, pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise ReportedError([damaged(name, "dấu ngoặc kép hoặc số cột không khớp", str(error).strip())]) from error
    if len(cells) > ROWS:
        raise ReportedError([Diagnostic(codes.FILE_LONG, Cell(name), {"text": name})])
    cells = cells.fillna("")
    cells.index = pd.RangeIndex(1 + skip, len(cells) + 1 + skip)
    return [Grid(name, "", path.stem, filled(cells))], notices


def decode(data: bytes, name: str) -> tuple[str, bool]:
    """Return the text of a file in composed Unicode, and whether it was in the old Vietnamese encoding."""
    old = False
    try:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            text, old = data.decode("cp1258"), True
        except UnicodeDecodeError as error:
            raise ReportedError([damaged(name, "không rõ bảng mã chữ", "unknown encoding")]) from error
    if "\x00" in text:
        raise ReportedError([damaged(name, "đây không phải tệp văn bản", "it is not a text file")])
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")), old


def _width(text: str, delimiter: str) -> int:
    """Return the most cells that a row has; pandas drops what lies beyond the columns it was told of."""
    if '"' in text:
        return max((len(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)), default=1)
    return max(map(methodcaller("count", delimiter), text.split("\n")), default=0) + 1


def _delimiter(text: str, labels: frozenset[str]) -> tuple[str, int]:
    """Return the delimiter under which the first lines hold the most known column names, and lines to skip."""
    lines = text.split("\n", 41)[:40]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4], 1
    best, most = ",", (-1, -1)
    for delimiter in (";", ",", "\t"):
        known = cells = 0
        try:
            for row in csv.reader(lines[:20], delimiter=delimiter):
                known = max(known, sum(1 for cell in row if cell and plain_fold(cell) in labels))
                cells = max(cells, len(row))
        except csv.Error:
            continue
        if (known, cells) > most:
            best, most = delimiter, (known, cells)
    return best, 0
