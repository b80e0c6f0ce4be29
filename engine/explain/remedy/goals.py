"""What stands in the way of an award, an assessment or a grade, and the steps that could move each of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from ... import plan
from ...evaluator import Evaluation
from ...values import Decision, Nothing, Verdict, days
from ..completion import needed, weighed
from ..coverage import covered
from ..numbers import amount_of
from .conditions import Conditions
from .may import Window, closed, window_of
from .model import Act, Never, Why
from .papers import complete, named_row
from .tree import DONE, ENDLESS, All, Any, AtLeast, Shut, Unclear, Way, all_of, any_of, need


@dataclass(frozen=True, slots=True)
class Barrier:
    """One thing that stands in the way: a gate, criterion or bar, and how it may be moved."""

    code: str
    id: str
    label: str
    way: Way


@dataclass(slots=True, eq=False)
class Goals:
    """The goals of one subject in one evaluation."""

    at: Conditions
    kind: str
    index: int

    @property
    def _ready(self) -> plan.Plan:
        return self.at.read.ready

    @property
    def _evaluation(self) -> Evaluation:
        return self.at.read.evaluation

    # --- awards ----------------------------------------------------------------------------------------------

    def award(self, name: str) -> list[Barrier]:
        """Return what stands between a subject and an award, in the order in which gates decide."""
        award, judged = self._ready.awards[name], self._evaluation.kinds[self.kind]
        entitlement = award.entitlements.get(self.kind)
        if entitlement is None:
            return [self._barrier("scope", name, award.label, Shut(Never(Why.SCOPE)))]
        if name not in judged.profiles or int(judged.profiles[name][self.index]) < 0:
            return [self._barrier("scope", name, award.label, Shut(Never(Why.SCOPE)))]
        gates = {g: int(codes[self.index]) for g, codes in judged.gates[name].items()}
        out: list[Barrier] = []
        if gates["scope"] < Verdict.MET and entitlement.applies is not None:
            way = self.at.way(entitlement.applies, self.kind, self.index, 2, closed(Never(Why.SCOPE)))
            out.append(self._barrier("scope", name, award.label, way))
            if need(way) >= ENDLESS:
                return out  # nothing else is asked of who is no subject of the award
        if gates["nomination"] < Verdict.MET:
            out.append(self._barrier("nomination", name, award.label, self._nomination(award, gates["nomination"])))
        for bar in entitlement.bars:
            if judged.bars[bar][self.index]:
                out.append(self._bar(self._ready.bars[bar], "bar"))
        out += self._required(entitlement.requirement)
        if entitlement.choose is not None and self.at.code(plan.Flag(entitlement.choose), self.kind, self.index) < 2:
            asked = self._ready.judgements[entitlement.choose]
            way = self.at.way(plan.Flag(entitlement.choose), self.kind, self.index, 2, closed())
            out.append(self._barrier("choice", asked.id, asked.label, way))
        for number, unless in enumerate(u for u in award.unless if self.kind in self._ready.awards[u.award].entitlements):
            code = int(self.at.read.excluding(award, self.kind)[number].codes[self.index])
            if code:
                other = self._ready.awards[unless.award]
                way: Way = Shut(Never(Why.EXCLUDED)) if code == Verdict.MET else Unclear()
                out.append(self._barrier("unless", other.id, other.label, way))
        if gates["lower"] < Verdict.MET and award.among is not None:
            out.append(self._lower(award))
        for suspension in entitlement.suspensions:
            if judged.suspensions[suspension][self.index]:
                out.append(self._bar(self._ready.suspensions[suspension], "suspension"))
        if not out and entitlement.quota is not None:
            out.append(self._barrier("quota", name, award.label, self._selection(name, entitlement.quota)))
        return out

    def _barrier(self, code: str, name: str, label: str, way: Way) -> Barrier:
        return Barrier(code, name, label, _signed(way, code, name, label))

    def _nomination(self, award: plan.Award, code: int) -> Way:
        due = award.nomination.due if award.nomination is not None else None
        read = self.at.read
        low, high = read.known.ends[due] if due is not None else (0, 0)
        if due is None or days(self._evaluation.as_of) <= high:
            window = window_of(read, due, None) if due is not None else None
            by, told = (window.last, window.due) if window is not None else (None, "")
            return named_row(read, "nomination", self.kind, self.index, award, Act.NOMINATE, by, told)
        if code == Verdict.UNDETERMINED:  # it may have been sent in time, and be left out
            ways = [named_row(read, "nomination", self.kind, self.index, award, Act.SUPPLY, None, "")]
            return any_of([*ways, *self._mended("nomination")], Never(Why.NOMINATION))
        window = window_of(read, due, None)
        return Shut(Never(Why.NOMINATION, day=window.last, due=window.due))

    def _mended(self, register: str) -> list[Way]:
        found = covered(self.at.read, register, self.kind, self.index)
        if not found.rejected:
            return []
        way = complete(self.at.read, register, self.kind, self.index, (), self.at.taken)
        return [way]

    def _lower(self, award: plan.Award) -> Barrier:
        assert award.among is not None  # noqa: S101 - the caller looked
        below = self._ready.awards[award.among.award]
        judged = self._evaluation.kinds[self.kind]
        decision = Decision(int(judged.decisions[below.id][self.index]))
        inner = [b.way for b in self.award(below.id)]
        if award.among.basis != "granted":
            return Barrier("lower", below.id, below.label, all_of(inner))
        granted = bool(self.at.read.known.complete("grant", self.kind)[self.index])
        ways: list[Way] = []
        if decision is Decision.PROPOSED or (not granted and decision in _OPEN and self._ended()):
            ways.append(named_row(self.at.read, "grant", self.kind, self.index, below, Act.GRANT, None, ""))
        if decision is not Decision.PROPOSED:  # first proposed, then granted: one step after the other
            ways.append(all_of(inner))
        way = any_of([w for w in ways if w != DONE], Never(Why.LOWER))
        return Barrier("lower", below.id, below.label, _signed(way, "lower", below.id, below.label))

    def _ended(self) -> bool:
        """Tell whether the campaign is over, so that a decision may have been taken that is not in the records."""
        known = self.at.read.known
        return known.period is None or days(self._evaluation.as_of) >= known.period[1][1]

    # --- criteria and bars -----------------------------------------------------------------------------------

    def _required(self, requirement: plan.Requirement | None) -> list[Barrier]:
        if requirement is None:
            return []
        holds, concerned = self._weighed(requirement)
        out: list[Barrier] = []
        if holds < Verdict.MET:
            out += self._parts(requirement)
        if concerned < Verdict.MET:
            ways = [
                self._applies(self._ready.criteria[c], 2) for c in needed(requirement)
            ]
            out.append(self._barrier("requirement", "", "", any_of(ways, Never(Why.SCOPE))))
        return out

    def _weighed(self, requirement: plan.Requirement) -> tuple[int, int]:
        judged = self._evaluation.kinds[self.kind]
        values = {}
        for name in needed(requirement):
            applies = judged.applies.get(name)
            values[name] = int(judged.met[name][self.index]), 2 if applies is None else int(applies[self.index])
        return weighed(requirement, values)

    def _parts(self, requirement: plan.Requirement) -> list[Barrier]:
        match requirement:
            case plan.Needs(name):
                return [self._criterion(self._ready.criteria[name])]
            case plan.AllOf(parts):
                return [b for p in parts if self._weighed(p)[0] < Verdict.MET for b in self._parts(p)]
            case plan.AtLeast(count, parts):
                judged = self._evaluation.kinds[self.kind]
                ways, there = [], 0
                for part in parts:
                    if isinstance(part, plan.Needs):
                        criterion = self._ready.criteria[part.criterion]
                        applies = judged.applies.get(criterion.id)
                        met = int(judged.met[criterion.id][self.index])
                        concerned = 2 if applies is None else int(applies[self.index])
                        if met == concerned == Verdict.MET:
                            there += 1
                            continue
                        both = [self._met(criterion)] if met < Verdict.MET else []
                        if concerned < Verdict.MET:
                            both.append(self._applies(criterion, 2))
                        ways.append(_signed(all_of(both), "criterion", criterion.id, criterion.label))
                    elif self._weighed(part)[0] == Verdict.MET:
                        there += 1
                    else:
                        ways.append(all_of([b.way for b in self._parts(part)]))
                lacking = max(count - there, 1)
                if sum(need(w) < ENDLESS for w in ways) < lacking:
                    shut = [w for w in ways if need(w) >= ENDLESS]
                    way: Way = Any(tuple(shut)) if shut else Shut(Never(Why.RECORDED))
                elif lacking == 1:
                    way = any_of(ways, Never(Why.RECORDED))
                else:
                    way = AtLeast(lacking, tuple(w for w in ways if need(w) < ENDLESS))
                return [Barrier("at-least", "", "", way)]
            case _:
                assert_never(requirement)

    def _criterion(self, criterion: plan.Criterion) -> Barrier:
        """Return how a criterion may come to be met, or not to concern the subject."""
        ways = [self._met(criterion)]
        if criterion.applies is not None:
            ways.append(self._applies(criterion, 0))
        ways += [
            self.at.way(c.when, self.kind, self.index, 2, closed())
            for c in criterion.exceptions
            if c.then is Nothing.NOT_APPLICABLE
        ]
        way = any_of(ways, Never(Why.RECORDED))
        return self._barrier("criterion", criterion.id, criterion.label, way)

    def _applies(self, criterion: plan.Criterion, want: int) -> Way:
        if criterion.applies is None:
            return DONE if want == Verdict.MET else Shut(Never(Why.SCOPE))
        return self.at.way(criterion.applies, self.kind, self.index, want, closed(Never(Why.SCOPE)))

    def _met(self, criterion: plan.Criterion) -> Way:
        """Return how the condition of a criterion, with the cases named apart, may come to be met."""
        window = window_of(self.at.read, criterion.due, criterion.keep)
        return self._ruled(criterion.met, criterion.if_none, criterion.exceptions, 2, window)

    def _ruled(
        self, node: plan.Cond, if_none: Nothing | None, cases: tuple[plan.NamedCase, ...], want: int, window: Window
    ) -> Way:
        """Return how a rule may come to hold (2), or not (0), after the cases that the plan names apart."""
        code = self.at.code(node, self.kind, self.index)
        if if_none is not None:
            found = self.at.read.ruled(node, if_none, self.kind)
            code = int(found[0][self.index])
            if want == 0 and found[1] is not None:
                code = min(code, int(found[1][self.index]))
        way = DONE if code == want else self.at.way(node, self.kind, self.index, want, window, if_none)
        for case in cases:
            when = self.at.code(case.when, self.kind, self.index)
            shut = closed()
            if case.then is Nothing.MET:
                step = self.at.way(case.when, self.kind, self.index, want, shut)
                way = any_of([way, step], window.shut) if want and way != DONE else all_of([way, step]) if not want else way
            elif case.then is Nothing.NOT_MET:
                step = self.at.way(case.when, self.kind, self.index, 2 - want, shut)
                way = all_of([way, step]) if want else DONE if when == 2 else any_of([way, step], window.shut) if way != DONE else way
        return way

    def _bar(self, bar: plan.Bar, code: str) -> Barrier:
        """Return how a bar or suspension may come not to stand in the way."""
        window = window_of(self.at.read, None, None)
        way = self._ruled(bar.when, bar.if_none, bar.exceptions, 0, window)
        label = bar.label
        if code == "suspension" and need(way) >= ENDLESS:
            way = Shut(Never(Why.AUTHORITY))
        return self._barrier(code, bar.id, label, way)

    # --- selection -------------------------------------------------------------------------------------------

    def _selection(self, award: str, quota: plan.Quota) -> Way:
        """Return what may bring a subject inside the places: the council's word on a tie, or its own figures."""
        judged = self._evaluation.kinds[self.kind]
        decision = Decision(int(judged.decisions[award][self.index]))
        ways: list[Way] = []
        if quota.settle is not None and decision in {Decision.TIED, Decision.PENDING}:
            ways.append(self.at.way(plan.Flag(quota.settle), self.kind, self.index, 2, closed()))
        shut = Never(Why.OTHERS)
        window = window_of(self.at.read, None, None)
        for key in quota.ranking:
            ways += self._ranked(key, window)
        way = any_of(ways, shut)
        return way if need(way) < ENDLESS else Shut(shut)

    def _ranked(self, key: plan.Ranking, window: Window) -> list[Way]:
        """Return the steps that bring a figure of the ranking level with, or before, each of the others'."""
        steps, out = self.at.steps, []
        size = self.at.read.table(self.kind).size
        levels = set()
        for other in range(size):
            if other != self.index:
                found = amount_of(steps, key.value, self.kind, other)
                levels |= {found.low, found.high}
        for level in sorted(levels, reverse=not key.ascending)[:_LEVELS]:
            limit = plan.Constant(int(level * 10**key.value.decimals), key.value.decimals)
            for op in (plan.Op.LE, plan.Op.LT) if key.ascending else (plan.Op.GE, plan.Op.GT):
                node = plan.Compare(op, key.value, limit)
                ends = amount_of(steps, key.value, self.kind, self.index)
                if not _level(op, ends.low, ends.high, level):
                    out.append(self.at.ranked(node, self.kind, self.index, window))
        return out

    # --- assessments and grades ------------------------------------------------------------------------------

    def assessment(self, name: str) -> list[Barrier]:
        """Return what stands between a subject and an assessment that is met."""
        found = self._ready.assessments[name]
        out = []
        if found.applies is not None and self.at.code(found.applies, self.kind, self.index) < Verdict.MET:
            way = self.at.way(found.applies, self.kind, self.index, 2, closed(Never(Why.SCOPE)))
            out.append(self._barrier("scope", name, found.label, way))
        return [*out, *self._required(found.requirement)]

    def grade(self, name: str, place: int) -> list[Barrier]:
        """Return what stands between a subject and a grade that is no worse than the one at a place."""
        found = self._ready.classifications[name]
        out = []
        if found.applies is not None and self.at.code(found.applies, self.kind, self.index) < Verdict.MET:
            way = self.at.way(found.applies, self.kind, self.index, 2, closed(Never(Why.SCOPE)))
            out.append(self._barrier("scope", name, found.label, way))
        window = window_of(self.at.read, None, None)
        wanted = [(g.when, 2) for g in found.grades if g.place >= place and g.when is not None]
        wanted += [(lower.when, 0) for lower in (*found.down, *found.ceilings)]
        ways = [self.at.way(node, self.kind, self.index, want, window) for node, want in wanted]
        label = next((g.label for g in found.grades if g.place == place), found.label)
        way = any_of([w for w in ways if w != DONE], Never(Why.RECORDED))
        return [*out, self._barrier("grade", name, label, way)]


#: Where the lower award is still open, what granted it may be lacking in the records.
_OPEN = {Decision.PENDING, Decision.TIED}
#: So many others' figures are looked at, from the best.
_LEVELS = 24


def _level(op: plan.Op, low: object, high: object, level: object) -> bool:
    match op:
        case plan.Op.GE:
            return low >= level  # type: ignore[operator]
        case plan.Op.GT:
            return low > level  # type: ignore[operator]
        case plan.Op.LE:
            return high <= level  # type: ignore[operator]
        case _:
            return high < level  # type: ignore[operator]


def _signed(way: Way, code: str, name: str, label: str) -> Way:
    """Return a way whose refusals say what they are about."""
    match way:
        case Shut(why) if not why.code:
            return Shut(replace(why, code=code, id=name, label=label))
        case All(items):
            return All(tuple(_signed(i, code, name, label) for i in items))
        case Any(items):
            return Any(tuple(_signed(i, code, name, label) for i in items))
        case AtLeast(count, items):
            return AtLeast(count, tuple(_signed(i, code, name, label) for i in items))
        case _:
            return way


def whole(barriers: list[Barrier]) -> Way:
    """Return how all that stands in the way may be moved."""
    return all_of([b.way for b in barriers])
