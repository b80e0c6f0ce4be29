"""How sheets are laid out: places, rows in disorder, formulas without a value, merges, hidden parts, other sheets."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from engine.records import load
from engine.records.grid import MARK, Grid, Merge
from engine.records.opening.xlsx import read_workbook

from .books import UNITS, book, codes
from .plans import plan
from .xlsx_made import MAIN, OFFICE, cells, findings, make, notices, ours, refused, rels, shared, styles, t, worksheet

N = f"{MARK}n"
UNCOMPUTED = f"{MARK}f="


def grid(path: Path) -> Grid:
    """Return the first sheet of a workbook."""
    return read_workbook(path, path.name)[0][0]


def inline(place: str, text: str) -> str:
    """Return a cell with a text."""
    return f'<c r="{place}" t="inlineStr"><is>{t(text)}</is></c>'


def test_rows_in_disorder_are_put_in_order(tmp_path: Path) -> None:
    """openpyxl drops the rows that come too late."""
    rows = "".join(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in (5, 2, 9000, 1))
    found = grid(make(tmp_path / "a.xlsx", rows))
    assert found.cells.index.tolist() == [1, 2, 5, 9000]
    assert cells(found) == {(n, 1): f"{N}{n}" for n in (1, 2, 5, 9000)}


def test_cells_in_disorder_within_a_row(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c><v>2</v></c></row>'
    assert ours(make(tmp_path / "a.xlsx", rows)) == {(1, 0): f"{N}1", (1, 1): f"{N}2", (1, 2): f"{N}3"}


def test_rows_and_cells_without_a_place_follow_each_other(tmp_path: Path) -> None:
    rows = (
        '<row><c><v>1</v></c><c/><c r="E1"/><c><v>2</v></c></row><row r="7"><c><v>3</v></c></row>'
        "<row><c><v>4</v></c></row><row/><row><c r='B12'><v>5</v></c><c><v>6</v></c></row>"
    )
    expected = {(1, 0): "1", (1, 5): "2", (7, 0): "3", (8, 0): "4", (12, 1): "5", (12, 2): "6"}
    assert ours(make(tmp_path / "a.xlsx", rows)) == {place: N + n for place, n in expected.items()}


def test_small_letters_and_dollars_in_places(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="b1"><v>1</v></c><c r="$D$1"><v>2</v></c></row>'
    assert ours(make(tmp_path / "a.xlsx", rows)) == {(1, 1): f"{N}1", (1, 3): f"{N}2"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "ô `A1` được ghi hai lần"),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>', "dòng 1 được ghi hai lần"),
        ('<row r="1"><c r="A2"><v>1</v></c></row>', "ô `A2` nằm trong dòng 1"),
        ('<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>', "ô `A1` có hai giá trị"),
        ('<row r="1"><c r="1A"><v>1</v></c></row>', "có ô mang địa chỉ lạ `1A`"),
        ('<row r="0"><c><v>1</v></c></row>', "có dòng số 0"),
        ('<row r="x"><c><v>1</v></c></row>', "phần `xl/worksheets/sheet1.xml` bên trong bị hỏng"),
        ("<c><v>1</v></c>", "có ô nằm ngoài dòng"),
        ("<row><c><c><v>1</v></c></c></row>", "có ô nằm ngoài dòng"),
        ("<row><row/></row>", "có dòng nằm trong dòng"),
        ("<row><c><v>1</v></row>", "bên trong bị hỏng"),
    ],
)
def test_what_no_program_writes_is_refused_never_guessed(tmp_path: Path, rows: str, told: str) -> None:
    (found,) = findings(make(tmp_path / "a.xlsx", rows))
    assert found.code.id == "file-damaged"
    assert told in found.message()


def test_a_part_that_is_no_sheet_is_refused(tmp_path: Path) -> None:
    for part in ("<worksheet/>", worksheet("").replace("worksheet", "chartsheet"), "<a>", ""):
        assert refused(make(tmp_path / "a.xlsx", {"S": part})) == ["file-damaged"]


def test_formulas_without_a_value_are_told_at_their_cells(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1" t="str"><f>""</f><v></v></c>'
        '<c r="D1" t="str"><f>""</f></c><c r="E1"><f t="shared" si="0"/></c>'
        '<c r="F1"><f t="shared" si="0"/><v>2</v></c>'
        '<c r="G1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="H1" t="s"><f>A9</f></c></row>'
    )
    found = ours(make(tmp_path / "a.xlsx", rows))
    assert found == {
        **dict.fromkeys([(1, 0), (1, 1), (1, 3), (1, 4), (1, 7)], UNCOMPUTED),
        (1, 5): f"{N}2",
        (1, 6): f"{MARK}e#DIV/0!",
    }


def test_a_formula_over_several_cells_without_a_value_leaves_none_of_them_blank(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="array" ref="B1:C1048576">A1:A3*2</f></c><c r="C1"/></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="C2"><v>9</v></c></row><row r="4"><c r="A4"><v>4</v></c></row>'
    )
    found = ours(make(tmp_path / "a.xlsx", rows))
    assert found == {
        (1, 0): f"{N}1",
        (2, 0): f"{N}2",
        (4, 0): f"{N}4",
        (2, 2): f"{N}9",
        **dict.fromkeys([(1, 1), (1, 2), (2, 1), (4, 1), (4, 2)], UNCOMPUTED),
    }


def test_a_formula_over_several_cells_with_its_values_is_read_by_them(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:B1">X</f><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    )
    assert ours(make(tmp_path / "a.xlsx", rows)) == {(1, 0): f"{N}1", (2, 1): f"{N}2"}


def test_many_wide_formulas_cost_no_more_than_their_number(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f t="array" ref="A1:XFD1048576">1</f></c></row>' for n in range(1, 3001))
    assert set(ours(make(tmp_path / "a.xlsx", rows)).values()) == {UNCOMPUTED}


def test_blank_rows_and_columns_at_the_end_are_no_table(tmp_path: Path) -> None:
    rows = f'<row r="1">{inline("A1", "a")}<c r="C1" s="0"/>{inline("D1", "  ")}</row>'
    rows += f'<row r="900">{inline("F900", " ")}</row>'
    found = grid(make(tmp_path / "a.xlsx", rows))
    assert found.cells.shape == (1, 1)
    assert grid(make(tmp_path / "b.xlsx", "")).cells.shape == (0, 0)


def test_merges(tmp_path: Path) -> None:
    refs = ("A1:B1", "$C$3:A2", "B7", "", "A20:XFD1048576")
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    part = worksheet("<row><c><v>1</v></c></row>", after=f"<mergeCells>{merged}</mergeCells>")
    assert grid(make(tmp_path / "a.xlsx", {"S": part})).merges == (
        Merge(1, 1, 1, 2),
        Merge(2, 1, 3, 3),
        Merge(20, 1, 1048576, 16384),
    )


@pytest.mark.parametrize(("ref", "rejected"), [("A20:XFD1048576", []), ("A3:XFD1048576", [("row-merged", "3")])])
def test_a_merge_over_everything_below_the_table_is_no_fault(
    tmp_path: Path, ref: str, rejected: list[tuple[str, str]]
) -> None:
    lines = "".join(
        f'<row r="{n}">{inline(f"A{n}", str(row[1]))}{inline(f"B{n}", str(row[2]))}</row>'
        for n, row in enumerate(UNITS, 1)
    )
    part = worksheet(lines, after=f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>')
    assert codes(load(plan(), [make(tmp_path / "a.xlsx", {"Danh sách đơn vị": part})])) == rejected


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"S": [["a", "b", "c"]] * 8, "T": [["a"]], "U": [["a"]]})
    out = openpyxl.load_workbook(path)
    for row in (2, 5, 6, 7, 900):
        out["S"].row_dimensions[row].hidden = True
    out["S"].column_dimensions.group("B", "C", hidden=True)
    out["S"].column_dimensions.group("F", "XFD", hidden=True)
    out["T"].sheet_state, out["U"].sheet_state = "hidden", "veryHidden"
    out.save(path)
    grids, told = read_workbook(path, "a.xlsx")
    assert (grids[0].hidden.rows, grids[0].hidden.columns) == ((2, 5, 6, 7), (1, 2))
    assert [g.hidden.sheet for g in grids] == [False, True, True]
    assert [d.message() for d in told] == [
        "vẫn đọc cả phần bị ẩn: 4 dòng (2, 5-7), cột B-C",
        "vẫn đọc cả phần bị ẩn: trang tính",
        "vẫn đọc cả phần bị ẩn: trang tính",
    ]


@pytest.mark.parametrize(
    ("before", "collapsed", "hidden"),
    [("", 5, (2, 3, 4)), ('<sheetPr><outlinePr summaryBelow="0"/></sheetPr>', 1, (2, 3, 4)), ("", 4, (3,))],
)
def test_rows_under_a_collapsed_outline_are_hidden(
    tmp_path: Path, before: str, collapsed: int, hidden: tuple[int, ...]
) -> None:
    levels = {2: 1, 3: 2, 4: 1}
    rows = "".join(
        f'<row r="{n}" outlineLevel="{levels.get(n, 0)}" collapsed="{int(n == collapsed)}"><c><v>{n}</v></c></row>'
        for n in range(1, 7)
    )
    part = worksheet(
        rows, before=f'{before}<cols><col min="1" max="1" outlineLevel="1"/><col min="2" max="2" collapsed="1"/></cols>'
    )
    found = grid(make(tmp_path / "a.xlsx", {"S": part})).hidden
    assert (found.rows, found.columns) == (hidden, (0,))


def test_sheets_of_charts_and_dialogs_are_no_tables(tmp_path: Path) -> None:
    parts = {"xl/chartsheets/sheet1.xml": "<chartsheet/>", "xl/dialogsheets/sheet1.xml": "<dialogsheet/>"}
    pointed = [
        ("worksheet", "worksheets/sheet1.xml"),
        ("chartsheet", "chartsheets/sheet1.xml"),
        ("dialogsheet", "/xl/dialogsheets/sheet1.xml"),
    ]
    parts["xl/_rels/workbook.xml.rels"] = rels(pointed)
    data = worksheet("<row><c><v>1</v></c></row>")
    path = make(tmp_path / "a.xlsx", {"S": data, "Biểu đồ": data, "Hộp thoại": data}, parts)
    assert [g.sheet for g in read_workbook(path, "a.xlsx")[0]] == ["S"]


def test_a_sheet_that_the_file_does_not_hold_is_never_left_out(tmp_path: Path) -> None:
    data = worksheet("<row><c><v>1</v></c></row>")
    for pointed in (
        [("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/gone.xml")],
        [("worksheet", "worksheets/sheet1.xml")],
    ):
        path = make(tmp_path / "a.xlsx", {"S": data, "T": data}, {"xl/_rels/workbook.xml.rels": rels(pointed)})
        (found,) = findings(path)
        assert "thiếu trang tính `T`" in found.message()


def test_parts_under_other_names(tmp_path: Path) -> None:
    """The book, its texts and styles are found where the file says, in whatever case, not where they usually lie."""
    path = make(
        tmp_path / "a.xlsx",
        {"S": ""},
        {
            "_rels/.rels": rels([("officeDocument", "/xl/Book.xml")]),
            "xl/book.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" r:id="rId1"/></sheets>'
            "</workbook>",
            "xl/_rels/Book.xml.rels": rels(
                [("worksheet", "a/b.xml"), ("sharedStrings", "../s.xml"), ("styles", "t.xml")]
            ),
            "xl/a/B.xml": worksheet('<row><c t="s"><v>0</v></c><c s="1"><v>0.5</v></c></row>'),
            "s.xml": shared(t("chữ")),
            "xl\\t.xml": styles(["0%"]),
        },
    )
    assert ours(path) == {(1, 0): "chữ", (1, 1): f"{MARK}p0.5"}


def test_texts_and_styles_that_were_told_of_but_are_missing(tmp_path: Path) -> None:
    for kind in ("styles", "sharedStrings"):
        assert refused(make(tmp_path / "a.xlsx", "", extra=[(kind, f"{kind}.xml")])) == ["file-damaged"]


def test_macros_are_told_and_never_run(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsm", "<row><c><v>1</v></c></row>", {"xl/vbaProject.bin": b"\x00"})
    assert ours(path) == {(1, 0): f"{N}1"}
    assert notices(path) == {
        "macros-ignored": "a.xlsm: tệp có chứa macro: chỉ đọc giá trị trong các ô, macro không được chạy"
    }


def test_links_to_other_files_are_named_and_never_followed(tmp_path: Path) -> None:
    far = rels(
        [
            ("externalLinkPath", "file:///C:/S%E1%BB%91%20li%E1%BB%87u/B%E1%BA%A3ng%201.xlsx"),
            ("x", "http://a.vn/b.xlsx"),
        ]
    )
    path = make(
        tmp_path / "a.xlsx",
        "<row><c><f>[1]S!A1</f><v>7</v></c></row>",
        {"xl/externalLinks/externalLink1.xml": "<x/>", "xl/externalLinks/_rels/externalLink1.xml.rels": far},
        extra=[("externalLink", "externalLinks/externalLink1.xml")],
    )
    assert ours(path) == {(1, 0): f"{N}7"}
    assert notices(path) == {
        "external-links": "a.xlsx: các ô lấy số liệu từ tệp khác (`Bảng 1.xlsx`, `b.xlsx`) được đọc theo giá trị đã lưu"
    }


def test_data_connections_are_named_and_never_opened(tmp_path: Path) -> None:
    many = "".join(f'<connection id="{n}" name="Truy vấn {n}"/>' for n in range(1, 9))
    path = make(
        tmp_path / "a.xlsx",
        "<row><c><v>1</v></c></row>",
        {"xl/connections.xml": f"<connections>{many}</connections>"},
        extra=[("connections", "connections.xml")],
    )
    assert (
        "(`Truy vấn 1`, `Truy vấn 2`, `Truy vấn 3`, `Truy vấn 4`, `Truy vấn 5`, …)" in notices(path)["data-connections"]
    )


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    rows = "".join(f'<row><c t="inlineStr"><is><t>{"x" * 90}</t></is></c></row>' for _ in range(9000))
    told: list[tuple[int, int]] = []
    path = make(tmp_path / "a.xlsx", {"S": worksheet(rows), "T": worksheet("")})
    read_workbook(path, "a.xlsx", lambda done, total: told.append((done, total)))
    assert told == sorted(set(told))
    assert 2 < len(told) <= 101
    assert told[-1][0] == told[-1][1]
