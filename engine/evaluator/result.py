"""What an evaluation leaves behind: every verdict, gate, decision and rank, as arrays over the subjects of a kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..plan import Plan
from ..records.dossier import Dossier
from ..values import Verdict
from .arrays import Bool, Codes, Ints
from .frame import Frame

#: The gates of an award, in the order in which they decide.
GATES = ("scope", "nomination", "bar", "suspension", "requirement", "lower")


@dataclass(frozen=True, slots=True)
class Profile:
    """One distinct combination of gates: what follows from it, and the rules that fired, by stratum and name."""

    gates: Mapping[str, str]
    decisions: Mapping[str, int]
    fired: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What was found for one kind: arrays of its size, by name.

    - `met`, `applies`: per criterion, Kleene codes; `bars`, `suspensions`: per name;
    - `gates`: per award and gate of `GATES`; `decisions`: per award, `Decision` codes;
    - `eligible`: per award, 2 where every gate is open;
    - `profiles`: per award, the position in `profile_table[award]` (-1: not judged);
    - `assessments`: per assessment, the shown verdict (`Verdict` codes);
    - `scores`: per score, the bounds of its points, scaled by its decimals;
    - `classifications`: per classification, whether it applies and the places of its worst and best grade.
    """

    kind: str
    size: int
    met: dict[str, Codes] = field(default_factory=dict)
    applies: dict[str, Codes] = field(default_factory=dict)
    bars: dict[str, Codes] = field(default_factory=dict)
    suspensions: dict[str, Codes] = field(default_factory=dict)
    gates: dict[str, dict[str, Codes]] = field(default_factory=dict)
    eligible: dict[str, Codes] = field(default_factory=dict)
    decisions: dict[str, Codes] = field(default_factory=dict)
    profiles: dict[str, NDArray[np.integer]] = field(default_factory=dict)
    profile_table: dict[str, list[Profile]] = field(default_factory=dict)
    selections: dict[str, Selection] = field(default_factory=dict)
    assessments: dict[str, Codes] = field(default_factory=dict)
    scores: dict[str, Bounds] = field(default_factory=dict)
    classifications: dict[str, Graded] = field(default_factory=dict)
    _shown: dict[str, Codes] = field(default_factory=dict)

    def verdicts(self, criterion: str) -> Codes:
        """Return the shown verdict of a criterion: `Verdict` codes, 3 where it does not concern the subject."""
        met = self.met[criterion]
        applies = self.applies.get(criterion)
        if applies is None:
            return met
        if criterion not in self._shown:  # asked for once for every subject that is explained
            shown = np.where(applies == Verdict.MET, met, np.int8(Verdict.UNDETERMINED))
            shown[applies == Verdict.NOT_MET] = Verdict.NOT_APPLICABLE
            shown.setflags(write=False)
            self._shown[criterion] = shown
        return self._shown[criterion]


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """A number per subject: anything from `low` to `high`."""

    low: Ints
    high: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Graded:
    """A classification per subject: whether it applies (Kleene codes), and the places between which its grade lies."""

    applies: Codes
    low: Ints
    high: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """How one award was selected among one kind.

    - `pool`: 2 surely in, 1 maybe, 0 not ranked; `low`, `high`: the score's bounds (first ranking key), scaled;
    - `best`, `worst`: the rank in the best and the worst outcome, from 1, 0 where not ranked;
    - `inside`: 2 inside, 1 open, 0 outside, 3 tied at the line;
    - `limited`: who is outside by the quota's inner limit alone;
    - `quota_low`, `quota_high`: how many places there are, per subject's group, in the worst and best outcome.
    """

    pool: Codes
    low: Ints
    high: Ints
    best: Ints
    worst: Ints
    inside: Codes
    quota_low: Ints
    quota_high: Ints
    provisional: bool
    limited: Bool


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """One rule set judged over one dossier as of one day.

    `frame` answers what any condition or number of the plan was for every row, from the same arrays.
    """

    plan: Plan
    dossier: Dossier
    as_of: dt.date
    kinds: Mapping[str, Judged]
    provisional: frozenset[tuple[str, str]]
    interim: frozenset[str]
    profile_count: int
    chained: bool
    frame: Frame
