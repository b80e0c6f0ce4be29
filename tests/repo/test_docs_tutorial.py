"""The tutorial runs as it stands: its files are written, its commands are run, what it prints is found."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from tests.campaign import ROOT

_PAGE = (ROOT / "docs" / "write-a-plan.md").read_text(encoding="utf-8")
_STEP = re.compile(r"(?:^`([\w.-]+)( \(\+\))?`\n)?```(\w+)\n(.*?)```", re.DOTALL | re.MULTILINE)


def _run(command: str, folder: Path) -> tuple[int, str, dict[str, str]]:
    """Run a command as a shell in that folder would; return its exit code, all it prints, and decisions by key."""
    words: list[str] = []
    for word in shlex.split(command)[1:]:
        words += sorted(p.name for p in folder.glob(word)) if "*" in word else [word]
    done = CliRunner().invoke(main, words)
    found: dict[str, str] = {}
    if "json" in words:
        subjects = json.loads(done.stdout)["subjects"]
        found = {s["key"]: s["decisions"]["giay-khen"]["decision"] for s in subjects}
    return done.exit_code, done.stdout + done.stderr, found


def test_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for name, more, kind, text in _STEP.findall(_PAGE):
        if kind != "console":
            old = (tmp_path / name).read_text("utf-8") if more else ""
            if "readings:" in text:  # the page says so in words: the criterion names the reading
                old = old.replace("    quote: giải quyết hồ sơ đúng hạn trên từ 97%\n", _NAMED)
            (tmp_path / name).write_text(old + text, "utf-8")
            continue
        command, *wanted = text.strip().splitlines()
        code, printed, found = _run(command.removeprefix("$ "), tmp_path)
        ran += 1
        for line in wanted:
            if line.startswith("exit "):
                assert code == int(line.removeprefix("exit ")), printed
            elif found:
                key, word = line.split()
                assert found.pop(key) == word, printed
            else:
                assert line in printed
        assert not found, command
    assert ran == 5


_NAMED = "    quote: giải quyết hồ sơ đúng hạn trên từ 97%\n    reading: from-97\n"
