"""`xetkhen papers` for the papers of the decree: forms, templates, subjects, and what stops it."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from importlib.machinery import ModuleSpec
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from engine.report.document import making
from engine.report.document.listing import listing
from engine.report.document.model import Document, Table
from engine.report.document.roll import Roll
from engine.report.papers import Material
from tests.campaign import BOOKS, ROOT, evaluation

from .made import OFFICE, material

SAMPLE = ROOT / "fixtures" / "mau-van-ban" / "to-trinh.docx"


def run(folder: Path, *arguments: str) -> Result:
    """Run the command on the campaign, which was judged before."""
    fixed = [str(a) for a in ("papers", "quan-12-2020", *BOOKS, "--as-of", "2020-12-05", "-q", "--out", folder)]
    judged = patch("engine.commands.papers.evaluated", lambda *_, **__: evaluation())
    with judged, patch("engine.report.build_view", lambda *_, **__: material().view):
        return CliRunner().invoke(main, [*fixed, *arguments])


def written(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_submissions_in_both_forms_with_the_settings_of_the_office(tmp_path: Path) -> None:
    office = tmp_path / "co-quan.yaml"
    office.write_text(OFFICE, "utf-8")
    done = run(tmp_path / "out", "--paper", "to-trinh", "--form", "both", "--office", str(office))
    assert done.exit_code == Exit.DONE, done.output
    names = [f"van-ban/to-trinh-{a}.{f}" for a in ("giay-khen", "bang-khen") for f in ("docx", "pdf")]
    assert written(tmp_path / "out") == set(names)


def test_whoever_is_named_is_explained(tmp_path: Path) -> None:
    done = run(tmp_path, "--paper", "giai-trinh", "--subject", "PH04", "--subject", "PH04-005")
    assert done.exit_code == Exit.DONE, done.output
    assert written(tmp_path) == {"van-ban/giai-trinh/PH04.docx", "van-ban/giai-trinh/PH04-005.docx"}


@pytest.mark.parametrize("given", [f"to-trinh={SAMPLE}", str(SAMPLE)])
def test_a_template_is_for_the_paper_that_is_named(tmp_path: Path, given: str) -> None:
    done = run(tmp_path, "--paper", "to-trinh", "--template", given)
    assert done.exit_code == Exit.DONE, done.output
    assert len(written(tmp_path)) == 2


def test_a_template_of_which_nobody_knows_the_paper_is_asked_about(tmp_path: Path) -> None:
    done = run(tmp_path, "--template", str(SAMPLE))
    assert done.exit_code == Exit.USAGE
    assert "[template-of]" in done.stderr
    assert not written(tmp_path)


def test_a_template_that_is_not_there_or_no_docx_stops_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "mau.docx").write_bytes(b"no docx")
    for name in ("khong-co.docx", "mau.docx"):
        done = run(tmp_path / "out", "--template", f"to-trinh={tmp_path / name}")
        assert done.exit_code == Exit.COULD_NOT_RUN
        assert "[template-file]" in done.stderr
        assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()


def test_a_wrong_name_in_a_template_is_found_before_anything_is_written(tmp_path: Path) -> None:
    import docx

    book = docx.Document()
    book.add_paragraph("{{ ten_don_vi }}")
    book.save(str(tmp_path / "mau.docx"))
    done = run(tmp_path / "out", "--template", f"thong-bao={tmp_path / 'mau.docx'}")
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert "[template-name]" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_template_that_does_not_fit_a_later_document_is_one_sentence(tmp_path: Path) -> None:
    import docx

    book = docx.Document()
    book.add_paragraph("{{ danh_sach[40].ten }}")  # only the first list is so long
    book.save(str(tmp_path / "mau.docx"))
    done = run(tmp_path / "out", "--paper", "to-trinh", "--template", str(tmp_path / "mau.docx"))
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert "[template-nothing]: mẫu `mau.docx` lấy một mục mà một văn bản không có: `[40]`" in done.stderr
    assert not written(tmp_path / "out")


@pytest.mark.parametrize(("form", "told"), [("docx", False), ("pdf", True), ("both", True)])
def test_a_paper_by_a_template_is_said_to_be_no_pdf(tmp_path: Path, form: str, told: bool) -> None:
    done = run(tmp_path, "--paper", "to-trinh", "--form", form, "--template", str(SAMPLE))
    assert done.exit_code == Exit.DONE, done.output
    assert ("[template-no-pdf]" in done.stderr) is told
    assert {p.rpartition(".")[2] for p in written(tmp_path)} == {"docx"}


def test_a_paper_dated_before_the_day_of_the_results_is_said_and_made(tmp_path: Path) -> None:
    office = tmp_path / "co-quan.yaml"
    office.write_text(OFFICE, "utf-8")
    done = run(tmp_path / "out", "--paper", "to-trinh", "--office", str(office))
    assert done.exit_code == Exit.DONE, done.output
    assert "[paper-early]: `cuộc họp` ghi ngày 02/12/2020, trước ngày xét 05/12/2020" in done.stderr
    assert "[paper-early]: `to-trinh / giay-khen` ghi ngày 05/02/2020, trước ngày xét 05/12/2020" in done.stderr
    assert len(written(tmp_path / "out")) == 2
    assert "[paper-early]" not in run(tmp_path / "x", "--paper", "danh-sach", "--office", str(office)).stderr


def test_papers_that_disagree_are_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def short(found: Material, roll: Roll) -> Document:
        document = listing(found, roll)
        blocks = (replace(b, rows=b.rows[:-1]) if isinstance(b, Table) else b for b in document.blocks)
        return replace(document, blocks=tuple(blocks))

    monkeypatch.setattr(making, "listing", short)
    done = run(tmp_path / "out", "--paper", "ket-qua", "--paper", "bien-ban")
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert "[paper-numbers]" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("form", "module", "name"), [("docx", "docx", "python-docx"), ("pdf", "typst", "typst")])
def test_what_is_not_installed_is_named_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, module: str, name: str
) -> None:
    true = importlib.util.find_spec

    def without(wanted: str, package: str | None = None) -> ModuleSpec | None:
        return None if wanted == module else true(wanted, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    done = run(tmp_path / "out", "--form", form)
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert f"(thiếu `{name}`)" in done.stderr
    assert "pip install 'xetkhen[papers]'" in done.stderr
    assert run(tmp_path / "x", "--form", form, "--paper", "nhac-bo-sung").exit_code == Exit.DONE
