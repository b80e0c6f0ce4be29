"""Everything that is said of small rules with something wrong in each, in both languages, as a golden."""

from __future__ import annotations

from pathlib import Path

from engine.diagnostics import Lang, Severity

from ..conftest import Golden
from .small import check, underlined
from .wrong import rule_sets


def test_what_is_said_of_what_is_wrong(tmp_path: Path, golden: Golden) -> None:
    lines = []
    for what, rules in rule_sets().items():
        _, found = check(tmp_path, rules)
        wrong = [d for d in found if d.severity is Severity.ERROR]
        assert wrong, what
        lines.append(f"# {what}")
        for d in wrong:
            lines += [f"{d.code.id} at `{underlined(d)}`", f"  {d.message(Lang.VI)} | {d.help(Lang.VI)}"]
            lines.append(f"  {d.message(Lang.EN)} | {d.help(Lang.EN)}")
    golden("compiler/said.txt", "\n".join(lines) + "\n")
