"""Progress: a line for every book, and on a terminal a bar for a large one and for long work, on stderr only."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from concurrent.futures import Future
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from cli import main
from engine.assurance.waiting import each, waited
from engine.commands import told
from tests.assurance.small import written
from tests.campaign import ROOT


def large(path: Path) -> Path:
    """Return a book whose sheet has more bytes than the least that gets a bar."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet("Danh sách đơn vị")
        page.write_row(0, 0, ["Mã đơn vị", "Tên đơn vị"])
        for row in range(1, 4000):
            page.write_row(row, 0, [f"U{row}", "Phường " + "x" * 1200])
    return path


def on_a_terminal(*arguments: str) -> tuple[bytes, bytes]:
    """Run a command whose stderr is a terminal of 80 columns; return what it shows there, and what it prints."""
    master, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    call = [sys.executable, str(ROOT / "cli.py"), *arguments]
    running = subprocess.Popen(call, stderr=side, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
    os.close(side)
    seen = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        seen += part
    out = running.communicate()[0]
    os.close(master)
    return seen, out


@pytest.mark.slow
def test_a_large_book_gets_a_bar_on_a_terminal(tmp_path: Path) -> None:
    seen, out = on_a_terminal("inspect", str(large(tmp_path / "a.xlsx")), "--ruleset", "quan-12-2020")
    assert "đọc a.xlsx" in seen.decode()
    assert b"100%" in seen
    assert b"#" in seen
    assert b"100%" not in out


LONG = {
    "test": (("--mutate",), "trying mutants"),
    "prove": (("--examples", "1", "--law", "quota-kept", "--law", "names-free", "--jobs", "1"), "trying laws"),
    "analyze": (("--ask", "criterion-decides", "--jobs", "1"), "solving questions"),
}


SLOW = pytest.mark.slow


@pytest.mark.parametrize("command", ["prove", pytest.param("test", marks=SLOW), pytest.param("analyze", marks=SLOW)])
def test_long_work_is_one_line_that_changes_on_a_terminal(command: str, tmp_path: Path) -> None:
    more, words = LONG[command]
    arguments = (command, str(written(tmp_path).parent), *more, "--lang", "en", "--format", "json")
    seen, out = on_a_terminal(*arguments)
    shown = re.sub(r"\x1b\[\?25[lh]", "", seen.decode()).rstrip()
    assert "\n" not in shown, "it is one line"
    states = [one.rstrip() for one in shown.split("\r") if one.strip()]
    total = re.search(r" 0/(\d+)$", states[0])
    assert total is not None
    assert re.fullmatch(rf"{words}  \[-+\]  0/{total[1]}  \S.*", states[1]), "what is looked at first"
    assert re.fullmatch(rf"{words}  \[#+\]  {total[1]}/{total[1]}", states[-1])
    assert max(map(len, states)) < 80
    json.loads(out)
    result = CliRunner().invoke(main, arguments)
    assert (result.stdout.encode(), result.stderr) == (out, ""), "piped, nothing is said"


def test_what_is_done_in_several_processes_is_told_as_it_comes() -> None:
    seen: list[tuple[int, str]] = []
    waiting: dict[str, Future[int]] = {"a": Future(), "b": Future()}
    for one in waiting.values():
        one.set_result(1)
    waited(waiting, lambda *now: seen.append(now))
    assert seen == [(0, "a"), (1, ""), (2, "")]
    seen.clear()
    assert list(each(("a", "b"), str.upper, lambda *now: seen.append(now))) == ["A", "B"]
    assert seen == [(0, "a"), (1, "b"), (2, "")]


def test_elsewhere_every_book_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    tell = told.progress("vi")
    tell("a.xlsx", 0, 0)
    tell("a.xlsx", 5_000_000, 10_000_000)
    tell("b.xlsx", 0, 0)
    assert capsys.readouterr().err == "đọc a.xlsx\nđọc b.xlsx\n"
    told.progress("en")("a.xlsx", 0, 0)
    assert capsys.readouterr().err == "reading a.xlsx\n"
