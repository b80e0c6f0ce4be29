"""Workbooks made to do harm: each is refused with its reason or read within bounds, whatever it claims of itself."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.records.opening import xlsx_package, xlsx_table
from engine.records.opening.xlsx import read_workbook

from .xlsx_made import MAIN, OFFICE, findings, make, ours, refused, rels, shared, styles, t, worksheet

ONE = "<row><c><v>1</v></c></row>"
LAUGH = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def whole(path: Path) -> Path:
    """Write a workbook with every part that is ever parsed."""
    return make(
        path,
        "<row><c t='s'><v>0</v></c></row>",
        {
            "xl/connections.xml": '<connections><connection name="a"/></connections>',
            "xl/externalLinks/externalLink1.xml": "<x/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels([("externalLinkPath", "file:///a.xlsx")]),
        },
        strings=shared(t("chữ")),
        style=styles(["0%"]),
        extra=[("connections", "connections.xml"), ("externalLink", "externalLinks/externalLink1.xml")],
    )


def changed(path: Path, part: str, data: bytes | None) -> Path:
    """Return a copy of a workbook with one part changed, or taken out."""
    other = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info.filename, old.read(info))
            elif data is not None:
                new.writestr(info.filename, data)
    return other


PARTS = [
    *("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"),
    *("xl/worksheets/sheet1.xml", "xl/connections.xml", "xl/externalLinks/_rels/externalLink1.xml.rels"),
]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part(tmp_path: Path, part: str, encoding: str) -> None:
    path = whole(tmp_path / "a.xlsx")
    assert ours(path) == {(1, 0): "chữ"}
    with zipfile.ZipFile(path) as archive:
        text = archive.read(part).decode()
    (found,) = findings(changed(path, part, f"{LAUGH}{text}".encode(encoding)))
    assert found.code.id == "file-damaged"
    assert "DOCTYPE" in found.message()


@pytest.mark.parametrize("part", PARTS)
def test_parts_that_nest_too_deep_or_end_too_soon(tmp_path: Path, part: str) -> None:
    path = whole(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        text = archive.read(part)
    end = text.rindex(b"</") if b"</" in text else 0
    deep = text[:end] + b"<a>" * 200_000 + b"</a>" * 200_000 + text[end:]
    assert "lồng quá sâu" in findings(changed(path, part, deep))[0].message()
    assert refused(changed(path, part, text[:-3])) == ["file-damaged"]
    assert refused(changed(path, part, b"")) == ["file-damaged"]
    assert refused(changed(path, part, b'<?xml version="1.0" encoding="la"?>' + text)) == ["file-damaged"]


@pytest.mark.parametrize("part", PARTS)
def test_a_tag_without_end_is_given_up(tmp_path: Path, part: str) -> None:
    path = whole(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        text = archive.read(part)
    long = text.replace(b" ", b' a="' + b"x" * 9_000_000 + b'" ', 1)
    assert "thẻ dài bất thường" in findings(changed(path, part, long))[0].message()


def test_what_is_unpacked_is_counted_again_and_again(tmp_path: Path) -> None:
    """Hundreds of sheets that all point to one part: 5 MB in the table of contents, 300 MB if each were read."""
    names = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(60))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>'
    part = worksheet(ONE, after=" " * 5_000_000)
    path = make(tmp_path / "a.xlsx", {"S": part}, {"xl/workbook.xml": book})
    assert path.stat().st_size < 20_000
    assert refused(path) == ["file-too-large-unpacked"]


@pytest.mark.parametrize("size", [210_000_000, 15_000_000])
def test_bombs_are_known_by_their_table_of_contents(tmp_path: Path, size: int) -> None:
    path = make(tmp_path / "a.xlsx", ONE, {"xl/media/a.png": b" " * size})
    assert refused(path) == ["file-too-large-unpacked"]


@pytest.mark.parametrize("claimed", [0, 10, 2000, 100_000_000])
def test_a_table_of_contents_that_lies_gains_nothing(tmp_path: Path, claimed: int) -> None:
    path = make(tmp_path / "a.xlsx", {"S": worksheet(ONE, after=" " * 3_000_000)})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert struct.unpack_from("<I", data, at + 24) == (info.file_size,)
    for place in (at + 24, info.header_offset + 22):
        struct.pack_into("<I", data, place, claimed)
    path.write_bytes(data)
    assert refused(path) in (["file-damaged"], ["file-too-large-unpacked"])


def test_a_table_of_contents_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "a.xlsx", ONE, {f"xl/{n}": "" for n in range(40)})
    assert ours(path)
    monkeypatch.setattr(xlsx_package, "_CONTENTS", 2000)
    assert "mục lục bên trong dài bất thường" in findings(path)[0].message()


@pytest.mark.parametrize("name", ["XL/Workbook.xml", "xl\\workbook.xml", "/xl/./workbook.xml", "xl/workbook.xml"])
def test_two_parts_of_one_name(tmp_path: Path, name: str) -> None:
    path = make(tmp_path / "a.xlsx", ONE, {"xl/workbook.xm_": "<x/>"})
    data = path.read_bytes()
    assert data.count(b"xl/workbook.xm_") == 2
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name.replace(".xml", ".xm_"), "<x/>") if name != "xl/workbook.xml" else None
    path.write_bytes(path.read_bytes().replace(b".xm_", b".xml"))
    (found,) = findings(path)
    assert "hai phần cùng tên `xl/workbook.xml`" in found.message()


def test_names_that_lead_out_of_a_folder_lead_nowhere(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", ONE, {"../../tmp/x": "x", "/etc/passwd": "x", "C:\\x": "x"})
    assert ours(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx"]


def test_a_sheet_outside_the_file_is_not_fetched(tmp_path: Path) -> None:
    for target in ("file:///etc/passwd", "../../../../etc/passwd", "http://a.vn/sheet.xml"):
        path = make(tmp_path / "a.xlsx", ONE, {"xl/_rels/workbook.xml.rels": rels([("worksheet", target)])})
        assert "thiếu trang tính `S`" in findings(path)[0].message()


def test_what_is_no_workbook_is_told_by_name(tmp_path: Path) -> None:
    binary = make(tmp_path / "a.xlsx", ONE, {"xl/workbook.bin": b""})
    assert "(.xlsb)" in findings(binary)[0].message()
    packed = tmp_path / "b.xlsx"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "kiểu nén lạ (14)" in findings(packed)[0].message()
    locked = make(tmp_path / "c.xlsx", ONE)
    data = bytearray(locked.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(data)
    assert refused(locked) == ["file-locked"]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "A1048577"),
        ('<row r="30002"><c r="B30002"><v>1</v></c></row>', "B30002"),
        ('<row r="2"><c r="SG2"><v>1</v></c></row>', "SG2"),
        ('<row r="2"><c r="ZZZ2"><f>1</f></c></row>', "ZZZ2"),
        (f"<row>{'<c/>' * 500}<c><v>1</v></c></row>", "SG2"),
    ],
)
def test_cells_far_away(tmp_path: Path, row: str, place: str) -> None:
    (found,) = findings(make(tmp_path / "a.xlsx", f'<row r="1"><c r="A1"><v>1</v></c></row>{row}'))
    assert (found.code.id, str(found.place)) == ("cell-far-away", f"a.xlsx / S / {place}")


def test_blank_cells_far_away_are_nothing(tmp_path: Path) -> None:
    rows = f'{ONE}<row r="1048576" hidden="1"><c r="XFD1048576" s="0"/></row><row><c/></row>'
    assert list(ours(make(tmp_path / "a.xlsx", rows))) == [(1, 0)]


def test_the_widest_table(tmp_path: Path) -> None:
    assert len(ours(make(tmp_path / "a.xlsx", f"<row>{'<c><v>1</v></c>' * 500}</row>"))) == 500


def test_a_table_that_is_mostly_holes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million rows with one cell each in column 500 would fill gigabytes."""
    monkeypatch.setattr(xlsx_table, "CELLS", 9_999)
    rows = "".join(f'<row r="{n}"><c r="J{n}"><v>1</v></c></row>' for n in range(1, 1001))
    (found,) = findings(make(tmp_path / "a.xlsx", rows))
    assert found.code.id == "too-many-cells"
    assert found.message() == "trang tính trải ra quá nhiều ô: 1000 dòng, đến tận cột J"
    monkeypatch.setattr(xlsx_table, "CELLS", 10_000)
    assert len(ours(make(tmp_path / "a.xlsx", rows))) == 1000


