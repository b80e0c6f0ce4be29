"""A second document laid over a plan: what it adds, what it may not say again."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.compiler import Compiled, check_file
from engine.diagnostics import Diagnostic
from engine.values import Number

from .small import AWARD, CITE, HEAD, criteria, underlined, write

NQ = 'title: Nghị quyết\nnumber: "1"\nclauses:\n  - {id: "1", text: "Không quá 10 tập thể, xếp theo điểm."}\n'
QUOTE = 'cite: nq 1, quote: "Không quá 10 tập thể, xếp theo điểm"'
TOP = "overlay: nghi-quyet\nover: thu\ndocuments: {nq: {clauses: nghi-quyet.yaml}}\n"
BASE = HEAD + criteria({"unit.x": "ok"}) + AWARD


def lay(folder: Path, *overlays: str, base: str = BASE) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """Compile the base with overlays."""
    (folder / "nghi-quyet.yaml").write_text(NQ, encoding="utf-8")
    paths = []
    for number, text in enumerate(overlays):
        paths.append(folder / f"overlay{number}.yaml")
        paths[-1].write_text(text, encoding="utf-8")
    return check_file(write(folder, base), paths)


def errors(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Return the errors with what they underline."""
    return [(d.code.id, underlined(d)) for d in found if d.severity.value == "error"]


def test_an_overlay_adds_a_quota(tmp_path: Path) -> None:
    quota = f"awards:\n  giay-khen: {{quota: {{unit: {{count: 10, rank: [{{by: points, label: điểm}}], {QUOTE}}}}}}}\n"
    compiled, found = lay(tmp_path, TOP + quota)
    assert compiled is not None, errors(found)
    below, _ = lay(tmp_path)
    assert below is not None
    entitlement = compiled.plan.awards["giay-khen"].entitlements["unit"]
    assert entitlement.quota is not None
    assert entitlement.quota.places.count == 10
    assert below.plan.awards["giay-khen"].entitlements["unit"].quota is None
    assert below.plan.hash != compiled.plan.hash
    assert set(compiled.plan.documents) == {"kh", "nq"}


def test_an_overlay_adds_names_in_every_section(tmp_path: Path) -> None:
    more = f"""\
parameters:
  extra: {{type: number, ask: Thêm, range: [0, 10], decimals: 0, {CITE}}}
registers:
  case: {{label: Vụ việc, of: unit, complete: {{basis: Thanh tra}}, fields: {{open: {{type: yes-no, label: Đang mở}}}}}}
suspensions:
  unit.case: {{label: vụ việc, when: some case where open, {QUOTE}}}
criteria:
  unit.more: {{label: thêm, met: points >= extra, {QUOTE}}}
awards:
  giay-khen: {{suspensions: [unit.case]}}
  bang-khen: {{label: Bằng khen, to: {{unit: [unit.more]}}, among: giay-khen, {QUOTE}}}
"""
    compiled, found = lay(tmp_path, TOP + more)
    assert compiled is not None, errors(found)
    plan = compiled.plan
    assert isinstance(plan.parameters["extra"].type, Number)
    assert plan.awards["giay-khen"].entitlements["unit"].suspensions == ("unit.case",)
    assert plan.awards["bang-khen"].among is not None


@pytest.mark.parametrize(
    ("written", "basis"), [("among: giay-khen", "granted"), ("among: {proposed: giay-khen}", "proposed")]
)
def test_an_overlay_that_adds_among_keeps_its_basis(tmp_path: Path, written: str, basis: str) -> None:
    base = BASE + f"  bang-khen: {{label: Bằng khen, to: {{unit: none}}, {CITE}}}\n"
    waived = "waived:\n  - {cite: nq 1, why: để thử}\n"
    compiled, found = lay(tmp_path, TOP + f"awards:\n  bang-khen: {{{written}}}\n" + waived, base=base)
    assert compiled is not None, errors(found)
    among = compiled.plan.awards["bang-khen"].among
    assert among is not None
    assert among.basis == basis


@pytest.mark.parametrize(
    ("award", "key"),
    [("label: Giấy khen", "label"), ("to: {unit: none}", "to"), (QUOTE, "cite"),
     ("bars: [unit.b]", "bars"), ("suspensions: [unit.s]", "suspensions"), ("nomination: {cite: nq 1}", "nomination"),
     ("choose: duty", "choose"), ("among: khac", "among")],
)  # fmt: skip
def test_what_the_plan_already_says_is_not_said_again(tmp_path: Path, award: str, key: str) -> None:
    base = HEAD + criteria({"unit.x": "ok"})
    base += f"bars:\n  unit.b: {{label: b, when: not ok, {CITE}}}\n"
    base += f"suspensions:\n  unit.s: {{label: s, when: not ok, {CITE}}}\n"
    base += f"awards:\n  khac: {{label: Khác, to: {{unit: none}}, {CITE}}}\n  giay-khen:\n    label: Giấy khen\n"
    base += (
        "    to: {unit: all criteria}\n    bars: [unit.b]\n    suspensions: [unit.s]\n    nomination: {cite: kh 1}\n"
    )
    base += f"    choose: duty\n    among: khac\n    {CITE.replace(', quote', chr(10) + '    quote')}\n"
    waived = "waived:\n  - {cite: nq 1, why: để thử}\n"
    _, found = lay(tmp_path, TOP + f"awards:\n  giay-khen: {{{award}}}\n" + waived, base=base)
    assert errors(found) == [("overlay-conflict", "giay-khen")]
    assert [d.args["text"] for d in found if d.code.id == "overlay-conflict"] == [f"giay-khen.{key}"]


