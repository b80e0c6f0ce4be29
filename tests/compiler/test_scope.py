"""Names: owners, chains of owners, circles among them, names given twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import plan
from engine.compiler.scope import scope_of
from engine.diagnostics import Diagnostic, Lang
from engine.syntax import read_ruleset

from .small import AWARD, HEAD, check, condition, criteria, underlined, write

CHAIN = """\
ruleset: thu
registers:
  a: {label: A, of: [b, c]}
  b: {label: B, of: d}
  c: {label: C, of: [e]}
  d: {label: D, of: top}
  e: {label: E, of: top}
  top: {label: Top}
  alone: {label: Alone}
"""


def test_the_shortest_way_up_in_the_order_of_the_owners(tmp_path: Path) -> None:
    rules, found = read_ruleset(write(tmp_path, CHAIN))
    assert rules is not None
    scope = scope_of(rules, found)
    assert not found
    assert scope.way_up("a", "top") == ("b", "d", "top")
    assert scope.way_up("a", "e") == ("c", "e")
    assert scope.way_up("a", "alone") is None
    assert scope.way_up("a", "a") is None
    assert set(scope.ancestors("a")) == {"b", "c", "d", "e", "top"}
    assert scope.owned("top") == ("d", "e")


@pytest.mark.parametrize(
    ("owners", "circles"),
    [
        ({"a": "a"}, {"a → a"}),
        ({"a": "b", "b": "a"}, {"a → b → a"}),
        ({"a": "b", "b": "c", "c": "a"}, {"a → b → c → a"}),
        ({"a": "b", "b": "c", "c": "b"}, {"b → c → b"}),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, {"a → b → a", "c → d → c"}),
        ({"a": "b", "b": "c", "c": "d"}, set()),
    ],
)
def test_circles_among_owners_are_printed_once(tmp_path: Path, owners: dict[str, str], circles: set[str]) -> None:
    text = "ruleset: thu\nregisters:\n" + "".join(f"  {r}: {{label: x, of: {o}}}\n" for r, o in owners.items())
    text += "".join(f"  {o}: {{label: x}}\n" for o in set(owners.values()) - set(owners))
    _, found = check(tmp_path, text)
    printed = [d.args["text"] for d in found if d.code.id == "owner-circle"]
    assert set(printed) == circles
    assert len(printed) == len(circles)


def test_a_condition_is_read_at_the_owner_by_every_step(tmp_path: Path) -> None:
    text = HEAD + criteria({"unit.x": "some person.violation where (its unit has ok)"}) + AWARD
    compiled, _ = check(tmp_path, text)
    assert compiled is not None
    some = compiled.plan.criteria["unit.x"].met
    assert isinstance(some, plan.Some)
    assert some.path == ("person", "violation")
    assert some.where == plan.Owner("person", plan.Owner("unit", plan.Flag("ok")))


def test_names_given_twice(tmp_path: Path) -> None:
    text = HEAD.replace("  duty: {of: [unit, person]", "  ok: {of: [unit, person]")
    _, found = check(tmp_path, text + criteria({"unit.x": "points >= 5"}) + AWARD)
    assert [(d.code.id, underlined(d), d.args["text"]) for d in found if d.code.id == "defined-twice"] == [
        ("defined-twice", "ok", "unit.ok")
    ]


def test_an_unknown_name_names_the_nearest_and_all(tmp_path: Path) -> None:
    _, found = check(tmp_path, HEAD + criteria({"unit.x": "on_tmie >= 95%"}) + AWARD)
    one: Diagnostic = found[0]
    assert one.message(Lang.VI) == "không có trường nào tên `on_tmie` trong `unit`"
    assert one.message(Lang.EN) == "there is no field named `on_tmie` in `unit`"
    assert one.help(Lang.VI).startswith("có phải là `on_time`? các tên có thể dùng: ")
    assert "line" in one.help(Lang.VI), "parameters are names too"


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("happens: on\n", "happens: no_day\n", "unknown-name", "no_day"),
        ("happens: on\n", "happens: grave\n", "wrong-field-type", "grave"),
        ("happens: on\n", "happens: on\n    known: cost\n", "wrong-field-type", "cost"),
        ("role: head\n", "role: score\n", "wrong-field-type", "score"),
        ("role: head\n", "role: heads\n", "unknown-name", "heads"),
        ("rows = unit.staff}", "rows = unit.staffs}", "unknown-name", "rows = unit.staffs"),
        ("rows = unit.staff}", "rows = violation.staff}", "not-an-owner", "rows = violation.staff"),
        ("rows = unit.staff}", "rows > unit.staff}", "wrong-type", "rows > unit.staff"),
        ("{per: unit, when: rows = unit.staff}", "{per: unit}", "wrong-type", "{per: unit}"),
        ("basis: Phòng Nội vụ xác nhận}", "basis: x, through: reports}", "unknown-name", "reports"),
        ("    of: unit\n", "    of: units\n", "unknown-name", "units"),
        ("from: issued", "from: isued", "unknown-name", "isued"),
        ("from: issued", "from: line", "unknown-name", "line"),
        ("duty: {of: [unit, person]", "duty: {of: [unit, violation]", "unknown-name", "violation"),
        ("before: 2020-05-20", "before: 2020-05-20, by: 2020-05-20", "wrong-type", None),
        ("  report: {", "  Report: {", "bad-name", "Report"),
        ("  violation:\n", "  every:\n", "bad-name", "every"),
    ],
)
def test_sections_name_what_there_is(tmp_path: Path, old: str, new: str, code: str, place: str | None) -> None:
    assert HEAD.count(old) == 1
    _, found = check(tmp_path, HEAD.replace(old, new) + criteria({"unit.x": "ok"}) + AWARD)
    assert (code, place) in [(d.code.id, underlined(d) if place else None) for d in found]


@pytest.mark.parametrize("key", ["x", "unit", "unit.", ".x", "unit.a.b", "unit.Đạt", "unit.not"])
def test_a_criterion_is_named_after_its_kind(tmp_path: Path, key: str) -> None:
    _, found = check(tmp_path, HEAD + criteria({key: "ok"}) + AWARD)
    assert {d.code.id for d in found} & {"bad-pair", "bad-name"}


def test_only_subjects_are_judged(tmp_path: Path) -> None:
    _, found = condition(tmp_path, "grave", kind="violation")
    assert found == [("not-a-subject", "violation")]
