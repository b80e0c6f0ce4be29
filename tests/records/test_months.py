"""A cell in which a month was typed holds its first day: what it shows is what is read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from engine.records import load
from engine.records.opening.formats import hides_day
from engine.records.opening.ods_cells import _day

from .books import PEOPLE, UNITS, codes
from .plans import plan


@pytest.mark.parametrize(
    ("form", "hides"),
    [
        ("mm/yyyy", True),
        ("[$-42A]mmmm\\ yyyy;@", True),
        ('"tháng "m"/"yyyy', True),
        ("yyyy", True),
        ("dd/mm/yyyy", False),
        ("m/d/yy", False),
        ("hh:mm", False),
        ('"ngay d" mm/yyyy', True),
    ],
)
def test_formats_without_a_day(form: str, hides: bool) -> None:
    assert hides_day(form) == hides


def test_a_month_in_a_cell_is_asked_about_and_no_first_day(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        month, day = book.add_format({"num_format": "mm/yyyy"}), book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in (("Danh sách đơn vị", UNITS), ("Danh sách cá nhân", PEOPLE)):
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                page.write_row(at, 0, list(row))
        page = book.add_worksheet("Danh sách vi phạm")
        page.write_row(0, 0, ["Mã cá nhân", "Ngày vi phạm"])
        for at, (value, form) in enumerate(((1, month), (1, day), (20, month)), 1):
            page.write(at, 0, "a1")
            page.write_datetime(at, 1, dt.datetime(2020, 6, value), form)  # noqa: DTZ001 - a cell's value
    dossier = load(plan(), [path])
    assert codes(dossier) == [("date-without-day", "B2")]
    assert dossier.rejected[0].args["text"] == "06/2020"
    assert dossier.tables["violation"].size == 2, "another day than the first was not typed as a month"


def test_a_month_in_an_ods_cell() -> None:
    assert _day("2020-06-01", "06/2020") == "06/2020"
    assert _day("2020-06-01", "01/06/20") == "\x00d2020-06-01"
    assert _day("2020-06-20", "06/2020") == "\x00d2020-06-20"
