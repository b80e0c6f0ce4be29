"""A case that tells a mutant apart, found by the solver of the analysis where no small edit of a case does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from ...compiler import Compiled, order
from ...compiler import compile_rules as compiled_rules
from ...diagnostics import ReportedError
from ...plan import Plan
from ...records.grid import NOT_GIVEN
from ..analysis.alike import apart
from ..cases.cells import UNREADABLE
from ..cases.model import Cells, Change, Frame
from ..mutation import Mutant
from ..properties.records import REJECT, Cell, Records, Row, as_stated

#: Registers that a case writes in a way of its own.
_APART = frozenset({"judgement", "attestation"})


def solved(compiled: Compiled, mutant: Mutant, frame: Frame, tells: Callable[[Change], bool]) -> Change | None:
    """Return a case that tells a mutant apart, as changes of the frame; None where none is found."""
    if mutant.assumed:
        return None
    try:
        other = _judging(compiled_rules(mutant.rules, [], "")[0])
    except ReportedError:
        return None
    plan = compiled.plan
    found = apart(plan, other, lambda records, _: tells(change_of(plan, records, frame)))
    return None if found is None else change_of(plan, found, frame)


def _judging(ready: Plan) -> Plan:
    """Return a plan that can be judged by, though a number in it may no longer be the clause's."""
    strata = order.Strata(ready.registers, ready.criteria, ready.bars, ready.suspensions, ready.awards)
    return replace(ready, schedule=tuple(order.schedule(strata, [])))


def change_of(plan: Plan, records: Records, frame: Frame) -> Change:
    """Return records as what a case has otherwise than its frame: every register, answer and attestation."""
    written = as_stated(plan, records)
    rows = {name: tuple(_cells(r) for r in some) for name, some in written.rows.items() if name not in _APART}
    rows = {name: rows.get(name, ()) for name in (*plan.registers, *(n for n in rows if n not in plan.registers))}
    rows |= {name: () for name in frame.records if name not in rows}
    answers: dict[str, dict[str, str]] = {s: dict.fromkeys(given, "") for s, given in frame.answers.items()}
    for row in written.of("judgement"):
        answers.setdefault(str(row["subject"]), {})[str(row["question"])] = _text(row["answer"])
    attested = tuple(str(r["register"]) for r in written.of("attestation"))
    parameters = dict.fromkeys(frame.parameters, "") | {n: _text(v) for n, v in records.parameters.items()}
    return Change(
        records=rows, answers=answers, attested=attested, as_of=records.as_of.isoformat(), parameters=parameters
    )  # fmt: skip


def _cells(row: Row) -> Cells:
    if row.get(REJECT):
        return {n: UNREADABLE if n == next(iter(row)) else _text(v) for n, v in row.items() if n != REJECT}
    return {n: _text(v) for n, v in row.items()}


def _text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value.normalize():f}"
        case dt.date():
            return value.isoformat()
        case _:
            return "" if value == NOT_GIVEN else str(value)


__all__: Sequence[str] = ["change_of", "solved"]
