"""Watching: files are looked at between waits, and only changes are told."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from engine.assurance.cases.watching import INTERVAL, changes, files_of


def test_only_changes_are_told_and_nothing_is_waited_for_in_vain(tmp_path: Path) -> None:
    rules, cases = tmp_path / "rules.yaml", tmp_path / "cases.yaml"
    rules.write_text("a", "utf-8")
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        match len(waited):
            case 2:
                cases.write_text("new", "utf-8")
            case 4:
                rules.write_text("longer", "utf-8")
                os.utime(rules, ns=(1, 1))
            case 5:
                cases.unlink()
            case _:
                pass

    told = list(islice(changes(lambda: files_of([tmp_path]), wait), 3))
    assert told == [(cases,), (rules,), (cases,)]
    assert waited == [INTERVAL] * 5


def test_only_yaml_files_are_watched(tmp_path: Path) -> None:
    for name in ("rules.yaml", "plan.yml", "README.md", ".rules.yaml.swp"):
        (tmp_path / name).write_text("x", "utf-8")
    assert [p.name for p in files_of([tmp_path, tmp_path])] == ["plan.yml", "rules.yaml"]
