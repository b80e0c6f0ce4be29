"""Hypothesis strategies for the records of a plan: a few subjects, mostly in order, with a few things that are not.

Every draw shrinks to its first value, and the first value is the plain one: one unit, everything in order, nothing
missing, no violation. So a counterexample is left with what it needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from ...values import Plain
from .records import REJECT, Cell, Records, Row, Stated, prefix
from .world import Column, Register, World

T = TypeVar("T")
_OFFICE = "Hội đồng"


@dataclass(slots=True)
class Drawer:
    """Draws the parts of one campaign; keys count up per register."""

    draw: st.DrawFn
    world: World
    rows: dict[str, list[dict[str, Cell]]] = field(default_factory=dict)
    as_of: dt.date = dt.date(2020, 1, 1)

    def one(self, *items: T) -> T:
        """Draw one of several things; what comes first is what it shrinks to."""
        return items[self.draw(st.sampled_from(range(len(items))))]

    def chance(self, many: int) -> bool:
        """Draw whether something happens, one time in so many."""
        return self.one(*(n == many - 1 for n in range(many)))

    # --- registers -------------------------------------------------------------------------------------------

    def register(self, register: Register, most: int) -> None:
        """Draw the rows of one register below owners that are drawn already."""
        self.rows[register.id] = []
        if not register.owners:
            for _ in range(self.one(*range(1, most + 1)) if self._subject(register.id) else self.one(0, 1, 2)):
                self._add(register, {})
            return
        for owner in register.owners:
            for row in list(self.rows[owner]):
                for n in range(self._many(register)):
                    self._add(register, {owner: row[self.world.plan.registers[owner].key.id]}, n)

    def _subject(self, name: str) -> bool:
        return self.world.plan.registers[name].subject is not None

    def _many(self, register: Register) -> int:
        """Draw how many rows an owner has."""
        if register.adverse:
            return self.one(0, 0, 0, 0, 1, 2)
        if register.run is not None:
            return self.one(register.run[2], register.run[2], 0, 1)
        return self.one(1, 1, 1, 2, 0, 3) if self._subject(register.id) else self.one(1, 1, 1, 0, 2)

    def _add(self, register: Register, owners: dict[str, Cell], number: int = 0) -> None:
        declared = self.world.plan.registers[register.id]
        row: dict[str, Cell] = {}
        if declared.keyed:
            row[declared.key.id] = f"{prefix(self.world.plan, register.id)}{len(self.rows[register.id]) + 1}"
        row |= owners
        for column in register.columns:
            row[column.name] = self.one(*column.values) if column.free else column.values[0]
            if column.given and self.chance(3):
                row[column.name] = self.other(column)
        if register.run is not None:
            row[register.run[0]] = Decimal(register.run[1] - number)
        for (owner, name) in self.world.stated:
            if owner == register.id:
                row[name] = Stated(self.one(*[0] * 14, 1, -1))
        self.spoil(row, register.columns)
        self.rows[register.id].append(row)

    def spoil(self, row: dict[str, Cell], columns: Sequence[Column]) -> None:
        """Draw what is otherwise about a row: some other values, blanks, now and then a row that cannot be used."""
        if not columns:
            return
        if self.chance(5):  # neither good nor bad: somewhere between all levels
            for column in columns:
                if self.chance(2):
                    row[column.name] = self.one(*column.values)
        for _ in range(self.one(0, 0, 0, 1, 1, 2, 3)):
            column = self.one(*columns)
            row[column.name] = self.other(column)
        if self.chance(40):
            row[REJECT] = True

    def other(self, column: Column) -> Plain:
        """Draw any value of a column, or none."""
        return self.one(*column.values, None)

    # --- what offices and councils say -----------------------------------------------------------------------

    def subjects(self, kinds: Sequence[str]) -> list[str]:
        """Return the keys of all subjects of some kinds."""
        keys = self.world.plan.registers
        return [str(r[keys[k].key.id]) for k in kinds for r in self.rows[k]]

    def said(self) -> None:
        """Draw judgements, nominations and grants."""
        plan, day = self.world.plan, self.as_of
        self.rows["judgement"] = []
        for judgement in plan.judgements.values():
            column = self.world.questions[judgement.id]
            for key in self.subjects(judgement.kinds):
                answer = self.one(*[column.values[0]] * 6, *column.values, None)
                if answer is not None or self.chance(4):
                    said: dict[str, Cell] = {"subject": key, "question": judgement.id, "answer": answer}
                    self.rows["judgement"].append({**said, "by": _OFFICE, "day": day})
        for award in plan.awards.values():
            for key in self.subjects(tuple(award.entitlements)) if award.nomination else ():
                if not self.chance(8):
                    self.rows.setdefault("nomination", []).append({"subject": key, "award": award.id, "day": day})
            if "grant" in self.world.attested and self.chance(3):
                for key in self.subjects(tuple(award.entitlements)):
                    if self.chance(2):
                        self.rows.setdefault("grant", []).append({"subject": key, "award": award.id, "day": day})
        if any(a.nomination for a in plan.awards.values()):
            self.rows.setdefault("nomination", [])

    def papers(self) -> None:
        """Draw the attestations: mostly one for all per register, right and long enough."""
        self.rows["attestation"] = []
        tops = self.subjects([r.id for r in self.world.registers if not r.owners and self._subject(r.id)])
        for register in self.world.attested:
            if register == "grant" and not self.chance(3):
                continue
            way = self.one(*["all"] * 10, "none", "each", "off", "short")
            scopes = [None] if way != "each" else [t for t in tops if not self.chance(4)]
            for scope in scopes if way != "none" else []:
                self.rows["attestation"].append(self.paper(register, scope, way))

    def paper(self, register: str, scope: str | None, way: str = "all") -> dict[str, Cell]:
        """Draw one attestation."""
        end = self.one(self.world.first, self.as_of) if way == "short" else self.world.last
        return {
            "register": register, "scope": scope, "count": Stated(self.one(1, -1) if way == "off" else 0),
            "covers_from": self.world.first, "covers_to": end, "day": self.as_of,
        }  # fmt: skip


@st.composite
def records(draw: st.DrawFn, world: World) -> Records:
    """Draw the records of one campaign: a few subjects with all that hangs on them, and the day."""
    quotas = any(e.quota for a in world.plan.awards.values() for e in a.entitlements.values())
    d = Drawer(draw, world)
    d.as_of = d.one(*[world.days[0]] * 4, *world.days)
    for register in world.registers:
        d.register(register, 4 if quotas else 2)
    d.said()
    d.papers()
    given: dict[str, Plain] = {}
    for name, values in world.parameters.items():
        value = d.one(*[values[0]] * 3, *values, None)
        if value is not None:
            given[name] = value
    for name in list(d.rows):
        if name in world.plan.registers and not d.rows[name] and d.chance(3):
            del d.rows[name]
    rows: dict[str, tuple[Row, ...]] = {n: tuple(found) for n, found in d.rows.items()}
    return Records(rows, given, d.as_of)


def tops_of(world: World, found: Records) -> list[str]:
    """Return the keys of all rows without owners whose register holds subjects."""
    return [
        str(row[world.plan.registers[r.id].key.id])
        for r in world.registers
        if not r.owners and world.plan.registers[r.id].subject is not None
        for row in found.of(r.id)
    ]


__all__ = ["Drawer", "records", "tops_of"]
