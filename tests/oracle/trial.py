"""One rule set with its dossiers through all three legs."""

from __future__ import annotations

import datetime as dt
import gc
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from engine import plan
from engine.compiler import Compiled
from engine.evaluator import evaluate
from engine.evaluator.reference import Judge
from engine.evaluator.reference.world import Row
from engine.evaluator.result import Evaluation
from engine.records import from_rows, plain_rows
from engine.values import Decision, Verdict

from ..conformance import build
from .counting import constructs, nodes
from .drawing import Drawn, chance, drawn
from .legs import Differs, Indexed, by_reference, by_schedule, compared
from .records import Dossier, Drawer, Room
from .skeleton import Skeleton
from .solver import Solver

#: So many subjects share the fixed cost of one evaluation.
TOGETHER = 100
#: More failures of one rule set tell nothing new.
ENOUGH = 3


_EMPTY = Dossier({"unit": []}, {}, "2020-12-05")


@dataclass(slots=True)
class Figures:
    """What a run comes to, added up."""

    rule_sets: int = 0
    refused: int = 0
    dossiers: int = 0
    subjects: int = 0
    values: int = 0
    selected: int = 0
    chained: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    nodes: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        """Add the figures of another part of the run."""
        for name in ("rule_sets", "refused", "dossiers", "subjects", "values", "selected", "chained"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for leg, seconds in other.seconds.items():
            self.seconds[leg] = self.seconds.get(leg, 0) + seconds
        self.nodes.update(other.nodes)
        self.decisions.update(other.decisions)
        self.verdicts.update(other.verdicts)
        self.failures += other.failures

    @contextmanager
    def timed(self, leg: str) -> Iterator[None]:
        """Count the processor's time of one leg."""
        start = time.process_time()
        yield
        self.seconds[leg] = self.seconds.get(leg, 0) + time.process_time() - start


@dataclass(frozen=True, slots=True)
class Failure:
    """A dossier that the legs do not judge alike, or that led one of them astray: then `why` has the traceback."""

    number: int
    rules: build.Tree
    dossier: Dossier
    differs: tuple[Differs, ...]
    why: str = ""


@dataclass(slots=True, eq=False)
class Trial:
    """One compiled rule set, ready to judge dossiers; its formulas are built once."""

    compiled: Compiled
    room: Room
    solver: Solver

    @classmethod
    def of(cls, compiled: Compiled, *, filled: bool = False) -> Trial:
        """Prepare a rule set; `filled`: for dossiers in which nothing is missing."""
        room = room_for(compiled.plan)
        return cls(compiled, room, Solver(Skeleton(compiled.plan, room, filled)))

    def judged(self, dossier: Dossier, figures: Figures) -> list[Differs]:
        """Judge a dossier three times, and return what differs."""
        ready, rules = self.compiled.plan, self.compiled.rules
        as_of = dt.date.fromisoformat(dossier.as_of)
        with figures.timed("records"):
            given = build.given(rules, dossier.parameters)
            read = from_rows(ready, build.typed_rows(rules, dossier.records), given)
            tables = plain_rows(ready, read)
        with figures.timed("schedule"):
            evaluation = evaluate(ready, read, as_of)
        with figures.timed("reference"):
            judge = Judge(Indexed(rules, tables, given, as_of))
            by_row = by_reference(ready, judge)
        with figures.timed("compare"):
            by_stage = by_schedule(evaluation)
        with figures.timed("z3"):
            by_solver = self.solver.columns(judge, lambda award, at: _selected(evaluation, award, at))
        with figures.timed("compare"):
            found = compared({"schedule": by_stage, "reference": by_row, "z3": by_solver})
            _count(evaluation, figures)
        figures.dossiers += 1
        figures.subjects += found.subjects
        figures.values += found.values
        return found.differs


    def failure(self, number: int, rules: build.Tree, dossier: Dossier, figures: Figures) -> Failure | None:
        """Judge a dossier three times, and return what is wrong with that."""
        try:
            differs = self.judged(dossier, figures)
        except Exception:  # noqa: BLE001 - no leg may end so, whatever it is
            return Failure(number, rules, dossier, (), traceback.format_exc())
        return Failure(number, rules, dossier, tuple(differs)) if differs else None


def room_for(ready: plan.Plan) -> Room:
    """Return for how many rows there is room in a dossier: all where nothing reaches over from one unit to another."""
    peers = {node.fold for node in nodes(ready) if isinstance(node, plan.Peers)}
    if not peers:
        return Room()
    # everybody is laid out at once, for a mean each with each
    return Room(units=3 if plan.Fold.MEAN in peers else 5, persons=3, violations=2, ideas=1, orphans=2)


def _selected(evaluation: Evaluation, award: str, at: Row) -> Decision:
    return Decision(int(evaluation.kinds[at[0]].decisions[award][at[1]]))


def _count(evaluation: Evaluation, figures: Figures) -> None:
    figures.chained += evaluation.chained
    for judged in evaluation.kinds.values():
        for name in judged.met:
            for verdict, many in enumerate(np.bincount(judged.verdicts(name), minlength=4).tolist()):
                figures.verdicts[Verdict(verdict).word] += many
        for award, codes in judged.decisions.items():
            entitled = evaluation.plan.awards[award].entitlements.get(judged.kind)
            if entitled is None:
                continue
            if entitled.quota is not None:
                figures.selected += int((judged.eligible[award] == 2).sum())
            for code, many in enumerate(np.bincount(codes).tolist()):
                if many:
                    figures.decisions[Decision(code).word] += many


def tried(seed: int, number: int, subjects: int, *, filled: bool = False) -> Figures:
    """Draw a rule set and dossiers for so many subjects, and judge them."""
    figures = Figures()
    with figures.timed("drawing"):
        found = drawn(seed, number)
    figures.add(judged(seed, found, subjects, filled=filled))
    return figures


def judged(seed: int, found: Drawn, subjects: int, *, filled: bool = False) -> Figures:
    """Judge dossiers drawn for a rule set, with so many subjects in all; `filled`: with nothing missing in them."""
    figures = Figures(rule_sets=1, refused=found.refused, nodes=constructs(found.compiled.plan))
    try:
        with figures.timed("formulas"):
            trial = Trial.of(found.compiled, filled=filled)
    except Exception:  # noqa: BLE001 - nor may it end so while it is written down
        figures.failures.append(Failure(found.number, found.rules, _EMPTY, (), traceback.format_exc()))
        return figures
    while figures.subjects < subjects and len(figures.failures) < ENOUGH:
        with figures.timed("drawing"):
            luck = chance(seed, found.number, "dossier", figures.dossiers + len(figures.failures))
            drawer = Drawer(luck, found.rules, trial.room, filled)
            dossier = drawer.dossier(min(TOGETHER, subjects - figures.subjects))
        failure = trial.failure(found.number, found.rules, dossier, figures)
        if failure is not None:
            figures.failures.append(failure)
    return figures


def shared(seed: int, share: tuple[int, int], *, filled: bool = False) -> Figures:
    """Judge one share of a run: a rule set's number, and for how many subjects."""
    gc.collect()
    gc.disable()  # formulas are many small objects; what is left of one rule set is collected before the next
    try:
        return tried(seed, *share, filled=filled)
    finally:
        gc.enable()


__all__ = ["Failure", "Figures", "Trial", "judged", "room_for", "shared", "tried"]