@pytest.mark.parametrize(
    ("section", "code", "place"),
    [
        (f"criteria:\n  unit.x: {{label: x, met: ok, {QUOTE}}}\n", "defined-twice", "unit.x"),
        (f"deadlines:\n  report: {{label: x, before: 2020-05-20, {CITE}}}\n", "defined-twice", "report"),
        ("registers:\n  unit: {label: x}\n", "defined-twice", "unit"),
        (f"awards:\n  moi: {{to: {{unit: none}}, {QUOTE}}}\n", "missing-key", "moi"),
        (f"awards:\n  moi: {{label: Mới, {QUOTE}}}\n", "missing-key", "moi"),
        ("awards:\n  moi: {label: Mới, to: {unit: none}}\n", "missing-key", "moi"),
    ],
)
def test_names_of_the_plan_are_not_given_again_and_new_awards_are_whole(
    tmp_path: Path, section: str, code: str, place: str
) -> None:
    _, found = lay(tmp_path, TOP + section)
    assert (code, place) in errors(found)


def test_a_document_or_reading_of_the_plan_is_not_replaced(tmp_path: Path) -> None:
    reading = "readings:\n  r: {cite: kh 1, open: Chưa rõ., taken: Lấy 1., by: Hội đồng}\n"
    base = BASE.replace("met: ok\n", "met: ok\n    reading: r\n") + reading
    over = TOP.replace("{nq:", "{kh:") + reading
    _, found = lay(tmp_path, over, base=base)
    assert [e for e in errors(found) if e[0] == "defined-twice"] == [("defined-twice", "kh"), ("defined-twice", "r")]


def test_the_wrong_base_and_what_is_no_overlay(tmp_path: Path) -> None:
    _, found = lay(tmp_path, TOP.replace("over: thu", "over: quan-13"))
    assert errors(found) == [("overlay-of-other", "quan-13")]
    _, found = lay(tmp_path, BASE)
    assert errors(found) == [("not-an-overlay", "thu")]
    (tmp_path / "loi-van.yaml").write_text("title: x\nclauses: []\n", "utf-8")  # its clauses, not the overlay
    _, found = check_file(tmp_path / "overlay0.yaml", [tmp_path / "loi-van.yaml"])
    assert [(d.code.id, d.args["text"]) for d in found] == [
        ("not-an-overlay", "loi-van.yaml")
    ]
    _, found = check_file(tmp_path / "overlay0.yaml")
    assert not errors(found)
    (tmp_path / "alone.yaml").write_text(TOP, encoding="utf-8")
    _, found = check_file(tmp_path / "alone.yaml")
    assert errors(found) == [("overlay-alone", "nghi-quyet")]


def test_an_overlay_that_is_missing_is_a_finding(tmp_path: Path) -> None:
    compiled, found = check_file(write(tmp_path, BASE), [tmp_path / "none.yaml"])
    assert compiled is None
    assert [d.code.id for d in found] == ["unreadable-rules"]


def test_two_overlays_add_up(tmp_path: Path) -> None:
    first = TOP + "waived:\n  - {cite: nq 1, why: để thử}\n"
    second = TOP.replace("nghi-quyet\n", "gia-han\n").replace("{nq: {clauses: nghi-quyet.yaml}}", "{}")
    second += f"criteria:\n  unit.more: {{label: thêm, met: ok, {CITE}}}\n"
    compiled, found = lay(tmp_path, first, second)
    assert compiled is not None, errors(found)
    assert "unit.more" in compiled.plan.criteria


CORRECTING = (
    'criteria:\n  unit.x: {label: x, met: points >= 10, cite: nq 1, quote: "Không quá 10 tập thể, xếp theo điểm"}\n'
)


def test_an_overlay_puts_an_entry_right(tmp_path: Path) -> None:
    waived = "waived: [{cite: kh 1, why: nghị quyết đã đính chính}]\n"
    compiled, found = lay(tmp_path, TOP + "corrects: [criteria.unit.x]\n" + CORRECTING + waived)
    assert compiled is not None, errors(found)
    assert compiled.plan.criteria["unit.x"].citation.document == "nq"
    below, _ = lay(tmp_path)
    assert below is not None
    assert list(compiled.plan.criteria) == list(below.plan.criteria)


def test_what_is_not_named_as_corrected_is_said_twice(tmp_path: Path) -> None:
    _, found = lay(tmp_path, TOP + CORRECTING)
    assert "defined-twice" in {code for code, _ in errors(found)}


@pytest.mark.parametrize("name", ["criteria.unit.y", "criterion.unit.x", "deadlines.none", "criteria"])
def test_a_correction_of_nothing(tmp_path: Path, name: str) -> None:
    compiled, found = lay(tmp_path, TOP + f"corrects: [{name}]\n")
    assert compiled is None
    assert "unknown-name" in {code for code, _ in errors(found)}


def test_a_plan_corrects_nobody(tmp_path: Path) -> None:
    _, found = lay(tmp_path, base=BASE + "corrects: [criteria.unit.x]\n")
    assert ("wrong-type", "[criteria.unit.x]") in errors(found)
