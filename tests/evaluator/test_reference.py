"""The reference evaluator's own parts: intervals, folds, and that nothing in it depends on the order of rows."""

from __future__ import annotations

import itertools
import tempfile
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluator import reference
from engine.evaluator.reference import judge
from engine.evaluator.reference.interval import Interval, Item, compare, fold_numbers, fold_share, point, quotient
from engine.syntax import read_ruleset

from .. import strategies
from ..conformance import build
from ..conformance.programs import words_of

HERE = Path(reference.__file__).parent
BOUNDS = Interval(Fraction(-3), Fraction(3))
SMALL = st.integers(-3, 3)
ITEMS = st.lists(
    st.tuples(st.sampled_from([0, 1, 2]), SMALL, SMALL).map(
        lambda t: Item(t[0], Interval(Fraction(min(t[1:])), Fraction(max(t[1:]))))
    ),
    max_size=4,
)


def test_half_a_step_is_rounded_upwards_on_both_sides_of_zero() -> None:
    """Half-up means upwards, never away from zero."""
    assert quotient(point(1), point(4), Fraction(1, 10), "half-up") == point(Fraction(3, 10))
    assert quotient(point(-1), point(4), Fraction(1, 10), "half-up") == point(Fraction(-2, 10))


@given(st.sampled_from(["<", "<=", "=", "!=", ">=", ">"]), SMALL, SMALL, SMALL, SMALL)
def test_a_comparison_is_what_holds_for_every_pair(op: str, a: int, b: int, c: int, d: int) -> None:
    """Checked against every pair of quarters from both intervals."""
    left, right = (Interval(Fraction(min(p)), Fraction(max(p))) for p in ((a, b), (c, d)))
    found = {compare(op, point(x), point(y)) for x, y in itertools.product(_inside(left), _inside(right))}
    assert compare(op, left, right) == (found.pop() if len(found) == 1 else 1)


def _inside(interval: Interval) -> list[Fraction]:
    steps = int((interval.high - interval.low) * 4)
    return [interval.low + Fraction(n, 4) for n in range(steps + 1)]


@given(ITEMS, st.sampled_from(["sum", "min", "max", "mean"]))
def test_a_fold_holds_every_completion(items: list[Item], fold: str) -> None:
    """The bounds are exactly the least and greatest over everything the doubtful rows and values can turn out to be."""
    found = fold_numbers(fold, items, BOUNDS, complete=True)
    outcomes = []
    for taken in itertools.product(*[(True,) if i.f == 2 else (False,) if i.f == 0 else (False, True) for i in items]):
        kept = [i.v for i, t in zip(items, taken, strict=True) if t]
        ends = itertools.product(*[{v.low, v.high} for v in kept])
        outcomes += [_plain(fold, list(values)) for values in ends if values or fold == "sum"]
    if outcomes:
        assert found.value == Interval(min(outcomes), max(outcomes))


def _plain(fold: str, values: list[Fraction]) -> Fraction:
    match fold:
        case "sum":
            return sum(values, Fraction(0))
        case "mean":
            return sum(values, Fraction(0)) / len(values)
        case "min":
            return min(values)
        case _:
            return max(values)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=5))
def test_a_share_holds_every_completion(rows: list[tuple[int, int]]) -> None:
    """The bounds are exactly the least and greatest share over every way the open verdicts can fall."""
    shares = []
    ways = [
        [(f, p) for f in ((0, 2) if r[0] == 1 else (r[0],)) for p in ((0, 2) if r[1] == 1 else (r[1],))] for r in rows
    ]
    for way in itertools.product(*ways):
        inside = [p for f, p in way if f]
        if inside:
            shares.append(Fraction(100 * inside.count(2), len(inside)))
    found = fold_share(rows, complete=True)
    if shares:
        assert found.value == Interval(min(shares), max(shares))
        assert found.none != 2
    else:
        assert found.none == 2


@given(strategies.cases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(case: build.Case, shuffle: Random) -> None:
    """The same rows in another order give the same verdicts and decisions for everybody."""
    with tempfile.TemporaryDirectory() as folder:
        rules, _ = read_ruleset(build.write_ruleset(case.rules, Path(folder)))
    assert rules is not None
    found, records = [], dict(case.records)
    for _ in range(2):
        tables = build.tables(rules, records)
        found.append(words_of(judge(rules, tables, build.given(rules, case.parameters), case.as_of)))
        for name, rows in case.records.items():
            records[name] = shuffle.sample(list(rows), len(rows))
    assert found[0] == found[1]


@pytest.mark.parametrize("file", sorted(HERE.glob("*.py")), ids=lambda f: f.name)
def test_it_shares_nothing_with_the_schedule(file: Path) -> None:
    """No plan, no NumPy, no chain: only the written rules, the values, and each other."""
    lines = [w for w in file.read_text("utf-8").splitlines() if w.strip().startswith(("from ", "import "))]
    ours = [w.strip() for w in lines if w.strip().startswith("from .")]
    allowed = (
        "from ...syntax import ast",
        "from ...values import",
        "from ...source import Located",
        "from ...records.plain import",
    )
    assert all(
        w.startswith(allowed) or (w.startswith(("from .", "from . ")) and not w.startswith("from ..")) for w in ours
    )
    assert not any("numpy" in w or "durable" in w for w in lines)
