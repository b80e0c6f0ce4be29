"""`bang-tham-dinh.xlsx`: subjects by criteria and points, what units declared beside what was appraised, evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...explain import verdict_words
from ...explain.amounts import given_by
from ...explain.branches import every_leaf
from ...explain.figures import (
    Asked,
    AtOwner,
    Chosen,
    Counted,
    Dated,
    Edge,
    FieldNumber,
    FirstGiven,
    Folded,
    Formula,
    Literal,
    Named,
    Numeral,
    Parameter,
    Rounded,
    RunOf,
    Unsaid,
)
from ...explain.nodes import Compared, Opinion, Quantified, Step
from ...explain.proof import CriterionProof, ScoreProof, SubjectProof
from ...values import Verdict
from ..points import grade_cell, points_cell
from ..view import Kind
from .book import Box, Column, Row, Tab, Value, written
from .model import Material
from .telling import DECISIONS, VERDICTS, Sheets, capital, source_cells, step_of

#: Evidence of so many cells and documents is named, one a line.
_NAMED = 3


@dataclass(slots=True)
class _Part:
    """One criterion or item of points: its heading, and the figures of which the first that is given counts."""

    id: str
    label: str
    figures: dict[str, str] = field(default_factory=dict)
    opinion: bool = False


def appraisal(material: Material) -> bytes:
    """Return the appraisal table, a sheet for each kind of subject."""
    sheets = Sheets(material)
    return written(material.view.title, sheets.seal, [_kind(sheets, kind) for kind in material.view.kinds])


def _kind(sheets: Sheets, kind: Kind) -> Tab:
    view, say = sheets.view, sheets.say
    subjects = [p for p in view.subjects if p.kind == kind.id]
    criteria, scores = _criteria(subjects), _scores(subjects)
    awards = [a for a in view.awards if any(a in p.awards for p in subjects)]
    rows = [_row(sheets, n, p, kind, (criteria, scores), awards) for n, p in enumerate(subjects, 1)]
    columns = sheets.who_columns([kind.id])
    for part in criteria:
        upper = capital(part.label)
        columns += [Column(capital(label), 13, "number", upper) for label in part.figures.values()]
        if not part.figures:
            columns.append(Column(say("opinion" if part.opinion else "figure"), 15, "cell", upper))
        columns.append(Column(say("verdict_short"), 11, "center", upper))
    for part in scores:
        upper = capital(part.label)
        columns += [Column(capital(label), 12, "number", upper) for label in part.figures.values()]
        columns.append(Column(say("points"), 11, "number", upper))
    columns += [Column(capital(label), 20) for label in kind.grades.values()]
    columns += [Column(view.awards[a], 17, "cell", say("rules")) for a in awards]
    columns += [Column(say("documents"), 60), Column(say("remark"), 22), Column(say("sign"), 14)]
    titles = sheets.titles("t_appraisal", kind=kind.word)
    foot = (say("appraisal_how"), say("colours"))
    return Tab(say("s_appraisal", kind=kind.word), titles, columns, rows, foot, named=2, wide=True)


def _row(
    sheets: Sheets, number: int, proof: SubjectProof, kind: Kind, parts: tuple[list[_Part], list[_Part]],
    awards: list[str],
) -> Row:  # fmt: skip
    out: list[Value | Box] = [*sheets.who(number, proof, [kind.id])]
    for part in parts[0]:
        criterion = proof.criteria.get(part.id)
        out += _criterion(sheets, part, criterion, proof) if criterion else [""] * (max(len(part.figures), 1) + 1)
    for part in parts[1]:
        score = proof.scores.get(part.id)
        given = _given(sheets, _choice_of(score)) if score else {}
        out += [given.get(name, "") for name in part.figures]
        out.append(points_cell(sheets.teller, score))
    out += [grade_cell(sheets.teller, proof, g) for g in kind.grades]
    for award in awards:
        found = next((e for e in sheets.entries(proof) if e.award.id == award), None)
        out.append(Box(capital(found.words), DECISIONS[found.decision]) if found else "")
    return [*out, _evidence(sheets, proof), "", ""]


def _criterion(sheets: Sheets, part: _Part, criterion: CriterionProof, proof: SubjectProof) -> list[Value | Box]:
    """Return the figures of one criterion, or what was read, or the opinion with its giver; then the verdict."""
    verdict = Box(capital(verdict_words(criterion, sheets.lang)), VERDICTS[criterion.verdict])
    if part.figures:
        choice = _first_given(criterion)
        given = _given(sheets, choice) if choice is not None else {}
        return [*(given.get(name, "") for name in part.figures), verdict]
    if part.opinion and criterion.verdict is Verdict.NOT_APPLICABLE:
        return ["", verdict]  # nobody was asked
    opinion = _opinion(step_of(criterion)) if part.opinion else None
    if opinion is not None and opinion.answer is not None:
        day = sheets.teller.day(opinion.day) if opinion.day is not None else ""
        told = ", ".join(t for t in (given_by(sheets.teller, opinion), day) if t)
        return [sheets.teller.answer(opinion.answer, opinion.type) + (f" ({told})" if told else ""), verdict]
    return [sheets.figures(criterion, proof)[0], verdict]


def _criteria(subjects: list[SubjectProof]) -> list[_Part]:
    out: dict[str, _Part] = {}
    for proof in subjects:
        for criterion in proof.criteria.values():
            part = out.setdefault(criterion.id, _Part(criterion.id, criterion.label))
            choice = _first_given(criterion)
            if choice is not None and not part.figures:
                part.figures = _labels(choice)
            part.opinion = part.opinion or _opinion(criterion.step) is not None
    return list(out.values())


def _scores(subjects: list[SubjectProof]) -> list[_Part]:
    """Return the items of points; one that is made of others has no figures of its own."""
    out: dict[str, _Part] = {}
    for proof in subjects:
        for score in proof.scores.values():
            part = out.setdefault(score.id, _Part(score.id, score.label))
            choice = _choice_of(score)
            if choice is not None and not part.figures:
                part.figures = _labels(choice)
    return list(out.values())


def _labels(choice: FirstGiven) -> dict[str, str]:
    return {_id(item): item.opinion.label if isinstance(item, Asked) else item.fact.label for item in choice.items}


def _id(item: FieldNumber | Asked) -> str:
    return item.opinion.id if isinstance(item, Asked) else item.fact.field


def _given(sheets: Sheets, choice: FirstGiven | None) -> dict[str, str]:
    """Return what was given for each of several figures; the one that counts is marked."""
    out = {}
    for at, item in enumerate(choice.items if choice is not None else ()):
        told = _amount(sheets, item)
        out[_id(item)] = told + (sheets.say("taken") if choice is not None and choice.taken == at else "")
    return out


def _amount(sheets: Sheets, item: FieldNumber | Asked) -> str:
    if not item.amount.exact:
        return sheets.say("figure_none")
    told = sheets.teller.amount(item.amount)
    by = given_by(sheets.teller, item.opinion) if isinstance(item, Asked) else ""
    return f"{told} ({by})" if by else told


def _first_given(criterion: CriterionProof) -> FirstGiven | None:
    numbers = (n for leaf in every_leaf(criterion.step) if isinstance(leaf, Compared) for n in (leaf.left, leaf.right))
    return next((found for n in numbers for found in _choices(n)), None)


def _choice_of(score: ScoreProof | None) -> FirstGiven | None:
    return next(_choices(score.number), None) if score is not None and not score.items else None


def _choices(number: Numeral) -> Iterator[FirstGiven]:
    """Yield the figures of which the first that is given counts, inside a number."""
    match number:
        case FirstGiven():
            yield number
        case Formula(parts=inner) | Edge(parts=inner):
            for part in inner:
                yield from _choices(part)
        case Rounded(item=item) | Dated(chain=item) | Named(item=item):
            yield from _choices(item)
        case AtOwner(item=item) if item is not None:
            yield from _choices(item)
        case Chosen():
            yield from _choices(number.then)
            yield from _choices(number.other)
        case Literal() | FieldNumber() | Parameter() | Counted() | Folded() | AtOwner() | Asked() | Unsaid() | RunOf():
            return


def _opinion(step: Step) -> Opinion | None:
    """Return the opinion that a criterion is: one whose only leaf is a question."""
    leaves = list(every_leaf(step))
    return leaves[0] if len(leaves) == 1 and isinstance(leaves[0], Opinion) else None


def _evidence(sheets: Sheets, proof: SubjectProof) -> str:
    """Return the documents and cells that the criteria rest on, one a line: nothing is named that was not read."""
    if not sheets.material.open:
        return ""
    found: dict[str, None] = {}
    for criterion in proof.criteria.values():
        for leaf in every_leaf(step_of(criterion)):
            papers = [c.paper for c in leaf.tally.coverage if c.paper] if isinstance(leaf, Quantified) else []
            found.update(dict.fromkeys(p.document for p in papers if p.document))
    for award in proof.awards.values():
        facts = award.nomination.facts if award.nomination is not None else ()
        found.update(dict.fromkeys(str(f.value) for f in facts if f.field == "document" and f.value))
    places: dict[tuple[str, str], list[str]] = {}
    for criterion in proof.criteria.values():
        for cell in source_cells(criterion):
            if cell.file and cell.cell not in places.setdefault((cell.file, cell.sheet), []):
                places[cell.file, cell.sheet].append(cell.cell)
    told = [*found, *(f"{', '.join(cells)} – {sheet}, {file}" for (file, sheet), cells in places.items())]
    more = [sheets.say("more_documents", n=len(told) - _NAMED)] if len(told) > _NAMED else []
    return "\n".join([*told[:_NAMED], *more])
