"""One award of one subject as a function of what is still open: which decision follows from which completion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from .. import plan
from ..evaluator.chaining import Chained, atom, decided, fixpoint, rules_for
from ..values import Decision
from .lacking import Missing, NoDecision, NoOpinion, lacking
from .missing import Variables
from .nodes import Opinion, Row, Step
from .proof import BarProof, CriterionProof, LowerProof, NominationProof, UnlessProof
from .worlds import World, bar_value, criterion_value, value

_YES_NO = (Fraction(0), Fraction(2))
#: Whether a subject has an award, by the decision about it.
_HAS = {Decision.PROPOSED: 2, Decision.PENDING: 1, Decision.TIED: 1}


@lru_cache(maxsize=4096)
def follow(gates: tuple[tuple[str, int], ...], lower: Decision | None) -> Decision:
    """Return the decision that the rules of the chain draw from gates (and from the decision of the lower award)."""
    chained = Chained("a", "b" if lower is not None else None, granted=False, inside=False)
    facts = {atom("a", name, code) for name, code in gates if name != "lower" or lower is None}
    if lower is not None:
        facts.add(decided("b", lower))
    known, _ = fixpoint(rules_for(chained), frozenset(facts))
    return next(d for d in Decision if decided("a", d) in known)


@dataclass(frozen=True, slots=True)
class Open:
    """One award before its reasons are listed: its gates as stored, and the proofs behind them."""

    award: str
    label: str
    row: Row
    decision: Decision
    gates: Mapping[str, int]
    scope: Step | None
    requirement: plan.Requirement | None
    criteria: Mapping[str, CriterionProof]
    bars: tuple[BarProof, ...]
    suspensions: tuple[BarProof, ...]
    choice: Opinion | None
    nomination: NominationProof | None
    lower: LowerProof | None
    below: Open | None
    selected: bool
    rivals: tuple[Row, ...]
    unless: tuple[tuple[UnlessProof, Open | None], ...] = ()
    settles: Opinion | None = None

    def decide(self, world: World) -> Decision:
        """Return the decision in one completion."""
        g = self.gates
        taken_over = self._taken_over(world)
        if taken_over is not None:
            return taken_over
        gates = {
            "scope": self._scoped(world),
            "nomination": int(world[self._nomination]) if g["nomination"] == 1 else g["nomination"],
            "bar": max((bar_value(b, world) for b in self.bars), default=g["bar"]),
            "suspension": max((bar_value(s, world) for s in self.suspensions), default=g["suspension"]),
            "requirement": self._required(world) if g["requirement"] == 1 else g["requirement"],
            "lower": g["lower"],
        }
        lower = None
        if self.lower is not None and self.below is not None:
            lower = self.lower.decision if g["lower"] != 1 else self.below.decide(world)
            if self.lower.grant in {0, 2}:
                lower = None
        found = follow(tuple(gates.items()), lower)
        if found is not Decision.PROPOSED or not self.selected:
            return found
        if self.decision in {Decision.PENDING, Decision.TIED}:
            return Decision.PROPOSED if world.get(self._selection, Fraction(2)) == 2 else Decision.OUTSIDE_QUOTA
        return self.decision

    def outside(self, world: World) -> Decision | None:
        """Return by what a subject is not even looked at in one completion: not concerned, or not put forward."""
        g = self.gates
        if self._scoped(world) == 0:
            return Decision.NOT_APPLICABLE
        taken_over = self._taken_over(world)
        if taken_over is not None:
            return taken_over
        nomination = int(world.get(self._nomination, 1)) if g["nomination"] == 1 else g["nomination"]
        return Decision.NOT_NOMINATED if nomination == 0 else None

    def _taken_over(self, world: World) -> Decision | None:
        """Return what an award takes over from the one that it is among, where that is not held (semantics.md 5.1)."""
        if self.gates["lower"] or self.below is None:
            return None
        return self.below.outside(world) if self._scoped(world) else Decision.NOT_APPLICABLE

    def _scoped(self, world: World) -> int:
        """Return whether the award concerns the subject in one completion."""
        stored = self.gates["scope"]
        return value(self.scope, world) if stored == 1 and self.scope is not None else stored

    @property
    def stored(self) -> dict[str, tuple[int, int]]:
        """Return (met, applies) of the criteria as the evaluation had them."""
        return {n: (c.met, c.applies) for n, c in self.criteria.items()}

    @property
    def _nomination(self) -> tuple[str, str]:
        return ("nomination", self.award)

    @property
    def _selection(self) -> tuple[str, str]:
        return ("selection", self.award)

    def _required(self, world: World) -> int:
        """Return the requirement in one completion (docs/semantics.md section 4)."""
        out = 2
        if self.requirement is not None:
            values = {n: criterion_value(c, world) for n, c in self.criteria.items()}
            holds, concerned = weighed(self.requirement, values)
            out = holds if concerned == 2 else 1
        if self.choice is not None:
            out = min(out, value(self.choice, world))
        for proof, other in self.unless:
            code = proof.code
            if code == 1 and other is not None:
                found = other.decide(world)
                code = int(world.get(self._excluded(other), 1)) if found is Decision.SUSPENDED else _HAS.get(found, 0)
            out = min(out, 2 - code)
        return out

    def take_in(self, variables: Variables) -> None:
        """Collect what is open, up to the first gate that is shut for good: nothing behind it matters."""
        g = self.gates
        if not self.take_in_outside(variables):
            return
        if self._shut("bar", 2):
            self._take_in_below(variables)
            return
        for bar in self.bars:
            if g["bar"] == 1:
                variables.bar(bar)
        if self._shut("requirement", 0) or self._shut("lower", 0):
            self._take_in_below(variables)
            return
        self._take_in_requirement(variables)
        if g["lower"] == 1 and self.below is not None:
            self.below.take_in(variables)
            self.below.take_in_selection(variables)
        if self._shut("suspension", 2):
            return
        for suspension in self.suspensions:
            if g["suspension"] == 1:
                variables.bar(suspension)

    def take_in_outside(self, variables: Variables) -> bool:
        """Collect what is open about who is looked at at all; tell whether anything behind that matters."""
        g = self.gates
        if self._shut("scope", 0):
            return False
        if g["scope"] == 1 and self.scope is not None:
            variables.step(self.scope)
        if self.below is not None and g["lower"] == 0 and not self.below.take_in_outside(variables):
            return False
        if self._shut("nomination", 0):
            return False
        if g["nomination"] == 1 and self.nomination is not None:
            variables.add(self._nomination, _YES_NO, *lacking(self.nomination.coverage))
        return True

    def _take_in_below(self, variables: Variables) -> None:
        """Collect what could still put a subject outside the lower award, and with it outside this one."""
        if self.below is not None and self.gates["lower"] == 1:
            self.below.take_in_outside(variables)

    def take_in_selection(self, variables: Variables) -> None:
        """Collect the open outcome of the selection, where every gate is open."""
        if self.selected and self.decision in {Decision.PENDING, Decision.TIED} and self.eligible:
            variables.add(self._selection, _YES_NO, NoDecision(self.row, self.award, self.label, self.rivals))

    @property
    def eligible(self) -> bool:
        """Tell whether every gate is open."""
        clear = {"bar": 0, "suspension": 0}
        return all(code == clear.get(name, 2) for name, code in self.gates.items())

    def _take_in_requirement(self, variables: Variables) -> None:
        if self.gates["requirement"] != 1:
            return
        if self.requirement is not None:
            for name in unopened(self.requirement, self.stored, undecided=True):
                variables.criterion(self.criteria[name])
            if weighed(self.requirement, self.stored)[1] < 2:
                for name in needed(self.requirement):
                    variables.scope(self.criteria[name])
        if self.choice is not None and self.choice.code == 1:
            variables.add(self.choice.key, _YES_NO, NoOpinion(self.choice))
        for proof, other in self.unless:
            if proof.code == 1 and other is not None:
                self.take_in_other(variables, other)

    def take_in_other(self, variables: Variables, other: Open) -> None:
        """Collect what is open about an award that would exclude this one."""
        other.take_in(variables)
        other.take_in_selection(variables)
        if other.gates["suspension"]:  # what is suspended may still be proposed
            missing = NoDecision(self.row, other.award, other.label, own=True)
            variables.add(self._excluded(other), _YES_NO, missing)

    def _excluded(self, other: Open) -> tuple[str, str, str]:
        return ("unless", self.award, other.award)

    def _shut(self, gate: str, code: int) -> bool:
        return self.gates[gate] == code


def weighed(requirement: plan.Requirement, values: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Return (holds, concerned) of a requirement for given criteria."""
    match requirement:
        case plan.Needs(name):
            met, applies = values[name]
            return max(2 - applies, met), applies
        case plan.AllOf(parts):
            found = [weighed(p, values) for p in parts]
            return min((h for h, _ in found), default=1), max((c for _, c in found), default=2)
        case plan.AtLeast(count, parts):
            surely = possibly = 0
            concerned = []
            for part in parts:
                holds, applies = weighed(part, values)
                concerned.append(applies)
                met = values[part.criterion][0] if isinstance(part, plan.Needs) else holds
                own = applies if isinstance(part, plan.Needs) else 2
                surely += min(met, own) == 2
                possibly += min(met, own) >= 1
            return (2 if surely >= count else 1 if possibly >= count else 0), max(concerned, default=2)


