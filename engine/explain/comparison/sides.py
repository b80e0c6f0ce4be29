"""One evaluation as a side of a comparison: who is whom by key, and every result as a code per subject."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ... import plan
from ...evaluator import Evaluation
from ...records.batch import Findings, stacked
from ...records.dossier import Dossier
from ...records.successors import Successors, read_successors
from ...values import Decision, Verdict
from ..subjects import folded
from .model import Outcome, Sort

Ints = NDArray[np.int64]
#: The code of a result that the rules of a side do not have.
ABSENT = -1
_GRADE = 10_000


@dataclass(frozen=True, eq=False)
class Side:
    """One evaluation, its subjects found by what identifies them.

    `names`: the identity that stands for another one (that of the unit which a unit of the other side became).
    """

    evaluation: Evaluation
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[str, dict[str, int]]:
        """Return per kind where each identity stands, in the order of the table."""
        return {kind: self._places(kind) for kind in self.evaluation.kinds}

    def _places(self, kind: str) -> dict[str, int]:
        found = identities(self.evaluation.dossier, kind)
        if any(k == kind for k, _ in self.names):
            found = [self.names.get((kind, one), one) for one in found]
        return {one: at for at, one in enumerate(found)}

    def index(self, kind: str, identity: str) -> int | None:
        """Return where a subject stands, None where this side does not have it."""
        return self.places.get(kind, {}).get(identity)

    def codes(self, outcome: Outcome) -> Ints:
        """Return one result of all subjects of its kind as comparable codes, ABSENT where the rules do not have it."""
        judged = self.evaluation.kinds[outcome.kind]
        nothing = np.full(judged.size, ABSENT, dtype=np.int64)
        match outcome.sort:
            case Sort.AWARD:
                codes = judged.decisions.get(outcome.id)
                return nothing if codes is None else codes.astype(np.int64)
            case Sort.ASSESSMENT:
                codes = judged.assessments.get(outcome.id)
                return nothing if codes is None else codes.astype(np.int64)
            case Sort.GRADE:
                found = judged.classifications.get(outcome.id)
                if found is None:
                    return nothing
                none = found.applies == 0  # whatever its bounds, there is no grade
                low, high = (np.where(none, 0, np.asarray(b, dtype=np.int64)) for b in (found.low, found.high))
                return np.asarray((found.applies.astype(np.int64) * _GRADE + low) * _GRADE + high)

    def code(self, outcome: Outcome, identity: str) -> int | None:
        """Return one result of one subject, None where this side does not have the subject."""
        at = self.index(outcome.kind, identity)
        return None if at is None else int(self._kept(outcome)[at])

    def _kept(self, outcome: Outcome) -> Ints:
        key = (outcome.sort, outcome.id, outcome.kind)
        if key not in self._codes:
            self._codes[key] = self.codes(outcome)
        return self._codes[key]

    @cached_property
    def _codes(self) -> dict[Hashable, Ints]:
        return {}

    def reason(self, code: str, name: str, outcome: Outcome, identity: str) -> Hashable:
        """Return what one reason of a result was on this side, as something that can be compared."""
        kind, at = outcome.kind, self.index(outcome.kind, identity)
        if at is None:
            return None
        judged, ready = self.evaluation.kinds[kind], self.evaluation.plan
        match code:
            case "criterion":
                return int(judged.verdicts(name)[at]) if name in judged.met else None
            case "bar":
                return int(judged.bars[name][at]) if name in judged.bars else None
            case "suspension":
                return int(judged.suspensions[name][at]) if name in judged.suspensions else None
            case "choice":
                if name not in ready.judgements or kind not in ready.judgements[name].kinds:
                    return None
                return int(self.evaluation.frame.cond(plan.Flag(name), kind)[at])
            case "scope" | "nomination" | "lower" | "requirement":
                gates = judged.gates.get(outcome.id)
                return None if gates is None else int(gates[code][at])
            case "score":
                return self._score(name, kind, at)
            case _:  # of the others the arrays keep nothing apart
                return self.code(outcome, identity)

    def _score(self, name: str, kind: str, at: int) -> Hashable:
        found = self.evaluation.kinds[kind].scores.get(name)
        if found is None:
            return None
        scale = self.evaluation.plan.scores[name].number.decimals
        return int(found.low[at]), int(found.high[at]), scale


def identities(dossier: Dossier, kind: str) -> list[str]:
    """Return what identifies each subject of a kind: its key, else its name, numbered where that stands twice."""
    table = dossier.tables[kind]
    out: list[str] = []
    seen: dict[str, int] = {}
    for key, name in zip(table.keys, table.names, strict=True):
        own = folded(key) or f"\n{folded(name)}"
        seen[own] = seen.get(own, 0) + 1
        out.append(own if seen[own] == 1 else f"{own}\n{seen[own]}")
    return out


def successors_of(*dossiers: Dossier) -> Successors:
    """Return who follows whom by the records of all dossiers that kept their raw rows."""
    new: dict[str, set[str]] = {}
    written: dict[str, str] = {}
    for dossier in dossiers:
        batches: Sequence[object] = dossier.raw.batches.get("successor", ()) if dossier.raw is not None else ()
        if dossier.raw is None or not batches:
            continue
        stack = stacked(dossier.raw.batches["successor"])
        found = read_successors(stack, Findings(stack, np.zeros(stack.size, dtype=bool)))
        for old, to in found.new.items():
            new.setdefault(old, set()).update(to)
        written |= found.written
    return Successors({old: tuple(sorted(to)) for old, to in new.items()}, written)


def outcomes_of(*plans: plan.Plan) -> tuple[Outcome, ...]:
    """Return every result that subjects have under these plans: awards by kind, assessments, grades, each once."""
    out: dict[tuple[Sort, str, str], Outcome] = {}

    def put(ready: plan.Plan, sort: Sort, name: str, kind: str, label: str) -> None:
        register = ready.registers[kind]
        key = (sort, name, kind)
        out[key] = Outcome(sort, name, kind, label, register.subject or register.label)

    for ready in plans:
        for award in ready.awards.values():
            for kind in ready.kinds():
                put(ready, Sort.AWARD, award.id, kind, award.label)
        for assessment in ready.assessments.values():
            put(ready, Sort.ASSESSMENT, assessment.id, assessment.kind, assessment.label)
        for grade in ready.classifications.values():
            if grade.kind in ready.kinds():
                put(ready, Sort.GRADE, grade.id, grade.kind, grade.label)
    return tuple(out.values())


#: Results that count as had, and as open.
_HAD = {Sort.AWARD: {int(Decision.PROPOSED)}, Sort.ASSESSMENT: {int(Verdict.MET)}}
_OPEN = {
    Sort.AWARD: {int(d) for d in (Decision.PENDING, Decision.TIED, Decision.SUSPENDED)},
    Sort.ASSESSMENT: {int(Verdict.UNDETERMINED)},
}


def level_of(sort: Sort, code: int) -> tuple[int, bool]:
    """Return (level, open) of a result: 2 what is hoped for, 1 open, 0 settled otherwise; of grades their place."""
    if code == ABSENT:
        return 0, False
    if sort is Sort.GRADE:
        applies, rest = divmod(code, _GRADE * _GRADE)
        low, high = divmod(rest, _GRADE)
        return low if applies else 0, applies == 1 or (applies == 2 and low != high)
    return 2 if code in _HAD[sort] else 1 if code in _OPEN[sort] else 0, code in _OPEN[sort]


def grade_of(code: int) -> tuple[int, int, int]:
    """Return (applies, worst place, best place) of the code of a grade."""
    applies, rest = divmod(code, _GRADE * _GRADE)
    low, high = divmod(rest, _GRADE)
    return applies, low, high
