"""What is missing, exactly: a value is named only if two completions that differ in it alone decide differently.

Every open leaf is a variable with a small domain; a decision is a function of them. Where every variable occurs once,
all that stand under undetermined parts matter; where one occurs more often, the completions are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import assert_never

from ..plan import Op
from ..values import Nothing, Number
from .nodes import (
    AtOwner,
    Both,
    Compared,
    Counted,
    Either,
    FieldNumber,
    Folded,
    Formula,
    Holds,
    Key,
    Literal,
    Member,
    Missing,
    Negated,
    NoDecision,
    NoOpinion,
    NoOwner,
    NoParameter,
    NoRegister,
    NoRows,
    NotYet,
    NoValue,
    Numeral,
    Opinion,
    OwnerHas,
    Parameter,
    Quantified,
    Stands,
    Step,
    Tally,
)  # fmt: skip
from .proof import BarProof, CriterionProof

World = Mapping[Key, Fraction]
#: So many completions are tried; beyond, everything under an undetermined part is named.
LIMIT = 4096
_YES_NO = (Fraction(0), Fraction(2))
_HOLDS: Mapping[Op, Callable[[Fraction, Fraction], bool]] = {
    Op.LT: lambda a, b: a < b, Op.LE: lambda a, b: a <= b, Op.EQ: lambda a, b: a == b,
    Op.NE: lambda a, b: a != b, Op.GE: lambda a, b: a >= b, Op.GT: lambda a, b: a > b,
}  # fmt: skip
_MANY = Fraction(10**9)


@dataclass(slots=True)
class Variable:
    """One open question: the answers that can make a difference, what is missing, how often it is asked."""

    domain: set[Fraction]
    missing: tuple[Missing, ...]
    uses: int = 0


@dataclass(slots=True)
class Variables:
    """The open questions under some steps, in the order in which they are met."""

    found: dict[Key, Variable] = field(default_factory=dict)

    def add(self, key: Key, domain: tuple[Fraction, ...], *missing: Missing) -> None:
        """Count one use of an open question."""
        known = self.found.setdefault(key, Variable(set(), missing))
        known.domain |= set(domain)
        known.uses += 1

    def step(self, step: Step) -> None:
        """Take in what is open under a step."""
        if step.code != 1:
            return
        match step:
            case Holds(_, fact, wanted, _, many):
                domain = tuple(map(Fraction, range(many))) if wanted else _YES_NO
                self.add(step.key, domain, NoValue(fact))
            case Opinion():
                self.add(step.key, _YES_NO, NoOpinion(step))
            case Compared():
                self._compared(step)
            case Negated(_, item):
                self.step(item)
            case Both(_, items) | Either(_, items):
                for item in items:
                    self.step(item)
            case Quantified(_, every, tally, void):
                if void:
                    self.add((*step.key, "void"), _YES_NO, NoRows(tally))
                for member in tally.rows:
                    self._member(member, every=every, alone=every and tally.sure == 0)
                self._more(step.key, tally, (0, 1, 2) if every else (0, 2))
            case OwnerHas(_, register, row, owner, item):
                if owner is None or item is None:
                    self.add(step.key, _YES_NO, NoOwner(row, register))
                else:
                    self.step(item)
            case Stands(_, row, award, label):
                self.add(step.key, _YES_NO, NoDecision(row, award, label))
            case _:
                assert_never(step)

    def _member(self, member: Member, *, every: bool, alone: bool) -> None:
        """Take in a row that may change an aggregate; `alone`: whether it counts at all matters too."""
        settled = member.passes == 0 or (member.has == 2 if every else member.has == 0)
        if settled and not (alone and member.passes == 1):
            return
        if member.where is not None:
            self.step(member.where)
        if member.what is not None and not settled:
            self.step(member.what)

    def _more(self, key: Key, tally: Tally, domain: tuple[int, ...]) -> None:
        lacking = tuple(NoRegister(c) for c in tally.coverage if not c.complete)
        if lacking:
            self.add((*key, "more"), tuple(map(Fraction, domain)), *lacking)

    def _compared(self, step: Compared) -> None:
        free, limit = _free(step)
        if free is None or limit is None:
            inner = Variables()
            for side in (step.left, step.right):
                inner.number(side)
            self.add(step.key, _YES_NO, *(m for v in inner.found.values() for m in v.missing))
            return
        match free:
            case FieldNumber(amount, fact, key):
                places = fact.type.decimals if isinstance(fact.type, Number) else 0
                self.add(key, _around(limit, Fraction(1, 10**places), amount.low, amount.high), NoValue(fact))
            case Parameter(amount, _, _, _, key):
                self.add(key, _around(limit, Fraction(1), amount.low, amount.high), NoParameter(free))
            case Counted(_, tally, share):
                for member in tally.rows:
                    if share:
                        self._member(member, every=True, alone=True)
                    elif member.where is not None:
                        self.step(member.where)
                self._more(free.key, tally, (0, 1, 2))

    def number(self, number: Numeral) -> None:
        """Take in everything open under a number."""
        if number.amount.exact and not (isinstance(number, Counted | Folded) and number.empty):
            return
        match number:
            case Literal():
                return
            case FieldNumber(_, fact, key):
                self.add(key, _YES_NO, NoValue(fact))
            case Parameter(_, _, _, _, key):
                self.add(key, _YES_NO, NoParameter(number))
            case Counted(_, tally) | Folded(_, _, _, tally):
                if number.empty and tally.closed and tally.sure + tally.maybe == 0:
                    self.add((*number.key, "void"), _YES_NO, NoRows(tally))
                for member in tally.rows:
                    if member.where is not None:
                        self.step(member.where)
                    if member.what is not None:
                        self.step(member.what)
                    if member.amount is not None:
                        self.number(member.amount)
                self._more(number.key, tally, (0, 1, 2))
            case AtOwner(_, register, row, owner, item):
                if owner is None or item is None:
                    self.add(number.key, _YES_NO, NoOwner(row, register))
                else:
                    self.number(item)
            case Formula(_, _, _, parts):
                for part in parts:
                    self.number(part)
            case _:
                assert_never(number)

    def scope(self, proof: CriterionProof) -> None:
        """Take in whom a criterion concerns, twice: it counts for the criterion, and for whether any applies at all."""
        if proof.scope is not None:
            self.step(proof.scope)
            self.step(proof.scope)

    def criterion(self, proof: CriterionProof) -> None:
        """Take in what is open about a criterion."""
        if proof.applies == 0 or (proof.applies == 2 and proof.met != 1):
            return
        self.scope(proof)
        if proof.if_none is not None and isinstance(proof.step, Compared):
            inner = Variables()
            inner.number(proof.step.left)
            inner.number(proof.step.right)
            self.add(("if-none", proof.id), _YES_NO, *(m for v in inner.found.values() for m in v.missing))
        elif proof.met == 1 or proof.if_none is not None:
            self.step(proof.step)
        if proof.met == 1 and proof.due is not None and not proof.due.passed:
            self.add(("due", proof.id), _YES_NO, NotYet(proof.due.id, proof.due.label, proof.due.last))


def _around(limit: Fraction, step: Fraction, low: Fraction, high: Fraction) -> tuple[Fraction, ...]:
    return tuple({low, high} | {c for c in (limit - step, limit, limit + step) if low <= c <= high})


def _free(step: Compared) -> tuple[FieldNumber | Parameter | Counted | None, Fraction | None]:
    """Return the one open number of a comparison and what it is compared with, or nothing where it is not so simple."""
    for free, other in ((step.left, step.right), (step.right, step.left)):
        simple = isinstance(free, FieldNumber | Parameter) or (
            isinstance(free, Counted) and not (free.share and free.tally.sure == 0)
        )
        if other.amount.exact and not free.amount.exact and simple and not isinstance(other, Counted | Folded):
            return free, other.amount.low  # type: ignore[return-value]  # `simple` says so
    return None, None


# --- completions ---------------------------------------------------------------------------------------------


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
    free, limit = _free(step)
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


def relevant(variables: Variables, decide: Callable[[World], object]) -> set[Key]:
    """Return the open questions whose answer alone can change what `decide` says."""
    found = {k: v for k, v in variables.found.items() if v.domain}
    if all(v.uses == 1 for v in found.values()):
        return set(found)
    size = 1
    for variable in found.values():
        size *= len(variable.domain)
    if size > LIMIT:
        return set(found)
    keys = list(found)
    decided = {world: decide(dict(zip(keys, world, strict=True))) for world in _worlds(found)}
    return {key for at, key in enumerate(keys) if _matters(decided, at)}


def _worlds(found: Mapping[Key, Variable]) -> Iterator[tuple[Fraction, ...]]:
    return product(*(sorted(v.domain) for v in found.values()))


def _matters(decided: Mapping[tuple[Fraction, ...], object], at: int) -> bool:
    seen: dict[tuple[Fraction, ...], object] = {}
    return any(seen.setdefault(w[:at] + w[at + 1 :], d) != d for w, d in decided.items())
