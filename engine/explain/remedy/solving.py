"""The least value of one figure for which a comparison holds, whatever else stands in it (exact, at its decimals)."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ... import plan
from ..nodes import Key
from ..numbers import amount_of
from ..steps import Steps
from ..worlds import rounded

Ends = tuple[Fraction, Fraction]
_SURE: Mapping[plan.Op, Callable[[Ends, Ends], bool]] = {
    plan.Op.LT: lambda a, b: a[1] < b[0], plan.Op.LE: lambda a, b: a[1] <= b[0],
    plan.Op.GT: lambda a, b: a[0] > b[1], plan.Op.GE: lambda a, b: a[0] >= b[1],
    plan.Op.EQ: lambda a, b: a[0] == a[1] == b[0] == b[1], plan.Op.NE: lambda a, b: a[1] < b[0] or a[0] > b[1],
}  # fmt: skip
OTHERWISE = {
    plan.Op.LT: plan.Op.GE, plan.Op.LE: plan.Op.GT, plan.Op.GT: plan.Op.LE, plan.Op.GE: plan.Op.LT,
    plan.Op.EQ: plan.Op.NE, plan.Op.NE: plan.Op.EQ,
}  # fmt: skip


def compared(op: plan.Op, left: Ends, right: Ends) -> int:
    """Return what a comparison of two numbers with bounds is."""
    if _SURE[op](left, right):
        return 2
    return 0 if _SURE[OTHERWISE[op]](left, right) else 1


#: The figures that a number of one row is made of, by node, register and row; the node is kept with them.
Looked = dict[tuple[int, str, int], tuple[object, frozenset[Key]]]


@dataclass(slots=True, eq=False)
class Supposed:
    """Numbers and conditions of one row, supposing that one figure were another."""

    steps: Steps
    key: Key
    value: Fraction
    looked: Looked
    ends: dict[tuple[int, str, int], Ends] = field(default_factory=dict)

    def _mentions(self, node: object, at: str, index: int) -> bool:
        return mentions(self.steps, node, at, index, self.key, self.looked)

    def number(self, node: plan.Num, at: str, index: int) -> Ends:
        """Return the bounds of a number."""
        asked = (id(node), at, index)
        if asked not in self.ends:
            self.ends[asked] = self._number(node, at, index)
        return self.ends[asked]

    def _number(self, node: plan.Num, at: str, index: int) -> Ends:
        if not self._mentions(node, at, index):
            found = amount_of(self.steps, node, at, index)
            return found.low, found.high
        match node:
            case plan.Value() | plan.Given():
                return self.value, self.value
            case plan.Add(terms):
                parts = [self.number(t, at, index) for t in terms]
                return sum((p[0] for p in parts), Fraction(0)), sum((p[1] for p in parts), Fraction(0))
            case plan.Negate(term):
                low, high = self.number(term, at, index)
                return -high, -low
            case plan.Multiply(left, right):
                return _corners(operator.mul, self.number(left, at, index), self.number(right, at, index))
            case plan.Divide(left, right, decimals, rounding):
                top, bottom = self.number(left, at, index), self.number(right, at, index)
                if bottom[0] <= 0 <= bottom[1]:
                    return Fraction(node.low, 10**decimals), Fraction(node.high, 10**decimals)
                low, high = _corners(operator.truediv, top, bottom)
                unit = Fraction(1, 10**decimals)
                return rounded(low, unit, rounding), rounded(high, unit, rounding)
            case plan.If(test, then, other):
                code = self.condition(test, at, index)
                first, second = self.number(then, at, index), self.number(other, at, index)
                return first if code == 2 else second if code == 0 else _hull(first, second)
            case plan.Extreme(fold, items):
                pick = max if fold is plan.Fold.MAX else min
                parts = [self.number(i, at, index) for i in items]
                return pick(p[0] for p in parts), pick(p[1] for p in parts)
            case plan.First(items):
                for item in items:  # what is supposed is given, so it counts unless an earlier one does
                    given = int(self.steps.read.codes(plan.Present(item.field), at)[index])
                    if given == 2 or self._mentions(item, at, index):
                        return self.number(item, at, index)
                return self.value, self.value
            case plan.Rounded(item, factor, decimals, unit, rounding):
                by, step = Fraction(factor.value, 10**factor.decimals), Fraction(unit, 10**decimals)
                ends = sorted(by * e for e in self.number(item, at, index))
                return rounded(ends[0], step, rounding), rounded(ends[1], step, rounding)
            case plan.OwnerNum(register, value):
                return self.number(value, register, int(self.steps.read.table(at).owners[register][index]))
            case plan.Named():
                return self.number(node.value, at, index)
            case plan.Total(plan.Fold.SUM | plan.Fold.MEAN as fold, path, where, value):
                return self._total(node, fold, path, where, value, at, index)
            case _:
                return self.value, self.value  # a figure that alone decides: the least, the greatest

    def _total(
        self, node: plan.Total, fold: plan.Fold, path: plan.Path, where: plan.Cond | None, value: plan.Num, at: str,
        index: int,
    ) -> Ends:  # fmt: skip
        read = self.steps.read
        now = amount_of(self.steps, node, at, index)
        rows = read.members(at, path, index)
        many = len(rows) if where is None else int((read.codes(where, path[-1])[rows] == 2).sum())
        low, high = now.low, now.high
        for i in rows:
            if self._mentions(value, path[-1], int(i)):
                was = amount_of(self.steps, value, path[-1], int(i))
                then = self.number(value, path[-1], int(i))
                by = many if fold is plan.Fold.MEAN and many else 1
                low, high = low + (then[0] - was.low) / by, high + (then[1] - was.high) / by
        return low, high

    def condition(self, node: plan.Cond, at: str, index: int) -> int:
        """Return what a condition is."""
        match node:
            case plan.Compare(op, left, right):
                return compared(op, self.number(left, at, index), self.number(right, at, index))
            case plan.Not(item):
                return 2 - self.condition(item, at, index)
            case plan.And(items):
                return min(self.condition(i, at, index) for i in items)
            case plan.Or(items):
                return max(self.condition(i, at, index) for i in items)
            case plan.Choose(test, then, other):
                code = self.condition(test, at, index)
                first, second = self.condition(then, at, index), self.condition(other, at, index)
                return first if code == 2 or first == second else second if code == 0 else 1
            case _:
                return int(self.steps.read.codes(node, at)[index])


def _corners(how: Callable[[Fraction, Fraction], Fraction], left: Ends, right: Ends) -> Ends:
    found = [how(a, b) for a in left for b in right]
    return min(found), max(found)


def _hull(left: Ends, right: Ends) -> Ends:
    return min(left[0], right[0]), max(left[1], right[1])


def mentions(steps: Steps, node: object, at: str, index: int, key: Key, looked: Looked) -> bool:
    """Tell whether a number or condition of one row looks at a figure."""
    mark = (id(node), at, index)
    if mark not in looked:
        looked[mark] = (node, frozenset(found for found, _ in figures(steps, node, at, index)))
    return key in looked[mark][1]


def figures(steps: Steps, node: object, at: str, index: int) -> Iterator[tuple[Key, plan.Value | plan.Given]]:
    """Yield the figures that a number of one row is made of, with their keys."""
    read = steps.read
    match node:
        case plan.Value(name):
            yield (at, index, name), node
        case plan.Given(name):
            if name != "as_of":
                yield ("parameter", name), node
        case plan.OwnerNum(register, value):
            above = int(read.table(at).owners[register][index])
            if above >= 0:
                yield from figures(steps, value, register, above)
        case plan.Named():
            yield from figures(steps, node.value, at, index)
        case plan.Total(_, path, _, value):
            for i in read.members(at, path, index):
                yield from figures(steps, value, path[-1], int(i))
        case plan.Compare(_, left, right) | plan.Multiply(left, right) | plan.Divide(left, right):
            yield from figures(steps, left, at, index)
            yield from figures(steps, right, at, index)
        case plan.Add(items) | plan.Extreme(_, items) | plan.First(items) | plan.And(items) | plan.Or(items):
            for item in items:
                yield from figures(steps, item, at, index)
        case plan.Negate(item) | plan.Rounded(item) | plan.Not(item):
            yield from figures(steps, item, at, index)
        case plan.If(test, then, other) | plan.Choose(test, then, other):
            for part in (test, then, other):
                yield from figures(steps, part, at, index)
        case _:
            return


def marks_of(steps: Steps, node: object, at: str, index: int, key: Key, scale: int, looked: Looked) -> set[int]:
    """Return the scaled values at which conditions over a figure turn: what it is compared with, solved for it."""
    out: set[int] = set()
    for one, place, row in _comparisons(steps, node, at, index):
        sides = [one.left, one.right]
        if any(mentions(steps, s, place, row, key, looked) for s in sides):
            for value in _solved(steps, sides, place, row, key, scale, looked):
                out |= {value - 1, value, value + 1}
    return out


def _comparisons(steps: Steps, node: object, at: str, index: int) -> Iterator[tuple[plan.Compare, str, int]]:
    match node:
        case plan.Compare(_, left, right):
            yield node, at, index
            yield from _comparisons(steps, left, at, index)
            yield from _comparisons(steps, right, at, index)
        case plan.Named():
            yield from _comparisons(steps, node.value, at, index)
        case plan.OwnerNum(register, value):
            above = int(steps.read.table(at).owners[register][index])
            if above >= 0:
                yield from _comparisons(steps, value, register, above)
        case plan.Multiply(left, right) | plan.Divide(left, right):
            yield from _comparisons(steps, left, at, index)
            yield from _comparisons(steps, right, at, index)
        case plan.Add(items) | plan.Extreme(_, items) | plan.And(items) | plan.Or(items):
            for item in items:
                yield from _comparisons(steps, item, at, index)
        case plan.Negate(item) | plan.Rounded(item) | plan.Not(item):
            yield from _comparisons(steps, item, at, index)
        case plan.If(test, then, other) | plan.Choose(test, then, other):
            for part in (test, then, other):
                yield from _comparisons(steps, part, at, index)
        case _:
            return


def _solved(
    steps: Steps, sides: list[plan.Num], at: str, index: int, key: Key, scale: int, looked: Looked
) -> Iterator[int]:
    """Yield where the difference of two sides would be 0, if it were a straight line in the figure."""

    def difference(value: Fraction, end: int) -> Fraction:
        supposed = Supposed(steps, key, value, looked)
        left, right = (supposed.number(s, at, index) for s in sides)
        return left[end] - right[1 - end]

    for end in (0, 1):
        first, second = difference(Fraction(0), end), difference(Fraction(1), end)
        if first != second:
            root = -first / (second - first) * scale
            yield root.numerator // root.denominator
            yield -(-root.numerator // root.denominator)
