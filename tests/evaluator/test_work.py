"""How much an evaluation does, counted and never timed: calls and bytes, so that a regression shows on any machine.

Every test fails when what it names comes back: a loop over rows, groups or profiles (calls), a column widened to eight
bytes on the way (bytes), a temporary that grows with the square of something (bytes, memory).
"""

from __future__ import annotations

import os
import sys
import tracemalloc
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest

from benchmarks.scaled import AS_OF, dossier_of, plan_of
from engine.evaluator import batches, evaluate, gates, kleene, known
from engine.plan import Plan
from engine.records.dossier import Dossier

#: What is read and written for one row of staff in all: judged on two awards, gathered under its unit, ranked there.
BYTES_A_ROW = 1850
#: Functions called in an evaluation whose plan has been judged by before: 1085 with Python 3.11 and NumPy 2.4.
CALLS = 1150
#: What is held for one row at most while many units are ranked: 34 bytes of what is found, and rows by unit.
HELD_A_ROW = 70

#: Where every function is wrapped (mutants), calls and copies are others'.
plain = pytest.mark.skipif("MUTANT_UNDER_TEST" in os.environ, reason="functions are wrapped")


@cache
def plan(criteria: int) -> Plan:
    with TemporaryDirectory() as folder:
        return plan_of(criteria, Path(folder))


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called, in Python and in C."""
    count = 0

    def seen(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def calls_of(criteria: int, units: int, members: int) -> int:
    """Return the calls of the second evaluation: the first one judges the profiles."""
    ready, dossier = plan(criteria), dossier_of(plan(criteria), units, members)
    evaluate(ready, dossier, AS_OF)
    return calls(lambda: evaluate(ready, dossier, AS_OF))


class Counted(np.ndarray[Any, np.dtype[Any]]):
    """An array that counts the bytes which go into and come out of everything NumPy does with it."""

    moved = 0

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **named: Any) -> Any:
        """Count, compute, and go on counting what comes out."""
        return self._done(getattr(ufunc, method), inputs, named)

    def __array_function__(self, func: Any, _types: Any, args: Any, kwargs: Any) -> Any:
        """Count, compute, and go on counting what comes out."""
        return self._done(func, args, kwargs)

    def __getitem__(self, key: Any) -> Any:
        """Count a gather; a slice moves nothing."""
        if isinstance(key, slice):
            return super().__getitem__(key)
        return self._done(np.ndarray.__getitem__, (self, key), {})

    def __setitem__(self, key: Any, value: Any) -> None:
        """Count a scatter."""
        self._done(np.ndarray.__setitem__, (self, key, value), {})

    @staticmethod
    def _done(func: Any, args: Any, named: Any) -> Any:
        Counted.moved += _bytes(args) + _bytes(tuple(named.values()))
        out = func(*_plain(args), **{k: _plain(v) for k, v in named.items()})
        Counted.moved += _bytes((out,))
        return _counted(out)


for _name in (
    "take", "astype", "tobytes", "any", "all", "sum", "max", "min", "cumsum", "nonzero", "argsort", "sort", "copy"
):  # fmt: skip

    def _method(self: Counted, *args: Any, _name: str = _name, **named: Any) -> Any:
        return Counted._done(getattr(np.ndarray, _name), (self, *args), named)

    setattr(Counted, _name, _method)


def _bytes(values: Any) -> int:
    if isinstance(values, np.ndarray):
        return 0 if 0 in values.strides else values.nbytes  # a constant column takes no memory
    if isinstance(values, bytes):
        return len(values)
    return sum(_bytes(v) for v in values) if isinstance(values, (tuple, list)) else 0


def _plain(values: Any) -> Any:
    if isinstance(values, Counted):
        return values.view(np.ndarray)
    return type(values)(_plain(v) for v in values) if type(values) in {tuple, list} else values


def _counted(out: Any) -> Any:
    if type(out) in {tuple, list}:
        return type(out)(_counted(o) for o in out)
    return out.view(Counted) if type(out) is np.ndarray else out


def counted(dossier: Dossier) -> Dossier:
    """Return the same dossier whose columns count."""
    for table in dossier.tables.values():
        columns, owners = dict(table.columns), dict(table.owners)
        object.__setattr__(table, "columns", {k: v.view(Counted) for k, v in columns.items()})
        object.__setattr__(table, "owners", {k: v.view(Counted) for k, v in owners.items()})
    return dossier


def bytes_of(monkeypatch: pytest.MonkeyPatch, criteria: int, units: int, members: int) -> int:
    looked_up = kleene.looked_up
    ready, dossier = plan(criteria), counted(dossier_of(plan(criteria), units, members))
    with monkeypatch.context() as patch:
        patch.setattr(kleene, "looked_up", lambda numbers, values: Counted._done(looked_up, (numbers, values), {}))
        for name in ("zeros", "empty", "full", "arange"):  # what is made on the way counts as well
            patch.setattr(np, name, partial(_made, getattr(np, name)))
        Counted.moved = 0
        evaluate(ready, dossier, AS_OF)
    return Counted.moved


def _made(make: Any, *args: Any, **named: Any) -> Any:
    """Return a new array that counts."""
    return _counted(make(*args, **named))


def peak_of(criteria: int, units: int, members: int) -> int:
    ready, dossier = plan(criteria), dossier_of(plan(criteria), units, members)
    evaluate(ready, dossier, AS_OF)
    tracemalloc.start()
    try:
        found = evaluate(ready, dossier, AS_OF)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found.kinds
    return peak


def test_more_subjects_are_no_more_calls() -> None:
    few, many = calls_of(6, 40, 20), calls_of(6, 400, 20)
    assert many - few < few // 20  # a value or two that only larger data have


def test_larger_units_are_no_more_calls() -> None:
    assert abs(calls_of(6, 40, 200) - calls_of(6, 400, 20)) < calls_of(6, 40, 20) // 20


def test_calls_grow_with_criteria_evenly() -> None:
    ten, forty, seventy = (calls_of(n, 20, 10) for n in (10, 40, 70))
    assert abs((seventy - forty) - (forty - ten)) < (forty - ten) // 5


@plain
def test_an_evaluation_is_so_many_calls_in_all() -> None:
    assert calls_of(6, 40, 20) < CALLS


def test_bytes_grow_with_subjects_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, four = (bytes_of(monkeypatch, 6, n, 20) for n in (200, 400, 800))
    assert abs((four - two) - 2 * (two - one)) < (two - one) // 10


def test_bytes_do_not_grow_with_members_per_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bytes_of(monkeypatch, 6, 40, 200) < 1.1 * bytes_of(monkeypatch, 6, 400, 20)


def test_a_criterion_is_a_few_bytes_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = 400 * 20
    each = (bytes_of(monkeypatch, 46, 400, 20) - bytes_of(monkeypatch, 6, 400, 20)) / (40 * rows)
    assert each < 4  # its codes and the fold of all criteria so far are read, the fold is written


def test_a_row_is_so_many_bytes_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = 800 * 20
    assert bytes_of(monkeypatch, 6, 800, 20) / rows < BYTES_A_ROW


def test_memory_stays_under_three_times_the_input() -> None:
    few, many = peak_of(50, 200, 20), peak_of(50, 1200, 20)
    fields, points, owner, ghost = 50, 8, 4, 1
    assert (many - few) / (1000 * 20) < 3 * (fields + points + owner + ghost)


def test_what_is_held_while_units_are_ranked_is_little_more_than_what_is_found() -> None:
    """However many are ranked, only as many as come together are worked on."""
    few, many = peak_of(10, 2000, 20), peak_of(10, 5000, 20)
    assert (many - few) / (3000 * 20) < HELD_A_ROW


def notices(guard: Callable[..., None], *arguments: object) -> bool:
    """Tell whether a guard fails."""
    try:
        guard(*arguments)
    except AssertionError:
        return True
    return False


def planted(monkeypatch: pytest.MonkeyPatch, fold: Callable[[list[Any]], Any]) -> None:
    """Put another fold of criteria in the place of the engine's."""
    monkeypatch.setattr(gates, "_min", fold)


