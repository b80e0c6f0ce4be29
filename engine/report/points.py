"""Points and grades as cells of tables and csv: 87,5; 62–82 where only bounds are known; a grade by its label."""

from __future__ import annotations

from collections.abc import Sequence

from tabulate import tabulate

from ..explain.bands import left_out
from ..explain.gradetext import grade_line, grade_words
from ..explain.points import ScoreProof
from ..explain.proof import SubjectProof
from ..explain.telling import Teller
from .view import Kind, View
from .words import say

#: So wide are the columns, and the table where it can be.
_NAME, _POINTS, _GRADE, _WHY, _WIDTH = 26, 12, 18, 34, 116


def points_cell(teller: Teller, score: ScoreProof | None) -> str:
    """Return the points of an item: empty where it does not concern the subject or is left out of its total."""
    if score is None or left_out(score):
        return ""
    if teller.boundless(score.amount):
        return teller.say("not-computable")
    low, high = teller.fraction(score.amount.low), teller.fraction(score.amount.high)
    return low if score.amount.exact else f"{low}–{high}"


def grade_cell(teller: Teller, proof: SubjectProof, name: str) -> str:
    """Return the grade of a classification; the two it lies between where it is not settled."""
    found = proof.classifications.get(name)
    if found is None:
        return ""
    if found.settled or found.applies == 1:
        return grade_words(teller, found)
    return "–".join(found.name(p) or teller.say("no-grade") for p in (found.low, found.high))


def cells(view: View, proof: SubjectProof, scores: Sequence[str], grades: Sequence[str]) -> list[str]:
    """Return points and grades of one subject."""
    teller = Teller(view.lang, cells=False)
    return [
        *(points_cell(teller, proof.scores.get(s)) for s in scores),
        *(grade_cell(teller, proof, g) for g in grades),
    ]


def points_table(view: View, kind: Kind) -> str:
    """Return every subject of a kind with its totals, its grades, and what a better grade lacks."""
    teller = Teller(view.lang, cells=False)
    tops, many = kind.tops, len(kind.grades)
    room = _WIDTH - 6 - (_NAME + 2) - many * (_GRADE + 2)
    told = bool(kind.grades) and room - len(tops) * (_POINTS + 2) >= _WHY  # the reasons, where there is room for them
    rows = []
    for number, proof in enumerate((s for s in view.subjects if s.kind == kind.id), 1):
        row = [str(number), proof.row.name or proof.row.key, *cells(view, proof, tops, tuple(kind.grades))]
        why = "; ".join(t for c in proof.classifications.values() if (t := grade_line(teller, proof, c)))
        rows.append([*row, why] if told else row)
    widths = [*(_POINTS for _ in tops), *(_GRADE for _ in kind.grades)]
    labels = [*(kind.scores[t] for t in tops), *kind.grades.values()]
    named = [_folded(_capital(label), width) for label, width in zip(labels, widths, strict=True)]
    return tabulate(
        rows,
        headers=[say(view.lang, "no"), say(view.lang, "name"), *named, *([say(view.lang, "why")] if told else [])],
        tablefmt="simple",
        disable_numparse=True,
        maxcolwidths=[4, _NAME, *widths, *([_WHY] if told else [])],
        colalign=("right", "left", *("right" for _ in tops), *("left" for _ in range(many + told))),
    )


def _folded(text: str, width: int) -> str:
    """Break a heading into lines as narrow as its column."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > max(width, 10):
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