@pytest.mark.parametrize(("many", "told"), [(20_000, []), (20_001, ["too-many-merged-cells"])])
def test_thousands_of_merges(tmp_path: Path, many: int, told: Sequence[str]) -> None:
    merged = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, many + 1))
    assert refused(make(tmp_path / "a.xlsx", {"S": worksheet(ONE, after=merged)})) == told


@pytest.mark.parametrize(("many", "told"), [(300, []), (2001, ["too-many-sheets"])])
def test_thousands_of_sheets(tmp_path: Path, many: int, told: Sequence[str]) -> None:
    names = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(many))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>'
    assert refused(make(tmp_path / "a.xlsx", "", {"xl/workbook.xml": book})) == told


def test_thousands_of_hidden_columns(tmp_path: Path) -> None:
    columns = '<col min="1" max="16384" hidden="1"/>' * 20_000
    part = worksheet(ONE, before=f"<cols>{columns}</cols>")
    (grid,), _ = read_workbook(make(tmp_path / "a.xlsx", {"S": part}), "a.xlsx")
    assert grid.hidden.columns == (0,)


@pytest.mark.parametrize("kind", ["inlineStr", "str", "s"])
def test_a_text_without_end(tmp_path: Path, kind: str) -> None:
    for size, told in ((131_072, []), (131_073, ["file-damaged"])):
        text = "x" * size
        cell = {
            "inlineStr": f'<c t="inlineStr"><is>{t(text)}</is></c>',
            "str": f'<c t="str"><v>{text}</v></c>',
            "s": '<c t="s"><v>0</v></c>',
        }[kind]
        path = make(tmp_path / "a.xlsx", f"<row>{cell}</row>", strings=shared(t(text if kind == "s" else "")))
        assert refused(path) == told


def test_too_many_styles(tmp_path: Path) -> None:
    style = f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 100_001}</cellXfs></styleSheet>'
    assert "quá nhiều kiểu ô" in findings(make(tmp_path / "a.xlsx", ONE, style=style))[0].message()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.sampled_from(PARTS), seed=st.integers(0, 2**32))
def test_spoilt_parts_are_read_or_refused(tmp_path: Path, *, part: str, seed: int) -> None:
    """Pieces of the XML are moved, doubled, cut out and changed; anything but a finding would escape."""
    path = whole(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        text = bytearray(archive.read(part))
    chance = random.Random(seed)
    for _ in range(chance.randrange(1, 4)):
        a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        piece = text[a : min(b, a + 40)]
        match chance.randrange(4):
            case 0:
                text[a:a] = piece
            case 1:
                del text[a : a + len(piece)]
            case 2:
                at = chance.randrange(len(text) + 1)
                text[at:at] = chance.choice((b"0", b"-1", b"99999999999", b"<c>", b"</c>", b'"', b"A1:", b"&#1;"))
            case 3 if text:
                text[min(a, len(text) - 1)] ^= 1 << chance.randrange(8)
    findings(changed(path, part, bytes(text)))
