"""Records that were otherwise: single cells, rows and additions changed in the raw rows, and everything read anew.

A change goes through the same reading, checks and joins as what the books hold; the books themselves stay as they are.
A value that can touch nothing but its own column is put there at once (`amending`): among a million rows, too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, assert_never

import numpy as np
import pandas as pd

from ..diagnostics import Diagnostic, ReportedError, arranged
from ..plan import Plan, Register
from ..source import Cell
from ..values import Plain
from .amending import Typed, amended
from .assemble import assemble
from .batch import Batch
from .binding import registers_of
from .coded import TextArray
from .dossier import Dossier
from .grid import MARK, NO_COLUMN, NUMBER
from .pool import Pool
from .raw import Raw
from .received import not_received
from .rows import FILE, batch_of, raw_of, words_for

T = TypeVar("T")
#: The file that rows come from which no book holds.
ASSUMED = "giả định"


@dataclass(frozen=True, slots=True)
class Put:
    """One cell otherwise: the row that stands at `row` (a cell naming the row as a whole) has `value` in a field.

    `field` goes by the id of a field, key, name or owner; a value of None is missing.
    """

    register: str
    row: Cell
    field: str
    value: Plain


@dataclass(frozen=True, slots=True)
class Drop:
    """One row less."""

    register: str
    row: Cell


@dataclass(frozen=True, slots=True)
class Add:
    """One row more, its values by field, owner or key; what it leaves out is blank."""

    register: str
    values: tuple[tuple[str, Plain], ...]


Change = Put | Drop | Add


def redone(plan: Plan, dossier: Dossier, changes: Iterable[Change]) -> Dossier:
    """Return the dossier that the books would give if these things were otherwise.

    Raises LookupError where a row or field is not there, ReportedError where an added row has a field that is unknown,
    ValueError where the dossier was made without keeping its raw rows.
    """
    if dossier.raw is None:
        message = "the raw rows were not kept: load(..., keep=True)"
        raise ValueError(message)
    wanted = tuple(dict.fromkeys(changes))
    if not wanted:
        return dossier
    raw = changed(plan, dossier.raw, wanted)
    cells = tuple(_typed(plan, one) for one in wanted if isinstance(one, Put))
    quick = amended(plan, dossier, raw, cells) if len(cells) == len(wanted) else None
    return quick or anew(plan, raw, dossier)


def anew(plan: Plan, raw: Raw, before: Dossier | None = None) -> Dossier:
    """Return the dossier of changed rows with what is told of lists that did not come.

    Of a dossier `before` the lists stay that nothing has changed for; without one all are read again.
    """
    dossier = assemble(plan, raw, keep=True, before=before)
    if FILE in raw.files:  # rows given as plain values are all that there is
        return dossier
    absent = not_received(plan, dossier.tables, dossier.parameters, raw.refused)
    return replace(dossier, notices=arranged([*dossier.notices, *absent]))


def _typed(plan: Plan, put: Put) -> Typed:
    registers = registers_of(plan)
    _, kind = words_for(registers, registers[put.register])[put.field]
    return Typed(put.register, put.row, put.field, raw_of(kind, put.value))


def changed(plan: Plan, raw: Raw, changes: Sequence[Change]) -> Raw:
    """Return raw rows with some things otherwise; their hash tells what."""
    registers = registers_of(plan)
    batches = {name: list(found) for name, found in raw.batches.items()}
    more: dict[str, list[Mapping[str, object]]] = {}
    for change in changes:
        register = _known(registers, change.register)
        match change:
            case Put(_, row, field, value):
                target, kind = _known(words_for(registers, register), field)
                at, index = _found(batches, change.register, row)
                batches[change.register][at] = _put(
                    batches[change.register][at], index, target, raw_of(kind, value), NO_COLUMN
                )
            case Drop(_, row):
                at, index = _found(batches, change.register, row)
                batches[change.register][at] = _dropped(batches[change.register][at], index)
            case Add(_, values):
                more.setdefault(register.id, []).append(dict(values))
            case _:
                assert_never(change)
    number = 1 + max((b.grid for found in batches.values() for b in found), default=-1)
    wrong: list[Diagnostic] = []
    for name, rows in more.items():
        batches.setdefault(name, []).append(_added(registers, name, rows, wrong, number))
        number += 1
    if wrong:
        raise ReportedError(wrong)
    told = "\n".join(sorted(repr(c) for c in changes))
    digest = hashlib.sha256(f"{raw.hash}\n{told}".encode()).hexdigest()
    files = raw.files if not more else tuple(dict.fromkeys((*raw.files, ASSUMED)))
    return replace(raw, batches=batches, hash=digest, files=files)


def _known(found: Mapping[str, T], name: str) -> T:
    """Return what goes by a name; raises LookupError that says which names there are."""
    if name not in found:
        message = f"{name} ({', '.join(found)})"
        raise LookupError(message)
    return found[name]


def _added(
    registers: Mapping[str, Register], name: str, rows: list[Mapping[str, object]], wrong: list[Diagnostic], number: int
) -> Batch:
    batch = batch_of(registers, registers[name], rows, wrong, number, ASSUMED)
    return replace(batch, sheet=registers[name].label)


def _found(batches: Mapping[str, Sequence[Batch]], register: str, row: Cell) -> tuple[int, int]:
    """Return in which batch a row stands, and where."""
    number = int("".join(c for c in row.cell if c.isdigit()) or 0)
    for at, batch in enumerate(batches.get(register, ())):
        if (batch.file, batch.sheet) == (row.file, row.sheet):
            found = np.flatnonzero(batch.rows == number)
            if len(found):
                return at, int(found[0])
    raise LookupError(str(row))


def _put(batch: Batch, index: int, target: str, text: str, absent: str) -> Batch:
    column = batch.cells.get(target)
    if column is None:
        column = pd.Series([absent] * len(batch.rows), dtype=object)
    before = str(column.iloc[index]).removeprefix(f"{MARK}{NUMBER}")
    place = f"{batch.letters.get(target, '')}{batch.rows[index]}"
    written = {**batch.written}
    if before and not before.startswith(MARK):
        written.setdefault(place, before)
    return replace(batch, cells={**batch.cells, target: _with(column, index, text)}, written=written)


def _with(column: pd.Series[Any], index: int, text: str) -> pd.Series[Any]:
    """Return a column with one text otherwise; of numbers among distinct texts only the number is."""
    if not isinstance(column.array, TextArray):
        column = column.astype(object).copy()
        column.iloc[index] = text
        return column
    codes, pool = column.array.settled()
    place = pool.place(text)
    if place < 0:
        place, pool = len(pool), Pool([*pool.texts, text])
    codes = codes.astype(np.int32)
    codes[index] = place
    return pd.Series(TextArray.of(codes, pool), index=column.index)


def _dropped(batch: Batch, index: int) -> Batch:
    keep = np.arange(len(batch.rows)) != index
    spoiled = {at - (at > index): why for at, why in batch.spoiled.items() if at != index}
    cells = {target: column[keep] for target, column in batch.cells.items()}
    return replace(batch, rows=batch.rows[keep], cells=cells, spoiled=spoiled)
