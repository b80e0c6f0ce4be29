"""Measuring: every goal of a rule set, and the cases that show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from ...compiler import Compiled
from ...diagnostics import Diagnostic, arranged, case_codes
from ...evaluator.reference import Judge
from ...evaluator.reference.interval import NOT_MET
from ...evaluator.reference.world import World
from ...syntax import ast
from ...syntax.shape import did_you_mean
from ..cases.cells import Columns
from ..cases.inputs import parameters_of, plain_tables
from ..cases.laying import laid_out
from ..cases.model import CaseFile, Given, Waived
from .conditions import leaf_goals
from .goal import Goal, Place, Seen
from .inputs import number_goals, parameter_goals, register_goals
from .points import grade_goals, score_goals
from .rules import assessment_goals, award_goals, bar_goals, criterion_goals, rows_of
from .selecting import quota_goals
from .spots import Slot, spots
from .thresholds import threshold_goals

_SOME_DAY = dt.date(2000, 1, 1)


class _HasId(Protocol):
    @property
    def id(self) -> ast.Name: ...


_Rule = TypeVar("_Rule", bound=_HasId)


@dataclass(frozen=True, slots=True)
class Covered:
    """All goals of a rule set in its order; `by` are the cases that show each, `waived` why some cannot be."""

    goals: tuple[Goal, ...]
    by: Mapping[str, tuple[int, ...]]
    waived: Mapping[str, Waived]

    @property
    def possible(self) -> tuple[Goal, ...]:
        """Return the goals that count: neither impossible by a rule nor declared unreachable."""
        return tuple(g for g in self.goals if not g.impossible and g.id not in self.waived)

    @property
    def open(self) -> tuple[Goal, ...]:
        """Return the goals that no case shows."""
        return tuple(g for g in self.possible if not self.by.get(g.id))

    @property
    def reached(self) -> int:
        """Return how many goals are shown."""
        return len(self.possible) - len(self.open)

    @property
    def percent(self) -> int:
        """Return the share of goals that are shown, in whole percent, rounded down: 100 is all of them."""
        return 100 * self.reached // len(self.possible) if self.possible else 100


def measure(compiled: Compiled, file: CaseFile, only: Sequence[int] | None = None) -> Covered:
    """Return what the cases of a file (or only those of these numbers) show of a rule set."""
    columns = Columns(compiled.plan)
    goals = all_goals(compiled.rules)
    by: dict[str, list[int]] = {g.id: [] for g in goals}
    for case in file.cases:
        if only is None or case.number in only:
            for name in shown_by(compiled, columns, laid_out(file.frame, case.change, columns.keys)):
                by[name].append(case.number)
    ids = set(by)
    waived = {w.id: w for w in file.waived if w.id in ids}
    return Covered(goals, {k: tuple(v) for k, v in by.items()}, waived)


#: What the id of a declared answer of the analysis starts with; `analyze` holds these.
ANALYSIS = "analysis:"


def check_waived(covered: Covered, file: CaseFile, mutants: Sequence[str] = ()) -> tuple[Diagnostic, ...]:
    """Return what is wrong with what is declared unreachable: nothing has that id, or a case reaches it."""
    ids = [g.id for g in covered.goals if not g.impossible]
    found = []
    for waived in file.waived:
        if waived.id in mutants or waived.id.startswith(ANALYSIS):
            continue
        if waived.id not in ids:
            found.append(Diagnostic(case_codes.UNREACHABLE_UNKNOWN, waived.span, did_you_mean(waived.id, ids)))
        elif covered.by[waived.id]:
            number = covered.by[waived.id][0]
            args = {"text": waived.id, "case": f"ca {number}", "case_en": f"case {number}"}
            found.append(Diagnostic(case_codes.UNREACHABLE_REACHED, waived.span, args))
    return arranged(found)


def all_goals(rules: ast.RuleSetD) -> tuple[Goal, ...]:
    """Return every goal of a rule set, in written order, each once."""
    empty = Judge(World(rules, {}, {}, _SOME_DAY))
    goals = {g.id: g for g, _ in seen_in(empty)}.values()
    order = {rule: n for n, rule in enumerate(dict.fromkeys(g.place.rule for g in goals))}
    return tuple(sorted(goals, key=lambda g: order[g.place.rule]))


def shown_by(compiled: Compiled, columns: Columns, given: Given, only: Container[str] | None = None) -> set[str]:
    """Return the goals that the records of one case show; `only` those of some rules."""
    tables = plain_tables(columns, compiled.rules, given)
    world = World(compiled.rules, tables, parameters_of(columns, given.parameters), given.as_of)
    return {g.id for g, shown in seen_in(Judge(world), only) if shown}


def seen_in(judge: Judge, only: Container[str] | None = None) -> Iterator[Seen]:
    """Yield every goal of a rule set (or only of some rules, by id), and whether one world shows it."""
    rules = judge.world.rules if only is None else _some(judge.world.rules, only)
    for p in rules.parameters:
        yield from parameter_goals(judge, _place("parameters", p.id, p.ask, p.cite), p)
    for r in rules.registers:
        yield from register_goals(judge, _place("registers", r.id, r.label, None), r)
    for c in rules.criteria:
        yield from criterion_goals(judge, _place("criteria", c.id, c.label, c.cite), c)
    for section, bars in (("bars", rules.bars), ("suspensions", rules.suspensions)):
        for b in bars:
            yield from bar_goals(judge, _place(section, b.id, b.label, b.cite), b, section.removesuffix("s"))
    for s in rules.scores:
        yield from score_goals(judge, _place("scores", s.id, s.label, s.cite), s)
    for k in rules.classifications:
        yield from grade_goals(judge, _place("classifications", k.id, k.label, k.cite), k)
    for x in rules.assessments:
        yield from assessment_goals(judge, _place("assessments", x.id, x.label, x.cite), x)
    for a in rules.awards:
        place = _place("awards", a.id, a.label, a.cite)
        for entitled in a.to:
            yield from award_goals(judge, place, a, entitled)
        for q in a.quotas:
            yield from quota_goals(judge, Place("awards", a.id.value, a.label, q.span, q.cite), a, q)
    for slot in slots(judge, rules):
        for spot in spots(slot, judge.reader):
            yield from leaf_goals(spot, judge.reader)
            yield from threshold_goals(spot, judge.reader)
            yield from number_goals(spot, judge.reader)


def _place(section: str, name: ast.Name, label: str, cite: ast.CiteD | None) -> Place:
    return Place(section, name.value, label, name.span, cite)


def _some(rules: ast.RuleSetD, only: Container[str]) -> ast.RuleSetD:
    """Return a rule set with some of its rules; what they rest on is found in the world all the same."""

    def kept(named: tuple[_Rule, ...]) -> tuple[_Rule, ...]:
        return tuple(n for n in named if n.id.value in only)

    return replace(
        rules, parameters=kept(rules.parameters), registers=kept(rules.registers), measures=kept(rules.measures),
        criteria=kept(rules.criteria), bars=kept(rules.bars), suspensions=kept(rules.suspensions),
        awards=kept(rules.awards), assessments=kept(rules.assessments), scores=kept(rules.scores),
        classifications=kept(rules.classifications),
    )  # fmt: skip


def slots(judge: Judge, rules: ast.RuleSetD) -> Iterator[Slot]:
    """Yield every expression of the rules, with the rows at which it is read."""
    reader = judge.reader
    for m in rules.measures:
        kind = m.kind.value
        yield Slot(
            _place("measures", m.id, m.label, m.cite), "value", m.value, kind, rows_of(judge, kind), condition=False
        )
    for c in rules.criteria:
        place, kind = _place("criteria", c.id, c.label, c.cite), c.kind.value
        rows = rows_of(judge, kind)
        if c.applies is not None:
            yield Slot(place, "applies", c.applies, kind, rows, condition=True, own=True)
            rows = [r for r in rows if reader.verdict(c.applies, r) != NOT_MET]
        yield Slot(place, "met", c.met, kind, rows, condition=True, own=True)
        for number, e in enumerate(c.exceptions, 1):
            at = Place("criteria", c.id.value, c.label, e.when.span, e.cite)
            yield Slot(at, f"except {number}", e.when, kind, rows, condition=True)
    for section, bars in (("bars", rules.bars), ("suspensions", rules.suspensions)):
        for b in bars:
            kind = b.kind.value
            yield Slot(
                _place(section, b.id, b.label, b.cite),
                "when",
                b.when,
                kind,
                rows_of(judge, kind),
                condition=True,
                own=True,
            )
            for number, e in enumerate(b.exceptions, 1):
                at = Place(section, b.id.value, b.label, e.when.span, e.cite)
                yield Slot(at, f"except {number}", e.when, kind, rows_of(judge, kind), condition=True)
    yield from _score_slots(judge, rules)
    for x in rules.assessments:
        if x.applies is not None:
            kind = x.kind.value
            place = _place("assessments", x.id, x.label, x.cite)
            yield Slot(place, "applies", x.applies, kind, rows_of(judge, kind), condition=True, own=True)
    for a in rules.awards:
        place = _place("awards", a.id, a.label, a.cite)
        for entitled in a.to:
            if entitled.applies is not None:
                kind = entitled.kind.value
                yield Slot(
                    place, f"{kind} applies", entitled.applies, kind, rows_of(judge, kind), condition=True, own=True
                )
        for q in a.quotas:
            yield from _quota_slots(judge, a, q)


def _score_slots(judge: Judge, rules: ast.RuleSetD) -> Iterator[Slot]:
    reader = judge.reader
    for s in rules.scores:
        place, kind = _place("scores", s.id, s.label, s.cite), s.kind.value
        rows = rows_of(judge, kind)
        for name, expr, against in (("applies", s.applies, 0), ("lost", s.lost, 2), ("evidence", s.evidence, 0)):
            if expr is not None:
                yield Slot(place, name, expr, kind, rows, condition=True)
                rows = [r for r in rows if reader.verdict(expr, r) != against]
        match s.form:
            case ast.PointsD(value) | ast.ProportionalD(value) | ast.BandsD(value):
                yield Slot(place, "points", value, kind, rows, condition=False)
            case _:
                pass
    for k in rules.classifications:
        place, kind = _place("classifications", k.id, k.label, k.cite), k.kind.value
        rows = rows_of(judge, kind)
        if k.applies is not None:
            yield Slot(place, "applies", k.applies, kind, rows, condition=True)
        left = rows
        for g in k.grades:
            if g.when is not None:
                at = Place("classifications", k.id.value, k.label, g.id.span, g.cite)
                yield Slot(at, f"grade {g.id.value}", g.when, kind, left, condition=True)
                left = [r for r in left if reader.verdict(g.when, r) != 2]
        for number, d in enumerate(k.down, 1):
            at = Place("classifications", k.id.value, d.label, d.when.span, d.cite)
            yield Slot(at, f"down {number}", d.when, kind, rows, condition=True)
        for number, c in enumerate(k.ceilings, 1):
            at = Place("classifications", k.id.value, c.label, c.when.span, c.cite)
            yield Slot(at, f"ceiling {number}", c.when, kind, rows, condition=True)


def _quota_slots(judge: Judge, award: ast.AwardD, quota: ast.QuotaD) -> Iterator[Slot]:
    kind = quota.kind.value
    place = Place("awards", award.id.value, award.label, quota.span, quota.cite)
    rows = rows_of(judge, kind)
    for number, ranked in enumerate(quota.ranking, 1):
        yield Slot(place, f"{kind} rank {number}", ranked.value, kind, rows, condition=False)
    if quota.counting is not None:
        yield Slot(place, f"{kind} counting", quota.counting, kind, rows, condition=True)
    if quota.inside is not None:
        yield Slot(place, f"{kind} at most", quota.inside.where, kind, rows, condition=True)
