"""Strata: what must be judged before what, and circles."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import plan
from engine.diagnostics import Lang

from .small import CITE, HEAD, check, criteria, underlined


def awards(**parts: str) -> str:
    """Return the section `awards`."""
    return "awards:\n" + "".join(f"  {a}: {{label: {a}, {part}, {CITE}}}\n" for a, part in parts.items())


def stages(folder: Path, rules: str) -> tuple[plan.Stage, ...]:
    """Return the schedule of a rule set."""
    compiled, found = check(folder, HEAD + rules)
    assert compiled is not None, [(d.code.id, underlined(d)) for d in found]
    return compiled.plan.schedule


def brief(schedule: tuple[plan.Stage, ...]) -> list[tuple[str, ...]]:
    """Return columns, chains and selects in order, without the aggregates."""
    out: list[tuple[str, ...]] = []
    for stage in schedule:
        match stage:
            case plan.Columns(kind, role, names):
                out.append(("columns", kind, role or "-", *sorted(names)))
            case plan.Chain(kind, role, names):
                out.append(("chain", kind, role or "-", *names))
            case plan.Select(kind, role, award):
                out.append(("select", kind, role or "-", award))
            case _:
                pass
    return out


QUOTA = f"quota: {{unit: {{count: 2, rank: [{{by: points, label: điểm}}], {CITE}}}}}"


def test_awards_without_a_quota_are_one_chain_lower_first(tmp_path: Path) -> None:
    rules = criteria({"unit.x": "ok"}) + awards(b="to: {unit: none}, among: a", a="to: {unit: all criteria}")
    assert brief(stages(tmp_path, rules)) == [("columns", "unit", "-", "unit.x"), ("chain", "unit", "-", "a", "b")]


def test_a_quota_stands_between_an_award_and_the_one_above(tmp_path: Path) -> None:
    rules = criteria({"unit.x": "ok"}) + awards(
        b="to: {unit: none}, among: {proposed: a}", a="to: {unit: all criteria}, " + QUOTA
    )
    assert brief(stages(tmp_path, rules)) == [
        ("columns", "unit", "-", "unit.x"),
        ("chain", "unit", "-", "a"),
        ("select", "unit", "-", "a"),
        ("columns", "unit", "-"),
        ("chain", "unit", "-", "b"),
    ]


def test_a_unit_rests_on_its_staff(tmp_path: Path) -> None:
    rules = criteria({"unit.staff": "share of person has (eligible for a) >= 95%", "person.x": "fine"}) + awards(
        a="to: {unit: all criteria, person: all criteria}"
    )
    assert brief(stages(tmp_path, rules)) == [
        ("columns", "person", "-", "person.x"),
        ("chain", "person", "-", "a"),
        ("columns", "unit", "-", "unit.staff"),
        ("chain", "unit", "-", "a"),
    ]


HEADS = {
    "unit.staff": "share of person where not head has (eligible for a) >= 95%",
    "person.staff": "fine\napplies: not head",
    "person.head": "its unit has (eligible for a)\napplies: head",
}


def test_a_head_rests_on_the_unit_that_rests_on_the_others(tmp_path: Path) -> None:
    found = brief(stages(tmp_path, criteria(HEADS) + awards(a="to: {unit: all criteria, person: all criteria}")))
    place = {line[1:3]: i for i, line in enumerate(found) if line[0] == "chain"}
    assert place["person", "no"] < place["unit", "-"] < place["person", "yes"]
    assert place["unit", "-"] < place["person", "unknown"]
    own = {line[2]: line[3:] for line in found if line[0] == "columns" and line[1] == "person"}
    assert own["no"] == ("person.staff",)
    assert own["yes"] == ("person.head",)
    assert own["unknown"] == ("person.head", "person.staff")


def test_a_circle_is_printed_with_the_way_out(tmp_path: Path) -> None:
    rules = {**HEADS, "unit.staff": "share of person has (eligible for a) >= 95%"}
    compiled, found = check(
        tmp_path, HEAD + criteria(rules) + awards(a="to: {unit: all criteria, person: all criteria}")
    )
    assert compiled is None
    (one,) = (d for d in found if d.code.id == "circle")
    assert one.message(Lang.VI).endswith("thành vòng: Cá nhân / a → Tập thể / a → Cá nhân / a")
    assert one.help(Lang.VI) == "lọc bằng `where not head`, hoặc bỏ một chiều phụ thuộc"
    assert one.help(Lang.EN) == "filter with `where not head`, or drop one of the dependencies"


@pytest.mark.parametrize(
    "section",
    [
        awards(a="to: {unit: none}, among: b", b="to: {unit: none}, among: a"),
        awards(a="to: {unit: none}, among: a"),
        criteria({"unit.x": "eligible for a"}) + awards(a="to: {unit: all criteria}"),
        criteria({"unit.x": "ok\napplies: proposed for a"}) + awards(a="to: {unit: all criteria}"),
        f"bars:\n  unit.b: {{label: b, when: eligible for a, {CITE}}}\n" + awards(a="to: {unit: none}, bars: [unit.b]"),
        awards(
            a="to: {unit: {applies: eligible for b, requires: none}}",
            b="to: {unit: {applies: eligible for a, requires: none}}",
        ),
    ],
    ids=["among each other", "among itself", "a criterion", "whom it concerns", "a bar", "entitlements"],
)
def test_every_way_to_rest_on_oneself_is_a_circle(tmp_path: Path, section: str) -> None:
    compiled, found = check(tmp_path, HEAD + section)
    assert compiled is None
    assert "circle" in {d.code.id for d in found}


def test_a_measure_carries_what_it_rests_on(tmp_path: Path) -> None:
    rules = f"measures:\n  unit.good: {{label: tốt, value: count of person where (eligible for a), {CITE}}}\n"
    rules += criteria({"unit.x": "good >= 2", "person.x": "fine"})
    found = brief(stages(tmp_path, rules + awards(a="to: {unit: all criteria, person: all criteria}")))
    assert found.index(("chain", "person", "-", "a")) < found.index(("chain", "unit", "-", "a"))


CONDITIONS = {
    "unit.a": "ok",
    "unit.b": "every person has fine",
    "unit.c": "share of person where not head has (eligible for x) >= 95%",
    "person.a": "fine\napplies: not head",
    "person.b": "no violation where grave\napplies: not head",
    "person.c": "its unit has (eligible for x)\napplies: head",
}
AWARDS = {
    "x": "to: {unit: all criteria, person: all criteria}",
    "y": "to: {unit: none, person: none}, among: x",
    "z": "to: {unit: none}, among: {proposed: y}",
    "q": "to: {unit: [unit.a]}, " + QUOTA,
}


def content(schedule: tuple[plan.Stage, ...]) -> list[tuple[object, ...]]:
    """Return what each stage holds, with the names of a stage as a set; reduces belong to the stage they feed."""
    out: list[tuple[object, ...]] = []
    reduces: set[plan.Stage] = set()
    for stage in schedule:
        match stage:
            case plan.Reduce():
                reduces.add(stage)
            case plan.Columns(kind, role, names, bars, suspensions):
                out.append((frozenset(reduces), kind, role, frozenset(names), frozenset(bars), frozenset(suspensions)))
                reduces = set()
            case plan.Chain(kind, role, names):
                out.append(("chain", kind, role, frozenset(names)))
            case _:
                out.append((frozenset(reduces), stage))
                reduces = set()
    return out


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_the_order_in_the_file_changes_no_stage(tmp_path: Path, order: random.Random) -> None:
    def text(shuffled: bool) -> str:
        parts = [list(CONDITIONS), list(AWARDS)]
        if shuffled:
            for part in parts:
                order.shuffle(part)
        return criteria({k: CONDITIONS[k] for k in parts[0]}) + awards(**{k: AWARDS[k] for k in parts[1]})

    assert content(stages(tmp_path, text(shuffled=True))) == content(stages(tmp_path, text(shuffled=False)))


def test_every_criterion_is_judged_once_even_if_no_award_asks(tmp_path: Path) -> None:
    rules = criteria({"unit.x": "ok", "unit.idle": "every person has fine", "person.idle": "fine"})
    found = brief(stages(tmp_path, rules + awards(a="to: {unit: [unit.x]}")))
    assert sorted(n for line in found if line[0] == "columns" for n in line[3:]) == [
        "person.idle",
        "unit.idle",
        "unit.x",
    ]


def test_who_is_proposed_for_another_award_is_chosen_before_that_is_asked(tmp_path: Path) -> None:
    """The choice waits for what it ranks by, and whoever is not to be chosen twice waits for the choice."""
    ranked = QUOTA.replace("by: points", "by: count of person where (eligible for low)")
    rules = criteria({"person.x": "fine"}) + awards(
        low="to: {person: all criteria}", a="to: {unit: none}, " + ranked, b="to: {unit: none}, unless: a",
        c="to: {unit: none}, among: a",
    )  # fmt: skip
    found = brief(stages(tmp_path, rules.replace("unless: a", f"unless: {{proposed: a, {CITE}}}")))
    assert [line for line in found if line[0] != "columns"] == [
        ("chain", "unit", "-", "a"), ("chain", "person", "-", "low"), ("select", "unit", "-", "a"),
        ("chain", "unit", "-", "b", "c"),
    ]  # fmt: skip


def test_sides_of_a_role_are_told_apart_only_where_there_would_be_a_circle(tmp_path: Path) -> None:
    rules = {**HEADS, "person.head": "fine\napplies: head"}
    text = criteria(rules) + awards(a="to: {unit: all criteria, person: all criteria}")
    assert {line[2] for line in brief(stages(tmp_path, text))} == {"-"}


def test_an_award_among_another_is_of_the_same_side_of_the_role(tmp_path: Path) -> None:
    both = awards(a="to: {unit: all criteria, person: all criteria}", b="to: {person: none}, among: a")
    found = brief(stages(tmp_path, criteria(HEADS) + both))
    assert [line for line in found if line[0] == "chain"] == [
        ("chain", "person", "no", "a", "b"), ("chain", "unit", "-", "a"), ("chain", "person", "unknown", "a", "b"),
        ("chain", "person", "yes", "a", "b"),
    ]  # fmt: skip
