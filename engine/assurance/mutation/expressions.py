"""Faults in expressions: operators, thresholds, and and or, filters, quantifiers, branches, rounding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from ...evaluator.reference.expressions import Reader
from ...syntax import ast
from ...syntax.format import format_expression
from ..coverage.possible import is_number, options_of
from ..coverage.thresholds import step_of
from .model import Turn

_DAY = dt.timedelta(days=1)
#: The same bound without its end, or with it; and the opposite.
_EDGE: Mapping[str, str] = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
_OPPOSITE: Mapping[str, str] = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "=": "!=", "!=": "="}
_ROUNDINGS = ("down", "up", "half-up")
_Aggregate = ast.QuantX | ast.ShareX | ast.CountX | ast.TotalX | ast.PeersX | ast.RunX
#: What has no parts of its own that could be wrong: names only.
_WHOLE = (ast.InX, ast.GivenX, ast.MeetsX, ast.WithinX, ast.GradeX, ast.FirstX, ast.DatedX)
#: How parts are named in ids, as in the goals of coverage.
_WORDS = {"test": "if", "other": "else"} | {n: n for n in ("then", "where", "has", "value", "last")}


def turns(expr: ast.Expr, key: str, register: str, reader: Reader) -> Iterator[Turn]:
    """Yield every fault of an expression, wholes before parts."""
    yield from _own(expr, key, register, reader)
    compared = isinstance(expr, ast.CompareX)
    if isinstance(expr, _WHOLE) or (isinstance(expr, ast.CompareX) and not is_number(expr.left, register, reader)):
        return
    for name, path, child, below in _children(expr, register):
        if compared and isinstance(child, ast.NumberLit):
            continue  # its steps are those of what it is compared with
        for turn in turns(child, f"{key}.{path}", below, reader):
            yield replace(turn, expr=_rebuilt(expr, name, path, turn.expr))


def _children(expr: ast.Expr, register: str) -> Iterator[tuple[str, str, ast.Expr, str]]:
    """Yield the parts of an expression: the field, how it is named in ids, the part, its register."""
    below = register
    match expr:
        case ast.QuantX(_, path) | ast.CountX(path) | ast.ShareX(path) | ast.TotalX(_, _, path) | ast.RunX(_, _, path):
            below = path[-1]
        case ast.OwnerX(owner):
            below = owner.value
        case _:
            pass
    number = 0
    for name in expr.__dataclass_fields__:
        child = getattr(expr, name)
        items = child if isinstance(child, tuple) else (child,)
        for place, item in enumerate(items):
            if isinstance(item, ast.Expr):
                number += 1
                word = _WORDS.get(name, str(number))
                at = register if name in {"last", "test", "then", "other"} else below
                yield f"{name}/{place}" if isinstance(child, tuple) else name, word, item, at


def _rebuilt(expr: ast.Expr, name: str, _: str, part: ast.Expr) -> ast.Expr:
    field, slash, place = name.partition("/")
    if not slash:
        return replace(expr, **{field: part})  # type: ignore[arg-type]  # the field holds an expression
    items = list(getattr(expr, field))
    items[int(place)] = part
    return replace(expr, **{field: tuple(items)})  # type: ignore[arg-type]  # the field holds expressions


def _turn(expr: ast.Expr, key: str, code: str, sort: str, after: ast.Expr) -> Turn:
    return Turn(f"{key}:{code}", sort, format_expression(expr), format_expression(after), expr.span, after)


def _own(expr: ast.Expr, key: str, register: str, reader: Reader) -> Iterator[Turn]:
    match expr:
        case ast.CompareX(op, left, right):
            yield from _compared(expr, key, op, left, right, register, reader)
        case ast.AndX(items) | ast.OrX(items):
            other = ast.OrX if isinstance(expr, ast.AndX) else ast.AndX
            yield _turn(expr, key, "or" if other is ast.OrX else "and", "and-or", other(items, expr.span))
            for number, item in enumerate(items, 1):
                rest = items[: number - 1] + items[number:]
                less = rest[0] if len(rest) == 1 else replace(expr, items=rest)
                yield Turn(f"{key}.{number}:drop", "drop", format_expression(item), "", item.span, less)
        case ast.NotX(item):
            yield _turn(expr, key, "bare", "turn", item)
        case ast.Ref() if _is_flag(expr, register, reader):
            yield _turn(expr, key, "not", "turn", ast.NotX(expr, expr.span))
        case ast.InX(_, options):
            yield _turn(expr, key, "not", "turn", replace(expr, negated=not expr.negated))
            for option in options if len(options) > 1 else ():
                rest_options = tuple(o for o in options if o != option)
                yield _turn(expr, key, f"drop {option.value}", "turn", replace(expr, options=rest_options))
        case ast.GivenX():
            yield _turn(expr, key, "not", "turn", replace(expr, missing=not expr.missing))
        case ast.QuantX() | ast.ShareX() | ast.CountX() | ast.TotalX() | ast.PeersX() | ast.RunX():
            yield from _aggregate(expr, key)
        case ast.StandingX(state):
            word = "eligible" if state == "proposed" else "proposed"
            yield _turn(expr, key, word, "turn", replace(expr, state=word))
        case ast.IfX(_, then, other_):
            yield _turn(expr, key, "swap", "turn", replace(expr, then=other_, other=then))
        case ast.ExtremeX(fold):
            word = "max" if fold == "min" else "min"
            yield _turn(expr, key, word, "turn", replace(expr, fold=word))
        case ast.FirstX(items):
            yield _turn(expr, key, "last-first", "turn", replace(expr, items=items[::-1]))
        case ast.RoundX(rounding=mode) | ast.DivideX(rounding=mode):
            for word in _ROUNDINGS:
                if word != mode:
                    yield _turn(expr, key, word, "rounding", replace(expr, rounding=word))
        case ast.ArithX("+" | "-" as op):
            word = "-" if op == "+" else "+"
            yield _turn(expr, key, {"-": "minus", "+": "plus"}[word], "turn", replace(expr, op=word))
        case ast.GradeX(item, grade):
            grades = _grades(item, register, reader)
            at = grades.index(grade.value)
            for near in grades[max(0, at - 1) : at] + grades[at + 1 : at + 2]:
                yield _turn(expr, key, near, "step", replace(expr, grade=replace(grade, value=near)))
        case ast.NumberLit():
            yield from _steps(expr, key, None)
        case ast.DateLit(value):
            for code, days in (("later", _DAY), ("earlier", -_DAY)):
                yield _turn(expr, key, code, "day", replace(expr, value=value + days))
        case _:
            return


def _aggregate(expr: _Aggregate, key: str) -> Iterator[Turn]:
    match expr:
        case ast.QuantX(kind):
            for word in {"some": ("no", "every"), "no": ("some",), "every": ("some",)}[kind]:
                if word != "every" or expr.has is not None:
                    yield _turn(expr, key, word, "turn", replace(expr, kind=word))
        case ast.TotalX(fold) | ast.PeersX(fold):
            word = {"sum": "max", "max": "min", "min": "max", "mean": "max"}[fold]
            yield _turn(expr, key, word, "turn", replace(expr, fold=word))
            if isinstance(expr, ast.PeersX) and expr.per is not None:
                yield _turn(expr, key, "per", "turn", replace(expr, per=None))
        case _:
            pass
    yield from _filters(expr, key)


def _is_flag(expr: ast.Ref, register: str, reader: Reader) -> bool:
    if expr.parts == ("as_of",):
        return False
    found = reader.names.declared(expr, register)
    if isinstance(found, ast.JudgementD):
        return found.answer is None
    return isinstance(found, ast.FieldD) and found.type.value == "yes-no"


def _grades(item: ast.Ref, register: str, reader: Reader) -> list[str]:
    found = reader.names.classification(item, register)
    return [g.id.value for g in found.grades] if found is not None else []


def _filters(expr: _Aggregate, key: str) -> Iterator[Turn]:
    """Yield an aggregate without its filter, and a quantifier without what it asks of the rows."""
    if expr.where is not None:
        less = replace(expr, where=None)
        yield Turn(f"{key}.where:drop", "drop-where", format_expression(expr.where), "", expr.where.span, less)
    if isinstance(expr, ast.QuantX) and expr.has is not None and expr.kind != "every":
        bare = replace(expr, has=None)
        yield Turn(f"{key}.has:drop", "drop", format_expression(expr.has), "", expr.has.span, bare)


def _compared(
    expr: ast.CompareX, key: str, op: str, left: ast.Expr, right: ast.Expr, register: str, reader: Reader
) -> Iterator[Turn]:
    if not is_number(left, register, reader):
        yield _turn(expr, key, "not", "operator", replace(expr, op=_OPPOSITE[op]))
        if isinstance(left, ast.Ref) and isinstance(right, ast.Ref):
            others = sorted(options_of(left, register, reader) - {right.parts[0], "none"})
            for other in others[:1]:
                yield _turn(expr, key, other, "turn", replace(expr, right=ast.Ref((other,), right.span)))
        return
    for code, turned in (("edge", _EDGE.get(op)), ("not", _OPPOSITE[op])):
        if turned is not None:
            yield _turn(expr, key, code, "operator", replace(expr, op=turned))
    for side, literal, number in (("left", left, right), ("right", right, left)):
        if isinstance(literal, ast.NumberLit):
            step = step_of(number, register, reader)
            small = Decimal(step.numerator) / Decimal(step.denominator) if step else None
            for turn in _steps(literal, f"{key}.{1 if side == 'left' else 2}", small):
                changed = replace(expr, **{side: turn.expr})  # type: ignore[arg-type]  # one of its two sides
                yield replace(turn, before=format_expression(expr), after=format_expression(changed), expr=changed)


def _steps(literal: ast.NumberLit, key: str, step: Decimal | None) -> Iterator[Turn]:
    """Yield a number one step more and less: the step of what it is compared with, else its own last place."""
    exponent = literal.value.as_tuple().exponent
    small = step if step is not None else Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    for code, value in (("more", literal.value + small), ("less", literal.value - small)):
        yield _turn(literal, key, code, "step", replace(literal, value=value))
