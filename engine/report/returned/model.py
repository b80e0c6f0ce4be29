"""What is said in a book that goes back: faults, the cells they mark, what stood in those cells."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string

from ...records.grid import letter

#: The sheet that is added; the import passes sheets of this name over.
LIST = "Lỗi cần sửa"
_REF = re.compile(r"([A-Z]{0,3})([1-9][0-9]{0,6})")


class StrangeError(Exception):
    """Raised where a workbook is built in a way that is not changed safely: it is copied by its values instead."""


class Level(enum.IntEnum):
    """How much a mark weighs: something to be looked at again, or what kept a row from being used."""

    QUESTION = 1
    ERROR = 2


@dataclass(frozen=True, slots=True)
class Fault:
    """One line for the sender: the place (a sheet, and there a cell, a row or nothing), what is wrong, what to do.

    `text`: what the finding itself says was read.
    """

    sheet: str
    cell: str
    level: Level
    wrong: str
    todo: str
    text: str = ""


@dataclass(slots=True)
class Marks:
    """The cells of one sheet to be marked: rows from 1, then columns from 1; and rows marked as a whole."""

    cells: dict[int, dict[int, Level]] = field(default_factory=dict)
    rows: dict[int, Level] = field(default_factory=dict)

    def add(self, cell: str, level: Level) -> None:
        """Mark a cell, or a row where only its number is given; a sheet as a whole is not marked."""
        row, column = split(cell)
        if not row:
            return
        if column:
            line = self.cells.setdefault(row, {})
            line[column] = max(line.get(column, level), level)
        else:
            self.rows[row] = max(self.rows.get(row, level), level)

    def numbers(self) -> list[int]:
        """Return the rows with marks, in order."""
        return sorted({*self.cells, *self.rows})


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood at a place: its raw texts (several for a row), and the cell to go to."""

    texts: tuple[str, ...]
    cell: str


@dataclass(slots=True)
class Sight:
    """What stood at the marked places, by sheet and place as in the findings, and which sheets are hidden."""

    seen: dict[tuple[str, str], Seen] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


def marks_of(faults: Iterable[Fault]) -> dict[str, Marks]:
    """Return the marks of every sheet."""
    out: dict[str, Marks] = {}
    for fault in faults:
        out.setdefault(fault.sheet, Marks()).add(fault.cell, fault.level)
    return out


def split(cell: str) -> tuple[int, int]:
    """Return row and column of a place: the column is 0 where it is a row, both are where it is neither."""
    found = _REF.fullmatch(cell)
    if not found:
        return 0, 0
    return int(found[2]), column_index_from_string(found[1]) if found[1] else 0


def ref(row: int, column: int) -> str:
    """Return a place as it is written, of a row and a column from 1; column 0 stands for the row."""
    return f"{letter(column - 1)}{row}" if column else str(row)
