"""Which registers, columns and questions a rule rests on, so that only these are varied."""

from __future__ import annotations

from ...syntax import ast
from ...syntax.mentions import words_of

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
        self._counts = {
            r.id.value: set(words_of(r.complete, registers=True)) for r in rules.registers if r.complete is not None
        }
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
                more |= set(words_of(declared, registers=True))
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
