"""Writing an expression back: the one canonical text of an AST; parsing it gives the same AST."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from . import ast

#: How tightly a node binds: an operand that binds less than its place asks for is put in brackets.
_CHOICE, _OR, _AND, _NOT, _PREDICATE, _COMPARE, _SUM, _PRODUCT, _FACTOR, _ATOM = range(10)


def plain(value: Decimal) -> str:
    """Return a number without exponent."""
    return format(value, "f")


def format_expression(expr: ast.Expr) -> str:
    """Return the canonical text of an expression."""
    return _write(expr)[0]


def _at(expr: ast.Expr, least: int) -> str:
    text, level = _write(expr)
    return text if level >= least else f"({text})"


def _term(expr: ast.Expr) -> str:
    """Return what stands after `where` or `has` of a quantifier."""
    if isinstance(expr, ast.NotX):
        return f"not {_term(expr.item)}"
    return _write(expr)[0] if isinstance(expr, ast.OwnerX) else _at(expr, _COMPARE)


def _tight(expr: ast.Expr) -> str:
    """Return what stands after `where` or `has` of a number."""
    match expr:
        case ast.NotX(item):
            return f"not {_tight(item)}"
        case ast.Ref() | ast.GivenX() | ast.InX() | ast.MeetsX() | ast.WithinX() | ast.StandingX() | ast.GradeX():
            return _write(expr)[0]
        case _:
            return f"({_write(expr)[0]})"


def _where(expr: ast.Expr | None, *, tight: bool) -> str:
    return "" if expr is None else f" where {(_tight if tight else _term)(expr)}"


def _write(expr: ast.Expr) -> tuple[str, int]:
    match expr:
        case ast.NumberLit(value, percent):
            return plain(value) + ("%" if percent else ""), _ATOM
        case ast.DateLit(value):
            return value.isoformat(), _ATOM
        case ast.Ref(parts):
            return ".".join(parts), _ATOM
        case ast.NotX(item):
            return f"not {_at(item, _NOT)}", _NOT
        case ast.AndX(items):
            return " and ".join(_at(i, _NOT) for i in items), _AND
        case ast.OrX(items):
            return " or ".join(_at(i, _AND) for i in items), _OR
        case ast.CompareX(op, left, right):
            return f"{_at(left, _SUM)} {op} {_at(right, _SUM)}", _COMPARE
        case ast.InX(item, options, negated):
            names = ", ".join(o.value for o in options)
            return f"{'.'.join(item.parts)} {'not ' if negated else ''}in ({names})", _ATOM
        case ast.GivenX(item, missing):
            return f"{'.'.join(item.parts)} is {'missing' if missing else 'given'}", _ATOM
        case ast.MeetsX(item, deadline):
            return f"{'.'.join(item.parts)} meets {deadline.value}", _ATOM
        case ast.WithinX(item, period):
            return f"{'.'.join(item.parts)} within {period.value}", _ATOM
        case ast.QuantX(kind, path, where, has):
            end = "" if has is None else f" has {_term(has)}"
            return f"{kind} {'.'.join(path)}{_where(where, tight=False)}{end}", _PREDICATE
        case ast.OwnerX(register, item):
            return f"its {register.value} has {_term(item)}", _PREDICATE
        case ast.StandingX(state, award):
            return f"{state} for {award.value}", _ATOM
        case ast.ArithX("*", left, right):
            return f"{_at(left, _PRODUCT)} * {_at(right, _FACTOR)}", _PRODUCT
        case ast.ArithX(op, left, right):
            return f"{_at(left, _SUM)} {op} {_at(right, _PRODUCT)}", _SUM
        case ast.NegX(item):
            return f"-{_at(item, _FACTOR)}", _FACTOR
        case ast.DivideX(left, right, step, rounding):
            return f"round({_at(left, _SUM)} / {_at(right, _SUM)}, {plain(step)}, {rounding})", _ATOM
        case ast.CountX(path, where):
            return f"count of {'.'.join(path)}{_where(where, tight=True)}", _ATOM
        case ast.ShareX(path, where, has):
            return f"share of {'.'.join(path)}{_where(where, tight=True)} has {_tight(has)}", _ATOM
        case ast.TotalX(fold, value, path, where):
            return f"{fold} of {_at(value, _SUM)} over {'.'.join(path)}{_where(where, tight=True)}", _ATOM
        case ast.PeersX(fold, value, register, where, per):
            group = f" per {per.value}" if per else ""
            text = f"{fold} of {_at(value, _SUM)} among {register.value}{_where(where, tight=True)}{group}"
            return text, _ATOM
        case ast.RoundX(item, step, rounding):
            return f"round({_at(item, _SUM)}, {plain(step)}, {rounding})", _ATOM
        case ast.IfX(test, then, other):
            return f"if {_at(test, _OR)} then {_at(then, _OR)} else {_at(other, _CHOICE)}", _CHOICE
        case ast.ExtremeX(fold, items):
            return f"{fold}({', '.join(_at(i, _SUM) for i in items)})", _ATOM
        case ast.FirstX(items):
            return f"first given of ({', '.join('.'.join(i.parts) for i in items)})", _ATOM
        case ast.RunX(name, last, path, where):
            text = f"run of {name.value} to {_at(last, _SUM)} over {'.'.join(path)}{_where(where, tight=True)}"
            return text, _ATOM
        case ast.DatedX(item, day):
            return f"{'.'.join(item.parts)} on {_write(day)[0]}", _ATOM
        case ast.GradeX(item, grade):
            return f"{'.'.join(item.parts)} at least {grade.value}", _ATOM
        case _:
            assert_never(expr)
