"""Steps that bring papers: registers that were not received, attestations, nominations, grants, rows left out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np

from ... import plan
from ...records.changes import ASSUMED, Add
from ...records.dossier import NO_DAY
from ...values import Date, Plain, date_of, days
from ..coverage import covered
from ..lacking import Waits
from ..nodes import Coverage, Gap
from ..reader import Reader
from .cells import mended, put, told_of
from .making import SOME_TEXT, Goal, Maker, Values
from .may import Window
from .model import Act, Never, Part, Step, Why
from .tree import DONE, AtLeast, Leaf, Shut, Unclear, Way, any_of

_DATE = Date()


def complete(
    read: Reader, register: str, owner: str, index: int, goals: tuple[Goal, ...], taken: tuple[Step, ...]
) -> Way:
    """Return how a register may come to hold everything that belongs to one row."""
    found = covered(read, register, owner, index)
    if found.complete:
        return DONE
    match found.gap:
        case Gap.UNREAD | Gap.UNATTESTED | Gap.ATTESTED_OTHERWISE:
            described = read.register(register).complete
            if described is not None and described.count_owner is not None:
                return _listed(read, found, owner, index, goals, taken)
            return attested(read, register, owner, index, found)
        case Gap.REJECTED:
            way = mended(read, register, found.rejected)
            return AtLeast(1, (way,)) if not isinstance(way, Shut) else way
        case Gap.COUNT:
            return _listed(read, found, owner, index, goals, taken)
        case Gap.COUNT_MISSING:
            return _stated(read, register, owner, index)
        case Gap.NEVER:
            return Shut(Never(Why.SILENT))
        case _:
            return Unclear()


def attested(read: Reader, register: str, owner: str, index: int, found: Coverage) -> Way:
    """Return the step by which an office confirms a register, for as little as the owner's unit."""
    top, above = _top(read, owner, index)
    scope = read.table(top).keys[above] if above >= 0 and read.register(top).keyed else ""
    day = days(read.evaluation.as_of)
    first, last = _days(read, register)
    count = Decimal(_rows_known(read, register, top, above if scope else -1))
    unread = not read.table(register).read
    values: tuple[tuple[str, Plain], ...] = (
        ("register", register), ("scope", scope), ("count", count), ("covers_from", date_of(first)),
        ("covers_to", date_of(last)), ("document", SOME_TEXT), ("day", date_of(day)), ("office", SOME_TEXT),
    )  # fmt: skip
    row = read.row(top, above) if scope else None
    step = Step(
        Act.SUBMIT if unread else Act.ATTEST, ("attest", register, scope), (Add("attestation", values),), Waits.PAPERS,
        row, found.label, receives=(register,) if unread else (), count=int(count), due=found.basis,
        parts=(Part("covers_from", "", _DATE, date_of(first)), Part("covers_to", "", _DATE, date_of(last))),
    )  # fmt: skip
    return Leaf(step)


def _top(read: Reader, owner: str, index: int) -> tuple[str, int]:
    """Return the topmost row above a row."""
    for top, above in read.known.tops(owner).items():
        if above[index] >= 0:
            return top, int(above[index])
    return next(iter(read.known.tops(owner))), -1


def _days(read: Reader, register: str) -> tuple[int, int]:
    """Return the first and last day that an attestation has to cover as of today."""
    known, day = read.known, days(read.evaluation.as_of)
    described = known.registers[register].complete
    through = described.through if described is not None else None
    first = known.period[0][0] if known.period is not None else day
    bounds = known.ends[through] if through is not None else known.period[1] if known.period is not None else None
    last = day if bounds is None else min(bounds[1], day)
    return min(first, last), last


def _rows_known(read: Reader, register: str, top: str, above: int) -> int:
    """Return how many rows of one unit (-1: of all) are known today."""
    table, described = read.table(register), read.register(register)
    rows = np.ones(table.size, dtype=bool)
    if above >= 0:
        rows = np.asarray(read.known.tops(register).get(top, np.full(table.size, -1)) == above)
    if described.known is not None and described.known in table.columns:
        column = table.columns[described.known]
        rows = rows & ((column == NO_DAY) | (column <= days(read.evaluation.as_of)))
    return int(rows.sum())


def _stated(read: Reader, register: str, owner: str, index: int) -> Way:
    """Return the step that states how many rows a register has: as many as came."""
    counted = read.register(register).complete
    if counted is None or counted.count_owner != owner or counted.count_field is None:
        return Shut(Never(Why.SILENT))
    if read.table(owner).ghost[index]:
        return mended(read, owner, read.rejected_at(read.table(owner).places.cell(index)))
    fact = read.fact(owner, counted.count_field, index)
    rows = int((read.table(register).owners[owner] == index).sum())
    return Leaf(put(fact, Decimal(rows), Act.FILL))


def _listed(
    read: Reader, found: Coverage, owner: str, index: int, goals: tuple[Goal, ...], taken: tuple[Step, ...]
) -> Way:
    """Return the step that brings the rows of a counted register which are still to come."""
    register = found.register
    counted = read.register(register).complete
    if counted is None or counted.count_owner != owner or found.stated is None:
        return _stated(read, register, owner, index) if found.stated is None else Shut(Never(Why.SILENT))
    lacking = found.stated - (found.rows or 0)
    if lacking <= 0 and read.table(register).read:
        return Shut(Never(Why.RECORDED))
    slot = ("listed", register, read.table(owner).keys[index])
    starts = [dict(_values(s, register)) for s in taken if s.slot == slot]
    maker = Maker(read, register, read.evaluation.as_of, upto=True)
    rows = [v for start in (starts or [{}]) for v in maker.rows(goals, start)] or [{}]
    return any_of(
        [Leaf(_rows_step(read, register, owner, index, v, max(lacking, 0), Act.SUPPLY, slot)) for v in rows],
        Never(Why.RECORDED),
    )


