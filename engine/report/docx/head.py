"""The head of a paper: who issues it and what it is, in the places of the decree's plan (Phụ lục I, V)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ..document import decree
from ..document.model import Document, ListHead, Run, StateHead
from ..document.widths import bold_width, lines_of
from . import low

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import _Cell


def write_head(book: Docx, document: Document) -> None:
    """Write the head of a document."""
    width = decree.text_width(document)
    match document.head:
        case StateHead() as head:
            _state(book, head, width)
        case ListHead() as head:
            _list(book, head, width)
        case _:
            assert_never(document.head)


def _state(book: Docx, head: StateHead, width: int) -> None:
    left = width * decree.HEAD_LEFT
    widths = (left, width - left)
    table = low.grid(book, widths, borders=False)
    bodies, nation = low.row(table, widths)
    if head.parent:
        low.centred(bodies, head.parent, decree.BODY_SIZE)
    low.centred(bodies, head.body, decree.BODY_SIZE, bold=True)
    _below(bodies, head.body, decree.BODY_SIZE, left)
    low.settled(bodies)
    low.centred(nation, decree.NATION, decree.NATION_SIZE, bold=True)
    low.centred(nation, decree.MOTTO, decree.MOTTO_SIZE, bold=True)
    low.ruled(nation, width - left, bold_width(decree.MOTTO, decree.MOTTO_SIZE))
    low.settled(nation)
    number, dated = low.row(table, widths)
    low.centred(number, head.number, decree.NUMBER_SIZE)
    if head.draft:
        low.centred(number, "DỰ THẢO", decree.NUMBER_SIZE, bold=True)
    low.settled(number)
    if head.dated:
        low.centred(dated, head.dated, decree.DATE_SIZE, italic=True)
        low.settled(dated)
    _titles(book, head.kind, head.summary, width)


def _list(book: Docx, head: ListHead, width: int) -> None:
    if head.label:
        low.centred(book, head.label, decree.KIND_SIZE, bold=True)
    title = low.centred(book, head.title, decree.KIND_SIZE, bold=True)
    title.style = "Title"
    if head.summary:
        low.centred(book, head.summary, decree.KIND_SIZE, bold=True)
    if head.belongs:
        low.centred(book, head.belongs, decree.DATE_SIZE, italic=True)
    _below(book, head.title, decree.KIND_SIZE, width)
    _room(book)


def _titles(book: Docx, kind: str, summary: str, width: int) -> None:
    """Write the kind of paper and its summary, with a short line below."""
    title = low.centred(book, kind, decree.KIND_SIZE, bold=True)
    title.style = "Title"
    if summary:
        low.centred(book, summary, decree.KIND_SIZE, bold=True)
    _below(book, summary or kind, decree.KIND_SIZE, width)
    _room(book)


def _below(place: Docx | _Cell, text: str, size: int, width: float) -> None:
    """Draw the short line below words: a part of their last line's length."""
    longest = max(bold_width(line, size) for line in lines_of(text, size, width))
    low.ruled(place, width, longest * decree.RULE)


def _room(book: Docx) -> None:
    """Leave the room of a small line before the text."""
    low.write(book.add_paragraph(), (Run(" "),), 6)
