"""What stands in the cells of a workbook: every kind of cell reads as openpyxl reads it, or better where said so."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.records.grid import MARK
from engine.records.opening.xlsx import read_workbook

from .xlsx_made import MAIN, cells, make, ours, refused, shared, styles, t, theirs, worksheet

FORMATS = [
    "0.0%",
    "dd/mm/yyyy",
    "h:mm",
    "[h]:mm:ss",
    "0000",
    "#,##0",
    "yyyy-mm-dd hh:mm:ss",
    "mm:ss.0",
    "@",
    "0.00E+00",
]
FORMATS += ["[$-42A]dd mmmm yyyy", '#,##0 "đ"', "[Red]0%;-0%", "General", '"ngày" d', r"\d0"]
NUMBERS = [
    *("0", "1", "-1", "007", "+5", "-0", "0.1", "0.10000000000000001", "0.30000000000000004", "97.5", "1E5", "1e-7"),
    *("43971", "43971.5", "0.5", "59", "60", "61", "-3", "2958465.9999999", "2958466", "1e10", "12345678901234567890"),
    *("1.0", "3.0000000000000001", "100", "0.949999999", "0.99999999", "1e22", "12345.678901234567", "1e400", "-5.5"),
]
STRINGS = ["Phường 1", "Tie\u0302\u0301ng Vie\u0323\u0302t", "  hai  ", "a\nb", "<&>\"'", "😀", "0912", " ", ""]
RICH = (
    "<r><t>Nguyễn </t></r><r><rPr><b/><rFont val='Arial'/></rPr><t xml:space='preserve'>Văn A</t></r>"
    "<rPh sb='0' eb='1'><t>không đọc</t></rPh><phoneticPr fontId='1'/>"
)
TABLE = shared(*map(t, STRINGS), RICH)


@pytest.mark.parametrize("props", ["", '<workbookPr date1904="1"/>'], ids=["1900", "1904"])
def test_numbers_days_and_times_in_every_format(tmp_path: Path, props: str) -> None:
    rows = "".join(
        f'<row r="{row}">{"".join(f"<c s={chr(34)}{s}{chr(34)}><v>{n}</v></c>" for s in range(len(FORMATS) + 1))}</row>'
        for row, n in enumerate(NUMBERS, 1)
    )
    path = make(tmp_path / "a.xlsx", rows, style=styles(FORMATS), props=props)
    found = ours(path)
    assert len(found) == len(NUMBERS) * (len(FORMATS) + 1)
    assert found == theirs(path)
    assert found[8, 0] == f"{MARK}n0.1"  # 0.10000000000000001 is written as short as it can be
    assert found[13, 2] == (f"{MARK}d2020-05-20" if not props else f"{MARK}d2024-05-21")


KINDS = [
    ('<c t="s"><v>0</v></c>', "Phường 1"),
    ('<c t="s"><v>1</v></c>', "Tiếng Việt"),
    (f'<c t="s"><v>{len(STRINGS)}</v></c>', "Nguyễn Văn A"),
    ('<c t="s"><v> 0 </v></c>', "Phường 1"),
    ('<c t="s"><v>7</v></c>', ""),
    ('<c t="str"><v>a b</v></c>', "a b"),
    ('<c t="str"><f>A1&amp;"x"</f><v>1</v></c>', "1"),
    ('<c t="str"><v>  </v></c>', ""),
    ('<c t="inlineStr"><is><t>trong ô</t></is></c>', "trong ô"),
    (f'<c t="inlineStr"><is>{RICH}</is></c>', "Nguyễn Văn A"),
    ('<c t="inlineStr"><is><t/></is></c>', ""),
    ('<c t="inlineStr"/>', ""),
    ('<c t="b"><v>1</v></c>', f"{MARK}b1"),
    ('<c t="b"><v>0</v></c>', f"{MARK}b0"),
    ('<c t="e"><v>#N/A</v></c>', f"{MARK}e#N/A"),
    ('<c t="e"><f>NA()</f><v>#N/A</v></c>', f"{MARK}e#N/A"),
    ('<c t="d"><v>2020-05-20</v></c>', f"{MARK}d2020-05-20"),
    ('<c t="d"><v>2020-05-20T08:30:00</v></c>', f"{MARK}d2020-05-20"),
    ('<c t="d"><v>08:30:00</v></c>', f"{MARK}o08:30:00"),
    ('<c t="n"><v>5</v></c>', f"{MARK}n5"),
    ("<c><v>5</v></c>", f"{MARK}n5"),
    ("<c><f>2+3</f><v>5</v></c>", f"{MARK}n5"),
    ('<c><f t="shared" si="0"/><v>5</v></c>', f"{MARK}n5"),
    ('<c s="0"/>', ""),
    ("<c><v/></c>", ""),
    ('<c t="s"><v/></c>', ""),
    ("<c><v><![CDATA[5]]></v></c>", f"{MARK}n5"),
    ("<c><!-- ghi chú --><v>1<!-- giữa -->2</v></c>", f"{MARK}n12"),
    ("<c><v>&#53;&#x30;</v></c>", f"{MARK}n50"),
    ('<c t="inlineStr"><is><t>a&lt;b<![CDATA[<&]]>&amp;</t></is></c>', "a<b<&&"),
]


@pytest.mark.parametrize(("cell", "raw"), KINDS)
def test_every_kind_of_cell_reads_as_openpyxl_reads_it(tmp_path: Path, cell: str, raw: str) -> None:
    path = make(tmp_path / "a.xlsx", f"<row><c><v>1</v></c>{cell}<c><v>2</v></c></row>", strings=TABLE)
    found = ours(path)
    assert found == theirs(path)
    assert found.get((1, 1), "") == raw
    assert found[1, 2] == f"{MARK}n2"


BETTER = [
    ("<c><v>abc</v></c>", f"{MARK}oabc"),  # openpyxl: the whole book cannot be read
    ("<c><v>nan</v></c>", f"{MARK}onan"),
    ("<c><v>1_000</v></c>", f"{MARK}o1_000"),  # openpyxl: 1000
    ("<c><v>٣</v></c>", f"{MARK}o٣"),  # openpyxl: 3
    (f"<c><v>{'9' * 5000}</v></c>", f"{MARK}o{'9' * 5000}"),
    ('<c t="b"><v>true</v></c>', f"{MARK}b1"),
    ('<c t="b"><v>x</v></c>', f"{MARK}ox"),
    ('<c t="d"><v>2020-13-45</v></c>', f"{MARK}o2020-13-45"),
    ('<c t="d"><v>hôm qua</v></c>', f"{MARK}ohôm qua"),
    ('<c t="inlineStr"><v>rơi mất</v></c>', "rơi mất"),  # openpyxl: nothing
    ("<c><is><t>rơi mất</t></is></c>", "rơi mất"),
    ('<c t="lạ"><v>chữ</v></c>', "chữ"),
    ('<c t="str"><v>a_x000D_\nb_x005F_x000D_</v></c>', "a\r\nb_x000D_"),
    ('<c t="inlineStr"><is><t>_x005F_x0041_</t></is></c>', "_x0041_"),  # an escape of an escape is undone once
    ('<c t="str"><v>_x0000__xD800_</v></c>', "_x0000__xD800_"),  # no text holds the mark of a grid
    ('<c><v>1</v><extLst><ext uri="x"><a xmlns="urn:khác">2</a></ext></extLst></c>', f"{MARK}n1"),
]


@pytest.mark.parametrize(("cell", "raw"), BETTER, ids=range(len(BETTER)))
def test_cells_that_openpyxl_loses_or_mistakes(tmp_path: Path, cell: str, raw: str) -> None:
    assert ours(make(tmp_path / "a.xlsx", f"<row>{cell}</row>")) == {(1, 0): raw}


texts = st.text(st.sampled_from("aêộđ 1.%\n<&>\"'\u0301\u0323"), max_size=6)
styled = st.integers(0, len(FORMATS))


@st.composite
def cell(draw: st.DrawFn) -> str:
    """Return the inside and kind of a cell, as any program may write it; `{}` stands for where it is."""
    style = draw(styled)
    text = escape(draw(texts))
    kind = draw(
        st.sampled_from(["n", "n", "n", "blank", "s", "str", "inlineStr", "rich", "b", "e", "d", "formula", "text"])
    )
    match kind:
        case "n" | "formula":
            f = "<f>SUM(A1)</f>" if kind == "formula" else ""
            n = draw(st.sampled_from(NUMBERS) | st.floats(-1e6, 1e6).map(repr) | st.integers(0, 60_000).map(str))
            return f'<c{{}} s="{style}">{f}<v>{n}</v></c>'
        case "s":
            return f'<c{{}} t="s" s="{style}"><v>{draw(st.integers(0, len(STRINGS)))}</v></c>'
        case "str" | "text":
            return f'<c{{}} t="str"><v>{text}</v></c>'
        case "inlineStr":
            return f'<c{{}} t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>'
        case "rich":
            return f'<c{{}} t="inlineStr"><is>{RICH}</is></c>'
        case "b":
            return f'<c{{}} t="b"><v>{draw(st.integers(0, 1))}</v></c>'
        case "e":
            return f'<c{{}} t="e" s="{style}"><v>#REF!</v></c>'
        case "d":
            return f'<c{{}} t="d"><v>{draw(st.dates()).isoformat()}</v></c>'
    return f'<c{{}} s="{style}"/>'


@st.composite
def rows(draw: st.DrawFn) -> str:
    """Return rows with gaps, cells with gaps, places written or left out, blanks and comments between."""
    out, number = [], 0
    between = draw(st.sampled_from(["", "\n  ", "<!-- <c><v>9</v></c> -->"]))
    for line in draw(st.lists(st.lists(st.tuples(st.integers(0, 2), cell()), max_size=5), max_size=5)):
        gap, said, column = draw(st.integers(1, 3)), draw(st.booleans()), 0
        number += gap if said else 1
        out.append(f'<row r="{number}" spans="1:9" ht="15">' if said else "<row>")
        for skipped, text in line:
            column += skipped if said else 0
            out.append(text.replace("{}", f' r="{chr(65 + column)}{number}"' if said else "", 1))
            column += 1
        out.append("</row>")
    return between.join(out)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows(), prefixed=st.booleans(), late=st.booleans())
def test_whatever_a_program_writes_reads_as_openpyxl_reads_it(
    tmp_path: Path, *, rows: str, prefixed: bool, late: bool
) -> None:
    part = worksheet(rows)
    if prefixed:
        part = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", part).replace("xmlns=", "xmlns:x=")
    props = '<workbookPr date1904="true"/>' if late else ""
    path = make(tmp_path / "a.xlsx", {"S": part}, strings=TABLE, style=styles(FORMATS), props=props)
    assert ours(path) == theirs(path)


def test_fixtures_of_the_house_read_as_openpyxl_reads_them() -> None:
    found = sorted((Path(__file__).parents[2] / "fixtures" / "quan-12-2020").glob("*.xlsx"))
    assert found
    for path in found:
        grids, _ = read_workbook(path, path.name)
        assert cells(grids[0]) == theirs(path), path


def test_a_strict_book_is_read(tmp_path: Path) -> None:
    """ISO 29500 strict, which openpyxl cannot read: other namespaces, days as texts."""
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="d" s="1"><v>2020-05-20</v></c>'
    rows += '<c r="C1" s="2"><v>0.5</v></c></row>'
    path = make(tmp_path / "a.xlsx", rows, strings=shared(t("Mã")), style=styles(["dd/mm/yyyy", "0%"]))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for info in old.infolist():
            part = old.read(info).replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            part = part.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            new.writestr(info.filename, part)
    assert ours(tmp_path / "b.xlsx") == {(1, 0): "Mã", (1, 1): f"{MARK}d2020-05-20", (1, 2): f"{MARK}p0.5"}


def test_equal_texts_are_kept_once(tmp_path: Path) -> None:
    rows = "".join(f'<row><c t="inlineStr"><is><t>Ủy ban</t></is></c><c><v>{n % 2}.5</v></c></row>' for n in range(50))
    (grid,) = read_workbook(make(tmp_path / "a.xlsx", rows), "a.xlsx")[0]
    assert len({id(v) for v in grid.cells[0]}) == 1
    assert len({id(v) for v in grid.cells[1]}) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_the_parts(tmp_path: Path, encoding: str) -> None:
    part = worksheet('<row><c t="inlineStr"><is><t>Phường</t></is></c></row>').encode(encoding)
    path = make(tmp_path / "a.xlsx", "", {"xl/worksheets/sheet1.xml": part})
    assert ours(path) == {(1, 0): "Phường"}


@pytest.mark.parametrize("cell", ['<c t="s"><v>1</v></c>', '<c t="s"><v>-1</v></c>', '<c t="s"><v>x</v></c>'])
def test_a_shared_text_that_is_not_there_is_no_blank(tmp_path: Path, cell: str) -> None:
    assert refused(make(tmp_path / "a.xlsx", f"<row>{cell}</row>", strings=shared(t("a")))) == ["file-damaged"]


def test_a_cell_style_that_is_not_there_is_not_guessed(tmp_path: Path) -> None:
    rows = '<row><c s="9"><v>0.5</v></c></row>'
    assert refused(make(tmp_path / "a.xlsx", rows, style=styles(["0%"]))) == ["file-damaged"]
    assert ours(make(tmp_path / "b.xlsx", rows)) == {(1, 0): f"{MARK}n0.5"}  # a book without styles has none to miss
