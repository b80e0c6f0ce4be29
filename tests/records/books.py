"""Small workbooks and csv files for the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from engine.records import load
from engine.records.dossier import Dossier

from .plans import plan

Rows = Sequence[Sequence[object]]

UNITS: Rows = [["TT", "Mã đơn vị", "Tên đơn vị", "Số CBCCVC"], [1, "U1", "Phường 1", 2], [2, "U2", "Phường 2", 1]]
PEOPLE: Rows = [
    ["Mã cá nhân", "Họ và tên", "Mã đơn vị", "Thực hiện tốt quy chế", "Thủ trưởng", "Ngày sinh"],
    ["a1", "An", "U1", "Có", "", "01/02/1980"],
    ["a2", "Bình", "U1", "Không", "x", "03/04/1981"],
    ["a3", "Cúc", "U2", "x", "", "05/06/1982"],
]
VIOLATIONS: Rows = [
    ["Mã cá nhân", "Mã đơn vị", "Ngày vi phạm", "Ngày kết luận", "Nội dung vi phạm"],
    ["a1", "U1", "01/06/2020", "01/07/2020", "trễ hẹn"],
    ["a3", "U2", "02/06/2020", "02/07/2020", "nhũng nhiễu"],
]


def book(path: Path, sheets: Mapping[str, Rows], merges: Mapping[str, Sequence[str]] | None = None) -> Path:
    """Write a workbook."""
    out = openpyxl.Workbook()
    out.remove(out.worksheets[0])
    for name, rows in sheets.items():
        sheet = out.create_sheet(name)
        for row in rows:
            sheet.append([None if v == "" else v for v in row])
        for ref in (merges or {}).get(name, ()):
            sheet.merge_cells(ref)
    out.save(path)
    return path


def read(path: Path, sheets: Mapping[str, Rows], merges: Mapping[str, Sequence[str]] | None = None) -> Dossier:
    """Write a workbook into a folder and load it."""
    return load(plan(), [book(path / "b.xlsx", sheets, merges)])


def sheets(**changed: Rows) -> dict[str, Rows]:
    """Return the three usual sheets, some of them changed."""
    usual = {"Danh sách đơn vị": UNITS, "Danh sách cá nhân": PEOPLE, "Danh sách vi phạm": VIOLATIONS}
    names = {"unit": "Danh sách đơn vị", "person": "Danh sách cá nhân", "violation": "Danh sách vi phạm"}
    return {**usual, **{names[name]: rows for name, rows in changed.items()}}


def codes(dossier: Dossier) -> list[tuple[str, str]]:
    """Return code and cell of everything rejected."""
    return [(d.code.id, getattr(d.place, "cell", "")) for d in dossier.rejected]


def notices(dossier: Dossier) -> list[str]:
    """Return the codes of all notices about what was sent."""
    return [d.code.id for d in dossier.notices if d.code.id not in {"register-unread", "parameters-not-given"}]
