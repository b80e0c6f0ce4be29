"""Making a counterexample smaller in steps that a reader would take: a unit less, a row less, a value in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from .drawing import tops_of
from .laws.model import Trial
from .records import REJECT, Records, Row, Stated, keys_of, owner_of, top_of
from .world import World

#: So many smaller cases are tried at the most.
TRIES = 250


def reduced(world: World, trial: Trial, breaks: Callable[[Trial], bool]) -> Trial:
    """Return a smallest trial that still breaks its law: no single step of this file makes it smaller."""
    left, again, failed = TRIES, True, set[str]()
    while again and left > 0:
        again = False
        for step, smaller in _smaller(world, trial):
            if step in failed or not _owned(world, smaller):
                continue  # what could not be left out of the greater one is not tried again
            left -= 1
            if breaks(smaller):
                trial, again = smaller, True
                break
            failed.add(step)
            if left <= 0:
                break
    return trial


def _owned(world: World, trial: Trial) -> bool:
    """Tell whether every row still has its owner: one without would be rejected, and be about everybody."""
    for found in (trial.before, *([trial.after] if trial.after is not None else [])):
        for register in world.registers:
            for row in found.of(register.id):
                above = owner_of(world.plan, register.id, row)
                if above is not None and above[1] not in keys_of(world.plan, found, above[0]):
                    return False
    return True


def _smaller(world: World, trial: Trial) -> Iterator[tuple[str, Trial]]:
    """Yield trials with one thing less, the greatest step first, each with a name; what was changed stays changed."""
    kept = {key for _, key in trial.about}
    units = tops_of(world, trial.before)
    for unit in units if len(units) > 1 else ():
        if unit not in kept:
            yield unit, _both(trial, partial(_without_unit, world, unit))
    for register, rows in trial.before.rows.items():
        same = trial.after is None or rows == trial.after.rows.get(register)
        if same and len(rows) > 1:
            yield register, _both(trial, partial(_emptied, register))
    for register, rows in trial.before.rows.items():
        for row in rows:
            if trial.after is None or row in trial.after.of(register):
                yield f"{register} {row}", _both(trial, partial(_less, register, row))
    for described in world.registers:
        for row in trial.before.of(described.id):
            if trial.after is None or row in trial.after.of(described.id):
                for better in _in_order(world, described.id, row):
                    step = f"{described.id} {row} {better}"
                    yield step, _both(trial, partial(_put, described.id, row, better))


def _both(trial: Trial, change: Callable[[Records], Records]) -> Trial:
    after = change(trial.after) if trial.after is not None else None
    return replace(trial, before=change(trial.before), after=after)


def _emptied(register: str, found: Records) -> Records:
    return found.put(register, ())


def _without_unit(world: World, unit: str, found: Records) -> Records:
    rows = {
        name: tuple(
            r
            for r in some
            if (r.get("scope") != unit if name == "attestation" else top_of(world.plan, found, name, r) != unit)
        )
        for name, some in found.rows.items()
    }
    return replace(found, rows=rows)


def _less(register: str, row: Row, found: Records) -> Records:
    rows = list(found.of(register))
    if row in rows:
        rows.remove(row)
    return found.put(register, rows)


def _put(register: str, row: Row, better: Row, found: Records) -> Records:
    rows = list(found.of(register))
    if row in rows:
        rows[rows.index(row)] = better
    return found.put(register, rows)


def _in_order(world: World, register: str, row: Row) -> Iterator[Row]:
    """Yield a row with one cell as it is where nothing is the matter; a column without a better value, its first."""
    if REJECT in row:
        yield {n: v for n, v in row.items() if n != REJECT}
    for column in world.register(register).columns:
        if row.get(column.name) != column.values[0]:
            yield {**row, column.name: column.values[0]}
    for name, value in row.items():
        if isinstance(value, Stated) and value.off:
            yield {**row, name: Stated(0)}
