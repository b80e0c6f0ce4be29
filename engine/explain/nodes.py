"""What a proof is made of: facts with their cells, numbers with their bounds, conditions with their parts.

Data only. A step's `code` is Kleene's value (0 not met, 1 undetermined, 2 met) as the evaluation had it; `key` tells
whether two undetermined steps are the same open question.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from ..diagnostics import Diagnostic
from ..plan import Fold, Op
from ..source import Cell
from ..values import FieldType

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


# --- numbers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, exactly: anything from `low` to `high`; `kind` is number, percent, count or date, `unit` its word."""

    low: Fraction
    high: Fraction
    kind: str
    unit: str = ""

    @property
    def exact(self) -> bool:
        """Tell whether it is one value."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or day of the rule itself; `label` names the deadline or period it belongs to."""

    amount: Amount
    label: str = ""


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
    """Arithmetic; `sign` is +, -, × or /, `label` the measure it stands for."""

    amount: Amount
    sign: str
    label: str
    parts: tuple[Numeral, ...]
    key: Key


Numeral = Literal | FieldNumber | Parameter | Counted | Folded | AtOwner | Formula

# --- conditions ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes-no field, a choice among `wanted` options (labels; positions in `options`), or that a field is `given`."""

    code: int
    fact: Fact
    wanted: tuple[str, ...]
    options: tuple[int, ...]
    many: int
    given: bool
    key: Key


@dataclass(frozen=True, slots=True)
class Opinion:
    """A judgement: the question, the answer that stands, who gave it, when and why; or that it was `given`.

    `idle` is an answer that stands in its cell but cannot be used, because a rejected row may be a later one.
    """

    code: int
    row: Row
    id: str
    label: str
    ask: str
    answer: bool | None
    by: str
    day: dt.date | None
    reason: str
    cell: Cell | None
    given: bool
    rejected: tuple[Diagnostic, ...]
    key: Key
    idle: bool | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two numbers; `gap` is how far the first lies from the second (first minus second), where both are known."""

    code: int
    op: Op
    left: Numeral
    right: Numeral
    gap: Amount | None
    key: Key


@dataclass(frozen=True, slots=True)
class Negated:
    """Not."""

    code: int
    item: Step


@dataclass(frozen=True, slots=True)
class Both:
    """All of the items."""

    code: int
    items: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of the items."""

    code: int
    items: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Quantified:
    """Some owned row, or every one; `void` where there surely is none and no rule says what follows."""

    code: int
    every: bool
    tally: Tally
    void: bool
    key: Key


@dataclass(frozen=True, slots=True)
class OwnerHas:
    """A condition read at the owner; the owner is None where it is not known."""

    code: int
    register: str
    row: Row
    owner: Row | None
    item: Step | None
    key: Key


@dataclass(frozen=True, slots=True)
class Stands:
    """The row is eligible or proposed for an award."""

    code: int
    row: Row
    award: str
    label: str
    state: str
    key: Key


Step = Holds | Opinion | Compared | Negated | Both | Either | Quantified | OwnerHas | Stands
