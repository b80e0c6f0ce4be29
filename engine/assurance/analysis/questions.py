"""The questions that are asked of every rule set, each with what a sound rule set answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ... import plan
from ...values import Decision
from . import logic
from .asking import Goal, State
from .confirming import Seen
from .deciding import GATES, Deciding, named
from .facts import Slot
from .logic import Bit, conj

#: The gates that stand open where they are met, and those where they are not.
_SHUT = ("bar", "suspension")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `topic` says which, `about` of what (an award, a rule ...), `wants` what a sound rule set answers.

    `wants` is None where either answer is sound. `follows` are asked where the answer is another, to say why.
    """

    topic: str
    kind: str
    about: tuple[str, ...]
    wants: State | None
    goal: Goal
    says: Callable[[Seen], bool]
    follows: tuple[Question, ...] = ()

    @property
    def id(self) -> str:
        """Return what the question goes by in `unreachable` and on the command line."""
        return "/".join((self.topic, *self.about))


def questions(ready: plan.Plan) -> Iterator[Question]:
    """Yield every question of a plan: awards, criteria, bars, suspensions, pairs of awards, points, grades."""
    for award in ready.awards.values():
        for kind in award.entitlements:
            yield _reached(award, kind)
    for assessment in ready.assessments.values():
        yield from _assessed(assessment)
    yield from _criteria(ready)
    for award in ready.awards.values():
        for kind, entitled in award.entitlements.items():
            yield from (_stopped(ready.bars[b], award, kind, "bar") for b in entitled.bars)
            yield from (_stopped(ready.suspensions[s], award, kind, "suspension") for s in entitled.suspensions)
    for one, other in combinations(ready.awards.values(), 2):
        for kind in one.entitlements:
            if kind in other.entitlements:
                yield from _pair(one, other, kind)
    for score in ready.scores.values():
        yield from _bands(score)
    for classification in ready.classifications.values():
        yield from _grades(classification)


# --- awards and assessments -------------------------------------------------------------------------------------


def _reached(award: plan.Award, kind: str) -> Question:
    def goal(d: Deciding, at: Slot) -> Bit:
        return d.opened(award.id, at)[Decision.PROPOSED]

    return Question("award", kind, (award.id, kind), State.FOUND, _of(goal), lambda s: s.eligible(award.id))


def _assessed(assessment: plan.Assessment) -> Iterator[Question]:
    def met(d: Deciding, at: Slot) -> Bit:
        applies, found = d.assessed(assessment, at)
        return conj([applies.met, found.met])

    def failed(d: Deciding, at: Slot) -> Bit:
        applies, found = d.assessed(assessment, at)
        return conj([applies.met, found.failed])

    for topic, goal, code in (("assessment-met", met, 2), ("assessment-not-met", failed, 0)):
        yield Question(
            topic, assessment.kind, (assessment.id,), State.FOUND, _of(goal),
            lambda s, code=code: int(s.mine.assessments[assessment.id][s.index]) == code,  # type: ignore[misc]
        )  # fmt: skip


def _pair(one: plan.Award, other: plan.Award, kind: str) -> Iterator[Question]:
    pair = (one.id, other.id)

    def both(d: Deciding, at: Slot) -> Bit:
        return conj(d.opened(a, at)[Decision.PROPOSED] for a in pair)

    def neither(d: Deciding, at: Slot) -> Bit:
        refused = (Decision.BARRED, Decision.NOT_PROPOSED)
        return conj([
            *(d.gate("scope", a, at).met for a in pair),
            *(logic.disj(d.opened(a, at)[r] for r in refused) for a in pair),
        ])  # fmt: skip

    refused = {Decision.BARRED, Decision.NOT_PROPOSED}
    yield Question(
        "both", kind, (*pair, kind), None, _of(both), lambda s: all(s.eligible(a) for a in pair)
    )  # fmt: skip
    yield Question(
        "neither", kind, (*pair, kind), None, _of(neither), lambda s: {s.decision(a) for a in pair} <= refused
    )  # fmt: skip


# --- criteria ---------------------------------------------------------------------------------------------------


def _criteria(ready: plan.Plan) -> Iterator[Question]:
    """Yield whether each criterion ever decides alone, for everything that requires it."""
    for criterion in ready.criteria.values():
        name, kind = criterion.id, criterion.kind
        for award in ready.awards.values():
            entitled = award.entitlements.get(kind)
            if entitled is not None and entitled.requirement is not None and name in named(entitled.requirement):
                yield Question(
                    "criterion-decides", kind, (name, award.id), State.FOUND, _of(_decides(name, award, entitled)),
                    lambda s, award=award, name=name: s.decided_by(name, award),  # type: ignore[misc]
                    (*_why(criterion), _reached(award, kind)),
                )  # fmt: skip
        for assessment in ready.assessments.values():
            if assessment.kind == kind and name in named(assessment.requirement or plan.AllOf(())):
                yield Question(
                    "criterion-decides", kind, (name, assessment.id), State.FOUND, _of(_assesses(name, assessment)),
                    lambda s, it=assessment, name=name: s.assessed_by(name, it),  # type: ignore[misc]
                    tuple(_why(criterion)),
                )  # fmt: skip


def _decides(name: str, award: plan.Award, entitled: plan.Entitlement) -> Callable[[Deciding, Slot], Bit]:
    def goal(d: Deciding, at: Slot) -> Bit:
        asked = d.criterion(name, at)
        return conj([
            asked.applies.met, asked.met.failed, d.gate("requirement", award.id, at).failed,
            d.required(award, entitled, at, as_met=name).met, *_open_but(d, award.id, at, "requirement"),
        ])  # fmt: skip

    return goal


