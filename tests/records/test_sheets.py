"""Which register a sheet is, where its header stands, and which rows are data."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font

from engine.diagnostics import Lang, ReportedError, Severity
from engine.plan import Award, Nomination
from engine.records import load
from engine.records.binding import all_words
from engine.records.dossier import Dossier

from .books import PEOPLE, UNITS, VIOLATIONS, Rows, book, codes, notices, read, sheets
from .plans import CITE, INITIATIVE, PERSON, UNIT, VIOLATION, plan


def keys(dossier: Dossier, register: str = "unit") -> tuple[str, ...]:
    """Return the keys of a register."""
    return tuple(dossier.tables[register].keys)


def test_everything_good(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets())
    assert dossier.rejected == ()
    assert (dossier.balance.rows, dossier.balance.used, dossier.balance.not_data) == (10, 7, 3)
    assert keys(dossier) == ("U1", "U2")
    assert dossier.tables["person"].owners["unit"].tolist() == [0, 0, 1]
    assert dossier.tables["violation"].owners["person"].tolist() == [0, 2]
    assert dossier.tables["violation"].read
    assert not dossier.tables["initiative"].read
    assert set(dossier.tables) == {
        "unit", "person", "initiative", "violation", "attestation", "nomination", "judgement", "appraisal",
        "council", "grant",
    }  # fmt: skip


def test_a_real_sheet(tmp_path: Path) -> None:
    rows: Rows = [
        ["ỦY BAN NHÂN DÂN QUẬN 12", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["PHÒNG NỘI VỤ", "", "", "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["DANH SÁCH ĐƠN VỊ NĂM 2020"],
        ["TT", "Mã đơn vị (*)", "Tên\nđơn vị:", "số cbccvc (người)", "Ghi chú"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["I", "", "Khối phường"],
        [1, "U1", "Phường 1", 5],
        [2, "U2", "Phường 2", 7],
        ["", "Cộng", "", 12],
        ["II", "", "Khối cơ quan chuyên môn"],
        [3, "U3", "Phòng Y tế", 3],
        ["", "", "Tổng cộng", 15],
        [],
        ["", "", "", "Quận 12, ngày 30 tháng 11 năm 2020"],
        ["", "Người lập biểu", "", "TM. ỦY BAN NHÂN DÂN"],
        ["", "", "", "CHỦ TỊCH"],
        [],
        ["", "Trần Thị B", "", "Nguyễn Văn A"],
        ["Nơi nhận:"],
        ["- Như trên; lưu: VT"],
    ]
    dossier = read(tmp_path, {"Sheet1": rows})
    assert dossier.rejected == ()
    assert keys(dossier) == ("U1", "U2", "U3")
    assert (dossier.balance.rows, dossier.balance.used, dossier.balance.not_data) == (18, 3, 15)
    assert str(dossier.tables["unit"].places.cell(2, "staff_count")) == "b.xlsx / Sheet1 / D12"
    assert notices(dossier) == ["columns-missing", "columns-unused"]


def test_two_tiers(tmp_path: Path) -> None:
    rows: Rows = [
        ["DANH SÁCH ĐƠN VỊ"],
        ["TT", "Mã đơn vị", "Tập thể", "", "Cá nhân", ""],
        ["", "", "Tên đơn vị", "Số lượng", "Số lượng", "Ghi chú"],
        [1, "U1", "Phường 1", 5, 9, ""],
    ]
    merges = {"s": ["A2:A3", "B2:B3", "C2:D2", "E2:F2"]}
    for number, merged in enumerate((merges, None)):
        (tmp_path / str(number)).mkdir()
        dossier = read(tmp_path / str(number), {"s": rows}, merged)
        assert dossier.tables["unit"].columns["staff_count"].tolist() == [5]
        assert dossier.balance.used == 1


def test_data_typed_over_the_example_of_a_form_is_asked_about(tmp_path: Path) -> None:
    """The line number still says VD: the row is neither dropped nor taken."""
    dossier = read(tmp_path, sheets(unit=[UNITS[0], ["VD", "U9", "Phường 9", 5], *UNITS[1:]]))
    assert codes(dossier) == [("row-called-example", "2")]
    assert keys(dossier) == ("U9", "U1", "U2")
    assert (dossier.balance.used, dossier.balance.rejected) == (7, 1)


@pytest.mark.parametrize("name", ["Hướng dẫn", "HƯỚNG DẪN GHI BIỂU", "Danh mục", "Lỗi cần sửa"])
def test_instructions_are_no_data(tmp_path: Path, name: str) -> None:
    """A form explains its columns in the very words of its header."""
    dossier = read(tmp_path, {**sheets(), name: [["Cột", "Ghi gì"], *([label, "bắt buộc"] for label in UNITS[0])]})
    assert (dossier.rejected, notices(dossier)) == ((), notices(read(tmp_path, sheets())))
    assert (dossier.balance.used, dossier.balance.not_data) == (7, 8)


def test_header_repeated_on_every_page(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets(unit=[*UNITS, UNITS[0], [3, "U3", "Phường 3", 4]]))
    assert keys(dossier) == ("U1", "U2", "U3")


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "", 5],
        [3, "", "Phường 3", ""],
        ["I", "", "Khối phường", 5],
        ["", "", "Phường 3", ""],
        ["", "", "Tổng cộng", "chưa rõ"],
        ["", "", "Nguyễn Văn A", 4],
    ],
)
def test_rows_with_data_but_no_key_are_rejected(tmp_path: Path, row: list[object]) -> None:
    dossier = read(tmp_path, sheets(unit=[*UNITS, row]))
    assert ("key-missing", "B4") in codes(dossier)
    assert dossier.tables["unit"].reopened_all
    assert dossier.balance.rejected == 1


@pytest.mark.parametrize(
    "row",
    [
        [3, "", "", ""],
        ["VD", "VD-U9", "Phường 9", 5],
        ["Ví dụ:", "vd1", "", ""],
        ["", "", "Khối phường", ""],
        ["II.", "", "Cơ quan", ""],
        ["", "Không phát sinh", "", ""],
    ],
)
def test_rows_that_certainly_are_no_data(tmp_path: Path, row: list[object]) -> None:
    dossier = read(tmp_path, sheets(unit=[*UNITS, row]))
    assert dossier.rejected == ()
    assert dossier.balance.not_data == 4


def test_a_label_of_the_upper_tier_says_nothing_of_the_next_column(tmp_path: Path) -> None:
    """Only a title over several columns does: Tập thể / Số lượng, but not Tên đơn vị / Số lượng."""
    rows: Rows = [
        ["", "Tập thể", "", "Cá nhân", ""],
        ["Mã đơn vị", "", "Số lượng", "Số lượng", "Đạt"],
        ["U1", "", 5, 7, 9],
    ]
    dossier = read(tmp_path, {"Danh sách đơn vị": rows})
    assert dossier.tables["unit"].columns["staff_count"].tolist() == [-(2**63)]


@pytest.mark.parametrize("merged", [True, False])
def test_the_unit_alone_in_the_lower_tier(tmp_path: Path, merged: bool) -> None:
    """It is found by name only, which otherwise counts for nothing beside a register's own columns."""
    rows: Rows = [
        ["Mã cá nhân", "Họ và tên", "Công tác", "", "Thủ trưởng"],
        ["", "", "Điện thoại", "Tên đơn vị", ""],
        ["a1", "An", "028", "Phường 1", "x"],
    ]
    merges = {"s": ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]} if merged else {}
    dossier = read(tmp_path, {"Danh sách đơn vị": UNITS, "s": rows}, merges)
    assert dossier.rejected == ()
    assert dossier.tables["person"].owners["unit"].tolist() == [0]


