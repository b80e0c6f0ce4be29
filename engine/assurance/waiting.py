"""Work that takes long, in one process or in several: how much of it is done, and what is being looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from typing import TypeVar

T = TypeVar("T")
#: Is told how many are done, and the name of what is looked at now ("" where all are done).
Tell = Callable[[int, str], None]


def silent(done: int, now: str) -> None:
    """Tell nobody."""


def each(names: Sequence[str], do: Callable[[str], T], tell: Tell = silent) -> Iterator[T]:
    """Do one after another, told before each."""
    for done, name in enumerate(names):
        tell(done, name)
        yield do(name)
    tell(len(names), "")


def waited(waiting: Mapping[str, Future[T]], tell: Tell = silent) -> None:
    """Wait until all are done or have failed, told after each; the first that is not done is looked at now."""
    tell(0, next(iter(waiting), ""))
    for done, _ in enumerate(as_completed(waiting.values()), 1):
        tell(done, next((name for name, one in waiting.items() if not one.done()), ""))
