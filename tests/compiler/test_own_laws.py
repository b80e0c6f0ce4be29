"""Laws that a rule set declares, exceptions to laws, and directions: typed, cited; no clause is taken up by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import plan
from engine.compiler import check_file, compile_file
from engine.diagnostics import rule_codes
from tests.campaign import ROOT

FORGOTTEN = ROOT / "fixtures" / "broken-rules" / "quen-loai-tru"


def checked(folder: Path, old: str, new: str) -> list[str]:
    """Return the codes of what is wrong with a rule set in which something is written otherwise."""
    text = (FORGOTTEN / "rules.yaml").read_text("utf-8")
    assert old in text
    (folder / "plan.yaml").write_text((FORGOTTEN / "plan.yaml").read_text("utf-8"), "utf-8")
    (folder / "rules.yaml").write_text(text.replace(old, new), "utf-8")
    return [d.code.id for d in check_file(folder / "rules.yaml")[1] if d.severity.name == "ERROR"]


def test_a_law_and_a_direction_stand_in_the_plan() -> None:
    ready = compile_file(FORGOTTEN / "rules.yaml").plan
    law = ready.laws["unit.clean"]
    assert (law.kind, law.citation.clause) == ("unit", "2")
    assert law.when == plan.Standing("giay-khen", "proposed")
    assert isinstance(law.holds, plan.Not)
    assert ready.registers["violation"].better == "fewer"
    assert ready.registers["unit"].fields["done"].better == "yes"


def test_an_exception_stands_in_the_plan_with_its_clause() -> None:
    found = compile_file(ROOT / "rules" / "danh-gia-2023" / "rules.yaml").plan.exemptions
    assert ("no-gain-by-worse-figure", "chuyen-de", "8-2") in {(e.law, e.at, e.citation.clause) for e in found}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("holds: no violation", "holds: no initiative", rule_codes.NOT_BELOW.id),
        ("when: proposed for giay-khen", "when: proposed for bang-khen", rule_codes.UNKNOWN_NAME.id),
        ("unit.clean:", "violation.clean:", rule_codes.NOT_A_SUBJECT.id),
        ("quote: Không xét tập thể có người bị kỷ luật", "quote: điều không có", rule_codes.QUOTE_NOT_IN_CLAUSE.id),
        ("holds: no violation", "holds: count of violation < 3", rule_codes.LITERAL_WITHOUT_SOURCE.id),
        ("    holds: no violation\n", "", rule_codes.MISSING_KEY.id),
        ("better: fewer", "better: higher", rule_codes.NOT_ONE_OF.id),
    ],
)
def test_a_law_is_checked_like_any_rule(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert checked(tmp_path, old, new) == [code]


def test_a_clause_that_only_a_law_cites_is_not_taken_up(tmp_path: Path) -> None:
    assert checked(tmp_path, "waived:\n  - {cite: kh 2, why: chỉ nhắc chung}\n", "") == [rule_codes.CLAUSE_UNUSED.id]


@pytest.mark.parametrize(
    ("at", "wrong"),
    [
        ("giay-khen", []),
        ("unit.done", []),
        ("violation", []),
        ("violation.decided_on", []),
        ("violation.day", [rule_codes.UNKNOWN_NAME.id]),
    ],
)
def test_an_exception_is_at_something_of_the_rule_set(tmp_path: Path, at: str, wrong: list[str]) -> None:
    line = f"waived:\n  - {{law: quota-kept, at: {at}, cite: kh 1, quote: Tặng Giấy khen, why: thử}}\n"
    assert checked(tmp_path, "waived:\n", line) == wrong


def test_an_exception_needs_a_law_that_is_there_and_its_clause(tmp_path: Path) -> None:
    line = "waived:\n  - {law: no-such-law, at: giay-khen, cite: kh 1, quote: Tặng Giấy khen, why: thử}\n"
    assert checked(tmp_path, "waived:\n", line) == [rule_codes.NOT_ONE_OF.id]
    line = "waived:\n  - {law: quota-kept, at: giay-khen, why: thử}\n"
    assert set(checked(tmp_path, "waived:\n", line)) == {rule_codes.MISSING_KEY.id}
