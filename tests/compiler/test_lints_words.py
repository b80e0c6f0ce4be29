"""Lints about words: signs, units, days and contradictions, each beside what looks like it and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import Lang

from .linted import criterion, findings, of_code

OPERATOR = "operator-against-words"


def operators(folder: Path, met: str, quote: str) -> list[tuple[str, str]]:
    """Return the signs that go against a quote, with the sign that it means."""
    found = of_code(findings(folder, criterion(met, quote), quote), OPERATOR)
    return [(d.args["op"], d.args["wanted"]) for d in found]


@pytest.mark.parametrize(
    ("quote", "sign"),
    [
        ("đạt trên 95%", ">"),
        ("tỷ lệ cao hơn 95%", ">"),
        ("vượt mức 95%", ">"),
        ("từ trên 95%", ">"),
        ("từ 95% trở lên", ">="),
        ("từ 95%", ">="),
        ("không dưới 95%", ">="),
        ("ít nhất là 95%", ">="),
        ("tối thiểu 95%", ">="),
        ("đạt 95%", ">="),
        ("95% hồ sơ trở lên", ">="),
        ("không dưới 95% trở lên", ">="),
        ("dưới 95%", "<"),
        ("chưa đến 95%", "<"),
        ("thấp hơn 95%", "<"),
        ("không quá 95%", "<="),
        ("không vượt quá 95%", "<="),
        ("tối đa 95%", "<="),
        ("từ 95% trở xuống", "<="),
        ("95% trở xuống", "<="),
    ],
)
def test_each_sign_against_the_words(tmp_path: Path, quote: str, sign: str) -> None:
    for op in ("<", "<=", ">", ">="):
        wanted = [] if op == sign else [(op, sign)]
        assert operators(tmp_path, f"rate {op} 95%", quote) == wanted, op


@pytest.mark.parametrize(
    ("met", "quote"),
    [
        ("95% <= rate", "từ 95% trở lên"),
        ("not (rate < 95%)", "từ 95% trở lên"),
        ("no person where (late > 3)", "không quá 3 lần"),
        ("no person where (late > 3)", "không có người trễ trên 3 lần"),
        ("every person where late > 3 has good", "trễ trên 3 lần thì phải tốt"),
        ("100 * points >= 95 * files", "từ 95% trở lên, đạt 100% kế hoạch"),
        ("rate >= 95%", "không có lĩnh vực nào dưới 95%"),
        ("rate = 100%", "đạt 100%"),
        ("rate >= 95%", "95% hồ sơ"),
        ("rate > 5%", "trước ngày 5 tháng 5 năm 2020, hơn 5%"),
        ("files >= 2 and files <= 5", "từ 2 đến 5 hồ sơ"),
        ("files >= 2 and files < 5", "từ 2 đến dưới 5 hồ sơ"),
        ("files >= 3", "ít nhất ba hồ sơ"),
        ("rate > 95%", "từ 95% trở lên; khi xét Bằng khen thì trên 95%"),
        ("not (rate < 95% or ok)", "từ 95% trở lên"),
        ("rate >= 95%", "không lĩnh vực nào tính đến ngày 20.5.2020 dưới 95%"),
    ],
)
def test_signs_that_agree(tmp_path: Path, met: str, quote: str) -> None:
    assert operators(tmp_path, met, quote) == []


@pytest.mark.parametrize(
    ("met", "quote"),
    [
        ("95% < rate", "từ 95% trở lên"),
        ("not (rate <= 95%)", "từ 95% trở lên"),
        ("no person where (late >= 3)", "không quá 3 lần"),
        ("100 * points > 95 * files", "từ 95% trở lên, đạt 100% kế hoạch"),
        ("files > 3", "ít nhất ba hồ sơ"),
        ("ok or (count of person where (late >= 3) > 1)", "có trên 1 người trễ trên 3 lần"),
    ],
)
def test_signs_that_do_not(tmp_path: Path, met: str, quote: str) -> None:
    assert len(operators(tmp_path, met, quote)) >= 1


def test_two_signs_that_words_may_mean_are_both_named(tmp_path: Path) -> None:
    quote = "không có lĩnh vực nào dưới 95%"
    (found,) = of_code(findings(tmp_path, criterion("rate > 95%", quote), quote), OPERATOR)
    assert "`<` hoặc `>=`" in found.message(Lang.VI)
    assert "`<` or `>=`" in found.message(Lang.EN)


def test_a_reading_settles_a_sign_only_if_it_speaks_of_the_words(tmp_path: Path) -> None:
    reading = "readings:\n  r: {{cite: kh 1, quote: {}, open: Chưa rõ., taken: Đã hỏi., by: Hội đồng}}\n"
    rules = criterion("rate > 95%", "Hồ sơ đúng hạn từ 95% trở lên", ", reading: r")
    clause = "Hồ sơ đúng hạn từ 95% trở lên"
    assert not of_code(findings(tmp_path, rules + reading.format("từ 95% trở lên"), clause), OPERATOR)
    assert of_code(findings(tmp_path, rules + reading.format("Hồ sơ"), clause), OPERATOR)


def bands(step: str, quote: str) -> str:
    """Return a score with one band and the rest."""
    steps = f"[{step}, {{points: 0}}]"
    return f'scores:\n  unit.s: {{label: s, bands: {{of: rate, steps: {steps}}}, cite: kh 1, quote: "{quote}"}}\n'


@pytest.mark.parametrize(
    ("step", "bad"),
    [
        ("{from: 80, below: 90, points: 5}", 0),
        ("{above: 80, below: 90, points: 5}", 1),
        ("{from: 80, to: 90, points: 5}", 1),
        ("{above: 80, to: 90, points: 5}", 2),
    ],
)
def test_the_ends_of_a_band(tmp_path: Path, step: str, bad: int) -> None:
    quote = "từ 80% đến dưới 90% được 5 điểm"
    assert len(of_code(findings(tmp_path, bands(step, quote), quote), OPERATOR)) == bad


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("đạt trên từ 97%", "trên từ 97%"),
        ("trên 90 điểm trở lên", "trên 90 điểm trở lên"),
        ("không quá 5 người trở lên", "không quá 5 người trở lên"),
        ("dưới 5% trở xuống", "dưới 5% trở xuống"),
        ("tối thiểu 5% trở xuống", "tối thiểu 5% trở xuống"),
    ],
)
def test_words_that_contradict(tmp_path: Path, quote: str, words: str) -> None:
    found = findings(tmp_path, criterion("ok", quote), quote)
    assert [d.args["text"] for d in of_code(found, "words-contradict")] == [words]
    assert not of_code(found, OPERATOR)


@pytest.mark.parametrize(
    "quote",
    ["từ 97% trở lên", "từ trên 97%", "không dưới 97% trở lên", "trên 3 xã, từ 2 huyện", "nhận tối đa từ 01/5/2020"],
)
def test_words_that_do_not_contradict(tmp_path: Path, quote: str) -> None:
    assert not of_code(findings(tmp_path, criterion("ok", quote), quote), "words-contradict")


@pytest.mark.parametrize(
    ("quote", "key"),
    [
        ("trước ngày 20/5/2020", "before"),
        ("trước ngày 20 tháng 5 năm 2020", "before"),
        ("đến ngày 20/5/2020", "by"),
        ("đến hết ngày 20/5/2020", "by"),
        ("chậm nhất là ngày 20/5/2020", "by"),
        ("chậm nhất ngày 20/5/2020", "by"),
        ("không muộn hơn ngày 20/5/2020", "by"),
        ("nộp sau ngày 20/5/2020 thì hạ một bậc", "by"),
        ("vào ngày 20/5/2020", ""),
        ("trước 17 giờ ngày 20/5/2020", ""),
    ],
)
def test_days_against_words(tmp_path: Path, quote: str, key: str) -> None:
    for written in ("before", "by"):
        rules = f'deadlines:\n  d: {{label: hạn, {written}: 2020-05-20, cite: kh 1, quote: "{quote}"}}\n'
        found = of_code(findings(tmp_path, rules + criterion("day meets d", quote), quote), "deadline-against-words")
        assert [d.args["wanted"] for d in found] == ([] if key in {"", written} else [key])


def test_an_extension_has_words_too(tmp_path: Path) -> None:
    quote = "gia hạn đến hết ngày 25/5/2020"
    rules = f"""\
