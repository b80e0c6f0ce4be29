"""The sections of a rule set, typed: registers, deadlines, criteria, bars, awards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..law import Citation
from ..values import FieldType, Nothing, YesNo
from .terms import Cond, Constant, Num, Rounding

_YES_NO = YesNo()


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a register: its type, the words it goes by, what a blank cell means, which way it is better."""

    id: str
    type: FieldType
    label: str
    also: tuple[str, ...] = ()
    blank: str | None = None
    required: bool = False
    better: str | None = None


@dataclass(frozen=True, slots=True)
class Completeness:
    """What makes a register complete: an attestation, or as many rows as the owner's `count_field` says."""

    basis: str
    count_owner: str | None = None
    count_field: str | None = None
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Rows of one kind; a register with a `subject` word holds those who can be proposed.

    `owner_key` is the column that names the owner, whatever its kind, where one column does that for all kinds.
    `better`: whether it is better to have `more` or `fewer` rows, None where that was not declared.
    """

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
    owner_key: Field | None = None
    better: str | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value the plan leaves open: asked, with the citation that leaves it open.

    `days`: the first and last day that a date may be, days since 1970-01-01, None where the plan does not say.
    """

    id: str
    type: FieldType
    ask: str
    citation: Citation | None
    readings: tuple[str, ...] = ()
    days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """What something is called from a day on."""

    since: int
    value: str
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value that holds from a day on."""

    since: int
    value: Constant
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedParameter:
    """A value that changes on given days, in the order of these days."""

    id: str
    label: str
    unit: str
    values: tuple[DatedValue, ...]
    citation: Citation | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """A later last day that another document set."""

    last: Num
    citation: Citation | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to act by: `last` is the last day that still meets it, also by an extension."""

    id: str
    label: str
    last: Num
    citation: Citation | None
    readings: tuple[str, ...] = ()
    extension: Extension | None = None


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
    answer: FieldType = _YES_NO


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
class NamedCase:
    """A case the plan names apart: where `when` holds, the rule comes to `then`."""

    when: Cond
    then: Nothing
    citation: Citation
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
    exceptions: tuple[NamedCase, ...] = ()


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
    exceptions: tuple[NamedCase, ...] = ()


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
class Size:
    """So many places for a denominator from `low` to `high` (None: no bound)."""

    low: int | None
    high: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Places:
    """How many places there are: a number, a share (in percent, scaled) or a number by size, and at least `least`."""

    count: int | None
    share: Constant | None
    rounding: Rounding
    sizes: tuple[Size, ...] = ()
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """Of the places, no more than so many for those of whom `where` holds."""

    where: Cond
    places: Places
    label: str
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """How many of one kind may be proposed, out of whom, in what order.

    `per` splits them by a choice field, `per_owner` by their owner: each group has its own places.
    `of` is the denominator: `pool`
    (those who are ranked) or a register (all its subjects, or those of whom `counting` holds). `pool` is who is
    ranked: those `eligible` for the award, or those `among` the lower award's holders, the rest being asked afterwards.
    """

    kind: str
    places: Places
    of: str
    pool: str
    per: str | None
    ranking: tuple[Ranking, ...]
    ties: str
    pending: str
    citation: Citation
    readings: tuple[str, ...] = ()
    limit: Limit | None = None
    settle: str | None = None
    counting: Cond | None = None
    per_owner: str | None = None


@dataclass(frozen=True, slots=True)
class Unless:
    """Not for those who are proposed for (or were granted) another award."""

    award: str
    basis: str
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
    unless: tuple[Unless, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a plan without awards ends in for one kind: met, not met, undetermined, or not applicable."""

    id: str
    kind: str
    label: str
    applies: Cond | None
    requirement: Requirement | None
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A clause that no rule takes up, and why."""

    citation: Citation
    reason: str
