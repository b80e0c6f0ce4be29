"""A sheet is looked at cell by cell, told once for each kind, and converted only when asked."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pandas as pd
import pytest

from engine.diagnostics import Diagnostic, Lang
from engine.records.grid import MARK, Grid, marked
from engine.records.legacy.grid import Suspect, converted, look, settled
from engine.records.legacy.readers import Kind
from engine.records.opening.fonts import Fonts
from engine.source import Cell

from . import legacy_made as made

HEADER = ["TT", "Họ và tên", "Thành tích", "Có sáng kiến"]
NAMES = ["Nguyễn Thị Thúy Hằng", "Trần Văn Đạt", "Lê Hoàng Long", "Phạm Thị Cúc", "Võ Hữu Lộc", "An", "Đỗ Tiến", "Ý"]


def grid(rows: Sequence[Sequence[object]], fonts: Mapping[tuple[int, int], str] | None = None, first: int = 1) -> Grid:
    """Return a sheet; its first row is `first`, and every second row after the third is blank in the file."""
    numbers = [first + at if at < 3 else first + 2 * at - 2 for at in range(len(rows))]
    cells = pd.DataFrame([[marked(v) for v in row] for row in rows], index=pd.Index(numbers), dtype=object)
    return Grid("a.xlsx", "Tờ 1", "Tờ 1", cells, fonts=fonts or {})


def table(way: object = str) -> list[list[object]]:
    """Return a table whose texts went some way."""
    assert callable(way)
    rows: list[list[object]] = [list(HEADER)]
    for number, (name, text) in enumerate(zip(NAMES, made.SENTENCES, strict=True), 1):
        rows.append([number, way(name), way(text), way("Có" if number % 3 else "Không")])
    return rows


def lines(found: Sequence[Diagnostic]) -> list[tuple[str, str, str]]:
    """Return code, cell and sentence."""
    return [(d.code.id, d.place.cell if isinstance(d.place, Cell) else "", d.message()) for d in found]


def texts(one: Grid) -> list[list[str]]:
    return [[str(v) for v in row] for row in one.cells.to_numpy(dtype=object)]


def test_a_good_sheet_is_passed_and_stays_the_same() -> None:
    good = grid(table())
    assert look(good) == ([], [])
    same, told = converted(good, [])
    assert same is good
    assert told == []


@pytest.mark.parametrize("empty", [grid([]), grid([["", ""]]), grid([[1, 2.5], [True, None]])])
def test_a_sheet_without_texts(empty: Grid) -> None:
    assert look(empty) == ([], [])


WAYS = [(Kind.TCVN3, made.tcvn3), (Kind.VNI, made.vni), (Kind.TWICE, made.twice), (Kind.UTF8, made.utf8)]


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_a_sheet_without_fonts(kind: Kind, way: object) -> None:
    sheet = grid(table(way), first=4)
    found, told = look(sheet)
    assert {s.kind for s in found} == {kind}
    assert len(told) == 1
    assert [(s.rows[0], s.column) for s in found] == sorted((s.rows[0], s.column) for s in found)
    new, notices = converted(sheet, found)
    wrong = [
        (was, now, meant)
        for lines_of in zip(texts(sheet), texts(new), texts(grid(table(), first=4)), strict=True)
        for was, now, meant in zip(*lines_of, strict=True)
        if now not in {meant, was}
    ]
    assert wrong == []
    assert all(sheet.cells.loc[row, column] == text for (row, column), text in new.originals.items())
    assert {(row, s.column) for s in found for row in s.rows} == set(new.originals)
    assert [d.code.id for d in notices] == ["legacy-converted"]
    assert notices[0].args["count"] == told[0].args["count"] == str(len(new.originals))
    assert len(new.originals) >= 12
    assert texts(sheet) == texts(grid(table(way), first=4)), "the sheet itself was changed"


def test_the_first_cell_is_named_and_the_reading_shown() -> None:
    found, told = look(grid([["Cã"], ["Kh«ng"], ["§¹t"], ["x· Hoµ B×nh"], ["Kh«ng"]], first=3))
    assert found == [
        Suspect((3,), 0, "Cã", "Có", Kind.TCVN3),
        Suspect((4, 9), 0, "Kh«ng", "Không", Kind.TCVN3),
        Suspect((5,), 0, "§¹t", "Đạt", Kind.TCVN3),
        Suspect((7,), 0, "x· Hoµ B×nh", "xã Hoà Bình", Kind.TCVN3),
    ]
    assert lines(told) == [
        ("legacy-text", "A3", "5 ô có vẻ gõ bằng bảng mã cũ (TCVN3): `Cã` có lẽ là `Có`"),
    ]
    assert "--convert-legacy" in told[0].help()


def test_damage_is_told_in_its_own_words_and_long_texts_are_cut() -> None:
    text = "cụng tỏc xó hội `chớnh` " + "và " * 40 + "viờn chức"
    _, told = look(grid([["x", text]]))
    [(code, cell, sentence)] = lines(told)
    assert (code, cell) == ("damaged-text", "B1")
    assert sentence.startswith("1 ô có vẻ bị hỏng dấu do chuyển mã sai (đã là Unicode còn bị chuyển từ TCVN3): `cụng ")
    assert "...` có lẽ là `công tác xã hội 'chính' và" in sentence
    assert len(sentence) < 280
    assert "converted again as TCVN3" in told[0].message(Lang.EN)


def test_lost_letters_are_told_and_never_converted() -> None:
    sheet = grid([["Nguy?n V?n Đ?t", "Céng hoµ x· héi"], ["C\ufffdng", ""]])
    found, told = look(sheet)
    assert [(s.rows, s.column, s.proposed, s.kind) for s in found] == [
        ((1,), 0, "", Kind.LOST),
        ((1,), 1, "Cộng hoà xã hội", Kind.TCVN3),
        ((2,), 0, "", Kind.LOST),
    ]
    assert [(code, cell) for code, cell, _ in lines(told)] == [("letters-lost", "A1"), ("legacy-text", "B1")]
    new, notices = converted(sheet, found)
    assert texts(new) == [["Nguy?n V?n Đ?t", "Cộng hoà xã hội"], ["C\ufffdng", ""]]
    assert new.originals == {(1, 1): "Céng hoµ x· héi"}
    assert [(code, cell) for code, cell, _ in lines(notices)] == [("letters-lost", "A1"), ("legacy-converted", "B1")]
    same, notices = converted(sheet, [s for s in found if s.kind is Kind.LOST])
    assert same is sheet
    assert [d.code.id for d in notices] == ["letters-lost"]


def test_cells_that_are_no_texts_are_not_looked_at() -> None:
    fonts = {(1, 0): ".VnTime", (1, 1): ".VnTime"}
    sheet = grid([[f"{MARK}oCéng hoµ x· héi", f"{MARK}e#TCVN", "Céng hoµ x· héi"]], fonts)
    found, _ = look(sheet)
    assert [(s.rows, s.column) for s in found] == [((1,), 2)]


def test_fonts_tell_what_words_do_not() -> None:
    fonts = {(2, 1): ".VnTime", (3, 1): ".VnTimeH", (5, 1): "VNI-Times", (7, 1): ".VnArial"}
    rows: list[list[object]] = [["TT", "Tên"], [1, "Lª"], [2, "lª"], [3, "Haø"], [4, "Phường"], [5, "Lª"]]
    found, told = look(grid(rows, fonts))
    assert [(s.rows, s.column, s.original, s.proposed) for s in found] == [
        ((2,), 1, "Lª", "Lê"),
        ((3,), 1, "lª", "LÊ"),
        ((5,), 1, "Haø", "Hà"),
    ]
    assert [(code, cell) for code, cell, _ in lines(told)] == [("legacy-text", "B2"), ("legacy-text", "B5")]


def test_one_text_in_two_fonts_is_two_things() -> None:
    fonts = {(1, 0): ".VnTime", (2, 0): "VNI-Times", (5, 0): ".VnTimeH", (99, 0): ".VnTime"}
    sheet = grid([["Cã"], ["Cã"], ["Cã"], ["Cã"]], fonts)
    found, _ = look(sheet)
    assert [(s.rows, s.proposed) for s in found] == [((1,), "Có"), ((5,), "CÓ")]
    new, _ = converted(sheet, found)
    assert texts(new) == [["Có"], ["Cã"], ["Cã"], ["CÓ"]]


@pytest.mark.parametrize("names", [(".VnTime", ".VnArial"), (".VnTime", "VNI-Times")])
def test_the_fonts_of_a_workbook_as_they_are_kept(names: tuple[str, str]) -> None:
    first, second = names
    fonts = Fonts()
    for row, font in enumerate((first, second, first, first), 1):
        fonts.add(row, 0, font)
    found, _ = look(grid([["Cã"], ["Cã"], ["Kh«ng"]], fonts))
    assert [(s.rows, s.proposed) for s in found] == [((1, 2) if second == ".VnArial" else (1,), "Có"), ((3,), "Không")]


def test_unicode_in_cells_of_an_old_font_stays() -> None:
    rows = table()
    fonts = {(row, column): ".VnTime" for row in range(1, 20) for column in range(4)}
    assert look(grid(rows, fonts)) == ([], [])


def test_order_of_rows_does_not_matter() -> None:
    rows = table(made.tcvn3)[1:]
    expected = {(s.original, s.column, s.proposed) for s in look(grid(rows))[0]}
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert {(s.original, s.column, s.proposed) for s in look(grid(rows))[0]} == expected


def test_what_was_converted_before_is_kept() -> None:
    sheet = grid([["Céng hoµ x· héi"], ["Hoàn thành"]])
    found, _ = look(sheet)
    new, _ = converted(sheet, found)
    again, told = converted(new, look(new)[0])
    assert again.originals == {(1, 0): "Céng hoµ x· héi"}
    assert told == []


def test_all_sheets_at_once() -> None:
    sheets = [grid(table()), grid(table(made.vni))]
    same, told = settled(sheets, convert=False)
    assert list(same) == sheets
    assert [d.code.id for d in told] == ["legacy-text"]
    new, told = settled(sheets, convert=True)
    assert new[0] is sheets[0]
    assert texts(new[1])[1] == texts(grid(table()))[1]
    assert [d.code.id for d in told] == ["legacy-converted"]
