"""The values of a row that does not exist yet, so that conditions about it hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from ... import plan
from ...evaluator.inputs import day_bounds
from ...values import Choice, Date, FieldType, Number, Plain, Text, YesNo, date_of, days, unscaled
from ..reader import Reader
from .solving import OTHERWISE, Ends, compared

Values = Mapping[str, Plain]
#: A condition about the row, and whether it shall hold (2) or not (0).
Goal = tuple[plan.Cond, int]
#: So many rows at most are thought of for one goal.
_MANY = 12
#: What stands in a text that nobody knows yet.
SOME_TEXT = "giả định"


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes rows of one register, dated `day`; `upto`: the day need not be that one, but no later."""

    read: Reader
    register: str
    day: dt.date
    upto: bool
    marks: dict[str, frozenset[int]] = field(default_factory=dict, compare=False)

    def _marks(self, goals: tuple[Goal, ...]) -> dict[str, set[int]]:
        """Return, for each figure of the row, the values at which a comparison with what is known turns."""
        out: dict[str, set[int]] = {}
        for node in (c for goal, _ in goals for c in _comparisons(goal)):
            for figure in self._figures(node.left, node.right):
                out.setdefault(figure.field, set()).update(self._roots(figure, node.left, node.right, {}))
        return out

    def _roots(self, node: plan.Value, left: plan.Num, right: plan.Num, row: Values) -> set[int]:
        """Return the values near which two numbers meet."""

        def difference(value: int, end: int) -> Fraction | None:
            told = {**row, node.field: Fraction(value, 10**node.decimals)}
            ends = self._number(left, told), self._number(right, told)
            return None if ends[0] is None or ends[1] is None else ends[0][end] - ends[1][1 - end]

        near: set[int] = set()
        for end in (0, 1):
            first, second = difference(0, end), difference(1, end)
            if first is not None and second is not None and first != second:
                root = -first / (second - first)
                near |= {root.numerator // root.denominator + d for d in (-1, 0, 1, 2)}
        return near

    def rows(self, goals: tuple[Goal, ...], start: Values) -> list[Values]:
        """Return a few rows with as little in them as the goals ask for."""
        out: list[Values] = []
        self.marks.update({f: frozenset(m) for f, m in self._marks(goals).items()})
        for found in self._all(goals, self._dated(start)):
            whole = self._whole(found)
            if whole not in out:
                out.append(whole)
            if len(out) >= _MANY:
                break
        out = self._latest(out)
        fewest = min((len(o) for o in out), default=0)
        return [o for o in out if len(o) == fewest or not any(set(p.items()) < set(o.items()) for p in out)]

    def _latest(self, rows: list[Values]) -> list[Values]:
        """Return rows without those that differ from an earlier one in days alone: the latest day came first."""
        kept: dict[tuple[object, ...], Values] = {}
        for row in rows:
            mark = tuple(sorted((f, "a day" if isinstance(v, dt.date) else repr(v)) for f, v in row.items()))
            kept.setdefault(mark, row)
        return list(kept.values())

    def _dated(self, start: Values) -> Values:
        happens = self.read.register(self.register).happens
        if happens is None or happens in start or self.upto:
            return start
        return {**start, happens: self.day}

    def _whole(self, found: Values) -> Values:
        """Return a row with what must not be blank filled in too."""
        described = self.read.register(self.register)
        blank = [f for f in described.fields.values() if f.required and found.get(f.id) is None]
        more: dict[str, Plain] = {f.id: some_value(f.type, self.day) for f in blank}
        if described.happens is not None and found.get(described.happens) is None:
            more[described.happens] = self.day
        return {**found, **more}

    def _all(self, goals: tuple[Goal, ...], row: Values) -> Iterator[Values]:
        if not goals:
            yield row
            return
        for found in self._goal(*goals[0], row):
            yield from self._all(goals[1:], found)

    def _goal(self, node: plan.Cond, want: int, row: Values) -> Iterator[Values]:
        fields = self.read.register(self.register).fields
        match node:
            case plan.Flag(name) if name in fields:
                yield from self._set(name, [want == 2], row)
            case plan.OneOf(name, options) if name in fields:
                kind = fields[name].type
                answers = kind.options if isinstance(kind, Choice) else ()
                yield from self._set(name, [o.key for n, o in enumerate(answers) if (n in options) == (want == 2)], row)
            case plan.Present(name) if name in fields:
                if want == 2 and row.get(name) is None:
                    yield {**row, name: some_value(fields[name].type, self.day)}
                elif want == 2 or row.get(name) is None:
                    yield row
            case plan.Not(item):
                yield from self._goal(item, 2 - want, row)
            case plan.And(items) | plan.Or(items):
                if isinstance(node, plan.And) == (want == 2):
                    yield from self._all(tuple((i, want) for i in items), row)
                else:
                    for item in items:
                        yield from self._goal(item, want, row)
            case plan.Choose(test, then, other):
                yield from self._all(((test, 2), (then, want)), row)
                yield from self._all(((test, 0), (other, want)), row)
            case plan.Compare(op, left, right):
                yield from self._compare(op if want == 2 else OTHERWISE[op], left, right, row)
            case _:
                yield row  # what hangs on other rows is left to the judging

    def _set(self, name: str, values: list[Plain], row: Values) -> Iterator[Values]:
        if name in row and row[name] is not None:
            if row[name] in values and type(row[name]) in {type(v) for v in values}:
                yield row
            return
        for value in values:
            yield {**row, name: value}

    def _compare(self, op: plan.Op, left: plan.Num, right: plan.Num, row: Values) -> Iterator[Values]:
        lacking = [n for n in self._figures(left, right) if row.get(n.field) is None]
        if not lacking:
            ends = self._number(left, row), self._number(right, row)
            if None in ends or compared(op, ends[0], ends[1]) == 2:  # type: ignore[arg-type]
                yield row
            return
        node = lacking[0]
        for value in self._candidates(node, left, right, row):
            yield from self._compare(op, left, right, {**row, node.field: value})

    def _candidates(self, node: plan.Value, left: plan.Num, right: plan.Num, row: Values) -> list[Plain]:
        """Return values on both sides of where the two numbers meet, the best first: latest days, least numbers."""
        described = self.read.register(self.register)
        near = {0, 1, node.low, node.high, *self.marks.get(node.field, ()), *self._roots(node, left, right, row)}
        kind = described.fields[node.field].type
        if isinstance(kind, Date):
            last = days(self.day)
            hidden = node.field in {described.happens, described.known}
            near = {n for n in near | {last} if not hidden or n <= last}
            return [date_of(n) for n in sorted(near, reverse=True) if node.low <= n <= node.high]
        kept = sorted((n for n in near if node.low <= n <= node.high), key=lambda n: (abs(n), -n))
        return [unscaled(n, node.decimals) for n in kept]

    def _figures(self, *nodes: plan.Num) -> Iterator[plan.Value]:
        for node in nodes:
            match node:
                case plan.Value():
                    yield node
                case plan.Add(items) | plan.Extreme(_, items):
                    yield from self._figures(*items)
                case plan.Negate(item):
                    yield from self._figures(item)
                case plan.Multiply(left, right):
                    yield from self._figures(left, right)
                case _:
                    continue

    def _number(self, node: plan.Num, row: Mapping[str, object]) -> Ends | None:
        match node:
            case plan.Constant(value, decimals):
                exact = Fraction(value, 10**decimals)
                return exact, exact
            case plan.Value(name):
                found = row.get(name)
                if isinstance(found, dt.date):
                    found = days(found)
                return (Fraction(found), Fraction(found)) if isinstance(found, int | Decimal | Fraction) else None
            case plan.Given(name, decimals):
                given = self.read.frame.given.get(name, (node.low, node.high))
                return Fraction(given[0], 10**decimals), Fraction(given[1], 10**decimals)
            case plan.Add(terms):
                parts = [self._number(t, row) for t in terms]
                known = [p for p in parts if p is not None]
                if len(known) < len(parts):
                    return None
                return sum((k[0] for k in known), Fraction(0)), sum((k[1] for k in known), Fraction(0))
            case plan.Negate(term):
                inner = self._number(term, row)
                return None if inner is None else (-inner[1], -inner[0])
            case plan.Multiply(left, right):
                a, b = self._number(left, row), self._number(right, row)
                if a is None or b is None:
                    return None
                found_ = [x * y for x in a for y in b]
                return min(found_), max(found_)
            case plan.Extreme():
                try:
                    low, high = day_bounds(self.read.frame.given, node)
                except AssertionError:
                    return None
                return Fraction(low), Fraction(high)
            case _:
                return None


def _comparisons(node: object) -> Iterator[plan.Compare]:
    match node:
        case plan.Compare():
            yield node
        case plan.Not(item):
            yield from _comparisons(item)
        case plan.And(items) | plan.Or(items):
            for one in items:
                yield from _comparisons(one)
        case plan.Choose(test, then, other):
            for one in (test, then, other):
                yield from _comparisons(one)
        case _:
            return


def some_value(kind: FieldType, day: dt.date) -> Plain:
    """Return any value of a type."""
    match kind:
        case YesNo():
            return True
        case Number():
            return unscaled(max(kind.low, 0), kind.decimals)
        case Date():
            return day
        case Choice():
            return kind.options[0].key
        case Text(digits):
            return "0" * digits if digits else SOME_TEXT
