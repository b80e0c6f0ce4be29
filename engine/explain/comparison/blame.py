"""Which of several differences a result comes from: the mixtures of both sides are evaluated, nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from ...diagnostics import ReportedError
from ...evaluator import Evaluation
from .model import Blame, Lever, Levers
from .sides import Side

#: Gives the evaluation in which only these levers are as after, everything else as before.
Mix = Callable[[Levers], Evaluation]
#: So many levers are told apart; the mixtures double with each.
MOST = 4
#: What a mixture that cannot be evaluated comes to: no result at all.
_NOTHING = object()


@dataclass(slots=True, eq=False)
class Mixtures:
    """The evaluations between two sides, made where they are asked for and kept."""

    levers: tuple[Lever, ...]
    mix: Mix
    before: Side
    after: Side
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _made: dict[Levers, Side | None] = field(default_factory=dict)

    @property
    def made(self) -> int:
        """Return how many mixtures were evaluated."""
        return len(self._made)

    def side(self, these: Levers) -> Side | None:
        """Return the side in which these levers are as after, None where that cannot be evaluated at all.

        The records of one rule set may have no sense under another: then nothing can be said of that mixture.
        """
        if not these:
            return self.before
        if len(these) == len(self.levers):
            return self.after
        if these not in self._made:
            try:
                self._made[these] = Side(self.mix(these), self.names)
            except ReportedError:
                self._made[these] = None
        return self._made[these]

    def blame(self, value: Callable[[Side], Hashable]) -> Blame:
        """Return which levers turn a value of a side from what it was to what it is.

        Where it is the same on both sides there is nothing to blame.
        """
        every = frozenset(range(len(self.levers)))
        first, last = value(self.before), value(self.after)
        if first == last:
            return Blame((), ())
        known: dict[Levers, Hashable] = {frozenset(): first, every: last}

        def at(these: Levers) -> Hashable:
            if these not in known:
                side = self.side(these)
                known[these] = _NOTHING if side is None else value(side)
            return known[these]

        enough = _smallest(len(self.levers), lambda s: at(s) == last)
        undoing = _smallest(len(self.levers), lambda s: at(every - s) == first)
        return Blame(enough, undoing)


def _smallest(size: int, holds: Callable[[Levers], bool]) -> tuple[Levers, ...]:
    """Return the smallest sets of levers for which something holds, none of which holds another."""
    found: list[Levers] = []
    for these in subsets(size):
        if not any(one <= these for one in found) and holds(these):
            found.append(these)
    return tuple(found)


@lru_cache(maxsize=16)
def subsets(size: int) -> tuple[Levers, ...]:
    """Return the non-empty sets of so many levers, smaller ones first."""
    return tuple(frozenset(c) for n in range(1, size + 1) for c in combinations(range(size), n))
