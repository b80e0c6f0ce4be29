"""PDF by typst: the words of the DOCX, the same bytes, the fonts of the package, and no text that is source."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from engine.report.document.model import (
    Addressed,
    Article,
    Document,
    Foot,
    Grounds,
    Hand,
    Line,
    ListHead,
    Para,
    Resolves,
    Run,
    Section,
    StateHead,
    Table,
)
from engine.report.document.model import Column as Col
from engine.report.document.text import clean
from engine.report.docx import docx_bytes
from engine.report.pdf import pdf_bytes
from engine.report.pdf.render import FONTS, FORM

from ..docx.made import EVIL, documents, texts

DAY = dt.date(2020, 12, 5)


def evil(text: str = EVIL) -> Document:
    """Return a document with one text in every place that a text can have."""
    run = (Run(text), Run(text, bold=True), Run(text, italic=True))
    head = StateHead(text, text, text, text, text, text, draft=True)
    table = Table((Col(text, 10), Col(text, 20)), (Line((text, ""), band=True), Line((text, text))))
    blocks = (
        Addressed((text,)), Addressed((text, text)), Grounds((text,)), Para(run), Para(run, level=2, indent=False),
        Section(text), Resolves(text), Article(1, run), table, Foot(Hand((text,), text), Hand((text,), text), (text,)),
    )  # fmt: skip
    annex = Document(text, DAY, ListHead(text, text, text, text), (table,))
    return Document(text, DAY, head, blocks, annexes=(annex,))


def words(document: Document) -> str:
    """Return the text of a PDF without its spaces, which a line's end may have put anywhere."""
    pages = PdfReader(io.BytesIO(pdf_bytes(document))).pages
    return re.sub(r"\s+", "", "".join(p.extract_text() for p in pages))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


PAPERS = [("to-trinh", "to-trinh-bang-khen"), ("danh-sach", "danh-sach-bang-khen"),
          ("quyet-dinh", "quyet-dinh-bang-khen"), ("giai-trinh", "PH04"), ("thong-bao", "thong-bao-PH04")]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), PAPERS)
def test_the_pdf_says_what_the_docx_says(kind: str, name: str) -> None:
    document = documents(kind)[name]
    told = words(document)
    for text in texts(docx.Document(io.BytesIO(docx_bytes(document)))):
        for word in text.split():
            assert word in told, (text, word)


@pytest.mark.parametrize(("kind", "name"), PAPERS)
def test_the_same_paper_has_the_same_bytes(kind: str, name: str) -> None:
    assert pdf_bytes(documents(kind)[name]) == pdf_bytes(documents(kind)[name])


def test_nothing_depends_on_the_zone_or_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    before = pdf_bytes(documents("to-trinh")["to-trinh-giay-khen"])
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TYPST_FONT_PATHS", "/usr/share/fonts")
    assert pdf_bytes(documents("to-trinh")["to-trinh-giay-khen"]) == before


def test_nothing_of_a_text_is_source() -> None:
    told = words(evil())
    assert told.count(bare(clean(EVIL))) >= 20
    assert "root:x:" not in told
    assert not re.search(r"49(?!\d)", told)


@pytest.mark.parametrize("text", ['#import "x.typ"', "#panic()", "$ x $", "*a* _b_ `c`", "// a", "/* b", "= c", "- d",
                                  "#{ while true {} }", "https://example.invalid", "\\u{41}", "]", "[", '"', "a~b",
                                  "--- ... 'x'"])  # fmt: skip
def test_any_sign_of_typst_is_set_as_it_is(text: str) -> None:
    assert bare(text) in words(evil(text))


def test_no_other_font_and_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.typ").write_text("leak", "utf-8")
    reader = PdfReader(io.BytesIO(pdf_bytes(documents("bien-ban")["bien-ban"])))
    fonts = {str(f["/BaseFont"]) for p in reader.pages for f in p["/Resources"]["/Font"].get_object().values()  # type: ignore[index]
             for f in [f.get_object()]}  # fmt: skip
    assert fonts
    assert all("Tinos" in f for f in fonts)
    assert os.listdir(tmp_path) == ["x.typ"]  # noqa: PTH208 - nothing else was written


def test_the_form_reads_data_and_nothing_else() -> None:
    source = FORM.read_text("utf-8")
    assert source.count("sys.inputs") == 1
    assert not re.search(r"#?(import|include|read|plugin|eval|image|csv|yaml|toml|xml|bibliography)\s*[(\"]", source)


def test_the_fonts_come_with_their_licence() -> None:
    assert sorted(p.name for p in FONTS.glob("*.ttf")) == [
        "Tinos-Bold.ttf", "Tinos-BoldItalic.ttf", "Tinos-Italic.ttf", "Tinos-Regular.ttf",
    ]  # fmt: skip
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")


def test_title_and_day_are_told_and_nobody_is_the_author() -> None:
    reader = PdfReader(io.BytesIO(pdf_bytes(documents("bien-ban")["bien-ban"])))
    told = reader.metadata
    assert told is not None
    assert told.title == "Biên bản họp Hội đồng"
    assert not told.author
    assert told.creation_date is not None
    assert told.creation_date.date() == DAY


def test_page_numbers_begin_on_the_second_page_and_anew_for_what_is_attached() -> None:
    pages = PdfReader(io.BytesIO(pdf_bytes(documents("quyet-dinh")["quyet-dinh-giay-khen"]))).pages
    firsts = [p.extract_text().split("\n")[0].strip() for p in pages]
    assert firsts[0] != "1"
    attached = next(n for n, p in enumerate(pages) if "Phụ lục" in p.extract_text())
    assert firsts[attached] != "1"
    assert firsts[attached + 1 : attached + 3] == ["2", "3"]


def test_paper_and_margins() -> None:
    page = PdfReader(io.BytesIO(pdf_bytes(documents("bien-ban")["bien-ban"]))).pages[0]
    assert [round(float(x) / 72 * 25.4) for x in page.mediabox[2:]] == [210, 297]
