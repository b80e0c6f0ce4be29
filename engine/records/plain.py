"""Tables as ordinary Python values, for readers that compute row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ..plan import Plan, Register
from ..values import Choice, FieldType, Number, Plain, YesNo
from .answers import answer_column, typed
from .binding import registers_of
from .columns import blank
from .dossier import Dossier, Table
from .parameters import plain


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One row: `owners` gives the row index in each owner register, `values` a value or None where missing.

    `unsent` are the columns that the row's sheet did not have.
    """

    index: int
    key: str
    name: str
    owners: Mapping[str, int]
    values: Mapping[str, Plain]
    ghost: bool
    unsent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlainTable:
    """The rows of one register, and whose aggregates rejected rows reopen."""

    register: str
    rows: tuple[PlainRow, ...]
    reopened: Mapping[str, frozenset[int]]
    reopened_all: bool
    read: bool
    questions: frozenset[str] = frozenset()


def plain_rows(plan: Plan, dossier: Dossier) -> dict[str, PlainTable]:
    """Return every table of a dossier as ordinary Python values."""
    registers = registers_of(plan)
    tables = dict(dossier.tables)
    out = {}
    for name, table in tables.items():
        values = {n: _values(registers[name], table, n) for n in table.columns if not n.startswith("answer:")}
        if name == "judgement":
            values["answer"] = _answers(plan, table, values["answer"])
        out[name] = _plain_table(registers[name], table, values)
    return out


def _answers(plan: Plan, table: Table, plainly: list[Plain]) -> list[Plain]:
    """Return the answers, each as its question asks for it."""
    out, asked = list(plainly), table.columns["question"]
    for number, judgement in typed(plan):
        column, change = table.columns[answer_column(judgement.id)], _changer(judgement.answer)
        missing = blank(judgement.answer)[0]
        for at in np.flatnonzero(asked == number).tolist():
            out[at] = None if column[at] == missing else change(int(column[at]))
    return out


def _plain_table(register: Register, table: Table, values: Mapping[str, list[Plain]]) -> PlainTable:
    owners = {name: index.tolist() for name, index in table.owners.items()}
    rows = tuple(
        PlainRow(
            at,
            table.keys[at],
            table.names[at],
            {name: index[at] for name, index in owners.items() if index[at] >= 0},
            {name: column[at] for name, column in values.items()},
            bool(table.ghost[at]),
            frozenset(name for name, mask in table.unsent.items() if mask[at]),
        )
        for at in range(table.size)
    )
    reopened = {name: frozenset(np.flatnonzero(mask).tolist()) for name, mask in table.reopened.items()}
    kind = register.fields["question"].type if table.questions else None
    questions = frozenset(kind.options[q].key for q in table.questions) if isinstance(kind, Choice) else frozenset()
    return PlainTable(table.register, rows, reopened, table.reopened_all, table.read, questions)


def _values(register: Register, table: Table, name: str) -> list[Plain]:
    """Return one column as ordinary values."""
    column = table.columns[name].tolist()
    if name in table.texts:
        return [table.texts[name][at] if at >= 0 else None for at in column]
    kind = register.fields[name].type
    missing = blank(kind)[0]
    change = _changer(kind)
    return [None if v == missing else change(v) for v in column]


def _changer(kind: FieldType) -> Callable[[int], Plain]:
    match kind:
        case YesNo():
            return lambda v: v == 2
        case Number():
            return lambda v: plain(kind, v)
    return lambda v: plain(kind, v)
