"""Books of other formats go back as new workbooks: the same sheets, cells and values, marked in the same way."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from engine.diagnostics import Diagnostic, Lang
from engine.records import load
from engine.records.grid import Grid, Merge
from engine.records.opening.files import read
from engine.records.opening.gather import Book
from engine.records.opening.kinds import Kind
from engine.records.opening.xlsx import read_workbook
from engine.report.returned import plain
from engine.report.returned.model import LIST

from ..records import books
from ..records.plans import plan
from .returned import ERROR, HEAD, copies, copy, fills, lines, opened, parts, returned, wrong

PEOPLE = "Danh sách cá nhân"
CSV = (
    "Mã cá nhân;Họ và tên;Mã đơn vị;Thực hiện tốt quy chế;Ngày sinh\n"
    "a1;=cmd|' /C calc'!A0;U1;có lẽ;31/02/1980\n;;;;\na2;#N/A;U1;0,5;2020-05-20\n"
)


def grid(*rows: list[str], sheet: str = "S", title: str = "", merges: tuple[Merge, ...] = ()) -> Grid:
    frame = pd.DataFrame(list(rows), index=range(1, len(rows) + 1), dtype=object)
    return Grid("f", sheet, title or sheet, frame, merges)


def test_a_csv_file_goes_back_as_a_workbook(tmp_path: Path) -> None:
    units = books.book(tmp_path / "a.xlsx", {"Danh sách đơn vị": books.UNITS})
    path = tmp_path / "ca-nhan.csv"
    path.write_text(CSV, encoding="utf-8")
    dossier = load(plan(), [units, path])
    (made,) = copies([units, path], dossier.rejected)
    assert (made.book, made.file, made.whole) == ("ca-nhan.csv", "ca-nhan.xlsx", False)
    book = opened(made)
    assert book.sheetnames == [LIST, "ca-nhan"]
    assert [[c.value for c in row] for row in book["ca-nhan"].iter_rows(max_row=4)][1] == [
        "a1", "=cmd|' /C calc'!A0", "U1", "có lẽ", "31/02/1980",
    ]  # fmt: skip
    assert book["ca-nhan"]["B2"].data_type == "s"
    more = {("ca-nhan", "B4"): ERROR}
    assert fills(book) == {("ca-nhan", "D2"): ERROR, ("ca-nhan", "E2"): ERROR, ("ca-nhan", "D4"): ERROR, **more}
    assert [line[:3] for line in lines(book)] == [
        ["ca-nhan", "D2", "có lẽ"], ["ca-nhan", "E2", "31/02/1980"], ["ca-nhan", "B4", "#N/A"],
        ["ca-nhan", "D4", "0,5"],
    ]  # fmt: skip
    back = tmp_path / made.file
    back.write_bytes(made.data)
    again = load(plan(), [units, back])
    assert [(d.code, d.place.cell, d.args) for d in again.rejected] == [  # type: ignore[union-attr]
        (d.code, d.place.cell, d.args) for d in dossier.rejected  # type: ignore[union-attr]
    ]
    assert again.balance.rows == dossier.balance.rows + HEAD + 4


def test_a_csv_file_is_parted_as_the_import_parts_it(tmp_path: Path) -> None:
    rows = ["Biểu 1, năm 2020, quận", "Cách ghi, ví dụ, x", "Mã cá nhân;Mã đơn vị", "a1;U1, x, y", "a2;U1, x, y"]
    (tmp_path / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    page = opened(copy(tmp_path / "a.csv", wrong("a.csv", "", "A4")))["a"]
    assert [c.value for c in page[4]] == ["a1", "U1, x, y"]


@pytest.mark.parametrize(
    ("file", "sheet"),
    [("danh mục.csv", "Bảng danh mục"), ("a[1]b.csv", "a 1 b"), (f"{'dài ' * 20}.csv", "dài " * 7 + "dài")],
)
def test_the_sheet_of_a_csv_file_is_read_again_whatever_the_file_is_called(
    file: str, sheet: str, tmp_path: Path
) -> None:
    (tmp_path / file).write_text("Mã cá nhân;Họ và tên\na;b\n", encoding="utf-8")
    assert opened(copy(tmp_path / file, wrong(file, "", "A2"))).sheetnames == [LIST, sheet]


def office(path: Path, suffix: str) -> Path:
    """Return a book of another format: those that LibreOffice wrote lie beside this test."""
    source = Path(__file__).parent / "returned_books" / f"gia-tri{suffix}"
    path.write_bytes(source.read_bytes())
    return path


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_values_of_other_formats_stay_what_they_were(suffix: str, tmp_path: Path) -> None:
    path = office(tmp_path / f"PH01{suffix}", suffix)
    kind = Kind.XLS if suffix == ".xls" else Kind.ODS
    before, _ = read(Book(path, path.name, kind, str), frozenset())
    made = copy(path, wrong(path.name, "Số liệu", "B1"), wrong(path.name, "Số liệu", "D4"))
    assert (made.file, made.whole) == ("PH01.xlsx", False)
    (tmp_path / "back.xlsx").write_bytes(made.data)
    after, _ = read_workbook(tmp_path / "back.xlsx", "back.xlsx")
    assert [g.title for g in after] == [LIST, *(g.title for g in before)]
    for was, now in zip(before, after[1:], strict=True):
        pd.testing.assert_frame_equal(was.cells, now.cells)
        assert sorted(m.ref for m in was.merges) == sorted(m.ref for m in now.merges)
    assert set(fills(opened(made))) == {("Số liệu", "B1"), ("Số liệu", "D4")}
    assert [line[2] for line in lines(opened(made))] == ["1234", "(ô trống)"]
    page = opened(made)["Số liệu"]
    assert page["E1"].value == dt.datetime(2020, 5, 20)  # noqa: DTZ001 - workbooks know no zones
    assert (page["E1"].number_format, page["D1"].number_format) == ("dd/mm/yyyy", "0.0%")


def test_a_list_from_the_last_time_is_left_out_and_made_anew(tmp_path: Path) -> None:
    path = office(tmp_path / "PH01.xls", ".xls")
    names = plain.written([grid(["a"], sheet=LIST), grid(["b"])], tmp_path / "v.xlsx")
    assert names == {"S": "S"}
    assert opened(copy(path, wrong("PH01.xls", "Số liệu", "A1"))).sheetnames[0] == LIST


def test_what_excel_does_not_take_is_written_as_it_can_be(tmp_path: Path) -> None:
    long = "x" * 40_000
    rows = [
        ["\x00n0.30000000000000004", "\x00n12345678901234567890", "\x00p0.123456789012345", "\x00n007", "\x00n1e+400"],
        ["\x00d1899-12-31", "\x00d1900-01-01", "\x00eErr:502", "\x00e#N/A", "\x00f="],
        ["\x00o08:00:00", "a\ud800b", long, "<r>&<x></r>", "<r></r>"],
    ]
    twice = (Merge(1, 1, 2, 2), Merge(2, 2, 3, 3), Merge(3, 1, 3, 1), Merge(1, 4, 3, 4), Merge(5, 1, 5, 2))
    names = plain.written(
        [grid(*rows, sheet="A/B", merges=twice), *(grid([""], sheet=name) for name in ("a:b", "'q'", "History"))],
        tmp_path / "v.xlsx",
    )
    assert names == {"A/B": "A B", "a:b": "a b 2", "'q'": "q", "History": "History 2"}
    (first, *_), _ = read_workbook(tmp_path / "v.xlsx", "v.xlsx")
    texts = first.cells.to_numpy(dtype=object).tolist()
    assert texts[0] == [
        "0.30000000000000004", "12345678901234567890", "\x00p0.123456789012345", "\x00n007", "1e+400",
    ]  # fmt: skip
    assert texts[1] == ["31/12/1899", "01/01/1900", "\x00e#VALUE!", "\x00e#N/A", "\x00e#VALUE!"]
    assert texts[2] == ["08:00:00", "a\ufffdb", "x" * 32_767, "<r>&<x></r>", "<r></r>"]
    assert [m.ref for m in first.merges] == ["A1:B2", "D1:D3", "A5:B5"]


def test_old_fonts_are_kept_since_they_tell_how_texts_are_read(tmp_path: Path) -> None:
    one = grid(["TRÇn", "b"])
    fonts = Grid(one.file, one.sheet, one.title, one.cells, fonts={(1, 0): ".VnTime"})
    plain.written([fonts], tmp_path / "v.xlsx")
    book = opened(tmp_path / "v.xlsx")
    assert (book["S"]["A1"].font.name, book["S"]["B1"].font.name) == (".VnTime", "Calibri")


def test_a_book_of_another_format_goes_back_twice(tmp_path: Path) -> None:
    path = tmp_path / "ca-nhan.csv"
    path.write_text(CSV, encoding="utf-8")
    dossier, back = returned(path, tmp_path / "back")
    again, twice = returned(back, tmp_path / "again")
    assert [d.code for d in again.rejected] == [d.code for d in dossier.rejected]
    one, two = parts(back), parts(twice)
    assert [name for name in one if one[name] != two[name]] == ["xl/worksheets/loi-can-sua.xml"]  # names the file


def test_english_words_for_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Mã cá nhân;Họ và tên\na;b\n", encoding="utf-8")
    found: list[Diagnostic] = [wrong("a.csv", "", ""), wrong("a.csv", "", "2")]
    assert [line[:3] for line in lines(opened(copy(path, *found, lang=Lang.EN)))] == [
        ["a", "Whole sheet", ""], ["a", "Row 2", "a | b"],
    ]  # fmt: skip
