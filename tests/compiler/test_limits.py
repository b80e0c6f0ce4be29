"""Where exact integers end, to the last number that can be computed with and the first that cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.compiler.typecheck import MAX_EXPANSIONS, MAX_WRITTEN_OUT

from .small import AWARD, CITE, HEAD, check, criteria
from .test_typecheck import measures

LIMIT = 2**62
MANY = 10**9
FIELDS = """\
      n: {type: number, label: N, range: [0, MOST], decimals: 0}
      part: {type: percent, label: Phần, range: [0, MOST], decimals: 0}
      two: {type: number, label: Hai, range: [0, 2], decimals: 0}
      half: {type: number, label: Nửa, range: [0, 1073741824], decimals: 0}
      k: {type: number, label: K, range: [1, 10], decimals: 0}
"""


def findings(folder: Path, met: str, most: int = 10) -> set[str]:
    """Return the codes of what is wrong in a condition where `n` is at most so great; literals need no source here."""
    rules = HEAD.replace("      ok: {", FIELDS.replace("MOST", str(most)) + "      ok: {", 1)
    _, found = check(folder, rules + criteria({"unit.x": met}) + AWARD)
    return {d.code.id for d in found if d.severity.value == "error"} - {"literal-without-source"}


@pytest.mark.parametrize(
    ("met", "first"),
    [
        ("n * half * two >= 1", LIMIT // 2**31),  # a number
        ("n * half + n * half >= 1", LIMIT // 2**31),
        ("-(n * half * two) >= 1", LIMIT // 2**31),
        ("n * 1000000000 >= 1", LIMIT // MANY + 1),
        ("round(n, 0.1, half-up) >= 1", LIMIT // 40 + 1),  # four times over, so that halves can be told
        ("round(points, n_step, down) >= 1", LIMIT // 400 + 1),  # in hundredths
        ("round(mean of score over person, n_step, down) >= 1", LIMIT // 40 + 1),  # in tenths
        ("round(n * half, 1, down) >= 1", LIMIT // 2**32),
        ("round(max of n among unit, 0.1, down) >= 1", LIMIT // 40 + 1),
        ("round(mean of n among unit, 1, down) >= 1", LIMIT // (8 * MANY) + 1),  # times the rows
        ("round(5 * (mean of n among unit), 1, down) >= 1", LIMIT // (40 * MANY) + 1),
        ("round(n * half / k, 1, down) >= 1", LIMIT // 2**31),  # twice over
        ("round(n / k, 0.1, down) >= 1", LIMIT // 20 + 1),
        ("mean of n among unit >= 1", LIMIT // (2 * MANY) + 1),
        ("share of person has fine >= part", LIMIT // (2 * MANY) + 1),
    ],
)
def test_the_last_that_can_be_computed_and_the_first_that_cannot(tmp_path: Path, met: str, first: int) -> None:
    if "n_step" in met:
        assert findings(tmp_path, f'"{met}"'.replace("n_step", str(first - 1))) == set()
        assert findings(tmp_path, f'"{met}"'.replace("n_step", str(first))) == {"too-large"}
    else:
        assert findings(tmp_path, f'"{met}"', first - 1) == set()
        assert findings(tmp_path, f'"{met}"', first) == {"too-large"}


def test_a_number_that_nothing_is_compared_with_has_the_same_limit(tmp_path: Path) -> None:
    first = LIMIT // 2**31
    for most, expected in ((first - 1, []), (first, ["too-large"])):
        rules = HEAD.replace("      ok: {", FIELDS.replace("MOST", str(most)) + "      ok: {", 1)
        _, found = check(tmp_path, rules + measures(m="n * half * two") + criteria({"unit.x": "ok"}) + AWARD)
        assert [d.code.id for d in found if d.severity.value == "error"] == expected


def named(folder: Path, met: str, **values: str) -> set[str]:
    """Return the codes of what is wrong where a criterion names measures."""
    text = HEAD + measures(**values) + criteria({"unit.x": met, "unit.y": met}) + AWARD
    _, found = check(folder, text)
    return {d.code.id for d in found if d.severity.value == "error"} - {"literal-without-source"}


def test_measures_are_written_out_so_often_for_one_name(tmp_path: Path) -> None:
    def listed(count: int) -> str:
        return f"max({', '.join(['m'] * count)})"

    assert MAX_EXPANSIONS == 300
    once = MAX_EXPANSIONS - 1  # the measure itself is the first
    assert named(tmp_path, "all >= 1 and all >= 2", m="points", all=listed(once)) == set()
    assert named(tmp_path, "all >= 1", m="points", all=listed(once + 1)) == {"expression-too-large"}
    assert named(tmp_path, " and ".join(["m >= 1"] * (MAX_EXPANSIONS + 1)), m="points") == set()


def test_measures_are_written_out_so_deep(tmp_path: Path) -> None:
    def chain(count: int) -> dict[str, str]:
        return {"m1": "points", **{f"m{n}": f"m{n - 1}" for n in range(2, count + 1)}}

    most = MAX_WRITTEN_OUT
    assert named(tmp_path, f"m{most} >= 1", **chain(most)) == set()
    assert named(tmp_path, f"m{most + 1} >= 1", **chain(most + 1)) == {"expression-too-large"}


def test_tables_nested_too_deep_are_one_finding(tmp_path: Path) -> None:
    def chain(count: int) -> str:
        lines = [f"  unit.s{n}: {{label: s, points: s{n + 1}, {CITE}}}\n" for n in range(count)]
        lines.append(f"  unit.s{count}: {{label: s, points: s{count + 1} + 5%, {CITE}}}\n")
        return "scores:\n" + "".join(lines) + f"  unit.s{count + 1}: {{label: s, points: 1, {CITE}}}\n"

    for count, expected in ((39, ["types-differ"]), (40, ["expression-too-large"])):
        _, found = check(tmp_path, HEAD + chain(count) + criteria({"unit.x": "ok"}) + AWARD)
        told = [d.code.id for d in found if d.severity.value == "error" and d.code.id != "literal-without-source"]
        assert told == expected
