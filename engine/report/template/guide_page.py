"""Writing the instruction sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .formats import Formats
from .guide import guide_of
from .model import Book
from .page import lines_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (30, 32, 18, 24, 62)
_LINE = 16


def write_guide(page: Worksheet, book: Book, formats: Formats) -> None:
    """Write the instruction sheet: paragraphs over the whole width, tables below their headings."""
    for at, width in enumerate(_WIDTHS):
        page.set_column(at, at, width)
    last = len(_WIDTHS) - 1
    whom = "dùng cho cơ quan tổng hợp, Hội đồng" if book.council else "dùng cho đơn vị"
    for row, (text, look) in enumerate(((book.plan.title, "plan"), (f"HƯỚNG DẪN ĐIỀN BIỂU ({whom})", "title"))):
        page.set_row(row, 20 * lines_of(text, sum(_WIDTHS)))
        page.merge_range(row, 0, row, last, text, formats.look(look))
    row = 3
    for number, block in enumerate(guide_of(book), 1):
        page.write_string(row, 0, f"{number}. {block.title}", formats.look("part"))
        row += 1
        for text in (f"– {line}" for line in block.lines):
            page.set_row(row, _LINE * lines_of(text, sum(_WIDTHS)))
            page.merge_range(row, 0, row, last, text, formats.look("plain"))
            row += 1
        for at, cells in enumerate(block.table):
            _row(page, row, cells, formats, "head" if at == 0 else "cell")
            row += 1
        row += 1
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&RTrang &P/&N")


def _row(page: Worksheet, row: int, cells: Sequence[str], formats: Formats, look: str) -> None:
    """Write a row of a table; its last cell reaches to the right edge."""
    last = len(_WIDTHS) - 1
    widths = [*_WIDTHS[: len(cells) - 1], sum(_WIDTHS[len(cells) - 1 :])]
    page.set_row(row, _LINE * max(lines_of(c, w, bold=look == "head") for c, w in zip(cells, widths, strict=True)) + 2)
    for at, text in enumerate(cells[:-1]):
        page.write_string(row, at, text, formats.look(look))
    if len(cells) - 1 < last:
        page.merge_range(row, len(cells) - 1, row, last, cells[-1], formats.look(look))
    else:
        page.write_string(row, last, cells[-1], formats.look(look))
