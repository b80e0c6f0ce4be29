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

from ..values import Number
from .lacking import Missing, NoDecision, NoOpinion, NoOwner, NoParameter, NoRows, NotYet, NoValue, lacking
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
    Negated,
    Numeral,
    Opinion,
    OwnerHas,
    Parameter,
    Quantified,
    Stands,
    Step,
    Tally,
)
from .proof import CriterionProof
from .worlds import World, free_number

#: So many completions are tried; beyond, everything under an undetermined part is named.
LIMIT = 4096
_YES_NO = (Fraction(0), Fraction(2))


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
        open_ = tuple(m for c in tally.coverage if not c.complete for m in lacking(c))
        if open_:
            self.add((*key, "more"), tuple(map(Fraction, domain)), *open_)

    def _compared(self, step: Compared) -> None:
        free, limit = free_number(step)
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
