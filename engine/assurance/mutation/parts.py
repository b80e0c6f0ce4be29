"""Making mutants: one rule of a rule set with one field otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...evaluator.reference.expressions import Reader
from ...source import Span
from ...syntax import ast
from ..coverage.goal import Place
from .expressions import turns
from .model import Mutant, Turn

#: Fields of a rule and what they become.
Fields = Mapping[str, Any]


def replaced(name: str, value: object) -> Fields:
    """Return one field with another value."""
    return {name: value}


def dropped(name: str) -> Fields:
    """Return one field left out."""
    return {name: None}


@dataclass(frozen=True, slots=True)
class Making:
    """Makes the mutants of one rule."""

    rules: ast.RuleSetD
    section: str
    rule: Any
    place: Place
    reader: Reader | None

    def mutant(self, key: str, sort: str, before: str, after: str, fields: Fields, span: Span | None = None) -> Mutant:
        """Return the rule set with fields of this rule otherwise."""
        changed = replace(self.rule, **fields)
        rules = tuple(changed if r is self.rule else r for r in getattr(self.rules, self.section))
        section: Fields = {self.section: rules}
        whole = replace(self.rules, **section)
        return Mutant(f"{self.place.rule}:{key}", self.place, span or self.place.span, sort, before, after, whole)

    def turns(self, key: str, expr: ast.Expr, register: str) -> Iterator[Turn]:
        """Yield the faults of one of its expressions."""
        if self.reader is not None:
            yield from turns(expr, key, register, self.reader)

    def turned(self, turn: Turn, fields: Fields) -> Mutant:
        """Return the mutant that a fault of an expression makes."""
        return self.mutant(turn.key, turn.sort, turn.before, turn.after, fields, turn.span)

    def expression(self, name: str, expr: ast.Expr, register: str) -> Iterator[Mutant]:
        """Yield the mutants of an expression that is a field of the rule."""
        for turn in self.turns(name, expr, register):
            yield self.turned(turn, {name: turn.expr})
