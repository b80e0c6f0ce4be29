"""What a decision can wait for: everything that may be missing, and whose turn it is."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from .nodes import Asked, Coverage, Fact, FieldNumber, Formula, Numeral, Opinion, Parameter, Row, Tally, Unsaid


class Waits(enum.Enum):
    """On whom something open waits."""

    PAPERS = "papers"
    COUNCIL = "council"
    CALENDAR = "calendar"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class NoValue:
    """An empty cell, or a cell of a rejected row."""

    fact: Fact
    waits = Waits.PAPERS


@dataclass(frozen=True, slots=True)
class NoOpinion:
    """A question nobody has answered, or whose answer cannot be used while a rejected row may be a later one."""

    opinion: Opinion

    @property
    def waits(self) -> Waits:
        """Return whose turn it is: an answer that was given waits for the rejected row."""
        return Waits.COUNCIL if self.opinion.idle is None else Waits.PAPERS


@dataclass(frozen=True, slots=True)
class NoRegister:
    """A register that is not known to hold everything."""

    coverage: Coverage
    waits = Waits.PAPERS


@dataclass(frozen=True, slots=True)
class NoParameter:
    """A value that the plan leaves open and nobody gave."""

    parameter: Parameter
    waits = Waits.COUNCIL


@dataclass(frozen=True, slots=True)
class NoOwner:
    """It is not known to whom a row belongs."""

    row: Row
    register: str
    waits = Waits.PAPERS


@dataclass(frozen=True, slots=True)
class NoRows:
    """There is nothing to measure, and the rule does not say what follows."""

    tally: Tally
    waits = Waits.COUNCIL


@dataclass(frozen=True, slots=True)
class NotYet:
    """A deadline that has not passed; `last` is its last day, None where that is not known either."""

    id: str
    label: str
    last: dt.date | None
    waits = Waits.CALENDAR


@dataclass(frozen=True, slots=True)
class NoDecision:
    """A decision that is still open: another row's, or the selection's; `rivals` could still push the subject out.

    `own`: the decision about another award of the subject itself.
    """

    row: Row
    award: str
    label: str
    rivals: tuple[Row, ...] = ()
    own: bool = False
    waits = Waits.DECISION


def lacking(found: Coverage) -> tuple[NoRegister | NoParameter, ...]:
    """Return what is missing where a register is not complete: another attestation, the parameter it rests on."""
    if found.since is None:
        return (NoRegister(found),)
    asked = NoParameter(found.since)
    unfit = found.wanted.unfit if found.wanted is not None else (None,)
    return (NoRegister(found), asked) if unfit else (asked,)


@dataclass(frozen=True, slots=True)
class NoFigure:
    """None of several figures was given, of which the first that is given counts."""

    figures: tuple[FieldNumber | Asked, ...]

    @property
    def waits(self) -> Waits:
        """Return whose turn it is: the papers', unless all of them are judgements."""
        return Waits.COUNCIL if all(isinstance(f, Asked) for f in self.figures) else Waits.PAPERS


@dataclass(frozen=True, slots=True)
class NoCase:
    """A number lies in none of the bands of the rule, or a day before the first value of a parameter."""

    number: Unsaid
    waits = Waits.COUNCIL


@dataclass(frozen=True, slots=True)
class NoQuotient:
    """The divisor is 0, and the rule does not say what follows."""

    divisor: Numeral
    waits = Waits.COUNCIL


def divides_by_zero(number: Formula) -> bool:
    """Tell whether a quotient has a divisor that surely is 0."""
    if number.sign != "/":
        return False
    bottom = number.parts[1].amount
    return bottom.exact and bottom.low == 0


Missing = (
    NoFigure
    | NoCase
    | NoQuotient
    | NoValue
    | NoOpinion
    | NoRegister
    | NoParameter
    | NoOwner
    | NoRows
    | NotYet
    | NoDecision
)
