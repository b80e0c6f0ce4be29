"""Which points and grades an award of one subject rests on, so that its explanation alone can show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from .branches import every_leaf
from .nodes import Chosen, Compared, Dated, Edge, Formula, Named, Numeral, Rounded, Step
from .proof import AwardProof, ClassificationProof, SubjectProof


def rests_on(proof: SubjectProof, awards: Iterable[AwardProof]) -> set[str]:
    """Return the ids of the points and grades of the subject itself that some awards rest on, and theirs in turn."""
    found: set[str] = set()
    waiting = [n for award in awards for n in _of_award(proof, award)]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        score, graded = proof.scores.get(one), proof.classifications.get(one)
        if score is not None:
            waiting += [*score.items, *_numbers([score.number])]
        if graded is not None:
            waiting += _steps(_conditions(graded))
    return found


def _conditions(found: ClassificationProof) -> Iterator[Step]:
    if found.scope is not None:
        yield found.scope
    yield from (grade.step for grade in found.grades if grade.step is not None)
    yield from (rule.step for rule in (*found.down, *found.ceilings))


def _of_award(proof: SubjectProof, award: AwardProof) -> Iterator[str]:
    steps = [award.scope] if award.scope is not None else []
    for criterion in (proof.criteria[n] for n in award.criteria):
        steps += [criterion.step, *(c.step for c in criterion.exceptions)]
        steps += [criterion.scope] if criterion.scope is not None else []
    for bar in (*award.bars, *award.suspensions):
        steps += [bar.step, *(c.step for c in bar.exceptions)]
    selection = award.selection
    if selection is not None:
        yield from _numbers([k.number for k in selection.keys])
        steps += [selection.limit.step] if selection.limit is not None else []
    yield from _steps(steps)


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    for leaf in chain.from_iterable(every_leaf(s) for s in steps):
        if isinstance(leaf, Compared):
            yield from _numbers([leaf.left, leaf.right])


def _numbers(numbers: Iterable[Numeral]) -> Iterator[str]:
    """Yield what some numbers name; what that is made of is looked up in the proof."""
    for number in numbers:
        match number:
            case Named(_, name):
                yield name
            case Formula(_, _, _, parts) | Edge(_, _, parts):
                yield from _numbers(parts)
            case Rounded(_, _, item) | Dated(_, _, _, _, _, item):
                yield from _numbers([item])
            case Chosen(_, test, then, other):
                yield from _steps([test])
                yield from _numbers([then, other])
            case _:
                continue
