"""Choosing among the eligible under a quota, by what holds for every outcome (docs/semantics.md, 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ...syntax import ast
from ...values import Decision
from .expressions import Reader
from .interval import MET, NOT_MET, UNDETERMINED, Interval, negated, point
from .places import Places, counts_pool, group_of, places, register_size
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
        return group_of(self._reader.world, at, per.value) if per else None

    def _scores(self, at: Row) -> tuple[Interval, ...]:
        found = ((r.ascending, self._reader.number(r.value, at)) for r in self._quota.ranking)
        return tuple(negated(score) if ascending else score for ascending, score in found)

    def decide(self) -> dict[Row, Decision]:
        """Return what becomes of every subject that is surely in the pool; whoever is missing here waits."""
        sure = {c.at for c in self._pool if c.inside == MET}
        return {at: found for group in self._groups() for at, found in self._of_group(group).items() if at in sure}

    def _groups(self) -> list[list[Candidate]]:
        """Return the pool of each group: a subject of no known group is maybe in every one, and decided in none."""
        if self._quota.per is None:
            return [self._pool]
        lost = [replace(c, inside=UNDETERMINED) for c in self._pool if c.group is None]
        known = dict.fromkeys(c.group for c in self._pool if c.group is not None)
        return [[*(c for c in self._pool if c.group == group), *lost] for group in known]

    def _of_group(self, pool: Sequence[Candidate]) -> dict[Row, Decision]:
        limit, decided = self._quota.inside, [c for c in pool if self._quota.per is None or c.group is not None]
        if limit is None:
            return {c.at: self._decide(c, pool) for c in decided}
        whole = self._whole(pool)
        limited = self._limited(pool, limit, whole.inside(limit))
        left = [_after(c, limited.get(c.at)) for c in pool]
        rest = [c for c in left if c is not None]
        out = {}
        for c in decided:
            found = limited.get(c.at, Decision.PROPOSED)
            if found is not Decision.OUTSIDE_QUOTA:
                second = self._decide(c, rest, whole)
                found = second if Decision.OUTSIDE_QUOTA is second or found is Decision.PROPOSED else found
            out[c.at] = found
        return out

    def _limited(self, pool: Sequence[Candidate], limit: ast.InsideD, k: Places) -> dict[Row, Decision]:
        """Return the selection for the places inside, over those whom the limit concerns, or may concern."""
        asked = {c.at: self._reader.verdict(limit.where, c.at) for c in pool}
        concerned = [replace(c, inside=min(c.inside, asked[c.at])) for c in pool if asked[c.at] != NOT_MET]
        found = {c.at: self._decide(c, concerned, k) for c in concerned}
        # Outside among the concerned is out only who surely is one of them.
        return {
            at: Decision.PENDING if d is Decision.OUTSIDE_QUOTA and asked[at] != MET else d for at, d in found.items()
        }

    def _counts(self, at: Row) -> int:
        counting = self._quota.counting
        return MET if counting is None else self._reader.verdict(counting, at)

    def _whole(self, pool: Sequence[Candidate]) -> Places:
        """Return the places for a whole pool, before anybody is taken out."""
        if counts_pool(self._quota):
            return places(self._quota, sum(c.inside == MET for c in pool), len(pool))
        return places(self._quota, *register_size(self._quota, self._reader.world, pool[0].group, self._counts))

    def _decide(self, me: Candidate, pool: Sequence[Candidate], fixed: Places | None = None) -> Decision:
        """Return what becomes of a subject in a pool, with so many places, or as many as the quota gives the pool."""
        rivals = [c for c in pool if c.at != me.at]
        sure, maybe = [c for c in rivals if c.inside == MET], [c for c in rivals if c.inside != MET]
        above = [c for c in sure if c.low > me.high]
        may = [c for c in rivals if c.high >= me.low]
        k = fixed or self._places(me, sure, maybe)
        if len(may) + 1 <= k.worst:
            return Decision.PROPOSED
        if len(above) >= k.best:
            return Decision.OUTSIDE_QUOTA
        level = [c for c in sure if c.exact and me.exact and c.low == me.low]
        maybe_above = [c for c in rivals if c.high > me.low]
        maybe_level = [c for c in rivals if c.high >= me.low and not c.low > me.high and c not in maybe_above]
        settled = me.inside == MET and me.exact and len(maybe_above) == len(above) and len(maybe_level) == len(level)
        if not settled or k.worst != k.best:
            return Decision.PENDING
        if len(above) + 1 <= k.worst < len(above) + 1 + len(level):
            return Decision.PROPOSED if self._quota.ties == "keep" else self._tied(me, level, k.worst - len(above))
        return Decision.OUTSIDE_QUOTA

    def _tied(self, me: Candidate, level: Sequence[Candidate], room: int) -> Decision:
        """Return what the answers to a tie make of one of the tied."""
        if self._quota.settle is None:
            return Decision.TIED
        asked = self._reader.names.judgements
        answers = [asked.answer(self._quota.settle.value, c.at).verdict for c in (me, *level)]
        if answers[0] == NOT_MET:
            return Decision.OUTSIDE_QUOTA
        may_be_chosen = len(answers) - answers.count(NOT_MET)
        return Decision.PROPOSED if answers[0] == MET and may_be_chosen <= room else Decision.TIED

    def _places(self, me: Candidate, sure: Sequence[Candidate], maybe: Sequence[Candidate]) -> Places:
        """Return the places as one subject sees them: a rival in doubt matters as far as it comes before."""
        surely = 1 + len(sure)
        if not counts_pool(self._quota):
            return places(self._quota, *register_size(self._quota, self._reader.world, me.group, self._counts))
        if self._quota.sizes:  # one more in the pool may bring several places more, or take some away
            return places(self._quota, surely, surely + len(maybe))
        worst = places(self._quota, surely, surely + sum(c.high >= me.low for c in maybe))
        best = places(self._quota, surely, surely + sum(not c.low > me.high for c in maybe))
        return Places(worst.best, best.best)


def _after(candidate: Candidate, limited: Decision | None) -> Candidate | None:
    """Return what is left of a candidate after the places inside were given; None where it is out."""
    match limited:
        case None | Decision.PROPOSED:
            return candidate
        case Decision.OUTSIDE_QUOTA:
            return None
        case _:
            return replace(candidate, inside=UNDETERMINED)


def how_surely(decision: Decision, pool: str, lower: int) -> int:
    """Return whether a subject is in the pool: surely (2), maybe (1) or not (0)."""
    if pool == "among":
        return lower
    if decision is Decision.PROPOSED:
        return MET
    return UNDETERMINED if decision is Decision.PENDING else NOT_MET
