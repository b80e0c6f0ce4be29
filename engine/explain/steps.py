"""From a condition of the plan and a row to the step that proves it: every value is read, none computed anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

import numpy as np

from .. import plan
from ..values import Choice
from .coverage import along
from .nodes import (
    Both,
    Depends,
    Either,
    Holds,
    Key,
    Member,
    Named,
    Negated,
    OwnerHas,
    Quantified,
    Stands,
    Step,
    Tally,
)  # fmt: skip
from .numbers import comparison, numeral
from .opinions import opinion
from .order import word_order
from .reader import Reader

#: So many proofs of owners are kept at a time.
_KEPT = 1 << 12


@dataclass(slots=True, eq=False)
class Steps:
    """Builds steps for rows of an evaluation."""

    read: Reader
    named: dict[tuple[str, int, str], Named] = field(default_factory=dict)
    _above: dict[tuple[int, str, int], Step] = field(default_factory=dict)

    def step(self, node: plan.Cond, at: str, index: int) -> Step:
        """Return the proof of a condition at one row."""
        code = int(self.read.codes(node, at)[index])
        match node:
            case plan.Flag(name):
                if (at, name) in self.read.frame.judged:
                    return opinion(self.read, at, index, name, code, given=False)
                return Holds(code, self.read.fact(at, name, index), (), (2,), 2, given=False, key=(at, index, name))
            case plan.OneOf(name, options):
                if (at, name) in self.read.frame.answers:
                    return opinion(self.read, at, index, name, code, given=False, options=options)
                fact = self.read.fact(at, name, index)
                answers = fact.type.options if isinstance(fact.type, Choice) else ()
                wanted = tuple(answers[i].label for i in options)
                return Holds(code, fact, wanted, options, len(answers), given=False, key=(at, index, name))
            case plan.Present(name):
                if (at, name) in self.read.frame.judged or (at, name) in self.read.frame.answers:
                    return opinion(self.read, at, index, name, code, given=True)
                key = (at, index, name, "given")
                return Holds(code, self.read.fact(at, name, index), (), (), 2, given=True, key=key)
            case plan.Compare(op, left, right):
                return comparison(self, op, left, right, at, index, code, self._key(node, at, index))
            case plan.Choose(test, then, other):
                return Depends(code, *(self.step(i, at, index) for i in (test, then, other)))
            case plan.Not(item):
                return Negated(code, self.step(item, at, index))
            case plan.And(items):
                return Both(code, tuple(self.step(i, at, index) for i in items))
            case plan.Or(items):
                return Either(code, tuple(self.step(i, at, index) for i in items))
            case plan.Some(path, where, has):
                tally = self.tally(at, index, path, where, has, None, every=False)
                return Quantified(code, every=False, tally=tally, void=False, key=self._key(node, at, index))
            case plan.Every(path, where, has):
                tally = self.tally(at, index, path, where, has, None, every=True)
                void = tally.closed and tally.sure + tally.maybe == 0
                return Quantified(code, every=True, tally=tally, void=void, key=self._key(node, at, index))
            case plan.Owner(register, item):
                above = int(self.read.table(at).owners[register][index])
                row = self.read.row(at, index)
                owner = self.read.row(register, above) if above >= 0 else None
                inner = self._of_owner(item, register, above) if above >= 0 else None
                return OwnerHas(
                    code, self.read.register(register).label, row, owner, inner, (at, index, "owner", register)
                )
            case plan.Standing(award, state):
                label = self.read.ready.awards[award].label
                return Stands(code, self.read.row(at, index), award, label, state, (at, index, "stands", award, state))
            case _:
                assert_never(node)

    def _of_owner(self, node: plan.Cond, at: str, index: int) -> Step:
        """Return the proof of a condition at an owner, which all that belong to it have in common."""
        key = self.read.id_of(node), at, index
        found = self._above.get(key)
        if found is None:
            if len(self._above) > _KEPT:
                self._above.clear()
            found = self._above[key] = self.step(node, at, index)
        return found

    def _key(self, node: object, at: str, index: int) -> Key:
        return (at, index, "#", self.read.id_of(node))

    # --- rows under an aggregate -----------------------------------------------------------------------------

    def tally(
        self,
        at: str,
        index: int,
        path: plan.Path,
        where: plan.Cond | None,
        has: plan.Cond | None,
        value: plan.Num | None,
        *,
        every: bool,
    ) -> Tally:
        """Return what an aggregate over the rows below one row saw; `every`: those that fail are worth naming."""
        rows, end = self.read.members(at, path, index), path[-1]
        f = self.read.codes(where, end)[rows] if where is not None else np.full(len(rows), 2, dtype=np.int8)
        p = self.read.codes(has, end)[rows] if has is not None else np.full(len(rows), 2, dtype=np.int8)
        if every:
            named = (f >= 1) & (p <= 1) | (f == 1)
        else:
            named = np.minimum(f, p) >= 1
            if not named.any():  # what came near is worth a look
                named = np.ones(len(rows), dtype=bool)
        described = self.read.register(end)

        def whole() -> tuple[Member, ...]:
            return self.arranged([self.member(end, int(i), where, has, value) for i in rows])

        return Tally(
            end, described.label, described.subject or "", len(rows), int((f == 2).sum()), int((f == 1).sum()),
            int(((f == 2) & (p == 2)).sum()), int(((f == 2) & (p == 0)).sum()), along(self.read, path, at, index),
            self.arranged([self.member(end, int(rows[i]), where, has, value) for i in np.flatnonzero(named)]),
            whole,
        )  # fmt: skip

    def member(
        self, at: str, index: int, where: plan.Cond | None, has: plan.Cond | None, value: plan.Num | None
    ) -> Member:
        """Return one row under an aggregate."""
        fields = [*_fields(where), *_fields(has), *_fields(value)]
        described = self.read.register(at)
        fields += [f for f in (described.happens, described.known) if f]
        return Member(
            self.read.row(at, index),
            int(self.read.codes(where, at)[index]) if where is not None else 2,
            int(self.read.codes(has, at)[index]) if has is not None else 2,
            self.step(where, at, index) if where is not None else None,
            self.step(has, at, index) if has is not None else None,
            numeral(self, value, at, index) if value is not None else None,
            tuple(self.read.fact(at, f, index) for f in dict.fromkeys(fields) if f in described.fields),
        )

    @staticmethod
    def arranged(members: list[Member]) -> tuple[Member, ...]:
        """Return rows in an order that does not depend on where they stood: settled ones first, then by name."""

        def order(m: Member) -> tuple[object, ...]:
            row = m.row
            owner = row.owner
            name = row.name or (owner.name or owner.key if owner else "")
            told = tuple(str(f.value) for f in m.facts)
            return (-min(m.passes, 2 - m.has), word_order(name), row.key, owner.key if owner else "", told)

        return tuple(sorted(members, key=order))


def _fields(node: plan.Cond | plan.Num | None) -> Iterator[str]:
    """Yield the fields of the row itself that a condition or number reads."""
    match node:
        case plan.Flag(name) | plan.OneOf(name) | plan.Present(name) | plan.Value(name):
            yield name
        case plan.Not(item) | plan.Negate(item):
            yield from _fields(item)
        case plan.And(items) | plan.Or(items) | plan.Add(items) | plan.Extreme(_, items) | plan.First(items):
            for item in items:
                yield from _fields(item)
        case plan.If(test, then, other) | plan.Choose(test, then, other):
            for part in (test, then, other):
                yield from _fields(part)
        case plan.Rounded(item):
            yield from _fields(item)
        case plan.Compare(_, left, right) | plan.Multiply(left, right) | plan.Divide(left, right):
            yield from _fields(left)
            yield from _fields(right)
        case _:
            return
