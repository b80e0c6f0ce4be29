"""Every mutant of a rule set, in written order; each differs from it in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from ...evaluator.reference import Judge
from ...evaluator.reference.expressions import Reader
from ...evaluator.reference.world import World
from ...syntax import ast
from ..coverage.goal import Place
from .awards import award_mutants
from .model import Mutant
from .parts import Making, dropped, replaced
from .points import classification_mutants, score_mutants
from .requirements import requirement_turns

__all__ = ["Mutant", "mutants_of"]
_DAY = dt.timedelta(days=1)


def mutants_of(rules: ast.RuleSetD) -> tuple[Mutant, ...]:
    """Return every mutant of a rule set, each id once."""
    reader = Judge(World(rules, {}, {}, dt.date(2000, 1, 1))).reader
    return tuple({m.id: m for m in _all(rules, reader)}.values())


def _all(rules: ast.RuleSetD, reader: Reader) -> Iterator[Mutant]:
    yield from _calendar(rules)
    yield from _registers(rules)
    for parameter in rules.parameters:
        yield from _dated(rules, parameter)
    for measure in rules.measures:
        made = Making(rules, "measures", measure, _place("measures", measure), reader)
        yield from made.expression("value", measure.value, measure.kind.value)
    for criterion in rules.criteria:
        yield from _criterion(Making(rules, "criteria", criterion, _place("criteria", criterion), reader), criterion)
    for section, bars in (("bars", rules.bars), ("suspensions", rules.suspensions)):
        for bar in bars:
            made = Making(rules, section, bar, _place(section, bar), reader)
            yield from _judged(made.expression("when", bar.when, bar.kind.value), bar)
            yield from _if_none(made, bar)
            yield from _exceptions(made, bar)
    for score in rules.scores:
        yield from score_mutants(Making(rules, "scores", score, _place("scores", score), reader), score)
    for grades in rules.classifications:
        made = Making(rules, "classifications", grades, _place("classifications", grades), reader)
        yield from classification_mutants(made, grades)
    for assessment in rules.assessments:
        made = Making(rules, "assessments", assessment, _place("assessments", assessment), reader)
        if assessment.applies is not None:
            yield made.mutant("applies:drop", "drop-applies", _text(assessment.applies), "", dropped("applies"))
            yield from made.expression("applies", assessment.applies, assessment.kind.value)
        for turn in requirement_turns(assessment.requires, assessment.kind.value, rules):
            yield made.mutant(turn.key, turn.sort, turn.before, turn.after, replaced("requires", turn.requires))
    for award in rules.awards:
        yield from award_mutants(Making(rules, "awards", award, _place("awards", award), reader), award)


def _place(section: str, rule: object) -> Place:
    name: ast.Name = rule.id  # type: ignore[attr-defined]  # every rule has one
    label = getattr(rule, "label", "") or getattr(rule, "ask", "")
    return Place(section, name.value, label, name.span, getattr(rule, "cite", None))


def _text(expr: ast.Expr) -> str:
    from ...syntax.format import format_expression

    return format_expression(expr)


def _criterion(made: Making, rule: ast.CriterionD) -> Iterator[Mutant]:
    kind = rule.kind.value
    if rule.applies is not None:
        yield made.mutant("applies:drop", "drop-applies", _text(rule.applies), "", dropped("applies"))
        yield from made.expression("applies", rule.applies, kind)
    yield from _judged(made.expression("met", rule.met, kind), rule)
    if rule.due is not None:
        yield made.mutant("due:drop", "drop-due", rule.due.value, "", dropped("due"), rule.due.span)
    yield from _if_none(made, rule)
    yield from _exceptions(made, rule)


def _judged(mutants: Iterator[Mutant], rule: ast.CriterionD | ast.BarD) -> Iterator[Mutant]:
    """Leave out `some` for `every` under an `if none:`, which only `every` can have: that is no rule set at all."""
    whole = f"{rule.id.value}:{'met' if isinstance(rule, ast.CriterionD) else 'when'}:some"
    return (m for m in mutants if rule.if_none is None or m.id != whole)


def _if_none(made: Making, rule: ast.CriterionD | ast.BarD) -> Iterator[Mutant]:
    if rule.if_none is None:
        return
    words = ("met", "not-met", "not-applicable") if isinstance(rule, ast.CriterionD) else ("met", "not-met")
    for word in words:
        if word != rule.if_none.value:
            turned = replaced("if_none", replace(rule.if_none, value=word))
            yield made.mutant(f"if none:{word}", "if-none", rule.if_none.value, word, turned, rule.if_none.span)
    yield made.mutant("if none:drop", "drop-if-none", rule.if_none.value, "", dropped("if_none"), rule.if_none.span)


def _exceptions(made: Making, rule: ast.CriterionD | ast.BarD) -> Iterator[Mutant]:
    for number, exception in enumerate(rule.exceptions, 1):
        rest = rule.exceptions[: number - 1] + rule.exceptions[number:]
        key = f"except {number}"
        yield made.mutant(
            f"{key}:drop", "drop-except", _text(exception.when), "", replaced("exceptions", rest), exception.when.span
        )
        for turn in made.turns(key, exception.when, rule.kind.value):
            changed = list(rule.exceptions)
            changed[number - 1] = replace(exception, when=turn.expr)
            yield made.turned(turn, replaced("exceptions", tuple(changed)))


def _calendar(rules: ast.RuleSetD) -> Iterator[Mutant]:
    for section in ("deadlines", "periods"):
        for rule in getattr(rules, section):
            made = Making(rules, section, rule, _place(section, rule), None)
            bounds = (("first", rule.first), ("last", rule.last)) if isinstance(rule, ast.PeriodD) else ()
            for name, day in bounds:
                if isinstance(day, ast.DateLit):
                    for code, by in (("later", _DAY), ("earlier", -_DAY)):
                        moved = replace(day, value=day.value + by)
                        yield made.mutant(
                            f"{name}:{code}",
                            "day",
                            day.value.isoformat(),
                            moved.value.isoformat(),
                            replaced(name, moved),
                            day.span,
                        )
            if isinstance(rule, ast.DeadlineD):
                yield from _deadline(made, rule)


def _deadline(made: Making, rule: ast.DeadlineD) -> Iterator[Mutant]:
    bound = rule.bound
    if bound is not None and isinstance(bound.value, ast.DateLit):
        for code, by in (("later", _DAY), ("earlier", -_DAY)):
            day = replace(bound.value, value=bound.value.value + by)
            before, after = bound.value.value.isoformat(), day.value.isoformat()
            moved = replaced("bound", replace(bound, value=day))
            yield made.mutant(f"bound:{code}", "day", before, after, moved, bound.value.span)
    if rule.extended is not None:
        yield made.mutant("extended:drop", "drop-extended", "", "", dropped("extended"))


def _registers(rules: ast.RuleSetD) -> Iterator[Mutant]:
    for register in rules.registers:
        if register.complete is None:
            continue
        made = Making(rules, "registers", register, _place("registers", register), None)
        span = register.complete.span
        yield made.mutant("complete:drop", "never-complete", "", "", dropped("complete"), span)
        always = made.mutant(
            "complete:assumed", "always-complete", "", "", replaced("complete", register.complete), span
        )
        yield replace(always, assumed=frozenset({register.id.value}))


def _dated(rules: ast.RuleSetD, parameter: ast.ParameterD) -> Iterator[Mutant]:
    made = Making(rules, "parameters", parameter, _place("parameters", parameter), None)
    for number, value in enumerate(parameter.values, 1):
        for code, by in (("later", _DAY), ("earlier", -_DAY)):
            moved = replace(value.since, value=value.since.value + by)
            values = list(parameter.values)
            values[number - 1] = replace(value, since=moved)
            yield made.mutant(
                f"value {number}:{code}", "day", value.since.value.isoformat(), moved.value.isoformat(),
                replaced("values", tuple(values)), value.since.span,
            )  # fmt: skip
