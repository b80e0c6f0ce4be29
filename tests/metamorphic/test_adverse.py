"""No award through an absent, blank, misread or rejected record: whatever is spoilt, no new proposal appears."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from engine.diagnostics import ReportedError
from tests import campaign

VIOLATIONS, PAPERS = "Danh sách vi phạm", "Xác nhận đầy đủ"
#: where the data of each sheet starts and ends, and how many columns it has
AREAS = {VIOLATIONS: (8, 16, 8), PAPERS: (9, 41, 9)}
Change = Callable[[Worksheet], None]


def drop_row(row: int) -> Change:
    return lambda sheet: sheet.delete_rows(row)


def drop_column(column: int) -> Change:
    return lambda sheet: sheet.delete_cols(column)


def write(row: int, column: int, value: object) -> Change:
    def change(sheet: Worksheet) -> None:
        for merged in list(sheet.merged_cells.ranges):
            if (row, column) in {(r, c) for r, c in merged.cells}:
                sheet.unmerge_cells(str(merged))
        sheet.cell(row, column).value = value  # type: ignore[assignment]

    return change


def changes() -> Iterator[tuple[str, str, Change]]:
    """Yield every row deleted, column deleted, header spoilt, and each violation's cells blanked and corrupted."""
    for sheet, (first, last, width) in AREAS.items():
        rows = range(first, last + 1) if sheet == VIOLATIONS else range(first, last + 1, 7)
        for row in rows:
            yield f"{sheet}: row {row} deleted", sheet, drop_row(row)
        for column in range(1, width + 1):
            yield f"{sheet}: column {column} deleted", sheet, drop_column(column)
            yield f"{sheet}: header {column} spoilt", sheet, write(6, column, "@@@")
    for row in (8, 12, 14):
        for column in range(2, 9):
            yield f"cell {row}/{column} blank", VIOLATIONS, write(row, column, None)
            yield f"cell {row}/{column} corrupt", VIOLATIONS, write(row, column, "#?!")
    for row in (9, 11, 12, 41):
        for column in range(2, 9):
            yield f"paper {row}/{column} blank", PAPERS, write(row, column, None)
    yield "a date that does not exist", VIOLATIONS, write(8, 6, "31/02/2020")
    yield "a violation concluded never", VIOLATIONS, write(8, 8, dt.datetime(2199, 1, 1))  # noqa: DTZ001 - a cell's value


CHANGES = list(changes())


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(8))
def test_spoiling_the_adverse_book_makes_no_new_proposal(chunk: int, tmp_path: Path) -> None:
    before = campaign.proposed(campaign.evaluation())
    source = campaign.book("07")
    for number, (name, sheet, change) in enumerate(CHANGES[chunk::8]):
        workbook = openpyxl.load_workbook(source)
        change(workbook[sheet])
        path = tmp_path / f"{number}.xlsx"
        workbook.save(path)
        after = campaign.proposed(campaign.judged(campaign.replaced({source: path})))
        assert after <= before, name


@pytest.mark.parametrize("sheet", AREAS)
def test_a_sheet_left_out_makes_no_new_proposal(sheet: str, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(campaign.book("07"))
    del workbook[sheet]
    workbook.save(tmp_path / "x.xlsx")
    after = campaign.judged(campaign.replaced({campaign.book("07"): tmp_path / "x.xlsx"}))
    assert campaign.proposed(after) <= campaign.proposed(campaign.evaluation())


@pytest.mark.parametrize("name", [b.name for b in campaign.BOOKS])
def test_a_file_left_out_makes_no_new_proposal(name: str) -> None:
    after = campaign.judged(campaign.replaced({campaign.book(name): None}))
    assert campaign.proposed(after) <= campaign.proposed(campaign.evaluation())


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "07.xlsx"
    path.write_bytes(campaign.book("07").read_bytes()[:4000])
    with pytest.raises(ReportedError):
        campaign.judged(campaign.replaced({campaign.book("07"): path}))


@pytest.mark.slow
@pytest.mark.parametrize("row", [10, 13, 20])
def test_spoiling_a_staff_row_makes_no_new_proposal_for_its_unit(row: int, tmp_path: Path) -> None:
    source = campaign.book("02")
    before = campaign.proposed(campaign.evaluation())
    for number, change in enumerate((drop_row(row), write(row, 2, None), write(row, 7, "#?!"), write(row, 7, None))):
        workbook = openpyxl.load_workbook(source)
        change(workbook.worksheets[1])
        path = tmp_path / f"{number}.xlsx"
        workbook.save(path)
        assert campaign.proposed(campaign.judged(campaign.replaced({source: path}))) <= before