def _assesses(name: str, assessment: plan.Assessment) -> Callable[[Deciding, Slot], Bit]:
    def goal(d: Deciding, at: Slot) -> Bit:
        asked = d.criterion(name, at)
        applies, found = d.assessed(assessment, at)
        instead = d.requirement(assessment.requirement, at, as_met=name)
        return conj([applies.met, asked.applies.met, asked.met.failed, found.failed, instead.met])

    return goal


def _why(criterion: plan.Criterion) -> Iterator[Question]:
    """Yield what tells a criterion that is always met from one that never is, and from one that others imply."""

    def met(d: Deciding, at: Slot) -> Bit:
        asked = d.criterion(criterion.id, at)
        return conj([asked.applies.met, asked.met.met])

    def failed(d: Deciding, at: Slot) -> Bit:
        asked = d.criterion(criterion.id, at)
        return conj([asked.applies.met, asked.met.failed])

    for topic, goal, code in (("criterion-met", met, 2), ("criterion-not-met", failed, 0)):
        yield Question(
            topic, criterion.kind, (criterion.id,), State.FOUND, _of(goal),
            lambda s, code=code: int(s.mine.verdicts(criterion.id)[s.index]) == code,  # type: ignore[misc]
        )  # fmt: skip


# --- bars -------------------------------------------------------------------------------------------------------


def _stopped(bar: plan.Bar, award: plan.Award, kind: str, gate: str) -> Question:
    """Return whether a bar or suspension ever stands alone between somebody and an award."""
    entitled = award.entitlements[kind]
    others = [b for b in (entitled.bars if gate == "bar" else entitled.suspensions) if b != bar.id]

    def goal(d: Deciding, at: Slot) -> Bit:
        rules = d.ready.bars if gate == "bar" else d.ready.suspensions
        return conj([
            d.hit(rules[bar.id], at).met, *(d.hit(rules[b], at).failed for b in others),
            *_open_but(d, award.id, at, gate),
        ])  # fmt: skip

    def says(s: Seen) -> bool:
        codes = s.mine.bars if gate == "bar" else s.mine.suspensions
        alone = all(int(codes[b][s.index]) == 0 for b in others)
        return alone and int(codes[bar.id][s.index]) == 2 and s.open_but(award.id, gate, 2)

    def fires(d: Deciding, at: Slot) -> Bit:
        rules = d.ready.bars if gate == "bar" else d.ready.suspensions
        return d.hit(rules[bar.id], at).met

    def fired(s: Seen) -> bool:
        codes = s.mine.bars if gate == "bar" else s.mine.suspensions
        return int(codes[bar.id][s.index]) == 2

    ever = Question(f"{gate}-fires", kind, (bar.id,), State.FOUND, _of(fires), fired)
    why = (ever, _reached(award, kind))
    return Question(f"{gate}-decides", kind, (bar.id, award.id), State.FOUND, _of(goal), says, why)


def _open_but(d: Deciding, award: str, at: Slot, gate: str) -> Iterator[Bit]:
    for name in GATES:
        if name != gate:
            found = d.gate(name, award, at)
            yield found.failed if name in _SHUT else found.met


# --- points and grades ------------------------------------------------------------------------------------------


def _bands(score: plan.Score) -> Iterator[Question]:
    form = score.form
    if not isinstance(form, plan.Steps):
        return
    tests = [s.test for s in form.steps if s.test is not None]
    what = "band" if form.of is not None else "option"
    if len(tests) == len(form.steps):  # no band takes all the rest

        def nothing(d: Deciding, at: Slot) -> Bit:
            return conj([_applies(d, score.applies, at), *(d.truth(t, at).failed for t in tests)])

        yield Question(
            f"{what}-gap", score.kind, (score.id,), State.NEVER, _of(nothing),
            lambda s: all(s.holds(t) == 0 for t in tests),
        )  # fmt: skip
    for one, other in combinations(range(len(tests)), 2):

        def twice(d: Deciding, at: Slot, one: int = one, other: int = other) -> Bit:
            both = (d.truth(tests[one], at).met, d.truth(tests[other], at).met)
            return conj([_applies(d, score.applies, at), *both])

        yield Question(
            f"{what}-overlap", score.kind, (score.id, str(one + 1), str(other + 1)), State.NEVER, _of(twice),
            lambda s, one=one, other=other: {s.holds(tests[one]), s.holds(tests[other])} == {2},  # type: ignore[misc]
        )  # fmt: skip


def _grades(rule: plan.Classification) -> Iterator[Question]:
    for place in range(len(rule.grades) + 1):

        def goal(d: Deciding, at: Slot, place: int = place) -> Bit:
            found = d.number(rule.shown, at)
            here = conj([logic.equal(found.low, place), logic.equal(found.high, place)])
            return conj([_applies(d, rule.applies, at), here])

        def says(s: Seen, place: int = place) -> bool:
            found = s.mine.classifications[rule.id]
            ends = int(found.low[s.index]), int(found.high[s.index])
            return int(found.applies[s.index]) == 2 and ends == (place, place)

        grade = next((g.id for g in rule.grades if g.place == place), "")
        topic, about = ("grade", (rule.id, grade)) if place else ("no-grade", (rule.id,))
        yield Question(topic, rule.kind, about, State.FOUND if place else None, _of(goal), says)


def _applies(d: Deciding, applies: plan.Cond | None, at: Slot) -> Bit:
    return True if applies is None else d.truth(applies, at).met


def _of(goal: Callable[[Deciding, Slot], Bit]) -> Goal:
    """Return a goal about the one plan that is asked about."""
    return lambda encodings, at: goal(encodings[0], at)