@pytest.mark.parametrize(
    "over", [["", "", "Kết quả năm", ""], ["", "Thông tin chung", "", ""], ["Thông tin chung", "", "", ""]]
)
def test_what_stands_over_a_header_comes_again_with_it(tmp_path: Path, over: list[object]) -> None:
    """A title over several columns binds none of them: nobody may take it for the key of a unit."""
    units: Rows = [[1, "U1", "Phường 1", 2], [2, "U2", "Phường 2", 1]]
    rows: Rows = [["DANH SÁCH ĐƠN VỊ"], over, UNITS[0], units[0], ["DANH SÁCH ĐƠN VỊ"], over, UNITS[0], units[1]]
    for cut in (0, 1):
        (tmp_path / str(cut)).mkdir()
        dossier = read(tmp_path / str(cut), {"Danh sách đơn vị": [row[cut:] for row in rows]})
        assert (dossier.rejected, keys(dossier)) == ((), ("U1", "U2"))


def test_a_unit_named_like_its_sheet_is_data(tmp_path: Path) -> None:
    rows: Rows = [["U1"], UNITS[0][1:], ["U1"], ["U2", "Phường 2"]]
    dossier = read(tmp_path, {"Danh sách đơn vị": rows})
    assert keys(dossier) == ("U1", "U2")


