"""The solver is an extra: nothing but the analysis imports it, and nothing imports the analysis before it is asked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.campaign import ROOT

FOLDER = ROOT / "engine" / "assurance" / "analysis"
OTHERS = [p for p in sorted((ROOT / "engine").rglob("*.py")) if FOLDER not in p.parents]


def at_once(path: Path) -> Iterator[str]:
    """Yield the modules that are imported when a file is: not in functions, not for types alone."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.Import(names):
                yield from (n.name for n in names)
            case ast.ImportFrom(module=module, names=names):
                yield from (f"{module or ''}.{n.name}" for n in names)
            case _:
                pass


def test_only_the_analysis_knows_the_solver() -> None:
    found = {p.relative_to(ROOT).as_posix(): {m.split(".")[0] for m in everywhere(p)} for p in OTHERS}
    assert [p for p, modules in found.items() if "z3" in modules] == []


def everywhere(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names):
                yield from (n.name for n in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
            case _:
                pass


def test_nothing_imports_the_analysis_before_it_is_asked() -> None:
    early = {p.stem for p in OTHERS for m in at_once(p) if "analysis." in f".{m}."}
    assert early <= {"solving"}  # which is asked for in the same way
    search = [p for p in OTHERS if p.parent.name == "search"]  # `remedy` has another file of that name
    assert [p for p in search for m in at_once(p) if "solving" in m.split(".")] == []
