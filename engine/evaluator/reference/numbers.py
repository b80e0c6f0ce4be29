"""Numbers that take more than one line to read at a row (docs/semantics.md, 1.10, 1.11, 3 and 8)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ...syntax import ast
from . import interval
from .interval import MET, NOT_MET, UNDETERMINED, Folded, Interval, Item
from .ranges import ANY_RUN
from .world import Row, as_fraction

if TYPE_CHECKING:
    from .expressions import Reader


def first_given(reader: Reader, items: tuple[ast.Ref, ...], at: Row) -> Interval:
    """Return the first that has a value, with the ranges of those before it that may have one unread."""
    possible = []
    for item in items:
        given = reader.names.given(item, at)
        if given != NOT_MET:
            possible.append(reader.names.number(item, at))
        if given == MET:
            return interval.hull_of(possible)
    return interval.hull_of(reader.range(i, at[0]) for i in items)


def run(reader: Reader, expr: ast.RunX, at: Row) -> Interval:
    """Return how many values in a row, down from the last, some row holds."""
    last = reader.number(expr.last, at)
    if not last.exact:
        return ANY_RUN
    found, complete = reader.world.reach(at, expr.path)
    rows = [(f, reader.world.row(r).values.get(expr.field.value)) for r in found if (f := reader.filter(expr.where, r))]
    low = _run_length(last.low, {as_fraction(v) for f, v in rows if f == MET and v is not None})
    if not complete or any(v is None for _, v in rows):
        return Interval(Fraction(low), ANY_RUN.high)
    return Interval(Fraction(low), Fraction(_run_length(last.low, {as_fraction(v) for _, v in rows})))


def _run_length(last: Fraction, values: set[Fraction]) -> int:
    """Return how many of `last`, `last - 1`, ... are there before the first gap."""
    length = 0
    while last - length in values:
        length += 1
    return length


def peers(reader: Reader, expr: ast.PeersX, at: Row) -> Folded:
    """Return a number over the rows of the row's own register."""
    group = ast.Ref((expr.per.value,)) if expr.per else None
    mine = _group(reader, group, at)
    items = []
    for row in reader.world.all_seen(at[0]):
        theirs, f = _group(reader, group, row), MET
        if group is not None and None not in (mine, theirs) and mine != theirs:
            continue
        if group is not None and (mine is None or theirs is None):
            f = UNDETERMINED
        if f := min(f, reader.filter(expr.where, row)):
            items.append(Item(f, reader.number(expr.value, row)))
    bounds, complete = reader.range(expr.value, at[0]), reader.world.complete_for_all(at[0])
    folded = interval.fold_numbers(expr.fold, items, bounds, complete=complete)
    if group is not None and mine is None and expr.fold != "sum":
        return Folded(bounds, UNDETERMINED)
    return folded


def _group(reader: Reader, group: ast.Ref | None, row: Row) -> object:
    return reader.world.row(row).values.get(group.parts[0]) if group else None


@dataclass(frozen=True, slots=True)
class AtRow:
    """What the steps of a score see at one row."""

    reader: Reader
    at: Row

    def number(self, expr: ast.Expr) -> Interval:
        """Return a number at the row."""
        return self.reader.number(expr, self.at)

    def verdict(self, expr: ast.Expr) -> int:
        """Return a condition at the row."""
        return self.reader.verdict(expr, self.at)

    def holds(self, op: str, left: ast.Expr, right: ast.Expr) -> int:
        """Return a comparison at the row."""
        return self.reader.holds(op, left, right, self.at)

    def option(self, of: ast.Ref, option: str) -> int:
        """Return whether a choice is one option at the row."""
        return self.reader.names.option(of, (option,), self.at)

    def rounded(self, value: Interval, rule: ast.RoundingD) -> Interval:
        """Return both ends at whole steps."""
        return interval.rounded_ends(value, Fraction(rule.step), rule.mode)

    def quotient(self, left: Interval, right: Interval, rule: ast.RoundingD) -> Interval:
        """Return a division at whole steps."""
        return interval.quotient(left, right, Fraction(rule.step), rule.mode)

    def score(self, name: str) -> Interval:
        """Return another score of the row."""
        return self.reader.score(name, self.at)
