"""Constants and comparisons of one number, against the columns that they stand for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluator import interval, kleene
from engine.plan import Op

ENDS = st.integers(-3, 3)


@given(st.sampled_from(Op), ENDS, ENDS, ENDS)
def test_anything_in_a_range_compares_as_a_column_does(op: Op, first: int, second: int, limit: int) -> None:
    low, high = sorted((first, second))
    columns = (np.array([v], dtype=np.int64) for v in (low, high, limit, limit))
    assert kleene.anything(op, low, high, limit) == kleene.compare(op, *columns)[0]


@pytest.mark.parametrize("size", [0, 1, 3])
@pytest.mark.parametrize("value", [0, 1, 2, 8])
def test_a_constant_takes_no_memory_and_cannot_be_written_to(size: int, value: int) -> None:
    column = kleene.constant(size, value)
    assert column.tolist() == [value] * size
    assert column.dtype == np.int8
    assert kleene.is_constant(column)
    assert not column.flags.writeable


@pytest.mark.parametrize("value", [0, -1, 7, -(2**63), 2**63 - 1])
def test_a_constant_number_takes_no_memory_and_cannot_be_written_to(value: int) -> None:
    column = interval.constant(value, 3)
    assert column.tolist() == [value] * 3
    assert column.dtype == np.int64
    assert column.strides == (0,)
    assert not column.flags.writeable
