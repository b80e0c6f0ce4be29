"""What a secretary reads where something is open: whom a rule concerns, rates and shares by parts, what is settled."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.compiler import compile_file
from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.explain import Prover, SubjectProof, page
from engine.explain.assessing import assessment_line
from engine.explain.telling import Teller, grouped
from engine.records import from_rows
from engine.report import build_view, evaluation_tables
from tests.explain import scored

AS_OF = dt.date(2020, 12, 5)
DAY = {"covers_from": dt.date(2020, 1, 1), "covers_to": dt.date(2020, 12, 31), "day": dt.date(2020, 12, 2)}
U1 = {"unit_id": "U1", "unit_name": "Phường An", "office": True, "on_time": 486, "due": 501, "received": 1000,
      "rated": 399, "documents": 300, "secret": 12, "procedures": 2}  # fmt: skip
DONE = {"unit": "U1", "result": "done"}


def judged(unit: dict[str, Any], *, complete: tuple[str, ...] = (), **rows: list[dict[str, Any]]) -> Evaluation:
    """Return an evaluation of one unit; the registers named in `complete` are attested."""
    plan = compile_file(Path(__file__).parent / "open" / "rules.yaml").plan
    own = {k: Decimal(v) if isinstance(v, int) and not isinstance(v, bool) else v for k, v in unit.items()}
    registers = {r: rows.get(r, []) for r in ("feedback", "report", "procedure", "campaign")}
    papers = [{"register": r, "count": Decimal(len(registers[r])), **DAY} for r in complete]
    return evaluate(plan, from_rows(plan, {"unit": [own], **registers, "attestation": papers}), AS_OF)


def proof(unit: dict[str, Any], *, complete: tuple[str, ...] = (), **rows: list[dict[str, Any]]) -> SubjectProof:
    return Prover(judged(unit, complete=complete, **rows)).prove("unit", 0)


@cache
def plainest() -> SubjectProof:
    """Return a unit whose figures are there and whose registers are not attested."""
    return proof(U1, procedure=[{"unit": "U1", "online": True}])


def text_of(found: SubjectProof, lang: Lang = Lang.VI) -> str:
    return " ".join(page(found, lang).split())


# --- whom a criterion concerns -------------------------------------------------------------------------------


def test_a_criterion_that_may_have_nothing_to_weigh_says_what_its_register_lacks() -> None:
    told = (
        "Xử lý phản ánh: chưa đủ căn cứ để kết luận - Chưa rõ tiêu chí có áp dụng không (không có trường hợp nào thì "
        "không áp dụng): - Danh sách phản ánh: chưa kết luận được - Chưa có xác nhận “Danh sách phản ánh” đã đầy đủ"
    )
    assert told in text_of(plainest())
    assert "with nothing to weigh it does not): - Danh sách phản ánh: cannot be concluded" in text_of(
        plainest(), Lang.EN
    )


def test_a_row_that_may_not_count_is_named() -> None:
    found = proof(U1, complete=("feedback",), feedback=[{"unit": "U1", "handled": True}])
    assert "Đúng thẩm quyền: chưa có số liệu" in text_of(found)
    assert found.criteria["unit.feedback"].applies == 1


def test_where_it_is_open_whether_a_criterion_applies_its_own_figures_are_told_too() -> None:
    text = text_of(proof({**U1, "received": None, "rated": None}))
    assert "Chưa rõ tiêu chí có áp dụng không: - Số hồ sơ tiếp nhận: chưa có số liệu" in text
    assert "Nếu áp dụng: chưa đủ căn cứ để kết luận:" in text
    assert "- Số hồ sơ có đánh giá: chưa có số liệu" in text
    assert "- Chưa có “Số hồ sơ có đánh giá”" in text


def test_nothing_to_weigh_says_that_the_rule_is_silent_or_what_it_says() -> None:
    found = proof(U1, complete=("report", "feedback"))
    assert "Danh sách báo cáo: không có trường hợp nào để xét; quy tắc không nói trường hợp này xử lý thế nào" in (
        text_of(found)
    )
    full = " ".join(page(found, full=True).split())
    assert "Danh sách phản ánh: không có trường hợp nào để xét, không áp dụng tiêu chí này" in full


def test_an_open_alternative_cites_the_row_that_makes_it_one() -> None:
    found = proof(U1, complete=("campaign",), campaign=[{"unit": "U1", "result": "open"}])
    assert "Kết quả phong trào: có 1 trường hợp: - Phường An (U1): Kết quả: Chưa rõ" in text_of(found)
    assert "Kết luận về phong trào: chưa có ý kiến đánh giá" in text_of(found)


# --- figures -------------------------------------------------------------------------------------------------


def test_a_rate_is_told_by_its_parts() -> None:
    told = "Số hồ sơ đúng hạn / Số hồ sơ đến hạn: 486/501, xấp xỉ 97,01% (mức xét: trên 97%; 100 x 486 = 48.600 so với "
    assert told + "97 x 501 = 48.597)" in text_of(plainest())
    assert "(wanted: more than 97%; 100 x 486 = 48,600 against 97 x 501 = 48,597)" in text_of(plainest(), Lang.EN)
    assert "399/1000, 39,9% (mức xét: từ 40% trở lên; 100 x 399 = 39.900" in text_of(plainest())


def test_a_rate_with_an_empty_figure_has_no_range_of_a_column_in_it() -> None:
    text = text_of(proof({**U1, "due": None, "documents": None}))
    assert "chưa tính được tỷ lệ (mức xét: trên 97%; 100 x 486 = 48.600 so với 97 x chưa xác định)" in text
    assert "Số liệu tính được: chưa xác định (mức xét: trên 0)" in text
    assert "1000000" not in text
    assert "không có số liệu để tính tỷ lệ" in text_of(proof({**U1, "on_time": 0, "due": 0}))


def test_a_calculation_without_a_name_shows_how_it_was_made() -> None:
    assert "Số liệu tính được: 300 - 12 = 288 (mức xét: trên 0)" in text_of(plainest())


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [("9999", "9999", "9999"), ("10000", "10.000", "10,000"), ("-1234567.5", "-1.234.567,5", "-1,234,567.5")],
)
def test_thousands(text: str, vi: str, en: str) -> None:
    assert (grouped(text, Lang.VI), grouped(text, Lang.EN)) == (vi, en)
    assert Teller().decimal(Decimal(text)) == vi


def test_an_open_share_has_both_bounds() -> None:
    rows: list[dict[str, Any]] = [{"unit": "U1", "online": o} for o in (True, False, None, None)]
    text = text_of(proof({**U1, "procedures": 4}, procedure=rows))
    assert "Danh mục thủ tục: từ 1/4 đến 3/4 (mức xét: từ 80% trở lên)" in text
    rows = [{"unit": "U1", "online": o} for o in (True, None)]
    assert "Danh mục thủ tục: từ 1/2 đến 2/2 (mức xét" in text_of(proof(U1, procedure=rows))
    assert "between 1/2 and 2/2 (wanted" in text_of(proof(U1, procedure=rows), Lang.EN)


def test_a_share_over_rows_still_to_come_says_so() -> None:
    assert "hiện có 1/1; còn thiếu 1 dòng so với số đơn vị báo, nếu đủ thì từ 1/2 đến 2/2" in text_of(plainest())
    text = text_of(proof({**U1, "procedures": None}, procedure=[{"unit": "U1", "online": True}]))
    assert "hiện có 1/1; danh sách chưa đủ nên tỷ lệ còn có thể từ gần 0% đến gần 100%" in text


# --- assessments and grades ----------------------------------------------------------------------------------


def test_an_assessment_counts_what_surely_applies_and_says_what_may() -> None:
    line = assessment_line(plainest(), plainest().assessments["unit.all"], Lang.VI)
    assert line.startswith("Đạt 2/6 tiêu chí áp dụng, 1 tiêu chí chưa rõ có áp dụng không.")


def test_an_assessment_that_may_not_concern_the_subject_says_why_and_what_is_missing() -> None:
    found = proof({**U1, "office": None})
    one = found.assessments["unit.office"]
    assert one.verdict.word == "undetermined"
    assert assessment_line(found, one, Lang.VI) == (
        "Chưa rõ có thuộc diện đánh giá này không – Là cơ quan hành chính: chưa có số liệu. "
        "Nếu thuộc diện: đạt 1/1 tiêu chí áp dụng."
    )
    assert assessment_line(found, one, Lang.EN).startswith("Not clear whether this assessment concerns the subject – ")
    assert [type(m).__name__ for m in one.missing] == ["NoValue"]
    assert "Nội dung còn thiếu, còn chờ: - Chưa có “Là cơ quan hành chính”" in text_of(found)


def test_an_assessment_that_fails_all_the_same_names_only_whom_it_concerns() -> None:
    found = proof({**U1, "office": None, "on_time": 1})
    assert "Nếu thuộc diện: đạt 0/1 tiêu chí áp dụng. Không đạt: đúng hạn trên 97%." in text_of(found)
    assert len(found.assessments["unit.office"].missing) == 1


def test_an_assessment_that_no_completion_settles_names_everything_that_is_open() -> None:
    found = proof({**U1, "office": False}, complete=("report",))
    one = found.assessments["unit.all"]
    assert one.verdict.word == "undetermined"
    assert "NoRows" in [type(m).__name__ for m in one.missing]
    assert "kế hoạch không nói xử lý thế nào, cần người có thẩm quyền quyết định" in text_of(found)


def test_a_result_that_stands_says_so() -> None:
    found = proof(U1, complete=("feedback",), feedback=[{"unit": "U1", "handled": True}])
    one = found.assessments["unit.first"]
    assert one.verdict.word == "met"
    assert assessment_line(found, one, Lang.VI) == (
        "Đạt 1/1 tiêu chí áp dụng, 1 tiêu chí chưa rõ có áp dụng không. Chưa đủ căn cứ để kết luận: xử lý phản ánh. "
        "Kết quả không thay đổi dù tiêu chí còn lại thế nào."
    )


def test_a_grade_that_may_not_be_given_says_so() -> None:
    text = text_of(proof({**U1, "office": None}))
    assert "XẾP LOẠI: chưa rõ có được xếp loại không; nếu có thì “Tốt”" in text
    assert "từ “Tốt” đến “Tốt”" not in text
    open_ = text_of(proof({**U1, "office": None, "due": None}), Lang.EN)
    assert "not clear whether it is graded at all; if so between “Còn lại” and “Tốt”" in open_


# --- lists ---------------------------------------------------------------------------------------------------


def test_a_deadline_that_runs_is_told_once() -> None:
    text = text_of(proof({**U1, "rated": None}))
    assert "Thời hạn: hạn cuối năm, còn hạn đến hết ngày 31/12/2020." in text
    assert "chậm nhất ngày 31/12/2020" not in text


def test_the_lists_name_the_few_and_do_not_say_result_twice() -> None:
    text = evaluation_tables(build_view(judged({**U1, "office": False})))
    assert "\nKẾT QUẢ CHUNG\n" in text
    assert "\nKẾT QUẢ ĐÁNH GIÁ: CĂN CỨ XÉT THÊM\n" in text
    assert "Không áp dụng (1): Phường An (U1)" in text


def test_one_row_more_than_fits_is_named() -> None:
    names = [str(n) for n in range(11)]
    assert "khác" not in Teller().several(names)
    assert Teller().several([*names, "11"]).endswith("; 9; và 2 trường hợp khác")


def test_a_case_named_apart_is_told_once() -> None:
    text = text_of(scored.proofs()[2]).split("CÁC TIÊU CHÍ")[0].split("Nội dung còn thiếu")[0]
    assert text.count("Mới thành lập: chưa có số liệu") == 1
