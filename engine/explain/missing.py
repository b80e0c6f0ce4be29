"""What is missing, exactly: a value is named only if two completions that differ in it alone decide differently.

Every open leaf is a variable with a small domain; a decision is a function of them. Where every variable occurs once,
all that stand under undetermined parts matter; where one occurs more often, the completions are tried.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import assert_never

from ..values import Nothing, Number
from .domains import around, own_missing, possible, settled, sides_of
from .lacking import (
    Missing,
    NoCase,
    NoDecision,
    NoFigure,
    NoOpinion,
    NoOwner,
    NoParameter,
    NoQuotient,
    NoRows,
    NotYet,
    NoValue,
    divides_by_zero,
    lacking,
)
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
from .proof import BarProof, CaseProof, CriterionProof
from .worlds import mattering

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
                domain = tuple(map(Fraction, range(step.many))) if step.wanted else _YES_NO
                self.add(step.key, domain, NoOpinion(step))
            case Depends(_, test, then, other):
                for item in (test, *sides_of(test, then, other)):
                    self.step(item)
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
        """Take in a comparison: leaf by leaf where completions can be tried, else as one question."""
        trial = Variables()
        if trial.weighed(step.left, step.right) and trial.weighed(step.right, step.left):
            for key, variable in trial.found.items():
                known = self.found.setdefault(key, Variable(set(), variable.missing))
                known.domain |= variable.domain
                known.uses += variable.uses
            return
        inner = Variables()
        for side in (step.left, step.right):
            inner.number(side)
        self.add(step.key, _YES_NO, *(m for v in inner.found.values() for m in v.missing))

    def weighed(self, number: Numeral, other: Numeral) -> bool:
        """Take in one side of a comparison; False where its leaves have more answers than can be tried."""
        limits = possible(other)
        if settled(number) or limits is None:
            return self.stepped(number)
        match number:
            case FieldNumber(amount, fact, key):
                places = fact.type.decimals if isinstance(fact.type, Number) else 0
                self.add(key, around(limits, Fraction(1, 10**places), amount), NoValue(fact))
            case Asked(amount, opinion, key):
                places = opinion.type.decimals if isinstance(opinion.type, Number) else 0
                self.add(key, around(limits, Fraction(1, 10**places), amount), NoOpinion(opinion))
            case FirstGiven(amount, _, None, lacks, key):
                self.add(key, around(limits, Fraction(1, 10**9), amount), NoFigure(lacks))
            case Parameter(amount, _, _, _, key):
                self.add(key, around(limits, Fraction(1), amount), NoParameter(number))
            case _:
                return self.stepped(number)
        return True

    def stepped(self, number: Numeral, *, sure: bool = True) -> bool:
        """Take in what a number hangs on where that is conditions only; `sure`: it surely is the one that counts."""
        if settled(number):
            return True
        match number:
            case Literal():
                return True
            case Unsaid(amount, key):
                if sure:
                    self.add(key, (amount.low, amount.high), NoCase(number))
                return True
            case Counted(_, tally, share) if not (share and tally.sure == 0):
                for member in tally.rows:
                    if share:
                        self._member(member, every=True, alone=True)
                    elif member.where is not None:
                        self.step(member.where)
                self._more(number.key, tally, (0, 1, 2))
                return True
            case Chosen(_, test, then, other):
                self.step(test)
                return all(self.stepped(s, sure=sure and test.code != 1) for s in sides_of(test, then, other))
            case Named(_, _, _, _, item):
                return self.stepped(item, sure=sure)
            case Dated(_, _, _, _, _, chain):
                return self.stepped(chain, sure=sure)
            case AtOwner(_, _, _, _, inner):
                return inner is not None and self.stepped(inner, sure=sure)
            case Edge():
                return all(self.stepped(p, sure=sure) for p in mattering(number))
            case Formula(amount, _, _, parts, key):
                if divides_by_zero(number):
                    self.add(key, (amount.low, amount.high), NoQuotient(parts[1]))
                    return True
                return all(self.stepped(p, sure=sure) for p in parts)
            case Rounded(_, _, inner):
                return self.stepped(inner, sure=sure)
            case FieldNumber() | Asked() | Parameter() | FirstGiven() | Counted() | Folded() | RunOf():
                return False
            case _:
                assert_never(number)

    def number(self, number: Numeral, *, sure: bool = True) -> None:
        """Take in everything open under a number."""
        if settled(number):
            return
        match number:
            case Literal():
                return
            case FieldNumber(_, fact, key):
                self.add(key, _YES_NO, NoValue(fact))
            case Asked(_, opinion, key):
                self.add(key, _YES_NO, NoOpinion(opinion))
            case FirstGiven(_, items, taken, lacks, key):
                self.add(key, _YES_NO, NoFigure(lacks) if taken is None else own_missing(items[taken]))
            case Parameter(_, _, _, _, key):
                self.add(key, _YES_NO, NoParameter(number))
            case Unsaid(_, key):
                if sure:
                    self.add(key, _YES_NO, NoCase(number))
            case Counted(_, tally) | Folded(_, _, _, tally):
                if number.empty and tally.closed and tally.sure + tally.maybe == 0:
                    self.add((*number.key, "void"), _YES_NO, NoRows(tally))
                self._rows(number.key, tally)
            case RunOf(_, _, last, tally):
                self.number(last)
                self._rows(number.key, tally)
            case AtOwner(_, register, row, owner, item):
                if owner is None or item is None:
                    self.add(number.key, _YES_NO, NoOwner(row, register))
                else:
                    self.number(item, sure=sure)
            case Chosen(_, test, then, other):
                self.step(test)
                for side in sides_of(test, then, other):
                    self.number(side, sure=sure and test.code != 1)
            case Named(_, _, _, _, item) | Dated(_, _, _, _, _, item) | Rounded(_, _, item):
                self.number(item, sure=sure)
            case Edge():
                for part in mattering(number):
                    self.number(part, sure=sure)
            case Formula(_, _, _, parts, key):
                if divides_by_zero(number):
                    self.add(key, _YES_NO, NoQuotient(parts[1]))
                    return
                for part in parts:
                    self.number(part, sure=sure)
            case _:
                assert_never(number)

    def _rows(self, key: Key, tally: Tally) -> None:
        for member in tally.rows:
            if member.where is not None:
                self.step(member.where)
            if member.what is not None:
                self.step(member.what)
            if member.amount is not None:
                self.number(member.amount)
        self._more(key, tally, (0, 1, 2))

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
        if not self._cases(proof.exceptions):
            return
        met = proof.plain[0]
        if proof.if_none is not None and isinstance(proof.step, Compared):
            inner = Variables()
            inner.number(proof.step.left)
            inner.number(proof.step.right)
            self.add(("if-none", proof.id), _YES_NO, *(m for v in inner.found.values() for m in v.missing))
        elif met == 1 or proof.if_none is not None:
            self.step(proof.step)
        if met == 1 and proof.due is not None and not proof.due.passed:
            self.add(("due", proof.id), _YES_NO, NotYet(proof.due.id, proof.due.label, proof.due.last))

    def bar(self, proof: BarProof) -> None:
        """Take in what is open about a bar or suspension."""
        if proof.code == 1 and self._cases(proof.exceptions) and proof.plain == 1:
            self.step(proof.step)

    def _cases(self, cases: tuple[CaseProof, ...]) -> bool:
        """Take in what is open about named cases, the last first; False where one of them settles what comes before."""
        for case in reversed(cases):
            if case.code == 2 and case.then is not Nothing.NOT_APPLICABLE:
                return False
            self.step(case.step)
            if case.code == 1 and case.then is Nothing.NOT_APPLICABLE:
                self.step(case.step)  # it counts for the criterion, and for whether any applies at all
        return True
