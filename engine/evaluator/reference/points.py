"""Points and grades, step by step as they are said (docs/semantics.md, 8).

The same steps give the value at a row and the range where nothing is known; what they see is a `View`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, assert_never

from ...syntax import ast
from .interval import MET, NOT_MET, Interval, arithmetic, extreme, hull_of, pick, point
from .names import place_of

ZERO = point(0)


class View(Protocol):
    """What the steps of a score or classification are worked out from."""

    def number(self, expr: ast.Expr) -> Interval:
        """Return a number."""

    def verdict(self, expr: ast.Expr) -> int:
        """Return a condition."""

    def holds(self, op: str, left: ast.Expr, right: ast.Expr) -> int:
        """Return a comparison of two numbers."""

    def option(self, of: ast.Ref, option: str) -> int:
        """Return whether a choice is one option."""

    def rounded(self, value: Interval, rule: ast.RoundingD) -> Interval:
        """Return a number brought to whole steps."""

    def quotient(self, left: Interval, right: Interval, rule: ast.RoundingD) -> Interval:
        """Return a division brought to whole steps."""

    def score(self, name: str) -> Interval:
        """Return another score of the same row."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A classification at one row: whether it applies, and the least and greatest place (0 is no grade)."""

    applies: int
    low: int
    high: int


class Points:
    """The scores and classifications of a rule set, by name."""

    def __init__(self, rules: ast.RuleSetD) -> None:
        """Index the rules."""
        self.scores = {s.id.value: s for s in rules.scores}
        self.classifications = {c.id.value: c for c in rules.classifications}

    # --- scores ------------------------------------------------------------------------------------------------

    def value(self, name: str, view: View) -> Interval:
        """Return a score."""
        rule = self.scores[name]
        instead = point(Fraction(rule.max or 0)) if rule.otherwise == "full" else ZERO
        return pick(_applies(rule.applies, view), lambda: self._bounded(rule, view), lambda: instead)

    def _bounded(self, rule: ast.ScoreD, view: View) -> Interval:
        """Return the score of those it applies to: its form under evidence, loss, rounding, floor and maximum."""
        least = point(Fraction(rule.floor or 0))
        lost = NOT_MET if rule.lost is None else view.verdict(rule.lost)
        found = pick(lost, lambda: least, lambda: self._evidenced(rule, view))
        if rule.rounding is not None:
            found = view.rounded(found, rule.rounding)
        if rule.floor is not None:
            found = extreme("max", [found, least])
        return found if rule.max is None else extreme("min", [found, point(Fraction(rule.max))])

    def _evidenced(self, rule: ast.ScoreD, view: View) -> Interval:
        evidence = MET if rule.evidence is None else view.verdict(rule.evidence)
        return pick(evidence, lambda: self._form(rule, view), lambda: ZERO)

    def _form(self, rule: ast.ScoreD, view: View) -> Interval:
        match rule.form:
            case ast.PointsD(value):
                return view.number(value)
            case ast.ProportionalD(of):
                assert rule.max is not None
                return arithmetic("*", point(Fraction(rule.max) / 100), view.number(of))
            case ast.BandsD(of, steps):
                return _first([(_holds(of, s, view), s.points) for s in steps], view)
            case ast.ConvertD(of, points):
                return _first([(view.option(of, o.value), p) for o, p in points], view)
            case ast.SumD(items, rescale):
                total = _total([view.score(i.value) for i in items])
                return total if rescale is None else self._rescaled(rule, total, items, rescale, view)
            case ast.BestD(items):
                return extreme("max", [view.score(i.value) for i in items])
            case _:
                assert_never(rule.form)

    def _rescaled(
        self, rule: ast.ScoreD, total: Interval, items: tuple[ast.Name, ...], rescale: ast.RoundingD, view: View
    ) -> Interval:
        """Return `total` of what applies as a part of the whole maximum."""
        assert rule.max is not None
        most = _total([self._scored(self.scores[i.value], view) for i in items])
        return view.quotient(arithmetic("*", total, point(Fraction(rule.max))), most, rescale)

    def _scored(self, item: ast.ScoreD, view: View) -> Interval:
        """Return how much of an item's maximum could be had."""
        assert item.max is not None
        most = point(Fraction(item.max))
        applies = _applies(item.applies, view) if item.otherwise == "left-out" else MET
        return pick(applies, lambda: most, lambda: ZERO)

    # --- classifications ---------------------------------------------------------------------------------------

    def graded(self, name: str, view: View) -> Graded:
        """Return a classification as it is shown."""
        rule = self.classifications[name]
        found = self._place(rule, view)
        return Graded(_applies(rule.applies, view), int(found.low), int(found.high))

    def place(self, name: str, view: View) -> Interval:
        """Return a classification as a number: the place of the grade, 0 for none."""
        rule = self.classifications[name]
        return pick(_applies(rule.applies, view), lambda: self._place(rule, view), lambda: ZERO)

    def _place(self, rule: ast.ClassificationD, view: View) -> Interval:
        found = base = _first_grade(rule, view)
        if rule.down:
            steps = _total([_if(d.when, point(d.by), ZERO, view) for d in rule.down])
            # Nobody falls below the last grade, but who has none does not rise to it.
            found = extreme("max", [extreme("min", [base, point(1)]), arithmetic("-", base, steps)])
        for ceiling in rule.ceilings:
            top, best = point(place_of(rule, ceiling.grade.value)), point(len(rule.grades))
            found = extreme("min", [found, _if(ceiling.when, top, best, view)])
        return found


def _applies(expr: ast.Expr | None, view: View) -> int:
    return MET if expr is None else view.verdict(expr)


def _if(test: ast.Expr, then: Interval, other: Interval, view: View) -> Interval:
    return pick(view.verdict(test), lambda: then, lambda: other)


def _total(items: Sequence[Interval]) -> Interval:
    total = ZERO
    for item in items:
        total = arithmetic("+", total, item)
    return total


def _holds(of: ast.Expr, step: ast.BandD, view: View) -> int:
    """Return whether a band holds a measure; a band without bounds holds everything."""
    bounds = [(">" if step.above else ">=", step.low), ("<" if step.below else "<=", step.high)]
    return min((view.holds(op, of, bound) for op, bound in bounds if bound is not None), default=MET)


def _first(cases: Sequence[tuple[int, ast.Expr]], view: View) -> Interval:
    """Return the points of the first case that holds; where none does, anything between the points of all."""
    possible = []
    for holds, points in cases:
        if holds != NOT_MET:
            possible.append(view.number(points))
        if holds == MET:
            return hull_of(possible)
    return hull_of(view.number(points) for _, points in cases)


def _first_grade(rule: ast.ClassificationD, view: View) -> Interval:
    """Return the places that the conditions of the grades leave open."""
    possible = []
    for grade in rule.grades:
        holds = _applies(grade.when, view)
        if holds != NOT_MET:
            possible.append(point(place_of(rule, grade.id.value)))
        if holds == MET:
            return hull_of(possible)
    return hull_of([*possible, ZERO])
