"""How long a line of bold letters is, for the lines that the decree wants as long as words, or as a part of them."""

from __future__ import annotations

import unicodedata

#: Advance widths of the bold letters of Times New Roman (Tinos has the same), 2048 to the em, from the space to `~`.
_BOLD = (
    512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024, 1024, 1024, 1024, 1024,
    1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1905, 1479, 1366, 1479, 1479, 1366, 1251, 1593,
    1593, 797, 1024, 1593, 1366, 1933, 1479, 1593, 1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479, 1366,
    682, 569, 682, 1190, 1024, 682, 1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569, 1706, 1139, 1024,
    1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
)  # fmt: skip
_OTHER = {"Đ": 1479, "đ": 1139, "\u031b": 100, "–": 1024, "“": 1024, "”": 1024, "…": 2048, "’": 682}
_EM, _POINT = 2048, 25.4 / 72


def bold_width(text: str, points: float) -> float:
    """Return the length in mm of a line of bold letters; tone marks take no room, unknown signs take an N's."""
    units = 0
    for sign in unicodedata.normalize("NFD", text):
        if sign in _OTHER:
            units += _OTHER[sign]
        elif not unicodedata.combining(sign):
            units += _BOLD[ord(sign) - 32] if " " <= sign <= "~" else 1479
    return units / _EM * points * _POINT


def lines_of(text: str, points: float, width: float) -> list[str]:
    """Break a text of bold letters as a printer does, word by word, at a width in mm."""
    lines: list[str] = []
    for word in text.split():
        if lines and bold_width(f"{lines[-1]} {word}", points) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