@pytest.mark.parametrize("label", ["Mã đơn vị (*)", "mã đơn vị:", "unit_id", "Mã\nđơn vị"])
def test_a_header_that_comes_again_in_other_words(tmp_path: Path, label: str) -> None:
    again: Rows = [["STT", label, "TÊN ĐƠN VỊ", "Số CBCCVC (người)"], [3, "U3", "Phường 3", 4]]
    dossier = read(tmp_path, sheets(unit=[*UNITS, *again]))
    assert (dossier.rejected, keys(dossier)) == ((), ("U1", "U2", "U3"))


def test_a_row_with_a_label_among_its_values_is_data(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets(unit=[*UNITS, [3, "Mã đơn vị", "Phường 3", 4]]))
    assert keys(dossier) == ("U1", "U2", "Mã đơn vị")


@pytest.mark.parametrize("merged", [True, False])
def test_a_header_of_two_tiers_repeated_on_every_page(tmp_path: Path, merged: bool) -> None:
    upper, lower = ["TT", "Mã đơn vị", "Tập thể", "", "Điểm"], ["", "", "Tên đơn vị", "Số CBCCVC", ""]
    numbers = ["A", "B", "1", "2", "3"]
    rows: list[list[object]] = []
    for n in (1, 2, 3):
        rows += [[*upper], [*lower], [*numbers], [n, f"U{n}", f"Phường {n}", n, 5]]
    spans = [f"{c}{r}:{c}{r + 1}" for r in (1, 5, 9) for c in "ABE"] + [f"C{r}:D{r}" for r in (1, 5, 9)]
    dossier = read(tmp_path, {"Danh sách đơn vị": rows}, {"Danh sách đơn vị": spans} if merged else None)
    assert dossier.rejected == ()
    assert (keys(dossier), dossier.balance.not_data) == (("U1", "U2", "U3"), 9)


@pytest.mark.parametrize("text", ["Ghi chú: tính đến 30/11", "Lưu ý: số liệu tạm tính", "* Số tạm tính", "Nguồn: sổ"])
def test_a_remark_in_the_column_of_keys(tmp_path: Path, text: str) -> None:
    units = [row[1:] for row in UNITS]
    dossier = read(tmp_path, {"Danh sách đơn vị": [*units[:2], [text], units[2], [], [text]]})
    assert (dossier.rejected, keys(dossier)) == ((), ("U1", "U2"))
    assert dossier.balance.not_data == 3


