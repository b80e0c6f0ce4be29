"""The values rules speak of: verdicts, decisions, and the types of fields.

Numbers are exact: an `int` scaled by a power of ten that the type declares.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from decimal import Decimal

EPOCH = dt.date(1970, 1, 1)
#: Counts without a declared range end here; an incomplete register may hold this many further rows.
MANY = 10**9


class Verdict(enum.IntEnum):
    """Kleene's three values, and the mark of a criterion that does not concern a subject.

    And is the minimum, or the maximum, not is `2 - x`; NOT_APPLICABLE is only stored, never computed with.
    """

    NOT_MET = 0
    UNDETERMINED = 1
    MET = 2
    NOT_APPLICABLE = 3

    @property
    def word(self) -> str:
        """Return the word used in JSON."""
        return ("not-met", "undetermined", "met", "not-applicable")[self]


class Decision(enum.IntEnum):
    """What is proposed to the council for one subject and one award (design.md section 2)."""

    NOT_APPLICABLE = 0
    NOT_NOMINATED = 1
    BARRED = 2
    NOT_PROPOSED = 3
    SUSPENDED = 4
    PENDING = 5
    OUTSIDE_QUOTA = 6
    TIED = 7
    PROPOSED = 8

    @property
    def word(self) -> str:
        """Return the word used in JSON."""
        return self.name.lower().replace("_", "-")


class Nothing(enum.Enum):
    """What a rule says of an aggregate over no rows at all (design.md section 3, 5)."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number with `decimals` places, between `low` and `high` (both scaled by 10**decimals).

    `kind` is `number`, `percent` (in percent: 97.5 is 97,5%) or `count`; `unit` is the word shown after it.
    """

    kind: str
    decimals: int
    low: int
    high: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A day; `month` ("first" or "last") says which day of it a month without a day stands for, "" takes none."""

    month: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice: its key in rules, its label in workbooks and papers, other spellings."""

    key: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several declared answers."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Free text: rules may only ask whether it was given; an identity number has so many `digits` (0: it is none)."""

    digits: int = 0


FieldType = YesNo | Number | Date | Choice | Text

#: Field values as plain Python values: yes-no as bool, numbers as Decimal, choices as the option's key.
Plain = bool | Decimal | dt.date | str | None


def days(day: dt.date) -> int:
    """Return the number of days from 1970-01-01 to `day`."""
    return (day - EPOCH).days


def date_of(number: int) -> dt.date:
    """Return the day that lies `number` days after 1970-01-01."""
    return EPOCH + dt.timedelta(days=number)


def scaled(value: Decimal, decimals: int) -> int | None:
    """Return `value * 10**decimals` as an integer, or None where that is not a whole number."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return None
    number = int("".join(map(str, digits)) or "0")
    shift = exponent + decimals
    if shift >= 0:
        number *= int(10**shift)
    else:
        number, rest = divmod(number, int(10**-shift))
        if rest:
            return None
    return -number if sign else number


def decimals_of(value: Decimal) -> int:
    """Return how many decimal places `value` needs."""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or not any(digits):
        return 0
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return max(0, -(exponent + zeros))


def unscaled(value: int, decimals: int) -> Decimal:
    """Return the exact decimal that `value` stands for at `decimals` places."""
    return Decimal(value).scaleb(-decimals) if decimals else Decimal(value)
