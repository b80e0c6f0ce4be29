"""What an explanation must not leave unsaid: which paper lacks what, who is waited for, every row that counts."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from engine.diagnostics import Lang
from engine.evaluator import Evaluation
from engine.explain import Prover, SubjectProof, one_line, page
from engine.explain.assessing import assessment_line
from engine.explain.lacking import Waits
from engine.explain.proof import AssessmentProof, CriterionProof
from engine.explain.selecting import rank_line, selection_lines
from engine.explain.telling import Teller
from engine.values import Verdict
from tests import campaign

VI = Teller(cells=False)


def proof_of(evaluation: Evaluation, key: str) -> SubjectProof:
    kind, index = next(
        (k, list(evaluation.dossier.tables[k].keys).index(key))
        for k in evaluation.kinds
        if key in evaluation.dossier.tables[k].keys
    )
    return Prover(evaluation).prove(kind, index)


def text_of(proof: SubjectProof, lang: Lang = Lang.VI, *, full: bool = False) -> str:
    return " ".join(page(proof, lang, full=full).split())


def copy_of(name: str, folder: Path, change: Callable[[openpyxl.Workbook], None]) -> list[Path]:
    """Return the campaign's files with one of them changed."""
    original = campaign.book(name)
    book = openpyxl.load_workbook(original)
    change(book)
    target = folder / original.name
    book.save(target)
    return campaign.replaced({original: target})


# --- suspended -----------------------------------------------------------------------------------------------


def test_a_suspended_decision_is_judged_again_and_so_is_the_higher_award() -> None:
    proof = proof_of(campaign.resolved(), "PH07-003")
    text = text_of(proof)
    assert proof.awards["giay-khen"].decision.word == "suspended"
    assert text.count("Xét lại khi có kết luận của cơ quan có thẩm quyền.") == 2
    assert "dù bổ sung" not in text.casefold()
    english = text_of(proof, Lang.EN)
    assert english.count("To be judged again when the authority has concluded.") == 2


def test_a_refusal_that_stands_says_so_in_plain_words() -> None:
    text = text_of(proof_of(campaign.evaluation(), "PH05"))
    assert "Kết luận này không thay đổi, dù bổ sung thêm số liệu nào." in text


# --- attestations --------------------------------------------------------------------------------------------


def test_a_parameter_nobody_gave_is_named_instead_of_blaming_the_attestation() -> None:
    books = campaign.replaced({campaign.book("11"): None})
    proof = proof_of(campaign.judged(books), "PH01")
    text = text_of(proof)
    assert "chưa nhập “Ngày ban hành Kế hoạch” nên chưa rõ xác nhận có đủ từ ngày đầu hay không" in text
    assert "không khớp" not in text
    assert "Chưa có thông số: Ngày ban hành Kế hoạch." in text
    assert "ngày ban hành kế hoạch" in one_line(proof, "giay-khen").casefold()


def test_an_attestation_that_ends_too_early_is_told_by_its_days() -> None:
    proof = proof_of(campaign.evaluation(), "ND02")
    assert "xác nhận chỉ đến 15/06/2020, cần đến 30/11/2020" in text_of(proof)
    assert "the attestation ends on 2020-06-15, wanted to 2020-11-30" in text_of(proof, Lang.EN)


def test_an_attestation_that_begins_too_late_is_told_by_its_days(tmp_path: Path) -> None:
    def later(book: openpyxl.Workbook) -> None:
        sheet = book["Xác nhận đầy đủ"]
        for row in sheet.iter_rows(min_row=8):
            for cell in row:
                if str(cell.value).strip() in {"04/05/2020", "2020-05-04 00:00:00", "4/5/2020"}:
                    cell.value = "01/06/2020"

    proof = proof_of(campaign.judged(copy_of("07", tmp_path, later)), "PH01")
    assert "xác nhận chỉ từ 01/06/2020, cần từ 04/05/2020" in text_of(proof)


def test_an_attestation_of_another_number_of_rows_is_told_by_both_numbers(tmp_path: Path) -> None:
    def shorter(book: openpyxl.Workbook) -> None:
        book["Danh sách vi phạm"].delete_rows(8)

    evaluation = campaign.judged(copy_of("07", tmp_path, shorter))
    told = " ".join(text_of(proof_of(evaluation, key)) for key in ("PH04", "PH04-001"))
    assert re.search(r"xác nhận 1 dòng, danh sách có 0 dòng", told)


# --- answers that cannot be used -----------------------------------------------------------------------------


def test_an_answer_that_a_rejected_row_may_replace_is_not_called_missing(tmp_path: Path) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        sheet = book["Ý kiến đánh giá"]
        values = [c.value for c in sheet[399]]
        row = sheet.max_row + 1
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
        sheet.cell(row, 5, "có lẽ")

    evaluation = campaign.judged(copy_of("09", tmp_path, spoil))
    proof = proof_of(evaluation, "DC001")
    text = text_of(proof)
    award = proof.awards["giay-khen"]
    assert award.decision.word == "pending"
    assert "ý kiến “Có” ở ô E399" in text
    assert "chưa dùng được vì có dòng ý kiến bị loại, có thể là ý kiến mới hơn" in text
    assert "chưa có ý kiến đánh giá" not in text.partition("CÁC TIÊU CHÍ")[0].partition("BẰNG KHEN")[0]
    assert {m.waits for m in award.missing} == {Waits.PAPERS}


