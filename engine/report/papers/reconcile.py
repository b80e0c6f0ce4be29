"""The five columns that stand side by side: nominated, by rules, appraised, council, decided; and where they differ.

Each is what its own record says: nothing is taken from one column into another, and nothing is judged here.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from ...explain.reader import Reader
from ...source import Cell
from ...values import Decision, Verdict
from ..view import Entry
from .model import Material


class Stage(enum.Enum):
    """One of the five columns."""

    NOMINATED = "nominated"
    RULES = "rules"
    APPRAISED = "appraised"
    COUNCIL = "council"
    GRANTED = "granted"


class Says(enum.Enum):
    """What a column says of one subject and award.

    OPEN: the rules have not come to a conclusion; MIXED: records of one day contradict each other; SILENT: nothing is
    recorded; NOT_ASKED: the plan has no such step for this award.
    """

    YES = "yes"
    NO = "no"
    OPEN = "open"
    MIXED = "mixed"
    SILENT = "silent"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes as counted, each None where nobody wrote it down; the share is of all members."""

    agree: int | None = None
    against: int | None = None
    other: int | None = None
    members: int | None = None

    @property
    def share(self) -> Fraction | None:
        """Return the exact share of those who agree among all members; none where there are more votes than members."""
        return Fraction(self.agree, self.members) if self.agree is not None and self.members and not self.over else None

    @property
    def over(self) -> bool:
        """Tell whether more votes were written down than there are members."""
        cast = [v for v in (self.agree, self.against, self.other) if v is not None]
        return self.members is not None and sum(cast) > self.members

    @property
    def refused(self) -> bool:
        """Tell whether more members were against than for."""
        return self.agree is not None and self.against is not None and self.against > self.agree


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one column rests on: the answer of the latest day known, when, by whom, by which document, why, where."""

    says: Says
    day: dt.date | None = None
    document: str = ""
    by: str = ""
    reason: str = ""
    cell: Cell | None = None
    votes: Votes = Votes()


@dataclass(frozen=True, slots=True)
class Line:
    """One subject and one award in five columns; `differs` are the columns that say otherwise than the one before."""

    entry: Entry
    columns: Mapping[Stage, Recorded]
    differs: tuple[Stage, ...] = ()

    def says(self, stage: Stage) -> Says:
        """Return what one column says."""
        return self.columns[stage].says

    @property
    def reasons(self) -> tuple[tuple[Stage, str], ...]:
        """Return the reasons recorded for the columns that differ; empty where nobody gave one."""
        return tuple((s, self.columns[s].reason) for s in self.differs)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every subject exactly once for an award, in the order of the lists, with the counts of each column."""

    award: str
    label: str
    lines: tuple[Line, ...]
    counts: Mapping[Stage, Counter[Says]] = field(default_factory=dict)

    @property
    def nominated(self) -> tuple[Line, ...]:
        """Return those put forward; where the plan asks for no nomination, everybody."""
        return tuple(x for x in self.lines if x.says(Stage.NOMINATED) in {Says.YES, Says.NOT_ASKED})

    @property
    def outcomes(self) -> Counter[Decision]:
        """Return how many of those put forward got each decision: they add up to all of them."""
        return Counter(x.entry.decision for x in self.nominated)

    @property
    def different(self) -> tuple[Line, ...]:
        """Return the lines of which two neighbouring columns differ."""
        return tuple(x for x in self.lines if x.differs)


def reconciled(material: Material) -> tuple[Reconciliation, ...]:
    """Return the five columns of every award."""
    records = Records(material)
    out = []
    for award, label in material.view.awards.items():
        lines = tuple(_line(records, e) for e in material.view.of(award))
        counts = {stage: Counter(x.says(stage) for x in lines) for stage in Stage}
        out.append(Reconciliation(award, label, lines, counts))
    return tuple(out)


def _line(records: Records, entry: Entry) -> Line:
    columns = {
        Stage.NOMINATED: _nominated(records, entry),
        Stage.RULES: Recorded(_by_rules(entry.decision), reason=entry.line),
        Stage.APPRAISED: records.of("appraisal", entry),
        Stage.COUNCIL: records.of("council", entry),
        Stage.GRANTED: records.granted(entry),
    }
    return Line(entry, columns, tuple(_differing(columns)))


def _differing(columns: Mapping[Stage, Recorded]) -> Iterator[Stage]:
    """Yield the columns that say otherwise than the one before that says anything, or that contradict themselves."""
    before = Says.SILENT
    for stage in Stage:
        now = columns[stage].says
        turned = {before, now} == {Says.YES, Says.NO}
        settled = before is Says.OPEN and now in {Says.YES, Says.NO}
        if turned or settled or now is Says.MIXED:
            yield stage
        if now in {Says.YES, Says.NO, Says.OPEN}:
            before = now


