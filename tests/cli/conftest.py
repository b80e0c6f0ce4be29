"""Commands are tested in one process: the bytes of a book that was read before are not taken apart again."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from engine.diagnostics import Diagnostic
from engine.records.grid import Grid
from engine.records.opening.files import read
from engine.records.opening.gather import Book

_SEEN: dict[tuple[str, str, frozenset[str]], tuple[list[Grid], list[Diagnostic]]] = {}


def _read(book: Book, labels: frozenset[str], tell: object = None) -> tuple[list[Grid], list[Diagnostic]]:
    del tell
    key = (book.name, book.digest(), labels)
    if key not in _SEEN:
        _SEEN[key] = read(book, labels)
    return _SEEN[key]


@pytest.fixture(autouse=True)
def _read_once() -> Iterator[None]:
    with patch("engine.records.opening.files.read", _read):
        yield


@pytest.fixture(autouse=True)
def _as_wide_as_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print tables alike whatever terminal the tests run in."""
    monkeypatch.setenv("COLUMNS", "100")
