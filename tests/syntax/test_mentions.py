"""The names that a declaration mentions."""

from __future__ import annotations

import pytest

from engine.source import Source
from engine.syntax import parse_expression
from engine.syntax.mentions import words_of


@pytest.mark.parametrize(
    ("text", "words", "lists"),
    [
        ("on_time >= floor", {"on_time", "floor"}, set[str]()),
        ("unit.kind = ward", {"unit", "kind", "unit.kind", "ward"}, set[str]()),
        ("no violation where grave", {"grave"}, {"violation"}),
        ("count of unit.paper >= 2", set[str](), {"unit", "paper"}),
        ("share of paper where sent has good >= 50%", {"sent", "good"}, {"paper"}),
        ("sum of points over paper where good >= 2", {"points", "good"}, {"paper"}),
        ("run of year to 2020 over past where good >= 2", {"year", "good"}, {"past"}),
    ],
)
def test_lists_are_named_only_where_they_are_asked_for(text: str, words: set[str], lists: set[str]) -> None:
    expr, found = parse_expression(Source("x", text), 0, len(text))
    assert not found
    assert set(words_of(expr)) == words
    assert set(words_of(expr, registers=True)) == words | lists
