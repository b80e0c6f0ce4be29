"""How many places a quota gives: a number, a share of a denominator, or a number by size (docs/semantics.md 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..plan import Constant, Places, Quota, Rounding
from .arrays import Ints

if TYPE_CHECKING:
    from .field import Field

_OPEN, _IN = 1, 2


def for_each(quota: Quota, field: Field, size: tuple[Ints, Ints] | None) -> tuple[Ints, Ints]:
    """Return the places in the worst and the best outcome, as each entry sees them; `size`: of each group."""
    rule, group = quota.places, field.group
    if rule.count is not None or size is not None:
        low, high = size or (field.size(), field.size())
        return of(rule, low)[group], of(rule, high)[group]
    sure, maybe = field.size(field.pool == _IN), field.pool == _OPEN
    if rule.sizes:  # one member more may bring several places more: every pool from the least to the greatest counts
        return of(rule, sure)[group], of(rule, field.size())[group]
    if not maybe.any():
        found = of(rule, sure)[group]
        return found, found
    lows = field.tally(field.low[maybe])
    highs = lows if field.is_exact else field.tally(field.high[maybe])
    surely = sure[group]
    return of(rule, surely + highs.not_below(field.low)), of(rule, surely + lows.not_above(field.high))


def for_all(quota: Quota, field: Field, size: tuple[Ints, Ints] | None) -> tuple[Ints, Ints]:
    """Return each group's fewest and most places, whoever of those who may be ranked turns out to be."""
    low, high = size or (field.size(field.pool == _IN), field.size())
    return of(quota.places, low), of(quota.places, high)


def of(rule: Places, number: Ints) -> Ints:
    """Return the places for a denominator: shares rounded as declared (down unless said otherwise)."""
    if rule.count is not None:
        return np.full(len(number), rule.count, dtype=np.int64)
    found = _share_of(rule.share, rule.rounding, number) if rule.share is not None else _by_size(rule, number)
    if rule.least is not None:
        found = np.where(number >= 1, np.maximum(found, np.int64(rule.least)), found)
    return found


def _by_size(rule: Places, number: Ints) -> Ints:
    """Return the count of the first entry that holds each size."""
    found = np.zeros(len(number), dtype=np.int64)
    for size in reversed(rule.sizes):
        holds = np.ones(len(number), dtype=bool) if size.high is None else number <= size.high
        found = np.where(holds, np.int64(size.count), found)
    return found


def _share_of(share: Constant, rounding: Rounding, number: Ints) -> Ints:
    top, bottom = number * np.int64(share.value), np.int64(100 * 10**share.decimals)
    match rounding:
        case Rounding.DOWN:
            return np.asarray(top // bottom)
        case Rounding.UP:
            return np.asarray(-(-top // bottom))
        case Rounding.HALF_UP:
            return np.asarray((2 * top + bottom) // (2 * bottom))
