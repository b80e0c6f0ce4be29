"""What a condition can come to, by the ranges of its numbers alone; where nothing is certain, both."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import assert_never

from ... import plan
from ...ranges import bounds
from ..numbers import is_ratio
from .spans import Cut, Line, Stretch

#: How many combinations of alternatives are gone through one by one.
MAX_WAYS = 64
_OPPOSITE = {
    plan.Op.LT: plan.Op.GE,
    plan.Op.LE: plan.Op.GT,
    plan.Op.GT: plan.Op.LE,
    plan.Op.GE: plan.Op.LT,
    plan.Op.EQ: plan.Op.NE,
    plan.Op.NE: plan.Op.EQ,
}
_MIRRORED = {
    plan.Op.LT: plan.Op.GT,
    plan.Op.LE: plan.Op.GE,
    plan.Op.GT: plan.Op.LT,
    plan.Op.GE: plan.Op.LE,
    plan.Op.EQ: plan.Op.EQ,
    plan.Op.NE: plan.Op.NE,
}


def opposite(cond: plan.Cond) -> plan.Cond:
    """Return the condition that holds where another does not."""
    match cond:
        case plan.Compare(op, left, right):
            return plan.Compare(_OPPOSITE[op], left, right)
        case plan.Not(item):
            return item
        case plan.And(items):
            return plan.Or(tuple(map(opposite, items)))
        case plan.Or(items):
            return plan.And(tuple(map(opposite, items)))
        case plan.Choose(test, then, other):
            return plan.Choose(test, opposite(then), opposite(other))
        case plan.Owner(register, item):
            return plan.Owner(register, opposite(item))
        case plan.Every(path, where, has):
            return plan.Some(path, where, opposite(has))
        case plan.Flag() | plan.OneOf() | plan.Present() | plan.Some() | plan.Standing():
            return plan.Not(cond)
        case _:
            assert_never(cond)


@lru_cache(maxsize=4096)
def possible(cond: plan.Cond) -> bool:
    """Tell whether a condition can hold for some record; True where that is not certain."""
    match cond:
        case plan.And(items):
            return together(items)
        case plan.Or(items):
            return any(map(possible, items))
        case plan.Compare(op, left, right):
            return _comparable(op, left, right)
        case plan.Choose(test, then, other):
            return together((test, then)) or together((opposite(test), other))
        case plan.Owner(_, item):
            return possible(item)
        case plan.Some(_, where, has):
            return together(tuple(c for c in (where, has) if c is not None))
        case plan.Not(item):
            inner = opposite(item)
            return True if isinstance(inner, plan.Not) else possible(inner)
        case plan.OneOf(_, options):
            return bool(options)
        case plan.Every() | plan.Flag() | plan.Present() | plan.Standing():
            return True
        case _:
            assert_never(cond)


def always(cond: plan.Cond) -> bool:
    """Tell whether a condition holds for every record."""
    return not possible(opposite(cond))


def together(conds: Iterable[plan.Cond]) -> bool:
    """Tell whether conditions can all hold for one record."""
    flat = [c for cond in conds for c in _flat(cond)]
    if not all(map(possible, flat)):
        return False
    ways = [c for c in flat if isinstance(c, plan.Or)]
    if math.prod(len(w.items) for w in ways) > MAX_WAYS:
        ways = []  # too many ways to go through: then only what holds in all of them is compared
    rest = [c for c in flat if c not in ways]
    return any(not _clash([*rest, *(c for i in way for c in _flat(i))]) for way in product(*(w.items for w in ways)))


def _clash(conds: list[plan.Cond]) -> bool:
    """Tell whether two of several conditions that all must hold exclude each other."""
    return _numbers_clash(conds) or _options_clash(conds) or any(plan.Not(c) in conds for c in conds)


def _flat(cond: plan.Cond) -> list[plan.Cond]:
    if isinstance(cond, plan.Not):
        inner = opposite(cond.item)
        return [cond] if isinstance(inner, plan.Not) else _flat(inner)
    return [c for i in cond.items for c in _flat(i)] if isinstance(cond, plan.And) else [cond]


def line_of(num: plan.Num) -> Line:
    """Return all that a number can be."""
    low, high = bounds(num)
    unit = Fraction(1, 10**num.decimals)
    return Line(low * unit, high * unit, None if is_ratio(num) else unit)


def _comparable(op: plan.Op, left: plan.Num, right: plan.Num) -> bool:
    first, second = line_of(left), line_of(right)
    match op:
        case plan.Op.LT:
            return first.low < second.high
        case plan.Op.LE:
            return first.low <= second.high
        case plan.Op.GT:
            return first.high > second.low
        case plan.Op.GE:
            return first.high >= second.low
        case plan.Op.EQ:
            return first.low <= second.high and second.low <= first.high
        case plan.Op.NE:
            return not first.low == first.high == second.low == second.high
        case _:
            assert_never(op)


def threshold(cond: plan.Cond) -> tuple[plan.Num, plan.Op, Fraction] | None:
    """Return a comparison of a number with a written one: the number, the sign, the written one."""
    if not isinstance(cond, plan.Compare):
        return None
    op, left, right = cond.op, cond.left, cond.right
    if isinstance(left, plan.Constant):
        op, left, right = _MIRRORED[op], right, left
    if not isinstance(right, plan.Constant) or isinstance(left, plan.Constant):
        return None
    return left, op, Fraction(right.value, 10**right.decimals)


def _numbers_clash(conds: list[plan.Cond]) -> bool:
    """Tell whether what several comparisons leave of one number is nothing."""
    left: dict[plan.Num, Stretch] = {}
    for num, op, value in (t for t in map(threshold, conds) if t is not None):
        line = line_of(num)
        before, after, whole = Cut(value, after=False), Cut(value, after=True), line.whole()
        match op:
            case plan.Op.LT:
                taken = Stretch(whole.low, before)
            case plan.Op.LE:
                taken = Stretch(whole.low, after)
            case plan.Op.GT:
                taken = Stretch(after, whole.high)
            case plan.Op.GE:
                taken = Stretch(before, whole.high)
            case plan.Op.EQ:
                taken = Stretch(before, after)
            case _:
                continue
        left[num] = line.both(left.get(num, whole), taken)
        if line.empty(left[num]):
            return True
    return False


def _options_clash(conds: list[plan.Cond]) -> bool:
    """Tell whether one choice would have to be two."""
    left: dict[str, set[int]] = {}
    for cond in conds:
        if isinstance(cond, plan.OneOf):
            left[cond.field] = left.get(cond.field, set(cond.options)) & set(cond.options)
    return any(not options for options in left.values())
