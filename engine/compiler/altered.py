"""A rule set with single numbers and days otherwise, to ask what would be: every pass runs anew, the files stay.

A number that is no longer in the words it cites is no error here: it is an assumption, and says so (`Altered.unsaid`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from .. import plan
from ..diagnostics import Diagnostic, ReportedError, errors, rule_codes
from ..source import Located, Span
from ..syntax import ast
from . import Compiled, compile_rules
from .literals import Literal, date_forms, number_forms, says
from .order import Strata, schedule

#: The sections whose entries hold numbers and days that can be otherwise.
SECTIONS = (
    "parameters", "periods", "deadlines", "measures", "scores", "classifications", "criteria", "bars", "suspensions",
    "awards", "assessments",
)  # fmt: skip
#: Numbers that stand in fields of their own, not in expressions.
_OWN: Mapping[type, tuple[str, ...]] = {
    ast.ScoreD: ("max", "floor"), ast.QuotaD: ("count", "share", "least"), ast.SizeD: ("low", "high", "count"),
    ast.InsideD: ("count", "share"), ast.AtLeastD: ("count",), ast.StepDownD: ("by",), ast.DatedD: ("value",),
}  # fmt: skip
_PASSED = (ast.FieldD, ast.JudgementD, ast.CiteD, Located, Span)

Value = Decimal | dt.date
#: The name of a field, or the position in a list.
Step = str | int


@dataclass(frozen=True, slots=True)
class Spot:
    """One number or day of a rule: the entry it stands in, its place among the numbers of that entry, its words.

    `path` leads to it from the rule set; `percent` where it is written with a sign of percent, `whole` where it counts.
    """

    section: str
    id: str
    label: str
    number: int
    value: Value
    percent: bool
    path: tuple[Step, ...]
    cite: ast.CiteD | None
    readings: tuple[str, ...]
    span: Span | None
    whole: bool = False

    @property
    def shown(self) -> str:
        """Return it as rules write it."""
        if isinstance(self.value, dt.date):
            return self.value.isoformat()
        return f"{self.value.normalize():f}{'%' if self.percent else ''}"


@dataclass(frozen=True, slots=True)
class Places:
    """Other places of a quota: a number of them, or a share in percent."""

    award: str
    kind: str
    count: int | None
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class LastDay:
    """Another last day of a deadline, in the place of what its rule and any extension say."""

    deadline: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Number:
    """Another number or day at one spot."""

    spot: Spot
    value: Value


Alteration = Number | Places | LastDay


@dataclass(frozen=True, slots=True)
class Altered:
    """The plan with its alterations, and which of them the cited words do not say."""

    plan: plan.Plan
    unsaid: tuple[Alteration, ...]


def spots(rules: ast.RuleSetD) -> tuple[Spot, ...]:
    """Return every number and day that a rule set can have otherwise, in written order, numbered within each entry."""
    out: list[Spot] = []
    for section in SECTIONS:
        for at, entry in enumerate(getattr(rules, section)):
            label = entry.ask if section == "parameters" else entry.label
            found = list(_inside(entry, (section, at), None, (), entry.id.span))
            out += [
                Spot(section, entry.id.value, label, n, value, percent, path, cite, readings, span, whole)
                for n, (value, percent, path, cite, readings, span, whole) in enumerate(found, 1)
            ]
    return tuple(out)


_Found = tuple[Value, bool, tuple[Step, ...], ast.CiteD | None, tuple[str, ...], Span | None, bool]


def _inside(
    node: Any, path: tuple[Step, ...], cite: ast.CiteD | None, readings: tuple[str, ...], span: Span | None  # noqa: ANN401
) -> Iterator[_Found]:
    """Yield the numbers of a part of a rule set, each with the citation nearest above it."""
    if isinstance(node, ast.NumberLit):
        yield node.value, node.percent, path, cite, readings, node.span, False
    elif isinstance(node, ast.DateLit):
        yield node.value, False, path, cite, readings, node.span, False
    elif isinstance(node, tuple):
        for at, one in enumerate(node):
            yield from _inside(one, (*path, at), cite, readings, span)
    elif is_dataclass(node) and not isinstance(node, _PASSED):
        entry: Any = node
        if getattr(entry, "cite", None) is not None:
            cite, readings = entry.cite, tuple(r.value for r in entry.readings)
        span = getattr(node, "span", None) or span
        for part in fields(node):
            value, step = getattr(node, part.name), (*path, part.name)
            if part.name in _OWN.get(type(node), ()) and value is not None:
                yield Decimal(value), False, step, cite, readings, span, isinstance(value, int)
            else:
                yield from _inside(value, step, cite, readings, span)


def altered(compiled: Compiled, alterations: Sequence[Alteration]) -> Altered:
    """Return the plan with some numbers and days otherwise; raises ReportedError where it cannot be compiled."""
    rules = compiled.rules
    for one in alterations:
        rules = _with(rules, one)
    told = "\n".join(sorted(repr(_identity(a)) for a in alterations))
    digest = hashlib.sha256(f"{compiled.plan.hash}\n{told}".encode()).hexdigest()
    found: list[Diagnostic] = []
    ready, _ = compile_rules(rules, found, digest)
    wrong = [d for d in errors(found) if d.code is not rule_codes.LITERAL_WITHOUT_SOURCE]
    if wrong:
        raise ReportedError(wrong)
    if errors(found):  # the schedule is not made where anything is wrong
        strata = Strata(ready.registers, ready.criteria, ready.bars, ready.suspensions, ready.awards)
        ready = replace(ready, schedule=schedule(strata, []))
    return Altered(ready, tuple(a for a in alterations if not _said(rules, a)))


def _identity(one: Alteration) -> tuple[object, ...]:
    match one:
        case Number(spot, value):
            return (spot.section, spot.id, spot.number, str(value))
        case Places():
            return ("quota", one.award, one.kind, str(one.count), str(one.share))
        case LastDay():
            return ("deadline", one.deadline, str(one.day))


def _with(rules: ast.RuleSetD, one: Alteration) -> ast.RuleSetD:
    match one:
        case Number(spot, value):
            found: ast.RuleSetD = _put(rules, spot.path, value)
            return found
        case Places():
            return replace(rules, awards=tuple(_quoted(a, one) for a in rules.awards))
        case LastDay(name, day):
            bound = ast.BoundD(ast.DateLit(day), strict=False)
            moved = tuple(
                replace(d, bound=bound, extended=None) if d.id.value == name else d for d in rules.deadlines
            )
            return replace(rules, deadlines=moved)


def _quoted(award: ast.AwardD, one: Places) -> ast.AwardD:
    if award.id.value != one.award:
        return award
    quotas = tuple(
        replace(q, count=one.count, share=one.share, sizes=(), least=None) if q.kind.value == one.kind else q
        for q in award.quotas
    )
    return replace(award, quotas=quotas)


def _put(node: Any, path: tuple[Step, ...], value: Value) -> Any:  # noqa: ANN401 - any part of a rule set
    """Return a part of a rule set with another number at the end of a path."""
    if not path:
        match node, value:
            case ast.NumberLit(), Decimal():
                return replace(node, value=value)
            case ast.DateLit(), dt.date():
                return replace(node, value=value)
            case int(), Decimal():
                return int(value)
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return tuple(_put(one, rest, value) if n == step else one for n, one in enumerate(node))
    return replace(node, **{step: _put(getattr(node, step), rest, value)})


def _said(rules: ast.RuleSetD, one: Alteration) -> bool:
    """Tell whether the words that are cited, or a reading of them, say what is put in place of another number."""
    if isinstance(one, Number) and one.value == one.spot.value:
        return True
    cite, readings, value = _source(rules, one)
    taken = {r.id.value: r.taken for r in rules.readings}
    quote = cite.quote.value if cite is not None and cite.quote is not None else ""
    texts = [quote, *(taken[r] for r in readings)]
    return any(says(text, literal_of(value)) for text in texts)


def _source(rules: ast.RuleSetD, one: Alteration) -> tuple[ast.CiteD | None, tuple[str, ...], Value]:
    match one:
        case Number(spot, value):
            return spot.cite, spot.readings, value
        case Places():
            award = next(a for a in rules.awards if a.id.value == one.award)
            quota = next(q for q in award.quotas if q.kind.value == one.kind)
            told = one.count if one.count is not None else one.share
            return quota.cite, tuple(r.value for r in quota.readings), Decimal(told or 0)
        case LastDay():
            found = next(d for d in rules.deadlines if d.id.value == one.deadline)
            return found.cite, tuple(r.value for r in found.readings), one.day


def literal_of(value: Value) -> Literal:
    """Return a number or day with the forms in which a clause may say it."""
    if isinstance(value, dt.date):
        return Literal(value.isoformat(), date_forms(value), dated=True)
    return Literal(str(value), number_forms(value), dated=False)
