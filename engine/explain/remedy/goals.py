"""What stands in the way of an award, an assessment or a grade, and the steps that could move each of it."""

from __future__ import annotations

from dataclasses import dataclass

from ... import plan
from ...values import Decision, Verdict, days
from ..coverage import covered
from ..numbers import amount_of
from .may import Window, closed, window_of
from .model import Act, Never, Why
from .papers import complete, named_row
from .required import Barrier, Required, signed
from .solving import compared
from .tree import DONE, ENDLESS, Shut, Unclear, Way, all_of, any_of, need


@dataclass(slots=True, eq=False)
class Goals(Required):
    """The goals of one subject in one evaluation."""

    # --- awards ----------------------------------------------------------------------------------------------

    def award(self, name: str) -> list[Barrier]:
        """Return what stands between a subject and an award, in the order in which gates decide."""
        award, judged = self.ready.awards[name], self.evaluation.kinds[self.kind]
        entitlement = award.entitlements.get(self.kind)
        if entitlement is None:
            return [self.barrier("scope", name, award.label, Shut(Never(Why.SCOPE)))]
        if name not in judged.profiles or int(judged.profiles[name][self.index]) < 0:
            return [self.barrier("scope", name, award.label, Shut(Never(Why.SCOPE)))]
        gates = {g: int(codes[self.index]) for g, codes in judged.gates[name].items()}
        out: list[Barrier] = []
        way: Way
        if gates["scope"] < Verdict.MET and entitlement.applies is not None:
            way = self.at.way(entitlement.applies, self.kind, self.index, 2, closed(Never(Why.SCOPE)))
            out.append(self.barrier("scope", name, award.label, way))
            if need(way) >= ENDLESS:
                return out  # nothing else is asked of who is no subject of the award
        if gates["nomination"] < Verdict.MET:
            out.append(self.barrier("nomination", name, award.label, self._nomination(award, gates["nomination"])))
        out += [self.bar(self.ready.bars[b], "bar") for b in entitlement.bars if judged.bars[b][self.index]]
        out += self.required(entitlement.requirement)
        if entitlement.choose is not None and self.at.code(plan.Flag(entitlement.choose), self.kind, self.index) < 2:
            asked = self.ready.judgements[entitlement.choose]
            way = self.at.way(plan.Flag(entitlement.choose), self.kind, self.index, 2, closed())
            out.append(self.barrier("choice", asked.id, asked.label, way))
        for number, unless in enumerate(
            u for u in award.unless if self.kind in self.ready.awards[u.award].entitlements
        ):
            code = int(self.at.read.excluding(award, self.kind)[number].codes[self.index])
            if code:
                other = self.ready.awards[unless.award]
                way = Shut(Never(Why.EXCLUDED)) if code == Verdict.MET else Unclear()
                out.append(self.barrier("unless", other.id, other.label, way))
        if gates["lower"] < Verdict.MET and award.among is not None:
            out.append(self._lower(award))
        for suspension in entitlement.suspensions:
            if judged.suspensions[suspension][self.index]:
                out.append(self.bar(self.ready.suspensions[suspension], "suspension"))
        if not out and entitlement.quota is not None:
            out.append(self.barrier("quota", name, award.label, self._selection(name, entitlement.quota)))
        return out

    def _nomination(self, award: plan.Award, code: int) -> Way:
        due = award.nomination.due if award.nomination is not None else None
        read = self.at.read
        last = read.known.ends[due][1] if due is not None else 0
        if due is None or days(self.evaluation.as_of) <= last:
            window = window_of(read, due, None) if due is not None else None
            by, told = (window.last, window.due) if window is not None else (None, "")
            return named_row(read, "nomination", self.kind, self.index, award, Act.NOMINATE, by, told)
        if code == Verdict.UNDETERMINED:  # it may have been sent in time, and be left out
            ways = [named_row(read, "nomination", self.kind, self.index, award, Act.SUPPLY, None, "")]
            return any_of([*ways, *self._mended("nomination")], Never(Why.NOMINATION))
        window = window_of(read, due, None)  # the gate looks at whether there is a nomination, not at its day
        return named_row(
            read, "nomination", self.kind, self.index, award, Act.NOMINATE, window.last, window.due, late=True
        )

    def _mended(self, register: str) -> list[Way]:
        found = covered(self.at.read, register, self.kind, self.index)
        if not found.rejected:
            return []
        way = complete(self.at.read, register, self.kind, self.index, (), self.at.taken)
        return [way]

    def _lower(self, award: plan.Award) -> Barrier:
        assert award.among is not None
        below = self.ready.awards[award.among.award]
        judged = self.evaluation.kinds[self.kind]
        decision = Decision(int(judged.decisions[below.id][self.index]))
        inner = [b.way for b in self.award(below.id)]
        if award.among.basis != "granted":
            return Barrier("lower", below.id, below.label, all_of(inner))
        ways: list[Way] = []
        if decision is Decision.PROPOSED:  # while the lower award is open, nobody can have granted it
            ways.append(named_row(self.at.read, "grant", self.kind, self.index, below, Act.GRANT, None, ""))
        if decision is not Decision.PROPOSED:  # first proposed, then granted: one step after the other
            ways.append(all_of(inner))
        way = any_of([w for w in ways if w != DONE], Never(Why.LOWER))
        return Barrier("lower", below.id, below.label, signed(way, "lower", below.id, below.label))

    # --- selection -------------------------------------------------------------------------------------------

    def _selection(self, award: str, quota: plan.Quota) -> Way:
        """Return what may bring a subject inside the places: the council's word on a tie, or its own figures."""
        judged = self.evaluation.kinds[self.kind]
        decision = Decision(int(judged.decisions[award][self.index]))
        ways: list[Way] = []
        if quota.settle is not None and decision in {Decision.TIED, Decision.PENDING}:
            ways.append(self.at.way(plan.Flag(quota.settle), self.kind, self.index, 2, closed()))
        shut = Never(Why.OTHERS)
        window = window_of(self.at.read, None, None)
        for key in quota.ranking:
            ways += self._ranked(key, window)
        if quota.per is not None:  # whose group is not known may be placed in any
            grouped = self.at.way(plan.Present(quota.per), self.kind, self.index, 2, window)
            ways += [] if grouped == DONE else [grouped]
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
                if compared(op, (ends.low, ends.high), (level, level)) < Verdict.MET:
                    out.append(self.at.ranked(node, self.kind, self.index, window))
        return out

    # --- assessments and grades ------------------------------------------------------------------------------

    def assessment(self, name: str) -> list[Barrier]:
        """Return what stands between a subject and an assessment that is met."""
        found = self.ready.assessments[name]
        out = []
        if found.applies is not None and self.at.code(found.applies, self.kind, self.index) < Verdict.MET:
            way = self.at.way(found.applies, self.kind, self.index, 2, closed(Never(Why.SCOPE)))
            out.append(self.barrier("scope", name, found.label, way))
        return [*out, *self.required(found.requirement)]

    def grade(self, name: str, place: int) -> list[Barrier]:
        """Return what stands between a subject and a grade that is no worse than the one at a place."""
        found = self.ready.classifications[name]
        out = []
        if found.applies is not None and self.at.code(found.applies, self.kind, self.index) < Verdict.MET:
            way = self.at.way(found.applies, self.kind, self.index, 2, closed(Never(Why.SCOPE)))
            out.append(self.barrier("scope", name, found.label, way))
        window = window_of(self.at.read, None, None)
        wanted = [(g.when, 2) for g in found.grades if g.place >= place and g.when is not None]
        wanted += [(d.when, 0) for d in found.down] + [(c.when, 0) for c in found.ceilings]
        ways = [self.at.way(node, self.kind, self.index, want, window) for node, want in wanted]
        label = next((g.label for g in found.grades if g.place == place), found.label)
        way = any_of([w for w in ways if w != DONE], Never(Why.RECORDED))
        return [*out, self.barrier("grade", name, label, way)]


#: So many others' figures are looked at, from the best.
_LEVELS = 24


def whole(barriers: list[Barrier]) -> Way:
    """Return how all that stands in the way may be moved."""
    return all_of([b.way for b in barriers])
