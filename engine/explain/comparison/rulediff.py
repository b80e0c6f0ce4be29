"""What two rule sets say otherwise: rules that came, went or changed, in the words of either side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any, get_args

from ... import plan
from ...diagnostics import Lang
from ...law import Citation
from ...values import unscaled
from ..legal import Law, law
from ..wording import Wording, shown_number
from .model import Reworded, RuleChange, Words
from .words import say

_CONDS, _NUMS = get_args(plan.Cond), get_args(plan.Num)
#: The sections of a rule set that are compared, in the order in which they are told.
SECTIONS = (
    "parameters", "dated", "periods", "deadlines", "measures", "criteria", "bars", "suspensions", "scores",
    "classifications", "awards", "assessments", "judgements",
)  # fmt: skip
#: Parts of a rule that say nothing of what it asks.
_PASSED = frozenset({"id", "label", "kind", "number", "base", "shown", "place", "kinds", "readings", "documents"})


@dataclass(frozen=True, slots=True)
class Rules:
    """Two rule sets, of which rules are compared."""

    before: plan.Plan
    after: plan.Plan

    def changes(self) -> tuple[RuleChange, ...]:
        """Return every rule that came, went or changed, section by section."""
        return tuple(change for section in SECTIONS for change in self._section(section))

    def _section(self, section: str) -> Iterator[RuleChange]:
        old: Mapping[str, Any] = getattr(self.before, section)
        new: Mapping[str, Any] = getattr(self.after, section)
        for name in dict.fromkeys((*old, *new)):
            b, a = old.get(name), new.get(name)
            if b == a and self.law(self.before, b) == self.law(self.after, a):
                continue
            told = self.reworded(b, a) if b is not None and a is not None else ()
            if b is not None and a is not None and not told and _sources(b) == _sources(a):
                continue
            yield RuleChange(
                section, name, _label(a if a is not None else b), self.law(self.before, b), self.law(self.after, a),
                told, came=b is None, went=a is None,
            )  # fmt: skip

    @staticmethod
    def law(ready: plan.Plan, rule: Any) -> Law | None:  # noqa: ANN401 - any rule that cites a clause
        """Return the law behind a rule, None where there is no rule."""
        if rule is None:
            return None
        return law(ready, getattr(rule, "citation", None), getattr(rule, "readings", ()))

    def reworded(self, before: object, after: object, at: str = "") -> tuple[Reworded, ...]:
        """Return what two rules say otherwise; `at` is whom rules speak of that do not say so themselves."""
        at = getattr(before, "kind", None) or getattr(after, "kind", None) or at
        return tuple(dict.fromkeys(self._parts(before, after, str(at))))

    def _parts(self, before: object, after: object, at: str) -> Iterator[Reworded]:
        """Yield the smallest conditions and numbers of two rules that are not alike."""
        if before == after and not isinstance(before, plan.Named):
            return
        if isinstance(before, _NUMS) or isinstance(after, _NUMS):
            yield Reworded(self._words(self.before, before, at), self._words(self.after, after, at))
        elif isinstance(before, _CONDS) or isinstance(after, _CONDS):
            yield from self._conditions(before, after, at)
        elif isinstance(before, plan.Places) and isinstance(after, plan.Places):
            yield Reworded(places_words(before), places_words(after))
        elif isinstance(before, plan.Step) and isinstance(after, plan.Step):
            yield Reworded(self._words(self.before, before, at), self._words(self.after, after, at))
        elif isinstance(before, Citation) or isinstance(after, Citation):
            return
        elif isinstance(before, Mapping) and isinstance(after, Mapping):
            for key in dict.fromkeys((*before, *after)):
                yield from self._parts(before.get(key), after.get(key), str(key) if at == "" else at)
        elif isinstance(before, tuple) and isinstance(after, tuple):
            yield from self._lists(before, after, at)
        elif type(before) is type(after) and is_dataclass(before):
            own = getattr(before, "kind", at) or at
            for part in fields(before):
                if part.name not in _PASSED:
                    yield from self._parts(getattr(before, part.name), getattr(after, part.name), str(own))
        else:
            yield Reworded(self._words(self.before, before, at), self._words(self.after, after, at))

    def _lists(self, before: tuple[object, ...], after: tuple[object, ...], at: str) -> Iterator[Reworded]:
        if len(before) == len(after) and not all(isinstance(x, str) for x in (*before, *after)):
            for b, a in zip(before, after, strict=True):
                yield from self._parts(b, a, at)
            return
        for gone in (x for x in before if x not in after):
            yield Reworded(self._words(self.before, gone, at), None)
        for come in (x for x in after if x not in before):
            yield Reworded(None, self._words(self.after, come, at))

    def _conditions(self, before: object, after: object, at: str) -> Iterator[Reworded]:
        match before, after:
            case (plan.And(old), plan.And(new)) | (plan.Or(old), plan.Or(new)) if len(old) == len(new):
                for b, a in zip(old, new, strict=True):
                    yield from self._parts(b, a, at)
            case (plan.Some(path), plan.Some(other)) | (plan.Every(path), plan.Every(other)) if path == other and type(
                before
            ) is type(after):
                for name in ("where", "has"):
                    yield from self._parts(getattr(before, name), getattr(after, name), path[-1])
            case plan.Owner(register, one), plan.Owner(other_, two) if register == other_:
                yield from self._parts(one, two, register)
            case plan.Not(one), plan.Not(two) if isinstance(one, plan.Some) and isinstance(two, plan.Some):
                yield from self._parts(one, two, at)
            case _:
                yield Reworded(self._words(self.before, before, at), self._words(self.after, after, at))

    def _words(self, ready: plan.Plan, node: object, at: str) -> Words | None:
        """Return a part of a rule in both languages, None where there is none."""
        if node is None:
            return None
        return self._in(ready, node, at, Lang.VI), self._in(ready, node, at, Lang.EN)

    def _in(self, ready: plan.Plan, node: Any, at: str, lang: Lang) -> str:  # noqa: ANN401 - any part of a rule
        words = Wording(ready, lang)
        match node:
            case plan.Step(test, points):
                band = words.condition(test, at) if test is not None else say(lang, "rest")
                return f"{band}: {words.number(points, at)}"
            case plan.Needs(name):
                return _label(ready.criteria.get(name)) or name
            case plan.AllOf(parts):
                return say(lang, "all-of", what="; ".join(self._in(ready, p, at, lang) for p in parts))
            case plan.AtLeast(count, parts):
                return say(lang, "at-least-of", n=count, what="; ".join(self._in(ready, p, at, lang) for p in parts))
            case plan.Places():
                return places_words(node)[lang is Lang.EN]
            case plan.Quota():
                return places_words(node.places)[lang is Lang.EN]
            case plan.Entitlement():
                register = ready.registers[node.kind]
                return register.subject or register.label
            case _ if isinstance(node, _CONDS):
                return words.condition(node, at)
            case _ if isinstance(node, plan.Constant | plan.Given | plan.Extreme | plan.Add) and not at:
                return words.day(node)
            case _ if isinstance(node, _NUMS):
                return words.number(node, at)
            case str():
                return _named(ready, node)
            case bool():
                return say(lang, "yes" if node else "no")
            case plan.Extension(last):
                return words.day(last)
        told = getattr(node, "value", node)
        if isinstance(told, str):
            return say(lang, told) if told in {"met", "not-met", "not-applicable"} else told
        if is_dataclass(node) and not _label(node):
            inner = [getattr(node, f.name) for f in fields(node)]
            inside = [self._in(ready, one, at, lang) for one in inner if isinstance(one, (*_CONDS, *_NUMS, str))]
            return ", ".join(text for text in inside if text)
        return _label(node) or str(told)


def places_words(found: plan.Places) -> Words:
    """Return how many places there are, in both languages."""

    def told(lang: Lang) -> str:
        parts = []
        if found.count is not None:
            parts.append(say(lang, "places", n=found.count))
        if found.share is not None:
            share = shown_number(unscaled(found.share.value, found.share.decimals), lang)
            parts.append(say(lang, "places-share", share=share, mode=say(lang, f"round-{found.rounding.value}")))
        for size in found.sizes:
            ends = "–".join("" if n is None else str(n) for n in (size.low, size.high))
            parts.append(say(lang, "places-size", ends=ends, n=size.count))
        if found.least is not None:
            parts.append(say(lang, "places-least", n=found.least))
        return "; ".join(parts)

    return told(Lang.VI), told(Lang.EN)


def number_words(value: Decimal) -> Words:
    """Return a number in both languages."""
    return shown_number(value, Lang.VI), shown_number(value, Lang.EN)


def _label(rule: Any) -> str:  # noqa: ANN401 - any rule
    return str(getattr(rule, "label", "") or getattr(rule, "ask", "") or getattr(rule, "id", ""))


def _named(ready: plan.Plan, name: str) -> str:
    """Return what something that a rule names is called."""
    for section in ("criteria", "bars", "suspensions", "deadlines", "periods", "judgements", "scores", "awards"):
        found = getattr(ready, section).get(name)
        if found is not None:
            return _label(found)
    return name


def _sources(rule: Any) -> tuple[object, object]:  # noqa: ANN401 - any rule
    return getattr(rule, "citation", None), getattr(rule, "readings", ())
