"""Several tables on one sheet: stacked, side by side, or two registers that share their rows; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.records import load
from engine.records.dossier import Dossier
from engine.records.mapping.reading import read_mapping

from .books import PEOPLE, UNITS, VIOLATIONS, Rows, book, codes, read
from .plans import plan

HEAD = ["Mã cá nhân", "Họ và tên", "Thủ trưởng"]


def keys(dossier: Dossier, register: str) -> tuple[str, ...]:
    return tuple(dossier.tables[register].keys)


@pytest.mark.parametrize("gap", [0, 1, 4])
@pytest.mark.parametrize("title", [[], [["II. DANH SÁCH CÁ NHÂN"]], [["Bảng số 2"], ["(kèm theo công văn)"]]])
def test_tables_one_below_the_other(tmp_path: Path, gap: int, title: list[list[str]]) -> None:
    below: Rows = [*([[]] * gap), *title, *PEOPLE, [], ["DANH SÁCH VI PHẠM"], *VIOLATIONS]
    dossier = read(tmp_path, {"Biểu tổng hợp": [["DANH SÁCH ĐƠN VỊ"], *UNITS, *below]})
    assert dossier.rejected == ()
    assert (keys(dossier, "unit"), keys(dossier, "person")) == (("U1", "U2"), ("a1", "a2", "a3"))
    assert dossier.tables["violation"].owners["person"].tolist() == [0, 2]
    assert (dossier.balance.used, dossier.balance.rejected) == (7, 0)
    assert dossier.tables["person"].places.cell(0, "conduct_ok").cell == f"D{6 + gap + len(title)}"


def test_a_sheet_named_after_its_first_table(tmp_path: Path) -> None:
    dossier = read(tmp_path, {"Danh sách đơn vị": [*UNITS, [], *PEOPLE]})
    assert dossier.rejected == ()
    assert (keys(dossier, "unit"), keys(dossier, "person")) == (("U1", "U2"), ("a1", "a2", "a3"))


def test_what_stands_between_two_tables_is_no_data(tmp_path: Path) -> None:
    signed: Rows = [["", "Tổng cộng", "", 3], [], ["", "Người lập biểu"], [], ["", "Trần Thị B"], []]
    dossier = read(tmp_path, {"Biểu": [["DANH SÁCH ĐƠN VỊ"], *UNITS, *signed, *PEOPLE]})
    assert dossier.rejected == ()
    assert (dossier.balance.used, dossier.balance.not_data) == (5, 6)


def test_tables_side_by_side(tmp_path: Path) -> None:
    rows = [
        [*left, *[""] * (4 - len(left)), "", *right]
        for left, right in zip([*UNITS, [], []], [*PEOPLE, []], strict=True)
    ]
    dossier = read(tmp_path, {"Biểu": [["BIỂU TỔNG HỢP"], [], *rows]})
    assert dossier.rejected == ()
    assert (keys(dossier, "unit"), keys(dossier, "person")) == (("U1", "U2"), ("a1", "a2", "a3"))
    assert dossier.tables["person"].places.cell(2, "conduct_ok").cell == "I6"
    assert (dossier.balance.rows, dossier.balance.used) == (5, 3), "a row that two tables share counts once"


def test_a_blank_column_inside_a_table(tmp_path: Path) -> None:
    dossier = read(tmp_path, {"Danh sách đơn vị": [[*row[:2], "", *row[2:]] for row in UNITS]})
    assert dossier.rejected == ()
    assert dossier.tables["unit"].columns["staff_count"].tolist() == [2, 1]


@pytest.mark.parametrize("merges", [{"Biểu": ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2"]}, None])
def test_a_unit_and_its_head_in_one_row(tmp_path: Path, merges: dict[str, list[str]] | None) -> None:
    rows: Rows = [
        ["DANH SÁCH ĐƠN VỊ"],
        [*UNITS[0], "Thủ trưởng đơn vị", "", ""],
        ["", "", "", "", *HEAD],
        [*UNITS[1], "a1", "An", "x"],
        [*UNITS[2], "", "", ""],
    ]
    dossier = read(tmp_path, {"Biểu": rows}, merges)
    assert dossier.rejected == ()
    person = dossier.tables["person"]
    assert (person.keys, person.names) == (("a1",), ("An",))
    assert person.owners["unit"].tolist() == [0]
    assert person.columns["head"].tolist() == [2]
    assert person.places.cell(0, "head").cell == "G4"
    assert (dossier.balance.used, dossier.balance.not_data) == (2, 3)
    assert "sheet-beside" in [d.code.id for d in dossier.notices]


def test_a_bad_cell_of_the_head_rejects_the_row_once(tmp_path: Path) -> None:
    rows: Rows = [[*UNITS[0], *HEAD], [*UNITS[1], "a1", "An", "???"], [*UNITS[2], "a2", "Bình", "x"]]
    dossier = read(tmp_path, {"Danh sách đơn vị": rows})
    assert codes(dossier) == [("bad-yes-no", "G2")]
    assert keys(dossier, "unit") == ("U1", "U2")
    assert dossier.tables["unit"].ghost.tolist() == [False, False], "what is said of the unit can be read"
    assert dossier.tables["person"].ghost.tolist() == [True, False]
    assert (dossier.balance.used, dossier.balance.rejected) == (1, 1)


def test_nominations_in_the_rows_of_the_units(tmp_path: Path) -> None:
    rows: Rows = [
        [*UNITS[0], "Hình thức đề nghị", "Ngày đề nghị"],
        [*UNITS[1], "Giấy khen", "01/11/2020"],
        [*UNITS[2], "", ""],
    ]
    dossier = read(tmp_path, {"Danh sách đơn vị": rows})
    assert dossier.rejected == ()
    assert dossier.tables["nomination"].owners["unit"].tolist() == [0]


def test_a_column_that_may_be_of_either_of_two_registers_is_nobodys(tmp_path: Path) -> None:
    rows: Rows = [[*UNITS[0], "Hình thức khen thưởng", "Ngày"], [*UNITS[1], "Giấy khen", "01/11/2020"]]
    dossier = read(tmp_path, {"Danh sách đơn vị": rows})
    assert dossier.rejected == ()
    assert not dossier.tables["nomination"].read
    assert not dossier.tables["grant"].read
    assert "columns-unused" in [d.code.id for d in dossier.notices]


def test_a_mapping_tells_what_no_header_says(tmp_path: Path) -> None:
    rows: Rows = [[*UNITS[0], "Mã thủ trưởng", "Tên thủ trưởng"], [*UNITS[1], "a1", "An"], [*UNITS[2], "a3", "Cúc"]]
    path = tmp_path / "anh-xa.yaml"
    path.write_text(
        "cột:\n"
        "  Danh sách đơn vị:\n"
        "    Mã thủ trưởng: Danh sách cá nhân / Mã cá nhân\n"
        "    Tên thủ trưởng: Danh sách cá nhân / Họ và tên\n"
        "giá trị chung:\n"
        "  Danh sách đơn vị:\n"
        "    Danh sách cá nhân / Thủ trưởng: Có\n",
        encoding="utf-8",
    )
    file = book(tmp_path / "b.xlsx", {"Danh sách đơn vị": rows})
    dossier = load(plan(), [file], None, read_mapping(plan(), path))
    assert dossier.rejected == ()
    person = dossier.tables["person"]
    assert (person.keys, person.names) == (("a1", "a3"), ("An", "Cúc"))
    assert person.owners["unit"].tolist() == [0, 1]
    assert person.columns["head"].tolist() == [2, 2]
    assert dossier.files == ("b.xlsx", "anh-xa.yaml")
    assert dossier.hash != load(plan(), [file]).hash


def test_a_table_without_rows_right_above_another(tmp_path: Path) -> None:
    dossier = read(tmp_path, {"Biểu": [["DANH SÁCH VI PHẠM"], VIOLATIONS[0], [], UNITS[0], *UNITS[1:]]})
    assert dossier.rejected == ()
    assert keys(dossier, "unit") == ("U1", "U2")
    assert dossier.tables["violation"].read


def test_a_first_table_whose_header_is_seen_only_in_its_lower_tier(tmp_path: Path) -> None:
    upper = ["Mã\u200b cá nhân", "Họ và tên", "Công tác", ""]
    people: Rows = [upper, ["", "", "Điện thoại", "Mã đơn vị"], ["a1", "An", "", "U1"]]
    dossier = read(tmp_path, {"Biểu": [*people, [], *UNITS]})
    assert dossier.rejected == ()
    assert (keys(dossier, "person"), keys(dossier, "unit")) == (("a1",), ("U1", "U2"))


def test_a_blank_column_that_leaves_two_halves_of_one_table(tmp_path: Path) -> None:
    head = ["Mã cá nhân", "Ngày kết luận", "", "Họ và tên", "Ngày vi phạm"]
    rows: Rows = [head, ["a1", "02/07/2020", "", "An", "01/06/2020"]]
    pages: dict[str, Rows] = {"Danh sách đơn vị": UNITS, "Danh sách cá nhân": PEOPLE, "Biểu": rows}
    dossier = read(tmp_path, pages)
    assert dossier.rejected == ()
    assert dossier.tables["violation"].columns["committed_on"].tolist() == [18414]
    assert dossier.tables["violation"].owners["person"].tolist() == [0]


def test_a_blank_column_in_one_of_two_tables_side_by_side(tmp_path: Path) -> None:
    left: Rows = [[*row[:3], "", *row[3:]] for row in UNITS]
    rows = [[*a, "", *b] for a, b in zip([*left, [""] * 5], PEOPLE, strict=True)]
    dossier = read(tmp_path, {"Biểu": rows})
    assert dossier.rejected == ()
    assert dossier.tables["unit"].columns["staff_count"].tolist() == [2, 1]
    assert keys(dossier, "person") == ("a1", "a2", "a3")


@pytest.mark.parametrize("name", ["Danh sách đơn vị", "Danh sách cá nhân"])
def test_a_sheet_named_after_one_of_its_tables(tmp_path: Path, name: str) -> None:
    rows = [[*a, *[""] * (5 - len(a)), *b] for a, b in zip([*UNITS, []], PEOPLE, strict=True)]
    pages: list[Rows] = [rows, [*UNITS, [], *PEOPLE]]
    for at, page in enumerate(pages):
        (tmp_path / str(at)).mkdir()
        dossier = read(tmp_path / str(at), {name: page})
        assert dossier.rejected == ()
        assert (len(keys(dossier, "unit")), len(keys(dossier, "person"))) == (2, 3)


def test_a_sheet_that_a_mapping_leaves_out_is_left_out_with_all_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "anh-xa.yaml"
    path.write_text("trang tính: {Cũ: bỏ qua}\n", encoding="utf-8")
    file = book(tmp_path / "b.xlsx", {"Danh sách đơn vị": UNITS, "Cũ": [*UNITS, [], *PEOPLE]})
    dossier = load(plan(), [file], None, read_mapping(plan(), path))
    assert not dossier.tables["person"].read


def test_a_table_above_that_is_not_recognised_is_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["Tên gọi", "Quân số", "Ghi chú"], ["Phường 1", 5, "a"], ["Phường 2", 6, "b"], [], *UNITS]
    dossier = read(tmp_path, {"Biểu": rows})
    told = [(d.message(), str(d.place)) for d in dossier.notices if d.code.id == "rows-above-header"]
    assert told == [
        ("3 dòng phía trên tiêu đề (dòng 1 đến 3) trông như một bảng khác và chưa được đọc", "b.xlsx / Biểu / 1")
    ]
