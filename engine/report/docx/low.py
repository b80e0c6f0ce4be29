"""What python-docx has no word for: borders, fields, fixed widths, text with its letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..document.model import Align, Run
from ..document.text import printable

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_TWENTIETHS = 1440 / 25.4


def twips(millimetres: float) -> str:
    """Return a length as Word counts it, in twentieths of a point."""
    return str(round(millimetres * _TWENTIETHS))


def mark(parent: object, name: str, **values: str) -> object:
    """Append an element of Word's own language with its attributes, and return it."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    child = OxmlElement(f"w:{name}")
    for key, value in values.items():
        child.set(qn(f"w:{key}"), value)
    parent.append(child)  # type: ignore[attr-defined]
    return child


def align(paragraph: Paragraph, how: Align) -> None:
    """Say how a paragraph stands between its margins."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as WORD

    known = {Align.JUSTIFY: WORD.JUSTIFY, Align.LEFT: WORD.LEFT, Align.CENTER: WORD.CENTER, Align.RIGHT: WORD.RIGHT}
    paragraph.alignment = known[how]


def write(paragraph: Paragraph, parts: Sequence[Run], size: float | None = None) -> None:
    """Write runs into a paragraph. The text is data: nothing in it is read as anything else."""
    from docx.shared import Pt

    for part in parts:
        run = paragraph.add_run(printable(part.text))
        run.bold, run.italic = part.bold or None, part.italic or None
        if size is not None:
            run.font.size = Pt(size)


def centred(place: Docx | _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """Write one line in the middle."""
    paragraph = place.add_paragraph()
    align(paragraph, Align.CENTER)
    write(paragraph, (Run(text, bold, italic),), size)
    return paragraph


def ruled(place: Docx | _Cell, width: float, length: float) -> None:
    """Draw a line of a length in mm in the middle of a width: the upper border of an empty, very low paragraph."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Mm, Pt

    paragraph = place.add_paragraph()
    form = paragraph.paragraph_format
    side = max(0.0, (width - length) / 2)
    form.left_indent = form.right_indent = Mm(side)
    form.space_before, form.line_spacing_rule, form.line_spacing = Pt(3), WD_LINE_SPACING.EXACTLY, Pt(3)
    borders = mark(paragraph._p.get_or_add_pPr(), "pBdr")  # noqa: SLF001 - there is no other way
    mark(borders, "top", val="single", sz="6", space="0", color="000000")
    _in_order(paragraph)


#: The order in which Word wants the properties of a paragraph.
_ORDER = ("pStyle", "keepNext", "keepLines", "pBdr", "spacing", "ind", "jc")


def _in_order(paragraph: Paragraph) -> None:
    own = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    own[:] = sorted(own, key=lambda e: _ORDER.index(name) if (name := e.tag.rpartition("}")[2]) in _ORDER else 99)


def grid(place: Docx | _Cell, widths: Sequence[float], *, borders: bool, cell: float = 0) -> Table:
    """Add a table of one row with fixed widths in mm, with or without lines; `cell` is the room left and right."""
    from docx.shared import Mm

    made = place.add_table(0, len(widths))
    made.autofit = False
    own = made._tbl.tblPr  # noqa: SLF001
    for old in [e for e in own if e.tag.rpartition("}")[2] in {"tblStyle", "tblW", "tblLook", "tblLayout"}]:
        own.remove(old)
    mark(own, "tblW", w=twips(sum(widths)), type="dxa")
    if borders:
        lines = mark(own, "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            mark(lines, side, val="single", sz="4", space="0", color="000000")
    mark(own, "tblLayout", type="fixed")
    room = mark(own, "tblCellMar")
    for side in ("left", "right"):
        mark(room, side, w=twips(cell), type="dxa")
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    return made


def row(table: Table, widths: Sequence[float], *, head: bool = False, whole: bool = True) -> list[_Cell]:
    """Add a row whose cells are empty; a `head` comes again on each page, a `whole` row is not torn apart."""
    from docx.shared import Mm

    made = table.add_row()  # type: ignore[no-untyped-call]
    own = made._tr.get_or_add_trPr()  # noqa: SLF001
    if whole:
        mark(own, "cantSplit")
    if head:
        mark(own, "tblHeader")
    cells = list(made.cells)
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)
    return cells


def settled(cell: _Cell) -> None:
    """Take out the empty paragraph that a cell begins with, once others stand in it."""
    cell._tc.remove(cell.paragraphs[0]._p)  # noqa: SLF001


def page_number(paragraph: Paragraph, size: float) -> None:
    """Write the number of the page."""
    from docx.shared import Pt

    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "2"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        if kind == "shown":
            run.text = text
        elif kind:
            mark(run._r, "fldChar", fldCharType=kind)  # noqa: SLF001
        else:
            mark(run._r, "instrText").text = text  # type: ignore[attr-defined]  # noqa: SLF001
