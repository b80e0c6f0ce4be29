"""Folders and zips of books: what is taken, left out or refused, and under which name it is shown."""

from __future__ import annotations

import struct
import tempfile
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.diagnostics import Diagnostic, ReportedError
from engine.records import load
from engine.records.dossier import Dossier

from .books import PEOPLE, UNITS, Rows, book
from .plans import plan
from .test_xls import OLD

CSV = "Mã đơn vị;Tên đơn vị\n{0};Phường {0}\n"


def units(*keys: str) -> bytes:
    return CSV.format(keys[0]).encode() + b"".join(f"{k};Phường {k}\n".encode() for k in keys[1:])


def xlsx(folder: Path, rows: Rows = UNITS, name: str = "Danh sách đơn vị") -> bytes:
    return book(folder / "made.xlsx", {name: rows}).read_bytes()


def packed(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def raw_names(path: Path, names: Mapping[bytes, bytes]) -> Path:
    """Write an archive whose names are bytes in no stated encoding."""
    stand_ins = {f"{'x' * (len(name) - 4)}{n:04d}".encode(): name for n, name in enumerate(names)}
    packed(path, {stand.decode(): names[name] for stand, name in stand_ins.items()})
    data = path.read_bytes()
    for stand, name in stand_ins.items():
        data = data.replace(stand, name)
    path.write_bytes(data)
    return path


def refusal(*files: Path) -> list[Diagnostic]:
    with pytest.raises(ReportedError) as caught:
        load(plan(), files)
    for found in caught.value.diagnostics:
        assert "{" not in found.message() + found.help()
    return list(caught.value.diagnostics)


def refused(*files: Path) -> list[str]:
    return [d.code.id for d in refusal(*files)]


def files_of(dossier: Dossier) -> set[str]:
    return {dossier.tables["unit"].places.cell(row).file for row in range(dossier.tables["unit"].size)}


def test_a_zip_of_books(tmp_path: Path) -> None:
    members = {
        "thư mục/đơn vị.xlsx": xlsx(tmp_path),
        "b.csv": units("U7"),
        "c.xls": (OLD / "thoi-quen.xls").read_bytes(),
        "__MACOSX/._b.csv": b"\0\5\x16\7",
        "thư mục/~$đơn vị.xlsx": b"x",
        "tờ trình.pdf": b"%PDF",
    }
    dossier = load(plan(), [packed(tmp_path / "gui.zip", members)])
    assert files_of(dossier) == {"gui.zip/thư mục/đơn vị.xlsx", "gui.zip/b.csv", "gui.zip/c.xls"}
    told = next(d for d in dossier.notices if d.code.id == "files-left-out")
    assert (str(told.place), told.args["names"]) == ("gui.zip", "`tờ trình.pdf`")
    assert str(tmp_path) not in repr(dossier)


def test_the_csv_in_a_zip_is_titled_by_its_own_name(tmp_path: Path) -> None:
    data = "Mã cá nhân;Mã đơn vị\na1;U1\n".encode()
    members = {"x/Danh sách cá nhân.csv": data, "x/Danh sách đơn vị.csv": units("U1")}
    assert load(plan(), [packed(tmp_path / "gui.zip", members)]).tables["person"].keys == ("a1",)


def test_names_in_other_letters(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Phường Hòa.csv").encode()
    names = {decomposed: units("U1"), "Đơn vị 12.csv".encode(): units("U2"), b"Ph\xfd\xf5\xccng 3.csv": units("U3"),
             "caffè & résumé.csv".encode("cp437"): units("U4")}  # fmt: skip
    dossier = load(plan(), [raw_names(tmp_path / "a.zip", names)])
    shown = {f"a.zip/{n}" for n in ("Phường Hòa.csv", "Đơn vị 12.csv", "caffè & résumé.csv")}
    shown.add("a.zip/" + unicodedata.normalize("NFC", b"Ph\xfd\xf5\xccng 3.csv".decode("cp1258")))
    assert files_of(dossier) == shown


def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path) -> None:
    names = ("../../etc/a.csv", "/abs/b.csv", "C:\\x\\..\\c.csv", "d\r\n.csv")
    members = {name: units(f"U{number}") for number, name in enumerate(names)}
    dossier = load(plan(), [packed(tmp_path / "a.zip", members)])
    assert files_of(dossier) == {"a.zip/etc/a.csv", "a.zip/abs/b.csv", "a.zip/C:/x/c.csv", "a.zip/d\ufffd\ufffd.csv"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for key in ("U1", "U2", "U3"):
            archive.writestr("x.csv", units(key))
    assert files_of(load(plan(), [tmp_path / "a.zip"])) == {"a.zip/x.csv", "a.zip/x (2).csv", "a.zip/x (3).csv"}


def test_a_zip_in_a_zip_is_refused(tmp_path: Path) -> None:
    inner = packed(tmp_path / "i.zip", {"a.csv": units("U1")}).read_bytes()
    (found,) = refusal(packed(tmp_path / "a.zip", {"i.zip": inner, "b.csv": units("U2")}))
    assert (found.code.id, str(found.place)) == ("archive-in-archive", "a.zip/i.zip")
    assert refused(packed(tmp_path / "b.zip", {"i.zip": inner})) == ["archive-in-archive"]
    assert refused(packed(tmp_path / "c.zip", {"hidden.xlsx": inner})) == ["file-damaged"]
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "i.zip").write_bytes(inner)
    assert files_of(load(plan(), [tmp_path / "g"])) == {"g/i.zip/a.csv"}


def test_the_same_book_twice_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "a.csv").write_bytes(units("U1"))
    archive = packed(tmp_path / "z.zip", {"b.csv": units("U1")})
    (found,) = refusal(tmp_path / "g", archive)
    assert found.message() == "tệp `z.zip/b.csv` được đưa vào hai lần (cùng nội dung với `g/a.csv`)"
    assert refused(tmp_path / "g", tmp_path / "g" / "a.csv") == ["file-twice"]
    assert refused(archive, archive) == ["file-twice"]
    assert refused(packed(tmp_path / "y.zip", {"b.csv": units("U1"), "c.csv": units("U1")})) == ["file-twice"]


