"""Whole numbers among the texts of a column answer as their texts do."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records.batch import Batch, Coded, stacked
from engine.records.coded import TextArray, coded, pool_of
from engine.records.columns import Texts, as_texts
from engine.records.finder import Finder, Keys
from engine.records.grid import MARK, NO_COLUMN
from engine.records.lines import may_tell
from engine.records.numerals import Numerals, together
from engine.records.opening import typed
from engine.records.pool import Pool
from engine.records.successors import Successors
from engine.records.tables import _labels
from engine.records.written import CELL, PLAIN, Nameless, Style, Written

pytest.importorskip("pyarrow")


HEADS = st.lists(st.sampled_from(["h", "", "Tổng cộng", " ", "#N/A", "x\ny", "a  b"]), max_size=3, unique=True)
STYLES = st.sampled_from([Style(), CELL, Style("", 18), Style("CB-", 18), Style("T/", 18), Style("k", 0)])
NUMBERS = st.lists(st.integers(0, 10**17), max_size=8, unique=True)


@given(HEADS, NUMBERS, STYLES, st.data())
def test_numbers_answer_as_their_texts_do(
    head: list[str], numbers: list[int], style: Style, data: st.DataObject
) -> None:
    pool = Numerals(head, np.array(numbers, dtype=np.int64), style)
    plain = Pool([*head, *map(style.write, numbers)])
    size = len(plain)
    few = [style.write(5), style.write(0)]
    asked = [*plain.texts, *few, *map(str.lower, few), *(t + " " for t in few), "none", "00", "-1", f"{MARK}n5", ""]
    assert [pool.place(text) for text in asked] == [plain.texts.index(t) if t in plain.texts else -1 for t in asked]
    assert pool.places(asked) == [pool.place(text) for text in dict.fromkeys(asked) if text in plain.texts]
    assert (len(pool), pool.tidy) == (size, plain.tidy or not size)
    assert pool.numbers == (plain.numbers or (not size and style.cell))
    assert pool.single == (plain.single or not size)
    assert pool.marked == (style.cell and bool(numbers))
    assert set(pool.worded) >= {text for text in head if text.strip()}
    assert pool.lettered.texts == plain.texts[: len(pool.lettered)]
    assert not any(may_tell(one) and not may_tell(Pool(plain.texts)) for one in (pool, pool.lettered) if len(one))
    labels = ["h", "5", *map(str, numbers[:2]), *(style.write(n).casefold() for n in numbers[:2]), "tổng cộng"]
    wanted = [t for t, label in zip(plain.texts, _labels(plain.texts), strict=True) if label in labels]
    near = pool.like(labels)
    assert [t for t, label in zip(near, _labels(near), strict=True) if label in labels] == wanted or style.cell
    places = data.draw(st.lists(st.integers(0, size - 1), unique=True)) if size else []
    taken = pool.at(np.array(places, dtype=np.int64))
    assert taken.texts == [plain.texts[place] for place in places] == [pool.text(place) for place in places]
    low, high = sorted(data.draw(st.tuples(st.integers(0, size), st.integers(0, size))))
    assert pool.part(low, high).texts == plain.texts[low:high]
    shown, wanted_ = (as_texts(Coded(np.arange(size), one)) for one in (pool, plain))
    assert shown.codes.tolist() == wanted_.codes.tolist()
    assert tuple(shown.distinct) == tuple(wanted_.distinct)
    assert shown.folded() == wanted_.folded()
    assert pool.texts == plain.texts


@given(st.lists(st.integers(0, 99), min_size=1, max_size=9), STYLES, st.booleans())
def test_rows_are_found_by_keys_that_stay_numbers_as_by_others(asked: list[int], style: Style, small_: bool) -> None:
    keys = np.array([5, 70, 99, 1], dtype=np.int64)
    other = Style(style.before.lower(), style.digits) if small_ else style
    words = Texts(np.arange(len(asked)), Written(np.array(asked, dtype=np.int64), other))
    found = Finder(Keys(Written(keys, style)), mock.Mock(), Successors())
    plainly = Finder(Keys([style.write(n) for n in keys.tolist()]), mock.Mock(), Successors())
    wanted = [keys.tolist().index(n) if n in keys else -1 for n in asked]
    assert found.rows_of(words).tolist() == plainly.rows_of(words).tolist() == wanted
    assert found.rows(words.folded()).tolist() == wanted


PATTERNS = st.sampled_from(
    ["CB-{:03d}", "{:012d}", "dv.{:03d}", "VD{:03d}", "TM.{:03d}", "K/T{:03d}", "Đ{:03d}", "CB {:03d}", "{}"]
)
KEYS = st.lists(st.integers(0, 999), min_size=1, max_size=20)


@given(PATTERNS, KEYS, st.integers(0, 19), st.sampled_from(["", "CB-1x1", "cb-001"]))
def test_letters_and_as_many_digits_are_kept_as_numbers(pattern: str, numbers: list[int], at: int, odd: str) -> None:
    import pyarrow as pa

    texts = [pattern.format(n) for n in numbers]
    if odd and at < len(texts):
        texts[at] = odd
    found = typed.patterned(pa.array(["left out", *texts, "this too"]).slice(1, len(texts)))
    if found is None:
        assert pattern[0] in "VTKĐ{" or " " in pattern or odd in texts or len(texts) == 1
        return
    codes, pool = found
    assert [pool.texts[code] for code in codes.tolist()] == texts
    assert pool.texts == list(dict.fromkeys(texts))


@given(st.lists(st.integers(0, 10**17), max_size=6))
def test_the_texts_of_numbers_are_a_sequence_like_any_other(numbers: list[int]) -> None:
    words, plain = Written(np.array(numbers, dtype=np.int64)), tuple(map(str, numbers))
    assert words == plain
    assert plain == words
    assert words == Written(np.array(numbers, dtype=np.int64))
    assert words != (*plain, "x")
    assert (list(words), len(words), repr(words), hash(words)) == (list(plain), len(plain), repr(plain), hash(plain))
    assert tuple(words[1:]) == plain[1:]
    assert [words[at] for at in range(len(plain))] == list(plain)
    assert ("x" in words, words.count("7")) == (False, plain.count("7"))


@given(st.lists(st.sampled_from(["7", "x", ""]), max_size=2), st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_a_column_under_titles_is_the_texts_of_both(head: list[str], numbers: list[int]) -> None:
    codes, found = pd.factorize(np.array(numbers))
    column = typed.headed(head, codes.astype(np.int32), Numerals([], found))
    texts = [*head, *map(str, numbers)]
    assert isinstance(column, TextArray)
    assert list(column) == texts
    series = pd.Series(column)
    for start in range(3):
        assert coded(series.iloc[start:])[0].tolist() == pd.factorize(np.array(texts[start:], dtype=object))[0].tolist()
        assert pool_of(series.iloc[start:]).texts == list(dict.fromkeys(texts[start:]))


def test_so_many_blank_texts_are_a_sequence_like_any_other() -> None:
    words, plain = Nameless(3), ("", "", "")
    assert words == plain
    assert plain == words
    assert words == Nameless(3)
    assert words not in (("", "a", ""), Nameless(2), ["", "", ""])
    assert (list(words), len(words), words[-1]) == (list(plain), 3, "")
    assert (repr(words), hash(words)) == (repr(plain), hash(plain))
    assert tuple(words[1:]) == plain[1:]
    with pytest.raises(IndexError):
        words[3]


FEW = st.sampled_from(["5", "70", "007", "CB-07", "CB-99", "x", "", "99"])
POOLS = st.lists(st.lists(FEW, max_size=5, unique=True))


@given(st.lists(st.integers(0, 99), unique=True), st.sampled_from([PLAIN, Style("CB-", 2)]), POOLS)
def test_columns_are_put_together_as_their_texts_are(numbers: list[int], style: Style, more: list[list[str]]) -> None:
    first = Numerals(["h"], np.array(numbers, dtype=np.int32), style)
    pool, places = together([first, *map(Pool, more)])
    texts = list(dict.fromkeys([*first.texts, *(text for own in more for text in own)]))
    assert pool.texts == texts
    assert [[pool.text(place) for place in own.tolist()] for own in places] == more
    if all(style.write(max(style.read(text), 0)) == text for own in more for text in own):
        assert isinstance(pool, Numerals)


LONG = st.lists(st.sampled_from(["a", "b", "7", ""]), min_size=1)


@given(LONG, st.lists(st.sampled_from(["a", "7", "c"])), st.booleans())
def test_a_long_sheet_and_a_short_one_are_stacked_as_any_two(long: list[str], short: list[str], lacks: bool) -> None:
    def batch(texts: list[str], column: pd.Series[str], number: int) -> Batch:
        cells = {"t": column} if texts is long or not lacks else {}
        return Batch("f", "s", np.arange(1, len(texts) + 1, dtype=np.int32), cells, {}, grid=number)

    def found(first: pd.Series[str]) -> list[str]:
        stack = stacked([batch(long, first, 0), batch(short, pd.Series(short, dtype=object), 1)])
        column = stack.columns["t"]
        return [column.distinct[code] for code in column.codes.tolist()]

    with mock.patch("engine.records.batch._LARGE", 1):
        quickly = found(pd.Series(TextArray._from_sequence(long)))
    assert quickly == found(pd.Series(long, dtype=object)) == [*long, *([NO_COLUMN] * len(short) if lacks else short)]
