"""Tables that fit a terminal: no line is wider, and nothing that stood in a cell is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.report.fitting import fitted, lines, told

WORD = st.text("abcxyz._:-/", min_size=1, max_size=30)
CELL = st.lists(WORD, max_size=8).map(" ".join)
TABLE = st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=5))


def bare(text: str) -> str:
    return "".join(text.split())


@given(TABLE, st.integers(40, 120))
def test_no_line_is_wider(table: list[list[str]], width: int) -> None:
    head = ["Tên"] * len(table[0])
    assert max(map(len, fitted(table, head, width).splitlines())) <= width


@given(CELL, st.integers(1, 60))
def test_nothing_of_a_cell_is_lost(cell: str, width: int) -> None:
    found = lines(cell, width)
    assert bare("".join(found)) == bare(cell)
    assert max(map(len, found)) <= width


def test_what_fits_stands_as_it_is() -> None:
    text = fitted([("a b", "c, d")], ("Một", "Hai"), 40)
    assert text.splitlines() == ["Một  Hai", "---  ----", "a b  c, d"]
    assert fitted([], ("Một", "Hai"), 40) == ""


def test_the_widest_column_gives_way_first() -> None:
    text = fitted([("unit.rate", "một hai ba bốn năm sáu bảy tám chín mười", "dòng 3")], ("A", "B", "C"), 40)
    assert text.splitlines()[2:] == ["unit.rate  một hai ba bốn năm     dòng 3", "           sáu bảy tám chín mười"]


def test_a_word_breaks_only_where_nothing_else_helps_and_then_at_its_joints() -> None:
    assert lines("unit.rate:met:above", 12) == ["unit.rate:", "met:above"]
    assert lines("một unit.rate", 9) == ["một", "unit.rate"]
    assert lines("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert lines("", 10) == [""]


def test_ids_are_never_broken_in_lines_that_are_told() -> None:
    long = "prize:unit requires unit.sent:drop"
    assert told([f"  unit.rate: ngay trên mức  [{long}]", "ngắn"], 20) == [
        "  unit.rate: ngay", "    trên mức", f"    [{long}]", "ngắn",
    ]  # fmt: skip
