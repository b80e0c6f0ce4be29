"""Conditions and numbers: a closed union of frozen nodes that speak of the rows of one register, the *context*.

A field is that row's field, a path leads from the row down to the rows it owns. Numbers are scaled integers.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

#: Registers from the context's own rows downwards: ("person", "violation") are the violations of a unit's staff.
Path = tuple[str, ...]


class Op(enum.Enum):
    """A comparison."""

    LT = "<"
    LE = "<="
    EQ = "="
    NE = "!="
    GE = ">="
    GT = ">"


class Fold(enum.Enum):
    """How many numbers become one."""

    SUM = "sum"
    MIN = "min"
    MAX = "max"
    MEAN = "mean"


class Rounding(enum.Enum):
    """Where a division or a share of a quota falls between two steps."""

    DOWN = "down"
    UP = "up"
    HALF_UP = "half-up"


@dataclass(frozen=True, slots=True)
class Constant:
    """A number or day written in the rule; days count from 1970-01-01."""

    value: int
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Value:
    """A number or date field of the context's row, anything from `low` to `high` while missing."""

    field: str
    decimals: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter that the plan leaves open, anything from `low` to `high` until it is given."""

    parameter: str
    decimals: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Add:
    """The sum of terms brought to `decimals`."""

    terms: tuple[Num, ...]
    decimals: int


@dataclass(frozen=True, slots=True)
class Negate:
    """Minus a number."""

    term: Num
    decimals: int


@dataclass(frozen=True, slots=True)
class Multiply:
    """A product; the decimals of its factors add up."""

    left: Num
    right: Num
    decimals: int


@dataclass(frozen=True, slots=True)
class Divide:
    """A quotient under a declared rounding; by zero it is unknown, never an error."""

    left: Num
    right: Num
    decimals: int
    rounding: Rounding
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many owned rows there are at the end of `path` for which `where` holds."""

    path: Path
    where: Cond | None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Total:
    """The sum, least, greatest or mean of `value` over owned rows."""

    fold: Fold
    path: Path
    where: Cond | None
    value: Num
    decimals: int


@dataclass(frozen=True, slots=True)
class Share:
    """The share, in percent, of rows with `has` among those with `where`; compared by cross-multiplication."""

    path: Path
    where: Cond | None
    has: Cond
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Peers:
    """The best, least, sum or mean of `value` among the context's own rows, per value of the choice field `per`."""

    fold: Fold
    value: Num
    where: Cond | None
    per: str | None
    decimals: int


@dataclass(frozen=True, slots=True)
class OwnerNum:
    """A number read at the row's owner."""

    register: str
    value: Num
    decimals: int


@dataclass(frozen=True, slots=True)
class Anything:
    """One of several numbers, of which nobody can say which."""

    decimals: int
    low: int
    high: int
    items: tuple[Num, ...]


@dataclass(frozen=True, slots=True)
class If:
    """One number where a condition holds, another where it does not; either, while it is undetermined."""

    test: Cond
    then: Num
    other: Num
    decimals: int


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or greatest of several numbers of one row, brought to `decimals`."""

    fold: Fold
    items: tuple[Num, ...]
    decimals: int


@dataclass(frozen=True, slots=True)
class First:
    """The first of several fields that was filled in; where none was, anything in the range of all."""

    items: tuple[Value, ...]
    decimals: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Rounded:
    """`factor` times a number, share or mean, at whole steps of `unit` units of its last decimal place."""

    item: Num
    factor: Constant
    decimals: int
    unit: int
    rounding: Rounding
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Run:
    """How many values of `field` in a row, from `last` down, some owned row holds for which `where` holds."""

    field: str
    last: Num
    path: Path
    where: Cond | None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A score or classification by its name; equal by name, so that large tables are worked out once."""

    name: str
    decimals: int
    low: int
    high: int
    value: Num = field(compare=False, repr=False)


Num = (
    Constant
    | Value
    | Given
    | Add
    | Negate
    | Multiply
    | Divide
    | Count
    | Total
    | Share
    | Peers
    | OwnerNum
    | Anything
    | If
    | Extreme
    | First
    | Rounded
    | Run
    | Named
)


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes-no field or judgement of the context's row."""

    field: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice field holds one of these options (positions in the declared order)."""

    field: str
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Present:
    """A field was filled in; never undetermined."""

    field: str


@dataclass(frozen=True, slots=True)
class Compare:
    """Two numbers compared, brought to the same scale."""

    op: Op
    left: Num
    right: Num


@dataclass(frozen=True, slots=True)
class Not:
    """Not."""

    item: Cond


@dataclass(frozen=True, slots=True)
class And:
    """All of the items."""

    items: tuple[Cond, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the items."""

    items: tuple[Cond, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Some owned row passes `where` and `has`."""

    path: Path
    where: Cond | None
    has: Cond | None


@dataclass(frozen=True, slots=True)
class Every:
    """Every owned row that passes `where` has `has`."""

    path: Path
    where: Cond | None
    has: Cond


@dataclass(frozen=True, slots=True)
class Owner:
    """A condition read at the row's owner; undetermined for a row whose owner is not known."""

    register: str
    item: Cond


@dataclass(frozen=True, slots=True)
class Standing:
    """The subject is `eligible` (all gates open) or `proposed` (and selected) for an award."""

    award: str
    state: str


@dataclass(frozen=True, slots=True)
class Choose:
    """One condition where another holds, a third where it does not."""

    test: Cond
    then: Cond
    other: Cond


Cond = Flag | OneOf | Present | Compare | Not | And | Or | Some | Every | Owner | Standing | Choose
Aggregate = Count | Total | Share | Some | Every | Peers | Run
