"""Points as told: a tree that one can add up on paper, down to the cell, with what is missing; and all of it stored."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.diagnostics import Lang
from engine.explain import Prover, page
from engine.explain.bands import left_out
from engine.explain.points import BestForm, ScoreProof, SumForm
from engine.explain.worlds import number
from engine.report import build_view, evaluation_tables, result_json, write_all
from engine.report.csv_out import points_frame
from engine.report.show import show
from tests import campaign
from tests.conformance import build
from tests.conformance.programs import evaluated
from tests.conftest import Golden
from tests.explain import scored

CASES = [c for c in build.cases() if c.rules.get("scores")]


def text_of(index: int, lang: Lang = Lang.VI) -> str:
    return " ".join(page(scored.proofs()[index], lang).split())


@pytest.mark.parametrize("lang", Lang, ids=lambda lang: lang.value)
@pytest.mark.parametrize("index", range(len(scored.UNITS)))
def test_the_page(golden: Golden, index: int, lang: Lang) -> None:
    proof = scored.proofs()[index]
    golden(f"explain/points-{proof.row.key}.{lang.value}.txt", page(proof, lang))


@pytest.mark.parametrize("lang", Lang, ids=lambda lang: lang.value)
def test_everything_about_one(golden: Golden, lang: Lang) -> None:
    golden(f"explain/points-full.{lang.value}.txt", page(scored.proofs()[0], lang, full=True))


@pytest.mark.parametrize("lang", Lang, ids=lambda lang: lang.value)
def test_the_rule_set_and_the_tables(golden: Golden, lang: Lang) -> None:
    golden(f"explain/points-show.{lang.value}.txt", show(scored.plan(), lang))
    golden(f"explain/points-tables.{lang.value}.txt", evaluation_tables(build_view(scored.evaluation(), lang)))


def test_no_identifier_is_shown() -> None:
    plan = scored.plan()
    names = {*plan.scores, *plan.classifications, *plan.criteria, "on_time", "seen_rate", "giay-khen"}
    for text in (show(plan), *(page(p, full=True) for p in scored.proofs())):
        for name in names:
            assert not re.search(rf"(?<![\w.]){re.escape(name)}(?![\w])", text), name
        assert not re.search(r"\b(None|True|False|as_of)\b", text)


# --- each kind of item ---------------------------------------------------------------------------------------


def test_a_total_is_brought_to_the_whole_with_its_rounding() -> None:
    assert "84,21/90 điểm áp dụng (40 + 18,71 + 12 + 8,5 + 5)" in text_of(0)
    assert "Quy về thang 100: 84,21 x 100 / 90 ≈ 93,6 điểm (làm tròn đến 0,1)" in text_of(0)
    assert "50/75 điểm áp dụng (30 + 18 + 0 + 2)" in text_of(1)


def test_a_band_is_told_by_its_bounds() -> None:
    assert "– mức từ 97% trở lên: 40 điểm" in text_of(0)
    assert "– mức từ 90% đến dưới 97%: 30 điểm" in text_of(1)
    assert "Chưa rõ thuộc mức nào (từ 97% trở lên: 40 điểm; từ 90% đến dưới 97%: 30 điểm; dưới 90%: 0 điểm)" in text_of(
        2
    )


def test_a_part_of_the_points_is_a_product_then_rounded() -> None:
    assert "20 điểm x 93,53% = 18,706 điểm - Làm tròn đến 0,01: 18,71 điểm" in text_of(0)


def test_the_figure_that_counts_and_the_one_that_does_not() -> None:
    assert "93,53% [dòng 1, trang tính “unit”, tệp rows] – được tính" in text_of(0)
    assert "95% [dòng 1, trang tính “unit”, tệp rows] – không tính" in text_of(0)
    assert "Chưa có số liệu nào trong: “Tỷ lệ hài lòng thẩm định”, “Tỷ lệ hài lòng tự chấm”" in text_of(2)


def test_a_maximum_a_floor_no_evidence_and_points_that_are_lost() -> None:
    assert "2 x 3 trường hợp = 6 điểm - Tối đa 5 điểm nên tính 5 điểm" in text_of(0)
    assert "5 - 6 = -1 điểm - Không dưới 0 điểm nên tính 0 điểm" in text_of(3)
    assert "Không có minh chứng: 0 điểm:" in text_of(1)
    assert "Mất điểm của mục này, còn 0 điểm:" in text_of(0)


def test_what_does_not_apply_is_left_out() -> None:
    assert "Dịch vụ công trực tuyến: không tính (không áp dụng)" in text_of(1)


def test_the_best_of_several() -> None:
    assert "Lấy mục cao nhất: giải cấp tỉnh, 3 điểm" in text_of(0)
    assert "Lấy mục cao nhất: giải thưởng, 2 điểm" in text_of(1)


def test_a_dated_value_is_told_with_its_day_and_its_clause() -> None:
    assert "1,5, áp dụng từ ngày 01/07/2020; căn cứ mục 1, khoản 8: “1.5 điểm từ ngày 1 tháng 7 năm 2020”" in text_of(1)


def test_years_in_a_row_are_counted_one_by_one() -> None:
    assert "Tính 2020, 2019, 2018; 2017: không có" in text_of(0)
    assert "Tính 2020, 2019; 2018: không có" in text_of(3)


def test_a_number_that_was_asked_is_told_with_its_giver() -> None:
    assert "Điểm tuyên truyền Hội đồng chấm: 8,5 (theo Hội đồng, ngày 01/12/2020; lý do: có nhiều bài viết)" in text_of(
        0
    )


def test_bounds_while_something_is_missing() -> None:
    assert "Tổng điểm: từ 76,2 đến 100 điểm (tối đa 100)" in text_of(3)
    assert "thiếu 13,3 điểm so với ngưỡng 80 điểm" in text_of(1)
    assert "13.3 points short of the 80 points wanted" in text_of(1, Lang.EN)


def test_an_extended_deadline_is_told_with_its_document() -> None:
    text = text_of(0)
    assert text.count("gia hạn đến hết ngày 15/07/2020 theo") == 1
    assert "“Gia hạn gửi báo cáo đến hết ngày 15 tháng 7 năm 2020”" in text


# --- everything that was stored ------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_item_adds_up_to_what_was_stored(case: build.Case, tmp_path: Path) -> None:
    evaluation, _ = evaluated(case, tmp_path)
    prover = Prover(evaluation)
    for kind, judged in evaluation.kinds.items():
        for index in range(judged.size):
            scores = dict(prover.prove(kind, index).scores)
            assert set(scores) == set(judged.scores)
            for score in scores.values():
                _adds_up(score, scores)


def _adds_up(score: ScoreProof, scores: dict[str, ScoreProof]) -> None:
    assert score.stages[-1].amount == score.amount
    if score.amount.exact:
        assert number(score.number, {}) == score.amount.low
        assert not score.missing
    first = score.stages[0].amount
    if isinstance(score.form, SumForm):
        own = [scores[i].amount for i in score.items]
        reached = score.form.reached
        assert (reached.low, reached.high) == (sum(a.low for a in own), sum(a.high for a in own))
        if score.form.apply is None:
            assert (first.low, first.high) == (reached.low, reached.high)
    if isinstance(score.form, BestForm):
        assert first.low == max(scores[i].amount.low for i in score.items)
        assert first.high == max(scores[i].amount.high for i in score.items)
    if left_out(score):
        assert score.amount.low == score.amount.high == 0


# --- files ---------------------------------------------------------------------------------------------------


def test_json_keeps_the_contract_and_gives_bounds() -> None:
    found = json.loads(result_json(build_view(scored.evaluation())))
    schema = json.loads((campaign.ROOT / "docs" / "result.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(found)
    by_key = {s["key"]: s for s in found["subjects"]}
    assert by_key["U1"]["scores"]["unit.main"] == {"low": "93.6", "high": "93.6"}
    assert by_key["U4"]["scores"]["unit.main"] == {"low": "76.2", "high": "100"}
    for key, subject in by_key.items():
        for name, bounds in subject["scores"].items():
            stored = scored.evaluation().kinds["unit"].scores[name]
            index = scored.evaluation().dossier.tables["unit"].keys.index(key)
            scale = 10 ** scored.plan().scores[name].number.decimals
            assert Fraction(bounds["low"]) * scale == int(stored.low[index])
            assert Fraction(bounds["high"]) * scale == int(stored.high[index])


def test_csv_has_a_column_per_item_and_grade(tmp_path: Path) -> None:
    rows = points_frame(build_view(scored.evaluation())).set_index("Mã")
    assert rows.loc["U1", "tổng điểm"] == "93,6"
    assert rows.loc["U3", "tổng điểm"] == "8,3–86,1"
    assert rows.loc["U2", "dịch vụ công trực tuyến"] == ""
    assert rows.loc["U4", "xếp loại chung"] == "Khá–Tốt"
    names = [p.name for p in write_all(build_view(scored.evaluation()), tmp_path)]
    assert "bang-diem.csv" in names
