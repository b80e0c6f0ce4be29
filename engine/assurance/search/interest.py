"""Values worth trying in a cell: around every threshold, deadline and end of a period; every answer of a choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from ...compiler import Compiled
from ...evaluator.reference.world import World
from ...syntax import ast
from ...values import Choice, Date, FieldType, Number, YesNo, date_of, unscaled
from ..cases.cells import Columns, value_of
from ..cases.inputs import parameters_of
from ..cases.model import CaseFile

_DAY = dt.timedelta(days=1)
#: No more than so many steps around the present value are tried where it is compared with another figure.
_AROUND = (-2, -1, 1, 2)


class Interest:
    """The values worth trying, by type of cell."""

    def __init__(self, compiled: Compiled, columns: Columns, file: CaseFile) -> None:
        """Collect the numbers and days that the rules speak of."""
        rules = compiled.rules
        given = parameters_of(columns, file.frame.parameters)
        as_of = dt.date.fromisoformat(file.frame.as_of)
        world = World(rules, {}, given, as_of)
        literals = list(_literals(rules))
        self.numbers = sorted({Decimal(x.value) for x in literals if isinstance(x, ast.NumberLit)})
        days = {x.value for x in literals if isinstance(x, ast.DateLit)}
        ends = [world.last_of_deadline(d.id.value) for d in rules.deadlines]
        ends += [end for p in rules.periods for end in world.period(p.id.value)]
        days |= {date_of(int(e.low)) for e in ends if e.exact}
        self.days = sorted({d + n * _DAY for d in (*days, as_of) for n in (-1, 0, 1)})
        self.judged_on = sorted({*self.days, as_of} - {as_of})
        first = next((date_of(int(world.period(p.id.value)[0].low)) for p in rules.periods), None)
        self.usual_day = first.isoformat() if first is not None else file.frame.covers[0]

    def values(self, kind: FieldType, now: str) -> list[str]:
        """Return the texts worth trying in a cell that holds `now`, the missing value last."""
        return [t for t in dict.fromkeys([*self._values(kind, now), ""]) if t != now]

    def _values(self, kind: FieldType, now: str) -> Iterator[str]:
        match kind:
            case YesNo():
                yield from ("yes", "no")
            case Choice(options):
                yield from (o.key for o in options)
            case Date():
                yield from (d.isoformat() for d in self.days)
            case Number(_, decimals, low, high):
                step = Decimal(1).scaleb(-decimals)
                ends = [unscaled(low, decimals), unscaled(high, decimals)]
                tried = [n + k * step for n in self.numbers for k in (0, -1, 1)]
                if now and value_of(kind, now) is not None:
                    tried += [Decimal(now) + k * step for k in _AROUND] + [Decimal(now) + k for k in _AROUND]
                tried += [e for e in ends if abs(e) < 10**6]
                yield from (
                    f"{t.normalize():f}"
                    for t in tried
                    if ends[0] <= t <= ends[1] and value_of(kind, f"{t:f}") is not None
                )
            case _:
                return


def _literals(value: object) -> Iterator[ast.NumberLit | ast.DateLit]:
    from dataclasses import fields, is_dataclass

    match value:
        case ast.NumberLit() | ast.DateLit():
            yield value
        case tuple():
            for one in value:
                yield from _literals(one)
        case ast.CiteD() | ast.DocumentD() | ast.ReadingD() | ast.FieldD():
            return
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _literals(getattr(value, field.name))
        case _:
            return
