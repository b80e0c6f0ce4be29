"""Trying laws: generated records until one breaks the law, then the smallest that still does.

The same rule set, laws, number of examples and seed give the same answer: nothing is remembered between runs, and
nothing is taken from the clock.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch
from warnings import catch_warnings, simplefilter

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.errors import Flaky, HypothesisWarning, Unsatisfiable
from hypothesis.internal.conjecture import providers

from ...compiler import compile_file
from ...plan import Exemption, Plan
from ..waiting import Tell, each, silent, waited
from .laws import Broken, Does, Law, Trial, laws_of
from .outcomes import Judge, judged
from .reducing import reduced
from .world import World, world_of

EXAMPLES, SEED = 100, 0
#: So many smaller cases Hypothesis may try before `reduced` goes on: it knows rows and columns, and needs fewer.
SHRINKS = 60


class State(enum.Enum):
    """What became of a law."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNCONCERNED = "unconcerned"
    #: Nothing could be drawn that the law could be tried on.
    RARE = "rare"


@dataclass(frozen=True, slots=True)
class Tried:
    """A law that was tried: on how many cases, what breaks it, which exceptions were met how often.

    `why`: why it does not concern the rule set; `leaves`: what it leaves out, derived from the plan.
    """

    law: str
    state: State
    count: int = 0
    trial: Trial | None = None
    broken: tuple[Broken, ...] = ()
    hits: tuple[tuple[Exemption, int], ...] = ()
    why: Does | None = None
    leaves: Does | None = None


@dataclass(slots=True)
class _Tally:
    """What was seen so far of one law."""

    count: int = 0
    shrunk: int = 0
    hits: dict[int, int] = field(default_factory=dict)
    last: tuple[Trial, tuple[Broken, ...]] | None = None
    #: Cases that were passed by, since what is missing in them hides what they show.
    passed: int = 0


class _BrokenError(Exception):
    """A law was broken: Hypothesis looks for a smaller case."""


def prove_law(
    world: World,
    law: Law,
    *,
    examples: int = EXAMPLES,
    start: int = SEED,
    judge: Judge = judged,
    shrink: bool = True,
) -> Tried:
    """Try one law on so many generated cases, and (with `shrink`) make the first that breaks it smaller.

    Where a counterexample is to be read, one is looked for first in which everything is settled.
    """
    why = law.concerns(world)
    if why is not None:
        return Tried(law.id, State.UNCONCERNED, why=why.why)
    found, passed = _tried(world, law, examples, start, judge, shrink=shrink, plain=shrink)
    if passed and found.state is not State.BROKEN:
        found, _ = _tried(world, law, examples, start, judge, shrink=shrink, plain=False)
    return found


