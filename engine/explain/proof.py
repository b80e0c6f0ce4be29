"""The proof of one subject's decisions: the one structure from which every explanation is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..plan import Quota, Requirement
from ..values import Decision, Nothing, Verdict
from .grading import ClassificationProof
from .lacking import Missing, Waits
from .legal import Extended, Law
from .nodes import Coverage, Fact, Numeral, Opinion, Row, Step
from .points import ScoreProof

__all__ = [
    "AssessmentProof",
    "AwardProof",
    "BarProof",
    "CaseProof",
    "ClassificationProof",
    "CriterionProof",
    "Deadline",
    "Extended",
    "Gate",
    "Kept",
    "Law",
    "LimitProof",
    "LowerProof",
    "NominationProof",
    "RankKey",
    "ScoreProof",
    "SelectionProof",
    "SubjectProof",
    "UnlessProof",
    "Unmet",
]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to act by: its last day (None while it is not known), whether it has surely passed, what moved it."""

    id: str
    label: str
    last: dt.date | None
    passed: bool
    extended: Extended | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A period through which something is kept; `interim` until it has ended."""

    id: str
    label: str
    last: dt.date | None
    interim: bool


@dataclass(frozen=True, slots=True)
class CaseProof:
    """A case that a rule names apart: `code` tells whether it is this one, `then` what the rule comes to in it."""

    code: int
    then: Nothing
    step: Step
    law: Law


@dataclass(frozen=True, slots=True)
class CriterionProof:
    """One criterion of one subject; `plain` is (met, applies) before the cases that are named apart."""

    id: str
    label: str
    verdict: Verdict
    met: int
    applies: int
    scope: Step | None
    step: Step
    if_none: Nothing | None
    due: Deadline | None
    keep: Kept | None
    law: Law
    exceptions: tuple[CaseProof, ...] = ()
    plain: tuple[int, int] = (1, 2)


@dataclass(frozen=True, slots=True)
class BarProof:
    """A bar or a suspension: code 2 where it stands in the way, 1 where that is not known."""

    id: str
    label: str
    suspends: bool
    code: int
    step: Step
    if_none: Nothing | None
    law: Law
    exceptions: tuple[CaseProof, ...] = ()
    plain: int = 1


@dataclass(frozen=True, slots=True)
class UnlessProof:
    """Another award that excludes this one: code 2 where the subject has it, 1 where that is not known.

    `grant` is what the register of grants says by itself (None: it is not asked, or not complete).
    """

    code: int
    award: str
    label: str
    granted: bool
    grant: int | None
    facts: tuple[Fact, ...]
    law: Law

    @property
    def provisional(self) -> bool:
        """Tell whether it rests on proposals because not all grants are known."""
        return self.granted and self.grant is None


@dataclass(frozen=True, slots=True)
class NominationProof:
    """Whether a unit put the subject forward: by which row, on which day, late or not."""

    code: int
    facts: tuple[Fact, ...]
    late: bool
    due: Deadline | None
    coverage: Coverage
    law: Law | None


@dataclass(frozen=True, slots=True)
class LowerProof:
    """The award this one is chosen among: its decision, or the grant on record."""

    code: int
    award: str
    label: str
    decision: Decision
    granted: bool
    grant: int | None
    facts: tuple[Fact, ...]
    coverage: Coverage | None


@dataclass(frozen=True, slots=True)
class RankKey:
    """One key of a ranking and the subject's own figure."""

    label: str
    number: Numeral
    ascending: bool


@dataclass(frozen=True, slots=True)
class LimitProof:
    """Of the places no more than so many for some: whether the subject is one of them, and whether that shut it out."""

    code: int
    label: str
    places_low: int
    places_high: int
    shut: bool
    step: Step
    law: Law


@dataclass(frozen=True, slots=True)
class SelectionProof:
    """Where a subject stands under a quota.

    `inside`: 2 inside, 1 open, 0 outside, 3 tied at the line. Ranks count from 1; `last` is the last one inside (None
    where several share the line) and `last_keys` the figures there, `next` and `next_keys` the first one outside;
    `sharing` have the same score, `rivals` are those still open who may come before or level. `electable`: how many of
    those level, the subject among them, the council chose or may choose (None: it is not asked). `size` is the
    denominator of the places (None: a plain number), `register` what it counts, empty where that is who is ranked.
    """

    quota: Quota
    pool: int
    inside: int
    best: int
    worst: int
    places_low: int
    places_high: int
    group: str
    keys: tuple[RankKey, ...]
    last: Row | None
    last_keys: tuple[RankKey, ...]
    sharing: tuple[Row, ...]
    rivals: tuple[Row, ...]
    law: Law
    limit: LimitProof | None = None
    settled: Opinion | None = None
    size: tuple[int, int] | None = None
    register: str = ""
    electable: int | None = None
    next: Row | None = None
    next_keys: tuple[RankKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate of an award and its code, in the order in which gates decide."""

    name: str
    code: int


@dataclass(frozen=True, slots=True)
class Unmet:
    """A reason: a criterion, bar, suspension or gate that is not open, by the id it has in its list."""

    code: str
    id: str
    verdict: str
    waits: tuple[Waits, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class AwardProof:
    """One award of one subject: the decision, the rules that led to it, every gate, everything not open.

    `settled`: nothing that is still missing can change the decision; what is pending is never settled.
    `left_out`: the selection left out who is open.
    `needs` is the requirement as it is written, over the criteria by id; `requirement` is the code of the whole gate.
    """

    id: str
    label: str
    decision: Decision
    fired: tuple[str, ...]
    gates: tuple[Gate, ...]
    scope: Step | None
    requirement: int
    criteria: tuple[str, ...]
    bars: tuple[BarProof, ...]
    suspensions: tuple[BarProof, ...]
    choice: Opinion | None
    nomination: NominationProof | None
    lower: LowerProof | None
    selection: SelectionProof | None
    reasons: tuple[Unmet, ...]
    missing: tuple[Missing, ...]
    settled: bool
    provisional: bool
    interim: bool
    law: Law
    left_out: bool = False
    unless: tuple[UnlessProof, ...] = ()
    needs: Requirement | None = None


@dataclass(frozen=True, slots=True)
class AssessmentProof:
    """What a plan without awards ends in for one subject, whether it concerns it, and the criteria it rests on."""

    id: str
    label: str
    verdict: Verdict
    criteria: tuple[str, ...]
    law: Law
    applies: int = 2
    scope: Step | None = None
    missing: tuple[Missing, ...] = ()
    needs: Requirement | None = None


@dataclass(frozen=True, slots=True)
class SubjectProof:
    """Everything that was found about one subject."""

    kind: str
    word: str
    row: Row
    plan: str
    as_of: dt.date
    awards: Mapping[str, AwardProof]
    criteria: Mapping[str, CriterionProof]
    assessments: Mapping[str, AssessmentProof] = field(default_factory=dict)
    scores: Mapping[str, ScoreProof] = field(default_factory=dict)
    classifications: Mapping[str, ClassificationProof] = field(default_factory=dict)
