"""From a case laid out in full to what the evaluators read: a dossier, and plain tables for the reference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ...plan import Parameter
from ...records import from_rows
from ...records.dossier import Dossier
from ...records.plain import PlainRow, PlainTable
from ...records.rows import REJECT
from ...syntax import ast
from ...values import Plain, days
from .cells import BUILTIN, UNREADABLE, Columns, Value, value_of
from .model import Cells, Given


def parameters_of(columns: Columns, given: Cells) -> dict[str, Value]:
    """Return the values given for what the plan leaves open; a day that it does not allow is none."""
    asked = columns.plan.parameters
    found = {n: value_of(asked[n].type, text) for n, text in given.items() if n in asked and text}
    return {n: v for n, v in found.items() if v is not None and allowed(asked[n], v)}


def allowed(asked: Parameter, value: Value) -> bool:
    """Tell whether a value lies between the days that the plan allows for a parameter."""
    if asked.days is None or not isinstance(value, dt.date):
        return True
    return asked.days[0] <= days(value) <= asked.days[1]


def dossier_of(columns: Columns, given: Given) -> Dossier:
    """Return the records assembled as if they had been read from sheets."""
    rows = {register: [_typed(columns, register, row) for row in rows] for register, rows in given.records.items()}
    return from_rows(columns.plan, rows, parameters_of(columns, given.parameters))


def _typed(columns: Columns, register: str, row: Cells) -> dict[str, object]:
    out: dict[str, object] = {}
    for name, text in row.items():
        kind = columns.type_of(register, name, row)
        out[name] = text if text == UNREADABLE or kind is None else None if text == "" else value_of(kind, text)
    if UNREADABLE in row.values():
        out[REJECT] = True
    return out


def plain_tables(columns: Columns, rules: ast.RuleSetD, given: Given) -> dict[str, PlainTable]:
    """Return the tables as the reference reads them, made from the case itself: owners before what they own."""
    registers = {r.id.value: r for r in rules.registers}
    subjects = tuple(r for r, d in registers.items() if d.subject is not None)
    keys: dict[str, dict[str, int]] = {}
    out: dict[str, PlainTable] = {}

    def read(name: str, owners: Mapping[str, str], *, subject: bool) -> None:
        made = _Reading(columns, name, owners, keys, subject=subject)
        for row in given.records.get(name, ()):
            made.add(row)
        keys[name] = {r.key: r.index for r in made.rows}
        found = {o: frozenset(i) for o, i in made.reopened.items()}
        out[name] = PlainTable(
            name, tuple(made.rows), found, made.reopened_all, name in given.records, frozenset(made.questions)
        )

    waiting = list(registers)
    while waiting:
        ready = [r for r in waiting if all(o.value not in waiting for o in registers[r].owners)]
        for name in ready:
            read(name, {o.value: columns.keys[o.value] for o in registers[name].owners}, subject=name in subjects)
        waiting = [r for r in waiting if r not in ready]
    tops = tuple(r for r, d in registers.items() if not d.owners and d.key is not None)
    for name in BUILTIN:
        column, of = ("scope", tops) if name == "attestation" else ("subject", subjects)
        read(name, dict.fromkeys(of, column), subject=False)
    return out


class _Reading:
    """The rows of one register so far."""

    def __init__(
        self,
        columns: Columns,
        register: str,
        owners: Mapping[str, str],
        keys: Mapping[str, Mapping[str, int]],
        *,
        subject: bool,
    ) -> None:
        self.columns, self.register, self.owners, self.keys, self.subject = columns, register, owners, keys, subject
        declared = columns.plan.registers.get(register)
        names = list(declared.fields) if declared is not None else list(columns.types[register])
        self.fields = [n for n in names if n not in {"subject", "scope"}]
        self.blanks = {n: f.blank for n, f in declared.fields.items() if f.blank} if declared is not None else {}
        self.rows: list[PlainRow] = []
        self.reopened: dict[str, set[int]] = {}
        self.reopened_all = False
        self.questions: set[str] = set()

    def add(self, row: Cells) -> None:
        """Take a row, or reject it: a cell cannot be read, or an owner is not to be found."""
        optional = self.register == "attestation"
        known = {o: self.keys[o][row[c]] for o, c in self.owners.items() if row.get(c, "") in self.keys[o]}
        named = any(row.get(c) for c in self.owners.values())
        lost = bool(self.owners) and not known and (named or not optional)
        column = self.columns.keys.get(self.register)
        key = row.get(column, "") if column else f"#{len(self.rows) + 1}"
        if not lost and UNREADABLE not in row.values() and key:
            self.rows.append(
                PlainRow(len(self.rows), key, "", known, {f: self._value(f, row) for f in self.fields}, ghost=False)
            )
            return
        for owner, index in known.items():
            self.reopened.setdefault(owner, set()).add(index)
        question = row.get("question", UNREADABLE)
        if not known and self.register == "judgement" and question not in {"", UNREADABLE}:
            self.questions.add(question)  # an answer about nobody known: only its question is open
            return
        # A rejected attestation attests nothing; any other row of an unknown owner may be anybody's.
        ghost = self.subject and bool(key) and key != UNREADABLE
        self.reopened_all |= not known and not optional and not (ghost and not self.owners)
        if ghost:
            self.rows.append(PlainRow(len(self.rows), key, "", known, dict.fromkeys(self.fields), ghost=True))

    def _value(self, field: str, row: Cells) -> Plain:
        text = row.get(field, self.blanks.get(field, ""))
        kind = self.columns.type_of(self.register, field, row)
        return None if text == "" or kind is None else value_of(kind, text)
