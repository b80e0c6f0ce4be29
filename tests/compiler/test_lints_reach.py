"""Lints about what can be reached; and waivers."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.compiler.lints import LINTS
from engine.diagnostics import lint_codes
from engine.syntax import read_ruleset

from .linted import HEAD, criterion, findings, of_code

QUOTE = "0; 0,4; 0,5; 1; 2; 3; 5; 10; 50; 80; 90; 95; 100; 110; 1000; 2000"
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
        "files = 2000", "not (points >= 0)", "mean of value over person > 10", "files > 2 and files < 3",
        "points > 0.4 and points < 0.5", "points <= 50 and points >= 80", "points > 80 and points < 50",
        "points = 50 and points > 80", "points != 5 and points >= 90 and points < 50", "points - files < -1000",
        "2 + 3 != 5",
        "not (points >= 50 or ok) and points >= 90",
    ],
)  # fmt: skip
def test_criteria_that_nobody_can_meet(tmp_path: Path, met: str) -> None:
    assert reached(tmp_path, met) == {NEVER}


@pytest.mark.parametrize(
    "met",
    [
        "points >= 0", "points <= 100", "rate <= 100%", "points >= 50 or points < 50", "ok or not ok", "files != 2000",
        "no person where (value > 10)", "count of person >= 0", "points >= 1 or points < 50",
        "every person where (value >= 5) has (value >= 3)", "2 + 3 != 10",
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
        "points >= 90 or points < 80", "files = 0", "share of person has good > 2 and share of person has good < 3",
        "points - files < -90", "every person where (value >= 3) has (value >= 5)",
    ],
)  # fmt: skip
def test_criteria_that_some_meet(tmp_path: Path, met: str) -> None:
    assert reached(tmp_path, met) == set()


def test_whom_a_criterion_concerns_counts(tmp_path: Path) -> None:
    assert reached(tmp_path, "points >= 90", ", applies: points < 50") == {NEVER}
    assert reached(tmp_path, "points >= 50", ", applies: points >= 90") == {ALWAYS}
    assert reached(tmp_path, "points >= 90", ", applies: points >= 50") == set()
    assert reached(tmp_path, "points >= 90", ", applies: points < 50 and ok") == {NEVER}
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
    nobody = "{applies: points > 100, requires: [unit.a]}"
    assert awards(tmp_path, "points >= 90", "ok", nobody) == ["`applies`"]


@pytest.mark.parametrize("more", [f"except: [{{when: ok, then: met, {CITE}}}]", "applies: ok"])
def test_a_criterion_that_need_not_be_met_excludes_no_other(tmp_path: Path, more: str) -> None:
    whole = "{label: LABEL, met: MET, CITE}".replace("CITE", CITE)
    rules = "criteria:\n" + "".join(
        f"  unit.{n}: {whole.replace('LABEL', n).replace('MET', met)}\n"
        for n, met in (("a", "points >= 90"), ("b", "points < 90"), ("c", "rate >= 90"), ("d", "rate < 90"))
    )
    rules = rules.replace("met: points >= 90", f"met: points >= 90, {more}")
    award = "awards:\n  g: {label: G, to: {unit: LIST}, cite: kh 1}\n"
    found = findings(tmp_path, rules + award.replace("LIST", "[unit.a, unit.b]"), QUOTE)
    assert not of_code(found, "award-unreachable")
    found = findings(tmp_path, rules + award.replace("LIST", "all criteria"), QUOTE)
    assert [d.args["names"] for d in of_code(found, "award-unreachable")] == ["`unit.c`, `unit.d`"]


def test_a_bar_that_always_holds(tmp_path: Path) -> None:
    rules = f"bars:\n  unit.b: {{label: b, when: points >= 0, {CITE}}}\n"
    rules += "awards:\n  g: {label: G, to: {unit: none}, bars: [unit.b], cite: kh 1}\n"
    (found,) = of_code(findings(tmp_path, rules, QUOTE), "award-unreachable")
    assert found.args["names"] == "`unit.b`"


def test_an_assessment_that_nobody_can_pass(tmp_path: Path) -> None:
    rules = f"criteria:\n  unit.a: {{label: a, met: ok, {CITE}}}\n  unit.b: {{label: b, met: not ok, {CITE}}}\n"
    rules += "assessments:\n  unit.r: {label: r, requires: all criteria, cite: kh 1}\n"
    assert len(of_code(findings(tmp_path, rules, QUOTE), "award-unreachable")) == 1


def test_an_assessment_of_those_who_cannot_pass_it(tmp_path: Path) -> None:
    rules = f"criteria:\n  unit.a: {{label: a, met: points >= 90, {CITE}}}\n"
    rules += f"assessments:\n  unit.r: {{label: r, applies: points < 50, requires: all criteria, {CITE}}}\n"
    (found,) = of_code(findings(tmp_path, rules, QUOTE), "award-unreachable")
    assert found.args["names"] == "`applies`, `unit.a`"


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
    assert reached(tmp_path, f"{' and '.join(wide.split(' and ')[:6])} and points < 1 and rate < 1") == {NEVER}
    assert reached(tmp_path, f"{wide} and points < 1") == set(), "more ways than are gone through: nothing is said"
