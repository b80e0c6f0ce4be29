"""Workbooks of Excel 97-2003: read as LibreOffice saves them, and every evil one is refused or harmless."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.diagnostics import ReportedError
from engine.records import load
from engine.records.grid import Grid, Merge
from engine.records.opening.xls import read_xls
from engine.records.opening.xlsx import read_workbook

from . import xls_books as make
from .books import PEOPLE, UNITS
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
