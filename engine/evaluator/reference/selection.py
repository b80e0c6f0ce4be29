"""Choosing among the eligible under a quota, by what holds for every outcome (docs/semantics.md, 6)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ...syntax import ast
from ...values import Decision
from .expressions import Reader
from .interval import MET, NOT_MET, UNDETERMINED, Interval, negated, point, rounded
from .world import Row

#: Lower than every score: where a missing one ranks under `pending: ignore`.
LAST = point(-(10**40))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject in the pool: surely (2) or maybe (1), in a group or in none that is known, with its scores."""

    at: Row
    inside: int
    group: object
    scores: tuple[Interval, ...]

    @property
    def low(self) -> tuple[Fraction, ...]:
        """Return the low ends of the scores."""
        return tuple(s.low for s in self.scores)

    @property
    def high(self) -> tuple[Fraction, ...]:
        """Return the high ends of the scores."""
        return tuple(s.high for s in self.scores)

    @property
    def exact(self) -> bool:
        """Tell whether every score is known."""
        return all(s.exact for s in self.scores)


class Selection:
    """One quota over the pool of its kind."""

    def __init__(self, quota: ast.QuotaD, reader: Reader, pool: Sequence[tuple[Row, int]]) -> None:
        """Read the scores and groups of the pool: pairs of a subject and how surely it is in (2 or 1)."""
        self._quota, self._reader = quota, reader
        self._pool = [Candidate(at, inside, self._group(at), self._scores(at)) for at, inside in pool]
        if quota.pending == "ignore":
            known = [c for c in self._pool if c.inside == MET and (quota.per is None or c.group is not None)]
            self._pool = [replace(c, scores=tuple(s if s.exact else LAST for s in c.scores)) for c in known]

    def _group(self, at: Row) -> object:
        per = self._quota.per
        return self._reader.world.row(at).values.get(per.value) if per else None

    def _scores(self, at: Row) -> tuple[Interval, ...]:
        found = ((r.ascending, self._reader.number(r.value, at)) for r in self._quota.ranking)
        return tuple(negated(score) if ascending else score for ascending, score in found)

    def decide(self) -> dict[Row, Decision]:
        """Return what becomes of every subject that is surely in the pool; whoever is missing here waits."""
        return {c.at: self._decide(c) for c in self._pool if c.inside == MET}

    def _decide(self, me: Candidate) -> Decision:
        if self._quota.per is not None and me.group is None:
            return Decision.PENDING
        others = [self._seen_from(me, c) for c in self._pool if c.at != me.at]
        rivals = [c for c in others if c is not None]
        sure, maybe = [c for c in rivals if c.inside == MET], [c for c in rivals if c.inside != MET]
        above = [c for c in sure if c.low > me.high]
        may = [c for c in rivals if c.high >= me.low]
        worst = self._places(me, 1 + len(sure) + sum(c.high >= me.low for c in maybe), most=False)
        best = self._places(me, 1 + len(sure) + sum(not c.low > me.high for c in maybe), most=True)
        if len(may) + 1 <= worst:
            return Decision.PROPOSED
        if len(above) >= best:
            return Decision.OUTSIDE_QUOTA
        level = [c for c in sure if c.exact and me.exact and c.low == me.low]
        maybe_above = [c for c in rivals if c.high > me.low]
        maybe_level = [c for c in rivals if c.high >= me.low and not c.low > me.high and c not in maybe_above]
        settled = me.exact and len(maybe_above) == len(above) and len(maybe_level) == len(level)
        if not settled or worst != best:
            return Decision.PENDING
        if len(above) + 1 <= worst < len(above) + 1 + len(level):
            return Decision.PROPOSED if self._quota.ties == "keep" else Decision.TIED
        return Decision.OUTSIDE_QUOTA

    def _seen_from(self, me: Candidate, other: Candidate) -> Candidate | None:
        """Return a rival: a subject of no known group is only maybe in mine."""
        if self._quota.per is None or other.group == me.group:
            return other
        return replace(other, inside=UNDETERMINED) if other.group is None else None

    def _places(self, me: Candidate, pool: int, *, most: bool) -> int:
        """Return the quota, with the least or the greatest denominator that is possible."""
        if self._quota.count is not None:
            return self._quota.count
        of = self._quota.of.value if self._quota.of else "pool"
        size = pool if of == "pool" else self._size(of, me.group, most=most)
        share = Fraction(self._quota.share or 0) * size / 100
        return math.floor(rounded(share, Fraction(1), self._quota.rounding))

    def _size(self, register: str, group: object, *, most: bool) -> int:
        """Return how many rows the denominator has; rows of no known group count only towards the greatest."""
        rows, per = self._reader.world.rows(register), self._quota.per
        if per is None:
            return len(rows)
        groups: list[object] = [r.values.get(per.value) for r in rows]
        return groups.count(group) + (groups.count(None) if most else 0)


def how_surely(decision: Decision, pool: str, lower: int) -> int:
    """Return whether a subject is in the pool: surely (2), maybe (1) or not (0)."""
    if pool == "among":
        return lower
    if decision is Decision.PROPOSED:
        return MET
    return UNDETERMINED if decision is Decision.PENDING else NOT_MET
