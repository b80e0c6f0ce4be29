"""A few cells otherwise, put straight into the columns: what reading everything anew would give.

Only what stays in its own column is taken: a readable value of a plain field, in a row that is read as it stands. All
else (keys, owners, names, rows more or less, what is not readable, judgements, parameters, attestations) may touch any
other row, and is read anew by `changes.redone`. A property holds both to the same dossier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..diagnostics import cell_codes
from ..plan import Field, Plan, Register
from ..source import Cell
from ..values import Number, Text
from .batch import Batch
from .binding import field_target
from .builtin import BUILTIN
from .cells import Bad, default, is_fraction, parse
from .columns import blank
from .dossier import Column, Dossier, Table
from .grid import NO_COLUMN, NOT_GIVEN, word
from .raw import Raw

#: Stands for whatever reading would have to say of a cell: it is read anew then.
_ANEW = Bad(cell_codes.REQUIRED)


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell of a field otherwise: the text that would stand in it, as sheets hold it."""

    register: str
    row: Cell
    field: str
    text: str


def amended(plan: Plan, dossier: Dossier, after: Raw, cells: Sequence[Typed]) -> Dossier | None:
    """Return the dossier of the raw rows `after`, which differ in these cells alone; None where they must be read anew.

    `dossier.raw` are the rows before. Costs a copy of each column that a cell is in, whatever the number of rows.
    """
    if dossier.raw is None or dossier.parts is None:
        return None
    tables, parts = dict(dossier.tables), dict(dossier.parts)
    for cell in cells:
        register = plan.registers.get(cell.register)
        if register is None or cell.register in BUILTIN:
            return None
        before = dossier.raw.batches.get(cell.register, ())
        table = _amended(register, tables[cell.register], before, cell)
        if table is None:
            return None
        tables[cell.register] = table
    for name in {cell.register for cell in cells}:
        part, batches = parts[name], tuple(after.batches[name])
        written = tuple(batch.written for batch in batches)
        places = replace(tables[name].places, written=written if any(written) else ())
        tables[name] = table = replace(tables[name], places=places)
        found = None if part.finder is None else replace(part.finder, table=table)
        parts[name] = replace(part, batches=batches, finder=found)
    return replace(dossier, tables=tables, hash=after.hash, files=after.files, raw=after, parts=parts)


def _amended(register: Register, table: Table, batches: Sequence[Batch], cell: Typed) -> Table | None:
    """Return a table with one cell otherwise; None where more than that cell may change."""
    field = register.fields.get(cell.field)
    found = _row(table, batches, cell.row)
    if field is None or found is None or (not register.keyed and len({b.file for b in batches}) > 1):
        return None  # lists without keys are held against each other, row by row
    batch, index, row = found
    raw = batch.cells.get(field_target(field.id))
    if raw is None or table.ghost[row]:
        return None
    old, new = (_read(field, text) for text in (str(raw.iloc[index]), cell.text))
    if isinstance(old, Bad) or isinstance(new, Bad):
        return None
    columns, texts = _put(field, table.columns[field.id], table.texts.get(field.id, ()), row, new)
    return replace(
        table,
        columns={**table.columns, field.id: columns},
        texts={**table.texts, field.id: texts} if isinstance(field.type, Text) else table.texts,
    )


def _row(table: Table, batches: Sequence[Batch], place: Cell) -> tuple[Batch, int, int] | None:
    """Return the batch that a row stands in, and its place there and in the table; None where it has several."""
    number = int("".join(c for c in place.cell if c.isdigit()) or 0)
    for at, batch in enumerate(batches):
        if (batch.file, batch.sheet) != (place.file, place.sheet):
            continue
        index = np.flatnonzero(batch.rows == number)
        if not len(index):
            continue
        row = np.flatnonzero((table.places.row == number) & (table.places.sheet == at))
        return (batch, int(index[0]), int(row[0])) if len(row) == len(index) == 1 else None
    return None


def _read(field: Field, text: str) -> int | str | Bad | None:
    """Return what `columns.read_field` makes of a cell, or a Bad where it would say anything beside."""
    found = _ANEW if text == NO_COLUMN else parse(field.type, text)
    if isinstance(found, Bad):
        return found
    if isinstance(field.type, Text):
        found = word(text) or None
    if isinstance(field.type, Number) and field.type.kind == "percent" and isinstance(found, int):
        return _ANEW if is_fraction(field.type, found, text) else found
    if found is None and field.required:
        return _ANEW
    if found is None and field.blank is not None and text != NOT_GIVEN:
        return field.blank if isinstance(field.type, Text) else default(field.type, field.blank)
    return found


def _put(
    field: Field, column: Column, texts: Sequence[str], row: int, value: int | str | None
) -> tuple[Column, Sequence[str]]:
    """Return a column with one value otherwise, and its texts."""
    out = column.copy()
    if isinstance(value, str):
        known = value in texts
        out[row] = texts.index(value) if known else len(texts)
        return out, texts if known else (*texts, value)
    out[row] = blank(field.type)[0] if value is None else value
    return out, texts
