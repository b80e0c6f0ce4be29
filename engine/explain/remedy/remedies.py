"""The remedies of one decision: what is least to change, or why nothing would do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from ...evaluator import Evaluation
from ...values import Decision, Verdict
from .claims import claimed, plainly
from .goals import Goals, whole
from .grouping import grouped
from .model import MOST, Found, Never, Obstacle, Outcome, Remedies, Step
from .required import Barrier
from .search import LIMIT, Search
from .tree import ENDLESS, All, Any, AtLeast, Leaf, Way, need, whys
from .trial import LimitReachedError, Trial, arranged

#: Records are judged anew so often at most for one example of more changes than MOST.
_EXAMPLE = 16
_ROUNDS = 6
#: Points tables of so many items are looked into as often as LIMIT, larger ones less often.
_ITEMS = 8
#: Records of so many rows are judged as often as LIMIT, larger ones less often, but never less often than this.
_ROWS, _FEWEST = 5_000, 12


@dataclass(frozen=True, slots=True)
class _Goal:
    barriers: Callable[[Goals], list[Barrier]]
    reached: Callable[[Goals], bool]


def remedies(evaluation: Evaluation, kind: str, index: int, award: str, limit: int | None = None) -> Remedies:
    """Return every smallest set of at most MOST changes after which one subject is proposed for an award.

    The records must have been kept as they were read (`load(..., keep=True)`); ValueError where they were not.
    """

    def reached(goals: Goals) -> bool:
        codes = goals.at.read.evaluation.kinds[kind].decisions[award]
        return int(codes[goals.index]) == Decision.PROPOSED

    return _remedies(evaluation, kind, index, _Goal(lambda g: g.award(award), reached), limit)


def assessment_remedies(evaluation: Evaluation, kind: str, index: int, name: str, limit: int | None = None) -> Remedies:
    """Return every smallest set of at most MOST changes after which an assessment is met."""

    def reached(goals: Goals) -> bool:
        return int(goals.at.read.evaluation.kinds[kind].assessments[name][goals.index]) == Verdict.MET

    return _remedies(evaluation, kind, index, _Goal(lambda g: g.assessment(name), reached), limit)


def grade_remedies(
    evaluation: Evaluation, kind: str, index: int, name: str, place: int, limit: int | None = None
) -> Remedies:
    """Return every smallest set of at most MOST changes after which a grade is surely no worse than that of a place."""

    def reached(goals: Goals) -> bool:
        graded = goals.at.read.evaluation.kinds[kind].classifications[name]
        return bool(graded.applies[goals.index] == Verdict.MET and graded.low[goals.index] >= place)

    return _remedies(evaluation, kind, index, _Goal(lambda g: g.grade(name, place), reached), limit)


def limit_for(evaluation: Evaluation) -> int:
    """Return how often records of this size are judged anew at most: the more rows, the less often."""
    by_rows = LIMIT * _ROWS // max(evaluation.dossier.balance.rows, 1)
    by_items = LIMIT * _ITEMS // max(len(evaluation.plan.scores), 1)  # each item of points is looked into anew
    return max(_FEWEST, min(LIMIT, by_rows, by_items))


def _remedies(evaluation: Evaluation, kind: str, index: int, goal: _Goal, limit: int | None) -> Remedies:
    if evaluation.dossier.raw is None:
        raise ValueError(evaluation.dossier.hash)
    most = limit_for(evaluation) if limit is None else limit
    trial = Trial(evaluation, kind, str(evaluation.dossier.tables[kind].keys[index]), most)
    here = trial.goals(())
    day = evaluation.as_of
    if here is None:  # the key is not one subject's alone: nothing can be said of it
        return Remedies(Outcome.STOPPED, as_of=day)
    if goal.reached(here):
        return Remedies(Outcome.HELD, as_of=day)
    barriers = goal.barriers(here)
    way = whole(barriers)
    obstacles = tuple(Obstacle(b.code, b.id, b.label) for b in barriers)
    if need(way) >= ENDLESS:
        never: dict[Never, None] = dict.fromkeys(
            chain.from_iterable(whys(b.way) for b in barriers if need(b.way) >= ENDLESS)
        )
        return Remedies(Outcome.NONE, never=tuple(never), obstacles=obstacles, as_of=day)
    if need(way) > MOST:
        example = _example(trial, goal)
        return Remedies(
            Outcome.MORE, obstacles=obstacles, example=example, least=need(way), tried=trial.tried, as_of=day
        )
    search = Search(trial, goal.barriers, goal.reached)
    search.run()
    if search.found:
        found, entire = grouped(here.at.alike, claimed(evaluation, search.found))
        outcome = Outcome.FOUND if search.whole and entire else Outcome.STOPPED
        return Remedies(outcome, found, tried=trial.tried, as_of=day)
    if not search.whole:
        return Remedies(Outcome.STOPPED, obstacles=obstacles, tried=trial.tried, as_of=day)
    example = _example(trial, goal)
    if example and len(example) <= MOST:
        found, _ = grouped(here.at.alike, claimed(evaluation, [Found(example)]))
        return Remedies(Outcome.STOPPED, found, tried=trial.tried, as_of=day)
    outcome = Outcome.MORE if example else Outcome.NOT_WITHIN
    return Remedies(
        outcome, obstacles=obstacles, example=example, least=MOST + 1 if example else 0, tried=trial.tried, as_of=day
    )


def _pick(way: Way) -> tuple[Step, ...]:
    """Return as few steps as may be enough for one thing to become so."""
    match way:
        case Leaf(step):
            return (step,)
        case All(items):
            return _once(chain.from_iterable(_pick(i) for i in items))
        case Any(items):
            found_ = (_pick(i) for i in items if need(i) < ENDLESS)
            return min(found_, key=lambda f: (sum(not s.sure for s in f), len(f)), default=())
        case AtLeast(count, items):
            found = sorted({i: None for i in items if need(i) < ENDLESS}, key=lambda i: len(_pick(i)))
            return _once(chain.from_iterable(_pick(i) for i in found[:count]))
        case _:
            return ()


def _once(steps: chain[Step]) -> tuple[Step, ...]:
    return tuple({s.slot: s for s in steps}.values())


def _example(trial: Trial, goal: _Goal) -> tuple[Step, ...]:
    """Return one set of steps that reaches the goal and of which none can be left out, empty where none was found."""
    trial.limit = trial.tried + _EXAMPLE
    taken: tuple[Step, ...] = ()
    try:
        for _ in range(_ROUNDS):
            goals = trial.goals(taken)
            if goals is None:
                return ()
            if goal.reached(goals):
                return tuple(plainly(trial.evaluation, s) for s in _reduced(trial, goal, taken))
            more = _pick(whole(goal.barriers(goals)))
            further = arranged({s.slot: s for s in (*taken, *more)}.values())
            if further == taken:
                return ()
            taken = further
    except LimitReachedError:
        return ()
    return ()


def _reduced(trial: Trial, goal: _Goal, taken: tuple[Step, ...]) -> tuple[Step, ...]:
    """Leave out every step without which the goal is reached too."""
    for step in taken:
        fewer = tuple(s for s in taken if s != step)
        goals = trial.goals(fewer)
        if goals is not None and goal.reached(goals):
            taken = fewer
    return taken
