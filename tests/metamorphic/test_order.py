"""Shuffled rows, sheets and files change no verdict, value or decision."""

from __future__ import annotations

import random
from pathlib import Path

import openpyxl
import pytest

from tests import campaign


def shuffled_rows(source: Path, sheet: str, rows: range, target: Path, seed: int) -> None:
    """Write a copy of a book with the data rows of one sheet in another order."""
    workbook = openpyxl.load_workbook(source)
    page = workbook[sheet]
    values = [[c.value for c in page[r]] for r in rows]
    random.Random(seed).shuffle(values)
    for r, line in zip(rows, values, strict=True):
        for column, value in enumerate(line, 1):
            page.cell(r, column).value = value
    workbook._sheets.reverse()  # type: ignore[attr-defined]  # sheets in another order too
    workbook.save(target)


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffling_changes_nothing(seed: int, tmp_path: Path) -> None:
    changed: dict[Path, Path | None] = {}
    for name, sheet, rows in (("07", "Danh sách vi phạm", range(8, 17)), ("07", "Xác nhận đầy đủ", range(9, 42))):
        target = tmp_path / f"{name}.xlsx"
        source = campaign.book(name)
        shuffled_rows(changed.get(source) or source, sheet, rows, target, seed)
        changed[source] = target
    files = campaign.replaced(changed)
    random.Random(seed).shuffle(files)
    found, base = campaign.judged(files), campaign.evaluation()
    assert campaign.decisions(found) == campaign.decisions(base)
    assert campaign.verdicts(found) == campaign.verdicts(base)
