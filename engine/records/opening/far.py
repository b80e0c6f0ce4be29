"""How far the cells of a sheet reach: a table has no gap of thousands of rows in it, nor hundreds of columns."""

from __future__ import annotations

from dataclasses import dataclass

from ...diagnostics import Diagnostic
from ...diagnostics import file_codes as codes
from ...source import Cell
from ..grid import letter
from .limits import ROWS

COLUMNS = 500
GAP = 20_000
#: Rows times columns of one sheet: 1,048,576 rows with 28 columns.
AREA = 30_000_000


@dataclass(slots=True)
class Reach:
    """The last row and column with a cell (from 1), and the first cell that lies absurdly far away."""

    rows: int = 0
    columns: int = 0
    far: str = ""

    def cell(self, row: int, column: int, again: int = 1) -> None:
        """Take note of a cell, or of one that stands in several rows one below the other."""
        if (row > self.rows + GAP and row > GAP) or column > COLUMNS or row > ROWS:
            self.far = self.far or f"{letter(column - 1)}{row}"
        self.rows, self.columns = max(self.rows, row + again - 1), max(self.columns, column)

    def refused(self, file: str, sheet: str) -> list[Diagnostic]:
        """Return why a sheet of that extent is not read."""
        if self.far:
            return [Diagnostic(codes.SHEET_FAR, Cell(file, sheet, self.far), {"text": self.far})]
        return too_large(self.rows, self.columns, file, sheet)

    def too_large(self, file: str, sheet: str) -> list[Diagnostic]:
        """Return the finding that a sheet holds too many cells, whatever its extent."""
        return [Diagnostic(codes.SHEET_LARGE, Cell(file, sheet), _extent(self.rows, self.columns))]


def too_large(rows: int, columns: int, file: str, sheet: str) -> list[Diagnostic]:
    """Return why a sheet with so many rows and columns is not read."""
    if rows > ROWS:
        return [Diagnostic(codes.FILE_LONG, Cell(file, sheet), {"text": file})]
    if rows * columns > AREA:
        return [Diagnostic(codes.SHEET_LARGE, Cell(file, sheet), _extent(rows, columns))]
    return []


def _extent(rows: int, columns: int) -> dict[str, str]:
    return {"rows": str(rows), "column": letter(columns - 1)}
