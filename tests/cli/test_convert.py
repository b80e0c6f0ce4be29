"""--convert-legacy: texts from before Unicode are told, converted only when asked, and both texts stay in sight."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.styles import Font

from cli import Exit, main
from engine.diagnostics import Lang
from engine.explain.telling import Teller
from engine.records import load
from tests.campaign import ROOT

from ..records.plans import plan

ROWS: list[list[str | int]] = [
    ["Mã đơn vị", "Tên đơn vị", "Loại đơn vị", "Số CBCCVC"],
    ["PH01", "Ph\u00adêng Hoµ An", "Ph\u00adêng", 20],
    ["PH02", "Ph\u00adêng ThuËn T©y", "Ph\u00adêng", 18],
]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a book whose texts are TCVN3 in a font that says so."""
    out = openpyxl.Workbook()
    sheet = out.worksheets[0]
    sheet.title = "Danh sách đơn vị"
    for line in ROWS:
        sheet.append(line)
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=3):
        for cell in row:
            cell.font = Font(name=".VnTime")
    out.save(tmp_path / "cu.xlsx")
    return tmp_path / "cu.xlsx"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [*map(str, args)])


def test_told_and_not_converted_unasked(old: Path) -> None:
    done = run("inspect", old, "--ruleset", "quan-12-2020", "-q")
    assert done.exit_code == Exit.RECORDS_REJECTED
    assert "có lẽ là `Phường Hoà An`" in done.stderr
    assert "[bad-choice]" in done.stderr
    assert load(plan(), [old]).tables["unit"].names == ("Ph\u00adêng Hoµ An", "Ph\u00adêng ThuËn T©y")


def test_converted_when_asked_with_both_texts(old: Path) -> None:
    done = run("inspect", old, "--ruleset", "quan-12-2020", "--convert-legacy")
    assert done.exit_code == Exit.DONE, done.stderr
    assert "thành `Phường Hoà An`" in done.stderr
    ask = ["--subject", "PH02", "--as-of", "05/12/2020", "--all"]
    told = run("explain", "quan-12-2020", old, "--convert-legacy", *ask)
    assert told.exit_code == Exit.DONE, told.stderr
    assert "Phường Thuận Tây" in told.stdout
    kind = load(plan(), [old], convert=True).tables["unit"].places.cell(1, "unit_name")
    assert Teller(Lang.VI).place(kind).endswith("tệp cu.xlsx, ở đó ghi “Ph\u00adêng ThuËn T©y”")
    dossier = load(plan(), [old], convert=True)
    place = dossier.tables["unit"].places.cell(1, "unit_name")
    assert str(place) == "cu.xlsx / Danh sách đơn vị / B3 ‹Ph\u00adêng ThuËn T©y›"
    assert dossier.hash != load(plan(), [old]).hash


def test_the_fixtures_have_nothing_to_convert() -> None:
    files = sorted((ROOT / "fixtures" / "binh-phuoc-2023").glob("*.xlsx"))
    done = run("inspect", *files, "--ruleset", "binh-phuoc-2023")
    assert "chuyển mã" not in done.stderr
