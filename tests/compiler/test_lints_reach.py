"""Lints about what can be reached, about days, about what is said twice and what nothing uses; and waivers."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.compiler.lints import LINTS
from engine.diagnostics import lint_codes
from engine.syntax import read_ruleset

from .linted import HEAD, criterion, findings, of_code

QUOTE = "0; 1; 2; 3; 5; 10; 50; 80; 90; 95; 100; 110; 1000; 2000"
CITE = f'cite: kh 1, quote: "{QUOTE}"'
NEVER, ALWAYS = "criterion-never-met", "criterion-always-met"


def reached(folder: Path, met: str, more: str = "") -> set[str]:
    """Return the codes about whether a criterion can be met."""
    found = findings(folder, f"criteria:\n  unit.x: {{label: x, met: {met}, {CITE}{more}}}\n", QUOTE)
    return {d.code.id for d in found} & {NEVER, ALWAYS}


@pytest.mark.parametrize(
    "met",
    [
        "points > 100", "points >= 110", "points < 0", "rate > 100%", "points >= 90 and points < 90",
        "points >= 90 and (points < 50 or points < 80)", "kind = ward and kind = agency", "ok and not ok",
        "share of person has good > 100%", "some person where (value > 10)", "count of person < 0",
        "files = 2000", "not (points >= 0)", "mean of value over person > 10",
    ],
)  # fmt: skip
def test_criteria_that_nobody_can_meet(tmp_path: Path, met: str) -> None:
    assert reached(tmp_path, met) == {NEVER}


@pytest.mark.parametrize(
    "met",
    [
        "points >= 0", "points <= 100", "rate <= 100%", "points >= 50 or points < 50", "ok or not ok", "files != 2000",
        "no person where (value > 10)", "count of person >= 0", "points >= 1 or points < 50",
    ],
)  # fmt: skip
def test_criteria_that_everybody_meets(tmp_path: Path, met: str) -> None:
    assert reached(tmp_path, met) == {ALWAYS}


@pytest.mark.parametrize(
    "met",
    [
        "points >= 100", "points > 0", "points <= 0", "points >= 90 and points <= 90",
        "kind = ward or kind = agency and ok",
        "share of person has good >= 100%", "every person has (value >= 10)", "no person where (value >= 10)",
        "points >= 90 and rate < 50", "files = 1000", "points + files >= 110", "points > files",
        "points >= 90 or points < 80",
    ],
)  # fmt: skip
def test_criteria_that_some_meet(tmp_path: Path, met: str) -> None:
    assert reached(tmp_path, met) == set()


def test_whom_a_criterion_concerns_counts(tmp_path: Path) -> None:
    assert reached(tmp_path, "points >= 90", ", applies: points < 50") == {NEVER}
    assert reached(tmp_path, "points >= 50", ", applies: points >= 90") == {ALWAYS}
    assert reached(tmp_path, "points >= 90", ", applies: points >= 50") == set()
    apart = f", except: [{{when: ok, then: met, {CITE}}}]"
    assert reached(tmp_path, "points > 100", apart) == set()


def test_bars_that_stop_nobody(tmp_path: Path) -> None:
    bars = f"  unit.a: {{label: a, when: points > 100, {CITE}}}\n  unit.b: {{label: b, when: points > 50, {CITE}}}\n"
    found = findings(tmp_path, f"bars:\n{bars}suspensions:\n{bars.replace('unit.', 'unit.s')}", QUOTE)
    assert [d.args["text"] for d in of_code(found, "bar-never-holds")] == ["unit.a", "unit.sa"]


def awards(folder: Path, first: str, second: str, requires: str = "all criteria") -> list[str]:
    """Return what makes an award for two criteria unreachable."""
    rules = f"criteria:\n  unit.a: {{label: a, met: {first}, {CITE}}}\n  unit.b: {{label: b, met: {second}, {CITE}}}\n"
    rules += f"awards:\n  g: {{label: G, to: {{unit: {requires}}}, {CITE}}}\n"
    return [d.args["names"] for d in of_code(findings(folder, rules, QUOTE), "award-unreachable")]


def test_awards_that_nobody_can_get(tmp_path: Path) -> None:
    assert awards(tmp_path, "points >= 90", "points < 90") == ["`unit.a`, `unit.b`"]
    assert awards(tmp_path, "points >= 90", "points <= 90") == []
    assert awards(tmp_path, "points >= 90", "points < 90", "{at least: 1, of: [unit.a, unit.b]}") == []
    whom = "{applies: points < 50, requires: [unit.a]}"
    assert awards(tmp_path, "points >= 90", "ok", whom) == ["`applies`, `unit.a`"]
    assert awards(tmp_path, "points > 100", "ok") == [], "that is said of the criterion"


def test_a_bar_that_always_holds(tmp_path: Path) -> None:
    rules = f"bars:\n  unit.b: {{label: b, when: points >= 0, {CITE}}}\n"
    rules += "awards:\n  g: {label: G, to: {unit: none}, bars: [unit.b], cite: kh 1}\n"
    (found,) = of_code(findings(tmp_path, rules, QUOTE), "award-unreachable")
    assert found.args["names"] == "`unit.b`"


def test_an_assessment_that_nobody_can_pass(tmp_path: Path) -> None:
    rules = f"criteria:\n  unit.a: {{label: a, met: ok, {CITE}}}\n  unit.b: {{label: b, met: not ok, {CITE}}}\n"
    rules += "assessments:\n  unit.r: {label: r, requires: all criteria, cite: kh 1}\n"
    assert len(of_code(findings(tmp_path, rules, QUOTE), "award-unreachable")) == 1


# --- days --------------------------------------------------------------------------------------------------------

PERIOD = (
    "periods:\n  period: {label: đợt, from: 2020-05-01, to: 2020-11-30, cite: kh 1, quote: 01/5/2020 đến 30/11/2020}\n"
)


@pytest.mark.parametrize(
    ("written", "day", "quote", "bad"),
    [
        ("by", "2020-04-30", "ngày 30/4/2020", 1),
        ("by", "2020-05-01", "ngày 01/5/2020", 0),
        ("before", "2020-05-01", "ngày 01/5/2020", 1),
        ("by", "2020-11-30", "ngày 30/11/2020", 0),
        ("before", "2020-12-01", "ngày 01/12/2020", 0),
        ("by", "2020-12-01", "ngày 01/12/2020", 1),
    ],
)
def test_days_outside_the_campaign(tmp_path: Path, written: str, day: str, quote: str, bad: int) -> None:
    rules = PERIOD + f"deadlines:\n  d: {{label: hạn, {written}: {day}, cite: kh 1, quote: {quote}}}\n"
    clause = f"Đợt 01/5/2020 đến 30/11/2020; báo cáo {quote}"
    found = findings(tmp_path, rules + criterion("day meets d", "báo cáo"), clause)
    assert len(of_code(found, "date-outside-period")) == bad


def test_a_value_from_after_the_campaign(tmp_path: Path) -> None:
    values = (
        "[{from: 2018-01-01, value: 80, cite: kh 1, quote: 01/01/2018 là 80}, "
        "{from: 2021-01-01, value: 90, cite: kh 1, quote: 01/01/2021 là 90}]"
    )
    rules = PERIOD + f"parameters:\n  p: {{type: number, ask: Mức, cite: kh 1, values: {values}}}\n"
    clause = "Đợt 01/5/2020 đến 30/11/2020; từ 01/01/2018 là 80, từ 01/01/2021 là 90; đạt mức"
    found = findings(tmp_path, rules + criterion("points >= p on day", "đạt mức"), clause)
    assert [d.args["day"] for d in of_code(found, "date-outside-period")] == ["01/01/2021"]


@pytest.mark.parametrize(("day", "bad"), [("30/5/2020", 1), ("31/5/2020", 0), ("15/6/2020", 0)])
def test_a_deadline_before_the_end_of_the_phase_that_it_names(tmp_path: Path, day: str, bad: int) -> None:
    written = "-".join(f"{int(n):02}" for n in reversed(day.split("/")))
    quote = f"sơ kết giai đoạn 1 chậm nhất ngày {day}"
    rules = f"deadlines:\n  d: {{label: hạn, by: {written}, cite: kh 2, quote: {quote}}}\n"
    rules += criterion("day meets d", "ngày ban hành")
    found = findings(tmp_path, rules, "Đợt 1: từ ngày ban hành đến ngày 31 tháng 5 năm 2020.", f"Báo cáo {quote}.")
    assert len(of_code(found, "deadline-before-phase")) == bad


@pytest.mark.parametrize(("day", "bad"), [("29/11/2020", 1), ("30/11/2020", 0)])
def test_a_deadline_before_the_end_of_what_must_be_kept(tmp_path: Path, day: str, bad: int) -> None:
    written = "-".join(f"{int(n):02}" for n in reversed(day.split("/")))
    rules = PERIOD + f"deadlines:\n  d: {{label: hạn, by: {written}, cite: kh 1, quote: chậm nhất ngày {day}}}\n"
    rules += criterion("ok", "báo cáo", ", due: d, keep: period")
    found = findings(tmp_path, rules, f"Đợt 01/5/2020 đến 30/11/2020; báo cáo chậm nhất ngày {day}")
    assert len(of_code(found, "deadline-before-phase")) == bad


# --- said twice ----------------------------------------------------------------------------------------------------


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


# --- what nothing uses ---------------------------------------------------------------------------------------------


def unused(folder: Path, rules: str, clause: str) -> set[tuple[str, str]]:
    """Return what nothing uses, fields aside."""
    found = findings(folder, rules, clause)
    return {(d.code.id, d.args["text"]) for d in found if d.code.id.endswith("-unused") and d.code.id != "field-unused"}


def test_what_is_declared_and_not_used(tmp_path: Path) -> None:
    rules = """\
