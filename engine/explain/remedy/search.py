"""The smallest sets of steps that turn a decision: each tried on the records, and so is every part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations

from ...values import Number, unscaled
from ..nodes import Key
from .cells import valued
from .claims import ends_of, exact, stretched
from .goals import Goals, whole
from .model import MOST, Act, Found, Step
from .required import Barrier
from .tree import ENDLESS, branch, need, steps, unsure
from .trial import LimitReachedError, Trial, arranged

#: So often the records are judged anew for one decision; then the search ends, and says so.
LIMIT = 200

#: Steps that bring a figure where none is.
_SUPPLIED = {Act.FILL, Act.ANSWER, Act.PARAMETER}

Barriers = Callable[[Goals], list[Barrier]]
Reached = Callable[[Goals], bool]


@dataclass(slots=True, eq=False)
class Search:
    """Looks for the smallest sets of at most MOST steps after which a goal is reached.

    A set is only looked further into where it may still reach the goal with as many steps as are left. Of all things
    that have to change, one is chosen, and every step that could move it is tried: a set that reaches the goal holds
    one of them. `whole` tells whether everything was looked at.
    """

    trial: Trial
    barriers: Barriers
    reached: Reached
    whole: bool = True
    found: list[Found] = field(default_factory=list)
    _seen: set[frozenset[tuple[object, ...]]] = field(default_factory=set)

    def run(self) -> None:
        """Look at sets of one step, then of two, then of three."""
        layer: list[tuple[Step, ...]] = [()]
        try:
            for size in range(MOST + 1):
                layer = self._layer(layer, size)
        except LimitReachedError:
            self.whole = False
        self.found = _smallest(self.found)

    def _layer(self, layer: list[tuple[Step, ...]], size: int) -> list[tuple[Step, ...]]:
        """Return the sets of one step more; sets of the same size, with another value in a place, are looked at too."""
        later: list[tuple[Step, ...]] = []
        waiting = list(layer)
        while waiting:
            taken = waiting.pop(0)
            mark = frozenset(s.key for s in taken)
            if mark in self._seen or self._covered(taken):
                continue
            self._seen.add(mark)
            for more in self._further(taken, MOST - size):
                (later if len(more) > size else waiting).append(more)
        return later

    def _further(self, taken: tuple[Step, ...], left: int) -> Iterable[tuple[Step, ...]]:
        goals = self.trial.goals(taken)
        if goals is None:
            return
        if self.reached(goals):
            if taken:
                self._keep(taken)
            return
        way = whole(self.barriers(goals))
        if need(way) >= ENDLESS:
            return
        if unsure(way):
            self.whole = False
        places = {s.slot for s in taken}
        # a step at a place that was changed already takes the place of the former one, and needs no further one
        free = left > 0 and need(way) <= left
        for step in steps(way) if need(way) > left else branch(way):
            if step.slot in places:
                yield arranged((*(s for s in taken if s.slot != step.slot), step))
            elif free:
                yield arranged((*taken, step))

    def _covered(self, taken: tuple[Step, ...]) -> bool:
        slots = {s.slot for s in taken}
        return any(f < slots for f in (_slots(g.steps) for g in self.found))

    def _keep(self, taken: tuple[Step, ...]) -> None:
        """Keep a set, unless a part of it does already: then keep that part."""
        for size in range(1, len(taken)):
            for part in combinations(taken, size):
                goals = self.trial.goals(part)
                if goals is not None and self.reached(goals):
                    self.found.append(Found(self._borne_out(self._least(part))))
                    return
        self.found.append(Found(self._borne_out(self._least(taken))))

    def _least(self, taken: tuple[Step, ...]) -> tuple[Step, ...]:
        """Return a set with no more in its empty figures than the decision needs, and no stretch that was not tried.

        What was found for a figure is what one condition needs; others may need less, or not bear its far end.
        """
        for step in taken:
            if not _figure(step) or not isinstance(step.kind, Number) or step.free or step.first is None:
                continue
            ends = [unscaled(end, step.kind.decimals) for end in (step.kind.low, step.kind.high)]
            low = valued(step, ends[0])
            if step.value != ends[0] and self._does(taken, step, low):
                taken = _instead(taken, step, low)
            elif step.last is None and not self._does(taken, step, valued(step, ends[1])):
                taken = _instead(taken, step, replace(step, first=step.value, last=step.value))
        return taken

    def _borne_out(self, taken: tuple[Step, ...]) -> tuple[Step, ...]:
        """Return a set whose stretches of values do at both ends; where one does not, the value alone is left."""
        for step in taken:
            if not stretched(step):
                continue
            try:
                sound = all(self._does(taken, step, valued(step, end)) for end in ends_of(step, self.trial.evaluation))
            except LimitReachedError:
                sound = False
            if not sound:
                taken = _instead(taken, step, exact(step))
        return taken

    def _does(self, taken: tuple[Step, ...], step: Step, other: Step) -> bool:
        goals = self.trial.goals(_instead(taken, step, other))
        return goals is not None and self.reached(goals)


def _instead(taken: tuple[Step, ...], step: Step, other: Step) -> tuple[Step, ...]:
    return arranged(other if s == step else s for s in taken)


def _slots(taken: Iterable[Step]) -> frozenset[Key]:
    return frozenset(s.slot for s in taken)


def _figure(step: Step) -> bool:
    """Tell whether a step brings a number where none is."""
    return step.act in _SUPPLIED and isinstance(step.value, Decimal)


def _smallest(found: list[Found]) -> list[Found]:
    """Return the sets no part of whose places is a set of its own, each once; of one figure, the least value."""
    once: dict[frozenset[object], Found] = {}
    for one in found:
        figures = [s for s in one.steps if _figure(s)]
        alone = figures[0] if len(figures) == 1 else None
        mark = frozenset((s.slot, None if s is alone else s.key) for s in one.steps)
        other = once.get(mark)
        if other is None or (alone is not None and _value(alone) < min(_value(s) for s in other.steps if _figure(s))):
            once[mark] = one
    slots = [_slots(f.steps) for f in once.values()]
    return [f for f in once.values() if not any(s < _slots(f.steps) for s in slots)]


def _value(step: Step) -> Decimal:
    return step.value if isinstance(step.value, Decimal) else Decimal(0)
