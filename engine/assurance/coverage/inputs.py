"""What rules rest on: completeness of registers, parameters, values by day, first given figures, least and greatest."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...evaluator.reference import Judge
from ...evaluator.reference.expressions import Reader
from ...evaluator.reference.interval import MET
from ...evaluator.reference.world import Row
from ...syntax import ast
from ...syntax.format import format_expression
from ...values import days
from .goal import Place, Seen, states
from .spots import Spot


def register_goals(judge: Judge, place: Place, rule: ast.RegisterD) -> Iterator[Seen]:
    """Yield that a register was complete for an owner, and read without being complete."""
    if rule.complete is None:
        return
    name, world = rule.id.value, judge.world
    table = world.tables.get(name)
    read = table is not None and table.read
    known = {world.complete(name, (o.value, r.index)) for o in rule.owners for r in world.rows(o.value)}
    found = {"complete": (True in known, ""), "incomplete": (read and False in known, "")}
    yield from states(place, "register", f"{name}:complete", place.label, rule.complete.span, found)


def parameter_goals(judge: Judge, place: Place, rule: ast.ParameterD) -> Iterator[Seen]:
    """Yield that a value left open by the plan was given, and was not."""
    if rule.values or judge.world.as_of is None:
        return
    given = rule.id.value in judge.world.parameters
    judged = any(True for kind in judge.world.kinds for _ in judge.world.all_seen(kind))
    found = {"given": (judged and given, ""), "missing": (judged and not given, "")}
    yield from states(place, "parameter", rule.id.value, place.label, place.span, found)


def number_goals(spot: Spot, reader: Reader) -> Iterator[Seen]:
    """Yield of numbers that are chosen among several that each of them counted."""
    place, text = spot.slot.place, format_expression(spot.expr)
    match spot.expr:
        case ast.FirstX(items):
            taken = {_first(reader, items, r) for r in spot.rows}
            found = {f"item-{n}": (n in taken, "") for n in range(1, len(items) + 1)}
            yield from states(place, "first", spot.key, text, spot.expr.span, found)
        case ast.ExtremeX(fold, items):
            wins = {_extreme(reader, fold, items, r) for r in spot.rows}
            found = {f"item-{n}": (n in wins, "") for n in range(1, len(items) + 1)}
            yield from states(place, "extreme", spot.key, text, spot.expr.span, found)
        case ast.DatedX(item, day):
            asked = next(p for p in reader.world.rules.parameters if p.id.value == item.parts[0])
            used = {_value_on(reader, asked, day, r) for r in spot.rows}
            begins = sorted(v.since.value for v in asked.values)
            dated = {since.isoformat(): (days(since) in used, "") for since in begins}
            yield from states(place, "dated", spot.key, text, spot.expr.span, dated)
        case _:
            return


def _first(reader: Reader, items: tuple[ast.Ref, ...], at: Row) -> int | None:
    codes = [reader.names.given(i, at) for i in items]
    for number, code in enumerate(codes, 1):
        if code:
            return number if code == MET else None
    return None


def _extreme(reader: Reader, fold: str, items: tuple[ast.Expr, ...], at: Row) -> int | None:
    """Return which item alone is the least or the greatest."""
    values = [reader.number(i, at) for i in items]
    if not all(v.exact for v in values):
        return None
    ends = [v.low if fold == "max" else -v.low for v in values]
    return ends.index(max(ends)) + 1 if ends.count(max(ends)) == 1 else None


def _value_on(reader: Reader, asked: ast.ParameterD, day: ast.Expr, at: Row) -> int | None:
    """Return from which day on the value holds that was used."""
    found = reader.number(day, at)
    begins = sorted(days(v.since.value) for v in asked.values)
    return max((b for b in begins if Fraction(b) <= found.low), default=None) if found.exact else None
