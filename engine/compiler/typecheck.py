"""Expressions as written to typed conditions and numbers of the plan, in the context of one register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar, assert_never

from .. import plan
from ..diagnostics import Code, Diagnostic, rule_codes
from ..ranges import bounds
from ..source import Located, Span
from ..syntax import ast
from ..syntax.format import plain
from ..syntax.shape import did_you_mean
from ..values import Choice, Date, Number, Text, YesNo, days, decimals_of, scaled
from . import forms, points
from .numbers import (
    DATE,
    FIRST_DAY,
    LAST_DAY,
    LIMIT,
    LITERAL,
    NUMBER,
    PERCENT,
    SHOWN,
    WHOLE,
    Typed,
    compare_magnitude,
    is_ratio,
)
from .scope import Found, Scope, known

T = TypeVar("T")
_NEVER: plan.Cond = plan.Or(())
_ZERO: plan.Num = plan.Constant(0)
_OPS = {o.value: o for o in plan.Op}
#: How many measures may be written out for one name, and how deep the tree may become by it.
MAX_EXPANSIONS, MAX_WRITTEN_OUT = 300, 100


@dataclass(frozen=True, slots=True)
class Checker:
    """Typechecks expressions; `types` gives the type of every field, `found` collects what is wrong."""

    scope: Scope
    types: dict[tuple[str, str], plan.Field]
    parameters: dict[str, plan.Parameter]
    found: Found
    named: dict[str, plan.Named | None] = field(default_factory=dict)
    scores: dict[str, plan.Score] = field(default_factory=dict)
    classifications: dict[str, plan.Classification] = field(default_factory=dict)
    inside: tuple[str, ...] = ()
    left: list[int] = field(default_factory=lambda: [MAX_EXPANSIONS])
    depth: int = 0

    def note(self, code: Code, span: Span | None, **args: str) -> None:
        """Record a finding."""
        self.found.append(Diagnostic(code, span, args))

    # --- conditions ------------------------------------------------------------------------------------------

    def condition(self, expr: ast.Expr, at: str) -> plan.Cond:
        """Return the condition that an expression states about a row of register `at`."""
        match expr:
            case ast.NotX(item):
                return plan.Not(self.condition(item, at))
            case ast.AndX(items):
                return plan.And(tuple(self.condition(i, at) for i in items))
            case ast.OrX(items):
                return plan.Or(tuple(self.condition(i, at) for i in items))
            case ast.Ref():
                return self._flag(expr, at)
            case ast.CompareX(op, left, right, span):
                return self._compare(op, left, right, span, at)
            case ast.InX(item, options, negated) if forms.classification(self, item, at) is not None:
                any_of = plan.Or(tuple(forms.graded(self, item, plan.Op.EQ, o, at) for o in options))
                return plan.Not(any_of) if negated else any_of
            case ast.InX(item, options, negated):
                one_of = self._one_of(item, options, at)
                return plan.Not(one_of) if negated else one_of
            case ast.GivenX(item, missing):
                present = self._present(item, at)
                return plan.Not(present) if missing else present
            case ast.MeetsX(item, deadline, span):
                if not known(deadline, self.scope.deadlines, self.found, "thời hạn", "deadline"):
                    return _NEVER
                latest = Typed(self.last_day(self.scope.deadlines[deadline.value]), DATE)
                return self.compared("<=", self.typed(item, at), latest, span)
            case ast.WithinX(item, period, span):
                if not known(period, self.scope.periods, self.found, "thời gian", "period"):
                    return _NEVER
                found, day = self.scope.periods[period.value], self.typed(item, at)
                first, last = (Typed(self.day(d), DATE) for d in (found.first, found.last))
                return plan.And((self.compared(">=", day, first, span), self.compared("<=", day, last, span)))
            case ast.QuantX(kind, path, where, has, span):
                return self._quantified(kind, path, where, has, span, at)
            case ast.OwnerX(register, item):
                return self._at_owner(register, at, lambda owner: self.condition(item, owner))
            case ast.StandingX(state, award):
                return self._standing(state, award, at)
            case ast.IfX():
                return forms.choose(self, expr, at)
            case ast.GradeX(item, grade):
                return forms.graded(self, item, plan.Op.GE, grade, at)
            case (
                ast.NumberLit() | ast.DateLit() | ast.ArithX() | ast.NegX() | ast.DivideX() | ast.CountX()
                | ast.ShareX() | ast.TotalX() | ast.PeersX() | ast.RoundX() | ast.ExtremeX() | ast.FirstX() | ast.RunX()
                | ast.DatedX()
            ):  # fmt: skip
                self.note(rule_codes.WANTS_CONDITION, expr.span, text="một con số", text_en="a number")
                return _NEVER
            case _:
                assert_never(expr)

    def _flag(self, ref: ast.Ref, at: str) -> plan.Cond:
        def read(register: str, name: str) -> plan.Cond:
            asked = self.scope.judgements.get((register, name))
            if asked is not None and asked.answer is None:
                return plan.Flag(name)
            field = self.types.get((register, name)) or forms.answer(self, register, name)
            if field is not None and isinstance(field.type, YesNo):
                return plan.Flag(name)
            if field is not None:
                shown = {
                    Choice: ("một lựa chọn", "a choice"),
                    Text: ("một đoạn chữ", "a text"),
                    Date: ("một ngày", "a day"),
                }
                words = shown.get(type(field.type), ("một con số", "a number"))
                self.note(rule_codes.WANTS_CONDITION, ref.span, text=words[0], text_en=words[1])
            elif (register, name) in {*self.scope.measures, *self.scope.scored} or name in self.parameters:
                self.note(rule_codes.WANTS_CONDITION, ref.span, text="một con số", text_en="a number")
            else:
                self.unknown(name, register, ref.span)
            return _NEVER

        return self.resolved(ref, at, read, plan.Owner, _NEVER)

    def unknown(self, name: str, register: str, span: Span | None) -> None:
        """Record a name that means nothing for a row of `register`, with the nearest one."""
        args = did_you_mean(name, sorted(self.scope.names_at(register)))
        what = {"what": "trường", "what_en": "field", "where": f" trong `{register}`", "where_en": f" in `{register}`"}
        self.found.append(Diagnostic(rule_codes.UNKNOWN_NAME, span, {**args, **what}))

    def resolved(
        self, ref: ast.Ref, at: str, read: Callable[[str, str], T], wrap: Callable[[str, T], T], nothing: T
    ) -> T:
        """Read a name here, or at the owner that its first part names."""
        match ref.parts:
            case (name,):
                return read(at, name)
            case (owner, name):
                way = self.scope.way_up(at, owner)
                if way is None:
                    names = ", ".join(self.scope.ancestors(at)) or "-"
                    self.note(rule_codes.NOT_ABOVE, ref.span, text=owner, owner=at, names=names)
                    return nothing
                result = read(owner, name)
                for register in reversed(way):
                    result = wrap(register, result)
                return result
            case _:
                self.note(rule_codes.BAD_NAME, ref.span, text=".".join(ref.parts))
                return nothing

    def _at_owner(self, register: ast.Name, at: str, read: Callable[[str], plan.Cond]) -> plan.Cond:
        way = self.scope.way_up(at, register.value)
        if way is None:
            names = ", ".join(self.scope.ancestors(at)) or "-"
            self.note(rule_codes.NOT_ABOVE, register.span, text=register.value, owner=at, names=names)
            return _NEVER
        result = read(register.value)
        for step in reversed(way):
            result = plan.Owner(step, result)
        return result

    def _standing(self, state: str, award: ast.Name, at: str) -> plan.Cond:
        if not known(award, self.scope.awards, self.found, "hình thức khen thưởng", "award"):
            return _NEVER
        kinds = [e.kind.value for e in self.scope.awards[award.value].to]
        if at not in kinds:
            self.note(rule_codes.AMONG_KIND, award.span, text=award.value, kind=at)
        return plan.Standing(award.value, state)

    def _present(self, ref: ast.Ref, at: str) -> plan.Cond:
        def read(register: str, name: str) -> plan.Cond:
            if (register, name) not in self.types and (register, name) not in self.scope.judgements:
                self.unknown(name, register, ref.span)
            return plan.Present(name)

        return self.resolved(ref, at, read, plan.Owner, _NEVER)

    def _one_of(self, ref: ast.Ref, options: tuple[ast.Name, ...], at: str) -> plan.Cond:
        def read(register: str, name: str) -> plan.Cond:
            field = self.types.get((register, name)) or forms.answer(self, register, name)
            if field is None or not isinstance(field.type, Choice):
                if field is None:
                    self.unknown(name, register, ref.span)
                else:
                    self.note(rule_codes.WRONG_FIELD_TYPE, ref.span, text=name, wanted="lựa chọn", wanted_en="choice")
                return _NEVER
            keys = [o.key for o in field.type.options]
            good = [o for o in options if known(o, keys, self.found, "lựa chọn", "option")]
            return plan.OneOf(name, tuple(sorted({keys.index(o.value) for o in good})))

        return self.resolved(ref, at, read, plan.Owner, _NEVER)

    def _quantified(
        self, kind: str, path: tuple[str, ...], where: ast.Expr | None, has: ast.Expr | None, span: Span | None, at: str
    ) -> plan.Cond:
        end = self.path(path, span, at)
        if end is None:
            return _NEVER
        inside = self.condition(where, end) if where is not None else None
        holds = self.condition(has, end) if has is not None else None
        if kind == "every":
            if holds is None:
                self.note(rule_codes.EXPRESSION_ENDS, span, wanted="`has`", wanted_en="`has`")
                return _NEVER
            return plan.Every(path, inside, holds)
        some = plan.Some(path, inside, holds)
        return plan.Not(some) if kind == "no" else some

    def path(self, path: tuple[str, ...], span: Span | None, at: str) -> str | None:
        """Return the register at the end of a path, None where a step is not owned."""
        here = at
        for step in path:
            if step not in self.scope.owned(here):
                names = ", ".join(self.scope.owned(here)) or "-"
                self.note(rule_codes.NOT_BELOW, span, text=step, owner=here, names=names)
                return None
            here = step
        return here

    # --- comparisons -----------------------------------------------------------------------------------------

    def _compare(self, op: str, left: ast.Expr, right: ast.Expr, span: Span | None, at: str) -> plan.Cond:
        if isinstance(left, ast.Ref) and self._is_choice(left, at):
            if op not in {"=", "!="} or not isinstance(right, ast.Ref) or len(right.parts) != 1:
                self.note(rule_codes.NOT_COMPARABLE, span, text="một lựa chọn", text_en="a choice")
                return _NEVER
            one_of = self._one_of(left, (Located(right.parts[0], right.span),), at)
            return plan.Not(one_of) if op == "!=" else one_of
        if isinstance(left, ast.Ref) and isinstance(right, ast.Ref) and forms.is_grade(self, left, right, at):
            if op not in {"=", "!="}:
                self.note(rule_codes.NOT_COMPARABLE, span, text="một mức xếp loại", text_en="a grade")
                return _NEVER
            return forms.graded(self, left, _OPS[op], Located(right.parts[0], right.span), at)
        return self.compared(op, self.typed(left, at), self.typed(right, at), span)

    def _is_choice(self, ref: ast.Ref, at: str) -> bool:
        register = ref.parts[0] if len(ref.parts) > 1 else at
        field = self.types.get((register, ref.parts[-1])) or forms.answer(self, register, ref.parts[-1])
        return field is not None and isinstance(field.type, Choice)

    def compared(self, op: str, left: Typed, right: Typed, span: Span | None) -> plan.Cond:
        """Return two numbers compared; kinds that do not mix are a finding."""
        if left.kind != right.kind and (LITERAL not in {left.kind, right.kind} or DATE in {left.kind, right.kind}):
            self.differ(left, right, span)
        elif is_ratio(left.num) and is_ratio(right.num):
            self.note(rule_codes.RATIO_ARITHMETIC, span)
        elif compare_magnitude(left.num, right.num) >= LIMIT:
            self.note(rule_codes.OVERFLOW, span, text=f"{compare_magnitude(left.num, right.num):.1e}")
        return plan.Compare(_OPS[op], left.num, right.num)

    def differ(self, left: Typed, right: Typed, span: Span | None) -> None:
        """Record that two numbers are of kinds that do not mix."""
        (a, a_en), (b, b_en) = SHOWN[left.kind], SHOWN[right.kind]
        self.note(rule_codes.TYPES_DIFFER, span, left=a, right=b, left_en=a_en, right_en=b_en)

    # --- numbers ---------------------------------------------------------------------------------------------

    def number(self, expr: ast.Expr, at: str) -> plan.Num:
        """Return the number that an expression computes for a row of register `at`."""
        return self.typed(expr, at).num

    def typed(self, expr: ast.Expr, at: str) -> Typed:
        """Return a number with its kind."""
        match expr:
            case ast.NumberLit(value, percent):
                places = decimals_of(value)
                return Typed(plan.Constant(scaled(value, places) or 0, places), PERCENT if percent else LITERAL)
            case ast.DateLit():
                return Typed(self.day(expr), DATE)
            case ast.Ref():
                return self._named(expr, at)
            case ast.NegX(item):
                inner = self.plain(item, at)
                return Typed(plan.Negate(inner.num, inner.num.decimals), inner.kind)
            case ast.ArithX(op, left, right, span):
                return self._arithmetic(op, self.plain(left, at), self.plain(right, at), span)
            case ast.DivideX(left, right, _, _, span):
                return self.divided(self.plain(left, at), self.plain(right, at), expr.step, expr.rounding, span)
            case ast.CountX(path, where, span):
                end = self.path(path, span, at)
                inside = self.condition(where, end) if end and where is not None else None
                return Typed(plan.Count(path, inside) if end else _ZERO, NUMBER)
            case ast.ShareX(path, where, has, span):
                end = self.path(path, span, at)
                if end is None:
                    return Typed(_ZERO, PERCENT)
                inside = self.condition(where, end) if where is not None else None
                return Typed(plan.Share(path, inside, self.condition(has, end)), PERCENT)
            case ast.TotalX(fold, value, path, where, span):
                end = self.path(path, span, at)
                if end is None:
                    return Typed(_ZERO, LITERAL)
                inner = self.plain(value, end)
                inside = self.condition(where, end) if where is not None else None
                total = plan.Total(plan.Fold(fold), path, inside, inner.num, inner.num.decimals)
                return self.checked(Typed(total, inner.kind), span)
            case ast.RoundX():
                return forms.rounded(self, expr, at)
            case ast.IfX():
                return forms.choice(self, expr, at)
            case ast.ExtremeX():
                return forms.extreme(self, expr, at)
            case ast.FirstX():
                return forms.first(self, expr, at)
            case ast.RunX():
                return forms.run(self, expr, at)
            case ast.DatedX():
                return forms.dated(self, expr, at)
            case ast.PeersX(fold, value, register, where, per, span):
                return self._peers(fold, value, register, where, per, span, at)
            case _:
                self.note(rule_codes.WANTS_NUMBER, expr.span, text="một điều kiện", text_en="a condition")
                return Typed(_ZERO, LITERAL)

    def plain(self, expr: ast.Expr, at: str) -> Typed:
        """Return a number that can be computed with: no share, no mean."""
        result = self.typed(expr, at)
        if is_ratio(result.num):
            self.note(rule_codes.RATIO_ARITHMETIC, expr.span)
            return Typed(_ZERO, result.kind)
        return result

    def _named(self, ref: ast.Ref, at: str) -> Typed:
        kinds: list[str] = []

        def read(register: str, name: str) -> plan.Num:
            num, kind = self._number_named(register, name, ref)
            kinds.append(kind)
            return num

        def wrap(register: str, num: plan.Num) -> plan.Num:
            if is_ratio(num):
                self.note(rule_codes.RATIO_ARITHMETIC, ref.span)
                return _ZERO
            return plan.OwnerNum(register, num, num.decimals)

        num = self.resolved(ref, at, read, wrap, _ZERO)
        return Typed(num, kinds[0] if kinds else LITERAL)

    def _number_named(self, register: str, name: str, ref: ast.Ref) -> tuple[plan.Num, str]:
        measure = self.scope.measures.get((register, name))
        if measure is not None:
            return self._expanded(measure, register, ref)
        if (register, name) in self.scope.scored:
            return points.named(self, f"{register}.{name}", ref)
        field = self.types.get((register, name)) or forms.answer(self, register, name)
        if field is None:
            if name == forms.AS_OF and len(ref.parts) == 1:
                return plan.Given(name, 0, FIRST_DAY, LAST_DAY), DATE
            if name in self.scope.parameters and len(ref.parts) == 1:
                return forms.parameter(self, name, ref)
            if (register, name) in self.scope.judgements:
                self.note(rule_codes.WANTS_NUMBER, ref.span, text="một ý kiến đánh giá", text_en="a judgement")
            else:
                self.unknown(name, register, ref.span)
            return _ZERO, LITERAL
        match field.type:
            case Number(kind, decimals, low, high):
                return plan.Value(name, decimals, low, high), PERCENT if kind == "percent" else NUMBER
            case Date():
                return plan.Value(name, 0, FIRST_DAY, LAST_DAY), DATE
            case Text():
                self.note(rule_codes.TEXT_USE, ref.span, text=name)
            case YesNo() | Choice():
                self.note(rule_codes.WANTS_NUMBER, ref.span, text="một câu trả lời", text_en="an answer")
            case _:
                assert_never(field.type)
        return _ZERO, LITERAL

    def _expanded(self, measure: ast.MeasureD, register: str, ref: ast.Ref) -> tuple[plan.Num, str]:
        """Return what a measure stands for; its own findings are made where it is defined."""
        name = measure.id.value
        if name in self.inside:
            circle = (*self.inside[self.inside.index(name) :], name)
            self.note(rule_codes.MEASURE_CIRCLE, ref.span, text=" → ".join(circle))
            return _ZERO, LITERAL
        left = self.left if self.inside else [MAX_EXPANSIONS]
        left[0] -= 1
        depth = self.depth + ast.depth(measure.value)
        if left[0] < 0 or depth > MAX_WRITTEN_OUT:  # measures of measures: the tree would grow without end
            self.note(rule_codes.EXPRESSION_TOO_LARGE, ref.span)
            return _ZERO, LITERAL
        within = replace(self, found=[], inside=(*self.inside, name), left=left, depth=depth)
        inner = within.typed(measure.value, register)
        circles = {rule_codes.MEASURE_CIRCLE.id, rule_codes.EXPRESSION_TOO_LARGE.id}
        self.found.extend(f for f in within.found if f.code.id in circles)
        return inner.num, inner.kind

    def _arithmetic(self, op: str, left: Typed, right: Typed, span: Span | None) -> Typed:
        if op == "*":
            kind = left.kind if right.kind == LITERAL else right.kind if left.kind in {LITERAL, NUMBER} else left.kind
            if DATE in {left.kind, right.kind}:
                self.differ(left, right, span)
            product = plan.Multiply(left.num, right.num, left.num.decimals + right.num.decimals)
            return self.checked(Typed(product, kind), span)
        kind = right.kind if left.kind == LITERAL else left.kind
        if DATE in {left.kind, right.kind}:
            if op == "-" and left.kind == right.kind:
                kind = NUMBER
            elif {left.kind, right.kind} <= {DATE, LITERAL, NUMBER} and left.kind != right.kind:
                kind = DATE
            else:
                self.differ(left, right, span)
        elif LITERAL not in {left.kind, right.kind} and left.kind != right.kind:
            self.differ(left, right, span)
        second = plan.Negate(right.num, right.num.decimals) if op == "-" else right.num
        decimals = max(left.num.decimals, right.num.decimals)
        return self.checked(Typed(plan.Add((left.num, second), decimals), kind), span)

    def divided(self, left: Typed, right: Typed, step: Decimal, rounding: str, span: Span | None) -> Typed:
        """Return a quotient under its rounding."""
        if DATE in {left.kind, right.kind}:
            self.differ(left, right, span)
        modes = {r.value: r for r in plan.Rounding}
        if rounding not in modes:
            self.found.append(Diagnostic(rule_codes.NOT_ONE_OF, span, did_you_mean(rounding, list(modes))))
        places = decimals_of(step)
        if scaled(step, places) != 1:
            vi, en = "của phép chia chỉ có thể là 1, 0.1, 0.01, …", "of a division can only be 1, 0.1, 0.01, …"
            self.note(rule_codes.STEP, span, text=plain(step), wanted=vi, wanted_en=en)
        low, high = self._quotient_range(left.num, right.num, places)
        mode = modes.get(rounding, plan.Rounding.DOWN)
        quotient = plan.Divide(left.num, right.num, places, mode, low, high)
        shift = max(0, places + right.num.decimals - left.num.decimals)
        if 2 * max(map(abs, bounds(left.num))) * 10**shift >= LIMIT:
            self.note(rule_codes.OVERFLOW, span, text=f"{max(map(abs, bounds(left.num))) * 10**shift:.1e}")
        kind = PERCENT if left.kind == PERCENT and right.kind in {NUMBER, LITERAL} else NUMBER
        return self.checked(Typed(quotient, kind), span)

    @staticmethod
    def _quotient_range(left: plan.Num, right: plan.Num, places: int) -> tuple[int, int]:
        """Return a range no quotient leaves: the four corners one step wider, or everything where zero is possible."""
        low, high = bounds(right)
        if low <= 0 <= high:
            return -WHOLE * 10**places, WHOLE * 10**places
        shift = 10 ** (places + right.decimals)
        corners = [a * shift // (b * 10**left.decimals) for a in bounds(left) for b in (low, high)]
        return min(corners), max(corners) + 1

    def _peers(
        self, fold: str, value: ast.Expr, register: ast.Name, where: ast.Expr | None, per: ast.Name | None,
        span: Span | None, at: str,
    ) -> Typed:  # fmt: skip
        if register.value != at:
            self.note(rule_codes.PEERS_OTHER, register.span, text=at)
            return Typed(_ZERO, LITERAL)
        inner = self.plain(value, at)
        inside = self.condition(where, at) if where is not None else None
        if per is not None and not self._is_choice(ast.Ref((per.value,)), at):
            self.note(rule_codes.WRONG_FIELD_TYPE, per.span, text=per.value, wanted="lựa chọn", wanted_en="choice")
        group = per.value if per else None
        peers = plan.Peers(plan.Fold(fold), inner.num, inside, group, inner.num.decimals)
        return self.checked(Typed(peers, inner.kind), span)

    def checked(self, typed: Typed, span: Span | None) -> Typed:
        """Return a number whose range can be computed with; a greater one is a finding."""
        size = max(map(abs, bounds(typed.num)))
        if size >= LIMIT:
            self.note(rule_codes.OVERFLOW, span, text=f"{size:.1e}")
            return Typed(_ZERO, typed.kind)
        return typed

    # --- days ------------------------------------------------------------------------------------------------

    def day(self, written: ast.DateLit | ast.Ref) -> plan.Num:
        """Return a day written as a date or as a parameter."""
        if isinstance(written, ast.DateLit):
            return plan.Constant(days(written.value))
        name = Located(written.parts[0], written.span)
        dated = [p for p, q in self.parameters.items() if isinstance(q.type, Date)]
        if not known(name, dated, self.found, "thông số ngày", "parameter of type date"):
            return _ZERO
        return forms.parameter(self, name.value, written)[0]

    def last_day(self, deadline: ast.DeadlineD) -> plan.Num:
        """Return the last day that still meets a deadline, also by an extension."""
        own = self.bound(deadline.bound) if deadline.bound else _ZERO
        if deadline.extended is None:
            return own
        return plan.Extreme(plan.Fold.MAX, (own, self.bound(deadline.extended.bound)), 0)

    def bound(self, bound: ast.BoundD) -> plan.Num:
        """Return the last day of a bound: the day before, where the day itself is too late."""
        day = self.day(bound.value)
        if not bound.strict:
            return day
        if isinstance(day, plan.Constant):
            return plan.Constant(day.value - 1)
        return plan.Add((day, plan.Constant(-1)), 0)
