"""Lints about what is said twice: terms, readings, deadlines, periods, totals."""

from __future__ import annotations

from pathlib import Path

import pytest

from .linted import criterion, findings, of_code

QUOTE = "0; 1; 2; 3; 5; 10; 50; 80; 90; 95; 100; 110; 1000; 2000"
CITE = f'cite: kh 1, quote: "{QUOTE}"'


def test_one_label_for_two_things(tmp_path: Path) -> None:
    rules = f"criteria:\n  unit.a: {{label: Đúng hạn, met: ok, {CITE}}}\n"
    rules += f"  unit.b: {{label: đúng  hạn, met: rate > 5, {CITE}}}\n"
    found = findings(tmp_path, rules, QUOTE)
    assert [(d.args["text"], d.args["other"]) for d in of_code(found, "term-defined-twice")] == [("unit.b", "unit.a")]
    assert not of_code(findings(tmp_path, rules.replace("đúng  hạn", "tỷ lệ"), QUOTE), "term-defined-twice")


def test_two_readings_of_one_question(tmp_path: Path) -> None:
    readings = "readings:\n" + "".join(
        f"  r{i}: {{cite: kh 1, quote: đạt, open: Mức nào?, taken: {taken}, by: Hội đồng}}\n"
        for i, taken in enumerate(("từ mức tốt", "từ mức khá"))
    )
    rules = criterion("ok", "đạt", ", reading: [r0, r1]") + readings
    assert len(of_code(findings(tmp_path, rules, "đạt"), "term-defined-twice")) == 1
    same = rules.replace("từ mức khá", "từ mức tốt")
    assert not of_code(findings(tmp_path, same, "đạt"), "term-defined-twice")


def test_a_reading_of_a_whole_clause_does_not_hide_the_next(tmp_path: Path) -> None:
    whole = "  r: {cite: kh 1, open: Mức nào?, taken: tốt, by: Hội đồng}\n"
    two = "".join(f"  r{i}: {{cite: kh 1, quote: đạt, open: Mức nào?, taken: mức {i}, by: Hội đồng}}\n" for i in (1, 2))
    rules = criterion("ok", "đạt", ", reading: [r, r1, r2]") + "readings:\n" + whole + two
    (found,) = of_code(findings(tmp_path, rules, "đạt"), "term-defined-twice")
    assert (found.args["text"], found.args["other"]) == ("r2", "r1")


def test_one_deadline_with_two_days(tmp_path: Path) -> None:
    rules = """\
parameters: {issued: {type: date, ask: Ngày, cite: kh 1}}
deadlines:
  d0: {label: hạn, by: 2020-05-30, cite: kh 1, quote: đến 30/5/2020}
  d1: {label: Hạn, before: 2020-05-30, cite: kh 1, quote: trước 30/5/2020}
  d2: {label: hạn, by: issued, cite: kh 1}
"""
    rules += criterion("day meets d0 or day meets d1 or day meets d2", "đạt")
    found = of_code(findings(tmp_path, rules, "đạt đến 30/5/2020; trước 30/5/2020"), "total-stated-twice")
    assert [(d.args["text"], d.args["value"], d.args["second"]) for d in found] == [
        ("d1", "before 30/05/2020", "by 30/05/2020"),
        ("d2", "by issued", "by 30/05/2020"),
    ]


def test_one_period_with_two_ends(tmp_path: Path) -> None:
    rules = "periods:\n" + "".join(
        f"  p{i}: {{label: đợt một, from: 2020-05-01, to: 2020-05-{d}, cite: kh 1, quote: 01/5/2020 - {d}/5/2020}}\n"
        for i, d in enumerate((30, 31))
    )
    rules += criterion("day within p0 or day within p1", "đạt")
    found = of_code(
        findings(tmp_path, rules, "đạt; 01/5/2020 - 30/5/2020; 01/5/2020 - 31/5/2020"), "total-stated-twice"
    )
    assert [d.args["value"] for d in found] == ["01/05/2020 - 31/05/2020"]


def test_a_clause_is_called_as_the_plan_calls_it(tmp_path: Path) -> None:
    rules = """\
scores:
  unit.a: {label: a, max: 100, proportional: rate, cite: kh 1, quote: 100 điểm}
  unit.t: {label: t, max: 100, sum: [unit.a], cite: kh 1, quote: tổng điểm 100 điểm}
waived: [{cite: kh 2, why: nhắc lại}]
"""
    clauses = "Bảng: tổng điểm 100 điểm", 'Tổng điểm là 110 điểm.", label: "Mục II'
    (found,) = of_code(findings(tmp_path, rules, *clauses), "total-stated-twice")
    assert found.args["other"] == "Mục II"


@pytest.mark.parametrize(
    ("text", "bad"), [("Tổng điểm tối đa là 110 điểm.", 1), ("Tổng điểm: 100 điểm.", 0), ("Tổng điểm cộng 5.", 0)]
)
def test_a_total_that_another_clause_states(tmp_path: Path, text: str, bad: int) -> None:
    rules = """\
scores:
  unit.a: {label: a, max: 100, proportional: rate, cite: kh 1, quote: 100 điểm}
  unit.t: {label: t, max: 100, sum: [unit.a], cite: kh 1, quote: tổng điểm 100 điểm}
waived: [{cite: kh 2, why: nhắc lại}]
"""
    assert len(of_code(findings(tmp_path, rules, "Bảng điểm: tổng điểm 100 điểm", text), "total-stated-twice")) == bad


def test_a_total_behind_a_sum_that_states_none(tmp_path: Path) -> None:
    rules = """\
scores:
  unit.a: {label: a, max: 100, proportional: rate, cite: kh 1, quote: tổng điểm 100 điểm}
  unit.b: {label: b, max: 100, sum: [unit.a], cite: kh 1, quote: 100 điểm}
  unit.t: {label: t, max: 100, sum: [unit.a], cite: kh 1, quote: tổng điểm 100 điểm}
waived: [{cite: kh 2, why: nhắc lại}]
"""
    whole = findings(tmp_path, rules, "Bảng: tổng điểm 100 điểm", "Tổng điểm là 110 điểm.")
    found = of_code(whole, "total-stated-twice")
    assert [(d.args["text"], d.args["value"], d.args["second"]) for d in found] == [("unit.t", "100", "110")]


def test_a_figure_of_another_kind_is_no_total(tmp_path: Path) -> None:
    rules = "scores: {unit.a: {label: a, max: 100, proportional: rate, cite: kh 1, quote: tổng điểm 100 điểm}}\n"
    rules += "waived: [{cite: kh 2, why: nhắc lại}]\n"
    found = findings(tmp_path, rules, "tổng điểm 100 điểm", "Tổng điểm là 110 điểm.")
    assert not of_code(found, "total-stated-twice")
