"""Whether a register holds everything that belongs to a row: what says so, or what is lacking."""

from __future__ import annotations

import numpy as np

from .. import plan
from ..records.dossier import MISSING, NO_DAY
from ..values import Choice, date_of
from .nodes import Coverage, Gap, Paper, Row
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
        found.rows, found.stated, found.stated_cell, found.rejected, lacking,
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
    paper, other = (
        _papers(reader, register, owner, index) if counted is not None and counted.count_owner is None else (None, None)
    )
    gap = None if complete else _gap(reader, register, owner, index, stated, other)
    rejected = reader.rejected_in(register) if gap is Gap.REJECTED else ()
    return Coverage(
        register, described.label, counted.basis if counted else "", reader.row(owner, index), complete, gap,
        paper if complete else other, rows, stated, cell, rejected,
    )  # fmt: skip


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
    return Coverage(register, described.label, basis, None, complete, gap, None, None, None, None, rejected)


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


def _papers(reader: Reader, register: str, owner: str, index: int) -> tuple[Paper | None, Paper | None]:
    """Return the attestation that holds for a row, and the latest that speaks of it but does not hold."""
    table = reader.table("attestation")
    kind = reader.register("attestation").fields["register"].type
    names = [o.key for o in kind.options] if isinstance(kind, Choice) else []
    if table.size == 0 or register not in names:
        return None, None
    about = table.columns["register"] == names.index(register)
    seen = reader.known.seen("attestation")
    about = about if seen is None else about & seen
    holding: list[int] = []
    failing: list[int] = []
    for top, above in reader.known.tops(owner).items():
        good, scope = reader.known.attesting(register, top)
        mine = about & ((scope < 0) | ((scope == above[index]) & (above[index] >= 0)))
        for others, rows in table.owners.items():
            mine = mine & (rows < 0) if others != top else mine
        holding += np.flatnonzero(mine & good).tolist()
        failing += np.flatnonzero(mine & ~good).tolist()
    papers = [sorted((_paper(reader, i) for i in found), key=_latest) for found in (holding, failing)]
    return (papers[0][-1] if papers[0] else None), (papers[1][-1] if papers[1] else None)


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
