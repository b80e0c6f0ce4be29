"""The mean of rows that may or may not count, against every choice of them tried one by one."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluator.interval import Groups, Interval, mean

ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(-5, 5), st.integers(0, 3), st.sampled_from([0, 1, 1, 2])), max_size=8
)


def means(rows: list[tuple[int, int, int, int]]) -> set[Fraction]:
    """Return the mean of every choice of rows, and of every value, that may turn out; none where no row counts."""
    surely, maybe = [r for r in rows if r[3] == 2], [r for r in rows if r[3] == 1]
    found: set[Fraction] = set()
    for picks in itertools.product((False, True), repeat=len(maybe)):
        taken = surely + [r for r, pick in zip(maybe, picks, strict=True) if pick]
        for end in (0, 1):
            if taken:
                found.add(Fraction(sum(r[1] + end * r[2] for r in taken), len(taken)))
    return found


@given(ROWS)
def test_a_mean_has_the_bounds_of_every_choice(rows: list[tuple[int, int, int, int]]) -> None:
    owner, low, wide, codes = (np.array([r[i] for r in rows], dtype=np.int64) for i in range(4))
    groups = Groups(owner.astype(np.int32), 3, np.ones(3, dtype=bool))
    found = mean(groups, Interval(low, low + wide), codes.astype(np.int8), (-5, 8))
    for number in range(3):
        mine = means([r for r in rows if r[0] == number])
        assert bool(found.void[number]) is (not mine)
        if mine:
            assert Fraction(int(found.low_top[number]), int(found.low_bottom[number])) == min(mine)
            assert Fraction(int(found.high_top[number]), int(found.high_bottom[number])) == max(mine)


def test_many_rows_that_may_count_are_gone_through_once() -> None:
    many = 200_000  # one pass for each of them would take hours
    groups = Groups(np.zeros(many, dtype=np.int32), 1, np.ones(1, dtype=bool))
    values = np.arange(many, dtype=np.int64)
    found = mean(groups, Interval(values, values), np.full(many, 1, dtype=np.int8), (0, many))
    assert (found.low_top[0], found.low_bottom[0], found.high_top[0], found.high_bottom[0]) == (0, 1, many - 1, 1)
