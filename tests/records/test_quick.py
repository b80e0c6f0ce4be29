"""The quick way of reading csv gives what pandas' reader gives; columns of numbers and texts are like texts alone."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.diagnostics import ReportedError
from engine.records.batch import Coded
from engine.records.coded import TextArray, coded, pool_of
from engine.records.columns import as_texts
from engine.records.grid import word
from engine.records.lines import _TELLING, may_tell
from engine.records.opening import delimited, quick
from engine.records.pool import Pool
from engine.records.tables import _labels

pytest.importorskip("pyarrow")

Found = dict[int, list[str]] | list[str]


def read(raw: bytes, *, quickly: bool) -> Found:
    """Return the rows of a csv file, or why it is refused."""
    off = mock.patch.object(delimited, "quick_columns", return_value=None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(raw)
        try:
            if quickly:
                (grid,), _ = delimited.read_csv(path, path.name, frozenset({"a"}))
            else:
                with off:
                    (grid,), _ = delimited.read_csv(path, path.name, frozenset({"a"}))
        except ReportedError as error:
            return [d.message() for d in error.diagnostics]
    rows = zip(grid.cells.index.tolist(), grid.cells.itertuples(index=False, name=None), strict=True)
    return {row: list(cells) for row, cells in rows}


PIECES = [
    ";", ",", "\t", "|", '"', '""', "\n", "\r\n", "\r", " ", "", "a", "U1", "12", "1,5", "Phường", "#N/A", "#",
    "\u00a0", "\u1680", "\x1a", "\x1f", "\x0b", "\x85", "\u2028", "'", "\\", "NULL", "nan", "sep=;", "e\u0302",
    "\u200b", "\ufeff", "\x00", "x" * 300,
]  # fmt: skip
CELLS = st.sampled_from(["", " ", "a", '"b"', '"c;d"', '"e""f"', '"g\nh"', "#N/A", "ổ", "7"])
ROWS = st.lists(st.lists(CELLS), max_size=9)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("a;b\nc;d\n\x1ae;f\n")
@example('sep=;\na;"b"\n"";c')
@example("a;b;\n1;2;\n;;\n \t;;\n")
def test_any_text_is_read_alike(text: str) -> None:
    raw = text.encode()
    assert read(raw, quickly=True) == read(raw, quickly=False)


@given(ROWS, st.integers(2, 4), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_table_is_read_alike(rows: list[list[str]], width: int, end: str, ragged: bool) -> None:
    lines = [row if ragged else [*row, *[""] * width][:width] for row in [["a", "b", "c", "d"][:width], *rows]]
    raw = end.join(map(";".join, lines)).encode()
    assert read(raw, quickly=True) == read(raw, quickly=False)


def test_plain_files_are_read_quickly_and_others_are_not() -> None:
    def taken(raw: bytes) -> bool:
        with (
            mock.patch.object(delimited, "quick_columns", wraps=quick.quick_columns) as called,
            mock.patch.object(delimited, "_cells", wraps=delimited._cells) as slowly,
        ):
            read(raw, quickly=True)
        return bool(called.called and not slowly.called)

    assert taken(b'a;b\n"1";2\n\n;\n3;"x;y"\n')
    for other in (b'a;b\n"1\n2";3\n', b"a;b\n1;2;3\n", b'a;b\n5" x;1\n', b"a\n1\n"):
        assert not taken(other)


@pytest.mark.parametrize("size", [8, 9, 17, 40])
@pytest.mark.parametrize("again", [False, True])
def test_keys_that_are_all_different_are_told_from_those_that_are_not(size: int, *, again: bool) -> None:
    keys = [f"{n:x}".rjust(size, "k") for n in range(3_000)]
    keys[2_500] = keys[7] if again else keys[2_500]
    raw = b"a;b\n" + "".join(f"{key};{n % 3}\n" for n, key in enumerate(keys)).encode()
    assert read(raw, quickly=True) == read(raw, quickly=False) == {1: ["a", "b"]} | {
        n + 2: [key, str(n % 3)] for n, key in enumerate(keys)
    }


TEXTS = st.lists(st.sampled_from(["", " ", "a", "b", "A", "1", "1.0", "\x00n1", "\x00e#N/A", "x\ny", "ổ", "a  b"]))


@given(TEXTS, st.integers(0, 8), st.integers(0, 8), st.data())
def test_a_column_answers_as_its_texts_do(texts: list[str], start: int, stop: int, data: st.DataObject) -> None:
    plain = pd.Series(texts, dtype=object)
    column = pd.Series(TextArray._from_sequence(texts))
    for _ in range(2):
        assert column.tolist() == plain.tolist()
        for text in ("", "a", "none of them"):
            assert (column == text).tolist() == (plain == text).tolist()
            assert (column != text).tolist() == (plain != text).tolist()
        asked = ["a", "", "1", "x\ny", "b", "none of them"]
        assert column.isin(asked).tolist() == plain.isin(asked).tolist()
        assert column.isin(asked[:2]).tolist() == plain.isin(asked[:2]).tolist()
        assert pool_of(column).texts == pool_of(plain).texts == list(dict.fromkeys(plain))
        assert coded(column)[0].tolist() == coded(plain)[0].tolist()
        rows = data.draw(st.lists(st.integers(0, len(plain) - 1), max_size=9)) if len(plain) else []
        assert column.iloc[rows].tolist() == plain.iloc[rows].tolist()
        column, plain = column.iloc[start:stop], plain.iloc[start:stop]
    put, plain_put = column.copy(), plain.copy()
    if len(put):
        put.iloc[0] = plain_put.iloc[0] = "put"
    assert (put.tolist(), column.tolist()) == (plain_put.tolist(), plain.tolist())


ODD = ["", " 1", "1 ", "a", "Tổng", "1  2", "\t", "\x00n7", "\x00n7.0", "K-1.x", "e\u0302", "?"]
LARGE = st.lists(st.sampled_from(ODD), max_size=4)


@given(LARGE, st.booleans())
def test_many_texts_are_looked_at_as_few_are(more: list[str], marked: bool) -> None:
    start = "\x00n" if marked else ""
    texts = list(dict.fromkeys([*more[:2], *(f"{start}{n}" for n in range(300)), *more[2:]]))
    pool = Pool(texts)
    labels = {"a", "tổng", "k-1.x"}
    wanted = [t for t, label in zip(texts, _labels(texts), strict=True) if label in labels]
    near = pool.like(labels)
    assert len(near) <= len(more)
    assert [t for t, label in zip(near, _labels(near), strict=True) if label in labels] == wanted
    assert pool.like({*labels, "7"}) == texts
    assert pool.like({*labels, "quý 1"}) == pool.worded
    lettered = Pool([*more, *(t for n in range(300) for t in (f"CB{n}", f"Tên {n} ạ", f"{n}") if t not in more)])
    near = lettered.like({"a", "tổng"})
    assert near == [t for t in lettered.texts if t in near]
    assert {t for t in lettered.texts if not any("0" <= c <= "9" for c in t)} <= set(near)
    assert len(near) <= len(more) or not lettered.single
    assert [pool.place(t) for t in (*texts, "none of them")] == [*range(len(texts)), -1]
    assert pool.tidy == all(word(t) == t and "\x00" not in t for t in texts)
    shown = as_texts(Coded(np.arange(len(texts)), pool))
    assert [shown.distinct[n] if n >= 0 else "" for n in shown.codes.tolist()] == [word(t) for t in texts]
    assert len(set(shown.distinct)) == len(shown.distinct)
    assert "" not in shown.distinct


@given(st.text("AbVdTmKt/.:-(*)1 \t\n", max_size=9), st.integers(0, 3))
def test_what_may_tell_more_of_a_row_is_looked_at(text: str, at: int) -> None:
    texts = ["CB1", "A.2", "B/3"]
    assert not may_tell(Pool(texts))
    texts.insert(at, text)
    assert may_tell(Pool(texts)) or not any(re.search(_TELLING, one) for one in texts)


HEAD = st.lists(st.sampled_from(["h", "a", "", "b"]), max_size=6)


@given(HEAD, st.lists(st.sampled_from(["h", "a", "c", "1", "x y"])), st.integers(0, 4), st.booleans())
def test_a_column_without_its_header_is_settled_as_any_other(
    head: list[str], more: list[str], start: int, many: bool
) -> None:
    texts = [*head, *(f"{n}" for n in range(300 if many else 0)), *more]
    plain = pd.Series(texts, dtype=object)
    column = pd.Series(TextArray._from_sequence(texts))
    pool = pool_of(column)
    assert (pool.joined, pool.worded) == ("\n".join(pool.texts), Pool(pool.texts).worded)
    assert pool.place("") == Pool(pool.texts).place("")
    with mock.patch("engine.records.coded._FIRST", 2):
        found, wanted = coded(column.iloc[start:]), coded(plain.iloc[start:])
    assert found[0].tolist() == wanted[0].tolist()
    assert found[1].texts == wanted[1].texts
    for what in ("joined", "single", "tidy", "worded", "numbers"):
        assert getattr(found[1], what) == getattr(wanted[1], what), what
    assert found[1].place("") == wanted[1].place("")
