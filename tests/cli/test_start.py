"""What a command imports before it does anything: counted, never timed. Starting is all that many commands do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: What takes long to import, or is only needed by some commands.
HEAVY = {
    "numpy", "pandas", "openpyxl", "hypothesis", "jinja2", "durable", "z3", "docx", "typst", "xlsxwriter", "xlrd",
    "pyarrow", "pyspark",
}  # fmt: skip
RULES = {"lark", "yaml"}
_SCRIPT = """
import json, sys
before = set(sys.modules)
sys.path.insert(0, {root!r})
import cli
try:
    cli.main({arguments!r})
except SystemExit as left:
    code = left.code
print("\\n" + json.dumps([code, sorted(set(sys.modules) - before)]))
"""


def imported(*arguments: str) -> tuple[int, set[str]]:
    """Return the exit code of a command in a process of its own, and the modules it imported."""
    script = _SCRIPT.format(root=str(ROOT), arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    code, modules = json.loads(done.stdout.splitlines()[-1])
    return code or 0, set(modules)


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("check", "--help"), ("evaluate", "--help")])
def test_help_reads_no_rules_and_no_records(arguments: tuple[str, ...]) -> None:
    code, modules = imported(*arguments)
    assert code == 0
    assert not {m.partition(".")[0] for m in modules} & (HEAVY | RULES)
    assert len(modules) < 180


def test_check_reads_rules_and_nothing_else() -> None:
    code, modules = imported("check", "danh-gia-2023")
    assert code == 0
    assert not {m.partition(".")[0] for m in modules} & HEAVY
    assert len(modules) < 280
