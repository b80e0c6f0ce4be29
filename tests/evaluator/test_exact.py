"""Numbers stay whole numbers of 64 bits, verdicts bytes: nothing is rounded on the way, however large."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.evaluator.interval import Groups, Interval, total
from engine.evaluator.kleene import looked_up
from engine.evaluator.result import Evaluation

from ..conformance import build
from ..conformance.programs import evaluated

#: Cases that between them have scores, classifications, assessments, selections, limits, groups and roles.
RICH = (
    "points-37", "classification-07", "assessments-01", "quotas-01", "quotas-10",
    "quotas-04", "strata-03", "strata-04", "edges-05",
)  # fmt: skip


def evaluation(number: str, folder: Path) -> Evaluation:
    return evaluated(next(c for c in build.cases() if c.name.startswith(number)), folder)[0]


def test_a_sum_is_exact_beyond_what_a_float_holds() -> None:
    groups = Groups(np.array([0, 0, 1], dtype=np.int32), 2, np.ones(2, dtype=bool))
    values = np.array([2**60, 1, 2**53 + 1], dtype=np.int64)
    assert groups.sum(values).tolist() == [2**60 + 1, 2**53 + 1]
    found = total(groups, Interval(values, values), np.full(3, 2, dtype=np.int8), (0, 0))
    assert found.low.tolist() == found.high.tolist() == [2**60 + 1, 2**53 + 1]


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.int64])
def test_a_value_is_looked_up_by_any_number(kind: type) -> None:
    numbers: Any = np.array([2, 0, 1, 2], dtype=kind)
    assert looked_up(numbers, [5, 6, 7]).tolist() == [7, 5, 6, 7]
    assert looked_up(numbers[:0], []).tolist() == []
    assert looked_up(numbers, [5, 6, 7]).dtype == np.int8


@pytest.mark.parametrize("number", RICH)
def test_verdicts_are_bytes_and_numbers_whole(number: str, tmp_path: Path) -> None:
    found = evaluation(number, tmp_path)
    assert found.as_of >= dt.date(2020, 1, 1)
    for judged in found.kinds.values():
        codes = [*judged.met.values(), *judged.applies.values(), *judged.bars.values(), *judged.suspensions.values()]
        codes += [*judged.eligible.values(), *judged.decisions.values(), *judged.assessments.values()]
        codes += [judged.verdicts(c) for c in judged.met]
        codes += [g for gates in judged.gates.values() for g in gates.values()]
        codes += [c.applies for c in judged.classifications.values()]
        codes += [c for s in judged.selections.values() for c in (s.pool, s.inside)]
        assert {str(c.dtype) for c in codes} <= {"int8"}
        numbers = [n for s in judged.scores.values() for n in (s.low, s.high)]
        numbers += [n for c in judged.classifications.values() for n in (c.low, c.high)]
        for s in judged.selections.values():
            numbers += [s.low, s.high, s.best, s.worst, s.quota_low, s.quota_high]
            assert s.limited.dtype == bool
        assert {str(n.dtype) for n in numbers} <= {"int64"}
        assert {len(c) for c in codes} | {len(n) for n in numbers} <= {judged.size}
