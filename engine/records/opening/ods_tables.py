"""The tables of an OpenDocument book, as its content.xml is walked: cells, spans, what is hidden, old fonts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

import pandas as pd

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from ..grid import Grid, Hidden, Merge
from .far import COLUMNS, Reach, too_large
from .fonts import Fonts, has_letters
from .limits import ROWS, damaged, filled
from .ods_cells import OpenCell
from .ods_styles import OFFICE, TABLE, CellStyles, Styles
from .values import shown
from .xlsx_package import DEPTH

_MERGES = 20_000
_SHEETS = 1_000
#: So many cells in old fonts may be there by repetition of a row.
_COPIED = 1_000_000
_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
#: Parts of a table that hold no cells of it, or old ones.
_PASSED = frozenset(
    {f"{TABLE}{part}" for part in ("tracked-changes", "dde-links", "shapes", "scenario", "data-pilot-tables")}
    | {f"{OFFICE}forms"}
)
#: A sheet of which only what other sheets take from it was stored: 'file:///…/x.ods'#$Sheet1
_LINKED = re.compile(r"'([^']*)'#")
_COLUMNS_AGAIN, _ROWS_AGAIN = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
_ACROSS, _DOWN = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
_STYLE = f"{TABLE}style-name"
_HIDDEN = frozenset({"collapse", "filter"})


@dataclass(slots=True)
class _Table:
    """A sheet on the way through it; rows from 1, columns from 0."""

    title: str
    shown: bool
    row: int = 1
    column: int = 0
    reach: Reach = field(default_factory=Reach)
    lines: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    fonts: Fonts = field(default_factory=Fonts)
    #: first and end of columns or rows, and for columns the style of their cells
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    hidden_rows: list[range] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """A row on the way through it: how often it stands, the style of its cells, what they hold."""

    again: int
    style: str
    cells: list[tuple[int, int, str, str]] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)

    def is_far(self) -> bool:
        """Tell whether its last cell stands where none is read: the sheet is refused, and others add nothing."""
        return bool(self.cells) and self.cells[-1][0] >= COLUMNS


class Reader:
    """The handlers of content.xml, and the sheets they find."""

    def __init__(self, name: str, styles: Styles) -> None:
        self.name, self.styles = name, styles
        self.grids: list[Grid] = []
        self.found: list[Diagnostic] = []
        self.linked: set[str] = set()
        self._depth = self._passed = self._area = self._copied = 0
        self._looks: CellStyles | None = None
        self._table: _Table | None = None
        self._row: _Row | None = None
        self._cell: OpenCell | None = None

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Take an element that begins."""
        self._depth += 1
        if self._depth > DEPTH:
            raise ReportedError([damaged(self.name, "nội dung lồng quá sâu", "its elements nest too deep")])
        if self._passed:
            return
        if self._cell is not None:
            if not self._cell.start(tag, given):
                self._passed = self._depth
        elif tag in _CELLS:
            self._begin_cell(given)
        elif tag == f"{TABLE}table-row" and self._table:
            self._row = _Row(_times(given, _ROWS_AGAIN), given.get(f"{TABLE}default-cell-style-name", ""))
            if given.get(f"{TABLE}visibility") in _HIDDEN and self._table.row <= ROWS:
                self._table.hidden_rows.append(range(self._table.row, self._table.row + self._row.again))
        elif tag == f"{TABLE}table-column" and self._table:
            self._begin_columns(self._table, given)
        elif tag == f"{TABLE}table":
            self._begin_table(given)
        elif tag in _PASSED:
            self._passed = self._depth
        elif self._looks is None:
            self.styles.start(tag, given)

    def end(self, tag: str) -> None:
        """Take an element that ends."""
        self._depth -= 1
        if self._passed:
            if self._depth < self._passed:
                self._passed = 0
        elif self._cell is not None:
            if tag in _CELLS:
                self._end_cell(self._cell)
            else:
                self._cell.end(tag)
        elif tag == f"{TABLE}table-row" and self._table and self._row:
            self._end_row(self._table, self._row)
        elif tag == f"{TABLE}table" and self._table:
            self._end_table(self._table)
        elif self._looks is None:
            self.styles.end(tag)

    def text(self, data: str) -> None:
        """Take a text between two tags."""
        if self._cell is not None and not self._passed:
            self._cell.text(data)

    def _begin_table(self, given: Mapping[str, str]) -> None:
        title = given.get(f"{TABLE}name", "")
        if self._table is not None:  # one within a cell or another one
            self._passed = self._depth
        elif linked := _LINKED.match(title):
            self.linked.add(linked[1].rpartition("/")[2])
            self._passed = self._depth
        else:
            self._looks = self._looks or self.styles.cells()
            self._table = _Table(shown(title), self.styles.is_shown(given.get(_STYLE, "")))

    def _begin_columns(self, table: _Table, given: Mapping[str, str]) -> None:
        last = table.columns[-1][1] if table.columns else 0
        end = min(last + _times(given, _COLUMNS_AGAIN), COLUMNS + 1)
        if end > last:
            table.columns.append((last, end, given.get(f"{TABLE}default-cell-style-name", "")))
            if given.get(f"{TABLE}visibility") in _HIDDEN:
                table.hidden_columns.append(range(last, end))

    def _begin_cell(self, given: Mapping[str, str]) -> None:
        if self._table is None or self._row is None or self._looks is None:
            self._passed = self._depth
            return
        column, again = self._table.column, _times(given, _COLUMNS_AGAIN)
        self._table.column += again
        style = given.get(_STYLE) or self._row.style or _style_of(self._table, column)
        self._cell = OpenCell(self.name, column, again, given, self._looks.of(style or "Default"))
        across, down = _times(given, _ACROSS), _times(given, _DOWN)
        if across * down > 1:
            self._row.spans.append((column, across, down))

    def _end_cell(self, cell: OpenCell) -> None:
        self._cell = None
        raw = cell.value()
        if raw and not raw.isspace() and self._row and not self._row.is_far():
            font = cell.font if cell.font and raw[0] != "\0" and has_letters(raw) else ""
            self._row.cells.append((cell.column, cell.again, raw, font))

    def _end_row(self, table: _Table, row: _Row) -> None:
        """Keep a row as often as it stands there; a blank one costs nothing."""
        first, table.row, table.column = table.row, table.row + row.again, 0
        self._row = None
        if row.again * len(row.spans) + len(table.merges) > _MERGES:
            raise ReportedError([Diagnostic(codes.SHEET_MERGES, Cell(self.name, table.title))])
        for number in range(first, table.row) if row.spans else ():
            table.merges += [Merge(number, c + 1, number + down - 1, c + across) for c, across, down in row.spans]
        if not row.cells:
            return
        for column, again, _, _ in row.cells:
            table.reach.cell(first, column + again, row.again)
        if table.reach.far or table.reach.rows > ROWS:
            return
        line: list[str] = []
        for column, again, raw, _ in row.cells:
            line += [""] * (column - len(line)) + [raw] * again
        table.lines += [line] * row.again
        table.numbers += range(first, table.row)
        fonts = [(column + at, font) for column, again, _, font in row.cells if font for at in range(again)]
        self._copied += (row.again - 1) * len(fonts)
        if self._copied > _COPIED:
            self.found += table.reach.too_large(self.name, table.title)
            return
        for number in range(first, table.row) if fonts else ():
            for column, font in fonts:
                table.fonts.add(number, column, font)

    def _end_table(self, table: _Table) -> None:
        self._table = None
        rows, width = len(table.lines), table.reach.columns
        self._area += rows * width
        refused = table.reach.refused(self.name, table.title) or too_large(
            rows, self._area // max(1, rows), self.name, table.title
        )
        if len(self.grids) >= _SHEETS:
            most = {"text": self.name, "most": str(_SHEETS)}
            raise ReportedError([*self.found, Diagnostic(codes.SHEETS_MANY, Cell(self.name), most)])
        self.found += refused
        if self.found:
            return
        for line in table.lines:
            line.extend([""] * (width - len(line)))  # none for a line that stands there again
        index = pd.Index(table.numbers, dtype="int64")
        cells = filled(pd.DataFrame(table.lines, index=index, columns=range(width), dtype=object))
        hidden = Hidden(
            not table.shown,
            tuple(n for some in table.hidden_rows for n in range(some.start, min(some.stop, table.reach.rows + 1))),
            tuple(n for some in table.hidden_columns for n in range(some.start, min(some.stop, cells.shape[1]))),
        )
        merges = tuple(islice(table.merges, _MERGES))
        self.grids.append(Grid(self.name, table.title, table.title, cells, merges, hidden, table.fonts))


def _style_of(table: _Table, column: int) -> str:
    return next((style for first, end, style in table.columns if first <= column < end), "")


def _times(given: Mapping[str, str], what: str) -> int:
    """Return how often a cell, column or row stands there, or over how many it spans; 1 where it is not told."""
    text = given.get(what)
    if text is None:
        return 1
    return max(1, min(int(text[:8]), 2 * ROWS)) if text.isdecimal() and text.isascii() else 1
