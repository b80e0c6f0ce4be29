"""What every sheet of the files was taken for: its tables, their headers, each row's role. Nothing is judged yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..diagnostics import Diagnostic, cell_codes, sheet_codes
from ..plan import Plan
from ..source import Cell
from .binding import Words, all_words, field_target, plain_fold
from .cells import clip
from .grid import letter, word
from .header import Sheet
from .legacy.grid import settled
from .likeness import left_over, near_table
from .lines import Lines, Role, data_lines
from .mapping.model import NOTHING, MappingFile
from .opening.files import Opened, Progress, open_files
from .tables import beside, tables

#: Titles have no more cells in a row; two rows with as many above a header may be a table of their own.
_WIDE = 3


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """One table of the sheet `number` of all that were opened: its rows by role, and registers that share them."""

    number: int
    sheet: Sheet
    lines: Lines | None
    others: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Everything that was seen in the files of one campaign."""

    opened: Opened
    words: Mapping[str, Words]
    mapping: MappingFile
    looked: tuple[Looked, ...]

    def told(self) -> list[Diagnostic]:
        """Return the findings and notices about files and sheets."""
        out = list(self.opened.notices)
        for one in self.looked:
            out += one.sheet.found
            out += [d for other in one.others for d in other.found]
            out += columns_told(one, self.words, self.mapping)
        return out

    def headless(self) -> list[Diagnostic]:
        """Return a finding for every file without a single sheet that was recognised or left out knowingly."""
        known = {o.sheet.grid.file for o in self.looked if o.sheet.register or o.sheet.concerned or o.sheet.aside}
        keys = [words.register.key.label for words in self.words.values() if words.register.keyed]
        names = ", ".join(f"`{key}`" for key in dict.fromkeys(keys))
        lost = [name for name in self.opened.names if name not in known]
        told = [d.place for d in self.opened.notices if d.code is cell_codes.LEGACY_TEXT]
        old = {place.file for place in told if isinstance(place, Cell)}
        return [
            Diagnostic(sheet_codes.FILE_OLD, Cell(name), {"text": name})
            if name in old
            else Diagnostic(sheet_codes.FILE_HEADLESS, Cell(name), {"text": name, "names": names})
            for name in lost
        ]

    def set_aside(self) -> tuple[int, int]:
        """Return how many rows are no data, and how many stand in tables that could not be read."""
        no_data = refused = 0
        for number, grid in enumerate(self.opened.grids):
            data, lost = np.zeros((2, len(grid.cells)), dtype=bool)
            for one in self.looked:
                if one.number != number:
                    continue
                own = one.sheet.grid.cells.index
                rows = slice(None) if own is grid.cells.index else grid.cells.index.get_indexer(own)
                if one.lines is not None:
                    data[rows] |= one.lines.roles == Role.DATA
                elif one.sheet.concerned:
                    lost[rows] = True
            no_data += int((~data & ~lost).sum())
            refused += int((lost & ~data).sum())
        return no_data, refused

    def rows(self) -> int:
        """Return how many rows all sheets have that are not blank."""
        return sum(len(grid.cells) for grid in self.opened.grids)


def columns_told(one: Looked, words: Mapping[str, Words], mapping: MappingFile) -> list[Diagnostic]:
    """Return what a reader should know of a table's columns: those not used and what they may be, those not there."""
    sheet, grid = one.sheet, one.sheet.grid
    if sheet.header is None or sheet.register is None:
        if sheet.aside and mapping.sheets.get(plain_fold(grid.title)) == "":
            return [Diagnostic(sheet_codes.SHEET_ASIDE, Cell(grid.file, grid.sheet))]
        return [] if sheet.aside or not len(grid.cells) else _unread(sheet, words)
    row = str(grid.cells.index[sheet.header.at])
    place = Cell(grid.file, grid.sheet, row)
    out = []
    out += _above(one)
    left = left_over(sheet, one.others, words, mapping)
    for column in left:
        if (near := column.proposal) is not None:
            args = {"text": clip(near.text), "near": near.label, "score": str(near.score)}
            at = Cell(grid.file, grid.sheet, f"{letter(near.column)}{row}")
            out.append(Diagnostic(sheet_codes.COLUMN_PROPOSED, at, args))
    spare = [f"`{column.text}`" for column in left if column.proposal is None]
    spare += _headless_columns(one)
    if spare:
        out.append(Diagnostic(sheet_codes.COLUMNS_UNBOUND, place, {"names": "; ".join(spare[:30])}))
    known = words[sheet.register]
    given = {t for s in (sheet, *one.others) if s.header is not None for t in s.header.bound}
    given |= {ref.target for ref in mapping.fixed.get(sheet.register, {}) if ref.register == sheet.register}
    lacking = [known.labels[t] for name in known.register.fields if (t := field_target(name)) not in given]
    if lacking:
        args = {"names": "; ".join(f"`{text}`" for text in lacking)}
        out.append(Diagnostic(sheet_codes.COLUMNS_MISSING, place, args))
    return out


