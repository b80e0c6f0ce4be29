"""Points and classifications as written: the `scores` and `classifications` sections (docs/language.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ...source import Span
from .expressions import Expr, Name, Ref
from .law import CiteD


@dataclass(frozen=True, slots=True)
class RoundingD:
    """`{to: 0.01, mode: half-up}`: to whole steps, down, up or half-up."""

    step: Decimal
    mode: str


@dataclass(frozen=True, slots=True)
class PointsD:
    """`points: 2 * count of initiative`: any number."""

    value: Expr


@dataclass(frozen=True, slots=True)
class ProportionalD:
    """`proportional: on_time`: the maximum times a percentage or share."""

    of: Expr


@dataclass(frozen=True, slots=True)
class BandD:
    """One band: `from` and `to` belong to it, `above` and `below` do not; without any bound it takes all the rest."""

    low: Expr | None
    above: bool
    high: Expr | None
    below: bool
    points: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BandsD:
    """`bands: {of: on_time, steps: [...]}`: the first band that holds the measure gives the points."""

    of: Expr
    steps: tuple[BandD, ...]


@dataclass(frozen=True, slots=True)
class ConvertD:
    """`convert: {of: answer, points: {a: 10, b: 6}}`: points for each answer of a choice."""

    of: Ref
    points: tuple[tuple[Name, Expr], ...]


@dataclass(frozen=True, slots=True)
class SumD:
    """`sum: [a, b]`: all of the items; `rescale` brings what applies back to the whole maximum."""

    items: tuple[Name, ...]
    rescale: RoundingD | None


@dataclass(frozen=True, slots=True)
class BestD:
    """`best: [a, b]`: the greatest of the items, never both."""

    items: tuple[Name, ...]


FormD = PointsD | ProportionalD | BandsD | ConvertD | SumD | BestD


@dataclass(frozen=True, slots=True)
class ScoreD:
    """`unit.on_time: {max: 20, bands: {...}, cite: ...}`: one item of a points table; id is `kind.name`.

    `otherwise` (`not applicable:`) says what becomes of the item where `applies` fails: full, zero or left-out.
    """

    id: Name
    kind: Name
    label: str
    form: FormD
    max: Decimal | None
    floor: Decimal | None
    capped: bool
    applies: Expr | None
    otherwise: str | None
    evidence: Expr | None
    lost: Expr | None
    rounding: RoundingD | None
    cite: CiteD
    readings: tuple[Name, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GradeD:
    """One grade, best first; without `when` it takes all the rest."""

    id: Name
    label: str
    when: Expr | None
    cite: CiteD | None
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class StepDownD:
    """`{when: ..., by: 1}`: so many grades lower, never below the lowest."""

    when: Expr
    by: int
    label: str
    cite: CiteD
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class CeilingD:
    """`{when: ..., grade: good}`: no better than this grade; `none` gives no grade at all."""

    when: Expr
    grade: Name
    label: str
    cite: CiteD
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ClassificationD:
    """`unit.grade: {grades: [...], down: [...], ceiling: [...]}`; id is `kind.name`."""

    id: Name
    kind: Name
    label: str
    applies: Expr | None
    grades: tuple[GradeD, ...]
    down: tuple[StepDownD, ...]
    ceilings: tuple[CeilingD, ...]
    cite: CiteD
    readings: tuple[Name, ...]
