"""evaluate --rows: one file of plain lines, alone, and what it is asked for together with is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from engine.commands.exits import Exit
from engine.commands.plain_lines import tell_many
from tests import campaign

BOOKS = [str(p) for p in sorted((campaign.ROOT / "fixtures" / "quan-12-2020").glob("*.xlsx"))]
BASE = ["evaluate", "quan-12-2020", *BOOKS, "--as-of", "2020-12-05", "-q"]


def test_lines_are_written_and_nothing_is_printed_on_the_way(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [*BASE, "--rows", "jsonl", "--out", str(tmp_path)])
    assert result.exit_code == Exit.DONE
    assert result.stdout == ""
    path = tmp_path / "tung-doi-tuong.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert f"đã ghi {path} ({len(lines)} dòng)" in result.stderr
    assert {line["award"] for line in lines} == {"giay-khen", "bang-khen"}
    assert not (tmp_path / "result.json").exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--rows", "csv"], "--rows cần --out"),
        (["--rows", "csv", "--out", "OUT", "--redact", "public"], "--rows không đi cùng"),
        (["--rows", "csv", "--out", "OUT", "--proofs"], "--rows không đi cùng"),
        (["--rows", "csv", "--out", "OUT", "--format", "json"], "--rows không đi cùng"),
        (["--rows", "xml", "--out", "OUT"], "jsonl, csv, parquet"),
    ],
)
def test_what_does_not_go_together_is_said_before_anything_is_read(
    tmp_path: Path, more: list[str], words: str
) -> None:
    result = CliRunner().invoke(main, [*BASE, *(str(tmp_path / "o") if m == "OUT" else m for m in more)])
    assert result.exit_code == Exit.USAGE
    assert words in result.stderr
    assert not (tmp_path / "o").exists()


def test_without_pyarrow_parquet_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    result = CliRunner().invoke(main, [*BASE, "--rows", "parquet", "--out", str(tmp_path / "o")])
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "parquet-extra" in result.stderr
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(("lang", "words"), [("vi", "có 654 đối tượng"), ("en", "there are 654 subjects")])
def test_lists_of_very_many_say_what_is_quicker(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    monkeypatch.setattr("engine.commands.plain_lines._MANY", 653)
    tell_many(campaign.evaluation(), lang)
    told = capsys.readouterr()
    assert (words in told.err, "--rows csv --out" in told.err, told.out) == (True, True, "")
    monkeypatch.setattr("engine.commands.plain_lines._MANY", 654)
    tell_many(campaign.evaluation(), lang)
    assert capsys.readouterr().err == ""


def test_the_long_way_says_so_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.commands.plain_lines._MANY", 10)
    assert "[subjects-many]" in CliRunner().invoke(main, [*BASE, "--format", "csv"]).stderr
