"""A document printed as DOCX: page and margins, head, blocks, page numbers, what is attached, settled bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..document import decree
from ..document.model import Document
from ..document.text import clean
from . import low
from .blocks import write_block
from .head import write_head
from .package import describe, saved
from .styles import settle

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.section import Section


def docx_bytes(document: Document) -> bytes:
    """Return a paper as DOCX; the same document gives the same bytes."""
    import docx

    book = docx.Document()
    settle(book, document)
    describe(book, clean(document.title), document.day)
    first = book.sections[0]
    first.first_page_header.is_linked_to_previous = False
    low.page_number(first.header.paragraphs[0], decree.PAGE_SIZE)
    _write(book, first, document)
    for annex in document.annexes:
        _write(book, _next(book), annex)
    return saved(book)


def _write(book: Docx, page: Section, document: Document) -> None:
    _page(page, document)
    write_head(book, document)
    for block in document.blocks:
        write_block(book, block, decree.text_width(document))


def _next(book: Docx) -> Section:
    """Begin a page of its own, whose numbers count from 1."""
    from docx.enum.section import WD_SECTION

    made: Section = book.add_section(WD_SECTION.NEW_PAGE)
    low.mark(made._sectPr, "pgNumType", start="1")  # noqa: SLF001 - there is no other way
    return made


def _page(page: Section, document: Document) -> None:
    """Set paper, margins and the number at the head of every page but the first."""
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm

    width, height = decree.paper(document)
    page.orientation = WD_ORIENTATION.LANDSCAPE if document.landscape else WD_ORIENTATION.PORTRAIT
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.top_margin, page.bottom_margin = Mm(decree.TOP), Mm(decree.BOTTOM)
    page.left_margin, page.right_margin = Mm(decree.LEFT), Mm(decree.RIGHT)
    page.header_distance = page.footer_distance = Mm(decree.PAGE_DISTANCE)
    page.different_first_page_header_footer = True
