"""The records as of a day: what is seen, what is complete, who owns what (docs/semantics.md, 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ...syntax import ast
from ...values import days
from .interval import Interval, extreme, hull_of, point

if TYPE_CHECKING:
    from ...records.plain import PlainRow, PlainTable

#: A row: its register and its index there.
Row = tuple[str, int]
Parameters = Mapping[str, bool | Decimal | dt.date | str]

EVERY_DAY = Interval(Fraction(days(dt.date(1900, 1, 1))), Fraction(days(dt.date(2199, 12, 31))))
#: What a number may be where its field or parameter declares no range.
DEFAULT_RANGES = {"count": (0, 10**9), "percent": (0, 100)}


@dataclass(frozen=True, slots=True)
class Shape:
    """What matters of a register here; the built-in ones have a shape too."""

    subject: bool
    owners: tuple[str, ...]
    happens: str | None
    known: str | None
    complete: ast.CompleteD | None
    role: str | None = None


def number_range(kind: str, written: tuple[Decimal, Decimal] | None) -> Interval:
    """Return what a field or parameter of this type may hold."""
    if written is not None:
        return Interval(Fraction(written[0]), Fraction(written[1]))
    if kind == "date":
        return EVERY_DAY
    low, high = DEFAULT_RANGES[kind]
    return Interval(Fraction(low), Fraction(high))


def as_fraction(value: object) -> Fraction:
    """Return a day or number as a fraction; days count from 1970-01-01."""
    match value:
        case dt.date():
            return Fraction(days(value))
        case Decimal() | int():
            return Fraction(value)
        case _:
            raise TypeError(value)


class World:
    """One dossier under one rule set, as of the end of one day."""

    def __init__(
        self, rules: ast.RuleSetD, tables: Mapping[str, PlainTable], parameters: Parameters, as_of: dt.date
    ) -> None:
        """Keep the inputs; nothing is computed before it is asked for."""
        self.rules, self.tables, self.parameters, self.as_of = rules, tables, parameters, as_of
        self.kinds = tuple(r.id.value for r in rules.registers if r.subject is not None)
        self.shapes = {r.id.value: _shape(r) for r in rules.registers}
        attested = ast.CompleteD("attested", None, None, None)
        self.shapes["attestation"] = Shape(subject=False, owners=(), happens="day", known="day", complete=None)
        self.shapes["judgement"] = Shape(subject=False, owners=self.kinds, happens="day", known="day", complete=None)
        self.shapes["nomination"] = Shape(
            subject=False, owners=self.kinds, happens="day", known="day", complete=attested
        )
        self.shapes["grant"] = Shape(subject=False, owners=self.kinds, happens="day", known="day", complete=attested)
        self._periods = {p.id.value: p for p in rules.periods}
        self._deadlines = {d.id.value: d for d in rules.deadlines}
        self._asked = {p.id.value: p for p in rules.parameters}
        self._complete: dict[tuple[str, Row], bool] = {}

    # --- days --------------------------------------------------------------------------------------------------

    def parameter(self, name: str) -> Interval:
        """Return a number or day the plan leaves open, its range until it is given."""
        asked = self._asked[name]
        if asked.values:  # not asked but stated, day by day; without a day it is any of its values
            ends = [Fraction(e) for e in asked.range or ()]
            return hull_of(point(v) for v in (*(Fraction(d.value) for d in asked.values), *ends))
        if name in self.parameters:
            return point(as_fraction(self.parameters[name]))
        return number_range(asked.type.value, asked.range)

    def parameter_on(self, name: str, day: Interval) -> Interval:
        """Return a parameter with dated values as it was on a day, or on any of several days."""
        values = sorted(self._asked[name].values, key=lambda v: v.since.value)
        begins = [Fraction(days(v.since.value)) for v in values]
        if day.low < begins[0]:
            return self.parameter(name)
        ends = [*begins[1:], day.high + 1]
        possible = [v for v, b, e in zip(values, begins, ends, strict=True) if b <= day.high and day.low < e]
        return hull_of(point(Fraction(v.value)) for v in possible)

    def _day(self, written: ast.DateLit | ast.Ref) -> Interval:
        if isinstance(written, ast.DateLit):
            return point(days(written.value))
        return self.parameter(written.parts[0])

    def last_of_deadline(self, name: str) -> Interval:
        """Return the last day that still meets a deadline: its own, or the one it was extended to, if later."""
        rule = self._deadlines[name]
        bounds = [b for b in (rule.bound, rule.extended.bound if rule.extended else None) if b is not None]
        return extreme("max", [self._last_of(b) for b in bounds])

    def _last_of(self, bound: ast.BoundD) -> Interval:
        day, back = self._day(bound.value), 1 if bound.strict else 0
        return Interval(day.low - back, day.high - back)

    def period(self, name: str) -> tuple[Interval, Interval]:
        """Return the first and last day of a period."""
        found = self._periods[name]
        return self._day(found.first), self._day(found.last)

    # --- rows --------------------------------------------------------------------------------------------------

    def rows(self, register: str) -> Sequence[PlainRow]:
        """Return all rows of a register, seen or not."""
        table = self.tables.get(register)
        return table.rows if table is not None else ()

    def row(self, at: Row) -> PlainRow:
        """Return one row."""
        return self.rows(at[0])[at[1]]

    def seen(self, at: Row) -> bool:
        """Tell whether a row is known on the day: a missing day does not hide it, and subjects are always seen."""
        shape, values = self.shapes[at[0]], self.row(at).values
        if shape.subject:
            return True
        stated = [values.get(name) for name in (shape.happens, shape.known) if name]
        return not any(isinstance(day, dt.date) and day > self.as_of for day in stated)

    def all_seen(self, register: str) -> Iterator[Row]:
        """Go through the seen rows of a register."""
        for row in self.rows(register):
            if self.seen((register, row.index)):
                yield register, row.index

    def direct_owner(self, at: Row, register: str) -> Row | None:
        """Return the row of `register` that directly owns a row."""
        index = self.row(at).owners.get(register, -1)
        return (register, index) if index >= 0 else None

    def owner(self, at: Row, register: str) -> Row | None:
        """Return the row's owner in a register above, by the shortest way up; None where a step is not known."""
        here: Row | None = at
        for step in self._way_up(at[0], register):
            here = self.direct_owner(here, step) if here else None
        return here

    def _way_up(self, register: str, target: str) -> tuple[str, ...]:
        ways: list[tuple[str, ...]] = [(o,) for o in self.shapes[register].owners]
        for way in ways:
            if way[-1] == target:
                return way
            ways += [(*way, o) for o in self.shapes[way[-1]].owners]
        raise LookupError(register, target)

    def owned(self, at: Row, register: str) -> list[Row]:
        """Return the rows a row owns, seen or not."""
        return [(register, r.index) for r in self.rows(register) if r.owners.get(at[0], -1) == at[1]]

    def top(self, at: Row) -> Row | None:
        """Return the row without owners above a row; None where it is not known."""
        owners = self.shapes[at[0]].owners
        if not owners:
            return at
        direct = (self.direct_owner(at, o) for o in owners)
        first = next((o for o in direct if o is not None), None)
        return self.top(first) if first else None

    def reach(self, at: Row, path: Sequence[str]) -> tuple[list[Row], bool]:
        """Return the seen rows at the end of a path, and whether every step is complete for every row on it."""
        here, complete = [at], True
        for step in path:
            complete = complete and all(self.complete(step, o) for o in here)
            here = [r for o in here for r in self.owned(o, step) if self.seen(r)]
        return here, complete

    # --- completeness ------------------------------------------------------------------------------------------

    def complete(self, register: str, owner: Row) -> bool:
        """Tell whether a register is known to hold everything for one owner."""
        key = (register, owner)
        if key not in self._complete:
            self._complete[key] = self._is_complete(register, owner)
        return self._complete[key]

    def _is_complete(self, register: str, owner: Row) -> bool:
        table, rule = self.tables.get(register), self.shapes[register].complete
        if table is None or rule is None or not table.read or table.reopened_all:
            return False
        if owner[1] in table.reopened.get(owner[0], frozenset()):
            return False
        if rule.per is not None:
            return self._counted(register, owner, rule)
        return any(self._attests(a, register, rule, owner) for a in self.all_seen("attestation"))

    def _counted(self, register: str, owner: Row, rule: ast.CompleteD) -> bool:
        if rule.per is None or rule.count is None or owner[0] != rule.per.value:
            return False
        stated = self.row(owner).values.get(rule.count.parts[-1])
        return isinstance(stated, Decimal) and stated == len(self.owned(owner, register))

    def _attests(self, attestation: Row, register: str, rule: ast.CompleteD, owner: Row | None) -> bool:
        """Tell whether an attestation makes a register complete for an owner (None: for everybody)."""
        row = self.row(attestation)
        scope = next(((r, i) for r, i in row.owners.items() if i >= 0), None)
        if row.values.get("register") != register:
            return False
        if scope is not None and (owner is None or scope != self.top(owner)):
            return False
        return self._covers(row, rule) and row.values.get("count") == self._known_by(row, register, scope)

    def _covers(self, attestation: PlainRow, rule: ast.CompleteD) -> bool:
        first = last = None
        if "period" in self._periods:
            first, last = self.period("period")
        if rule.through is not None:
            last = self.last_of_deadline(rule.through.value)
        begins, ends = attestation.values.get("covers_from"), attestation.values.get("covers_to")
        if not isinstance(begins, dt.date) or not isinstance(ends, dt.date):
            return False
        if first is not None and days(begins) > first.low:
            return False
        return last is None or Fraction(days(ends)) >= min(last.high, Fraction(days(self.as_of)))

    def _known_by(self, attestation: PlainRow, register: str, scope: Row | None) -> int | None:
        """Return how many rows in its scope an attestation should have counted; None where it bears no day."""
        day = attestation.values.get("day")
        if not isinstance(day, dt.date):
            return None
        shape, count = self.shapes[register], 0
        for row in self.rows(register):
            known = row.values.get(shape.known or shape.happens or "")
            later = isinstance(known, dt.date) and known > day
            if not later and (scope is None or self.top((register, row.index)) == scope):
                count += 1
        return count

    def complete_for_all(self, register: str) -> bool:
        """Tell whether a register holds every row there is (for peers); without `complete:`, as it stands."""
        table, shape = self.tables.get(register), self.shapes[register]
        if table is None or not table.read or table.reopened_all or any(table.reopened.values()):
            return False
        rule = shape.complete
        if rule is None:
            return True
        if rule.per is None and any(self._attests(a, register, rule, None) for a in self.all_seen("attestation")):
            return True
        return bool(shape.owners) and all(
            self.complete_for_all(o) and all(self.complete(register, (o, r.index)) for r in self.rows(o))
            for o in shape.owners
        )


def _shape(register: ast.RegisterD) -> Shape:
    return Shape(
        register.subject is not None,
        tuple(o.value for o in register.owners),
        register.happens.value if register.happens else None,
        register.known.value if register.known else None,
        register.complete,
        register.role.value if register.role else None,
    )
