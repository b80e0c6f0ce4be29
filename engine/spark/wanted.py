"""What a part of the records cannot know by itself: what it wants to be told, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import plan
from ..evaluator.arrays import Bool, Codes, Ints
from ..evaluator.chaining import Chained
from ..evaluator.interval import Interval, Ratio
from ..evaluator.result import Profile

#: What decides a profile: the awards of its chain and the value of each gate.
ProfileKey = tuple[tuple[Chained, ...], tuple[tuple[str, str, int], ...]]


class UnknownProfileError(RuntimeError):
    """A worker met gates about which the driver was not asked; nothing is proposed."""


@dataclass(frozen=True, slots=True)
class PeersKey:
    """A number taken over all rows of a register; `epoch` counts the decisions that it may rest on."""

    node: plan.Peers
    at: str
    epoch: int


@dataclass(frozen=True, slots=True, eq=False)
class PeersRows:
    """What one part brings to a number over all rows, by group and code (1 maybe, 2 surely taken in).

    `folded`: how many rows, then least and greatest low bound, least and greatest high bound, and the sums of both; the
    sums of rows that may be taken in count only what lowers the low or raises the high one. `open_rows`, for means: the
    values of rows that may be taken in, with `end` 0 (low bounds) or 1 (high ones) and how often each occurs.
    """

    key: PeersKey
    group: Ints
    code: Codes
    folded: tuple[Ints, ...]
    open_group: Ints
    open_end: Codes
    open_value: Ints
    open_count: Ints
    groups: int
    closed: bool
    lost: int


@dataclass(frozen=True, slots=True, eq=False)
class ContestRows:
    """What one part brings to a selection: those who may be ranked, and its share of each group's size.

    - `row`: the place in the part; `group`: -1 where it is not known; `keys`: bounds per ranking key, greatest first;
    - `size_group`, `size_low`, `size_high`: how many surely and possibly count; -1: those of no known group.
    """

    number: int
    kind: str
    award: str
    row: Ints
    group: Ints
    pool: Codes
    keys: tuple[tuple[Ints, Ints], ...]
    limited: Codes
    settled: Codes
    size_group: Ints
    size_low: Ints
    size_high: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Where those of one part were placed in a selection, by their place in the part."""

    row: Ints
    inside: Codes
    best: Ints
    worst: Ints
    places_low: Ints
    places_high: Ints
    shut: Bool


def nobody() -> Placed:
    """Return the places of a part of which nobody was ranked."""
    none, codes = nothing(), np.zeros(0, dtype=np.int8)
    return Placed(none, codes, none, none, none, none, codes.astype(bool))


#: The columns of `Placed` but for the row, with their types.
PLACED: Mapping[str, Any] = {
    "inside": np.int8, "best": np.int64, "worst": np.int64, "places_low": np.int64, "places_high": np.int64,
    "shut": np.int8,
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Told:
    """What every part is told: what followed from each profile, and what was found over all rows.

    `durable`: whether durable_rules was asked beside the fixpoint; `selected`: how many selections have been made.
    """

    durable: bool
    profiles: dict[ProfileKey, Profile] = field(default_factory=dict)
    peers: dict[PeersKey, Interval | Ratio] = field(default_factory=dict)
    selected: int = 0


Wanted = PeersRows | ContestRows


class WantedError(Exception):
    """Work on a part stops here until it is told what it wants."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(type(wanted).__name__)
        self.wanted = wanted


def nothing() -> NDArray[np.int64]:
    """Return no numbers."""
    return np.zeros(0, dtype=np.int64)
