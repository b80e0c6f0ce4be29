"""Conditions and numbers of the written tree, read at one row (docs/semantics.md, 1 and 3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from ...syntax import ast
from ...values import days
from . import interval
from .interval import MET, NOT_MET, UNDETERMINED, UNKNOWN_ROWS, Folded, Interval, Item, pick, point
from .names import AS_OF, WORKED_OUT, Names, place_of
from .numbers import AtRow, first_given, peers, run
from .points import Graded, Points
from .ranges import Ranges
from .world import Row, World

#: Whether a subject is eligible or proposed for an award: (state, award, subject).
Standing = Callable[[str, str, Row], int]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What a condition over an aggregate may come to: verdicts over the outcomes with rows, and whether none may be."""

    verdicts: frozenset[int]
    none: int

    def settled(self, if_none: int) -> int:
        """Return the one possible verdict, else undetermined; `if_none` stands for the outcome without rows."""
        possible = self.verdicts | {if_none} if self.none else self.verdicts
        return next(iter(possible)) if len(possible) == 1 else UNDETERMINED


def outcomes_of(verdict: int, none: int) -> Outcomes:
    """Return the outcomes behind a verdict over the outcomes with rows."""
    if none == MET:
        return Outcomes(frozenset(), none)
    return Outcomes(frozenset({NOT_MET, MET} if verdict == UNDETERMINED else {verdict}), none)


