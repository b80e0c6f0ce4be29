"""Points and classifications, typed: what each item is made of, and the number it comes to."""

from __future__ import annotations

from dataclasses import dataclass

from ..law import Citation
from .terms import Cond, Constant, Named, Num


@dataclass(frozen=True, slots=True)
class Points:
    """Any number of points; `of` is what it is a share of, where the points are proportional."""

    value: Num
    of: Num | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Points for one band of a measure, or one answer of a choice; `test` is None where it takes all the rest."""

    test: Cond | None
    points: Num


@dataclass(frozen=True, slots=True)
class Steps:
    """The first step whose test holds gives the points; `of` is the measure, None where a choice is converted."""

    of: Num | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Items added up; `weights`, where what applies is brought back to the whole maximum, are their maxima."""

    items: tuple[str, ...]
    weights: tuple[Num, ...] = ()


@dataclass(frozen=True, slots=True)
class Best:
    """The greatest of the items."""

    items: tuple[str, ...]


Form = Points | Steps | Together | Best


@dataclass(frozen=True, slots=True)
class Score:
    """One item of a points table: its form, its bounds, and `number`, what it comes to."""

    id: str
    kind: str
    label: str
    form: Form
    most: Constant | None
    floor: Constant | None
    capped: bool
    applies: Cond | None
    otherwise: str | None
    evidence: Cond | None
    lost: Cond | None
    number: Named
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade: its place counts from 1, the lowest; `when` is None where it takes all the rest."""

    id: str
    label: str
    place: int
    when: Cond | None
    citation: Citation | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepDown:
    """So many grades lower where a condition holds."""

    when: Cond
    by: int
    label: str
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ceiling:
    """No better than the grade at `place` where a condition holds; 0 is no grade."""

    when: Cond
    place: int
    label: str
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Classification:
    """Grades from the best to the lowest, steps down and ceilings; `number` is the place it comes to."""

    id: str
    kind: str
    label: str
    applies: Cond | None
    grades: tuple[Grade, ...]
    base: Num
    down: tuple[StepDown, ...]
    ceilings: tuple[Ceiling, ...]
    number: Named
    shown: Num
    citation: Citation
    readings: tuple[str, ...] = ()
