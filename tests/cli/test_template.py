"""`template`: which files it writes, where, what it refuses to overwrite, and in which language it speaks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from tests.campaign import RESOLUTION, ROOT

FILES = ("go-vap-2020-don-vi.xlsx", "go-vap-2020-hoi-dong.xlsx")


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["template", *map(str, args)])


def written(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_it_writes_two_books_and_says_where(tmp_path: Path) -> None:
    result = run("go-vap-2020", "--out", tmp_path / "new")
    assert result.exit_code == Exit.DONE, result.output
    assert result.stdout == ""
    assert result.stderr.splitlines() == [f"đã ghi {tmp_path / 'new' / name}" for name in FILES]
    assert tuple(written(tmp_path / "new")) == FILES


def test_without_a_folder_it_writes_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("go-vap-2020", "--lang", "en")
    assert result.stderr.splitlines() == [f"wrote {name}" for name in FILES]
    assert tuple(written(tmp_path)) == FILES


def test_bytes_hang_neither_on_the_language_nor_on_the_machine(tmp_path: Path) -> None:
    assert run("go-vap-2020", "--out", tmp_path / "a").exit_code == Exit.DONE
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/Lima", "LC_ALL": "C"}
    args = [sys.executable, "-m", "cli", "template", "go-vap-2020", "--lang", "en", "--out", str(tmp_path / "b")]
    subprocess.run(args, check=True, cwd=ROOT, env=elsewhere, capture_output=True)
    assert written(tmp_path / "b") == written(tmp_path / "a")


def test_files_that_are_there_are_kept_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / FILES[1]).write_text("filled in")
    result = run("go-vap-2020", "--out", tmp_path)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert f"đã có tệp `{tmp_path / FILES[1]}` nên không ghi đè" in result.stderr
    assert written(tmp_path) == {FILES[1]: b"filled in"}, "the other book is not written alone"
    assert run("go-vap-2020", "--out", tmp_path, "--force").exit_code == Exit.DONE
    assert tuple(written(tmp_path)) == FILES
    assert written(tmp_path)[FILES[1]] != b"filled in"


def test_a_document_laid_over_the_plan_adds_its_lists(tmp_path: Path) -> None:
    result = run("quan-12-2020", "--with", RESOLUTION, "--out", tmp_path)
    assert result.exit_code == Exit.DONE, result.output
    book = openpyxl.load_workbook(tmp_path / "quan-12-2020-don-vi.xlsx", read_only=True)
    assert "Danh sách vụ việc đang xác minh" in book.sheetnames
    book.close()


def test_no_rule_set_and_a_faulty_one_end_in_a_sentence(tmp_path: Path) -> None:
    result = run("quan-99", "--out", tmp_path)
    assert (result.exit_code, list(tmp_path.iterdir())) == (Exit.COULD_NOT_RUN, [])
    assert "quan-99" in result.stderr
    result = run(ROOT / "fixtures" / "bad-rules" / "circle", "--out", tmp_path)
    assert (result.exit_code, list(tmp_path.iterdir())) == (Exit.RULES_HAVE_ERRORS, [])


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file")
    result = run("go-vap-2020", "--out", tmp_path / "a", "--lang", "en")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "there is a file of that name" in result.stderr
    (tmp_path / FILES[0]).mkdir()
    result = run("go-vap-2020", "--out", tmp_path, "--force")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "đã có thư mục cùng tên" in result.stderr


def test_forms_that_would_have_to_be_asked_about_are_not_written(tmp_path: Path) -> None:
    """Two lists of one name and one header: nobody could tell whose rows a sheet holds."""
    folder = tmp_path / "truong-son-2020"
    shutil.copytree(ROOT / "rules" / "truong-son-2020", folder)
    text = (folder / "rules.yaml").read_text(encoding="utf-8")
    start, end = text.index("  feedback:\n"), text.index("  breach:\n")
    twin = text[start:end].replace("  feedback:", "  feedback_too:")
    (folder / "rules.yaml").write_text(text[:end] + twin + text[end:], encoding="utf-8")
    result = run(folder, "--out", tmp_path / "out")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "khi đọc lại còn chỗ chưa rõ nên không ghi ra" in result.stderr
    assert not (tmp_path / "out").exists()
