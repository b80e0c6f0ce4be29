"""A plan without awards: assessments in the tables, the page, JSON and csv, in both languages."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache

import jsonschema
import pytest

from engine.compiler import compile_file
from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.explain import page, prove
from engine.records import from_rows
from engine.report import build_view, evaluation_tables, result_json
from engine.report.csv_out import decisions_csv
from engine.report.show import show
from engine.values import Verdict
from tests.campaign import ROOT

PERSON = {"discipline_ok": True, "ethics_ok": True, "conduct_ok": True}
ROWS = {
    "unit": [
        {"unit_id": "U1", "unit_name": "Cơ quan Phòng", "kind": "division", "staff_count": 2, "has_plan": True,
         "carried_out": True, "movement_launched": True},
        {"unit_id": "U2", "unit_name": "Trường Hoa Cúc", "kind": "public_school", "staff_count": 0},
    ],
    "person": [
        {"person_id": "P1", "person_name": "Lê Thị Ánh", "unit": "U1", "head": True, **PERSON},
        {"person_id": "P2", "person_name": "Võ Văn Bình", "unit": "U1", "head": False, **PERSON,
         "discipline_ok": False},
    ],
}  # fmt: skip


@cache
def evaluation() -> Evaluation:
    plan = compile_file(ROOT / "rules" / "go-vap-2020" / "rules.yaml").plan
    return evaluate(plan, from_rows(plan, ROWS), dt.date(2020, 12, 5))


def verdict(kind: str, index: int, assessment: str) -> Verdict:
    return Verdict(int(evaluation().kinds[kind].assessments[assessment][index]))


def test_the_verdicts() -> None:
    assert verdict("unit", 0, "unit.result") is Verdict.UNDETERMINED
    assert verdict("unit", 1, "unit.result") is Verdict.NOT_APPLICABLE
    assert verdict("person", 1, "person.staff") is Verdict.NOT_MET
    assert verdict("person", 0, "person.staff") is Verdict.NOT_APPLICABLE


def test_the_tables_list_everybody_by_verdict() -> None:
    text = evaluation_tables(build_view(evaluation()))
    assert "\nKẾT QUẢ THI ĐUA CỦA CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC\n" in text
    assert "KẾT QUẢ ĐÁNH GIÁ: KẾT QUẢ" not in text
    assert "Không đạt (1)" in text
    assert "Võ Văn Bình" in text
    assert "Chưa đủ căn cứ để kết luận (1)" in text
    assert "ASSESSMENT" in evaluation_tables(build_view(evaluation(), Lang.EN))


@pytest.mark.parametrize("lang", Lang)
def test_the_page_tells_the_result_and_what_stands_in_its_way(lang: Lang) -> None:
    text = " ".join(page(prove(evaluation(), "person", 1), lang).split())
    assert "KẾT QUẢ THI ĐUA CỦA CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC" in text
    assert ("không đạt" if lang is Lang.VI else "not met") in text
    assert "Thực hiện tốt kỷ luật, kỷ cương hành chính: " in text


def test_json_keeps_the_contract() -> None:
    found = json.loads(result_json(build_view(evaluation())))
    jsonschema.validate(found, json.loads((ROOT / "docs" / "result.schema.json").read_text(encoding="utf-8")))
    by_key = {s["key"]: s for s in found["subjects"]}
    assert by_key["P2"]["assessments"]["person.staff"]["verdict"] == "not-met"
    assert by_key["P2"]["decisions"] == {}


def test_csv_has_a_row_per_subject_and_assessment() -> None:
    lines = decisions_csv(build_view(evaluation())).splitlines()
    assert len(lines) == 1 + 2 * 1 + 2 * 3


def test_show_names_the_assessments_in_words() -> None:
    text = show(evaluation().plan)
    assert "Đánh giá (Danh sách đơn vị): kết quả thi đua của tập thể" in text
    assert "person." not in text
