"""What conditions, criteria and bars are in one completion of everything that is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import assert_never

from ..plan import Op
from ..values import Nothing
from .nodes import (
    Both,
    Compared,
    Counted,
    Either,
    FieldNumber,
    Folded,
    Holds,
    Key,
    Member,
    Negated,
    Opinion,
    OwnerHas,
    Parameter,
    Quantified,
    Stands,
    Step,
    Tally,
)
from .proof import BarProof, CriterionProof

World = Mapping[Key, Fraction]
_HOLDS: Mapping[Op, Callable[[Fraction, Fraction], bool]] = {
    Op.LT: lambda a, b: a < b, Op.LE: lambda a, b: a <= b, Op.EQ: lambda a, b: a == b,
    Op.NE: lambda a, b: a != b, Op.GE: lambda a, b: a >= b, Op.GT: lambda a, b: a > b,
}  # fmt: skip
_MANY = Fraction(10**9)


def free_number(step: Compared) -> tuple[FieldNumber | Parameter | Counted | None, Fraction | None]:
    """Return the one open number of a comparison and what it is compared with, or nothing where it is not so simple."""
    for free, other in ((step.left, step.right), (step.right, step.left)):
        simple = isinstance(free, FieldNumber | Parameter) or (
            isinstance(free, Counted) and not (free.share and free.tally.sure == 0)
        )
        if other.amount.exact and not free.amount.exact and simple and not isinstance(other, Counted | Folded):
            return free, other.amount.low  # type: ignore[return-value]  # `simple` says so
    return None, None


def value(step: Step, world: World) -> int:
    """Return what a step is in one completion; what is settled, or not asked here, stays as the evaluation had it."""
    if step.code != 1:
        return step.code
    match step:
        case Holds(_, _, wanted, options):
            told = world.get(step.key)
            return 1 if told is None else (2 if told in options else 0) if wanted else int(told)
        case Opinion() | Stands():
            return int(world.get(step.key, 1))
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
    free, limit = free_number(step)
    if free is None or limit is None:
        return int(world.get(step.key, 1))
    match free:
        case FieldNumber(_, _, key) | Parameter(_, _, _, _, key):
            if key not in world:
                return 1
            told = world[key]
        case Counted(_, tally, share):
            told = _counted(tally, world, world.get((*free.key, "more"), Fraction(0)), share=share)
    left, right = (told, limit) if free is step.left else (limit, told)
    return 2 if _HOLDS[step.op](left, right) else 0


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
    met = proof.met
    if proof.if_none is not None and isinstance(proof.step, Compared):
        told = int(world.get(("if-none", proof.id), met))
        met, applies = told if proof.met == 1 else met, min(applies, proof.applies if proof.applies != 1 else told)
    elif proof.if_none is not None and isinstance(proof.step, Quantified) and proof.step.every:
        met, applies = _ruled(proof.step, proof.if_none, world, applies, proof.applies)
    elif met == 1:
        met = value(proof.step, world)
    return max(met, int(world.get(("due", proof.id), 0))), applies


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
    return value(proof.step, world) if proof.code == 1 and proof.step.code == 1 else proof.code
