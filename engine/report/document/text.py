"""Text as offices write it: days and numbers in words of the decree, runs of a paragraph, signs no file can hold."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from ..papers.office import BLANK
from .model import Count, Run, Text

#: Control signs, halves of pairs, and signs that turn the direction of a text around, so that a name reads as another.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
#: From 1 to 9 a nought stands before a number, and before the months 1 and 2 (II.3 and II.4 of the decree).
_ONE_DIGIT, _LAST_PADDED_MONTH = 10, 2


def printable(text: str) -> str:
    """Return a text in composed letters, in one line, without signs that a document cannot hold."""
    return re.sub(r"\s+", " ", _UNPRINTABLE.sub(" ", unicodedata.normalize("NFC", text)))


def clean(text: str) -> str:
    """Return a printable text without spaces around it."""
    return printable(text).strip()


def two(number: int) -> str:
    """Return a number of things as papers have it: `05`, `12`."""
    return f"{number:02d}" if 0 < number < _ONE_DIGIT else str(number)


def long_day(day: dt.date | None) -> str:
    """Return a day as it stands at the head of a paper, with places for what is not known."""
    if day is None:
        return "ngày ….. tháng ….. năm ……."
    month = f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_day(day: dt.date | None) -> str:
    """Return a day in a table or in brackets."""
    return f"{day:%d/%m/%Y}" if day is not None else "…/…/……"


def dated(place: str, day: dt.date | None) -> str:
    """Return place and day in one line."""
    return f"{clean(place) or BLANK}, {long_day(day)}"


def numbered(number: str, letters: str) -> str:
    """Return "Số: 05/TTr-PNV": a number that is not given keeps its place; one with letters of its own keeps them."""
    given = clean(number)
    if not given:
        return f"Số: ……/{letters}-……"
    told = f"0{given}" if re.match("[1-9](?![0-9])", given) else given
    return f"Số: {told}" if "/" in told else f"Số: {told}/{letters}-……"


def runs(*parts: str | Run) -> Text:
    """Return a paragraph's text of plain words and runs."""
    return tuple(p if isinstance(p, Run) else Run(p) for p in parts if p)


def bold(text: str) -> Run:
    """Return bold words."""
    return Run(text, bold=True)


def italic(text: str) -> Run:
    """Return words that stand slanting."""
    return Run(text, italic=True)


def counted(number: int, award: str, group: str, word: str) -> Text:
    """Return a number of a list with its word, as something that is checked against the list."""
    return Run(two(number), counts=Count(award, group), number=number), Run(f" {word}")


def joined(parts: Iterable[Text], between: str = ", ", last: str = " và ") -> Text:
    """Return texts in one: a, b and c."""
    told = list(parts)
    out: list[Run] = []
    for index, part in enumerate(told):
        if index:
            out.append(Run(last if index == len(told) - 1 else between))
        out += part
    return tuple(out)


def plain(text: Text) -> str:
    """Return the bare words of a text."""
    return "".join(r.text for r in text)


def upper(text: str) -> str:
    """Return a text in capitals."""
    return clean(text).upper()


def ended(text: str, mark: str) -> str:
    """Return a line with exactly this mark at its end."""
    return clean(text).rstrip(" ;.,") + mark
