"""Edits of a case: each makes one cell, row, answer, attestation, parameter or the day otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import assert_never

from ...values import Choice, Date, FieldType, Number, YesNo, unscaled
from ..cases.cells import Columns
from ..cases.laying import answers_of, rows_of
from ..cases.model import Cells, Change, Frame
from .copying import copied
from .interest import Interest

#: So many combinations of choices are tried in a row that is added.
_ROWS = 12


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell of the row with this key, or of the row at this place where rows have no keys."""

    register: str
    key: str
    place: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class AddRow:
    """A row more."""

    register: str
    row: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DropRow:
    """A row less."""

    register: str
    place: int


@dataclass(frozen=True, slots=True)
class SetAnswer:
    """An answer; "" is one that was not given."""

    subject: str
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class NotAttested:
    """A register that nobody attested."""

    register: str


@dataclass(frozen=True, slots=True)
class Attested:
    """A register that was read and attested whole, where it was not."""

    register: str


@dataclass(frozen=True, slots=True)
class JudgedOn:
    """Another day as of which is judged."""

    day: str


@dataclass(frozen=True, slots=True)
class ConfirmedOn:
    """Judged on an earlier day, on which every attested register was confirmed with the rows known by then."""

    day: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SetParameter:
    """A parameter; "" is one that was not given."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many copies of a subject, with all that hangs on it; each with its own value of a column, if there are."""

    kind: str
    key: str
    number: int
    column: str
    values: tuple[str, ...]


Edit = SetCell | AddRow | DropRow | SetAnswer | NotAttested | Attested | JudgedOn | ConfirmedOn | SetParameter | Crowd


def applied(edit: Edit, frame: Frame, change: Change, keys: Mapping[str, str]) -> Change:
    """Return a case with one edit more."""
    match edit:
        case SetCell(register, key, place, column, value):
            if key:
                mine: dict[str, Cells] = dict(change.cells.get(register, {}))
                mine[key] = {**mine.get(key, {}), column: value}
                return replace(change, cells={**change.cells, register: mine})
            rows = list(rows_of(frame, change, keys)[register])
            rows[place] = {**rows[place], column: value}
            return replace(change, records={**change.records, register: tuple(rows)})
        case AddRow(register, row):
            rows = list({**frame.records, **change.records}.get(register, ()))
            return replace(change, records={**change.records, register: (*rows, dict(row))})
        case DropRow(register, place):
            rows = list({**frame.records, **change.records}[register])
            del rows[place]
            return replace(change, records={**change.records, register: tuple(rows)})
        case SetAnswer(subject, question, value):
            given = {**change.answers.get(subject, {}), question: value}
            return replace(change, answers={**change.answers, subject: given})
        case NotAttested(register):
            attested = frame.attested if change.attested is None else change.attested
            return replace(change, attested=tuple(r for r in attested if r != register))
        case Attested(register):
            attested = frame.attested if change.attested is None else change.attested
            there = {**frame.records, **change.records}.get(register, ())
            more = {} if register in frame.records else {register: there}
            return replace(change, attested=(*attested, register), records={**change.records, **more})
        case JudgedOn(day):
            return replace(change, as_of=day)
        case ConfirmedOn(day, counts):
            first, last = frame.covers
            rows = [
                {"register": r, "count": str(n), "covers_from": first, "covers_to": last, "day": day} for r, n in counts
            ]
            return replace(change, as_of=day, records={**change.records, "attestation": tuple(rows)})
        case SetParameter(name, value):
            return replace(change, parameters={**change.parameters, name: value})
        case Crowd(kind, key, number, column, values):
            return copied(kind, key, number, column, values, frame, change, keys)
        case _:
            assert_never(edit)


