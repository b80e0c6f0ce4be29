"""What a plain dossier has in each cell, so that a model of the solver differs from it only where that matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import z3

from ...values import Choice, Date, Number, Plain, YesNo, days, scaled
from ..properties.world import Column, World
from .facts import Slot
from .logic import Bit
from .unbounded import apart
from .unknowns import Unknown, Unknowns


def plainest(facts: Unknowns, rules: Sequence[Bit], model: z3.ModelRef, effort: int) -> z3.ModelRef:
    """Return a model with the same rows in which as many cells as may be, one after the other, are plain."""
    there = [s.exists for s in facts.rows() if not isinstance(s.exists, bool)]
    context = z3.Context()
    solver = apart([*rules, *(b == model.eval(b, model_completion=True) for b in there)], context)
    solver.set("rlimit", effort)
    found = None
    for wish in _wishes(facts):
        solver.push()
        solver.add(wish.translate(context))
        if solver.check() == z3.sat:
            found = solver.model()
        else:
            solver.pop()
    return model if found is None else found.translate(z3.main_ctx())


def _wishes(facts: Unknowns) -> Iterator[z3.BoolRef]:
    yield facts.day == days(facts.worlds[0].days[0])
    for (slot, name), cell in facts.cells.items():
        column = next((c for w in facts.worlds if (c := _column(w, slot, name)) is not None), None)
        if column is not None and column.values:
            yield from _is(cell, column.values[0])
    for name, cell in facts.parameters.items():
        values = next((w.parameters[name] for w in facts.worlds if name in w.parameters), ())
        if values:
            yield from _is(cell, values[0])


def _column(world: World, slot: Slot, name: str) -> Column | None:
    if name in world.questions:
        return world.questions[name]
    if slot.register not in world.plan.registers:
        return None
    return next((c for c in world.register(slot.register).columns if c.name == name), None)


def _is(cell: Unknown, value: Plain) -> Iterator[z3.BoolRef]:
    """Yield that a cell holds a value."""
    match cell.kind, value:
        case YesNo(), bool():
            held = cell.value if value else z3.Not(cell.value)
        case Choice(options), str():
            place = next((n for n, o in enumerate(options) if o.key == value), None)
            if place is None:
                return
            held = cell.value == place
        case Number(decimals=decimals), _ if value is not None and not isinstance(value, bool | str):
            number = scaled(value, decimals)  # type: ignore[arg-type]  # a column of numbers holds numbers
            if number is None:
                return
            held = cell.value == number
        case Date(), _ if value is not None and not isinstance(value, bool | str):
            held = cell.value == days(value)  # type: ignore[arg-type]  # a column of days holds days
        case _:
            return
    yield held if cell.filled is True else z3.And(cell.filled, held)
