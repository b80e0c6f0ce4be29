"""Criteria, bars, requirements and the gates of an award (docs/semantics.md, 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from ...source import Located
from ...syntax import ast
from ...values import Decision, days
from .expressions import Reader
from .interval import MET, NOT_MET, UNDETERMINED
from .world import Row

GATES = ("scope", "nomination", "bar", "suspension", "requirement", "lower")
_IF_NONE = {"met": MET, "not-met": NOT_MET}


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion at one subject: whether it applies, and whether it is met."""

    applies: int
    met: int

    @property
    def gate(self) -> int:
        """Return what goes into a requirement: a criterion that does not apply stands in nobody's way."""
        return max(2 - self.applies, self.met)


class Gates:
    """Reads the gates of one rule set; `decision` tells what a subject came to under a lower award."""

    def __init__(self, reader: Reader, decision: Callable[[str, Row], Decision]) -> None:
        """Index the rules by name."""
        rules = reader.world.rules
        self._reader, self._world, self._decision = reader, reader.world, decision
        self.criteria = {c.id.value: c for c in rules.criteria}
        self.bars = {b.id.value: b for b in rules.bars}
        self.suspensions = {b.id.value: b for b in rules.suspensions}
        self.awards = {a.id.value: a for a in rules.awards}
        self._judged: dict[tuple[str, Row], Judged] = {}
        self._gates: dict[tuple[str, str, Row], int] = {}

    # --- rules -------------------------------------------------------------------------------------------------

    def judge(self, criterion: str, at: Row) -> Judged:
        """Return a criterion at a subject."""
        key = (criterion, at)
        if key not in self._judged:
            self._judged[key] = self._criterion(self.criteria[criterion], at)
        return self._judged[key]

    def _criterion(self, rule: ast.CriterionD, at: Row) -> Judged:
        applies = MET if rule.applies is None else self._reader.verdict(rule.applies, at)
        if applies == NOT_MET:
            return Judged(NOT_MET, MET)
        exists, met = self._over_rows(rule.met, rule.if_none, at)
        if rule.due is not None:
            last = self._world.last_of_deadline(rule.due.value)
            if not last.high < days(self._world.as_of):
                met = max(met, UNDETERMINED)
        return _excepted(rule.exceptions, Judged(min(applies, exists), met), lambda w: self._reader.verdict(w, at))

    def _over_rows(self, expr: ast.Expr, if_none: ast.Name | None, at: Row) -> tuple[int, int]:
        """Return whether there are rows to ask about, and the verdict, under a rule's `if none:`."""
        if if_none is None or not isinstance(expr, ast.QuantX | ast.CompareX):
            return MET, self._reader.verdict(expr, at)
        found = self._reader.outcomes(expr, at)
        if if_none.value in _IF_NONE:
            return MET, found.settled(_IF_NONE[if_none.value])
        met = next(iter(found.verdicts)) if len(found.verdicts) == 1 else UNDETERMINED
        return 2 - found.none, met

    def hit(self, rule: ast.BarD, at: Row) -> int:
        """Return whether a bar or suspension holds; over no rows, `not-applicable` bars nobody."""
        found = min(self._over_rows(rule.when, rule.if_none, at))
        for exception in rule.exceptions:
            found = min(found, 2 - self._reader.verdict(exception.when, at))
        return found

    def shown(self, criterion: str, at: Row) -> int:
        """Return the verdict shown: 3 where the criterion does not apply."""
        judged = self.judge(criterion, at)
        return (3, UNDETERMINED, judged.met)[judged.applies]

    # --- requirements ------------------------------------------------------------------------------------------

    def _named(self, requirement: ast.RequirementD, kind: str) -> Iterable[str]:
        match requirement:
            case ast.AllD(None):
                return [c.id.value for c in self.criteria.values() if c.kind.value == kind]
            case ast.AllD(items) | ast.AtLeastD(_, items):
                return [name for item in items or () for name in self._named(item, kind)]
            case _:
                return [requirement.value]

    def _requirement(self, requirement: ast.RequirementD | None, at: Row) -> int:
        if requirement is None:
            return MET
        if all(self.judge(c, at).applies != MET for c in self._named(requirement, at[0])):
            return UNDETERMINED
        return self._fold(requirement, at)

    def assessed(self, assessment: ast.AssessmentD, at: Row) -> int:
        """Return the verdict shown for an assessment: 3 where it does not apply."""
        applies = MET if assessment.applies is None else self._reader.verdict(assessment.applies, at)
        return (3, UNDETERMINED, self._requirement(assessment.requires, at))[applies]

    def _fold(self, requirement: ast.RequirementD, at: Row) -> int:
        match requirement:
            case ast.AllD(None):
                return min(self.judge(c, at).gate for c in self._named(requirement, at[0]))
            case ast.AllD(items):
                return min((self._fold(i, at) for i in items or ()), default=MET)
            case ast.AtLeastD(count, items):
                counted = [self._counted(i, at) for i in items]
                if sum(c == MET for c in counted) >= count:
                    return MET
                return UNDETERMINED if sum(c != NOT_MET for c in counted) >= count else NOT_MET
            case Located(name):
                return self.judge(name, at).gate
            case _:
                assert_never(requirement)

    def _counted(self, part: ast.RequirementD, at: Row) -> int:
        """Return how a part of `at least` counts: a criterion only where it applies and is met."""
        if isinstance(part, ast.AllD | ast.AtLeastD):
            return self._fold(part, at)
        judged = self.judge(part.value, at)
        return min(judged.applies, judged.met)

    # --- gates -------------------------------------------------------------------------------------------------

    def gate(self, gate: str, award: str, at: Row) -> int:
        """Return one gate of an award at a subject, computed when first asked for."""
        key = (gate, award, at)
        if key not in self._gates:
            self._gates[key] = self._gate(gate, self.awards[award], at)
        return self._gates[key]

    def entitlement(self, award: ast.AwardD, kind: str) -> ast.EntitlementD | None:
        """Return what an award asks of a kind."""
        return next((e for e in award.to if e.kind.value == kind), None)

    def _gate(self, gate: str, award: ast.AwardD, at: Row) -> int:
        entitled = self.entitlement(award, at[0])
        if gate == "scope":
            if entitled is None:
                return NOT_MET
            return MET if entitled.applies is None else self._reader.verdict(entitled.applies, at)
        if gate == "requirement":
            asked = self._reader.names.judgements
            choose = MET if award.choose is None else asked.answer(award.choose.value, at).verdict
            apart = [2 - self._excluded(u, at) for u in award.unless]
            return min([choose, *apart, self._requirement(entitled.requires if entitled else None, at)])
        if gate == "bar":
            return self._hits(award.bars, self.bars, at)
        if gate == "suspension":
            return self._hits(award.suspensions, self.suspensions, at)
        return self._nomination(award, at) if gate == "nomination" else self._lower(award, at)

    def _hits(self, names: tuple[ast.Name, ...], rules: dict[str, ast.BarD], at: Row) -> int:
        mine = [rules[n.value] for n in names if rules[n.value].kind.value == at[0]]
        return max((self.hit(rule, at) for rule in mine), default=NOT_MET)

    def _nomination(self, award: ast.AwardD, at: Row) -> int:
        if award.nomination is None or award.among is not None or self._listed("nomination", award.id.value, at):
            return MET
        return NOT_MET if self._world.complete("nomination", at) else UNDETERMINED

    def _listed(self, register: str, award: str, at: Row) -> bool:
        rows = (self._world.row(r) for r in self._world.all_seen(register))
        return any(r.owners.get(at[0], -1) == at[1] and r.values.get("award") == award for r in rows)

    def _lower(self, award: ast.AwardD, at: Row) -> int:
        if award.among is None:
            return MET
        return self._holds_other(award.among.value, at, granted=award.granted)

    def _holds_other(self, award: str, at: Row, *, granted: bool) -> int:
        """Return whether a subject was granted, or is proposed for, another award."""
        if granted and self._listed("grant", award, at):
            return MET
        if granted and self._world.complete("grant", at):
            return NOT_MET
        match self._decision(award, at):
            case Decision.PROPOSED:
                return MET
            case Decision.PENDING | Decision.TIED:
                return UNDETERMINED
            case _:
                return NOT_MET

    def _excluded(self, unless: ast.UnlessD, at: Row) -> int:
        """Return whether another award stands in the way: one that is suspended may still be proposed."""
        held = self._holds_other(unless.award.value, at, granted=unless.granted)
        settled = unless.granted and self._world.complete("grant", at)
        if held == NOT_MET and not settled and self._decision(unless.award.value, at) is Decision.SUSPENDED:
            return UNDETERMINED
        return held


def _excepted(exceptions: tuple[ast.ExceptionD, ...], judged: Judged, holds: Callable[[ast.Expr], int]) -> Judged:
    """Return a criterion after the cases that the plan names apart, in written order."""
    applies, met = judged.applies, judged.met
    for exception in exceptions:
        when = holds(exception.when)
        match exception.then:
            case "met":
                met = max(met, when)
            case "not-met":
                met = min(met, 2 - when)
            case _:
                applies = min(applies, 2 - when)
    return Judged(applies, met)
