"""What a plan's generated records are made of: its registers, owners first, and values on every side of its levels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ... import plan
from ...values import MANY, Choice, Date, FieldType, Number, Plain, Text, YesNo, date_of, days
from .signs import Signs, Use, signs_of

#: A range of so many steps is small enough that its ends are values to be met with.
_SMALL = 100_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column to be filled: its values, what helps most first; `free` where none is better than another.

    A column of an adverse register has first what harms most: a row there is a violation unless it is drawn otherwise.
    """

    name: str
    kind: FieldType
    values: tuple[Plain, ...]
    free: bool
    given: bool


@dataclass(frozen=True, slots=True)
class Register:
    """One register to be filled; `adverse`: its rows count against a subject, `wanted`: they count for one."""

    id: str
    owners: tuple[str, ...]
    columns: tuple[Column, ...]
    adverse: bool
    wanted: bool
    run: tuple[str, int, int] | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class World:
    """Everything a strategy needs to know of one plan."""

    plan: plan.Plan
    signs: Signs
    registers: tuple[Register, ...]
    days: tuple[dt.date, ...]
    parameters: Mapping[str, tuple[Plain, ...]]
    questions: Mapping[str, Column]
    attested: tuple[str, ...]
    stated: Mapping[tuple[str, str], str]
    first: dt.date
    last: dt.date

    def __repr__(self) -> str:
        """Return the rule set's id: Hypothesis writes the arguments of strategies out."""
        return f"World({self.plan.id})"

    def register(self, name: str) -> Register:
        """Return a register by name."""
        return next(r for r in self.registers if r.id == name)


def world_of(ready: plan.Plan) -> World:
    """Return what the records of a plan are drawn from."""
    signs = signs_of(ready)
    first, last = _campaign(ready)
    marks = tuple(dict.fromkeys(_days(ready)))
    final = max([last, *marks]) + dt.timedelta(days=5)
    as_of = tuple(dict.fromkeys([final, last, *(d + dt.timedelta(days=n) for d in marks for n in (0, 1))]))
    around = _around([first, last, *marks, final])
    stated = {
        (c.count_owner, c.count_field): r.id
        for r in ready.registers.values()
        if (c := r.complete) is not None and c.count_owner is not None and c.count_field is not None
    }
    registers = tuple(_register(ready, signs, r, around, stated) for r in _top_down(ready))
    asked = [r.id for r in ready.registers.values() if r.complete is not None and r.complete.count_owner is None]
    asked += ["nomination"] if any(a.nomination for a in ready.awards.values()) else []
    asked += ["grant"] if any(_granted(a) for a in ready.awards.values()) else []
    questions = {}
    for judgement in ready.judgements.values():
        use = _together([signs.use(kind, judgement.id) for kind in judgement.kinds])
        values = _values(judgement.answer, use, around, adverse=False)
        questions[judgement.id] = Column(judgement.id, judgement.answer, values, use.sign == 0, use.given)
    parameters = {p.id: _parameter(ready, p) for p in ready.parameters.values()}
    return World(
        ready, signs, registers, as_of, parameters, questions, tuple(asked), stated, first - dt.timedelta(days=400),
        final,
    )  # fmt: skip


def _parameter(ready: plan.Plan, parameter: plan.Parameter) -> tuple[Plain, ...]:
    """Return the values a parameter may be given: the ends of its range, for an end of a period the later one first."""
    if isinstance(parameter.type, Number):
        ends = {Fraction(e, 10**parameter.type.decimals) for e in (parameter.type.low, parameter.type.high)}
        return tuple(_number_values(parameter.type, Use(levels=ends), 1))
    late = [*(p.last for p in ready.periods.values()), *(d.last for d in ready.deadlines.values())]
    early = [p.first for p in ready.periods.values()]
    for numbers, last in ((early, False), (late, True)):
        for number in numbers:
            if isinstance(number, plan.Given) and number.parameter == parameter.id:
                ends_ = [_day(number, last=last), _day(number, last=not last)]
                return tuple(dict.fromkeys(ends_))
    return tuple(_campaign(ready))


def is_adverse(ready: plan.Plan, signs: Signs, register: str) -> bool:
    """Tell whether rows of a register count against subjects: so declared, or only ever read against them."""
    described = ready.registers[register]
    if described.better is not None or described.subject is not None:
        return described.better == "fewer"
    return register in signs.against or signs.rows.get(register) == {-1}


def better_of(ready: plan.Plan) -> dict[tuple[str, str], str]:
    """Return every column whose direction is declared, with it."""
    return {
        (register.id, field.id): field.better
        for register in ready.registers.values()
        for field in register.fields.values()
        if field.better is not None
    }


def worse_values(world: World, register: str, name: str, now: object) -> list[Plain]:
    """Return the values of a column that are worse than what stands in a cell, the nearest first."""
    direction = better_of(world.plan).get((register, name))
    column = next((c for c in world.register(register).columns if c.name == name), None)
    if column is None or direction is None or now is None:
        return []
    order = list(column.values)
    match column.kind:
        case YesNo():
            return [v for v in order if now is (direction == "yes") and v is not now]
        case Choice(options):
            keys = [o.key for o in options]
            if now not in keys:
                return []
            worse = keys[keys.index(str(now)) + 1 :] if direction == "first" else keys[: keys.index(str(now))][::-1]
            return [*worse]
        case _:
            up = direction in {"higher", "later"}
            found = [v for v in order if type(v) is type(now) and (v < now if up else v > now)]  # type: ignore[operator]
            return sorted(found, reverse=up)  # type: ignore[type-var]


