"""Books with an expected column: each cell is held against what came out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from cli import Exit, main
from tests.assurance.small import written

HEADER = ["unit_id", "kind", "on_time", "ok", "good", "files", "sent_on"]
ROWS = [
    ["U1", "Phường", "95", "Có", "Có", "2", "09/06/2020"],
    ["U2", "Phường", "94,9", "Có", "Có", "2", "09/06/2020"],
    ["U3", "Phòng", "", "Có", "Có", "2", "09/06/2020"],
]


def book(folder: Path, head: str, expected: list[str]) -> tuple[Path, Path]:
    """Write the rule set and a book with one expected column; return both."""
    rules = written(folder / "rules").parent
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "unit"
    sheet.append(["Danh sách đơn vị"])
    sheet.append([*HEADER, head])
    for row, word in zip(ROWS, expected, strict=True):
        sheet.append([*row, word])
    made.save(folder / "don-vi.xlsx")
    return rules, folder / "don-vi.xlsx"


def run(rules: Path, file: Path, *more: str) -> Result:
    result = CliRunner().invoke(main, ["test", str(rules), "--records", str(file), "--as-of", "2020-12-05", *more])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Mong đợi", ["pending", "Chưa đủ điều kiện đề nghị", "pending"]),  # no violation was attested
        ("Mong đợi: prize", ["", "not-proposed", ""]),
        ("MONG ĐỢI: unit.rate", ["Đạt", "không đạt", "chưa đủ căn cứ để kết luận"]),
        ("Mong đợi: unit.bad", ["chưa rõ", "undetermined", ""]),
    ],
)
def test_what_comes_as_expected_passes(tmp_path: Path, head: str, expected: list[str]) -> None:
    done = run(*book(tmp_path, head, expected))
    assert done.exit_code == Exit.DONE, done.output
    assert done.output == "case: 1 ca kiểm đều đúng\n"


def test_what_comes_otherwise_is_told_with_its_cell_and_why(tmp_path: Path) -> None:
    done = run(*book(tmp_path, "Mong đợi: unit.rate", ["đạt", "đạt", ""]))
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert "unit/U2: unit.rate (unit.rate): mong đợi đạt, nhận được không đạt" in done.output
    assert "--> don-vi.xlsx / unit / H4" in done.output
    assert "94,9%" in done.output


@pytest.mark.parametrize(
    ("head", "expected", "code", "text"),
    [
        ("Mong đợi: unit.rat", ["đạt", "", ""], "expected-column", "Mong đợi: unit.rat"),
        ("Mong đợi: unit.rate", ["đạtt", "", ""], "case-word", "đạtt"),
        ("Mong đợi", ["", "", ""], "no-expected", "don-vi.xlsx"),
        ("Ghi chú", ["đạt", "", ""], "no-expected", "don-vi.xlsx"),
    ],
)
def test_what_is_not_understood_is_told(tmp_path: Path, head: str, expected: list[str], code: str, text: str) -> None:
    done = run(*book(tmp_path, head, expected))
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert f"lỗi[{code}]" in done.stderr
    assert f"`{text}`" in done.stderr


def test_books_are_no_other_test(tmp_path: Path) -> None:
    rules, file = book(tmp_path, "Mong đợi", ["", "", ""])
    assert run(rules, file, "--coverage").exit_code == Exit.USAGE
    assert CliRunner().invoke(main, ["test", str(rules), "--as-of", "2020-12-05"]).exit_code == Exit.USAGE
    lost = run(rules, tmp_path / "nowhere.xlsx")
    assert lost.exit_code == Exit.COULD_NOT_RUN