def unopened(
    requirement: plan.Requirement, values: Mapping[str, tuple[int, int]], *, undecided: bool = False
) -> tuple[str, ...]:
    """Return the criteria under those parts of a requirement that do not hold (`undecided`: that are still open)."""
    if isinstance(requirement, plan.Needs):
        return (requirement.criterion,)
    parts = []
    for part in requirement.parts:
        holds = weighed(part, values)[0]
        if isinstance(part, plan.Needs) or holds == 1 or (holds == 0 and not undecided):
            parts.append(part)
    return tuple(dict.fromkeys(n for p in parts for n in unopened(p, values, undecided=undecided)))


def needed(requirement: plan.Requirement | None) -> tuple[str, ...]:
    """Return the criteria that a requirement speaks of, each once, in order."""
    match requirement:
        case None:
            return ()
        case plan.Needs(name):
            return (name,)
        case plan.AllOf(parts) | plan.AtLeast(_, parts):
            return tuple(dict.fromkeys(n for p in parts for n in needed(p)))


def missing_of(variables: Variables, keys: set[tuple[str | int, ...]]) -> tuple[Missing, ...]:
    """Return what is missing behind some questions, each once, in the order in which it was met."""
    out: list[Missing] = []
    for key, variable in variables.found.items():
        if key in keys:
            out += [m for m in variable.missing if m not in out]
    return tuple(out)
