"""What may be supplied in a small case, enumerated from the records alone: no part of it looks at the rules' words.

Every slot is what a remedy calls a slot, with a few values and the changes that bring each. Only what is missing is
here (empty cells, questions nobody answered, parameters nobody gave, nominations): that is allowed on any day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np

from engine.evaluator import Evaluation, evaluate
from engine.evaluator.result import Evaluation as Result
from engine.records.assemble import assemble
from engine.records.builtin import BUILTIN
from engine.records.changes import Add, Change, Put, changed
from engine.records.dossier import Dossier, Table
from engine.source import Cell
from engine.values import Choice, Date, FieldType, Number, Plain, Text, YesNo, date_of, days, unscaled

Slot = tuple[object, ...]
#: Per slot the changes that each value would be.
Universe = dict[Slot, list[tuple[Change, ...]]]
_DAYS = ("2020-05-31", "2020-06-01", "2020-06-30", "2020-07-01", "2020-11-19", "2020-11-20", "2020-11-21", "2020-12-05")


def values(kind: FieldType, day: int) -> list[Plain]:
    """Return a few values of a type, among them those that generated rules compare with."""
    match kind:
        case YesNo():
            return [True, False]
        case Choice():
            return [o.key for o in kind.options]
        case Number():
            near = [Decimal(t) for t in ("-5", "-1", "0", "0.5", "1", "2", "2.5", "3", "4", "5", "10", "50", "100")]
            low, high = unscaled(kind.low, kind.decimals), unscaled(kind.high, kind.decimals)
            return [n for n in near if low <= n <= high and n == n.quantize(Decimal(1).scaleb(-kind.decimals))]
        case Date():
            return [date_of(d) for d in sorted({days(dt.date.fromisoformat(t)) for t in _DAYS}) if d <= day]
        case Text():
            return ["x"]


def missing(table: Table, name: str, kind: FieldType, index: int) -> bool:
    """Tell whether a cell is empty."""
    raw = int(table.columns[name][index])
    match kind:
        case YesNo():
            return raw == 1
        case Number():
            return raw == np.iinfo(np.int64).min
        case Date():
            return raw == np.iinfo(np.int32).min
        case _:
            return raw < 0


def related(evaluation: Evaluation, kind: str, index: int) -> dict[str, set[int]]:
    """Return the rows at, above and below a subject, and those below its owners."""
    tables = evaluation.dossier.tables
    out: dict[str, set[int]] = {kind: {index}}
    for owner, column in tables[kind].owners.items():
        if int(column[index]) >= 0:
            out[owner] = {int(column[index])}
    grew = True
    while grew:
        grew = False
        for name in evaluation.plan.registers:
            table = tables[name]
            for owner, column in table.owners.items():
                more = {i for i in range(table.size) if int(column[i]) in out.get(owner, set())}
                if not more <= out.setdefault(name, set()):
                    out[name] |= more
                    grew = True
    return out


def universe(evaluation: Evaluation, kind: str, index: int, award: str) -> Universe:
    """Return what may be supplied for one subject."""
    plan, dossier, day = evaluation.plan, evaluation.dossier, days(evaluation.as_of)
    out: Universe = {}
    rows = related(evaluation, kind, index)
    for register, found in rows.items():
        table = dossier.tables[register]
        for i in sorted(found):
            if not table.ghost[i]:
                out |= dict(_cells(evaluation, register, table, i, day))
        if register in plan.kinds():
            for i in sorted(found):
                out |= dict(_answers(evaluation, register, table, i))
    for name, parameter in plan.parameters.items():
        if name not in dossier.parameters:
            low = [v for v in values(parameter.type, day) if _in_range(plan, name, v)]
            out["parameter", name] = [(Add("parameter", (("name", name), ("value", v))),) for v in low]
    if plan.awards[award].nomination is not None and plan.awards[award].among is None:
        key = dossier.tables[kind].keys[index]
        out["nomination", kind, key, award] = [
            (Add("nomination", (("subject", key), ("award", award), ("day", evaluation.as_of))),)
        ]
    return {slot: ways for slot, ways in out.items() if ways}


def _in_range(plan: object, name: str, value: Plain) -> bool:
    kind = plan.parameters[name].type  # type: ignore[attr-defined]
    if isinstance(kind, Date):
        return str(value) in {"2020-05-31", "2020-06-01"}
    return True


def _cells(
    evaluation: Evaluation, register: str, table: Table, i: int, day: int
) -> Iterator[tuple[Slot, list[tuple[Change, ...]]]]:
    place = table.places.cell(i)
    number = re.sub(r"\D", "", place.cell)
    for field in evaluation.plan.registers[register].fields.values():
        if missing(table, field.id, field.type, i):
            row = Cell(place.file, place.sheet, number)
            slot = ("cell", register, place.file, place.sheet, number, field.id)
            yield slot, [(Put(register, row, field.id, v),) for v in values(field.type, day)]


def _answers(
    evaluation: Evaluation, register: str, table: Table, i: int
) -> Iterator[tuple[Slot, list[tuple[Change, ...]]]]:
    said = evaluation.dossier.tables["judgement"]
    if said.reopened_all or (register in said.reopened and said.reopened[register][i]):
        return
    for number, (name, judgement) in enumerate(evaluation.plan.judgements.items()):
        if register not in judgement.kinds or number in said.questions:
            continue
        given = said.size and bool(((said.owners[register] == i) & (said.columns["question"] == number)).any())
        if not given:
            slot = ("answer", register, table.keys[i], name)
            yield (
                slot,
                [
                    (
                        Add(
                            "judgement",
                            (
                                ("subject", table.keys[i]),
                                ("question", name),
                                ("answer", v),
                                ("by", "x"),
                                ("day", evaluation.as_of),
                            ),
                        ),
                    )
                    for v in values(judgement.answer, 0)
                ],
            )


def tried(evaluation: Evaluation, changes: Mapping[int, tuple[Change, ...]] | tuple[tuple[Change, ...], ...]) -> Result:
    """Judge the records with some changes."""
    flat = [c for found in (changes.values() if isinstance(changes, Mapping) else changes) for c in found]
    return evaluate(evaluation.plan, redone(evaluation, flat), evaluation.as_of)


def redone(evaluation: Evaluation, changes: list[Change]) -> Dossier:
    """Return the records with some changes."""
    raw = evaluation.dossier.raw
    assert raw is not None
    return assemble(evaluation.plan, changed(evaluation.plan, raw, changes), keep=True)


__all__ = ["BUILTIN", "Universe", "missing", "redone", "related", "tried", "universe", "values"]
