"""Who receives a paper, what members are called, and what is left out of papers that others read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.report.document.making import documents_of
from engine.report.document.model import Article, Block, Document, Foot, Para, Table
from engine.report.document.submission import EXECUTION
from engine.report.document.text import plain
from engine.report.papers.office import BLANK, Council, Member, Office, Part
from engine.report.papers.office import Document as Said

from .made import documents, material, voted


def blocks(document: Document) -> list[Block]:
    return [b for d in (document, *document.annexes) for b in d.blocks]


def told(document: Document) -> str:
    """Return every paragraph and cell of a paper and of what is attached to it."""
    out: list[str] = []
    for block in blocks(document):
        match block:
            case Para(text):
                out.append(plain(text))
            case Table():
                out += [cell for row in block.rows for cell in row.cells]
            case _:
                pass
    return "\n".join(out)


def foot(paper: str, office: Office) -> Foot:
    made = documents_of(replace(material(), office=office), paper)
    (found,) = (b for b in blocks(next(iter(made.values()))) if isinstance(b, Foot))
    return found


@pytest.mark.parametrize(
    ("receivers", "decision", "minutes"),
    [
        ((), ("Như Điều 3", f"Lưu: VT, {BLANK}"), (BLANK, "Lưu: VT, Hồ sơ")),
        (("Như trên", "Lưu: VT"), ("Như Điều 3", "Lưu: VT"), ("Lưu: VT",)),
        (("- như trên;", "Lưu: VT"), ("Như Điều 3", "Lưu: VT"), ("Lưu: VT",)),
        (("Thành viên Hội đồng",), ("Như Điều 3", "Thành viên Hội đồng"), ("Thành viên Hội đồng",)),
        (("Như Điều 4", "Lưu: VT"), ("Như Điều 4", "Lưu: VT"), ("Như Điều 4", "Lưu: VT")),
    ],
)
def test_as_above_is_said_in_letters_alone(
    receivers: tuple[str, ...], decision: tuple[str, ...], minutes: tuple[str, ...]
) -> None:
    office = Office(recipients=receivers, documents={"quyet-dinh": Said(body="Ủy ban nhân dân Quận 12")})
    assert foot("quyet-dinh", office).receivers == decision
    assert foot("bien-ban", office).receivers == minutes
    assert foot("to-trinh", office).receivers == (receivers or ("Như trên", f"Lưu: VT, {BLANK}"))


def test_what_the_office_says_of_the_minutes_themselves_stands() -> None:
    office = Office(documents={"bien-ban": Said(recipients=("Như trên", "Lưu: VT"))})
    assert foot("bien-ban", office).receivers == ("Như trên", "Lưu: VT")


def test_a_decision_goes_to_whom_its_last_article_binds() -> None:
    articles = [b for b in documents("quyet-dinh")["quyet-dinh-giay-khen"].blocks if isinstance(b, Article)]
    assert articles[-1].number == EXECUTION
    assert "chịu trách nhiệm thi hành" in plain(articles[-1].text)


def test_what_a_member_is_called_has_a_capital() -> None:
    members = (
        Member("Trần Thị Ví Dụ", "chủ tịch Ủy ban nhân dân quận", Part.CHAIR),
        Member("Lê Văn Mẫu", "trưởng phòng Nội vụ", Part.STANDING),
        Member("Đỗ Thị Thử", "", Part.SECRETARY),
        Member("Phạm Văn Tên", "chánh Văn phòng"),
    )
    office = Office(council=Council(members=members))
    text = told(documents_of(replace(material(), office=office), "bien-ban")["bien-ban"])
    assert "- Trần Thị Ví Dụ, Chủ tịch Ủy ban nhân dân quận, Chủ tịch Hội đồng;" in text
    assert "- Lê Văn Mẫu, Trưởng phòng Nội vụ, Ủy viên thường trực Hội đồng;" in text
    assert "- Đỗ Thị Thử, Thư ký Hội đồng;" in text
    assert "- Phạm Văn Tên, Chánh Văn phòng." in text
    assert "Chủ trì (chủ tọa): Trần Thị Ví Dụ, Chủ tịch Ủy ban nhân dân quận." in text


def test_who_gave_an_opinion_is_left_out_of_a_notice_and_no_gap_is_printed() -> None:
    text = "\n".join(map(told, documents("thong-bao").values()))
    assert "[không nêu]" not in text
    assert "tinh thần trách nhiệm: Không (ngày 23/11/2020)" in text


def test_what_is_attached_to_a_decision_has_no_word_that_is_only_ours(tmp_path: Path) -> None:
    reason = "tập thể có nhiều cố gắng"
    found = voted(tmp_path, ("PH01", "Có", 5, 5, ""), ("PH05", "Có", 3, 5, reason))
    listed = told(documents_of(found, "danh-sach")["danh-sach-giay-khen"])
    decided = documents_of(found, "quyet-dinh")["quyet-dinh-giay-khen"]
    assert f"Hội đồng đề nghị, khác kết quả xét: {reason}" in listed
    assert reason not in told(decided)
    assert "kết quả xét" not in told(decided)
    (table,) = (b for b in blocks(decided) if isinstance(b, Table))
    assert {row.cells[-1] for row in table.rows if not row.band} == {""}
    assert "chưa có kết quả biểu quyết" in told(documents("danh-sach")["danh-sach-giay-khen"])
    assert "biểu quyết" not in told(documents("quyet-dinh")["quyet-dinh-giay-khen"])