def _values(step: Step, register: str) -> tuple[tuple[str, Plain], ...]:
    """Return the values of the row that a step would bring, but its owner and key."""
    fields = {p.field for p in step.parts}
    added = next((c for c in step.changes if isinstance(c, Add) and c.register == register), None)
    return tuple(v for v in added.values if v[0] in fields) if added is not None else ()


def _rows_step(
    read: Reader, register: str, owner: str, index: int, values: Values, many: int, act: Act,
    slot: tuple[str | int, ...], *, by: dt.date | None = None, due: str = "",
) -> Step:  # fmt: skip
    """Return the step that brings so many rows with some values."""
    described = read.register(register)
    above = (
        "subject" if described.owner_key is not None and owner not in described.fields else owner,
        read.table(owner).keys[index],
    )
    changes = []
    for n in range(many):
        name = " ".join(map(str, slot[2:])) + (f" {n + 1}" if many > 1 else "")
        own: list[tuple[str, Plain]] = [above, ("key", f"{SOME_TEXT} {name}")]
        changes.append(Add(register, (*own, *sorted(values.items()))))
    parts = tuple(
        Part(f, described.fields[f].label, described.fields[f].type, told_of(described.fields[f].type, v))
        for f, v in sorted(values.items())
        if f in described.fields
    )
    return Step(
        act, slot, tuple(changes), Waits.PAPERS, read.row(owner, index), described.label, parts=parts, by=by, due=due,
        receives=() if read.table(register).read else (register,), count=many,
        day=read.evaluation.as_of,
        dated=described.happens if described.happens is not None and described.happens in values else "",
    )  # fmt: skip


def new_row(
    read: Reader,
    register: str,
    owner: str,
    index: int,
    goals: tuple[Goal, ...],
    window: Window,
    taken: tuple[Step, ...],
) -> Way:
    """Return the steps by which a further row of a register may come to one row of its owner.

    It is either something new, done while that is not too late, or what was left out of a register that is not known
    to hold everything. What a row that came by an earlier step holds already, it may hold too.
    """
    described = read.register(register)
    counted = described.complete is not None and described.complete.count_owner is not None
    if described.subject is not None or counted:  # who belongs to a unit does not change, nor how many
        return Shut(Never(Why.RECORDED))
    if assumed_row(read, owner, index):
        return Shut(Never(Why.RECORDED))
    lacking = not covered(read, register, owner, index).complete
    if not (window.acts or lacking):
        return Shut(window.shut)
    home = ("row", register, read.table(owner).keys[index])
    earlier = [s for s in taken if s.slot[:3] == home]
    tries: list[tuple[tuple[str | int, ...], Values]] = [((*home, len(earlier)), {})]
    tries += [(s.slot, dict(_values(s, register))) for s in earlier]
    out: list[Way] = []
    day = read.evaluation.as_of
    for slot, start in tries:
        if window.acts:
            for values in Maker(read, register, day, upto=False).rows(goals, start):
                by, due = _last_day(read, register, goals, values, window)
                out.append(Leaf(_rows_step(read, register, owner, index, values, 1, Act.DO, slot, by=by, due=due)))
        elif lacking:
            rows = Maker(read, register, day, upto=True).rows(goals, start)
            out += [Leaf(_rows_step(read, register, owner, index, v, 1, Act.SUPPLY, slot)) for v in rows]
    return any_of(out, window.shut)


def _last_day(
    read: Reader, register: str, goals: tuple[Goal, ...], values: Values, window: Window
) -> tuple[dt.date | None, str]:
    """Return the last day on which something new would still do, and the deadline it is the last day of."""
    happens = read.register(register).happens
    if happens is None or window.last is None:
        return window.last, window.due
    start = {k: v for k, v in values.items() if k != happens}
    rows = Maker(read, register, window.last, upto=True).rows(goals, start)
    found = [v[happens] for v in rows if happens in v]
    latest = max((f for f in found if isinstance(f, dt.date)), default=read.evaluation.as_of)
    by = max(latest, read.evaluation.as_of)
    if by == window.last:
        return by, window.due
    return by, next(
        (read.ready.deadlines[d].label for d, ends in read.known.ends.items() if ends == (days(by),) * 2), ""
    )


def assumed_row(read: Reader, register: str, index: int) -> bool:
    """Tell whether a row came by an earlier step."""
    return read.table(register).places.cell(index).file == ASSUMED


def named_row(
    read: Reader, register: str, kind: str, index: int, award: plan.Award, act: Act, by: dt.date | None, due: str,
    *, late: bool = False,
) -> Way:  # fmt: skip
    """Return the step by which a nomination for an award, or the decision that granted it, comes."""
    key, day = read.table(kind).keys[index], read.evaluation.as_of
    values: tuple[tuple[str, Plain], ...] = (
        ("subject", key),
        ("award", award.id),
        ("document", SOME_TEXT),
        ("day", day),
    )
    step = Step(
        act, (register, kind, key, award.id), (Add(register, values),), Waits.PAPERS, read.row(kind, index),
        award.label,
        by=by, due=due, receives=() if read.table(register).read else (register,), late=late,
    )  # fmt: skip
    return Leaf(step)
