"""What an expression may be at a row of which nothing is known (docs/semantics.md, 1.7 and 1.14)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ...syntax import ast
from ...values import days
from . import interval
from .interval import ANY_QUOTIENT, UNDETERMINED, UNKNOWN_ROWS, Interval, point
from .names import Names
from .points import Points

#: More rows than any register holds, known and unknown.
ALL_ROWS = 2 * UNKNOWN_ROWS
#: No run is longer.
ANY_RUN = Interval(Fraction(0), Fraction(10**9))


class Ranges:
    """The ranges of a rule set's expressions."""

    def __init__(self, names: Names, points: Points) -> None:
        """Keep what names and scores mean."""
        self._names, self._points = names, points
        self._scores: dict[tuple[str, str], Interval] = {}

    def range(self, expr: ast.Expr, register: str) -> Interval:
        """Return what a number may be at any row of a register."""
        match expr:
            case ast.NumberLit(value):
                return point(Fraction(value))
            case ast.DateLit(day):
                return point(days(day))
            case ast.Ref():
                return self._named(expr, register)
            case ast.DatedX(item):
                return self._named(item, register)
            case ast.ArithX(op, left, right):
                return interval.arithmetic(op, self.range(left, register), self.range(right, register))
            case ast.NegX(item):
                return interval.negated(self.range(item, register))
            case ast.DivideX(left, right, step, _):
                return quotient_range(self.range(left, register), self.range(right, register), Fraction(step))
            case ast.RoundX(item, step, _):
                return rounded_range(self.range(item, register), Fraction(step))
            case ast.IfX(_, then, other):
                return self.range(then, register).hull(self.range(other, register))
            case ast.ExtremeX(fold, items):
                return interval.extreme(fold, [self.range(i, register) for i in items])
            case ast.FirstX(items):
                return interval.hull_of(self.range(i, register) for i in items)
            case ast.CountX():
                return Interval(Fraction(0), Fraction(ALL_ROWS))
            case ast.ShareX():
                return Interval(Fraction(0), interval.HUNDRED)
            case ast.TotalX(fold, value, path):
                return _fold_range(fold, self.range(value, path[-1]))
            case ast.PeersX(fold, value):
                return _fold_range(fold, self.range(value, register))
            case ast.RunX():
                return ANY_RUN
            case _:
                raise TypeError(expr)

    def _named(self, ref: ast.Ref, register: str) -> Interval:
        if ref.parts == ("as_of",):
            return self._names.range(ref, register)
        found, where = self._names.declared(ref, register), ref.parts[0] if len(ref.parts) > 1 else register
        match found:
            case ast.MeasureD():
                return self.range(found.value, where)
            case ast.ScoreD():
                return self.score(found.id.value, where)
            case ast.ClassificationD():
                return self._points.place(found.id.value, NothingKnown(self, where))
            case _:
                return self._names.range(ref, register)

    def score(self, name: str, register: str) -> Interval:
        """Return what a score may be at any row of its register."""
        key = (name, register)
        if key not in self._scores:
            self._scores[key] = self._points.value(name, NothingKnown(self, register))
        return self._scores[key]


@dataclass(frozen=True, slots=True)
class NothingKnown:
    """The view of a row of which nothing is known: every condition is open, every number in its range."""

    ranges: Ranges
    register: str

    def number(self, expr: ast.Expr) -> Interval:
        """Return the range of a number."""
        return self.ranges.range(expr, self.register)

    def verdict(self, _: ast.Expr) -> int:
        """Return what every condition is here."""
        return UNDETERMINED

    def holds(self, _op: str, _left: ast.Expr, _right: ast.Expr) -> int:
        """Return what every comparison is here."""
        return UNDETERMINED

    def option(self, _of: ast.Ref, _option: str) -> int:
        """Return what every choice is here."""
        return UNDETERMINED

    def rounded(self, value: Interval, rule: ast.RoundingD) -> Interval:
        """Return a range that no rounding leaves."""
        return rounded_range(value, Fraction(rule.step))

    def quotient(self, left: Interval, right: Interval, rule: ast.RoundingD) -> Interval:
        """Return a range that no rounding of the division leaves."""
        return quotient_range(left, right, Fraction(rule.step))

    def score(self, name: str) -> Interval:
        """Return the range of another score."""
        return self.ranges.score(name, self.register)


def _fold_range(fold: str, value: Interval) -> Interval:
    if fold != "sum":
        return value
    return Interval(ALL_ROWS * min(Fraction(0), value.low), ALL_ROWS * max(Fraction(0), value.high))


def rounded_range(value: Interval, step: Fraction) -> Interval:
    """Return a range that no rounding leaves: down to a step, and one step more."""
    least = interval.rounded_ends(value, step, "down")
    return Interval(least.low, least.high + step)


def quotient_range(left: Interval, right: Interval, step: Fraction) -> Interval:
    """Return the range of a division, whatever its rounding."""
    if right.low <= 0 <= right.high:
        return ANY_QUOTIENT
    least = interval.quotient(left, right, step, "down")
    return Interval(least.low, least.high + step)
