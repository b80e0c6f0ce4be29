"""Reading Excel 97-2003 and Excel 95 workbooks through xlrd, which sees only the records that cells need."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from struct import error as StructError  # noqa: N812 - it is an exception
from typing import Any

import pandas as pd

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from ..grid import FORMULA, MARK, Grid, Hidden, Merge, marked
from .biff import LockedError, OldError, RecordError, SheetScan, Thinned, thinned
from .fonts import Fonts, font_notice, has_letters, is_old
from .formats import is_percent, month_of
from .limits import damaged, filled, hidden_notice
from .ole import SIGNATURE, Shell, ShellError, shell
from .values import error, number, shown

#: MB; xlrd holds a whole workbook in memory.
LARGEST = 100
_MERGES = 20_000
#: Cells of all sheets; each costs a hundred bytes while it is read.
_CELLS = 8_000_000


def read_xls(path: Path, name: str) -> tuple[list[Grid], list[Diagnostic]]:
    """Return the sheets of a workbook, hidden ones too, or raise why it cannot be read."""
    if path.stat().st_size > LARGEST * 1_000_000:
        raise ReportedError([Diagnostic(codes.FILE_HEAVY, Cell(name), {"text": name, "most": str(LARGEST)})])
    try:
        data = path.read_bytes()
        macros = False
        if data[:8] == SIGNATURE:
            streams = shell(data)
            macros = "_vba_project" in streams.entries
            data = _records(streams)
        thin = thinned(data)
        del data
        grids, notices = _sheets(thin, name)
        if macros or thin.macros:
            notices.append(Diagnostic(codes.MACROS, Cell(name)))
        return grids, notices  # noqa: TRY300 - all of it may fail
    except (ReportedError, MemoryError):
        raise
    except LockedError as error:
        raise ReportedError([Diagnostic(codes.FILE_LOCKED, Cell(name), {"text": name})]) from error
    except OldError as error:
        what = {"what": "bảng tính của Excel 4.0 trở về trước", "what_en": "a workbook of Excel 4.0 or before"}
        raise ReportedError([Diagnostic(codes.FILE_OTHER, Cell(name), {"text": name, **what})]) from error
    except (ShellError, RecordError, StructError, IndexError) as error:
        raise ReportedError([damaged(name, "tệp bị cắt cụt hoặc bị hỏng", "it is cut short or damaged")]) from error
    except Exception as error:  # xlrd raises whatever the damaged part leads to
        reason = f"{type(error).__name__}: {error}"[:200].replace("`", "'")
        why, why_en = f"nội dung bên trong bị hỏng ({reason})", f"its content is damaged ({reason})"
        raise ReportedError([damaged(name, why, why_en)]) from error


def _records(found: Shell) -> bytes:
    """Return the stream of a shell that holds the workbook."""
    named = [name for name in ("workbook", "book") if name in found.entries]
    if not named:
        raise ShellError
    return found.stream(named[0])


def _sheets(thin: Thinned, name: str) -> tuple[list[Grid], list[Diagnostic]]:
    import xlrd

    found: list[Diagnostic] = []
    grids: list[Grid] = []
    notices: list[Diagnostic] = []
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - not a path of ours
        book = xlrd.open_workbook(
            file_contents=thin.data, logfile=nowhere, formatting_info=True, on_demand=True, ragged_rows=True
        )
        book._sharedstrings = thin.strings  # noqa: SLF001 - xlrd's own reading of them does not end on some files
        if thin.excel_95:
            notices.append(Diagnostic(codes.EXCEL_95, Cell(name), {"text": str(book.encoding)}))
        if thin.links:
            names = ", ".join(f"`{shown(link)[:60]}`" for link in sorted(set(thin.links))[:5])
            notices.append(Diagnostic(codes.LINKS, Cell(name), {"names": names}))
        for number, scan in enumerate(thin.sheets):
            title = shown(book.sheet_names()[number])
            refused = scan.reach.refused(name, title)
            if scan.merges > _MERGES:
                refused.append(Diagnostic(codes.SHEET_MERGES, Cell(name, title)))
            if sum(sheet.cells for sheet in thin.sheets) > _CELLS:
                refused += scan.reach.too_large(name, title)
            if refused:
                found += refused
                continue
            sheet = book.sheet_by_index(number)
            grid = _grid(_Book(book), sheet, scan, name, title)
            grids.append(grid)
            notices += [*hidden_notice(grid), *font_notice(grid)]
            book.unload_sheet(number)
    if found:
        raise ReportedError(found)
    return grids, notices


class _Book:
    """What all sheets of a workbook share: number formats and old fonts by the index of a cell's format."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - xlrd has no types
        formats, fonts = book.format_map, book.font_list
        self.datemode: int = book.datemode
        self.formats = [getattr(formats.get(xf.format_key), "format_str", "") or "" for xf in book.xf_list]
        names = [fonts[xf.font_index].name if xf.font_index < len(fonts) else "" for xf in book.xf_list]
        self.fonts: Mapping[int, str] = {at: name for at, name in enumerate(names) if is_old(name)}
        self.days: dict[tuple[float, str], str] = {}

    def text(self, kind: int, value: Any, xf: int) -> str:  # noqa: ANN401
        """Return one cell as text, marked by what it was."""
        match kind:
            case 1:
                return str(value).replace("\0", "")  # what is no text has a mark that begins with it
            case 2:
                form = self.formats[xf] if xf < len(self.formats) else ""
                if "%" in form:
                    form = "%" if is_percent(form, value) else ""
                return number(value, form)
            case 3:
                form = self.formats[xf] if xf < len(self.formats) else ""
                if (value, form) not in self.days:
                    self.days[value, form] = _day(value, self.datemode, form)
                return self.days[value, form]
            case 4:
                return marked(bool(value))
            case 5:
                return error(_ERRORS.get(value, "#N/A"))
        return ""


