"""Asking every question of a rule set, with reasons where the answer is not what a sound rule set answers."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

from ...compiler import compile_file
from ...plan import Plan
from ..cases.model import Waived
from ..properties.world import world_of
from ..waiting import Tell, each, silent, waited
from .asking import EFFORT, Answer, Asker, State
from .clashing import Part, clash
from .confirming import confirms
from .deciding import Deciding, named
from .facts import Slot
from .logic import Bit, conj, no
from .questions import Question, questions


class Verdict(enum.Enum):
    """How an answer stands: as it should, telling but neither good nor bad, wanting, open, declared with a reason.

    `FOLLOWS`: wanting for no other reason than that something else is, which is an answer of its own.
    """

    SOUND = "sound"
    NOTE = "note"
    WANTING = "wanting"
    UNKNOWN = "unknown"
    DECLARED = "declared"
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer; `why` are the answers to what follows it, `implied` the rules that say as much.

    `clash`: of an award that nobody can get, the conditions that never hold together. `origin`: the question whose
    answer this one follows from, where that is the only reason and was asked as well.
    """

    id: str
    topic: str
    kind: str
    about: tuple[str, ...]
    wants: State | None
    answer: Answer
    why: tuple[tuple[str, State], ...] = ()
    implied: tuple[str, ...] = ()
    clash: tuple[Part, ...] = ()
    declared: Waived | None = None
    origin: str = ""

    @property
    def verdict(self) -> Verdict:
        """Return how the answer stands."""
        if self.answer.state is self.wants:
            return Verdict.SOUND
        if self.wants is None:
            return Verdict.NOTE
        if self.declared is not None:
            return Verdict.DECLARED
        if self.origin:
            return Verdict.FOLLOWS
        return Verdict.UNKNOWN if self.answer.state is State.UNKNOWN else Verdict.WANTING


def answered(
    ready: Plan, ids: Sequence[str] = (), effort: int = EFFORT, tell: Tell = silent
) -> Iterator[Answered]:
    """Yield the answers to the questions with these ids, or to all, in their order."""
    asker = Asker((world_of(ready),), effort)
    asked = {q.id: q for q in questions(ready) if not ids or q.id in ids}
    yield from each(tuple(asked), lambda i: _answered(ready, asker, asked[i]), tell)


def _answered(ready: Plan, asker: Asker, question: Question) -> Answered:
    def ask(one: Question) -> Answer:
        return asker.ask(one.kind, one.goal, confirms(ready, one.kind, one.says))

    found = ask(question)
    why: tuple[tuple[str, State], ...] = ()
    implied: tuple[str, ...] = ()
    apart: tuple[Part, ...] = ()
    if found.state is State.NEVER and question.wants is State.FOUND:
        why = tuple((f.topic, ask(f).state) for f in question.follows)
        if all(state is not State.NEVER for _, state in why):
            implied = tuple(_implied(ready, asker, question))
        if question.topic == "award":
            apart = clash(ready, asker, *question.about)
    return Answered(
        question.id, question.topic, question.kind, question.about, question.wants, found, why, implied, apart
    )  # fmt: skip


def folded(found: Sequence[Answered]) -> tuple[Answered, ...]:
    """Return the answers, those named that only follow from an award that nobody can get."""
    asked = {a.id for a in found}

    def origin(one: Answered) -> str:
        impossible = [topic for topic, state in one.why if state is State.NEVER]
        cause = f"award/{one.about[-1]}/{one.kind}"
        return cause if impossible == ["award"] and cause in asked else ""

    return tuple(replace(a, origin=origin(a)) for a in found)


def _implied(ready: Plan, asker: Asker, question: Question) -> Iterator[str]:
    """Yield the other rules that always stand in the way where this one does: criteria first, then bars."""
    if not question.topic.endswith("-decides"):
        return
    name, target = question.about
    award = ready.awards.get(target)
    entitled = award.entitlements[question.kind] if award is not None else None
    required = entitled.requirement if entitled is not None else ready.assessments[target].requirement

    def stands(d: Deciding, at: Slot) -> Bit:
        if question.topic == "criterion-decides":
            asked = d.criterion(name, at)
            return conj([asked.applies.met, asked.met.failed])
        return d.hit((ready.bars if question.topic == "bar-decides" else ready.suspensions)[name], at).met

    def always(blocked: Callable[[Deciding, Slot], Bit]) -> bool:
        """Tell whether something else stands in the way wherever this one does."""
        return asker.never(question.kind, lambda b, at: conj([stands(b[0], at), no(blocked(b[0], at))]))

    for other in dict.fromkeys(named(required) if required is not None else ()):
        if other != name and always(partial(_lacks, other)):
            yield other
    for bar in entitled.bars if entitled is not None else ():
        if bar != name and always(partial(_hits, bar)):
            yield bar


def _lacks(criterion: str, d: Deciding, at: Slot) -> Bit:
    return no(d.criterion(criterion, at).gate.met)  # a deadline of its own may still be open


def _hits(bar: str, d: Deciding, at: Slot) -> Bit:
    return d.hit(d.ready.bars[bar], at).met


def answer_files(
    path: Path, overlays: Sequence[Path], ids: Sequence[str], *, effort: int, jobs: int, tell: Tell = silent
) -> tuple[Answered, ...]:
    """Answer questions of a rule set, several at a time where there are several processors; that changes nothing."""
    if jobs < 2 or len(ids) < 2:
        return folded(tuple(answered(_plan_of(path, tuple(overlays)), ids, effort, tell)))
    with ProcessPoolExecutor(min(jobs, len(ids)), mp_context=get_context("spawn")) as pool:
        waiting = {i: pool.submit(_one_of, path, tuple(overlays), i, effort) for i in ids}
        waited(waiting, tell)
        return folded([w.result() for w in waiting.values()])


def _one_of(path: Path, overlays: tuple[Path, ...], one: str, effort: int) -> Answered:
    return next(answered(_plan_of(path, overlays), (one,), effort))


@cache
def _plan_of(path: Path, overlays: tuple[Path, ...]) -> Plan:
    """Return a plan, compiled once per process."""
    return compile_file(path, overlays).plan
