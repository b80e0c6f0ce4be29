"""The schedule's stages: what is computed, in which order (docs/decisions.md)."""

from __future__ import annotations

from dataclasses import dataclass

from .terms import Aggregate


@dataclass(frozen=True, slots=True)
class Reduce:
    """Members to owners, or a group to its best: one aggregate computed for all rows of `kind`."""

    kind: str
    aggregate: Aggregate


@dataclass(frozen=True, slots=True)
class Columns:
    """Verdicts of criteria, bars and suspensions for all subjects of a kind (of one role) at once."""

    kind: str
    role: str | None
    criteria: tuple[str, ...]
    bars: tuple[str, ...]
    suspensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """What follows from the gates, for the distinct profiles of subjects of a kind (of one role)."""

    kind: str
    role: str | None
    awards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Select:
    """Choosing among the eligible of a kind (of one role)."""

    kind: str
    role: str | None
    award: str


Stage = Reduce | Columns | Chain | Select