@pytest.mark.parametrize("text", ["Ghi chú", "*U3", "Nguồn 3", "Lưu ý 1"])
def test_a_key_that_only_begins_like_a_remark(tmp_path: Path, text: str) -> None:
    dossier = read(tmp_path, {"Danh sách đơn vị": [*(row[1:] for row in UNITS), [text]]})
    assert keys(dossier) == ("U1", "U2", text)


@pytest.mark.parametrize(
    "numbers",
    [
        ["(1)", "(2)", "(3)", "(4)"],
        [1, 2, 3, 4],
        ["A", "B", 1, 2],
        ["A", "B", "1", "2=1x5"],
        ["(A)", "(B)", "(1)", "(2)=(1)"],
    ],
)
def test_the_row_of_numbers_may_hold_letters_and_stand_on_every_page(tmp_path: Path, numbers: list[object]) -> None:
    rows: Rows = [UNITS[0], numbers, *UNITS[1:], UNITS[0], numbers, [3, "U3", "Phường 3", 4]]
    dossier = read(tmp_path, sheets(unit=rows))
    assert dossier.rejected == ()
    assert keys(dossier) == ("U1", "U2", "U3")


@pytest.mark.parametrize(
    "row", [["A", "B", "C", 2], ["A", "B", 1, 3], ["B", "C", 1, 2], ["A", "C", 1, 2], ["", "A", "B", 1]]
)
def test_letters_out_of_order_number_no_columns(tmp_path: Path, row: list[object]) -> None:
    dossier = read(tmp_path, sheets(unit=[UNITS[0], row, *UNITS[1:]]))
    assert len(keys(dossier)) == 3


def test_sums_beside_the_title_of_a_group(tmp_path: Path) -> None:
    groups: Rows = [["A", "", "Khối phường", 3], ["II", "", "Phòng Dân sinh", 5]]
    rows = [UNITS[0], groups[0], *UNITS[1:], groups[1], [4, "U4", "Phòng 4", 5]]
    dossier = read(tmp_path, sheets(unit=rows))
    assert codes(dossier) == [("key-missing", "B5")], "an office that lost its key is no group"
    assert keys(dossier) == ("U1", "U2", "U4")


def test_a_row_with_only_its_key_is_data(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets(unit=[*UNITS, ["", "U3", "", ""]]))
    assert keys(dossier) == ("U1", "U2", "U3")
    assert dossier.rejected == ()


def test_data_below_the_signature_is_still_data(tmp_path: Path) -> None:
    rows: Rows = [*VIOLATIONS, [], ["", "", "Người lập biểu"], ["", "", "Lê Văn C"], ["a2", "U1", "03/06/2020"]]
    dossier = read(tmp_path, sheets(violation=rows))
    assert dossier.tables["violation"].size == 3


def test_total_word_does_not_hide_a_violation(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets(violation=[*VIOLATIONS, ["Cộng", "U1", "03/06/2020", "", ""]]))
    assert codes(dossier) == [("owner-unknown", "A4")]


def test_merged_data_rows(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets(), {"Danh sách cá nhân": ["C2:C3"]})
    assert codes(dossier) == [("row-merged", "2"), ("row-merged", "3")]
    assert dossier.tables["person"].ghost.tolist() == [True, True, False]
    assert dossier.tables["person"].reopened_all
    assert "C2:C3" in dossier.rejected[0].message()


def test_sheet_named_after_a_register_without_its_columns(tmp_path: Path) -> None:
    spoiled: Rows = [["Mã", *VIOLATIONS[0][1:]], *VIOLATIONS[1:]]
    dossier = read(tmp_path, sheets(violation=spoiled))
    assert codes(dossier) == [("sheet-without-columns", "1")]
    wanted = "trang tính này là `Danh sách vi phạm` nhưng thiếu cột `Mã cá nhân` / `Họ và tên`"
    assert dossier.rejected[0].message() == wanted
    assert dossier.tables["violation"].reopened_all
    assert not dossier.tables["violation"].read
    assert dossier.balance.rejected == 3