def _above(one: Looked) -> list[Diagnostic]:
    """Return the question whether the rows above a header, taken for titles, are a table that was not recognised."""
    grid = one.sheet.grid
    if one.lines is None:
        return []
    titles = grid.cells.iloc[np.flatnonzero(one.lines.roles == Role.TITLE)]
    wide = titles.index[(titles != "").sum(axis=1) >= _WIDE]
    if len(wide) < 2:
        return []
    args = {"count": str(len(wide)), "first": str(wide[0]), "last": str(wide[-1])}
    return [Diagnostic(sheet_codes.ROWS_ABOVE, Cell(grid.file, grid.sheet, str(wide[0])), args)]


def _headless_columns(one: Looked) -> list[str]:
    """Return the columns that hold something beside the data and have no header: letter, first cell, its text."""
    sheet = one.sheet
    if sheet.header is None or one.lines is None:
        return []
    used = {c for s in (sheet, *one.others) if s.header is not None for c in s.header.bound.values()}
    blank = [c for c, texts in enumerate(sheet.header.forms) if c not in used and not texts]
    out, cells = [], sheet.grid.cells
    for column in blank:
        held = np.flatnonzero((cells.iloc[:, column] != "").to_numpy(dtype=bool) & (one.lines.roles == Role.DATA))
        if len(held):
            first = int(held[0])
            text = clip(word(str(cells.iloc[first, column])))
            out.append(f"`{letter(column)}` (`{letter(column)}{cells.index[first]}`: `{text}`)")
    return out


def _unread(sheet: Sheet, words: Mapping[str, Words]) -> list[Diagnostic]:
    """Return the finding that a sheet was not recognised, and what it and its columns may be."""
    grid = sheet.grid
    near = near_table(grid, words, sheet.concerned)
    out = [] if sheet.concerned else [Diagnostic(sheet_codes.SHEET_UNREAD, Cell(grid.file, grid.sheet))]
    if near is None or not near[2]:
        return out
    name, header, columns = near
    row = grid.cells.index[header.at]
    names = ", ".join(f"`{clip(p.text)}` → `{p.label}` ({p.score}/100)" for p in columns)
    args = {"register": words[name].register.label, "names": names}
    code = sheet_codes.SHEET_COLUMNS if sheet.concerned else sheet_codes.SHEET_PROPOSED
    return [*out, Diagnostic(code, Cell(grid.file, grid.sheet, str(row)), args)]


def survey(
    plan: Plan,
    files: Sequence[Path],
    mapping: MappingFile = NOTHING,
    progress: Progress | None = None,
    *,
    convert: bool = False,
    lenient: bool = False,
) -> Survey:
    """Return what every sheet of the files was taken for, or raise why a file cannot be opened.

    Texts from before Unicode are told with a proposed reading; with `convert` the reading is what is read.
    A `lenient` look goes on with the other files where one cannot be opened.
    """
    words = all_words(plan, mapping)
    labels = frozenset(label for known in words.values() for label in known.forms[2])
    opened = legible(open_files(files, labels, progress, lenient=lenient), convert=convert)
    looked: list[Looked] = []
    for number, grid in enumerate(opened.grids):
        for sheet in tables(grid, words, mapping):
            if sheet.register is None or sheet.header is None:
                looked.append(Looked(number, sheet, None))
            else:
                lines = data_lines(sheet.grid, sheet.header, words[sheet.register])
                looked.append(Looked(number, sheet, lines, tuple(beside(sheet, words))))
    return Survey(opened, words, mapping, tuple(looked))


def legible(opened: Opened, *, convert: bool) -> Opened:
    """Return what was opened with what is told of texts from before Unicode, converted where that was asked for."""
    grids, told = settled(opened.grids, convert=convert)
    return replace(opened, grids=tuple(grids), notices=(*opened.notices, *told))
