"""Evil workbooks of Excel 97-2003: every one is refused or harmless, in little time and memory."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from engine.diagnostics import ReportedError
from engine.records import load
from engine.records.opening.biff import RecordError, thinned
from engine.records.opening.ole import ShellError, shell

from . import xls_books as make
from .books import UNITS, notices
from .plans import plan
from .test_xls import OLD, one, read, refused, table


def test_names_are_never_evaluated() -> None:
    joined = b"\x23\x01\0\0\0\x23\x01\0\0\0\x08"  # a name and itself, one behind the other
    name = make.record(0x18, struct.pack("<HBBHHHBBBBB", 0, 0, 1, len(joined), 0, 0, 0, 0, 0, 0, 0) + b"a" + joined)
    thin = thinned(make.book({"S": [make.number(0, 0, 1)]}, *[name] * 64))
    assert name not in thin.data
    assert make.number(0, 0, 1) in thin.data


def test_room_is_made_for_rows_only_once() -> None:
    sizes = make.record(0x200, bytes(14))
    thin = thinned(make.book({"S": [sizes, make.number(9, 0, 1)] * 50}))
    assert thin.data.count(sizes) == 1
    assert thin.data.count(make.number(9, 0, 1)) == 50


@pytest.mark.parametrize("count", [1000, 2**31 - 1, 2**32 - 1])
def test_shared_texts_that_are_not_there(tmp_path: Path, count: int) -> None:
    data = make.book({"S": [make.shared(0, 0, 0)]}, make.strings("a", "b", count=count))
    assert refused(tmp_path, data) == ["file-damaged"]


def test_shared_texts_that_point_back_at_themselves(tmp_path: Path) -> None:
    back = struct.pack("<HBi", 1, 5, -7) + "a".encode("utf-16-le")
    data = make.record(0xFC, struct.pack("<II", 5, 5) + back + bytes(40))
    assert refused(tmp_path, make.book({"S": [make.shared(0, 0, 0)]}, data)) == ["file-damaged"]


def test_shared_texts_over_several_records(tmp_path: Path) -> None:
    words = "Ủy ban nhân dân phường"
    wide = words.encode("utf-16-le")
    first = struct.pack("<II", 2, 2) + struct.pack("<HBH", len(words), 9, 1) + wide[:20]
    more = b"\1" + wide[20:] + bytes(4) + struct.pack("<HB", 2, 0) + b"ab"
    parts = [make.record(0xFC, first), make.record(0x3C, more)]
    grid = one(tmp_path, make.shared(0, 0, 0), make.shared(0, 1, 1), before=parts)
    assert table(grid)[1] == [words, "ab"]


def test_a_cell_far_away(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(make.book({"S": [make.number(0, 0, 1), make.number(65_535, 3, 1)]}))
    with pytest.raises(ReportedError) as caught:
        load(plan(), [tmp_path / "a.xls"])
    (found,) = caught.value.diagnostics
    assert (found.code.id, str(found.place)) == ("cell-far-away", "a.xls / S / D65536")


def test_too_many_merged_cells(tmp_path: Path) -> None:
    merges = make.record(0xE5, struct.pack("<H", 1000) + b"".join(struct.pack("<4H", r, r, 0, 1) for r in range(1000)))
    assert refused(tmp_path, make.book({"S": [make.number(0, 0, 1), *[merges] * 21]})) == ["too-many-merged-cells"]


def test_sheets_that_are_all_the_same_part(tmp_path: Path) -> None:
    data = bytearray(make.book({str(n): make.rows([["x" * 50] * 100] * 5) for n in range(4)}))
    first = data.index(struct.pack("<HH", 0x85, 10)[:2])
    start = struct.unpack_from("<I", data, first + 4)[0]
    names = [first]
    while len(names) < 4:
        names.append(names[-1] + 4 + struct.unpack_from("<H", data, names[-1] + 2)[0])
    for at in names:
        struct.pack_into("<I", data, at + 4, start)
    cut = bytes(data[: start + (len(data) - start) // 4])
    assert refused(tmp_path, cut) == ["file-damaged"]


@pytest.mark.parametrize("part", [make.xf(), make.font("Arial"), make.number_format(200, "0")])
def test_more_looks_than_any_book_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: bytes) -> None:
    monkeypatch.setattr("engine.records.opening.biff._LOOKS", 10)
    assert refused(tmp_path, make.book({"S": []}, *[part] * 11)) == ["file-damaged"]


def test_more_cells_than_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.records.opening.xls._CELLS", 5)
    cells = [make.number(0, c, c) for c in range(3)]
    assert refused(tmp_path, make.book({"S": cells, "T": cells})) == ["too-many-cells", "too-many-cells"]


def test_too_large_a_file(tmp_path: Path) -> None:
    with (tmp_path / "a.xls").open("wb") as stream:
        stream.write(make.in_shell({"Workbook": b""})[:512])
        stream.truncate(100_000_001)
    with pytest.raises(ReportedError) as caught:
        load(plan(), [tmp_path / "a.xls"])
    assert [d.code.id for d in caught.value.diagnostics] == ["file-too-large"]


def test_a_shell_that_goes_in_circles() -> None:
    good = bytearray(make.in_shell({"Workbook": bytes(5000)}))
    table_at = 512 * (1 + struct.unpack_from("<I", good, 76)[0])
    struct.pack_into("<I", good, table_at + 4, 0)
    with pytest.raises(ShellError):
        shell(bytes(good)).stream("workbook")


def test_a_directory_that_is_no_tree_is_no_matter() -> None:
    good = bytearray(make.in_shell({f"s{n}": b"" for n in range(60)} | {"Workbook": b"x" * 600}))
    for n in range(60):
        at = good.index(f"s{n}\0".encode("utf-16-le"))
        struct.pack_into("<ii", good, at + 68, n + 2, n + 2)  # both ways lead to the next: 2 to the 60th walks
    assert shell(bytes(good)).stream("Workbook") == b"x" * 600


@pytest.mark.parametrize("name", ["thoi-quen.xls", "ngay-1904.xls"])
def test_cut_short_anywhere(tmp_path: Path, name: str) -> None:
    whole = (OLD / name).read_bytes()
    cells = [table(grid) for grid in read(tmp_path, whole)]
    refusals = 0
    for size in range(1, len(whole), 197):
        try:  # what is lost may be no more than who wrote the book
            assert [table(grid) for grid in read(tmp_path, whole[:size])] == cells
        except ReportedError as error:
            refusals += 1
            assert [d.code.id for d in error.diagnostics] == ["file-damaged"]  # noqa: PT017
    assert refusals > 30


def test_spoilt_bytes_never_lead_to_a_traceback(tmp_path: Path) -> None:
    whole = (OLD / "thoi-quen.xls").read_bytes()
    for at in range(0, len(whole), 43):
        try:
            read(tmp_path, whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        except ReportedError as error:
            assert error.diagnostics  # noqa: PT017 - any other exception must escape


def test_a_name_that_says_otherwise_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(make.book({"Danh sách đơn vị": make.rows(UNITS)}))
    assert "suffix-differs" in notices(load(plan(), [tmp_path / "a.xlsx"]))
    shutil.copy(OLD / "thoi-quen.xlsx", tmp_path / "b.xls")
    dossier = load(plan(), [tmp_path / "b.xls"])
    told = next(d for d in dossier.notices if d.code.id == "suffix-differs")
    assert "bảng tính Excel (.xlsx)" in told.message()


def test_records_that_end_too_early() -> None:
    data = make.book({"S": [make.number(0, 0, 1)]})
    for size in range(6, len(data)):
        with pytest.raises((RecordError, struct.error)):
            thinned(data[:size])
