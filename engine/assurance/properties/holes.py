"""What may be missing: cells, rows, columns, lists, attestations, answers; drawn out of records that have them.

A grant is no such thing: that no decision was made yet is a state of the campaign, and the list is provisional then.
Nor is the day of a row: an undated row is seen, whatever its day may be (docs/semantics.md, 2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ...plan import Completeness, Plan
from ...records.binding import registers_of
from ...records.grid import NO_COLUMN
from .drawing import Drawer
from .laws.telling import Does, does
from .records import REJECT, Records, Row, Stated, counted, kind_of, owner_of, top_of
from .words import cell_text, label_of
from .world import World


@dataclass(frozen=True, slots=True)
class Hole:
    """One thing that is missing: in words, what an exception would call it, and the records without it."""

    told: Does
    touched: tuple[str, ...]
    left: Records


def holed(
    d: Drawer, world: World, whole: Records, *, strict: bool
) -> tuple[Records, tuple[Does, ...], tuple[str, ...]]:
    """Draw one or more holes into records.

    `strict`: only what is surely missing, no blank in a column of which a rule asks whether it is filled in.
    """
    found, told, touched = whole, list[Does](), list[str]()
    for _ in range(d.one(1, 1, 1, 2, 3)):
        ways = _WAYS if strict or not any(c.given for r in world.registers for c in r.columns) else (*_WAYS, _telling)
        holes = list(d.one(*ways)(world, found, strict))
        if holes:
            hole = d.one(*holes)
            found = hole.left
            told.append(hole.told)
            touched += hole.touched
    return found, tuple(told), tuple(touched)


def _blanks(world: World, found: Records, strict: bool) -> Iterator[Hole]:  # noqa: FBT001 - all ways take the same
    """Yield every cell that could be blank."""
    for register, name, at, row in _cells(world, found, strict=strict):
        told = does(
            "blanked", **named(world.plan, register, row), field=label_of(world.plan, register, name),
            was=cell_text(kind_of(world.plan, world.plan.registers[register], row, name), row[name]),
        )  # fmt: skip
        yield Hole(told, (f"{register}.{name}", register), _put(found, register, at, {**row, name: None}))


def _telling(world: World, found: Records, strict: bool) -> Iterator[Hole]:  # noqa: FBT001
    """Yield the cells of which a rule asks whether they are filled in: what a blank there says is the plan's word."""
    names = {f"{r.id}.{c.name}" for r in world.registers for c in r.columns if c.given}
    yield from (hole for hole in _blanks(world, found, strict) if names.intersection(hole.touched))


def _cells(world: World, found: Records, *, strict: bool) -> Iterator[tuple[str, str, int, Row]]:
    for register in world.registers:
        described = world.plan.registers[register.id]
        dated = {described.happens, described.known}
        names = [c.name for c in register.columns if c.name not in dated and not (strict and c.given)]
        names += [f for (owner, f) in world.stated if owner == register.id]
        for at, row in enumerate(found.of(register.id)):
            if REJECT not in row:
                yield from ((register.id, n, at, row) for n in names if row.get(n) is not None)


def _answers(world: World, found: Records, strict: bool) -> Iterator[Hole]:  # noqa: FBT001
    for at, row in enumerate(found.of("judgement")):
        column = world.questions[str(row["question"])]
        if row.get("answer") is not None and not (strict and column.given):
            told = does(
                "blanked", register=label(world.plan, "judgement"), row=row["subject"],
                field=world.plan.judgements[str(row["question"])].label,
                was=cell_text(kind_of(world.plan, registers_of(world.plan)["judgement"], row, "answer"), row["answer"]),
            )  # fmt: skip
            yield Hole(told, ("judgement",), _put(found, "judgement", at, {**row, "answer": None}))


def _rejects(world: World, found: Records, strict: bool) -> Iterator[Hole]:  # noqa: FBT001
    del strict
    for register in (*(r.id for r in world.registers), "judgement", "nomination"):
        for at, row in enumerate(found.of(register)):
            if REJECT not in row:
                told = does("row-rejected", **named(world.plan, register, row))
                yield Hole(told, (register,), _put(found, register, at, {**row, REJECT: True}))


