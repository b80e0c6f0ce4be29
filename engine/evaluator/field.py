"""Those who are ranked under one quota, all groups at once, and how many of them stand above, level or below.

Scores are only ever compared within a group, so each is replaced by its place among all different scores of its
group, and the places of one group follow those of the group before. How many stand above somebody is then read off
one running count, for every group at once, where a binary search would be needed for every score.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Bool, Codes, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Those who are or may be ranked, one entry for each subject and group; whose group is not known stands in each.

    - `rows`: the subject; `group`: its group, from 0;
    - `pool`: 2 surely in, 1 maybe; `settled`: the council's answer, 2 chosen, 0 not, 1 not yet answered (None: it is
      not asked);
    - `low`, `high`: the places of its score's bounds; `starts`: the first place of each group, and behind the last.
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

    def part(self, entries: NDArray[np.intp], pool: Codes) -> Field:
        """Return some of the entries, with how surely they are in."""
        settled = None if self.settled is None else self.settled[entries]
        return Field(
            self.rows[entries], self.group[entries], pool, settled, self.low[entries], self.high[entries], self.starts
        )

    def size(self, entries: Bool | None = None) -> Ints:
        """Return how many entries, or marked entries, each group has."""
        group = self.group if entries is None else self.group[entries]
        return np.bincount(group, minlength=self.many).astype(np.int64)

    def tally(self, places: Ints) -> Tally:
        """Count some bounds of scores by place."""
        counts = np.bincount(places, minlength=int(self.starts[-1]))
        return Tally(np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]), self)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """How many scores stand at, below or above a place of the same group; `before`: how many stand before a place."""

    before: Ints
    field: Field

    def above(self, places: Ints) -> Ints:
        """Return how many stand above each entry's place."""
        ends = self.before[self.field.starts[1:]]
        return ends[self.field.group] - self.before[places + 1]

    def not_below(self, places: Ints) -> Ints:
        """Return how many stand at each entry's place or above."""
        ends = self.before[self.field.starts[1:]]
        return ends[self.field.group] - self.before[places]

    def not_above(self, places: Ints) -> Ints:
        """Return how many stand at each entry's place or below."""
        return self.before[places + 1] - self.before[self.field.starts[:-1]][self.field.group]

    def level(self, places: Ints) -> Ints:
        """Return how many stand at each entry's place."""
        return self.before[places + 1] - self.before[places]


def gathered(
    rows: NDArray[np.intp],
    group: NDArray[np.intp],
    many: int,
    pool: Codes,
    scores: tuple[Ints, Ints],
    settled: Codes | None,
) -> Field:
    """Return the field of entries in groups 0 to `many` - 1, each with the bounds of its score."""
    low, high = scores
    exact = np.array_equal(low, high)
    values = low if exact else np.concatenate([low, high])
    groups = group if exact else np.concatenate([group, group])
    places = numbered(values)
    if many > 1:
        different = int(places.max(initial=0)) + 1
        places = numbered(groups * different + places)
    of_place = np.zeros(int(places.max(initial=-1)) + 1, dtype=np.int64)
    of_place[places] = groups
    starts = np.searchsorted(of_place, np.arange(many + 1))
    count = len(rows)
    return Field(rows, group, pool, settled, places[:count], places[-count:] if count else places, starts)


def numbered(values: Ints) -> Ints:
    """Return the place of each value among all different values, from 0."""
    out = np.zeros(len(values), dtype=np.int64)
    if len(values):
        order = np.argsort(values)
        ordered = values[order]
        out[order[1:]] = np.cumsum(ordered[1:] != ordered[:-1])
    return out