parameters: {p: {type: count, ask: P, cite: kh 1}}
periods: {span: {label: đợt, from: 2020-05-01, to: 2020-05-31, cite: kh 1, quote: 01/5/2020 - 31/5/2020}}
deadlines: {end: {label: hạn, by: 2020-05-31, cite: kh 1, quote: 31/5/2020}}
judgements: {j: {of: unit, ask: J, cite: kh 1}}
measures: {unit.m: {label: m, value: points + files, cite: kh 1}}
scores: {unit.s: {label: s, points: points, cite: kh 1, quote: điểm}}
"""
    clause = "điểm; 01/5/2020 - 31/5/2020"
    names = {
        ("parameter", "p"),
        ("period", "span"),
        ("deadline", "end"),
        ("judgement", "j"),
        ("measure", "unit.m"),
        ("score", "unit.s"),
    }
    assert unused(tmp_path, rules, clause) == {(f"{k}-unused", n) for k, n in names}
    used = "j and files >= p and m > s and day within span and day meets end"
    wanted = {("criterion-unused", "unit.x")}
    assert unused(tmp_path, rules + criterion(used, "điểm"), clause) == wanted


def test_other_ways_of_using(tmp_path: Path) -> None:
    rules = """\
periods: {span: {label: đợt, from: begin, to: 2020-05-31, cite: kh 1, quote: 31/5/2020}}
parameters: {begin: {type: date, ask: P, cite: kh 1}}
deadlines:
  end: {label: hạn, by: 2020-05-31, cite: kh 1, quote: 31/5/2020}
  ask: {label: hạn hai, by: 2020-05-31, cite: kh 1, quote: 31/5/2020}
