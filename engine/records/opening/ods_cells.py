"""One cell of an OpenDocument book, from its tag to its end: its value, else the text of its paragraphs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from unicodedata import normalize

from ...diagnostics import ReportedError
from ..grid import FORMULA, MARK, OTHER, marked
from .limits import damaged
from .ods_styles import OFFICE, TABLE, TEXT
from .values import ERRORS, error, number
from .xlsx_strings import LONGEST

_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_KIND, _CALC_KIND, _FORMULA = f"{OFFICE}value-type", f"{_CALC}value-type", f"{TABLE}formula"
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
#: Within a paragraph: a remark in a footnote and the reading of a sign above it are no text of the cell.
_ASIDE = frozenset({f"{TEXT}note", f"{TEXT}ruby-text"})
_BLANKS = re.compile(r"[ \t\r\n]+")
#: A day that is shown as a month: what was typed there.
_MONTH = re.compile(r"[0-9]{1,2}[/.-][0-9]{4}", re.ASCII)
_TIME = re.compile(r"PT(\d{1,4})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
#: How LibreOffice writes a yes or no that came from Excel.
_YES_NO = frozenset({"of:=TRUE()", "of:=FALSE()"})
_ERROR = re.compile(r"Err:\d{3}")


class OpenCell:
    """A cell on the way through it."""

    __slots__ = ("_chars", "_given", "_inside", "_name", "_paragraphs", "_size", "again", "column", "font", "format")

    def __init__(self, name: str, column: int, again: int, given: Mapping[str, str], look: tuple[str, str]) -> None:
        self.column, self.again = column, again
        self.format, self.font = look
        self._name, self._given = name, given
        self._paragraphs: list[list[str]] = []
        self._chars = ""
        self._inside = self._size = 0

    def start(self, tag: str, given: Mapping[str, str]) -> bool:
        """Take an element within the cell; tell whether what it holds is text of the cell."""
        if not self._inside:
            if tag in _PARAGRAPHS:
                self._inside = 1
                self._paragraphs.append([])
            return tag in _PARAGRAPHS
        self._flush()
        if not tag.startswith(TEXT) or tag in _ASIDE:
            return False
        self._inside += 1
        if tag == f"{TEXT}s":
            times = given.get(f"{TEXT}c", "1")
            self._add(" " * (min(int(times[:6]), LONGEST) if times.isdecimal() and times.isascii() else 1))
        elif tag == f"{TEXT}tab":
            self._add("\t")
        elif tag == f"{TEXT}line-break":
            self._add("\n")
        return True

    def end(self, _: str) -> None:
        """Take the end of an element within the cell."""
        self._flush()
        self._inside -= 1

    def text(self, data: str) -> None:
        """Take a text; between paragraphs there is none."""
        if self._inside:
            self._chars += data
            if len(self._chars) > LONGEST:
                self._flush()

    def _flush(self) -> None:
        if self._chars:
            self._add(_BLANKS.sub(" ", self._chars))
            self._chars = ""

    def _add(self, piece: str) -> None:
        self._paragraphs[-1].append(piece)
        self._size += len(piece)
        if self._size > LONGEST:
            why = f"có ô dài hơn {LONGEST} ký tự", f"it has a cell of more than {LONGEST} characters"
            raise ReportedError([damaged(self._name, *why)])

    def value(self) -> str:
        """Return the cell as text, marked by what it was."""
        text = "\n".join("".join(pieces) for pieces in self._paragraphs)
        kind = self._given.get(_KIND, "")
        if self._given.get(_CALC_KIND) == "error" or text in ERRORS or _ERROR.fullmatch(text):
            return error(text or "#N/A")
        match kind:
            case "float" | "currency" | "percentage":
                return self._number(kind, text)
            case "date":
                return _day(self._given.get(f"{OFFICE}date-value", ""), text)
            case "time":
                return _time(self._given.get(f"{OFFICE}time-value", ""), text)
            case "boolean":
                return marked(self._given.get(f"{OFFICE}boolean-value") == "true")
            case "" if not self._paragraphs and self._given.get(_FORMULA):
                return f"{MARK}{FORMULA}="  # one that gave an empty text has an empty paragraph
        text = self._given.get(f"{OFFICE}string-value", text)[: LONGEST + 1]
        return text if text.isascii() else normalize("NFC", text)

    def _number(self, kind: str, text: str) -> str:
        try:
            value = float(self._given[f"{OFFICE}value"])
        except (KeyError, ValueError):
            return text
        if self._given.get(_FORMULA) in _YES_NO or (text in {"TRUE", "FALSE"} and value in {0, 1}):
            return marked(value != 0)
        return number(value, "%" if kind == "percentage" else self.format)


def _day(value: str, text: str) -> str:
    try:
        day = dt.date.fromisoformat(value[:10])
        return text.strip() if day.day == 1 and _MONTH.fullmatch(text.strip()) else marked(day)
    except ValueError:
        return f"{MARK}{OTHER}{text or value}"


def _time(value: str, text: str) -> str:
    """Return a time of day as a clock shows it; a length of time of a day or more as it is written."""
    if found := _TIME.fullmatch(value):
        hour, minute, second = map(int, found.groups())
        if hour < 24 and max(minute, second) < 60:
            return marked(dt.time(hour, minute, second))
    return f"{MARK}{OTHER}{text or value}"
