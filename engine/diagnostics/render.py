"""Printing a finding: the sentence, the place, the source line underlined, and what to do."""

from __future__ import annotations

import unicodedata

from ..source import Cell, Span
from .lang import Lang
from .model import Diagnostic, Place, Severity

_WORDS = {
    (Severity.ERROR, Lang.VI): "lỗi",
    (Severity.WARNING, Lang.VI): "cảnh báo",
    (Severity.NOTE, Lang.VI): "ghi chú",
    (Severity.ERROR, Lang.EN): "error",
    (Severity.WARNING, Lang.EN): "warning",
    (Severity.NOTE, Lang.EN): "note",
}


def place_line(place: Place) -> str:
    """Return a place in one line: `file:line:column` or `file / sheet / cell`."""
    match place:
        case Span():
            return f"{place.source.name}:{place.line}:{place.column}"
        case Cell():
            return str(place)
        case None:
            return ""


def render(found: Diagnostic, lang: Lang = Lang.VI) -> str:
    """Return a finding as several lines of text, without colour."""
    lines = [f"{_WORDS[found.severity, lang]}[{found.code.id}]: {found.message(lang)}"]
    lines += _where(found.place)
    for note in found.notes:
        text = note.vi if lang is Lang.VI else note.en
        lines.append(f"  = {text}" + (f" ({place_line(note.place)})" if note.place else ""))
    help_text = found.help(lang)
    if help_text:
        lines.append(f"  = {'gợi ý' if lang is Lang.VI else 'help'}: {help_text}")
    return "\n".join(lines)


def _where(place: Place) -> list[str]:
    """Return the lines that show where a finding stands."""
    if place is None:
        return []
    if isinstance(place, Cell):
        return [f"  --> {place}"]
    whole = place.source.text
    line, begin = whole.count("\n", 0, place.start) + 1, whole.rfind("\n", 0, place.start) + 1
    end = whole.find("\n", place.start)
    text = whole[begin : end if end >= 0 else len(whole)].rstrip("\r").replace("\t", " ")
    start = place.start - begin
    length = max(1, min(place.end - place.start, len(text) - start))
    gutter = " " * len(str(line))
    pad = " " * _width(text[:start])
    mark = "^" * max(1, _width(text[start : start + length]))
    return [
        f"{gutter} --> {place.source.name}:{line}:{start + 1}",
        f"{gutter} |",
        f"{line} | {text}",
        f"{gutter} | {pad}{mark}",
    ]


def _width(text: str) -> int:
    """Return how many columns a text takes; combining marks take none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
