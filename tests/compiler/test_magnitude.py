"""The greatest integer that a comparison multiplies out to, against the arithmetic of docs/semantics.md section 3."""

from __future__ import annotations

import pytest

from engine.compiler.numbers import compare_magnitude, is_ratio
from engine.plan import Constant, Count, Flag, Fold, Num, Peers, Share, Total, Value

MANY = 10**9
SHARE = Share(("person",), None, Flag("ok"))
SMALL, FINE = Value("a", 0, -7, 5), Value("b", 2, 0, 12_345)
MEAN = Total(Fold.MEAN, ("person",), None, FINE, 2)
AMONG = Peers(Fold.MEAN, SMALL, None, None, 0)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (SMALL, Constant(9), 9),  # each side in the decimals of the finer one
        (SMALL, Constant(6), 7),
        (SMALL, FINE, 12_345),
        (SMALL, Constant(150, 2), 700),
        (SHARE, Constant(95), 100 * 2 * MANY),  # a share is at most 100 times 2 * 10^9 rows
        (SHARE, Constant(950), 950 * 2 * MANY),
        (SHARE, Constant(9, 1), 1000 * 2 * MANY),
        (MEAN, Constant(3), 12_345 * 2 * MANY),  # a mean: a sum against rows
        (MEAN, Constant(200), 20_000 * 2 * MANY),
        (MEAN, Constant(1, 3), 123_450 * 2 * MANY),
        (AMONG, Constant(-8), 8 * 2 * MANY),
        (AMONG, FINE, 12_345 * 2 * MANY),
        (AMONG, Constant(3), 7 * 2 * MANY),
    ],
)
def test_what_a_comparison_needs(left: Num, right: Num, expected: int) -> None:
    assert compare_magnitude(left, right) == expected
    assert compare_magnitude(right, left) == expected


def test_ratios_are_shares_and_means() -> None:
    assert [is_ratio(n) for n in (SHARE, MEAN, AMONG)] == [True] * 3
    others: list[Num] = [SMALL, Count(("person",), None), Peers(Fold.MAX, SMALL, None, None, 0)]
    others += [Total(Fold.SUM, ("person",), None, FINE, 2)]
    assert not any(is_ratio(n) for n in others)
