"""format and schema: what they print and write, and their exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from tests.campaign import RESOLUTION, ROOT

RULES = "title: Thử\nruleset: thu\ndocuments: {kh: {clauses: plan.yaml}}\nregisters: {unit: {label: Đơn vị}} # đây\n"
AFTER = "ruleset: thu\ntitle: Thử\ndocuments: {kh: {clauses: plan.yaml}}\nregisters: {unit: {label: Đơn vị}}  # đây\n"
PLAN = "number: unknown\ntitle: Thử\nclauses: [{id: a, text: b}]\n"
PLAN_AFTER = "title: Thử\nnumber: unknown\nclauses: [{id: a, text: b}]\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_files_are_written_in_place_and_named(folder: Path) -> None:
    (folder / "rules.yaml").chmod(0o640)
    result = run("format", folder)
    assert result.exit_code == Exit.DONE
    assert contents(folder) == {"rules.yaml": AFTER.encode(), "plan.yaml": PLAN_AFTER.encode()}
    assert "đã trình bày lại" in result.stderr
    assert result.stderr.count("rules.yaml") == 1
    assert (folder / "rules.yaml").stat().st_mode & 0o777 == 0o640
    again = run("format", folder, folder / "rules.yaml", "--lang", "en")
    assert again.exit_code == Exit.DONE
    assert again.stderr == "2 files left as they are\n"


def test_check_lists_and_writes_nothing(folder: Path) -> None:
    before = contents(folder)
    result = run("format", folder, "--check")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "sẽ trình bày lại" in result.stderr
    assert "would reformat" in run("format", folder, "--check", "--lang", "en").stderr
    assert contents(folder) == before
    run("format", folder)
    assert run("format", folder, "--check").exit_code == Exit.DONE


def test_diff_prints_and_writes_nothing(folder: Path) -> None:
    before = contents(folder)
    result = run("format", folder, "--diff")
    assert result.exit_code == Exit.DONE
    assert {"+ruleset: thu", "-ruleset: thu"} <= set(result.stdout.splitlines())
    assert "+++ " in result.stdout
    assert contents(folder) == before
    assert run("format", folder, "--diff", "--check").exit_code == Exit.COULD_NOT_RUN


def test_line_breaks_stay_as_they_were(folder: Path) -> None:
    (folder / "rules.yaml").write_bytes(RULES.replace("\n", "\r\n").encode())
    assert run("format", folder).exit_code == Exit.DONE
    assert (folder / "rules.yaml").read_bytes() == AFTER.replace("\n", "\r\n").encode()


def test_a_file_with_errors_is_refused_and_nothing_is_written(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bad = tmp_path_factory.mktemp("bad")
    shutil.copytree(ROOT / "fixtures" / "bad-rules" / "everything", bad, dirs_exist_ok=True)
    before = contents(folder), contents(bad)
    result = run("format", folder, bad)
    assert result.exit_code == Exit.RULES_HAVE_ERRORS
    assert "lỗi[unknown-key]" in result.stderr
    assert (contents(folder), contents(bad)) == before
    (folder / "plan.yaml").write_text("title: [\n", encoding="utf-8")
    assert run("format", folder).exit_code == Exit.RULES_HAVE_ERRORS
    assert contents(folder)["rules.yaml"] == RULES.encode()


def test_where_there_is_nothing_to_format() -> None:
    assert run("format").exit_code == Exit.USAGE
    result = run("format", "quan-13")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "lỗi[no-rule-file]" in result.stderr


def test_a_file_that_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("engine.commands.formatting.write_whole", refuse)
    result = run("format", folder)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "lỗi[cannot-write]" in result.stderr
    assert contents(folder)["rules.yaml"] == RULES.encode()


def test_a_layout_that_would_read_differently_is_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.syntax.canonical.canonical", lambda *_: None)
    result = run("format", folder)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "lỗi[format-disagrees]" in result.stderr
    assert contents(folder)["rules.yaml"] == RULES.encode()


def test_a_folder_with_an_overlay(tmp_path: Path) -> None:
    shutil.copytree(RESOLUTION, tmp_path, dirs_exist_ok=True)
    result = run("format", tmp_path)
    assert result.exit_code == Exit.DONE, result.stderr
    assert "overlay.yaml" in result.stderr
    assert run("check", "quan-12-2020", "--with", tmp_path).exit_code == Exit.DONE


def test_schema_is_printed_in_the_language_asked_for() -> None:
    rules, plan = run("schema"), run("schema", "--plan", "--lang", "en")
    assert rules.exit_code == plan.exit_code == Exit.DONE
    assert json.loads(rules.stdout)["properties"]["criteria"]["description"].startswith("Các tiêu chí")
    assert json.loads(plan.stdout)["properties"]["clauses"]["description"] == "The clauses, in order."
