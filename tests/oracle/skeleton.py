"""Room for the rows of a dossier, its cells open: built once a rule set, filled with the rows of a part after another.

A *part* is so many units with all that hangs on them, and one person of no known unit. Where rules compare subjects
with all others, a part is the whole dossier; else one unit, since nothing else reaches over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import z3

from engine import plan
from engine.assurance.analysis.facts import SELECTED, Slot
from engine.assurance.analysis.logic import MET, Bit, Int, Truth, conj, disj, no, pick, sure
from engine.assurance.analysis.spans import Span, point
from engine.evaluator.reference import Judge
from engine.evaluator.reference.world import Row, as_fraction
from engine.values import Choice, Date, Decision, FieldType, Number, Text, YesNo, days

from .records import Room

#: How a subject was selected: by award and row.
Selected = Callable[[str, Row], Decision]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Rows put into the room: what is read of them by the reference, and the selections as the schedule made them."""

    judge: Judge
    selected: Selected
    rows: Mapping[Slot, Row]

    def row(self, at: Slot) -> Row | None:
        """Return the row in a place, None where it is empty."""
        return self.rows.get(at)


#: The rows below a row, by register: whose kinds own each, and which it is.
Below = dict[tuple[str, Row], list[tuple[frozenset[str], Row]]]
#: What an open place of a formula holds in a part.
Read = Callable[[Part], bool | int]


