"""Workbooks of tables: what Excel does not take is kept out of them, visibly."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from engine.diagnostics import Lang
from engine.evaluator import evaluate
from engine.records import from_rows
from engine.report import build_view
from engine.report.papers import Material, pages
from engine.report.papers.book import Box, Column, Group, Row, Tab, written
from engine.report.papers.pages import address, parts
from engine.report.papers.results import results
from tests.campaign import AS_OF, compiled

from .made import table


def sheet(*rows: Row | Group, columns: tuple[Column, ...] = (Column("A", 20),), name: str = "T") -> Worksheet:
    data = written("t", "c", [Tab(name, ("Kế hoạch", "Bảng"), columns, rows)])
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def test_a_sheet_takes_so_many_links_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LINKS", 2)
    page = sheet(*([Box(f"c{n}", "cell", "external:a.xlsx#'S'!A1")] for n in range(4)))
    cells = [c for row in page.iter_rows(min_row=5) for c in row]
    assert [c.value for c in cells] == ["c0", "c1", "c2", "c3"]
    assert [c.hyperlink is not None for c in cells] == [True, True, False, False]


def test_a_link_that_is_too_long_is_a_text() -> None:
    page = sheet([Box("c", "cell", "external:" + "x" * 3000)])
    assert page["A5"].value == "c"
    assert page["A5"].hyperlink is None


@pytest.mark.parametrize(
    ("file", "name", "cell", "wanted"),
    [
        ("../a b.xlsx", "Đơn vị 'A'", "C7", "external:../a b.xlsx#'Đơn vị ''A'''!C7"),
        ("a.xlsx", "S", "12", "external:a.xlsx#'S'!A12"),
        ("a.csv", "", "C7", "external:a.csv"),
        ("", "S", "C7", ""),
        ("a.xlsx", "50% #1", "C7", ""),
    ],
)
def test_addresses_of_cells(file: str, name: str, cell: str, wanted: str) -> None:
    assert address(file, name, cell) == wanted


def test_rows_in_parts_are_all_rows() -> None:
    rows: list[Row] = [[n] for n in range(7)]
    assert [list(p) for p in parts(rows, 3)] == [rows[:3], rows[3:6], rows[6:]]
    assert [list(p) for p in parts([], 3)] == [[]]


def test_sheets_of_one_name_and_odd_names_are_told_apart() -> None:
    names = ["Danh sách: a/b?", "Danh sách: a/b?", "x" * 40, "History", "'"]
    data = written("t", "c", [Tab(n, ("k",), (Column("A", 9),), [["v"]]) for n in names])
    found = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert len({n.casefold() for n in found}) == 5
    assert all(0 < len(n) <= 31 and not set(n) & set("[]:*?/\\") for n in found)


def test_choices_with_commas_stand_on_a_sheet_of_their_own() -> None:
    several = (Column("A", 9, choices=("a, b", "c")), Column("B", 9, choices=("Có", "Không")))
    data = written("t", "c", [Tab("T", ("k",), several, [["", ""]])])
    book = openpyxl.load_workbook(io.BytesIO(data))
    lists = sorted(str(v.formula1) for v in book["T"].data_validations.dataValidation)
    assert lists == ['"Có,Không"', "'Danh mục'!$A$1:$A$2"]
    assert [c.value for c in book["Danh mục"]["A"]] == ["a, b", "c"]


def test_every_rejected_row_stands_in_the_book() -> None:
    plan = compiled().plan
    unit = {"unit_id": "U1", "unit_name": "Một", "kind": "ward", "staff_count": 0}
    rows = {"unit": [unit, {**unit, "unit_id": "U2", "has_plan": "có lẽ"}, {**unit, "unit_id": "U3", "reject": True}]}
    view = build_view(evaluate(plan, from_rows(plan, rows), AS_OF), Lang.VI)
    assert len(view.rejected) == 2
    book = openpyxl.load_workbook(io.BytesIO(results(Material(view))))
    found = list(table(book["Dòng bị loại"]))
    assert [r["Mã lỗi"] for r in found] == [d.code.id for d in view.rejected]
    assert all(r["Nội dung"] and r["Ô"] for r in found)
    text = "\n".join(str(c.value) for c in book["Dòng bị loại"]["A"])
    b = view.balance
    assert f"{b.rows} = dùng {b.used} + bị loại {b.rejected}" in text
