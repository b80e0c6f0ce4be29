"""What an overlay adds to an award below, part by part, and what of it is said twice."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from engine.compiler import Compiled
from engine.diagnostics import Lang, lint_codes
from engine.plan import Award

from .small import CITE, HEAD, criteria
from .test_overlay import TOP, errors, lay

READINGS = "readings:\n  r: {cite: kh 1, open: Chưa rõ., taken: Lấy 1., by: Hội đồng}\n  s: {cite: kh 1, open: Chưa rõ., taken: Lấy 2., by: Hội đồng}\n"  # noqa: E501
OTHERS = f"""\
bars:
  unit.a: {{label: a, when: not ok, {CITE}}}
  unit.b: {{label: b, when: points < 1, {CITE}}}
suspensions:
  unit.c: {{label: c, when: not ok, {CITE}}}
  unit.d: {{label: d, when: points < 1, {CITE}}}
"""
HALF = {
    "to": ("to: {unit: [unit.x]}", "to: {person: none}"),
    "bars": ("bars: [unit.a]", "bars: [unit.b]"),
    "suspensions": ("suspensions: [unit.c]", "suspensions: [unit.d]"),
    "unless": (f"unless: {{proposed: khac, {CITE}}}", f"unless: {{granted: nua, {CITE}}}"),
    "reading": ("reading: [r]", "reading: [s]"),
    "nomination": ("nomination: {cite: kh 1}", "nomination: {cite: kh 1}"),
    "among": ("among: {proposed: khac}", "among: {proposed: khac}"),
    "choose": ("choose: duty", "choose: duty"),
    "cite": ("cite: kh 1", "cite: kh 1"),
    "quota": (
        f"quota: {{unit: {{count: 2, rank: [{{by: points, label: điểm}}], {CITE}}}}}",
        f"quota: {{unit: {{count: 2, rank: [{{by: points, label: điểm}}], {CITE}}}}}",
    ),
}
#: Those of which the plan says one part and an overlay another; the rest stands in one of the two.
SHARED = ("to", "bars", "suspensions", "unless", "reading")


def laid(folder: Path, below: list[str], above: list[str]) -> tuple[Compiled | None, list[tuple[str, str]], list[str]]:
    """Compile an award whose parts stand in the plan and in an overlay."""
    base = HEAD + criteria({"unit.x": "ok"}) + OTHERS + READINGS + "awards:\n"
    base += "".join(f"  {a}: {{label: {a}, to: {{unit: none, person: none}}, {CITE}}}\n" for a in ("khac", "nua"))
    base += "".join(f"    {line}\n" if n else f"  giay-khen:\n    {line}\n" for n, line in enumerate(below))
    over = TOP + "waived:\n  - {cite: nq 1, why: để thử}\nawards:\n  giay-khen:\n"
    over += "".join(f"    {line}\n" for line in above)
    compiled, found = lay(folder, over, base=base)
    wrong = [d for d in found if d.code.id not in lint_codes.WAIVABLE]
    return compiled, errors(tuple(wrong)), [d.message(Lang.EN) for d in wrong]


def award(folder: Path, below: list[str], above: list[str]) -> Award:
    """Return the award of the plan; citations are compared by what they cite."""
    folder.mkdir()
    compiled, wrong, _ = laid(folder, below, above)
    assert compiled is not None, wrong
    return compiled.plan.awards["giay-khen"]


def parts_of(found: Award) -> dict[str, str]:
    return {f.name: repr(getattr(found, f.name)) for f in fields(found)}


ALWAYS = ["label: Giấy khen", HALF["to"][0], "cite: kh 1", *(HALF[k][0] for k in ("bars", "suspensions", "unless"))]


@pytest.mark.parametrize("key", ["nomination", "among", "choose", "quota", "bars", "suspensions", "unless", "reading"])
def test_a_part_in_an_overlay_is_as_good_as_in_the_plan(tmp_path: Path, key: str) -> None:
    always = [line for line in ALWAYS if line not in HALF[key]]
    below = award(tmp_path / "below", [*always, HALF[key][0]], ["bars: []"])
    above = award(tmp_path / "above", always, [HALF[key][0]])
    without = award(tmp_path / "without", always, ["bars: []"])
    assert _unplaced(below) == _unplaced(above) != _unplaced(without)


def _unplaced(found: Award) -> list[object]:
    """Return what an award says, without where it stands."""
    quotas = [e.quota and (e.quota.places, len(e.quota.ranking)) for e in found.entitlements.values()]
    names = [(e.bars, e.suspensions, e.choose, e.requirement) for e in found.entitlements.values()]
    unless = [(u.award, u.basis) for u in found.unless]
    return [quotas, names, unless, found.nomination is None, found.among, found.readings, found.citation.clause]


def test_both_halves_of_a_list_stand_plan_first(tmp_path: Path) -> None:
    below, above = ([HALF[key][n] for key in SHARED] for n in (0, 1))
    found = award(tmp_path / "x", ["label: Giấy khen", "cite: kh 1", *below], above)
    unit = found.entitlements["unit"]
    assert list(found.entitlements) == ["unit", "person"]
    assert (unit.bars, unit.suspensions) == (("unit.a", "unit.b"), ("unit.c", "unit.d"))
    assert [(u.award, u.basis) for u in found.unless] == [("khac", "proposed"), ("nua", "granted")]
    assert found.readings == ("r", "s")


@pytest.mark.parametrize(("below", "basis"), [("among: khac", "granted"), ("among: {proposed: khac}", "proposed")])
def test_the_basis_of_among_in_the_plan_stays(tmp_path: Path, below: str, basis: str) -> None:
    found = award(tmp_path / "x", ["label: Giấy khen", "to: {unit: [unit.x]}", "cite: kh 1", below], ["reading: [r]", "bars: [unit.b]"])  # noqa: E501
    assert found.among is not None
    assert found.among.basis == basis


@pytest.mark.parametrize("key", ["unless", "quota"])
def test_an_exclusion_or_quota_is_not_given_twice(tmp_path: Path, key: str) -> None:
    line = HALF[key][0]
    _, wrong, said = laid(tmp_path, [*(a for a in ALWAYS if a != line), line], [line])
    assert ("overlay-conflict", "giay-khen") in wrong
    assert any(f"`giay-khen.{key}`" in s for s in said)


@pytest.mark.parametrize("key", ["unless", "quota"])
def test_another_exclusion_or_quota_is_no_conflict(tmp_path: Path, key: str) -> None:
    other = HALF[key][1].replace("unit:", "person:").replace("points", "score")
    below = ["label: Giấy khen", "to: {unit: [unit.x], person: none}", "cite: kh 1", HALF[key][0]]
    found = award(tmp_path / "x", below, [other])
    assert found.unless if key == "unless" else all(e.quota for e in found.entitlements.values())


@pytest.mark.parametrize("key", ["label", "to", "cite"])
def test_a_new_award_is_told_what_it_lacks(tmp_path: Path, key: str) -> None:
    whole = {"label": "label: Mới", "to": "to: {unit: none}", "cite": "cite: nq 1"}
    text = TOP + "awards:\n  moi: {" + ", ".join(v for k, v in whole.items() if k != key) + "}\n"
    _, found = lay(tmp_path, text)
    assert any(f"`{key}`" in d.message(Lang.EN) for d in found if d.code.id == "missing-key")


def test_a_correction_of_nothing_names_the_nearest_where_it_stands(tmp_path: Path) -> None:
    _, found = lay(tmp_path, TOP + "corrects: [criteria.unit.y]\n")
    unknown = next(d for d in found if d.code.id == "unknown-name")
    assert "mục" in unknown.message(Lang.VI)
    assert "entry" in unknown.message(Lang.EN)
    assert any("unit.x" in d.help(Lang.EN) for d in found if d.code.id == "unknown-name")
