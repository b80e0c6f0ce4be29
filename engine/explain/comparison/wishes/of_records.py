"""Assumptions about records: cells, rows, answers and parameters that are otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ....compiler import Compiled
from ....diagnostics import Diagnostic, Lang, ReportedError, assume_codes
from ....evaluator import Evaluation
from ....plan import Judgement, Register
from ....records.answers import answer_column
from ....records.binding import all_words, registers_of
from ....records.changes import Add, Change, Drop, Put
from ....records.dossier import Dossier
from ....records.grid import word
from ....source import Cell
from ....values import FieldType, Text, YesNo
from ...legal import law
from ...nodes import Row, Told
from ...reader import Reader, told_as
from ...telling import Teller
from ..words import say
from .model import Assumption, Wish, WishKind
from .rows import Found, Rows, near, same_word, stop
from .values import both, read_value

#: Who gave an answer that nobody gave.
SUPPOSED = "giả định"


@dataclass(slots=True, eq=False)
class OfRecords:
    """Understands assumptions about the records of one evaluation, which kept their raw rows."""

    compiled: Compiled
    evaluation: Evaluation
    rows: Rows = field(init=False)
    reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what all assumptions share."""
        ready = self.compiled.plan
        self.rows = Rows(self.evaluation.dossier, registers_of(ready), all_words(ready))
        self.reader = Reader(self.evaluation)

    @property
    def dossier(self) -> Dossier:
        """Return the records as they are."""
        return self.evaluation.dossier

    def set(self, wish: Wish) -> Assumption:
        """Return one cell with another value."""
        list_, row, column = _three(wish.target)
        register = self.rows.register(list_, wish.place)
        found = self.rows.field(register, column, wish.place)
        index = self.rows.row(register, row, wish.place)
        told = read_value(found.type, wish.value, found.label, wish.place)
        before, cell = self._standing(register, found, index)
        place = self.dossier.tables[register.id].places.cell(index)
        own = self.reader.row(register.id, index)
        return Assumption(
            WishKind.SET, ("row", place, found.target), both(lambda lang: f"{self._who(own, lang)}, “{found.label}”"),
            both(lambda lang: Teller(lang).answer(before, found.type)),
            both(lambda lang: Teller(lang).answer(told, found.type)), cell,
            changes=(Put(register.id, place, found.id, wish.value or None),), place=wish.place,
        )  # fmt: skip

    @staticmethod
    def _who(row: Row, lang: Lang) -> str:
        told = Teller(lang).who(row)
        return told if row.key or row.name else f"“{row.label}”, {told}"

    def _standing(self, register: Register, found: Found, index: int) -> tuple[Told, Cell]:
        """Return what stands in a column of a row, and its cell; of an owner its key."""
        table, kind = self.dossier.tables[register.id], found.target.partition(":")[0]
        if kind == "field":
            name = found.target.partition(":")[2]
            return self.reader.value(register.id, name, index), table.places.cell(index, name)
        if kind in {"key", "name"}:
            return (table.keys if kind == "key" else table.names)[index] or None, table.places.cell(index)
        owner = self.reader.owner(register.id, index)
        return (owner.key or owner.name) if owner is not None else None, table.places.cell(index)

    def add(self, wish: Wish) -> Assumption:
        """Return one row more."""
        register = self.rows.register(wish.target, wish.place)
        values: list[tuple[str, str | None]] = []
        told: list[tuple[str, Told, FieldType]] = []
        wrong: list[Diagnostic] = []
        for name, value in wish.fields:
            try:
                found = self.rows.field(register, name, wish.place)
                told.append((found.label, self._value(register, found, value, wish), found.type))
                values.append((found.id, value or None))
            except ReportedError as bad:
                wrong += bad.diagnostics
        if wrong:
            raise ReportedError(wrong)

        def text(lang: Lang) -> str:
            return "; ".join(f"{label}: {Teller(lang).answer(value, kind)}" for label, value, kind in told)

        return Assumption(
            WishKind.ADD, ("add", register.id, tuple(sorted(values, key=str))),
            both(lambda lang: say(lang, "a-row-more", register=register.label)), both(lambda lang: say(lang, "a-none")),
            both(text), changes=(Add(register.id, tuple(values)),), place=wish.place,
        )  # fmt: skip

    def _value(self, register: Register, found: Found, value: str, wish: Wish) -> Told:
        if register.id == "judgement" and found.target == "field:answer":  # read as its question asks
            return value or None
        return read_value(found.type, value, found.label, wish.place)

    def remove(self, wish: Wish) -> Assumption:
        """Return one row less."""
        list_, _, row = wish.target.partition("/")
        register = self.rows.register(list_, wish.place)
        index = self.rows.row(register, row, wish.place)
        place = self.dossier.tables[register.id].places.cell(index)
        own = self.reader.row(register.id, index)
        fields = [f for f in register.fields.values() if f.id in self.dossier.tables[register.id].columns]

        def text(lang: Lang) -> str:
            teller = Teller(lang)
            facts = [self.reader.fact(register.id, f.id, index) for f in fields]
            told = "; ".join(f"{f.label}: {teller.value(f)}" for f in facts if f.value is not None)
            return f"{teller.who(own)}: {told}" if told else teller.who(own)

        return Assumption(
            WishKind.REMOVE, ("row", place, None), both(lambda lang: say(lang, "a-row-less", register=register.label)),
            both(text), both(lambda lang: say(lang, "a-none")), place, changes=(Drop(register.id, place),),
            place=wish.place,
        )  # fmt: skip

    def answer(self, wish: Wish) -> Assumption:
        """Return another answer to a question about a subject."""
        kind, key, question = _three(wish.target)
        register = self.rows.register(kind, wish.place)
        judgement = self._question(register, question, wish)
        index = self.rows.row(register, key, wish.place)
        told = read_value(judgement.answer, wish.value, judgement.label, wish.place)
        table = self.dossier.tables["judgement"]
        number = list(self.compiled.plan.judgements).index(judgement.id)
        rows: list[int] = []
        if table.size:
            mine = (table.columns["question"] == number) & (table.owners[register.id] == index)
            rows = np.flatnonzero(mine & ~table.ghost).tolist()
        seen = self.reader.known.seen("judgement")
        shown = [n for n in rows if seen is None or seen[n]]
        changes: list[Change] = [Put("judgement", table.places.cell(n), "answer", wish.value or None) for n in rows]
        own = self.reader.row(register.id, index)
        if not shown and wish.value:
            day = self.evaluation.as_of
            subject = own.key or own.name
            answer = (("question", judgement.id), ("answer", wish.value), ("by", SUPPOSED), ("day", day))
            changes.append(Add("judgement", ((register.id, subject), *answer)))
        before, cell = self._answered(judgement, shown)
        return Assumption(
            WishKind.ANSWER, ("answer", register.id, index, judgement.id),
            both(lambda lang: say(lang, "a-answer", who=Teller(lang).who(own), label=judgement.label)),
            both(before), both(lambda lang: _opinion(lang, told, judgement.answer)), cell,
            changes=tuple(changes), place=wish.place,
        )  # fmt: skip

    def _answered(self, judgement: Judgement, rows: list[int]) -> tuple[Callable[[Lang], str], Cell | None]:
        """Return the latest answer in words, and its cell."""
        if not rows:
            return lambda lang: say(lang, "no-opinion"), None
        table = self.dossier.tables["judgement"]
        last = max(rows, key=lambda n: (int(table.columns["day"][n]), n))
        name = "answer" if isinstance(judgement.answer, YesNo) else answer_column(judgement.id)
        kind = judgement.answer
        raw = int(table.columns[name][last])
        told = (table.texts[name][raw] if raw >= 0 else None) if isinstance(kind, Text) else told_as(kind, raw)
        return lambda lang: _opinion(lang, told, kind), table.places.cell(last, "answer")

    def _question(self, register: Register, text: str, wish: Wish) -> Judgement:
        asked = [j for j in self.compiled.plan.judgements.values() if register.id in j.kinds]
        for judgement in asked:
            if any(same_word(text, t) for t in (judgement.id, judgement.label, judgement.ask)):
                return judgement
        names = {**near(text, [n for j in asked for n in (j.id, j.label)]),
                 "names": ", ".join(f"{j.id} ({j.label})" for j in asked) or "-"}  # fmt: skip
        return stop(assume_codes.ASSUME_QUESTION, wish.place, **names, register=register.label)

    def parameter(self, wish: Wish) -> Assumption:
        """Return another value for what the plan leaves open."""
        asked = self.compiled.plan.parameters.values()
        found = next((p for p in asked if any(same_word(wish.target, t) for t in (p.id, p.ask))), None)
        if found is None:
            names = {**near(wish.target, [n for p in asked for n in (p.id, p.ask)]),
                     "names": ", ".join(f"{p.id} ({p.ask})" for p in asked) or "-"}  # fmt: skip
            stop(assume_codes.ASSUME_PARAMETER, wish.place, **names)
        told = read_value(found.type, wish.value, found.ask, wish.place)
        given = self.dossier.parameters.get(found.id)
        rows = self._asked(found.id, found.ask)
        changes: list[Change] = [Put("parameter", row, "value", wish.value or None) for row in rows]
        if not rows and wish.value:
            changes.append(Add("parameter", (("name", found.id), ("value", wish.value))))
        standing = given.value if given is not None else None
        return Assumption(
            WishKind.PARAMETER, ("parameter", found.id), both(lambda lang: say(lang, "a-parameter", ask=found.ask)),
            both(lambda lang: Teller(lang).answer(standing, found.type)),
            both(lambda lang: Teller(lang).answer(told, found.type)),
            given.cell if given is not None else None,
            law(self.compiled.plan, found.citation, found.readings) if found.citation is not None else None,
            changes=tuple(changes), place=wish.place,
        )  # fmt: skip

    def _asked(self, name: str, ask: str) -> list[Cell]:
        """Return the rows that say something of a parameter."""
        raw, out = self.dossier.raw, []
        for batch in raw.batches.get("parameter", ()) if raw is not None else ():
            texts = batch.cells.get("field:name")
            for at, text in enumerate([] if texts is None else texts.tolist()):
                if any(same_word(word(str(text)), t) for t in (name, ask)):
                    out.append(Cell(batch.file, batch.sheet, str(int(batch.rows[at]))))
        return out


def _three(target: str) -> tuple[str, str, str]:
    """Return list, row and column of a cell; a row may have slashes of its own."""
    first, _, rest = target.partition("/")
    row, _, last = rest.rpartition("/")
    return first.strip(), row.strip(), last.strip()


def _opinion(lang: Lang, told: Told, kind: FieldType) -> str:
    return say(lang, "no-opinion") if told is None else Teller(lang).answer(told, kind)
