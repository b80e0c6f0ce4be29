"""The result as files: JSON, and csv that Excel opens in Vietnamese and that cannot carry formulas."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..explain import verdict_words
from ..source import Cell
from .result_json import result_json
from .view import View
from .words import say

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """Return a text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def decisions_frame(view: View) -> pd.DataFrame:
    """Return one row per subject and award, then one per subject and assessment."""
    rows = []
    for entry in view.entries:
        notes = [
            say(view.lang, w)
            for w, on in (("provisional", entry.award.provisional), ("interim", entry.award.interim))
            if on
        ]
        rows.append(
            (
                entry.proof.word,
                entry.proof.row.key,
                entry.name,
                entry.unit,
                entry.award.label,
                entry.words,
                entry.line,
                "; ".join(notes),
            )
        )
    for a in view.assessed:
        owner = a.proof.row.owner
        unit = (owner.name or owner.key) if owner is not None else ""
        rows.append(
            (
                a.proof.word,
                a.proof.row.key,
                a.proof.row.name or a.proof.row.key,
                unit,
                a.assessment.label,
                a.words,
                a.line,
                "",
            )
        )
    return _frame(view, ("kind", "key", "name", "unit", "award", "decision", "why", "note"), rows)


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
    labels = list(view.criteria.values())
    named = [label if labels.count(label) == 1 else f"{label} ({name})" for name, label in view.criteria.items()]
    return pd.DataFrame(rows, columns=[*heads, *(safe(n) for n in named)])


def rejected_frame(view: View) -> pd.DataFrame:
    """Return one row per finding about a row that was not used."""
    rows = []
    for found in view.rejected:
        place = found.place if isinstance(found.place, Cell) else Cell("")
        rows.append(
            (place.file, place.sheet, place.cell, found.code.id, found.message(view.lang), found.help(view.lang))
        )
    return _frame(view, ("file", "sheet", "cell", "code", "message", "remedy"), rows)


def _frame(view: View, words: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> pd.DataFrame:
    import pandas as pd  # takes long to import

    return pd.DataFrame([[safe(t) for t in row] for row in rows], columns=[say(view.lang, w) for w in words])


def decisions_csv(view: View) -> str:
    """Return one row per subject and award as csv text."""
    return decisions_frame(view).to_csv(index=False, lineterminator="\n")


def write_all(view: View, out_dir: Path) -> list[Path]:
    """Write every file of a result into a folder, which is made if need be; return their paths."""
    out_dir.mkdir(parents=True, exist_ok=True)
    written = [out_dir / "result.json"]
    written[0].write_text(result_json(view), "utf-8", newline="\n")
    for name, frame in (
        ("danh-sach.csv", decisions_frame(view)),
        ("tieu-chi.csv", criteria_frame(view)),
        ("dong-bi-loai.csv", rejected_frame(view)),
    ):
        path = out_dir / name
        frame.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
        written.append(path)
    return written
