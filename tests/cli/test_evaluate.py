"""evaluate: lists, JSON, csv, files, strictness, and every bad input as one clear sentence."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from engine.explain import ProofDisagreesError
from engine.plan import Constant
from engine.values import date_of
from tests.campaign import BOOKS, RESOLUTION, ROOT, compiled

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
    assert found["format"] == "xetkhen-result/2"
    keys = Counter((s["kind"], s["key"]) for s in found["subjects"])
    assert len(keys) == 30 + 600 + 24
    assert set(keys.values()) == {1}
    balance = found["records"]
    assert balance["rows"] == balance["used"] + balance["rejected"] + balance["not_data"]


def test_the_whole_proofs_come_where_they_are_wanted() -> None:
    about = ("evaluate", LOI / "rules", LOI / "dung.xlsx", *DAY, "--format", "json")
    plain, result = json.loads(run(*about).stdout), run(*about, "--proofs")
    assert result.exit_code == Exit.DONE
    found = json.loads(result.stdout)
    assert all(s.pop("proof")["type"] for s in found["subjects"])
    assert found == plain


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


# --- days ------------------------------------------------------------------------------------------------------


def test_a_day_may_be_written_as_papers_write_it() -> None:
    one = run("evaluate", "quan-12-2020", *BOOKS, "--as-of", "5/12/2020", "--format", "json")
    assert json.loads(one.stdout)["as_of"] == "2020-12-05"


@pytest.mark.parametrize("text", ["31/02/2020", "hôm nay", "2020-13-01", "05/12/20", ""])
def test_a_wrong_day_is_said_in_the_language_asked_for(text: str) -> None:
    vi = run("evaluate", "quan-12-2020", "x.xlsx", "--as-of", text)
    en = run("evaluate", "quan-12-2020", "x.xlsx", "--as-of", text, "--lang", "en")
    assert vi.exit_code == en.exit_code == Exit.USAGE
    assert f"`{text}` không phải là ngày" in vi.stderr
    assert "05/12/2020" in vi.stderr
    assert f"`{text}` is not a day" in en.stderr
    assert "Error" not in vi.stderr


def test_without_any_day_the_last_deadline_is_taken_or_a_day_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr("engine.evaluator.latest.latest_day", lambda *_: None)
    result = run("evaluate", "quan-12-2020", *BOOKS, "--format", "json")
    last = json.loads(result.stdout)["as_of"]
    plan = compiled().plan
    assert last == max(str(date_of(d.last.value)) for d in plan.deadlines.values() if isinstance(d.last, Constant))
    monkeypatch.setattr("engine.evaluator.latest.last_deadline", lambda _: None)
    result = run("evaluate", LOI / "rules", LOI / "dung.xlsx")
    assert result.exit_code == Exit.USAGE
    assert "--as-of" in result.stderr
    assert result.stderr.count("lỗi[") == 1


# --- what is printed beside the result ---------------------------------------------------------------------------


def test_quiet_leaves_only_errors_and_rejected_rows() -> None:
    for command in (("evaluate",), ("explain", "--subject", "PH01")):
        result = run(command[0], "quan-12-2020", *BOOKS, *DAY, *command[1:], "-q")
        assert result.exit_code == Exit.DONE
        assert result.stderr == ""
    result = run("evaluate", LOI / "rules", LOI / "don-vi-la.xlsx", "--quiet")
    assert "owner-unknown" in result.stderr
    assert "đọc " not in result.stderr
    assert "register-unread" not in result.stderr


def test_a_flood_on_one_sheet_is_cut_short_and_the_undecided_are_counted() -> None:
    some = [b for b in BOOKS if b.name[:2] in {"01", "02", "07", "08"}]
    result = run("evaluate", "quan-12-2020", *some, *DAY, "--format", "json")
    found = json.loads(result.stdout)
    flood = [r for r in found["rejected"] if r["sheet"] == "Đề nghị - Cá nhân"]
    assert len(flood) > 50
    assert sum("Đề nghị - Cá nhân / B" in line for line in result.stderr.splitlines()) == 5
    assert f"[subject-unknown] và {len(flood) - 5} dòng khác trong trang tính này" in result.stderr
    assert "có phải" not in result.stderr
    pending = sum(any(d["decision"] == "pending" for d in s["decisions"].values()) for s in found["subjects"])
    n = found["records"]["rejected"]
    assert f"{n} dòng không dùng được; số đối tượng chưa kết luận được: {pending}" in result.stderr
    english = run("evaluate", "quan-12-2020", *some, *DAY, "--lang", "en").stderr
    assert "more rows of this sheet" in english


def test_a_list_that_was_not_sent_is_a_warning() -> None:
    some = [b for b in BOOKS if b.name[:2] not in {"06", "11"}]
    result = run("evaluate", "quan-12-2020", *some, *DAY)
    assert "chưa nhận được danh sách: `Danh sách sáng kiến, giải pháp`" in result.stderr
    assert "chưa có giá trị của thông số: `Ngày ban hành Kế hoạch`" in result.stderr
    whole = run("evaluate", "quan-12-2020", *BOOKS, *DAY)
    assert "register-unread" not in whole.stderr


def test_one_file_given_twice_is_refused_once() -> None:
    result = run("evaluate", "quan-12-2020", *BOOKS, BOOKS[0], *DAY)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert result.stderr.count("lỗi[") == 1
    assert "file-twice" in result.stderr
    assert "`01-don-vi.xlsx` được đưa vào hai lần" in result.stderr


# --- where to write ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("inside", ["", "y", "y/z"])
def test_a_file_in_the_way_is_said_before_anything_is_read(tmp_path: Path, inside: str) -> None:
    (tmp_path / "x").write_text("a file", encoding="utf-8")
    result = run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--out", tmp_path / "x" / inside)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "đã có tệp cùng tên" in result.stderr
    assert "đọc " not in result.stderr
    english = run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--out", tmp_path / "x" / inside, "--lang", "en")
    assert "there is a file of that name" in english.stderr


def test_a_folder_without_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    result = run("evaluate", "quan-12-2020", *BOOKS, *DAY, "--out", tmp_path / "x")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "không có quyền ghi" in result.stderr
    assert not (tmp_path / "x").exists()


def test_fractions_in_a_percent_column_are_told_once_and_kept(tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.load_workbook(LOI / "dung.xlsx")
    sheet = workbook["Danh sách đơn vị"]
    for row, value in ((2, 0.97), (3, 0.5), (4, 0.975)):
        sheet[f"F{row}"].value = value
    sheet["F4"].number_format = "0.0%"
    twin = workbook.copy_worksheet(sheet)
    twin.title = "Danh sách đơn vị (2)"
    for row, key, value in ((2, "P7", 0.8), (3, "P8", 80), (4, "P9", 0.99)):
        twin[f"B{row}"].value, twin[f"F{row}"].value = key, value
    workbook.save(tmp_path / "a.xlsx")
    result = run("evaluate", LOI / "rules", tmp_path / "a.xlsx", *DAY)
    assert result.exit_code == Exit.DONE
    assert result.stderr.count("percent-below-one") == 1
    assert "0,97 được hiểu là 0,97%, không phải 97%" in result.stderr
    assert "định dạng ô là phần trăm" in result.stderr
    assert "Danh sách đơn vị / F2" in result.stderr
    assert "Danh sách đơn vị (2) / F2" in result.stderr


def test_a_rule_base_beyond_the_limits_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.evaluator.conclude._JUDGED", {})  # what other tests of this process have judged
    monkeypatch.setattr("engine.evaluator.chain.MAX_ATOMS", 3)
    result = run("evaluate", LOI / "rules", LOI / "dung.xlsx", *DAY)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "chain-limit" in result.stderr


def test_a_proof_that_disagrees_prints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def disagree(*_: object) -> None:
        raise ProofDisagreesError

    monkeypatch.setattr("engine.explain.decision.prove_criterion", disagree)
    for command in (("evaluate",), ("explain", "--subject", "C1"), ("explain", "--format", "json", "--subject", "C1")):
        result = run(command[0], LOI / "rules", LOI / "dung.xlsx", *DAY, *command[1:])
        assert (result.exit_code, result.stdout) == (Exit.COULD_NOT_RUN, "")
        assert "proof-disagrees" in result.stderr


# --- what a terminal would obey ----------------------------------------------------------------------------------


def test_nothing_that_a_terminal_obeys_is_printed(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BOOKS[0])
    sheet = book["Danh sách đơn vị"]
    row = next(r for r in range(1, 60) if any(c.value == "PH02" for c in sheet[r]))
    at = next(c.column for c in sheet[row] if c.value == "Phường Bình Lạc")
    sheet.cell(row, at).value = "Phường \u202e\x9b31mBình\u2028Lạc"
    sheet.cell(row, at + 2).value = "\u202e\x9b2J"
    book.save(tmp_path / BOOKS[0].name)
    result = run("evaluate", "quan-12-2020", tmp_path / BOOKS[0].name, *BOOKS[1:], *DAY)
    assert result.exit_code == Exit.DONE
    assert not set("\u202e\x9b\u2028\x1b") & set(result.stdout + result.stderr)
