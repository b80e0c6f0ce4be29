"""Owners by name: exactly, within the unit that the row names; anything else is proposed, never taken."""

from __future__ import annotations

import numpy as np
import pytest

from engine.records import from_rows
from engine.records.dossier import Dossier

from .plans import plan

Row = dict[str, object]
U: list[Row] = [{"unit_id": "U1", "unit_name": "Phường Hòa Bình"}, {"unit_id": "U2", "unit_name": "Phòng Y tế"}]
P: list[Row] = [
    {"person_id": "a1", "name": "Nguyễn Văn An", "unit": "U1"},
    {"person_id": "a2", "name": "Nguyễn Văn An", "unit": "U2"},
    {"person_id": "a3", "name": "Lý Thị Bình", "unit": "U1"},
    {"person_id": "a4", "name": "Trần Cúc", "unit": "U2"},
    {"person_id": "a5", "name": "Trần Cúc", "unit": "U2"},
]
DAY = {"committed_on": "2020-06-01", "concluded_on": "2020-07-01"}


def dossier(row: Row, people: list[Row] = P) -> Dossier:
    """Return a dossier with one violation."""
    return from_rows(plan(), {"unit": U, "person": people, "violation": [{**DAY, **row}]})


def test_a_name_within_its_unit_is_enough() -> None:
    for unit, person in (({"unit": "U1"}, 0), ({"unit": "U2"}, 1), ({"unit_name": "phòng y tế"}, 1)):
        found = dossier({"person_name": "NGUYỄN VĂN AN", **unit})
        assert found.rejected == ()
        assert found.tables["violation"].owners["person"].tolist() == [person]


def test_a_name_in_the_column_of_keys_is_found_too() -> None:
    found = dossier({"person": "Lý Thị Bình", "unit": "Phường Hòa Bình"})
    assert found.rejected == ()
    assert found.tables["violation"].owners["person"].tolist() == [2]


@pytest.mark.parametrize(
    ("row", "code", "words", "people", "everybody"),
    [
        # namesakes in one unit: an error that asks for the key, and only they are reopened
        ({"person_name": "Trần Cúc", "unit": "U2"}, "owner-namesakes", "a4, a5", [3, 4], False),
        ({"person_name": "Nguyễn Văn An"}, "owner-namesakes", "a1, a2", [], True),
        # a name alone is proposed: it may be somebody else of that name
        ({"person_name": "Lý Thị Bình"}, "owner-name-alone", "có phải mã a3?", [], True),
        # another spelling is proposed, within the unit; everybody in the unit is reopened
        ({"person_name": "Lí Thị Bình", "unit": "U1"}, "owner-unknown", "có phải `Lý Thị Bình` (mã a3)", [0, 2], False),
        ({"person_name": "Lý Thị Bính", "unit": "U1"}, "owner-unknown", "có phải `Lý Thị Bình` (mã a3)", [0, 2], False),
        ({"person_name": "Lý Thị Bình", "unit": "U2"}, "owner-unknown", "không có `Lý Thị Bình`", [1, 3, 4], False),
        ({"person_name": "Hoàng Dung", "unit": "U1"}, "owner-unknown", "không có `Hoàng Dung`", [0, 2], False),
        # key and name say different people
        ({"person": "a1", "person_name": "Lý Thị Bình"}, "owner-name-differs", "mã `a1`", [0], False),
        ({"person_name": "Lý Thị Bình", "unit_name": "Phường Hoà Bình"}, "owner-unknown", "(mã U1)?", [], True),
        ({"person_name": "Lý Thị Bình", "unit_name": "P.Hòa Bình"}, "owner-unknown", "(mã U1)?", [], True),
    ],
)
def test_what_a_name_does_not_settle(row: Row, code: str, words: str, people: list[int], *, everybody: bool) -> None:
    found = dossier(row)
    assert found.rejected[0].code.id == code
    assert words in f"{found.rejected[0].message()} {found.rejected[0].help()}"
    table = found.tables["violation"]
    assert (np.flatnonzero(table.reopened["person"]).tolist(), table.reopened_all) == (people, everybody)
    assert (found.balance.used, found.balance.rejected) == (7, 1)


def test_another_spelling_beside_a_key_does_no_harm() -> None:
    found = dossier({"person": "a3", "person_name": "Lý T. Bình", "unit": "U1", "unit_name": "P. Hoà Bình"})
    assert found.rejected == ()
    assert found.tables["violation"].owners["person"].tolist() == [2]


def test_a_rejected_namesake_still_counts() -> None:
    people = [P[0], {"person_id": "a9", "name": "Nguyễn Văn An", "unit": "U1", "reject": True}]
    found = dossier({"person_name": "Nguyễn Văn An", "unit": "U1"}, people)
    assert [d.code.id for d in found.rejected] == ["row-rejected", "owner-namesakes"]


def test_names_when_the_list_of_names_was_never_read() -> None:
    found = from_rows(plan(), {"unit": U, "violation": [{**DAY, "person_name": "An", "unit": "U1"}]})
    assert [d.code.id for d in found.rejected] == ["owners-unread"]
    assert found.balance.rejected == 1


def test_a_subject_by_name_within_the_unit_beside_it() -> None:
    ask = {"question": "duty", "answer": True, "by": "Hội đồng", "day": "2020-12-01", "subject": "Nguyễn Văn An"}
    found = from_rows(plan(), {"unit": U, "person": P, "judgement": [{**ask, "unit": "U2"}]})
    assert [d.code.id for d in found.rejected] == ["question-not-asked"]  # asked of units: the person was found
    several = from_rows(plan(), {"unit": U, "person": P, "judgement": [ask]})
    assert [d.code.id for d in several.rejected] == ["subject-ambiguous"]
    near = from_rows(plan(), {"unit": U, "person": P, "judgement": [{**ask, "subject": "Phường Hoà Bình"}]})
    assert "có phải `Phường Hòa Bình` (mã U1)?" in near.rejected[0].help()


def test_a_name_within_its_unit_where_either_may_own() -> None:
    """The unit is looked up before the name, whichever owner the rule set names first."""
    row: Row = {"unit": "U2", "person_name": "Nguyễn Văn An", "registered_on": "2020-05-01"}
    found = from_rows(plan(), {"unit": U, "person": P, "initiative": [row]})
    assert found.rejected == ()
    assert found.tables["initiative"].owners["person"].tolist() == [1]
