"""Nobody gains by a violation, and nobody gains by a worse figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import assume
from hypothesis import strategies as st

from ....plan import Plan
from ....values import Plain
from ..drawing import Drawer, records
from ..holes import named
from ..outcomes import Judge, Level, eligible, outcomes
from ..records import REJECT, Cell, Records, Row, owner_of, prefix
from ..words import cell_text, label_of
from ..world import World, better_of, worse_values
from .model import Broken, Does, Law, Trial, Unconcerned, does


def _lines(plan: Plan, found: Records, register: str, row: Row) -> Iterator[tuple[str, str]]:
    """Yield a row (where it is a subject) and everything above it, by register and key."""
    if register in plan.registers and plan.registers[register].keyed:
        yield register, str(row[plan.registers[register].key.id])
    above = owner_of(plan, register, row)
    while above is not None:
        yield above
        name, key = above
        at = next((r for r in found.of(name) if r.get(plan.registers[name].key.id) == key), None)
        above = owner_of(plan, name, at) if at is not None else None


def nobody_gains(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return who stands better after a change for the worse: the one it happened to, or whoever is above."""
    if trial.after is None:
        raise AssertionError(trial)
    first, second = judge(plan, trial.before), judge(plan, trial.after)
    before, after = outcomes(first), outcomes(second)
    open_before, open_after = eligible(first), eligible(second)
    concerned = set(trial.about)
    return [
        Broken(at, plain=before.get(at, Level.SHUT) in _REFUSED and level is Level.GIVEN)
        for at, level in sorted(after.items())
        if (at.kind, at.key) in concerned
        and (better(before.get(at, Level.SHUT), level) or open_after.get(at, 0) > open_before.get(at, 0))
    ]


#: Where one stands who surely gets nothing.
_REFUSED = frozenset({Level.SHUT, Level.OUTSIDE})
#: What a level may still come to: surely nothing, anything, surely given.
_MAY = {Level.SHUT: (0, 0), Level.OPEN: (0, 1), Level.OUTSIDE: (0, 0), Level.TIED: (0, 1), Level.GIVEN: (1, 1)}


def better(before: Level, after: Level) -> bool:
    """Tell whether one who stood at one level may come to more at another, or more surely."""
    (low, high), (lower, higher) = _MAY[before], _MAY[after]
    return lower > low or higher > high


# --- a violation ------------------------------------------------------------------------------------------------


def _adverse(world: World) -> Unconcerned | None:
    if any(r.adverse for r in world.registers) or world.signs.flags:
        return None
    return Unconcerned(does("no-adverse"))


@st.composite
def _violations(draw: st.DrawFn, world: World) -> Trial:
    """Draw records, and the same with one row more against somebody, or a column that says what a bar asks for."""
    found = draw(records(world))
    plan, d = world.plan, Drawer(draw, world)
    d.as_of = found.as_of
    adverse = [
        (r.id, owner, key)
        for r in world.registers
        if r.adverse
        for owner in r.owners
        for key in (str(row[plan.registers[owner].key.id]) for row in found.of(owner))
    ]
    flags = [
        (register, name, at)
        for register, name in sorted(world.signs.flags)
        if register in plan.registers and name in plan.registers[register].fields
        for at, row in enumerate(found.of(register))
        if row.get(name) is not True
    ]
    assume(adverse or flags)
    if flags and (not adverse or d.chance(4)):
        register, name, at = d.one(*flags)
        rows = list(found.of(register))
        rows[at] = {**rows[at], name: True}
        changed = found.put(register, rows)
        told = does("flagged", **named(plan, register, rows[at]), field=label_of(plan, register, name))
        return Trial(found, changed, (told,), tuple(_lines(plan, found, register, rows[at])))
    name, owner, key = d.one(*adverse)
    described = world.register(name)
    row: dict[str, Cell] = {owner: key}
    if plan.registers[name].keyed:
        row[plan.registers[name].key.id] = f"{prefix(plan, name)}99"
    for column in described.columns:
        row[column.name] = column.values[0]
    for _ in range(d.one(0, 0, 1, 1, 2)):
        if described.columns:
            column = d.one(*described.columns)
            row[column.name] = d.other(column)
    found = found.put(name, found.of(name))  # a list that was not sent says nothing, a row more would send it
    changed = found.put(name, [*found.of(name), row])
    told = does("row-added", register=plan.registers[name].label, owner=key)
    return Trial(found, changed, (told,), tuple(_lines(plan, found, name, row)))


VIOLATION = Law("no-gain-by-violation", _adverse, _violations, nobody_gains)


# --- a worse figure ---------------------------------------------------------------------------------------------


def _directed(world: World) -> Unconcerned | None:
    if better_of(world.plan):
        return None
    return Unconcerned(does("no-directions"))


@st.composite
def _worse(draw: st.DrawFn, world: World) -> Trial:
    """Draw records, and the same with one figure worse, or one row less of those it is better to have more of."""
    found = draw(records(world))
    d, plan = Drawer(draw, world), world.plan
    options = [
        (register, name, at, value)
        for (register, name), _ in sorted(better_of(plan).items())
        for at, row in enumerate(found.of(register))
        for value in worse_values(world, register, name, row.get(name))
    ]
    assume(options)
    register, _, at, _ = d.one(*options)
    mine = [o for o in options if (o[0], o[2]) == (register, at)]
    rows = list(found.of(register))
    row = rows[at]
    assume(REJECT not in row)
    told: dict[str, Does] = {}
    for _ in range(d.one(1, 1, 2, 4)):
        _, name, _, value = d.one(*mine)
        rows[at] = {**rows[at], name: value}
        told[name] = _worse_told(plan, register, row, name, value)
    about = tuple(_lines(plan, found, register, row))
    touched = tuple(f"{register}.{name}" for name in told)
    return Trial(found, found.put(register, rows), tuple(told.values()), about, touched)


def _worse_told(plan: Plan, register: str, row: Row, name: str, value: Plain) -> Does:
    field = plan.registers[register].fields[name]
    was, now = cell_text(field.type, row.get(name)), cell_text(field.type, value)
    return does("worse", **named(plan, register, row), field=field.label, was=was, now=now)


WORSE = Law("no-gain-by-worse-figure", _directed, _worse, nobody_gains)

__all__ = ["VIOLATION", "WORSE"]
