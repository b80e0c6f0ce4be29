"""The plan's conditions and numbers as formulas, read at one row: the three values of docs/semantics.md 1 and 3.

Written apart from the evaluator and the reference, so that the three can be held against each other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from ... import plan
from ...ranges import bounds
from ...values import Choice
from . import folding, logic, spans
from .facts import Facts, Slot
from .logic import MET, OPEN, Bit, Truth, conj, no, pick
from .spans import Ratio, Span


@dataclass(frozen=True, slots=True, eq=False)
class Over:
    """A condition apart from the outcome that there are no rows at all."""

    value: Truth
    empty: Bit = False
    void: Bit = False


@dataclass(slots=True, eq=False)
class Reading(ABC):
    """Encodes the nodes of one plan, each at each row once; `standing` tells of decisions."""

    ready: plan.Plan
    facts: Facts
    _truths: dict[tuple[int, Slot], Truth] = field(default_factory=dict)
    _spans: dict[tuple[int | str, Slot], Span] = field(default_factory=dict)
    _kept: list[object] = field(default_factory=list)

    @abstractmethod
    def standing(self, award: str, state: str, at: Slot) -> Truth:
        """Return whether a subject is eligible or proposed; `deciding.Deciding` knows."""

    # --- conditions ------------------------------------------------------------------------------------------

    def truth(self, node: plan.Cond, at: Slot) -> Truth:
        """Return a condition at a row."""
        key = (id(node), at)
        if key not in self._truths:
            self._truths[key] = self._truth(node, at)
            self._kept.append(node)  # so that no other node takes its place in memory
        return self._truths[key]

    def _truth(self, node: plan.Cond, at: Slot) -> Truth:
        match node:
            case plan.Flag(name):
                return self.facts.flag(at, name)
            case plan.OneOf(name, options):
                kind = self._choice(at, name)
                return self.facts.option(at, name, [kind.options[o].key for o in options])
            case plan.Present(name):
                return self.facts.present(at, name)
            case plan.Compare() | plan.Every():
                found = self.over(node, at)
                return logic.opened(found.value, found.empty)
            case plan.Not(item):
                return logic.negated(self.truth(item, at))
            case plan.And(items):
                return logic.every(self.truth(i, at) for i in items)
            case plan.Or(items):
                return logic.some(self.truth(i, at) for i in items)
            case plan.Some(path, where, has):
                return self.some(path, where, has, at)
            case plan.Owner(register, item):
                owner = self.owner(at, register)
                return OPEN if owner is None else self.truth(item, owner)
            case plan.Standing(award, state):
                return self.standing(award, state, at)
            case plan.Choose(test, then, other):
                return logic.chosen(self.truth(test, at), self.truth(then, at), self.truth(other, at))
            case _:
                assert_never(node)

    def _choice(self, at: Slot, name: str) -> Choice:
        declared = self.ready.registers.get(at.register)
        described = declared.fields.get(name) if declared is not None else None
        kind = described.type if described is not None else self.ready.judgements[name].answer
        assert isinstance(kind, Choice)
        return kind

    def some(self, path: plan.Path, where: plan.Cond | None, has: plan.Cond | None, at: Slot) -> Truth:
        """Return whether some row at the end of a path passes and has it."""
        rows, complete = self.reach(at, path)
        found = logic.some(logic.every([w, self._maybe(has, r)]) for r, w in self.within(rows, where))
        return Truth(found.met, conj([found.failed, complete]))

    def over(self, node: plan.Cond, at: Slot) -> Over:
        """Return a condition with its outcomes without rows told apart."""
        match node:
            case plan.Every():
                return self.every(node, at)
            case plan.Compare(op, left, right):
                return self._compared(op, left, right, at)
            case _:
                return Over(self.truth(node, at))

    def every(self, node: plan.Every, at: Slot) -> Over:
        """Return whether every row that passes has it, over the outcomes that have rows."""
        rows, complete = self.reach(at, node.path)
        pairs = [(w, self.truth(node.has, r)) for r, w in self.within(rows, node.where)]
        fails = logic.disj(conj([w.met, h.failed]) for w, h in pairs)
        can_hold = conj([
            no(fails), logic.disj([no(complete), *(conj([w.possible, h.possible]) for w, h in pairs)])
        ])  # fmt: skip
        can_fail = logic.disj([no(complete), *(conj([w.possible, h.doubted]) for w, h in pairs)])
        empty, void = folding.emptiness([w for w, _ in pairs], complete)
        return Over(Truth(conj([can_hold, no(can_fail)]), no(can_hold)), empty, void)

    def _compared(self, op: plan.Op, left: plan.Num, right: plan.Num, at: Slot) -> Over:
        first, second = self.measure(left, at), self.measure(right, at)
        if isinstance(second, Ratio):
            op, first, second, left, right = _FLIPPED[op], second, first, right, left
        empty = logic.disj([first.empty, second.empty])
        void = logic.disj([first.void, second.void])
        assert isinstance(second, Span)
        if isinstance(first, Ratio):
            up = 10 ** max(0, right.decimals - left.decimals) * (100 if isinstance(left, plan.Share) else 1)
            down = 10 ** max(0, left.decimals - right.decimals)
            return Over(spans.compare_ratio(op, first, second, up, down), empty, void)
        places = max(left.decimals, right.decimals)
        one, other = spans.scaled(first, places - left.decimals), spans.scaled(second, places - right.decimals)
        return Over(spans.compare(op, one, other), empty, void)

    # --- rows ------------------------------------------------------------------------------------------------

    def reach(self, at: Slot, path: plan.Path) -> tuple[list[tuple[Slot, Bit]], Bit]:
        """Return the rows at the end of a path with whether each is there and seen, and whether none is lacking."""
        here: list[tuple[Slot, Bit]] = [(at, True)]
        complete: list[Bit] = []
        for step in path:
            complete += [logic.disj([no(there), self.facts.complete(step, owner)]) for owner, there in here]
            here = [
                (row, conj([there, row.exists, row.seen])) for owner, there in here for row in owner.owned.get(step, ())
            ]
        return here, conj(complete)

    def within(self, rows: Sequence[tuple[Slot, Bit]], where: plan.Cond | None) -> list[tuple[Slot, Truth]]:
        """Return the rows with whether each is counted in; those that surely are not there are left out."""
        return [(r, folding.is_within(there, self._maybe(where, r))) for r, there in rows if there is not False]

    def _maybe(self, node: plan.Cond | None, at: Slot) -> Truth:
        return MET if node is None else self.truth(node, at)

    def owner(self, at: Slot, register: str) -> Slot | None:
        """Return a row's owner in a register above, by the plan's shortest way up; None where a step is not known."""
        here: Slot | None = at
        for step in self._way_up(at.register, register):
            here = here.owners.get(step) if here is not None else None
        return here

    def _way_up(self, register: str, target: str) -> plan.Path:
        ways: list[plan.Path] = [(o,) for o in self.ready.registers[register].owners]
        for way in ways:
            if way[-1] == target:
                return way
            ways += [(*way, o) for o in self.ready.registers[way[-1]].owners]
        raise LookupError(register, target)

    # --- numbers ---------------------------------------------------------------------------------------------

    def number(self, node: plan.Num, at: Slot) -> Span:
        """Return a number in arithmetic: where it may rest on no rows, it is anything in its range."""
        key = (node.name if isinstance(node, plan.Named) else id(node), at)
        if key not in self._spans:
            found = self.measure(node, at)
            assert isinstance(found, Span)
            if found.empty is not False:
                low, high = bounds(node)
                found = Span(pick(found.empty, low, found.low), pick(found.empty, high, found.high))
            self._spans[key] = found
            self._kept.append(node)
        return self._spans[key]

    def brought(self, node: plan.Num, decimals: int, at: Slot) -> Span:
        """Return a number at so many decimals."""
        return spans.scaled(self.number(node, at), decimals - node.decimals)

    def measure(self, node: plan.Num, at: Slot) -> Span | Ratio:
        """Return a number with the mark that it may rest on no rows; shares and means as ratios."""
        match node:
            case plan.Constant(value):
                return spans.point(value)
            case plan.Value(name, decimals, low, high):
                return self.facts.number(at, name, decimals, (low, high))
            case plan.Given(name, decimals, low, high):
                return self.facts.given(name, decimals, (low, high))
            case plan.Add(terms, decimals):
                return spans.added([self.brought(t, decimals, at) for t in terms])
            case plan.Negate(term):
                return spans.negative(self.number(term, at))
            case plan.Multiply(left, right):
                return spans.product(self.number(left, at), self.number(right, at))
            case plan.Divide(left, right, decimals, rounding, _, _):
                places = decimals + right.decimals - left.decimals
                ends = -(10**9) * 10**decimals, 10**9 * 10**decimals
                return spans.quotient(self.number(left, at), self.number(right, at), places, rounding, ends)
            case plan.Count(path, where):
                rows, complete = self.reach(at, path)
                return folding.counting([w for _, w in self.within(rows, where)], complete)
            case plan.Share(path, where, has):
                rows, complete = self.reach(at, path)
                return folding.share([(w, self.truth(has, r)) for r, w in self.within(rows, where)], complete)
            case plan.Total(fold, path, where, value):
                rows, complete = self.reach(at, path)
                items = [folding.Item(w, self.number(value, r)) for r, w in self.within(rows, where)]
                fold_of = folding.mean if fold is plan.Fold.MEAN else None
                ends = bounds(value)
                return fold_of(items, ends, complete) if fold_of else folding.folded(fold, items, ends, complete)
            case plan.Peers():
                return self.peers(node, at)
            case plan.OwnerNum(register, value):
                owner = self.owner(at, register)
                return Span(*bounds(value)) if owner is None else self.number(value, owner)
            case plan.Named(value=value):
                return self.number(value, at)
            case plan.Anything(decimals, _, _, items):
                found = [self.brought(i, decimals, at) for i in items]
                low = spans.extreme(found, largest=False).low
                return Span(low, spans.extreme(found, largest=True).high)
            case plan.If(test, then, other, decimals):
                return spans.chosen(
                    self.truth(test, at), self.brought(then, decimals, at), self.brought(other, decimals, at)
                )
            case plan.Extreme(fold, items, decimals):
                return spans.extreme(
                    [self.brought(i, decimals, at) for i in items], largest=fold is not plan.Fold.MIN
                )  # fmt: skip
            case plan.First(items, decimals, low, high):
                out = Span(low, high)
                for item in reversed(items):
                    out = spans.chosen(self.facts.present(at, item.field), self.brought(item, decimals, at), out)
                return out
            case plan.Rounded():
                return self.rounded(node, at)
            case plan.Run(name, last, path, where):
                rows, complete = self.reach(at, path)
                found_rows = [
                    (w, self.facts.present(r, name).met, self._value(r, name).low)
                    for r, w in self.within(rows, where)
                ]  # fmt: skip
                return folding.running(found_rows, self.number(last, at), complete)
            case _:
                assert_never(node)

    def _value(self, at: Slot, name: str) -> Span:
        return self.facts.number(at, name, 0, (0, 0))

    def rounded(self, node: plan.Rounded, at: Slot) -> Span:
        """Return a multiple of a number, share or mean at whole units."""
        found = self.measure(node.item, at)
        top = node.factor.value * 10**node.decimals
        bottom = node.unit * 10 ** (node.item.decimals + node.factor.decimals)

        def units(over: logic.Int, under: logic.Int) -> logic.Int:
            return spans.times(spans.rounded(over, under, node.rounding), node.unit)

        if isinstance(found, Span):
            found = self.number(node.item, at)
            low = units(spans.times(found.low, top), bottom)
            if found.exact:
                return spans.point(low)
            return _ordered(low, units(spans.times(found.high, top), bottom))
        many = 100 if isinstance(node.item, plan.Share) else 1
        ends = [e // many for e in bounds(node.item)]
        sides = []
        for over, under in (found.low, found.high):
            none = logic.equal(under, 0)
            over_, under_ = spans.times(over, top * many), spans.times(under, bottom)
            sides.append(units(pick(none, 1, over_), pick(none, 1, under_)))
        between = _ordered(*sides)
        whole = sorted(units(e * top * many, bottom) for e in ends)
        return Span(pick(found.empty, whole[0], between.low), pick(found.empty, whole[1], between.high))

    def peers(self, node: plan.Peers, at: Slot) -> Span | Ratio:
        """Return a number over the rows of the row's own register, or of its group in it."""
        ends, complete = bounds(node.value), self.facts.complete_for_all(at.register)
        items, mine = [], MET if node.per is None else self.facts.present(at, node.per)
        for row in self.facts.population(at.register):
            alive = conj([row.exists, row.seen])
            if alive is False:
                continue
            group = MET if node.per is None else self._same_group(node.per, at, row)
            within = folding.is_within(alive, logic.every([group, self._maybe(node.where, row)]))
            items.append(folding.Item(within, self.number(node.value, row)))
        lost = no(mine.met)
        if node.fold is plan.Fold.MEAN:
            found = folding.mean(items, ends, complete)
            return Ratio(
                (pick(lost, ends[0], found.low[0]), pick(lost, 1, found.low[1])),
                (pick(lost, ends[1], found.high[0]), pick(lost, 1, found.high[1])),
                logic.disj([found.empty, lost]), conj([found.void, no(lost)]),
            )  # fmt: skip
        folded = folding.folded(node.fold, items, ends, complete)
        if node.fold is plan.Fold.SUM or lost is False:
            return folded
        return Span(
            pick(lost, ends[0], folded.low), pick(lost, ends[1], folded.high),
            logic.disj([folded.empty, lost]), conj([folded.void, no(lost)]),
        )  # fmt: skip

    def _same_group(self, per: str, at: Slot, row: Slot) -> Truth:
        """Return whether two rows are of one group; a row surely is of its own, where that is known."""
        keys = [o.key for o in self._choice(at, per).options]
        both = [(self.facts.option(at, per, [k]), self.facts.option(row, per, [k])) for k in keys]
        known = conj([self.facts.present(at, per).met, self.facts.present(row, per).met])
        together = logic.disj(conj([a.met, b.met]) for a, b in both)
        return Truth(conj([known, together]), conj([known, no(together)]))


def _ordered(one: logic.Int, other: logic.Int) -> Span:
    return Span(logic.least(one, other), logic.greatest(one, other))


_FLIPPED = {
    plan.Op.LT: plan.Op.GT, plan.Op.LE: plan.Op.GE, plan.Op.EQ: plan.Op.EQ, plan.Op.NE: plan.Op.NE,
    plan.Op.GE: plan.Op.LE, plan.Op.GT: plan.Op.LT,
}  # fmt: skip
