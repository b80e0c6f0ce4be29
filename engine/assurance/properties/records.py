"""Records as they are drawn: rows in plain values, numbers that say how many rows there are, and the day.

A row is a mapping from field, owner or key to a value; `reject` marks one that cannot be used. Options of a choice go
by their key, and by their label only where they are read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...diagnostics import Diagnostic, ReportedError
from ...plan import Plan, Register
from ...records import from_rows
from ...records.assemble import assemble
from ...records.binding import registers_of
from ...records.dossier import Dossier
from ...records.raw import Raw
from ...records.rows import REJECT, batch_of
from ...values import Choice, FieldType, Plain

__all__ = ["REJECT", "Cell", "Records", "Row", "Stated", "as_stated", "owner_of", "read_as", "top_of"]


@dataclass(frozen=True, slots=True)
class Stated:
    """How many rows there are, said with so many too many (below zero: too few)."""

    off: int = 0


Cell = Plain | Stated
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that one generated campaign holds; a register that is not in `rows` was not sent.

    `split`: after so many rows every list goes on in another book.
    """

    rows: Mapping[str, tuple[Row, ...]]
    parameters: Mapping[str, Plain]
    as_of: dt.date
    split: int | None = None

    def of(self, register: str) -> tuple[Row, ...]:
        """Return the rows of a register, none where it was not sent."""
        return self.rows.get(register, ())

    def put(self, register: str, rows: Sequence[Row]) -> Records:
        """Return the records with other rows in one register."""
        return replace(self, rows={**self.rows, register: tuple(rows)})

    def without(self, register: str) -> Records:
        """Return the records without one register."""
        return replace(self, rows={n: r for n, r in self.rows.items() if n != register})

    def size(self) -> int:
        """Return how many rows there are."""
        return sum(map(len, self.rows.values()))


def key_field(register: Register) -> str:
    """Return what the key of a row goes by."""
    return register.key.id


def owner_of(plan: Plan, register: str, row: Row) -> tuple[str, str] | None:
    """Return the register and key of a row's owner, the nearest that it names."""
    for owner in plan.registers[register].owners if register in plan.registers else plan.kinds():
        name = owner if register in plan.registers else "subject"
        key = row.get(name)
        if key is not None and (register in plan.registers or is_key(plan, owner, str(key))):
            return owner, str(key)
    return None


def is_key(plan: Plan, register: str, key: str) -> bool:
    """Tell whether a drawn key is one of this register: each has a letter of its own."""
    return key.rstrip("0123456789") == prefix(plan, register)


def prefix(plan: Plan, register: str) -> str:
    """Return what the drawn keys of a register start with, the shortest that no register before it has."""
    taken: set[str] = set()
    for name in plan.registers:
        letters = name.replace("_", "").replace("-", "").upper()
        mine = next((letters[:n] for n in range(1, len(letters) + 1) if letters[:n] not in taken), letters + "X")
        taken.add(mine)
        if name == register:
            return mine
    raise LookupError(register)


def top_of(plan: Plan, records: Records, register: str, row: Row) -> str | None:
    """Return the key of the topmost owner of a row, its own key where it has none above."""
    here: tuple[str, Row] | None = (register, row)
    while here is not None:
        name, at = here
        above = owner_of(plan, name, at)
        if above is None:
            return str(at[key_field(plan.registers[name])]) if name in plan.registers else None
        owner, key = above
        found = next((r for r in records.of(owner) if r.get(key_field(plan.registers[owner])) == key), None)
        here = (owner, found) if found is not None else None
    return None


def as_stated(plan: Plan, records: Records) -> Records:
    """Return the records with every number of rows written out, as whoever states it counts them."""
    out = dict(records.rows)
    for name, rows in records.rows.items():
        out[name] = tuple(_written(plan, records, name, row) for row in rows)
    return replace(records, rows=out)


def _written(plan: Plan, records: Records, register: str, row: Row) -> Row:
    if not any(isinstance(v, Stated) for v in row.values()):
        return row
    cells: dict[str, Cell] = {}
    for name, value in row.items():
        if isinstance(value, Stated):
            paper = register == "attestation"
            many = _attested(plan, records, row) if paper else _owned(plan, records, register, row, name)
            cells[name] = Decimal(max(0, many + value.off))
        else:
            cells[name] = value
    return cells


def _attested(plan: Plan, records: Records, paper: Row) -> int:
    """Return how many rows an attestation counts: those in its scope that were known on its day."""
    register, scope, day = str(paper["register"]), paper.get("scope"), paper["day"]
    return sum(counted(plan, records, register, row, scope, day) for row in records.of(register))


def counted(plan: Plan, records: Records, register: str, row: Row, scope: Cell, day: Cell) -> bool:
    """Tell whether an attestation of a day, for a scope (None: all), counts a row."""
    known = registers_of(plan)[register].known
    when = row.get(known) if known else None
    if isinstance(when, dt.date) and isinstance(day, dt.date) and when > day:
        return False
    return scope is None or top_of(plan, records, register, row) == scope


def _owned(plan: Plan, records: Records, register: str, row: Row, field: str) -> int:
    """Return how many rows a stated number is about: those that this row owns."""
    key = row[key_field(plan.registers[register])]
    for other in plan.registers.values():
        complete = other.complete
        if complete is not None and (complete.count_owner, complete.count_field) == (register, field):
            return sum(r.get(register) == key for r in records.of(other.id))
    raise LookupError(field)


def read_as(plan: Plan, records: Records) -> Dossier:
    """Return the dossier of records, read as if they had stood in workbooks."""
    written = as_stated(plan, records)
    registers = registers_of(plan)
    rows = {name: [_cells(plan, registers[name], row) for row in found] for name, found in written.rows.items()}
    if records.split is None:
        return from_rows(plan, rows, dict(records.parameters))
    return _in_two(plan, rows, records)


def _in_two(plan: Plan, rows: Mapping[str, Sequence[Mapping[str, object]]], records: Records) -> Dossier:
    """Return the dossier of lists that each stand in two books."""
    registers, found = registers_of(plan), list[Diagnostic]()
    given = [{"name": name, "value": value} for name, value in records.parameters.items()]
    batches = {
        name: [
            batch_of(registers, registers[name], part, found, 2 * number + n, file)
            for n, (part, file) in enumerate(((some[: records.split], "1"), (some[records.split :], "2")))
        ]
        for number, (name, some) in enumerate([*rows.items(), *([("parameter", given)] if given else [])])
    }
    if found:
        raise ReportedError(found)
    return assemble(plan, Raw(batches, frozenset(), (), (), 0, 0, "", ("1", "2")))


def _cells(plan: Plan, register: Register, row: Row) -> dict[str, object]:
    return {name: _cell(kind_of(plan, register, row, name), value) for name, value in row.items()}


def _cell(kind: FieldType | None, value: Cell) -> object:
    if isinstance(kind, Choice) and isinstance(value, str):
        return next((o.label for o in kind.options if o.key == value), value)
    return value


def kind_of(plan: Plan, register: Register, row: Row, name: str) -> FieldType | None:
    """Return the type of a cell, None for keys, owners and marks; an answer has the type its question asks for."""
    if register.id == "judgement" and name == "answer":
        asked = plan.judgements.get(str(row.get("question")))
        return asked.answer if asked else None
    found = register.fields.get(name)
    return found.type if found is not None else None


def keys_of(plan: Plan, records: Records, register: str) -> frozenset[str]:
    """Return the keys of a register's rows."""
    name = key_field(plan.registers[register])
    return frozenset(str(row[name]) for row in records.of(register))
