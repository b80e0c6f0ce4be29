"""Reading workbooks: each sheet in one pass, within bounds of time and memory, whatever stands in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ...diagnostics import Diagnostic, ReportedError
from ...source import Cell
from ..grid import Grid
from .fonts import font_notice
from .limits import hidden_notice
from .xlsx_book import SheetPart, read_book
from .xlsx_package import open_package, refused_zip
from .xlsx_sheet import Scanned, scan
from .xlsx_strings import read_strings
from .xlsx_styles import read_styles
from .xlsx_table import hidden_of
from .xlsx_values import Values

__all__ = ["read_workbook", "refused_zip"]


def read_workbook(
    path: Path, name: str, progress: Callable[[int, int], None] | None = None
) -> tuple[list[Grid], list[Diagnostic]]:
    """Return the sheets of a workbook, hidden ones too, and what to know of them; raise why it cannot be read.

    `progress` is told bytes of XML that were read, and of how many, a hundred times at most.
    """
    package = open_package(path, name, progress)
    with package.archive:
        book = read_book(package)
        parts = [sheet.part for sheet in book.sheets] + ([book.strings] if book.strings else [])
        package.total = sum(package.size(part) for part in parts)
        strings = read_strings(package, book.strings)
        values = Values(package, strings, read_styles(package, book.styles), book.epoch)
        grids: list[Grid] = []
        notices = list(book.notices)
        found: list[Diagnostic] = []
        for sheet in book.sheets:
            scanned = scan(values, sheet)
            if scanned.code:
                found.append(Diagnostic(scanned.code, Cell(name, sheet.title, scanned.cell), scanned.words))
                continue
            grid = _grid(values, sheet, scanned)
            grids.append(grid)
            notices += [*hidden_notice(grid), *font_notice(grid)]
    if found:
        raise ReportedError(found)
    return grids, notices


def _grid(values: Values, sheet: SheetPart, scanned: Scanned) -> Grid:
    """Return one sheet as a grid."""
    frame, twice = scanned.table.frame(scanned.spread)
    if twice:
        where, where_en = f"trang tính `{sheet.title}`, dòng {twice}", f"in its sheet `{sheet.title}`, row {twice}"
        values.package.refuse(f"{where} được ghi hai lần", f"{where_en} is written twice")
    rows, columns = scanned.rows.hidden(after=scanned.below), scanned.columns.hidden(after=scanned.right)
    hidden = hidden_of(frame, rows, columns, sheet=sheet.hidden)
    merges = tuple(scanned.merges)
    return Grid(values.package.name, sheet.title, sheet.title, frame, merges, hidden, scanned.fonts)
