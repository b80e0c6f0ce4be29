"""papers: what is written, what is listed, and every bad input as one clear sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from engine.report.papers import PAPERS
from tests.campaign import ROOT


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["papers", *(str(a) for a in arguments)])


def test_the_list_names_every_paper_in_both_languages() -> None:
    for lang, titles in (("vi", [p.title_vi for p in PAPERS]), ("en", [p.title_en for p in PAPERS])):
        result = run("--list", "--lang", lang)
        assert result.exit_code == Exit.DONE
        lines = result.stdout.splitlines()
        assert [line.split()[0] for line in lines] == [p.id for p in PAPERS]
        assert all(title in line for title, line in zip(titles, lines, strict=True))


def test_ids_and_files_are_each_one_s_own() -> None:
    assert len({p.id for p in PAPERS}) == len(PAPERS)
    files = [p.file_name for p in PAPERS if "." in p.file_name]
    assert len(set(files)) == len(files)
    assert len({p.title_vi for p in PAPERS}) == len(PAPERS)


def test_the_papers_named_are_written_and_no_others(tmp_path: Path) -> None:
    out, books = tmp_path / "giay-to", sorted((ROOT / "fixtures" / "danh-gia-2023").glob("*.xlsx"))
    office = tmp_path / "co-quan.yaml"
    office.write_text("hội đồng: {thành viên: [{họ và tên: A}, {họ và tên: B}]}\n", "utf-8")
    picked = ("--paper", "phieu-bieu-quyet", "--paper", "nhac-bo-sung")
    result = run("danh-gia-2023", *books, "--as-of", "2024-01-10", "-q", "--out", out, *picked, "--office", office)
    assert result.exit_code == Exit.DONE
    assert {p.name for p in out.iterdir()} == {"phieu-bieu-quyet.xlsx", "nhac-bo-sung.xlsx"}
    assert all(str(p) in result.stderr for p in out.iterdir())
    assert result.stdout == ""


def test_a_paper_with_nothing_to_say_is_told(tmp_path: Path) -> None:
    files = sorted((ROOT / "fixtures" / "truong-son-2020").glob("*.xlsx"))
    picked = ("--paper", "doi-chieu", "--paper", "nhac-bo-sung")
    result = run("truong-son-2020", *files, "--as-of", "2020-12-31", "-q", "--out", tmp_path, *picked)
    assert result.exit_code == Exit.DONE
    assert {p.name for p in tmp_path.iterdir()} == {"nhac-bo-sung.xlsx"}
    assert "không có gì để lập" in result.stderr
    assert "doi-chieu" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--list", "--paper", "doi-chiu"), Exit.USAGE, "có phải là `doi-chieu`?"),
        ((), Exit.USAGE, "thiếu RULESET"),
        (("quan-12-2020",), Exit.USAGE, "thiếu FILES"),
        (("quan-12-2020", "a.xlsx"), Exit.USAGE, "thiếu --out"),
        (("quan-12-2020", "a.xlsx", "--out", "/dev/null"), Exit.COULD_NOT_RUN, "cannot-write"),
        (("quan-13", "a.xlsx", "--out", "{tmp}"), Exit.COULD_NOT_RUN, "no-rule-file"),
        (("quan-12-2020", "khong-co.xlsx", "--out", "{tmp}"), Exit.COULD_NOT_RUN, "khong-co.xlsx"),
        (("quan-12-2020", "a.xlsx", "--out", "{tmp}", "--office", "khong.yaml"), Exit.COULD_NOT_RUN, "khong.yaml"),
    ],
)
def test_bad_input_ends_in_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], code: Exit, told: str
) -> None:  # fmt: skip
    result = run(*(a.replace("{tmp}", str(tmp_path)) for a in arguments))
    assert result.exit_code == code
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_faults_of_the_office_stop_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "co-quan.yaml"
    path.write_text("cơ quan:\n  tê: A\n", "utf-8")
    result = run("quan-12-2020", "khong-co.xlsx", "--out", tmp_path, "--office", path)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "co-quan.yaml:2:3" in result.stderr
    assert "có phải là `tên`?" in result.stderr
    assert "khong-co" not in result.stderr