class Reader:
    """Reads expressions, each at each row once."""

    def __init__(self, world: World, standing: Standing) -> None:
        """Keep the records, and whom to ask about decisions."""
        self.world, self.names, self._standing = world, Names(world), standing
        self.points = Points(world.rules)
        self._ranges = Ranges(self.names, self.points)
        self._verdicts: dict[tuple[int, Row], int] = {}
        self._numbers: dict[tuple[int, Row], Interval] = {}
        self._scores: dict[tuple[str, Row], Interval] = {}

    # --- conditions --------------------------------------------------------------------------------------------

    def verdict(self, expr: ast.Expr, at: Row) -> int:
        """Return a condition at a row: 0, 1 or 2."""
        key = (id(expr), at)
        if key not in self._verdicts:
            self._verdicts[key] = self._condition(expr, at)
        return self._verdicts[key]

    def _condition(self, expr: ast.Expr, at: Row) -> int:
        match expr:
            case ast.Ref():
                return self.names.flag(expr, at)
            case ast.NotX(item):
                return 2 - self.verdict(item, at)
            case ast.AndX(items):
                return self._least(items, at)
            case ast.OrX(items):
                return self._greatest(items, at)
            case ast.CompareX(op, ast.Ref() as left, ast.Ref() as right) if self.names.is_choice(left, at[0]):
                same = self.names.option(left, (right.parts[0],), at)
                return same if op == "=" else 2 - same
            case ast.CompareX(op, ast.Ref() as left, ast.Ref() as right) if rule := self.names.classification(
                left, at[0]
            ):
                return interval.compare(op, self.number(left, at), point(place_of(rule, right.parts[0])))
            case ast.InX(item, options, negated) if rule := self.names.classification(item, at[0]):
                places = [point(place_of(rule, o.value)) for o in options]
                same = max(interval.compare("=", self.number(item, at), p) for p in places)
                return 2 - same if negated else same
            case ast.GradeX(item, grade):
                rule = self.names.classification(item, at[0])
                assert rule is not None
                return interval.compare(">=", self.number(item, at), point(place_of(rule, grade.value)))
            case ast.InX(item, options, negated):
                same = self.names.option(item, tuple(o.value for o in options), at)
                return 2 - same if negated else same
            case ast.GivenX(item, missing):
                given = self.names.given(item, at)
                return 2 - given if missing else given
            case ast.MeetsX(item, deadline):
                return interval.compare("<=", self.number(item, at), self.world.last_of_deadline(deadline.value))
            case ast.WithinX(item, period):
                day, (first, last) = self.number(item, at), self.world.period(period.value)
                return min(interval.compare(">=", day, first), interval.compare("<=", day, last))
            case ast.QuantX(kind) if kind != "every":
                some = self._some(expr, at)
                return 2 - some if kind == "no" else some
            case ast.QuantX() | ast.CompareX():
                # An aggregate over no rows, without a rule that says what that means, is undetermined.
                return self.outcomes(expr, at).settled(UNDETERMINED)
            case ast.OwnerX(register, item):
                owner = self.world.owner(at, register.value)
                return self.verdict(item, owner) if owner else UNDETERMINED
            case ast.StandingX(state, award):
                return self._standing(state, award.value, at)
            case ast.IfX(test, then, other):
                return self._either(self.verdict(test, at), then, other, at)
            case (
                ast.NumberLit()
                | ast.DateLit()
                | ast.ArithX()
                | ast.NegX()
                | ast.DivideX()
                | ast.CountX()
                | ast.ShareX()
                | ast.TotalX()
                | ast.PeersX()
                | ast.RoundX()
                | ast.ExtremeX()
                | ast.FirstX()
                | ast.RunX()
                | ast.DatedX()
            ):
                raise TypeError(expr)
            case _:
                assert_never(expr)

    def _either(self, test: int, then: ast.Expr, other: ast.Expr, at: Row) -> int:
        """Return `if test then a else b` of conditions: where the test is open, what both agree on."""
        if test != UNDETERMINED:
            return self.verdict(then if test == MET else other, at)
        one = self.verdict(then, at)
        return one if one == self.verdict(other, at) else UNDETERMINED

    def _least(self, items: tuple[ast.Expr, ...], at: Row) -> int:
        least = MET
        for item in items:
            # A head's criterion may only be asked of heads: what is already settled is not read further.
            if least != NOT_MET:
                least = min(least, self.verdict(item, at))
        return least

    def _greatest(self, items: tuple[ast.Expr, ...], at: Row) -> int:
        greatest = NOT_MET
        for item in items:
            if greatest != MET:
                greatest = max(greatest, self.verdict(item, at))
        return greatest

    def _rows(
        self, path: tuple[str, ...], where: ast.Expr | None, has: ast.Expr | None, at: Row
    ) -> tuple[list[tuple[int, int]], bool]:
        """Return filter and verdict of every row at the end of a path, and whether the path is complete."""
        found, complete = self.world.reach(at, path)
        rows = [(f, r) for r in found if (f := self.filter(where, r)) != NOT_MET]
        return [(f, MET if has is None else self.verdict(has, r)) for f, r in rows], complete

    def filter(self, where: ast.Expr | None, row: Row) -> int:
        """Return whether a row passes a filter; without one every row does."""
        return MET if where is None else self.verdict(where, row)

    def _some(self, expr: ast.QuantX, at: Row) -> int:
        rows, complete = self._rows(expr.path, expr.where, expr.has, at)
        found = max((min(f, p) for f, p in rows), default=NOT_MET)
        return found if complete else max(found, UNDETERMINED)

    def outcomes(self, expr: ast.QuantX | ast.CompareX, at: Row) -> Outcomes:
        """Return what `every`, or a comparison, may come to, telling apart the outcomes without rows."""
        if isinstance(expr, ast.CompareX):
            return self._compared(expr.op, expr.left, expr.right, at)
        rows, complete = self._rows(expr.path, expr.where, expr.has, at)
        broken = any(f == MET and p == NOT_MET for f, p in rows)
        can_be_met = not broken and (not complete or any(p != NOT_MET for _, p in rows))
        can_fail = not complete or any(p != MET for _, p in rows)
        verdicts = [MET] * can_be_met + [NOT_MET] * can_fail
        return Outcomes(frozenset(verdicts), interval.emptiness([f for f, _ in rows], complete=complete))

    def _compared(self, op: str, one: ast.Expr, other: ast.Expr, at: Row) -> Outcomes:
        left, right = self._side(one, at), self._side(other, at)
        return outcomes_of(interval.compare(op, left.value, right.value), max(left.none, right.none))

    def holds(self, op: str, left: ast.Expr, right: ast.Expr, at: Row) -> int:
        """Return a comparison as a condition: over no rows it is undetermined."""
        return self._compared(op, left, right, at).settled(UNDETERMINED)

    # --- numbers -----------------------------------------------------------------------------------------------

    def number(self, expr: ast.Expr, at: Row) -> Interval:
        """Return a number at a row; where it may be over no rows, anything in its range."""
        key = (id(expr), at)
        if key not in self._numbers:
            side = self._side(expr, at)
            self._numbers[key] = side.value.hull(self.range(expr, at[0])) if side.none else side.value
        return self._numbers[key]

    def _side(self, expr: ast.Expr, at: Row) -> Folded:
        """Return a number with the mark of an aggregate that may be over no rows; a measure is its expression."""
        match expr:
            case ast.Ref(parts):
                named = None if parts == AS_OF else self.names.declared(expr, at[0])
                if isinstance(named, ast.MeasureD) and len(parts) == 1:
                    return self._side(named.value, at)
                return Folded(self._computed(expr, at), 0)
            case ast.ShareX(path, where, has):
                rows, complete = self._rows(path, where, has, at)
                return interval.fold_share(rows, complete=complete)
            case ast.TotalX(fold, value, path, where):
                found, complete = self.world.reach(at, path)
                items = [Item(f, self.number(value, r)) for r in found if (f := self.filter(where, r))]
                return interval.fold_numbers(fold, items, self.range(value, path[-1]), complete=complete)
            case ast.PeersX():
                return peers(self, expr, at)
            case _:
                return Folded(self._computed(expr, at), 0)

    def _computed(self, expr: ast.Expr, at: Row) -> Interval:
        match expr:
            case ast.NumberLit(value):
                return point(Fraction(value))
            case ast.DateLit(day):
                return point(days(day))
            case ast.Ref():
                return self._named(expr, at)
            case ast.ArithX(op, left, right):
                return interval.arithmetic(op, self.number(left, at), self.number(right, at))
            case ast.NegX(item):
                return interval.negated(self.number(item, at))
            case ast.DivideX(left, right, step, rounding):
                return interval.quotient(self.number(left, at), self.number(right, at), Fraction(step), rounding)
            case ast.CountX(path, where):
                rows, complete = self._rows(path, where, None, at)
                sure = sum(f == MET for f, _ in rows)
                return Interval(Fraction(sure), Fraction(len(rows) + (0 if complete else UNKNOWN_ROWS)))
            case ast.RoundX(item, step, rounding):
                return interval.rounded_ends(self.number(item, at), Fraction(step), rounding)
            case ast.IfX(test, then, other):
                return pick(self.verdict(test, at), lambda: self.number(then, at), lambda: self.number(other, at))
            case ast.ExtremeX(fold, items):
                return interval.extreme(fold, [self.number(i, at) for i in items])
            case ast.FirstX(items):
                return first_given(self, items, at)
            case ast.RunX():
                return run(self, expr, at)
            case ast.DatedX(item, day):
                return self.world.parameter_on(item.parts[0], self.number(day, at))
            case _:
                raise TypeError(expr)

    def _named(self, ref: ast.Ref, at: Row) -> Interval:
        """Return what a name stands for, also where that is worked out at an owner."""
        found = None if ref.parts == AS_OF else self.names.declared(ref, at[0])
        if not isinstance(found, WORKED_OUT):
            return self.names.number(ref, at)
        row = self.names.place(ref, at).row
        if row is None:
            return self.range(ref, at[0])
        match found:
            case ast.MeasureD():
                return self.number(found.value, row)
            case ast.ScoreD():
                return self.score(found.id.value, row)
            case _:
                return self.points.place(found.id.value, AtRow(self, row))

    def score(self, name: str, at: Row) -> Interval:
        """Return a score at a row of its register."""
        key = (name, at)
        if key not in self._scores:
            self._scores[key] = self.points.value(name, AtRow(self, at))
        return self._scores[key]

    def graded(self, name: str, at: Row) -> Graded:
        """Return a classification at a subject."""
        return self.points.graded(name, AtRow(self, at))

    def range(self, expr: ast.Expr, register: str) -> Interval:
        """Return what a number may be at a row of which nothing is known."""
        return self._ranges.range(expr, register)
