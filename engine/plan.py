"""What will run: the typed plan that the compiler makes of a rule set. Data only, no behaviour.

Conditions and numbers speak of the rows of one register, the *context*: a field is that row's field, a
path leads from the row down to the rows it owns. Numbers are scaled integers: `decimals` says by what.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from .law import Citation, Document, Reading
from .values import FieldType, Nothing, Number

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


# --- numbers -------------------------------------------------------------------------------------------------


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


Num = Constant | Value | Given | Add | Negate | Multiply | Divide | Count | Total | Share | Peers | OwnerNum

# --- conditions ----------------------------------------------------------------------------------------------


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


Cond = Flag | OneOf | Present | Compare | Not | And | Or | Some | Every | Owner | Standing
Aggregate = Count | Total | Share | Some | Every | Peers

# --- the rule set --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a register: its type, the words it goes by, and what a blank cell means."""

    id: str
    type: FieldType
    label: str
    also: tuple[str, ...] = ()
    blank: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Completeness:
    """What makes a register complete: an attestation, or as many rows as the owner's `count_field` says."""

    basis: str
    count_owner: str | None = None
    count_field: str | None = None
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Rows of one kind; a register with a `subject` word holds those who can be proposed."""

    id: str
    label: str
    also: tuple[str, ...]
    subject: str | None
    key: Field
    keyed: bool
    name: Field | None
    owners: tuple[str, ...]
    fields: Mapping[str, Field]
    happens: str | None = None
    known: str | None = None
    complete: Completeness | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value the plan leaves open: asked, with the citation that leaves it open."""

    id: str
    type: FieldType
    ask: str
    citation: Citation | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to act by: `last` is the last day that still meets it."""

    id: str
    label: str
    last: Num
    citation: Citation | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included, in which something must be kept."""

    id: str
    label: str
    first: Num
    last: Num
    citation: Citation | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question only a person can answer, asked of subjects of these kinds."""

    id: str
    kinds: tuple[str, ...]
    ask: str
    label: str
    citation: Citation | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A named number of the subjects of one kind."""

    id: str
    kind: str
    label: str
    value: Num
    citation: Citation | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: whom it concerns, when it is met, act by which deadline, keep through which period."""

    id: str
    kind: str
    label: str
    applies: Cond | None
    met: Cond
    if_none: Nothing | None
    due: str | None
    keep: str | None
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A condition that bars (or, as a suspension, holds back) subjects of one kind."""

    id: str
    kind: str
    label: str
    when: Cond
    if_none: Nothing | None
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the parts."""

    parts: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts, among those that apply."""

    count: int
    parts: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """One criterion is met, or does not concern the subject."""

    criterion: str


Requirement = AllOf | AtLeast | Needs


@dataclass(frozen=True, slots=True)
class Nomination:
    """Only those whom a unit put forward are weighed; `due` is the day the request had to be in."""

    due: str | None
    citation: Citation | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Among:
    """The lower award whose holders alone are considered: those `granted`, or those `proposed`."""

    award: str
    basis: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """One key of a ranking: a number, the greatest first unless `ascending`."""

    value: Num
    label: str
    ascending: bool = False


@dataclass(frozen=True, slots=True)
class Quota:
    """How many of one kind may be proposed, out of whom, in what order.

    `share` is in percent, scaled; exactly one of `count` and `share` is set. `of` is the denominator: `pool`
    (those who are ranked) or a register (all its subjects). `pool` is who is ranked: those `eligible` for the
    award, or those `among` the lower award's holders, the rest being asked afterwards.
    """

    kind: str
    count: int | None
    share: Constant | None
    of: str
    pool: str
    per: str | None
    rounding: Rounding
    ranking: tuple[Ranking, ...]
    ties: str
    pending: str
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What one kind of subject must fulfil for an award, and what stands in its way."""

    kind: str
    applies: Cond | None
    requirement: Requirement | None
    choose: str | None
    bars: tuple[str, ...]
    suspensions: tuple[str, ...]
    quota: Quota | None


@dataclass(frozen=True, slots=True)
class Award:
    """A form of commendation, for the kinds that have an entitlement."""

    id: str
    label: str
    entitlements: Mapping[str, Entitlement]
    nomination: Nomination | None
    among: Among | None
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A clause that no rule takes up, and why."""

    citation: Citation
    reason: str


# --- the schedule --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reduce:
    """Members to owners, or a group to its best: one aggregate computed for all rows of `kind`."""

    kind: str
    aggregate: Aggregate


@dataclass(frozen=True, slots=True)
class Columns:
    """Verdicts of criteria, bars and suspensions for all subjects of a kind (of one role) at once."""

    kind: str
    role: str | None
    criteria: tuple[str, ...]
    bars: tuple[str, ...]
    suspensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """What follows from the gates, for the distinct profiles of subjects of a kind (of one role)."""

    kind: str
    role: str | None
    awards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Select:
    """Choosing among the eligible of a kind (of one role)."""

    kind: str
    role: str | None
    award: str


Stage = Reduce | Columns | Chain | Select


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled rule set: everything an evaluation needs, in the order it is needed."""

    id: str
    title: str
    hash: str
    documents: Mapping[str, Document]
    readings: Mapping[str, Reading]
    parameters: Mapping[str, Parameter]
    periods: Mapping[str, Period]
    deadlines: Mapping[str, Deadline]
    registers: Mapping[str, Register]
    judgements: Mapping[str, Judgement]
    measures: Mapping[str, Measure]
    criteria: Mapping[str, Criterion]
    bars: Mapping[str, Bar]
    suspensions: Mapping[str, Bar]
    awards: Mapping[str, Award]
    waivers: tuple[Waiver, ...]
    schedule: tuple[Stage, ...]

    def kinds(self) -> tuple[str, ...]:
        """Return the registers that hold subjects, in declared order."""
        return tuple(r.id for r in self.registers.values() if r.subject)

    def number(self, kind: str, field: str) -> Number | None:
        """Return the type of a number field, or None."""
        found = self.registers[kind].fields.get(field)
        return found.type if found and isinstance(found.type, Number) else None


def day(value: dt.date) -> Constant:
    """Return a day as a constant."""
    return Constant((value - dt.date(1970, 1, 1)).days)
