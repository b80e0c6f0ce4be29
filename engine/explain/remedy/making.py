"""The values of a row that does not exist yet, so that conditions about it hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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

    def rows(self, goals: tuple[Goal, ...], start: Values) -> list[Values]:
        """Return a few rows with as little in them as the goals ask for."""
        out: list[Values] = []
        for found in self._all(goals, self._dated(start, goals)):
            whole = self._whole(found)
            if whole not in out:
                out.append(whole)
            if len(out) >= _MANY:
                break
        fewest = min((len(o) for o in out), default=0)
        return [o for o in out if len(o) == fewest or not any(set(p.items()) < set(o.items()) for p in out)]

    def _dated(self, start: Values, goals: tuple[Goal, ...]) -> Values:
        happens = self.read.register(self.register).happens
        if happens is None or happens in start or self.upto:
            return start
        return {**start, happens: self.day}

    def _whole(self, found: Values) -> Values:
        """Return a row with what must not be blank filled in too."""
        described = self.read.register(self.register)
        more = {
            f.id: some_value(f.type, self.day) for f in described.fields.values() if f.required and found.get(f.id) is None
        }
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
        scale = 10**node.decimals
        near = {0, 1, node.low, node.high}

        def difference(value: int, low: bool) -> Fraction | None:
            told = {**row, node.field: self._plain(node, value)}
            ends = self._number(left, told), self._number(right, told)
            if ends[0] is None or ends[1] is None:
                return None
            return ends[0][0] - ends[1][1] if low else ends[0][1] - ends[1][0]

        for low in (True, False):
            first, second = difference(0, low), difference(1, low)
            if first is not None and second is not None and first != second:
                root = -first / (second - first)
                near |= {root.numerator // root.denominator + d for d in (-1, 0, 1, 2)}
        kind = described.fields[node.field].type
        if isinstance(kind, Date):
            last = days(self.day)
            near |= {last}
            hidden = node.field in {described.happens, described.known}
            near = {n for n in near if not hidden or n <= last}
            return [date_of(n) for n in sorted(near, reverse=True) if node.low <= n <= node.high]
        return [unscaled(n, node.decimals) for n in sorted(near, key=lambda n: (abs(n), -n)) if node.low <= n <= node.high and scale]

    @staticmethod
    def _plain(node: plan.Value, value: int) -> Fraction:
        return Fraction(value, 10**node.decimals)

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
