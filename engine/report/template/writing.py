"""Writing a book: the same plan gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...records.grid import letter
from . import kinds
from .choosing import CHOICES, GUIDE
from .formats import Formats
from .guide_page import write_guide
from .model import Book
from .page import write_page

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: Bytes must not depend on the day a book is made.
_CREATED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def written(book: Book) -> bytes:
    """Return a workbook: the instructions, a sheet for every list, the choices that its drop-downs offer."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    made = xlsxwriter.Workbook(out, options)
    about = {"title": book.plan.title, "subject": book.plan.id, "comments": book.plan.hash, "created": _CREATED}
    made.set_properties(about)
    formats = Formats(made)
    guide = made.add_worksheet(GUIDE)
    pages = [made.add_worksheet(sheet.name) for sheet in book.sheets]
    choices = list(_choices(book))
    ranges = _write_choices(made.add_worksheet(CHOICES), choices, formats) if choices else {}
    write_guide(guide, book, formats)
    for page, sheet in zip(pages, book.sheets, strict=True):
        write_page(page, sheet, book.plan.title, formats, ranges)
    made.close()
    return out.getvalue()


def _choices(book: Book) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield every choice of a book: its key, the column it belongs to, its options."""
    for sheet in book.sheets:
        for column in sheet.columns:
            if column.options:
                name = f"{sheet.register.label}: {column.heading}"
                yield f"{sheet.register.id}.{column.target}", name, column.options
        for given in sheet.given:
            if options := kinds.labels(given.type):
                yield f"{sheet.register.id}.{given.id}", given.ask, options


def _write_choices(
    page: Worksheet, choices: list[tuple[str, str, tuple[str, ...]]], formats: Formats
) -> dict[str, str]:
    """Write the options of every choice below its name; return the range of each.

    A list of options in the validation itself would end at 255 characters and part options at their commas.
    """
    page.write_string(0, 0, "Các giá trị được chọn, không sửa trang này", formats.look("part"))
    ranges = {}
    for at, (key, name, options) in enumerate(choices):
        page.write_string(1, at, name, formats.look("head"))
        for row, option in enumerate(options, 2):
            page.write_string(row, at, option, formats.look("cell"))
        ranges[key] = f"='{CHOICES}'!${letter(at)}$3:${letter(at)}${len(options) + 2}"
    page.set_column(0, len(choices) - 1, 32)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    return ranges