def _columns(world: World, found: Records, strict: bool) -> Iterator[Hole]:  # noqa: FBT001
    del strict
    for register in world.registers:
        for column in register.columns if found.of(register.id) else ():
            dated = {world.plan.registers[register.id].happens, world.plan.registers[register.id].known}
            if column.name in dated:
                continue
            name = label_of(world.plan, register.id, column.name)
            told = does("column-lost", register=label(world.plan, register.id), field=name)
            rows = [{**row, column.name: NO_COLUMN} for row in found.of(register.id)]
            yield Hole(told, (f"{register.id}.{column.name}", register.id), found.put(register.id, rows))


def _lists(world: World, found: Records, strict: bool) -> Iterator[Hole]:  # noqa: FBT001
    del strict
    for register in (*(r.id for r in world.registers), "judgement", "nomination"):
        if register in found.rows:
            told = does("register-lost", register=label(world.plan, register))
            yield Hole(told, (register,), found.without(register))


def _papers(world: World, found: Records, strict: bool) -> Iterator[Hole]:  # noqa: FBT001
    del strict
    papers = found.of("attestation")
    for at, paper in enumerate(papers):
        if paper["register"] != "grant":
            told = does("paper-lost", register=label(world.plan, str(paper["register"])))
            yield Hole(told, ("attestation",), found.put("attestation", [*papers[:at], *papers[at + 1 :]]))


def _rows(world: World, found: Records, strict: bool) -> Iterator[Hole]:  # noqa: FBT001
    """Yield every row whose loss somebody's number tells: no subject, since whom nobody sent nobody can miss."""
    del strict
    for register in world.registers:
        described = world.plan.registers[register.id]
        if described.subject is not None or described.complete is None:
            continue
        rows = found.of(register.id)
        for at, row in enumerate(rows):
            left = _missed(world.plan, found, register.id, row)
            if left is not None:
                told = does("row-lost", **named(world.plan, register.id, row))
                yield Hole(told, (register.id,), left.put(register.id, [*rows[:at], *rows[at + 1 :]]))


def _missed(plan: Plan, found: Records, register: str, row: Row) -> Records | None:
    """Return the records whose stated numbers still count a row about to be lost; None where none tells of it."""
    complete = plan.registers[register].complete
    if complete is None or REJECT in row:
        return None
    if complete.count_owner is not None and complete.count_field is not None:
        return _still(found, complete.count_owner, complete.count_field, lambda at: _owns(plan, complete, at, row))
    papers = [p for p in found.of("attestation") if p["register"] == register]
    mine = [p for p in papers if p.get("scope") in {None, top_of(plan, found, register, row)}]
    if not all(counted(plan, found, register, row, p.get("scope"), p["day"]) for p in mine):
        return None
    return _still(found, "attestation", "count", lambda at: at in mine)


def _owns(plan: Plan, complete: Completeness, at: Row, row: Row) -> bool:
    owner = str(complete.count_owner)
    return at[plan.registers[owner].key.id] == row.get(owner)


def _still(found: Records, register: str, field: str, counts: Callable[[Row], bool]) -> Records | None:
    """Return the records in which some rows state one row more than there will be; None where one is wrong already."""
    rows = []
    for at in found.of(register):
        stated = at.get(field)
        if not counts(at):
            rows.append(at)
            continue
        if not isinstance(stated, Stated) or stated.off < 0:
            return None
        rows.append({**at, field: Stated(stated.off + 1)})
    return found.put(register, rows)


def _parameters(world: World, found: Records, strict: bool) -> Iterator[Hole]:  # noqa: FBT001
    del strict
    for name in found.parameters:
        left = {n: v for n, v in found.parameters.items() if n != name}
        told = does("parameter-lost", ask=world.plan.parameters[name].ask)
        yield Hole(told, (name,), replace(found, parameters=left))


_WAYS = (_blanks, _answers, _rejects, _columns, _lists, _papers, _rows, _parameters)


def _put(found: Records, register: str, at: int, row: Row) -> Records:
    rows = list(found.of(register))
    rows[at] = row
    return found.put(register, rows)


def label(plan: Plan, register: str) -> str:
    """Return what a register is called, also a built-in one."""
    return registers_of(plan)[register].label


def named(plan: Plan, register: str, row: Row) -> dict[str, str]:
    """Return the words for a row: its list, and its key, or that of its owner."""
    described = registers_of(plan)[register]
    key = str(row.get(described.key.id) or "") if described.keyed else ""
    if not key:
        above = owner_of(plan, register, row)
        key = above[1] if above is not None else str(row.get("subject") or "")
    return {"register": described.label, "row": key}


__all__ = ["Hole", "holed", "label", "named"]
