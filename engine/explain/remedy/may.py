"""What may still change on a day: nothing past its deadline, nothing adverse, nothing that somebody judged.

The rules are written down in docs/remedies.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from ... import plan
from ...evaluator.inputs import day_bounds
from ...values import Date, Number, YesNo, date_of, days
from ..reader import Reader
from .model import Never, Why


@dataclass(frozen=True, slots=True)
class Window:
    """Whether something may still be done for a rule, and until when (`last`: None where no day is known).

    `flags`: a No may still become a Yes; `shut`: why nothing may be done any more.
    """

    acts: bool
    flags: bool
    last: dt.date | None
    due: str
    shut: Never


@dataclass(frozen=True, slots=True)
class Adverse:
    """What bars and suspensions read, and what is known by a conclusion: registers, and single fields of subjects."""

    registers: frozenset[str]
    fields: frozenset[tuple[str, str]]


def window_of(read: Reader, due: str | None, keep: str | None) -> Window:
    """Return what may still be done for a criterion with a deadline, or a period through which it is kept."""
    day = days(read.evaluation.as_of)
    if due is not None:
        low, high = read.known.ends[due]
        label = read.ready.deadlines[due].label
        last = date_of(low) if low == high else None
        shut = Never(Why.PASSED, day=last, due=label)
        return Window(day <= high, day <= high, last, label, shut)
    name = keep if keep is not None else "period" if "period" in read.ready.periods else None
    if name is None:
        return closed(Never(Why.ENDED))
    period = read.ready.periods[name]
    low, high = day_bounds(read.frame.given, period.last)
    last = date_of(low) if low == high else None
    shut = Never(Why.BROKEN if keep is not None and day < high else Why.ENDED, day=last, due=period.label)
    return Window(day < high, day < high and keep is None, last, period.label, shut)


def closed(why: Never | None = None) -> Window:
    """Return a window in which only what is missing may be supplied."""
    return Window(acts=False, flags=False, last=None, due="", shut=why or Never(Why.RECORDED))


def adverse(ready: plan.Plan) -> Adverse:
    """Return what the bars and suspensions of a plan read, and the registers of what somebody concluded."""
    registers: set[str] = set()
    own: set[tuple[str, str]] = set()
    kinds = set(ready.kinds())
    for bar in (*ready.bars.values(), *ready.suspensions.values()):
        for node in (bar.when, *(e.when for e in bar.exceptions)):
            for register, name in _read(node, bar.kind):
                (own.add((register, name)) if register in kinds else registers.add(register))
    registers |= {r.id for r in ready.registers.values() if r.known is not None and r.known != r.happens}
    return Adverse(frozenset(registers), frozenset(own))


def _read(node: object, at: str) -> Iterator[tuple[str, str]]:
    """Yield (register, field) of everything that a condition or number looks at."""
    match node:
        case plan.Flag(name) | plan.OneOf(name) | plan.Present(name) | plan.Value(name):
            yield at, name
        case plan.Some(path) | plan.Every(path) | plan.Count(path) | plan.Share(path):
            yield path[-1], ""
            for part in _parts(node):
                yield from _read(part, path[-1])
        case plan.Total(_, path) | plan.Run(_, _, path):
            yield path[-1], ""
            for part in _parts(node):
                yield from _read(part, path[-1])
        case plan.Owner(register, item) | plan.OwnerNum(register, item):
            yield from _read(item, register)
        case plan.Named():
            yield from _read(node.value, at)
        case _:
            for part in _parts(node):
                yield from _read(part, at)


def _parts(node: object) -> Iterator[object]:
    if isinstance(node, tuple):
        yield from node
    elif is_dataclass(node) and not isinstance(node, type):
        for one in fields(node):
            value = getattr(node, one.name)
            if isinstance(value, tuple) or is_dataclass(value):
                yield value


def alterable(read: Reader, against: Adverse, window: Window, register: str, name: str) -> bool:
    """Tell whether a value that stands in a field may still become another."""
    described = read.register(register)
    found = described.fields.get(name)
    if found is None or register in against.registers or (register, name) in against.fields:
        return False
    counted = {
        (r.complete.count_owner, r.complete.count_field)
        for r in read.ready.registers.values()
        if r.complete is not None
    }
    if name == described.role or (register, name) in counted or name in {described.happens, described.known}:
        return False
    match found.type:
        case YesNo():
            return window.flags
        case Number():
            return window.acts
        case Date():
            return False  # a day that is on record is never another
        case _:
            return False  # who or what somebody is does not change


def refusal(read: Reader, against: Adverse, window: Window, register: str, name: str) -> Never:
    """Return why a value that stands in a field may not become another."""
    if register in against.registers or (register, name) in against.fields:
        return Never(Why.ADVERSE)
    kind = read.described(register, name).type
    if isinstance(kind, YesNo | Number) and not window.acts:
        return window.shut
    if isinstance(kind, YesNo) and not window.flags:
        return window.shut
    return window.shut if window.shut.why is Why.SCOPE else Never(Why.RECORDED)
