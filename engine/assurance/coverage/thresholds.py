"""Comparisons at, just below and just above their threshold; deadlines and periods at their ends.

"Just" is one step of the number compared: its last decimal place, one in a count, one day. A number that is worked out
in parts of no fixed size (a share, a mean, points, a product) has no step: there any distance counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...evaluator.reference.expressions import Reader
from ...evaluator.reference.interval import Interval
from ...syntax import ast
from ...syntax.format import format_expression
from .goal import Seen, states
from .possible import is_number
from .spots import Spot

_DAY = Fraction(1)


def threshold_goals(spot: Spot, reader: Reader) -> Iterator[Seen]:
    """Yield what is to be shown of a comparison, a deadline or a period."""
    match spot.expr:
        case ast.CompareX(_, left, right) if is_number(left, spot.register, reader):
            number, limit = (right, left) if _constant(left, spot.register, reader) else (left, right)
            yield from around(spot, reader, number, limit, spot.key, format_expression(spot.expr))
        case ast.MeetsX(item, deadline):
            last = reader.world.last_of_deadline(deadline.value)
            days = [(reader.number(item, r), last) for r in spot.rows]
            found = {"last-day": (_at(days, 0), ""), "day-after": (_at(days, _DAY), "")}
            yield from states(
                spot.slot.place, "deadline", spot.key, format_expression(spot.expr), spot.expr.span, found
            )
        case ast.WithinX(item, period):
            first, last = reader.world.period(period.value)
            begins = [(reader.number(item, r), first) for r in spot.rows]
            ends = [(reader.number(item, r), last) for r in spot.rows]
            found = {
                "day-before": (_at(begins, -_DAY), ""), "first-day": (_at(begins, 0), ""),
                "last-day": (_at(ends, 0), ""), "day-after": (_at(ends, _DAY), ""),
            }  # fmt: skip
            yield from states(spot.slot.place, "period", spot.key, format_expression(spot.expr), spot.expr.span, found)
        case _:
            return


def around(spot: Spot, reader: Reader, number: ast.Expr, limit: ast.Expr, key: str, text: str) -> Iterator[Seen]:
    """Yield that a number was at a limit, just below it, and just above it."""
    pairs = [(reader.number(number, r), reader.number(limit, r)) for r in spot.rows]
    fixed = _constant(limit, spot.register, reader)
    step = (step_of(number, spot.register, reader) or None) if fixed else None
    whole, ends = reader.range(number, spot.register), reader.range(limit, spot.register)
    small = step or Fraction(0)
    # a number that moves by steps may jump over the limit: `2 * count >= 5` is never at it
    on_step = step is None or not ends.exact or (ends.low / step).denominator == 1
    found = {
        "at": (_at(pairs, 0), "" if whole.low <= ends.high and ends.low <= whole.high and on_step else "range"),
        "below": (_near(pairs, step, -1), "" if _room(whole.low, ends.high, small) else "range"),
        "above": (_near(pairs, step, 1), "" if _room(ends.low, whole.high, small) else "range"),
    }
    yield from states(spot.slot.place, "threshold", key, text, spot.expr.span, found)


def _room(low: Fraction, high: Fraction, step: Fraction) -> bool:
    return high - low >= step if step else low < high


def _at(pairs: list[tuple[Interval, Interval]], distance: Fraction | int) -> bool:
    return any(n.exact and m.exact and n.low - m.low == distance for n, m in pairs)


def _near(pairs: list[tuple[Interval, Interval]], step: Fraction | None, sign: int) -> bool:
    """Tell whether a number lay just on one side; between two steps the nearest one on that side counts."""
    exact = [(n.low - m.low) * sign for n, m in pairs if n.exact and m.exact]
    return any(d > 0 if step is None else 0 < d <= step for d in exact)


def _constant(expr: ast.Expr, register: str, reader: Reader) -> bool:
    """Tell whether an expression is a number or day written in the rule or given for the plan."""
    match expr:
        case ast.NumberLit() | ast.DateLit() | ast.DatedX():
            return True
        case ast.Ref(parts):
            return parts == ("as_of",) or isinstance(reader.names.declared(expr, register), ast.ParameterD)
        case ast.ArithX(_, left, right):
            return _constant(left, register, reader) and _constant(right, register, reader)
        case ast.NegX(item):
            return _constant(item, register, reader)
        case _:
            return False


def step_of(expr: ast.Expr, register: str, reader: Reader) -> Fraction | None:
    """Return the smallest step of a number; None where it has none, 0 where it does not move."""
    match expr:
        case ast.NumberLit() | ast.DateLit() | ast.DatedX():
            return Fraction(0)
        case ast.Ref(parts):
            return Fraction(1) if parts == ("as_of",) else _declared_step(expr, register, reader)
        case ast.CountX() | ast.RunX():
            return Fraction(1)
        case ast.ArithX("+" | "-", left, right):
            return _least(step_of(left, register, reader), step_of(right, register, reader))
        case ast.ArithX(_, ast.NumberLit(value), item) | ast.ArithX(_, item, ast.NumberLit(value)):
            step = step_of(item, register, reader)
            return None if step is None else step * abs(Fraction(value))
        case ast.NegX(item):
            return step_of(item, register, reader)
        case ast.FirstX(items) | ast.ExtremeX(_, items):
            steps = [step_of(i, register, reader) for i in items]
            return None if None in steps else _least(*steps)
        case ast.TotalX("sum" | "min" | "max", value, path):
            return step_of(value, path[-1], reader)
        case _:
            return None


def _least(*steps: Fraction | None) -> Fraction | None:
    moving = [s for s in steps if s]
    return None if None in steps else min(moving, default=Fraction(0))


def _declared_step(expr: ast.Ref, register: str, reader: Reader) -> Fraction | None:
    found = reader.names.declared(expr, register)
    match found:
        case ast.MeasureD(value=value, kind=kind):
            return step_of(value, kind.value, reader)
        case ast.JudgementD(answer=ast.FieldD() as field) | (ast.FieldD() | ast.ParameterD() as field):
            return Fraction(1) if field.type.value in {"count", "date"} else Fraction(1, 10 ** (field.decimals or 0))
        case _:
            return None