def test_title_names_the_register_where_the_sheet_does_not(tmp_path: Path) -> None:
    spoiled: Rows = [["DANH SÁCH VI PHẠM NĂM 2020"], ["?", *VIOLATIONS[0][1:]], *VIOLATIONS[1:]]
    dossier = read(tmp_path, {"Danh sách đơn vị": UNITS, "Sheet2": spoiled})
    assert codes(dossier) == [("sheet-without-columns", "2")]
    assert dossier.tables["violation"].reopened_all


def test_named_sheet_without_any_header(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets(violation=VIOLATIONS[1:]))
    assert codes(dossier) == [("sheet-without-columns", "")]
    assert dossier.tables["violation"].reopened_all


def test_nothing_distinguishes_two_registers(tmp_path: Path) -> None:
    rows: Rows = [["Mã đối tượng", "Hình thức", "Văn bản số", "Ngày"], ["U1", "Giấy khen", "12/QĐ", "01/12/2020"]]
    dossier = read(tmp_path, {**sheets(), "Sheet4": rows})
    assert codes(dossier) == [("sheet-ambiguous", "")]
    assert "`Quyết định khen thưởng`" in dossier.rejected[0].message()
    assert dossier.tables["nomination"].reopened_all
    assert dossier.tables["grant"].reopened_all


def test_unnamed_sheets_go_to_the_register_that_fits_best(tmp_path: Path) -> None:
    dossier = read(tmp_path, {"1": UNITS, "2": PEOPLE, "3": VIOLATIONS})
    assert dossier.rejected == ()
    assert [dossier.tables[n].size for n in ("unit", "person", "violation")] == [2, 3, 2]


def test_one_register_over_sheets_and_files(tmp_path: Path) -> None:
    one = book(tmp_path / "a.xlsx", {"Danh sách đơn vị": UNITS, "Danh sách cá nhân": PEOPLE[:2]})
    two = book(tmp_path / "b.xlsx", {"Danh sách cá nhân": [PEOPLE[0], *PEOPLE[2:]]})
    dossier = load(plan(), [two, one])
    assert keys(dossier, "person") == ("a1", "a2", "a3")
    assert str(dossier.tables["person"].places.cell(2, "born")) == "b.xlsx / Danh sách cá nhân / F3"


def test_two_columns_for_one_field(tmp_path: Path) -> None:
    rows: Rows = [[*r, r[0]] for r in VIOLATIONS]
    dossier = read(tmp_path, sheets(violation=rows))
    assert codes(dossier) == [("column-twice", "F1")]
    assert dossier.tables["violation"].reopened_all


def test_two_tables_on_one_sheet(tmp_path: Path) -> None:
    other = ["Ngày vi phạm", "Mã cá nhân", "Ngày kết luận"]
    rows: Rows = [*VIOLATIONS, [], other, ["01/06/2020", "a2", "02/06/2020"]]
    dossier = read(tmp_path, sheets(violation=rows))
    assert dossier.rejected == ()
    assert dossier.tables["violation"].owners["person"].tolist() == [0, 2, 1]
    assert dossier.tables["violation"].places.cell(2, "concluded_on").cell == "C6"


def test_sheets_without_header_are_told(tmp_path: Path) -> None:
    dossier = read(tmp_path, {**sheets(), "Ghi chú": [["Cách điền"], ["Điền đủ các ô"]]})
    assert notices(dossier) == ["columns-missing", "sheet-unread"]
    assert dossier.balance.not_data == 5


def test_empty_sheet_with_header_counts_as_read(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets(violation=VIOLATIONS[:1]))
    assert dossier.tables["violation"].read
    assert dossier.tables["violation"].size == 0


