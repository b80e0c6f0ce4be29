"""The numbers of a proof: each with its bounds, and what it was made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ..plan import Fold, Rounding
from ..source import Cell
from .legal import Extended, Law
from .rows import Fact, Key, Opinion, Row, Tally

if TYPE_CHECKING:
    from .nodes import Step


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, exactly: anything from `low` to `high`; `unit` is its word.

    `kind` is number, percent, count, date, score (points) or grade: then `names` has the labels by place, from 0.
    """

    low: Fraction
    high: Fraction
    kind: str
    unit: str = ""
    names: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Tell whether it is one value."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or day of the rule itself; `label` names the deadline it belongs to, `extended` what moved that."""

    amount: Amount
    label: str = ""
    extended: Extended | None = None


@dataclass(frozen=True, slots=True)
class FieldNumber:
    """A number or date field."""

    amount: Amount
    fact: Fact
    key: Key


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the plan leaves open."""

    amount: Amount
    id: str
    ask: str
    cell: Cell | None
    key: Key


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows, or (with `share`) which share of them."""

    amount: Amount
    tally: Tally
    share: bool
    empty: bool
    key: Key


@dataclass(frozen=True, slots=True)
class Folded:
    """A sum, least, greatest or mean over rows; `peers`: over the subject's own register, or its group there."""

    amount: Amount
    fold: Fold
    label: str
    tally: Tally
    peers: bool
    empty: bool
    key: Key


@dataclass(frozen=True, slots=True)
class AtOwner:
    """A number read at the owner."""

    amount: Amount
    register: str
    row: Row
    owner: Row | None
    item: Numeral | None
    key: Key


@dataclass(frozen=True, slots=True)
class Formula:
    """Arithmetic; `sign` is +, -, × or /, `label` the measure it stands for; a quotient says how it is rounded."""

    amount: Amount
    sign: str
    label: str
    parts: tuple[Numeral, ...]
    key: Key
    step: Fraction | None = None
    mode: Rounding | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that a judgement answers."""

    amount: Amount
    opinion: Opinion
    key: Key


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A number that no rule says, for a case that none of them covers: anything in its range."""

    amount: Amount
    key: Key


@dataclass(frozen=True, slots=True)
class Chosen:
    """One number where a condition holds, another where it does not."""

    amount: Amount
    test: Step
    then: Numeral
    other: Numeral
    key: Key


@dataclass(frozen=True, slots=True)
class Edge:
    """The least or greatest of several numbers."""

    amount: Amount
    fold: Fold
    parts: tuple[Numeral, ...]
    key: Key


@dataclass(frozen=True, slots=True)
class FirstGiven:
    """The first of several figures that was given, by its position; None while that is not known.

    `lacking` are those of which one may still be the first: all where none was given.
    """

    amount: Amount
    items: tuple[FieldNumber | Asked, ...]
    taken: int | None
    lacking: tuple[FieldNumber | Asked, ...]
    key: Key


@dataclass(frozen=True, slots=True)
class Rounded:
    """`factor` times a number, share or mean, at whole steps of `step`."""

    amount: Amount
    factor: Fraction
    item: Numeral
    step: Fraction
    mode: Rounding
    key: Key


@dataclass(frozen=True, slots=True)
class RunOf:
    """How many values of a field in a row, from `last` down, some row holds; `field` is what it is called."""

    amount: Amount
    field: str
    last: Numeral
    tally: Tally
    key: Key


@dataclass(frozen=True, slots=True)
class Dated:
    """A parameter as it was on a day: the value, the day it holds from, and the clause that says so.

    `since` is None where the day is not known or lies before the first value; `chain` is the choice it was read from.
    """

    amount: Amount
    label: str
    day: Numeral
    since: dt.date | None
    law: Law | None
    chain: Numeral
    key: Key


@dataclass(frozen=True, slots=True)
class Named:
    """A score or classification by its name, and what it was worked out from."""

    amount: Amount
    id: str
    label: str
    row: Row
    item: Numeral
    key: Key


Numeral = (
    Literal
    | FieldNumber
    | Parameter
    | Counted
    | Folded
    | AtOwner
    | Formula
    | Asked
    | Unsaid
    | Chosen
    | Edge
    | FirstGiven
    | Rounded
    | RunOf
    | Dated
    | Named
)
