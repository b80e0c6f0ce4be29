"""evaluate: lists, JSON, csv, files, strictness, and every bad input as one clear sentence."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from tests.campaign import BOOKS, RESOLUTION, ROOT

DAY = ("--as-of", "2020-12-05")
LOI = ROOT / "fixtures" / "loi"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_the_lists_name_everybody_once_with_a_reason(tmp_path: Path) -> None:
    result = run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--out", tmp_path / "out")
    assert result.exit_code == Exit.DONE
    for words in ("Giấy khen của quận", "Phường Hòa An", "không được xem xét", "tạm"):
        assert words.lower() in result.stdout.lower()
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert {"result.json", "danh-sach.csv", "tieu-chi.csv", "dong-bi-loai.csv"} <= names
    for name in names:
        assert name in result.stderr  # the files written are named


def test_json_twice_is_the_same_bytes_and_holds_every_subject_once() -> None:
    first = run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--format", "json")
    second = run("evaluate", "quan-12-2020", *reversed(BOOKS), *DAY, "--format", "json")
    assert first.exit_code == Exit.DONE
    assert first.stdout == second.stdout
    found = json.loads(first.stdout)
    assert found["format"] == "xetkhen-result/1"
    keys = Counter((s["kind"], s["key"]) for s in found["subjects"])
    assert len(keys) == 30 + 600 + 24
    assert set(keys.values()) == {1}
    balance = found["records"]
    assert balance["rows"] == balance["used"] + balance["rejected"] + balance["not_data"]


def test_english_and_csv() -> None:
    english = run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--lang", "en")
    assert english.exit_code == Exit.DONE
    assert "proposed" in english.stdout
    table = run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--format", "csv")
    assert table.exit_code == Exit.DONE
    assert len(table.stdout.splitlines()) >= 654 * 2 + 1


def test_without_a_day_the_latest_known_day_is_taken_and_said() -> None:
    result = run("evaluate", "quan-12-2020", *BOOKS, "--format", "json")
    assert json.loads(result.stdout)["as_of"] == "2020-12-20"
    assert "20/12/2020" in result.stderr


def test_a_resolution_laid_over_selects() -> None:
    books = (*BOOKS, *sorted(RESOLUTION.glob("*.xlsx")))
    result = run("evaluate", "quan-12-2020", *books, *DAY, "--with", RESOLUTION, "--format", "json")
    assert result.exit_code == Exit.DONE
    words = Counter(d["decision"] for s in json.loads(result.stdout)["subjects"] for d in s["decisions"].values())
    assert words.keys() >= {"outside-quota", "tied", "suspended", "pending", "proposed"}


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda p: p / "khong-co.xlsx", "không"),
        (lambda p: p, "thư mục"),
        (lambda _: LOI / "rong.xlsx", "rỗng"),
        (lambda _: LOI / "mat-khau.xlsx", "mật khẩu"),
        (lambda _: LOI / "cut-duoi.xlsx", "cắt cụt"),
    ],
    ids=["missing", "a folder", "empty", "encrypted", "truncated"],
)
def test_a_file_that_cannot_be_opened_is_named_with_what_to_do(make: object, sentence: str, tmp_path: Path) -> None:
    path = make(tmp_path)  # type: ignore[operator]
    for lang in ("vi", "en"):
        result = run("evaluate", "quan-12-2020", path, BOOKS[0], *DAY, "--lang", lang)
        assert result.exit_code == Exit.COULD_NOT_RUN
        assert "Traceback" not in result.output
        assert path.name in result.stderr
        assert ("gợi ý" if lang == "vi" else "help") in result.stderr
    assert sentence in run("evaluate", "quan-12-2020", path, *DAY).stderr.lower()


def test_a_book_without_any_header_is_refused() -> None:
    result = run("evaluate", LOI / "rules", LOI / "khong-tieu-de.xlsx", *DAY)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "tiêu đề" in result.stderr


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("trung-ma", "key-twice"),
        ("don-vi-la", "owner-unknown"),
        ("ngay-khong-co", "date-impossible"),
        ("ty-le-qua-100", "number-out-of-range"),
        ("lua-chon-la", "bad-choice"),
        ("hai-cot-mot-truong", "column-twice"),
        ("o-loi", "error-cell"),
        ("o-gop", "row-merged"),
        ("thieu-ma", "key-missing"),
    ],
)
def test_each_faulty_row_is_reported_with_its_cell(name: str, code: str) -> None:
    path = LOI / f"{name}.xlsx"
    result = run("evaluate", LOI / "rules", path, *DAY, "--format", "json")
    assert result.exit_code == Exit.DONE
    rejected = json.loads(result.stdout)["rejected"]
    assert any(r["file"] == path.name and r["cell"] and r["message"] for r in rejected)
    assert code in {r["code"] for r in rejected}
    assert run("evaluate", LOI / "rules", path, *DAY, "--strict").exit_code == Exit.RECORDS_REJECTED


def test_a_sound_book_passes_strictly() -> None:
    for name in ("dung", "dung-chu-ky-cot-dau"):
        assert run("evaluate", LOI / "rules", LOI / f"{name}.xlsx", *DAY, "--strict").exit_code == Exit.DONE


def test_a_faulty_rule_set_exits_3_before_any_record_is_read() -> None:
    result = run("evaluate", LOI / "rules" / "rules-vong.yaml", LOI / "rong.xlsx", *DAY)
    assert result.exit_code == Exit.RULES_HAVE_ERRORS


def test_an_output_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("a file", encoding="utf-8")
    result = run("evaluate", LOI / "rules", LOI / "dung.xlsx", *DAY, "--out", tmp_path / "x" / "y")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "không ghi được" in result.stderr


def test_a_name_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "book.xlsx"
    shutil.copy(LOI / "dung.xlsx", path)
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "PH01" and sheet.title.startswith("Danh sách đơn vị"):
                    sheet.cell(cell.row, cell.column + 1).value = "=1+1"
                    sheet.cell(cell.row, cell.column + 1).data_type = "s"
    workbook.save(path)
    out = run("evaluate", LOI / "rules", path, *DAY, "--format", "csv").stdout
    assert not [line for line in out.splitlines() for cell in line.split(",") if cell.startswith("=")]
