"""So many alike that a quota binds: one who is proposed, copied with all that hangs on them, level or in ranks.

No two edits of a case fill the places of a quota of three. A crowd does in one: as many subjects as there are places
and one more, each a copy of one that the rules propose, equal in all that is ranked (a tie at the line) or a step apart
in one figure (inside and outside).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from math import ceil

from ...syntax import ast
from ...syntax.mentions import words_of
from ...values import Date, Number
from ..cases.cells import Columns, value_of
from ..cases.found import Found
from ..cases.laying import rows_of
from ..cases.model import CaseFile, Cells, Change
from .edits import Crowd, Edit, SetCell
from .mentions import Mentions

#: So many subjects at most, so many of those who are copied, and so many figures that are varied.
_MOST, _COPIED, _FIGURES = 40, 2, 6
_INSIDE = frozenset({"proposed", "tied", "outside-quota"})


def crowds(
    rules: ast.RuleSetD, columns: Columns, file: CaseFile, mentions: Mentions, words: frozenset[str],
    judged: Callable[[Change], Found],
) -> Iterator[tuple[int, Change, tuple[Edit, ...]]]:
    """Yield crowds for every quota of the awards that are asked about: which case they start from, and the edits."""
    for award in (a for a in rules.awards if a.id.value in words):
        for quota in award.quotas:
            kind = quota.kind.value
            starts = list(_starts(award.id.value, kind, file, judged))
            for size in _sizes(quota):
                for number, change, key in starts:
                    row = next(r for r in _rows(columns, file, change, kind) if r.get(columns.keys[kind]) == key)
                    more = _counted(columns, file, change, kind, row, size - 1)
                    for column, values in _variants(columns, mentions, quota, row, size - 1):
                        yield number, change, (Crowd(kind, key, size - 1, column, values), *more)


def _starts(
    award: str, kind: str, file: CaseFile, judged: Callable[[Change], Found]
) -> Iterator[tuple[int, Change, str]]:
    """Yield whom to copy: the first that the rules propose in the base, or in a case."""
    left = _COPIED
    for number, change in ((0, Change()), *((c.number, c.change) for c in file.cases)):
        for subject, parts in judged(change).items():
            of, _, key = subject.partition("/")
            if of == kind and parts["decisions"].get(award) in _INSIDE:
                yield number, change, key
                left -= 1
                break
        if not left:
            return


def _sizes(quota: ast.QuotaD) -> list[int]:
    """Return how many subjects may fill the places, the fewest first: one or two more than there are places."""
    sizes = {2, 3}
    if quota.count is not None:
        sizes = {quota.count + 1, quota.count + 2}
    if quota.share:
        one = ceil(Decimal(100) / quota.share)
        sizes |= {one, one + 1, (quota.least or 0) + 1}
    for step in quota.sizes:
        sizes |= {step.count + 1, (step.low or 1) + 1, step.low or 1}
    return sorted(s for s in sizes if 1 < s <= _MOST)


def _rows(columns: Columns, file: CaseFile, change: Change, register: str) -> tuple[Cells, ...]:
    return rows_of(file.frame, change, columns.keys).get(register, ())


def _counted(
    columns: Columns, file: CaseFile, change: Change, kind: str, row: Cells, more: int
) -> tuple[SetCell, ...]:
    """Return the edit by which the owner states as many rows as there are then, where that makes a list complete."""
    whole = columns.plan.registers[kind].complete
    if whole is None or whole.count_owner is None or whole.count_field is None:
        return ()
    owner, field = whole.count_owner, whole.count_field
    key = row.get(columns.keys[owner], "")
    stated = next((r.get(field, "") for r in _rows(columns, file, change, owner) if r[columns.keys[owner]] == key), "")
    return (SetCell(owner, key, 0, field, str(int(stated) + more)),) if stated.isdigit() else ()


def _variants(
    columns: Columns, mentions: Mentions, quota: ast.QuotaD, row: Cells, number: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what the copies have otherwise than the one they copy: nothing, or one figure that they are ranked by."""
    yield "", ()
    kind = quota.kind.value
    ranked = [w for key in quota.ranking for word in words_of(key.value) for w in sorted(mentions.of(word))]
    types = columns.types[kind]
    figures = [c for c in dict.fromkeys(ranked) if isinstance(types.get(c), Number | Date) and row.get(c)]
    for column in figures[:_FIGURES]:
        for sign in (1, -1):
            values = _steps(types[column], row[column], sign, number)
            if values:
                yield column, values


def _steps(kind: object, now: str, sign: int, number: int) -> tuple[str, ...]:
    """Return as many values, each a step from the one before: a whole one, or where the range ends sooner the least."""
    match kind:
        case Number(_, decimals):
            for step in dict.fromkeys((Decimal(1), Decimal(1).scaleb(-decimals))):
                values = [f"{Decimal(now) + sign * n * step:f}" for n in range(1, number + 1)]
                if all(value_of(kind, v) is not None for v in values):
                    return tuple(values)
            return ()
        case Date():
            day = dt.date.fromisoformat(now)
            return tuple((day + dt.timedelta(days=sign * n)).isoformat() for n in range(1, number + 1))
        case _:
            return ()
