"""What the engine itself finds of records that the solver proposed: only what the engine says is an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ... import plan
from ...evaluator import Evaluation
from ...evaluator.gates import award_gates, requirement_codes
from ...evaluator.result import Judged
from ...values import Decision, Verdict
from ..properties.outcomes import judged
from ..properties.records import Records
from .dossiers import for_plan

#: The gates other than the one in question, and how they stand open.
_OPEN = {"scope": 2, "nomination": 2, "bar": 0, "suspension": 0, "requirement": 2, "lower": 2}


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One subject of an evaluation."""

    evaluation: Evaluation
    kind: str
    index: int

    @property
    def mine(self) -> Judged:
        """Return what was found for its kind."""
        return self.evaluation.kinds[self.kind]

    def holds(self, node: plan.Cond) -> int:
        """Return a condition: 0, 1 or 2."""
        return int(self.evaluation.frame.cond(node, self.kind)[self.index])

    def eligible(self, award: str) -> bool:
        """Tell whether every gate of an award is open."""
        codes = self.mine.eligible.get(award)
        return codes is not None and int(codes[self.index]) == Verdict.MET

    def decision(self, award: str) -> Decision:
        """Return a decision."""
        codes = self.mine.decisions.get(award)
        return Decision.NOT_APPLICABLE if codes is None else Decision(int(codes[self.index]))

    def open_but(self, award: str, gate: str, value: int) -> bool:
        """Tell whether every gate of an award is open but one, which has this value."""
        gates = {g: int(c[self.index]) for g, c in self.mine.gates[award].items()}
        return all(gates[g] == (value if g == gate else v) for g, v in _OPEN.items())

    def with_met(self, criterion: str) -> Judged:
        """Return what would be found for its kind if one criterion were met by everybody."""
        met = np.full(self.mine.size, Verdict.MET, dtype=np.int8)
        applies = {n: c for n, c in self.mine.applies.items() if n != criterion}
        return replace(self.mine, met={**self.mine.met, criterion: met}, applies=applies)

    def decided_by(self, criterion: str, award: plan.Award) -> bool:
        """Tell whether one criterion alone stands between a subject and an award."""
        if int(self.mine.verdicts(criterion)[self.index]) != Verdict.NOT_MET:
            return False
        if not self.open_but(award.id, "requirement", 0):
            return False
        gates = award_gates(self.evaluation.frame, self.with_met(criterion), award, (award.id,))
        return int(gates.codes["requirement"][self.index]) == Verdict.MET

    def assessed_by(self, criterion: str, assessment: plan.Assessment) -> bool:
        """Tell whether one criterion alone stands between a subject and an assessment."""
        if int(self.mine.verdicts(criterion)[self.index]) != Verdict.NOT_MET:
            return False
        if int(self.mine.assessments[assessment.id][self.index]) != Verdict.NOT_MET:
            return False
        codes = requirement_codes(self.with_met(criterion), assessment.requirement)
        return int(codes[self.index]) == Verdict.MET


def seen(ready: plan.Plan, kind: str, records: Records, key: str) -> Seen | None:
    """Return one subject as the engine judges it, None where the records do not have it."""
    if kind not in ready.registers:
        return None
    evaluation = judged(ready, for_plan(ready, records))
    keys = list(evaluation.dossier.tables[kind].keys)
    return Seen(evaluation, kind, keys.index(key)) if key in keys else None


def confirms(ready: plan.Plan, kind: str, says: Callable[[Seen], bool]) -> Callable[[Records, str], bool]:
    """Return whether the engine finds something of a subject."""

    def confirm(records: Records, key: str) -> bool:
        found = seen(ready, kind, records, key)
        return found is not None and says(found)

    return confirm
