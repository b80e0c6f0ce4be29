"""The slow evaluator: row by row over the written rule set, with fractions, as docs/semantics.md says it.

It shares no code with the schedule, so that the two can be held against each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...syntax import ast
from ...values import Decision, Verdict
from .expressions import Reader
from .gates import GATES, Gates
from .interval import MET, NOT_MET, UNDETERMINED, Interval
from .points import Graded
from .selection import Selection, how_surely
from .world import Parameters, Row, World

if TYPE_CHECKING:
    from ...records.plain import PlainTable

__all__ = ["GATES", "Graded", "Interval", "Judge", "Outcome", "SubjectOutcome", "judge"]


@dataclass(frozen=True, slots=True)
class SubjectOutcome:
    """Everything found about one subject.

    `gates` holds, per award it can be given, the six gates by name; `scores` the bounds of its points.
    """

    kind: str
    key: str
    criteria: Mapping[str, Verdict]
    bars: Mapping[str, Verdict]
    suspensions: Mapping[str, Verdict]
    decisions: Mapping[str, Decision]
    gates: Mapping[str, Mapping[str, Verdict]]
    assessments: Mapping[str, Verdict]
    scores: Mapping[str, Interval]
    classifications: Mapping[str, Graded]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, per subject: (kind, index)."""

    subjects: Mapping[tuple[str, int], SubjectOutcome]


def judge(rules: ast.RuleSetD, tables: Mapping[str, PlainTable], parameters: Parameters, as_of: dt.date) -> Outcome:
    """Return every verdict and decision of a rule set over the records, as of the end of a day."""
    judging = Judge(World(rules, tables, parameters, as_of))
    return Outcome({at: judging.subject(at) for kind in judging.world.kinds for at in judging.world.all_seen(kind)})


class Judge:
    """Decides subject by subject, each decision once, when it is first rested upon."""

    def __init__(self, world: World) -> None:
        """Keep the records; nothing is decided before it is asked for."""
        self.world = world
        self.reader = Reader(world, self._standing)
        self.gates = Gates(self.reader, self.decision)
        self._opened: dict[tuple[str, Row], Decision] = {}
        self._selected: dict[tuple[str, str], Mapping[Row, Decision]] = {}

    def subject(self, at: Row) -> SubjectOutcome:
        """Return everything about one subject."""
        gates, kind = self.gates, at[0]
        entitled = [a.id.value for a in gates.awards.values() if gates.entitlement(a, kind)]
        return SubjectOutcome(
            kind,
            self.world.row(at).key,
            {c: Verdict(gates.shown(c, at)) for c, r in gates.criteria.items() if r.kind.value == kind},
            {b: Verdict(gates.hit(r, at)) for b, r in gates.bars.items() if r.kind.value == kind},
            {s: Verdict(gates.hit(r, at)) for s, r in gates.suspensions.items() if r.kind.value == kind},
            {a: self.decision(a, at) for a in gates.awards},
            {a: {g: Verdict(gates.gate(g, a, at)) for g in GATES} for a in entitled},
            {x.id.value: Verdict(gates.assessed(x, at)) for x in self.world.rules.assessments if x.kind.value == kind},
            {s: self.reader.score(s, at) for s, r in self.reader.points.scores.items() if r.kind.value == kind},
            {
                c: self.reader.graded(c, at)
                for c, r in self.reader.points.classifications.items()
                if r.kind.value == kind
            },
        )

    def opened(self, award: str, at: Row) -> Decision:
        """Return the decision before any selection: PROPOSED where every gate is open."""
        key = (award, at)
        if key not in self._opened:
            self._opened[key] = self._steps(award, at)
        return self._opened[key]

    def _steps(self, award: str, at: Row) -> Decision:
        def gate(name: str) -> int:
            return self.gates.gate(name, award, at)

        if gate("scope") == NOT_MET:
            return Decision.NOT_APPLICABLE
        among = self.gates.awards[award].among
        if among is not None and gate("lower") == NOT_MET:
            below = self.decision(among.value, at)
            if below in {Decision.NOT_APPLICABLE, Decision.NOT_NOMINATED}:
                return below
        if gate("nomination") == NOT_MET:
            return Decision.NOT_NOMINATED
        if gate("bar") == MET:
            return Decision.BARRED
        if NOT_MET in (gate("requirement"), gate("lower")):
            return Decision.NOT_PROPOSED
        if gate("suspension") == MET:
            return Decision.SUSPENDED
        if UNDETERMINED in [gate(name) for name in GATES]:
            return Decision.PENDING
        return Decision.PROPOSED

    def decision(self, award: str, at: Row) -> Decision:
        """Return the decision, after selection where the award has a quota for the kind."""
        opened = self.opened(award, at)
        quotas = self.gates.awards[award].quotas
        quota = next((q for q in quotas if q.kind.value == at[0]), None)
        if quota is None or opened is not Decision.PROPOSED:
            return opened
        key = (award, at[0])
        if key not in self._selected:
            self._selected[key] = self._select(award, quota)
        return self._selected[key].get(at, Decision.PENDING)

    def _select(self, award: str, quota: ast.QuotaD) -> Mapping[Row, Decision]:
        """Return the selection over the whole kind at once."""
        pool = []
        for at in self.world.all_seen(quota.kind.value):
            lower = self.gates.gate("lower", award, at) if quota.pool == "among" else MET
            if inside := how_surely(self.opened(award, at), quota.pool, lower):
                pool.append((at, inside))
        return Selection(quota, self.reader, pool).decide()

    def _standing(self, state: str, award: str, at: Row) -> int:
        role = self.world.shapes[at[0]].role
        if role is not None and self.world.row(at).values.get(role) is None:
            return UNDETERMINED
        found = self.opened(award, at) if state == "eligible" else self.decision(award, at)
        if found is Decision.PROPOSED:
            return MET
        return UNDETERMINED if found in {Decision.PENDING, Decision.TIED} else NOT_MET
