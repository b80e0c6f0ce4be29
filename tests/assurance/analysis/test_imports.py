"""The solver is an extra: nothing but the analysis imports it, and nothing imports the analysis before it is asked."""

from __future__ import annotations

import re

from tests.campaign import ROOT

FOLDER = ROOT / "engine" / "assurance" / "analysis"
OTHERS = {
    p.relative_to(ROOT).as_posix(): p.read_text("utf-8") for p in sorted((ROOT / "engine").rglob("*.py"))
    if FOLDER not in p.parents
}  # fmt: skip


def test_only_the_analysis_knows_the_solver() -> None:
    assert [p for p, text in OTHERS.items() if re.search(r"^ *(import|from) z3\b", text, re.MULTILINE)] == []


def test_nothing_imports_the_analysis_before_it_is_asked() -> None:
    """What stands at the margin is imported at once; what is for types alone, or in a function, is not."""
    early = {p for p, text in OTHERS.items() if re.search(r"^(from|import) [\w.]*analysis\b", text, re.MULTILINE)}
    assert early <= {"engine/assurance/search/solving.py"}  # which is asked for in the same way
    search = {p: text for p, text in OTHERS.items() if p.startswith("engine/assurance/search/")}
    assert len(search) > 3
    assert [p for p, text in search.items() if re.search(r"^from \.solving\b", text, re.MULTILINE)] == []
