"""inspect: what is printed, what is asked, what is written, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from tests.campaign import ROOT

from ..records.books import Rows, book

QUAN_12 = sorted((ROOT / "fixtures" / "quan-12-2020").glob("*.xlsx"))
UNITS: Rows = [
    ["ỦY BAN NHÂN DÂN QUẬN 12"],
    [],
    ["DANH SÁCH ĐƠN VỊ"],
    ["TT", "Mã đơn vị", "Tên đơn vị", "Loại đơn vị", "Số lượng CBCCVC", "Điện thoại"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    ["I", "", "Khối phường"],
    [1, "PH01", "Phường Hòa An", "Phường", 20, "123"],
    ["", "", "Tổng cộng", "", 20],
    [],
    ["", "Người lập biểu"],
]
ROLES = (
    "    tên biểu: dòng 1, 3; tiêu đề: dòng 4; đánh số cột: dòng 5; nhóm: dòng 6; cộng: dòng 8; "
    "chân bảng: dòng 10; số liệu: dòng 7 (1 dòng số liệu)"
)


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["inspect", *map(str, args)])


def test_what_campaigns_send_leaves_nothing_to_ask() -> None:
    done = run(*QUAN_12, "--ruleset", "quan-12-2020", "-q")
    assert done.exit_code == Exit.DONE, done.stderr
    assert "Số dòng đã đọc: 2173 = dùng 1580 + bị loại 0 + không phải số liệu 593" in done.stdout
    assert done.stdout.endswith("Không còn điều gì phải hỏi.\n")


@pytest.mark.parametrize("name", ["quan-12-2020", "go-vap-2020", "quan-7-2019", "truong-son-2020", "binh-phuoc-2023"])
def test_a_whole_folder_leaves_nothing_to_ask_either(name: str) -> None:
    done = run(ROOT / "fixtures" / name, "--ruleset", name)
    assert done.exit_code == Exit.DONE, done.stderr
    assert "có 1 tệp không phải bảng tính nên không đọc: `README.md`" in done.stderr


def test_every_part_of_a_sheet_is_shown(tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", {"Sheet1": UNITS, "Hướng dẫn": [["Cách ghi"]]})
    done = run(file, "--ruleset", "quan-12-2020")
    assert done.exit_code == Exit.RECORDS_REJECTED
    assert done.stdout.splitlines()[:14] == [
        "b.xlsx",
        "  trang tính Sheet1: Danh sách đơn vị",
        ROLES,
        "    cột    tiêu đề trong tệp    được hiểu là    nhận ra nhờ",
        "    -----  -------------------  --------------  -------------",
        "    A      TT                   -               không dùng",
        "    B      Mã đơn vị            Mã đơn vị       tên cột",
        "    C      Tên đơn vị           Tên đơn vị      tên cột",
        "    D      Loại đơn vị          Loại đơn vị     tên cột",
        "    E      Số lượng CBCCVC      -               không dùng",
        "    F      Điện thoại           -               không dùng",
        "  trang tính Hướng dẫn: không phải số liệu, không đọc",
        "",
        "Số dòng đã đọc: 9 = dùng 1 + bị loại 0 + không phải số liệu 8",
    ]
    assert "chưa dùng cột `Số lượng CBCCVC`: có lẽ là `Số CBCCVC`" in done.stderr
    assert "b.xlsx / Sheet1 / E4" in done.stderr
    assert "không dùng các cột: `Điện thoại`" in done.stderr


def test_a_mapping_written_read_and_used(tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", {"Sheet1": UNITS})
    path = tmp_path / "anh-xa.yaml"
    done = run(file, "--ruleset", "quan-12-2020", "--write-mapping", path, "-q")
    assert done.exit_code == Exit.RECORDS_REJECTED
    assert f"đã ghi {path}" in done.stderr
    text = path.read_text(encoding="utf-8")
    assert "    # Số lượng CBCCVC: Số CBCCVC   # " in text
    assert "    # Điện thoại: bỏ qua\n" in text
    again = run(file, "--ruleset", "quan-12-2020", "--write-mapping", path, "-q")
    assert (again.exit_code, path.read_text(encoding="utf-8")) == (Exit.COULD_NOT_RUN, text), "nothing is written over"
    assert "nêu nó cả ở --mapping" in again.stderr
    path.write_text(text.replace("    # ", "    "), encoding="utf-8")
    last = run(file, "--ruleset", "quan-12-2020", "--mapping", path, "-q")
    assert last.exit_code == Exit.DONE, last.stderr
    assert "    E      Số lượng CBCCVC      Số CBCCVC       tệp ánh xạ" in last.stdout
    call = ["evaluate", "quan-12-2020", str(file), "--mapping", str(path), "--as-of", "05/12/2020", "--format", "json"]
    judged = CliRunner().invoke(main, call)
    assert judged.exit_code == Exit.DONE
    assert json.loads(judged.stdout)["records"]["used"] == 1
    assert "thiếu các cột: `Số CBCCVC`" not in judged.stderr


def test_without_a_rule_set_tables_are_shown_and_nothing_is_bound(tmp_path: Path) -> None:
    done = run(book(tmp_path / "b.xlsx", {"Sheet1": UNITS}), "-q", "--lang", "en")
    assert done.exit_code == Exit.DONE
    assert "titles: row 1, 3; header: row 4; column numbers: row 5; groups: row 6; totals: row 8" in done.stdout
    assert "E         Số lượng CBCCVC" in done.stdout
    assert done.stdout.endswith("Nothing is left to ask.\n")


def test_json(tmp_path: Path) -> None:
    done = run(book(tmp_path / "b.xlsx", {"Sheet1": UNITS}), "--ruleset", "quan-12-2020", "--format", "json", "-q")
    found = json.loads(done.stdout)
    (table,) = found["tables"]
    assert table["registers"] == ["Danh sách đơn vị"]
    assert table["rows"] == {
        "title": "1, 3", "header": "4", "numbering": "5", "data": "7", "group": "6", "total": "8", "footer": "10",
    }  # fmt: skip
    assert found["balance"] == {"rows": 8, "used": 1, "rejected": 0, "not_data": 7}
    assert found["questions"] == sum(one["asks"] for one in found["findings"]) == 1


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["nope.xlsx"], Exit.COULD_NOT_RUN, "không tìm thấy tệp `nope.xlsx`"),
        (["nope.xlsx", "--ruleset", "nope"], Exit.COULD_NOT_RUN, "nope"),
        (["nope.xlsx", "--mapping", "m.yaml"], Exit.USAGE, "--ruleset"),
        (["nope.xlsx", "--ruleset", "quan-12-2020", "--mapping", "m.yaml"], Exit.COULD_NOT_RUN, "m.yaml"),
        ([], Exit.USAGE, "FILES"),
    ],
)
def test_what_cannot_run_says_so(args: list[str], code: Exit, words: str) -> None:
    done = run(*args)
    assert (done.exit_code, words in done.stderr, done.stdout) == (code, True, "")


def test_strict_judges_nobody_while_a_row_is_rejected(tmp_path: Path) -> None:
    rows = [[*row] for row in UNITS]
    rows[6][4] = "hai mươi"
    rows[3][4] = "Số CBCCVC"
    file = book(tmp_path / "b.xlsx", {"Sheet1": rows})
    call = ["evaluate", "quan-12-2020", str(file), "--as-of", "05/12/2020"]
    done = CliRunner().invoke(main, [*call, "--strict"])
    assert (done.exit_code, done.stdout) == (Exit.RECORDS_REJECTED, "")
    assert "không xét ai vì còn 1 dòng bị loại" in done.stderr
    assert "Số dòng đã đọc: 8 = dùng 0 + bị loại 1 + không phải số liệu 7" in done.stderr
    assert CliRunner().invoke(main, call).exit_code == Exit.DONE


def faulty(tmp_path: Path) -> Path:
    rows = [[*row] for row in UNITS]
    rows[6][4], rows[3][4] = "hai mươi", "Số CBCCVC"
    return book(tmp_path / "bao-cao.xlsx", {"Sheet1": rows})


ASKED = (["inspect", "--ruleset", "quan-12-2020"], ["evaluate", "quan-12-2020", "--strict"])


@pytest.mark.parametrize("command", ASKED)
def test_books_to_be_mended_go_back_marked_and_are_read_again(tmp_path: Path, command: list[str]) -> None:
    file, out = faulty(tmp_path), tmp_path / "out"
    done = CliRunner().invoke(main, [command[0], *command[1:], str(file), "--out", str(out), "-q"])
    assert done.exit_code == Exit.RECORDS_REJECTED, done.stderr
    copy = out / "can-sua" / "bao-cao.xlsx"
    assert f"đã ghi {copy}" in done.stderr
    sent = openpyxl.load_workbook(copy)
    assert sent.sheetnames == ["Lỗi cần sửa", "Sheet1"]
    told = [str(cell.value) for row in sent["Lỗi cần sửa"].iter_rows() for cell in row if cell.value]
    assert "hai mươi" in told
    assert any("không phải số" in text for text in told)
    assert sent["Sheet1"]["E7"].fill.fill_type == "solid"
    assert sent["Sheet1"]["D7"].fill.fill_type is None
    sent["Sheet1"]["E7"].value = 20
    sent.save(tmp_path / "da-sua.xlsx")
    again = run(tmp_path / "da-sua.xlsx", "--ruleset", "quan-12-2020", "-q")
    assert again.exit_code == Exit.DONE, again.stderr


def test_nothing_goes_back_where_nothing_is_asked(tmp_path: Path) -> None:
    done = run(*QUAN_12, "--ruleset", "quan-12-2020", "--out", tmp_path, "-q")
    assert (done.exit_code, list(tmp_path.iterdir())) == (Exit.DONE, [])


def test_one_file_that_cannot_be_opened_does_not_hide_the_others(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", {"Sheet1": UNITS})
    (tmp_path / "b.xlsx").write_bytes((tmp_path / "a.xlsx").read_bytes()[:2000])
    (tmp_path / "c.xlsx").write_bytes((tmp_path / "a.xlsx").read_bytes())
    for more in (["--ruleset", "quan-12-2020"], []):
        done = run(tmp_path, *more, "-q")
        assert done.exit_code == Exit.COULD_NOT_RUN
        assert "[file-damaged]" in done.stderr
        assert "[file-twice]" in done.stderr
        assert "trang tính Sheet1" in done.stdout
    judged = CliRunner().invoke(main, ["evaluate", "quan-12-2020", str(tmp_path), "--as-of", "05/12/2020"])
    assert (judged.exit_code, judged.stdout) == (Exit.COULD_NOT_RUN, ""), "nobody is judged while a file is missing"
