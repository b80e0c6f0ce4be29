"""Types: what may be compared and computed with what, and what is refused, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import plan
from engine.values import Nothing

from .small import AWARD, CITE, HEAD, check, condition, criteria, underlined

GOOD = [
    "ok", "not ok", "duty", "duty is given", "note is missing", "unit_id is given", "kind = ward", "kind != ward",
    "kind in (ward, agency)", "kind not in (ward)", "on_time >= 95%", "on_time >= 95", "points >= 95", "points >= line",
    "staff >= 10", "staff + points >= 10", "2 * on_time >= 95", "day >= 2020-05-20", "day meets report",
    "day within period", "day >= issued", "day - issued >= 10", "day + 10 <= 2020-05-20", "some person", "no person",
    "some person where fine has head", "every person where head has fine", "some person.violation where (cost >= 5)",
    "count of person where fine >= 2", "share of person has fine >= 95%", "share of person where head has fine >= 95",
    "sum of score over person >= 10", "mean of score over person >= 5", "max of cost over person.violation <= 100",
    "points >= max of points among unit per kind", "points >= mean of points among unit where ok",
    "round(points / 3, 1, half-up) >= 5", "round(count of person where fine / count of person, 1, down) >= 0.5",
    "every person has (its unit has ok)", "every person has (unit.points >= 5)",
    "every person has (count of violation where grave = 0)",
]  # fmt: skip


@pytest.mark.parametrize("met", GOOD)
def test_well_typed(tmp_path: Path, met: str) -> None:
    compiled, found = condition(tmp_path, met)
    assert not found
    assert compiled is not None


BAD = [
    # kinds of number do not mix
    ("on_time >= 2020-05-20", "types-differ", "on_time >= 2020-05-20"),
    ("day >= 95", "types-differ", "day >= 95"),
    ("day >= points", "types-differ", "day >= points"),
    ("points >= 95%", "types-differ", "points >= 95%"),
    ("on_time >= staff", "types-differ", "on_time >= staff"),
    ("on_time + points >= 5", "types-differ", "on_time + points"),
    ("day + day >= 2020-05-20", "types-differ", "day + day"),
    ("2 * day >= 2020-05-20", "types-differ", "2 * day"),
    ("10 - day >= 10", "types-differ", "10 - day >= 10"),
    ("round(day / 2, 0.1, up) >= 5", "types-differ", "round(day / 2, 0.1, up)"),
    ("staff meets report", "types-differ", "staff meets report"),
    ("share of person has fine >= 2020-05-20", "types-differ", "share of person has fine >= 2020-05-20"),
    # conditions and numbers
    ("points", "wants-condition", "points"),
    ("on_time and ok", "wants-condition", "on_time"),
    ("not kind", "wants-condition", "kind"),
    ("ok or note", "wants-condition", "note"),
    ("5", "wants-condition", "5"),
    ("2020-05-20 or ok", "wants-condition", "2020-05-20"),
    ("count of person", "wants-condition", "count of person"),
    ("line", "wants-condition", "line"),
    ("ok >= 1", "wants-number", "ok"),
    ("duty >= 95", "wants-number", "duty"),
    ("(ok and duty) >= 1", "wants-number", "ok and duty"),
    ("5 >= kind", "wants-number", "kind"),
    ("sum of fine over person >= 1", "wants-number", "fine"),
    # choices and texts
    ("kind >= ward", "only-equality", "kind >= ward"),
    ("kind = 5", "only-equality", "kind = 5"),
    ("kind = wards", "unknown-name", "wards"),
    ("kind in (ward, phuong)", "unknown-name", "phuong"),
    ("ok in (ward)", "wrong-field-type", "ok"),
    ("note = 5", "text-use", "note"),
    ("unit_id >= 5", "text-use", "unit_id"),
    # ratios
    ("share of person has fine + 1 >= 5", "ratio-arithmetic", "share of person has fine"),
    ("2 * mean of score over person >= 5", "ratio-arithmetic", "mean of score over person"),
    ("share of person has fine >= share of person has head", "ratio-arithmetic",
     "share of person has fine >= share of person has head"),
    ("sum of (share of violation has grave) over person >= 1", "ratio-arithmetic", "share of violation has grave"),
    ("round(mean of score over person / 2, 0.1, up) >= 5", "ratio-arithmetic", "mean of score over person"),
    # magnitudes
    ("huge * huge >= 5", "too-large", "huge * huge"),
    ("sum of 5 * cost * cost * cost over person.violation >= 5", "too-large",
     "sum of 5 * cost * cost * cost over person.violation"),
    # names and places
    ("pionts >= 5", "unknown-name", "pionts"),
    ("day meets reports", "unknown-name", "reports"),
    ("day within perid", "unknown-name", "perid"),
    ("some violation", "not-owned", "some violation"),
    ("every unit has ok", "not-owned", "every unit has ok"),
    ("person.score >= 5", "not-an-owner", "person.score"),
    ("its person has fine", "not-an-owner", "person"),
    ("a.b.c", "bad-name", "a.b.c"),
    ("eligible for giay-khenn", "unknown-name", "giay-khenn"),
    ("every person has (eligible for giay-khen)", "among-kind", "giay-khen"),
    ("points >= max of score among person", "peers-register", "person"),
    ("points >= max of points among unit per ok", "wrong-field-type", "ok"),
    ("every person", "expression-ends", "every person"),
    ("round(points / 3, 0.01, nearest) >= 5", "not-one-of", "round(points / 3, 0.01, nearest)"),
    ("round(points / 3, 0.5, up) >= 5", "rounding-step", "round(points / 3, 0.5, up)"),
    ("round(points / 3, 0, down) >= 5", "rounding-step", "round(points / 3, 0, down)"),
    ("round(points, 0, down) >= 5", "rounding-step", "round(points, 0, down)"),
    ("round(day, 1, down) >= 5", "types-differ", "round(day, 1, down)"),
]  # fmt: skip


@pytest.mark.parametrize(("met", "code", "place"), BAD)
def test_ill_typed(tmp_path: Path, met: str, code: str, place: str) -> None:
    compiled, found = condition(tmp_path, met)
    assert compiled is None
    assert [f for f in found if f[0] != "literal-without-source"] == [(code, place)]


# --- if none -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "met",
    ["every person has fine", "share of person has fine >= 95%", "95 <= share of person has fine",
     "mean of score over person >= 5", "min of score over person >= 5", "points >= max of points among unit"],
)  # fmt: skip
@pytest.mark.parametrize("nothing", ["met", "not-met", "not-applicable"])
def test_if_none_at_the_top(tmp_path: Path, met: str, nothing: str) -> None:
    compiled, found = condition(tmp_path, f"{met}\nif none: {nothing}")
    assert not found
    assert compiled is not None
    assert compiled.plan.criteria["unit.x"].if_none is Nothing(nothing)


@pytest.mark.parametrize(
    "met",
    ["some person has fine", "no person", "ok", "count of person >= 1", "sum of score over person >= 1",
     "not (every person has fine)", "ok and (every person has fine)", "(every person has fine) or ok",
     "max of score over person + 1 >= 5", "max of score over person >= min of score over person"],
)  # fmt: skip
def test_if_none_elsewhere(tmp_path: Path, met: str) -> None:
    _, found = condition(tmp_path, f"{met}\nif none: met")
    assert found == [("if-none-place", "met")]


def test_if_none_is_one_of_three(tmp_path: Path) -> None:
    _, found = condition(tmp_path, "every person has fine\nif none: yes")
    assert found == [("not-one-of", "yes")]


# --- measures ----------------------------------------------------------------------------------------------------


def measures(**values: str) -> str:
    """Return the section `measures` of units."""
    return "measures:\n" + "".join(f'  unit.{n}: {{label: {n}, value: "{v}", {CITE}}}\n' for n, v in values.items())


def test_a_measure_stands_for_its_expression(tmp_path: Path) -> None:
    text = HEAD + measures(twice="2 * points", four="2 * twice") + criteria({"unit.x": "four >= 100"}) + AWARD
    compiled, _ = check(tmp_path, text)
    assert compiled is not None
    met = compiled.plan.criteria["unit.x"].met
    assert isinstance(met, plan.Compare)
    assert isinstance(met.left, plan.Multiply)
    assert isinstance(met.left.right, plan.Multiply)


def test_measures_in_a_circle_are_printed(tmp_path: Path) -> None:
    text = HEAD + measures(a="b + 1", b="c + 1", c="a + 1") + criteria({"unit.x": "a >= 100"}) + AWARD
    compiled, found = check(tmp_path, text)
    assert compiled is None
    circles = [d for d in found if d.code.id == "measure-circle"]
    assert {underlined(d) for d in circles} == {"a", "b", "c"}
    assert "unit.a → unit.b → unit.c → unit.a" in {d.args["text"] for d in circles}


@pytest.mark.parametrize("grow", ["m{} - m{}", "m{} + m{}"])
def test_measures_of_measures_do_not_grow_without_end(tmp_path: Path, grow: str) -> None:
    values = {"m0": "points", **{f"m{i + 1}": grow.format(i, i) for i in range(40)}}
    compiled, found = check(tmp_path, HEAD + measures(**values) + criteria({"unit.x": "m40 >= 1"}) + AWARD)
    assert compiled is None
    assert {"expression-too-large", "too-large"} & {d.code.id for d in found}


def test_a_long_chain_of_measures_is_refused_without_a_traceback(tmp_path: Path) -> None:
    values = {"m0": "points", **{f"m{i + 1}": f"m{i} + 0" for i in range(400)}}
    compiled, found = check(tmp_path, HEAD + measures(**values) + criteria({"unit.x": "m400 >= 1"}) + AWARD)
    assert compiled is None
    assert "expression-too-large" in {d.code.id for d in found}


# --- fields ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "code", "place"),
    [
        ("{type: number, label: x, decimals: 2}", "field-needs", "extra"),
        ("{type: number, label: x, range: [0, 10]}", "field-needs", "extra"),
        ("{type: number, label: x, range: [10, 0], decimals: 0}", "field-needs", "extra"),
        ("{type: number, label: x, range: [0, 0.5], decimals: 0}", "field-needs", "extra"),
        ("{type: number, label: x, range: [0, 999999999999999999], decimals: 16}", "field-needs", "extra"),
        ("{type: number, label: x, range: [0, 1], decimals: 17}", "number-outside", "17"),
        ("{type: number, label: x, range: [0, 1], decimals: -1}", "number-outside", "-1"),
        ("{type: number, label: x, range: [0, 1], decimals: 0.5}", "wrong-type", "0.5"),
        ("{type: number, label: x, range: [0], decimals: 0}", "wrong-type", "[0]"),
        ("{type: choice, label: x}", "field-needs", "extra"),
        ("{type: yes-no, label: x, blank: maybe}", "bad-blank", "maybe"),
        ("{type: percent, label: x, blank: 101}", "bad-blank", "101"),
        ("{type: date, label: x, blank: 2020-05-20}", "bad-blank", "2020-05-20"),
        ("{type: yes-no, label: x, blank: no}", "blank-without-reading", "no"),
        ("{type: yes-no, label: x, reading: khong-co}", "unknown-name", "khong-co"),
        ("{type: yes-no}", "missing-key", "type"),
        ("{label: x}", "missing-key", "label"),
        ("yesno", "not-one-of", "yesno"),
        ("{type: yes-no, label: x, required: yes}", "not-one-of", "yes"),
    ],
)
def test_fields(tmp_path: Path, field: str, code: str, place: str) -> None:
    text = HEAD.replace("      ok: {", f"      extra: {field}\n      ok: {{") + criteria({"unit.x": "ok"}) + AWARD
    _, found = check(tmp_path, text)
    assert (code, place) in [(d.code.id, underlined(d)) for d in found]
