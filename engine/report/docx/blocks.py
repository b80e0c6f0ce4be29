"""The blocks of a paper in DOCX, each as the decree has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ..document import decree
from ..document.marked import marked
from ..document.model import (
    Addressed,
    Align,
    Article,
    Block,
    Foot,
    Grounds,
    Para,
    Resolves,
    Run,
    Section,
    Table,
    Text,
)
from . import low
from .foot import write_foot

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.text.paragraph import Paragraph


def write_block(book: Docx, block: Block, width: int) -> None:
    """Write one block between margins that stand `width` mm apart."""
    match block:
        case Para(text, align, indent, level, keep):
            paragraph = _body(book, text, first=decree.INDENT if indent else 0, left=level * decree.LEVEL)
            if align is not Align.JUSTIFY:
                low.align(paragraph, align)
            if keep:
                paragraph.paragraph_format.keep_with_next = True
        case Section(words):
            paragraph = _body(book, (Run(words),), first=decree.INDENT)
            paragraph.style = "Heading 1"
        case Grounds(lines):
            for line in marked(lines):
                _body(book, (Run(line, italic=True),), first=decree.INDENT)
        case Resolves(words):
            paragraph = _body(book, (Run(words, bold=True),))
            low.align(paragraph, Align.CENTER)
            paragraph.paragraph_format.keep_with_next = True
        case Article(number, text):
            _body(book, (Run(f"Điều {number}. ", bold=True), *text), first=decree.INDENT)
        case Addressed(names):
            _addressed(book, names)
        case Table() as table:
            _table(book, table, width)
        case Foot() as foot:
            write_foot(book, foot, width)
        case _:
            assert_never(block)


def _body(book: Docx, text: Text, *, first: float = 0, left: float = 0) -> Paragraph:
    """Write a paragraph of the text."""
    from docx.shared import Mm

    paragraph = book.add_paragraph(style="Body Text")
    if first:
        paragraph.paragraph_format.first_line_indent = Mm(first)
    if left:
        paragraph.paragraph_format.left_indent = Mm(left)
    low.write(paragraph, text)
    return paragraph


def _addressed(book: Docx, names: tuple[str, ...]) -> None:
    """Write "Kính gửi": one name beside it, several below it, each after a dash."""
    if len(names) == 1:
        low.align(_body(book, (Run(f"Kính gửi: {marked(names)[0]}"),)), Align.CENTER)
        return
    from docx.shared import Mm

    _body(book, (Run("Kính gửi:"),), left=40).paragraph_format.first_line_indent = Mm(0)
    for name in marked(names):
        low.align(_body(book, (Run(f"- {name}"),), left=58), Align.LEFT)


def _table(book: Docx, table: Table, width: int) -> None:
    """Write a table: heading on each page, rows whole, groups as one cell over the width."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Pt

    size = decree.SMALL_SIZE if table.small else decree.TABLE_SIZE
    shares = sum(c.width for c in table.columns)
    widths = [width * c.width / shares for c in table.columns]
    above = book.add_paragraph()
    low.write(above, (Run(" "),), 4)
    above.paragraph_format.keep_with_next = True
    made = low.grid(book, widths, borders=True, cell=1.5)
    for cell, column in zip(low.row(made, widths, head=True), table.columns, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        low.align(cell.paragraphs[0], Align.CENTER)
        low.write(cell.paragraphs[0], (Run(column.head, bold=True),), size)
    for line in table.rows:
        cells = low.row(made, widths)
        if line.band:
            cells[0].merge(cells[-1])
        shown = zip(cells[:1], line.cells[:1], table.columns[1:2], strict=True) if line.band else zip(
            cells, line.cells, table.columns, strict=True
        )
        for cell, text, column in shown:
            paragraph = cell.paragraphs[0]
            low.align(paragraph, column.align)
            low.write(paragraph, (Run(text, bold=line.band),), size)
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
            if line.band:
                paragraph.paragraph_format.keep_with_next = True
