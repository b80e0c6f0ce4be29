"""Files that cannot be opened: every one is refused with its reason, none leads to a traceback."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest

from engine.diagnostics import Lang, ReportedError
from engine.records import load, plain_rows

from .books import PEOPLE, UNITS, Rows, book, codes, notices, read, sheets
from .plans import plan
from .xls_books import in_shell

HEADER = "Mã đơn vị{0}Tên đơn vị{0}Số CBCCVC\n"


def refused(*files: Path) -> list[str]:
    """Return the codes with which files are refused."""
    with pytest.raises(ReportedError) as caught:
        load(plan(), files)
    for found in caught.value.diagnostics:
        assert found.message()
        assert found.message(Lang.EN)
        assert "{" not in found.help()
    return [d.code.id for d in caught.value.diagnostics]


def test_all_findings_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").touch()
    (tmp_path / "old.xls").write_bytes(b"x")
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100)
    (tmp_path / "text.xlsx").write_text("không phải zip")
    (tmp_path / "folder.xlsx").mkdir()
    names = ("empty.xlsx", "folder.xlsx", "gone.xlsx", "locked.xlsx", "old.xls", "text.xlsx")
    assert refused(*(tmp_path / n for n in names)) == [
        "file-empty",
        "no-books-inside",
        "file-missing",
        "file-locked",
        "file-damaged",
        "file-damaged",
    ]


@pytest.mark.parametrize("name", ["a.xlsb", "a.fods", "a.pdf", "a.docx", "a"])
def test_other_types_are_refused_with_advice(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(ReportedError) as caught:
        load(plan(), [tmp_path / name])
    (found,) = caught.value.diagnostics
    assert found.code.id == "file-type"
    assert "lưu lại thành Excel Workbook (.xlsx)" in found.help()


def test_cut_short_anywhere(tmp_path: Path) -> None:
    whole = book(tmp_path / "a.xlsx", sheets()).read_bytes()
    for size in range(1, len(whole), 293):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[:size])
        assert refused(path) == ["file-damaged"]


def test_spoilt_bytes_never_lead_to_a_traceback(tmp_path: Path) -> None:
    whole = book(tmp_path / "a.xlsx", sheets()).read_bytes()
    path = tmp_path / "spoilt.xlsx"
    for at in range(0, len(whole), 197):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            load(plan(), [path])
        except ReportedError as error:
            assert error.diagnostics  # noqa: PT017 - any other exception must escape


def test_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(tmp_path / "a.xlsx") == ["file-damaged"]


def test_zip_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 210_000_000)
    assert refused(tmp_path / "a.xlsx") == ["file-too-large-unpacked"]


def test_entities_are_refused(tmp_path: Path) -> None:
    good = book(tmp_path / "a.xlsx", sheets())
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            new.writestr(info.filename, data)
    assert refused(tmp_path / "b.xlsx") == ["file-damaged"]


def test_far_cell_is_refused_quickly(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheets())
    out = openpyxl.load_workbook(path)
    out.worksheets[0]["XFD1048576"] = 1
    out.save(path)
    with pytest.raises(ReportedError) as caught:
        load(plan(), [path])
    (found,) = caught.value.diagnostics
    assert (found.code.id, str(found.place)) == ("cell-far-away", "a.xlsx / Danh sách đơn vị / XFD1048576")


def test_merge_to_the_end_of_the_sheet_rejects_rows_and_does_not_spin(tmp_path: Path) -> None:
    good = book(tmp_path / "a.xlsx", sheets(), {"Danh sách đơn vị": ["F3:G4"]})
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info).replace(b'ref="F3:G4"', b'ref="A3:XFD1048576"'))
    dossier = load(plan(), [tmp_path / "b.xlsx"])
    assert ("row-merged", "3") in codes(dossier)
    assert dossier.tables["unit"].reopened_all


def test_same_file_twice(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheets())
    (tmp_path / "b.xlsx").write_bytes(path.read_bytes())
    assert refused(path, tmp_path / "b.xlsx") == ["file-twice"]
    assert refused(path, path) == ["file-twice"]
    assert refused(path, path, tmp_path / "b.xlsx") == ["file-twice", "file-twice"]
    (tmp_path / "x").mkdir()
    assert refused(path, tmp_path / "x" / ".." / "a.xlsx") == ["file-twice"]


def test_no_header_anywhere(tmp_path: Path) -> None:
    assert refused(book(tmp_path / "a.xlsx", {"Sheet1": [["gì đó"], ["khác", 1]]})) == ["file-without-header"]
    assert refused(book(tmp_path / "b.xlsx", {"Sheet1": []})) == ["file-without-header"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = HEADER.format(delimiter) + delimiter.join(["U1", '"Phường 1, 2; 3"', "12"]) + "\n"
    (tmp_path / "Danh sách đơn vị.csv").write_bytes(text.encode(encoding))
    dossier = load(plan(), [tmp_path / "Danh sách đơn vị.csv"])
    (row,) = plain_rows(plan(), dossier)["unit"].rows
    assert (row.key, row.name, int(str(row.values["staff_count"]))) == ("U1", "Phường 1, 2; 3", 12)
    assert str(dossier.tables["unit"].places.cell(0, "staff_count")) == "Danh sách đơn vị.csv / C2"


def test_csv_in_the_old_encoding_is_read_with_a_notice(tmp_path: Path) -> None:
    raw = bytearray()
    for c in unicodedata.normalize("NFC", HEADER.format(";") + "U1;Phường Tân Thới;3\n"):
        try:
            raw += c.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = list(unicodedata.normalize("NFD", c))
            tones = [m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"]
            others = [m for m in marks if m not in tones]
            raw += unicodedata.normalize("NFC", base + "".join(others)).encode("cp1258") + "".join(tones).encode(
                "cp1258"
            )
    (tmp_path / "a.csv").write_bytes(bytes(raw))
    dossier = load(plan(), [tmp_path / "a.csv"])
    assert dossier.tables["unit"].names == ("Phường Tân Thới",)
    assert "old-encoding" in notices(dossier)


def test_csv_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\x00\x01\x02\xff")
    (tmp_path / "b.csv").write_bytes(b'M\xe3;"open\nx;y\n')
    assert refused(tmp_path / "a.csv", tmp_path / "b.csv") == ["file-damaged", "file-damaged"]


def test_csv_rows_with_too_many_cells_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Danh sách đơn vị\nMã đơn vị;Tên đơn vị\nU1;A;thừa;thừa nữa\n\n;;\nU2;B\n", "utf-8")
    dossier = load(plan(), [tmp_path / "a.csv"])
    assert dossier.tables["unit"].keys == ("U1", "U2")
    assert dossier.tables["unit"].places.cell(1).cell == "6"
    assert dossier.balance.rows == 4


def test_csv_too_long(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Mã đơn vị;Tên đơn vị\n" + "a;b\n" * 1_048_576, "utf-8")
    assert refused(tmp_path / "a.csv") == ["file-too-long"]


def test_hash_knows_neither_folder_nor_order(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
    one = [
        book(tmp_path / "x" / "a.xlsx", {"Danh sách đơn vị": UNITS}),
        book(tmp_path / "x" / "b.xlsx", {"Danh sách cá nhân": PEOPLE}),
    ]
    two = [tmp_path / "y" / path.name for path in one]
    for old, new in zip(one, two, strict=True):
        new.write_bytes(old.read_bytes())
    assert load(plan(), one).hash == load(plan(), two[::-1]).hash


def test_hidden_parts_are_read_and_told(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheets())
    out = openpyxl.load_workbook(path)
    out.worksheets[1].row_dimensions[2].hidden = True
    out.worksheets[2].sheet_state = "hidden"
    out.save(path)
    dossier = load(plan(), [path])
    assert dossier.tables["person"].size == 3
    assert notices(dossier).count("hidden-cells") == 2


def test_error_cells_and_formulas_never_computed(tmp_path: Path) -> None:
    people: Rows = [*PEOPLE, ["a4", "Dung", "U2", "=1+1", "", ""]]
    dossier = read(tmp_path, sheets(person=people))
    assert codes(dossier) == [("formula-not-computed", "D5")]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    load(plan(), [book(tmp_path / "a.xlsx", sheets())], lambda *now: told.append(now))
    name, done, total = told[-1]
    assert told[0] == ("a.xlsx", 0, 0)
    assert (name, done) == ("a.xlsx", total)
    assert total > 0


def test_csv_records_over_several_lines_keep_all_their_cells(tmp_path: Path) -> None:
    text = 'Mã đơn vị;Tên đơn vị;Số CBCCVC\nU1;"Phường\n1";2;"ghi\nchú";x;y\n'
    (tmp_path / "a.csv").write_text(text, "utf-8")
    dossier = load(plan(), [tmp_path / "a.csv"])
    assert dossier.tables["unit"].names == ("Phường 1",)
    assert dossier.tables["unit"].columns["staff_count"].tolist() == [2]


def test_csv_with_an_absurd_cell_or_width(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('"' + "x" * 200_000 + '";b\n', "utf-8")
    (tmp_path / "b.csv").write_text(";" * 5000, "utf-8")
    assert refused(tmp_path / "a.csv", tmp_path / "b.csv") == ["file-damaged", "file-damaged"]


DISGUISED = {
    "html": b"\xef\xbb\xbf<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table></table></body></html>",
    "html without a head": b"  <TABLE border=1><tr><td>M\xc3\xa3</td></tr></TABLE>",
    "html in UTF-16": "<html><table></table></html>".encode("utf-16"),
    "web archive": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n",
    "XML 2003": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    "flat OpenDocument": b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:x"/>',
    "XML": b'<?xml version="1.0"?><a/>',
    "PDF": b"%PDF-1.7 ",
    "RTF": b"{\\rtf1",
    "picture": b"\xff\xd8\xff\xe0",
    "RAR": b"Rar!\x1a\x07",
    "Word 97": in_shell({"WordDocument": b"x"}),
    "PowerPoint 97": in_shell({"PowerPoint Document": b"x"}),
    "message": in_shell({"__properties_version1.0": b"x"}),
}


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.csv", "a.ods", "a.zip"])
@pytest.mark.parametrize("data", DISGUISED.values(), ids=DISGUISED.keys())
def test_what_is_no_workbook_is_refused_by_what_it_is(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReportedError) as caught:
        load(plan(), [tmp_path / name])
    (found,) = caught.value.diagnostics
    assert found.code.id == "file-other-format"
    assert "không chỉ đổi đuôi" in found.help()


def test_word_files_are_told_apart(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<x/>")
    assert refused(tmp_path / "a.xlsx") == ["file-other-format"]


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.ods"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_text_named_as_a_workbook_is_read_with_a_notice(tmp_path: Path, name: str, encoding: str) -> None:
    text = HEADER.format("\t") + "U1\tPhường 1\t12\n"
    (tmp_path / name).write_bytes(text.encode(encoding))
    dossier = load(plan(), [tmp_path / name])
    assert dossier.tables["unit"].names == ("Phường 1",)
    assert "suffix-differs" in notices(dossier)


def test_a_workbook_named_as_a_text_is_read_with_a_notice(tmp_path: Path) -> None:
    for number, name in enumerate(("a.csv", "b.zip", "c.ods")):
        book(tmp_path / "x.xlsx", sheets(unit=[*UNITS, [9, number, "x", 1]])).rename(tmp_path / name)
        dossier = load(plan(), [tmp_path / name])
        assert dossier.tables["unit"].size == 3
        assert "suffix-differs" in notices(dossier)
