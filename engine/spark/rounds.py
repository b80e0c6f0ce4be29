"""From barrier to barrier: all parts are worked on, what they want to be told is found over all of them, and again.

At each barrier the profiles that nobody has judged yet go to durable_rules and the fixpoint on the driver, once each,
and the answers to every part. How parts are worked on and numbers are put together is the `Cluster`'s: Spark's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ..evaluator.conclude import Chains
from . import peers
from .peers import Folded
from .wanted import ProfileKey, Told


@dataclass(frozen=True, slots=True)
class WantsPeers:
    """A number over all rows is wanted."""


@dataclass(frozen=True, slots=True)
class WantsContest:
    """Places in the selection with this number are wanted."""

    number: int
    kind: str
    award: str


@dataclass(frozen=True, slots=True)
class Explored:
    """What one round found: the profiles that were not known, and what all parts want (None: nothing more)."""

    profiles: frozenset[ProfileKey]
    wanted: WantsPeers | WantsContest | None


class Cluster(Protocol):
    """Where the parts are."""

    def explore(self, told: Told) -> Explored:
        """Work on every part as far as what is told goes."""

    def fold(self) -> Folded:
        """Put together what the parts brought to the number that they want."""

    def place(self, wanted: WantsContest) -> None:
        """Select among all parts; each is told where its own were placed from now on."""


def settle(cluster: Cluster, progress: Callable[[str], None] | None = None) -> Told:
    """Return all that every part must be told to be judged by itself.

    Raises ChainDisagreesError where durable_rules and the fixpoint conclude different things: nothing is proposed.
    """
    tell = progress or (lambda _: None)
    chains = Chains()
    told = Told(chains.use_durable)
    try:
        while True:
            found = cluster.explore(told)
            for key in sorted(found.profiles - told.profiles.keys(), key=repr):
                told.profiles[key] = chains.judge(*key)
            match found.wanted:
                case None:
                    return told
                case WantsPeers():
                    folded = cluster.fold()
                    told.peers[folded.key] = peers.concluded(folded)
                    tell("peers")
                case WantsContest() as wanted:
                    cluster.place(wanted)
                    told.selected += 1
                    tell("contest")
    finally:
        chains.close()
