"""Writing one table into a sheet: titles, headings, rows, lines below, and how it is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from ...records.grid import letter
from ..template.page import lines_of
from .book import CHOICES, LINKS, LONGEST_LINK, ROWS, Box, Column, Group, Looks, Row, Tab, Value, cut, is_formula

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A3, _A4 = 8, 9
#: The height of a line of text, in points; a row is no higher than Excel lets it be.
_LINE, _HIGHEST = 15.0, 400.0
#: The letters of the font are narrower than the digits that widths are counted in.
_ROOM = 1.2
#: So much of a text can be seen in the highest row; so many characters side by side can be read on a page.
LONGEST_SHOWN, _PRINTED = 4_000, {_A3: 330, _A4: 215}


Choices = tuple[str, ...]


def write_tab(page: Worksheet, tab: Tab, looks: Looks, ranges: Mapping[Choices, str]) -> None:
    """Write a table with all that belongs to it; `ranges` says where the choices of long drop-downs stand."""
    last = max(len(tab.columns) - 1, 0)
    widths = [c.width for c in tab.columns]
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    top = _titles(page, tab, widths, looks)
    head = _headings(page, tab, top, looks)
    row = head + 1
    if tab.numbered:
        for at in range(last + 1):
            page.write_string(row, at, f"({at + 1})", looks.get("center"))
        row += 1
    body, writer = row, _Writer(page, looks)
    for given in tab.rows:
        if row >= ROWS - len(tab.foot) - 2:  # INVARIANT: makers part longer tables into sheets
            raise AssertionError(tab.name)
        if isinstance(given, Group):
            _across(page, row, last, given.text, looks.get("group"), sum(widths))
        else:
            writer.row(row, given, tab.columns)
        row += 1
    _entries(page, tab, (body, row), ranges)
    if tab.filtered and row > body:
        page.autofilter(head, 0, row - 1, last)
    for at, text in enumerate(tab.foot, row + 1):
        _across(page, at, last, text, looks.get("line"), sum(widths))
    _print(page, tab, top, body)


def _titles(page: Worksheet, tab: Tab, widths: Sequence[float], looks: Looks) -> int:
    """Write what stands above the table; return the row after it."""
    last = len(widths) - 1
    while last > 0 and sum(widths[: last + 1]) > _PRINTED[_A3 if tab.wide else _A4]:
        last -= 1  # what is printed on several sheets side by side has its titles on the first
    row, wide = 0, sum(widths[: last + 1])
    for text in tab.titles:
        look = "title" if row == (1 if len(tab.titles) > 1 else 0) else "under"
        _across(page, row, last, text, looks.get(look), wide * (0.8 if look == "title" else 1))
        row += 1
    for text in tab.lines:
        _across(page, row, last, text, looks.get("line"), wide)
        row += 1
    return row + 1 if row else 0


def _headings(page: Worksheet, tab: Tab, top: int, looks: Looks) -> int:
    """Write the headings, in two tiers where columns share one; return the row of the lower tier."""
    look = looks.get("head")
    tiers = any(c.upper for c in tab.columns)
    row = top + 1 if tiers else top
    heights = [_LINE * lines_of(c.head, c.width, bold=True) for c in tab.columns]
    page.set_row(row, min(max(heights, default=_LINE) + 6, _HIGHEST))
    if tiers:
        _upper(page, tab, top, looks)
    for at, column in enumerate(tab.columns):
        if tiers and not column.upper:
            page.merge_range(top, at, row, at, column.head, look)
        else:
            page.write_string(row, at, column.head, look)
        if column.note:
            page.write_comment(row, at, column.note, {"width": 320, "height": 140, "font_size": 9})
    return row


def _upper(page: Worksheet, tab: Tab, top: int, looks: Looks) -> None:
    at, height = 0, _LINE
    for text, same in groupby(tab.columns, lambda c: c.upper):
        several = list(same)
        last = at + len(several) - 1
        if text and last > at:
            page.merge_range(top, at, top, last, text, looks.get("head"))
        elif text:
            page.write_string(top, at, text, looks.get("head"))
        if text:
            height = max(height, _LINE * lines_of(text, sum(c.width for c in several), bold=True))
        at = last + 1
    page.set_row(top, min(height + 6, _HIGHEST))


def _across(page: Worksheet, row: int, last: int, text: str, look: Format, width: float) -> None:
    """Write a text across the table, in a row as high as it needs."""
    told = cut(text)
    if last > 0:
        page.merge_range(row, 0, row, last, told, look)
    else:
        page.write_string(row, 0, told, look)
    lines = sum(lines_of(part, width) for part in told.split("\n"))
    page.set_row(row, min(_LINE * lines + 4, _HIGHEST))


class _Writer:
    """Writes the rows of one sheet, and counts its links: Excel opens no book that has more of them."""

    def __init__(self, page: Worksheet, looks: Looks) -> None:
        self.page, self.looks, self.links = page, looks, 0

    def row(self, row: int, values: Row, columns: Sequence[Column]) -> None:
        """Write one row, as high as its longest text needs: programs other than Excel do not find that out."""
        lines = 1
        for at, (value, column) in enumerate(zip(values, columns, strict=True)):
            if isinstance(value, Box):
                self._box(row, at, value)
                text = value.value
            else:
                self._plain(row, at, value, column.look)
                text = value
            if isinstance(text, str) and len(text) > column.width - 1:
                room = column.width * _ROOM
                lines = max(lines, sum(lines_of(part, room) for part in text[:LONGEST_SHOWN].split("\n")))
        if lines > 1:
            self.page.set_row(row, min(_LINE * lines, _HIGHEST))

    def _box(self, row: int, at: int, box: Box) -> None:
        if box.link and isinstance(box.value, str) and self.links < LINKS and len(box.link) <= LONGEST_LINK:
            self.links += 1
            look = self.looks.get("link" if box.look == "cell" else box.look, quoted=is_formula(box.value))
            self.page.write_url(row, at, box.link, look, cut(box.value))
        else:
            self._plain(row, at, box.value, box.look)

    def _plain(self, row: int, at: int, value: Value, look: str) -> None:
        match value:
            case None | "":
                self.page.write_blank(row, at, None, self.looks.get(look))
            case str():
                self.page.write_string(row, at, cut(value), self.looks.get(look, quoted=is_formula(value)))
            case int() | Decimal():
                self.page.write_number(row, at, value, self.looks.get(look))
            case dt.date():
                self.page.write_datetime(row, at, value, self.looks.get("entry-day" if "entry" in look else "day"))


def write_choices(page: Worksheet, choices: Sequence[Choices], looks: Looks) -> dict[Choices, str]:
    """Write what drop-downs offer, each in a column of its own; return the ranges."""
    ranges = {}
    for at, options in enumerate(choices):
        page.set_column(at, at, 40)
        for row, option in enumerate(options):
            page.write_string(row, at, option, looks.get("text", quoted=is_formula(option)))
        ranges[options] = f"='{CHOICES}'!${letter(at)}$1:${letter(at)}${len(options)}"
    return ranges


def _entries(page: Worksheet, tab: Tab, rows: tuple[int, int], ranges: Mapping[Choices, str]) -> None:
    """Let cells that are to be filled in take only what they may hold."""
    body, end = rows
    if end <= body:
        return
    for at, column in enumerate(tab.columns):
        if column.choices:
            source = list(column.choices) if column.short else ranges[column.choices]
            page.data_validation(body, at, end - 1, at, {"validate": "list", "source": source})
        elif column.rule:
            page.data_validation(body, at, end - 1, at, {**column.rule, "ignore_blank": True})


def _print(page: Worksheet, tab: Tab, top: int, body: int) -> None:
    """Set the sheet up for paper: as wide as the page, the headings on each, pages numbered."""
    page.freeze_panes(body, tab.named)
    if not tab.upright:
        page.set_landscape()
    size = _A3 if tab.wide else _A4
    page.set_paper(size)
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    page.repeat_rows(top, body - 1)
    if tab.named:
        page.repeat_columns(0, tab.named - 1)
    wide = sum(c.width for c in tab.columns)
    page.fit_to_pages(max(1, -int(-wide // _PRINTED[size])), 0)
    page.set_footer("&L&8&A&R&8&P/&N")
    page.hide_gridlines(2)


def address(file: str, sheet: str, cell: str) -> str:
    """Return the address of a cell of another book, for a link; empty where it has none."""
    if not file or "#" in sheet or "%" in sheet:
        return ""
    if not sheet:  # csv has no sheets: the file is all that can be named
        return f"external:{file}"
    quoted = sheet.replace("'", "''")
    return f"external:{file}#'{quoted}'!{cell if not cell.isdigit() else f'A{cell}'}"


def parts(rows: Sequence[Row], most: int = LINKS) -> Iterator[Sequence[Row]]:
    """Yield rows in parts that fit a sheet with a link in each."""
    for start in range(0, max(len(rows), 1), most):
        yield rows[start : start + most]
