"""Those who are ranked under one quota, many groups at once, and how many of them stand above, level or below.

Scores are only ever compared within a group, so each is replaced by its place among all different scores of its
group, and the places of one group follow those of the group before. How many stand above somebody is then read off
one running count, for all these groups, where a binary search would be needed for every score. Entries stand in the
order of their groups and scores, so that what is read off lies together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Bool, Codes, Ints
from .ordering import ordered


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Those who are or may be ranked, one entry for each subject and group; whose group is not known stands in each.

    - `rows`: the subject; `group`: its group, from 0, in ascending order;
    - `pool`: 2 surely in, 1 maybe; `settled`: the council's answer, 2 chosen, 0 not, 1 not yet answered (None: it is
      not asked);
    - `low`, `high`: the places of its score's bounds (the same array where every score is known);
    - `starts`: the first place of each group, and behind the last.
    """

    rows: NDArray[np.intp]
    group: NDArray[np.intp]
    pool: Codes
    settled: Codes | None
    low: Ints
    high: Ints
    starts: Ints

    @property
    def many(self) -> int:
        """Return the number of groups."""
        return len(self.starts) - 1

    @property
    def is_exact(self) -> bool:
        """Tell whether every score is known."""
        return self.low is self.high

    def part(self, entries: NDArray[np.intp], pool: Codes) -> Field:
        """Return some of the entries, with how surely they are in."""
        settled = None if self.settled is None else self.settled[entries]
        low = self.low[entries]
        high = low if self.is_exact else self.high[entries]
        return Field(self.rows[entries], self.group[entries], pool, settled, low, high, self.starts)

    def size(self, entries: Bool | None = None) -> Ints:
        """Return how many entries, or marked entries, each group has."""
        group = self.group if entries is None else self.group[entries]
        return np.bincount(group, minlength=self.many).astype(np.int64)

    def tally(self, places: Ints) -> Tally:
        """Count some bounds of scores by place."""
        before = np.zeros(int(self.starts[-1]) + 1, dtype=np.int64)
        np.cumsum(np.bincount(places, minlength=len(before) - 1), out=before[1:])
        return Tally(before, self)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """How many scores stand at, below or above a place of the same group; `before`: how many stand before a place."""

    before: Ints
    field: Field

    def above(self, places: Ints) -> Ints:
        """Return how many stand above each entry's place."""
        return self._of_group(self.field.starts[1:]) - self.before[1:][places]

    def not_below(self, places: Ints) -> Ints:
        """Return how many stand at each entry's place or above."""
        return self._of_group(self.field.starts[1:]) - self.before[places]

    def not_above(self, places: Ints) -> Ints:
        """Return how many stand at each entry's place or below."""
        return self.before[1:][places] - self._of_group(self.field.starts[:-1])

    def level(self, places: Ints) -> Ints:
        """Return how many stand at each entry's place."""
        return self.before[1:][places] - self.before[places]

    def _of_group(self, places: Ints) -> Ints:
        """Return for each entry (or, where there is one group, for all) how many stand before a place of its group."""
        counts = self.before[places]
        return counts if len(counts) == 1 else counts[self.field.group]


def gathered(
    rows: NDArray[np.intp],
    group: NDArray[np.intp],
    many: int,
    pool: Codes,
    scores: tuple[Ints, Ints],
    settled: Codes | None,
) -> Field:
    """Return the field of entries in groups 0 to `many` - 1, each of which has some, by group and score."""
    low, high = scores
    size, wide = len(rows), np.flatnonzero(low != high) if low is not high else rows[:0]
    # only whose score is open has a second bound to be placed
    values = np.concatenate([low, high[wide]]) if len(wide) else low
    of = np.concatenate([group, group[wide]]) if len(wide) else group
    order = ordered(values, of if many > 1 else None, many)
    entries, lows = order.entries, order.places
    highs = lows
    if len(wide):
        is_low = entries < size
        upper, second = entries[~is_low] - size, lows[~is_low]
        entries, lows = entries[is_low], lows[is_low]
        highs, stands = lows.copy(), np.empty(size, dtype=np.intp)
        stands[entries] = np.arange(size)
        highs[stands[wide[upper]]] = second
    of = of[order.entries]
    starts = np.zeros(many + 1, dtype=np.int64)
    starts[1:-1] = order.places[1:][of[1:] != of[:-1]]
    starts[-1] = int(order.places[-1]) + 1
    asked = None if settled is None else settled[entries]
    return Field(rows[entries], group[entries], pool[entries], asked, lows, highs, starts)
