"""Books with given cells, in every format that is read: by a library where there is one, else written by hand."""

from __future__ import annotations

import csv
import datetime as dt
import io
import struct
from collections.abc import Mapping
from pathlib import Path
from unicodedata import normalize

import xlsxwriter

from ..records import ods_books, xls_books
from .habit_cells import Cell, Figure, mixed
from .habit_layout import Block

Sheets = Mapping[str, Block]


def write_xlsx(path: Path, sheets: Sheets) -> None:
    """Write an Excel workbook."""
    with xlsxwriter.Workbook(path) as book:
        day, share = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0.00%"})
        digits = book.add_format({"num_format": "0" * 12})
        for name, block in sheets.items():
            sheet = book.add_worksheet(name)
            for box in block.merges:
                sheet.merge_range(*box, "")
            for at, line in enumerate(block.lines):
                for column, value in enumerate(line):
                    match value:
                        case None | "":
                            pass
                        case str():
                            sheet.write_string(at, column, value)
                        case bool():
                            sheet.write_boolean(at, column, value)
                        case dt.date():
                            sheet.write_datetime(at, column, value, day)
                        case Figure(number, percent, wide):
                            look = share if percent else digits if wide else None
                            sheet.write_number(at, column, float(number), look)


def write_xls(path: Path, sheets: Sheets) -> None:
    """Write a workbook of Excel 97-2003, in its records without a shell around them."""
    head = [xls_books.font("Arial"), xls_books.number_format(164, "0" * 12)]
    head += [xls_books.xf(0, kind) for kind in (0, 10, 14, 164)]  # general, percent, day, twelve digits
    body = {name: [*_records(block), _merged(block)] for name, block in sheets.items()}
    path.write_bytes(xls_books.book(body, *head))


def _records(block: Block) -> list[bytes]:
    out = []
    for at, line in enumerate(block.lines):
        for column, value in enumerate(line):
            match value:
                case None | "":
                    pass
                case str():
                    out.append(xls_books.text(at, column, value))
                case bool():
                    out.append(xls_books.record(0x205, struct.pack("<HHHBB", at, column, 0, value, 0)))
                case dt.date():
                    out.append(xls_books.number(at, column, (value - dt.date(1899, 12, 30)).days, 2))
                case Figure(number, percent, wide):
                    out.append(xls_books.number(at, column, float(number), 1 if percent else 3 if wide else 0))
    return out


def _merged(block: Block) -> bytes:
    boxes = [struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in block.merges]
    return xls_books.record(0xE5, struct.pack("<H", len(boxes)) + b"".join(boxes))


def write_ods(path: Path, sheets: Sheets) -> None:
    """Write an OpenDocument workbook."""
    tables = []
    for name, block in sheets.items():
        spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in block.merges}
        lines = [
            ods_books.row(*(_ods(value, spans.get((at, column))) for column, value in enumerate(line or [None])))
            for at, line in enumerate(block.lines)
        ]
        tables.append(ods_books.table(name, "".join(lines)))
    ods_books.book(path, ods_books.content("".join(tables)))


def _ods(value: Cell, span: tuple[int, int] | None) -> str:
    more = f'table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    match value:
        case str():
            text = "".join(ods_books.paragraph(part) for part in value.split("\n"))
            return f'<table:table-cell office:value-type="string" {more}>{text}</table:table-cell>'
        case bool():
            more += f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        case dt.date():
            more += f' office:value-type="date" office:date-value="{value}"'
        case Figure(number, _, wide) if wide:
            return ods_books.cell(f"{int(number):0{wide}}", more)
        case Figure(number, percent, _):
            more += f' office:value-type="{"percentage" if percent else "float"}" office:value="{number}"'
    return f"<table:table-cell {more}/>"


def write_csv(path: Path, block: Block, delimiter: str, encoding: str, end: str) -> None:
    """Write a text file; in an encoding that does not hold its letters it is written in UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    for line in block.lines:
        writer.writerow(["" if value is None else value for value in line] or [""])
    text = out.getvalue()
    try:
        data = mixed(text).encode("cp1258") if encoding == "cp1258" else text.encode(encoding)
    except UnicodeEncodeError:
        data = normalize("NFC", text).encode("utf-8-sig")
    path.write_bytes(data)
