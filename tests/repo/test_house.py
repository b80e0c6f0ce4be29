"""The house rules that tools do not hold: one file knows durable_rules, cli stays on top, docs name every command."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import Exit, main
from tests.campaign import ROOT

ENGINE = sorted((ROOT / "engine").rglob("*.py"))
TRACKED = [*ENGINE, ROOT / "cli.py", *sorted((ROOT / "tests").rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """Return the modules a file imports by name, also through importlib."""
    out: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names):
                out |= {n.name for n in names}
            case ast.ImportFrom(module=str(module)):
                out.add(module)
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value=str(module)), *_]):
                out.add(module)
            case _:
                pass
    return out


def test_one_file_knows_durable_rules() -> None:
    knows = {p.relative_to(ROOT).as_posix() for p in TRACKED if any(m.startswith("durable") for m in imported(p))}
    assert knows == {"engine/evaluator/chain.py"}


def test_nothing_in_the_engine_imports_the_command_line() -> None:
    assert not [p for p in ENGINE if "cli" in imported(p)]


def test_no_module_is_left_unfinished() -> None:
    left = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplemented")
    assert not [p for p in (*ENGINE, ROOT / "cli.py") if left.search(p.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("path", ENGINE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_file_is_read_in_one_sitting(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    tables = {"rule_codes.py", "record_codes.py"}  # one sentence after another
    assert lines <= 550 or path.name in tables, lines


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_and_is_in_both_readmes(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == Exit.DONE
    assert "Mã thoát" in result.output
    for readme in ("README.md", "README.vi.md"):
        assert f"xetkhen {command}" in (ROOT / readme).read_text(encoding="utf-8")


def test_exit_codes_are_documented() -> None:
    text = CliRunner().invoke(main, ["--help"]).output
    assert [int(n) for n in re.findall(r"^\s+(\d)  ", text, re.MULTILINE)] == [int(e) for e in Exit]


def test_docs_link_to_files_that_exist() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
