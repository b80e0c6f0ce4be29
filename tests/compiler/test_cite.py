"""The law behind the rules: quotes, literals, readings, clauses, and the full text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from engine.compiler.cite import check_against, whole_words
from engine.compiler.literals import literals, number_forms, numeral, says
from engine.diagnostics import Lang, errors
from engine.law import Clause, Document, fold
from engine.source import Source
from engine.syntax import parse_expression

from .small import AWARD, HEAD, check, criteria, underlined

ROOT = Path(__file__).parents[2]

PLAN = """\
title: Kế hoạch
number: unknown
clauses:
  - id: "1"
    text: "{text}"
"""
RULES = """\
ruleset: thu
documents: {{kh: {{clauses: plan.yaml}}}}
registers:
  unit:
    label: Danh sách đơn vị
    subject: Tập thể
    key: {{unit_id: {{type: text, label: Mã đơn vị}}}}
    fields:
      n: {{type: number, label: Số, range: [0, 100000], decimals: 2}}
      day: {{type: date, label: Ngày}}
criteria:
  unit.x: {{label: x, met: {met}, cite: kh 1, quote: "{quote}"{more}}}
awards:
  giay-khen: {{label: Giấy khen, to: {{unit: all criteria}}, cite: kh 1}}
"""


def codes(folder: Path, text: str, quote: str, met: str = "n >= 95 or day is given", more: str = "") -> list[str]:
    """Return the codes found in a plan of one clause with a rule that quotes it."""
    rules = RULES.format(met=met, quote=quote, more=more)
    _, found = check(folder, rules, PLAN.format(text=text))
    return [d.code.id for d in found if d.code.id not in {"field-unused", "quote-cut-short"}]


# --- quotes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote",
    [
        "đạt từ 95% trở lên",
        "đạt  từ\\n95%",
        "**đạt** từ _95%_ trở lên",
        "Hồ sơ đạt từ 95% trở lên",
        "từ 95",
        "95% trở lên;",
    ],
)
def test_a_quote_stands_in_its_clause_whatever_the_blanks_and_emphasis(tmp_path: Path, quote: str) -> None:
    assert codes(tmp_path, "Hồ sơ   **đạt từ** 95%  trở lên;", quote) == []


@pytest.mark.parametrize(
    "quote",
    [
        "đạt từ 96% trở lên",
        "Đạt từ 95%",
        "5% trở lên",
        "ạt từ 95% trở lên",
        "đạt từ 95% trở lê",
        "đạt từ 9",
        "đạt trên 95%",
        "**",
    ],
)
def test_a_quote_is_the_clauses_own_whole_words(tmp_path: Path, quote: str) -> None:
    assert "quote-not-in-clause" in codes(tmp_path, "Hồ sơ đạt từ 95% trở lên;", quote)


def test_half_a_number_is_no_quote() -> None:
    assert whole_words("5% trở lên", fold("từ 97,5% trở lên")) < 0
    assert whole_words("từ 97", fold("từ 97,5% trở lên")) < 0
    assert whole_words("từ 97", fold("từ 97, 98 hoặc 99")) > 0
    assert whole_words("97,5%", fold("từ 97,5% trở lên")) > 0


def test_what_is_no_word_or_number_at_an_end_cuts_none() -> None:
    assert whole_words("Hồ sơ", fold("đạt 95.Hồ sơ")) == len("đạt 95.Hồ sơ")
    assert whole_words("95%", fold("đạt 95%trở lên")) == len("đạt 95%")
    assert whole_words("Hồ", fold("đạt 95.Hồng")) == -1
    assert whole_words("9", fold("9 điểm")) == 1
    assert whole_words("(kèm mẫu)", fold("tờ trình(kèm mẫu)")) == len("tờ trình(kèm mẫu)")
    assert whole_words("Hồ sơ", fold("Hồ sơ.5 bản")) == len("Hồ sơ")
    assert whole_words("95%", fold("95%,5 điểm")) == len("95%")


def test_an_empty_quote_is_none(tmp_path: Path) -> None:
    assert "wrong-type" in codes(tmp_path, "Hồ sơ đạt từ 95% trở lên;", "")


# --- literals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("met", "text"),
    [
        ("n >= 95", "từ 95% trở lên"),
        ("n >= 97.5", "từ 97,5% trở lên"),
        ("n >= 97.5", "từ 97.5% trở lên"),
        ("n <= 4", "không quá 04 người"),
        ("n >= 4", "ít nhất bốn người"),
        ("n >= 1", "Một sáng kiến"),
        ("n >= 10", "mười người"),
        ("n >= 1000", "từ 1.000 hồ sơ"),
        ("n >= 1000", "từ 1000 hồ sơ"),
        ("day <= 2020-05-20", "trước ngày 20 tháng 5 năm 2020"),
        ("day <= 2020-05-20", "trước ngày 20 tháng 05 năm 2020"),
        ("day <= 2020-05-20", "trước ngày 20/5/2020"),
        ("day <= 2020-05-02", "trước ngày 02-05-2020"),
        ("day <= 2020-05-02", "trước ngày 2.5.2020"),
        ("n >= 95", "**95**% trở lên"),
    ],
)
def test_a_literal_that_its_quote_says(tmp_path: Path, met: str, text: str) -> None:
    assert codes(tmp_path, text, text, f"{met} or (n is given and day is given)") == []


@pytest.mark.parametrize(
    ("met", "text"),
    [
        ("n >= 95", "từ 96% trở lên"),
        ("n >= 95", "từ 195 trở lên"),
        ("n >= 95", "từ 95,5% trở lên"),
        ("n >= 5", "từ 95% trở lên, 0,5 điểm"),
        ("n >= 5", "trong năm 2020"),
        ("n >= 5", "tháng 5 năm 2020"),
        ("n >= 20", "ngày 20 tháng 5 năm 2020"),
        ("n >= 5", "trước ngày 20-5-2020"),
        ("n >= 5", "trước ngày 20/5"),
        ("n >= 0", "không vi phạm"),
        ("n >= 2", "hai mươi người"),
        ("n >= 10", "mười hai người"),
        ("n >= 1", "một trăm người"),
        ("day <= 2020-05-20", "trước ngày 20 tháng 5"),
        ("day <= 2020-05-20", "trước ngày 20 tháng 6 năm 2020"),
        ("day <= 2020-05-02", "trước ngày 20 tháng 5 năm 2020"),
    ],
)
def test_a_literal_that_its_quote_does_not_say(tmp_path: Path, met: str, text: str) -> None:
    assert codes(tmp_path, text, text, f"{met} or (n is given and day is given)") == ["literal-without-source"]


def test_a_reading_is_a_source_when_the_rule_names_it(tmp_path: Path) -> None:
    reading = "readings:\n  r: {cite: kh 1, open: Chưa rõ., taken: Lấy 50 điểm., by: Hội đồng}\n"
    for more, expected in ((", reading: r", []), ("", ["literal-without-source", "reading-unused"])):
        rules = reading + RULES.format(met="n >= 50 or day is given", quote="điểm cao", more=more)
        _, found = check(tmp_path, rules, PLAN.format(text="điểm cao"))
        assert sorted(d.code.id for d in found) == expected


def test_the_ends_of_a_parameters_range_need_a_source(tmp_path: Path) -> None:
    parameter = 'parameters:\n  p: {{type: {}, ask: Bao nhiêu?, range: [{}], decimals: 0, cite: kh 1, quote: "{}"}}\n'
    for kind, ends, quote, missing in (
        ("number", "10, 20", "từ 10 đến 20", []),
        ("number", "10, 25", "từ 10 đến 20", ["25"]),
        ("date", "2020-04-27, 2020-05-20", "ngày 27 tháng 4 năm 2020 và ngày 20 tháng 5 năm 2020", []),
        ("date", "2020-04-27, 2020-05-21", "ngày 27 tháng 4 năm 2020 và ngày 20 tháng 5 năm 2020", ["2020-05-21"]),
    ):
        text = f"{quote}, hồ sơ đạt từ 95 trở lên"
        rules = parameter.format(kind, ends, quote) + RULES.format(
            met="n >= 95 or day is given", quote="hồ sơ đạt từ 95", more=""
        )
        _, found = check(tmp_path, rules, PLAN.format(text=text))
        assert [d.args["text"] for d in found if d.code.id == "literal-without-source"] == missing


def test_every_literal_of_an_expression_is_found() -> None:
    text = "round(a / 2, 0.1, up) >= 3 and kind in (x) or every p where (b = 4) has (c - 5 > 6% or d >= 2020-01-01)"
    expr, _ = parse_expression(Source("x", text), 0, len(text))
    assert expr is not None
    assert sorted(x.shown for x in literals(expr)) == sorted(["2", "0.1", "3", "4", "5", "6", "2020-01-01"])


def test_number_forms() -> None:
    assert number_forms(Decimal("97.50")) == {"97.5", "97,5"}
    assert number_forms(Decimal(3)) == {"3", "03", "ba"}
    assert number_forms(Decimal(5)) == {"5", "05"}
    assert number_forms(Decimal(0)) == number_forms(Decimal("0.00")) == {"0", "00"}
    assert number_forms(Decimal(10)) == {"10", "mười"}
    assert number_forms(Decimal(11)) == {"11"}
    words = {1: "một", 2: "hai", 3: "ba", 4: "bốn", 6: "sáu", 7: "bảy", 8: "tám", 9: "chín"}
    assert all(number_forms(Decimal(n)) == {str(n), f"0{n}", word} for n, word in words.items())
    assert number_forms(Decimal("1E+3")) == {"1000", "1.000"}
    assert number_forms(Decimal(999)) == {"999"}
    assert number_forms(Decimal("1000.5")) == {"1000.5", "1000,5"}
    assert number_forms(Decimal(12500)) == {"12500", "12.500"}
    assert says("có BA người", numeral(Decimal(3), None))


# --- documents and clauses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cite", "code", "place"),
    [("kh 9", "unknown-clause", "kh 9"), ("nq 1", "unknown-name", "nq 1"), ("kh", "bad-citation", "kh"),
     ("kh 1 2", "bad-citation", "kh 1 2"), ("[kh, 1]", "bad-citation", "[kh, 1]")],
)  # fmt: skip
def test_bad_citations(tmp_path: Path, cite: str, code: str, place: str) -> None:
    rules = HEAD + criteria({"unit.x": "ok"}) + AWARD.replace("cite: kh 1", f"cite: {cite}")
    _, found = check(tmp_path, rules)
    assert (code, place) in [(d.code.id, underlined(d)) for d in found]


def test_a_clause_is_cited_waived_or_missed(tmp_path: Path) -> None:
    plan = PLAN.format(text="Hồ sơ đạt từ 95 trở lên.") + '  - {id: "2", text: Nơi nhận.}\n'
    rules = RULES.format(met="n >= 95 or day is given", quote="đạt từ 95", more="")
    found = check(tmp_path, rules, plan)[1]
    assert [(d.code.id, underlined(d)) for d in found if d.code.id != "quote-cut-short"] == [
        ("clause-unaccounted", '"2"')
    ]
    compiled, _ = check(tmp_path, rules + "waived:\n  - {cite: kh 2, why: nơi nhận}\n", plan)
    assert compiled is not None
    assert compiled.plan.waivers[0].reason == "nơi nhận"


def test_no_clause_is_missed_where_it_may_have_been_meant(tmp_path: Path) -> None:
    plan = PLAN.format(text="Hồ sơ đạt từ 95 trở lên.") + '  - {id: "2", text: Nơi nhận.}\n'
    rules = RULES.format(met="n >= 95 or day is given", quote="đạt từ 95", more="{more}")
    bar = "bars:\n  unit.b: {label: b, when: day is missing, cite: kh 9, quote: x}\n"
    for more, text, expected in (
        (", reading: none", rules, ["unknown-name", "clause-unaccounted"]),
        ("", rules + bar, ["unknown-clause"]),
        (", reading: none", rules + bar, ["unknown-name", "unknown-clause"]),
        ("", rules + "bars:\n  unit.b: {label: b, when: day is, cite: kh 1, quote: Hồ sơ}\n", ["expression-ends"]),
    ):
        _, found = check(tmp_path, text.replace("{more}", more), plan)
        assert sorted(d.code.id for d in errors(found)) == sorted(expected)


def test_of_a_file_of_clauses_that_cannot_be_read_nothing_else_is_said(tmp_path: Path) -> None:
    rules = RULES.format(met="n >= 95 or day is given", quote="đạt từ 95", more="")
    _, found = check(tmp_path, rules.replace("plan.yaml", "none.yaml"))
    assert [d.code.id for d in errors(found)] == ["unreadable-rules"]


# --- the full text -----------------------------------------------------------------------------------------------


def test_clauses_stand_in_the_full_text_whatever_the_layout() -> None:
    clauses = (Clause("1", "Hồ sơ đạt từ 95% trở lên;"), Clause("2", "Không có vi phạm."))
    text = "**1.** Hồ sơ\nđạt   từ __95%__ trở\r\n\tlên; \n\n- *Không có* vi phạm.\n"
    assert check_against([Document("kh", "", "", clauses)], text, "full.txt") == []


def test_a_clause_that_differs_is_shown_from_its_first_difference_on() -> None:
    document = Document("kh", "", "", (Clause("4.1-3", "Hồ sơ giải quyết đúng hạn đạt từ 95% trở lên"),))
    (found,) = check_against([document], "Hồ sơ giải quyết đúng hạn đạt từ 90% trở lên", "full.txt")
    assert found.code.id == "clause-not-in-text"
    assert found.message(Lang.VI) == "điều khoản kh 4.1-3 không có nguyên văn trong tệp `full.txt`"
    assert "đạt từ 9⟨5% trở lên⟩" in found.help(Lang.VI)
    (found,) = check_against([document], "không có gì", "full.txt")
    assert "“…⟨Hồ sơ giải quyết đún⟩…”" in found.help(Lang.EN)
    (found,) = check_against([document], "Hồ sơ giải quyết ngay", "full.txt")
    assert "“…Hồ sơ giải quyết ⟨đúng hạn đạt từ 95% ⟩…”" in found.help(Lang.EN)