deadlines:
  d:
    label: hạn
    before: 2020-05-20
    cite: kh 1
    quote: trước ngày 20/5/2020
    extended: {{before: 2020-05-25, cite: kh 1, quote: {quote}}}
"""
    found = findings(tmp_path, rules + criterion("day meets d", "Báo cáo"), f"Báo cáo trước ngày 20/5/2020; {quote}")
    assert [d.args["text"] for d in of_code(found, "deadline-against-words")] == ["đến hết ngày 25/5/2020"]


def test_an_extension_has_words_where_the_day_itself_has_none(tmp_path: Path) -> None:
    rules = """\
parameters: {issued: {type: date, ask: Ngày, cite: kh 1}}
deadlines:
  d: {label: hạn, by: issued, cite: kh 1, extended: {before: 2020-05-25, cite: kh 1, quote: đến ngày 25/5/2020}}
"""
    found = findings(tmp_path, rules + criterion("day meets d", "Báo cáo"), "Báo cáo; lùi đến ngày 25/5/2020")
    assert [d.args["text"] for d in of_code(found, "deadline-against-words")] == ["đến ngày 25/5/2020"]


@pytest.mark.parametrize(
    ("met", "quote", "bad"),
    [
        ("rate >= 95%", "từ 95 điểm", 1),
        ("rate >= 95%", "từ 95%", 0),
        ("rate >= 95%", "từ 95 phần trăm", 0),
        ("rate >= 30%", "từ 30 đến 40%", 0),
        ("rate >= 30%", "từ 30 - 40 %", 0),
        ("rate >= 95", "từ 95 điểm", 0),
    ],
)
def test_units_of_a_percentage(tmp_path: Path, met: str, quote: str, bad: int) -> None:
    assert len(of_code(findings(tmp_path, criterion(met, quote), quote), "literal-other-unit")) == bad


def test_a_percentage_that_only_a_reading_holds_has_no_unit_to_compare(tmp_path: Path) -> None:
    rules = "measures: {unit.m: {label: m, value: if rate >= 95% then points else files, cite: kh 1, reading: r}}\n"
    rules += "readings: {r: {cite: kh 1, open: Chưa rõ., taken: Lấy 95 điểm phần trăm., by: Hội đồng}}\n"
    assert not of_code(findings(tmp_path, rules, "Đúng hạn"), "literal-other-unit")


@pytest.mark.parametrize(
    ("quote", "bad"),
    [
        ("không quá 20%", 1),
        ("số lượng không quá 20%", 1),
        ("không quá 20%; tổng số đơn vị", 1),
        ("không quá 20% tổng số đơn vị", 0),
        ("không quá 20% trên số đơn vị tham gia", 0),
        ("không quá 20% tính đến ngày 20.5.2020 trên tổng số đơn vị", 0),
    ],
)
def test_a_share_names_its_denominator(tmp_path: Path, quote: str, bad: int) -> None:
    quota = f'quota: {{unit: {{share: 20%, of: unit, rank: [{{by: points, label: x}}], cite: kh 1, quote: "{quote}"}}}}'
    rules = f"awards:\n  a: {{label: A, to: {{unit: none}}, {quota}, cite: kh 1}}\n"
    assert len(of_code(findings(tmp_path, rules, quote), "share-without-denominator")) == bad


def test_a_limit_inside_a_quota_names_its_denominator_too(tmp_path: Path) -> None:
    limit = "at most: {where: ok, share: 50%, label: x, cite: kh 1, quote: không quá 50%}"
    quota = f"quota: {{unit: {{count: 5, rank: [{{by: points, label: x}}], {limit}, cite: kh 1, quote: 5 đơn vị}}}}"
    rules = f"awards:\n  a: {{label: A, to: {{unit: none}}, {quota}, cite: kh 1}}\n"
    assert len(of_code(findings(tmp_path, rules, "5 đơn vị, không quá 50%"), "share-without-denominator")) == 1


def test_a_reading_about_another_clause_settles_nothing(tmp_path: Path) -> None:
    quota = (
        'quota: {unit: {share: 20%, of: unit, rank: [{by: points, label: x}], cite: kh 1, quote: "20%", reading: r}}'
    )
    rules = f"awards:\n  a: {{label: A, to: {{unit: none}}, {quota}, cite: kh 2}}\n"
    reading = "readings:\n  r: {{cite: kh {}, open: Chưa rõ., taken: Đã hỏi., by: Hội đồng}}\n"
    for clause, bad in ((1, 0), (2, 1)):
        found = findings(tmp_path, rules + reading.format(clause), "Không quá 20%", "Giấy khen")
        assert len(of_code(found, "share-without-denominator")) == bad
