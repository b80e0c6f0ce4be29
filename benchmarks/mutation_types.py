"""Which mutants the type checker refuses: `mypy --strict` is part of `.ci/run`, and nothing lands that it refuses."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

#: What mutmut writes beside the mutants is no part of them.
CHECK = ("mypy", "--output=json", "--no-warn-unused-ignores", "--no-error-summary", "--cache-dir=.mypy_cache")


#: Mutants of an `__init__` stand beside each other in one class, so that each names its attributes again.
BESIDE = "already defined on line"


@cache
def refused(room: str) -> dict[str, str]:
    """Return, by the name of each mutant of a room that mypy refuses, what it says first.

    What it says of the original too is left out: that comes of how mutmut writes its files.
    """
    done = subprocess.run(
        [sys.executable, "-m", *CHECK, f"engine/{room}"], cwd="mutants", check=False, capture_output=True, text=True
    )
    if done.returncode not in {0, 1} or (done.returncode and not done.stdout.strip()):
        raise RuntimeError(done.stdout[:2000] + done.stderr[:2000])
    spans: dict[str, list[tuple[int, int, str]]] = {}
    said: dict[str, list[str]] = {}
    for line in filter(None, done.stdout.splitlines()):
        told = json.loads(line)
        file = told["file"]
        if told["severity"] != "error" or BESIDE in told["message"]:
            continue
        if file not in spans:
            spans[file] = _spans(Path("mutants", file))
        name = next((n for first, last, n in spans[file] if first <= told["line"] <= last), None)
        if name is not None:
            module = ".".join(Path(file).with_suffix("").parts).removesuffix(".__init__")
            said.setdefault(f"{module}.{name}", []).append(told["message"])
    out: dict[str, str] = {}
    for name, messages in said.items():
        original = said.get(re.sub(r"__mutmut_\d+$", "__mutmut_orig", name), [])
        own = [m for m in messages if m not in original]
        if own and not name.endswith("__mutmut_orig"):
            out[name] = own[0]
    return out


def _spans(path: Path) -> list[tuple[int, int, str]]:
    """Return the first line, the last line and the name of every mutant in a file; they never stand in each other."""
    tree = ast.parse(path.read_text("utf-8"))
    found = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and "__mutmut_" in n.name)
    return [(f.lineno, f.end_lineno or f.lineno, f.name) for f in found]