def _by_rules(decision: Decision) -> Says:
    match decision:
        case Decision.PROPOSED:
            return Says.YES
        case Decision.PENDING | Decision.TIED | Decision.SUSPENDED:
            return Says.OPEN
        case _:
            return Says.NO


def _nominated(records: Records, entry: Entry) -> Recorded:
    found = entry.award.nomination
    if found is None:
        return Recorded(Says.NOT_ASKED)
    if found.code == Verdict.UNDETERMINED:
        return Recorded(Says.OPEN)
    if found.code == Verdict.NOT_MET:
        return Recorded(Says.NO)
    facts = {f.field: f for f in found.facts}
    day, document = facts.get("day"), facts.get("document")
    told = document.value if document is not None and records.open else None
    return Recorded(
        Says.YES,
        day.value if day is not None and isinstance(day.value, dt.date) else None,
        told if isinstance(told, str) else "",
        cell=day.cell if day is not None and records.open else None,
    )


class Records:
    """Looks up what was recorded about one subject and award; a copy for others gets the answers without the words."""

    def __init__(self, material: Material) -> None:
        """Sort the rows that are known on the day by whom and what they are about."""
        evaluation = material.view.evaluation
        self.open = material.open
        self.builtin = {n for n in ("appraisal", "council", "grant") if n not in evaluation.plan.registers}
        self._reader = Reader(evaluation)
        self._awards = [*evaluation.plan.awards]
        self._rows: dict[tuple[str, str, int, str], list[int]] = {}
        for register in sorted(self.builtin):
            self._sort(register)

    def _sort(self, register: str) -> None:
        table, seen = self._reader.table(register), self._reader.known.seen(register)
        awards = table.columns["award"].tolist() if table.size else []
        for kind, owners in table.owners.items():
            for at, owner in enumerate(owners.tolist()):
                if owner >= 0 and awards[at] >= 0 and (seen is None or bool(seen[at])):
                    self._rows.setdefault((register, kind, owner, self._awards[awards[at]]), []).append(at)

    def of(self, register: str, entry: Entry) -> Recorded:
        """Return the answer of the latest day; several of that day that differ are mixed."""
        rows = self._latest(register, entry)
        if not rows:
            return Recorded(Says.SILENT)
        told = {(self._answer(register, at), self._votes(register, at)) for at in rows}
        if len(told) > 1:
            return Recorded(Says.MIXED, self._reader.day(register, "day", rows[0]), cell=self._cell(register, rows[0]))
        return self._recorded(register, self._answer(register, rows[0]), rows[0])

    def granted(self, entry: Entry) -> Recorded:
        """Return the decision that granted an award; that there is none is known once all grants are."""
        rows = self._latest("grant", entry)
        if rows:
            return self._recorded("grant", Says.YES, rows[0])
        kind, index = entry.proof.kind, entry.proof.row.index
        complete = "grant" in self.builtin and bool(self._reader.known.complete("grant", kind)[index])
        return Recorded(Says.NO if complete else Says.SILENT)

    def _latest(self, register: str, entry: Entry) -> list[int]:
        rows = self._rows.get((register, entry.proof.kind, entry.proof.row.index, entry.award.id), [])
        days = {at: int(self._reader.table(register).columns["day"][at]) for at in rows}
        last = max(days.values(), default=0)
        same = [at for at in rows if days[at] == last]
        return sorted(same, key=lambda at: (self._text(register, "document", at), self._text(register, "by", at)))

    def _answer(self, register: str, at: int) -> Says:
        value = self._reader.value(register, "proposes" if register == "appraisal" else "result", at)
        return Says.SILENT if value is None else Says.YES if value is True else Says.NO

    def _recorded(self, register: str, says: Says, at: int) -> Recorded:
        document, by, reason = (
            self._text(register, name, at) if self.open else "" for name in ("document", "by", "reason")
        )
        day, votes = self._reader.day(register, "day", at), self._votes(register, at)
        return Recorded(says, day, document, by, reason, self._cell(register, at), votes)

    def _cell(self, register: str, at: int) -> Cell | None:
        return self._reader.table(register).places.cell(at, _TOLD_BY[register]) if self.open else None

    def _votes(self, register: str, at: int) -> Votes:
        if register != "council":
            return Votes()
        told = (self._reader.value(register, name, at) for name in ("agree", "against", "other", "members"))
        return Votes(*(int(n) if isinstance(n, Decimal) else None for n in told))

    def _text(self, register: str, name: str, at: int) -> str:
        return self._reader.text(register, name, at)


#: The column that says it.
_TOLD_BY = {"appraisal": "proposes", "council": "result", "grant": "award"}
