"""The records of a conformance case as typed rows and as plain tables; see docs/conformance.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from engine.records.grid import NO_COLUMN
from engine.records.plain import PlainRow, PlainTable
from engine.syntax import ast

#: What a row of a built-in register holds unless the case says otherwise.
DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "attestation": {"covers_from": "2020-06-01", "covers_to": "2020-11-30", "day": "2020-12-01"},
    "judgement": {"by": "Hội đồng", "day": "2020-12-01"},
    "nomination": {"day": "2020-12-01"},
    "grant": {"day": "2020-12-01"},
}
BUILTIN = {
    "attestation": {"register": "choice", "count": "count", "covers_from": "date", "covers_to": "date", "day": "date"},
    "judgement": {"question": "choice", "answer": "yes-no", "by": "text", "day": "date", "reason": "text"},
    "nomination": {"award": "choice", "day": "date"},
    "grant": {"award": "choice", "day": "date"},
}
#: A cell that cannot be read: the row is rejected.
UNREADABLE = "?"
#: A cell of a column that its sheet did not have: missing, and nobody knows what would have stood there.
UNSENT = "~"
Rows = Mapping[str, Sequence[Mapping[str, str]]]
Value = bool | Decimal | dt.date | str | None


def value_of(text: str | None, kind: str) -> Value:
    """Return a cell by its field's type; an empty cell is missing."""
    if text is None or text == "":
        return None
    match kind:
        case "yes-no":
            return {"yes": True, "no": False}[text]
        case "number" | "percent" | "count":
            return Decimal(text)
        case "date":
            return dt.date.fromisoformat(text)
        case _:
            return text


def given(rules: ast.RuleSetD, parameters: Mapping[str, str]) -> dict[str, bool | Decimal | dt.date | str]:
    """Return the given parameters by their types."""
    kinds = {p.id.value: p.type.value for p in rules.parameters}
    values = {name: value_of(text, kinds[name]) for name, text in parameters.items()}
    return {name: value for name, value in values.items() if value is not None}


def typed_rows(rules: ast.RuleSetD, records: Rows) -> dict[str, list[dict[str, object]]]:
    """Return the rows with typed values and the defaults filled in, as `engine.records.from_rows` takes them."""
    kinds = {r.id.value: {f.id.value: f.type.value for f in r.fields} for r in rules.registers} | BUILTIN
    asked = answers(rules)

    def cells(register: str, row: Mapping[str, str]) -> dict[str, object]:
        mine = kinds_of(row, kinds[register], asked)
        apart = {UNREADABLE: UNREADABLE, UNSENT: NO_COLUMN}
        return {f: apart[t] if t in apart else value_of(t, mine.get(f, "text")) for f, t in row.items()}

    return {
        register: [cells(register, {**DEFAULTS.get(register, {}), **row}) for row in rows]
        for register, rows in records.items()
    }


def answers(rules: ast.RuleSetD) -> dict[str, str]:
    """Return the type of the answer of every question that is not answered by yes or no."""
    return {j.id.value: j.answer.type.value for j in rules.judgements if j.answer is not None}


def kinds_of(row: Mapping[str, str], kinds: Mapping[str, str], asked: Mapping[str, str]) -> Mapping[str, str]:
    """Return the types of a row's fields: an answer has the type that its question asks for."""
    typed = asked.get(row.get("question", ""))
    return {**kinds, "answer": typed} if typed is not None and "question" in kinds else kinds


def tables(rules: ast.RuleSetD, records: Rows) -> dict[str, PlainTable]:
    """Return the plain tables of a case, as docs/conformance.md says it; owners before what they own."""
    registers = {r.id.value: r for r in rules.registers}
    subjects = tuple(r for r, d in registers.items() if d.subject is not None)
    columns = {r: d.key.id.value for r, d in registers.items() if d.key is not None}
    keys: dict[str, dict[str, int]] = {}
    asked = answers(rules)
    out: dict[str, PlainTable] = {}

    def read(register: str, kinds: Mapping[str, str], owners: Mapping[str, str]) -> None:
        made = _Reading(
            kinds,
            owners,
            columns.get(register),
            keys,
            asked,
            subject=register in subjects,
            optional=register == "attestation",
        )
        for row in records.get(register, ()):
            made.add({**DEFAULTS.get(register, {}), **row})
        keys[register] = {r.key: r.index for r in made.rows}
        found = {o: frozenset(i) for o, i in made.reopened.items()}
        rows, read_ = tuple(made.rows), register in records
        out[register] = PlainTable(register, rows, found, made.reopened_all, read_, frozenset(made.questions))

    waiting = list(registers)
    while waiting:
        ready = [r for r in waiting if all(o.value not in waiting for o in registers[r].owners)]
        for name in ready:
            kinds = {f.id.value: f.type.value for f in registers[name].fields}
            read(name, kinds, {o.value: columns[o.value] for o in registers[name].owners})
        waiting = [r for r in waiting if r not in ready]
    tops = tuple(r for r, d in registers.items() if not d.owners and d.key is not None)
    for name, kinds in BUILTIN.items():
        column, of = ("scope", tops) if name == "attestation" else ("subject", subjects)
        read(name, kinds, dict.fromkeys(of, column))
    return out


class _Reading:
    """The rows of one register so far."""

    def __init__(
        self,
        kinds: Mapping[str, str],
        owners: Mapping[str, str],
        key: str | None,
        keys: Mapping[str, Mapping[str, int]],
        asked: Mapping[str, str],
        *,
        subject: bool,
        optional: bool,
    ) -> None:
        self.kinds, self.owners, self.key, self.keys = kinds, owners, key, keys
        self.asked, self.subject, self.optional = asked, subject, optional
        self.rows: list[PlainRow] = []
        self.reopened: dict[str, set[int]] = {}
        self.reopened_all = False
        self.questions: set[str] = set()

    def add(self, row: Mapping[str, str]) -> None:
        """Take a row, or reject it: a cell cannot be read, or an owner is not to be found."""
        known = {o: self.keys[o][row[c]] for o, c in self.owners.items() if row.get(c, "") in self.keys[o]}
        named = any(row.get(c) for c in self.owners.values())
        lost = bool(self.owners) and not known and (named or not self.optional)
        key = row.get(self.key, "") if self.key else f"#{len(self.rows) + 1}"
        if not lost and UNREADABLE not in row.values() and key:
            unsent = frozenset(f for f, text in row.items() if text == UNSENT)
            kinds = kinds_of(row, self.kinds, self.asked)
            values = {f: None if f in unsent else value_of(row.get(f), kind) for f, kind in kinds.items()}
            self.rows.append(PlainRow(len(self.rows), key, "", known, values, False, unsent))
            return
        for owner, index in known.items():
            self.reopened.setdefault(owner, set()).add(index)
        question = row.get("question", UNREADABLE)
        if not known and "question" in self.kinds and question not in {"", UNREADABLE}:
            self.questions.add(question)  # an answer about nobody known: only its question is open
            return
        # A rejected attestation attests nothing; any other row of an unknown owner may be anybody's.
        self.reopened_all |= (
            not known and not self.optional and not (self.subject and key and key != UNREADABLE and not self.owners)
        )
        if self.subject and key and key != UNREADABLE:
            self.rows.append(PlainRow(len(self.rows), key, "", known, dict.fromkeys(self.kinds), True))
