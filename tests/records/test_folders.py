"""Folders of books: what is taken, left out or refused, and under which name it is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.records import load

from .books import notices
from .plans import plan
from .test_archives import files_of, packed, refusal, refused, units, xlsx


def test_a_folder_is_read_with_all_folders_in_it(tmp_path: Path) -> None:
    data = xlsx(tmp_path)
    home = tmp_path / "gui"
    silent = (".git/a.xlsx", "~$a.xlsx", ".~lock.a.xlsx#", "Thumbs.db", ".DS_Store", "._a.xlsx")
    for name in ("sau/nua/b.csv", "a.xlsx", *silent):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(data if name == "a.xlsx" else units("U7") if name.endswith(".csv") else b"x")
    dossier = load(plan(), [home])
    assert files_of(dossier) == {"gui/a.xlsx", "gui/sau/nua/b.csv"}
    assert "files-left-out" not in notices(dossier)


def test_other_files_are_named_in_one_notice(tmp_path: Path) -> None:
    (tmp_path / "g" / "x").mkdir(parents=True)
    for name in ("tờ trình.docx", "x/ảnh.jpg", "doc.txt"):
        (tmp_path / "g" / name).write_bytes("Kính gửi Phòng Nội vụ".encode())
    (tmp_path / "g" / "a.csv").write_bytes(units("U1"))
    told = [d for d in load(plan(), [tmp_path / "g"]).notices if d.code.id == "files-left-out"]
    assert [(d.args["count"], d.args["names"]) for d in told] == [("3", "`doc.txt`, `tờ trình.docx`, `x/ảnh.jpg`")]


def test_a_text_with_columns_is_read_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "a.txt").write_bytes(units("U1").replace(b";", b"\t"))
    assert load(plan(), [tmp_path / "g"]).tables["unit"].keys == ("U1",)


def test_a_folder_without_books_is_refused(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    assert refused(tmp_path / "g") == ["no-books-inside"]
    (tmp_path / "g" / "a.pdf").touch()
    (found,) = refusal(tmp_path / "g")
    assert "thư mục" in found.help()
    assert refused(packed(tmp_path / "a.zip", {"a.pdf": b"x"})) == ["no-books-inside"]
    assert refused(packed(tmp_path / "b.zip", {})) == ["no-books-inside"]


def test_links_that_go_in_circles_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "a.csv").write_bytes(units("U1"))
    (tmp_path / "g" / "again").symlink_to(tmp_path / "g", target_is_directory=True)
    (tmp_path / "g" / "nowhere.xlsx").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "g" / "pipe.csv")
    dossier = load(plan(), [tmp_path / "g"])
    assert files_of(dossier) == {"g/a.csv"}
    told = next(d for d in dossier.notices if d.code.id == "files-left-out")
    assert told.args["names"] == "`nowhere.xlsx`, `pipe.csv`"
    assert refused(tmp_path / "g" / "pipe.csv") == ["file-damaged"]


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.records.opening.archive.MOST", 2)
    monkeypatch.setattr("engine.records.opening.gather.MOST", 2)
    members = {f"{n}.csv": units(f"U{n}") for n in range(3)}
    assert refused(packed(tmp_path / "a.zip", members)) == ["too-many-files"]
    (tmp_path / "g").mkdir()
    for name, data in members.items():
        (tmp_path / "g" / name).write_bytes(data)
    assert refused(tmp_path / "g") == ["too-many-files"]


def test_a_folder_is_not_looked_through_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.records.opening.gather._WALKED", 3)
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "a.csv").write_bytes(units("U1"))
    for n in range(3):
        (tmp_path / "g" / f"{n}.pdf").touch()
    assert refused(tmp_path / "g") == ["too-many-files"]


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "a.csv")
    assert refused(tmp_path / "a.csv", tmp_path / ("x" * 5000)) == ["file-missing", "file-missing"]


def test_the_hash_is_of_shown_names_and_contents(tmp_path: Path) -> None:
    hashes = set()
    for home in ("x", "y"):
        (tmp_path / home / "gui").mkdir(parents=True)
        (tmp_path / home / "gui" / "a.csv").write_bytes(units("U1"))
        hashes.add(load(plan(), [tmp_path / home / "gui"]).hash)
    assert len(hashes) == 1
    one, other = (packed(tmp_path / home / "a.zip", {"a.csv": units("U1")}) for home in ("x", "y"))
    other.write_bytes(other.read_bytes().replace(b"a.csv", b"b.csv"))
    assert load(plan(), [one]).hash != load(plan(), [other]).hash
    assert load(plan(), [one]).hash not in hashes


def test_folders_are_shown_where_names_are_the_same(tmp_path: Path) -> None:
    paths = []
    for number, place in enumerate(("a/x/d.csv", "b/x/d.csv", "b/y/d.csv", "e.csv")):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(units(f"U{number}"))
        paths.append(path)
    assert files_of(load(plan(), paths)) == {"a/x/d.csv", "b/x/d.csv", "y/d.csv", "e.csv"}


def test_the_folder_that_one_is_in_is_shown_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gui").mkdir()
    (tmp_path / "gui" / "a.csv").write_bytes(units("U1"))
    monkeypatch.chdir(tmp_path / "gui")
    assert files_of(load(plan(), [Path()])) == {"gui/a.csv"}


def test_names_that_cannot_be_written_are_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / os.fsdecode(b"ph\xff.csv")).write_bytes(units("U1"))
    assert files_of(load(plan(), [tmp_path / "g"])) == {"g/ph\ufffd.csv"}
