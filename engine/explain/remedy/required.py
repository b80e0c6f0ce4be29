"""Criteria, bars and suspensions that stand in the way of one subject, and the steps that could move each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from ... import plan
from ...evaluator import Evaluation
from ...values import Nothing, Verdict
from ..completion import needed, weighed
from .conditions import Conditions
from .may import Window, closed, window_of
from .model import Never, Why
from .tree import DONE, ENDLESS, All, Any, AtLeast, Shut, Way, all_of, any_of, need


@dataclass(frozen=True, slots=True)
class Barrier:
    """One thing that stands in the way: a gate, criterion or bar, and how it may be moved."""

    code: str
    id: str
    label: str
    way: Way


@dataclass(slots=True, eq=False)
class Required:
    """What the criteria, bars and suspensions of one subject ask for."""

    at: Conditions
    kind: str
    index: int

    @property
    def ready(self) -> plan.Plan:
        """Return the plan."""
        return self.at.read.ready

    @property
    def evaluation(self) -> Evaluation:
        """Return what was judged."""
        return self.at.read.evaluation

    def barrier(self, code: str, name: str, label: str, way: Way) -> Barrier:
        """Return something that stands in the way, its refusals saying what they are about."""
        return Barrier(code, name, label, signed(way, code, name, label))

    # --- criteria and bars -----------------------------------------------------------------------------------

    def required(self, requirement: plan.Requirement | None) -> list[Barrier]:
        """Return what of a requirement is not fulfilled."""
        if requirement is None:
            return []
        holds, concerned = self._weighed(requirement)
        out: list[Barrier] = []
        if holds < Verdict.MET:
            out += self._parts(requirement)
        if concerned < Verdict.MET:
            ways = [self._applies(self.ready.criteria[c], 2) for c in needed(requirement)]
            out.append(self.barrier("requirement", "", "", any_of(ways, Never(Why.SCOPE))))
        return out

    def _weighed(self, requirement: plan.Requirement) -> tuple[int, int]:
        judged = self.evaluation.kinds[self.kind]
        values = {}
        for name in needed(requirement):
            applies = judged.applies.get(name)
            values[name] = int(judged.met[name][self.index]), 2 if applies is None else int(applies[self.index])
        return weighed(requirement, values)

    def _parts(self, requirement: plan.Requirement) -> list[Barrier]:
        match requirement:
            case plan.Needs(name):
                return [self._criterion(self.ready.criteria[name])]
            case plan.AllOf(parts):
                return [b for p in parts if self._weighed(p)[0] < Verdict.MET for b in self._parts(p)]
            case plan.AtLeast(count, parts):
                judged = self.evaluation.kinds[self.kind]
                ways, there = [], 0
                for part in parts:
                    if isinstance(part, plan.Needs):
                        criterion = self.ready.criteria[part.criterion]
                        applies = judged.applies.get(criterion.id)
                        met = int(judged.met[criterion.id][self.index])
                        concerned = 2 if applies is None else int(applies[self.index])
                        if met == concerned == Verdict.MET:
                            there += 1
                            continue
                        both = [self._met(criterion)] if met < Verdict.MET else []
                        if concerned < Verdict.MET:
                            both.append(self._applies(criterion, 2))
                        ways.append(signed(all_of(both), "criterion", criterion.id, criterion.label))
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
        return self.barrier("criterion", criterion.id, criterion.label, way)

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
                way = (
                    any_of([way, step], window.shut)
                    if want and way != DONE
                    else all_of([way, step])
                    if not want
                    else way
                )
            elif case.then is Nothing.NOT_MET:
                step = self.at.way(case.when, self.kind, self.index, 2 - want, shut)
                way = (
                    all_of([way, step])
                    if want
                    else DONE
                    if when == 2
                    else any_of([way, step], window.shut)
                    if way != DONE
                    else way
                )
        return way

    def bar(self, bar: plan.Bar, code: str) -> Barrier:
        """Return how a bar or suspension may come not to stand in the way."""
        window = window_of(self.at.read, None, None)
        way = self._ruled(bar.when, bar.if_none, bar.exceptions, 0, window)
        label = bar.label
        if code == "suspension" and need(way) >= ENDLESS:
            way = Shut(Never(Why.AUTHORITY))
        return self.barrier(code, bar.id, label, way)


def signed(way: Way, code: str, name: str, label: str) -> Way:
    """Return a way whose refusals say what they are about."""
    match way:
        case Shut(why) if not why.code:
            return Shut(replace(why, code=code, id=name, label=label))
        case All(items):
            return All(tuple(signed(i, code, name, label) for i in items))
        case Any(items):
            return Any(tuple(signed(i, code, name, label) for i in items))
        case AtLeast(count, items):
            return AtLeast(count, tuple(signed(i, code, name, label) for i in items))
        case _:
            return way
