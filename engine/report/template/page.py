"""Writing one list's sheet: titles, header with notes, numbers, an example, rows to fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ...plan import Parameter
from ...records.binding import KEY, NAME, SUBJECT_COLUMN
from ...records.grid import letter
from ...values import Choice, Date, FieldType, Number, Text, YesNo
from .checking import validate
from .formats import Formats
from .model import Column, Sheet, Shown
from .telling import note_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: So many rows look like rows of the table; drop-downs and checks reach further down.
ROWS, _REACH = 250, 5000
_HEAD, _NUMBERS, _EXAMPLE, _FIRST = 5, 6, 7, 8
#: So many characters side by side can be read on a sheet of A4.
_PRINTED = 210
_LINE = "Đơn vị: ................................................    Ngày lập: ......./......./............"
_LEGEND = "(*) bắt buộc{}. Ô trống là chưa có số liệu, không phải Không, không phải 0. Dòng VD là ví dụ."
_EITHER = "; (**) ghi một trong các cột này"


def write_page(page: Worksheet, sheet: Sheet, title: str, formats: Formats, ranges: Mapping[str, str]) -> None:
    """Write the sheet of one list; `ranges` says where the options of each choice stand."""
    widths = [5, *(_width(c) for c in sheet.columns)]
    _titles(page, sheet, title, widths, formats)
    _header(page, sheet, widths, formats)
    _example(page, sheet, formats)
    last = _FIRST + _REACH - 1
    for at, column in enumerate(sheet.columns, 1):
        look = formats.entry(column.type)
        page.set_column(at, at, widths[at], look)
        options = ranges.get(f"{sheet.register.id}.{column.target}", "")
        validate(page, (_FIRST, at, last, at), column.type, options)
    page.set_column(0, 0, widths[0], formats.look("order"))
    for row in range(_FIRST + len(sheet.given), _FIRST + ROWS):
        page.write_blank(row, 0, None, formats.look("order"))
        for at, column in enumerate(sheet.columns, 1):
            page.write_blank(row, at, None, formats.entry(column.type))
    for row, given in enumerate(sheet.given, _FIRST):
        _given(page, row, given, sheet, formats, ranges)
    whole = f"$A{_FIRST + 1}:${letter(len(sheet.columns))}{_FIRST + 1}"
    held = {"type": "formula", "criteria": f"=COUNTA({whole})>0", "format": formats.look("filled")}
    page.conditional_format(_FIRST, 0, last, len(sheet.columns), held)
    _print_setup(page, sheet, widths)


def _titles(page: Worksheet, sheet: Sheet, title: str, widths: Sequence[float], formats: Formats) -> None:
    """Write what stands above the table; the list's own name, by which the import knows a sheet of a cut name."""
    either = _EITHER if any(c.mark == "**" for c in sheet.columns) else ""
    lines = (
        (title, "plan", 17),
        (sheet.register.label.upper(), "title", 20),
        (_LINE, "line", 17),
        (_LEGEND.format(either), "line", 17),
    )
    # in a wide sheet the titles stay within the columns that are frozen and stand on every page
    last = _named(sheet) - 1 if sum(widths) > _PRINTED else len(widths) - 1
    for row, (text, look, height) in enumerate(lines):
        page.set_row(row, height * lines_of(text, sum(widths[: last + 1])))
        page.merge_range(row, 0, row, last, text, formats.look(look))


def _header(page: Worksheet, sheet: Sheet, widths: Sequence[float], formats: Formats) -> None:
    """Write the header, a note for every column, and the row of numbers."""
    page.set_comments_author("xetkhen")
    heads = ["TT", *(c.head for c in sheet.columns)]
    page.set_row(_HEAD, 16 * max(lines_of(h, w, bold=True) for h, w in zip(heads, widths, strict=True)) + 4)
    for at, head in enumerate(heads):
        page.write_string(_HEAD, at, head, formats.look("head"))
        page.write_string(_NUMBERS, at, f"({at + 1})", formats.look("number"))
        if at:
            note = note_of(sheet.columns[at - 1])
            height = 20 + 15 * sum(lines_of(line, 62) for line in note.split("\n"))
            page.write_comment(_HEAD, at, note, {"width": 400, "height": min(height, 640), "font_size": 9})


def _example(page: Worksheet, sheet: Sheet, formats: Formats) -> None:
    page.write_string(_EXAMPLE, 0, "VD", formats.example(Text()))
    for at, column in enumerate(sheet.columns, 1):
        _cell(page, (_EXAMPLE, at), column.example, column.type, formats.example(column.type))


def _given(
    page: Worksheet, row: int, given: Parameter, sheet: Sheet, formats: Formats, ranges: Mapping[str, str]
) -> None:
    """Write a row that is filled in but for its value, whose cell takes what the parameter is."""
    page.write_number(row, 0, row - _FIRST + 1, formats.look("order"))
    for at, column in enumerate(sheet.columns, 1):
        match column.field.id:
            case "name":
                page.write_string(row, at, given.ask, formats.entry(Text()))
            case "value":
                page.write_blank(row, at, None, formats.entry(given.type))
                validate(page, (row, at, row, at), given.type, ranges.get(f"{sheet.register.id}.{given.id}", ""))
            case _:
                page.write_blank(row, at, None, formats.entry(column.type))


def _cell(page: Worksheet, place: tuple[int, int], value: Shown, kind: FieldType | None, look: Format) -> None:
    """Write a value as its column is read: a share under a percent format is a hundredth of what is typed."""
    match value:
        case None:
            page.write_blank(*place, None, look)
        case str():
            page.write_string(*place, value, look)
        case Decimal():
            share = isinstance(kind, Number) and kind.kind == "percent"
            page.write_number(*place, float(value.scaleb(-2) if share else value), look)
        case dt.date():
            page.write_datetime(*place, value, look)


def _print_setup(page: Worksheet, sheet: Sheet, widths: Sequence[float]) -> None:
    """Set the sheet up for A4: one page wide, or as many as can be read, each beginning with key and name."""
    wide = sum(widths) > _PRINTED
    page.freeze_panes(_EXAMPLE, _named(sheet) if wide else 0)
    if wide:
        page.repeat_columns(0, _named(sheet) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    page.repeat_rows(_HEAD, _NUMBERS)
    page.fit_to_pages(max(1, round(sum(widths) / _PRINTED + 0.49)), 0)
    page.set_footer("&L&A&RTrang &P/&N")


def _named(sheet: Sheet) -> int:
    """Return how many columns say which row it is."""
    return max(2, 1 + sum(c.target in {KEY, NAME, SUBJECT_COLUMN} for c in sheet.columns))


def _width(column: Column) -> float:
    """Return a width in characters: enough for what is typed, and for the longest word of the header."""
    match column.type:
        case YesNo() | Number():
            wide = 12
        case Date():
            wide = 13
        case Choice():
            wide = min(max((len(o) for o in column.options), default=0) + 2, 30)
        case _:
            wide = 14 if column.target in {"key", "subject"} or column.target.startswith("owner:") else 26
    lines = 4 if isinstance(column.type, YesNo | Number | Date) else 3
    return max(wide, *(len(w) + 2 for w in column.head.split()), len(column.head) / lines + 3)


def lines_of(text: str, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a column, its words kept whole."""
    room = max(1.0, width * (1.0 if bold else 1.15) - 1)
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + bool(used)
    return lines
