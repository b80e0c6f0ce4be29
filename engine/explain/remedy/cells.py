"""Steps that change one cell, give one answer, or mend one row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import product

from ...plan import Field
from ...records.batch import Batch
from ...records.binding import field_target, registers_of
from ...records.cells import Bad, parse
from ...records.changes import ASSUMED, Add, Change, Drop, Put
from ...records.parameters import plain
from ...source import Cell
from ...values import Choice, FieldType, Number, Plain, Text, YesNo, unscaled
from ..lacking import Waits
from ..nodes import Fact, Opinion, Told
from ..reader import Reader
from .least import Fit
from .making import some_value
from .model import Act, Never, Part, Step, Why
from .tree import Leaf, Shut, Way, any_of

#: Who an answer that nobody gave is said to come from, in the records that are tried.
SOMEBODY = "giả định"
#: So many ways to read a rejected row are tried.
_READINGS = 12


def plain_of(kind: FieldType, value: int) -> Plain:
    """Return a stored value as the plain one that a change takes."""
    return SOMEBODY if isinstance(kind, Text) else plain(kind, value)


def told_of(kind: FieldType, value: Plain) -> Told:
    """Return a plain value as people read it."""
    if isinstance(kind, Choice):
        return next((o.label for o in kind.options if o.key == value), None)
    return value


def cell_slot(cell: Cell, register: str, name: str) -> tuple[str | int, ...]:
    """Return what a cell is known by, wherever its row stands among others."""
    return ("cell", register, cell.file, cell.sheet, re.sub(r"\D", "", cell.cell), name)


def put(fact: Fact, value: Plain, act: Act, *, by: dt.date | None = None, due: str = "", free: bool = False) -> Step:
    """Return the step that puts a value into a cell."""
    row = fact.row
    return Step(
        act, cell_slot(row.cell, row.register, fact.field), (Put(row.register, row.cell, fact.field, value),),
        Waits.PAPERS, row, fact.label, fact.type, told_of(fact.type, value), fact.value, fact.cell, by=by, due=due,
        free=free,
    )  # fmt: skip


def valued(step: Step, value: Plain, *, free: bool = False, first: Plain = None, last: Plain = None) -> Step:
    """Return a step of the same kind, at the same place, that brings another value."""

    def otherwise(change: Change) -> Change:
        match change:
            case Put():
                return replace(change, value=value)
            case Add(_, values):
                name = "value" if change.register == "parameter" else "answer"
                return replace(change, values=tuple((f, value if f == name else v) for f, v in values))
            case Drop():
                return change

    told = told_of(step.kind, value) if step.kind is not None else value
    changes = tuple(otherwise(c) for c in step.changes)
    return replace(step, changes=changes, value=told, free=free, first=first, last=last)


def fitting(step: Step, kind: FieldType, fit: Fit) -> Step:
    """Return a step that brings a value which is enough, and says which others are."""
    ends = (plain_of(kind, end) if end is not None and fit.sure else None for end in (fit.first, fit.last))
    first, last = ends
    found = valued(step, plain_of(kind, fit.value), free=fit.free, first=first, last=last)
    return replace(found, sure=fit.sure)


def origin(taken: tuple[Step, ...], register: str, cell: Cell) -> Step | None:
    """Return the step that brought a row which stands in no book: rows stand there in the order of the changes."""
    if not assumed(cell):
        return None
    number = int(re.sub(r"\D", "", cell.cell) or 0)
    brought = [s for s in taken for c in s.changes if isinstance(c, Add) and c.register == register]
    return brought[number - 1] if 0 < number <= len(brought) else None


def refined(step: Step, register: str, field: Field, value: Plain) -> Step:
    """Return a step that brings rows with one more value in them, or another."""
    changes = tuple(
        replace(c, values=(*c.values[:2], *sorted({**dict(c.values[2:]), field.id: value}.items())))
        if isinstance(c, Add) and c.register == register
        else c
        for c in step.changes
    )
    part = Part(field.id, field.label, field.type, told_of(field.type, value))
    parts = {p.field: p for p in step.parts} | {field.id: part}
    return replace(step, changes=changes, parts=tuple(parts[f] for f in sorted(parts)))


def assumed(cell: Cell) -> bool:
    """Tell whether a row stands in no book, but came by an earlier step."""
    return cell.file == ASSUMED


def answer(
    read: Reader, found: Opinion, values: Iterable[Plain], taken: tuple[Step, ...], *, free: bool = False
) -> Way:
    """Return how a question may get one of some answers: only where nobody answered it yet."""
    slot = ("answer", found.row.register, found.row.key, found.id)
    earlier = next((s for s in taken if s.slot == slot), None)
    if earlier is not None:
        return any_of([Leaf(valued(earlier, v, free=free)) for v in values], Never(Why.JUDGED))
    if found.rejected:
        return mended(read, "judgement", found.rejected)
    if found.answer is not None or found.idle is not None:
        return Shut(Never(Why.JUDGED, told=found.answer, kind=found.type))
    if found.cell is not None and assumed(found.cell):
        return Shut(Never(Why.JUDGED))
    day = read.evaluation.as_of
    steps = []
    for value in values:
        change: Put | Add
        if found.cell is not None and found.day == day:
            if _answers(read, found) > 1:
                return Shut(Never(Why.JUDGED))
            place = Cell(found.cell.file, found.cell.sheet, re.sub(r"\D", "", found.cell.cell))
            change = Put("judgement", place, "answer", value)
        else:
            more = (
                ("subject", found.row.key),
                ("question", found.id),
                ("answer", value),
                ("by", SOMEBODY),
                ("day", day),
            )
            change = Add("judgement", more)
        steps.append(
            Leaf(
                Step(
                    Act.ANSWER, slot, (change,), Waits.COUNCIL, found.row, found.ask, found.type,
                    told_of(found.type, value), None, found.cell, free=free,
                )
            )
        )  # fmt: skip
    return any_of(steps, Never(Why.JUDGED))


def _answers(read: Reader, found: Opinion) -> int:
    table = read.table("judgement")
    number = list(read.ready.judgements).index(found.id)
    mine = (table.owners[found.row.register] == found.row.index) & (table.columns["question"] == number)
    return int((mine & (table.columns["day"] == max(table.columns["day"][mine], default=0))).sum())


def parameter(read: Reader, name: str, values: Iterable[Plain], taken: tuple[Step, ...], *, free: bool = False) -> Way:
    """Return how a value that the plan leaves open may be given: only where nobody gave it."""
    asked = read.ready.parameters[name]
    earlier = next((s for s in taken if s.slot == ("parameter", name)), None)
    if earlier is not None:
        return any_of([Leaf(valued(earlier, v, free=free)) for v in values], Never(Why.RECORDED))
    if name in read.evaluation.dossier.parameters:
        return Shut(Never(Why.RECORDED))
    steps = [
        Leaf(
            Step(
                Act.PARAMETER, ("parameter", name), (Add("parameter", (("name", name), ("value", value))),),
                Waits.COUNCIL, None, asked.ask, asked.type, told_of(asked.type, value), None, None, free=free,
            )
        )
        for value in values
    ]  # fmt: skip
    return any_of(steps, Never(Why.RECORDED))


# --- rejected rows -------------------------------------------------------------------------------------------


def mended(read: Reader, register: str, rejected: Iterable[object]) -> Way:
    """Return how rows that were rejected may be mended: as whatever they may turn out to be."""
    places = {
        (c.file, c.sheet, int(re.sub(r"\D", "", c.cell) or 0))
        for d in rejected
        if isinstance(c := getattr(d, "place", None), Cell)
    }
    ways = [way for place in sorted(places) if (way := _mend(read, register, place)) is not None]
    return any_of(ways, Never(Why.RECORDED))


def _mend(read: Reader, register: str, place: tuple[str, str, int]) -> Way | None:
    raw = read.evaluation.dossier.raw
    for batch in raw.batches.get(register, ()) if raw is not None else ():
        if (batch.file, batch.sheet) == place[:2] and place[2] in batch.rows.tolist():
            return _mending(read, register, batch, batch.rows.tolist().index(place[2]))
    return None


def _mending(read: Reader, register: str, batch: Batch, at: int) -> Way:
    described = registers_of(read.ready)[register]
    row = Cell(batch.file, batch.sheet, str(batch.rows[at]))
    slot = ("mend", register, batch.file, batch.sheet, int(batch.rows[at]))
    bad = [
        f for f in described.fields.values()
        if field_target(f.id) in batch.cells
        and isinstance(parse(f.type, str(batch.cells[field_target(f.id)].iloc[at])), Bad)
    ]  # fmt: skip
    changes: list[tuple[Put | Drop, ...]] = [(Drop(register, row),)]
    if bad and at not in batch.spoiled:
        domains = [readings(f.type, read.evaluation.as_of) for f in bad]
        changes += [
            tuple(Put(register, row, f.id, v) for f, v in zip(bad, values, strict=True))
            for values in list(product(*domains))[:_READINGS]
        ]
    ways = [Leaf(Step(Act.MEND, slot, change, Waits.PAPERS, None, described.label, cell=row)) for change in changes]
    return any_of(ways, Never(Why.RECORDED))


def readings(kind: FieldType, day: dt.date) -> list[Plain]:
    """Return a few values that a cell which could not be read may hold."""
    match kind:
        case YesNo():
            return [True, False, None]
        case Choice():
            return [*(o.key for o in kind.options), None]
        case Number():
            ends = {unscaled(kind.low, kind.decimals), unscaled(min(kind.high, 10**6), kind.decimals), Decimal(0)}
            return [*sorted(ends), None]
        case _:
            return [some_value(kind, day), None]