class Editor:
    """Yields the edits that a case allows, those that touch none of the wanted words left out."""

    def __init__(self, columns: Columns, frame: Frame, interest: Interest) -> None:
        """Keep what edits are made of."""
        self.columns, self.frame, self.interest = columns, frame, interest
        self.ready = columns.plan

    def edits(self, change: Change, words: frozenset[str]) -> Iterator[Edit]:
        """Yield every edit of a case, the simplest first."""
        rows = rows_of(self.frame, change, self.columns.keys)
        yield from self._answers(change, rows, words)
        yield from self._rows(rows, words)
        yield from self._cells(rows, words)
        attested = self.frame.attested if change.attested is None else change.attested
        yield from (NotAttested(r) for r in attested if r in words)
        lists = [r.id for r in self.ready.registers.values() if r.complete is not None and not r.complete.count_field]
        yield from (Attested(r) for r in (*lists, "grant", "nomination") if r in words and r not in attested)
        yield from (JudgedOn(d.isoformat()) for d in self.interest.judged_on)
        for day in self.interest.judged_on:
            counts = tuple((r, self._known_by(r, rows.get(r, ()), day.isoformat())) for r in attested if r in rows)
            if day.isoformat() < self.frame.day and "attestation" not in change.records:
                yield ConfirmedOn(day.isoformat(), counts)
        for name, asked in self.ready.parameters.items():
            now = {**self.frame.parameters, **change.parameters}.get(name, "")
            if name in words:
                yield from (SetParameter(name, v) for v in self.interest.values(asked.type, now))

    def _known_by(self, register: str, rows: tuple[Cells, ...], day: str) -> int:
        declared = self.ready.registers.get(register)
        column = (declared.known or declared.happens or "") if declared is not None else "day"
        return sum(row.get(column, "") <= day for row in rows)

    def _cells(self, rows: Mapping[str, tuple[Cells, ...]], words: frozenset[str]) -> Iterator[Edit]:
        for register, there in rows.items():
            key = self.columns.keys.get(register)
            fields = self.columns.types.get(register, {})
            for place, row in enumerate(there):
                for column, kind in fields.items():
                    if column in words and column != key and not _names(column, self.columns, register):
                        for value in self.interest.values(kind, row.get(column, "")):
                            yield SetCell(register, row.get(key, "") if key else "", place, column, value)

    def _answers(self, change: Change, rows: Mapping[str, tuple[Cells, ...]], words: frozenset[str]) -> Iterator[Edit]:
        now = answers_of(self.frame, change)
        for judgement in self.ready.judgements.values():
            if judgement.id not in words:
                continue
            for kind in judgement.kinds:
                for row in rows.get(kind, ()):
                    subject = row.get(self.columns.keys[kind], "")
                    said = now.get(subject, {}).get(judgement.id, "")
                    for value in self.interest.values(judgement.answer, said):
                        yield SetAnswer(subject, judgement.id, value)

    def _rows(self, rows: Mapping[str, tuple[Cells, ...]], words: frozenset[str]) -> Iterator[Edit]:
        for register in self.columns.types:
            there = rows.get(register, ())
            if register not in words or register in {"attestation", "judgement"}:
                continue
            yield from (DropRow(register, place) for place in range(len(there)))
            for row in self._new_rows(register, rows):
                yield AddRow(register, tuple(row.items()))

    def _new_rows(self, register: str, rows: Mapping[str, tuple[Cells, ...]]) -> Iterator[Cells]:
        """Yield rows to add: as one that is there but for its key, or of every owner with usual values."""
        key = self.columns.keys.get(register)
        own = {key: f"{key[:1].upper()}{len(rows.get(register, ())) + 1}9"} if key else {}
        for row in rows.get(register, ()):
            yield {**row, **own}
        if register in self.ready.kinds() and rows.get(register):
            return  # one more subject like another says as much as one made up
        for owner in self._owners(register, rows):
            yield from ({**own, **owner, **usual} for usual in self._usual(register))

    def _owners(self, register: str, rows: Mapping[str, tuple[Cells, ...]]) -> list[Cells]:
        declared = self.ready.registers.get(register)
        if declared is None:
            subjects = [r[self.columns.keys[k]] for k in self.ready.kinds() for r in rows.get(k, ())]
            return [{"subject": s} for s in subjects] if register in {"nomination", "grant"} else []
        if not declared.owners:
            return [{}]
        pairs = [(self.columns.keys[o], o) for o in declared.owners if o in self.columns.keys]
        return [{column: r[column]} for column, o in pairs for r in rows.get(o, ()) if r.get(column)]

    def _usual(self, register: str) -> Iterator[Cells]:
        """Yield usual values of a row, with every combination of its choices (the first few)."""
        declared = self.ready.registers.get(register)
        if declared is None:
            days = {"day": self.frame.day}
            yield from ({"award": a, **days} for a in self.ready.awards)
            return
        fields = {n: f.type for n, f in declared.fields.items()}
        choices = {n: [o.key for o in k.options] for n, k in fields.items() if isinstance(k, Choice)}
        known = declared.known if declared.known != declared.happens else None
        plain = {n: v for n, k in fields.items() if (v := self._usual_value(k, n == known))}
        for number, picked in enumerate(product(*choices.values())):
            if number >= _ROWS:
                return
            yield {**plain, **dict(zip(choices, picked, strict=True))}

    def _usual_value(self, kind: FieldType, known: bool) -> str:  # noqa: FBT001 - one of two days
        match kind:
            case YesNo():
                return "yes"
            case Date():
                return self.frame.day if known else self.interest.usual_day
            case Number(_, decimals, low, _):
                return f"{unscaled(low, decimals).normalize():f}"
            case _:
                return ""


def _names(column: str, columns: Columns, register: str) -> bool:
    """Tell whether a column names an owner or a subject."""
    return column in {"subject", "scope"} or (column in columns.keys.values() and columns.keys.get(register) != column)
