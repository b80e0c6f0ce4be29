"""What the papers say: numbers, order, votes, who is named to whom."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from engine.diagnostics import ReportedError
from engine.explain.redact import adverse
from engine.report.document import making
from engine.report.document.checking import checked
from engine.report.document.listing import listing
from engine.report.document.minutes import share, votes_told
from engine.report.document.model import Article, Block, Document, Para, Run, Table
from engine.report.document.roll import Roll
from engine.report.document.text import clean, numbered, plain
from engine.report.papers import PAPERS, Material
from engine.report.papers.reconcile import Votes
from engine.report.papers.written import checked as held
from engine.values import Decision

from .made import EVIL, documents, material, named, paper, texts, voted


def rows(document: Document, group: str) -> int:
    return sum(
        r.about is not None and r.about.group == group
        for b in document.blocks
        if isinstance(b, Table)
        for r in b.rows
    )


def told_in(document: Document) -> str:
    return plain(tuple(r for b in document.blocks if isinstance(b, Para) for r in b.text))


@pytest.mark.parametrize("award", ["giay-khen", "bang-khen"])
def test_text_lists_and_minutes_have_the_numbers_of_the_evaluation(award: str) -> None:
    view = material().view
    asked = told_in(documents("to-trinh")[f"to-trinh-{award}"])
    for kind in view.kinds:
        want = len(view.of(award, Decision.PROPOSED, kind=kind.id))
        assert f"{want:02d} {kind.word.lower()}" in asked
        assert rows(documents("danh-sach")[f"danh-sach-{award}"], kind.id) == want
        assert rows(documents("quyet-dinh")[f"quyet-dinh-{award}"].annexes[0], kind.id) == want
        minuted = [r for b in documents("bien-ban")["bien-ban"].blocks if isinstance(b, Table) for r in b.rows]
        assert sum(r.about is not None and (r.about.award, r.about.group) == (award, kind.id) for r in minuted) == want


def test_the_printed_table_has_the_rows_that_the_printed_text_counts() -> None:
    book = paper("danh-sach-giay-khen")
    table = next(t for t in book.tables if t.rows[0].cells[0].text == "TT")
    told = next(p.text for p in book.paragraphs if p.text.startswith("Danh sách gồm"))
    numbers = [int(n) for n in re.findall(r"\d+", told)]
    printed = [r for r in table.rows if r.cells[0].text.isdigit()]
    assert sum(numbers) == len(printed)
    bands = [r.cells[0].text for r in table.rows if not r.cells[0].text.isdigit()][1:]
    assert bands == ["I. TẬP THỂ", "II. CÁ NHÂN", "III. NGƯỜI DÂN, DOANH NGHIỆP"]


@pytest.mark.parametrize("lost", ["to-trinh-giay-khen", "danh-sach-giay-khen", "bien-ban", "quyet-dinh-giay-khen"])
def test_a_number_that_is_not_that_of_the_list_is_found(lost: str) -> None:
    whole = making.listed(material())
    checked(whole)
    document = whole[lost]
    tables = [b for b in document.blocks if isinstance(b, Table)]
    if tables:
        at = next(i for i, r in enumerate(tables[0].rows) if r.about is not None)
        short = replace(tables[0], rows=(*tables[0].rows[:at], *tables[0].rows[at + 1 :]))
        blocks = tuple(short if b is tables[0] else b for b in document.blocks)
    else:
        blocks = tuple(_more(b) for b in document.blocks)
    with pytest.raises(ReportedError) as bad:
        checked({**whole, lost: replace(document, blocks=blocks)})
    assert {d.code.id for d in bad.value.diagnostics} == {"paper-numbers"}
    assert lost in bad.value.diagnostics[0].args["names"]


def _more(block: Block) -> Block:
    """Return a block whose first counted number is one more than the list has."""
    if not isinstance(block, Para | Article) or not any(r.counts for r in block.text):
        return block
    text = block.text
    at = next(i for i, r in enumerate(text) if r.counts)
    changed = replace(text[at], number=text[at].number + 1, text=str(text[at].number + 1))
    return replace(block, text=(*text[:at], changed, *text[at + 1 :]))


def test_a_number_shown_otherwise_than_it_is_is_found() -> None:
    whole = making.listed(material())
    document = whole["danh-sach-giay-khen"]
    wrong = tuple(
        replace(b, text=tuple(replace(r, text="99") if r.counts else r for r in b.text)) if isinstance(b, Para) else b
        for b in document.blocks
    )
    with pytest.raises(ReportedError):
        checked({**whole, "danh-sach-giay-khen": replace(document, blocks=wrong)})


def test_nothing_is_made_where_numbers_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    def short(found: Material, roll: Roll) -> Document:
        document = listing(found, roll)
        blocks = (replace(b, rows=b.rows[:-1]) if isinstance(b, Table) else b for b in document.blocks)
        return replace(document, blocks=tuple(blocks))

    monkeypatch.setattr(making, "listing", short)
    with pytest.raises(ReportedError):
        held([p for p in PAPERS if p.id == "to-trinh"], material())


def test_votes_decide_who_is_on_the_list(tmp_path: Path) -> None:
    view = material().view
    agreed, refused = (e.proof.row.key for e in view.of("giay-khen", Decision.PROPOSED, kind="unit")[:2])
    other = view.of("giay-khen", Decision.NOT_PROPOSED, kind="unit")[0].proof.row.key
    found = voted(
        tmp_path, (agreed, "Có", 8, 9, ""), (refused, "Không", 4, 9, "chưa tiêu biểu"), (other, "Có", 7, 9, "xét thêm")
    )
    papers = making.listed(found)
    listed = [r for b in papers["danh-sach-giay-khen"].blocks if isinstance(b, Table) for r in b.rows if r.about]
    names = {e.proof.row.key: e.name for e in view.entries}
    assert {r.cells[1] for r in listed} == {names[agreed], names[other]}
    minutes = {r.cells[1]: r for b in papers["bien-ban"].blocks if isinstance(b, Table) for r in b.rows if not r.band}
    assert minutes[names[agreed]].cells[3] == "8/9 (≈ 88,89%)"
    assert minutes[names[refused]].cells[4] == "không đồng ý: chưa tiêu biểu"
    assert minutes[names[refused]].about is None
    assert minutes[names[other]].cells[4] == "Hội đồng đề nghị, khác kết quả xét: xét thêm"
    told = told_in(papers["to-trinh-giay-khen"])
    assert "tặng Giấy khen của quận cho 02 tập thể" in told
    unvoted = view.of("giay-khen", Decision.PROPOSED, kind="unit")[2].name
    assert minutes[unvoted].cells[4] == "chưa biểu quyết"


def test_a_share_is_exact_or_marked() -> None:
    assert share(Fraction(3, 4)) == "75%"
    assert share(Fraction(1, 1)) == "100%"
    assert share(Fraction(1, 8)) == "12,5%"
    assert share(Fraction(2, 3)) == "≈ 66,67%"
    assert votes_told(Votes()) == "……/……"
    assert votes_told(Votes(agree=None, members=9)) == "……/9"
    assert votes_told(Votes(agree=9, members=9)) == "9/9 (100%)"


def test_what_the_plan_is_called_is_cited_and_what_is_not_known_is_left_open() -> None:
    lines = texts(paper("to-trinh-bang-khen"))
    assert any(t.startswith("Căn cứ văn bản số ………… ngày 04 tháng 5 năm 2020 của …………") for t in lines)
    assert any(t.startswith("Căn cứ Quyết định số ……/QĐ-…… ngày") and "Giấy khen của quận" in t for t in lines)
    assert any("Biên bản số 07/BB-…… ngày 02 tháng 12 năm 2020" in t for t in lines)


def test_a_draft_decision_is_a_draft_and_names_no_money() -> None:
    lines = texts(paper("quyet-dinh-giay-khen"))
    assert "DỰ THẢO" in lines
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN QUẬN 12" in lines
    assert any(t.startswith("Điều 2. Mức tiền thưởng") and "đồng" in t and not re.search(r"\d", t[7:]) for t in lines)


def test_no_notice_names_whoever_violated() -> None:
    evaluation = material().view.evaluation
    table = evaluation.dossier.tables["person"]
    units = evaluation.dossier.tables["unit"].keys
    listed = {e.proof.row.index for e in material().view.of("giay-khen", Decision.PROPOSED, kind="person")}
    hidden = adverse(evaluation)["person"] - listed
    assert len(hidden) > 3
    notices = documents("thong-bao")
    assert len(notices) > 20
    for index in hidden:  # a namesake in another unit may be named there
        told = repr(notices.get(f"thong-bao-{units[table.owners['unit'][index]]}"))
        assert table.names[index] not in told, table.keys[index]
    whole = repr(notices)
    assert not [table.keys[i] for i in hidden if table.keys[i] in whole]


def test_the_notice_of_a_barred_unit_says_why_and_not_who() -> None:
    told = repr(documents("thong-bao")["thong-bao-PH04"])
    assert "không được xem xét" in told
    assert "tập thể có cá nhân vi phạm" in told
    assert "Phan Minh Sơn" not in told
    assert "PH04-005" not in told
    assert "07-vi-pham" not in told
    assert "Một cá nhân" in told
    assert "Phan Xuân Nghĩa" in told  # proposed, and so named


def test_a_case_is_explained_for_every_collective_that_is_left_out() -> None:
    cases = documents("giai-trinh")
    view = material().view
    left = {e.proof.row.key for e in view.entries if e.proof.kind == "unit" and e.decision not in
            {Decision.PROPOSED, Decision.NOT_NOMINATED, Decision.NOT_APPLICABLE}}  # fmt: skip
    assert set(cases) == left
    assert "Phan Minh Sơn" in repr(cases["PH04"])  # for the council, which has the books


def test_whoever_is_named_is_explained() -> None:
    view = material().view
    one = view.of("giay-khen", Decision.NOT_PROPOSED, kind="person")[0].proof
    found = making.documents_of(replace(material(), about=((one.kind, one.row.index),)), "giai-trinh")
    assert set(found) == {one.row.key}


def test_a_name_is_a_name_whatever_stands_in_it() -> None:
    found = making.listed(named(EVIL))
    blocks = found["danh-sach-giay-khen"].blocks
    assert any(clean(EVIL) in r.cells for b in blocks if isinstance(b, Table) for r in b.rows)


def test_signs_that_no_file_holds_are_taken_out() -> None:
    assert clean("a\x00b\u202ec\ud800d\ufffee  f\n") == "a b c d e f"
    assert clean("Hòa\u0309") == clean("Hòa\u0309")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("5", "Số: 05/TTr-……"), ("07", "Số: 07/TTr-……"), ("", "Số: ……/TTr-……"), ("7/TTr", "Số: 07/TTr"),
        ("12/TTr-PNV", "Số: 12/TTr-PNV"),
    ],
)
def test_a_number_of_one_digit_gets_a_nought(given: str, shown: str) -> None:
    assert numbered(given, "TTr") == shown


def test_no_number_is_written_by_hand() -> None:
    for name, document in making.listed(material()).items():
        runs = [r for b in document.blocks for r in getattr(b, "text", ()) if isinstance(r, Run)]
        assert all(r.text == f"{r.number:02d}" for r in runs if r.counts), name