def declared(path: Path, size: int) -> Path:
    """Change the size that the table of contents declares for the first member."""
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\1\2") + 24, size)
    path.write_bytes(data)
    return path


def test_bombs(tmp_path: Path) -> None:
    for size in (11_000_000, 210_000_000):
        archive = packed(tmp_path / f"{size}.zip", {"a.csv": units("U1")})
        assert refused(declared(archive, size)) == ["file-too-large-unpacked"]
    wide = packed(tmp_path / "w.zip", {"a.pdf": b"x", "b.csv": units("U1")})
    assert load(plan(), [declared(wide, 900_000_000)]).tables["unit"].keys == ("U1",)  # never unpacked


def test_more_than_is_declared_is_never_unpacked(tmp_path: Path) -> None:
    archive = declared(packed(tmp_path / "a.zip", {"a.csv": units("U1") * 10_000}), 100)
    assert refused(archive) == ["file-damaged"]


def test_a_bomb_in_the_books_of_an_archive(tmp_path: Path) -> None:
    inner = declared(packed(tmp_path / "i.xlsx", {"xl/workbook.xml": b"<x/>"}), 9_900_000).read_bytes()
    members = {f"{n}.xlsx": inner + bytes([n]) for n in range(30)}
    assert refused(packed(tmp_path / "a.zip", members)) == ["file-too-large-unpacked"]


@pytest.mark.parametrize("kind", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_ways_of_packing_that_nobody_uses(tmp_path: Path, kind: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", kind) as archive:
        archive.writestr("a.csv", units("U1"))
    assert refused(tmp_path / "a.zip") == ["file-damaged"]


def test_a_password_on_a_member(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"a.csv": units("U1"), "b.csv": units("U2")})
    data = bytearray(archive.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    archive.write_bytes(data)
    (found,) = refusal(archive)
    assert (found.code.id, str(found.place)) == ("file-locked", "a.zip/a.csv")


def test_cut_short_and_spoilt(tmp_path: Path) -> None:
    whole = packed(tmp_path / "w.zip", {"a.csv": units("U1"), "b.csv": units("U2")}).read_bytes()
    path = tmp_path / "a.zip"
    for at in range(1, len(whole), 3):
        path.write_bytes(whole[:at])
        assert refused(path) == ["file-damaged"]
    for at in range(0, len(whole), 11):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            load(plan(), [path])
        except ReportedError as error:
            assert error.diagnostics  # noqa: PT017 - any other exception must escape


def test_all_findings_at_once_with_their_places(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"x.xlsx": b"PK\3\4", "y.csv": b"", "z.xls": b"<html><table></table></html>"})
    assert [(d.code.id, str(d.place)) for d in refusal(archive, tmp_path / "gone.csv")] == [
        ("file-damaged", "a.zip/x.xlsx"),
        ("file-empty", "a.zip/y.csv"),
        ("file-other-format", "a.zip/z.xls"),
        ("file-missing", "gone.csv"),
    ]


@pytest.mark.parametrize("good", [True, False])
def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good: bool) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    archive = packed(tmp_path / "a.zip", {"a.csv": units("U1"), "b.csv": units("U2") if good else b"\0"})
    if good:
        load(plan(), [archive])
    else:
        assert refused(archive) == ["file-damaged"]
    assert not list((tmp_path / "tmp").iterdir())


def test_progress_is_told_by_shown_names(tmp_path: Path) -> None:
    told: list[str] = []
    people = xlsx(tmp_path, PEOPLE, "Danh sách cá nhân")
    file = packed(tmp_path / "a.zip", {"b.xlsx": people, "a.csv": units("U1", "U2")})
    load(plan(), [file], lambda name, *_: told.append(name))
    told = list(dict.fromkeys(told))
    assert told == ["a.zip/a.csv", "a.zip/b.xlsx"]
