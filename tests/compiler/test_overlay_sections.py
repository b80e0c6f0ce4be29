"""A second document over a plan, section by section: what it adds is there, what is there already is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.compiler import check_file
from engine.diagnostics import Lang

from .small import AWARD, CITE, HEAD, criteria, write
from .test_overlay import errors, lay

TOP = "overlay: them\nover: thu\ndocuments: {}\n"
GRADES = f"grades: [{{grade: good, label: Tốt, when: ok, {CITE}}}]"
SECTIONS = {
    "parameters": f"more: {{type: number, ask: Thêm, range: [0, 10], decimals: 0, {CITE}}}",
    "periods": f"more: {{label: thêm, from: 2020-05-20, to: issued, {CITE}}}",
    "names": f"more: [{{from: 2020-05-20, value: Giấy khen, {CITE}}}]",
    "deadlines": f"more: {{label: thêm, by: issued, {CITE}}}",
    "registers": "more: {label: Thêm, of: unit, fields: {late: {type: yes-no, label: Muộn}}}",
    "judgements": f"more: {{of: unit, ask: Thêm?, {CITE}}}",
    "measures": f"unit.more: {{label: thêm, value: 2 * points, {CITE}}}",
    "scores": f"unit.more_points: {{label: thêm, max: 5, points: 1, {CITE}}}",
    "classifications": f"unit.more_grades: {{label: thêm, {GRADES}, {CITE}}}",
    "criteria": f"unit.more: {{label: thêm, met: ok, {CITE}}}",
    "bars": f"unit.more: {{label: thêm, when: ok, {CITE}}}",
    "suspensions": f"unit.more: {{label: thêm, when: ok, {CITE}}}",
    "awards": f"more: {{label: Thêm, to: {{unit: all criteria}}, {CITE}}}",
    "assessments": f"unit.more: {{label: thêm, requires: all criteria, {CITE}}}",
    "laws": f"unit.more: {{label: thêm, holds: ok, {CITE}}}",
}
BASE = HEAD + criteria({"unit.x": "ok"}) + AWARD


@pytest.mark.parametrize("section", SECTIONS)
def test_an_overlay_adds_to_every_section_and_says_nothing_twice(tmp_path: Path, section: str) -> None:
    text = f"{section}:\n  {SECTIONS[section]}\n"
    compiled, found = lay(tmp_path, TOP + text, base=BASE)
    assert compiled is not None, errors(found)
    name = SECTIONS[section].partition(":")[0]
    assert name in getattr(compiled.plan, section)
    below, _ = lay(tmp_path, base=BASE)
    assert below is not None
    assert list(getattr(compiled.plan, section)) == [*getattr(below.plan, section), name]
    _, found = lay(tmp_path, TOP + text, TOP + text, base=BASE)
    told = [d for d in found if d.code.id in {"defined-twice", "overlay-conflict"}]
    assert {(d.code.id, d.args["text"].partition(".to")[0].removeprefix("unit.")) for d in told} >= {
        ("overlay-conflict" if section == "awards" else "defined-twice", name.removeprefix("unit."))
    }


def test_what_is_wrong_in_the_plan_is_told_under_an_overlay_too(tmp_path: Path) -> None:
    wrong = BASE.replace("type: yes-no, label: Tốt", "type: yesno, label: Tốt")
    for above, told in ((TOP, set[str]()), ("[", {"yaml-syntax"})):  # also under one that cannot be read
        compiled, found = lay(tmp_path, above, base=wrong)
        assert compiled is None
        assert ("not-one-of", "yesno") in errors(found)
        assert {code for code, _ in errors(found)} >= told


def test_a_correction_leaves_the_other_entries_as_they_are(tmp_path: Path) -> None:
    base = HEAD + criteria({"unit.x": "ok", "unit.more": "ok", "unit.z": "points >= 3"}) + AWARD
    text = f"corrects: [criteria.unit.more]\ncriteria:\n  {SECTIONS['criteria'].replace('met: ok', 'met: not ok')}\n"
    compiled, found = lay(tmp_path, TOP + text, base=base)
    below, _ = lay(tmp_path, base=base)
    assert compiled is not None, errors(found)
    assert below is not None
    before, after = below.plan.criteria, compiled.plan.criteria
    assert list(after) == list(before)
    assert [n for n in after if after[n].met != before[n].met] == ["unit.more"]


def test_every_correction_of_nothing_is_told(tmp_path: Path) -> None:
    """Of what only the overlay has, of what only the plan has, of what neither has, and of no section at all."""
    corrects = "none.x, criteria.unit.more, criteria.unit.x, bars.unit.b"
    text = f"corrects: [{corrects}]\ncriteria:\n  {SECTIONS['criteria']}\n"
    _, found = lay(tmp_path, TOP + text, base=BASE)
    told = [d.args["text"] for d in found if d.code.id == "unknown-name"]
    assert sorted(told) == ["none", "unit.b", "unit.more", "unit.x"]
    assert all("there is no entry named" in d.message(Lang.EN) for d in found if d.code.id == "unknown-name")


def test_what_an_award_lacks_hides_nothing_of_the_next(tmp_path: Path) -> None:
    award = f"  a: {{label: A, to: {{unit: none}}}}\n  b: {{label: B, to: {{unit: none}}, bars: [unit.none], {CITE}}}\n"
    _, found = lay(tmp_path, base=BASE + award)
    assert errors(found) == [("missing-key", "label"), ("unknown-name", "unit.none")]


def test_an_overlay_waives_a_law_and_a_lint(tmp_path: Path) -> None:
    waived = f"waived:\n  - {{law: quota-kept, at: giay-khen, why: để thử, {CITE}}}\n"
    waived += "  - {lint: field-unused, at: violation.cost, why: để thử}\n"
    compiled, found = lay(tmp_path, TOP + waived, base=BASE)
    assert compiled is not None, errors(found)
    assert [e.law for e in compiled.plan.exemptions] == ["quota-kept"]
    assert [w.at.value for w in compiled.rules.lint_waivers] == ["violation.cost"]
    unused = {d.args["text"] for d in found if d.code.id == "field-unused"}
    assert "cost" not in unused
    below, found = lay(tmp_path, base=BASE)
    assert below is not None
    assert {d.args["text"] for d in found if d.code.id == "field-unused"} == {*unused, "cost"}


def test_a_deadline_is_extended_once_and_only_where_there_is_one(tmp_path: Path) -> None:
    later = f"deadlines:\n  report: {{extended: {{by: issued, {CITE}}}}}\n"
    compiled, found = lay(tmp_path, TOP + later, base=BASE)
    assert compiled is not None, errors(found)
    assert compiled.plan.deadlines["report"].extension is not None
    _, found = lay(tmp_path, TOP + later, TOP + later, base=BASE)
    (twice,) = (d for d in found if d.code.id == "overlay-conflict")
    assert ("overlay-conflict", "report") in errors(found)
    assert "`report.extended`" in twice.message(Lang.EN)
    _, found = lay(tmp_path, TOP + later.replace("report", "none"), base=BASE)
    (lacking,) = (d for d in found if d.code.id == "missing-key")
    assert ("missing-key", "none") in errors(found)
    assert "`by`" in lacking.message(Lang.EN)


def test_the_hash_is_of_the_rules_of_every_overlay_and_of_the_clauses(tmp_path: Path) -> None:
    def hashed(rules: str, plan: str | None = None, *overlays: str) -> str:
        paths = []
        for number, text in enumerate(overlays):
            paths.append(tmp_path / f"o{number}.yaml")
            paths[-1].write_text(text, encoding="utf-8")
        path = write(tmp_path, rules) if plan is None else write(tmp_path, rules, plan)
        compiled, found = check_file(path, paths)
        assert compiled is not None, errors(found)
        return compiled.plan.hash

    plain = hashed(BASE)
    assert hashed(BASE) == plain
    clauses = (tmp_path / "plan.yaml").read_text("utf-8")
    others = [
        hashed(BASE + "# thêm\n"), hashed(BASE, clauses + "# thêm\n"), hashed(BASE, None, TOP),
        hashed(BASE, None, TOP + "# thêm\n"), hashed(BASE, None, TOP, TOP),
    ]  # fmt: skip
    assert len({plain, *others}) == 6
    (tmp_path / "plan.yaml").write_text(clauses, encoding="utf-8")
    (tmp_path / "rules.yaml").write_bytes(BASE.replace("\n", "\r\n").encode())
    compiled, _ = check_file(tmp_path / "rules.yaml")
    assert compiled is not None
    assert compiled.plan.hash == plain
