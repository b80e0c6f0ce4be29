"""Proofs of classifications: which grade the conditions give, what lowers it, what the next better one lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import plan
from .disagree import ProofDisagreesError
from .lacking import Missing
from .legal import Law, law
from .nodes import Step
from .numbers import amount_of

if TYPE_CHECKING:
    from .steps import Steps


@dataclass(frozen=True, slots=True)
class GradeProof:
    """One grade: its place counts from 1, the lowest; `step` is None where it takes all the rest."""

    id: str
    label: str
    place: int
    step: Step | None
    law: Law

    @property
    def code(self) -> int:
        """Return whether its condition holds."""
        return 2 if self.step is None else self.step.code


@dataclass(frozen=True, slots=True)
class LoweredProof:
    """What lowers a grade: by so many (a step down), or to no better than `place` (a ceiling)."""

    label: str
    code: int
    by: int | None
    place: int | None
    step: Step
    law: Law


@dataclass(frozen=True, slots=True)
class ClassificationProof:
    """The grade of one subject: anything from place `low` to `high` (0: no grade), where it `applies`.

    `base` is the place by the conditions alone; `missing` what could still change the grade.
    """

    id: str
    label: str
    applies: int
    scope: Step | None
    low: int
    high: int
    grades: tuple[GradeProof, ...]
    base: tuple[int, int]
    down: tuple[LoweredProof, ...]
    ceilings: tuple[LoweredProof, ...]
    law: Law
    missing: tuple[Missing, ...] = ()

    @property
    def settled(self) -> bool:
        """Tell whether the grade is one, or that there is none to give."""
        return self.applies == 0 or (self.applies == 2 and self.low == self.high)

    def name(self, place: int) -> str:
        """Return the label of a place, empty for no grade."""
        return next((g.label for g in self.grades if g.place == place), "")

    def key(self, place: int) -> str:
        """Return the id of the grade at a place, empty for no grade."""
        return next((g.id for g in self.grades if g.place == place), "")

    @property
    def better(self) -> GradeProof | None:
        """Return the next better grade that the conditions alone do not give."""
        if self.applies == 0 or self.base[0] != self.base[1]:
            return None
        return next((g for g in reversed(self.grades) if g.place == self.base[0] + 1), None)

    def place(self, codes: Mapping[int, int]) -> int:
        """Return the place for given values of its conditions, by the position of each (docs/semantics.md 8)."""
        values = iter(codes[n] for n in range(len(codes)))
        if next(values) == 0:
            return -1
        own = [(g.place, next(values)) for g in self.grades]
        base = next((place for place, code in own if code), 0)
        found = base
        if self.down:
            lower = sum((d.by or 0) for d in self.down if next(values))
            found = max(min(base, 1), base - lower)
        for ceiling in self.ceilings:
            if next(values):
                found = min(found, ceiling.place or 0)
        return found

    @property
    def conditions(self) -> tuple[tuple[int, Step | None], ...]:
        """Return every condition it rests on, with its value: applies, grades, steps down, ceilings."""
        return (
            (self.applies, self.scope),
            *((g.code, g.step) for g in self.grades),
            *((d.code, d.step) for d in (*self.down, *self.ceilings)),
        )


def prove_grades(steps: Steps, kind: str, index: int) -> dict[str, ClassificationProof]:
    """Return the classifications of one subject, by id."""
    ready = steps.read.ready
    return {c.id: _classified(steps, c, index) for c in ready.classifications.values() if c.kind == kind}


def _classified(steps: Steps, written: plan.Classification, index: int) -> ClassificationProof:
    at, ready = written.kind, steps.read.ready
    stored = steps.read.evaluation.kinds[at].classifications[written.id]
    base = amount_of(steps, written.base, at, index)
    grades = tuple(
        GradeProof(
            g.id, g.label, g.place, steps.step(g.when, at, index) if g.when is not None else None,
            law(ready, g.citation, g.readings),
        )
        for g in written.grades
    )  # fmt: skip
    scope = steps.step(written.applies, at, index) if written.applies is not None else None
    found = ClassificationProof(
        written.id, written.label, int(stored.applies[index]), scope, int(stored.low[index]), int(stored.high[index]),
        grades, (int(base.low), int(base.high)),
        tuple(_lowered(steps, d, at, index, d.by, None) for d in written.down),
        tuple(_lowered(steps, c, at, index, None, c.place) for c in written.ceilings),
        law(ready, written.citation, written.readings),
    )  # fmt: skip
    codes = [code for code, _ in found.conditions]
    if 1 not in codes and codes[0] and not found.low == found.high == found.place(dict(enumerate(codes))):
        raise ProofDisagreesError(written.id, found.place(dict(enumerate(codes))), found.low)
    return found


def _lowered(
    steps: Steps, rule: plan.StepDown | plan.Ceiling, at: str, index: int, by: int | None, place: int | None
) -> LoweredProof:
    step = steps.step(rule.when, at, index)
    told = law(steps.read.ready, rule.citation, rule.readings)
    return LoweredProof(rule.label, step.code, by, place, step, told)
