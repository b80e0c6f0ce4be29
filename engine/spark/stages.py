"""The evaluator's own stages over one part, up to the first thing that only all parts together can say."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .. import plan
from ..evaluator.chaining import Chained
from ..evaluator.conclude import Chains, plainly
from ..evaluator.contest import Contest, Tools
from ..evaluator.frame import Frame
from ..evaluator.interval import Interval, Ratio
from ..evaluator.result import Evaluation, Profile, Selection
from ..evaluator.run import evaluate
from . import contests, peers
from .parts import Part, PartKnown
from .wanted import PeersKey, Placed, ProfileKey, Told, UnknownProfileError, Wanted, WantedError, nobody


@dataclass(frozen=True, slots=True, eq=False)
class Worked:
    """How far the work on a part came: all was judged, or something is wanted; and the profiles that are not known."""

    evaluation: Evaluation | None
    wanted: Wanted | None
    profiles: frozenset[ProfileKey]


def work(
    ready: plan.Plan, part: Part, as_of: dt.date, told: Told, placed: Mapping[int, Placed], *, final: bool
) -> Worked:
    """Judge one part, as far as what it is told goes.

    A profile that the driver has not judged is taken further by the fixpoint, so that all are found in one go; in the
    `final` work nothing but the driver's answers count. Raises UnknownProfileError where there is none then.
    """
    new: set[ProfileKey] = set()
    tools = Tools(
        PartKnown,
        lambda *parts: PartFrame(*parts, told=told),
        lambda: PartChains(told.durable, told=told, new=new, final=final),
        _chooser(part, told.selected, placed),
    )
    try:
        return Worked(evaluate(ready, part.dossier, as_of, tools=tools), None, frozenset(new))
    except WantedError as stopped:
        return Worked(None, stopped.wanted, frozenset(new))


@dataclass(slots=True, eq=False, kw_only=True)
class PartFrame(Frame):
    """A frame that is told what a number over all rows of a register comes to."""

    told: Told

    def peers(self, node: plan.Peers, at: str) -> tuple[Interval | Ratio, NDArray[np.int32]]:
        """Return what each group comes to over all parts, and the group of each row of this one."""
        key = PeersKey(node, at, self.epoch if self.rests_on_decisions(node) else 0)
        found = self.told.peers.get(key)
        index, count, inner, codes = self.peer_rows(node, at)
        if found is None:
            raise WantedError(peers.rows_of(key, (index, count, inner, codes), closed=self.known.closed(at)))
        if node.fold is plan.Fold.SUM:
            index = np.where(index < 0, np.int32(count), index)
        return found, index


@dataclass(slots=True, eq=False, kw_only=True)
class PartChains(Chains):
    """What the driver found to follow from each profile."""

    told: Told
    new: set[ProfileKey] = field(default_factory=set)
    final: bool = False

    def judge(self, awards: tuple[Chained, ...], parts: tuple[tuple[str, str, int], ...]) -> Profile:
        """Return what follows from one profile."""
        self.profiles += 1
        found = self.told.profiles.get((awards, parts))
        if found is None:
            if self.final:
                raise UnknownProfileError(awards, parts)
            self.new.add((awards, parts))
            found = plainly(awards, parts)
        return found


def _chooser(part: Part, selected: int, placed: Mapping[int, Placed]) -> Callable[[Frame, Contest], Selection]:
    """Return what selects: by what all parts came to, else by asking for it; selections are counted as they come."""
    made = 0

    def choose(frame: Frame, among: Contest) -> Selection:
        nonlocal made
        number, made = made, made + 1
        if number < selected:
            return contests.selection_of(among, placed[number] if number in placed else nobody())
        raise WantedError(contests.rows_of(number, frame, among, part))

    return choose


def depends(ready: plan.Plan) -> bool:
    """Tell whether anything of a plan depends on more than one part: gates, ranks, numbers over all rows."""
    if any(isinstance(s, plan.Chain | plan.Select) for s in ready.schedule):
        return True
    left: list[object] = [ready.schedule, *ready.criteria.values(), *ready.bars.values(), *ready.suspensions.values()]
    left += [*ready.measures.values(), *ready.assessments.values()]
    left += [s.number.value for s in ready.scores.values()] + [c.shown for c in ready.classifications.values()]
    while left:
        node = left.pop()
        if isinstance(node, plan.Peers):
            return True
        if isinstance(node, tuple):
            left += node
        elif isinstance(node, plan.Named):
            left.append(node.value)
        elif dataclasses.is_dataclass(node):
            left += [getattr(node, f.name) for f in dataclasses.fields(node)]
    return False
