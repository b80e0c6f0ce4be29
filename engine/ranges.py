"""The range of a number of the plan: how far it can lie, whatever is missing."""

from __future__ import annotations

from typing import assert_never

from . import plan
from .values import MANY


def bounds(num: plan.Num) -> tuple[int, int]:
    """Return the least and greatest value, scaled by the number's own decimals."""
    match num:
        case plan.Constant(value):
            return value, value
        case (
            plan.Value(low=low, high=high)
            | plan.Given(low=low, high=high)
            | plan.Divide(low=low, high=high)
            | plan.Anything(low=low, high=high)
            | plan.First(low=low, high=high)
            | plan.Rounded(low=low, high=high)
            | plan.Named(low=low, high=high)
        ):
            return low, high
        case plan.If(_, then, other, decimals):
            first, second = (rescaled(bounds(n), decimals - n.decimals) for n in (then, other))
            return min(first[0], second[0]), max(first[1], second[1])
        case plan.Extreme(fold, items, decimals):
            ends = [rescaled(bounds(n), decimals - n.decimals) for n in items]
            best = min if fold is plan.Fold.MIN else max
            return best(e[0] for e in ends), best(e[1] for e in ends)
        case plan.Run():
            return 0, MANY
        case plan.Add(terms, decimals):
            ends = [rescaled(bounds(t), decimals - t.decimals) for t in terms]
            return sum(e[0] for e in ends), sum(e[1] for e in ends)
        case plan.Negate(term):
            low, high = bounds(term)
            return -high, -low
        case plan.Multiply(left, right):
            first, second = bounds(left), bounds(right)  # once each: a product of products would double at every level
            corners = [a * b for a in first for b in second]
            return min(corners), max(corners)
        case plan.Count():
            return 0, 2 * MANY
        case plan.Share():
            return 0, 100
        case plan.Total(fold, _, _, value) | plan.Peers(fold, value):
            low, high = bounds(value)
            if fold is plan.Fold.SUM:
                return 2 * MANY * min(0, low), 2 * MANY * max(0, high)
            return low, high
        case plan.OwnerNum(_, value):
            return bounds(value)
        case _:
            assert_never(num)


def rescaled(ends: tuple[int, int], places: int) -> tuple[int, int]:
    """Return a range brought to `places` more decimals."""
    return ends[0] * 10**places, ends[1] * 10**places
