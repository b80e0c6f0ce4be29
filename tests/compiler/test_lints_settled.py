"""What settles a finding: a reading that the rule names and that is about the words in question, or a waiver."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from .linted import findings, of_code

#: Every quote of settled.yaml, each in a sentence of its own, and what none of them is about.
CLAUSE = (
    "Mở đầu: đạt từ 95% trở lên số việc; 3; 0; hạ 1; ít nhất 3 hồ sơ; nộp trước ngày 20/5/2020 tại quận; 21/5/2020; "
    "lùi lại trước ngày 25/5/2020 tại quận; đạt trên từ 97% số hồ sơ; được 96 điểm; 21/5/2020; không quá 20%; "
    "5 đơn vị; Khen tập thể, trừ tập thể có vi phạm; 0,1; 01/5/2020 - 10/5/2020; 09/5/2020; sơ kết đợt 1 là 09/5/2020"
)
OTHER, PHASE = "Phần khác.", "Đợt 1: từ ngày ban hành đến ngày 10 tháng 5 năm 2020."
CASES = yaml.safe_load((Path(__file__).parent / "settled.yaml").read_text("utf-8"))


def found(folder: Path, case: dict[str, str], more: str = "", named: str = "", waiver: str = "") -> list[str]:
    """Return the words, or the name, of each finding of the case's code."""
    waived = "waived: [{cite: kh 2, why: mục khác}, {cite: kh 3, why: mục khác}" + f"{waiver}]\n"
    rules = f"{case['rules'].replace('@', named)}\n{more}{waived}"
    return [d.args["text"] for d in of_code(findings(folder, rules, CLAUSE, OTHER, PHASE), case["code"])]


def reading(clause: int, quote: str) -> str:
    """Return a reading of some words of a clause."""
    return f'readings: {{r: {{cite: kh {clause}, quote: "{quote}", open: Chưa rõ., taken: Đã hỏi., by: Hội đồng}}}}\n'


@pytest.mark.parametrize("case", CASES, ids=[f"{c['code']} {n}" for n, c in enumerate(CASES, 1)])
def test_what_settles_a_finding(tmp_path: Path, case: dict[str, str]) -> None:
    first = found(tmp_path, case)
    assert len(first) == 1
    words, named = case.get("words", ""), ", reading: r"
    if case["code"] in {"operator-against-words", "deadline-against-words", "words-contradict"}:
        assert first == [words]
    assert not found(tmp_path, case, reading(1, words or "Mở đầu"), named), "a reading about it"
    assert found(tmp_path, case, reading(1, words or "Mở đầu")) == first, "a reading that the rule does not name"
    assert found(tmp_path, case, reading(2, "Phần khác"), named) == first, "a reading about another clause"
    if words:
        assert found(tmp_path, case, reading(1, "Mở đầu"), named) == first, "a reading about other words of the clause"
    waiver = f", {{lint: {case['code']}, at: {case['at']}, why: để thử}}"
    assert not found(tmp_path, case, waiver=waiver)
