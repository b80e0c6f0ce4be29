"""Fonts from before Unicode: which cells are set in one, told once for each sheet and only where one is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import Lang
from engine.records.grid import Grid
from engine.records.opening.fonts import Fonts, is_old
from engine.records.opening.xlsx import read_workbook

from .xlsx_made import make, notices, shared, styles, t, worksheet

FONTS = ["Times New Roman", ".VnTime", "VNI-Times", ".VnArialH"]
STYLE = styles(["0%"], FONTS, [(0, 0), (0, 1), (0, 2), (0, 3), (164, 1)])


def grid(path: Path) -> Grid:
    """Return the first sheet of a workbook."""
    return read_workbook(path, path.name)[0][0]


def run(font: str, text: str) -> str:
    """Return a run of a text in a font, or in the font of its cell."""
    return f"<r>{f'<rPr><b/><rFont val={chr(34)}{font}{chr(34)}/></rPr>' if font else ''}{t(text)}</r>"


@pytest.mark.parametrize(
    "name", [".VnTime", ".vntime", ".VNARIALH", ".Vn3DH", ".VnTimeH", "VNI-Times", "vni-helve", "VNI Times"]
)
def test_names_of_old_fonts(name: str) -> None:
    assert is_old(name)


@pytest.mark.parametrize(
    "name",
    ["Times New Roman", "VNtimes new roman", "Vni", "VNI-", "VnTime", "Arial", ".Vn", "UVN Ai Cap", "SVN-Times", ""],
)
def test_names_that_are_not_surely_theirs(name: str) -> None:
    assert not is_old(name)


def test_only_texts_with_letters_count(tmp_path: Path) -> None:
    rows = (
        '<row r="3"><c r="A3" s="1" t="s"><v>0</v></c><c r="B3" s="2" t="s"><v>1</v></c><c r="C3" s="1"><v>5</v></c>'
        '<c r="D3" s="1"/><c r="E3" s="0" t="s"><v>0</v></c><c r="F3" s="3" t="inlineStr"><is><t>Ten</t></is></c>'
        '<c r="G3" s="1" t="s"><v>2</v></c><c r="H3" s="1" t="e"><v>#N/A</v></c><c r="I3" s="4"><v>0.5</v></c>'
        '<c r="J3" s="1" t="str"><f>A3</f><v>¸</v></c><c r="K3" s="1"><f>A3</f></c></row>'
    )
    path = make(tmp_path / "a.xlsx", rows, strings=shared(t("Ph­êng 1"), t("Phöôøng"), t("12/3")), style=STYLE)
    assert dict(grid(path).fonts) == {(3, 0): ".VnTime", (3, 1): "VNI-Times", (3, 5): ".VnArialH", (3, 9): ".VnTime"}
    told = "a.xlsx / S / A3: 4 ô dùng phông chữ cũ `.VnTime`, `VNI-Times`, `.VnArialH` (TCVN3 hoặc VNI)"
    assert notices(path)["old-font"].startswith(told)


def test_a_font_that_no_cell_uses_is_not_told(tmp_path: Path) -> None:
    rows = '<row><c t="s"><v>0</v></c><c s="1"><v>5</v></c></row>'
    path = make(tmp_path / "a.xlsx", rows, strings=shared(t("Phường")), style=STYLE)
    assert notices(path) == {}
    assert not grid(path).fonts


@pytest.mark.parametrize(
    ("runs", "style", "font"),
    [
        ([(".VnTime", "NguyÔn "), (".VnTime", "V¨n A")], 0, ".VnTime"),
        ([("Arial", "12. "), (".VnTime", "V¨n A")], 0, ".VnTime"),
        ([("Arial", "Tên: "), ("VNI-Times", "Vaên A"), (".VnTime", "V¨n")], 0, "VNI-Times"),
        ([("Arial", "Nguyễn "), ("Arial", "Văn A")], 1, None),
        ([("", "NguyÔn "), ("Arial", "(x)")], 1, ".VnTime"),
        ([("", "Nguyễn "), (".VnTime", " 12 ")], 0, None),
        ([("", "1. "), ("Arial", "Nguyễn")], 1, None),
    ],
)
@pytest.mark.parametrize("apart", [True, False], ids=["shared", "inline"])
def test_texts_set_in_several_fonts(
    tmp_path: Path, runs: list[tuple[str, str]], style: int, font: str | None, *, apart: bool
) -> None:
    text = "".join(run(*one) for one in runs)
    cell = f'<c s="{style}" t="s"><v>0</v></c>' if apart else f'<c s="{style}" t="inlineStr"><is>{text}</is></c>'
    path = make(tmp_path / "a.xlsx", f"<row>{cell}</row>", strings=shared(text if apart else t("")), style=STYLE)
    assert dict(grid(path).fonts) == ({(1, 0): font} if font else {})


def test_runs_in_an_old_font_count_although_no_style_has_one(tmp_path: Path) -> None:
    text = run("VNI-Times", "Vaên")
    rows = f'<row><c t="s"><v>0</v></c><c t="inlineStr"><is>{text}</is></c></row>'
    assert list(grid(make(tmp_path / "a.xlsx", rows, strings=shared(text))).fonts) == [(1, 0), (1, 1)]


def test_the_notice_says_what_to_do(tmp_path: Path) -> None:
    rows = '<row><c s="1" t="s"><v>0</v></c></row>'
    sheets = {"A": worksheet(rows), "B": worksheet("<row/>" + rows)}
    path = make(tmp_path / "a.xlsx", sheets, strings=shared(t("V¨n")), style=STYLE)
    told = [d for d in read_workbook(path, "a.xlsx")[1] if d.code.id == "old-font"]
    assert [str(d.place) for d in told] == ["a.xlsx / A / A1", "a.xlsx / B / A2"]
    assert "--convert-legacy" in told[0].help()
    assert told[0].message(Lang.EN).startswith("1 cell is set in the old font `.VnTime`")


def test_fonts_by_cell_are_kept_in_any_order() -> None:
    fonts = Fonts()
    kept = {(9, 2): "VNI-Times", (1, 499): ".VnTime", (1_048_576, 0): ".VnTime", (1, 0): ".VnArial"}
    for (row, column), font in kept.items():
        fonts.add(row, column, font)
    assert dict(fonts) == kept
    assert list(fonts) == sorted(kept)
    assert len(fonts) == 4
    assert fonts.get((2, 0)) is None
    assert (9, 2) in fonts
    assert (9, 3) not in fonts
