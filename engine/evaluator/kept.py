"""What depends on a plan alone: found once, since one plan, which never changes, is judged by again and again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from ..plan import Plan

#: So many plans are remembered, the last ones.
_PLANS = 8
T = TypeVar("T")


def of_plan(find: Callable[[Plan], T]) -> Callable[[Plan], T]:
    """Let a function remember what it found of the last few plans; what it returns must not be changed."""
    kept: deque[tuple[Plan, T]] = deque(maxlen=_PLANS)

    @wraps(find)
    def found(ready: Plan) -> T:
        for known, value in tuple(kept):
            if known is ready:
                return value
        value = find(ready)
        kept.append((ready, value))
        return value

    return found