# --- ranks ---------------------------------------------------------------------------------------------------


def test_a_tie_names_nobody_as_standing_at_the_line() -> None:
    selection = proof_of(campaign.resolved(), "CM01-003").awards["bang-khen"].selection
    assert selection is not None
    assert selection.last is None
    assert "Ngưỡng lựa chọn: số sáng kiến, giải pháp hiệu quả 2" in selection_lines(VI, selection)


def test_who_is_outside_is_told_how_much_is_short_and_no_impossible_rank() -> None:
    evaluation = campaign.resolved()
    for key, award, told in (
        ("SN06", "giay-khen", "xếp hạng từ 7 đến 8 theo"),  # nine are level or open, one may come before
        ("CM03-003", "bang-khen", "xếp hạng 6 theo"),  # the one who is open is level at best
    ):
        selection = proof_of(evaluation, key).awards[award].selection
        assert selection is not None
        line = rank_line(VI, selection)
        assert line.startswith(told)
        assert "kém 1 so với ngưỡng 2" in line
        assert "1 short of the line (2)" in rank_line(Teller(Lang.EN), selection)


def test_an_open_place_names_who_is_waited_for() -> None:
    text = text_of(proof_of(campaign.resolved(), "PH03"))
    assert "Chưa biết có vượt hạn mức không: còn chờ Phường Hưng Đạo Bắc (PH09)" in text
    assert "thứ hạng" not in text


# --- everything ----------------------------------------------------------------------------------------------


def test_everything_lists_every_row_under_an_aggregate() -> None:
    proof = proof_of(campaign.evaluation(), "CM07")
    short, full = text_of(proof), text_of(proof, full=True)
    head = re.search(r"cả (\d+) cá nhân đều đạt điều kiện này", short)
    assert head is not None
    assert int(head[1]) > 10
    for number in range(1, int(head[1]) + 1):
        assert f"CM07-{number:03}" in full
    assert full.count("– đạt") >= int(head[1])


def test_a_person_stands_with_the_unit() -> None:
    first = page(proof_of(campaign.evaluation(), "PH07-003")).splitlines()[0]
    assert first == "Bùi Hoài Quỳnh (PH07-003) · Cá nhân · Phường Vĩnh Sơn (PH07)"


# --- words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["PH01", "PH04", "DC001", "DC005", "CM07"])
def test_words_a_council_reads(key: str) -> None:
    proof = proof_of(campaign.evaluation(), key)
    text, english = text_of(proof), text_of(proof, Lang.EN)
    assert "Không được lựa chọn: Lựa chọn" not in text
    assert "Đạt đủ" not in text
    assert not re.search(r"danh sách đề nghị ngày", text)
    assert not re.search(r"\b1 (cases|rows|days)\b|\((s|es)\)", english)
    assert not re.search(r"\d\d/\d\d/\d{4}", re.sub(r"“[^”]*”|reason: [^)]*\)", "", english.partition("READINGS")[0]))
    for line in page(proof).splitlines():
        numbers = re.fullmatch(r" *Cách hiểu số ([\d, ]+) \(ở cuối\)", line)
        if numbers:
            found = [int(n) for n in numbers[1].split(",")]
            assert found == sorted(found)


def test_a_nomination_names_its_document_first() -> None:
    proof = proof_of(campaign.evaluation(), "PH01")
    assert "có tên trong danh sách đề nghị, văn bản 21/TTr-PH01, ngày 07/10/2020" in text_of(proof)
    assert "nominated by document 21/TTr-PH01 of 2020-10-07" in text_of(proof, Lang.EN)


def test_what_is_provisional_names_its_own_cause() -> None:
    text = text_of(proof_of(campaign.evaluation(), "PH01"))
    assert "Danh sách tạm thời: chưa có đủ quyết định tặng Giấy khen của quận." in text
    assert "chưa tính những trường hợp còn chờ" not in text


@pytest.mark.parametrize(("many", "told"), [(3, ""), (5, "và 2 tiêu chí khác"), (4, "tiêu chí 3")])
def test_an_assessment_names_three_open_criteria_at_most(many: int, told: str) -> None:
    proof = proof_of(campaign.evaluation(), "PH01")
    one = next(iter(proof.criteria.values()))
    open_ = {f"c{n}": _open(one, n) for n in range(many)}
    changed = SubjectProof(proof.kind, proof.word, proof.row, proof.plan, proof.as_of, {}, open_, {})
    line = assessment_line(changed, AssessmentProof("a", "A", Verdict.UNDETERMINED, tuple(open_), one.law), Lang.VI)
    assert "tiêu chí 2" in line
    assert ("tiêu chí 3" in line) == (many == 4), "one alone is named"
    assert told in line
    assert ("tiêu chí khác" in line) == (many == 5)


def _open(one: CriterionProof, number: int) -> CriterionProof:
    return dataclasses.replace(one, id=f"c{number}", label=f"tiêu chí {number}", verdict=Verdict.UNDETERMINED)
