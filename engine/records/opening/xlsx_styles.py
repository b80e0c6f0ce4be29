"""The styles of a workbook, as far as they matter: number formats and fonts, and typed values read by them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel, from_ISO8601

from ..grid import ERROR, MARK, NUMBER, OTHER, YES_NO, marked
from .fonts import is_old
from .formats import month_of
from .xlsx_package import Package, walk

#: More styles or fonts than any spreadsheet program writes.
_MOST = 100_000
#: No number is written with more signs.
_LONGEST = 400
_GENERAL = "General"
#: Formats that change what a number is: percent, and identity numbers with their leading zeros.
_TELLING = re.compile(r"%|^0+$")
_NUMBER = f"{MARK}{NUMBER}"


@dataclass(frozen=True, slots=True)
class Form:
    """A number format: its text, whether it shows days or times of day, lengths of time, or nothing but the number."""

    text: str = _GENERAL
    date: bool = False
    span: bool = False
    simple: bool = True


@dataclass(slots=True, eq=False)
class Styles:
    """The number format of every cell style by its number, and the fonts from before Unicode by cell style."""

    forms: list[Form] = field(default_factory=lambda: [Form()])
    old: dict[int, str] = field(default_factory=dict)
    given: bool = False


def read_styles(package: Package, part: str | None) -> Styles:
    """Return the styles of a workbook; everything is General where it has none."""
    styles = Styles()
    if part is None:
        return styles
    formats: dict[int, str] = {}
    fonts: list[str] = []
    cells: list[tuple[int, int]] = []

    def begin(trail: list[str], attributes: Mapping[str, str]) -> None:
        match trail[1:]:
            case ["numFmts", "numFmt"]:
                formats[int(attributes["numFmtId"])] = attributes.get("formatCode", _GENERAL)
            case ["fonts", "font"]:
                fonts.append("")
            case ["fonts", "font", "name"]:
                fonts[-1] = attributes.get("val", "")
            case ["cellXfs", "xf"]:
                cells.append((int(attributes.get("numFmtId", 0)), int(attributes.get("fontId", 0))))
        if max(len(formats), len(fonts), len(cells)) > _MOST:
            package.refuse("có quá nhiều kiểu ô", "it has too many cell styles")

    walk(package, part, begin)
    if cells:
        known: dict[int, Form] = {}
        for number in {n for n, _ in cells}:
            text = formats.get(number, BUILTIN_FORMATS.get(number, _GENERAL))
            date = is_date_format(text)
            known[number] = Form(text, date, is_timedelta_format(text), not date and not _TELLING.search(text))
        styles.forms = [known[number] for number, _ in cells]
        styles.given = True
        old = {at: font for at, font in enumerate(fonts) if is_old(font)}
        styles.old = {at: old[font] for at, (_, font) in enumerate(cells) if font in old}
    return styles


def number(text: str, form: Form, epoch: dt.datetime) -> str:
    """Return the raw text of a number cell: a number, percent, day or time, or what else stands there."""
    text = text.strip()
    if not text:
        return ""
    if len(text) > _LONGEST or not text.isascii() or "_" in text:
        return f"{MARK}{OTHER}{text}"
    try:
        value = float(text) if "." in text or "e" in text or "E" in text else int(text)
    except ValueError:
        return f"{MARK}{OTHER}{text}"
    if form.simple:
        return f"{_NUMBER}{value!r}"
    if not form.date:
        return marked(value, form.text)
    try:
        found = from_excel(value, epoch, timedelta=form.span)
        return (month_of(found, form.text) if isinstance(found, dt.datetime) else None) or marked(found)
    except (OverflowError, ValueError):
        return f"{MARK}{ERROR}#VALUE!"


def typed(kind: str, text: str) -> str | None:
    """Return the raw text of a cell that says what it is: an error, yes or no, a day; None if it is a text."""
    match kind:
        case "e":
            return f"{MARK}{ERROR}{text}"
        case "b":
            told = text.strip().lower()
            if told in {"1", "true", "0", "false"}:
                return f"{MARK}{YES_NO}{int(told in {'1', 'true'})}"
            return f"{MARK}{OTHER}{text}"
        case "d":
            try:
                return marked(from_ISO8601(text.strip()))  # type: ignore[no-untyped-call]
            except ValueError:
                return f"{MARK}{OTHER}{text}"
    return None
