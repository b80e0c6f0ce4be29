"""From findings to lines for the sender: sentences with a capital, and advice that needs nothing but a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...diagnostics import Diagnostic, Lang, Note, Severity, arranged
from ...source import Cell
from .model import Fault, Level
from .words import say

_LEVELS = {Severity.ERROR: Level.ERROR, Severity.WARNING: Level.QUESTION}
_CODE = re.compile(r"`([^`]*)`")
#: The first letter, and the one after a question.
_BEGIN = re.compile(r"^\w|(?<=\? )\w")
_DOCS = re.compile(r"\s*\((?:xem|see) docs/[^)]*\)")
_LEGACY = (
    "chuyển chữ sang Unicode (phông Times New Roman) rồi gửi lại",
    "convert the texts to Unicode (as in Times New Roman) and send the file again",
)
#: What a sender does, where the finding's own advice is for whoever runs the program.
ADVICE: Mapping[str, tuple[str, str]] = {
    "column-proposed": (
        "nếu đúng thì sửa tên cột thành `{near}`; nếu không phải thì giữ nguyên",
        "if so, rename the column `{near}`; if not, leave it",
    ),
    "sheet-proposed": (
        "nếu đúng thì sửa tên các cột cho khớp; nếu không phải thì giữ nguyên",
        "if so, rename the columns; if not, leave them",
    ),
    "sheet-columns-proposed": (
        "nếu đúng thì sửa tên các cột cho khớp; nếu không phải thì giữ nguyên",
        "if so, rename the columns; if not, leave them",
    ),
    "file-in-old-encoding": _LEGACY,
    "old-font": _LEGACY,
    "legacy-text": _LEGACY,
    "letters-lost": (
        "gửi bản gốc lưu ở dạng Unicode (xlsx hoặc CSV UTF-8), hoặc gõ lại các ô này",
        "send the original, saved in Unicode (xlsx or CSV UTF-8), or type these cells again",
    ),
    "damaged-text": (
        "gõ lại các ô này cho đúng dấu, hoặc gửi tệp gốc từ trước khi chuyển mã",
        "type these cells again with the right accents, or send the file from before it was converted",
    ),
}


def faults_of(findings: Iterable[Diagnostic], lang: Lang) -> dict[str, list[Fault]]:
    """Return the lines of every book by its shown name; notes, which ask nothing, and what has no place are none."""
    out: dict[str, list[Fault]] = {}
    for found in arranged(findings):
        level = _LEVELS.get(found.severity)
        if level is not None and isinstance(found.place, Cell) and found.place.file:
            out.setdefault(found.place.file, []).append(_fault(found, found.place, level, lang))
    return out


def _fault(found: Diagnostic, place: Cell, level: Level, lang: Lang) -> Fault:
    notes = "; ".join(_note(note, place, lang) for note in found.notes)
    wrong = found.message(lang) + (f" ({notes})" if notes else "")
    return Fault(
        place.sheet, place.cell, level, _sentence(wrong), _sentence(advice(found, lang)), found.args.get("text", "")
    )


def advice(found: Diagnostic, lang: Lang) -> str:
    """Return what the sender is to do."""
    own = ADVICE.get(found.code.id)
    if own is not None:
        return own[lang is not Lang.VI].format_map(found.args)
    return _DOCS.sub("", found.help(lang))


def _note(note: Note, place: Cell, lang: Lang) -> str:
    """Return a second place in the same book; what stands in other people's books is not told."""
    text = note.vi if lang is Lang.VI else note.en
    match note.place:
        case None:
            return text
        case Cell(file, sheet, cell) if file == place.file:
            return say(lang, "same" if sheet == place.sheet else "there", note=text, sheet=sheet, cell=cell)
    return say(lang, "elsewhere", note=text)


def _sentence(text: str) -> str:
    """Return a sentence of the table of codes as people write one: with a capital, and quotes around what is quoted."""
    return _BEGIN.sub(lambda found: found[0].upper(), _CODE.sub(r"“\1”", text))
