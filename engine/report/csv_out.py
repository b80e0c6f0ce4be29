"""The result as files: JSON, and csv that Excel opens in Vietnamese and that cannot carry formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Lang, told_day
from ..explain import verdict_words
from ..explain.proof import SubjectProof
from ..source import Cell
from .points import cells
from .result_json import result_json
from .view import View
from .words import say

if TYPE_CHECKING:
    import pandas as pd

#: What was rejected, beside the results and beside the books that go back.
REJECTED = "dong-bi-loai.csv"
#: A number is no formula, also a negative one.
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """Return a text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def decisions_frame(view: View) -> pd.DataFrame:
    """Return one row per subject and award, then one per subject and assessment; with totals and grades beside it.

    Who has neither award nor assessment, but points or a grade, has one row.
    """
    scores = {t: k.scores[t] for k in view.kinds for t in k.tops}
    grades = {g: label for k in view.kinds for g, label in k.grades.items()}
    rows = []
    for entry in view.entries:
        notes = [
            say(view.lang, w)
            for w, on in (("provisional", entry.award.provisional), ("interim", entry.award.interim))
            if on
        ]
        told = (entry.award.label, entry.words, entry.line, "; ".join(notes))
        rows.append((*_subject(entry.proof), *told, *cells(view, entry.proof, tuple(scores), tuple(grades))))
    rows += [
        (
            *_subject(a.proof),
            *(a.assessment.label, a.words, a.line, ""),
            *cells(view, a.proof, tuple(scores), tuple(grades)),
        )
        for a in view.assessed
    ]
    for proof in view.subjects:
        if not proof.awards and not proof.assessments and (proof.scores or proof.classifications):
            rows.append((*_subject(proof), "", "", "", "", *cells(view, proof, tuple(scores), tuple(grades))))
    day = told_day(view.as_of, view.lang)
    words = ("kind", "key", "name", "unit", "award", "decision", "why", "note", "ruleset", "day")
    told_by = [(*row[:8], view.ruleset, day, *row[8:]) for row in rows]
    return _frame(view.lang, words, told_by, _named({**scores, **grades}))


def _subject(proof: SubjectProof) -> tuple[str, str, str, str]:
    owner = proof.row.owner
    unit = (owner.name or owner.key) if owner is not None else ""
    return proof.word, proof.row.key, proof.row.name or proof.row.key, unit


def points_frame(view: View) -> pd.DataFrame:
    """Return one row per subject with points or grades, one column per item of its points table and per grade."""
    scores = {s: label for k in view.kinds for s, label in k.scores.items()}
    grades = {g: label for k in view.kinds for g, label in k.grades.items()}
    rows = [
        (*_subject(p), *cells(view, p, tuple(scores), tuple(grades)))
        for p in view.subjects
        if p.scores or p.classifications
    ]
    return _frame(view.lang, ("kind", "key", "name", "unit"), rows, _named({**scores, **grades}))


def _named(labels: Mapping[str, str]) -> list[str]:
    """Return headings; a label that stands twice says which it is."""
    told = list(labels.values())
    return [label if told.count(label) == 1 else f"{label} ({name})" for name, label in labels.items()]


def criteria_frame(view: View) -> pd.DataFrame:
    """Return one row per subject, one column per criterion, with the verdict."""
    import pandas as pd  # takes long to import

    heads = [say(view.lang, w) for w in ("kind", "key", "name", "unit")]
    rows = []
    for subject in view.subjects:
        owner = subject.row.owner
        told = [verdict_words(c, view.lang) if (c := subject.criteria.get(name)) else "" for name in view.criteria]
        rows.append(
            [safe(t) for t in (subject.word, subject.row.key, subject.row.name, owner.name if owner else "", *told)]
        )
    return pd.DataFrame(rows, columns=[*heads, *(safe(n) for n in _named(view.criteria))])


def rejected_frame(rejected: Sequence[Diagnostic], lang: Lang) -> pd.DataFrame:
    """Return one row per finding about a row that was not used."""
    rows = []
    for found in rejected:
        place = found.place if isinstance(found.place, Cell) else Cell("")
        rows.append((place.file, place.sheet, place.cell, found.code.id, found.message(lang), found.help(lang)))
    return _frame(lang, ("file", "sheet", "cell", "code", "message", "remedy"), rows)


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as spreadsheets open it by a double click: UTF-8 with its mark, lines as Windows ends them."""
    frame.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def _frame(
    lang: Lang, words: tuple[str, ...], rows: Sequence[tuple[str, ...]], more: Sequence[str] = ()
) -> pd.DataFrame:
    import pandas as pd  # takes long to import

    heads = [*(say(lang, w) for w in words), *(safe(m) for m in more)]
    return pd.DataFrame([[t if _NUMBER.fullmatch(t) else safe(t) for t in row] for row in rows], columns=heads)


def decisions_csv(view: View) -> str:
    """Return one row per subject and award as csv text."""
    return decisions_frame(view).to_csv(index=False, lineterminator="\n")


def write_all(view: View, out_dir: Path, *, proofs: bool = False) -> list[Path]:
    """Write every file of a result into a folder, which is made if need be; return their paths."""
    out_dir.mkdir(parents=True, exist_ok=True)
    written = [out_dir / "result.json"]
    written[0].write_text(result_json(view, proofs=proofs), "utf-8", newline="\n")
    scored = [("bang-diem.csv", points_frame(view))] if any(k.scored for k in view.kinds) else []
    for name, frame in (
        ("danh-sach.csv", decisions_frame(view)),
        ("tieu-chi.csv", criteria_frame(view)),
        *scored,
        (REJECTED, rejected_frame(view.rejected, view.lang)),
    ):
        path = out_dir / name
        write_csv(frame, path)
        written.append(path)
    return written
