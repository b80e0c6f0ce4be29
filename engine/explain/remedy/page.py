"""The remedies of one subject, for every decision that is not what is wanted; and their place in an explanation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ...evaluator import Evaluation
from ...values import Decision, Verdict
from ..blocks import Depth, Outline, Section, Sort
from ..nodes import Row
from ..telling import Teller
from .as_json import remedies_json
from .model import Outcome, Remedies
from .remedies import assessment_remedies, grade_remedies, remedies
from .telling import not_chosen, not_chosen_line, section

#: The sections that remedies stand before.
_AFTER = frozenset({Sort.SCORES, Sort.CRITERIA, Sort.BARS, Sort.READINGS})


@dataclass(frozen=True, slots=True)
class Sought:
    """What was sought for one decision (`award`), assessment or classification (`sort`), and what was found."""

    sort: Sort
    id: str
    label: str
    found: Remedies


def sought(evaluation: Evaluation, kind: str, index: int, award: str | None = None) -> tuple[Sought, ...]:
    """Return the remedies of everything about one subject that could be better; with `award`, of that award alone."""
    return tuple(_sought(evaluation, kind, index, award))


def sought_of(evaluation: Evaluation, kind: str, index: int, award: str | None, depth: Depth) -> tuple[Sought, ...]:
    """Return what belongs on a page of this depth: nothing in single lines, or where the raw rows were not kept."""
    if depth is Depth.LINE or evaluation.dossier.raw is None:
        return ()
    return sought(evaluation, kind, index, award)


def _sought(evaluation: Evaluation, kind: str, index: int, award: str | None) -> Iterator[Sought]:
    ready, judged = evaluation.plan, evaluation.kinds[kind]
    for one in ready.awards.values():
        if (
            award in {None, one.id}
            and kind in one.entitlements
            and judged.decisions[one.id][index] != Decision.PROPOSED
        ):
            yield Sought(Sort.AWARD, one.id, one.label, remedies(evaluation, kind, index, one.id))
    if award is not None:
        return
    for assessment in ready.assessments.values():
        if assessment.kind == kind and judged.assessments[assessment.id][index] in {0, Verdict.UNDETERMINED}:
            found = assessment_remedies(evaluation, kind, index, assessment.id)
            yield Sought(Sort.ASSESSMENT, assessment.id, assessment.label, found)
    for graded in ready.classifications.values():
        if graded.kind != kind or not judged.classifications[graded.id].applies[index]:
            continue
        place = int(judged.classifications[graded.id].low[index]) + 1
        better = next((g for g in graded.grades if g.place == place), None)
        if better is not None:
            yield Sought(Sort.GRADE, graded.id, better.label, grade_remedies(evaluation, kind, index, graded.id, place))


_ABOUT = {Sort.AWARD: "heading", Sort.ASSESSMENT: "heading-assessment", Sort.GRADE: "heading-grade"}


def sections(teller: Teller, found: tuple[Sought, ...], subject: Row, *, full: bool = False) -> list[Section]:
    """Return a section for each decision that could be another."""
    out: list[Section] = []
    for one in found:
        own = section(teller, one.found, subject, one.id, one.label, about=_ABOUT[one.sort], full=full)
        if own is None:
            continue
        if not_chosen(one.found):  # one line: below what was said of another award, where there is one
            told = not_chosen_line(teller, one.label)
            if out:
                out[-1] = replace(out[-1], blocks=(*out[-1].blocks, told))
                continue
            own = replace(own, blocks=(told,))
        out.append(own)
    return out


def with_remedies(outline: Outline, more: list[Section]) -> Outline:
    """Return an explanation with remedies after the decisions."""
    at = next((n for n, s in enumerate(outline.sections) if s.sort in _AFTER), len(outline.sections))
    return replace(outline, sections=(*outline.sections[:at], *more, *outline.sections[at:]))


#: Under which key of a subject what was sought stands in JSON.
_KEYS = {Sort.AWARD: "decisions", Sort.ASSESSMENT: "assessments", Sort.GRADE: "classifications"}


def with_remedies_json(teller: Teller, subject: dict[str, Any], found: tuple[Sought, ...], row: Row) -> None:
    """Put remedies beside the decisions of a subject's JSON."""
    for one in found:
        if one.found.outcome is not Outcome.HELD:
            subject[_KEYS[one.sort]][one.id]["remedies"] = remedies_json(teller, one.found, row)
