"""Grades as told: why, what lowered them, what the next better one lacks, and what an open one waits for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.diagnostics import Lang
from engine.explain import Prover, one_line, page
from engine.explain.gradetext import grade_line, grade_words
from engine.explain.grading import ClassificationProof
from engine.explain.telling import Teller
from engine.report import build_view, result_json
from tests.conformance import build
from tests.conformance.programs import evaluated
from tests.explain import scored

CASES = [c for c in build.cases() if c.rules.get("classifications")]


def text_of(index: int, lang: Lang = Lang.VI) -> str:
    return " ".join(page(scored.proofs()[index], lang).split())


def grade(index: int) -> ClassificationProof:
    return scored.proofs()[index].classifications["unit.grade"]


def test_a_ceiling_is_told_with_its_clause() -> None:
    text = text_of(0)
    assert "XẾP LOẠI CHUNG: Khá" in text
    assert "Không quá mức “Khá”: có khiếu nại đúng:" in text
    assert "“Đơn vị có khiếu nại đúng không quá mức Khá”" in text


def test_a_step_down_is_told_with_its_clause() -> None:
    text = text_of(1)
    assert "XẾP LOẠI CHUNG: Trung bình Đạt mức “Khá”" in text
    assert "Hạ 1 bậc: có người bị kỷ luật" in text


def test_what_the_next_better_grade_lacks() -> None:
    assert "Chưa đạt mức “Tốt”: - Tổng điểm: 66,7 điểm, thiếu 13,3 điểm so với ngưỡng 80 điểm" in text_of(1)
    assert "Does not reach “Tốt”: - Tổng điểm: 66.7 points, 13.3 points short of the 80 points wanted" in text_of(
        1, Lang.EN
    )


def test_an_open_grade_lies_between_two_and_names_what_is_missing() -> None:
    text = text_of(3)
    assert "XẾP LOẠI CHUNG: chưa kết luận được, từ “Khá” đến “Tốt”" in text
    assert [type(m).__name__ for m in grade(3).missing] == ["NoValue", "NoValue"]
    assert not grade(3).settled


def test_one_line_for_the_lists() -> None:
    teller = Teller(cells=False)
    assert grade_words(teller, grade(0)) == "Khá"
    assert grade_line(teller, scored.proofs()[1], grade(1)) == "Hạ 1 bậc: có người bị kỷ luật"


def test_json_gives_the_grade_or_the_two_it_lies_between() -> None:
    found = json.loads(result_json(build_view(scored.evaluation())))
    by_key = {s["key"]: s["classifications"]["unit.grade"] for s in found["subjects"]}
    assert by_key["U1"] == {"grade": "fair", "from": "fair", "to": "fair", "applies": True}
    assert by_key["U4"] == {"grade": None, "from": "fair", "to": "good", "applies": True}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_grade_is_what_was_stored(case: build.Case, tmp_path: Path) -> None:
    evaluation, _ = evaluated(case, tmp_path)
    prover = Prover(evaluation)
    for kind, judged in evaluation.kinds.items():
        for index in range(judged.size):
            for found in prover.prove(kind, index).classifications.values():
                stored = judged.classifications[found.id]
                assert (found.low, found.high) == (int(stored.low[index]), int(stored.high[index]))
                assert found.settled or found.missing
                for lang in Lang:
                    assert grade_words(Teller(lang), found)


# --- cases named apart, exclusions, limits -------------------------------------------------------------------


def test_a_case_named_apart_is_told_with_its_own_clause() -> None:
    text = text_of(0)
    assert "Đăng ký: đạt - Có đăng ký: Không" in text
    assert "Thuộc trường hợp nêu riêng, được coi là đạt: - Mới thành lập: Có" in text
    assert "“Đơn vị mới thành lập trong năm được coi là đạt tiêu chí đăng ký”" in text


def test_another_award_excludes_with_the_words_of_the_plan() -> None:
    proof = scored.proofs()[0]
    assert one_line(proof, "giay-khen") == "Đã được đề nghị Cờ thi đua."
    assert "“Đơn vị được Cờ thi đua thì không tặng Giấy khen”" in text_of(0)
    assert [(r.code, r.id) for r in proof.awards["giay-khen"].reasons] == [("unless", "co")]


def test_a_limit_inside_the_quota_shuts_somebody_out() -> None:
    line = one_line(scored.proofs()[1], "co")
    assert line == "Ngoài hạn mức riêng: trong hạn mức này, phường không quá 1 suất (tổng điểm 66,7)."
    assert "“trong đó không quá 1 phường”" in text_of(1)