def _tried(
    world: World, law: Law, examples: int, start: int, judge: Judge, *, shrink: bool, plain: bool
) -> tuple[Tried, int]:
    """Try one law; where `plain` cases are asked for, others that break it are passed by, and counted."""
    exempt = [e for e in world.plan.exemptions if e.law == law.id]
    tally = _Tally()

    def trying(trial: Trial) -> None:
        if tally.last is not None and tally.shrunk >= SHRINKS and trial != tally.last[0]:
            return  # small enough: what is left is made smaller row by row
        found, met = breaks(trial)
        if tally.last is None:
            tally.count += 1
            for number in met:
                tally.hits[number] = tally.hits.get(number, 0) + 1
        else:
            tally.shrunk += 1
        if found and not counts(found):
            tally.passed += 1
        elif found:
            tally.last = (trial, found)
            raise _BrokenError

    def counts(found: Sequence[Broken]) -> bool:
        return any(b.plain for b in found) if plain else bool(found)

    def breaks(trial: Trial) -> tuple[tuple[Broken, ...], set[int]]:
        return _excepted(exempt, trial, law.check(world.plan, judge, trial))

    number = int.from_bytes(hashlib.sha256(f"{start}/{law.id}".encode()).digest()[:8], "big")
    quiet = settings(
        max_examples=examples, database=None, deadline=None, report_multiple_bugs=False, print_blob=False,
        verbosity=Verbosity.quiet,
        phases=[Phase.generate, *([Phase.shrink] if shrink else [])], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    tested = seed(number)(quiet(given(law.trials(world))(trying)))
    state = State.HOLDS
    with by_itself(), catch_warnings():
        simplefilter("ignore", HypothesisWarning)
        try:
            tested()
        except (_BrokenError, Flaky):
            state = State.BROKEN
        except Unsatisfiable:
            state = State.RARE
    trial, broken = tally.last or (None, ())
    if trial is not None and shrink:
        trial = reduced(world, trial, lambda t: counts(breaks(t)[0]))
        broken = tuple(sorted(breaks(trial)[0], key=lambda b: not b.plain))
    hits = tuple((e, tally.hits.get(n, 0)) for n, e in enumerate(exempt))
    return Tried(law.id, state, tally.count, trial, broken, hits, None, law.leaves(world)), tally.passed


def _excepted(
    exempt: Sequence[Exemption], trial: Trial, found: Sequence[Broken]
) -> tuple[tuple[Broken, ...], set[int]]:
    """Return what breaks the law beside its exceptions, and which of these were met."""
    met, left = set[int](), list[Broken]()
    for broken in found:
        mine = [n for n, e in enumerate(exempt) if e.at == broken.at.target or e.at in trial.touched]
        met |= set(mine)
        if not mine:
            left.append(broken)
    return tuple(left), met


@contextmanager
def by_itself() -> Iterator[None]:
    """Draw from the strategies alone: Hypothesis would mix in numbers from whatever source files are loaded."""
    provider = getattr(providers, "HypothesisProvider", None)
    if provider is None or not hasattr(provider, "_maybe_draw_constant"):
        yield
        return
    with patch.object(provider, "_maybe_draw_constant", return_value=None):
        yield


def prove_plan(
    plan: Plan, names: Sequence[str] = (), *, examples: int = EXAMPLES, start: int = SEED, judge: Judge = judged,
    tell: Tell = silent,
) -> tuple[Tried, ...]:  # fmt: skip
    """Try laws of a plan one after another: those named, or all."""
    world, laws = world_of(plan), laws_of(plan)

    def prove(name: str) -> Tried:
        return prove_law(world, laws[name], examples=examples, start=start, judge=judge)

    return tuple(each(names or tuple(laws), prove, tell))


def prove_files(
    path: Path, overlays: Sequence[Path], names: Sequence[str], *, examples: int, start: int, jobs: int,
    tell: Tell = silent,
) -> tuple[Tried, ...]:  # fmt: skip
    """Try laws of a rule set, several at a time where there are several processors; the answer is the same."""
    if jobs < 2 or len(names) < 2:
        return prove_plan(compile_file(path, overlays).plan, names, examples=examples, start=start, tell=tell)
    with ProcessPoolExecutor(min(jobs, len(names)), mp_context=get_context("spawn")) as pool:
        waiting = {n: pool.submit(_one_of, path, tuple(overlays), n, examples, start) for n in _longest_first(names)}
        waited(waiting, tell)
        return tuple(waiting[n].result() for n in names)


def _longest_first(names: Sequence[str]) -> list[str]:
    slow = ("settled-stays", "known-stays", "selection-within-bounds", "others-apart")
    return sorted(names, key=lambda n: (n not in slow, names.index(n)))


def _one_of(path: Path, overlays: tuple[Path, ...], name: str, examples: int, start: int) -> Tried:
    return prove_plan(_plan_of(path, overlays), (name,), examples=examples, start=start)[0]


@cache
def _plan_of(path: Path, overlays: tuple[Path, ...]) -> Plan:
    """Return a plan, compiled once per process."""
    return compile_file(path, overlays).plan