def _granted(award: plan.Award) -> bool:
    return (award.among is not None and award.among.basis == "granted") or any(
        u.basis == "granted" for u in award.unless
    )


def _top_down(ready: plan.Plan) -> Iterator[plan.Register]:
    """Yield the registers, owners before what they own."""
    done: set[str] = set()
    while len(done) < len(ready.registers):
        for register in ready.registers.values():
            if register.id not in done and set(register.owners) <= done:
                done.add(register.id)
                yield register


def _register(
    ready: plan.Plan,
    signs: Signs,
    register: plan.Register,
    around: list[dt.date],
    stated: Mapping[tuple[str, str], str],
) -> Register:
    adverse = is_adverse(ready, signs, register.id)
    columns = []
    for field in register.fields.values():
        use = signs.fields.get((register.id, field.id))
        kept = field.id in {register.happens, register.known, register.role}
        if (use is None and not kept) or (register.id, field.id) in stated:
            continue
        use = use or Use()
        if field.better is not None:
            use = replace(use, signs={1 if field.better in {"higher", "later", "yes"} else -1}, better=field.better)
        values = _values(field.type, use, around, adverse=adverse)
        columns.append(Column(field.id, field.type, values, use.sign == 0 and not kept and not adverse, use.given))
    wanted = signs.rows.get(register.id, set()) == {1}
    return Register(register.id, register.owners, tuple(columns), adverse, wanted, signs.runs.get(register.id))


def _values(kind: FieldType, use: Use, around: list[dt.date], *, adverse: bool) -> tuple[Plain, ...]:
    """Return the values of a column worth drawing, first what helps most (in an adverse register: what harms most)."""
    sign = -use.sign if adverse else use.sign
    match kind:
        case YesNo():
            return (True, False) if sign >= 0 else (False, True)
        case Choice(options):
            good = [o for s, some in use.options if (-s if adverse else s) >= 0 for o in some]
            bad = [o for s, some in use.options if (-s if adverse else s) < 0 for o in some]
            order = [*good, *(o for o in range(len(options)) if o not in good and o not in bad), *bad]
            if use.better in {"first", "last"}:
                order = [*range(len(options))][:: 1 if (use.better == "first") != adverse else -1]
            return tuple(options[o].key for o in dict.fromkeys(order))
        case Date():
            return tuple(_date_values(use, around))
        case Number():
            return _number_values(kind, use, sign)
        case Text():
            return ("x",)


def _date_values(use: Use, around: list[dt.date]) -> Iterator[dt.date]:
    """Yield days: first one that keeps all that is asked of it, then those on both sides of every limit."""
    floors, roofs = ([date_of(int(d)) for d in ends if _plausible(d)] for ends in (use.floors, use.roofs))
    best = max(floors) if floors else None
    if roofs and (best is None or min(roofs) < best):
        best = min(roofs)
    limits = _around([*floors, *roofs, *(date_of(int(n)) for n in use.levels if _plausible(n))])
    yield from dict.fromkeys([*([best] if best else around[1:2]), *limits, *around])


def _plausible(level: Fraction) -> bool:
    return level.denominator == 1 and days(dt.date(1990, 1, 1)) < level < days(dt.date(2090, 1, 1))


def _number_values(kind: Number, use: Use, sign: int) -> tuple[Plain, ...]:
    step = Fraction(1, 10 ** min(kind.decimals, 4))
    ends = [Fraction(e, 10**kind.decimals) for e in (kind.low, kind.high)]
    found = {v for level in use.levels for v in (level - step, level, level + step)}
    found |= {Fraction(0), Fraction(1), Fraction(2)} if kind.kind == "count" else set()
    found |= {e for e in ends if abs(e) < _SMALL}
    kept = sorted(v for v in found if ends[0] <= v <= ends[1] and (v * 10**kind.decimals).denominator == 1)
    if len(kept) > 12:
        kept = [*kept[:2], *kept[2:-2][:: -(-(len(kept) - 4) // 8)], *kept[-2:]]
    kept = kept or [ends[0]]
    return tuple(_decimal(v) for v in (reversed(kept) if sign > 0 else kept))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _together(uses: list[Use]) -> Use:
    out = Use()
    for use in uses:
        out.signs |= use.signs
        out.levels |= use.levels
        out.options |= use.options
        out.given |= use.given
    return out


def _around(marks: list[dt.date]) -> list[dt.date]:
    near = {m + dt.timedelta(days=n) for m in marks for n in (-1, 0, 1)}
    return sorted(near)


def _campaign(ready: plan.Plan) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the campaign, or of everything that has a day."""
    period = ready.periods.get("period")
    if period is not None:
        return _day(period.first, last=False), _day(period.last, last=True)
    found = sorted(_days(ready))
    return (found[0], found[-1]) if found else (dt.date(2020, 1, 1), dt.date(2020, 12, 31))


def _days(ready: plan.Plan) -> Iterator[dt.date]:
    for deadline in ready.deadlines.values():
        yield _day(deadline.last, last=True)
    for period in ready.periods.values():
        yield _day(period.last, last=True)


def _day(number: plan.Num, *, last: bool) -> dt.date:
    from ...ranges import bounds

    low, high = bounds(number)
    return date_of(min(high, days(dt.date(2090, 1, 1))) if last else max(low, days(dt.date(1990, 1, 1))))


assert MANY > _SMALL  # an end that nobody declared is no value to be met with
