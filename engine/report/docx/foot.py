"""The foot of a paper: who signs, and who receives it (Phụ lục I, II.7 to II.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..document import decree
from ..document.marked import marked
from ..document.model import Foot, Hand, Run
from . import low

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import _Cell


def write_foot(book: Docx, foot: Foot, width: int) -> None:
    """Write the two columns of the foot; they stay together on one page, with the line before them."""
    from docx.shared import Pt

    if book.paragraphs:
        book.paragraphs[-1].paragraph_format.keep_with_next = True
    gap = book.add_paragraph()
    low.write(gap, (Run(" "),), 6)
    gap.paragraph_format.keep_with_next = True
    widths = (width * 0.45, width * 0.55)
    left, right = low.row(low.grid(book, widths, borders=False), widths)
    _hand(right, foot.right)
    if foot.left is not None:
        _hand(left, foot.left)
    elif foot.receivers:
        _receivers(left, foot.receivers)
    if foot.left is not None and foot.receivers:
        spacer = book.add_paragraph()
        spacer.paragraph_format.space_before = Pt(6)
        below = low.row(low.grid(book, widths, borders=False), widths)[0]
        _receivers(below, foot.receivers)
    for paragraph in (*left.paragraphs, *right.paragraphs):
        paragraph.paragraph_format.keep_together = True
    _last(book)


def _hand(cell: _Cell, hand: Hand) -> None:
    from docx.shared import Mm

    for line in hand.lines:
        low.centred(cell, line, decree.SIGN_SIZE, bold=True)
    name = low.centred(cell, hand.name, decree.SIGN_SIZE, bold=True)
    name.paragraph_format.space_before = Mm(decree.SIGN_SPACE)
    low.settled(cell)


def _receivers(cell: _Cell, names: tuple[str, ...]) -> None:
    low.write(cell.add_paragraph(), (Run("Nơi nhận:", bold=True, italic=True),), decree.RECEIVERS_SIZE)
    for name in marked(names):
        low.write(cell.add_paragraph(), (Run(f"- {name}"),), decree.RECEIVER_SIZE)
    low.settled(cell)


def _last(book: Docx) -> None:
    """Make the paragraph that Word wants after a table too low to open a page of its own."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    form = book.add_paragraph().paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
