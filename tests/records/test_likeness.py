"""What a column or a sheet with other words is proposed for, and what says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from .books import UNITS, Rows, notices, read


def told(tmp_path: Path, rows: Rows) -> list[str]:
    """Return what is said of an unnamed sheet beside a good one."""
    dossier = read(tmp_path, {"Danh sách đơn vị": UNITS, "Sheet2": rows})
    return [d.message() for d in dossier.notices if d.code.id in {"sheet-unread", "sheet-proposed"}]


def test_a_sheet_with_columns_by_nearly_the_same_names_is_proposed(tmp_path: Path) -> None:
    found = told(tmp_path, [["TT", "Mã các đơn vị", "Tên các đơn vị"], [1, "U1", "Phường 1"]])
    assert len(found) == 2
    assert "có lẽ là `Danh sách đơn vị`: `Mã các đơn vị` → `Mã đơn vị`" in "".join(found)


@pytest.mark.parametrize("rows", [[["TT", "Mã cá nhân ấy"], [1, "x"]], [["STT", "Mã các cá nhân", "Quý"], [1, "x", 2]]])
def test_line_numbers_make_no_sheet_a_register(tmp_path: Path, rows: Rows) -> None:
    """Violations have no key of their own: that both number their lines makes no two columns alike."""
    assert told(tmp_path, rows) == ["trang tính không có dòng tiêu đề nhận ra được nên không đọc"]


def test_nothing_is_taken_from_a_proposal(tmp_path: Path) -> None:
    dossier = read(tmp_path, {"Danh sách đơn vị": [["Mã đơn vị", "Số lượng CBCCVC"], ["U1", 3]]})
    assert "column-proposed" in notices(dossier)
    assert dossier.tables["unit"].columns["staff_count"].tolist() == [-(2**63)]