@plain
def test_a_loop_over_rows_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch, lambda items: np.array([min(codes) for codes in zip(*items, strict=True)], dtype=np.int8))
    assert notices(test_more_subjects_are_no_more_calls)
    assert notices(test_larger_units_are_no_more_calls)


@plain
def test_what_depends_on_the_plan_alone_found_again_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_registers", known._registers.__wrapped__)  # type: ignore[attr-defined]
    assert notices(test_an_evaluation_is_so_many_calls_in_all)


@plain
def test_a_column_widened_on_the_way_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch, lambda items: np.min([item.astype(np.int64) for item in items], axis=0).astype(np.int8))
    assert notices(test_a_criterion_is_a_few_bytes_a_row, monkeypatch)


@plain
def test_columns_that_are_kept_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fold(items: list[Any]) -> Any:
        wide = [item.astype(np.int64) for item in items]
        return np.minimum.reduce(wide).astype(np.int8)

    planted(monkeypatch, fold)
    assert notices(test_memory_stays_under_three_times_the_input)


@plain
def test_all_units_ranked_at_once_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "AT_ONCE", 1 << 40)
    assert notices(test_what_is_held_while_units_are_ranked_is_little_more_than_what_is_found)


@plain
def test_what_grows_with_the_square_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    fold = gates._min

    def pairs(items: list[Any]) -> Any:
        out = fold(items)
        np.minimum(out[:, None], out[None, : len(out) // 64])
        return out

    planted(monkeypatch, pairs)
    assert notices(test_bytes_grow_with_subjects_evenly, monkeypatch)
    assert notices(test_a_row_is_so_many_bytes_in_all, monkeypatch)
