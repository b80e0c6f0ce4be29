"""Judging anew: the records with some steps taken, and what is decided then; every set of steps once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from ...diagnostics import ReportedError
from ...evaluator import Evaluation, evaluate
from ...records.assemble import assemble
from ...records.binding import registers_of
from ...records.changes import ASSUMED, changed
from ...records.dossier import Dossier
from ...records.rows import batch_of
from ..reader import Reader
from ..steps import Steps
from .conditions import Conditions
from .goals import Goals
from .may import adverse
from .model import Step
from .required import Barrier

#: What is wanted, by the goals of a subject: the barriers left, and whether it is so.
Wanted = Callable[[Goals], list[Barrier]]


class LimitReachedError(Exception):
    """The records were judged anew as often as is allowed."""


@dataclass(slots=True, eq=False)
class Trial:
    """One subject's records, changed and judged again as often as `limit` allows."""

    evaluation: Evaluation
    kind: str
    key: str
    limit: int
    tried: int = 0
    _seen: dict[frozenset[tuple[object, ...]], Goals | None] = field(default_factory=dict)

    def goals(self, steps: Iterable[Step]) -> Goals | None:
        """Return the goals of the subject once steps were taken, None where the records then do not hold the subject.

        Raises LimitReachedError where the records would be judged too often.
        """
        taken = arranged(steps)
        mark = frozenset(s.key for s in taken)
        if mark not in self._seen:
            self._seen[mark] = self._judged(taken)
        return self._seen[mark]

    def _judged(self, taken: tuple[Step, ...]) -> Goals | None:
        evaluation = self.evaluation
        if taken:
            if self.tried >= self.limit:
                raise LimitReachedError
            self.tried += 1
            try:
                dossier = redone(evaluation, taken)
            except (LookupError, ReportedError):
                return None
            evaluation = evaluate(evaluation.plan, dossier, evaluation.as_of)
        table = evaluation.dossier.tables[self.kind]
        keys = list(table.keys)
        if keys.count(self.key) != 1:
            return None
        steps = Steps(Reader(evaluation))
        return Goals(Conditions(steps, adverse(evaluation.plan), taken), self.kind, keys.index(self.key))


def redone(evaluation: Evaluation, steps: Iterable[Step]) -> Dossier:
    """Return the records as they would be with steps taken."""
    plan, raw = evaluation.plan, evaluation.dossier.raw
    if raw is None:
        raise ValueError(evaluation.dossier.hash)
    taken = list(steps)
    registers = registers_of(plan)
    batches = {name: list(found) for name, found in raw.batches.items()}
    number = 1 + max((b.grid for found in batches.values() for b in found), default=-1)
    for name in sorted({r for s in taken for r in s.receives}):
        if name not in batches:
            batches[name] = [replace(batch_of(registers, registers[name], [], [], number, ASSUMED))]
            number += 1
    changes = [c for s in taken for c in s.changes]
    after = changed(plan, replace(raw, batches=batches), changes)
    return assemble(plan, after, keep=True, before=evaluation.dossier)


def arranged(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return steps in an order of their own."""
    return tuple(sorted(steps, key=order))


def order(step: Step) -> tuple[str, ...]:
    """Return by what steps are sorted: what is done, where, and what comes of it."""
    return (*(str(part).rjust(9) for part in step.slot), str(step.value), str(step.parts), repr(step.changes))
