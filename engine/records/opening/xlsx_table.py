"""The cells of one sheet while it is read: rows in few bytes, then one frame of texts."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..grid import FORMULA, MARK, Hidden, Merge
from .limits import ROWS

#: A table has no more columns, no longer gap between two rows, and never more cells, blank ones counted.
COLUMNS = 500
GAP = 20_000
CELLS = 25_000_000
_BLOCK = 4096
#: What a formula without a value reads as.
UNCOMPUTED = f"{MARK}{FORMULA}="
_LEVEL, _HIDDEN, _COLLAPSED = 7, 8, 16

Texts = NDArray[np.object_]


@dataclass(slots=True, eq=False)
class Table:
    """The rows that hold anything, in the order in which they stand in the file."""

    numbers: array[int] = field(default_factory=lambda: array("q"))
    width: int = 0
    _lines: list[list[str]] = field(default_factory=list)
    _blocks: list[Texts] = field(default_factory=list)

    def add(self, number: int, line: list[str]) -> bool:
        """Keep one row; tell whether the table may still grow."""
        self.numbers.append(number)
        self._lines.append(line)
        self.width = max(self.width, len(line))
        if len(self._lines) == _BLOCK:
            self._pack()
        return len(self.numbers) * self.width <= CELLS

    def _pack(self) -> None:
        """Put the last rows together into one block, a line of it for every column."""
        width = max(map(len, self._lines), default=0)
        for line in self._lines:
            line.extend([""] * (width - len(line)))
        block = np.empty((len(self._lines), width), dtype=object)
        block[:] = self._lines
        self._blocks.append(np.ascontiguousarray(block.T))
        self._lines = []

    def frame(self, spread: list[Merge]) -> tuple[pd.DataFrame, int]:
        """Return the cells by row and column, and a row that stands there twice, or 0; the table is empty after that.

        `spread`: where formulas without a value reach that fill several cells; what is blank there is not known.
        """
        if self._lines:
            self._pack()
        rows = np.array(self.numbers, dtype=np.int64)
        cells: Texts = np.full((self.width, len(rows)), "", dtype=object)
        at = 0
        for number, block in enumerate(self._blocks):
            cells[: len(block), at : at + block.shape[1]] = block
            at += block.shape[1]
            self._blocks[number] = cells[:0]  # what was copied is let go at once
        self._blocks = []
        twice = 0
        if len(rows) > 1 and bool((rows[1:] <= rows[:-1]).any()):
            order = np.argsort(rows, kind="stable")
            rows, cells = rows[order], cells[:, order]
            same = np.flatnonzero(rows[1:] == rows[:-1])
            twice = int(rows[same[0]]) if len(same) else 0
        if spread:
            cells[_covered(rows, self.width, spread) & (cells == "")] = UNCOMPUTED
        index = pd.Index(rows)
        return pd.DataFrame(cells.T, index, range(self.width), dtype=object, copy=False), twice


def _covered(rows: NDArray[np.int64], width: int, areas: list[Merge]) -> NDArray[np.bool_]:
    """Return which cells (column, row) lie in any of the areas, in time that does not grow with their size."""
    edges = np.zeros((width + 1, len(rows) + 1), dtype=np.int32)
    for area in areas:
        left, right = min(area.left - 1, width), min(area.right, width)
        top, bottom = np.searchsorted(rows, [area.top, area.bottom + 1])
        edges[left, top] += 1
        edges[right, top] -= 1
        edges[left, bottom] -= 1
        edges[right, bottom] += 1
    covered: NDArray[np.bool_] = edges.cumsum(axis=0).cumsum(axis=1)[:width, : len(rows)] > 0
    return covered


@dataclass(slots=True, eq=False)
class Outline:
    """Which rows or columns (from 1) of a sheet are hidden, by themselves or under a collapsed outline."""

    size: int
    _marks: bytearray = field(default_factory=bytearray)

    def mark(self, first: int, last: int, attributes: dict[str, str]) -> None:
        """Keep what is said of some rows or columns."""
        level = min(int(attributes.get("outlineLevel", 0)), _LEVEL)
        told = level | _HIDDEN * _true(attributes, "hidden") | _COLLAPSED * _true(attributes, "collapsed")
        first, last = max(first, 1), min(last, self.size)
        if told and first <= last:
            if not self._marks:
                self._marks = bytearray(self.size + 2)
            self._marks[first : last + 1] = bytes([told]) * (last + 1 - first)

    def hidden(self, *, after: bool) -> frozenset[int]:
        """Return what is hidden, counted from 1; `after`: the line of a collapsed group stands after the group."""
        marks = self._marks
        found = {at for at, told in enumerate(marks) if told & _HIDDEN}
        step = -1 if after else 1
        for at in [at for at, told in enumerate(marks) if told & _COLLAPSED]:
            level, group = marks[at] & _LEVEL, at + step
            while marks[group] & _LEVEL > level:
                found.add(group)
                group += step
        return frozenset(found)


def _true(attributes: dict[str, str], name: str) -> bool:
    return attributes.get(name) in {"1", "true", "on"}


def outlines() -> tuple[Outline, Outline]:
    """Return the empty outlines of the rows and the columns of a sheet."""
    return Outline(ROWS), Outline(COLUMNS)


def hidden_of(frame: pd.DataFrame, rows: frozenset[int], columns: frozenset[int], *, sheet: bool) -> Hidden:
    """Return what a sheet hides of what holds anything: blank rows and columns beside a table hide nothing."""
    own_rows = tuple(int(r) for r in frame.index if r in rows) if rows else ()
    own_columns = tuple(c for c in range(frame.shape[1]) if c + 1 in columns and _filled(frame, c))
    return Hidden(sheet, own_rows, own_columns)


def _filled(frame: pd.DataFrame, column: int) -> bool:
    cells: Any = frame.iloc[:, column]
    return bool((cells != "").any())
