"""Columns and reduces: what a condition or a number of the plan is, for every row of its register at once.

Codes are int8 (0 not met, 1 undetermined, 2 met), numbers interval columns of int64. Nothing here loops over rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar, assert_never, cast

import numpy as np
from numpy.typing import NDArray

from .. import plan
from ..ranges import bounds
from ..records.dossier import MISSING, NO_DAY, Table
from ..values import MANY, Choice, Date, Verdict
from . import choices, gather, interval, kleene
from .arrays import Bool, Codes
from .interval import Groups, Interval, Ratio
from .known import Known
from .nodes import Node, number_of, rests_on_decisions

#: The least and the greatest number that a column holds.
_ENDS = {np.dtype(t): (int(np.iinfo(t).min), int(np.iinfo(t).max)) for t in (np.int8, np.int16, np.int32, np.int64)}
M = TypeVar("M")
N = TypeVar("N", plan.Cond, plan.Num, plan.Every, plan.Named)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """A condition that may rest on no rows: its value over the other outcomes, where no rows are possible, or sure."""

    value: Codes
    empty: Bool | None = None
    void: Bool | None = None


@dataclass(slots=True, eq=False)
class Frame:
    """Evaluates nodes of one plan over one dossier; `standing` grows as decisions are taken, stratum by stratum."""

    ready: plan.Plan
    known: Known
    given: dict[str, tuple[int, int]]
    judged: dict[tuple[str, str], tuple[Codes, Codes]]
    answers: dict[tuple[str, str], NDArray[np.signedinteger]]
    answered: dict[tuple[str, str], Codes]
    standing: dict[tuple[str, str, str], Codes] = field(default_factory=dict)
    epoch: int = 0
    _memo: dict[tuple[str, str, int], tuple[int, object]] = field(default_factory=dict)
    _rows: dict[tuple[str, plan.Path], tuple[NDArray[np.intp] | None, Groups]] = field(default_factory=dict)
    _owning: dict[tuple[str, plan.Path], Bool] = field(default_factory=dict)

    def table(self, register: str) -> Table:
        """Return the table of a register."""
        return self.known.table(register)

    def settle(self, kind: str, award: str, eligible: Codes, proposed: Codes) -> None:
        """Record a decision that later strata may rest on; those of unknown role stay undetermined."""
        role = self.ready.registers[kind].role
        if role is not None:
            open_role = self.table(kind).columns[role] == Verdict.UNDETERMINED
            eligible, proposed = (np.where(open_role, np.int8(1), c).astype(np.int8) for c in (eligible, proposed))
        self.standing[kind, award, "eligible"] = eligible
        self.standing[kind, award, "proposed"] = proposed
        self.epoch += 1

    # --- conditions ------------------------------------------------------------------------------------------

    def cond(self, node: plan.Cond, at: str) -> Codes:
        """Return the codes of a condition for every row of register `at`."""
        return self._once("cond", node, at, self._cond)

    def reduce(self, aggregate: plan.Aggregate, at: str) -> None:
        """Bring members to owners ahead of the columns that ask for it; what is found is remembered."""
        match aggregate:
            case plan.Some():
                self.cond(aggregate, at)
            case plan.Every():
                self.outcome(aggregate, at)
            case _:
                self.measure(aggregate, at)

    def _once(self, what: str, node: N, at: str, compute: Callable[[N, str], M]) -> M:
        """Compute what a node is for a register once per stratum that it rests on."""
        key = what, at, number_of(node)
        found = self._memo.get(key)
        if found is not None and (found[0] == self.epoch or not rests_on_decisions(node)):
            return cast("M", found[1])
        value = compute(node, at)
        self._memo[key] = (self.epoch, value)
        return value

    def rests_on_decisions(self, node: Node) -> bool:
        """Tell whether a node is otherwise once more decisions are taken."""
        return rests_on_decisions(node)

    def _cond(self, node: plan.Cond, at: str) -> Codes:
        size = self.table(at).size
        match node:
            case plan.Flag(name):
                judged = self.judged.get((at, name))
                return judged[0] if judged is not None else self.table(at).columns[name]
            case plan.OneOf(name, options):
                return self._one_of(at, name, options)
            case plan.Present(name):
                return self._present(at, name)
            case plan.Compare():
                outcome = self.outcome(node, at)
                return outcome.value if outcome.empty is None else gather.opened(outcome.value, outcome.empty)
            case plan.Not(item):
                return np.int8(2) - self.cond(item, at)
            case plan.And(items):
                return gather.folded(np.minimum, [self.cond(i, at) for i in items], size, 2)
            case plan.Or(items):
                return gather.folded(np.maximum, [self.cond(i, at) for i in items], size, 0)
            case plan.Some():
                return self._some(node, at)
            case plan.Every():
                outcome = self.outcome(node, at)
                return outcome.value if outcome.empty is None else gather.opened(outcome.value, outcome.empty)
            case plan.Owner(register, item):
                codes, index = self.cond(item, register), self.table(at).owners[register]
                if len(codes) == 0:
                    return kleene.full(size, 1)
                out = codes.take(index)  # -1 takes the last one, and is put right
                lost = index < 0
                if lost.any():
                    out[lost] = Verdict.UNDETERMINED
                return out
            case plan.Choose(test, then, other):
                return choices.chosen_codes(self.cond(test, at), self.cond(then, at), self.cond(other, at))
            case plan.Standing(award, state):
                settled = self.standing.get((at, award, state))
                return kleene.full(size, 1) if settled is None else settled
            case _:
                assert_never(node)

    def _one_of(self, at: str, name: str, options: tuple[int, ...]) -> Codes:
        asked = self.answers.get((at, name))
        column = self.table(at).columns[name] if asked is None else asked
        kind = self.ready.judgements[name].answer if asked is not None else self.known.registers[at].fields[name].type
        many = len(kind.options) if isinstance(kind, Choice) else 0
        if len(options) == 1:  # by far the most frequent, and much quicker than to look each up
            out = kleene.exact(column == np.int32(options[0]))
            missing = column < 0
            if missing.any():
                out[missing] = 1
            return out
        lookup = np.zeros(many + 1, dtype=np.int8)
        lookup[list(options)] = 2
        lookup[many] = 1  # a missing answer is -1: the last entry
        return lookup.take(column)

    def _present(self, at: str, name: str) -> Codes:
        """Return whether a field was filled in; undetermined where the row was rejected or the column never sent."""
        answered = self.answered.get((at, name))
        if answered is not None:
            return answered
        there = self._filled(at, name)
        doubtful = self.table(at).doubtful(name)  # a key was always filled in, whatever else is lost of its row
        if not doubtful.any():
            return there
        return np.where(doubtful & (there == Verdict.NOT_MET), np.int8(Verdict.UNDETERMINED), there).astype(np.int8)

    def _filled(self, at: str, name: str) -> Codes:
        table, described = self.table(at), self.ready.registers[at]
        if name == described.key.id:
            return kleene.full(table.size, 2)
        if described.name is not None and name == described.name.id:
            return kleene.exact(np.array([bool(n) for n in table.names], dtype=bool))
        column = table.columns[name]
        match column.dtype:
            case np.int8:
                return kleene.exact(column != Verdict.UNDETERMINED)
            case np.int64:
                return kleene.exact(column != MISSING)
            case _:
                missing = column == NO_DAY if isinstance(described.fields[name].type, Date) else column < 0
                return kleene.exact(~missing)

    def _some(self, node: plan.Some, at: str) -> Codes:
        rows, groups = self.owned(at, node.path)
        end = node.path[-1]
        codes = self._at_rows(node.where, end, rows)
        has = self._at_rows(node.has, end, rows)
        holds = kleene.both(codes, has, len(groups.index))
        out = np.zeros(groups.size, dtype=np.int8)
        out[groups.owners_of(holds == Verdict.UNDETERMINED)] = 1
        out[groups.owners_of(holds == Verdict.MET)] = 2
        out[~groups.complete & (out < Verdict.MET)] = 1
        return out

    def outcome(self, node: plan.Cond, at: str) -> Outcome:
        """Return a condition's value apart from the outcome that there are no rows at all."""
        match node:
            case plan.Every():
                return self._once("outcome", node, at, self._every)
            case plan.Compare(op, left, right):
                return self._compare(op, left, right, at)
            case _:
                return Outcome(self.cond(node, at))

    def _every(self, node: plan.Every, at: str) -> Outcome:
        path, where, has = node.path, node.where, node.has
        rows, groups = self.owned(at, path)
        holds = self._at_rows(has, path[-1], rows)
        if holds is None:
            raise AssertionError(path)  # `has` is never absent here
        f = self._at_rows(where, path[-1], rows)
        if f is None:
            fails, unsure = groups.any(holds == 0), groups.any(holds == 1)
            some = self._there(at, path, groups)
            can_fail = fails | unsure | ~groups.complete
            can_hold = ~fails & (some | ~groups.complete)
            empty, void = ~some, ~some & groups.complete
        else:
            fails = groups.any((f == 2) & (holds == 0))
            can_hold = ~fails & (groups.any((f >= 1) & (holds >= 1)) | ~groups.complete)
            can_fail = groups.any((f >= 1) & (holds <= 1)) | ~groups.complete
            empty = ~groups.any(f == 2)
            void = groups.complete & ~groups.any(f >= 1)
        value = np.where(can_hold & can_fail, np.int8(1), kleene.exact(can_hold)).astype(np.int8)
        return Outcome(value, empty, void)

    def _compare(self, op: plan.Op, left: plan.Num, right: plan.Num, at: str) -> Outcome:
        fast = self._against_constant(op, left, right, at)
        if fast is not None:
            return Outcome(fast)
        first, second = self.measure(left, at), self.measure(right, at)
        if isinstance(second, Ratio):
            op, first, second, left, right = kleene.FLIPPED[op], second, first, right, left
        if isinstance(first, Ratio) and isinstance(second, Interval):
            up = 10 ** max(0, right.decimals - left.decimals) * (100 if isinstance(left, plan.Share) else 1)
            down = 10 ** max(0, left.decimals - right.decimals)
            return Outcome(gather.ratio_compare(op, first, second, up, down), first.empty, first.void)
        if not isinstance(first, Interval) or not isinstance(second, Interval):
            raise AssertionError(left, right)  # noqa: TRY004 - the compiler refuses two ratios
        places = max(left.decimals, right.decimals)
        a, b = places - left.decimals, places - right.decimals
        low, high = interval.rescaled(first.low, a), interval.rescaled(first.high, a)
        if first.is_exact and second.is_exact:
            value = kleene.exact(kleene.holds(op, low, interval.rescaled(second.low, b)))
        else:
            value = kleene.compare(op, low, high, interval.rescaled(second.low, b), interval.rescaled(second.high, b))
        empty = gather.either(first.empty, second.empty)
        return Outcome(value, empty, gather.either(first.void, second.void))

    def _against_constant(self, op: plan.Op, left: plan.Num, right: plan.Num, at: str) -> Codes | None:
        """Compare a field with a constant in its own column, without widening it; None where that does not fit."""
        if isinstance(left, plan.Value) and (at, left.field) in self.answers:
            return None
        if not isinstance(left, plan.Value) or not isinstance(right, plan.Constant) or right.decimals > left.decimals:
            return None
        limit = right.value * 10 ** (left.decimals - right.decimals)
        column = self.table(at).columns[left.field]
        nothing = MISSING if column.dtype == np.int64 else NO_DAY
        least, greatest = _ENDS[column.dtype]
        if not least <= limit <= greatest:
            return None
        out = kleene.exact(kleene.holds(op, column, column.dtype.type(limit)))
        missing = column == nothing
        if missing.any():
            out[missing] = kleene.anything(op, left.low, left.high, limit)
        return out

    # --- numbers ---------------------------------------------------------------------------------------------

    def measure(self, node: plan.Num, at: str) -> Interval | Ratio:
        """Return a number for every row of register `at`; shares and means as ratios."""
        return (
            self._once("measure", node, at, self._measure) if isinstance(node, plan.Aggregate) else self.num(node, at)
        )

    def _measure(self, node: plan.Num, at: str) -> Interval | Ratio:
        match node:
            case plan.Share(path, where, has):
                return self._share(path, where, has, at)
            case plan.Total(plan.Fold.MEAN, path, where, value):
                rows, groups = self.owned(at, path)
                inner, codes = self._values(value, where, path[-1], rows, len(groups.index))
                return interval.mean(groups, inner, codes, bounds(value))
            case plan.Peers(plan.Fold.MEAN):
                ratio, index = self.peers(node, at)
                if not isinstance(ratio, Ratio):
                    raise AssertionError(node)  # noqa: TRY004 - a mean is a ratio
                return gather.ratio_at(ratio, index, bounds(node.value))
            case _:
                return self.num(node, at)

    def num(self, node: plan.Num, at: str) -> Interval:
        """Return a number as an interval column."""
        size = self.table(at).size
        match node:
            case plan.Constant(value):
                column = interval.constant(value, size)
                return Interval(column, column)
            case plan.Given(name, _, low, high):
                low, high = self.given.get(name, (low, high))
                first = interval.constant(low, size)
                return Interval(first, first if low == high else interval.constant(high, size))
            case plan.Value(name, _, low, high):
                answered = self.answers.get((at, name))
                if answered is not None:
                    return gather.from_column(answered, low, high)
                return gather.from_column(self.table(at).columns[name], low, high)
            case plan.Add(terms, decimals):
                parts = [(self.settled(t, at), decimals - t.decimals) for t in terms]
                low_end = sum((interval.rescaled(p.low, d) for p, d in parts), np.zeros(size, dtype=np.int64))
                if all(p.is_exact for p, _ in parts):
                    return Interval(low_end, low_end)
                high_end = sum((interval.rescaled(p.high, d) for p, d in parts), np.zeros(size, dtype=np.int64))
                return Interval(low_end, high_end)
            case plan.Negate(term):
                inner = self.settled(term, at)
                low_end = -inner.high
                return Interval(low_end, low_end if inner.is_exact else -inner.low)
            case plan.Multiply(left, right):
                return interval.product(self.settled(left, at), self.settled(right, at))
            case plan.Divide(left, right, decimals, rounding, low, high):
                places = decimals + right.decimals - left.decimals
                ends = (-(10**9) * 10**decimals, 10**9 * 10**decimals)
                return interval.quotient(self.settled(left, at), self.settled(right, at), places, rounding, ends)
            case plan.Count(path, where):
                return self._count(path, where, at)
            case plan.Total(fold, path, where, value):
                rows, groups = self.owned(at, path)
                inner, codes = self._values(value, where, path[-1], rows, len(groups.index))
                return gather.fold_of(fold, groups, inner, codes, bounds(value))
            case plan.Peers():
                best, index = self.peers(node, at)
                if isinstance(best, Ratio):
                    raise AssertionError(node)  # noqa: TRY004 - the compiler keeps means out of arithmetic
                return gather.interval_at(best, index, bounds(node))
            case plan.OwnerNum(register, value):
                inner, index = self.settled(value, register), self.table(at).owners[register]
                return gather.interval_at(inner, index, bounds(value))
            case plan.Named():
                return self._once("named", node, at, self._named)
            case plan.Anything(decimals, _, _, items):
                return choices.either([self._brought(i, decimals, at) for i in items])
            case plan.If(test, then, other, decimals):
                held, lost = self._brought(then, decimals, at), self._brought(other, decimals, at)
                return choices.chosen(self.cond(test, at), held, lost)
            case plan.Extreme(fold, items, decimals):
                return choices.extreme(fold, [self._brought(i, decimals, at) for i in items])
            case plan.First(items, decimals, low, high):
                given = [self._present(at, i.field) for i in items]
                return choices.first_given(given, [self._brought(i, decimals, at) for i in items], (low, high))
            case plan.Rounded():
                return self._rounded(node, at)
            case plan.Run(name, last, path, where):
                return self._run(name, last, path, where, at)
            case plan.Share():
                raise AssertionError(node)  # the compiler keeps shares out of arithmetic
            case _:
                assert_never(node)

    def _named(self, node: plan.Named, at: str) -> Interval:
        return self.settled(node.value, at)

    def _run(self, name: str, last: plan.Num, path: plan.Path, where: plan.Cond | None, at: str) -> Interval:
        rows, groups = self.owned(at, path)
        values, given = self.table(path[-1]).columns[name], self._filled(path[-1], name)
        if rows is not None:
            values, given = values[rows], given[rows]
        codes = self._at_rows(where, path[-1], rows)
        codes = kleene.full(len(values), Verdict.MET) if codes is None else codes
        return choices.run(groups, codes, values, given == Verdict.MET, self.settled(last, at))

    def _brought(self, node: plan.Num, decimals: int, at: str) -> Interval:
        return choices.rescaled(self.settled(node, at), decimals - node.decimals)

    def _rounded(self, node: plan.Rounded, at: str) -> Interval:
        found = self.measure(node.item, at)
        top = node.factor.value * 10**node.decimals
        bottom = node.unit * 10 ** (node.item.decimals + node.factor.decimals)
        if isinstance(found, Ratio):
            share = 100 if isinstance(node.item, plan.Share) else 1
            ends = bounds(node.item)
            return choices.rounded_ratio(
                found, top * share, bottom, node.unit, node.rounding, (ends[0] // share, ends[1] // share)
            )
        return choices.rounded_interval(self.settled(node.item, at), top, bottom, node.unit, node.rounding)

    def settled(self, node: plan.Num, at: str) -> Interval:
        """Return a number inside arithmetic: where it may rest on no rows, it is anything in its range."""
        found = self.measure(node, at)
        if isinstance(found, Ratio):
            raise AssertionError(node)  # noqa: TRY004 - the compiler keeps ratios out of arithmetic
        if found.empty is None:
            return found
        low, high = bounds(node)
        return Interval(
            np.where(found.empty, np.int64(low), found.low), np.where(found.empty, np.int64(high), found.high)
        )

    def _count(self, path: plan.Path, where: plan.Cond | None, at: str) -> Interval:
        rows, groups = self.owned(at, path)
        codes = self._at_rows(where, path[-1], rows)
        if codes is None:
            low = high = np.bincount(groups.index, minlength=groups.size).astype(np.int64)
        else:
            low, high = groups.count(codes == Verdict.MET), groups.count(codes >= Verdict.UNDETERMINED)
        if groups.complete.all():
            return Interval(low, high)
        return Interval(low, high + ~groups.complete * np.int64(MANY))

    def _share(self, path: plan.Path, where: plan.Cond | None, has: plan.Cond, at: str) -> Ratio:
        rows, groups = self.owned(at, path)
        p = self._at_rows(has, path[-1], rows)
        f = self._at_rows(where, path[-1], rows)
        n = len(groups.index)
        p, f = (kleene.full(n, 2) if c is None else c for c in (p, f))
        cells = {(a, b): groups.count((f == a) & (p == b)) for a in (1, 2) for b in (0, 1, 2)}
        unknown = ~groups.complete * np.int64(MANY)
        low_top = cells[2, 2]
        low_bottom = cells[2, 2] + cells[2, 0] + cells[2, 1] + cells[1, 0] + cells[1, 1] + unknown
        high_top = cells[2, 2] + cells[2, 1] + cells[1, 2] + cells[1, 1] + unknown
        high_bottom = high_top + cells[2, 0]
        # a bound without rows is the other bound
        none_low, none_high = low_bottom == 0, high_bottom == 0
        ends = (
            np.where(none_low, high_top, low_top),
            np.where(none_low, high_bottom, low_bottom),
            np.where(none_high, low_top, high_top),
            np.where(none_high, low_bottom, high_bottom),
        )
        empty = cells[2, 2] + cells[2, 0] + cells[2, 1] == 0
        void = groups.complete & empty & (cells[1, 0] + cells[1, 1] + cells[1, 2] == 0)
        return Ratio(*ends, empty, void)

    # --- rows ------------------------------------------------------------------------------------------------

    def owned(self, at: str, path: plan.Path) -> tuple[NDArray[np.intp] | None, Groups]:
        """Return the seen rows at the end of a path (None: all of the table) gathered under the rows of `at`."""
        if (at, path) not in self._rows:
            self._rows[at, path] = self._owned(at, path)
        return self._rows[at, path]

    def _owned(self, at: str, path: plan.Path) -> tuple[NDArray[np.intp] | None, Groups]:
        complete = self.known.complete(path[0], at)
        index = self.table(path[0]).owners[at]
        seen = self.known.seen(path[0])
        reached = index if seen is None else np.where(seen, index, np.int32(-1))
        for upper, lower in pairwise(path):
            held = reached >= 0
            lacking = held & ~self.known.complete(lower, upper)
            complete = complete.copy()
            complete[reached[lacking]] = False
            below, seen = self.table(lower).owners[upper], self.known.seen(lower)
            index = np.full(len(below), -1, dtype=np.int32)
            linked = below >= 0 if seen is None else (below >= 0) & seen
            index[linked] = reached[below[linked]]
            reached = index
        size = self.table(at).size
        if (reached >= 0).all():
            return None, Groups(reached, size, complete)
        rows = np.flatnonzero(reached >= 0)
        return rows, Groups(reached[rows], size, complete)

    def _there(self, at: str, path: plan.Path, groups: Groups) -> Bool:
        """Return which rows of `at` own any seen row at the end of a path."""
        if (at, path) not in self._owning:
            self._owning[at, path] = groups.there()
        return self._owning[at, path]

    def _at_rows(self, node: plan.Cond | None, at: str, rows: NDArray[np.intp] | None) -> Codes | None:
        if node is None:
            return None
        codes = self.cond(node, at)
        return codes if rows is None else codes[rows]

    def _values(
        self, value: plan.Num, where: plan.Cond | None, at: str, rows: NDArray[np.intp] | None, count: int
    ) -> tuple[Interval, Codes]:
        inner = self.settled(value, at)
        codes = self._at_rows(where, at, rows)
        if rows is not None:
            inner = Interval(inner.low[rows], inner.high[rows])
        return inner, kleene.full(count, 2) if codes is None else codes

    def peers(self, node: plan.Peers, at: str) -> tuple[Interval | Ratio, NDArray[np.int32]]:
        """Return what a group of a register's own rows comes to, for each group, and each row's group."""
        groups, inner, codes, index = self._peer_groups(node, at)
        ends = bounds(node.value)
        if node.fold is plan.Fold.MEAN:
            return interval.mean(groups, inner, codes, ends), index
        return gather.fold_of(node.fold, groups, inner, codes, ends), index

    def peer_rows(self, node: plan.Peers, at: str) -> tuple[NDArray[np.int32], int, Interval, Codes]:
        """Return each row's group (-1: unknown), how many groups there are, and the rows' values and filters."""
        table = self.table(at)
        inner, codes = self._values(node.value, node.where, at, None, table.size)
        if node.per is None:
            return np.zeros(table.size, dtype=np.int32), 1, inner, codes
        kind = self.ready.registers[at].fields[node.per].type
        index = table.columns[node.per].astype(np.int32)
        return index, len(kind.options) if isinstance(kind, Choice) else 0, inner, codes

    def _peer_groups(self, node: plan.Peers, at: str) -> tuple[Groups, Interval, Codes, NDArray[np.int32]]:
        """Return the groups of a register's own rows, their values and filters, and each row's group (-1: unknown)."""
        table = self.table(at)
        index, count, inner, codes = self.peer_rows(node, at)
        closed = self.known.closed(at)
        lost = np.flatnonzero(index < 0)
        if len(lost) == 0:
            return Groups(index, count, np.full(count, closed)), inner, codes, index
        # a row whose group is missing may belong to any: it stands in each of them, as a row that may be filtered out;
        # what its own group sums up to lies between nothing and all rows: one more group, of which nothing is sure
        kept, everyone = np.flatnonzero(index >= 0), np.arange(table.size)
        rows = np.concatenate([kept, np.tile(lost, count), everyone])
        numbers = np.repeat(np.arange(count, dtype=np.int32), len(lost))
        groups = np.concatenate([index[kept], numbers, np.full(table.size, count, dtype=np.int32)])
        unsure = np.minimum(codes, np.int8(1))
        weights = np.concatenate([codes[kept], np.tile(unsure[lost], count), unsure])
        whole = Groups(groups, count + 1, np.full(count + 1, closed))
        if node.fold is plan.Fold.SUM:
            index = np.where(index < 0, np.int32(count), index)
        return whole, Interval(inner.low[rows], inner.high[rows]), weights, index
