"""Rows given as ordinary Python values, for conformance cases and generated tests."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
import pandas as pd

from ..diagnostics import Diagnostic, ReportedError
from ..diagnostics import record_codes as codes
from ..plan import Plan, Register
from ..source import Cell
from ..values import FieldType, Number, Text
from .assemble import assemble
from .batch import Batch
from .binding import KEY, NAME, SUBJECT_COLUMN, ancestors, field_target, owner_name_target, owner_target, registers_of
from .dossier import Dossier
from .grid import MARK, NO_COLUMN, NOT_GIVEN, NUMBER, marked
from .raw import Raw

#: A row with this key set is rejected, as if one of its cells were bad.
REJECT = "reject"
FILE = "rows"
_PLAIN = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?")


def from_rows(
    plan: Plan,
    rows: Mapping[str, Sequence[Mapping[str, object]]],
    parameters: Mapping[str, object] | None = None,
) -> Dossier:
    """Return the dossier of rows given as plain values, assembled as if they had been read from sheets.

    A field that a row leaves out is an empty cell, None is a missing value whatever an empty cell means.
    """
    registers = registers_of(plan)
    found: list[Diagnostic] = []
    batches: dict[str, list[Batch]] = {}
    for name, given in rows.items():
        if name not in registers:
            args = {"text": name, "names": ", ".join(registers)}
            found.append(Diagnostic(codes.UNKNOWN_REGISTER, Cell(FILE, name), args))
            continue
        batches[name] = [batch_of(registers, registers[name], given, found, len(batches))]
    if parameters is not None:
        asked = [{"name": name, "value": _asked(plan, name, value)} for name, value in parameters.items()]
        batch = batch_of(registers, registers["parameter"], asked, found, len(batches))
        batches.setdefault("parameter", []).append(batch)
    if found:
        raise ReportedError(found)
    canonical = json.dumps([rows, parameters or {}], default=_canonical, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return assemble(plan, Raw(batches, frozenset(), (), (), 0, 0, digest, (FILE,)), keep=True)


def _canonical(value: object) -> object:
    match value:
        case Mapping():
            return dict(value)
        case Sequence():
            return list(value)
    return str(value)


def _asked(plan: Plan, name: str, value: object) -> str:
    known = plan.parameters.get(name)
    return raw_of(known.type if known else Text(), value)


def batch_of(
    registers: Mapping[str, Register],
    register: Register,
    given: Sequence[Mapping[str, object]],
    found: list[Diagnostic],
    number: int,
    file: str = FILE,
) -> Batch:
    """Return the rows of one register as a sheet that names its columns by id."""
    names = words_for(registers, register)
    columns: dict[str, list[str]] = {}
    spoiled = {}
    for at, row in enumerate(given):
        for name, value in row.items():
            if name == REJECT and name not in register.fields:
                if value:
                    spoiled[at] = (codes.ROW_MARKED, dict[str, str]())
                continue
            if name not in names:
                args = {"text": name, "register": register.id, "names": ", ".join(names)}
                found.append(Diagnostic(codes.ROW_UNKNOWN_FIELD, Cell(file, register.id, str(at + 1)), args))
                continue
            target, kind = names[name]
            columns.setdefault(target, [""] * len(given))[at] = raw_of(kind, value)
    for name in register.fields:  # a field nobody mentions is an empty cell, not a column that is not there
        columns.setdefault(field_target(name), [""] * len(given))
    if register.keyed:
        columns.setdefault(KEY, [""] * len(given))
    cells = {target: pd.Series(column, dtype=object) for target, column in columns.items()}
    rows_ = np.arange(1, len(given) + 1, dtype=np.int32)
    return Batch(file, register.id, rows_, cells, {}, spoiled, whole=True, grid=number)


def words_for(registers: Mapping[str, Register], register: Register) -> dict[str, tuple[str, FieldType]]:
    """Return what a row may hold: the words for each target, the register's own first."""
    out: dict[str, tuple[str, FieldType]] = {f.id: (field_target(f.id), f.type) for f in register.fields.values()}
    out.setdefault(register.key.id, (KEY, Text()))
    if register.name:
        out.setdefault(register.name.id, (NAME, Text()))
    if register.owner_key:
        out.setdefault("subject", (SUBJECT_COLUMN, Text()))
    for owner in ancestors(registers, register.id):
        out.setdefault(owner, (owner_target(owner), Text()))
        out.setdefault(registers[owner].key.id, (owner_target(owner), Text()))
        if (name := registers[owner].name) is not None:
            out.setdefault(name.id, (owner_name_target(owner), Text()))
    out.setdefault("key", (KEY, Text()))
    out.setdefault("name", (NAME, Text()))
    return out


def raw_of(kind: FieldType, value: object) -> str:
    """Return a plain value as the cell it would be read from."""
    if value is None:
        return NOT_GIVEN
    if isinstance(value, str):
        if value in {NO_COLUMN, NOT_GIVEN} or value[:1] == MARK:
            return value
        return f"{MARK}{NUMBER}{value}" if isinstance(kind, Number) and _PLAIN.fullmatch(value) else value
    if isinstance(value, (bool, int, float, Decimal, dt.date)):
        return marked(value)
    return str(value)
