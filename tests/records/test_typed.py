"""Columns of whole numbers and of two words are read as such only where no letter is lost by it."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluator import evaluate
from engine.records import load
from engine.records.batch import Batch, Coded, stacked
from engine.records.changes import Add, Drop, Put, redone
from engine.records.coded import TextArray, coded, pool_of
from engine.records.columns import Texts, as_texts
from engine.records.finder import Finder, Keys
from engine.records.grid import MARK, NO_COLUMN
from engine.records.lines import may_tell
from engine.records.numerals import Numerals, together
from engine.records.opening import delimited, quick, signs, typed
from engine.records.opening.signs import NotPlainError, counted, lines_in, pieces_of
from engine.records.pool import Pool
from engine.records.successors import Successors
from engine.records.tables import _labels
from engine.records.written import CELL, PLAIN, Nameless, Style, Written
from tests.campaign import AS_OF, compiled
from tests.records.test_quick import read

pytest.importorskip("pyarrow")


@contextmanager
def small() -> Iterator[mock.Mock]:
    """Read small files as large ones are read; yields what is asked for columns as they were proposed."""
    with ExitStack() as stack:
        for room, name, value in (
            (delimited, "_LARGE", 0), (delimited, "_FIRST", 4), (quick, "_LARGE", 0), (signs, "_PIECE", 1 << 10),
            (typed, "_LOOKED", 8), (typed, "_TOLD", 4),
        ):  # fmt: skip
            stack.enter_context(mock.patch.object(room, name, value))
        yield stack.enter_context(mock.patch.object(quick, "_typed", wraps=quick._typed))


COLUMNS = {
    "counted": st.integers(0, 40).map(str),
    "blank": st.one_of(st.just(""), st.integers(0, 9).map(str)),
    "long": st.integers(10**9, 10**17).map(str),
    "switch": st.sampled_from(["true", "false"]),
    "asked": st.sampled_from(["true", "false", ""]),
    "said": st.sampled_from(["Có", "Không"]),
    "words": st.sampled_from(["ổ", "a b", "", "x"]),
    "keys": st.integers(0, 99).map("CB-{:04d}".format),
    "cards": st.integers(0, 10**9).map("{:012d}".format),
}
ODD = [
    "007", " 7", "7 ", "+7", "-3", "1e3", "7.0", "9" * 19, "2147483648", "True", "TRUE", " true", '"7"', '"true"', '""',
    '"a;b"', "CB-12", "cb-0001", "CB-000x", "079000000001",
    '"x""y"', '" "', "e\u0302", "Có", "NULL", "nan", "#N/A", "1_000", "\u0663", 'a"b', '"a"b',
]  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], bool]:
    """Draw the rows of a table under a header, and whether any cell is unlike the others of its column."""
    kinds = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=2, max_size=4))
    size = draw(st.integers(10, 14))
    columns = [draw(st.lists(COLUMNS[kind], min_size=size, max_size=size)) for kind in kinds]
    if draw(st.booleans()):
        columns[0] = [str(n) for n in range(size)]
    rows = [[f"h{n}" for n in range(len(kinds))], *map(list, zip(*columns, strict=True))]
    odd = draw(st.lists(st.tuples(st.integers(0, size), st.integers(0, len(kinds) - 1), st.sampled_from(ODD))))[:2]
    for row, column, text in odd:
        rows[row][column] = text
    return rows, bool(odd)


@given(tables(), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_any_table_is_read_as_texts_are(
    found: tuple[list[list[str]], bool], end: str, last: bool, mark: bool
) -> None:
    rows, odd = found
    raw = (end.join(map(";".join, rows)) + end * last).encode("utf-8-sig" if mark else "utf-8")
    wanted = read(raw, quickly=False)
    with small() as proposed:
        assert read(raw, quickly=True) == wanted
    if not odd:
        assert wanted == {n: row for n, row in enumerate(rows, 1) if any(row)}
        assert proposed.call_count <= 1


@pytest.mark.parametrize("odd", ["007", " 7", "+7", "True", '"a;b"', "-3", "9" * 19])
def test_what_was_written_otherwise_further_down_is_not_lost(odd: str) -> None:
    rows = [["Mã", "Số", "Đạt"], *([f"{n}", f"{n % 7}", "true" if n % 3 else "false"] for n in range(20))]
    with small() as proposed:
        plain = read("\n".join(map(";".join, rows)).encode(), quickly=True)
        assert proposed.call_count == 1
        for column in range(3):
            rows[15][column], before = odd, rows[15][column]
            found = read("\n".join(map(";".join, rows)).encode(), quickly=True)
            assert isinstance(found, dict)
            assert isinstance(plain, dict)
            assert found == {**plain, 16: [*plain[16][:column], odd.strip('"'), *plain[16][column + 1 :]]}
            rows[15][column] = before


def test_a_plain_table_is_not_kept_as_texts() -> None:
    rows = [["Mã", "Đạt", "Tên"], *([f"{n}", "true" if n % 3 else "false", "x"] for n in range(20))]
    with small(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text("\n".join(map(";".join, rows)), "utf-8")
        with mock.patch.object(delimited, "decoded", side_effect=AssertionError("it was read whole")):
            (grid,), _ = delimited.read_csv(path, path.name, frozenset({"mã"}))
    key = grid.cells[0].iloc[1:]
    codes, pool = coded(key)
    assert isinstance(pool, Numerals)
    assert (codes.tolist(), pool.texts, len(pool.lettered)) == ([*range(20)], [str(n) for n in range(20)], 0)
    assert pool_of(grid.cells[1].iloc[1:]).texts == ["false", "true"]
    assert grid.cells.iloc[:3, 0].tolist() == ["Mã", "0", "1"]


SIGNED = st.lists(st.sampled_from(['"', '""', ";", "\n", "a", '"a"', '"a;b"', '"a""b"'])).map("".join)


@given(SIGNED, st.integers(2, 3))
def test_signs_are_counted_whatever_the_pieces(text: str, width: int) -> None:
    raw = text.encode()
    with mock.patch.object(signs, "_PIECE", 7):
        pieces = list(lines_in(raw))
        found = counted(pieces, ";", width)
    assert b"".join(pieces) == raw
    assert all(piece.endswith(b"\n") for piece in pieces[:-1])
    lines = text.split("\n")
    rows = len(lines) - (text[-1:] in {"", "\n"})
    assert (found.quotes, found.breaks, found.size, found.rows) == (text.count('"'), text.count("\n"), len(raw), rows)
    read_ = [next(csv.reader([line], delimiter=";"), [""]) or [""] for line in lines[:rows]]
    plain = all(re.fullmatch(CELL_OF.replace("N", str(width - 1)), line) for line in lines[:rows])
    if plain:
        assert found.well
    elif found.well:  # then some row has another number of cells for whoever reads it
        assert any(len(row) != width for row in read_)


#: A row of so many cells, each quoted or without a quote in it.
CELL_OF = r'(?:"(?:[^"]|"")*"|[^";]*)(?:;(?:"(?:[^"]|"")*"|[^";]*)){N}'


@pytest.mark.parametrize("raw", [b"a\rb\n", b"a\x00\n", b"\xff\n", "e\u0302\n".encode(), b"x" * 40, b"a\n" + b"x" * 40])
def test_what_is_no_plain_text_is_read_with_care(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    with mock.patch.object(signs, "_PIECE", 16), pytest.raises(NotPlainError):
        list(pieces_of(path))


def test_the_pieces_of_a_file_are_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "".join(f"ổ{n};{n}\n" for n in range(50)) + "x"
    for raw in (text.encode(), text.encode("utf-8-sig"), text.replace("\n", "\r\n").encode()):
        path.write_bytes(raw)
        with mock.patch.object(signs, "_PIECE", 32):
            pieces = list(pieces_of(path))
        assert b"".join(pieces) == text.encode()
        assert len(pieces) > 10


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


ANY = st.sampled_from([*ODD, "1", "2", "true", "false", "x", ""])
LINES = st.lists(st.lists(ANY, min_size=1, max_size=3), min_size=4)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_lines_are_read_as_with_all_care(lines: list[list[str]], end: str, even: bool) -> None:
    rows = [[*row, "", ""][:2] for row in lines] if even else lines
    raw = end.join(map(";".join, [["a", "b"], *rows])).encode()
    with small():
        assert read(raw, quickly=True) == read(raw, quickly=False)


def test_a_blank_line_does_not_make_up_for_a_delimiter_between_quotes() -> None:
    rows = ["x;y", '"a;"b;c"', "", 'z";w', *(f"{n};{n}" for n in range(9))]
    raw = "\n".join(rows).encode()
    assert not counted([raw], ";", 2).well
    with small():
        assert read(raw, quickly=True) == read(raw, quickly=False)


def test_blank_lines_are_rows_like_any_others() -> None:
    switch = ("true", "false")
    rows = ["x;y;z", *(f'{n};{switch[n % 2]};"a;b"' for n in range(9)), "", *(f"{n};true;c" for n in range(9)), "", ""]
    raw = "\n".join(rows).encode()
    with small() as proposed:
        found = read(raw, quickly=True)
    assert found == read(raw, quickly=False)
    assert proposed.call_count == 1
    with small(), mock.patch.object(quick, "_coded", wraps=quick._coded) as texts:
        read(raw, quickly=True)
    assert texts.call_count == 1  # of three columns only the last is one of texts


KEPT = ["CB-{:05d}", "{:012d}", "{}", "Cán bộ {}"]


@pytest.mark.parametrize("key", KEPT)
@pytest.mark.parametrize("spoilt", [False, True])
def test_a_large_list_gives_the_dossier_that_its_texts_give(key: str, tmp_path: Path, *, spoilt: bool) -> None:
    units, staff = tmp_path / "don-vi.csv", tmp_path / "can-bo.csv"
    units.write_text("Mã đơn vị,Tên đơn vị\n" + "".join(f"{n},Phòng {n}\n" for n in range(40)), "utf-8")
    rows = [f'{key.format(n)},{n * 7 % 40},"Lê Văn {n % 9}, tổ {n % 3}",{("Có", "Không")[n % 2]}' for n in range(2_000)]
    if spoilt:
        rows[1_500], rows[1_700] = rows[3], f"{key.format(2_000)},99,A,Có"
    staff.write_text("Mã CBCCVC,Mã đơn vị,Họ và tên,Thực hiện quy chế\n" + "\n".join(rows), "utf-8")
    plan = compiled().plan
    found = load(plan, [units, staff], keep=True)
    with mock.patch.object(delimited, "quick_columns", return_value=None):
        wanted = load(plan, [units, staff], keep=True)
    assert (found.hash, found.rejected, found.notices, found.balance) == (
        wanted.hash, wanted.rejected, wanted.notices, wanted.balance
    )  # fmt: skip
    assert isinstance(found.tables["person"].keys, Written) == (key != KEPT[-1])
    for name, table in found.tables.items():
        other = wanted.tables[name]
        assert (tuple(table.keys), tuple(table.names)) == (tuple(other.keys), tuple(other.names))
        assert {n: tuple(t) for n, t in table.texts.items()} == {n: tuple(t) for n, t in other.texts.items()}
        for these, those in ((table.columns, other.columns), (table.owners, other.owners)):
            assert {n: c.tolist() for n, c in these.items()} == {n: c.tolist() for n, c in those.items()}
            assert {n: c.dtype for n, c in these.items()} == {n: c.dtype for n, c in those.items()}
    judged, again = (evaluate(plan, dossier, AS_OF) for dossier in (found, wanted))
    for kind, one in judged.kinds.items():
        assert {a: d.tolist() for a, d in one.decisions.items()} == {
            a: d.tolist() for a, d in again.kinds[kind].decisions.items()
        }
    place = found.tables["person"].places.cell(5)
    more = Add("person", (("person_id", key.format(9_000)), ("unit_id", "3"), ("person_name", "A")))
    for change in ([Put("person", place, "conduct_ok", value=False)], [Drop("person", place)], [more]):
        this, that = (redone(plan, dossier, change).tables["person"] for dossier in (found, wanted))
        assert (this.size, tuple(this.keys), this.columns["conduct_ok"].tolist()) == (
            that.size, tuple(that.keys), that.columns["conduct_ok"].tolist()
        )  # fmt: skip
