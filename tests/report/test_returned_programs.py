"""Books as other programs write them: LibreOffice, openpyxl, xlsxwriter; copies that such a program has saved again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from engine.records import load
from engine.report.returned.model import LIST, ref
from engine.report.returned.styles import Styles

from ..records.plans import plan
from ..records.xlsx_made import MAIN
from .returned import ERROR, QUESTION, asked, copy, fills, lines, opened, parts, returned, wrong

HERE = Path(__file__).parent / "returned_books"
PEOPLE = "Danh sách cá nhân"
FAULTS = {(PEOPLE, "D2"), (PEOPLE, "E2"), (PEOPLE, "A3")}
ILLEGAL = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE


def test_a_book_that_libreoffice_made(tmp_path: Path) -> None:
    path = shutil.copy(HERE / "ca-nhan.xlsx", tmp_path / "b.xlsx")
    dossier, back = returned(Path(path), tmp_path / "back")
    book = opened(back)
    assert {place for place, colour in fills(book).items() if colour == ERROR} == FAULTS
    before, after = opened(Path(path)), opened(back)
    assert after[PEOPLE]["B2"].fill.fgColor.rgb == before[PEOPLE]["B2"].fill.fgColor.rgb == "FFC6EFCE"
    assert repr(after[PEOPLE].data_validations) == repr(before[PEOPLE].data_validations)
    assert load(plan(), [back]).rejected == dossier.rejected


def test_a_copy_that_libreoffice_saved_again(tmp_path: Path) -> None:
    saved = opened(HERE / "ca-nhan-luu-lai.xlsx")
    assert {place for place, colour in fills(saved).items() if colour == ERROR} == FAULTS
    saved[PEOPLE]["D2"], saved[PEOPLE]["A3"] = "Có", "a2"
    saved.save(tmp_path / "b.xlsx")
    dossier, back = returned(tmp_path / "b.xlsx", tmp_path / "back")
    assert len(dossier.rejected) == 1
    book = opened(back)
    assert {place for place, colour in fills(book).items() if colour == ERROR} == {(PEOPLE, "E2")}
    assert {book[PEOPLE][cell].fill.fgColor.rgb for cell in ("A2", "B2", "D2", "A3", "B3")} == {"FFC6EFCE"}
    assert (book.sheetnames.count(LIST), book.sheetnames[0]) == (1, LIST)
    assert [line[1] for line in lines(book)][:1] == ["E2"]


def test_marks_that_libreoffice_saved_are_taken_off_again(tmp_path: Path) -> None:
    path = Path(shutil.copy(HERE / "ca-nhan-luu-lai.xlsx", tmp_path / "b.xlsx"))
    book = opened(copy(path, asked("b.xlsx", PEOPLE, "E2")))
    assert fills(book) == {(PEOPLE, "E2"): QUESTION}
    assert {book[PEOPLE][cell].fill.fgColor.rgb for cell in ("B2", "D2", "A3")} == {"FFC6EFCE"}


def test_the_style_before_a_mark_is_one_without_a_fill_where_several_are_alike() -> None:
    solid = [f"<fill>{_solid(colour)}</fill>" for colour in ("FFC6EFCE", ERROR)]
    fills_ = "".join(["<fill><patternFill/></fill>"] * 2 + solid)
    xfs = "".join(f'<xf fontId="0" fillId="{fill}" applyFont="{fill}"/>' for fill in (2, 0, 3))
    known = f"<fills>{fills_}</fills><cellXfs>{xfs}<xf fontId='1' fillId='3'/></cellXfs>"
    styles = Styles(f'<styleSheet xmlns="{MAIN}">{known}</styleSheet>'.encode(), MAIN)
    assert styles.ours == {"2", "3"}
    assert [styles.original(at) for at in range(5)] == [0, 1, 1, 4, 4]


def _solid(colour: str) -> str:
    return f'<patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill>'


@pytest.mark.parametrize("memory", [True, False])
def test_a_book_that_xlsxwriter_made_with_texts_in_its_cells_or_apart(tmp_path: Path, memory: bool) -> None:
    with xlsxwriter.Workbook(tmp_path / "b.xlsx", {"constant_memory": memory}) as book:
        page = book.add_worksheet("S")
        for row in range(3):
            page.write_row(row, 0, [f"a{row}", row, ""])
    made = copy(tmp_path / "b.xlsx", wrong("b.xlsx", "S", "A2"), wrong("b.xlsx", "S", "C2"))
    assert ("xl/sharedStrings.xml" in parts(made.data)) is not memory
    assert set(fills(opened(made))) == {("S", "A2"), ("S", "C2")}
    assert [line[2] for line in lines(opened(made))] == ["a1", "(ô trống)"]


_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"], max_codepoint=0x1F9FF), max_size=8)
_CELLS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | _TEXTS.filter(lambda t: not ILLEGAL.search(t))
_PLACES = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 8), st.booleans()), min_size=1, max_size=8)


def _written(path: Path, program: str, rows: list[list[object]]) -> None:
    if program == "openpyxl":
        book = openpyxl.Workbook()
        page: Any = book.worksheets[0]
        page.title = "S"
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    cell = page.cell(at, column)
                    cell.value, cell.data_type = value, "s" if isinstance(value, str) else cell.data_type
        book.save(path)
        return
    options = {"constant_memory": program == "inline", "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as made:
        page = made.add_worksheet("S")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None and not (isinstance(value, str) and value.startswith("<r>")):
                    page.write(at, column, value)


@given(
    rows=st.lists(st.lists(_CELLS, max_size=7), max_size=10),
    places=_PLACES,
    program=st.sampled_from(["openpyxl", "inline", "shared"]),
)
def test_any_table_with_any_faulty_cells(
    rows: list[list[object]],
    places: list[tuple[int, int, bool]],
    program: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / "b.xlsx"
    _written(path, program, rows)
    found = [(wrong if bad else asked)("b.xlsx", "S", ref(row, column)) for row, column, bad in places]
    made = copy(path, *found)
    before, after = opened(path)["S"], opened(made)["S"]
    expected: dict[tuple[int, int], bool] = {}
    for row, column, bad in places:
        filled = [c.column for c in before[row] if c.value not in {None, ""} and str(c.value).strip()]
        whole = range(min(filled, default=1), max(filled, default=1) + 1)
        for one in [column] if column else whole:
            expected[row, one] = expected.get((row, one), False) or bad
    marked = {place: ERROR if bad else QUESTION for place, bad in expected.items()}
    assert {(r, c): colour for (_, cell), colour in fills(opened(made)).items() for r, c in [_split(cell)]} == marked
    for row in range(1, max(before.max_row, 12) + 1):
        for column in range(1, max(before.max_column, 8) + 1):
            was, now = before.cell(row, column), after.cell(row, column)
            assert (was.value, was.data_type, was.number_format) == (now.value, now.data_type, now.number_format)
    assert made.whole
    assert len(lines(opened(made))) == len({(d.code, d.place) for d in found})
    (folder / "again").mkdir()
    again = folder / "again" / "b.xlsx"
    again.write_bytes(made.data)
    assert copy(again, *found).data == made.data


def _split(cell: str) -> tuple[int, int]:
    return openpyxl.utils.cell.coordinate_to_tuple(cell)
