"""Books that go back, made and looked at: findings, a rich workbook, fills as openpyxl sees them, parts."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.workbook import Workbook

from engine.diagnostics import Code, Diagnostic, Lang, cell_codes, sheet_codes
from engine.records import load
from engine.records.dossier import Dossier
from engine.report.returned import Copy, returned_books
from engine.report.returned.model import LIST, Level
from engine.report.returned.styles import COLOURS
from engine.source import Cell

from ..records.plans import plan

ERROR, QUESTION = COLOURS[Level.ERROR], COLOURS[Level.QUESTION]
HEAD = 5
_PNG = (
    (b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)),
    (b"IDAT", zlib.compress(b"\0\1\2\3\4\5\6" * 2)),
    (b"IEND", b""),
)


def wrong(file: str, sheet: str, cell: str, code: Code = cell_codes.BAD_YES_NO) -> Diagnostic:
    """Return a finding."""
    return Diagnostic(code, Cell(file, sheet, cell), {"text": "t", "column": "Cột", "register": "r", "names": "n"})


def asked(file: str, sheet: str, cell: str) -> Diagnostic:
    """Return a question."""
    return wrong(file, sheet, cell, sheet_codes.COLUMNS_UNBOUND)


def copies(files: Sequence[Path], findings: Sequence[Diagnostic], lang: Lang = Lang.VI) -> list[Copy]:
    """Return the books that go back."""
    return list(returned_books(plan(), files, findings, lang))


def copy(path: Path, *findings: Diagnostic, lang: Lang = Lang.VI) -> Copy:
    """Return the only book that goes back."""
    (only,) = copies([path], findings, lang)
    return only


def returned(path: Path, folder: Path) -> tuple[Dossier, Path]:
    """Import a book and write what goes back into a folder."""
    dossier = load(plan(), [path])
    made = copy(path, *dossier.rejected, *dossier.notices)
    folder.mkdir()
    back = folder / made.file
    back.write_bytes(made.data)
    return dossier, back


def opened(made: Copy | Path) -> Any:
    """Return a book as openpyxl reads it."""
    return openpyxl.load_workbook(made if isinstance(made, Path) else io.BytesIO(made.data))


def fills(book: Workbook) -> dict[tuple[str, str], str]:
    """Return the cells that are marked, with the colours of the marks."""
    return {
        (sheet.title, cell.coordinate): cell.fill.fgColor.rgb
        for sheet in book.worksheets
        if sheet.title != LIST
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in COLOURS.values()
    }


def lines(book: Workbook) -> list[list[str]]:
    """Return the lines of the list, without their numbers."""
    return [["" if v is None else str(v) for v in row[1:]] for row in book[LIST].iter_rows(HEAD + 1, values_only=True)]


def parts(data: bytes | Path) -> dict[str, bytes]:
    """Return the parts of a book, in the order in which they stand."""
    with zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def png() -> io.BytesIO:
    """Return a small picture."""
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in _PNG)
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def rich(path: Path) -> Path:
    """Write a workbook with a little of everything that a copy has to keep."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("Số liệu")
        other = book.add_worksheet("Phụ lục 'A' 1")
        unseen = book.add_worksheet("Ẩn")
        bold = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True})
        share = book.add_format({"num_format": "0.0%", "align": "center", "locked": False})
        page.write_row(0, 0, ["TT", "Mã", "Tỷ lệ", "Ghi chú"], bold)
        for row in range(1, 11):
            page.write_number(row, 0, row)
            page.write_string(row, 1, f"=cmd|' /C calc'!A{row}" if row == 3 else f"<M&{row}>")
            page.write_number(row, 2, row / 40, share)
        page.write_formula(11, 2, "=SUM(C2:C11)", share, 1.375)
        page.write_rich_string(12, 1, "thường ", bold, "đậm")
        page.data_validation(1, 3, 10, 3, {"validate": "list", "source": ["Có", "Không"]})
        page.conditional_format(1, 2, 10, 2, {"type": "data_bar"})
        page.write_comment("B2", "chú thích")
        page.merge_range("A15:D15", "gộp", bold)
        page.set_column(1, 1, 33)
        page.set_row(4, 40, None, {"hidden": True})
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.print_area("A1:D15")
        page.repeat_rows(0)
        page.insert_image("F2", "a.png", {"image_data": png()})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Số liệu'!$A$2:$A$11"})
        page.insert_chart("F5", chart)
        page.add_sparkline("E2", {"range": "'Số liệu'!A2:C2"})
        page.write_url("D3", "https://example.vn/")
        other.add_table("A1:B3", {"columns": [{"header": "a"}, {"header": "b"}]})
        other.print_area("A1:B3")
        other.protect("x")
        other.activate()
        other.set_first_sheet()
        unseen.hide()
        unseen.write(0, 0, "x")
        book.add_chartsheet("Biểu đồ").set_chart(_chart(book))
        book.define_name("'Số liệu'!cua_trang", "='Số liệu'!$A$1")
        book.define_name("chung", "='Số liệu'!$A$1")
    return path


def _chart(book: xlsxwriter.Workbook) -> object:
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"values": "='Số liệu'!$A$2:$A$11"})
    return chart
