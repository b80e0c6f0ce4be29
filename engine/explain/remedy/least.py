"""The value of one figure nearest to what it is for which something holds, found by halving between marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil

from ... import plan


@dataclass(frozen=True, slots=True)
class Range:
    """Which values a figure may take: scaled by 10**decimals, from `low` to `high`; `now` is what it is (None: none).

    `latest`: of several values that do, the greatest is the least step (a day not later than the deadline).
    """

    low: int
    high: int
    decimals: int
    now: int | None
    latest: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """A value that is enough, and the stretch of values that are (None: to the end of what can be written)."""

    value: int
    first: int | None
    last: int | None
    sure: bool

    @property
    def free(self) -> bool:
        """Tell whether any value at all would do."""
        return self.sure and self.first is None and self.last is None


def least(holds: Callable[[int], int], among: Range, marks: set[int]) -> list[Fit]:
    """Return the values nearest to what a figure is for which something surely holds, then those for which it may.

    `marks` are values at which it may begin or end to hold. A missing figure takes the smallest value that is enough,
    or the greatest where all smaller ones are enough too.
    """
    out: list[Fit] = []
    for sure in (2, 1):
        for low, high in _spans(lambda v, sure=sure: holds(v) >= sure, among, marks):  # type: ignore[misc]
            if among.now is None:
                value = high if among.latest or (low == among.low and high < among.high) else low
            elif low <= among.now <= high:
                continue
            else:
                value = low if low > among.now else high
            if all(value != f.value for f in out):
                ends = None if low == among.low else low, None if high == among.high else high
                out.append(Fit(value, *ends, sure=sure == 2))
    return out


def _spans(holds: Callable[[int], bool], among: Range, marks: set[int]) -> list[tuple[int, int]]:
    """Return the stretches of values for which something holds, between marks found by halving."""
    near = {m + d for m in marks for d in (-1, 0, 1)} | {among.low, among.high}
    if among.now is not None:
        near |= {among.now - 1, among.now, among.now + 1}
    points = sorted(p for p in near if among.low <= p <= among.high)
    spans: list[tuple[int, int]] = []
    start: int | None = points[0] if points and holds(points[0]) else None
    for left, right in pairwise(points):
        before, after = holds(left), holds(right)
        if before == after:
            continue
        edge = _edge(holds, left, right, before=before)
        if after:
            start = edge
        elif start is not None:
            spans.append((start, edge - 1))
            start = None
    if start is not None:
        spans.append((start, points[-1]))
    return spans


def _edge(holds: Callable[[int], bool], left: int, right: int, *, before: bool) -> int:
    """Return the first value after `left` at which it is otherwise."""
    while right - left > 1:
        middle = (left + right) // 2
        if holds(middle) == before:
            left = middle
        else:
            right = middle
    return right


def steps_up(limit: Fraction, op: plan.Op) -> int:
    """Return the least whole number that is at least, or more than, a limit."""
    return int(limit // 1) + 1 if op is plan.Op.GT else ceil(limit)


def steps_down(limit: Fraction, op: plan.Op) -> int:
    """Return the greatest whole number that is at most, or less than, a limit."""
    return ceil(limit) - 1 if op is plan.Op.LT else int(limit // 1)
