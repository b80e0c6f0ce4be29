"""What no record says is left blank or said to be odd: who decides, votes beyond the members, very long names."""

from __future__ import annotations

import datetime as dt

import docx

from engine.report.document.heads import own
from engine.report.document.minutes import votes_told
from engine.report.docx.package import describe
from engine.report.papers.model import Material
from engine.report.papers.office import Document, Office, Signer
from engine.report.papers.reconcile import Votes
from engine.report.view import build_view
from tests import campaign

OFFICE = Office(name="Phòng Nội vụ", signer=Signer(title="Trưởng phòng", name="Lương Minh Hạc"))


def test_who_decides_is_blank_unless_the_office_says_so() -> None:
    material = Material(build_view(campaign.evaluation()), OFFICE, {})
    blank = own(material, "quyet-dinh", "giay-khen")
    assert (blank.body, blank.parent, blank.signer, blank.day) == ("", "", Signer(), None)
    assert own(material, "to-trinh", "giay-khen").body == "Phòng Nội vụ"
    said = Office(name="Phòng Nội vụ", documents={"quyet-dinh": Document(body="Ủy ban nhân dân Quận 12")})
    assert own(Material(material.view, said, {}), "quyet-dinh", "giay-khen").body == "Ủy ban nhân dân Quận 12"


def test_more_votes_than_members_have_no_share() -> None:
    assert votes_told(Votes(6, 0, 0, 5)) == "6/5 (số phiếu vượt số thành viên)"
    assert Votes(3, 2, 1, 5).over
    assert votes_told(Votes(4, 1, 0, 5)) == "4/5 (80%)"
    assert Votes(1, 3, 0, 5).refused
    assert not Votes(3, 1, None, None).over


def test_a_title_longer_than_a_property_may_be_is_cut_there_only() -> None:
    book = docx.Document()
    describe(book, "Phường " * 60, dt.date(2020, 12, 5))
    assert len(book.core_properties.title) == 255
