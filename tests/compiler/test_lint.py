"""Findings about rule sets that compile: what nothing reads, what can never be settled, quotes cut short."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import Lang

from .small import CITE, HEAD, check, criteria, underlined
from .test_cite import PLAN, RULES


def lints(folder: Path, rules: str) -> list[tuple[str, str]]:
    """Return the warnings of a rule set that compiles."""
    compiled, found = check(folder, HEAD + rules)
    assert compiled is not None, [(d.code.id, underlined(d)) for d in found]
    return [(d.code.id, underlined(d)) for d in found]


def test_fields_that_nothing_reads(tmp_path: Path) -> None:
    rules = criteria(
        {"unit.x": "ok and kind = ward and points >= max of points among unit where (staff >= 1) per kind"}
    )
    rules += f"awards:\n  a: {{label: A, to: {{unit: all criteria}}, {CITE}}}\n"
    unused = {place for code, place in lints(tmp_path, rules) if code == "field-unused"}
    assert unused == {"on_time", "huge", "day", "fine", "score", "grave", "cost"}, "roles, days and counts are read"


def test_a_ranking_reads_its_fields(tmp_path: Path) -> None:
    quota = f"quota: {{unit: {{count: 2, per: kind, rank: [{{by: huge, label: x}}], {CITE}}}}}"
    rules = f"awards:\n  a: {{label: A, to: {{unit: none}}, {quota}, {CITE}}}\n"
    unused = {place for code, place in lints(tmp_path, rules) if code == "field-unused"}
    assert not unused & {"huge", "kind"}


def test_rules_that_no_award_uses(tmp_path: Path) -> None:
    rules = criteria({"unit.x": "ok", "unit.idle": "ok"})
    rules += f"bars:\n  unit.b: {{label: b, when: not ok, {CITE}}}\n"
    rules += f"suspensions:\n  unit.s: {{label: s, when: not ok, {CITE}}}\n"
    rules += f"awards:\n  a: {{label: A, to: {{unit: [{{at least: 1, of: [unit.x]}}]}}, {CITE}}}\n"
    unused = {place for code, place in lints(tmp_path, rules) if code == "criterion-unused"}
    assert unused == {"unit.idle", "unit.b", "unit.s"}
    found = [d for d in check(tmp_path, HEAD + rules)[1] if d.code.id == "criterion-unused"]
    told = {d.args["text"]: d.message(Lang.VI) for d in found}
    assert told == {
        "unit.idle": "tiêu chí `unit.idle` chưa được hình thức nào dùng",
        "unit.b": "trường hợp không xem xét `unit.b` chưa được hình thức nào dùng, nên không loại ai",
        "unit.s": "trường hợp chưa xét `unit.s` chưa được hình thức nào dùng, nên không giữ ai lại",
    }


def test_a_register_that_can_never_be_complete(tmp_path: Path) -> None:
    rules = (
        criteria({"unit.x": "no person.violation"})
        + f"awards:\n  a: {{label: A, to: {{unit: all criteria}}, {CITE}}}\n"
    )
    assert "never-complete" not in {code for code, _ in lints(tmp_path, rules)}
    for line in (
        "    complete: {basis: Phòng Nội vụ xác nhận}\n",
        "    complete: {per: unit, when: rows = unit.staff}\n",
    ):
        _, found = check(tmp_path, HEAD.replace(line, "") + rules)
        assert [underlined(d) for d in found if d.code.id == "never-complete"] in (["violation"], ["person"])


def cut(folder: Path, text: str, quote: str, more: str = "") -> list[str]:
    """Return the qualifiers before which the quote of a rule stops."""
    rules = RULES.format(met="n is given or day is given", quote=quote, more=more)
    _, found = check(folder, rules, PLAN.format(text=text))
    return [d.args["text"] for d in found if d.code.id == "quote-cut-short"]


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("Hồ sơ đúng hạn đạt 95%, không tính hồ sơ tạm dừng;", "Hồ sơ đúng hạn đạt 95%", "không tính hồ sơ tạm dừng"),
        ("Tặng tập thể, trừ tập thể có vi phạm.", "Tặng tập thể", "trừ tập thể có vi phạm"),
        ("Đạt 95% trở lên.", "Đạt 95%", "trở lên"),
        ("Có sáng kiến (nếu được giao); đúng hạn.", "Có sáng kiến", "nếu được giao)"),
    ],
)
def test_a_quote_that_stops_before_a_qualifier(tmp_path: Path, text: str, quote: str, words: str) -> None:
    assert cut(tmp_path, text, quote) == [words]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Tặng tập thể, trừ tập thể có vi phạm.", "Tặng tập thể, trừ tập thể có vi phạm"),
        ("Tặng tập thể. Trừ điểm nếu trễ.", "Tặng tập thể"),
        ("Tặng tập thể; nếu có vi phạm thì thôi.", "Tặng tập thể"),
        ("Tặng tập thể và cá nhân.", "Tặng tập thể"),
        ("Tặng tập thể, riêngbiệt.", "Tặng tập thể"),
    ],
)
def test_a_quote_that_stops_where_it_may(tmp_path: Path, text: str, quote: str) -> None:
    assert cut(tmp_path, text, quote) == []


def test_a_reading_settles_a_cut_quote(tmp_path: Path) -> None:
    rules = RULES.format(met="n is given or day is given", quote="Tặng tập thể", more=", reading: r")
    rules += "readings:\n  r: {cite: kh 1, open: Chưa rõ., taken: Không xét phần trừ., by: Hội đồng}\n"
    _, found = check(tmp_path, rules, PLAN.format(text="Tặng tập thể, trừ tập thể có vi phạm."))
    assert [d.code.id for d in found] == []


def test_another_rule_may_take_up_the_qualifier(tmp_path: Path) -> None:
    rules = RULES.format(met="n is given or day is given", quote="Tặng tập thể", more="")
    rules += 'bars:\n  unit.b: {label: b, when: n is missing, cite: kh 1, quote: "trừ tập thể có vi phạm"}\n'
    _, found = check(tmp_path, rules, PLAN.format(text="Tặng tập thể, trừ tập thể có vi phạm."))
    assert "quote-cut-short" not in [d.code.id for d in found]


def test_a_quote_behind_one_that_is_whole(tmp_path: Path) -> None:
    rules = RULES.format(met="n is given or day is given", quote="trừ tập thể cũ", more="")
    rules += 'bars:\n  unit.b: {label: b, when: n is missing, cite: kh 1, quote: "Tặng tập thể"}\n'
    _, found = check(tmp_path, rules, PLAN.format(text="Tặng tập thể, trừ tập thể có vi phạm; trừ tập thể cũ."))
    assert [d.args["text"] for d in found if d.code.id == "quote-cut-short"] == ["trừ tập thể có vi phạm"]
