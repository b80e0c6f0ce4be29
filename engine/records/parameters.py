"""The values given for what the plan leaves open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ..diagnostics import cell_codes, record_codes
from ..plan import Parameter, Plan
from ..values import Choice, Date, FieldType, Number, YesNo, date_of, unscaled
from .batch import Findings, Stack
from .binding import bare, field_target, small
from .cells import Bad, clip, parse
from .dossier import Answer
from .grid import word

_NAME, _VALUE = field_target("name"), field_target("value")


def read_parameters(plan: Plan, stack: Stack, findings: Findings) -> Mapping[str, Answer]:
    """Return the given parameters; unknown names, bad values and contradictions are rejected, row by row."""
    if _NAME not in stack.columns:
        return {}
    known = {small(text): p for p in plan.parameters.values() for text in (p.ask, p.id)}
    loose = {bare(text): p for p in plan.parameters.values() for text in (p.ask, p.id)}
    rows: dict[str, list[int]] = {}
    values: dict[int, int | str | None] = {}
    for index in range(stack.size):
        text = word(stack.raw(index, _NAME))
        asked = known.get(small(text)) or loose.get(bare(text))
        if not text:
            findings.reject(index, cell_codes.REQUIRED, {"column": "Thông số"}, _NAME)
        elif asked is None:
            names = "; ".join(p.ask for p in plan.parameters.values())
            findings.reject(index, record_codes.PARAMETER_UNKNOWN, {"text": clip(text), "names": names}, _NAME)
        else:
            _read(stack, index, asked, findings, values)
            rows.setdefault(asked.id, []).append(index)
    out: dict[str, Answer] = {}
    for name, given in rows.items():
        told = {values.get(index) for index in given if values.get(index) is not None or findings.bad[index]}
        if len(given) > 1 and len(told) > 1:
            for index in given:
                findings.reject(index, record_codes.PARAMETER_TWICE, {"text": plan.parameters[name].ask}, _VALUE)
        good = [i for i in given if not findings.bad[i] and values.get(i) is not None]
        if good and not any(findings.bad[i] for i in given):
            value = values[good[0]]
            if value is not None:
                out[name] = Answer(plain(plan.parameters[name].type, value), stack.place(good[0], _VALUE))
    return {name: out[name] for name in plan.parameters if name in out}


def _read(stack: Stack, index: int, asked: Parameter, findings: Findings, values: dict[int, int | str | None]) -> None:
    """Read one value by the type of its parameter."""
    found = parse(asked.type, stack.raw(index, _VALUE)) if _VALUE in stack.columns else None
    if isinstance(found, Bad):
        findings.reject(index, found.code, {**found.args, "column": asked.ask}, _VALUE)
    elif isinstance(found, int) and asked.days is not None and not asked.days[0] <= found <= asked.days[1]:
        first, last = (f"{date_of(day):%d/%m/%Y}" for day in asked.days)
        args = {"text": f"{date_of(found):%d/%m/%Y}", "column": asked.ask, "first": first, "last": last}
        findings.reject(index, record_codes.PARAMETER_DAYS, args, _VALUE)
    else:
        values[index] = found


def plain(kind: FieldType, value: int | str) -> bool | Decimal | dt.date | str:
    """Return an encoded value as an ordinary one."""
    if isinstance(value, str):
        return value
    match kind:
        case YesNo():
            return value == 2
        case Number():
            return unscaled(value, kind.decimals)
        case Date():
            return date_of(value)
        case Choice():
            return kind.options[value].key
    return str(value)
