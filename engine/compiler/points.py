"""Points and classifications as written to the numbers they come to (docs/semantics.md, 8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from .. import plan
from ..diagnostics import Diagnostic, rule_codes
from ..ranges import bounds, rescaled
from ..source import Located
from ..syntax import ast
from ..values import Choice, decimals_of, scaled
from . import forms
from .literals import citation
from .numbers import DATE, GRADE, LITERAL, NUMBER, PERCENT, Typed, is_ratio
from .scope import known

if TYPE_CHECKING:
    from .typecheck import Checker

_ZERO = plan.Constant(0)
#: Tables nested deeper than this could not be followed by recursion.
MAX_NESTING = 40


def constant(value: Decimal) -> plan.Constant:
    """Return a written number as a constant."""
    places = decimals_of(value)
    return plan.Constant(scaled(value, places) or 0, places)


def number_of(check: Checker, written: ast.ScoreD | ast.ClassificationD) -> plan.Named | None:
    """Return the number of a score or classification, worked out and reported on once."""
    name = written.id.value
    if name not in check.named:
        if len(check.inside) > MAX_NESTING:
            check.note(rule_codes.EXPRESSION_TOO_LARGE, written.id.span)
            return None
        check.named[name] = None
        inner = replace(check, inside=(*check.inside, name))
        if isinstance(written, ast.ScoreD):
            inner.scores[name] = score(inner, written)
            check.named[name] = inner.scores[name].number
        else:
            inner.classifications[name] = classification(inner, written)
            check.named[name] = inner.classifications[name].number
    return check.named[name]


def named(check: Checker, name: str, ref: ast.Ref) -> tuple[plan.Num, str]:
    """Return a score or classification by its name; its own findings are made where it is defined, once."""
    kind, _, short = name.partition(".")
    written = check.scope.scored[kind, short]
    graded = isinstance(written, ast.ClassificationD)
    if name in check.inside:
        circle = (*check.inside[check.inside.index(name) :], name)
        check.note(rule_codes.MEASURE_CIRCLE, ref.span, text=" → ".join(circle))
        return _ZERO, LITERAL
    found = number_of(check, written)
    return (found or _ZERO), (GRADE if graded and found else NUMBER if found else LITERAL)


def score(check: Checker, written: ast.ScoreD) -> plan.Score:
    """Return one item of a points table."""
    at = written.kind.value
    form, number = _form(check, written, at)
    zero = Typed(_ZERO, LITERAL)
    floor = constant(written.floor) if written.floor is not None else None
    most = constant(written.max) if written.max is not None else None
    evidence = check.condition(written.evidence, at) if written.evidence is not None else None
    lost = check.condition(written.lost, at) if written.lost is not None else None
    applies = check.condition(written.applies, at) if written.applies is not None else None
    if evidence is not None:
        number = _if(evidence, number, zero)
    if lost is not None:
        number = _if(lost, Typed(floor or _ZERO, NUMBER), number)
    if written.rounding is not None:
        number = forms.round_to(check, number, plan.Constant(1), written.rounding, written.span)
    if floor is not None:
        number = _extreme(plan.Fold.MAX, [number, Typed(floor, NUMBER)])
    if most is not None:
        number = _extreme(plan.Fold.MIN, [number, Typed(most, NUMBER)])
    if applies is not None:
        instead = most if written.otherwise == "full" and most is not None else _ZERO
        number = _if(applies, number, Typed(instead, NUMBER))
    number = check.checked(number, written.span)
    low, high = bounds(number.num)
    name = written.id.value
    return plan.Score(
        name, at, written.label, form, most, floor, written.capped, applies, written.otherwise, evidence, lost,
        plan.Named(name, number.num.decimals, low, high, number.num),
        citation(written.cite), tuple(r.value for r in written.readings),
    )  # fmt: skip


def _if(test: plan.Cond, then: Typed, other: Typed) -> Typed:
    return Typed(plan.If(test, then.num, other.num, max(then.num.decimals, other.num.decimals)), NUMBER)


def _extreme(fold: plan.Fold, items: list[Typed]) -> Typed:
    decimals = max(i.num.decimals for i in items)
    return Typed(plan.Extreme(fold, tuple(i.num for i in items), decimals), NUMBER)


def _points(check: Checker, expr: ast.Expr, at: str) -> Typed:
    """Return points: a number, or a percentage counted as one."""
    found = check.plain(expr, at)
    if found.kind in {DATE, GRADE}:
        check.note(rule_codes.WANTS_NUMBER, expr.span, text="một ngày hay mức xếp loại", text_en="a day or a grade")
        return Typed(_ZERO, NUMBER)
    return Typed(found.num, NUMBER)


def _form(check: Checker, written: ast.ScoreD, at: str) -> tuple[plan.Form, Typed]:
    match written.form:
        case ast.PointsD(value):
            found = _points(check, value, at)
            return plan.Points(found.num), found
        case ast.ProportionalD(of):
            return _proportional(check, written, of, at)
        case ast.BandsD(of, steps):
            return _bands(check, of, steps, at)
        case ast.ConvertD(of, points):
            return _convert(check, of, points, at)
        case ast.SumD(items, rescale):
            numbers = _items(check, items, at)
            total = _added(numbers)
            names = tuple(n for n, _, _ in numbers)
            if rescale is None:
                return plan.Together(names), total
            return _rescaled(check, written, numbers, total, rescale)
        case ast.BestD(items):
            numbers = _items(check, items, at)
            if not numbers:
                return plan.Best(()), Typed(_ZERO, NUMBER)
            return plan.Best(tuple(n for n, _, _ in numbers)), _extreme(plan.Fold.MAX, [t for _, _, t in numbers])
        case _:
            assert_never(written.form)


def _proportional(check: Checker, written: ast.ScoreD, of: ast.Expr, at: str) -> tuple[plan.Form, Typed]:
    share = check.typed(of, at)
    most = constant(written.max or Decimal(0))
    part = plan.Constant(most.value, most.decimals + 2)
    if share.kind != PERCENT:
        check.found.append(Diagnostic(rule_codes.WANTS_PERCENT, of.span))
        return plan.Points(_ZERO), Typed(_ZERO, NUMBER)
    if is_ratio(share.num):
        if written.rounding is None:
            check.found.append(Diagnostic(rule_codes.MISSING_KEY, written.span, {"text": "round"}))
            return plan.Points(_ZERO), Typed(_ZERO, NUMBER)
        found = forms.round_to(check, share, part, written.rounding, of.span)
    else:
        product = plan.Multiply(part, share.num, part.decimals + share.num.decimals)
        found = check.checked(Typed(product, NUMBER), of.span)
    return plan.Points(found.num, share.num), Typed(found.num, NUMBER)


def _stepped(steps: list[plan.Step]) -> Typed:
    """Return the number of the first step whose test holds; none of them: any of their points."""
    decimals = max(s.points.decimals for s in steps)
    ends = [rescaled(bounds(s.points), decimals - s.points.decimals) for s in steps]
    low, high = min(e[0] for e in ends), max(e[1] for e in ends)
    node: plan.Num = plan.Anything(decimals, low, high, tuple(s.points for s in steps))
    for step in reversed(steps):
        node = step.points if step.test is None else plan.If(step.test, step.points, node, decimals)
    return Typed(node, NUMBER)


def _bands(check: Checker, of: ast.Expr, written: tuple[ast.BandD, ...], at: str) -> tuple[plan.Form, Typed]:
    measure = check.typed(of, at)
    if measure.kind == DATE:
        check.note(rule_codes.WANTS_NUMBER, of.span, text="một ngày", text_en="a day")
    steps = []
    for band in written:
        tests = []
        for bound, op, strict in ((band.low, ">=", band.above), (band.high, "<=", band.below)):
            if bound is not None:
                limit = check.plain(bound, at)
                sign = op.rstrip("=") if strict else op
                tests.append(check.compared(sign, measure, limit, bound.span))
        test = None if not tests else tests[0] if len(tests) == 1 else plan.And(tuple(tests))
        steps.append(plan.Step(test, _points(check, band.points, at).num))
    return plan.Steps(measure.num, tuple(steps)), _stepped(steps)


def _convert(
    check: Checker, of: ast.Ref, points: tuple[tuple[ast.Name, ast.Expr], ...], at: str
) -> tuple[plan.Form, Typed]:
    found = check.types.get((at, of.parts[-1])) or forms.answer(check, at, of.parts[-1])
    if len(of.parts) > 1 or found is None or not isinstance(found.type, Choice):
        args = {"text": ".".join(of.parts), "wanted": "lựa chọn", "wanted_en": "choice"}
        check.found.append(Diagnostic(rule_codes.WRONG_FIELD_TYPE, of.span, args))
        return plan.Points(_ZERO), Typed(_ZERO, NUMBER)
    keys = [o.key for o in found.type.options]
    steps, said = [], []
    for key, value in points:
        if known(key, keys, check.found, "lựa chọn", "option"):
            said.append(key.value)
            steps.append(plan.Step(plan.OneOf(of.parts[0], (keys.index(key.value),)), _points(check, value, at).num))
    for lacking in keys:
        if lacking not in said:
            check.note(rule_codes.CONVERT_INCOMPLETE, of.span, text=lacking)
    if not steps:
        return plan.Points(_ZERO), Typed(_ZERO, NUMBER)
    return plan.Steps(None, tuple(steps)), _stepped(steps)


_Item = tuple[str, ast.ScoreD, Typed]


def _items(check: Checker, names: tuple[ast.Name, ...], at: str) -> list[_Item]:
    """Return the scores that a score is made of: of the same kind, each once."""
    own = {f"{k}.{n}": s for (k, n), s in check.scope.scored.items() if k == at and isinstance(s, ast.ScoreD)}
    out: list[_Item] = []
    for name in names:
        if not known(name, own, check.found, "mục điểm", "score"):
            continue
        if name.value in {n for n, _, _ in out}:
            check.found.append(Diagnostic(rule_codes.DEFINED_TWICE, name.span, {"text": name.value}))
            continue
        short = name.value.partition(".")[2]
        number, _ = named(check, name.value, ast.Ref((short,), name.span))
        out.append((name.value, own[name.value], Typed(number, NUMBER)))
    return out


def _added(items: list[_Item]) -> Typed:
    if not items:
        return Typed(_ZERO, NUMBER)
    decimals = max(t.num.decimals for _, _, t in items)
    return Typed(plan.Add(tuple(t.num for _, _, t in items), decimals), NUMBER)


def _rescaled(
    check: Checker, written: ast.ScoreD, items: list[_Item], total: Typed, rescale: ast.RoundingD
) -> tuple[plan.Form, Typed]:
    """Return what applies, brought back to the whole maximum."""
    weights: list[plan.Num] = []
    for _, item, _ in items:
        if item.max is None:
            check.note(rule_codes.MISSING_KEY, item.id.span, text="max")
            continue
        whole = constant(item.max)
        if item.otherwise == "left-out" and item.applies is not None:
            quiet = replace(check, found=[])  # its findings are made where it is defined
            applies = quiet.condition(item.applies, item.kind.value)
            weights.append(plan.If(applies, whole, _ZERO, whole.decimals))
        else:
            weights.append(whole)
    names = tuple(n for n, _, _ in items)
    if written.max is None:
        check.note(rule_codes.MISSING_KEY, written.id.span, text="max")
    if written.max is None or not weights:
        return plan.Together(names), total
    most = constant(written.max)
    bottom = Typed(plan.Add(tuple(weights), max(w.decimals for w in weights)), NUMBER)
    top = Typed(plan.Multiply(total.num, most, total.num.decimals + most.decimals), NUMBER)
    divided = check.divided(check.checked(top, written.span), bottom, rescale.step, rescale.mode, written.span)
    return plan.Together(names, tuple(weights)), Typed(divided.num, NUMBER)


def classification(check: Checker, written: ast.ClassificationD) -> plan.Classification:
    """Return the grades with the conditions each asks for, and the place they come to."""
    at, count = written.kind.value, len(written.grades)
    grades = tuple(
        plan.Grade(
            g.id.value, g.label, count - i, check.condition(g.when, at) if g.when is not None else None,
            citation(g.cite) if g.cite else None, tuple(r.value for r in g.readings),
        )
        for i, g in enumerate(written.grades)
    )  # fmt: skip
    _distinct(check, written)
    base: plan.Num = _ZERO
    for grade in reversed(grades):
        place = plan.Constant(grade.place)
        base = place if grade.when is None else plan.If(grade.when, place, base, 0)
    down = tuple(
        plan.StepDown(check.condition(d.when, at), d.by, d.label, citation(d.cite), tuple(r.value for r in d.readings))
        for d in written.down
    )
    ceilings = tuple(_ceiling(check, written, c) for c in written.ceilings)
    number = base
    if down:
        steps = tuple(plan.If(d.when, plan.Constant(d.by), _ZERO, 0) for d in down)
        lower = plan.Add((base, *(plan.Negate(s, 0) for s in steps)), 0)
        lowest = plan.Extreme(plan.Fold.MIN, (base, plan.Constant(1)), 0)
        number = plan.Extreme(plan.Fold.MAX, (lowest, lower), 0)
    for c in ceilings:
        limit = plan.If(c.when, plan.Constant(c.place), plan.Constant(count), 0)
        number = plan.Extreme(plan.Fold.MIN, (number, limit), 0)
    applies = check.condition(written.applies, at) if written.applies is not None else None
    whole = number if applies is None else plan.If(applies, number, _ZERO, 0)
    name = written.id.value
    return plan.Classification(
        name, at, written.label, applies, grades, base, down, ceilings,
        plan.Named(name, 0, *bounds(whole), whole), number,
        citation(written.cite), tuple(r.value for r in written.readings),
    )  # fmt: skip


def _distinct(check: Checker, written: ast.ClassificationD) -> None:
    seen: set[str] = set()
    for grade in written.grades:
        if grade.id.value in seen or grade.id.value == "none":
            check.found.append(Diagnostic(rule_codes.DEFINED_TWICE, grade.id.span, {"text": grade.id.value}))
        seen.add(grade.id.value)


def _ceiling(check: Checker, written: ast.ClassificationD, ceiling: ast.CeilingD) -> plan.Ceiling:
    keys = [g.id.value for g in written.grades]
    place = 0
    if ceiling.grade.value != "none" and known(ceiling.grade, [*keys, "none"], check.found, "mức xếp loại", "grade"):
        place = len(keys) - keys.index(ceiling.grade.value)
    when = check.condition(ceiling.when, written.kind.value)
    readings = tuple(r.value for r in ceiling.readings)
    return plan.Ceiling(when, place, ceiling.label, citation(ceiling.cite), readings)


def everything(check: Checker, subject: Callable[[ast.Name], bool]) -> None:
    """Work out every score and classification, also those that nothing names; `subject`: its kind can be judged."""
    for written in check.scope.scored.values():
        if isinstance(written, ast.ScoreD):
            if known(written.kind, check.scope.registers, check.found, "danh sách", "register"):
                number_of(check, written)
        elif subject(Located(written.kind.value, written.kind.span)):
            number_of(check, written)
