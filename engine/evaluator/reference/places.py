"""How many places a quota gives, at the least and at the most (docs/semantics.md, 6)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ...syntax import ast
from .interval import MET, NOT_MET, UNDETERMINED, rounded
from .world import Row, World

#: Whether a row counts in a denominator: 0, 1 or 2.
Counts = Callable[[Row], int]


@dataclass(frozen=True, slots=True)
class Places:
    """The least and greatest number of places that is possible."""

    worst: int
    best: int

    def inside(self, limit: ast.InsideD) -> Places:
        """Return how many of these places some of the pool may have."""
        if limit.count is not None:
            return Places(limit.count, limit.count)
        share = Fraction(limit.share or 0)
        return Places(*(_whole(share * k / 100, limit.rounding) for k in (self.worst, self.best)))


def _whole(value: Fraction, rounding: str) -> int:
    return math.floor(rounded(value, Fraction(1), rounding))


def counts_pool(quota: ast.QuotaD) -> bool:
    """Tell whether the denominator of a quota is its pool."""
    return quota.of is None or quota.of.value == "pool"


def register_size(quota: ast.QuotaD, world: World, group: object, counts: Counts) -> tuple[int, int]:
    """Return how many rows the register of a quota's denominator has for a group, at the least and at the most.

    `counts` tells whether a row counts.
    """
    assert quota.of is not None
    least = most = 0
    for row in world.rows(quota.of.value):
        code = counts((quota.of.value, row.index))
        theirs = None if quota.per is None else group_of(world, (quota.of.value, row.index), quota.per.value)
        own = MET if quota.per is None else _in_group(theirs, group)
        least += min(code, own) == MET
        most += min(code, own) != NOT_MET
    return least, most


def group_of(world: World, at: Row, per: str) -> object:
    """Return the group of a row: what a choice field holds, or its owner in a register; None where not known."""
    row = world.row(at)
    if per in world.shapes[at[0]].owners and per not in row.values:
        return world.direct_owner(at, per)
    return row.values.get(per)


def _in_group(theirs: object, group: object) -> int:
    return MET if theirs == group else UNDETERMINED if theirs is None else NOT_MET


def places(quota: ast.QuotaD, least: int, most: int) -> Places:
    """Return the places for a denominator that lies somewhere between two sizes.

    Steps by size need not rise, nor by one at a time: all sizes between the two are possible, and are looked at.
    """
    sizes = range(least, most + 1) if quota.sizes else (least, most)
    found = [_places(quota, n) for n in sizes]
    return Places(min(found), max(found))


def _places(quota: ast.QuotaD, n: int) -> int:
    if quota.sizes:
        k = next((s.count for s in quota.sizes if (s.low or 0) <= n and (s.high is None or n <= s.high)), 0)
    elif quota.count is not None:
        k = quota.count
    else:
        k = _whole(Fraction(quota.share or 0) * n / 100, quota.rounding)
    return max(k, quota.least) if quota.least is not None and n >= 1 else k