def test_absent_column_is_missing_not_its_blank_meaning(tmp_path: Path) -> None:
    rows: Rows = [[c for at, c in enumerate(row) if at != 4] for row in PEOPLE]
    dossier = read(tmp_path, sheets(person=rows))
    assert dossier.tables["person"].columns["head"].tolist() == [1, 1, 1]
    assert read(tmp_path, sheets()).tables["person"].columns["head"].tolist() == [0, 2, 0]


def test_percent_formats(tmp_path: Path) -> None:
    rows: Rows = [
        ["Mã đơn vị", "Tỷ lệ đúng hạn (%)"],
        ["U1", "97,5%"],
        ["U2", 0.975],
        ["U3", 0.975],
        ["U4", "97.5"],
        ["U5", 97.5],
    ]
    path = book(tmp_path / "a.xlsx", {"Danh sách đơn vị": rows})
    out = openpyxl.load_workbook(path)
    out.worksheets[0]["B3"].number_format = "0.0%"
    out.save(path)
    column = load(plan(), [path]).tables["unit"].columns["on_time"]
    assert [int(v) / 10**16 for v in column] == [97.5, 97.5, 0.975, 97.5, 97.5]


def test_error_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    out = xlsxwriter.Workbook(path)
    sheet = out.add_worksheet("Danh sách đơn vị")
    for column, text in enumerate(("Mã đơn vị", "Số CBCCVC")):
        sheet.write(0, column, text)
    sheet.write(1, 0, "U1")
    sheet.write_formula(1, 1, "=NA()", None, "#N/A")
    sheet.write(2, 0, "U2")
    sheet.write_formula(2, 1, '=""', None, "")
    out.close()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for info in old.infolist():  # an empty text that Excel computed is marked as one
            new.writestr(info.filename, old.read(info).replace(b'<c r="B3"><f>', b'<c r="B3" t="str"><f>'))
    dossier = load(plan(), [tmp_path / "b.xlsx"])
    assert codes(dossier) == [("error-cell", "B2")]
    assert dossier.rejected[0].message() == "ô `Số CBCCVC` báo lỗi `#N/A`"
    assert dossier.tables["unit"].ghost.tolist() == [True, False]


def test_old_fonts_are_told(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheets())
    out = openpyxl.load_workbook(path)
    out.worksheets[0]["C2"].font = Font(name=".VnTime")
    out.save(path)
    assert "old-font" in notices(load(plan(), [path]))


def test_numbers_as_keys(tmp_path: Path) -> None:
    units: Rows = [["Mã đơn vị", "Tên đơn vị"], [12.0, "A"], ["13", "B"]]
    people: Rows = [["Mã cá nhân", "Mã đơn vị"], [1, "12"], [2, 13]]
    dossier = read(tmp_path, {"Danh sách đơn vị": units, "Danh sách cá nhân": people})
    assert dossier.rejected == ()
    assert keys(dossier) == ("12", "13")
    assert dossier.tables["person"].owners["unit"].tolist() == [0, 1]


def test_unopenable_and_headless_are_not_mixed_up_with_rejected(tmp_path: Path) -> None:
    good = book(tmp_path / "a.xlsx", sheets())
    bad = book(tmp_path / "b.xlsx", {"x": [["y"]]})
    with pytest.raises(ReportedError):
        load(plan(), [good, bad])


def test_signature_in_the_first_column(tmp_path: Path) -> None:
    rows: Rows = [*UNITS, ["Người lập biểu", "", "", "THỦ TRƯỞNG ĐƠN VỊ"], ["Nguyễn Văn A", "", "", "Trần Thị B"]]
    dossier = read(tmp_path, sheets(unit=rows))
    assert dossier.rejected == ()
    assert keys(dossier) == ("U1", "U2")


def test_owners_that_were_never_read_are_told_once(tmp_path: Path) -> None:
    dossier = read(tmp_path, {"Danh sách cá nhân": PEOPLE})
    assert codes(dossier) == [("owners-unread", "C2")]
    assert dossier.balance.rejected == 3
    assert dossier.tables["person"].ghost.tolist() == [True, True, True]
    assert dossier.tables["person"].reopened_all


