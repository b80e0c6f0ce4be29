"""A small rule set on disk with cases beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.assurance.cases import CaseFile, read_case_file
from engine.compiler import Compiled, compile_file
from engine.diagnostics import Diagnostic
from tests.conformance import build

RULES: dict[str, Any] = {
    "deadlines": {"hand-in": {"before": "2020-06-10"}},
    "periods": {"period": {"from": "2020-06-01", "to": "2020-11-30"}},
    "registers": {
        "unit": {
            "subject": "Tập thể",
            "key": {"unit_id": {"type": "text"}},
            "fields": {
                "kind": {"type": "choice", "options": {"ward": "Phường", "agency": "Phòng"}},
                "on_time": {"type": "percent", "decimals": "1"},
                "ok": {"type": "yes-no"},
                "good": {"type": "yes-no"},
                "files": {"type": "count"},
                "sent_on": {"type": "date"},
            },
        },
        "violation": {
            "of": "unit",
            "happens": "committed_on",
            "complete": {"basis": "xác nhận"},
            "fields": {"committed_on": {"type": "date"}, "grave": {"type": "yes-no"}},
        },
    },
    "criteria": {
        "unit.rate": {"met": "on_time >= 95%"},
        "unit.both": {"applies": "kind = ward", "met": "ok and (good or files > 2)"},
        "unit.sent": {"due": "hand-in", "met": "sent_on meets hand-in"},
    },
    "bars": {"unit.bad": {"when": "some violation where (grave and committed_on within period)"}},
    "awards": {"prize": {"to": {"unit": "all criteria"}, "bars": ["unit.bad"], "cite": "t c1", "quote": "."}},
}
CASES = """\
covers: [2020-06-01, 2020-11-30]
day: 2020-12-01
as_of: 2020-12-05
base:
  unit: [{unit_id: U, kind: ward, on_time: "95", ok: "yes", good: "yes", files: "2", sent_on: 2020-06-09}]
  violation: []
attested: [violation]
cases:
  - note: everything done
    want:
      unit/U:
        criteria: {unit.rate: met, unit.both: met, unit.sent: met}
        bars: {unit.bad: not-met}
        decisions: {prize: proposed}
  - note: just below
    set: {unit: {U: {on_time: "94.9"}}}
    want: {unit/U: {criteria: {unit.rate: not-met}, decisions: {prize: not-proposed}}}
"""


def written(folder: Path, cases: str | None = CASES, rules: dict[str, Any] | None = None) -> Path:
    """Write the rule set and its cases; return the rules file."""
    tree = build.merged(RULES, rules or {})
    tree["awards"]["prize"].pop("cite", None)
    tree["awards"]["prize"].pop("quote", None)
    path = build.write_ruleset(tree, folder)
    if cases is not None:
        (folder / "cases.yaml").write_text(cases, "utf-8")
    return path


def read(folder: Path, cases: str = CASES, rules: dict[str, Any] | None = None) -> tuple[Compiled, CaseFile]:
    """Return a rule set with cases in which nothing is wrong."""
    compiled, file, found = look(folder, cases, rules)
    assert [d.message() for d in found] == []
    assert file is not None
    return compiled, file


def look(
    folder: Path, cases: str = CASES, rules: dict[str, Any] | None = None
) -> tuple[Compiled, CaseFile | None, tuple[Diagnostic, ...]]:
    """Return a rule set with cases, and what is wrong with them."""
    path = written(folder, cases, rules)
    compiled = compile_file(path)
    return compiled, *read_case_file(folder / "cases.yaml", compiled)


def more(*cases: str) -> str:
    """Return the cases with more of them, each without its leading dash."""
    return CASES + "".join(f"  - {case}\n" for case in cases)
