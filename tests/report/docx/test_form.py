"""The form of NĐ 30/2020: page, letters, head, foot, tables; the same bytes for the same paper."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from engine.report.document.widths import bold_width
from engine.report.docx import docx_bytes

from .made import blank, documents, material, paper, texts

ALL = ["bien-ban", "to-trinh-giay-khen", "to-trinh-bang-khen", "danh-sach-giay-khen", "quyet-dinh-giay-khen"]


def kind_of(name: str) -> str:
    return next(k for k in ("bien-ban", "to-trinh", "danh-sach", "quyet-dinh") if name.startswith(k))


def near(value: int, wanted: int) -> bool:
    return abs(value - wanted) < Mm(0.1)


@pytest.mark.parametrize("name", ALL)
def test_page_and_margins_are_those_of_the_decree(name: str) -> None:
    for page in paper(name).sections:
        assert page.page_width is not None
        assert page.page_height is not None
        assert near(page.page_width, Mm(210))
        assert near(page.page_height, Mm(297))
        assert page.top_margin is not None
        assert Mm(20) - 500 <= page.top_margin <= Mm(25)
        assert page.bottom_margin is not None
        assert Mm(20) - 500 <= page.bottom_margin <= Mm(25)
        assert page.left_margin is not None
        assert Mm(30) - 500 <= page.left_margin <= Mm(35)
        assert page.right_margin is not None
        assert Mm(15) - 500 <= page.right_margin <= Mm(20)


@pytest.mark.parametrize("name", ALL)
def test_one_font_in_every_style_and_run(name: str) -> None:
    kind = kind_of(name)
    with zipfile.ZipFile(io.BytesIO(docx_bytes(documents(kind)[name]))) as packed:
        styles, text = packed.read("word/styles.xml").decode(), packed.read("word/document.xml").decode()
    for side in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert f'w:{side}="Times New Roman"' in styles
    assert "Theme" not in styles
    assert "rFonts" not in text
    assert 'w:val="vi-VN"' in styles


def test_page_numbers_stand_top_centre_from_the_second_page() -> None:
    page = paper("to-trinh-giay-khen").sections[0]
    assert page.different_first_page_header_footer
    assert "PAGE" in page.header._element.xml
    assert page.header.paragraphs[0].style is not None
    assert page.header.paragraphs[0].style.name == "Header"
    assert "PAGE" not in page.first_page_header._element.xml


def test_what_is_attached_counts_its_own_pages() -> None:
    first, second = paper("quyet-dinh-giay-khen").sections
    assert second._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert first._sectPr.find(qn("w:pgNumType")) is None


def test_the_head_of_a_submission() -> None:
    left, right = paper("to-trinh-giay-khen").tables[0].rows[0].cells
    parent, body, rule = left.paragraphs
    assert (parent.text, parent.runs[0].bold) == ("ỦY BAN NHÂN DÂN QUẬN 12", None)
    assert (body.text, body.runs[0].bold) == ("PHÒNG NỘI VỤ", True)
    assert "w:pBdr" in rule._p.xml
    nation, motto, line = right.paragraphs
    assert (nation.text, nation.runs[0].bold, nation.runs[0].font.size) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, Pt(13),
    )  # fmt: skip
    assert (motto.text, motto.runs[0].bold, motto.runs[0].font.size) == ("Độc lập - Tự do - Hạnh phúc", True, Pt(14))
    indents = (line.paragraph_format.left_indent or 0) + (line.paragraph_format.right_indent or 0)
    assert abs((Mm(99) - indents) / Mm(1) - bold_width(motto.text, 14)) < 0.2
    number, dated = paper("to-trinh-giay-khen").tables[0].rows[1].cells
    assert number.paragraphs[0].text == "Số: 05/TTr-PNV"
    assert dated.paragraphs[0].text == "Quận 12, ngày 05 tháng 02 năm 2020"
    assert dated.paragraphs[0].runs[0].italic


def test_text_is_justified_with_the_first_line_in() -> None:
    found = next(p for p in paper("to-trinh-giay-khen").paragraphs if p.text.startswith("Thực hiện"))
    assert found.style is not None
    assert found.style.name == "Body Text"
    assert found.paragraph_format.first_line_indent is not None
    assert near(found.paragraph_format.first_line_indent, Mm(12.7))
    style = found.style.paragraph_format
    assert style.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert style.space_before >= Pt(6)
    assert 1 <= style.line_spacing <= 1.5


def test_grounds_are_italic_each_with_its_mark() -> None:
    lines = [p for p in paper("to-trinh-giay-khen").paragraphs if p.text.startswith("Căn cứ") and p.runs[0].italic]
    assert len(lines) == 3
    assert [p.text[-1] for p in lines] == [";", ";", "."]
    assert not any(";;" in p.text for p in lines)


def test_nobody_is_told_twice_in_a_list_of_receivers() -> None:
    book = paper("to-trinh-giay-khen")
    left, right = book.tables[-1].rows[0].cells
    assert [p.text for p in left.paragraphs] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT, PNV."]
    head, first = left.paragraphs[0].runs[0], left.paragraphs[1].runs[0]
    assert (head.bold, head.italic, head.font.size, first.font.size) == (True, True, Pt(12), Pt(11))
    assert [p.text for p in right.paragraphs] == ["TRƯỞNG PHÒNG", "Nguyễn Văn Minh Họa"]
    assert all(p.runs[0].bold for p in right.paragraphs)


def test_the_secretary_signs_left_and_the_chair_right() -> None:
    left, right = paper("bien-ban").tables[-2].rows[0].cells
    assert [p.text for p in left.paragraphs] == ["THƯ KÝ", "Lê Văn Mẫu"]
    assert [p.text for p in right.paragraphs] == ["CHỦ TỌA", "Trần Thị Ví Dụ"]


def test_the_heading_of_a_table_comes_again_and_rows_stay_whole() -> None:
    table = next(t for t in paper("danh-sach-giay-khen").tables if t.rows[0].cells[0].text == "TT")
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in r._tr.xml for r in table.rows)


def test_a_list_says_what_it_belongs_to() -> None:
    lines = texts(paper("danh-sach-giay-khen"))
    assert "(Kèm theo Tờ trình số 05/TTr-PNV ngày 05 tháng 02 năm 2020 của Phòng Nội vụ)" in lines
    assert lines[0] == "Phụ lục"


@pytest.mark.parametrize("name", ALL)
def test_the_same_paper_has_the_same_bytes(name: str) -> None:
    kind = kind_of(name)
    made = docx_bytes(documents(kind)[name])
    assert made == docx_bytes(documents(kind)[name])
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        names = [i.filename for i in packed.infolist()]
        assert names == ["[Content_Types].xml", *sorted(names[1:])]
        assert {i.date_time for i in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in n or "customXml" in n for n in names)


def test_nobody_is_the_author_and_the_day_is_that_of_the_evaluation() -> None:
    core = paper("bien-ban").core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created is not None
    assert core.created.date() == material().day
    assert core.modified is not None
    assert core.modified.date() == material().day


def test_what_nobody_gave_keeps_a_visible_place() -> None:
    lines = texts(paper("to-trinh-giay-khen", given=False))
    assert any("ngày ….. tháng ….. năm ……." in t for t in lines)
    assert "Số: ……/TTr-……" in lines
    assert any(t.startswith("Kính gửi: …") for t in lines)
    told = " ".join(texts(paper("bien-ban", given=False)))
    assert "Chủ trì (chủ tọa): …" in told
    assert "Địa điểm: …" in told
    assert not blank().office.name
