"""Conditions and numbers of the written tree, read at one row (docs/semantics.md, 1 and 3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from ...syntax import ast
from ...values import days
from . import interval
from .interval import ANY_QUOTIENT, MET, NOT_MET, UNDETERMINED, UNKNOWN_ROWS, Folded, Interval, Item, point
from .names import Names
from .world import Row, World

#: Whether a subject is eligible or proposed for an award: (state, award, subject).
Standing = Callable[[str, str, Row], int]
#: More rows than any register holds, known and unknown.
ALL_ROWS = 2 * UNKNOWN_ROWS


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
        self._verdicts: dict[tuple[int, Row], int] = {}
        self._numbers: dict[tuple[int, Row], Interval] = {}

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
            ):
                raise TypeError(expr)
            case _:
                assert_never(expr)

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
        rows = [(f, r) for r in found if (f := self._filter(where, r)) != NOT_MET]
        return [(f, MET if has is None else self.verdict(has, r)) for f, r in rows], complete

    def _filter(self, where: ast.Expr | None, row: Row) -> int:
        return MET if where is None else self.verdict(where, row)

    def _some(self, expr: ast.QuantX, at: Row) -> int:
        rows, complete = self._rows(expr.path, expr.where, expr.has, at)
        found = max((min(f, p) for f, p in rows), default=NOT_MET)
        return found if complete else max(found, UNDETERMINED)

    def outcomes(self, expr: ast.QuantX | ast.CompareX, at: Row) -> Outcomes:
        """Return what `every`, or a comparison, may come to, telling apart the outcomes without rows."""
        if isinstance(expr, ast.CompareX):
            left, right = self._side(expr.left, at), self._side(expr.right, at)
            return outcomes_of(interval.compare(expr.op, left.value, right.value), max(left.none, right.none))
        rows, complete = self._rows(expr.path, expr.where, expr.has, at)
        broken = any(f == MET and p == NOT_MET for f, p in rows)
        can_be_met = not broken and (not complete or any(p != NOT_MET for _, p in rows))
        can_fail = not complete or any(p != MET for _, p in rows)
        verdicts = [MET] * can_be_met + [NOT_MET] * can_fail
        return Outcomes(frozenset(verdicts), interval.emptiness([f for f, _ in rows], complete=complete))

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
                named = self.names.declared(expr, at[0])
                if isinstance(named, ast.MeasureD) and len(parts) == 1:
                    return self._side(named.value, at)
                return Folded(self._computed(expr, at), 0)
            case ast.ShareX(path, where, has):
                rows, complete = self._rows(path, where, has, at)
                return interval.fold_share(rows, complete=complete)
            case ast.TotalX(fold, value, path, where):
                found, complete = self.world.reach(at, path)
                items = [Item(f, self.number(value, r)) for r in found if (f := self._filter(where, r))]
                return interval.fold_numbers(fold, items, self.range(value, path[-1]), complete=complete)
            case ast.PeersX():
                return self._peers(expr, at)
            case _:
                return Folded(self._computed(expr, at), 0)

    def _computed(self, expr: ast.Expr, at: Row) -> Interval:
        match expr:
            case ast.NumberLit(value):
                return point(Fraction(value))
            case ast.DateLit(day):
                return point(days(day))
            case ast.Ref(parts):
                found = self.names.declared(expr, at[0])
                if not isinstance(found, ast.MeasureD):
                    return self.names.number(expr, at)
                owner = self.world.owner(at, parts[0])
                return self.number(found.value, owner) if owner else self.range(found.value, parts[0])
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
            case _:
                raise TypeError(expr)

    def _peers(self, expr: ast.PeersX, at: Row) -> Folded:
        group = ast.Ref((expr.per.value,)) if expr.per else None
        mine = self._group(group, at)
        items = []
        for row in self.world.all_seen(at[0]):
            theirs, f = self._group(group, row), MET
            if group is not None and None not in (mine, theirs) and mine != theirs:
                continue
            if group is not None and (mine is None or theirs is None):
                f = UNDETERMINED
            if f := min(f, self._filter(expr.where, row)):
                items.append(Item(f, self.number(expr.value, row)))
        bounds, complete = self.range(expr.value, at[0]), self.world.complete_for_all(at[0])
        folded = interval.fold_numbers(expr.fold, items, bounds, complete=complete)
        if group is not None and mine is None and expr.fold != "sum":
            return Folded(bounds, UNDETERMINED)
        return folded

    def _group(self, group: ast.Ref | None, row: Row) -> object:
        return self.world.row(row).values.get(group.parts[0]) if group else None

    # --- ranges ------------------------------------------------------------------------------------------------

    def range(self, expr: ast.Expr, register: str) -> Interval:
        """Return what a number may be at a row of which nothing is known."""
        match expr:
            case ast.NumberLit(value):
                return point(Fraction(value))
            case ast.DateLit(day):
                return point(days(day))
            case ast.Ref(parts):
                found = self.names.declared(expr, register)
                if isinstance(found, ast.MeasureD):
                    return self.range(found.value, parts[0] if len(parts) > 1 else register)
                return self.names.range(found)
            case ast.ArithX(op, left, right):
                return interval.arithmetic(op, self.range(left, register), self.range(right, register))
            case ast.NegX(item):
                return interval.negated(self.range(item, register))
            case ast.DivideX(left, right, step, _):
                return self._quotient_range(self.range(left, register), self.range(right, register), Fraction(step))
            case ast.CountX():
                return Interval(Fraction(0), Fraction(ALL_ROWS))
            case ast.ShareX():
                return Interval(Fraction(0), interval.HUNDRED)
            case ast.TotalX(fold, value, path):
                return self._fold_range(fold, self.range(value, path[-1]))
            case ast.PeersX(fold, value):
                return self._fold_range(fold, self.range(value, register))
            case _:
                raise TypeError(expr)

    @staticmethod
    def _fold_range(fold: str, value: Interval) -> Interval:
        if fold != "sum":
            return value
        return Interval(ALL_ROWS * min(Fraction(0), value.low), ALL_ROWS * max(Fraction(0), value.high))

    @staticmethod
    def _quotient_range(left: Interval, right: Interval, step: Fraction) -> Interval:
        """Return a range that no rounding leaves: down to a step, and one step more."""
        if right.low <= 0 <= right.high:
            return ANY_QUOTIENT
        least = interval.quotient(left, right, step, "down")
        return Interval(least.low, least.high + step)
