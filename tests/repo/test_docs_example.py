"""The smallest rule set of docs/language.md runs as it stands there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from cli import Exit, main
from tests.campaign import ROOT


def test_the_smallest_rule_set_runs(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    part = page[page.index("## The smallest that runs") : page.index("## plan.yaml\n")]
    files = re.findall(r"`([\w.-]+)`\n```\w+\n(.*?)```", part, re.DOTALL)
    assert [name for name, _ in files] == ["plan.yaml", "rules.yaml", "danh-sach-don-vi.csv"]
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    check = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert check.exit_code == Exit.DONE, check.stderr
    assert not check.stderr
    table = str(tmp_path / "danh-sach-don-vi.csv")
    arguments = ["evaluate", str(tmp_path / "rules.yaml"), table, "--as-of", "2020-12-05", "--format", "json"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == Exit.DONE, result.stderr
    found = {s["key"]: s["decisions"]["giay-khen"]["decision"] for s in json.loads(result.stdout)["subjects"]}
    assert found == {"U1": "proposed", "U2": "not-proposed", "U3": "pending"}