@dataclass(slots=True, eq=False, repr=False)
class Skeleton:
    """Facts of a part: each cell, flag and completeness is a variable, with what tells its value in a part.

    `filled`: no cell, answer or parameter is missing, so that numbers are exact and the formulas shorter.
    """

    ready: plan.Plan
    room: Room
    filled: bool = False
    slots: dict[str, list[Slot]] = field(default_factory=dict)
    reads: list[Read] = field(default_factory=list)
    sorts: list[Any] = field(default_factory=list)
    _made: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make room for so many units, and for persons of no known unit."""
        for _ in range(self.room.units if self.whole else 1):
            unit = self._slot("unit", None)
            for _ in range(self.room.persons):
                self._person(unit)
            for _ in range(self.room.ideas):
                self._slot("idea", unit)
        for _ in range(self.room.orphans if self.whole else 1):
            self._person(None)

    @property
    def whole(self) -> bool:
        """Tell whether a part is a whole dossier."""
        return self.room.units < Room().units

    def _person(self, unit: Slot | None) -> None:
        person = self._slot("person", unit)
        for _ in range(self.room.violations):
            self._slot("violation", person)
        self._slot("idea", person)
        if unit is not None:
            self._slot("idea", person, unit)

    def _slot(self, register: str, *owners: Slot | None) -> Slot:
        row = Slot(register, len(self.slots.setdefault(register, [])))
        self.slots[register].append(row)
        row.exists = self._bit("exists", row, lambda p: p.row(row) is not None)
        if self.ready.registers[register].subject is None:
            row.seen = self._at("seen", row, lambda p, at: p.judge.world.seen(at))
        for owner in owners:
            if owner is not None:
                row.owners[owner.register] = owner
                owner.owned.setdefault(register, []).append(row)
        return row

    # --- variables -----------------------------------------------------------------------------------------------

    def _variable(self, sort: Any, read: Read, key: tuple[object, ...]) -> Any:
        if key not in self._made:
            self._made[key] = z3.Var(len(self.reads), sort)
            self.reads.append(read)
            self.sorts.append(sort)
        return self._made[key]

    def _bit(self, name: str, key: object, read: Callable[[Part], bool]) -> Bit:
        return self._variable(z3.BoolSort(), read, (name, key))

    def _at(self, name: str, at: Slot, read: Callable[[Part, Row], bool], *more: object) -> Bit:
        """Return a variable that tells something of the row in a place; of an empty place it is never told."""

        def of(part: Part) -> bool:
            row = part.row(at)
            return row is not None and read(part, row)

        return self._bit(name, (at, *more), of)

    def _whole(self, name: str, at: Slot, read: Callable[[Part, Row], int], *more: object) -> Int:
        def of(part: Part) -> int:
            row = part.row(at)
            return 0 if row is None else read(part, row)

        return self._variable(z3.IntSort(), of, (name, at, *more))

    # --- cells ---------------------------------------------------------------------------------------------------

    def type_of(self, register: str, name: str) -> FieldType:
        """Return the type of a field or question."""
        declared = self.ready.registers[register].fields.get(name)
        return declared.type if declared is not None else self.ready.judgements[name].answer

    def _value(self, at: Slot, name: str) -> Callable[[Part, Row], object]:
        """Return what tells the value of a field, or the settled answer to a question; None where there is none."""
        if name in self.ready.registers[at.register].fields:
            return lambda p, row: p.judge.world.row(row).values.get(name)
        return lambda p, row: p.judge.reader.names.judgements.answer(name, row).value

    def flag(self, at: Slot, name: str) -> Truth:
        """Return a yes-no field, or the yes-no answer to a question."""
        value = self._value(at, name)
        yes = self._at("yes", at, lambda p, row: value(p, row) is True, name)
        if self.filled:
            return sure(yes)
        return Truth(yes, self._at("no", at, lambda p, row: value(p, row) is False, name))

    def _filled(self, at: Slot, name: str) -> Bit:
        value = self._value(at, name)
        return self.filled or self._at("filled", at, lambda p, row: value(p, row) is not None, name)

    def option(self, at: Slot, name: str, options: Sequence[str]) -> Truth:
        """Return whether a choice, or the answer to a question, is one of these options."""
        kind, value, filled = self.type_of(at.register, name), self._value(at, name), self._filled(at, name)
        keys = [o.key for o in kind.options] if isinstance(kind, Choice) else []

        def place(part: Part, row: Row) -> int:
            found = value(part, row)
            return keys.index(found) if isinstance(found, str) else 0

        chosen = self._whole("option", at, place, name)
        inside = disj(chosen == keys.index(o) for o in options)
        return Truth(conj([filled, inside]), conj([filled, no(inside)]))

    def number(self, at: Slot, name: str, decimals: int, ends: tuple[int, int]) -> Span:
        """Return a number or day, anything between `ends` while it is missing."""
        kind, value, filled = self.type_of(at.register, name), self._value(at, name), self._filled(at, name)
        if not isinstance(kind, Number | Date):
            return Span(*ends)

        def scaled(part: Part, row: Row) -> int:
            found = value(part, row)
            return 0 if found is None else int(as_fraction(found) * 10**decimals)

        found = self._whole("number", at, scaled, name, decimals)
        return Span(pick(filled, found, ends[0]), pick(filled, found, ends[1]))

    def present(self, at: Slot, name: str) -> Truth:
        """Return whether a field was filled in, or a question answered; open where nobody knows."""
        if name == self.ready.registers[at.register].key.id or self.filled:
            return MET
        if name in self.ready.registers[at.register].fields:
            filled = self._filled(at, name) if not isinstance(self._kind(at, name), YesNo | Text) else self._at(
                "filled", at, lambda p, row: p.judge.world.row(row).values.get(name) is not None, name
            )  # fmt: skip
            return Truth(filled, self._at("empty", at, lambda p, row: _surely_empty(p, row, name), name))
        answer = "answer"
        return Truth(
            self._at(answer, at, lambda p, row: _answered(p, row, name) is True, name, "given"),
            self._at(answer, at, lambda p, row: _answered(p, row, name) is False, name, "none"),
        )

    def _kind(self, at: Slot, name: str) -> FieldType:
        return self.type_of(at.register, name)

    # --- the dossier ---------------------------------------------------------------------------------------------

    @property
    def day(self) -> Int:
        """Return the day as of whose end is judged."""
        return self._variable(z3.IntSort(), lambda p: days(p.judge.world.as_of), ("day",))

    def given(self, parameter: str, decimals: int, ends: tuple[int, int]) -> Span:
        """Return what the plan leaves open; the day as of whose end is judged goes by a name, too."""
        if parameter == "as_of":
            return point(self.day)

        def scaled(part: Part) -> int:
            found = part.judge.world.parameters.get(parameter)
            return 0 if found is None else int(as_fraction(found) * 10**decimals)

        filled = self.filled or self._bit("given", parameter, lambda p: parameter in p.judge.world.parameters)
        value = self._variable(z3.IntSort(), scaled, ("parameter", parameter, decimals))
        return Span(pick(filled, value, ends[0]), pick(filled, value, ends[1]))

    def complete(self, register: str, owner: Slot) -> Bit:
        """Return whether a register is known to hold everything for one owner."""
        return self._at("complete", owner, lambda p, row: p.judge.world.complete(register, row), register)

    def complete_for_all(self, register: str) -> Bit:
        """Return whether a register is known to hold every row there is."""
        return self._bit("all", register, lambda p: p.judge.world.complete_for_all(register))

    def population(self, register: str) -> Sequence[Slot]:
        """Return all rows of a register."""
        return self.slots[register]

    def named(self, register: str, award: str, at: Slot) -> tuple[Bit, Bit]:
        """Return whether a nomination or grant names a subject, and whether all of them are known."""
        listed = self._at("listed", at, lambda p, row: _listed(p, register, award, row), register, award)
        return listed, self.complete(register, at)

    def selected(self, award: str, at: Slot) -> dict[Decision, Bit]:
        """Return how the schedule selected a subject: that is no part of the encoding."""
        return {
            d: self._at("selected", at, lambda p, row, d=d: p.selected(award, row) is d, award, d)  # type: ignore[misc]
            for d in SELECTED
        }

    # --- parts ---------------------------------------------------------------------------------------------------

    def parts(self, judge: Judge, selected: Selected) -> Iterator[Part]:
        """Yield a dossier part by part."""
        world = judge.world
        below: Below = {}
        for register in ("person", "violation", "idea"):
            for row in world.rows(register):
                for owner in row.owners.items():
                    below.setdefault((register, owner), []).append((frozenset(row.owners), (register, row.index)))
        units = [("unit", r.index) for r in world.rows("unit")]
        orphans = [("person", r.index) for r in world.rows("person") if "unit" not in r.owners]
        places = self.slots["unit"]
        lonely = [s for s in self.slots["person"] if not s.owners]
        assert not self.whole or (len(units) <= len(places) and len(orphans) <= len(lonely))
        first, last = 0, 0
        while first < len(units) or last < len(orphans):
            rows: dict[Slot, Row] = {}
            for slots, mine, at in ((places, units, first), (lonely, orphans, last)):
                for slot, one in zip(slots, mine[at:], strict=False):
                    self._put(slot, one, below, rows)
            first, last = first + len(places), last + len(lonely)
            yield Part(judge, selected, rows)

    def _put(self, slot: Slot, row: Row, below: Below, rows: dict[Slot, Row]) -> None:
        """Put a row with all that hangs on it into a place, each where a place has the same owners."""
        rows[slot] = row
        for register in ("person", "violation", "idea"):
            for owners, one in below.get((register, row), ()):
                if one in rows.values():  # put below its other owner
                    continue
                room = [s for s in slot.owned.get(register, ()) if s.owners.keys() == owners]
                self._put(next(s for s in room if s not in rows), one, below, rows)


def _surely_empty(part: Part, at: Row, name: str) -> bool:
    row = part.judge.world.row(at)
    return row.values.get(name) is None and not row.ghost and name not in row.unsent


def _answered(part: Part, at: Row, question: str) -> bool | None:
    found = part.judge.reader.names.judgements.answer(question, at)
    return None if found.doubtful else found.value is not None


def _listed(part: Part, register: str, award: str, at: Row) -> bool:
    return part.judge.gates._listed(register, award, at)


__all__ = ["Part", "Selected", "Skeleton"]
