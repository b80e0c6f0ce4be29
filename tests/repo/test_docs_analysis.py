"""The example of docs/analysis.md prints what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from engine.assurance.analysis.questions import questions
from engine.bundle import rule_file
from engine.compiler import compile_file
from tests.assurance.analysis.little import faulty
from tests.campaign import ROOT

PAGE = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")


def test_the_example_is_answered_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = PAGE[PAGE.index("## An example\n") : PAGE.index("## How to read")]
    files = dict(re.findall(r"`([\w.-]+)`\n```yaml\n(.*?)```", part, re.DOTALL))
    assert set(files) == {"plan.yaml", "rules.yaml"}
    other = r"In the folder `(\w+)` is another version, where `(.+?)` has become `(.+?)`"
    ((folder, old, new),) = re.findall(other, part)
    assert files["rules.yaml"].count(old) == 1
    (tmp_path / folder).mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / folder / name).write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = re.findall(r"```\n\$ xetkhen (.+?)\n(.*?)```", part, re.DOTALL)
    assert [line.split()[0] for line, _ in told] == ["analyze", "diff"]
    for line, text in told:
        more = ["--jobs", "1"] if line.startswith("analyze") else []
        result = CliRunner().invoke(main, [*line.split(), *more])
        assert result.exit_code == 1, result.stderr
        assert result.stdout == text


def test_every_topic_is_in_the_table() -> None:
    plans = [faulty(), compile_file(rule_file("danh-gia-2023")).plan]
    topics = {q.topic for ready in plans for q in questions(ready)}
    assert len(topics) >= 12
    assert [t for t in topics if f"`{t}/" not in PAGE] == []


def test_the_declared_id_is_one_of_the_example() -> None:
    (id_,) = re.findall(r'id: "analysis:(.+?)"', PAGE)
    assert f"`analysis:{id_}`" in PAGE.replace("\n                  ", " ")
