"""Files made to lead a reader astray: `python -m tests.fuzz --evil` writes them into the corpus."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ..records import ods_books as ods
from ..records import xls_books as xls
from .seeds import packed, seeds, unpacked


def evil() -> Iterator[tuple[str, bytes]]:
    """Yield the files by name."""
    yield from _xls()
    yield from _ods()
    yield from _xlsx()
    yield from _csv()
    yield from _zip()


def write_evil(folder: Path) -> None:
    """Write the files into a folder."""
    folder.mkdir(exist_ok=True)
    for name, data in evil():
        (folder / name).write_bytes(data)


def _xls() -> Iterator[tuple[str, bytes]]:
    one = xls.number(0, 0, 1)
    joined = b"\x23\x01\0\0\0\x23\x01\0\0\0\x08"
    name = xls.record(0x18, struct.pack("<HBBHHHBBBBB", 0, 0, 1, len(joined), 0, 0, 0, 0, 0, 0, 0) + b"a" + joined)
    yield "xls-names-joined.xls", xls.book({"S": [one]}, *[name] * 64)
    sizes = xls.record(0x200, bytes(14))
    yield "xls-rows-again-and-again.xls", xls.book({"S": [sizes, xls.number(19_999, 0, 1)] * 300})
    back = struct.pack("<HBi", 1, 5, -9) + "a".encode("utf-16-le")
    looped = xls.record(0xFC, struct.pack("<II", 2**31 - 1, 2**31 - 1) + back)
    yield "xls-texts-in-a-circle.xls", xls.book({"S": [xls.shared(0, 0, 0)]}, looped)
    few = xls.record(0xFC, struct.pack("<II", 6, 6) + back + bytes(40))
    yield "xls-texts-backwards.xls", xls.book({"S": [xls.shared(0, 0, 0)]}, few)
    yield "xls-far-cell.xls", xls.book({"S": [one, xls.number(65_535, 255, 1)]})
    tree = bytearray(xls.in_shell({f"s{n}": b"" for n in range(25)} | {"Workbook": xls.book({"S": [one]})}))
    for n in range(25):
        at = tree.index(f"s{n}\0".encode("utf-16-le"))
        struct.pack_into("<ii", tree, at + 68, n + 2, n + 2)
    yield "xls-directory-both-ways.xls", bytes(tree)
    blanks = xls.record(0xBE, struct.pack("<HH", 0, 0) + bytes(512) + struct.pack("<H", 255))
    yield "xls-blanks.xls", xls.book({"S": [blanks] * 30 + [one]})


def _ods() -> Iterator[tuple[str, bytes]]:
    def book(body: str, *, doctype: str = "") -> bytes:
        with TemporaryDirectory() as folder:
            path = ods.book(Path(folder) / "a.ods", ods.content(body, doctype=doctype))
            return packed(unpacked(path.read_bytes()))

    filled = ods.cell("x", 'table:number-columns-repeated="500"')
    yield "ods-repeated-rows.ods", book(ods.table("S", ods.row(filled, more='table:number-rows-repeated="1048576"')))
    tall = ods.row(ods.cell("x", 'table:number-columns-repeated="31"'), more='table:number-rows-repeated="1000000"')
    first = ods.table("S", ods.row(ods.cell("x"), more='table:number-rows-repeated="100000"'))
    yield "ods-repeated-sheets.ods", book(first * 5 + "".join(ods.table(f"S{n}", tall) for n in range(6)))
    blank = ods.row(ods.cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048575"')
    yield "ods-blank.ods", book(ods.table("S", ods.row(ods.cell("x")) + blank))
    yield "ods-nested.ods", book("<table:table>" * 5000 + "</table:table>" * 5000)
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    laugh = ods.row("<table:table-cell><text:p>&a11;</text:p></table:table-cell>")
    yield "ods-entities.ods", book(ods.table("S", laugh), doctype=f"<!DOCTYPE x [{laughs}]>")
    spaces = '<table:table-cell><text:p><text:s text:c="999999"/></text:p></table:table-cell>'
    yield "ods-spaces.ods", book(ods.table("S", ods.row(spaces * 50)))


def _xlsx() -> Iterator[tuple[str, bytes]]:
    good = unpacked(seeds()["a.xlsx"])
    sheet = good["xl/worksheets/sheet1.xml"]

    def book(old: bytes, new: bytes) -> bytes:
        assert old in sheet
        return packed({**good, "xl/worksheets/sheet1.xml": sheet.replace(old, new, 1)})

    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    yield "xlsx-far-cell.xlsx", book(b"</sheetData>", far)
    yield "xlsx-merged-to-the-end.xlsx", book(b'ref="F3:G4"', b'ref="A3:XFD1048576"')
    row = b'<row r="%d"><c r="A%d"><v>1E999</v></c><c r="B%d"><v>NaN</v></c></row>'
    numbers = b"".join(row % (n, n, n) for n in range(9, 30))
    yield "xlsx-no-numbers.xlsx", book(b"</sheetData>", numbers + b"</sheetData>")
    again = b'<row r="2"><c r="A2"><v>9</v></c></row></sheetData>'
    yield "xlsx-two-rows-of-one-number.xlsx", book(b"</sheetData>", again)


def _csv() -> Iterator[tuple[str, bytes]]:
    yield "csv-open-quote.csv", 'Mã đơn vị;Tên đơn vị\nU1;"Phường 1\nU2;Phường 2\nU3;"Phường 3"\n'.encode()
    yield "csv-quotes-alone.csv", b'"' * 9_999
    yield "csv-wide.csv", "Mã đơn vị;Tên đơn vị\nU1;A".encode() + b";" * 9_000
    yield "csv-spoilt-letter.csv", "Mã đơn vị;Tên đơn vị\nU1;Phườ".encode()[:-1] + b"ng\n"
    header = "Mã đơn vị;Tên đơn vị\n".encode()
    yield "csv-wide-and-long.zip", packed({"a.csv": header + b"\n" * 1_000_000 + b";" * 499 + b"\n"})
    for number, run in enumerate(("\t", ").", " \u00a0", "(", "- ", "I.")):  # each once made a pattern run for ever
        long = "x" + run * 60_000 + "x"
        rows = f'{long};{long}\n"Mã đơn vị";"Tên{run * 60_000}đơn vị"\nU1;{long}\n{long};x\n'
        yield f"csv-long-run-{number}.zip", packed({"a.csv": rows.encode()})
    word = b"\xff" * 12_000 + b"\xc2\xa0" * 600 + b"\xff" * 58_000
    letters = b"M\xe3;T\xean;S\xf4\nU1" + word + b";Ph\xfd\xf5\xccng 1;3\n"
    yield "csv-long-word.zip", packed({"a.csv": letters})
    breaks = header + b'U1;"Ph' + b"\n" * 100_000 + b'";3\n'
    yield "csv-line-breaks.zip", packed({"a.csv": breaks, "b.csv": breaks.replace(b"\n", b"\r")})
    yield "csv-one-long-line.zip", packed({"a.csv": header + b"U1;" + b"x" * 5_000_000})


def _zip() -> Iterator[tuple[str, bytes]]:
    good = seeds()
    inner = bytearray(packed({"xl/workbook.xml": b"<x/>"}))
    struct.pack_into("<I", inner, inner.index(b"PK\1\2") + 24, 9_900_000)
    yield "zip-of-bombs.zip", packed({f"{n}.xlsx": bytes(inner) + bytes([n]) for n in range(40)})
    yield "zip-in-zip.zip", packed({"a.zip": packed({"a.zip": packed({"a.csv": good["a.csv"]})})})
    overlapping = bytearray(packed({f"{n}.csv": good["a.csv"] for n in range(20)}))
    at = overlapping.find(b"PK\1\2")
    while at >= 0:
        struct.pack_into("<I", overlapping, at + 42, 0)
        at = overlapping.find(b"PK\1\2", at + 4)
    yield "zip-overlapping.zip", bytes(overlapping)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(zipfile.ZipInfo("a.csv", (2020, 5, 4, 0, 0, 0)), good["a.csv"], zipfile.ZIP_LZMA)
    yield "zip-lzma.zip", out.getvalue()
