"""Sorting values with where they stand, against Python's own sorting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluator.ordering import numbered, ordered

LEAST, MOST = int(np.iinfo(np.int64).min), int(np.iinfo(np.int64).max)
VALUES = st.one_of(st.integers(-3, 3), st.integers(LEAST, MOST), st.sampled_from([LEAST, LEAST + 1, MOST]))
ENTRIES = st.lists(st.tuples(st.integers(0, 4), VALUES), max_size=12)


@given(ENTRIES)
def test_entries_stand_by_group_and_value(entries: list[tuple[int, int]]) -> None:
    group, values = (np.array([e[i] for e in entries], dtype=np.int64) for i in range(2))
    order = ordered(values, group, 5)
    assert sorted(order.entries.tolist()) == list(range(len(entries)))
    assert [entries[i] for i in order.entries.tolist()] == sorted(entries)
    places = sorted(set(entries))
    assert order.places.tolist() == [places.index(entries[i]) for i in order.entries.tolist()]


@given(st.lists(VALUES, max_size=12))
def test_a_value_is_numbered_by_its_place_among_all(values: list[int]) -> None:
    column = np.array(values, dtype=np.int64)
    assert numbered(column).tolist() == [sorted(set(values)).index(v) for v in values]
    assert column.tolist() == values


@pytest.mark.parametrize("bits", [58, 59, 60, 61, 62, 63])
@pytest.mark.parametrize("many", [1, 2, 3])
def test_whether_a_number_has_room_for_all_makes_no_difference(bits: int, many: int) -> None:
    """Four entries take two bits, three groups two; the values take so many bits."""
    values = np.array([(1 << bits) - 1, 0, 5, (1 << bits) - 1], dtype=np.int64)
    group = np.array([0, many - 1, 0, 0], dtype=np.int64)
    order = ordered(values, group if many > 1 else None, many)
    kept = group.tolist() if many > 1 else [0] * 4
    pairs = list(zip(kept, values.tolist(), strict=True))
    assert [pairs[i] for i in order.entries.tolist()] == sorted(pairs)
    assert order.places.tolist() == [sorted(set(pairs)).index(p) for p in sorted(pairs)]
