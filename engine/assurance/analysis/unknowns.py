"""Room for one subject and what hangs on it, every cell an unknown of the solver.

A *skeleton* has the subject, its owners, and below its topmost owner up to so many rows an owner and register; whether
a row is there is an unknown too. What it proves impossible is impossible for so many rows and no more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import z3

from ... import plan
from ...values import Choice, Date, Decision, FieldType, Number, Text, YesNo, days
from ..properties.world import World
from . import logic
from .facts import SELECTED, Slot
from .logic import Bit, Int, Truth, conj, no, pick
from .spans import Span, point, scaled

_EVERY_DAY = days(dt.date(1900, 1, 1)), days(dt.date(2199, 12, 31))
#: So many rows of one register under one owner are room enough for most counterexamples.
ROWS = 2
#: No skeleton has more rows.
MOST = 60


@dataclass(frozen=True, slots=True, eq=False)
class Unknown:
    """One cell: its type, its value (a choice by position), and whether it was filled in."""

    kind: FieldType
    value: Any
    filled: Bit


@dataclass(slots=True, eq=False, repr=False)
class Unknowns:
    """Facts of which nothing is known; `rules` hold of all of them.

    `whole`: nothing is missing. `wide`: any day is possible, rows may be rejected and registers complete for some
    owners only, as is needed where something is to be proved of every dossier. `worlds` are those of the plans that are
    asked about together: their registers, fields and questions are shared by name.
    """

    worlds: Sequence[World]
    whole: bool = False
    wide: bool = False
    day: Int = 0
    slots: dict[str, list[Slot]] = field(default_factory=dict)
    rules: list[z3.BoolRef] = field(default_factory=list)
    cells: dict[tuple[Slot, str], Unknown] = field(default_factory=dict)
    parameters: dict[str, Unknown] = field(default_factory=dict)
    attested: dict[str, Bit] = field(default_factory=dict)
    listed: dict[tuple[str, str, Slot], z3.BoolRef] = field(default_factory=dict)
    chosen: dict[tuple[str, Slot], dict[Decision, Bit]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Bound the day."""
        self.day = z3.Int("day")
        low, high = min(days(w.first) for w in self.worlds) + 400, max(days(w.last) for w in self.worlds)
        if self.wide:
            low, high = _EVERY_DAY
        self._hold(self.day >= low, self.day <= high)

    def _hold(self, *bits: Bit) -> None:
        self.rules += [b for b in bits if not isinstance(b, bool)]

    # --- the skeleton ----------------------------------------------------------------------------------------

    def ways_up(self, kind: str) -> Iterator[plan.Path]:
        """Yield the registers from a kind up to its topmost owner, each way there is: a row has one owner."""
        owners = self._register(kind).owners
        for owner in owners:
            for way in self.ways_up(owner):
                yield (kind, *way)
        if not owners:
            yield (kind,)

    def build(self, way: plan.Path, width: Mapping[str, int], *, below: bool = True) -> Slot:
        """Make room for one subject with its owners, the registers of a way up, and all they own; return the subject.

        `below`: with rows laid out under them.
        """
        subject = above = None
        for register in reversed(way):
            slot = self._slot(register, above)
            above = subject = slot
        assert subject is not None
        for register in self._downwards() if below else ():
            if not self._register(register).owners:
                continue
            for owner_register in self._register(register).owners:
                for owner in list(self.slots.get(owner_register, ())):
                    self._fill(register, owner, width.get(register, ROWS))
        return subject

    def _fill(self, register: str, owner: Slot, many: int) -> None:
        have = owner.owned.setdefault(register, [])
        before: Bit = True
        while len(have) < many and sum(map(len, self.slots.values())) < MOST:
            slot = self._slot(register, owner)
            slot.exists = z3.Bool(f"{slot.name}?")
            self._hold(z3.Implies(slot.exists, conj([owner.exists, before])))
            before = slot.exists

    def _slot(self, register: str, owner: Slot | None) -> Slot:
        row = Slot(register, len(self.slots.setdefault(register, [])))
        self.slots[register].append(row)
        if owner is not None:
            row.owners[owner.register] = owner
            owner.owned.setdefault(register, []).append(row)
        self.seen_from(row)
        return row

    def seen_from(self, row: Slot) -> None:
        """Say from which day on a row is seen; a missing day hides nothing."""
        described = self._register(row.register)
        if described.subject is None:
            for name in dict.fromkeys((described.happens, described.known)):
                if name is not None:
                    cell = self.cell(row, name)
                    later = conj([cell.filled, logic.below(self.day, cell.value)])
                    row.seen = conj([row.seen, no(later)])

    def astray(self, row: Slot) -> Bit:
        """Return whether nobody knows whose row it is: one that was rejected, of which only the key was read."""
        return z3.Bool(f"{row.name} astray") if row in self.slots.get(row.register, ()) else False

    def _register(self, name: str) -> plan.Register:
        return next(w.plan.registers[name] for w in self.worlds if name in w.plan.registers)

    def _downwards(self) -> Iterator[str]:
        names = dict.fromkeys(r.id for w in self.worlds for r in w.registers)
        done: set[str] = set()
        while len(done) < len(names):
            ready = [n for n in names if n not in done and set(self._register(n).owners) <= done]
            if not ready:
                return
            done |= set(ready)
            yield from ready

    # --- cells -----------------------------------------------------------------------------------------------

    def type_of(self, register: str, name: str) -> FieldType:
        """Return the type of a field or question, that of the first plan that has it."""
        for world in self.worlds:
            declared = world.plan.registers.get(register)
            if declared is not None and name in declared.fields:
                return declared.fields[name].type
            if name in world.plan.judgements:
                return world.plan.judgements[name].answer
        return Text()  # a key or name

    def cell(self, at: Slot, name: str) -> Unknown:
        """Return one cell, made when it is first asked for."""
        if (at, name) not in self.cells:
            self.cells[at, name] = self._unknown(self.type_of(at.register, name), f"{at.name}.{name}")
        return self.cells[at, name]

    def _unknown(self, kind: FieldType, name: str) -> Unknown:
        filled: Bit = True if self.whole and not isinstance(kind, Text) else z3.Bool(f"{name}!")
        match kind:
            case YesNo():
                return Unknown(kind, z3.Bool(name), filled)
            case Text():
                return Unknown(kind, None, filled)
            case Choice(options):
                low, high = 0, len(options) - 1
            case Number(_, _, low, high):
                pass
            case Date():
                low, high = self._days()
        value = z3.Int(name)
        self._hold(value >= low, value <= high)
        return Unknown(kind, value, filled)

    def _days(self) -> tuple[int, int]:
        """Return the days between which a day of a dossier lies: near the campaign, so that it reads like one."""
        if self.wide:
            return _EVERY_DAY
        return days(min(w.first for w in self.worlds)) - 800, days(max(w.last for w in self.worlds)) + 800

    def flag(self, at: Slot, name: str) -> Truth:
        """Return a yes-no field, or the yes-no answer to a question."""
        cell = self.cell(at, name)
        return Truth(conj([cell.filled, cell.value]), conj([cell.filled, no(cell.value)]))

    def option(self, at: Slot, name: str, options: Sequence[str]) -> Truth:
        """Return whether a choice, or the answer to a question, is one of these options."""
        cell = self.cell(at, name)
        keys = [o.key for o in cell.kind.options] if isinstance(cell.kind, Choice) else []
        inside = logic.disj(cell.value == keys.index(o) for o in options if o in keys)
        return Truth(conj([cell.filled, inside]), conj([cell.filled, no(inside)]))

    def number(self, at: Slot, name: str, decimals: int, ends: tuple[int, int]) -> Span:
        """Return a number or day, anything between `ends` while it is missing."""
        return self._span(self.cell(at, name), decimals, ends)

    def _span(self, cell: Unknown, decimals: int, ends: tuple[int, int]) -> Span:
        if cell.value is None or isinstance(cell.kind, Choice | YesNo):
            return Span(*ends)
        own = cell.kind.decimals if isinstance(cell.kind, Number) else 0
        value: Int = cell.value
        if own <= decimals:
            value = scaled(point(value), decimals - own).low
        else:  # a plan that reads fewer decimals than the other
            self._hold(value % 10 ** (own - decimals) == 0)
            value = value / 10 ** (own - decimals)
        if cell.filled is True:
            return point(value)
        return Span(pick(cell.filled, value, ends[0]), pick(cell.filled, value, ends[1]))

    def present(self, at: Slot, name: str) -> Truth:
        """Return whether a field was filled in; that is open only where a row was rejected, or its column not sent."""
        if name == self._register(at.register).key.id:
            return logic.MET
        cell = self.cell(at, name)
        if not self.wide:
            return logic.sure(cell.filled)
        return Truth(cell.filled, conj([no(cell.filled), z3.Bool(f"{at.name}.{name} surely")]))

    def given(self, parameter: str, decimals: int, ends: tuple[int, int]) -> Span:
        """Return what the plan leaves open; the day as of whose end is judged goes by a name, too."""
        if parameter == "as_of":
            return point(self.day)
        if parameter not in self.parameters:
            kind = next(w.plan.parameters[parameter].type for w in self.worlds if parameter in w.plan.parameters)
            self.parameters[parameter] = self._unknown(kind, f"#{parameter}")
            value = self._span(self.parameters[parameter], decimals, ends).low
            self._hold(value >= ends[0], value <= ends[1])  # the range that the plan declares
        return self._span(self.parameters[parameter], decimals, ends)

    # --- completeness, nominations, selections ----------------------------------------------------------------

    def complete_rule(self, register: str) -> plan.Completeness | None:
        """Return what makes a register complete."""
        return self._register(register).complete

    def attests(self, register: str) -> Bit:
        """Return whether a register is attested."""
        if register not in self.attested:
            asked = any(register in w.attested for w in self.worlds)
            self.attested[register] = (True if self.whole else z3.Bool(f"all {register}")) if asked else False
        return self.attested[register]

    def complete(self, register: str, owner: Slot) -> Bit:
        """Return whether a register is known to hold everything for one owner: attested, or as many rows as stated."""
        rule = self._register(register).complete
        if rule is None:
            return False
        if rule.count_owner is None or rule.count_field is None:
            return self.attests(register)
        if owner.register != rule.count_owner:
            return False
        stated = self.cell(owner, rule.count_field)
        rows = logic.counted(r.exists for r in owner.owned.get(register, ()))
        right = logic.equal(rows, stated.value)
        if self.whole:
            self._hold(z3.Implies(owner.exists, right) if not isinstance(right, bool) else True)
            return True
        return conj([stated.filled, right])

    def complete_for_all(self, register: str) -> Bit:
        """Return whether a register is known to hold every row there is."""
        described = self._register(register)
        if described.complete is None:
            return True
        if described.complete.count_owner is None:
            return self.attests(register)
        above = [o for name in described.owners for o in self.slots.get(name, ())]
        whole = [logic.disj([no(o.exists), self.complete(register, o)]) for o in above]
        return conj([*(self.complete_for_all(o) for o in described.owners), *whole]) if described.owners else False

    def population(self, register: str) -> Sequence[Slot]:
        """Return all rows of a register."""
        return self.slots.get(register, ())

    def named(self, register: str, award: str, at: Slot) -> tuple[Bit, Bit]:
        """Return whether a nomination or grant names a subject, and whether all of them are known."""
        key = register, award, at
        if key not in self.listed:
            self.listed[key] = z3.Bool(f"{register} {award} {at.name}")
        whole = z3.Bool(f"all {register} of {at.name}") if self.wide else self.attests(register)
        return self.listed[key], whole

    def selected(self, award: str, at: Slot) -> dict[Decision, Bit]:
        """Return what a selection makes of a subject whose every gate is open."""
        if (award, at) not in self.chosen:
            found: dict[Decision, Bit] = {d: z3.Bool(f"{award} {at.name} {d.word}") for d in SELECTED}
            self._hold(z3.PbEq([(b, 1) for b in found.values()], 1))
            self.chosen[award, at] = found
        return self.chosen[award, at]

    def rows(self) -> Iterable[Slot]:
        """Return every row there is room for."""
        return (s for slots in self.slots.values() for s in slots)


__all__ = ["MOST", "ROWS", "Unknown", "Unknowns"]