_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def _day(value: float, datemode: int, form: str) -> str:
    """Return a cell with a date format: a day, a time of day where there is no day in it, else a number."""
    import xlrd

    try:
        moment = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (OverflowError, ValueError):
        return number(value)
    if 0 < value < 1 or value == datemode == 0:
        return marked(moment.time())
    return (month_of(moment, form) or marked(moment)) if value >= 0 else number(value)


def _grid(book: _Book, sheet: Any, scan: SheetScan, name: str, title: str) -> Grid:  # noqa: ANN401
    """Return the cells of one sheet."""
    lines: list[list[str]] = []
    numbers: list[int] = []
    fonts = Fonts()
    width = scan.reach.columns
    uncomputed: dict[int, list[int]] = {}
    for row, column in scan.formulas:
        uncomputed.setdefault(row, []).append(column)
    for row in range(min(sheet.nrows, scan.reach.rows)):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        formats = sheet._cell_xf_indexes[row]  # noqa: SLF001 - its public way takes one cell at a time
        line = [book.text(*cell) for cell in zip(kinds, values, formats, strict=True)]
        for column in uncomputed.get(row, ()):
            line[column] = f"{MARK}{FORMULA}="
        if not any(line):
            continue
        lines.append(line + [""] * (width - len(line)))
        numbers.append(row + 1)
        if book.fonts:
            for column, xf in enumerate(formats):
                if xf in book.fonts and kinds[column] == 1 and has_letters(values[column]):
                    fonts.add(row + 1, column, book.fonts[xf])
    frame = pd.DataFrame(lines, index=pd.Index(numbers, dtype="int64"), columns=range(width), dtype=object)
    cells = filled(frame)
    rows, columns = scan.reach.rows, cells.shape[1]
    hidden = Hidden(
        sheet.visibility != 0,
        tuple(sorted(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden and row < rows)),
        tuple(sorted(column for column, info in sheet.colinfo_map.items() if info.hidden and column < columns)),
    )
    merges = tuple(Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    return Grid(name, title, title, cells, merges, hidden, fonts)
