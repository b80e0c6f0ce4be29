"""Expressions as written (grammar: ../expression.lark): a closed union of frozen nodes, each with its place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ...source import Located, Span

Name = Located[str]


@dataclass(frozen=True, slots=True)
class NumberLit:
    """`97`, `0.4`, `95%`."""

    value: Decimal
    percent: bool
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DateLit:
    """`2020-05-20`."""

    value: dt.date
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """A field, measure, judgement, parameter, option, or `owner.field`."""

    parts: tuple[str, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NotX:
    """`not x`."""

    item: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AndX:
    """`a and b and c`."""

    items: tuple[Expr, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OrX:
    """`a or b or c`."""

    items: tuple[Expr, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CompareX:
    """`a >= b`; op is one of < <= = != >= >."""

    op: str
    left: Expr
    right: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class InX:
    """`kind in (ward, agency)`, `kind not in (...)`."""

    item: Ref
    options: tuple[Name, ...]
    negated: bool
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenX:
    """`x is given`, `x is missing`."""

    item: Ref
    missing: bool
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MeetsX:
    """`registered_on meets register`: a day not after a deadline's last day."""

    item: Ref
    deadline: Name
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WithinX:
    """`committed_on within period`: a day of a period."""

    item: Ref
    period: Name
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class QuantX:
    """`some P where f has g`, `every P where f has g`, `no P where f has g`; kind is some, every or no."""

    kind: str
    path: tuple[str, ...]
    where: Expr | None
    has: Expr | None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OwnerX:
    """`its unit has (...)`: a condition read at the owner."""

    register: Name
    item: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StandingX:
    """`eligible for A`, `proposed for A`; state is eligible or proposed."""

    state: str
    award: Name
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ArithX:
    """`a + b`, `a - b`, `a * b`; op is + - *."""

    op: str
    left: Expr
    right: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NegX:
    """`-a`."""

    item: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DivideX:
    """`round(a / b, 0.01, half-up)`: a division under its rounding; rounding is down, up or half-up."""

    left: Expr
    right: Expr
    step: Decimal
    rounding: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CountX:
    """`count of P where f`."""

    path: tuple[str, ...]
    where: Expr | None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ShareX:
    """`share of P where f has g`."""

    path: tuple[str, ...]
    where: Expr | None
    has: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TotalX:
    """`sum of v over P where f`; fold is sum, min, max or mean."""

    fold: str
    value: Expr
    path: tuple[str, ...]
    where: Expr | None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PeersX:
    """`max of v among unit where f per group`: over the context's own register."""

    fold: str
    value: Expr
    register: Name
    where: Expr | None
    per: Name | None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RoundX:
    """`round(a, 0.01, half-up)`: a number, share or mean brought to whole steps; rounding is down, up or half-up."""

    item: Expr
    step: Decimal
    rounding: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IfX:
    """`if c then a else b`: a number, or a condition, that depends on a condition."""

    test: Expr
    then: Expr
    other: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExtremeX:
    """`min(a, b)`, `max(a, b)`: the least or greatest of several numbers; fold is min or max."""

    fold: str
    items: tuple[Expr, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FirstX:
    """`first given of (a, b)`: the first of several fields that was filled in."""

    items: tuple[Ref, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RunX:
    """`run of year to 2020 over past where w`: how many values in a row, down from the last, some row holds."""

    field: Name
    last: Expr
    path: tuple[str, ...]
    where: Expr | None
    span: Span | None = dataclasses.field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DatedX:
    """`rate on committed_on`: a parameter with dated values, as it was on a day."""

    item: Ref
    day: Ref | DateLit
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GradeX:
    """`grade at least good`: a classification is this grade or a better one."""

    item: Ref
    grade: Name
    span: Span | None = field(default=None, compare=False, repr=False)


Expr = (
    NumberLit
    | DateLit
    | Ref
    | NotX
    | AndX
    | OrX
    | CompareX
    | InX
    | GivenX
    | MeetsX
    | WithinX
    | QuantX
    | OwnerX
    | StandingX
    | ArithX
    | NegX
    | DivideX
    | CountX
    | ShareX
    | TotalX
    | PeersX
    | RoundX
    | IfX
    | ExtremeX
    | FirstX
    | RunX
    | DatedX
    | GradeX
)


def parts(expr: Expr) -> Iterator[Expr]:
    """Yield the direct parts of an expression, in written order."""
    for name in expr.__dataclass_fields__:
        child = getattr(expr, name)
        yield from (c for c in (child if isinstance(child, tuple) else (child,)) if isinstance(c, Expr))


def depth(expr: Expr) -> int:
    """Return how many levels an expression has."""
    return 1 + max((depth(p) for p in parts(expr)), default=0)
