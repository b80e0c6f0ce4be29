"""Kleene's logic for a solver: a truth is two bits, *surely met* and *surely not met*, never both.

What is settled while a formula is built is kept as a Python bool, so that the solver only sees what is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import z3

#: A bit: settled, or a formula.
Bit: TypeAlias = "bool | z3.BoolRef"
#: A whole number: settled, or a term.
Int: TypeAlias = "int | z3.ArithRef"


def conj(items: Iterable[Bit]) -> Bit:
    """Return the conjunction of bits."""
    left: list[Any] = []
    for item in items:
        if item is False:
            return False
        if item is not True:
            left.append(item)
    return True if not left else left[0] if len(left) == 1 else z3.And(left)


def disj(items: Iterable[Bit]) -> Bit:
    """Return the disjunction of bits."""
    left: list[Any] = []
    for item in items:
        if item is True:
            return True
        if item is not False:
            left.append(item)
    return False if not left else left[0] if len(left) == 1 else z3.Or(left)


def no(item: Bit) -> Bit:
    """Return the negation of a bit."""
    return (not item) if isinstance(item, bool) else z3.Not(item)


def same(left: Bit, right: Bit) -> Bit:
    """Return whether two bits are equal."""
    if isinstance(left, bool):
        return right if left else no(right)
    if isinstance(right, bool):
        return left if right else no(left)
    return True if left.eq(right) else left == right


def pick_bit(test: Bit, then: Bit, other: Bit) -> Bit:
    """Return one bit where a third holds, else the other."""
    if isinstance(test, bool):
        return then if test else other
    if then is other:
        return then
    return disj([conj([test, then]), conj([z3.Not(test), other])])


def pick(test: Bit, then: Int, other: Int) -> Int:
    """Return one number where a bit holds, else the other."""
    if isinstance(test, bool):
        return then if test else other
    if then is other or (isinstance(then, int) and isinstance(other, int) and then == other):
        return then
    return z3.If(test, then, other)


def least(left: Int, right: Int) -> Int:
    """Return the lesser of two numbers."""
    return pick(at_most(left, right), left, right)


def greatest(left: Int, right: Int) -> Int:
    """Return the greater of two numbers."""
    return pick(at_most(left, right), right, left)


def at_most(left: Int, right: Int) -> Bit:
    """Return whether one number is at most the other."""
    if left is right:
        return True
    return left <= right


def below(left: Int, right: Int) -> Bit:
    """Return whether one number is below the other."""
    if left is right:
        return False
    return left < right


def equal(left: Int, right: Int) -> Bit:
    """Return whether two numbers are equal."""
    if left is right or (isinstance(left, z3.ExprRef) and isinstance(right, z3.ExprRef) and left.eq(right)):
        return True
    return left == right


def counted(bits: Iterable[Bit]) -> Int:
    """Return how many of the bits hold."""
    total: Int = 0
    for bit in bits:
        total = total + pick(bit, 1, 0)
    return total


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """A verdict: `met` where it surely is, `failed` where it surely is not; neither is undetermined."""

    met: Bit
    failed: Bit

    @property
    def open(self) -> Bit:
        """Return whether it is undetermined."""
        return conj([no(self.met), no(self.failed)])

    @property
    def possible(self) -> Bit:
        """Return whether it may be met."""
        return no(self.failed)

    @property
    def doubted(self) -> Bit:
        """Return whether it may be not met."""
        return no(self.met)


MET, FAILED, OPEN = Truth(met=True, failed=False), Truth(met=False, failed=True), Truth(met=False, failed=False)


def sure(bit: Bit) -> Truth:
    """Return the truth of something that is settled either way."""
    return Truth(bit, no(bit))


def negated(item: Truth) -> Truth:
    """Return not."""
    return Truth(item.failed, item.met)


def every(items: Iterable[Truth]) -> Truth:
    """Return and: the least of the verdicts."""
    found = list(items)
    return Truth(conj(i.met for i in found), disj(i.failed for i in found))


def some(items: Iterable[Truth]) -> Truth:
    """Return or: the greatest of the verdicts."""
    found = list(items)
    return Truth(disj(i.met for i in found), conj(i.failed for i in found))


def chosen(test: Truth, then: Truth, other: Truth) -> Truth:
    """Return one where another holds, a third where it does not; where that is open, what both agree on."""
    return Truth(
        disj([conj([test.met, then.met]), conj([test.failed, other.met]), conj([then.met, other.met, test.open])]),
        disj([
            conj([test.met, then.failed]), conj([test.failed, other.failed]),
            conj([then.failed, other.failed, test.open]),
        ]),
    )  # fmt: skip


def alike(left: Truth, right: Truth) -> Bit:
    """Return whether two truths are the same verdict."""
    return conj([same(left.met, right.met), same(left.failed, right.failed)])


def opened(value: Truth, empty: Bit) -> Truth:
    """Return a value that is undetermined where it may rest on no rows."""
    return Truth(conj([value.met, no(empty)]), conj([value.failed, no(empty)]))
