"""The workbook of results says what the view says: every subject, every count, every cell."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from engine.diagnostics import Lang
from engine.explain import verdict_words
from engine.report.papers import Material, sources_of
from engine.report.papers.book import cut
from engine.report.papers.people import Group
from engine.report.papers.reconcile import Says, Stage
from engine.report.papers.telling import capital
from engine.report.papers.words import EN, VI
from engine.values import Decision, Verdict
from tests.campaign import BOOKS, ROOT

from .made import EVIL, XLSX, evil, files, material, opened, table, view

FILES = [p.file_name for p in XLSX]


@pytest.mark.parametrize("file", FILES)
def test_made_twice_it_is_the_same_bytes(file: str) -> None:
    paper = next(p for p in XLSX if p.file_name == file)
    assert paper.make(material()) == files()[file]


@pytest.mark.parametrize("file", FILES)
def test_sheets_are_set_up_for_paper_and_filters(file: str) -> None:
    for page in opened(file):
        if page.title == "Danh mục":
            continue
        assert page.freeze_panes
        assert page.print_title_rows
        assert page.page_setup.paperSize in {8, 9}
        assert page.page_setup.fitToHeight == 0
        assert page.oddFooter is not None
        footer = page.oddFooter.right
        assert footer is not None
        assert "&P" in (footer.text or "")
        assert 0 < len(page.title) <= 31


@pytest.mark.parametrize("file", FILES)
def test_no_name_becomes_a_formula(file: str) -> None:
    told: set[object] = set()
    for page in opened(file, "evil"):
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (page.title, cell.coordinate)
                assert not isinstance(cell.value, str) or len(cell.value) <= 32_767
                told.add(cell.value)
                if isinstance(cell.value, str) and cell.value[:1] in "=+-@" and cell.border.left.style:
                    assert cell.quotePrefix, (page.title, cell.coordinate)
    missing = [text for text in EVIL if not any(isinstance(t, str) and text.strip()[:60] in t for t in told)]
    assert not missing


def test_lists_hold_everybody_with_the_decision_of_the_view() -> None:
    book = opened("ket-qua.xlsx")
    for award, label in view().awards.items():
        page = next(p for p in book if any(c.value == f"DANH SÁCH: {label.upper()}" for c in p["A"]))
        rows = list(table(page))
        found = {(r["Loại"], r["Mã"]): r["Kết quả"] for r in rows}
        assert len(rows) == len(found) == len(view().subjects)
        assert found == {(e.proof.word, e.proof.row.key): capital(e.words) for e in view().of(award)}
        ranks = [next(e for e in view().of(award) if e.proof.row.key == r["Mã"]).decision for r in rows]
        order = list(dict.fromkeys(ranks))
        assert len(order) == len(set(ranks)), "each decision stands in one block"
        assert order[0] is Decision.PROPOSED
        first = [r["Loại"] for r in rows[: ranks.count(Decision.PROPOSED)]]
        assert first == sorted(first, key=lambda word: word != "Tập thể")


def test_the_summary_adds_up_to_everybody() -> None:
    rows = list(table(opened("ket-qua.xlsx")["Tổng hợp"], "Hình thức"))
    for label in view().awards.values():
        mine = [r for r in rows if r["Hình thức"] == label]
        whole = next(r for r in mine if r["Kết quả"] == "Cộng")
        assert whole["Cộng"] == len(view().subjects)
        assert whole["Cộng"] == sum(int(str(r["Cộng"])) for r in mine if r is not whole)
        for kind in view().kinds:
            assert whole[kind.word] == kind.size


def test_every_criterion_is_told_in_words_on_a_colour() -> None:
    page = opened("ket-qua.xlsx")["Tiêu chí - Tập thể"]
    subjects = {p.row.key: p for p in view().subjects if p.kind == "unit"}
    grounds: dict[str, set[str]] = {}
    rows = {str(r["Mã"]): r for r in table(page)}
    assert rows.keys() == subjects.keys()
    for key, proof in subjects.items():
        for criterion in proof.criteria.values():
            assert rows[key][capital(criterion.label)] == capital(verdict_words(criterion, Lang.VI))
    for row in page.iter_rows():
        for cell in row:
            if cell.value in {"Đạt", "Không đạt", "Chưa đủ căn cứ để kết luận"}:
                grounds.setdefault(str(cell.value), set()).add(cell.fill.fgColor.rgb)
    assert len(grounds) == 3
    assert all(len(g) == 1 for g in grounds.values())
    assert len(set.union(*grounds.values())) == 3


def test_where_a_criterion_does_not_apply_nobody_was_asked() -> None:
    """The table for the appraiser leaves the opinion blank there, and tells it with its giver elsewhere."""
    proofs = {p.row.key: p for p in view().subjects if p.kind == "person"}
    label = next(p.criteria["person.exemplary"].label for p in proofs.values())
    seen = set()
    for row in table(opened("bang-tham-dinh.xlsx")["Thẩm định - Cá nhân"]):
        verdict = proofs[str(row["Mã"])].criteria["person.exemplary"].verdict
        opinion = row[f"{capital(label)} / Ý kiến, người cho ý kiến"]
        told = row[f"{capital(label)} / Kết luận"]
        seen.add(verdict)
        if verdict is Verdict.NOT_APPLICABLE:
            assert (opinion, told) == (None, "Không áp dụng")
        elif verdict in {Verdict.MET, Verdict.NOT_MET}:
            assert re.fullmatch(r"(Có|Không) \(.+, \d\d/\d\d/\d{4}\)", str(opinion))
        else:
            assert str(opinion).endswith("chưa có ý kiến đánh giá")
    assert seen >= {Verdict.NOT_APPLICABLE, Verdict.MET, Verdict.NOT_MET}


def test_source_cells_link_to_the_cell_of_the_book() -> None:
    page = opened("ket-qua.xlsx")["Căn cứ - Tập thể"]
    links = [c.hyperlink for row in page.iter_rows() for c in row if c.hyperlink]
    assert len(links) > 100
    for link in links:
        target = (ROOT / "out" / str(link.target).replace("\\", "/")).resolve()
        assert target in {b.resolve() for b in BOOKS}
        sheet, cell = str(link.location).rsplit("!", 1)
        assert cell[0].isalpha()
        assert sheet.strip("'")
    row = next(r for r in table(page, "Tên tập thể, cá nhân") if r["Mã"] == "PH04")
    assert str(row["Ô nguồn"]).startswith("F13, Danh sách đơn vị, 01-don-vi.xlsx")
    found = [r for r in table(page, "Tên tập thể, cá nhân") if r["Mã"] == "PH04"]
    assert str(found[2]["Ô nguồn"]).startswith("G17, Sáng kiến của tập thể, 06-sang-kien.xlsx"), "the row that decides"


def test_books_that_are_nowhere_have_no_link(tmp_path: Path) -> None:
    names = view().files
    assert sources_of(names, [], tmp_path) == {}
    folder = BOOKS[0].parent
    assert sources_of([BOOKS[0].name], [folder], folder)[BOOKS[0].name] == BOOKS[0].name
    twin = tmp_path / BOOKS[0].name
    twin.write_bytes(b"x")
    assert sources_of([BOOKS[0].name], [BOOKS[0], twin], folder) == {}, "which of the two is not known"
    odd = tmp_path / "a#b.xlsx"
    odd.write_bytes(b"x")
    assert sources_of([odd.name], [odd], tmp_path) == {}


def test_what_is_pending_stands_with_what_it_waits_for() -> None:
    rows = list(table(opened("ket-qua.xlsx")["Còn thiếu"]))
    wanted = Counter(
        (e.proof.row.key, e.award.label)
        for e in view().entries
        if e.decision is Decision.PENDING
        for _ in e.award.missing
    )
    assert Counter((r["Mã"], r["Hình thức"]) for r in rows) == wanted
    assert {r["Chờ ai"] for r in rows} >= {"Chờ bổ sung hồ sơ", "Chờ ý kiến Hội đồng"}


def test_the_rule_set_stands_in_the_book_word_for_word() -> None:
    page = opened("ket-qua.xlsx")["Bộ tiêu chí"]
    text = "\n".join(str(c.value) for c in page["A"] if c.value)
    for criterion in view().evaluation.plan.criteria.values():
        quote = " ".join(criterion.citation.quote.split())
        assert quote in text


def test_shares_are_told_where_known_and_said_to_be_unknown_otherwise() -> None:
    page = opened("ket-qua.xlsx")["DS Giấy khen của quận"]
    (line,) = (str(c.value) for c in page["A"] if str(c.value).startswith("Trong "))
    proposed = [e.proof for e in view().of("giay-khen", Decision.PROPOSED) if e.proof.kind == "person"]
    assert line.startswith(f"Trong {len(proposed)} cá nhân")
    assert "lãnh đạo, người đứng đầu" in line
    assert "nữ: chưa có số liệu" in line
    assert "người lao động trực tiếp: chưa có số liệu" in line


def test_english_is_english_around_the_data() -> None:
    small = evil()
    for paper in XLSX:
        made = paper.make(Material(replace(small.view, lang=Lang.EN)))
        assert isinstance(made, bytes)
        book = openpyxl.load_workbook(io.BytesIO(made))
        heads = {str(c.value) for page in book for row in page.iter_rows(max_row=12) for c in row}
        assert paper.inside or heads & {"No.", "Award"}, paper.id
        if paper.inside:
            assert "Mã đối tượng" in heads, "sheets that come back go by the words of the import"


def test_texts_that_are_too_long_are_cut_visibly() -> None:
    assert len(cut("x" * 40_000)) == 32_767
    assert cut("x" * 40_000).endswith("[…]")


def test_both_languages_say_the_same_and_everything_is_said() -> None:
    assert VI.keys() == EN.keys()
    for word in VI:
        assert set(re.findall(r"{(\w+)[:}]", VI[word])) == set(re.findall(r"{(\w+)[:}]", EN[word])), word
    rooms = [ROOT / "engine" / "report" / room for room in ("papers", "document", "docx")]
    code = "".join(p.read_text("utf-8") for room in rooms for p in room.glob("*.py") if p.name != "words.py")
    told = {e.value for kind in (Says, Stage, Group) for e in kind}
    assert not [w for w in VI if f'"{w}"' not in code and f"'{w}'" not in code and w not in told]
