"""Progress: a line for every book, and on a terminal a bar for a large one, on stderr only."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from engine.commands import told
from tests.campaign import ROOT


def large(path: Path) -> Path:
    """Return a book whose sheet has more bytes than the least that gets a bar."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet("Danh sách đơn vị")
        page.write_row(0, 0, ["Mã đơn vị", "Tên đơn vị"])
        for row in range(1, 4000):
            page.write_row(row, 0, [f"U{row}", "Phường " + "x" * 1200])
    return path


@pytest.mark.slow
def test_a_large_book_gets_a_bar_on_a_terminal(tmp_path: Path) -> None:
    main, side = pty.openpty()
    file = str(large(tmp_path / "a.xlsx"))
    call = [sys.executable, str(ROOT / "cli.py"), "inspect", file, "--ruleset", "quan-12-2020"]
    running = subprocess.Popen(call, stderr=side, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
    os.close(side)
    seen = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        seen += part
    out = running.communicate()[0]
    os.close(main)
    assert "đọc a.xlsx" in seen.decode()
    assert b"100%" in seen
    assert b"#" in seen
    assert b"100%" not in out


def test_elsewhere_every_book_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    tell = told.progress("vi")
    tell("a.xlsx", 0, 0)
    tell("a.xlsx", 5_000_000, 10_000_000)
    tell("b.xlsx", 0, 0)
    assert capsys.readouterr().err == "đọc a.xlsx\nđọc b.xlsx\n"
    told.progress("en")("a.xlsx", 0, 0)
    assert capsys.readouterr().err == "reading a.xlsx\n"
