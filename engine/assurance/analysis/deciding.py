"""Criteria, gates and decisions as formulas (docs/semantics.md 4 and 5), read from the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from ... import plan
from ...values import Decision, Nothing
from . import logic, spans
from .facts import Slot
from .logic import FAILED, MET, Bit, Truth, conj, disj, no
from .reading import Reading
from .spans import Span

#: The gates of an award, in the order in which they are asked.
GATES = ("scope", "nomination", "bar", "suspension", "requirement", "lower")
_INHERITED = (Decision.NOT_APPLICABLE, Decision.NOT_NOMINATED)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A criterion at one subject: whether it applies, and whether it is met."""

    applies: Truth
    met: Truth

    @property
    def gate(self) -> Truth:
        """Return what goes into a requirement: a criterion that does not apply stands in nobody's way."""
        return logic.some([logic.negated(self.applies), self.met])


@dataclass(slots=True, eq=False)
class Deciding(Reading):
    """Encodes criteria, bars, gates and decisions of one plan at one subject."""

    _asked: dict[tuple[str, Slot], Asked] = field(default_factory=dict)
    _gates: dict[tuple[str, str, Slot], Truth] = field(default_factory=dict)
    _opened: dict[tuple[str, Slot], Mapping[Decision, Bit]] = field(default_factory=dict)

    # --- criteria and bars -----------------------------------------------------------------------------------

    def criterion(self, name: str, at: Slot) -> Asked:
        """Return a criterion at a subject."""
        if (name, at) not in self._asked:
            self._asked[name, at] = self._criterion(self.ready.criteria[name], at)
        return self._asked[name, at]

    def _criterion(self, rule: plan.Criterion, at: Slot) -> Asked:
        applies = MET if rule.applies is None else self.truth(rule.applies, at)
        exists, met = self._over_rows(rule.met, rule.if_none, at)
        if rule.due is not None:
            open_till = logic.at_most(self.facts.day, self._last(self.ready.deadlines[rule.due]).high)
            met = Truth(met.met, conj([met.failed, no(open_till)]))
        shut, applies = applies.failed, logic.every([applies, exists])
        for case in rule.exceptions:
            when = self.truth(case.when, at)
            match case.then:
                case Nothing.MET:
                    met = logic.some([met, when])
                case Nothing.NOT_MET:
                    met = logic.every([met, logic.negated(when)])
                case Nothing.NOT_APPLICABLE:
                    applies = logic.every([applies, logic.negated(when)])
        # whom it does not concern is not asked anything
        return Asked(applies, Truth(disj([shut, met.met]), conj([no(shut), met.failed])))

    def _last(self, deadline: plan.Deadline) -> Span:
        last = self.number(deadline.last, _NOWHERE)
        if deadline.extension is None:
            return last
        return spans.extreme([last, self.number(deadline.extension.last, _NOWHERE)], largest=True)

    def _over_rows(self, node: plan.Cond, if_none: Nothing | None, at: Slot) -> tuple[Truth, Truth]:
        """Return whether there are rows to ask about, and the verdict, under a rule's `if none`."""
        if if_none is None:
            return MET, self.truth(node, at)
        found = self.over(node, at)
        if found.empty is False and found.void is False:
            return MET, found.value
        empty, void, value = found.empty, found.void, found.value
        match if_none:
            case Nothing.MET:
                return MET, Truth(disj([void, value.met]), conj([no(void), no(empty), value.failed]))
            case Nothing.NOT_MET:
                return MET, Truth(conj([no(void), no(empty), value.met]), disj([void, value.failed]))
            case Nothing.NOT_APPLICABLE:
                return Truth(no(empty), void), Truth(conj([no(void), value.met]), conj([no(void), value.failed]))

    def hit(self, rule: plan.Bar, at: Slot) -> Truth:
        """Return whether a bar or suspension holds."""
        found = logic.every(self._over_rows(rule.when, rule.if_none, at))
        return logic.every([found, *(logic.negated(self.truth(c.when, at)) for c in rule.exceptions)])

    # --- requirements ----------------------------------------------------------------------------------------

    def requirement(self, requirement: plan.Requirement | None, at: Slot, as_met: str = "") -> Truth:
        """Return a requirement, `as_met` with one criterion taken as met.

        It is undetermined where none of its criteria surely concerns the subject.
        """
        if requirement is None:
            return MET
        concerned = disj(self._taken(c, at, as_met).applies.met for c in named(requirement))
        return logic.opened(self._required(requirement, at, as_met), no(concerned))

    def _taken(self, name: str, at: Slot, as_met: str) -> Asked:
        return Asked(MET, MET) if name == as_met else self.criterion(name, at)

    def _required(self, requirement: plan.Requirement, at: Slot, as_met: str) -> Truth:
        match requirement:
            case plan.Needs(name):
                return self._taken(name, at, as_met).gate
            case plan.AllOf(parts):
                return logic.every(self._required(p, at, as_met) for p in parts)
            case plan.AtLeast(count, parts):
                found = [self._counted(p, at, as_met) for p in parts]
                surely = logic.counted(f.met for f in found)
                possibly = logic.counted(f.possible for f in found)
                return Truth(logic.at_most(count, surely), logic.below(possibly, count))
            case _:
                assert_never(requirement)

    def _counted(self, part: plan.Requirement, at: Slot, as_met: str) -> Truth:
        if not isinstance(part, plan.Needs):
            return self._required(part, at, as_met)
        asked = self._taken(part.criterion, at, as_met)
        return logic.every([asked.applies, asked.met])

    def assessed(self, assessment: plan.Assessment, at: Slot) -> tuple[Truth, Truth]:
        """Return whether an assessment applies, and what it comes to where it surely does."""
        applies = MET if assessment.applies is None else self.truth(assessment.applies, at)
        return applies, self.requirement(assessment.requirement, at)

    # --- gates and decisions ---------------------------------------------------------------------------------

    def gate(self, gate: str, award: str, at: Slot) -> Truth:
        """Return one gate of an award at a subject."""
        key = (gate, award, at)
        if key not in self._gates:
            self._gates[key] = self._gate(gate, self.ready.awards[award], at)
        return self._gates[key]

    def _gate(self, gate: str, award: plan.Award, at: Slot) -> Truth:
        entitled = award.entitlements.get(at.register)
        match gate:
            case "scope":
                if entitled is None:
                    return FAILED
                return MET if entitled.applies is None else self.truth(entitled.applies, at)
            case "requirement":
                return MET if entitled is None else self.required(award, entitled, at)
            case "bar":
                return logic.some(self.hit(self.ready.bars[b], at) for b in (entitled.bars if entitled else ()))
            case "suspension":
                mine = entitled.suspensions if entitled else ()
                return logic.some(self.hit(self.ready.suspensions[s], at) for s in mine)
            case "nomination":
                if award.nomination is None or award.among is not None:
                    return MET
                listed, whole = self.facts.named("nomination", award.id, at)
                return Truth(listed, conj([no(listed), whole]))
            case _:
                among = award.among
                return MET if among is None else self._holds(among.award, at, granted=among.basis == "granted")

    def required(self, award: plan.Award, entitled: plan.Entitlement, at: Slot, as_met: str = "") -> Truth:
        """Return the gate of what an award requires, `as_met` with one criterion taken as met."""
        parts = [self.requirement(entitled.requirement, at, as_met)]
        if entitled.choose is not None:
            parts.append(self.facts.flag(at, entitled.choose))
        return logic.every([*parts, *(logic.negated(self.excluded(u, at)) for u in award.unless)])

    def _holds(self, award: str, at: Slot, *, granted: bool) -> Truth:
        """Return whether a subject was granted, or is proposed for, another award."""
        found = self.decision(award, at)
        held = Truth(found[Decision.PROPOSED], no(disj(found[d] for d in _MAYBE)))
        if not granted:
            return held
        listed, whole = self.facts.named("grant", award, at)
        return Truth(
            disj([listed, conj([no(whole), held.met])]), conj([no(listed), disj([whole, held.failed])])
        )  # fmt: skip

    def excluded(self, unless: plan.Unless, at: Slot) -> Truth:
        """Return whether another award stands in the way: one that is suspended may still be proposed."""
        if at.register not in self.ready.awards[unless.award].entitlements:
            return FAILED
        held = self._holds(unless.award, at, granted=unless.basis == "granted")
        suspended = self.decision(unless.award, at)[Decision.SUSPENDED]
        whole: Bit = False
        if unless.basis == "granted":
            whole = self.facts.named("grant", unless.award, at)[1]
        return Truth(held.met, conj([held.failed, disj([whole, no(suspended)])]))

    def opened(self, award: str, at: Slot) -> Mapping[Decision, Bit]:
        """Return the decision before any selection, one bit a decision: PROPOSED where every gate is open."""
        if (award, at) not in self._opened:
            self._opened[award, at] = self._steps(award, at)
        return self._opened[award, at]

    def _steps(self, award: str, at: Slot) -> Mapping[Decision, Bit]:
        scope, nomination, bar, suspension, requirement, lower = (self.gate(g, award, at) for g in GATES)
        out: dict[Decision, Bit] = {}
        left: Bit = True

        def step(decision: Decision, when: Bit) -> None:
            nonlocal left
            out[decision] = disj([out.get(decision, False), conj([left, when])])
            left = conj([left, no(when)])

        step(Decision.NOT_APPLICABLE, scope.failed)
        among = self.ready.awards[award].among
        if among is not None:
            below = self.decision(among.award, at)
            for decision in _INHERITED:
                step(decision, conj([lower.failed, below[decision]]))
        step(Decision.NOT_NOMINATED, nomination.failed)
        step(Decision.BARRED, bar.met)
        step(Decision.NOT_PROPOSED, disj([requirement.failed, lower.failed]))
        step(Decision.SUSPENDED, suspension.met)
        open_ = [g.open for g in (scope, nomination, bar, suspension, requirement, lower)]
        step(Decision.PENDING, disj(open_))
        step(Decision.PROPOSED, when=True)
        return {d: out.get(d, False) for d in Decision}

    def decision(self, award: str, at: Slot) -> Mapping[Decision, Bit]:
        """Return the decision, after selection where the award has a quota for the kind."""
        found = self.opened(award, at)
        entitled = self.ready.awards[award].entitlements.get(at.register)
        if entitled is None or entitled.quota is None:
            return found
        through = found[Decision.PROPOSED]
        chosen = {d: conj([through, b]) for d, b in self.facts.selected(award, at).items()}
        return {
            d: chosen.get(d, False) if d is Decision.PROPOSED else disj([found[d], chosen.get(d, False)])
            for d in Decision
        }  # fmt: skip

    def standing(self, award: str, state: str, at: Slot) -> Truth:
        """Return whether a subject is eligible or proposed; open where its role is not known."""
        found = self.opened(award, at) if state == "eligible" else self.decision(award, at)
        held = Truth(found[Decision.PROPOSED], no(disj(found[d] for d in _MAYBE)))
        role = self.ready.registers[at.register].role
        return held if role is None else logic.opened(held, no(self.facts.present(at, role).met))


_MAYBE = (Decision.PROPOSED, Decision.PENDING, Decision.TIED)
#: Days do not hang on a row.
_NOWHERE = Slot("", 0)


def named(requirement: plan.Requirement) -> Iterable[str]:
    """Yield the criteria of a requirement."""
    match requirement:
        case plan.Needs(name):
            yield name
        case plan.AllOf(parts) | plan.AtLeast(_, parts):
            for part in parts:
                yield from named(part)
        case _:
            assert_never(requirement)


__all__ = ["GATES", "Asked", "Deciding", "named"]
