"""Points and grades: every band, answer, cut and grade."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...evaluator.reference import Judge
from ...evaluator.reference.interval import MET, NOT_MET, Interval
from ...evaluator.reference.names import place_of
from ...evaluator.reference.world import Row
from ...syntax import ast
from ...syntax.format import format_expression
from .goal import Place, Seen, states
from .rules import rows_of
from .spots import Slot, Spot
from .thresholds import around


def score_goals(judge: Judge, place: Place, rule: ast.ScoreD) -> Iterator[Seen]:
    """Yield the bands, answers or items that give the points, and the cuts at the maximum and the floor."""
    rows, name = _counting(judge, rule), rule.id.value
    match rule.form:
        case ast.BandsD(of, steps):
            taken = {_taken([_holds(judge, of, s, at) for s in steps]) for at in rows}
            found = {f"band-{n}": (n in taken, "") for n in range(1, len(steps) + 1)}
            yield from states(place, "band", f"{name}:bands", format_expression(of), place.span, found)
            yield from _bounds(judge, place, rule, of, steps, rows)
        case ast.ConvertD(of, points):
            for option, _ in points:
                shown = any(judge.reader.names.option(of, (option.value,), at) == MET for at in rows)
                text = ".".join(of.parts)
                yield from states(
                    place, "option", f"{name}:convert {option.value}", text, option.span, {option.value: (shown, "")}
                )
        case ast.BestD(items):
            for item in items:
                shown = any(_best(judge, item.value, [i.value for i in items], at) for at in rows)
                yield from states(
                    place, "best", f"{name}:best {item.value}", item.value, item.span, {"wins": (shown, "")}
                )
        case _:
            pass
    yield from _cuts(judge, place, rule, rows)


def _counting(judge: Judge, rule: ast.ScoreD) -> list[Row]:
    """Return the subjects whose points come from the form: it applies, is evidenced and not lost."""
    rows = rows_of(judge, rule.kind.value)
    for expr, wanted in ((rule.applies, MET), (rule.evidence, MET), (rule.lost, NOT_MET)):
        if expr is not None:
            rows = [r for r in rows if judge.reader.verdict(expr, r) == wanted]
    return rows


def _holds(judge: Judge, of: ast.Expr, step: ast.BandD, at: Row) -> int:
    bounds = [(">" if step.above else ">=", step.low), ("<" if step.below else "<=", step.high)]
    return min((judge.reader.holds(op, of, b, at) for op, b in bounds if b is not None), default=MET)


def _taken(holds: list[int]) -> int | None:
    """Return the number of the band that surely gives the points."""
    for number, code in enumerate(holds, 1):
        if code != NOT_MET:
            return number if code == MET else None
    return None


def _bounds(
    judge: Judge, place: Place, rule: ast.ScoreD, of: ast.Expr, steps: tuple[ast.BandD, ...], rows: list[Row]
) -> Iterator[Seen]:
    """Yield every bound of the bands at, just below and just above; neighbours share theirs."""
    bounds = {format_expression(b): b for s in steps for b in (s.low, s.high) if b is not None}
    slot = Slot(place, "bands", of, rule.kind.value, rows, condition=False)
    for text, bound in bounds.items():
        spot = Spot(slot, slot.key, bound, rule.kind.value, rows, root=False)
        yield from around(spot, judge.reader, of, bound, f"{slot.key} {text}", f"{format_expression(of)} : {text}")


def _best(judge: Judge, mine: str, items: list[str], at: Row) -> bool:
    own = judge.reader.score(mine, at)
    return own.exact and all(judge.reader.score(i, at).high < own.low for i in items if i != mine)


def _cuts(judge: Judge, place: Place, rule: ast.ScoreD, rows: list[Row]) -> Iterator[Seen]:
    """Yield that more points than the maximum were cut, and fewer than the floor raised, where that can be."""
    name, kind, reader = rule.id.value, rule.kind.value, judge.reader
    if isinstance(rule.form, ast.PointsD):
        value = rule.form.value
        raw, whole = [reader.number(value, r) for r in rows], reader.range(value, kind)
    elif isinstance(rule.form, ast.SumD) and rule.capped:
        names = [i.value for i in rule.form.items]
        raw = [_sum([reader.score(n, r) for n in names]) for r in rows]
        refs = [ast.Ref((n.partition(".")[2],)) for n in names]
        whole = _sum([reader.range(ref, kind) for ref in refs])
    else:
        return
    for word, limit, over in (("max", rule.max, 1), ("floor", rule.floor, -1)):
        end = whole.high if over > 0 else whole.low
        if limit is not None and (end - Fraction(limit)) * over > 0:
            shown = any(((i.low if over > 0 else i.high) - Fraction(limit)) * over > 0 for i in raw)
            yield from states(place, "cut", f"{name}:{word}", f"{limit:f}", place.span, {word: (shown, "")})


def _sum(items: list[Interval]) -> Interval:
    return Interval(sum((i.low for i in items), Fraction(0)), sum((i.high for i in items), Fraction(0)))


def grade_goals(judge: Judge, place: Place, rule: ast.ClassificationD) -> Iterator[Seen]:
    """Yield every grade that can come out, and none where a ceiling gives none or no grade takes the rest."""
    found = [judge.reader.graded(rule.id.value, at) for at in rows_of(judge, rule.kind.value)]
    shown = {g.low for g in found if g.applies == MET and g.low == g.high}
    none = all(g.when is not None for g in rule.grades) or any(c.grade.value == "none" for c in rule.ceilings)
    names = [*(g.id.value for g in rule.grades), *(["none"] if none else [])]
    goals = {n: (place_of(rule, n) in shown, "") for n in names}
    yield from states(place, "grade", rule.id.value, place.label, place.span, goals)
