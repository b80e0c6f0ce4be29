"""xetkhen report: one file, said on stderr; what cannot be written ends in one sentence; rejected rows are told."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from cli import Exit, main
from tests.campaign import ROOT
from tests.report.html.opened import Page

FOLDER = ROOT / "fixtures" / "go-vap-2020"
BOOKS = sorted(FOLDER.glob("*.xlsx"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["report", "go-vap-2020", *map(str, arguments), "--as-of", "05/12/2020"])


def test_it_writes_one_file_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "sub" / "bao-cao.html"
    first = run(*BOOKS, "--out", out, "-q")
    assert first.exit_code == Exit.DONE, first.stderr
    assert first.stdout == ""
    assert first.stderr.endswith(f"đã ghi {out}\n")
    assert [p.name for p in out.parent.iterdir()] == ["bao-cao.html"]
    before = out.read_bytes()
    assert run(*reversed(BOOKS), "--out", out, "-q").exit_code == Exit.DONE
    assert out.read_bytes() == before
    meta = Page(before.decode()).block("meta")
    assert {one["type"] for one in meta["lists"]} == {"assessment"}


def test_the_records_are_never_written_over(tmp_path: Path) -> None:
    book = tmp_path / BOOKS[0].name
    book.write_bytes(BOOKS[0].read_bytes())
    done = run(book, *BOOKS[1:], "--out", book, "-q")
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert book.read_bytes() == BOOKS[0].read_bytes()


def test_a_folder_or_a_file_in_the_way_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    for out in (tmp_path, tmp_path / "tep" / "bao-cao.html"):
        done = run(*BOOKS, "--out", out, "-q")
        assert done.exit_code == Exit.COULD_NOT_RUN
        assert "Traceback" not in done.stderr
        assert "cannot-write" in done.stderr


def test_rejected_rows_are_counted_and_listed(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(BOOKS[0])
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=8):
            for cell in row:
                if cell.value in {"Có", "Không"}:
                    cell.value = "<b>hỏng</b>"
    book.save(tmp_path / BOOKS[0].name)
    out = tmp_path / "bao-cao.html"
    done = run(tmp_path / BOOKS[0].name, *BOOKS[1:], "--out", out, "-q")
    assert done.exit_code == Exit.DONE, done.stderr
    opened = Page(out.read_text(encoding="utf-8"))
    found = opened.block("records")["rejected"]
    assert found
    assert all(file == BOOKS[0].name and cell and message and remedy for file, _, cell, message, remedy in found)
    assert "<b>hỏng</b>" in found[0][3]
    (told,) = opened.all("p", id="rejected")
    assert told.attributes["class"] == "warn"
