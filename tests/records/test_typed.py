"""Columns of whole numbers and of two words are read as such only where no letter is lost by it."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import ReportedError
from engine.evaluator import evaluate
from engine.records import load
from engine.records.changes import Add, Drop, Put, redone
from engine.records.coded import coded, pool_of
from engine.records.numerals import Numerals
from engine.records.opening import delimited, quick, signs, typed
from engine.records.opening.signs import NotPlainError, counted, lines_in, pieces_of
from engine.records.written import Written
from tests.campaign import AS_OF, compiled
from tests.records.test_quick import read

pytest.importorskip("pyarrow")


@contextmanager
def small() -> Iterator[mock.Mock]:
    """Read small files as large ones are read; yields what is asked for columns as they were proposed."""
    with ExitStack() as stack:
        for room, name, value in (
            (delimited, "LARGE", 0), (delimited, "_FIRST", 4), (quick, "LARGE", 0), (signs, "_PIECE", 1 << 10),
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


@pytest.mark.parametrize("raw", [b"a\rb\n", b"a\x00\n", b"\xff\n", "e\u0302\n".encode(), b"x" * 40, b"a\n" + b"x" * 50])
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


def test_a_last_line_without_its_end_may_come_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"123456;8901234567\n" + b"abc")
    with mock.patch.object(signs, "_PIECE", 15):
        assert list(pieces_of(path)) == [b"123456;8901234567\n", b"abc"]


@pytest.mark.parametrize("large", [False, True])
def test_a_file_that_goes_away_is_told_and_not_read(tmp_path: Path, *, large: bool) -> None:
    path = tmp_path / "don-vi.csv"
    path.write_text("Mã đơn vị,Tên đơn vị\nDV1,A\n", "utf-8")
    gone = mock.Mock(side_effect=OSError(5, "Input/output error"))
    size = 0 if large else 1 << 20
    with (
        mock.patch("engine.records.opening.hashing._LARGE", size),
        mock.patch("engine.records.opening.hashing._hash", gone),
        pytest.raises(ReportedError) as refused,
    ):
        load(compiled().plan, [path])
    assert [d.code.id for d in refused.value.diagnostics] == ["file-damaged"]
