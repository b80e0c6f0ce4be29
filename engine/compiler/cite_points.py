"""What points and classifications cite, with the literals they hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from ..syntax import ast
from .literals import Cited, Literal, literals, numeral


def rules_of(rules: ast.RuleSetD) -> Iterator[Cited]:
    """Yield every score, grade, step down and ceiling, in written order."""
    for s in rules.scores:
        yield Cited("score", s.id.value, s.label, s.cite, s.readings, tuple(_of_score(s)))
    for c in rules.classifications:
        inside = tuple(literals(c.applies)) if c.applies else ()
        own = [x for g in c.grades if g.when and not g.cite for x in literals(g.when)]
        yield Cited("classification", c.id.value, c.label, c.cite, c.readings, (*inside, *own))
        for g in c.grades:
            if g.cite:
                inside = tuple(literals(g.when)) if g.when else ()
                yield Cited("grade", f"{c.id.value}.{g.id.value}", g.label, g.cite, g.readings, inside)
        for d in c.down:
            yield Cited("step down", c.id.value, d.label, d.cite, d.readings, (*literals(d.when), *_by(d)))
        for x in c.ceilings:
            yield Cited("ceiling", c.id.value, x.label, x.cite, x.readings, tuple(literals(x.when)))


def _by(step: ast.StepDownD) -> Iterator[Literal]:
    yield numeral(Decimal(step.by), step.cite.clause.span)


def _of_score(score: ast.ScoreD) -> Iterator[Literal]:
    for bound in (score.max, score.floor):
        if bound is not None:
            yield numeral(bound, score.id.span)
    for expr in (score.applies, score.evidence, score.lost):
        if expr is not None:
            yield from literals(expr)
    if score.rounding is not None:
        yield numeral(score.rounding.step, score.id.span)
    yield from _of_form(score)


def _of_form(score: ast.ScoreD) -> Iterator[Literal]:
    match score.form:
        case ast.PointsD(value):
            yield from _earned(value)
        case ast.ProportionalD(of):
            yield from literals(of)
        case ast.BandsD(of, steps):
            yield from literals(of)
            for step in steps:
                yield from (x for e in (step.low, step.high) if e is not None for x in literals(e))
                yield from _earned(step.points)
        case ast.ConvertD(_, points):
            for _, value in points:
                yield from _earned(value)
        case ast.SumD(_, rescale):
            if rescale is not None:
                yield numeral(rescale.step, score.id.span)
        case ast.BestD():
            return
        case _:
            assert_never(score.form)


def _earned(expr: ast.Expr) -> Iterator[Literal]:
    """Yield the literals of points.

    0 needs no source where it is what is earned, or the least that a part of a formula can come to: where a plan
    gives no points, none are earned.
    """
    match expr:
        case ast.NumberLit(value) if value == 0:
            return
        case ast.IfX(test, then, other):
            yield from literals(test)
            yield from _earned(then)
            yield from _earned(other)
        case ast.ExtremeX(_, items):
            for item in items:
                yield from _earned(item)
        case ast.ArithX(_, left, right) if any(
            isinstance(e, ast.IfX | ast.ExtremeX | ast.ArithX) for e in (left, right)
        ):
            yield from _earned(left)
            yield from _earned(right)
        case _:
            yield from literals(expr)
