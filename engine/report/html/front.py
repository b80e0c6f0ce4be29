"""The first page of the report as data for its template: it needs no script, so that it can be read everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...diagnostics import Diagnostic
from ...explain.telling import Teller
from ...source import Cell
from ...values import Decision
from ..tables import quoted
from .campaign import Campaign
from .columns import INTERIM, PROVISIONAL, Column
from .index import Index
from .taking import DECISIONS, VERDICTS

#: They were not nominated, or the award is not for them.
_APART = frozenset({Decision.NOT_NOMINATED.word, Decision.NOT_APPLICABLE.word})


@dataclass(frozen=True, slots=True)
class Count:
    """One result of a list: how many of each kind, in the order of the kinds; `parts` where it has several words."""

    id: str
    words: str
    tone: str
    numbers: tuple[int, ...]
    parts: tuple[Count, ...] = ()

    @property
    def total(self) -> int:
        """Return how many there are of all kinds."""
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Table:
    """The results of one list; `nominated` is the sum of all but those apart, empty where there is no such sum."""

    id: str
    label: str
    kinds: tuple[tuple[str, str], ...]
    rows: tuple[Count, ...]
    nominated: tuple[int, ...]

    @property
    def sums(self) -> tuple[int, ...]:
        """Return how many there are of each kind."""
        return tuple(sum(r.numbers[n] for r in self.rows) for n in range(len(self.kinds)))


def tables(campaign: Campaign, index: Index) -> tuple[Table, ...]:
    """Return the counts of every list."""
    return tuple(_table(campaign, column) for column in index.columns.values())


def _table(campaign: Campaign, column: Column) -> Table:
    kinds = [(k.id, k.word) for k in campaign.kinds if k.id in column.counts]
    teller = Teller(campaign.lang)
    named: dict[str, str] = {}
    for result in sorted(column.results, key=lambda r: (r.order, r.words)):
        named.setdefault(result.id, result.words)
    if column.type == "award":
        named = {d.word: teller.say(d.word) for d in DECISIONS if d.word in named}
    elif column.type == "grade" and "undetermined" in named:
        named["undetermined"] = teller.say("undetermined")
    elif column.type == "assessment":
        named = {v.word: named[v.word] for v in VERDICTS if v.word in named}
    rows = tuple(_count(column, i, words, [k for k, _ in kinds]) for i, words in named.items())
    nominated: tuple[int, ...] = ()
    if column.type == "award":
        nominated = tuple(sum(r.numbers[n] for r in rows if r.id not in _APART) for n in range(len(kinds)))
    return Table(column.id, column.label, tuple(kinds), rows, nominated)


def _count(column: Column, result: str, words: str, kinds: list[str]) -> Count:
    """Return how many got a result, and of those who wait how many wait for what."""
    tone = column.tone(result)
    same = sorted((r for r in column.results if r.id == result), key=lambda r: (r.order, r.words))
    parts = [Count(result, r.words, tone, tuple(column.counts[k][r] for k in kinds)) for r in same]
    whole = tuple(sum(p.numbers[n] for p in parts) for n in range(len(kinds)))
    return Count(result, words, tone, whole, tuple(parts) if len(parts) > 1 else ())


def marked(index: Index) -> tuple[int, int]:
    """Return how many results are provisional, and how many interim."""
    marks = [m for column in index.columns.values() for m in column.marks]
    return sum(bool(m & PROVISIONAL) for m in marks), sum(bool(m & INTERIM) for m in marks)


def findings(campaign: Campaign, found: Iterable[Diagnostic]) -> list[list[str]]:
    """Return findings as rows: file, sheet, cell, sentence, remedy."""
    out = []
    for one in found:
        place = one.place if isinstance(one.place, Cell) else Cell("")
        told = (quoted(one.message(campaign.lang)), quoted(one.help(campaign.lang)))
        out.append([place.file, place.sheet, place.cell, *told])
    return out


def grouped(rows: Iterable[list[str]]) -> list[list[str | int]]:
    """Return findings with the same sentence together: the first place, sentence, remedy, how many places."""
    groups: dict[tuple[str, str], list[list[str]]] = {}
    for row in rows:
        groups.setdefault((row[3], row[4]), []).append(row)
    return [[*same[0], len(same)] for same in groups.values()]
