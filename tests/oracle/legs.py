"""The three legs: what the schedule, the reference and the solver find of every subject, as columns by one name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine import plan
from engine.evaluator.reference import Judge
from engine.evaluator.reference.world import Parameters, Row, World
from engine.evaluator.result import GATES, Evaluation
from engine.values import Decision

if TYPE_CHECKING:
    from engine.records.plain import PlainTable
    from engine.syntax import ast

#: What is told of a subject: a code, or one end of a number, scaled.
Columns = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is told of every subject of a kind: `what` of `name`, such as the gate `bar` of an award."""

    what: str
    name: str
    more: str = ""

    @property
    def title(self) -> str:
        """Return what it goes by."""
        return f"{self.what} {self.name} {self.more}".strip()


def asked(ready: plan.Plan, kind: str) -> Iterator[Asked]:
    """Yield everything that all three legs tell of the subjects of a kind."""
    yield from (Asked("criterion", c.id) for c in ready.criteria.values() if c.kind == kind)
    yield from (Asked("bar", b.id) for b in ready.bars.values() if b.kind == kind)
    yield from (Asked("suspension", s.id) for s in ready.suspensions.values() if s.kind == kind)
    yield from (Asked("assessment", a.id) for a in ready.assessments.values() if a.kind == kind)
    for score in ready.scores.values():
        if score.kind == kind:
            yield from (Asked("score", score.id, end) for end in ("low", "high"))
    for found in ready.classifications.values():
        if found.kind == kind:
            yield from (Asked("classification", found.id, end) for end in ("applies", "low", "high"))
    for award in ready.awards.values():
        if kind in award.entitlements:
            yield from (Asked("gate", award.id, gate) for gate in GATES)
        yield Asked("opened", award.id)
        yield Asked("decision", award.id)


# --- the schedule -----------------------------------------------------------------------------------------------


def by_schedule(evaluation: Evaluation) -> dict[str, Columns]:
    """Return what the schedule found, by kind."""
    return {
        kind: {a.title: _scheduled(evaluation, kind, a) for a in asked(evaluation.plan, kind)}
        for kind in evaluation.kinds
    }


def _scheduled(evaluation: Evaluation, kind: str, ask: Asked) -> list[int]:
    judged = evaluation.kinds[kind]
    match ask.what:
        case "criterion":
            found = judged.verdicts(ask.name)
        case "bar":
            found = judged.bars[ask.name]
        case "suspension":
            found = judged.suspensions[ask.name]
        case "assessment":
            found = judged.assessments[ask.name]
        case "score":
            found = getattr(judged.scores[ask.name], ask.more)
        case "classification":
            found = getattr(judged.classifications[ask.name], ask.more)
        case "gate":
            found = judged.gates[ask.name][ask.more]
        case "opened":
            after, eligible = judged.decisions[ask.name].tolist(), judged.eligible.get(ask.name)
            through = [False] * judged.size if eligible is None else (eligible == 2).tolist()
            return [int(Decision.PROPOSED) if t else d for t, d in zip(through, after, strict=True)]
        case _:
            found = judged.decisions[ask.name]
    return [int(v) for v in found.tolist()]


# --- the reference ----------------------------------------------------------------------------------------------


class Indexed(World):
    """The reference's records with its two scans over whole registers kept, so that large dossiers take no square."""

    def __init__(
        self, rules: ast.RuleSetD, tables: Mapping[str, PlainTable], parameters: Parameters, as_of: dt.date
    ) -> None:
        """Keep the inputs; what is seen and who owns what is worked out once."""
        super().__init__(rules, tables, parameters, as_of)
        self._seen: dict[str, list[Row]] = {}
        self._owned: dict[tuple[str, str], dict[int, list[Row]]] = {}
        self._visible: dict[Row, bool] = {}

    def seen(self, at: Row) -> bool:
        """Tell whether a row is known on the day."""
        if at not in self._visible:
            self._visible[at] = super().seen(at)
        return self._visible[at]

    def all_seen(self, register: str) -> Iterator[Row]:
        """Go through the seen rows of a register."""
        if register not in self._seen:
            self._seen[register] = list(super().all_seen(register))
        return iter(self._seen[register])

    def owned(self, at: Row, register: str) -> list[Row]:
        """Return the rows a row owns, seen or not."""
        if (at[0], register) not in self._owned:
            found: dict[int, list[Row]] = {}
            for row in self.rows(register):
                found.setdefault(row.owners.get(at[0], -1), []).append((register, row.index))
            self._owned[at[0], register] = found
        return self._owned[at[0], register].get(at[1], [])


def by_reference(ready: plan.Plan, judge: Judge) -> dict[str, Columns]:
    """Return what the reference finds, by kind; numbers are scaled as the plan scales them."""
    out: dict[str, Columns] = {}
    for kind in ready.kinds():
        asks = list(asked(ready, kind))
        columns: Columns = {a.title: [] for a in asks}
        for at in judge.world.all_seen(kind):
            found = judge.subject(at)
            for ask in asks:
                match ask.what:
                    case "criterion":
                        value = int(found.criteria[ask.name])
                    case "bar":
                        value = int(found.bars[ask.name])
                    case "suspension":
                        value = int(found.suspensions[ask.name])
                    case "assessment":
                        value = int(found.assessments[ask.name])
                    case "score":
                        end = getattr(found.scores[ask.name], ask.more)
                        scaled = end * 10 ** ready.scores[ask.name].number.decimals
                        assert scaled.denominator == 1
                        value = int(scaled)
                    case "classification":
                        value = int(getattr(found.classifications[ask.name], ask.more))
                    case "gate":
                        value = int(found.gates[ask.name][ask.more])
                    case "opened":
                        value = int(judge.opened(ask.name, at))
                    case _:
                        value = int(found.decisions[ask.name])
                columns[ask.title].append(value)
        out[kind] = columns
    return out


# --- what differs -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Differs:
    """One thing told of one subject, that not all legs tell alike: the values by leg."""

    kind: str
    index: int
    asked: str
    values: Mapping[str, int]


@dataclass(slots=True)
class Found:
    """What came of one dossier: how many subjects and values were held against each other, and what differs."""

    subjects: int = 0
    values: int = 0
    differs: list[Differs] = field(default_factory=list)


def compared(legs: Mapping[str, Mapping[str, Columns]]) -> Found:
    """Hold the legs against each other."""
    found, names = Found(), list(legs)
    first = legs[names[0]]
    for kind, columns in first.items():
        sizes = {len(c) for c in columns.values()}
        found.subjects += max(sizes, default=0)
        for title, mine in columns.items():
            others = [legs[n][kind][title] for n in names[1:]]
            found.values += len(mine)
            if all(mine == other for other in others):
                continue
            found.differs += _apart(kind, title, names, [mine, *others])
    return found


def _apart(kind: str, title: str, names: Sequence[str], columns: Sequence[list[int]]) -> Iterator[Differs]:
    assert len({len(c) for c in columns}) == 1, (kind, title)
    for index, values in enumerate(zip(*columns, strict=True)):
        if len(set(values)) > 1:
            yield Differs(kind, index, title, dict(zip(names, values, strict=True)))


__all__ = ["Asked", "Columns", "Differs", "Found", "Indexed", "asked", "by_reference", "by_schedule", "compared"]
