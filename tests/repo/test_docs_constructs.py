"""Every construct of docs/language.md compiles as it stands there, over the records the page declares."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from engine.compiler import check_file
from engine.diagnostics import errors
from tests.campaign import ROOT

_PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
_PART = _PAGE[_PAGE.index("## Constructs by kind of clause") :]
_RECORDS = re.search(r"```yaml\n(registers:\n.*?)```", _PART, re.DOTALL)
EXAMPLES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^### |^## |\Z)", _PART[10:], re.DOTALL | re.MULTILINE))


def test_every_pattern_of_plans_has_its_construct() -> None:
    said = {
        int(n) for title in EXAMPLES for part in re.findall(r"\(([\d, ]+)\)", title) for n in re.findall(r"\d+", part)
    }
    text = "".join(EXAMPLES.values())
    said |= {int(n) for n in re.findall(r"\((\d\d)\)", text)}
    assert said == set(range(1, 30))


@pytest.mark.parametrize("title", EXAMPLES)
def test_an_example_compiles(title: str, tmp_path: Path) -> None:
    assert _RECORDS is not None
    text = EXAMPLES[title]
    rules = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert rules is not None
    clauses = [{"id": name, "text": words} for name, words in re.findall(r"^> \*\*(\d+)\*\* (.+)$", text, re.MULTILINE)]
    plan = {"title": "Kế hoạch", "number": "unknown", "clauses": clauses}
    (tmp_path / "plan.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True, width=4000), "utf-8")
    head = "ruleset: vi-du\ntitle: Ví dụ\ndocuments: {kh: {clauses: plan.yaml}}\n"
    (tmp_path / "rules.yaml").write_text(head + _RECORDS[1] + rules[1], "utf-8")
    _, found = check_file(tmp_path / "rules.yaml")  # warnings are about what an example leaves out
    assert not [(d.code.id, d.message()) for d in errors(found)]
