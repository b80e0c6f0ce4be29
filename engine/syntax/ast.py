"""What was written: the rule set as its author wrote it, every node with its place, nothing looked up yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from ..law import Clause
from ..source import Located, Source, Span

Name = Located[str]

# --- expressions (grammar: expression.lark) --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberLit:
    """`97`, `0.4`, `95%`."""

    value: Decimal
    percent: bool
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DateLit:
    """`2020-05-20`."""

    value: dt.date
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """A field, measure, judgement, parameter, option, or `owner.field`."""

    parts: tuple[str, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NotX:
    """`not x`."""

    item: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AndX:
    """`a and b and c`."""

    items: tuple[Expr, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OrX:
    """`a or b or c`."""

    items: tuple[Expr, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CompareX:
    """`a >= b`; op is one of < <= = != >= >."""

    op: str
    left: Expr
    right: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class InX:
    """`kind in (ward, agency)`, `kind not in (...)`."""

    item: Ref
    options: tuple[Name, ...]
    negated: bool
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenX:
    """`x is given`, `x is missing`."""

    item: Ref
    missing: bool
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MeetsX:
    """`registered_on meets register`: a day not after a deadline's last day."""

    item: Ref
    deadline: Name
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WithinX:
    """`committed_on within period`: a day of a period."""

    item: Ref
    period: Name
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class QuantX:
    """`some P where f has g`, `every P where f has g`, `no P where f has g`; kind is some, every or no."""

    kind: str
    path: tuple[str, ...]
    where: Expr | None
    has: Expr | None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OwnerX:
    """`its unit has (...)`: a condition read at the owner."""

    register: Name
    item: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StandingX:
    """`eligible for A`, `proposed for A`; state is eligible or proposed."""

    state: str
    award: Name
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ArithX:
    """`a + b`, `a - b`, `a * b`; op is + - *."""

    op: str
    left: Expr
    right: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NegX:
    """`-a`."""

    item: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DivideX:
    """`round(a / b, 0.01, half-up)`: a division under its rounding; rounding is down, up or half-up."""

    left: Expr
    right: Expr
    step: Decimal
    rounding: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CountX:
    """`count of P where f`."""

    path: tuple[str, ...]
    where: Expr | None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ShareX:
    """`share of P where f has g`."""

    path: tuple[str, ...]
    where: Expr | None
    has: Expr
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TotalX:
    """`sum of v over P where f`; fold is sum, min, max or mean."""

    fold: str
    value: Expr
    path: tuple[str, ...]
    where: Expr | None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PeersX:
    """`max of v among unit where f per group`: over the context's own register."""

    fold: str
    value: Expr
    register: Name
    where: Expr | None
    per: Name | None
    span: Span | None = field(default=None, compare=False, repr=False)


Expr = (
    NumberLit
    | DateLit
    | Ref
    | NotX
    | AndX
    | OrX
    | CompareX
    | InX
    | GivenX
    | MeetsX
    | WithinX
    | QuantX
    | OwnerX
    | StandingX
    | ArithX
    | NegX
    | DivideX
    | CountX
    | ShareX
    | TotalX
    | PeersX
)

# --- sections of a rule set --------------------------------------------------------------------------------------


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
