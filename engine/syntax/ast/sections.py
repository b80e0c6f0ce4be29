"""The sections of a rule set as written: registers, deadlines, criteria, bars, awards, waivers."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ...law import Clause
from ...source import Located, Source, Span
from .expressions import DateLit, Expr, Name, Ref
from .law import CiteD, ReadingD
from .scoring import ClassificationD, ScoreD


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
    """A column: type is yes-no, number, percent, count, date, choice or text.

    `month` says which day of it a month without a day stands for; `digits` how many digits a number kept as text has;
    `better` which way a figure is better (higher, lower, earlier, later, yes, no, first, last).
    """

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
    month: Name | None = None
    digits: Located[int] | None = None
    better: Name | None = None


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
    owner_key: FieldD | None = None
    better: Name | None = None


@dataclass(frozen=True, slots=True)
class CalledD:
    """What something is called, and the first day on which it is."""

    since: DateLit
    value: str
    cite: CiteD
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class NamedD:
    """`office: [{from: 2020-01-01, value: Phòng Nội vụ, cite: ...}]`: a name that changes on given days."""

    id: Name
    values: tuple[CalledD, ...]


@dataclass(frozen=True, slots=True)
class DatedD:
    """One value of a parameter and the first day on which it holds."""

    since: DateLit
    value: Decimal
    cite: CiteD
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ParameterD:
    """A value the plan leaves open; or, with `values`, one that changes on given days."""

    id: Name
    type: Name
    ask: str
    range: tuple[Decimal, Decimal] | None
    decimals: int | None
    cite: CiteD | None
    readings: tuple[Name, ...]
    values: tuple[DatedD, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundD:
    """A day: a date or a parameter; `strict` when the day itself is excluded ("trước ngày")."""

    value: DateLit | Ref
    strict: bool


@dataclass(frozen=True, slots=True)
class ExtensionD:
    """`extended: {by: 2020-06-15, cite: ...}`: the later day that another document set."""

    bound: BoundD
    cite: CiteD | None
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class DeadlineD:
    """`before: 2020-05-20` or `by: 2020-05-19`; `extended` where a later day was set.

    `bound` is None only in an overlay that extends a deadline of the rule set below.
    """

    id: Name
    label: str
    bound: BoundD | None
    cite: CiteD | None
    readings: tuple[Name, ...]
    extended: ExtensionD | None = None


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
    """A question for a person; `answer` describes the answer where it is not yes or no."""

    id: Name
    of: tuple[Name, ...]
    ask: str
    label: str
    cite: CiteD | None
    readings: tuple[Name, ...]
    answer: FieldD | None = None


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
class ExceptionD:
    """`{when: ..., then: not-applicable, cite: ...}`: a case the plan names apart; then is met, not-met or so."""

    when: Expr
    then: str
    cite: CiteD
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
    exceptions: tuple[ExceptionD, ...] = ()


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
    exceptions: tuple[ExceptionD, ...] = ()


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
class SizeD:
    """`{to: 10, count: 1}`: so many places for groups of this size; without a bound, for all greater ones."""

    low: int | None
    high: int | None
    count: int
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class InsideD:
    """`at most: {where: head, share: 50%}`: of the places, no more than so many for those of `where`."""

    where: Expr
    count: int | None
    share: Decimal | None
    rounding: str
    label: str
    cite: CiteD
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class QuotaD:
    """`unit: {share: 10%, of: pool, rank: [...], ...}` inside an award's `quota`.

    `counting`: which rows of the denominator count.
    Exactly one of `count`, `share` and `sizes` is set. `settle` is the judgement that answers a tie.
    """

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
    sizes: tuple[SizeD, ...] = ()
    least: int | None = None
    inside: InsideD | None = None
    settle: Name | None = None
    counting: Expr | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class UnlessD:
    """`unless: {proposed: other, cite: ...}`: not for those proposed for (or granted) another award."""

    award: Name
    granted: bool
    cite: CiteD
    readings: tuple[Name, ...]


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
    unless: tuple[UnlessD, ...] = ()


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
class LintWaiverD:
    """`{lint: deadline-unused, at: interim, why: ...}`: a finding of a lint that stands, and why."""

    lint: Name
    at: Name
    reason: str


@dataclass(frozen=True, slots=True)
class LawD:
    """`unit.clean: {when: proposed for giay-khen, holds: no person.violation, ...}`: what must hold of all."""

    id: Name
    kind: Name
    label: str
    when: Expr | None
    holds: Expr
    cite: CiteD
    readings: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ExemptionD:
    """`{law: quota-kept, at: giay-khen, why: ..., cite: ...}`: an exception to a law that the plan itself wants."""

    law: Name
    at: Name
    reason: str
    cite: CiteD
    readings: tuple[Name, ...]


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
    scores: tuple[ScoreD, ...] = ()
    classifications: tuple[ClassificationD, ...] = ()
    corrects: tuple[Name, ...] = ()
    names: tuple[NamedD, ...] = ()
    lint_waivers: tuple[LintWaiverD, ...] = ()
    laws: tuple[LawD, ...] = ()
    exemptions: tuple[ExemptionD, ...] = ()
