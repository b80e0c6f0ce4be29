"""Whether a register holds everything that belongs to a row: what says so, or what is lacking."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from .. import plan
from ..records.dossier import MISSING, NO_DAY
from ..values import Choice, date_of
from .nodes import Amount, Coverage, Gap, Paper, Parameter, Row, Unfit, Wanted
from .reader import Reader


def along(reader: Reader, path: plan.Path, at: str, index: int) -> tuple[Coverage, ...]:
    """Return for every register of a path whether it holds everything below one row of `at`."""
    out = [covered(reader, path[0], at, index)]
    for depth in range(1, len(path)):
        upper, lower = path[depth - 1], path[depth]
        owners = reader.members(at, path[:depth], index)
        lacking = owners[~reader.known.complete(lower, upper)[owners]]
        first = int(lacking[0]) if len(lacking) else int(owners[0]) if len(owners) else -1
        if first < 0:
            described = reader.register(lower)
            basis = described.complete.basis if described.complete else ""
            found = Coverage(
                register=lower, label=described.label, basis=basis, owner=reader.row(at, index), complete=True,
                gap=None, paper=None, rows=None, stated=None, stated_cell=None, rejected=(),
            )  # fmt: skip
        else:
            found = covered(reader, lower, upper, first)
            named = tuple(reader.row(upper, int(i)) for i in lacking) if found.gap in _OWN else ()
            found = _wider(found, reader.row(at, index), named)
        out.append(found)
    return tuple(out)


#: Gaps that concern some owners and not others.
_OWN = (Gap.REJECTED, Gap.COUNT, Gap.COUNT_MISSING)


def _wider(found: Coverage, owner: Row, lacking: tuple[Row, ...]) -> Coverage:
    """Return the coverage of one owner as that of the row above all of them."""
    return Coverage(
        found.register, found.label, found.basis, owner, found.complete, found.gap, found.paper,
        found.rows, found.stated, found.stated_cell, found.rejected, lacking, found.wanted, found.since,
    )  # fmt: skip


def covered(reader: Reader, register: str, owner: str, index: int) -> Coverage:
    """Return whether a register holds everything that belongs to one row of `owner`."""
    described, table = reader.register(register), reader.table(register)
    complete = bool(reader.known.complete(register, owner)[index])
    rows = stated = None
    cell = None
    counted = described.complete
    if counted is not None and counted.count_owner == owner and counted.count_field is not None:
        rows = int((table.owners[owner] == index).sum())
        raw = int(reader.table(owner).columns[counted.count_field][index])
        stated = None if raw == MISSING else raw
        cell = reader.table(owner).places.cell(index, counted.count_field)
    attested = counted is not None and counted.count_owner is None
    paper, other, wanted = _papers(reader, register, owner, index) if attested else (None, None, None)
    gap = None if complete else _gap(reader, register, owner, index, stated, other)
    rejected = reader.rejected_in(register) if gap is Gap.REJECTED else ()
    return Coverage(
        register, described.label, counted.basis if counted else "", reader.row(owner, index), complete, gap,
        paper if complete else other, rows, stated, cell, rejected, (),
        wanted if gap is Gap.ATTESTED_OTHERWISE else None,
        since(reader) if gap in _PAPER and attested else None,
    )  # fmt: skip


#: Gaps that an attestation would close.
_PAPER = (Gap.UNATTESTED, Gap.ATTESTED_OTHERWISE)


def since(reader: Reader) -> Parameter | None:
    """Return the parameter nobody gave on which the first day of the period rests."""
    period = reader.ready.periods.get("period")
    bounds = reader.known.period
    if period is None or bounds is None or bounds[0][0] == bounds[0][1]:
        return None
    parts = period.first.terms if isinstance(period.first, plan.Add) else (period.first,)
    for part in parts:
        if isinstance(part, plan.Given) and part.parameter not in reader.evaluation.dossier.parameters:
            low, high = (Fraction(end) for end in bounds[0])
            ask = reader.ready.parameters[part.parameter].ask
            return Parameter(Amount(low, high, "date"), part.parameter, ask, None, ("parameter", part.parameter))
    return None


def everywhere(reader: Reader, register: str) -> Coverage:
    """Return whether a register holds everybody, as a ranking among all its rows needs it."""
    described, table, complete = reader.register(register), reader.table(register), reader.known.closed(register)
    basis = described.complete.basis if described.complete else ""
    gap = (
        None
        if complete
        else Gap.UNREAD
        if not table.read
        else Gap.REJECTED
        if _spoilt(reader, register)
        else Gap.UNATTESTED
    )
    if gap is Gap.UNATTESTED and described.owners:
        gap = Gap.ABOVE
    rejected = reader.rejected_in(register) if gap is Gap.REJECTED else ()
    attested = described.complete is not None and described.complete.count_owner is None
    return Coverage(
        register, described.label, basis, None, complete, gap, None, None, None, None, rejected, (), None,
        since(reader) if gap in _PAPER and attested else None,
    )  # fmt: skip


def _spoilt(reader: Reader, register: str) -> bool:
    table = reader.table(register)
    return table.reopened_all or any(bool(m.any()) for m in table.reopened.values())


def _gap(reader: Reader, register: str, owner: str, index: int, stated: int | None, other: Paper | None) -> Gap:
    described, table = reader.register(register), reader.table(register)
    complete = described.complete
    if complete is None:
        return Gap.NEVER
    if not table.read:
        return Gap.UNREAD
    reopened = table.reopened.get(owner)
    if table.reopened_all or (reopened is not None and bool(reopened[index])):
        return Gap.REJECTED
    if complete.count_owner is not None:
        if complete.count_owner != owner:
            return Gap.NEVER
        return Gap.COUNT_MISSING if stated is None else Gap.COUNT
    return Gap.ATTESTED_OTHERWISE if other is not None else Gap.UNATTESTED


def _papers(reader: Reader, register: str, owner: str, index: int) -> tuple[Paper | None, Paper | None, Wanted | None]:
    """Return the attestation that holds for a row, the nearest that does not hold, and what that had to be."""
    table = reader.table("attestation")
    kind = reader.register("attestation").fields["register"].type
    names = [o.key for o in kind.options] if isinstance(kind, Choice) else []
    if table.size == 0 or register not in names:
        return None, None, None
    about = table.columns["register"] == names.index(register)
    seen = reader.known.seen("attestation")
    about = about if seen is None else about & seen
    holding: list[int] = []
    failing: dict[int, tuple[str, bool]] = {}
    for top, above in reader.known.tops(owner).items():
        good, scope = reader.known.attesting(register, top)
        mine = about & ((scope < 0) | ((scope == above[index]) & (above[index] >= 0)))
        for others, rows in table.owners.items():
            mine = mine & (rows < 0) if others != top else mine
        holding += np.flatnonzero(mine & good).tolist()
        failing |= {int(i): (top, bool(scope[i] >= 0)) for i in np.flatnonzero(mine & ~good)}
    paper = max((_paper(reader, i) for i in holding), key=_latest, default=None)
    if not failing:
        return paper, None, None
    near = max(failing, key=lambda i: (failing[i][1], _latest(_paper(reader, i))))
    other = _paper(reader, near)
    return paper, other, _wanted(reader, register, failing[near][0], near, other)


def _wanted(reader: Reader, register: str, top: str, index: int, paper: Paper) -> Wanted:
    """Return what an attestation had to be and what about it does not fit; a first day nobody knows is left out."""
    first_day, last_day, count = reader.known.wanted(register, top, index)
    first = None if first_day is None or since(reader) is not None else date_of(first_day)
    last = None if last_day is None else date_of(last_day)
    fails = {
        Unfit.UNDATED: paper.day is None,
        Unfit.NO_FIRST: first_day is not None and paper.first is None,
        Unfit.LATE: first is not None and paper.first is not None and paper.first > first,
        Unfit.NO_LAST: last is not None and paper.last is None,
        Unfit.SHORT: last is not None and paper.last is not None and paper.last < last,
        Unfit.COUNT: paper.day is not None and paper.count != count,
    }
    return Wanted(first, last, count, tuple(u for u, failed in fails.items() if failed))


def _latest(paper: Paper) -> tuple[str, str, str, str]:
    return (paper.day.isoformat() if paper.day else "", paper.document, paper.office, str(paper.cell))


def _paper(reader: Reader, index: int) -> Paper:
    columns = reader.table("attestation").columns

    def day(name: str) -> int:
        return int(columns[name][index])

    first, last, given = (date_of(day(n)) if day(n) != NO_DAY else None for n in ("covers_from", "covers_to", "day"))
    return Paper(
        reader.text("attestation", "document", index), given, reader.text("attestation", "office", index),
        int(columns["count"][index]), first, last, reader.table("attestation").places.cell(index, "register"),
    )  # fmt: skip
