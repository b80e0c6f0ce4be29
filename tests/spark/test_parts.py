"""Judged in parts, whatever they are, everything is as judged at once."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import event, given, reject, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.compiler import compile_file
from engine.diagnostics import ReportedError, rule_codes
from engine.evaluator import evaluate
from engine.evaluator.result import Evaluation
from engine.plan import Plan
from engine.records import from_rows
from engine.records.dossier import Dossier
from engine.spark import results

from .. import strategies
from ..conformance import build
from . import here

#: Generated numbers may grow beyond 64 bits; the compiler refuses that, and nothing else of what is drawn.
REFUSED = {rule_codes.OVERFLOW}
#: Each case is judged by several parts, several times over.
MANY = max(1, settings().max_examples // 4)
#: Cases of what is taken over all rows, and of papers for everybody.
CASES = {c.name: c for c in build.cases() if c.name.split("-")[0] in {"peers", "quotas", "strata", "completeness"}}


@settings(max_examples=MANY)
@given(strategies.cases(), st.integers(1, 4))
def test_in_parts_as_at_once(case: build.Case, many: int) -> None:
    """Rows that hang on nothing, papers for everybody, means over all, heads and units: each where it belongs."""
    _agree(case, many)


@settings(max_examples=MANY)
@given(strategies.contests(), st.integers(2, 7))
def test_selected_in_parts_as_at_once(case: build.Case, many: int) -> None:
    """Who is ranked against whom does not depend on who is judged with whom."""
    _agree(case, many)


def _agree(case: build.Case, many: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            ready, dossier = loaded(case, Path(folder))
        except ReportedError as error:
            if not {d.code for d in error.diagnostics} <= REFUSED:
                raise
            event("refused")
            reject()
    event(f"{_hold(case, ready, dossier, many)} parts")


@pytest.mark.parametrize("name", sorted(CASES)[::3])
def test_every_case_as_at_once_in_as_many_parts_as_there_may_be(name: str, tmp_path: Path) -> None:
    _hold(CASES[name], *loaded(CASES[name], tmp_path), 1000)


def _hold(case: build.Case, ready: Plan, dossier: Dossier, many: int) -> int:
    """Judge in parts and at once, and return in how many parts."""
    whole = evaluate(ready, dossier, case.as_of)
    parts, found = here.judged(ready, dossier, case.as_of, many, 10**6)
    assert together([p.rows for p in parts], found) == at_once(whole)
    assert frozenset().union(*(e.provisional for e in found)) == whole.provisional
    assert {e.interim for e in found} == {whole.interim}
    return len(parts)


def loaded(case: build.Case, folder: Path) -> tuple[Plan, Dossier]:
    compiled = compile_file(build.write_ruleset(case.rules, folder))
    given_ = build.given(compiled.rules, case.parameters)
    return compiled.plan, from_rows(compiled.plan, build.typed_rows(compiled.rules, case.records), given_)


def at_once(evaluation: Evaluation) -> dict[str, dict[int, tuple[int, ...]]]:
    return {kind: dict(enumerate(rows_of(evaluation, kind))) for kind in evaluation.kinds}


def rows_of(evaluation: Evaluation, kind: str) -> list[tuple[int, ...]]:
    columns = [v.tolist() for v in results.values(evaluation, kind)]
    return [tuple(c[row] for c in columns) for row in range(evaluation.kinds[kind].size)]


def together(
    rows: list[Mapping[str, NDArray[np.int64]]], found: list[Evaluation]
) -> dict[str, dict[int, tuple[int, ...]]]:
    out: dict[str, dict[int, tuple[int, ...]]] = {kind: {} for kind in found[0].kinds}
    for at, evaluation in zip(rows, found, strict=True):
        for kind in evaluation.kinds:
            for row, one in zip(at[kind].tolist(), rows_of(evaluation, kind), strict=True):
                assert row not in out[kind]
                out[kind][row] = one
    return out
