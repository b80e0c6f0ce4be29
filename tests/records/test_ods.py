"""OpenDocument books: read as LibreOffice saves them, and every evil one is refused or harmless."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.diagnostics import Diagnostic, ReportedError
from engine.records import load
from engine.records.grid import Grid, Merge
from engine.records.opening.ods import read_ods
from engine.records.opening.xlsx import read_workbook

from . import ods_books as make
from .books import PEOPLE, UNITS, notices
from .ods_books import cell, content, row
from .plans import plan
from .test_xls import table

OLD = Path(__file__).parent / "books_old"


def read(folder: Path, body: str, styles: str = "") -> list[Grid]:
    return read_ods(make.book(folder / "a.ods", content(body, styles)), "a.ods")[0]


def one(folder: Path, *rows: str, styles: str = "", before: str = "") -> Grid:
    (grid,) = read(folder, make.table("S", before + "".join(rows)), styles)
    return grid


def refusal(folder: Path, xml: str) -> list[Diagnostic]:
    with pytest.raises(ReportedError) as caught:
        load(plan(), [make.book(folder / "a.ods", xml)])
    assert all("{" not in d.message() + d.help() for d in caught.value.diagnostics)
    return list(caught.value.diagnostics)


def refused(folder: Path, body: str) -> list[str]:
    return [d.code.id for d in refusal(folder, content(body))]


def test_a_book_reads_as_the_xlsx_that_it_was_made_from() -> None:
    new, _ = read_workbook(OLD / "thoi-quen.xlsx", "a")
    old, told = read_ods(OLD / "thoi-quen.ods", "a")
    assert [g.title for g in old] == [g.title for g in new]
    for was, is_ in zip(new, old, strict=True):
        assert table(is_) == table(was)
        assert (is_.merges, is_.hidden, dict(is_.fonts)) == (was.merges, was.hidden, dict(was.fonts))
    assert [d.code.id for d in told] == ["hidden-cells", "old-font", "hidden-cells"]


def test_a_register_is_imported(tmp_path: Path) -> None:
    body = make.table("Danh sách đơn vị", make.rows(UNITS)) + make.table("Danh sách cá nhân", make.rows(PEOPLE))
    dossier = load(plan(), [make.book(tmp_path / "a.ods", content(body))])
    assert dossier.tables["unit"].columns["staff_count"].tolist() == [2, 1]
    assert str(dossier.tables["person"].places.cell(1, "born")) == "a.ods / Danh sách cá nhân / F3"
    assert not dossier.rejected


def test_blanks_that_are_repeated_cost_nothing(tmp_path: Path) -> None:
    wide = '<table:table-cell table:style-name="x" table:number-columns-repeated="16384"/>'
    grid = one(tmp_path, row(wide, more='table:number-rows-repeated="5"'), row(cell("a"), wide), row(cell(2)),
               row(wide, more='table:number-rows-repeated="1048569"'))  # fmt: skip
    assert table(grid) == {6: ["a"], 7: ["\0n2"]}


def test_what_is_repeated_is_there_as_often(tmp_path: Path) -> None:
    twice = 'table:number-columns-repeated="2"'
    thrice = 'table:number-rows-repeated="3"'
    grid = one(tmp_path, row(cell("a", twice), cell(""), cell(1), more=thrice), row(cell("z")))
    assert table(grid) == {**{n: ["a", "a", "", "\0n1"] for n in (1, 2, 3)}, 4: ["z", "", "", ""]}


def test_more_rows_than_excel_has_are_refused_and_not_cut(tmp_path: Path) -> None:
    fits = row(cell("a"), more='table:number-rows-repeated="1048575"')
    assert len(one(tmp_path, row(cell("a")), fits).cells) == 1_048_576
    assert refused(tmp_path, make.table("S", row(cell("a")) * 2 + fits)) == ["file-too-long"]


def test_far_and_large(tmp_path: Path) -> None:
    wide = cell("a", 'table:number-columns-repeated="501"')
    (found,) = refusal(tmp_path, content(make.table("S", row(wide))))
    assert (found.code.id, str(found.place)) == ("cell-far-away", "a.ods / S / SG1")
    blank = row(cell(""), more='table:number-rows-repeated="20001"')
    assert refused(tmp_path, make.table("S", row(cell("a")) + blank + row(cell("b")))) == ["cell-far-away"]
    small, large = (
        row(cell("a", f'table:number-columns-repeated="{wide}"'), more='table:number-rows-repeated="60000"')
        for wide in (20, 490)
    )
    assert refused(tmp_path, make.table("S", small) + make.table("T", large)) == ["too-many-cells"]


def test_kinds_of_values(tmp_path: Path) -> None:
    given = {
        'office:value-type="float" office:value="0.975"': "\0n0.975",
        'office:value-type="float" office:value="12"': "\0n12",
        'office:value-type="float" office:value="NaN"': "\0e#NUM!",
        'office:value-type="float"': "chữ",
        'office:value-type="percentage" office:value="0.975"': "\0p0.975",
        'office:value-type="currency" office:value="1500000"': "\0n1500000",
        'office:value-type="date" office:date-value="2020-05-20"': "\0d2020-05-20",
        'office:value-type="date" office:date-value="2020-05-20T08:30:00"': "\0d2020-05-20",
        'office:value-type="date" office:date-value="-0044-03-15"': "\0ochữ",
        'office:value-type="time" office:time-value="PT08H30M00S"': "\0o08:30:00",
        'office:value-type="time" office:time-value="PT30H00M00S"': "\0ochữ",
        'office:value-type="boolean" office:boolean-value="true"': "\0b1",
        'office:value-type="boolean" office:boolean-value="false"': "\0b0",
        'office:value-type="string" office:string-value="khác"': "khác",
        'office:value-type="string"': "chữ",
        'table:formula="of:=TRUE()" office:value-type="float" office:value="1"': "\0b1",
        'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"': "\0echữ",
    }
    cells = [f"<table:table-cell {more}>{make.paragraph('chữ')}</table:table-cell>" for more in given]
    assert table(one(tmp_path, row(*cells)))[1] == list(given.values())


def test_errors_and_formulas(tmp_path: Path) -> None:
    shown = ["#N/A", "Err:502", "#REF!", "#DIV/0!"]
    cells = [cell(text, 'table:formula="of:=X"') for text in shown]
    empty = '<table:table-cell table:formula="of:=IF(1;&quot;&quot;)"><text:p/></table:table-cell>'
    never = '<table:table-cell table:formula="of:=1+1"/>'
    assert table(one(tmp_path, row(*cells, empty, never)))[1] == [*(f"\0e{text}" for text in shown), "", "\0f="]


def test_a_text_is_all_its_paragraphs_and_nothing_else(tmp_path: Path) -> None:
    inside = (
        "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
        '<text:p>một  <text:span>hai<text:s text:c="2"/>ba</text:span><text:tab/>bốn<text:line-break/>năm'
        "<text:note><text:p>chú thích</text:p></text:note></text:p>\n"
        "<draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame>"
        "<text:p>s\u0061\u0301u</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>bảng con</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    )
    grid = one(tmp_path, row(f'<table:table-cell office:value-type="string">{inside}</table:table-cell>', cell("b")))
    assert table(grid)[1] == ["một hai  ba\tbốn\nnăm\nsáu", "b"]


def test_merged_cells(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    span = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    grid = one(tmp_path, row(cell("a", span), covered, cell("c")), row(covered, covered, cell("d")))
    assert grid.merges == (Merge(1, 1, 2, 2),)
    assert table(grid) == {1: ["a", "", "c"], 2: ["", "", "d"]}
    many = row(cell("a", span), more='table:number-rows-repeated="20001"')
    assert refused(tmp_path, make.table("S", many)) == ["too-many-merged-cells"]


def test_hidden_parts(tmp_path: Path) -> None:
    shut = 'table:visibility="collapse" table:number-columns-repeated="900"'
    columns = f"<table:table-column/><table:table-column {shut}/>"
    shut = 'table:visibility="filter" table:number-rows-repeated="2"'
    shown = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="ta1" style:family="table">{shown}</style:style>'
    body = make.table("S", columns + row(cell("a"), cell("b")) + row(cell("c"), more=shut), 'table:style-name="ta1"')
    (grid,) = read(tmp_path, body, styles)
    assert (grid.hidden.sheet, grid.hidden.rows, grid.hidden.columns) == (True, (2, 3), (1,))


def test_styles_tell_percent_zeros_and_old_fonts(tmp_path: Path) -> None:
    styles = (
        '<style:font-face style:name="F1" svg:font-family="\'.VnTime\'"/>'
        '<number:percentage-style style:name="N1"><number:number number:min-integer-digits="3"/>'
        "</number:percentage-style>"
        '<number:number-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="3"/>'
        "</number:number-style>"
        '<style:style style:name="a" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="b" style:family="table-cell" style:data-style-name="N2"/>'
        '<style:style style:name="c" style:family="table-cell"><style:text-properties style:font-name="F1"/>'
        "</style:style>"
        '<style:style style:name="d" style:family="table-cell" style:parent-style-name="c"/>'
        '<style:style style:name="e" style:family="table-cell" style:parent-style-name="e"/>'
    )
    columns = '<table:table-column table:number-columns-repeated="4"/>'
    columns += '<table:table-column table:default-cell-style-name="d"/>'
    looks = [f'table:style-name="{name}"' for name in "abde"]
    cells = [cell(0.5, looks[0]), cell(7, looks[1]), cell("B×nh", looks[2]), cell("An", looks[3]), cell("L¹c")]
    grid = one(tmp_path, row(*cells), styles=styles, before=columns)
    assert table(grid)[1] == ["\0p0.5", "\0n007", "B×nh", "An", "L¹c"]
    assert dict(grid.fonts) == {(1, 2): ".VnTime", (1, 4): ".VnTime"}


def test_what_others_left_in_the_book_is_no_sheet(tmp_path: Path) -> None:
    body = (
        f"<table:tracked-changes>{make.table('T', row(cell('cũ')))}</table:tracked-changes>"
        f"<table:dde-links>{make.table('D', row(cell('xa')))}</table:dde-links>"
        + make.table("S", row(cell("a")))
        + make.table("'file:///tmp/kh%C3%A1c.ods'#$Sheet1", row(cell("của tệp khác")))
    )
    grids, told = read_ods(make.book(tmp_path / "a.ods", content(body), {"Basic/script-lc.xml": "<x/>"}), "a.ods")
    assert [g.title for g in grids] == ["S"]
    assert {d.code.id for d in told} == {"macros-ignored", "external-links"}


def test_a_password_is_told(tmp_path: Path) -> None:
    manifest = (
        "<manifest:manifest NAMES><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        "</manifest:manifest>"
    )
    path = make.book(tmp_path / "a.ods", b"\x93\x00\x12", {"META-INF/manifest.xml": manifest})
    with pytest.raises(ReportedError) as caught:
        load(plan(), [path])
    assert [d.code.id for d in caught.value.diagnostics] == ["file-locked"]


@pytest.mark.parametrize(
    "xml",
    [
        content("", doctype='<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
        content("<table:table>" * 500 + "</table:table>" * 500),
        content(make.table("S", row(cell("x" * 140_000)))),
        content(make.table("S", row(f"<table:table-cell>{make.paragraph('a') * 140_000}</table:table-cell>"))),
        content(make.table("S", row('<table:table-cell table:name="' + "x" * 5_000_000 + '"/>'))),
        content(make.table("S", row(cell("a"))))[:-40],
        "không phải XML",
        "",
    ],
    ids=["entities", "nested", "long", "paragraphs", "tag", "cut", "no XML", "empty"],
)
def test_evil_books_are_refused(tmp_path: Path, xml: str) -> None:
    (found,) = refusal(tmp_path, xml)
    assert found.code.id == "file-damaged"


@pytest.mark.parametrize("size", [210_000_000, 11_000_000])
def test_bombs_are_refused(tmp_path: Path, size: int) -> None:
    path = make.book(tmp_path / "a.ods", content(""))
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\1\2", data.index(b"PK\1\2") + 1)
    data[entry + 24 : entry + 28] = size.to_bytes(4, "little")  # the size that its table of contents declares
    path.write_bytes(data)
    with pytest.raises(ReportedError) as caught:
        load(plan(), [path])
    assert [d.code.id for d in caught.value.diagnostics] == ["file-too-large-unpacked"]


def test_old_fonts_are_not_copied_without_end(tmp_path: Path) -> None:
    font = '<style:style style:name="c" style:family="table-cell"><style:text-properties style:font-name=".VnTime"/>'
    look = 'table:style-name="c"'
    for often, end in ((1000, None), (1_000_002, "too-many-cells")):
        body = make.table("S", row(cell("B×nh", look), more=f'table:number-rows-repeated="{often}"'))
        xml = content(body, f"{font}</style:style>")
        if end:
            assert [d.code.id for d in refusal(tmp_path, xml)] == [end]
        else:
            (grid,), _ = read_ods(make.book(tmp_path / "a.ods", xml), "a.ods")
            assert len(grid.fonts) == often


def test_too_many_styles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.records.opening.ods_styles._MOST", 10)
    styles = "".join(f'<style:style style:name="{n}" style:family="table-cell"/>' for n in range(11))
    assert [d.code.id for d in refusal(tmp_path, content("", styles))] == ["file-damaged"]


def test_how_far_reading_is_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = make.book(tmp_path / "a.ods", content(make.table("S", make.rows(UNITS) * 2000)))
    read_ods(path, "a.ods", lambda done, total: told.append((done, total)))
    assert 2 < len(told) <= 101
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_too_many_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.records.opening.ods_tables._SHEETS", 5)
    assert len(read(tmp_path, make.table("S", "") * 5)) == 5
    assert refused(tmp_path, make.table("S", "") * 6) == ["too-many-sheets"]


def test_other_opendocument_files_are_told_apart(tmp_path: Path) -> None:
    path = make.book(tmp_path / "a.ods", content(""), kind="application/vnd.oasis.opendocument.text")
    with pytest.raises(ReportedError) as caught:
        load(plan(), [path])
    assert [d.code.id for d in caught.value.diagnostics] == ["file-other-format"]


def test_a_name_that_says_otherwise_is_told(tmp_path: Path) -> None:
    shutil.copy(OLD / "thoi-quen.ods", tmp_path / "a.xlsx")
    assert "suffix-differs" in notices(load(plan(), [tmp_path / "a.xlsx"]))


def test_cut_short_and_spoilt(tmp_path: Path) -> None:
    whole = (OLD / "thoi-quen.ods").read_bytes()
    for at in range(1, len(whole), 331):
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]):
            (tmp_path / "a.ods").write_bytes(data)
            try:
                read_ods(tmp_path / "a.ods", "a.ods")
            except ReportedError as error:
                assert error.diagnostics  # noqa: PT017 - any other exception must escape
