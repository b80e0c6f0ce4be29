"""How the tables of a dossier stand in Parquet, and which of their columns travel to the workers in which slot.

One file for each register, `records/<register>.parquet`, with the columns `part`, `row` (its place in the register),
`key`, `name`, and as the engine holds them (`records.dossier`) `value:<field>`, `owner:<register>` (a row there),
`mask:ghost`, `mask:unsent:<field>`, `mask:reopened:<register>` and `known` (attestations). Spark reads them; the rows
of all registers travel in one table, whose columns are slots: of every type as many as the widest register needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..evaluator.known import Known
from ..plan import Plan
from ..records.builtin import builtin_registers
from ..records.dossier import Answer, Dossier, Table
from ..values import Choice
from .cutting import ROWS, UNREAD, Cut, cut

#: By NumPy type: the letter of a slot.
LETTERS: Mapping[str, str] = {"int8": "b", "int32": "i", "int64": "l"}
#: How many rows of its register were known on the day of each attestation for everybody: one more column of theirs.
KNOWN = "known"
TYPES: Mapping[str, str] = {letter: name for name, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One register: its columns in Parquet with the slot of each, and what is true of it as a whole."""

    register: str
    size: int
    slots: Mapping[str, str]
    owners: tuple[str, ...]
    reopened: tuple[str, ...]
    reopened_all: bool
    read: bool
    questions: frozenset[int]


@dataclass(frozen=True, slots=True)
class Papers:
    """The attestations of no unit in particular, which concern every part: columns of the register, by name."""

    columns: Mapping[str, NDArray[Any]]
    size: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything about a cut dossier that is no row of it; goes to every worker."""

    sheets: Mapping[str, Sheet]
    parts: int
    papers: Papers
    parameters: Mapping[str, Answer]
    hash: str

    @property
    def slots(self) -> tuple[str, ...]:
        """Return every slot that some register uses."""
        return tuple(sorted({slot for s in self.sheets.values() for slot in s.slots.values()}))


def columns_of(ready: Plan, dossier: Dossier, table: Table) -> dict[str, NDArray[Any]]:
    """Return the columns of one table as they stand in Parquet, but for part, row, key and name."""
    described = ready.registers.get(table.register)
    own = {f.id for f in (described.key, described.name) if f is not None} if described is not None else set[str]()
    out: dict[str, NDArray[Any]] = {}
    for name, column in table.columns.items():
        if name not in own:  # a key or name is a text beside them
            out[f"value:{name}"] = column.astype(np.int8) if column.dtype == bool else column
    for owner, index in table.owners.items():
        if dossier.tables[owner].size:
            out[f"owner:{owner}"] = index.astype(np.int32, copy=False)
    masks = {"mask:ghost": table.ghost} | {f"mask:unsent:{c}": m for c, m in table.unsent.items()}
    for other in dossier.tables.values():
        if table.register in other.reopened:
            masks[f"mask:reopened:{other.register}"] = other.reopened[table.register]
    if described is not None and described.name is not None:
        masks["mask:named"] = np.array([bool(n) for n in table.names], dtype=bool)
    return out | {name: mask.astype(np.int8) for name, mask in masks.items() if mask.any()}


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A dossier that was cut: its layout, and for each register the part of each row, and its columns."""

    layout: Layout
    parts: Mapping[str, NDArray[np.int32]]
    columns: Mapping[str, Mapping[str, NDArray[Any]]]


def cut_up(ready: Plan, dossier: Dossier, least: int, rows: int = ROWS) -> Pieces:
    """Cut a dossier into at least `least` parts of about `rows` rows, if it has so many units."""
    done = cut(dossier, least, rows)
    columns = {n: columns_of(ready, dossier, table) for n, table in dossier.tables.items() if n not in UNREAD}
    columns["attestation"][KNOWN] = _rows_known(ready, dossier)
    return Pieces(_layout(dossier, done, columns), done.parts, columns)


def _rows_known(ready: Plan, dossier: Dossier) -> NDArray[np.int64]:
    """Return for each attestation how many rows its register had, of everybody, that were known on its day."""
    registers = {**ready.registers, **builtin_registers(ready)}
    known = Known(ready, dossier, 0, None, {}, registers)
    papers, kind = dossier.tables["attestation"], registers["attestation"].fields["register"].type
    out = np.zeros(papers.size, dtype=np.int64)
    for code, option in enumerate(kind.options if isinstance(kind, Choice) else ()):
        rows = papers.columns["register"] == code
        if rows.any():
            out[rows] = known.rows_known(option.key, papers.columns["day"][rows])
    return out


def _layout(dossier: Dossier, done: Cut, columns: Mapping[str, Mapping[str, NDArray[Any]]]) -> Layout:
    """Return the layout of a cut dossier, whose columns are given by register."""
    sheets = {}
    for name, table in dossier.tables.items():
        if name in UNREAD:
            continue
        slots, used = {}, dict.fromkeys(LETTERS.values(), 0)
        for column, values in columns[name].items():
            letter = LETTERS[values.dtype.name]
            slots[column] = f"{letter}{used[letter]}"
            used[letter] += 1
        sheets[name] = Sheet(
            name, table.size, slots, tuple(table.owners), tuple(table.reopened), table.reopened_all, table.read,
            table.questions,
        )  # fmt: skip
    kept = {name: column[done.everywhere] for name, column in columns["attestation"].items()}
    papers = Papers(kept, int(done.everywhere.sum()))
    return Layout(sheets, done.many, papers, dict(dossier.parameters), dossier.hash)
