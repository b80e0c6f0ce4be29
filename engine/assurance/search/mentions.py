"""Which registers, columns and questions a rule rests on, so that only these are varied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ...source import Located
from ...syntax import ast

_SECTIONS = (
    "parameters", "periods", "deadlines", "judgements", "measures", "criteria", "bars", "suspensions", "awards",
    "assessments", "scores", "classifications", "registers",
)  # fmt: skip


class Mentions:
    """The words of every rule, with those of the rules it mentions in turn."""

    def __init__(self, rules: ast.RuleSetD) -> None:
        """Index the rules by their names, with and without the kind before them."""
        self._rules = rules
        self._declared: dict[str, list[object]] = {}
        for section in _SECTIONS:
            for one in getattr(rules, section):
                if section == "registers":
                    continue
                for word in {one.id.value, one.id.value.partition(".")[2] or one.id.value}:
                    self._declared.setdefault(word, []).append(one)
        self._counts = {r.id.value: set(_words(r.complete)) for r in rules.registers if r.complete is not None}
        self._seen_by = {r.id.value: {n.value for n in (r.happens, r.known) if n} for r in rules.registers}
        self._owners = {r.id.value: {o.value for o in r.owners} for r in rules.registers}
        self._kept: dict[str, frozenset[str]] = {}

    def of(self, rule: str) -> frozenset[str]:
        """Return every word that a rule rests on: names of registers, columns, questions, parameters, rules."""
        if rule not in self._kept:
            self._kept[rule] = frozenset(self._reached(rule))
        return self._kept[rule]

    def _reached(self, rule: str) -> set[str]:
        out, waiting = {rule}, [rule]
        while waiting:
            word = waiting.pop()
            more: set[str] = set()
            for declared in self._declared.get(word, ()):
                more |= set(_words(declared))
                if isinstance(declared, ast.AwardD | ast.AssessmentD) and _asks_all(declared):
                    more |= {c.id.value for c in self._rules.criteria}
                if isinstance(declared, ast.AwardD):
                    more |= {"nomination", "grant"}
            more |= self._counts.get(word, set()) | self._seen_by.get(word, set())
            waiting += more - out
            out |= more
        return out


def _asks_all(declared: ast.AwardD | ast.AssessmentD) -> bool:
    asked = [e.requires for e in declared.to] if isinstance(declared, ast.AwardD) else [declared.requires]
    return any(isinstance(r, ast.AllD) and r.items is None for r in asked)


def _words(value: object) -> Iterator[str]:
    """Yield every name mentioned in a declaration; a path also by its parts."""
    match value:
        case ast.CiteD():
            return
        case ast.Ref(parts):
            yield from parts
            yield ".".join(parts)
        case ast.QuantX() | ast.CountX() | ast.ShareX() | ast.TotalX() | ast.RunX():
            yield from value.path
            yield from _fields(value)
        case Located(value=str(word)):
            yield word
        case tuple():
            for one in value:
                yield from _words(one)
        case _ if is_dataclass(value):
            yield from _fields(value)
        case _:
            return


def _fields(value: object) -> Iterator[str]:
    if is_dataclass(value):
        for field in fields(value):
            yield from _words(getattr(value, field.name))
