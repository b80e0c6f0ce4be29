"""The good files that are spoilt: a few small books of every kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from ..records import ods_books, xls_books
from ..records.books import PEOPLE, UNITS, VIOLATIONS, book, sheets
from .worker import ROOT

_OLD = ROOT / "tests" / "records" / "books_old"
_TABLES = {"Danh sách đơn vị": UNITS, "Danh sách cá nhân": PEOPLE, "Danh sách vi phạm": VIOLATIONS}
CSV = """DANH SÁCH ĐƠN VỊ;;;
;;;
TT;Mã đơn vị;Tên đơn vị;Số CBCCVC
1;U1;"Phường 1, 2";12
2;U2;"Phường
""Hai""\";3
;Tổng cộng;;15
"""


def seeds() -> dict[str, bytes]:
    """Return the seeds by name; the ending says what they are."""
    with TemporaryDirectory() as folder:
        xlsx = book(Path(folder) / "a.xlsx", sheets(), {"Danh sách đơn vị": ["F3:G4"]}).read_bytes()
        body = "".join(ods_books.table(name, ods_books.rows(rows)) for name, rows in _TABLES.items())
        ods = ods_books.book(Path(folder) / "a.ods", ods_books.content(body)).read_bytes()
    xls = xls_books.book({name: xls_books.rows(rows) for name, rows in _TABLES.items()}, xls_books.RECALC)
    found = {
        "a.xlsx": xlsx,
        "a.ods": ods,
        "a.xls": xls,
        "b.xls": xls_books.in_shell({"Workbook": xls, "\x05SummaryInformation": b"x" * 700}),
        "a.csv": CSV.encode(),
        "b.csv": CSV.replace(";", ",").encode("utf-16"),
        "c.csv": b"M\xe3;T\xean;S\xf4\nU1;Ph\xfd\xf5\xccng 1;3\n",
    }
    found |= {path.name: path.read_bytes() for path in sorted(_OLD.iterdir())}
    found |= {f"loi-{p.name}": p.read_bytes() for p in sorted((ROOT / "fixtures" / "loi").glob("*.xlsx"))}
    many = sorted((ROOT / "fixtures" / "workbooks").rglob("*.*"))
    kinds = {".xlsx", ".xls", ".ods", ".csv"}
    found |= {f"wb-{p.name}": p.read_bytes() for p in many if p.suffix in kinds and p.stat().st_size < 40_000}
    found["a.zip"] = packed({"x/a.xlsx": xlsx, "b.csv": CSV.encode(), "c.ods": ods, "d.xls": xls, "ghi chú.txt": b"x"})
    return found


def packed(members: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 5, 4, 0, 0, 0)), data, kind)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return what a zip holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
