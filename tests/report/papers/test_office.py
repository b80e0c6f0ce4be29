"""An office's settings: what is given is taken, what is not stays blank, what is wrong is told at its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from engine.diagnostics import Lang, ReportedError, render
from engine.report.papers import PAPERS, read_office
from engine.report.papers.office import NO_OFFICE, Office, Part
from tests.campaign import ROOT

EXAMPLE = ROOT / "fixtures" / "quan-12-2020-giay-to" / "co-quan.yaml"
IDS = ("ket-qua", "bien-ban", "to-trinh")
AWARDS = ("giay-khen", "bang-khen")


def office(folder: Path, text: str) -> Office:
    path = folder / "co-quan.yaml"
    path.write_text(text, "utf-8")
    return read_office(path, IDS, AWARDS)


def faults(folder: Path, text: str) -> list[tuple[str, int]]:
    with pytest.raises(ReportedError) as error:
        office(folder, text)
    for found in error.value.diagnostics:
        for lang in Lang:
            assert "co-quan.yaml" in render(found, lang) or found.place is None
    return [
        (d.code.id, int(render(d).split("co-quan.yaml:")[1].split(":")[0])) for d in error.value.diagnostics
    ]  # fmt: skip


def test_the_documented_example_is_read_whole() -> None:
    found = read_office(EXAMPLE, [p.id for p in PAPERS], AWARDS)
    assert found.council.named(Part.CHAIR) == found.chair != ""
    assert found.council.named(Part.SECRETARY) == found.secretary != ""
    assert [m.present for m in found.council.members].count(False) == 1
    assert found.meeting.day == dt.date(2020, 12, 7)
    assert found.document("to-trinh", "giay-khen").number == "45/TTr-PNV"
    assert found.document("to-trinh", "bang-khen").number == ""
    assert found.document("to-trinh", "bang-khen").recipients == found.recipients
    assert found.document("quyet-dinh").parent == found.parent
    assert "hư cấu" in EXAMPLE.read_text("utf-8")


def test_what_is_dated_before_a_day_is_found(tmp_path: Path) -> None:
    found = office(
        tmp_path,
        "cuộc họp: {ngày: 04/12/2020}\nvăn bản:\n  bien-ban: {ngày: 05/12/2020}\n"
        "  to-trinh / giay-khen: {ngày: 03/12/2020}\n  to-trinh: {số: '1'}\n",
    )
    early = [("cuộc họp", dt.date(2020, 12, 4)), ("to-trinh / giay-khen", dt.date(2020, 12, 3))]
    assert list(found.before(dt.date(2020, 12, 5), IDS)) == early
    assert list(found.before(dt.date(2020, 12, 5), ["ket-qua"])) == []
    assert list(found.before(dt.date(2020, 12, 3), IDS)) == []
    assert not list(read_office(EXAMPLE, [p.id for p in PAPERS], AWARDS).before(dt.date(2020, 12, 5), IDS))


def test_nothing_given_is_nothing_made_up(tmp_path: Path) -> None:
    assert office(tmp_path, "") == office(tmp_path, "cơ quan:\nhội đồng:\n") == NO_OFFICE
    assert NO_OFFICE.chair == NO_OFFICE.secretary == ""
    assert NO_OFFICE.document("to-trinh").number == ""


def test_keys_go_by_either_language(tmp_path: Path) -> None:
    english = "office: {name: A, parent: B}\ncouncil: {members: [{name: C, part: chair, present: 'yes'}]}\n"
    member = "{ho va ten: C, vai tro: Chu tich, co mat: co}"
    plain = f"co quan: {{ten: A, co quan cap tren: B}}\nhoi dong: {{thanh vien: [{member}]}}\n"
    assert office(tmp_path, english) == office(tmp_path, plain)
    assert office(tmp_path, english).chair == "C"


def test_an_absent_chair_chaired_nothing(tmp_path: Path) -> None:
    absent = "hội đồng: {thành viên: [{họ và tên: C, vai trò: chủ tịch, có mặt: không}]}\n"
    assert office(tmp_path, absent).chair == ""
    assert office(tmp_path, absent + "cuộc họp: {chủ tọa: D}\n").chair == "D"
    two = "hội đồng: {thành viên: [{họ và tên: C, vai trò: thư ký}, {họ và tên: D, vai trò: thư ký}]}\n"
    assert office(tmp_path, two).secretary == "", "which of the two is not known"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cơ quan:\n  tên: A\n  trụ sở: B\n", [("unknown-key", 3)]),
        ("cơ quan:\n  tên: A\n  ten: B\n", [("duplicate-key", 3)]),
        ("cơ quan: [A]\n", [("wrong-type", 1)]),
        ("hội đồng:\n  thành viên: A\n", [("wrong-type", 2)]),
        ("hội đồng:\n  thành viên:\n    - {chức vụ: B}\n", [("missing-key", 3)]),
        ("hội đồng:\n  thành viên:\n    - {họ và tên: B, vai trò: trưởng ban}\n", [("not-one-of", 3)]),
        ("hội đồng:\n  thành viên:\n    - {họ và tên: B, có mặt: có lẽ}\n", [("not-one-of", 3)]),
        ("cuộc họp:\n  ngày: 31/02/2020\n", [("bad-day", 2)]),
        ("cuộc họp:\n  ngày: hôm qua\n  chủ tọa: {a: b}\n", [("bad-day", 2), ("wrong-type", 3)]),
        ("văn bản:\n  to-trinh: {số: [1]}\n  bao-cao: {số: 1}\n", [("wrong-type", 2), ("unknown-key", 3)]),
        ("văn bản:\n  to-trinh / huy-chuong: {số: 1}\n", [("unknown-key", 2)]),
        ("cơ quan: &a {tên: A}\n", [("yaml-anchor", 1)]),
        ("cơ quan: {tên: A\n", [("yaml-syntax", 1)]),
    ],
)
def test_what_is_wrong_is_told_at_its_line(tmp_path: Path, text: str, wanted: list[tuple[str, int]]) -> None:
    assert sorted(faults(tmp_path, text), key=lambda f: f[1]) == wanted
