"""The records of one campaign as typed columns, each value with the cell it came from.

Columns by field type, one entry per row:
- yes-no: int8, a `Verdict` code (0 no, 1 missing, 2 yes);
- number, percent, count: int64, scaled by the field's decimals, `MISSING` while missing;
- date: int32, days since 1970-01-01, `NO_DAY` while missing;
- choice and text: int32, position in the declared options or in `Table.texts`, -1 while missing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..diagnostics import Diagnostic
from ..source import Cell

if TYPE_CHECKING:
    from .assemble import Part
    from .raw import Raw

MISSING = int(np.iinfo(np.int64).min)
NO_DAY = int(np.iinfo(np.int32).min)

Column = NDArray[Any]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where each row of a table stands: `sheet` indexes `sheets` (file, sheet name), `row` counts from 1.

    `columns` holds, for each sheet, the column letters of the fields that were bound there; `written`, for each sheet,
    the texts of cells before they were converted to Unicode.
    """

    sheets: tuple[tuple[str, str], ...]
    columns: tuple[Mapping[str, str], ...]
    sheet: NDArray[np.int32]
    row: NDArray[np.int32]
    written: tuple[Mapping[str, str], ...] = ()

    def cell(self, index: int, field: str | None = None) -> Cell:
        """Return the cell of `field` in row `index` of the table, or the row as a whole."""
        sheet = int(self.sheet[index])
        file, name = self.sheets[sheet]
        letter = self.columns[sheet].get(field, "") if field else ""
        place = f"{letter}{int(self.row[index])}"
        return Cell(file, name, place, self.written[sheet].get(place, "") if self.written else "")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The rows of one register.

    - `keys`, `names`: one text per row ("" where the register has none);
    - `owners`: for each owner register the row index of the owner in its table, -1 where it has none there;
    - `ghost`: rows that were rejected but whose key could be read: the subject stays, nothing is known of it;
    - `reopened`: per owner register, the owners a rejected row belonged to; `reopened_all`: a rejected row's
      owner could not be read, so it may belong to anybody;
    - `questions`: of judgements, those that a rejected row answered about somebody who could not be read: such an
      answer may be anybody's, and only these questions are open for it;
    - `unsent`: per column, the rows whose sheet did not have it (no entry: every sheet had it): nobody knows whether
      anything would stand there;
    - `read`: a sheet of this register was found. A register that was not read is never complete.
    """

    register: str
    size: int
    keys: Sequence[str]
    names: Sequence[str]
    columns: Mapping[str, Column]
    texts: Mapping[str, Sequence[str]]
    owners: Mapping[str, NDArray[np.int32]]
    ghost: Mask
    reopened: Mapping[str, Mask]
    reopened_all: bool
    read: bool
    places: Places
    questions: frozenset[int] = frozenset()
    unsent: Mapping[str, Mask] = field(default_factory=dict)

    def doubtful(self, column: str) -> Mask:
        """Return the rows of which nobody knows whether `column` was filled in: rejected ones, and those not sent."""
        found = self.unsent.get(column)
        return self.ghost if found is None else self.ghost | found


@dataclass(frozen=True, slots=True)
class Balance:
    """Nothing lost: rows = used + rejected + not_data."""

    rows: int
    used: int
    rejected: int
    not_data: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The value given for a parameter (yes-no as bool, numbers as Decimal, choices as key), and its cell."""

    value: bool | Decimal | dt.date | str
    cell: Cell


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """Everything imported for one evaluation: a table for every register of the plan, also the built-in ones.

    Built-in registers: `attestation`, `nomination`, `judgement`, `grant` (see `builtin.py`). `raw` are the rows it was
    made of, and `parts` what was made of each register's, where they were kept: `changes.redone` makes another dossier
    of them.
    """

    tables: Mapping[str, Table]
    parameters: Mapping[str, Answer]
    rejected: tuple[Diagnostic, ...]
    notices: tuple[Diagnostic, ...]
    balance: Balance
    hash: str
    files: tuple[str, ...]
    raw: Raw | None = None
    parts: Mapping[str, Part] | None = None
