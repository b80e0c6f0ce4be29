"""Conditions and numbers of the plan in words a council member reads: labels, days, decimal commas, no identifiers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from .. import plan
from ..diagnostics import Lang, told_day
from ..values import Choice, Number, date_of, unscaled
from .dated import dated_of
from .telling import grouped
from .words_rules import EN, VI

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
#: What a comparison says where it does not hold.
_OTHERWISE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
#: A number so great, taken away from a day, is a day itself.
_SURELY_DAY = 7000


def shown_number(value: Decimal, lang: Lang) -> str:
    """Return a number as people write it: decimal comma in Vietnamese, no needless zeros."""
    return grouped(format(value.normalize() if value else Decimal(0), "f"), lang)


def shown_day(number: int, lang: Lang) -> str:
    """Return a day, in days since the first of 1970, as it is told to people."""
    return told_day(date_of(number), lang)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for the conditions of one plan in one language."""

    ready: plan.Plan
    lang: Lang

    def _w(self, key: str) -> str:
        return (VI if self.lang is Lang.VI else EN)[key]

    def label(self, at: str, field: str) -> str:
        """Return what a field or judgement is called."""
        if field in self.ready.judgements:
            return self.ready.judgements[field].label
        register = self.ready.registers[at]
        if field in register.fields:
            return register.fields[field].label
        if register.name is not None and register.name.id == field:
            return register.name.label
        return register.key.label

    def condition(self, node: plan.Cond, at: str) -> str:
        """Return a condition as a phrase."""
        match node:
            case plan.Flag(field):
                return self._w("yes").format(self.label(at, field))
            case plan.Not(plan.Flag(field)):
                return self._w("no").format(self.label(at, field))
            case plan.OneOf(field, options):
                return self._w("one_of").format(self.label(at, field), self.options(at, field, options))
            case plan.Not(plan.OneOf(field, options)):
                return self._w("none_of").format(self.label(at, field), self.options(at, field, options))
            case plan.Present(field):
                return self._w("given").format(self.label(at, field))
            case plan.Not(plan.Present(field)):
                return self._w("missing").format(self.label(at, field))
            case plan.Not(plan.Some(path, where, has)):
                return self._w("none").format(self._list(path), self._where(where, has, path))
            case plan.Not(plan.Compare(op, left, right)):
                return self._compare(_OTHERWISE[op.value], left, right, at)
            case plan.Not(item):
                return self._w("not").format(self.condition(item, at))
            case plan.And((plan.Compare(plan.Op.GE, day, first), plan.Compare(plan.Op.LE, other, last))) if (
                day == other
            ):
                return self._w("within").format(self.number(day, at), self.day(first), self.day(last))
            case plan.And(items):
                return self._w("and").join(self._part(i, at) for i in items)
            case plan.Or(items):
                return self._w("or").join(self._part(i, at) for i in items)
            case plan.Some(path, where, has):
                return self._w("some").format(self._list(path), self._where(where, has, path))
            case plan.Every(path, where, has):
                rows = self._where(where, None, path)
                return self._w("every").format(rows, self._list(path), self.condition(has, path[-1]))
            case plan.Owner(register, item):
                subject = self.ready.registers[register].subject or self.ready.registers[register].label
                return self._w("owner").format(subject, self.condition(item, register))
            case plan.Standing(award, state):
                return self._w(state).format(self.ready.awards[award].label)
            case plan.Choose(test, then, other):
                return self._w("choose").format(*(self._part(i, at) for i in (test, then, other)))
            case plan.Compare(op, left, right):
                return self._compare(op.value, left, right, at)
            case _:
                assert_never(node)

    def _part(self, node: plan.Cond, at: str) -> str:
        words = self.condition(node, at)
        return f"({words})" if isinstance(node, plan.And | plan.Or) and " " in words else words

    def options(self, at: str, field: str, options: tuple[int, ...]) -> str:
        """Return the options of a choice field or question."""
        asked = self.ready.judgements.get(field)
        kind = asked.answer if asked is not None else self.ready.registers[at].fields[field].type
        labels = [kind.options[o].label for o in options] if isinstance(kind, Choice) else []
        return self._w("or").join(f"“{x}”" for x in labels)

    def _list(self, path: plan.Path) -> str:
        return self.ready.registers[path[-1]].label

    def _only(self, where: plan.Cond | None, path: plan.Path) -> str:
        """Return which rows of a list alone count, in brackets."""
        return "" if where is None else self._w("only").format(self.condition(where, path[-1]))

    def _where(self, where: plan.Cond | None, has: plan.Cond | None, path: plan.Path) -> str:
        both = [c for c in (where, has) if c is not None]
        if not both:
            return ""
        return self._w("where").format(self._w("and").join(self._part(c, path[-1]) for c in both))

    def _compare(self, op: str, left: plan.Num, right: plan.Num, at: str) -> str:
        if isinstance(left, plan.Constant) and not isinstance(right, plan.Constant):
            left, right, op = right, left, _FLIPPED.get(op, op)
        dated = self._is_day(left, at)
        limit = self.day(right) if dated else self.limit(left, right, at)
        if dated:
            return self._w(f"{op}-day").format(self.number(left, at), limit)
        return f"{self.number(left, at)} {self._w(op)} {limit}" + (self._w("above") if op == ">=" else "")

    def limit(self, left: plan.Num, right: plan.Num, at: str) -> str:
        """Return what a number is compared with, with the word of that number: per cent, points, a grade."""
        text = self.number(right, at)
        if not isinstance(right, plan.Constant):
            return text
        named = _named(left)
        if named is not None and named in self.ready.classifications:
            return self.grade(named, right.value)
        if named is not None:
            return self._w("points").format(text)
        return text + ("%" if self._is_percent(left, at) else "")

    def _term(self, term: plan.Num, terms: tuple[plan.Num, ...], at: str) -> str:
        """Return one term of a sum; a day that is taken away from a day is told as a day."""
        bare = term.term if isinstance(term, plan.Negate) else term
        if (
            isinstance(bare, plan.Constant)
            and abs(bare.value) > _SURELY_DAY
            and any(self._is_day(t, at) for t in terms)
        ):
            return "-" + shown_day(abs(bare.value), self.lang)
        return self.number(term, at)

    def grade(self, classification: str, place: int) -> str:
        """Return a grade by its place; 0 is no grade."""
        grades = self.ready.classifications[classification].grades
        found = next((g.label for g in grades if g.place == place), "")
        return self._w("grade").format(found) if found else self._w("no_grade")

    def _is_percent(self, node: plan.Num, at: str) -> bool:
        match node:
            case plan.Share():
                return True
            case plan.Value(field):
                asked = self.ready.judgements.get(field)
                kind = asked.answer if asked is not None else self.ready.number(at, field)
                return isinstance(kind, Number) and kind.kind == "percent"
            case plan.First((item, *_)) | plan.Rounded(item, plan.Constant(1, 0)):
                return self._is_percent(item, at)
            case plan.If():
                found = dated_of(self.ready, node)
                return found is not None and found[0].unit == "%"
            case plan.OwnerNum(register, value):
                return self._is_percent(value, register)
            case _:
                return False

    def _is_day(self, node: plan.Num, at: str) -> bool:
        match node:
            case plan.Value(field):
                return field not in self.ready.judgements and self.ready.number(at, field) is None
            case plan.Extreme(_, (item, *_)) | plan.First((item, *_)):
                return self._is_day(item, at)
            case plan.OwnerNum(register, value):
                return self._is_day(value, register)
            case plan.Given(name):
                return name == "as_of" or not isinstance(self.ready.parameters[name].type, Number)
            case _:
                return False

    def day(self, node: plan.Num) -> str:
        """Return a day as a phrase; a parameter that is not given goes by its question."""
        match node:
            case plan.Constant(value):
                return shown_day(value, self.lang)
            case plan.Given("as_of"):
                return self._w("as_of")
            case plan.Given(name):
                return f"“{self.ready.parameters[name].ask}”"
            case plan.Extreme(_, (first, later)):  # a deadline and its extension
                return self._w("moved").format(self.day(first), self.day(later))
            case plan.Add((first, plan.Constant(-1))):
                return f"{self.day(first)} - 1"
            case _:
                return self.number(node, "")

    def number(self, node: plan.Num, at: str, *, spelt: bool = False) -> str:
        """Return a number as a phrase; a measure goes by its own label, unless it is to be spelt out."""
        measure = next((m for m in self.ready.measures.values() if m.kind == at and m.value == node), None)
        if measure is not None and not spelt:
            return f"“{measure.label}”"
        match node:
            case plan.Constant(value, decimals):
                return shown_number(unscaled(value, decimals), self.lang)
            case plan.Value(field):
                return f"“{self.label(at, field)}”"
            case plan.Given("as_of"):
                return self._w("as_of")
            case plan.Given(name):
                return f"“{self.ready.parameters[name].ask}”"
            case plan.Anything():
                return self._w("anything")
            case plan.If(test, then, other):
                found = dated_of(self.ready, node)
                if found is not None:
                    return self._w("dated").format(found[0].label, self.number(found[1], at).strip("“”"))
                parts = self._part(test, at), self.number(then, at), self.number(other, at)
                return self._w("choose").format(*parts)
            case plan.Extreme(fold, items):
                word = "max_of" if fold is plan.Fold.MAX else "min_of"
                return self._w(word).format("; ".join(self.number(i, at) for i in items))
            case plan.First(items):
                return self._w("first").format("; ".join(self.number(i, at) for i in items))
            case plan.Rounded(item, factor, decimals, unit, rounding):
                inner = self.number(item, at)
                if factor != plan.Constant(1):
                    inner = f"{self.number(factor, at)} x {inner}"
                step = shown_number(unscaled(unit, decimals), self.lang)
                return self._w("rounded").format(inner, self._w(rounding.value), step)
            case plan.Run(name, last, path, where):
                label = self.label(path[-1], name)
                return self._w("run").format(label, self.number(last, at), self._list(path), self._only(where, path))
            case plan.Named(name):
                known = self.ready.scores.get(name) or self.ready.classifications[name]
                return f"“{known.label}”"
            case plan.Add(terms):
                return "(" + " + ".join(self._term(t, terms, at) for t in terms).replace(" + -", " - ") + ")"
            case plan.Negate(term):
                return f"-{self.number(term, at)}"
            case plan.Multiply(left, right):
                return f"{self.number(left, at)} x {self.number(right, at)}"
            case plan.Divide(left, right, decimals, rounding):
                step = shown_number(Decimal(1).scaleb(-decimals), self.lang)
                return self._w("divide").format(
                    self.number(left, at), self.number(right, at), self._w(rounding.value), step
                )
            case plan.Count(path, where):
                return self._w("count").format(self._list(path), self._only(where, path))
            case plan.Share(path, where, has):
                return self._w("share").format(self.condition(has, path[-1]), self._list(path), self._only(where, path))
            case plan.Total(fold, path, where, value):
                return self._w("total").format(
                    self._w(fold.value), self.number(value, path[-1]), self._list(path), self._only(where, path)
                )
            case plan.Peers(fold, value, _, per):
                group = self._w("per").format(self.label(at, per)) if per else ""
                return self._w("peers").format(
                    self._w(fold.value), self.number(value, at), self.ready.registers[at].label, group
                )
            case plan.OwnerNum(register, value):
                subject = self.ready.registers[register].subject or self.ready.registers[register].label
                return self._w("of").format(self.number(value, register), subject)
            case _:
                assert_never(node)


def _named(node: plan.Num) -> str | None:
    """Return the score or classification that a number is, also at an owner."""
    match node:
        case plan.Named(name):
            return name
        case plan.OwnerNum(_, value):
            return _named(value)
        case _:
            return None
