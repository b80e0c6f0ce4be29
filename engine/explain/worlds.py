"""What conditions, criteria and bars are in one completion of everything that is missing."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import assert_never

from ..plan import Fold, Op, Rounding
from ..values import Nothing
from .criteria import after_cases
from .nodes import (
    Asked,
    AtOwner,
    Both,
    Chosen,
    Compared,
    Counted,
    Dated,
    Depends,
    Edge,
    Either,
    FieldNumber,
    FirstGiven,
    Folded,
    Formula,
    Holds,
    Key,
    Literal,
    Member,
    Named,
    Negated,
    Numeral,
    Opinion,
    OwnerHas,
    Parameter,
    Quantified,
    Rounded,
    RunOf,
    Stands,
    Step,
    Tally,
    Unsaid,
)
from .proof import BarProof, CriterionProof

World = Mapping[Key, Fraction]
_HOLDS: Mapping[Op, Callable[[Fraction, Fraction], bool]] = {
    Op.LT: lambda a, b: a < b, Op.LE: lambda a, b: a <= b, Op.EQ: lambda a, b: a == b,
    Op.NE: lambda a, b: a != b, Op.GE: lambda a, b: a >= b, Op.GT: lambda a, b: a > b,
}  # fmt: skip
_MANY = Fraction(10**9)


def mattering(edge: Edge) -> tuple[Numeral, ...]:
    """Return those of several numbers that may be the least or the greatest of them."""
    low, high = edge.amount.low, edge.amount.high
    if edge.fold is Fold.MAX:
        return tuple(p for p in edge.parts if p.amount.high > low or p.amount.low == high)
    return tuple(p for p in edge.parts if p.amount.low < high or p.amount.high == low)


def value(step: Step, world: World) -> int:
    """Return what a step is in one completion; what is settled, or not asked here, stays as the evaluation had it."""
    if step.code != 1:
        return step.code
    match step:
        case Holds(_, _, wanted, options):
            told = world.get(step.key)
            return 1 if told is None else (2 if told in options else 0) if wanted else int(told)
        case Opinion():
            told = world.get(step.key)
            return 1 if told is None else (2 if told in step.options else 0) if step.wanted else int(told)
        case Stands():
            return int(world.get(step.key, 1))
        case Depends(_, test, then, other):
            chosen = value(test, world)
            sides = value(then, world), value(other, world)
            return sides[0] if chosen == 2 or sides[0] == sides[1] else sides[1] if chosen == 0 else 1
        case Compared():
            return _compared(step, world)
        case Negated(_, item):
            return 2 - value(item, world)
        case Both(_, items):
            return min(value(i, world) for i in items)
        case Either(_, items):
            return max(value(i, world) for i in items)
        case Quantified(_, every):
            return _every(step, world)[0] if every else _some(step, world)
        case OwnerHas(_, _, _, _, item):
            return int(world.get(step.key, 1)) if item is None else value(item, world)
        case _:
            assert_never(step)


def _codes(member: Member, world: World) -> tuple[int, int]:
    passes = value(member.where, world) if member.where is not None and member.passes == 1 else member.passes
    return passes, (value(member.what, world) if passes and member.what is not None and member.has == 1 else member.has)


def _some(step: Quantified, world: World) -> int:
    found = [min(_codes(m, world)) for m in step.tally.rows if min(m.passes, m.has)]
    return max([0, *found, int(world.get((*step.key, "more"), 0))])


def _every(step: Quantified, world: World) -> tuple[int, bool]:
    """Return the value of `every`, and whether there is any row at all."""
    if step.void:
        return int(world.get((*step.key, "void"), 1)), False
    out, there = 2, step.tally.sure > 0
    for member in step.tally.rows:
        passes, has = _codes(member, world)
        there = there or passes == 2
        out = min(out, max(2 - passes, has))
    more = world.get((*step.key, "more"), Fraction(0))
    if more:
        there, out = True, 0 if more == 2 else out
    return (out if there else 1), there


def _compared(step: Compared, world: World) -> int:
    if step.key in world:
        return int(world[step.key])
    left, right = number(step.left, world), number(step.right, world)
    if left is None or right is None:
        return 1
    return 2 if _HOLDS[step.op](left, right) else 0


def number(found: Numeral, world: World) -> Fraction | None:
    """Return what a number is in one completion, None where the completion does not settle it."""
    if found.amount.exact and not (isinstance(found, Counted | Folded) and found.empty):
        return found.amount.low
    match found:
        case FieldNumber(_, _, key) | Parameter(_, _, _, _, key) | Asked(_, _, key) | Unsaid(_, key):
            return world.get(key)
        case FirstGiven(_, items, taken, _, key):
            return number(items[taken], world) if taken is not None else world.get(key)
        case Counted(_, tally, share):
            return _counted(tally, world, world.get((*found.key, "more"), Fraction(0)), share=share)
        case Chosen(_, test, then, other):
            first, second = number(then, world), number(other, world)
            told = value(test, world)
            return first if told == 2 or first == second else second if told == 0 else None
        case Named(_, _, _, _, item) | AtOwner(_, _, _, _, item):
            return None if item is None else number(item, world)
        case Dated(_, _, _, _, _, chain):
            return number(chain, world)
        case Edge(_, fold):
            return _joined(fold, [number(p, world) for p in mattering(found)], found)
        case Formula() if found.key in world:  # its divisor is 0
            return world[found.key]
        case Formula(_, sign, _, parts):
            return _joined(sign, [number(p, world) for p in parts], found)
        case Rounded(_, factor, item, unit, mode):
            inside = number(item, world)
            return None if inside is None else rounded(factor * inside, unit, mode)
        case Folded() | RunOf() | Literal():
            return world.get(found.key) if not isinstance(found, Literal) else None
        case _:
            assert_never(found)


def _joined(how: Fold | str, inner: list[Fraction | None], found: Numeral) -> Fraction | None:
    parts = [p for p in inner if p is not None]
    if len(parts) < len(inner):
        return None
    match how:
        case Fold.MIN:
            return min(parts)
        case Fold.MAX:
            return max(parts)
        case "+":
            return sum(parts, Fraction(0))
        case "-":
            return -parts[0]
        case "/" if isinstance(found, Formula) and found.step is not None and found.mode is not None:
            return rounded(parts[0] / parts[1], found.step, found.mode) if parts[1] else None
        case _:
            return parts[0] * parts[1]


def rounded(exact: Fraction, unit: Fraction, mode: Rounding) -> Fraction:
    """Return a number at whole steps of a unit."""
    steps = exact / unit
    match mode:
        case Rounding.DOWN:
            return math.floor(steps) * unit
        case Rounding.UP:
            return math.ceil(steps) * unit
        case Rounding.HALF_UP:
            return math.floor(steps + Fraction(1, 2)) * unit


def _counted(tally: Tally, world: World, more: Fraction, *, share: bool) -> Fraction:
    """Return a count, or a share in percent; `more`: 0 no further row, 1 one more or good ones, 2 many or bad ones."""
    good, all_ = tally.good, tally.sure
    for member in tally.rows:
        if member.passes < 2 or member.has == 1:
            passes, has = _codes(member, world)
            if passes == 2:
                all_ += member.passes < 2
                good += has == 2
    if not share:
        return Fraction(all_) + (_MANY if more == 2 else more)
    top, bottom = Fraction(good), Fraction(all_)
    if more:
        top, bottom = top + (_MANY if more == 1 else 0), bottom + _MANY
    return 100 * top / bottom if bottom else Fraction(0)


def criterion_value(proof: CriterionProof, world: World) -> tuple[int, int]:
    """Return (met, applies) of a criterion in one completion."""
    applies = value(proof.scope, world) if proof.scope is not None else 2
    met = proof.plain[0]
    if proof.if_none is not None and isinstance(proof.step, Compared):
        told = int(world.get(("if-none", proof.id), met))
        concerned = proof.plain[1]
        met, applies = told if met == 1 else met, min(applies, concerned if concerned != 1 else told)
    elif proof.if_none is not None and isinstance(proof.step, Quantified) and proof.step.every:
        met, applies = _ruled(proof.step, proof.if_none, world, applies, proof.plain[1])
    elif met == 1:
        met = value(proof.step, world)
    met = max(met, int(world.get(("due", proof.id), 0)))
    return after_cases(tuple((c.then, value(c.step, world)) for c in proof.exceptions), met, applies)


def _ruled(step: Quantified, if_none: Nothing, world: World, applies: int, stored: int) -> tuple[int, int]:
    """Return (met, applies) of an `every` with an `if none` rule."""
    if step.void:
        return (1, 0) if if_none is Nothing.NOT_APPLICABLE else (2 if if_none is Nothing.MET else 0, applies)
    out, there = _every(step, world) if step.code == 1 else (step.code, step.tally.sure > 0 or stored == 2)
    match if_none:
        case Nothing.NOT_APPLICABLE:
            return out, applies if there else 0
        case Nothing.MET:
            return (out if there else 2), applies
        case Nothing.NOT_MET:
            return (out if there else 0), applies


def bar_value(proof: BarProof, world: World) -> int:
    """Return a bar or suspension in one completion."""
    if proof.code != 1:
        return proof.code
    code = value(proof.step, world) if proof.plain == 1 and proof.step.code == 1 else proof.plain
    return after_cases(tuple((c.then, value(c.step, world)) for c in proof.exceptions), code, 2)[0]
