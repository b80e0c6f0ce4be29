"""Kleene's three values as int8 arrays: 0 not met, 1 undetermined, 2 met."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..plan import Op
from .arrays import Codes

Bool = NDArray[np.bool_]


def code(surely: Bool, possibly: Bool) -> Codes:
    """Return 2 where it surely holds, 1 where it possibly does, 0 elsewhere (surely implies possibly)."""
    return surely.view(np.int8) + possibly.view(np.int8)


def exact(holds: Bool) -> Codes:
    """Return 2 where a settled condition holds, 0 elsewhere."""
    codes = holds.view(np.int8)
    return codes + codes  # NumPy adds bytes many at a time, and shifts them one by one


def full(size: int, value: int) -> Codes:
    """Return a constant column."""
    return np.full(size, value, dtype=np.int8)


def constant(size: int, value: int) -> Codes:
    """Return a constant column that takes no memory and cannot be written to."""
    # what `broadcast_to` makes, in a tenth of the time: an evaluation has dozens of them, and may be of few subjects
    return np.ndarray((size,), np.int8, bytes((value,)), 0, (0,))


def is_constant(codes: Codes) -> bool:
    """Tell whether a column is one of `constant`."""
    return codes.strides == (0,)


def both(left: Codes | None, right: Codes | None, size: int) -> Codes:
    """Return the conjunction; None stands for met everywhere."""
    if left is None:
        return full(size, 2) if right is None else right
    return left if right is None else np.minimum(left, right)


def looked_up(numbers: NDArray[np.unsignedinteger], values: Sequence[int]) -> Codes:
    """Return the code that stands in `values` at each number."""
    if len(set(values)) == 1:
        return constant(len(numbers), values[0])
    if numbers.dtype != np.uint8:
        return np.array(values or [0], dtype=np.int8).take(numbers)
    # bytes through a table of bytes: `take` would first widen every number to eight bytes
    table = bytes(values).ljust(256, b"\0")
    return np.frombuffer(numbers.tobytes().translate(table), dtype=np.int8)


FLIPPED = {Op.LT: Op.GT, Op.LE: Op.GE, Op.EQ: Op.EQ, Op.NE: Op.NE, Op.GE: Op.LE, Op.GT: Op.LT}
_PLAIN: dict[Op, Callable[[int, int], bool]] = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
}
_COMPARE = {
    Op.LT: np.less,
    Op.LE: np.less_equal,
    Op.EQ: np.equal,
    Op.NE: np.not_equal,
    Op.GE: np.greater_equal,
    Op.GT: np.greater,
}


def anything(op: Op, low: int, high: int, limit: int) -> int:
    """Compare anything from `low` to `high` with a number; return the code."""
    match op:
        case Op.EQ:
            return (low == limit == high) + (low <= limit <= high)
        case Op.NE:
            return 2 - anything(Op.EQ, low, high, limit)
        case _:
            return _PLAIN[op](low, limit) + _PLAIN[op](high, limit)


def holds(op: Op, left: NDArray[np.signedinteger], right: NDArray[np.signedinteger] | np.signedinteger) -> Bool:
    """Compare two exact columns."""
    return np.asarray(_COMPARE[op](left, right))


def compare(
    op: Op, low: NDArray[np.int64], high: NDArray[np.int64], other_low: NDArray[np.int64], other_high: NDArray[np.int64]
) -> Codes:
    """Compare two interval columns: met for every pair of values, not met for none."""
    match op:
        case Op.LT | Op.LE:
            return code(holds(op, high, other_low), holds(op, low, other_high))
        case Op.GT | Op.GE:
            return code(holds(op, low, other_high), holds(op, high, other_low))
        case Op.EQ:
            surely = (low == high) & (other_low == other_high) & (low == other_low)
            return code(surely, (low <= other_high) & (other_low <= high))
        case Op.NE:
            return np.int8(2) - compare(Op.EQ, low, high, other_low, other_high)
