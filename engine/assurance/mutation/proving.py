"""Proving that a mutant judges every dossier as the rule set does; a solver is plugged in as one more prover."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from importlib.util import find_spec
from typing import Protocol

from ...compiler import Compiled, compile_rules
from ...diagnostics import ReportedError
from ...evaluator.reference import Judge
from ...evaluator.reference.expressions import Reader
from ...evaluator.reference.interval import Interval, hull_of
from ...evaluator.reference.world import World
from ...plan import Num, Plan
from ...syntax import ast
from .model import Mutant


class Prover(Protocol):
    """Proves, where it can, that two rule sets judge every dossier alike: a solver is plugged in here."""

    def equivalent(self, rules: ast.RuleSetD, mutant: Mutant) -> str | None:
        """Return the proof in a few words, None where there is none (also when time ran out)."""


class SamePlan:
    """Proves mutants that compile to the plan of the rule set, or differ from it only in days that no rule reads."""

    def __init__(self, compiled: Compiled) -> None:
        """Compile the rule set without its hash."""
        self._plan = _deciding(compiled.rules)

    def equivalent(self, rules: ast.RuleSetD, mutant: Mutant) -> str | None:  # noqa: ARG002 - it is compiled already
        """Return a proof where both compile to the same plan."""
        return "same-plan" if not mutant.assumed and _deciding(mutant.rules) == self._plan else None


def _deciding(rules: ast.RuleSetD) -> tuple[Plan, Mapping[str, Num]]:
    """Return the plan as far as verdicts rest on it, with what every score and classification is worked out from."""
    ready = compile_rules(rules, [], "")[0]
    used = {c.due for c in ready.criteria.values()}
    used |= {r.complete.through for r in ready.registers.values() if r.complete is not None}
    # Expressions hold their days themselves: a deadline matters only to criteria and registers that name it.
    deadlines = {n: d for n, d in ready.deadlines.items() if n in used}
    # Named numbers are equal by name alone, so what they stand for is compared beside them.
    named = {n: s.number.value for n, s in ready.scores.items()}
    named |= {n: c.number.value for n, c in ready.classifications.items()}
    shown = {f"{n}:shown": c.shown for n, c in ready.classifications.items()}
    # A day that the clause does not have is no reason to differ, and stages only order what is compared here already.
    return replace(ready, deadlines=deadlines, schedule=()), named | shown


class NeverCut:
    """Proves that another maximum or floor of an item cuts nothing, since its form never comes that far."""

    def equivalent(self, rules: ast.RuleSetD, mutant: Mutant) -> str | None:
        """Return a proof where the range of the points before any cut lies within both bounds."""
        if mutant.place.section != "scores":
            return None
        ours, theirs = (next(s for s in r.scores if s.id.value == mutant.place.rule) for r in (rules, mutant.rules))
        lost = ours.lost is not None and ours.floor != theirs.floor  # what is lost comes to the floor
        if lost or replace(theirs, max=ours.max, floor=ours.floor) != ours or _max_counts(rules, ours):
            return None
        raw = _raw(ours, Judge(World(rules, {}, {}, dt.date(2000, 1, 1))).reader)
        if raw is None:
            return None
        above = all(m is None or raw.high <= m for m in (ours.max, theirs.max) if ours.max != theirs.max)
        below = all(f is None or raw.low >= f for f in (ours.floor, theirs.floor) if ours.floor != theirs.floor)
        return "range" if above and below else None


def _max_counts(rules: ast.RuleSetD, rule: ast.ScoreD) -> bool:
    """Tell whether the maximum of an item means more than a cut: points in full, or a part of a whole."""
    whole = any(
        isinstance(s.form, ast.SumD) and s.form.rescale is not None and rule.id.value in {i.value for i in s.form.items}
        for s in rules.scores
    )
    return whole or rule.otherwise == "full" or isinstance(rule.form, ast.ProportionalD)


def _raw(rule: ast.ScoreD, reader: Reader) -> Interval | None:
    """Return what the form of an item can come to before it is cut; None where that is not looked into."""
    kind = rule.kind.value
    match rule.form:
        case ast.PointsD(value):
            return reader.range(value, kind)
        case ast.ConvertD(_, points):
            return hull_of(reader.range(p, kind) for _, p in points)
        case ast.BandsD(_, steps):
            return hull_of(reader.range(s.points, kind) for s in steps)
        case ast.SumD(items, None):
            parts = [reader.range(ast.Ref((i.value.partition(".")[2],)), kind) for i in items]
            return Interval(sum((p.low for p in parts), Fraction(0)), sum((p.high for p in parts), Fraction(0)))
        case _:
            return None


class Solved:
    """Proves mutants by the solver of the analysis (extra `xetkhen[analysis]`): nothing found of anybody can differ."""

    def __init__(self, compiled: Compiled) -> None:
        """Compile the rule set without its hash."""
        self._plan = compile_rules(compiled.rules, [], "")[0]

    def equivalent(self, rules: ast.RuleSetD, mutant: Mutant) -> str | None:  # noqa: ARG002 - it is compiled already
        """Return a proof where the solver finds one before its effort ends."""
        from ..analysis.alike import judged_alike

        if mutant.assumed:  # what makes a register complete is no part of a plan's formulas
            return None
        try:
            other = compile_rules(mutant.rules, [], "")[0]
        except ReportedError:
            return None
        return SOLVED if judged_alike(self._plan, other) else None


#: The proof of a solver; where none is installed there is none.
SOLVED = "solver"


def provers_of(compiled: Compiled, *, solver: bool = False) -> Sequence[Prover]:
    """Return the provers that come with the engine, with the `solver` where one is installed and asked for."""
    plain: tuple[Prover, ...] = (SamePlan(compiled), NeverCut())
    return (*plain, Solved(compiled)) if solver and find_spec("z3") is not None else plain
