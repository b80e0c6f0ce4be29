"""The sections of a rule set as written: registers, deadlines, criteria, bars, awards, waivers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from ...law import Clause
from ...source import Source, Span
from .expressions import DateLit, Expr, Name, Ref


@dataclass(frozen=True, slots=True)
class CiteD:
    """`cite: kh 4.1-3` with the `quote:` beside it."""

    document: Name
    clause: Name
    quote: Name | None


@dataclass(frozen=True, slots=True)
class ReadingD:
    """How an unclear clause was taken."""

    id: Name
    cite: CiteD
    open: str
    taken: str
    by: str
    on: dt.date | None
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentD:
    """A document whose clauses stand in a file of their own."""

    id: Name
    title: str
    number: str
    note: str
    clauses: tuple[Clause, ...]
    source: Source | None


@dataclass(frozen=True, slots=True)
class OptionD:
    """One answer of a choice field."""

    key: Name
    label: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldD:
    """A column: type is yes-no, number, percent, count, date, choice or text."""

    id: Name
    type: Name
    label: str
    also: tuple[str, ...]
    range: tuple[Decimal, Decimal] | None
    decimals: int | None
    unit: str
    options: tuple[OptionD, ...]
    blank: Name | None
    required: bool
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class CompleteD:
    """`{basis: TEXT, through: DEADLINE}` or `{per: unit, when: rows = unit.staff_count}`."""

    basis: str
    per: Name | None
    count: Ref | None
    through: Name | None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RegisterD:
    """A register; `key` and `name` are the columns that identify a row."""

    id: Name
    label: str
    also: tuple[str, ...]
    subject: str | None
    key: FieldD | None
    name: FieldD | None
    owners: tuple[Name, ...]
    fields: tuple[FieldD, ...]
    happens: Name | None
    known: Name | None
    role: Name | None
    complete: CompleteD | None


@dataclass(frozen=True, slots=True)
class ParameterD:
    """A value the plan leaves open."""

    id: Name
    type: Name
    ask: str
    range: tuple[Decimal, Decimal] | None
    decimals: int | None
    cite: CiteD | None
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class BoundD:
    """A day: a date or a parameter; `strict` when the day itself is excluded ("trước ngày")."""

    value: DateLit | Ref
    strict: bool


@dataclass(frozen=True, slots=True)
class DeadlineD:
    """`before: 2020-05-20` or `by: 2020-05-19`."""

    id: Name
    label: str
    bound: BoundD
    cite: CiteD | None
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class PeriodD:
    """`{from: issued_on, to: 2020-11-30}`."""

    id: Name
    label: str
    first: DateLit | Ref
    last: DateLit | Ref
    cite: CiteD | None
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class JudgementD:
    """A question for a person."""

    id: Name
    of: tuple[Name, ...]
    ask: str
    label: str
    cite: CiteD | None
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class MeasureD:
    """`unit.points: {value: ...}`."""

    id: Name
    kind: Name
    label: str
    value: Expr
    cite: CiteD | None
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class CriterionD:
    """`unit.conduct: {keep: period, met: every person has conduct_ok, cite: ..., quote: ...}`; id is `kind.name`."""

    id: Name
    kind: Name
    label: str
    applies: Expr | None
    met: Expr
    if_none: Name | None
    due: Name | None
    keep: Name | None
    cite: CiteD
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class BarD:
    """`unit.member: {when: some person.violation, ...}`, also for suspensions."""

    id: Name
    kind: Name
    label: str
    when: Expr
    if_none: Name | None
    cite: CiteD
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class AllD:
    """`all criteria` (items is None) or a list: all of them."""

    items: tuple[RequirementD, ...] | None


@dataclass(frozen=True, slots=True)
class AtLeastD:
    """`{at least: 2, of: [...]}`."""

    count: int
    items: tuple[RequirementD, ...]


RequirementD = AllD | AtLeastD | Name


@dataclass(frozen=True, slots=True)
class EntitlementD:
    """What one kind must fulfil: `unit: all criteria` or `unit: {applies: ..., requires: ...}`."""

    kind: Name
    applies: Expr | None
    requires: RequirementD | None


@dataclass(frozen=True, slots=True)
class RankingD:
    """One key of a ranking."""

    value: Expr
    label: str
    ascending: bool


@dataclass(frozen=True, slots=True)
class QuotaD:
    """`unit: {share: 10%, of: pool, rank: [...], ...}` inside an award's `quota`."""

    kind: Name
    count: int | None
    share: Decimal | None
    of: Name | None
    pool: str
    per: Name | None
    rounding: str
    ranking: tuple[RankingD, ...]
    ties: str
    pending: str
    cite: CiteD
    readings: tuple[Name, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NominationD:
    """`nomination: {due: request, cite: ...}`."""

    due: Name | None
    cite: CiteD | None
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class AwardD:
    """An award; `granted`: whether `among` means those granted or those proposed.

    `label` is empty and `cite` None only in an overlay that adds to an award of the rule set below.
    """

    id: Name
    label: str
    to: tuple[EntitlementD, ...]
    bars: tuple[Name, ...]
    suspensions: tuple[Name, ...]
    nomination: NominationD | None
    among: Name | None
    granted: bool
    choose: Name | None
    quotas: tuple[QuotaD, ...]
    cite: CiteD | None
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class AssessmentD:
    """`unit.result: {requires: all criteria, cite: ...}`: what a plan without awards ends in."""

    id: Name
    kind: Name
    label: str
    applies: Expr | None
    requires: RequirementD | None
    cite: CiteD
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class WaiverD:
    """A clause that no rule takes up, and why."""

    cite: CiteD
    reason: str


@dataclass(frozen=True, slots=True)
class RuleSetD:
    """A rule set as written, or an overlay laid over one (`over` is then the id of the rule set below)."""

    id: Name
    title: str
    over: Name | None
    documents: tuple[DocumentD, ...]
    readings: tuple[ReadingD, ...]
    parameters: tuple[ParameterD, ...]
    periods: tuple[PeriodD, ...]
    deadlines: tuple[DeadlineD, ...]
    registers: tuple[RegisterD, ...]
    judgements: tuple[JudgementD, ...]
    measures: tuple[MeasureD, ...]
    criteria: tuple[CriterionD, ...]
    bars: tuple[BarD, ...]
    suspensions: tuple[BarD, ...]
    awards: tuple[AwardD, ...]
    waivers: tuple[WaiverD, ...]
    assessments: tuple[AssessmentD, ...] = ()
