"""Proofs of points: every item of a points table with its form, its bounds, and each step of what it came to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from .. import plan
from .disagree import ProofDisagreesError
from .lacking import Missing
from .legal import Law, law
from .nodes import Amount, Numeral, Step
from .numbers import amount_of, named, numeral
from .sorts import Sort

if TYPE_CHECKING:
    from .steps import Steps

SCORE = Sort("score")


@dataclass(frozen=True, slots=True)
class PointsForm:
    """Any number of points; `of` is what it is a share of, where the points are proportional."""

    number: Numeral
    of: Numeral | None


@dataclass(frozen=True, slots=True)
class StepForm:
    """One band or answer: whether it holds (None: it takes the rest), and its points."""

    test: Step | None
    points: Numeral

    @property
    def code(self) -> int:
        """Return whether it holds."""
        return 2 if self.test is None else self.test.code


@dataclass(frozen=True, slots=True)
class StepsForm:
    """Bands of a measure, or answers of a choice (`of` is None)."""

    of: Numeral | None
    steps: tuple[StepForm, ...]

    @property
    def taken(self) -> tuple[StepForm, ...]:
        """Return the step that gives the points; several where it is not known which; none where none holds."""
        out = []
        for step in self.steps:
            if step.code:
                out.append(step)
            if step.code == 2:
                break
        return tuple(out)


@dataclass(frozen=True, slots=True)
class SumForm:
    """Items added up; where what applies is brought back to the whole, `reached` of the points that `apply`."""

    items: tuple[str, ...]
    reached: Amount
    apply: Amount | None


@dataclass(frozen=True, slots=True)
class BestForm:
    """The greatest of the items."""

    items: tuple[str, ...]


Form = PointsForm | StepsForm | SumForm | BestForm


@dataclass(frozen=True, slots=True)
class Stage:
    """What an item came to after one step: form, evidence, lost, round, floor, max or applies."""

    name: str
    amount: Amount
    step: Fraction | None = None
    mode: plan.Rounding | None = None


@dataclass(frozen=True, slots=True)
class ScoreProof:
    """One item of a points table of one subject; `stages` lead from its form to `amount`, as evaluated."""

    id: str
    label: str
    amount: Amount
    most: Fraction | None
    floor: Fraction | None
    form: Form
    stages: tuple[Stage, ...]
    applies: Step | None
    otherwise: str | None
    evidence: Step | None
    lost: Step | None
    number: Numeral
    law: Law
    missing: tuple[Missing, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """Return the items it is made of."""
        return self.form.items if isinstance(self.form, SumForm | BestForm) else ()


def prove_scores(steps: Steps, kind: str, index: int) -> dict[str, ScoreProof]:
    """Return the points of one subject, by id; ProofDisagreesError where they are not what was stored."""
    judged = steps.read.evaluation.kinds[kind]
    out = {}
    for score in steps.read.ready.scores.values():
        if score.kind == kind:
            out[score.id] = found = _score(steps, score, index)
            scale = 10**score.number.decimals
            stored = judged.scores[score.id]
            ends = (found.amount.low * scale, found.amount.high * scale)
            if ends != (int(stored.low[index]), int(stored.high[index])):
                raise ProofDisagreesError(score.id, ends, (stored.low[index], stored.high[index]))
    return out


def _score(steps: Steps, score: plan.Score, index: int) -> ScoreProof:
    at, ready = score.kind, steps.read.ready
    number = named(steps, score.number, at, index)

    def step(node: plan.Cond | None) -> Step | None:
        return None if node is None else steps.step(node, at, index)

    stages = tuple(
        Stage(name, amount_of(steps, node, at, index, SCORE), *(_unit(node) if name == "round" else ()))
        for name, node in _stages(score)
    )
    return ScoreProof(
        score.id, score.label, number.amount, _exact(score.most), _exact(score.floor), _form(steps, score, index),
        stages,
        step(score.applies), score.otherwise, step(score.evidence), step(score.lost), number.item,
        law(ready, score.citation, score.readings),
    )  # fmt: skip


def _exact(number: plan.Constant | None) -> Fraction | None:
    return None if number is None else Fraction(number.value, 10**number.decimals)


def _unit(node: plan.Num) -> tuple[Fraction, plan.Rounding] | tuple[()]:
    return (Fraction(node.unit, 10**node.decimals), node.rounding) if isinstance(node, plan.Rounded) else ()


def _stages(score: plan.Score) -> list[tuple[str, plan.Num]]:
    """Return the number after each step, the form first, by taking off what the compiler put around it."""
    out: list[tuple[str, plan.Num]] = []
    node = score.number.value
    wrapped = (("applies", score.applies), ("max", score.most), ("floor", score.floor))
    for name, there in wrapped:
        if there is not None:
            out.append((name, node))
            node = _inside(node)
    plainly = _forms(score.form)
    if isinstance(node, plan.Rounded) and node not in plainly:
        out.append(("round", node))
        node = node.item
    for name, there in (("lost", score.lost), ("evidence", score.evidence)):
        if there is not None:
            out.append((name, node))
            node = node.other if name == "lost" and isinstance(node, plan.If) else _inside(node)
    out.append(("form", node))
    return out[::-1]


def _inside(node: plan.Num) -> plan.Num:
    match node:
        case plan.If(_, then):
            return then
        case plan.Extreme(_, items):
            return items[0]
        case _:
            raise AssertionError(node)  # the compiler wraps points in nothing else


def _forms(form: plan.Form) -> Iterator[plan.Num]:
    """Yield the numbers of a form that are rounded by themselves."""
    match form:
        case plan.Points(value):
            yield value
        case plan.Steps(_, steps):
            if steps[0].test is None:
                yield steps[0].points
        case plan.Together() | plan.Best():
            return
        case _:
            assert_never(form)


def _form(steps: Steps, score: plan.Score, index: int) -> Form:
    at = score.kind

    def number(node: plan.Num) -> Numeral:
        return numeral(steps, node, at, index)

    match score.form:
        case plan.Points(value, of):
            return PointsForm(number(value), number(of) if of is not None else None)
        case plan.Steps(of, written):
            found = tuple(
                StepForm(steps.step(s.test, at, index) if s.test is not None else None, number(s.points))
                for s in written
            )
            return StepsForm(number(of) if of is not None else None, found)
        case plan.Together(items, weights):
            own = [steps.read.ready.scores[i].number for i in items]
            amounts = [amount_of(steps, n, at, index) for n in own]
            whole = [amount_of(steps, w, at, index) for w in weights]
            return SumForm(items, _added(amounts), _added(whole) if whole else None)
        case plan.Best(items):
            return BestForm(items)
        case _:
            assert_never(score.form)


def _added(amounts: list[Amount]) -> Amount:
    return Amount(sum((a.low for a in amounts), Fraction(0)), sum((a.high for a in amounts), Fraction(0)), "score")


def roots(scores: dict[str, ScoreProof]) -> list[ScoreProof]:
    """Return the items that stand in no other."""
    inner = {i for s in scores.values() for i in s.items}
    return [s for s in scores.values() if s.id not in inner]
