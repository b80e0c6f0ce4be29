"""Remedies that differ only in which of several rows that are alike they touch, put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from ...records.changes import Add, Change, Drop, Put
from ...values import Plain
from ..nodes import Row
from .alike import Alike
from .cells import cell_slot
from .model import Found, Group, Remedy, Step
from .trial import arranged, order

Place = tuple[str, int]
#: Where rows that are alike are to be changed in several ways at once, so many choices at most are told one by one.
_EACH = 200


def grouped(alike: Alike, found: list[Found]) -> tuple[tuple[Remedy, ...], bool]:
    """Return remedies, fewest changes first; and whether every set they stand for is among them."""
    out: dict[tuple[object, ...], Remedy] = {}
    entire = True
    for one in found:
        for remedy, whole in _remedies(alike, one):
            entire = entire and whole
            out.setdefault(_mark(remedy), remedy)
    return tuple(sorted(out.values(), key=lambda r: (r.size, _mark(r)))), entire


def _mark(remedy: Remedy) -> tuple[object, ...]:
    return tuple(sorted((g.many, tuple(tuple(map(order, c)) for c in g.choices)) for g in remedy.groups))


def _remedies(alike: Alike, found: Found) -> Iterator[tuple[Remedy, bool]]:
    rows: dict[Place | Step, list[Step]] = {}
    for step in arranged(found.steps):
        place = _place(alike, step)
        rows.setdefault(step if place is None else place, []).append(step)
    alone = [tuple(steps) for at, steps in rows.items() if isinstance(at, Step)]
    classes: dict[tuple[object, ...], list[tuple[Place, tuple[Step, ...]]]] = {}
    members: dict[tuple[object, ...], list[int]] = {}
    for at, steps in rows.items():
        if isinstance(at, Step):
            continue
        signature = alike.signature(*at)
        members[signature] = _like(alike, at)
        classes.setdefault(signature, []).append((at, tuple(steps)))
    groups = [Group(1, (steps,)) for steps in alone]
    several: list[list[tuple[Group, ...]]] = []
    entire = True
    for signature, changed in classes.items():
        kinds = {tuple(_bare(s) for s in steps) for _, steps in changed}
        register = changed[0][0][0]
        if len(kinds) == 1:
            choices = [tuple(_moved(alike, s, register, i) for s in changed[0][1]) for i in members[signature]]
            groups.append(Group(len(changed), tuple(choices)))
            continue
        picks: list[tuple[Group, ...]] = []
        for places in permutations(members[signature], len(changed)):
            if len(picks) >= _EACH:
                entire = False
                break
            picks.append(
                tuple(
                    Group(1, (tuple(_moved(alike, s, register, i) for s in steps),))
                    for (_, steps), i in zip(changed, places, strict=True)
                )
            )
        several.append(picks)
    for more in _products(several):
        yield Remedy(tuple(sorted((*groups, *more), key=lambda g: order(g.choices[0][0])))), entire


def _products(several: list[list[tuple[Group, ...]]]) -> Iterator[tuple[Group, ...]]:
    if not several:
        yield ()
        return
    for pick in several[0]:
        for rest in _products(several[1:]):
            yield (*pick, *rest)


def _like(alike: Alike, at: Place) -> list[int]:
    """Return the rows that are like one row."""
    register, index = at
    table = alike.read.table(register)
    wanted = alike.signature(register, index)
    owners = {name: int(column[index]) for name, column in table.owners.items()}
    near = [i for i in range(table.size) if all(int(table.owners[name][i]) == above for name, above in owners.items())]
    return [i for i in alike.arranged(register, near) if alike.signature(register, i) == wanted]


def _place(alike: Alike, step: Step) -> Place | None:
    """Return the row that a step touches, where others may be like it."""
    if step.row is None or step.slot[0] not in {"cell", "answer", "row"} or len(step.changes) != 1:
        return None
    index = _found(alike, step.row)
    return None if index is None or len(_like(alike, (step.row.register, index))) < 2 else (step.row.register, index)


def _found(alike: Alike, row: Row) -> int | None:
    """Return where a row stands in the records as they are."""
    table = alike.read.table(row.register)
    if row.index < table.size and table.places.cell(row.index) == row.cell:
        return row.index
    return next((i for i in range(table.size) if table.places.cell(i) == row.cell), None)


def _bare(step: Step) -> tuple[object, ...]:
    """Return what a step does, without at which row."""
    name = step.slot[-1] if step.slot[0] in {"cell", "answer"} else (step.slot[1], step.slot[-1])
    return (step.act, name, step.value, step.parts)


def _moved(alike: Alike, step: Step, register: str, index: int) -> Step:
    """Return the same step at another row."""
    row = alike.read.row(register, index)
    old = step.row
    if old is None or (old.cell == row.cell and old.key == row.key):
        return step

    def moved(change: Change) -> Change:
        match change:
            case Put(table, _, field, value):
                return Put(table, row.cell, field, value)
            case Drop():
                return change
            case Add(table, values):
                return Add(table, tuple((f, _renamed(v, old, row)) for f, v in values))

    if step.slot[0] == "cell":
        name = str(step.slot[-1])
        slot = cell_slot(row.cell, register, name)
        cell = alike.read.fact(register, name, index).cell
    else:
        slot, cell = tuple(row.key if p == old.key else p for p in step.slot), None
    return replace(step, slot=slot, row=row, cell=cell, changes=tuple(moved(c) for c in step.changes))


def _renamed(value: Plain, old: Row, row: Row) -> Plain:
    if isinstance(value, str) and old.key:
        return row.key if value == old.key else value.replace(f"giả định {old.key}", f"giả định {row.key}")
    return value
