"""Write the books that LibreOffice makes: `python -m tests.report.returned_books.make` (needs soffice)."""

from __future__ import annotations

import datetime as dt
import subprocess
import tempfile
from pathlib import Path

import xlsxwriter

from engine.records import load

from ...records.plans import plan
from ..returned import copy

HERE = Path(__file__).parent


def values(path: Path) -> None:
    """Write a book with a value of every kind."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("Số liệu")
        share, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_row(0, 0, ["chữ", 1234, 97.5])
        page.write(0, 3, 0.975, share)
        page.write_datetime(0, 4, dt.date(2020, 5, 20), day)
        page.write_boolean(0, 5, boolean=True)
        page.write_row(1, 0, ["007", "=1+1 là chữ", 0.0000001])
        page.write_datetime(1, 4, dt.date(1955, 12, 31), day)
        page.write_row(3, 0, ["a\nb", 123456789012])
        page.write_formula(3, 2, "=NA()", None, "#N/A")
        page.merge_range("A6:C7", "gộp")
        book.add_worksheet("Trống")
        hidden = book.add_worksheet("Ẩn")
        hidden.write(4, 2, "x")
        hidden.hide()


def people(path: Path) -> None:
    """Write a register with faults, coloured and with a drop-down."""
    with xlsxwriter.Workbook(path) as book:
        head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        green = book.add_format({"bg_color": "#C6EFCE", "border": 1})
        units = book.add_worksheet("Danh sách đơn vị")
        units.write_row(0, 0, ["Mã đơn vị", "Tên đơn vị", "Số CBCCVC"], head)
        units.write_row(1, 0, ["U1", "Phường 1", 2], green)
        page = book.add_worksheet("Danh sách cá nhân")
        page.write_row(0, 0, ["Mã cá nhân", "Họ và tên", "Mã đơn vị", "Thực hiện tốt quy chế", "Ngày sinh"], head)
        page.write_row(1, 0, ["a1", "An", "U1", "có lẽ", "31/02/1980"], green)
        page.write_row(2, 0, ["", "Bình", "U1", "Có", "01/02/1980"], green)
        page.data_validation("D2:D9", {"validate": "list", "source": ["Có", "Không"]})


def converted(source: Path, *kinds: str) -> None:
    """Let LibreOffice open a book and save it beside this file."""
    for kind in kinds:
        subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", HERE, source], check=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        values(room / "gia-tri.xlsx")
        converted(room / "gia-tri.xlsx", "xls", "ods")
        people(room / "ca-nhan.xlsx")
        converted(room / "ca-nhan.xlsx", "xlsx")
        found = load(plan(), [HERE / "ca-nhan.xlsx"]).rejected
        (room / "ca-nhan-luu-lai.xlsx").write_bytes(copy(HERE / "ca-nhan.xlsx", *found).data)
        converted(room / "ca-nhan-luu-lai.xlsx", "xlsx")
