"""Clause -> rules -> example cases: every clause with what takes it up; what is missing stays visible.

A clause is a hole where rules take it up and no case exercises any of them; a clause that nothing takes up is an error
that `check` finds, and is shown all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..compiler.citing import rules_of
from ..compiler.scope import known
from ..diagnostics import Diagnostic, arranged
from ..law import Clause
from ..syntax import ast
from ..syntax.cases import CaseD, read_cases
from .exercised import NAMED, Exercised, nodes_of
from .waived import Waived, waived_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule that cites a clause; `cases` are the numbers of those that exercise it."""

    what: str
    id: str
    label: str
    quote: str
    readings: tuple[ast.ReadingD, ...]
    cases: tuple[int, ...]
    #: No rule with a result rests on it, so that no case could exercise it.
    idle: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One clause: the rules that take it up, why none does, and the readings of it."""

    document: str
    clause: Clause
    entries: tuple[Entry, ...]
    waivers: tuple[str, ...]
    readings: tuple[ast.ReadingD, ...]

    @property
    def place(self) -> str:
        """Return how rules cite it."""
        return f"{self.document} {self.clause.id}"

    @property
    def forgotten(self) -> bool:
        """Tell whether nothing takes it up or waives it."""
        return not self.entries and not self.waivers

    @property
    def hole(self) -> bool:
        """Tell whether rules take it up that cases could exercise, and none does."""
        return any(not e.idle for e in self.entries) and not any(e.cases for e in self.entries)

    @property
    def cases(self) -> tuple[int, ...]:
        """Return the cases that exercise any of its rules."""
        return tuple(sorted({c for e in self.entries for c in e.cases}))


@dataclass(frozen=True, slots=True)
class Traced:
    """A whole rule set, traced."""

    id: str
    title: str
    documents: tuple[tuple[ast.DocumentD, tuple[Line, ...]], ...]
    #: What each case shows, in order; its number is its place from 1.
    cases: tuple[str, ...]
    #: Findings of lints that stand, and why.
    waived: tuple[Waived, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines of all documents."""
        return tuple(line for _, lines in self.documents for line in lines)

    @property
    def holes(self) -> tuple[Line, ...]:
        """Return the clauses that no case exercises, or that nothing takes up."""
        return tuple(line for line in self.lines if line.hole or line.forgotten)


def cases_of(rules: ast.RuleSetD, path: Path) -> tuple[tuple[CaseD, ...], tuple[Diagnostic, ...]]:
    """Read the cases beside a rules file; a case that names no rule of the rule set is a finding."""
    cases, bad = read_cases(path)
    found = list(bad)
    table = {d.id.value: d for section in NAMED for d in getattr(rules, section)}
    for case in cases:
        for name in case.names:
            known(name, table, found, "quy tắc", "rule")
    return cases, arranged(found)


def trace(rules: ast.RuleSetD, cases: Sequence[CaseD] = ()) -> Traced:
    """Trace every clause, in the order of the documents."""
    exercised = Exercised(rules)
    reached = [exercised.by_names(n.value for n in c.names) for c in cases]
    readings = {r.id.value: r for r in rules.readings}
    entries: dict[tuple[str, str], list[Entry]] = {}
    for cited in rules_of(rules):
        nodes = nodes_of(cited.what, cited.id)
        entry = Entry(
            cited.what,
            cited.id,
            cited.label,
            cited.cite.quote.value if cited.cite.quote else "",
            tuple(readings[n.value] for n in cited.readings if n.value in readings),
            tuple(i for i, nodes_reached in enumerate(reached, 1) if nodes_reached.intersection(nodes)),
            exercised.idle(nodes),
        )
        entries.setdefault(_place(cited.cite), []).append(entry)
    waivers: dict[tuple[str, str], list[str]] = {}
    for waiver in rules.waivers:
        waivers.setdefault(_place(waiver.cite), []).append(waiver.reason)
    documents = tuple(
        (d, tuple(_line(d.id.value, c, entries, waivers, rules) for c in d.clauses)) for d in rules.documents
    )
    return Traced(rules.id.value, rules.title, documents, tuple(c.note for c in cases), waived_of(rules))


def _place(cite: ast.CiteD) -> tuple[str, str]:
    return cite.document.value, cite.clause.value


def _line(
    document: str,
    clause: Clause,
    entries: Mapping[tuple[str, str], Sequence[Entry]],
    waivers: Mapping[tuple[str, str], Sequence[str]],
    rules: ast.RuleSetD,
) -> Line:
    place = (document, clause.id)
    mine = tuple(entries.get(place, ()))
    used = {r.id.value for e in mine for r in e.readings}
    # a reading stands under the clause it reads, also where only rules of other clauses, or fields, rest on it
    readings = tuple(r for r in rules.readings if r.id.value in used or _place(r.cite) == place)
    return Line(document, clause, mine, tuple(waivers.get(place, ())), readings)