def test_a_word_for_the_keys_of_two_owners_binds_neither() -> None:
    unit, person = (replace(r, key=replace(r.key, also=("Mã số",))) for r in (UNIT, PERSON))
    words = all_words(plan(unit, person, INITIATIVE, VIOLATION))["initiative"]
    assert words.target(["Mã số"]) is None
    assert words.target(["Mã đơn vị"]) == "owner:unit"


def test_lists_that_were_not_sent_are_named_with_what_follows(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets())
    told = [d for d in dossier.notices if d.code.id in {"register-unread", "parameters-not-given"}]
    assert sorted(d.message() for d in told) == [
        "chưa có giá trị của thông số: `Ngày ban hành Kế hoạch`; `Tỷ lệ tối thiểu`",
        "chưa nhận được danh sách: `Sáng kiến`",
        "chưa nhận được danh sách: `Xác nhận đầy đủ`",
        "chưa nhận được danh sách: `Ý kiến đánh giá`",
    ]
    for found in told:
        assert found.severity is Severity.WARNING
        assert "để ngỏ" in found.help()
        assert "stays open" in found.help(Lang.EN)
    nominated = replace(
        plan(), awards={"a": Award("a", "Giấy khen", {}, Nomination(None, None), None, CITE)}, parameters={}
    )
    found_ = load(nominated, [tmp_path / "b.xlsx"])
    messages = [d.message() for d in found_.notices if d.code.id == "register-unread"]
    assert "chưa nhận được danh sách: `Đề nghị khen thưởng`" in messages
    assert not [m for m in messages if "Quyết định" in m]


def test_a_list_whose_sheet_is_faulty_was_received(tmp_path: Path) -> None:
    dossier = read(tmp_path, {**sheets(), "Sáng kiến": [["Tên sáng kiến", "Mã đơn vị"], ["x", "U1"]]})
    assert "sheet-without-columns" in [d.code.id for d in dossier.rejected]
    assert not [d for d in dossier.notices if "Sáng kiến" in d.message() and d.code.id == "register-unread"]


@pytest.mark.parametrize(
    "row", [["(1)", "(2)", "(3)", 7], ["", "(2)", "(3)", 4], ["(1)", "(2)", "Tên", "x"], ["x", "(2)", "c", "(4)"]]
)
def test_a_damaged_row_of_column_numbers_is_nobody(tmp_path: Path, row: list[object]) -> None:
    dossier = read(tmp_path, sheets(unit=[UNITS[0], row, *UNITS[1:]]))
    assert keys(dossier) == ("U1", "U2")
    assert dossier.rejected == ()


def test_a_key_in_brackets_that_stands_alone_or_lower_down_is_a_key(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets(unit=[UNITS[0], [1, "(2)", "Phường 3", 4], *UNITS[1:]]))
    assert keys(dossier) == ("(2)", "U1", "U2")


def test_values_under_no_header_are_listed(tmp_path: Path) -> None:
    dossier = read(tmp_path, sheets(unit=[[*row, extra] for row, extra in zip(UNITS, ["", "x", ""], strict=True)]))
    told = [d.args["names"] for d in dossier.notices if d.code.id == "columns-unused"]
    assert told == ["`E` (`E2`: `x`)"]


def test_two_versions_of_a_book_without_keys_are_asked_about(tmp_path: Path) -> None:
    later = [VIOLATIONS[0], VIOLATIONS[1], ["a2", "U1", "03/06/2020", "03/07/2020", "khác"]]
    book(tmp_path / "a.xlsx", sheets())
    book(tmp_path / "b.xlsx", {"Danh sách vi phạm": later})
    told = [d for d in load(plan(), [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]).notices if d.code.id == "rows-alike"]
    assert [(d.args["count"], str(d.place)) for d in told] == [("1", "b.xlsx / Danh sách vi phạm / 2")]
