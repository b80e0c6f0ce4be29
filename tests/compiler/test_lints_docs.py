"""Every lint has its part of docs/lints.md: what it says to avoid raises the lint, what it prefers does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.compiler import check_file
from engine.diagnostics import Diagnostic, Lang, errors, lint_codes
from tests.campaign import ROOT

from ..conftest import Golden
from .small import underlined

_PAGE = (ROOT / "docs" / "lints.md").read_text(encoding="utf-8")
_RECORDS = re.search(r"```yaml\n(registers:\n.*?)```", _PAGE, re.DOTALL)
PARTS = dict(re.findall(r"^### (.+?)\n(.*?)(?=^### |^## |\Z)", _PAGE, re.DOTALL | re.MULTILINE))
_EXAMPLE = re.compile(r"\*(Avoid|Prefer)\*\n((?:> [^\n]*\n)+)```yaml\n(.*?)```", re.DOTALL)


def found_in(code: str, word: str, folder: Path) -> tuple[Diagnostic, ...]:
    """Check one example of a part; it must compile."""
    assert _RECORDS is not None
    clauses, rules = next((c, r) for w, c, r in _EXAMPLE.findall(PARTS[code]) if w == word)
    numbered = re.findall(r"^> \*\*(\d+)\*\* (.+)$", clauses, re.MULTILINE)
    plan = {"title": "Kế hoạch", "number": "unknown", "clauses": [{"id": n, "text": t} for n, t in numbered]}
    whole = _merged(yaml.load(_RECORDS[1], yaml.BaseLoader), yaml.load(rules, yaml.BaseLoader))  # noqa: S506 (texts only)
    whole = {"ruleset": "vi-du", "title": "Ví dụ", "documents": {"kh": {"clauses": "plan.yaml"}}, **whole}
    waived = [{"cite": f"kh {n}", "why": "ví dụ khác"} for n, _ in numbered if f"kh {n}" not in rules]
    whole["waived"] = [*whole.get("waived", []), *waived]
    for name, content in (("plan.yaml", plan), ("rules.yaml", whole)):
        text = yaml.safe_dump(content, allow_unicode=True, width=4000, sort_keys=False, default_style='"')
        (folder / name).write_text(text.replace("\n...\n", "\n"), "utf-8")
    _, found = check_file(folder / "rules.yaml")
    assert not [(d.code.id, d.message()) for d in errors(found)]
    return found


def _codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [d.code.id for d in found]


def _merged(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for key, value in more.items():
        out[key] = _merged(out[key], value) if isinstance(value, dict) and isinstance(out.get(key), dict) else value
    return out


def test_every_lint_has_a_part_and_every_part_a_lint() -> None:
    assert set(PARTS) == {*lint_codes.WAIVABLE, lint_codes.WAIVER_UNUSED.id}


@pytest.mark.parametrize("code", PARTS)
def test_what_to_avoid_raises_the_lint(code: str, tmp_path: Path) -> None:
    assert code in _codes(found_in(code, "Avoid", tmp_path))


@pytest.mark.parametrize("code", PARTS)
def test_what_to_prefer_does_not(code: str, tmp_path: Path) -> None:
    assert code not in _codes(found_in(code, "Prefer", tmp_path))


@pytest.mark.parametrize("code", PARTS)
def test_a_part_says_what_it_is_for_and_why(code: str) -> None:
    assert "*Made for:* " in PARTS[code]
    assert "*Why:* " in PARTS[code]


def test_what_is_said_of_everything_to_avoid(tmp_path: Path, golden: Golden) -> None:
    lines = []
    for code in PARTS:
        lines.append(f"# {code}")
        for d in (d for d in found_in(code, "Avoid", tmp_path) if d.code.id == code):
            lines += [f"{d.code.id} at `{underlined(d)}`", f"  {d.message(Lang.VI)} | {d.help(Lang.VI)}"]
            lines.append(f"  {d.message(Lang.EN)} | {d.help(Lang.EN)}")
            lines += [f"  + {note.vi} | {note.en}" for note in d.notes]
    golden("compiler/lints-said.txt", "\n".join(lines) + "\n")
