"""Sheets that go out and come back: filled in they are records, left blank they say nothing."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from engine.evaluator import Evaluation
from engine.report import build_view
from engine.report.papers import PAPERS, Material, made_of
from engine.report.papers.forms import asked_of, opinions, voting
from engine.report.papers.office import Council, Member, Office
from engine.report.papers.reconcile import Says, Stage, reconciled
from engine.values import Decision
from tests.campaign import BOOKS, compiled, decisions, dossier, evaluation, judged

from .made import book_at, files, material, opened, table, view

MET = dt.datetime(2020, 12, 3)  # noqa: DTZ001 - as cells hold days
OPINIONS, VOTES = "phieu-y-kien.xlsx", "phieu-bieu-quyet.xlsx"


def came_back(*more: Path) -> Evaluation:
    return judged([*BOOKS, *more])


def filled(file: str, folder: Path, *values: str | int | dt.datetime | None) -> Path:
    """Fill the cells that are to be filled in, column F on, in every row of every sheet; None leaves one as it is."""
    book = openpyxl.load_workbook(io.BytesIO(files()[file]))
    for page in book:
        for row in page.iter_rows(min_row=2):
            if isinstance(row[0].value, int):
                for cell, value in zip(row[5:], values, strict=False):
                    cell.value = cell.value if value is None else value
    path = folder / file
    book.save(path)
    return path


def test_whoever_is_still_waited_for_stands_on_a_sheet_once() -> None:
    asked = asked_of(material())
    open_ = {
        (e.proof.row.key)
        for e in view().entries
        if e.decision is Decision.PENDING and any(m.waits.value == "council" for m in e.award.missing)
    }
    assert {p.row.key for who in asked.values() for p in who} == open_
    for who in asked.values():
        assert len(who) == len({(p.kind, p.row.key) for p in who})
    rows = sum(isinstance(r[0].value, int) for page in opened(OPINIONS) for r in page.iter_rows())
    assert rows == sum(len(who) for who in asked.values())


def test_blank_sheets_change_nothing_and_ask_nothing(tmp_path: Path) -> None:
    again = came_back(*(book_at(tmp_path, name, files()[name]) for name in (OPINIONS, VOTES)))
    found = again.dossier
    assert found.rejected == ()
    assert found.notices == dossier().notices
    assert found.balance.used == dossier().balance.used
    assert found.balance.rows == found.balance.used + found.balance.not_data
    assert decisions(again) == decisions(evaluation())


@pytest.mark.parametrize(("answer", "wanted"), [("Có", "proposed"), ("Không", "not-proposed")])
def test_opinions_that_come_back_are_records(tmp_path: Path, answer: str, wanted: str) -> None:
    again = came_back(filled(OPINIONS, tmp_path, answer, "Hội đồng", MET, "theo hồ sơ"))
    found = again.dossier
    assert found.rejected == ()
    assert found.notices == dossier().notices
    assert found.hash != dossier().hash
    before, after = decisions(evaluation()), decisions(again)
    turned = {pair for pair in before if before[pair] != after[pair]}
    assert ("PH03-001", "giay-khen") in turned
    assert after["PH03-001", "giay-khen"] == wanted
    assert {before[pair] for pair in turned} == {"pending"}


def test_votes_that_come_back_are_the_column_of_the_council(tmp_path: Path) -> None:
    voted = came_back(filled(VOTES, tmp_path, "Có", 11, 1, 1, 13, "03/BB-HĐ", MET, ""))
    assert voted.dossier.rejected == ()
    assert decisions(voted) == decisions(evaluation()), "the council's votes decide nothing by themselves"
    again = Material(build_view(voted))
    for one in reconciled(again):
        for line in one.lines:
            votes = line.columns[Stage.COUNCIL]
            on_sheet = line.entry.decision in {Decision.PROPOSED, Decision.PENDING}
            assert votes.says is (Says.YES if on_sheet else Says.SILENT)
            assert (votes.votes.agree, votes.votes.members) == ((11, 13) if on_sheet else (None, None))
    assert voting(again) == {}, "everybody was voted on"


def test_the_number_of_members_is_the_office_s_or_blank() -> None:
    def members(office: Office) -> set[object]:
        made = voting(Material(view(), office))
        assert isinstance(made, bytes)
        book = openpyxl.load_workbook(io.BytesIO(made))
        return {r[9].value for page in book for r in page.iter_rows() if isinstance(r[0].value, int)}

    assert members(Office()) == {None}
    assert members(Office(council=Council(members=(Member("A"), Member("B"), Member("C"))))) == {3}


def test_sheets_offer_the_answers_of_their_question() -> None:
    for page in opened(OPINIONS):
        lists = [v.formula1 for v in page.data_validations.dataValidation if v.type == "list"]
        assert lists == ['"Có,Không"']
    told = {str(r["Nội dung đánh giá"]) for page in opened(OPINIONS) for r in table(page)}
    assert told == {compiled().plan.judgements[name].label for name, who in asked_of(material()).items() if who}


def test_nothing_asked_is_no_sheet() -> None:
    quiet = replace(view(), subjects=())
    assert opinions(Material(quiet)) == {}
    assert made_of(next(p for p in PAPERS if p.id == "phieu-y-kien"), Material(quiet)) == {}


def test_a_key_that_two_kinds_share_comes_back_to_whom_it_was_sent_for(tmp_path: Path) -> None:
    """A unit and a person of one key: each stands on a sheet of its own kind, and the import finds both."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheets: dict[str, list[list[object]]] = {
        "Danh sách đơn vị": [["Mã đơn vị", "Tên đơn vị", "Loại đơn vị", "Số CBCCVC"], ["X1", "Một", "Phường", 1]],
        "Danh sách cá nhân": [["Mã CBCCVC", "Họ và tên", "Mã đơn vị", "Là người đứng đầu"], ["X1", "An", "X1", "Có"]],
        "Đề nghị khen thưởng": [
            ["Mã đơn vị", "Mã CBCCVC", "Hình thức đề nghị", "Ngày"],
            ["X1", "", "Giấy khen của quận", "01/10/2020"],
            ["X1", "X1", "Giấy khen của quận", "01/10/2020"],
        ],
    }
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    source = tmp_path / "so-lieu.xlsx"
    book.save(source)
    first = Material(build_view(judged([source])))
    made = opinions(first)
    assert isinstance(made, bytes)
    sent = openpyxl.load_workbook(io.BytesIO(made))
    for page in sent:
        for line in page.iter_rows(min_row=2):
            if isinstance(line[0].value, int):
                line[5].value, line[6].value, line[7].value = "Có", "Hội đồng", MET
    sent.save(tmp_path / "phieu.xlsx")
    again = judged([source, tmp_path / "phieu.xlsx"])
    assert again.dossier.rejected == ()
    answered = again.dossier.tables["judgement"]
    assert {kind for kind, rows in answered.owners.items() if (rows >= 0).any()} >= {"unit", "person"}
    assert not any(asked_of(Material(build_view(again))).values())
