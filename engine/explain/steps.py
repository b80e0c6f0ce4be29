"""From a condition of the plan and a row to the step that proves it: every value is read, none computed anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

import numpy as np

from .. import plan
from ..evaluator.interval import Interval, Ratio
from ..values import Choice, Date, Number
from .coverage import along
from .nodes import (
    Amount,
    Both,
    Either,
    Holds,
    Key,
    Member,
    Negated,
    OwnerHas,
    Quantified,
    Stands,
    Step,
    Tally,
)  # fmt: skip
from .opinions import opinion
from .order import word_order
from .reader import Reader


@dataclass(slots=True, eq=False)
class Steps:
    """Builds steps for rows of an evaluation."""

    read: Reader

    def step(self, node: plan.Cond, at: str, index: int) -> Step:
        """Return the proof of a condition at one row."""
        code = int(self.read.codes(node, at)[index])
        match node:
            case plan.Flag(name):
                if (at, name) in self.read.frame.judged:
                    return opinion(self.read, at, index, name, code, given=False)
                return Holds(code, self.read.fact(at, name, index), (), (2,), 2, given=False, key=(at, index, name))
            case plan.OneOf(name, options):
                fact = self.read.fact(at, name, index)
                answers = fact.type.options if isinstance(fact.type, Choice) else ()
                wanted = tuple(answers[i].label for i in options)
                return Holds(code, fact, wanted, options, len(answers), given=False, key=(at, index, name))
            case plan.Present(name):
                if (at, name) in self.read.frame.judged:
                    return opinion(self.read, at, index, name, code, given=True)
                return Holds(code, self.read.fact(at, name, index), (), (), 2, given=True, key=(at, index, name))
            case plan.Compare(op, left, right):
                from .numbers import comparison

                return comparison(self, op, left, right, at, index, code, self._key(node, at, index))
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
                inner = self.step(item, register, above) if above >= 0 else None
                return OwnerHas(
                    code, self.read.register(register).label, row, owner, inner, (at, index, "owner", register)
                )
            case plan.Standing(award, state):
                label = self.read.ready.awards[award].label
                return Stands(code, self.read.row(at, index), award, label, state, (at, index, "stands", award, state))
            case _:
                assert_never(node)

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
        from .numbers import numeral

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
        case plan.And(items) | plan.Or(items) | plan.Add(items):
            for item in items:
                yield from _fields(item)
        case plan.Compare(_, left, right) | plan.Multiply(left, right) | plan.Divide(left, right):
            yield from _fields(left)
            yield from _fields(right)
        case _:
            return


def amount_at(
    found: Interval | Ratio, index: int, decimals: int, kind: str, unit: str, *, percent: bool = False
) -> tuple[Amount, bool]:
    """Return one row of an interval or ratio column, and whether it may rest on no rows."""
    if isinstance(found, Ratio):
        ends = []
        scale = Fraction(100) if percent else Fraction(1, 10**decimals)
        for top, bottom in ((found.low_top, found.low_bottom), (found.high_top, found.high_bottom)):
            ends.append(Fraction(int(top[index]), int(bottom[index])) * scale if bottom[index] else Fraction(0))
        return Amount(ends[0], ends[1], kind, unit), bool(found.empty[index])
    low, high = (Fraction(int(end[index]), 10**decimals) for end in (found.low, found.high))
    return Amount(low, high, kind, unit), found.empty is not None and bool(found.empty[index])


def kind_of(read: Reader, node: plan.Num, at: str) -> tuple[str, str]:
    """Return the kind and the unit of a number, empty where it has none of its own."""
    match node:
        case plan.Value(name):
            return _type_of(read.described(at, name).type)
        case plan.Given(name):
            return _type_of(read.ready.parameters[name].type)
        case plan.Count():
            return "count", ""
        case plan.Share():
            return "percent", ""
        case plan.Total(_, path, _, value):
            return kind_of(read, value, path[-1])
        case plan.Peers(_, value):
            return kind_of(read, value, at)
        case plan.OwnerNum(register, value):
            return kind_of(read, value, register)
        case plan.Add(terms):
            return next((k for t in terms if (k := kind_of(read, t, at))[0]), ("", ""))
        case plan.Negate(term):
            return kind_of(read, term, at)
        case plan.Multiply() | plan.Divide():
            return "number", ""
        case plan.Constant():
            return "", ""
        case _:
            assert_never(node)


def _type_of(kind: object) -> tuple[str, str]:
    match kind:
        case Number(name, _, _, _, unit):
            return name, unit
        case Date():
            return "date", ""
        case _:
            return "number", ""
