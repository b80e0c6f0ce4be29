"""Expression forms of points and grades to typed nodes: roundings, choices of numbers, dated values, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import plan
from ..diagnostics import Diagnostic, rule_codes
from ..ranges import bounds, rescaled
from ..source import Located
from ..syntax import ast
from ..syntax.format import plain
from ..syntax.shape import did_you_mean
from ..values import MANY, Number, decimals_of, scaled
from .fields import field_type
from .numbers import DATE, FIRST_DAY, GRADE, LAST_DAY, LIMIT, LITERAL, NUMBER, PERCENT, Typed, is_ratio
from .scope import known

if TYPE_CHECKING:
    from ..source import Span
    from .typecheck import Checker

#: The name of the day of the evaluation.
AS_OF = "as_of"
_ZERO = plan.Constant(0)
_NEVER: plan.Cond = plan.Or(())
_MODES = {r.value: r for r in plan.Rounding}


def choose(check: Checker, expr: ast.IfX, at: str) -> plan.Cond:
    """Return `if c then a else b` between conditions."""
    test, then, other = (check.condition(e, at) for e in (expr.test, expr.then, expr.other))
    return plan.Choose(test, then, other)


def choice(check: Checker, expr: ast.IfX, at: str) -> Typed:
    """Return `if c then a else b` between numbers."""
    test = check.condition(expr.test, at)
    then, other = check.plain(expr.then, at), check.plain(expr.other, at)
    kind = _common(check, (then, other), expr.span)
    decimals = max(then.num.decimals, other.num.decimals)
    return check.checked(Typed(plan.If(test, then.num, other.num, decimals), kind), expr.span)


def _common(check: Checker, items: tuple[Typed, ...], span: Span | None) -> str:
    """Return the kind of several numbers of which one is taken; days, percents and numbers do not mix."""
    first = next((i for i in items if i.kind != LITERAL), items[0])
    for item in items:
        if item.kind not in {first.kind, LITERAL} or (item.kind != first.kind and first.kind in {DATE, GRADE}):
            check.differ(first, item, span)
            break
    return first.kind


def extreme(check: Checker, expr: ast.ExtremeX, at: str) -> Typed:
    """Return the least or greatest of several numbers."""
    items = tuple(check.plain(i, at) for i in expr.items)
    decimals = max(i.num.decimals for i in items)
    found = plan.Extreme(plan.Fold(expr.fold), tuple(i.num for i in items), decimals)
    return check.checked(Typed(found, _common(check, items, expr.span)), expr.span)


def first(check: Checker, expr: ast.FirstX, at: str) -> Typed:
    """Return the first of several fields of the row that was filled in."""
    items = []
    for ref in expr.items:
        found = check.typed(ref, at)
        if isinstance(found.num, plan.Value):
            items.append(found)
        elif found.num != _ZERO:  # what is no number at all was told already
            check.note(rule_codes.FIRST_FIELDS, ref.span, text=".".join(ref.parts))
    if not items:
        return Typed(_ZERO, LITERAL)
    decimals = max(i.num.decimals for i in items)
    ends = [rescaled(bounds(i.num), decimals - i.num.decimals) for i in items]
    values = tuple(i.num for i in items if isinstance(i.num, plan.Value))
    node = plan.First(values, decimals, min(e[0] for e in ends), max(e[1] for e in ends))
    return check.checked(Typed(node, _common(check, tuple(items), expr.span)), expr.span)


def rounded(check: Checker, expr: ast.RoundX, at: str) -> Typed:
    """Return a number, a share or a mean, or a literal times one, at whole steps."""
    factor, inner = plan.Constant(1), expr.item
    if isinstance(inner, ast.ArithX) and inner.op == "*" and isinstance(inner.left, ast.NumberLit):
        ratio = check.typed(inner.right, at)
        if is_ratio(ratio.num):
            places = decimals_of(inner.left.value)
            factor = plan.Constant(scaled(inner.left.value, places) or 0, places)
            return round_to(check, ratio, factor, ast.RoundingD(expr.step, expr.rounding), expr.span)
    return round_to(check, check.typed(inner, at), factor, ast.RoundingD(expr.step, expr.rounding), expr.span)


def round_to(check: Checker, item: Typed, factor: plan.Constant, rounding: ast.RoundingD, span: Span | None) -> Typed:
    """Return `factor` times a number at whole steps; the range is one step wider at its high end."""
    if rounding.mode not in _MODES:
        check.found.append(Diagnostic(rule_codes.NOT_ONE_OF, span, did_you_mean(rounding.mode, list(_MODES))))
    places = decimals_of(rounding.step)
    unit = scaled(rounding.step, places) or 0
    if item.kind in {DATE, GRADE}:
        check.differ(item, Typed(_ZERO, NUMBER), span)
        return Typed(_ZERO, NUMBER)
    if unit <= 0:
        step = plain(rounding.step)
        check.note(rule_codes.STEP, span, text=step, wanted="phải lớn hơn 0", wanted_en="must be above 0")
        return Typed(_ZERO, item.kind)
    top, bottom = 10**places, unit * 10 ** (item.num.decimals + factor.decimals)
    ends = sorted(e * factor.value * top // bottom * unit for e in bounds(item.num))
    biggest = max(map(abs, bounds(item.num))) * abs(factor.value) * top * 4
    if is_ratio(item.num):
        biggest *= 2 * MANY
    if max(biggest, 4 * bottom) >= LIMIT:
        check.note(rule_codes.OVERFLOW, span, text=f"{biggest:.1e}")
        return Typed(_ZERO, item.kind)
    mode = _MODES.get(rounding.mode, plan.Rounding.DOWN)
    node = plan.Rounded(item.num, factor, places, unit, mode, ends[0], ends[1] + unit)
    return Typed(node, item.kind)


def run(check: Checker, expr: ast.RunX, at: str) -> Typed:
    """Return how many whole values in a row some owned row holds."""
    end = check.path(expr.path, expr.span, at)
    last = check.plain(expr.last, at)
    if end is None:
        return Typed(_ZERO, NUMBER)
    where = check.condition(expr.where, end) if expr.where is not None else None
    found = check.types.get((end, expr.field.value))
    if found is None:
        check.unknown(expr.field.value, end, expr.field.span)
        return Typed(_ZERO, NUMBER)
    if not isinstance(found.type, Number) or found.type.decimals or last.num.decimals or last.kind in {DATE, GRADE}:
        args = {"text": expr.field.value, "wanted": "số nguyên", "wanted_en": "whole number"}
        check.found.append(Diagnostic(rule_codes.WRONG_FIELD_TYPE, expr.field.span, args))
        return Typed(_ZERO, NUMBER)
    return Typed(plan.Run(expr.field.value, last.num, expr.path, where), NUMBER)


def parameter(check: Checker, name: str, ref: ast.DateLit | ast.Ref) -> tuple[plan.Num, str]:
    """Return a parameter; one with dated values has to be read on a day."""
    if check.scope.parameters[name].values:
        check.note(rule_codes.DATED_PARAMETER, ref.span, text=name)
        return _ZERO, LITERAL
    match check.parameters[name].type:
        case Number(kind, decimals, low, high):
            return plan.Given(name, decimals, low, high), PERCENT if kind == "percent" else NUMBER
        case _:
            low, high = FIRST_DAY, LAST_DAY
            written = check.scope.parameters[name].range
            if written is not None:
                low, high = int(written[0]), int(written[1])
            return plan.Given(name, 0, low, high), DATE


def dated(check: Checker, expr: ast.DatedX, at: str) -> Typed:
    """Return a parameter as it was on a day: a choice between its values by their first days."""
    name = Located(expr.item.parts[0], expr.item.span)
    names = [p.id.value for p in check.scope.parameters.values() if p.values]
    if not known(name, names, check.found, "thông số theo thời gian", "parameter with dated values"):
        return Typed(_ZERO, LITERAL)
    written, day = check.scope.parameters[name.value], check.typed(expr.day, at)
    if day.kind != DATE:
        check.note(rule_codes.WANTS_DAY, expr.day.span, text="một con số", text_en="a number")
        return Typed(_ZERO, LITERAL)
    values = sorted(written.values, key=lambda v: v.since.value)
    decimals = max(decimals_of(n) for n in (*(v.value for v in values), *(written.range or ())))
    numbers = [scaled(v.value, decimals) or 0 for v in values]
    constants = tuple(plan.Constant(n, decimals) for n in numbers)
    earlier = [*numbers, *(scaled(e, decimals) or 0 for e in written.range or ())]
    before = tuple(plan.Constant(n, decimals) for n in earlier)
    node: plan.Num = plan.Anything(decimals, min(earlier), max(earlier), before)
    for value, constant in zip(values, constants, strict=True):
        test = plan.Compare(plan.Op.GE, day.num, check.day(value.since))
        node = plan.If(test, constant, node, decimals)
    return Typed(node, PERCENT if written.type.value == "percent" else NUMBER)


def answer(check: Checker, register: str, name: str) -> plan.Field | None:
    """Return what the answer to a question is, as a field, where it is not yes or no."""
    asked = check.scope.judgements.get((register, name))
    if asked is None or asked.answer is None:
        return None
    return plan.Field(name, field_type(asked.answer, []), asked.label)


def classification(check: Checker, ref: ast.Ref, at: str) -> ast.ClassificationD | None:
    """Return the classification that a name means, read here or at an owner."""
    register = ref.parts[0] if len(ref.parts) > 1 else at
    found = check.scope.scored.get((register, ref.parts[-1]))
    return found if isinstance(found, ast.ClassificationD) else None


def is_grade(check: Checker, left: ast.Ref, right: ast.Ref, at: str) -> bool:
    """Tell whether `left = right` compares a classification with one of its grades."""
    found = classification(check, left, at)
    return found is not None and len(right.parts) == 1 and classification(check, right, at) is None


def graded(check: Checker, ref: ast.Ref, op: plan.Op, grade: ast.Name, at: str) -> plan.Cond:
    """Return whether a classification is, or is at least, a grade."""
    found = classification(check, ref, at)
    if found is None:
        names = [n for (r, n), s in check.scope.scored.items() if r == at and isinstance(s, ast.ClassificationD)]
        known(Located(".".join(ref.parts), ref.span), names, check.found, "kết quả xếp loại", "classification")
        return _NEVER
    keys = [g.id.value for g in found.grades]
    if not known(grade, keys, check.found, "mức xếp loại", "grade"):
        return _NEVER
    place = plan.Constant(len(keys) - keys.index(grade.value))
    return plan.Compare(op, check.number(ref, at), place)
