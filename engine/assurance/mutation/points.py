"""Faults in points and grades: ends of bands, maxima, losses, items left out, steps down and ceilings forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ...syntax import ast
from ...syntax.format import format_expression
from .model import Mutant
from .parts import Making, dropped, replaced

_ROUNDINGS = ("down", "up", "half-up")


def score_mutants(made: Making, rule: ast.ScoreD) -> Iterator[Mutant]:
    """Yield the mutants of one item of a points table."""
    kind = rule.kind.value
    for name, expr in (("applies", rule.applies), ("evidence", rule.evidence), ("lost", rule.lost)):
        if expr is not None:
            yield made.mutant(f"{name}:drop", f"drop-{name}", format_expression(expr), "", dropped(name), expr.span)
            yield from made.expression(name, expr, kind)
    for word in ("full", "zero", "left-out") if rule.otherwise is not None else ():
        if word != rule.otherwise and (word != "left-out" or rule.otherwise == "left-out"):
            yield made.mutant(f"otherwise:{word}", "setting", str(rule.otherwise), word, replaced("otherwise", word))
    for name in ("max", "floor"):
        value: Decimal | None = getattr(rule, name)
        if value is None:
            continue
        for code, by in (("more", 1), ("less", -1)):
            yield made.mutant(f"{name}:{code}", "step", f"{value:f}", f"{value + by:f}", replaced(name, value + by))
        if name == "floor":
            yield made.mutant("floor:drop", "drop-floor", f"{value:f}", "", dropped(name))
    if rule.rounding is not None:
        for mode in _ROUNDINGS:
            if mode != rule.rounding.mode:
                turned = replaced("rounding", replace(rule.rounding, mode=mode))
                yield made.mutant(f"rounding:{mode}", "rounding", rule.rounding.mode, mode, turned)
    yield from _form(made, rule, kind)


def _form(made: Making, rule: ast.ScoreD, kind: str) -> Iterator[Mutant]:
    form = rule.form
    match form:
        case ast.PointsD(value):
            for turn in made.turns("points", value, kind):
                yield made.turned(turn, replaced("form", ast.PointsD(turn.expr)))
        case ast.ProportionalD(of):
            for turn in made.turns("points", of, kind):
                yield made.turned(turn, replaced("form", ast.ProportionalD(turn.expr)))
        case ast.BandsD(of, steps):
            for turn in made.turns("points", of, kind):
                yield made.turned(turn, replaced("form", replace(form, of=turn.expr)))
            for number, step in enumerate(steps):
                yield from _band(made, form, number, step, kind)
        case ast.ConvertD(_, points):
            for number, (option, worth) in enumerate(points):
                for turn in made.turns(f"convert {option.value}", worth, kind):
                    changed = (*points[:number], (option, turn.expr), *points[number + 1 :])
                    yield made.turned(turn, replaced("form", replace(form, points=changed)))
        case ast.SumD(items) | ast.BestD(items):
            for item in items if len(items) > 1 else ():
                rest = tuple(i for i in items if i != item)
                less = replaced("form", replace(form, items=rest))
                yield made.mutant(f"items {item.value}:drop", "drop-item", item.value, "", less, item.span)
            if isinstance(form, ast.BestD):
                yield made.mutant("best:sum", "best-sum", "best", "sum", replaced("form", ast.SumD(items, None)))
            elif form.rescale is not None:
                yield made.mutant("rescale:drop", "drop-rescale", "", "", replaced("form", replace(form, rescale=None)))


def _band(made: Making, form: ast.BandsD, number: int, step: ast.BandD, kind: str) -> Iterator[Mutant]:
    def bands(changed: ast.BandD) -> dict[str, object]:
        return {"form": replace(form, steps=(*form.steps[:number], changed, *form.steps[number + 1 :]))}

    key = f"band {number + 1}"
    if step.low is not None:
        before, after = ("above", "from") if step.above else ("from", "above")
        turned = bands(replace(step, above=not step.above))
        text = format_expression(step.low)
        yield made.mutant(f"{key} low:edge", "band-end", f"{before} {text}", f"{after} {text}", turned, step.span)
        for turn in made.turns(f"{key} low", step.low, kind):
            yield made.turned(turn, bands(replace(step, low=turn.expr)))
    if step.high is not None:
        before, after = ("below", "to") if step.below else ("to", "below")
        turned = bands(replace(step, below=not step.below))
        text = format_expression(step.high)
        yield made.mutant(f"{key} high:edge", "band-end", f"{before} {text}", f"{after} {text}", turned, step.span)
        for turn in made.turns(f"{key} high", step.high, kind):
            yield made.turned(turn, bands(replace(step, high=turn.expr)))
    for turn in made.turns(f"{key} points", step.points, kind):
        yield made.turned(turn, bands(replace(step, points=turn.expr)))


def classification_mutants(made: Making, rule: ast.ClassificationD) -> Iterator[Mutant]:
    """Yield the mutants of one classification."""
    kind = rule.kind.value
    if rule.applies is not None:
        yield made.mutant("applies:drop", "drop-applies", format_expression(rule.applies), "", dropped("applies"))
        yield from made.expression("applies", rule.applies, kind)
    for number, grade in enumerate(rule.grades):
        if grade.when is not None:
            for turn in made.turns(f"grade {grade.id.value}", grade.when, kind):
                changed = replace(grade, when=turn.expr)
                grades = (*rule.grades[:number], changed, *rule.grades[number + 1 :])
                yield made.turned(turn, replaced("grades", grades))
    for number, down in enumerate(rule.down):
        key = f"down {number + 1}"
        rest = rule.down[:number] + rule.down[number + 1 :]
        yield made.mutant(f"{key}:drop", "drop-down", down.label, "", replaced("down", rest), down.when.span)
        more = replace(down, by=down.by + 1)
        steps = (*rule.down[:number], more, *rule.down[number + 1 :])
        yield made.mutant(f"{key}:more", "step", str(down.by), str(more.by), replaced("down", steps), down.when.span)
        for turn in made.turns(key, down.when, kind):
            steps = (*rule.down[:number], replace(down, when=turn.expr), *rule.down[number + 1 :])
            yield made.turned(turn, replaced("down", steps))
    names = [*(g.id.value for g in rule.grades), "none"]
    for number, ceiling in enumerate(rule.ceilings):
        key = f"ceiling {number + 1}"
        rest_ = rule.ceilings[:number] + rule.ceilings[number + 1 :]
        yield made.mutant(
            f"{key}:drop", "drop-ceiling", ceiling.label, "", replaced("ceilings", rest_), ceiling.when.span
        )
        at = names.index(ceiling.grade.value)
        for near in [names[at - 1]] if at else []:
            turned = replace(ceiling, grade=replace(ceiling.grade, value=near))
            ceilings = (*rule.ceilings[:number], turned, *rule.ceilings[number + 1 :])
            yield made.mutant(
                f"{key}:{near}", "step", ceiling.grade.value, near, replaced("ceilings", ceilings), ceiling.when.span
            )
        for turn in made.turns(key, ceiling.when, kind):
            ceilings = (*rule.ceilings[:number], replace(ceiling, when=turn.expr), *rule.ceilings[number + 1 :])
            yield made.turned(turn, replaced("ceilings", ceilings))
