"""Conditions over the rows that belong to one row: which rows, lists and papers could make them so."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from ... import plan
from ...source import Cell
from ...values import Nothing, Plain
from ..nodes import Key
from ..reader import Reader
from ..steps import Steps
from .alike import Alike
from .cells import mended, origin, refined
from .making import Goal
from .may import Adverse, Window
from .model import Act, Never, Step, Why
from .papers import complete, new_row
from .solving import Looked
from .tree import DONE, Leaf, Shut, Way, all_of, any_of


@dataclass(slots=True, eq=False)
class Rows(ABC):
    """Ways of conditions over the rows that belong to one row; `taken` are the steps that led to this evaluation."""

    steps: Steps
    against: Adverse
    taken: tuple[Step, ...]
    alike: Alike = field(init=False)
    looked: Looked = field(default_factory=dict)
    found: dict[tuple[object, ...], tuple[object, Way]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare what tells which rows are alike."""
        self.alike = Alike(self.read)

    @property
    def read(self) -> Reader:
        """Return what reads single rows."""
        return self.steps.read

    def before(self, slot: Key) -> Step | None:
        """Return the step that was taken at a slot already; another may take its place."""
        return next((s for s in self.taken if s.slot == slot), None)

    def code(self, node: plan.Cond, at: str, index: int) -> int:
        """Return what a condition is now."""
        return int(self.read.codes(node, at)[index])

    @abstractmethod
    def way(
        self, node: plan.Cond, at: str, index: int, want: int, window: Window, if_none: Nothing | None = None
    ) -> Way:
        """Return how a condition about one row may come to hold (want 2), or surely not to (0)."""

    def unread(self, at: str, index: int) -> Way | None:
        """Return how a row that was rejected may be mended, None for a row that was read."""
        table = self.read.table(at)
        if not table.ghost[index]:
            return None
        return mended(self.read, at, self.read.rejected_at(table.places.cell(index)))

    def brought(self, cell: Cell, at: str, name: str, values: list[Plain]) -> Way:
        """Return the step that brought a row, with another value in it."""
        step, field = origin(self.taken, at, cell), self.read.register(at).fields.get(name)
        if step is None or field is None or (step.act is Act.DO and name == self.read.register(at).happens):
            return Shut(Never(Why.RECORDED))
        return any_of([Leaf(refined(step, at, field, v)) for v in values], Never(Why.RECORDED))

    # --- rows ------------------------------------------------------------------------------------------------

    def rows(self, path: plan.Path, at: str, index: int) -> list[int]:
        """Return the rows that belong to one row, in their order."""
        return self.alike.arranged(path[-1], self.read.members(at, path, index))

    def both(self, where: plan.Cond | None, has: plan.Cond | None, end: str, row: int) -> tuple[int, int]:
        """Return whether a row passes a filter, and whether it has what is asked."""
        return (
            self.code(where, end, row) if where is not None else 2,
            self.code(has, end, row) if has is not None else 2,
        )

    def turn(self, node: plan.Cond | None, end: str, row: int, want: int, window: Window) -> Way:
        """Return how a condition about a row may come to be what is wanted; no condition always holds."""
        if node is None:
            return DONE if want == 2 else Shut(Never(Why.RECORDED))
        return self.way(node, end, row, want, window)

    def more(self, path: plan.Path, at: str, index: int, goals: tuple[Goal, ...], window: Window) -> list[Way]:
        """Return the ways in which a further row may come, at every row that may own it."""
        if len(path) == 1:
            return [new_row(self.read, path[-1], at, index, goals, window, self.taken)]
        owners = self.alike.classes(path[-2], self.read.members(at, path[:-1], index))
        return [new_row(self.read, path[-1], path[-2], g[0], goals, window, self.taken) for g in owners]

    def whole(self, path: plan.Path, at: str, index: int, goals: tuple[Goal, ...]) -> Way:
        """Return how the registers of a path may come to hold everything below one row."""
        out = [complete(self.read, path[0], at, index, goals if len(path) == 1 else (), self.taken)]
        for depth in range(1, len(path)):
            last = depth == len(path) - 1
            own = goals if last else ()
            owners = self.rows(path[:depth], at, index)
            out += [complete(self.read, path[depth], path[depth - 1], owner, own, self.taken) for owner in owners]
        return all_of(dict.fromkeys(out))

    def some(
        self, path: plan.Path, where: plan.Cond | None, has: plan.Cond | None, at: str, index: int, want: int,
        window: Window,
    ) -> Way:  # fmt: skip
        """Return how there may come to be some row of a kind, or surely none."""
        end = path[-1]
        goals = tuple((c, 2) for c in (where, has) if c is not None)
        if want == 2:
            out: list[Way] = []
            for alike in self.alike.classes(end, self.rows(path, at, index)):
                row = alike[0]
                out.append(all_of([self.turn(where, end, row, 2, window), self.turn(has, end, row, 2, window)]))
            return any_of(
                [*out, *self.more(path, at, index, goals, window), *self.lists(path, at, index, goals)], window.shut
            )
        there = [row for row in self.rows(path, at, index) if min(self.both(where, has, end, row))]
        gone = [self.either(where, has, end, row, (0, 0), window) for row in there]
        return all_of([self.whole(path, at, index, _none(where, has)), *gone])

    def lists(self, path: plan.Path, at: str, index: int, goals: tuple[Goal, ...]) -> list[Way]:
        """Return how the rows that a counted list still lacks may be among what is asked."""
        if len(path) != 1 or self.read.register(path[0]).complete is None:
            return []
        counted = self.read.register(path[0]).complete
        if counted is None or counted.count_owner != at:
            return []
        found = complete(self.read, path[0], at, index, goals, self.taken)
        return [] if found == DONE else [found]

    def either(
        self, where: plan.Cond | None, has: plan.Cond | None, end: str, row: int, wants: tuple[int, int], window: Window
    ) -> Way:
        """Return how one of two conditions about a row may come to be what is wanted."""
        shut = Never(Why.ADVERSE) if end in self.against.registers else Never(Why.RECORDED)
        pairs = [(n, w) for n, w in ((where, wants[0]), (has, wants[1])) if n is not None]
        return any_of([self.way(n, end, row, w, window) for n, w in pairs], shut)

    def every(
        self, path: plan.Path, where: plan.Cond | None, has: plan.Cond, at: str, index: int, want: int, window: Window,
        if_none: Nothing | None,
    ) -> Way:  # fmt: skip
        """Return how every row may come to have something, or some row surely not to."""
        end = path[-1]
        if want == 0:
            first = [alike[0] for alike in self.alike.classes(end, self.rows(path, at, index))]
            out = [all_of([self.turn(where, end, r, 2, window), self.turn(has, end, r, 0, window)]) for r in first]
            goals = (*(((where, 2),) if where is not None else ()), (has, 0))
            return any_of(
                [*out, *self.more(path, at, index, goals, window), *self.lists(path, at, index, goals)], window.shut
            )
        rows = self.rows(path, at, index)
        good: tuple[Goal, ...] = ((plan.Or((plan.Not(where), has)), 2),) if where is not None else ((has, 2),)
        parts = [self.whole(path, at, index, good)]
        for row in rows:
            passes, fit = self.both(where, has, end, row)
            if passes and fit < 2:
                parts.append(self.either(where, has, end, row, (0, 2), window))
        sure = any(self.both(where, has, end, row)[0] == 2 for row in rows)
        if not sure and if_none not in {Nothing.MET, Nothing.NOT_APPLICABLE}:
            parts.append(self.there(path, where, has, at, index, window))
        return all_of(parts)

    def there(
        self, path: plan.Path, where: plan.Cond | None, has: plan.Cond | None, at: str, index: int, window: Window
    ) -> Way:
        """Return how there may come to be any row to weigh."""
        end = path[-1]
        goals = tuple((c, 2) for c in (where, has) if c is not None)
        out = [
            self.turn(where, end, g[0], 2, window)
            for g in self.alike.classes(end, self.rows(path, at, index))
            if self.both(where, None, end, g[0])[0] < 2
        ]
        more = [*self.more(path, at, index, goals, window), *self.lists(path, at, index, goals)]
        return any_of([*out, *more], Never(Why.SILENT))


def _none(where: plan.Cond | None, has: plan.Cond | None) -> tuple[Goal, ...]:
    both = tuple(c for c in (where, has) if c is not None)
    return ((plan.And(both), 0),) if both else ()
