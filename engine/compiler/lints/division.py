"""Divisions whose divisor may be nothing: what then becomes of the figure is for the plan, or a reading, to say."""

from __future__ import annotations

from collections.abc import Iterator

from ... import plan
from ...ranges import bounds
from ..literals import Cited
from ..scope import Scope
from ..walk import Node, parts
from .model import Finding


def divisors(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the rules that divide by something that may be 0, outside any `if` and without a reading on it."""
    for rule, node, at in _rules(ready, scope):
        if next(_unguarded(node, at), None) is not None:
            yield Finding(rule.id, rule.cite.clause.span, {"text": rule.id}, rule=rule)


def _rules(ready: plan.Plan, scope: Scope) -> Iterator[tuple[Cited, Node, str]]:
    written = scope.rules
    for s in written.scores:
        if s.id.value in ready.scores:
            rule = Cited("score", s.id.value, s.label, s.cite, s.readings)
            yield rule, ready.scores[s.id.value].number.value, s.kind.value
    for m in written.measures:
        if m.cite is not None and m.id.value in ready.measures:
            rule = Cited("measure", m.id.value, m.label, m.cite, m.readings)
            yield rule, ready.measures[m.id.value].value, m.kind.value
    for c in written.criteria:
        if c.id.value in ready.criteria:
            rule = Cited("criterion", c.id.value, c.label, c.cite, c.readings)
            yield rule, ready.criteria[c.id.value].met, c.kind.value


def _unguarded(node: Node, at: str) -> Iterator[plan.Divide]:
    """Yield the divisions by something that may be 0; one inside a choice is taken to be there for that."""
    if isinstance(node, plan.Named):
        return  # a score is looked at where it stands
    if isinstance(node, plan.Divide):
        low, high = bounds(node.right)
        if low <= 0 <= high:
            yield node
    for part, register in parts(node, at):
        if not isinstance(node, plan.If | plan.Choose) or part is node.test:
            yield from _unguarded(part, register)
