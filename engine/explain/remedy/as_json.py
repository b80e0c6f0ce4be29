"""Remedies as plain values, as the JSON contract has them (docs/result.schema.json)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ...records.changes import Add, Change, Drop, Put
from ..nodes import Row, Told
from ..telling import Teller
from .model import Never, Remedies, Remedy, Step
from .steptext import step_text
from .telling import what, why_text

Json = dict[str, object]


def remedies_json(teller: Teller, found: Remedies, subject: Row) -> Json:
    """Return what would turn a decision: the ways, what stands in the way for good, how far the search went."""
    out: Json = {"outcome": found.outcome.value, "trials": found.tried}
    if found.found:
        out["ways"] = [_remedy(teller, r, subject) for r in found.found]
    if found.never:
        out["never"] = [_never(teller, n) for n in dict.fromkeys(found.never)]
    if found.obstacles:
        out["obstacles"] = [{"code": o.code, "id": o.id, "text": what(teller.lang, o)} for o in found.obstacles]
    if found.least:
        out["at_least"] = found.least
    if found.example:
        out["example"] = [_step(teller, s, subject) for s in found.example]
    return out


def _remedy(teller: Teller, remedy: Remedy, subject: Row) -> Json:
    return {
        "changes": remedy.size,
        "sets": remedy.ways,
        "parts": [
            {"choose": g.many, "among": [[_step(teller, s, subject) for s in choice] for choice in g.choices]}
            for g in remedy.groups
        ],
    }


def _step(teller: Teller, step: Step, subject: Row) -> Json:
    out: Json = {
        "act": step.act.value,
        "text": step_text(teller, step, subject),
        "waits_on": step.waits.value,
        "records": [] if step.open else [_change(c) for c in step.changes],
    }
    if step.open:
        out["open"] = True
    if step.by is not None:
        out["by"] = step.by.isoformat()
    if step.receives:
        out["receives"] = list(step.receives)
    return out


def _change(change: Change) -> Json:
    match change:
        case Put(register, row, field, value):
            return {"put": register, "file": row.file, "sheet": row.sheet, "row": row.cell, "field": field,
                    "value": _plain(value)}  # fmt: skip
        case Drop(register, row):
            return {"drop": register, "file": row.file, "sheet": row.sheet, "row": row.cell}
        case Add(register, values):
            return {"add": register, "values": {f: _plain(v) for f, v in values}}


def _plain(value: Told) -> bool | str | None:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _never(teller: Teller, never: Never) -> Json:
    return {
        "code": never.code, "id": never.id, "why": never.why.value,
        "text": f"{what(teller.lang, never)}: {why_text(teller, never)}",
    }  # fmt: skip
