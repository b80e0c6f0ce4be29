"""A change of one part of a rule: what it was, what it becomes, and in which words that is told."""

from __future__ import annotations

from dataclasses import dataclass

from ...source import Span
from ...syntax import ast
from ..coverage.goal import Place


@dataclass(frozen=True, slots=True)
class Turn:
    """One way to change an expression; `key` says which part of it, `sort` chooses the words."""

    key: str
    sort: str
    before: str
    after: str
    span: Span | None
    expr: ast.Expr


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule set with one fault: which rule, where, in words; `assumed` are registers taken as complete unasked."""

    id: str
    place: Place
    span: Span | None
    sort: str
    before: str
    after: str
    rules: ast.RuleSetD
    assumed: frozenset[str] = frozenset()
