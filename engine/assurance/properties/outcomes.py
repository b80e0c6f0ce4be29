"""What an evaluation comes to, subject by subject, in one order: shut, open, outside the quota, tied, given."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ...evaluator import Evaluation, evaluate
from ...plan import Plan
from ...values import Decision, Verdict
from .records import Records, read_as


class Level(enum.IntEnum):
    """How far a subject has come; an assessment is shut, open or given."""

    SHUT = 0
    OPEN = 1
    OUTSIDE = 2
    TIED = 3
    GIVEN = 4


@dataclass(frozen=True, slots=True, order=True)
class At:
    """One subject and what it is judged for: an award, or an assessment."""

    kind: str
    key: str
    target: str


#: What judges records; tests put broken ones in its place.
Judge: TypeAlias = Callable[[Plan, Records], Evaluation]

_LEVELS = {
    Decision.PENDING: Level.OPEN, Decision.OUTSIDE_QUOTA: Level.OUTSIDE, Decision.TIED: Level.TIED,
    Decision.PROPOSED: Level.GIVEN,
}  # fmt: skip
_ASSESSED = {Verdict.UNDETERMINED: Level.OPEN, Verdict.MET: Level.GIVEN}


def judged(plan: Plan, records: Records) -> Evaluation:
    """Return the evaluation of records, as of their day."""
    return evaluate(plan, read_as(plan, records), records.as_of)


def outcomes(found: Evaluation) -> dict[At, Level]:
    """Return how far every subject has come for every award and assessment of its kind."""
    out: dict[At, Level] = {}
    for at, word in codes(found).items():
        out[at] = _LEVELS.get(Decision(word), Level.SHUT) if at.target in found.plan.awards else assessed(word)
    return out


def assessed(code: int) -> Level:
    """Return how far an assessment has come."""
    return _ASSESSED.get(Verdict(code), Level.SHUT)


def codes(found: Evaluation) -> dict[At, int]:
    """Return the code of every decision and of every assessment."""
    out: dict[At, int] = {}
    for kind, mine in found.kinds.items():
        keys = found.dossier.tables[kind].keys
        for award, values in mine.decisions.items():
            if kind in found.plan.awards[award].entitlements:
                out |= {At(kind, k, award): c for k, c in zip(keys, values.tolist(), strict=True)}
        for name, values in mine.assessments.items():
            out |= {At(kind, k, name): c for k, c in zip(keys, values.tolist(), strict=True)}
    return out


def eligible(found: Evaluation) -> dict[At, int]:
    """Return for every subject and award whether all gates are open: 2 yes, 1 not known, 0 no."""
    return {
        At(kind, key, award): code
        for kind, mine in found.kinds.items()
        for award, values in mine.eligible.items()
        for key, code in zip(found.dossier.tables[kind].keys, values.tolist(), strict=True)
    }


def verdicts(found: Evaluation) -> dict[At, int]:
    """Return the shown verdict of every criterion, and the code of every bar and suspension, by subject."""
    out: dict[At, int] = {}
    for kind, mine in found.kinds.items():
        keys = found.dossier.tables[kind].keys
        columns = {c: mine.verdicts(c) for c in mine.met} | mine.bars | mine.suspensions
        for name, values in columns.items():
            out |= {At(kind, k, name): c for k, c in zip(keys, values.tolist(), strict=True)}
    return out
