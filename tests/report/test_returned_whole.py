"""The sender's own workbook, part by part: what is not marked stays as it was, however the book is built."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.comments import Comment

from engine.diagnostics import Diagnostic, file_codes
from engine.records.opening.xlsx import read_workbook
from engine.report.returned.model import LIST, ref
from engine.source import Cell

from ..records.xlsx_made import CONTENT, MAIN, OFFICE, PACKAGE, make, rels, shared, styles, worksheet
from .returned import ERROR, asked, copy, fills, lines, opened, parts, rich, wrong

GUIDE = '<rPh sb="0" eb="1"><t>x</t></rPh>'
FONTS = "<s:fonts><s:font/></s:fonts>"
FILL = "<fill><patternFill/></fill>"
PLAIN = 'numFmtId="0" fontId="0" borderId="0"'
XF = f"<s:xf {PLAIN}><s:alignment/></s:xf>"
ENABLED = f"{CONTENT}.sheet.macroEnabled.main+xml"
STRICT = ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")
PRINTER = "xl/printerSettings/printerSettings1.bin"
pytestmark = [
    pytest.mark.filterwarnings("ignore:Sparkline Group:UserWarning"),
    pytest.mark.filterwarnings("ignore:Workbook contains no default style:UserWarning"),
]


def sheet(made: bytes, part: str = "xl/worksheets/sheet1.xml") -> str:
    """Return one part as text, and make sure that all are well-formed."""
    found = parts(made)
    for name, data in found.items():
        if name.endswith((".xml", ".rels", ".vml")):
            ET.fromstring(data)  # noqa: S314 - our own
    return found[part].decode()


def data_of(text: str) -> str:
    found = re.search(r"<(?:\w+:)?sheetData.*</(?:\w+:)?sheetData>", text)
    assert found
    return found[0]


def test_everything_else_stays_as_it_was(tmp_path: Path) -> None:
    path = rich(tmp_path / "b.xlsx")
    made = copy(path, wrong("b.xlsx", "Số liệu", "B4"), asked("b.xlsx", "Số liệu", "D6"), asked("b.xlsx", "Ẩn", ""))
    before, after = parts(path), parts(made.data)
    assert made.whole
    assert next(iter(after)) == "[Content_Types].xml"
    assert {name for name in before if before[name] != after.get(name)} == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
    }  # fmt: skip
    assert after.keys() - before.keys() == {"xl/worksheets/loi-can-sua.xml"}
    was, now = (found["xl/worksheets/sheet2.xml"].decode() for found in (before, after))
    assert now == was.replace(' tabSelected="1"', "")
    was, now = (found["xl/worksheets/sheet1.xml"].decode() for found in (before, after))
    changes = {
        r'<c r="B4" t="s" s="\d+"': '<c r="B4" t="s"',
        r'<c r="D6" s="\d+"/>': "",
        '<row r="6"': '<row r="6" spans="1:4"',
    }
    for new, old in changes.items():
        now, times = re.subn(new, old, now)
        assert times == 1
    assert now == was


def test_values_styles_and_names_stay_as_openpyxl_sees_them(tmp_path: Path) -> None:
    path = rich(tmp_path / "b.xlsx")
    made = copy(path, wrong("b.xlsx", "Số liệu", "C4"), wrong("b.xlsx", "Số liệu", "A1"))
    before, after = opened(path), opened(made)
    assert after.sheetnames == [LIST, *before.sheetnames]
    for page in before.worksheets:
        other = after[page.title]
        assert [[c.value for c in row] for row in page] == [[c.value for c in row] for row in other]
        looks = ("font", "border", "alignment", "number_format", "protection", "comment", "hyperlink")
        for row in page:
            for cell in row:
                twin = other[cell.coordinate]
                assert all(repr(getattr(cell, look)) == repr(getattr(twin, look)) for look in looks)
                if (page.title, cell.coordinate) not in {("Số liệu", "C4"), ("Số liệu", "A1")}:
                    assert repr(cell.fill) == repr(twin.fill)
        assert page.merged_cells.ranges == other.merged_cells.ranges
        assert repr(page.data_validations) == repr(other.data_validations)
        rules = ([(str(r.sqref), repr(r.rules)) for r in one.conditional_formatting] for one in (page, other))
        assert next(rules) == next(rules)
        assert (page.print_area, page.print_title_rows) == (other.print_area, other.print_title_rows)
        assert page.defined_names.keys() == other.defined_names.keys()
        assert (page.sheet_state, page.freeze_panes, page.tables.keys()) == (
            other.sheet_state, other.freeze_panes, other.tables.keys(),
        )  # fmt: skip
        assert len(other._images) == len(page._images)
        assert len(other._charts) == len(page._charts)
    assert before.defined_names.keys() == after.defined_names.keys()
    assert after["Số liệu"].row_dimensions[5].hidden
    assert set(fills(after)) == {("Số liệu", "C4"), ("Số liệu", "A1")}


def test_parts_are_packed_as_they_were_and_bear_no_date(tmp_path: Path) -> None:
    path = rich(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        with zipfile.ZipFile(tmp_path / "c.xlsx", "w", zipfile.ZIP_DEFLATED) as other:
            for name in names:
                kind = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
                other.writestr(name, archive.read(name), kind)
    made = copy(tmp_path / "c.xlsx", wrong("c.xlsx", "Số liệu", "B4"))
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        infos = archive.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert [info.filename for info in infos if info.compress_type == zipfile.ZIP_STORED] == ["xl/media/image1.png"]


def test_links_to_sheets_whose_names_hold_quotes(tmp_path: Path) -> None:
    made = copy(rich(tmp_path / "b.xlsx"), wrong("b.xlsx", "Phụ lục 'A' 1", "B2"))
    assert opened(made)[LIST]["C6"].hyperlink.location == "'Phụ lục ''A'' 1'!B2"


def test_a_row_longer_than_what_is_read_at_once(tmp_path: Path) -> None:
    def cells(row: int) -> str:
        return "".join(f'<c r="{ref(row, n)}" t="str"><v>{"x" * 100}{n}</v></c>' for n in range(1, 400, 2))

    rows = [f'<row r="{row}">{cells(row)}</row>' for row in range(1, 40)]
    path = make(tmp_path / "b.xlsx", "".join(rows))
    places = [ref(row, column) for row in (2, 3, 20, 39) for column in (1, 2, 399, 401)]
    made = copy(path, *(wrong("b.xlsx", "S", place) for place in places))
    assert len(parts(path)["xl/worksheets/sheet1.xml"]) > 10 * (1 << 16)
    assert set(fills(opened(made))) == {("S", place) for place in places}
    text = re.sub(r' s="\d+"', "", data_of(sheet(made.data)))
    for place in places:
        text = text.replace(f'<c r="{place}"/>', "")
    assert text == f"<sheetData>{''.join(rows)}</sheetData>"


def test_a_hidden_sheet_is_said_to_be_hidden(tmp_path: Path) -> None:
    made = copy(rich(tmp_path / "b.xlsx"), asked("b.xlsx", "Ẩn", "A1"))
    assert lines(opened(made))[0][:3] == ["Ẩn (đang ẩn)", "A1", "x"]


def test_missing_cells_and_rows_are_put_in_where_they_belong(tmp_path: Path) -> None:
    data = '<row r="2" spans="2:2"><c r="B2"><v>1</v></c></row><row r="4" s="2" customFormat="1"/>'
    style = styles(cells=[(0, 0), (9, 0), (14, 0)])
    page = worksheet(data, before='<dimension ref="B2:B4"/><cols><col min="3" max="4" style="1"/></cols>')
    path = make(tmp_path / "b.xlsx", {"S": page}, style=style)
    places = ("A2", "D2", "B4", "D4", "A1", "A3", "C9")
    made = copy(path, *(wrong("b.xlsx", "S", place) for place in places))
    text = sheet(made.data)
    assert re.sub(r' s="\d+"', "", data_of(text)) == (
        '<sheetData><row r="1"><c r="A1"/></row><row r="2"><c r="A2"/><c r="B2"><v>1</v></c><c r="D2"/></row>'
        '<row r="3"><c r="A3"/></row><row r="4" customFormat="1"><c r="B4"/><c r="D4"/></row>'
        '<row r="9"><c r="C9"/></row></sheetData>'
    )
    assert '<dimension ref="A1:D9"/>' in text
    book = opened(made)
    assert set(fills(book)) == {("S", place) for place in places}
    shown = {place: book["S"][place].number_format for place in places}
    assert shown == {
        "A1": "General", "A2": "General", "A3": "General", "D2": "0%", "C9": "0%", "B4": "mm-dd-yy", "D4": "mm-dd-yy",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", '<row r="2"><c r="B2"/></row>'),
        ('<row r="2"/>', '<row r="2"><c r="B2"/></row>'),
        ("<row/><row/>", '<row/><row><c r="B2"/></row>'),
        ('<row r="2"></row>', '<row r="2"><c r="B2"/></row>'),
        ("<row/><row><c><v>1</v></c><c><v>2</v></c></row>", "<row/><row><c><v>1</v></c><c><v>2</v></c></row>"),
        (
            "<row><c/></row><!--<row r='2'/>--><row><c/></row>",
            "<row><c/></row><!--<row r='2'/>--><row><c/><c r=\"B2\"/></row>",
        ),
        ("<row r='2' >  <c r = 'B2' s='0'/></row >", "<row r='2' >  <c r = 'B2'/></row >"),
        (
            '<row r="2"><c r="B2" t="str"><f t="shared" ref="B2:B3" si="0">"&lt;c r="&amp;1</f><v>a</v></c></row>',
            '<row r="2"><c r="B2" t="str"><f t="shared" ref="B2:B3" si="0">"&lt;c r="&amp;1</f><v>a</v></c></row>',
        ),
        (
            '<row r="2"><c r="B2" t="inlineStr"><is><t><![CDATA[<row r="2"/>]]></t></is></c></row>',
            '<row r="2"><c r="B2" t="inlineStr"><is><t><![CDATA[<row r="2"/>]]></t></is></c></row>',
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_rows_and_cells_however_they_are_written(data: str, expected: str, prefix: str, tmp_path: Path) -> None:
    def own(text: str) -> str:
        return re.sub(r"<(/?)(row|c|f|v|is|t|sheetData|worksheet)\b", rf"<\1{prefix}\2", text)

    cdata = "CDATA" in data
    page = f'<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
    whole = page if cdata else own(page)
    path = make(tmp_path / "b.xlsx", {"S": whole if data else whole.replace(f"></{prefix}sheetData>", "/>")})
    made = copy(path, wrong("b.xlsx", "S", "B2"))
    assert made.whole
    text = re.sub(r" s=\"\d+\"", "", data_of(sheet(made.data)))
    inner = expected if cdata else own(expected)
    assert text == f"<{'' if cdata else prefix}sheetData>{inner}</{'' if cdata else prefix}sheetData>"
    assert set(fills(opened(made))) == {("S", "B2")}


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('<c r="A1" t="s"><v>1</v></c>', "hai"),
        ('<c r="A1" s="1"><v>0.975</v></c>', "97.5%"),
        ('<c r="A1" s="2"><v>43971</v></c>', "20/05/2020"),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1"><f>1+1</f></c>', "(công thức chưa có kết quả)"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2"),
        (f'<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r>{GUIDE}</is></c>', "a b"),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', "(ô trống)"),
    ],
)
def test_what_was_read_is_shown(cell: str, read: str, tmp_path: Path) -> None:
    texts = shared("<t>một</t>", "<t>hai</t>")
    style = styles(cells=[(0, 0), (10, 0), (14, 0)])
    path = make(tmp_path / "b.xlsx", f'<row r="1">{cell}</row>', strings=texts, style=style)
    assert lines(opened(copy(path, wrong("b.xlsx", "S", "A1"))))[0][2] == read


@pytest.mark.parametrize(
    "style",
    [
        "",
        f'<styleSheet xmlns="{MAIN}"/>',
        f'<styleSheet xmlns="{MAIN}"></styleSheet>',
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><cellStyles/><dxfs count="0"/></styleSheet>',
        f'<styleSheet xmlns="{MAIN}"><fills count="1">{FILL}</fills><cellXfs><xf {PLAIN}/></cellXfs></styleSheet>',
        f'<s:styleSheet xmlns:s="{MAIN}">{FONTS}<s:cellXfs count="1">{XF}</s:cellXfs><s:extLst/></s:styleSheet>',
    ],
)
def test_styles_that_lack_something(style: str, tmp_path: Path) -> None:
    path = make(tmp_path / "b.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>', style=style)
    made = copy(path, wrong("b.xlsx", "S", "A1"), asked("b.xlsx", "S", "B1"))
    root = ET.fromstring(parts(made.data)["xl/styles.xml"])  # noqa: S314 - our own
    names = [child.tag.rpartition("}")[2] for child in root]
    order = ["fonts", "fills", "borders", "cellXfs", "cellStyles", "dxfs", "extLst"]
    assert names == [name for name in order if name in names]
    for name in ("fonts", "fills", "borders", "cellXfs"):
        section = root[names.index(name)]
        assert section.get("count") == str(len(section))
    assert "styles+xml" in parts(made.data)["[Content_Types].xml"].decode()
    assert len(fills(opened(made))) == 2
    assert root[names.index("fills")][1][0].get("patternType") == "gray125"


def workbook(sheets: str, *, main: str = MAIN, office: str = OFFICE, rest: str = "", before: str = "") -> str:
    """Return the part of a book, everything under a prefix of its own."""
    return (
        f'<w:workbook xmlns:w="{main}" xmlns:o="{office}">{before}<w:sheets>{sheets}</w:sheets>{rest}</w:workbook>'
    )


def test_a_book_under_prefixes_with_strict_names_and_absolute_targets(tmp_path: Path) -> None:
    main, office = STRICT
    row = '<p:row r="1"><p:c r="A1" t="inlineStr"><p:is><p:t>x</p:t></p:is></p:c></p:row>'
    page = f'<p:worksheet xmlns:p="{main}"><p:sheetData>{row}</p:sheetData></p:worksheet>'
    own = rels([("worksheet", "/xl/worksheets/sheet1.xml")], office)
    own = own.replace("<Relationship", "<r:Relationship").replace("</Relationships", "</r:Relationships")
    given = {
        "xl/workbook.xml": workbook('<w:sheet name="S" sheetId="7" o:id="rId1"/>', main=main, office=office),
        "xl/_rels/workbook.xml.rels": own.replace("xmlns=", "xmlns:r="),
    }
    made = copy(make(tmp_path / "b.xlsx", {"S": page}, given), wrong("b.xlsx", "S", "A1"))
    assert made.whole
    text = sheet(made.data, "xl/workbook.xml")
    assert "localSheetId" in text
    assert f'xmlns="{main}"' in sheet(made.data, "xl/worksheets/loi-can-sua.xml")
    assert f"{office}/worksheet" in sheet(made.data, "xl/_rels/workbook.xml.rels")
    (tmp_path / "c.xlsx").write_bytes(made.data)
    grids, _ = read_workbook(tmp_path / "c.xlsx", "c.xlsx")
    assert [grid.title for grid in grids] == [LIST, "S"]


def test_sheets_known_by_their_place_stay_known(tmp_path: Path) -> None:
    names = "".join(f'<w:definedName name="n{at}" localSheetId="{at}">1</w:definedName>' for at in range(3))
    sheets = "".join(f'<w:sheet name="{n}" sheetId="{n}0" o:id="rId{n}"/>' for n in (1, 2, 3))
    views = '<w:bookViews><w:workbookView activeTab="2" firstSheet="1" xWindow="5"/></w:bookViews>'
    rest = f'<w:definedNames>{names}<w:definedName name="all">2</w:definedName></w:definedNames><w:calcPr calcId="1"/>'
    pages = {str(n): worksheet("") for n in (1, 2, 3)}
    given = {"xl/workbook.xml": workbook(sheets, before=views, rest=rest)}
    made = copy(make(tmp_path / "b.xlsx", pages, given), wrong("b.xlsx", "1", "A1"))
    text = sheet(made.data, "xl/workbook.xml")
    assert re.findall(r'name="(n\d)" localSheetId="(\d)"', text) == [("n0", "1"), ("n1", "2"), ("n2", "3")]
    assert '<w:workbookView xWindow="5"/>' in text
    assert re.findall(r'sheetId="(\d+)"', text) == ["4", "10", "20", "30"]
    assert text.index("</w:definedNames>") < text.index("<w:calcPr")


def test_signatures_and_the_history_of_shared_books_are_dropped_all_else_is_kept(tmp_path: Path) -> None:
    extra = [("revisionHeaders", "revisions/revisionHeaders.xml"), ("vbaProject", "vbaProject.bin")]
    given: Mapping[str, str | bytes] = {
        "xl/revisions/revisionHeaders.xml": "<headers/>",
        "xl/revisions/_rels/revisionHeaders.xml.rels": rels([("revisionLog", "revisionLog1.xml")]),
        "xl/revisions/revisionLog1.xml": "<revisions/>",
        "_xmlsignatures/origin.sigs": b"",
        "_xmlsignatures/sig1.xml": "<Signature/>",
        "_xmlsignatures/_rels/origin.sigs.rels": rels([("signature", "sig1.xml")], f"{PACKAGE}/relationships"),
        "xl/vbaProject.bin": b"macro",
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"/>',
        "customXml/item1.xml": "<a/>",
        PRINTER: b"\0\1",
        "_rels/.rels": rels([("officeDocument", "xl/workbook.xml"), ("digital-signature/origin", "_xmlsignatures/o")]),
    }
    path = make(tmp_path / "b.xlsm", {"S": worksheet("")}, given, extra=extra)
    kinds = parts(path)["[Content_Types].xml"].decode()
    kinds = re.sub(r'(PartName="/xl/workbook.xml" ContentType=")[^"]*', rf"\1{ENABLED}", kinds)
    kinds = kinds.replace("</Types>", '<Override PartName="/_xmlsignatures/sig1.xml" ContentType="a/b"/></Types>')
    path = make(tmp_path / "b.xlsm", {"S": worksheet("")}, {**given, "[Content_Types].xml": kinds}, extra=extra)
    made = copy(path, wrong("b.xlsm", "S", "A1"))
    before, after = parts(path), parts(made.data)
    gone = {name for name in before if name not in after}
    assert gone == {name for name in before if name.startswith(("_xmlsignatures/", "xl/revisions/"))}
    assert "signature" not in after["_rels/.rels"].decode() + after["[Content_Types].xml"].decode()
    assert "revision" not in after["xl/_rels/workbook.xml.rels"].decode()
    for name in ("xl/vbaProject.bin", "xl/calcChain.xml", "customXml/item1.xml", PRINTER):
        assert after[name] == before[name]
    assert made.file == "b.xlsm"


def test_a_book_with_macros_that_only_the_ending_of_its_part_tells(tmp_path: Path) -> None:
    path = make(tmp_path / "b.xlsx", {"S": worksheet("")})
    kinds = re.sub('<Override PartName="/xl/workbook.xml"[^>]*>', "", parts(path)["[Content_Types].xml"].decode())
    kinds = kinds.replace("<Override", f'<Default Extension="XML" ContentType="{ENABLED}"/><Override', 1)
    path = make(tmp_path / "b.xlsx", {"S": worksheet("")}, {"[Content_Types].xml": kinds})
    assert copy(path, wrong("b.xlsx", "S", "A1")).file == "b.xlsm"


@pytest.mark.parametrize(
    "given",
    [
        {"xl/workbook.xml": workbook('<w:sheet name="S" sheetId="1" o:id="rId1"/>').encode("utf-16")},
        {"xl/worksheets/sheet1.xml": worksheet('<row r="1"><c r="A1"><v>5</v></c></row>').encode("utf-16")},
        {"xl/worksheets/sheet1.xml": worksheet('<row r="2"/><row r="1"><c r="A1"><v>5</v></c></row>')},
        {"xl/worksheets/sheet1.xml": worksheet('<row r="3"/><row r="1"><c r="A1"><v>5</v></c></row>')},
        {"xl/worksheets/sheet1.xml": worksheet('<row r="1"><c r="B1"/><c r="A1"><v>5</v></c></row>')},
        {"xl/worksheets/loi-can-sua.xml": "<a/>"},
    ],
)
def test_books_built_in_strange_ways_go_back_as_values(given: Mapping[str, str | bytes], tmp_path: Path) -> None:
    path = make(tmp_path / "b.xlsx", {"S": worksheet('<row r="1"><c r="A1"><v>5</v></c></row>')}, given)
    made = copy(path, wrong("b.xlsx", "S", "A1"), wrong("b.xlsx", "S", "A3"))
    assert not made.whole
    book = opened(made)
    assert (book.sheetnames, book["S"]["A1"].value) == ([LIST, "S"], 5)
    assert fills(book) == {("S", "A1"): ERROR, ("S", "A3"): ERROR}
    assert lines(book)[0][2] == "5"


def test_a_sheet_refused_for_a_cell_far_away_is_marked_all_the_same(tmp_path: Path) -> None:
    path = make(tmp_path / "b.xlsx", '<row r="1"/><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    far = Diagnostic(file_codes.SHEET_FAR, Cell("b.xlsx", "S", "XFD1048576"), {"text": "XFD1048576"})
    made = copy(path, far)
    assert made.whole
    assert re.search(r'<c r="XFD1048576" s="[1-9]\d*"><v>1</v>', sheet(made.data))


def test_a_list_of_another_kind_or_with_things_of_its_own_is_replaced(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "S"
    old = book.create_sheet("LỖI cần sửa")
    old["A1"] = "cũ"
    old["A2"].comment = Comment("x", "y")
    old.print_title_rows = "1:1"
    book.save(tmp_path / "b.xlsx")
    made = copy(tmp_path / "b.xlsx", wrong("b.xlsx", "S", "A1"))
    again = opened(made)
    assert again.sheetnames == [LIST, "S"]
    assert again[LIST]["A1"].value == "LỖI CẦN SỬA"
    assert again[LIST]["A2"].comment is None
    assert again[LIST].print_title_rows == "$5:$5"
