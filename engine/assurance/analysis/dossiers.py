"""From what a solver found to records that the engine judges: the answer is only believed once it has."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import z3

from ...plan import Plan
from ...records.grid import NOT_GIVEN
from ...values import Choice, Date, Number, Plain, Text, YesNo, date_of, unscaled
from ..properties.records import Cell, Records, Row, Stated, prefix
from ..properties.world import World
from .facts import Slot
from .logic import Bit
from .unknowns import Unknown, Unknowns

_COUNCIL = "Hội đồng"


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One model of the solver, read as records."""

    unknowns: Unknowns
    model: z3.ModelRef

    def holds(self, bit: Bit) -> bool:
        """Return whether a bit holds in the model."""
        return bit if isinstance(bit, bool) else z3.is_true(self.model.eval(bit, model_completion=True))

    def value(self, cell: Unknown) -> Plain:
        """Return the value of a cell, None while it is missing."""
        if not self.holds(cell.filled):
            return None
        if isinstance(cell.kind, Text) or cell.value is None:
            return "x"
        found: Any = self.model.eval(cell.value, model_completion=True)
        match cell.kind:
            case YesNo():
                return bool(z3.is_true(found))
            case Choice(options):
                return str(options[found.as_long()].key)
            case Number(_, decimals):
                return unscaled(found.as_long(), decimals)
            case Date():
                return date_of(found.as_long())

    def day(self) -> dt.date:
        """Return the day as of whose end is judged."""
        found: Any = self.model.eval(self.unknowns.day, model_completion=True)
        return date_of(found.as_long())


def key_of(plan: Plan, at: Slot) -> str:
    """Return the key of a row in records."""
    return f"{prefix(plan, at.register)}{at.index + 1}"


def records_of(picture: Picture, worlds: tuple[World, ...]) -> Records:
    """Return everything a model says, with the registers, fields and questions of all the plans."""
    unknowns, day = picture.unknowns, picture.day()
    plans = [w.plan for w in worlds]
    rows: dict[str, tuple[Row, ...]] = {}
    said: list[Row] = []
    for register, slots in unknowns.slots.items():
        plan = next(p for p in plans if register in p.registers)
        rows[register] = tuple(_row(picture, worlds, plan, s) for s in slots if picture.holds(s.exists))
        for slot in slots:
            if picture.holds(slot.exists):
                said += _answers(picture, plans, slot, key_of(plan, slot), day)
    rows["judgement"] = tuple(said)
    for register in ("nomination", "grant"):
        if any(register in w.attested for w in worlds):
            rows[register] = tuple(
                {"subject": key_of(_home(plans, at), at), "award": award, "day": day}
                for (of, award, at), bit in unknowns.listed.items()
                if of == register and picture.holds(bit)
            )
    rows["attestation"] = tuple(_papers(picture, worlds, day))
    given = {n: v for n, c in unknowns.parameters.items() if (v := picture.value(c)) is not None}
    unasked = {n: values[0] for w in worlds for n, values in w.parameters.items() if n not in unknowns.parameters}
    return Records(rows, {**unasked, **given}, day)


def _home(plans: list[Plan], at: Slot) -> Plan:
    return next(p for p in plans if at.register in p.registers)


def _row(picture: Picture, worlds: tuple[World, ...], plan: Plan, at: Slot) -> Row:
    """Return one row; what the solver was not asked about is as it is where nothing is the matter."""
    described = plan.registers[at.register]
    row: dict[str, Cell] = {described.key.id: key_of(plan, at)} if described.keyed else {}
    row |= {register: key_of(plan, owner) for register, owner in at.owners.items()}
    for world in worlds:
        if at.register in world.plan.registers:
            row |= {c.name: c.values[0] for c in world.register(at.register).columns if c.name not in row}
    for (slot, name), cell in picture.unknowns.cells.items():
        if slot is at and name not in _questions(picture.unknowns):
            found = picture.value(cell)
            filled_in = name in described.fields and described.fields[name].blank is not None
            row[name] = NOT_GIVEN if found is None and filled_in else found
    return row


def _questions(unknowns: Unknowns) -> frozenset[str]:
    return frozenset(j for w in unknowns.worlds for j in w.plan.judgements)


def _answers(picture: Picture, plans: list[Plan], at: Slot, key: str, day: dt.date) -> list[Row]:
    out: list[Row] = []
    for plan in plans:
        for question in plan.judgements.values():
            cell = picture.unknowns.cells.get((at, question.id))
            seen = any(r.get("question") == question.id for r in out)
            if cell is None or seen or at.register not in question.kinds:
                continue
            found = picture.value(cell)
            if found is not None:
                out.append(
                    {"subject": key, "question": question.id, "answer": found, "by": _COUNCIL, "day": day}
                )  # fmt: skip
    return out


def _papers(picture: Picture, worlds: tuple[World, ...], day: dt.date) -> list[Row]:
    asked = any(isinstance(p.type, Date) for w in worlds for p in w.plan.parameters.values())
    far = dt.timedelta(days=1000 if asked else 0)  # a period may begin on a day that is asked for
    first = min(w.first for w in worlds) - far
    return [
        {
            "register": register, "scope": None, "count": Stated(0), "covers_from": first, "covers_to": day,
            "day": day,
        }
        for register in dict.fromkeys(r for w in worlds for r in w.attested)
        if picture.holds(picture.unknowns.attested.get(register, True))
    ]  # fmt: skip


def for_plan(plan: Plan, records: Records) -> Records:
    """Return records without the registers, fields and answers that a plan does not have."""
    rows: dict[str, tuple[Row, ...]] = {}
    for name, found in records.rows.items():
        if name == "attestation":
            rows[name] = tuple(r for r in found if r["register"] in plan.registers or r["register"] in _BUILTIN)
        elif name == "judgement":
            rows[name] = tuple(r for r in found if r["question"] in plan.judgements)
        elif name in {"nomination", "grant"}:
            rows[name] = tuple(r for r in found if r["award"] in plan.awards)
        elif name in plan.registers:
            register = plan.registers[name]
            known = {register.key.id, *register.owners, *register.fields}
            rows[name] = tuple({n: v for n, v in r.items() if n in known} for r in found)
    given = {n: v for n, v in records.parameters.items() if n in plan.parameters and _fits(plan, n, v)}
    return replace(records, rows=rows, parameters=given)


def _fits(plan: Plan, name: str, value: Plain) -> bool:
    kind = plan.parameters[name].type
    return isinstance(value, Decimal) == isinstance(kind, Number)


_BUILTIN = frozenset({"nomination", "grant"})

