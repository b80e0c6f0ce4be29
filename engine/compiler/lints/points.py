"""Points tables: that items add up, that a maximum can be reached, that no band gives more than it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ... import plan
from ...diagnostics import Note
from ...ranges import bounds
from ...source import Span
from ...syntax import ast
from ..scope import Scope
from .bands import number_of
from .model import Finding
from .spans import shown


def adds_up(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the sums whose items' maxima do not come to the maximum; a common cap below the sum is meant so."""
    scores = {s.id.value: s for s in scope.rules.scores}
    for score in scores.values():
        if not isinstance(score.form, ast.SumD) or score.max is None:
            continue
        items = [scores[n.value] for n in score.form.items]
        maxima = [i.max for i in items if i.max is not None]
        if len(maxima) < len(items):
            continue  # an item without a maximum of its own is bounded by its formula alone
        total = sum(map(Fraction, maxima), Fraction(0))
        most = Fraction(score.max)
        if total != most and not (score.capped and total > most):
            parts = " + ".join(shown(Fraction(m)) for m in maxima)
            args = {"text": score.id.value, "max": shown(most), "sum": shown(total)}
            notes = (Note(f"{parts} = {shown(total)}", f"{parts} = {shown(total)}"),)
            yield Finding(score.id.value, score.id.span, args, notes)


def _top(num: plan.Num) -> Fraction:
    return Fraction(bounds(num)[1], 10**num.decimals)


def _greatest(score: plan.Score, ready: plan.Plan) -> Fraction | None:
    """Return the most that the form of a score gives before it is cut; None for sums, which `adds_up` looks at."""
    match score.form:
        case plan.Points(value):
            return _top(value)
        case plan.Steps(_, steps):
            return max(_top(s.points) for s in steps)
        case plan.Best(items):
            return max(_top(ready.scores[i].number) for i in items)
        case plan.Together():
            return None


def max_not_reached(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the maxima that no band and no value of a formula comes to."""
    for written in scope.rules.scores:
        if written.max is None:
            continue
        most, top = Fraction(written.max), _greatest(ready.scores[written.id.value], ready)
        if top is not None and top < most:
            args = {"text": written.id.value, "max": shown(most), "top": shown(top)}
            yield Finding(written.id.value, written.id.span, args)


def max_exceeded(_: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the points of a band or an answer that are more than the maximum; a formula's cap cuts what it means to."""
    for score in scope.rules.scores:
        for value, span in _given(score.form):
            number = number_of(value)
            if score.max is not None and number is not None and number > Fraction(score.max):
                args = {"text": score.id.value, "value": shown(number), "max": shown(Fraction(score.max))}
                yield Finding(score.id.value, span, args)


def _given(form: ast.FormD) -> Iterator[tuple[ast.Expr, Span | None]]:
    match form:
        case ast.BandsD(_, steps):
            yield from ((s.points, s.points.span) for s in steps)
        case ast.ConvertD(_, points):
            yield from ((value, value.span) for _, value in points)
        case _:
            return