judgements: {j: {of: unit, ask: J, cite: kh 1}, k: {of: unit, ask: K, cite: kh 1}}
scores:
  unit.s: {label: s, points: points, cite: kh 1, quote: điểm}
  unit.t: {label: t, sum: [unit.s], cite: kh 1, quote: điểm}
criteria: {unit.x: {label: x, met: ok, due: end, keep: span, cite: kh 1, quote: điểm}}
awards:
  a:
    label: A
    to: {unit: all criteria}
    choose: j
    nomination: {due: ask, cite: kh 1}
    quota: {unit: {count: 5, rank: [{by: t, label: t}], settle: k, cite: kh 1, quote: 5 đơn vị}}
    cite: kh 1
"""
    assert unused(tmp_path, rules, "điểm; 5 đơn vị; 31/5/2020") == set()


def test_the_campaign_itself_is_used_by_completeness(tmp_path: Path) -> None:
    clause = "Đợt 01/5/2020 đến 30/11/2020; báo cáo"
    assert ("period-unused", "period") not in unused(tmp_path, PERIOD + criterion("ok", "báo cáo"), clause)


# --- waivers -------------------------------------------------------------------------------------------------------

WAIVED = "waived: [{{lint: {lint}, at: {at}, why: để thử}}]\n"


def test_a_waiver_settles_its_finding_and_no_other(tmp_path: Path) -> None:
    rules = criterion("rate > 95%", "từ 95% trở lên")
    clause = "từ 95% trở lên"
    found = findings(tmp_path, rules + WAIVED.format(lint="operator-against-words", at="unit.x"), clause)
    assert not of_code(found, "operator-against-words")
    assert of_code(found, "criterion-unused")
    assert not of_code(found, "waiver-unused")


@pytest.mark.parametrize(("lint", "at"), [("operator-against-words", "unit.y"), ("bands-gap", "unit.x")])
def test_a_waiver_that_answers_nothing(tmp_path: Path, lint: str, at: str) -> None:
    rules = criterion("rate > 95%", "từ 95% trở lên") + WAIVED.format(lint=lint, at=at)
    found = findings(tmp_path, rules, "từ 95% trở lên")
    assert [(d.args["lint"], d.args["text"]) for d in of_code(found, "waiver-unused")] == [(lint, at)]
    assert of_code(found, "operator-against-words")


@pytest.mark.parametrize("lint", ["literal-without-source", "waiver-unused", "reading-unused", "no-such-lint"])
def test_only_lints_can_be_waived(tmp_path: Path, lint: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(HEAD + WAIVED.format(lint=lint, at="unit.x"), "utf-8")
    (tmp_path / "plan.yaml").write_text("title: K\nnumber: unknown\nclauses: []\n", "utf-8")
    rules, found = read_ruleset(path)
    assert rules is not None
    assert rules.lint_waivers == ()
    assert [d.code.id for d in found] == ["not-one-of"]


@pytest.mark.parametrize(
    ("waiver", "code"),
    [
        ("{lint: bands-gap, why: x}", "missing-key"),
        ("{at: unit.x, why: x}", "missing-key"),
        ("{lint: bands-gap, at: unit.x}", "missing-key"),
        ("{lint: bands-gap, at: unit.x, why: ''}", "wrong-type"),
        ("{lint: bands-gap, at: unit.x, why: x, cite: kh 1}", "unknown-key"),
    ],
)
def test_a_waiver_is_written_in_full(tmp_path: Path, waiver: str, code: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(HEAD + f"waived: [{waiver}]\n", "utf-8")
    (tmp_path / "plan.yaml").write_text("title: K\nnumber: unknown\nclauses: []\n", "utf-8")
    _, found = read_ruleset(path)
    assert [d.code.id for d in found] == [code]


def test_one_code_one_line() -> None:
    ids = [lint.code.id for lint in LINTS]
    assert len(set(ids)) == len(ids)
    assert set(ids) == set(lint_codes.WAIVABLE)
    assert len({lint.find for lint in LINTS}) == len(LINTS)


def test_deep_alternatives_take_no_time(tmp_path: Path) -> None:
    deep = "points >= 90"
    for i in range(18):
        deep = f"({deep} and rate >= {(1, 2, 3)[i % 3]} or ok)" if i % 2 else f"(({deep} or files >= 5) and ok)"
    assert reached(tmp_path, f'"{deep}"') == set()
    wide = " and ".join(f"(points >= {n} or rate >= {n})" for n in (1, 2, 3, 5, 10, 50, 80, 90))
    assert reached(tmp_path, wide) == set()
    assert reached(tmp_path, f"{wide} and points < 1") == set(), "more ways than are gone through: nothing is said"
