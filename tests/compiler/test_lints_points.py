"""Lints about points tables and classifications: sums, maxima, bands with open and closed ends, grades."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from engine.compiler.lints.spans import Cut, Line, Stretch, shown

from .linted import findings

QUOTE = (
    "0; 0,5; 1; 2; 3; 4; 5; 7; 8; 9; 10; 15; 20; 30; 40; 50; 60; 70; 80; 89; 89,99; 90; 95; 100; 101; 110; 999; 1000"
)
CITE = f'cite: kh 1, quote: "{QUOTE}"'


def scores(folder: Path, **written: str) -> dict[str, list[str]]:
    """Return the findings about scores, by code, each with the stretch or number that it names."""
    rules = "scores:\n" + "".join(f"  unit.{n}: {{label: {n}, {body}, {CITE}}}\n" for n, body in written.items())
    out: dict[str, list[str]] = {}
    for d in findings(folder, rules, QUOTE):
        shown_ = d.args.get("range") or d.args.get("sum") or d.args.get("top") or d.args.get("value") or ""
        out.setdefault(d.code.id, []).append(shown_)
    return {c: v for c, v in out.items() if not c.endswith("-unused")}


def banded(folder: Path, steps: str, of: str = "rate") -> dict[str, list[str]]:
    """Return the findings about one score with bands."""
    return scores(folder, s=f"bands: {{of: {of}, steps: [{steps}]}}")


@pytest.mark.parametrize(
    "steps",
    [
        "{from: 90, points: 10}, {from: 80, points: 7}, {points: 4}",
        "{from: 90, points: 10}, {from: 80, below: 90, points: 7}, {below: 80, points: 4}",
        "{above: 90, points: 10}, {above: 80, to: 90, points: 7}, {to: 80, points: 4}",
        "{below: 80, points: 4}, {from: 80, below: 90, points: 7}, {from: 90, to: 100, points: 10}",
        "{to: 80, points: 4}, {to: 90, points: 7}, {points: 10}",
        "{points: 4}",
        "{from: 80, to: 90, points: 7}, {from: 80, points: 10}, {points: 4}",
        "{from: 80, to: 90, points: 7}, {to: 90, points: 4}, {points: 10}",
    ],
)
def test_bands_that_take_everything_once(tmp_path: Path, steps: str) -> None:
    assert banded(tmp_path, steps) == {}


@pytest.mark.parametrize(
    ("steps", "code", "range_"),
    [
        ("{from: 90, points: 10}, {from: 80, to: 90, points: 7}, {points: 4}", "bands-overlap", "giá trị 90"),
        ("{from: 90, points: 9}, {to: 90, points: 4}", "bands-overlap", "giá trị 90"),
        (
            "{from: 50, to: 80, points: 9}, {from: 70, to: 90, points: 4}, {points: 0}",
            "bands-overlap",
            "khoảng từ 70 đến 80",
        ),
        ("{above: 90, points: 9}, {below: 90, points: 4}", "bands-gap", "giá trị 90"),
        ("{from: 90, points: 9}, {to: 89, points: 4}", "bands-gap", "khoảng trên 89 đến dưới 90"),
        ("{from: 90, points: 9}, {from: 80, points: 4}", "bands-lowest-open", "khoảng từ 0 đến dưới 80"),
        ("{below: 100, points: 9}", "bands-lowest-open", "giá trị 100"),
        ("{above: 0, points: 9}", "bands-lowest-open", "giá trị 0"),
    ],
)
def test_bands_that_do_not(tmp_path: Path, steps: str, code: str, range_: str) -> None:
    assert banded(tmp_path, steps) == {code: [range_]}


@pytest.mark.parametrize(
    "steps",
    [
        "{from: 80, points: 9}, {from: 90, points: 7}, {points: 0}",
        "{points: 9}, {from: 90, points: 7}",
        "{above: 100, points: 9}, {points: 7}",
        "{from: 90, below: 90, points: 9}, {points: 7}",
        "{from: 50, points: 9}, {below: 50, points: 7}, {points: 4}",
        "{from: 50, points: 9}, {from: 20, to: 50, points: 7}, {from: 20, below: 50, points: 5}, {points: 4}",
    ],
)
def test_bands_that_nobody_falls_into(tmp_path: Path, steps: str) -> None:
    steps = steps.replace("from: 20", "from: 30")
    found = banded(tmp_path, steps)
    assert found["bands-unreachable"] == [""]
    assert set(found) <= {"bands-unreachable", "bands-overlap"}


def test_between_two_counts_there_is_nothing(tmp_path: Path) -> None:
    steps = "{to: 4, points: 9}, {from: 5, to: 9, points: 7}, {above: 9, points: 1}"
    assert banded(tmp_path, steps, "files") == {}
    assert banded(tmp_path, steps, "rate") == {"bands-gap": ["khoảng trên 4 đến dưới 5"]}
    assert banded(tmp_path, steps, "share of person has good") == {"bands-gap": ["khoảng trên 4 đến dưới 5"]}


def test_between_two_hundredths_there_is_nothing_either(tmp_path: Path) -> None:
    steps = "{from: 90, points: 9}, {to: 89.99, points: 1}"
    assert banded(tmp_path, steps, "rate") == {}
    assert banded(tmp_path, steps, "share of person has good") == {"bands-gap": ["khoảng trên 89.99 đến dưới 90"]}


def test_a_measure_may_be_below_nothing(tmp_path: Path) -> None:
    steps = "{from: -10, points: 9}, {below: -20, points: 1}"
    assert banded(tmp_path, steps, "points - files") == {"bands-gap": ["khoảng từ -20 đến dưới -10"]}
    assert banded(tmp_path, "{from: 0, points: 9}", "points - files") == {
        "bands-lowest-open": ["khoảng từ -1000 đến dưới 0"]
    }


def test_every_table_and_every_band_is_looked_at(tmp_path: Path) -> None:
    bad = "bands: {of: rate, steps: [{from: 50, to: 80, points: 9}, {from: 70, to: 90, points: 4}, {points: 0}]}"
    worse = bad.replace("{points: 0}", "{from: 89, to: 95, points: 1}, {points: 0}")
    found = scores(tmp_path, a="points: points", b=bad, c=worse)
    assert found == {"bands-overlap": ["khoảng từ 70 đến 80", "khoảng từ 70 đến 80", "khoảng từ 89 đến 90"]}
    found = scores(tmp_path, a="points: points", b="max: 101, points: points")
    assert found == {"max-not-reached": ["100"]}
    found = scores(tmp_path, a="points: points", b="max: 20, sum: [unit.a]", c="max: 9, points: points",
                   d="max: 20, sum: [unit.c]")  # fmt: skip
    assert found == {"points-do-not-add-up": ["9"]}


def test_bands_by_a_measure_of_other_numbers_are_left_alone(tmp_path: Path) -> None:
    assert banded(tmp_path, "{from: other, points: 9}, {from: 10, to: 20, points: 1}") == {}


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("max: 15, sum: [unit.a, unit.b]", {}),
        ("max: 20, sum: [unit.a, unit.b]", {"points-do-not-add-up": ["15"]}),
        ("max: 10, sum: [unit.a, unit.b]", {"points-do-not-add-up": ["15"]}),
        ("max: 10, capped: true, sum: [unit.a, unit.b]", {}),
        ("max: 20, capped: true, sum: [unit.a, unit.b]", {"points-do-not-add-up": ["15"]}),
        ("sum: [unit.a, unit.b]", {}),
        ("max: 20, sum: [unit.a, unit.c]", {}),
    ],
)
def test_items_add_up(tmp_path: Path, total: str, found: dict[str, list[str]]) -> None:
    items = {"a": "max: 10, proportional: rate", "b": "max: 5, points: points", "c": "points: points"}
    assert scores(tmp_path, **items, total=total) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("max: 10, points: points", {}),
        ("max: 100, points: points", {}),
        ("max: 101, points: points", {"max-not-reached": ["100"]}),
        ("max: 10, proportional: rate", {}),
        ("max: 10, convert: {of: survey, points: {a: 9, b: 4}}", {"max-not-reached": ["9"]}),
        ("max: 10, convert: {of: survey, points: {a: 10, b: 4}}", {}),
        ("max: 10, convert: {of: survey, points: {a: 15, b: 10}}", {"max-exceeded": ["15"]}),
        ("max: 10, bands: {of: rate, steps: [{from: 90, points: 10}, {points: 20 - 15}]}", {}),
    ],
)
def test_maxima(tmp_path: Path, body: str, found: dict[str, list[str]]) -> None:
    assert scores(tmp_path, s=body) == found


def test_the_best_of_several_reaches_its_maximum(tmp_path: Path) -> None:
    items = {"a": "max: 10, proportional: rate", "b": "max: 5, points: points"}
    assert scores(tmp_path, **items, best="max: 10, best: [unit.a, unit.b]") == {}
    assert scores(tmp_path, **items, best="max: 15, best: [unit.a, unit.b]") == {"max-not-reached": ["10"]}


def grades(folder: Path, *whens: str) -> list[tuple[str, str]]:
    """Return the findings about a classification: code and grade."""
    items = [f"{{grade: g{i}, label: G{i}{f', when: {w}' if w else ''}, {CITE}}}" for i, w in enumerate(whens, 1)]
    rules = f"classifications:\n  unit.c: {{label: c, grades: [{', '.join(items)}], cite: kh 1}}\n"
    found = findings(folder, rules, QUOTE)
    return [(d.code.id, d.args["text"]) for d in found if d.code.id.startswith("grade")]


@pytest.mark.parametrize(
    "whens",
    [
        ("points >= 90", "points >= 70", ""),
        ("points >= 90 and ok", "points >= 90", "points >= 70", ""),
        ("points > 90", "points >= 90", ""),
        ("points >= 90", "points < 90", "ok"),
        ("points >= 90 and rate >= 50", "points >= 70 and rate >= 80", ""),
    ],
)
def test_grades_in_order(tmp_path: Path, whens: tuple[str, ...]) -> None:
    found = grades(tmp_path, *whens)
    wanted: list[tuple[str, str]] = []
    if whens[-1] == "ok":
        wanted = [("grade-unreachable", "g3")]
    elif "rate" in whens[1]:
        wanted = [("grades-order", "g2")]
    assert found == wanted


@pytest.mark.parametrize(
    ("whens", "found"),
    [
        (("points >= 70", "points >= 90", ""), [("grades-order", "g2")]),
        (("points >= 110", "points >= 90", ""), [("grade-unreachable", "g1")]),
        (("points >= 90", "points >= 90", ""), [("grade-unreachable", "g2")]),
        (("points >= 0", ""), [("grade-unreachable", "g2")]),
        (("points >= 90 and points < 80", ""), [("grade-unreachable", "g1")]),
        (("kind = ward", "kind = ward", ""), [("grade-unreachable", "g2")]),
        (("ok", "not ok", ""), [("grade-unreachable", "g3")]),
    ],
)
def test_grades_that_are_not(tmp_path: Path, whens: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert grades(tmp_path, *whens) == found


def test_every_grade_out_of_order_is_named(tmp_path: Path) -> None:
    found = grades(tmp_path, "points >= 70", "points >= 90", "points >= 80", "")
    assert found == [("grades-order", "g2"), ("grades-order", "g3")]


def test_stretches() -> None:
    line = Line(Fraction(0), Fraction(10), Fraction(1))
    all_but_five = [Stretch(Cut(Fraction(0), after=False), Cut(Fraction(4), after=True))]
    (left,) = line.left(line.whole(), all_but_five)
    assert left.words() == {"range": "khoảng trên 4 đến 10", "range_en": "what lies above 4 to 10"}
    assert line.empty(Stretch(Cut(Fraction(4), after=True), Cut(Fraction(5), after=False)))
    every = Line(Fraction(0), Fraction(10), None)
    assert not every.empty(Stretch(Cut(Fraction(4), after=True), Cut(Fraction(5), after=False)))
    assert every.empty(Stretch(Cut(Fraction(4), after=True), Cut(Fraction(4), after=True)))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Fraction(10), "10"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(8999, 100), "89.99"),
        (Fraction(1, 100), "0.01"),
        (Fraction(1, 3), "1/3"),
    ],
)
def test_a_number_is_shown_as_rules_write_it(number: Fraction, words: str) -> None:
    assert shown(number) == words


@pytest.mark.parametrize(
    ("points", "bad"),
    [
        ("round(files / points, 1, down)", 1),
        ("round(files / (points + 1), 1, down)", 0),
        ("round(files / (0 - points), 1, down)", 1),
        ("if round(files / points, 1, down) > 2 then 1 else 0", 1),
        ("if points > 0 then round(files / points, 1, down) else 0", 0),
    ],
)
def test_divisions_by_what_may_be_nothing(tmp_path: Path, points: str, bad: int) -> None:
    found = scores(tmp_path, s=f'points: "{points}"')
    assert len(found.get("divisor-may-be-zero", [])) == bad
