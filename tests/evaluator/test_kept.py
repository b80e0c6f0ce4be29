"""What depends on a plan alone is found once for each of the last few plans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from benchmarks.scaled import plan_of
from engine.evaluator import kept
from engine.evaluator.kept import of_plan
from engine.plan import Plan


def test_a_plan_is_gone_through_once_and_an_equal_one_by_itself(tmp_path: Path) -> None:
    asked: list[Plan] = []

    @of_plan
    def found(ready: Plan) -> int:
        asked.append(ready)
        return len(asked)

    first = plan_of(2, tmp_path)
    second = replace(first)
    assert [found(p) for p in (first, second, first, second)] == [1, 2, 1, 2]
    for _ in range(kept._PLANS):
        found(replace(first))
    assert found(first) == kept._PLANS + 3  # long forgotten
