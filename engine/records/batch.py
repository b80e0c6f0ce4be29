"""Rows of one register on their way in: the raw columns of one sheet, then of all its sheets together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..diagnostics import Code, Diagnostic, cell_codes, record_codes
from ..source import Cell
from .coded import TextArray, coded, narrow
from .grid import NO_COLUMN
from .numerals import together
from .pool import Pool

T = TypeVar("T")
Ints = NDArray[np.signedinteger[Any]]
Flags = NDArray[np.bool_]
#: From so many rows on a column is not put together text by text.
_LARGE = 4096
_LEFT_BLANK = (record_codes.KEY_MISSING, record_codes.OWNER_MISSING, cell_codes.REQUIRED)


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The data rows of one sheet: raw cells by target, the sheet's rows, and rows that are spoiled already.

    `whole`: no sheet but values given row by row, where what a row leaves out is blank, not a column that nobody sent.
    `grid`: which of all sheets the rows stand on; the rows of one sheet may be in several batches.
    `written`: texts of cells (`D7`) before they were converted to Unicode.
    """

    file: str
    sheet: str
    rows: NDArray[np.int32]
    cells: Mapping[str, pd.Series[Any]]
    letters: Mapping[str, str]
    spoiled: Mapping[int, tuple[Code, Mapping[str, str]]] = field(default_factory=dict)
    whole: bool = False
    grid: int = 0
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A raw column as its distinct texts and, per row, the position among them."""

    codes: NDArray[np.integer[Any]]
    pool: Pool

    @property
    def distinct(self) -> list[str]:
        """Return the distinct texts."""
        return self.pool.texts

    def map(self, read: Callable[[str], T]) -> list[T]:
        """Return what `read` makes of every distinct text."""
        return [read(raw) for raw in self.distinct]


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """All data rows of one register, sheet after sheet."""

    size: int
    columns: Mapping[str, Coded]
    sheet: NDArray[np.int32]
    row: NDArray[np.int32]
    batches: tuple[Batch, ...]
    spoiled: Mapping[int, tuple[Code, Mapping[str, str]]]

    def place(self, index: int, target: str = "") -> Cell:
        """Return the cell of a row that is bound to `target`, or the row."""
        batch = self.batches[self.sheet[index]]
        place = f"{batch.letters.get(target, '')}{self.row[index]}"
        return Cell(batch.file, batch.sheet, place, batch.written.get(place, ""))

    def raw(self, index: int, target: str) -> str:
        """Return the raw text of one cell."""
        column = self.columns[target]
        return column.distinct[int(column.codes[index])]


@dataclass(slots=True, eq=False)
class Findings:
    """The findings of one register's rows; a row with a finding is rejected."""

    stack: Stack
    bad: Flags
    found: list[Diagnostic] = field(default_factory=list)
    notices: list[Diagnostic] = field(default_factory=list)

    def reject(self, index: int, code: Code, args: Mapping[str, str], target: str = "") -> None:
        """Reject one row for what stands in one of its cells; what merged cells leave blank is not told again."""
        self.bad[index] = True
        if index in self.stack.spoiled and code in _LEFT_BLANK:
            return
        self.found.append(Diagnostic(code, self.stack.place(index, target), args))


def stacked(batches: Sequence[Batch]) -> Stack:
    """Return the rows of all sheets of a register, each column looked at as its distinct texts."""
    targets = list(dict.fromkeys(target for batch in batches for target in batch.cells))
    sizes = [len(batch.rows) for batch in batches]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64) if sizes else np.zeros(1, dtype=np.int64)
    columns = {target: _coded(list(_parts(batches, target))) for target in targets}
    if len(batches) == 1:  # nothing is copied
        sheet, row = np.zeros(sizes[0], dtype=np.int32), batches[0].rows
    else:
        sheet = np.repeat(np.arange(len(batches), dtype=np.int32), sizes)
        row = np.concatenate([b.rows for b in batches]) if batches else np.zeros(0, dtype=np.int32)
    spoiled = {int(starts[n]) + at: why for n, batch in enumerate(batches) for at, why in batch.spoiled.items()}
    return Stack(int(starts[-1]), columns, sheet, row.astype(np.int32, copy=False), tuple(batches), spoiled)


def _parts(batches: Sequence[Batch], target: str) -> Iterator[pd.Series[Any]]:
    for batch in batches:
        found = batch.cells.get(target)
        if found is None:
            found = pd.Series(TextArray.of(np.zeros(len(batch.rows), dtype=np.int8), [NO_COLUMN]))
        yield found


def _coded(parts: Sequence[pd.Series[Any]]) -> Coded:
    if len(parts) == 1:
        return Coded(*coded(parts[0]))
    if not any(isinstance(part.array, TextArray) and len(part) >= _LARGE for part in parts):
        return Coded(*coded(pd.concat([p.astype(object) for p in parts], ignore_index=True)))
    found = [coded(part) for part in parts if len(part)]  # a large one stays in numbers
    pool, places = together([pool for _, pool in found])
    parts_ = [found[0][0], *(own[codes] for own, (codes, _) in zip(places, found[1:], strict=True))]
    return Coded(np.concatenate([narrow(codes, len(pool)) for codes in parts_]), pool)
