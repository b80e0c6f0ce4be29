"""Rows, facts and registers of a proof: what stands in a cell, what an aggregate looked at, what makes it complete."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..source import Cell
from ..values import FieldType, YesNo

if TYPE_CHECKING:
    from .figures import Numeral, Parameter
    from .nodes import Step

_YES_NO = YesNo()
Key = tuple[str | int, ...]
#: A value as people read it: a choice is its label.
Told = bool | Decimal | dt.date | str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a register: its key and name, the row it belongs to, where it stands, why it was rejected."""

    register: str
    label: str
    index: int
    key: str
    name: str
    owner: Row | None
    cell: Cell
    rejected: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a row: what it is called, what stands in its cell."""

    row: Row
    field: str
    label: str
    type: FieldType
    value: Told
    cell: Cell


# --- registers -----------------------------------------------------------------------------------------------


class Gap(enum.Enum):
    """Why a register is not complete."""

    NEVER = "never"
    UNREAD = "unread"
    REJECTED = "rejected"
    COUNT = "count"
    COUNT_MISSING = "count-missing"
    UNATTESTED = "unattested"
    ATTESTED_OTHERWISE = "attested-otherwise"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Paper:
    """An attestation: by whom, under which document, of which day, for how many rows and which days."""

    document: str
    day: dt.date | None
    office: str
    count: int
    first: dt.date | None
    last: dt.date | None
    cell: Cell


class Unfit(enum.Enum):
    """What about an attestation does not fit."""

    UNDATED = "undated"
    NO_FIRST = "no-first"
    LATE = "late"
    NO_LAST = "no-last"
    SHORT = "short"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an attestation had to be: from and to which day (None: any, or not known), for how many rows; what fails."""

    first: dt.date | None
    last: dt.date | None
    count: int
    unfit: tuple[Unfit, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether a register holds everything that belongs to a row (None: to anybody), and what says so or is lacking.

    `rows` of `stated` where the register is counted; `lacking` are the owners for whom it does not hold everything;
    `wanted` is what the attestation sent had to be, `since` the parameter nobody gave on which its first day rests.
    """

    register: str
    label: str
    basis: str
    owner: Row | None
    complete: bool
    gap: Gap | None
    paper: Paper | None
    rows: int | None
    stated: int | None
    stated_cell: Cell | None
    rejected: tuple[Diagnostic, ...]
    lacking: tuple[Row, ...] = ()
    wanted: Wanted | None = None
    since: Parameter | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The rows that an aggregate looked at.

    Of `seen` rows, `sure` pass the filter and `maybe` may pass it; of the sure ones `good` have what is asked and
    `bad` have not. `rows` are those worth naming; every row that is still open is among them. `whole` gives all.
    """

    register: str
    label: str
    noun: str
    seen: int
    sure: int
    maybe: int
    good: int
    bad: int
    coverage: tuple[Coverage, ...]
    rows: tuple[Member, ...]
    whole: Callable[[], tuple[Member, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def closed(self) -> bool:
        """Tell whether no further row can turn up."""
        return all(c.complete for c in self.coverage)


@dataclass(frozen=True, slots=True)
class Member:
    """One row under an aggregate: whether it passes the filter, whether it has what is asked, and why."""

    row: Row
    passes: int
    has: int
    where: Step | None
    what: Step | None
    amount: Numeral | None
    facts: tuple[Fact, ...]


# --- questions -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opinion:
    """A judgement: the question, the answer that stands, who gave it, when and why; or that it was `given`.

    `idle` is an answer that stands in its cell but cannot be used, because a rejected row may be a later one. Where
    the answer is a choice, it is asked whether it is one of `wanted` (labels; positions in `options`, of `many`).
    """

    code: int
    row: Row
    id: str
    label: str
    ask: str
    answer: Told
    by: str
    day: dt.date | None
    reason: str
    cell: Cell | None
    given: bool
    rejected: tuple[Diagnostic, ...]
    key: Key
    idle: Told = None
    type: FieldType = _YES_NO
    wanted: tuple[str, ...] = ()
    options: tuple[int, ...] = ()
    many: int = 2
