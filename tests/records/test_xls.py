"""Workbooks of Excel 97-2003: read as LibreOffice saves them, and every evil one is refused or harmless."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.diagnostics import ReportedError
from engine.records import load
from engine.records.grid import Grid, Merge
from engine.records.opening.biff import RecordError, thinned
from engine.records.opening.ole import ShellError, shell
from engine.records.opening.xls import read_xls
from engine.records.opening.xlsx import read_workbook

from . import xls_books as make
from .books import PEOPLE, UNITS, notices
from .plans import plan

OLD = Path(__file__).parent / "books_old"


def read(folder: Path, data: bytes) -> list[Grid]:
    (folder / "a.xls").write_bytes(data)
    return read_xls(folder / "a.xls", "a.xls")[0]


def refused(folder: Path, data: bytes) -> list[str]:
    with pytest.raises(ReportedError) as caught:
        read(folder, data)
    assert all("{" not in d.message() + d.help() for d in caught.value.diagnostics)
    return [d.code.id for d in caught.value.diagnostics]


def table(grid: Grid) -> dict[int, list[str]]:
    return {int(n): list(row) for n, row in zip(grid.cells.index, grid.cells.to_numpy(dtype=object), strict=True)}


def one(folder: Path, *cells: bytes, before: Sequence[bytes] = (make.RECALC,), saved_by: bytes = make.EXCEL) -> Grid:
    (grid,) = read(folder, make.book({"S": cells}, *before, saved_by=saved_by))
    return grid


def test_a_book_reads_as_the_xlsx_that_it_was_made_from() -> None:
    new, _ = read_workbook(OLD / "thoi-quen.xlsx", "a")
    old, told = read_xls(OLD / "thoi-quen.xls", "a")
    assert [g.title for g in old] == [g.title for g in new] == ["Danh sách đơn vị", "Phông cũ", "Ẩn"]
    for was, is_ in zip(new, old, strict=True):
        assert (is_.merges, is_.hidden, dict(is_.fonts)) == (was.merges, was.hidden, dict(was.fonts))
        cells = table(was)
        if was.title == "Danh sách đơn vị":
            assert cells[8][7] == "đủ"
            cells[8][7] = "\0f="  # LibreOffice writes a nought for a text that it did not compute itself
        assert table(is_) == cells
    assert [d.code.id for d in told] == ["hidden-cells", "old-font", "hidden-cells"]


def test_what_stands_in_cells() -> None:
    grid = read_xls(OLD / "thoi-quen.xls", "a")[0][0]
    assert table(grid)[4] == [
        "\0n1", "\0n001", "Phường Hòa An", "\0n30", "\0p0.93", "\0d2020-05-03", "\0b0", "dòng một\ndòng hai"
    ]  # fmt: skip
    assert [table(grid)[row][7] for row in (5, 6, 7)] == ["\0e#N/A", "\0n97.5", "\0o08:30:00"]
    assert grid.merges == (Merge(1, 1, 1, 8), Merge(10, 1, 11, 3))
    assert (grid.hidden.sheet, grid.hidden.rows, grid.hidden.columns) == (False, (6,), (5,))


def test_days_counted_from_1904() -> None:
    grid = read_xls(OLD / "ngay-1904.xls", "a")[0][0]
    assert [table(grid)[row][5] for row in (4, 5, 6, 7)] == [f"\0d2020-05-0{n}" for n in (3, 4, 5, 6)]


@pytest.mark.parametrize("shelled", [False, True])
def test_a_register_is_imported(tmp_path: Path, shelled: bool) -> None:
    data = make.book({"Danh sách đơn vị": make.rows(UNITS), "Danh sách cá nhân": make.rows(PEOPLE)})
    (tmp_path / "a.xls").write_bytes(make.in_shell({"Workbook": data}) if shelled else data)
    dossier = load(plan(), [tmp_path / "a.xls"])
    assert dossier.tables["unit"].keys == ("U1", "U2")
    assert dossier.tables["unit"].columns["staff_count"].tolist() == [2, 1]
    assert dossier.tables["person"].size == 3
    assert not dossier.rejected


def test_numbers_keep_what_they_are(tmp_path: Path) -> None:
    looks = [make.number_format(200, "0.0%"), make.number_format(201, "000"), make.number_format(202, '0" %"')]
    looks += [make.xf(0, at) for at in (0, 200, 201, 202, 14)]
    values = [(12.0, 0), (0.975, 1), (7.0, 2), (97.0, 3), (43966.0, 4), (0.5, 4), (1e300, 0), (0.1, 0), (-1.0, 4)]
    grid = one(tmp_path, *(make.number(0, c, v, xf) for c, (v, xf) in enumerate(values)), before=looks)
    assert table(grid)[1] == [
        "\0n12", "\0p0.975", "\0n007", "\0n97", "\0d2020-05-15", "\0o12:00:00", "\0n1e+300", "\0n0.1", "\0n-1"
    ]  # fmt: skip


def test_a_number_that_is_none_is_an_error(tmp_path: Path) -> None:
    grid = one(tmp_path, make.number(0, 0, float("nan")), make.number(0, 1, float("inf")))
    assert table(grid)[1] == ["\0e#NUM!", "\0e#NUM!"]


def test_no_text_passes_for_anything_else(tmp_path: Path) -> None:
    (grid,) = read(tmp_path, make.book({"S\n\u202e": [make.text(0, 0, "\0n5"), make.text(0, 1, "\0")]}))
    assert (table(grid), grid.title) == ({1: ["n5"]}, "S\ufffd\ufffd")


def test_errors_and_answers(tmp_path: Path) -> None:
    given = [(1, 0), (42, 1), (23, 1), (99, 1)]
    cells = [make.record(0x205, struct.pack("<HHHBB", 0, c, 0, v, e)) for c, (v, e) in enumerate(given)]
    assert table(one(tmp_path, *cells))[1] == ["\0b1", "\0e#N/A", "\0e#REF!", "\0e#N/A"]


def test_a_formula_keeps_its_result(tmp_path: Path) -> None:
    results = [struct.pack("<d", 2.5), b"\1\0\1\0\0\0\xff\xff", b"\2\0\x0f\0\0\0\xff\xff", b"\3\0\0\0\0\0\xff\xff"]
    words = "đạt"
    string = make.record(0x207, struct.pack("<HB", len(words), 1) + words.encode("utf-16-le"))
    cells = [make.formula(0, c, r) for c, r in enumerate(results)]
    grid = one(tmp_path, *cells, make.formula(0, 4, b"\0\0\0\0\0\0\xff\xff"), string)
    assert table(grid)[1] == ["\0n2.5", "\0b1", "\0e#VALUE!", "", "đạt"]


@pytest.mark.parametrize(
    ("saved_by", "before", "flags", "stale", "shown"),
    [
        (make.EXCEL, [make.RECALC], 0, False, "\0n0"),
        (make.EXCEL, [], 0, False, "\0f="),
        (make.EXCEL, [make.RECALC], 3, False, "\0f="),
        (make.EXCEL, [make.RECALC], 0, True, "\0f="),
        (make.OTHERS, [make.RECALC], 0, False, "\0f="),
    ],
    ids=["computed", "by no engine", "to be computed on loading", "saved before computing", "by another program"],
)
def test_a_nought_that_nothing_computed(
    tmp_path: Path, saved_by: bytes, before: list[bytes], flags: int, stale: bool, shown: str
) -> None:
    cells = [*([make.record(0x5E, b"\0\0")] if stale else []), make.formula(0, 0, flags=flags), make.number(0, 1, 0)]
    assert table(one(tmp_path, *cells, before=before, saved_by=saved_by))[1] == [shown, "\0n0"]


def test_macros_are_never_run_and_links_never_followed(tmp_path: Path) -> None:
    far = "\x01\x01C\x03thư mục\x03số liệu.xls"
    link = make.record(0x1AE, struct.pack("<HHB", 1, len(far), 1) + far.encode("utf-16-le"))
    own = make.record(0x1AE, b"\x01\0\x01\x04")
    data = make.book({"S": [make.number(0, 0, 1)]}, own, link)
    (tmp_path / "a.xls").write_bytes(make.in_shell({"Workbook": data, "_VBA_PROJECT": b"x"}))
    _, told = read_xls(tmp_path / "a.xls", "a.xls")
    assert [(d.code.id, d.args.get("names")) for d in told] == [
        ("external-links", "`số liệu.xls`"),
        ("macros-ignored", None),
    ]


def test_old_fonts_by_cell(tmp_path: Path) -> None:
    looks = [*(make.font(n) for n in ("Arial", ".VnTime")), make.xf(0), make.xf(1)]
    grid = one(tmp_path, make.text(0, 0, "B×nh", 1), make.text(0, 1, "An"), make.text(0, 2, "12", 1), before=looks)
    assert dict(grid.fonts) == {(1, 0): ".VnTime"}


def test_excel_95_is_read_in_its_code_page_with_a_notice(tmp_path: Path) -> None:
    word = b"Ph\xfd\xf6\xccng"  # ư, ơ and a grave of its own in Windows-1258
    cell = make.record(0x204, struct.pack("<HHHH", 0, 0, 0, len(word)) + word)
    data = make.book({"S": [cell]}, make.record(0x42, struct.pack("<H", 1258)), version=0x500)
    (tmp_path / "a.xls").write_bytes(data)
    (grid,), (told,) = read_xls(tmp_path / "a.xls", "a.xls")
    assert table(grid)[1] == [word.decode("cp1258")]
    assert (told.code.id, told.args["text"]) == ("excel-95", "cp1258")


def test_older_than_excel_95_is_refused(tmp_path: Path) -> None:
    for start in ("09000400020010", "09020600000010", "09040600000010"):
        assert refused(tmp_path, bytes.fromhex(start).ljust(40, b"\0")) == ["file-other-format"]


def test_a_password_is_told(tmp_path: Path) -> None:
    for name in ("mat-khau.xls", "mat-khau.ods"):
        with pytest.raises(ReportedError) as caught:
            load(plan(), [OLD / name])
        (found,) = caught.value.diagnostics
        assert (found.code.id, str(found.place)) == ("file-locked", name)
    shut = make.in_shell({"EncryptionInfo": b"x" * 200, "EncryptedPackage": b"y" * 5000})
    for name in ("a.xlsx", "b.xls", "c.ods"):
        (tmp_path / name).write_bytes(shut)
        with pytest.raises(ReportedError) as caught:
            load(plan(), [tmp_path / name])
        assert [d.code.id for d in caught.value.diagnostics] == ["file-locked"]


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
