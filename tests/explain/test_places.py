"""How places are worked out, quotients that cannot be, figures that do not matter: as told, and as printed in lists."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.compiler import compile_file
from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.evaluator.places import of
from engine.explain import Prover, page
from engine.explain.quotatext import worked_out
from engine.explain.telling import Teller
from engine.plan import Constant, Places, Plan, Rounding, Size
from engine.records import from_rows
from engine.report import build_view, evaluation_tables
from engine.report.csv_out import points_frame
from engine.report.show import show
from tests.explain import scored

AS_OF = dt.date(2024, 12, 10)
SIZES = (Size(None, 5, 1), Size(6, None, 3))
_ON = dt.date(2024, 11, 10)
UNITS: list[dict[str, Any]] = [
    {"unit_id": "U1", "ideas": 3, "staff": 0, "registered": True, "school": False, "mark": 90, "women": 2},
    {"unit_id": "U2", "ideas": 3, "registered": True, "school": False, "mark": 80, "women": 6},
    {"unit_id": "U3", "ideas": 2, "staff": 7, "registered": True, "school": True, "mark": 64, "women": 1},
    {"unit_id": "U4", "ideas": 0, "staff": 7, "registered": True, "school": True, "mark": 60, "women": 1},
    {"unit_id": "U5", "ideas": 1, "staff": 4, "registered": True, "school": False, "mark": 50},
    {"unit_id": "U6", "ideas": 1, "staff": 4, "registered": False, "school": False, "mark": 40, "women": 0},
]


@cache
def plan() -> Plan:
    return compile_file(Path(__file__).parent / "places" / "rules.yaml").plan


@cache
def evaluation() -> Evaluation:
    typed = [{k: Decimal(v) if type(v) is int else v for k, v in u.items()} for u in UNITS]
    rows = [{"unit_name": f"Đơn vị {u['unit_id']}", "sent_on": _ON, **u} for u in typed]
    return evaluate(plan(), from_rows(plan(), {"unit": rows}), AS_OF)


def text_of(index: int, lang: Lang = Lang.VI, award: str | None = None) -> str:
    return " ".join(page(Prover(evaluation()).prove("unit", index), lang, award).split())


def test_places_are_worked_out_as_on_paper() -> None:
    assert "Hạn mức: 40% của 5 = 2 suất (tính trên “Danh sách đơn vị”, chỉ gồm những dòng thỏa điều kiện)" in text_of(0)
    assert "Riêng trường, tính trên số suất: 50% của 2 = 1 suất" in text_of(2)
    assert "Places: 40% of 5 = 2 places" in text_of(0, Lang.EN)


@pytest.mark.parametrize(
    ("rule", "size", "told"),
    [
        (Places(None, Constant(30), Rounding.DOWN), 4, "30% của 4 = 1,2, làm tròn xuống: 1 suất"),
        (Places(None, Constant(30), Rounding.UP), 4, "30% của 4 = 1,2, làm tròn lên: 2 suất"),
        (
            Places(None, Constant(125, 1), Rounding.HALF_UP),
            4,
            "12,5% của 4 = 0,5, làm tròn, từ nửa trở lên thì lên: 1 suất",
        ),
        (Places(None, Constant(50), Rounding.DOWN), 4, "50% của 4 = 2 suất"),
        (
            Places(None, Constant(30), Rounding.DOWN, least=1),
            2,
            "30% của 2 = 0,6, làm tròn xuống: 0, ít nhất 1: 1 suất",
        ),
        (Places(None, Constant(30), Rounding.DOWN, least=1), 4, "30% của 4 = 1,2, làm tròn xuống: 1 suất"),
        (Places(None, None, Rounding.DOWN, SIZES), 4, "4, thuộc mức đến 5: 1 suất"),
        (Places(None, None, Rounding.DOWN, SIZES), 7, "7, thuộc mức từ 6 trở lên: 3 suất"),
    ],
)
def test_a_share_its_rounding_its_least_and_sizes(rule: Places, size: int, told: str) -> None:
    places = int(of(rule, np.array([size]))[0])
    assert worked_out(Teller(Lang.VI), rule, (size, size), (places, places)) == told


def test_an_open_denominator_has_both_ends() -> None:
    rule = Places(None, Constant(30), Rounding.DOWN)
    assert worked_out(Teller(Lang.VI), rule, (4, 8), (1, 2)) == "30% của 4–8, làm tròn xuống: từ 1 đến 2 suất"
    assert worked_out(Teller(Lang.VI), rule, (4, 8), (2, 2)) == "30% của 4–8, làm tròn xuống"


def test_a_divisor_that_is_0_or_may_be_is_named() -> None:
    assert "1. Tỷ lệ sáng kiến: chưa tính được - Chưa tính được vì mẫu số “Số cán bộ” bằng 0 - Số" in text_of(0)
    assert "Còn thiếu: - Mẫu số “Số cán bộ” bằng 0 và kế hoạch không nói xử lý thế nào" in text_of(0)
    assert "Still missing: - The divisor “Số cán bộ” is 0 and the plan does not say" in text_of(0, Lang.EN)
    assert "mẫu số “Số cán bộ” bằng 0 hoặc chưa rõ" in text_of(1)
    assert "Còn thiếu: - Chưa có “Số cán bộ”" in text_of(1)


@pytest.mark.parametrize("lang", Lang, ids=lambda lang: lang.value)
def test_no_bound_of_a_thousand_million_is_printed(lang: Lang) -> None:
    view = build_view(evaluation(), lang)
    texts = [evaluation_tables(view), points_frame(view).to_csv(), *(text_of(i, lang) for i in range(len(UNITS)))]
    assert not any("000000" in t or "000.000" in t or "000,000" in t for t in texts)
    assert points_frame(view).iloc[0, -1] == ("chưa tính được" if lang is Lang.VI else "cannot be worked out yet")


def test_the_branch_that_is_taken_is_told_once() -> None:
    assert text_of(2).count("Số sáng kiến: 2") == 1
    assert "Số sáng kiến: 2 [dòng 3, trang tính “unit”, tệp rows] – khác 0" in text_of(2)
    assert "Số sáng kiến: 0 [dòng 4, trang tính “unit”, tệp rows] – bằng 0" in text_of(3)


def test_the_line_has_every_key_with_its_figure() -> None:
    assert "Tại ngưỡng lựa chọn: Đơn vị U2 (U2), điểm 80; số nữ 6" in text_of(0)


def test_a_missing_figure_that_changes_nothing_says_so() -> None:
    assert "số nữ (từ 0 đến 100; chưa có số nữ, không ảnh hưởng)" in text_of(4)
    assert "số nữ is missing and changes nothing" in text_of(4, Lang.EN)


def test_a_clause_is_not_named_again_where_it_was_quoted() -> None:
    assert text_of(2).count("Căn cứ mục 2") == 1


def test_the_rule_set_says_of_what_a_limit_is_a_share_and_which_rows_count() -> None:
    text = " ".join(show(plan()).split())
    assert "không quá 40% số dòng của “Danh sách đơn vị” mà “Có đăng ký” là “Có”, làm tròn xuống" in text
    assert "trường (“Là trường” là “Có”): không quá 50% số suất, làm tròn xuống" in text
    assert "Khi: “Ngày gửi báo cáo” muộn hơn 15/11/2024" in text
    assert "làm tròn đến 0,1)" in text


def test_one_award_brings_the_points_it_rests_on() -> None:
    assert "BẢNG ĐIỂM" not in text_of(0, award="giay-khen")
    assert "BẢNG ĐIỂM" in page(scored.proofs()[0], award="giay-khen")
