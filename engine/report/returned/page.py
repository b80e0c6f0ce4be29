"""The list itself, a sheet of its own: place, what was read, what is wrong, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...diagnostics import Lang
from ...records.grid import FORMULA, kind_of, letter, word
from ..template.page import lines_of
from .model import Fault, Level, Sight, ref, split
from .order import HEAD_ROW
from .words import HEADS, WIDTHS, say
from .xml import content, encoded, quoted

#: Texts longer than this are cut; a spreadsheet holds no more hyperlinks, and no more rows, than that.
_LONG, _LINKS, _ROWS = 300, 65_000, 1_000_000
#: What Excel would take for one character.
_ESCAPE = re.compile(r"(_x[0-9A-Fa-f]{4}_)")
LOOKS = ("title", "line", "head", "error", "question", "text", "read", "link")


@dataclass(frozen=True, slots=True)
class Page:
    """What the list is made of: its lines, what stood at their places, the sender's file, the looks of its cells."""

    faults: Sequence[Fault]
    sight: Sight
    sheets: Sequence[str]
    file: str
    lang: Lang
    looks: Mapping[str, int]
    main: str

    def ordered(self) -> list[Fault]:
        """Return errors before questions, each in the order of the book."""
        at = {sheet: number for number, sheet in enumerate(self.sheets)}

        def key(fault: Fault) -> tuple[int, int, tuple[int, int]]:
            return -fault.level, at.get(fault.sheet, -1), split(fault.cell)

        return sorted(self.faults, key=key)[:_ROWS]


def written(page: Page) -> Iterator[bytes]:
    """Yield the sheet's part."""
    faults = page.ordered()
    last = HEAD_ROW + len(faults)
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(WIDTHS, 1))
    below = HEAD_ROW + 1
    yield encoded(
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns={quoted(page.main)}>'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{ref(last, len(WIDTHS))}"/>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{HEAD_ROW}" topLeftCell="A{below}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{below}" sqref="A{below}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15.75"/><cols>{columns}</cols><sheetData>'
    )
    yield from _top(page, faults)
    links: list[str] = []
    for row, fault in enumerate(faults, below):
        yield encoded(_line(page, row, fault, links))
    merges = "".join(f'<mergeCell ref="A{row}:{ref(row, len(WIDTHS))}"/>' for row in range(1, HEAD_ROW))
    yield encoded(f'</sheetData><mergeCells count="{HEAD_ROW - 1}">{merges}</mergeCells>')
    if links:
        yield encoded(f"<hyperlinks>{''.join(links)}</hyperlinks>")
    footer = say(page.lang, "page", p="&P", n="&N")
    yield encoded(
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.5" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{content(f'&L&A&R{footer}')}</oddFooter></headerFooter></worksheet>"
    )


def _top(page: Page, faults: Sequence[Fault]) -> Iterator[bytes]:
    """Yield what stands above the table, and its header."""
    lang = page.lang
    numbers = [
        say(lang, name, n=count)
        for name, level in (("errors", Level.ERROR), ("questions", Level.QUESTION))
        if (count := sum(fault.level is level for fault in faults))
    ]
    levels = {fault.level for fault in faults}
    legend = [say(lang, name) for name, level in (("red", 2), ("yellow", 1)) if level in levels]
    lines = [
        (say(lang, "title"), "title", 24), (say(lang, "file", file=page.file, count=", ".join(numbers)), "line", 18),
        (say(lang, "how"), "line", 18), (" ".join(legend), "line", 18),
    ]  # fmt: skip
    wide = sum(WIDTHS)
    for row, (text, look, least) in enumerate(lines, 1):
        height = least * lines_of(text, wide)
        yield encoded(f'<row r="{row}" ht="{height}" customHeight="1">{_cell(page, row, 1, text, look)}</row>')
    heads = "".join(_cell(page, HEAD_ROW, n, text, "head") for n, text in enumerate(HEADS[lang], 1))
    yield encoded(f'<row r="{HEAD_ROW}" ht="24" customHeight="1">{heads}</row>')


def _line(page: Page, row: int, fault: Fault, links: list[str]) -> str:
    """Return a line of the table; its place is a link that stays within the book."""
    lang = page.lang
    seen = page.sight.seen.get((fault.sheet, fault.cell))
    known = fault.sheet in page.sheets
    sheet = say(lang, "hidden", sheet=fault.sheet) if fault.sheet in page.sight.hidden else fault.sheet
    place = fault.cell
    if not known:
        place = say(lang, "book")
    elif not place:
        place = say(lang, "sheet")
    elif place.isdecimal():
        place = say(lang, "row", n=place)
    if known and len(links) < _LINKS:
        target = f"'{fault.sheet.replace(chr(39), chr(39) * 2)}'!{seen.cell if seen else 'A1'}"
        links.append(f'<hyperlink ref="C{row}" location={quoted(target)} display={quoted(place)}/>')
    level = "error" if fault.level is Level.ERROR else "question"
    number = f'<c r="A{row}" s="{page.looks[level]}"><v>{row - HEAD_ROW}</v></c>'
    texts = (sheet, place, _read(page, fault), fault.wrong, fault.todo)
    looks = ("text", "link" if known else "text", "read", "text", "text")
    cells = (_cell(page, row, n, text, look) for n, (text, look) in enumerate(zip(texts, looks, strict=True), 2))
    height = 3 + 16 * max(lines_of(text, width) for text, width in zip(texts, WIDTHS[1:], strict=True))
    return f'<row r="{row}" ht="{min(height, 400)}" customHeight="1">{number}{"".join(cells)}</row>'


def _read(page: Page, fault: Fault) -> str:
    """Return what stood at the place of a finding, as the sheet shows it."""
    seen = page.sight.seen.get((fault.sheet, fault.cell))
    if seen is None:
        return fault.text[:_LONG] if fault.cell else ""
    if not seen.texts:
        return say(page.lang, "blank")
    words = (say(page.lang, "uncomputed") if kind_of(raw) == FORMULA else word(raw) for raw in seen.texts)
    text = " | ".join(words)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _cell(page: Page, row: int, column: int, text: str, look: str) -> str:
    style = f'r="{letter(column - 1)}{row}" s="{page.looks[look]}"'
    if not text:
        return f"<c {style}/>"
    shown = content(_ESCAPE.sub(r"_x005F\1", text))
    return f'<c {style} t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
