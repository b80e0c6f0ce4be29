"""Coverage: goals of every kind, what shows them, and what can never be shown."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from engine.assurance.cases import case_file_of, read_case_file
from engine.assurance.coverage import Covered, measure
from engine.assurance.coverage.measure import all_goals, check_waived
from engine.assurance.coverage.report import as_json, as_table, goal_words, rule_words
from engine.assurance.mutation import mutants_of
from engine.assurance.words_coverage import GOALS, WHY
from engine.bundle import rule_file, shipped
from engine.compiler import compile_file
from engine.diagnostics import Lang
from tests.assurance.small import more, read


def covered(folder: Path, *cases: str, rules: dict[str, Any] | None = None) -> Covered:
    compiled, file = read(folder, more(*cases), rules)
    return measure(compiled, file)


def shows(found: Covered, goal: str) -> bool:
    return bool(found.by[goal])


@pytest.mark.parametrize(
    ("change", "goal"),
    [
        ("set: {unit: {U: {on_time: '95.1'}}}", "unit.rate:met:above"),
        ("set: {unit: {U: {on_time: ''}}}", "unit.rate:undetermined"),
        ("set: {unit: {U: {kind: agency}}}", "unit.both:not-applicable"),
        ("set: {unit: {U: {ok: 'no'}}}", "unit.both:met.1:fails"),
        ("set: {unit: {U: {good: 'no'}}}", "unit.both:met.2.1:fails"),
        ("set: {unit: {U: {good: 'no', files: '3'}}}", "unit.both:met.2.2:holds"),
        ("set: {unit: {U: {sent_on: 2020-06-10}}}", "unit.sent:met:day-after"),
        ("set: {unit: {U: {sent_on: 2020-06-10}}}, as_of: 2020-06-09", "unit.sent:due:still-open"),
        ("attested: []", "violation:complete:incomplete"),
        (
            "records: {violation: [{unit_id: U, committed_on: 2020-05-31, grave: 'yes'}]}",
            "unit.bad:when.where.2:day-before",
        ),
        ("records: {violation: [{unit_id: U, committed_on: 2020-06-01, grave: 'yes'}]}", "prize.unit:barred"),
        ("records: {violation: [{unit_id: U, committed_on: 2020-06-01, grave: 'no'}]}", "unit.bad:when.where.1:fails"),
        ("set: {unit: {U: {ok: 'no'}}}", "prize.unit:requires unit.both:fails"),
    ],
)
def test_a_case_shows_a_goal_that_no_other_showed(tmp_path: Path, change: str, goal: str) -> None:
    assert not shows(covered(tmp_path / "before"), goal)
    found = covered(
        tmp_path / "after",
        f"{{note: x, {change}, want: {{unit/U: {{criteria: {{}}, decisions: {{prize: {decided(change)}}}}}}}}}",
    )
    assert found.by[goal] == (3,)


def decided(change: str) -> str:
    """Return any decision: coverage asks what is shown, not what is wanted."""
    return "pending" if change else "proposed"


def test_a_leaf_that_another_hides_does_not_decide(tmp_path: Path) -> None:
    # ok fails, so turning `good` over changes nothing
    found = covered(
        tmp_path, "{note: x, set: {unit: {U: {ok: 'no', good: 'no'}}}, want: {unit/U: {decisions: {prize: pending}}}}"
    )
    assert not shows(found, "unit.both:met.2.1:fails")
    assert not shows(found, "unit.both:met.1:fails")  # nor does turning `ok` over: the rest fails too


@pytest.mark.parametrize(("ok", "good", "files"), list(product(("yes", "no"), ("yes", "no"), ("2", "3"))))
def test_deciding_alone_is_what_the_truth_table_says(tmp_path: Path, ok: str, good: str, files: str) -> None:
    def whole(a: bool, b: bool, c: bool) -> bool:
        return a and (b or c)

    found = covered(
        tmp_path, f"{{note: x, set: {{unit: {{U: {{ok: '{ok}', good: '{good}', files: '{files}'}}}}}}, "
        "want: {unit/U: {decisions: {prize: pending}}}}",
    )  # fmt: skip
    values = (ok == "yes", good == "yes", files == "3")
    for at, leaf in enumerate(("met.1", "met.2.1", "met.2.2")):
        turned = tuple(not v if n == at else v for n, v in enumerate(values))
        decides = whole(*values) != whole(*turned)
        for state, value in (("holds", True), ("fails", False)):
            assert (3 in found.by[f"unit.both:{leaf}:{state}"]) == (decides and values[at] is value)


def test_what_can_never_happen_is_ruled_out_by_name(tmp_path: Path) -> None:
    rules = {
        "criteria": {
            "unit.any": {"met": "kind in (ward, agency)"},
            "unit.never": {"met": "files >= 0"},
            "unit.full": {"met": "on_time <= 100%"},
        }
    }
    why = {g.id: g.impossible for g in covered(tmp_path, rules=rules).goals}
    assert why["unit.any:not-met"] == "range"
    assert why["unit.any:not-applicable"] == "no-scope"
    assert why["unit.never:not-met"] == "range"
    assert why["unit.never:met:below"] == "range"
    assert why["unit.never:met:at"] == ""
    assert why["unit.full:met:above"] == "range"
    assert why["prize.unit:tied"] == "no-tie"
    assert why["prize.unit:barred"] == ""
    assert {w for w in why.values() if w} <= set(WHY[Lang.VI])


def test_impossible_goals_are_never_shown_and_do_not_count(tmp_path: Path) -> None:
    found = covered(tmp_path)
    assert all(not found.by[g.id] for g in found.goals if g.impossible)
    assert not [g for g in found.possible if g.impossible]
    assert found.reached + len(found.open) == len(found.possible)
    assert found.percent < 100


def test_more_cases_never_show_less(tmp_path: Path) -> None:
    few = covered(tmp_path / "few")
    many = covered(tmp_path / "many", "{note: x, attested: [], want: {unit/U: {decisions: {prize: pending}}}}")
    assert all(set(few.by[g]) <= set(many.by[g]) for g in few.by)


def test_a_hundred_percent_is_all_of_them() -> None:
    goals = all_goals(compile_file(rule_file("quan-12-2020")).rules)
    nearly = Covered(goals, {g.id: (1,) for g in goals[1:]}, {})
    assert nearly.percent == 99
    assert Covered(goals, {g.id: (1,) for g in goals}, {}).percent == 100


def test_what_is_declared_unreachable_is_checked(tmp_path: Path) -> None:
    waivers = (
        'unreachable:\n  - {id: "unit.rate:met:abov", why: x y}\n  - {id: "unit.rate:met:at", why: x y}\n'
        '  - {id: "unit.rate:met:above", why: x y}\n'
    )
    compiled, file = read(tmp_path, more() + waivers)
    found = measure(compiled, file)
    wrong = check_waived(found, file)
    assert [(d.code.id, d.args["text"]) for d in wrong] == [
        ("unreachable-unknown", "unit.rate:met:abov"), ("unreachable-reached", "unit.rate:met:at"),
    ]  # fmt: skip
    assert "unit.rate:met:above" in wrong[0].help()
    assert "unit.rate:met:above" not in {g.id for g in found.possible}


@pytest.mark.parametrize("lang", Lang)
def test_every_goal_of_the_shipped_rule_sets_has_words(lang: Lang) -> None:
    for ruleset in shipped():
        goals = all_goals(compile_file(rule_file(ruleset)).rules)
        assert len({g.id for g in goals}) == len(goals)
        for goal in goals:
            assert goal_words(goal, lang)
            assert "{" not in goal_words(goal, lang).replace(goal.text, "")
            assert not goal.impossible or goal.impossible in WHY[lang]


def test_both_languages_know_the_same_goals() -> None:
    assert set(GOALS[Lang.VI]) == set(GOALS[Lang.EN])
    assert set(WHY[Lang.VI]) == set(WHY[Lang.EN])


def test_the_table_names_clause_line_and_case(tmp_path: Path) -> None:
    compiled, file = read(tmp_path)
    found = measure(compiled, file)
    text = as_table("case", found, compiled.rules, Lang.VI, 200)
    line = next(one for one in text.splitlines() if "ngay dưới mức: on_time >= 95%" in one)
    assert line.split()[-1] == "2"
    assert "dòng " in line
    assert text.count("[unit.rate:met:above]") == 1
    assert any("ngay trên mức: on_time >= 95%" in one and one.endswith("CHƯA CÓ") for one in text.splitlines())
    end = text[text.index(f"còn {len(found.open)} điều chưa có ca kiểm:\n") :].splitlines()
    assert [line.split("  [")[-1].rstrip("]") for line in end[1:-1]] == [g.id for g in found.open]
    assert "  unit.rate: ngay trên mức: on_time >= 95%  [unit.rate:met:above]" in end
    assert f"ca kiểm phủ {found.percent}% ({found.reached} trong {len(found.possible)} điều)" in text
    data = as_json(found, compiled.rules, Lang.EN)
    assert data["goals"] == len(found.possible)
    assert len(data["items"]) == len(found.goals)
    assert (
        next(i for i in data["items"] if i["id"] == "prize.unit:tied")["impossible"] == "ties never go to the council"
    )


def test_goals_and_faults_of_an_award_for_several_kinds_name_the_kind() -> None:
    rules = compile_file(rule_file("danh-gia-2023")).rules
    named = {rule_words(g.place, g.id, rules) for g in all_goals(rules) if g.place.rule == "tieu-bieu"}
    assert named == {"tieu-bieu (tập thể)", "tieu-bieu (cá nhân)"}
    faults = {m.id: rule_words(m.place, m.id, rules) for m in mutants_of(rules)}
    assert faults["tieu-bieu:person quota size 1:more"] == "tieu-bieu (cá nhân)"
    assert faults["tieu-bieu:nomination:drop"] == "tieu-bieu"  # it is a fault for both
    assert faults["chuyen-de:unit applies:drop"] == "chuyen-de"  # for one kind only


@pytest.mark.parametrize("ruleset", shipped())
def test_the_cases_of_a_shipped_rule_set_cover_it_whole(ruleset: str) -> None:
    compiled = compile_file(rule_file(ruleset))
    file, _ = read_case_file(case_file_of(rule_file(ruleset)), compiled)
    assert file is not None
    found = measure(compiled, file)
    assert [g.id for g in found.open] == []
    assert check_waived(found, file, [m.id for m in mutants_of(compiled.rules)]) == ()
    assert found.percent == 100
