"""Rows: owners, keys, ghosts, reopening, and the built-in registers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from engine.compiler import compile_file
from engine.diagnostics import Lang, ReportedError, Severity
from engine.records import from_rows, plain_rows
from engine.records.dossier import Dossier

from .plans import plan

U: list[dict[str, object]] = [{"unit_id": "U1", "unit_name": "Phường 1"}, {"unit_id": "U2", "unit_name": "Phường 2"}]
P: list[dict[str, object]] = [
    {"person_id": "a1", "name": "An", "unit": "U1", "conduct_ok": True},
    {"person_id": "a2", "name": "Bình", "unit": "U1", "conduct_ok": False},
    {"person_id": "a3", "name": "Cúc", "unit_id": "U2"},
]


def dossier(**rows: list[dict[str, object]]) -> Dossier:
    """Return a dossier with the usual units and people, unless they are given."""
    return from_rows(plan(), {"unit": U, "person": P, **rows})


def ids(found: Dossier) -> list[str]:
    """Return the codes of everything rejected."""
    return [d.code.id for d in found.rejected]


def reopened(found: Dossier, register: str, owner: str) -> list[int]:
    """Return the owners that a register reopens."""
    return [int(at) for at in np.flatnonzero(found.tables[register].reopened[owner])]


def test_plain_rows_give_back_what_was_given() -> None:
    found = dossier(
        initiative=[{"unit": "U2", "registered_on": dt.date(2020, 5, 1), "effective": None, "title": "Một cửa"}]
    )
    tables = plain_rows(plan(), found)
    (row,) = tables["initiative"].rows
    assert (row.key, row.owners, row.ghost) == ("", {"unit": 1}, False)
    assert row.values == {"registered_on": dt.date(2020, 5, 1), "effective": None, "title": "Một cửa"}
    assert [r.values["conduct_ok"] for r in tables["person"].rows] == [True, False, None]
    assert [r.values["head"] for r in tables["person"].rows] == [False, False, False]
    assert not tables["violation"].read
    assert from_rows(plan(), {"violation": []}).tables["violation"].read


def test_none_is_missing_even_where_blank_has_a_meaning() -> None:
    found = from_rows(plan(), {"unit": U, "person": [{**P[0], "head": None}]})
    assert plain_rows(plan(), found)["person"].rows[0].values["head"] is None


def test_values_of_every_kind() -> None:
    row = {"key": "U1", "staff_count": 3, "on_time": "97.5", "score": Decimal("1.25"), "kind": "Phòng"}
    values = plain_rows(plan(), from_rows(plan(), {"unit": [row]}))["unit"].rows[0].values
    assert values["staff_count"] == 3
    assert values["on_time"] == Decimal("97.5")
    assert values["score"] == Decimal("1.25")
    assert values["kind"] == "agency"
    exact = from_rows(plan(), {"unit": [{"key": "U1", "score": "1.234"}]})
    assert ids(exact) == ["number-decimals"]  # plain values are never taken for thousands


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ReportedError) as caught:
        from_rows(plan(), {"units": [], "unit": [{"unit_id": "U1", "staff": 1}]})
    assert [d.code.id for d in caught.value.diagnostics] == ["row-unknown-column", "unknown-register"]


def test_ghost_keeps_the_subject() -> None:
    found = from_rows(plan(), {"unit": U, "person": [{**P[0], "born": "31/02/1980", "conduct_ok": True}, P[1]]})
    table = found.tables["person"]
    assert table.keys == ("a1", "a2")
    assert table.names == ("An", "Bình")
    assert table.ghost.tolist() == [True, False]
    assert table.columns["conduct_ok"].tolist() == [1, 0]
    assert table.owners["unit"].tolist() == [0, 0]
    assert reopened(found, "person", "unit") == [0]
    assert not table.reopened_all
    assert (found.balance.used, found.balance.rejected) == (3, 1)


def test_ghosts_can_own() -> None:
    found = from_rows(
        plan(),
        {
            "unit": U,
            "person": [{**P[0], "reject": True}],
            "violation": [{"person": "a1", "committed_on": "2020-06-01"}],
        },
    )
    assert ids(found) == ["row-rejected"]
    assert found.tables["violation"].owners["person"].tolist() == [0]


def test_all_bad_cells_of_a_row_are_told() -> None:
    found = from_rows(plan(), {"unit": U, "person": [{**P[0], "born": "x", "conduct_ok": "?", "head": "z"}]})
    assert sorted(ids(found)) == ["bad-date", "bad-yes-no", "bad-yes-no"]
    assert found.balance.rejected == 1


def test_same_key_twice() -> None:
    found = from_rows(plan(), {"unit": [*U, {"unit_id": "u1", "unit_name": "Khác"}]})
    assert ids(found) == ["key-twice", "key-twice"]
    assert str(found.rejected[0].notes[0].place) == "rows / unit / 3"
    assert str(found.rejected[1].notes[0].place) == "rows / unit / 1"
    table = found.tables["unit"]
    assert table.keys == ("U1", "U2")
    assert table.names == ("", "Phường 2")
    assert table.ghost.tolist() == [True, False]
    assert table.reopened_all
    assert found.balance.rejected == 2


def test_same_key_in_two_units_belongs_to_none_and_reopens_both() -> None:
    found = from_rows(plan(), {"unit": U, "person": [P[0], {**P[0], "unit": "U2"}]})
    assert found.tables["person"].owners["unit"].tolist() == [-1]
    assert reopened(found, "person", "unit") == [0, 1]


@pytest.mark.parametrize(
    ("row", "code", "people", "everybody"),
    [
        ({"person": "a1", "committed_on": "x"}, "bad-date", [0], False),
        ({"person": "zz", "unit": "U1"}, "owner-unknown", [0, 1], False),
        ({"unit": "U2"}, "owner-missing", [2], False),
        ({"person": "zz"}, "owner-unknown", [], True),
        ({"person": "zz", "unit": "U9"}, "owner-unknown", [], True),
        ({}, "owner-missing", [], True),
        ({"person": "a1", "unit": "U2"}, "owner-differs", [0], False),
        ({"person": "a3", "reject": True}, "row-rejected", [2], False),
        ({"reject": True}, "row-rejected", [], True),
    ],
)
def test_whom_a_rejected_violation_reopens(
    row: dict[str, object], code: str, people: list[int], *, everybody: bool
) -> None:
    found = dossier(violation=[row])
    assert code in ids(found)
    assert found.tables["violation"].size == 0
    assert reopened(found, "violation", "person") == people
    assert found.tables["violation"].reopened_all == everybody


@pytest.mark.parametrize(
    ("row", "units", "people", "everybody"),
    [
        ({"unit": "U1"}, [0], [], False),
        ({"unit": "U1", "person": "zz"}, [0], [0, 1], False),
        ({"unit": "U9", "person": "a3"}, [1], [2], False),
        ({"person": "a3"}, [], [2], False),
        ({"unit": "U1", "person": "a3"}, [0], [2], False),
        ({"unit": "U9"}, [], [], True),
        ({}, [], [], True),
    ],
)
def test_whom_a_rejected_row_of_two_owners_reopens(
    row: dict[str, object], units: list[int], people: list[int], *, everybody: bool
) -> None:
    found = dossier(initiative=[{**row, "registered_on": "x"}])
    assert reopened(found, "initiative", "unit") == units
    assert reopened(found, "initiative", "person") == people
    assert found.tables["initiative"].reopened_all == everybody


def test_required_cells_and_both_owners() -> None:
    found = dossier(initiative=[{"unit": "U1"}, {"unit": "U1", "person": "a1", "registered_on": "2020-05-01"}])
    assert ids(found) == ["required-cell"]
    assert found.tables["initiative"].owners["unit"].tolist() == [0]
    assert found.tables["initiative"].owners["person"].tolist() == [0]


def test_unknown_owner_gets_a_suggestion() -> None:
    found = dossier(violation=[{"person": "a01"}, {"person": "A.1"}])
    assert [d.help().startswith("có phải `a1`?") for d in found.rejected] == [True, True]
    assert "có phải" not in dossier(violation=[{"person": "a11"}]).rejected[0].help()


def test_a_suggestion_is_never_a_key_of_another_unit() -> None:
    people: list[dict[str, object]] = [
        {"person_id": key, "unit": "u1"} for key in ("SN01-001", "SN01-002", "PH02-001", "PH2/7")
    ]
    given = ["PH01-001", "PH02-01", "PH02-0001x", "sn1-002"]
    found = dossier(person=people, violation=[{"person": key} for key in given], initiative=[])
    hints = {d.args["text"]: d.args["hint"] for d in found.rejected if d.code.id == "owner-unknown"}
    assert hints == {
        "PH01-001": "",
        "PH02-01": "có phải `PH02-001`? ",
        "PH02-0001x": "có phải `PH02-001`? ",
        "sn1-002": "có phải `SN01-002`? ",
    }


# --- what a reader should know ---------------------------------------------------------------------------------


def test_a_bare_fraction_in_a_percent_column_is_kept_and_told_once() -> None:
    units = [{"unit_id": f"u{n}", "on_time": value} for n, value in enumerate(["0.97", "0.5", "0", "1", "97.5", None])]
    found = from_rows(plan(), {"unit": units})
    (notice,) = found.notices
    assert notice.code.id == "percent-below-one"
    assert notice.severity is Severity.WARNING
    assert "0,97 được hiểu là 0,97%, không phải 97%" in notice.message()
    assert "97%" in notice.help()
    assert "0,97 was read as 0,97%" in notice.message(Lang.EN)
    assert [round(int(v) / 10**16, 2) for v in found.tables["unit"].columns["on_time"][:2]] == [0.97, 0.5]
    percents = [{"unit_id": "u1", "on_time": "0,97%"}, {"unit_id": "u2", "on_time": "\x00p0.975"}]
    assert from_rows(plan(), {"unit": percents}).notices == ()


# --- the built-in registers ----------------------------------------------------------------------------------


def test_judgements_find_their_subject_by_key_or_by_its_only_name() -> None:
    asked = {"question": "Chọn Bằng khen", "answer": True, "by": "Hội đồng", "day": "2020-12-01"}
    found = dossier(judgement=[{**asked, "subject": "a1"}, {**asked, "subject": "phường 2"}])
    table = found.tables["judgement"]
    assert found.rejected == ()
    assert table.owners["person"].tolist() == [0, -1]
    assert table.owners["unit"].tolist() == [-1, 1]
    assert plain_rows(plan(), found)["judgement"].rows[0].values["question"] == "chosen"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"subject": "zz"}, "subject-unknown"),
        ({"subject": "Trùng"}, "subject-ambiguous"),
        ({"subject": None}, "owner-missing"),
        ({"question": "duty", "subject": "a1"}, "question-not-asked"),
        ({"by": None}, "required-cell"),
        ({"day": None}, "required-cell"),
        ({"question": "khác"}, "bad-choice"),
    ],
)
def test_bad_judgements(change: dict[str, object], code: str) -> None:
    people: list[dict[str, object]] = [
        *P,
        {"key": "b1", "name": "Trùng", "unit": "U1"},
        {"key": "b2", "name": "Trùng", "unit": "U1"},
    ]
    asked = {"question": "chosen", "answer": True, "by": "Hội đồng", "day": "2020-12-01", "subject": "U1"}
    found = dossier(person=people, judgement=[{**asked, **change}])
    assert ids(found) == [code]
    assert found.tables["judgement"].size == 0


def test_rejected_judgement_reopens_whom_it_may_concern() -> None:
    asked = {"question": "khác", "answer": True, "by": "Hội đồng", "day": "2020-12-01"}
    found = dossier(judgement=[{**asked, "subject": "a1"}])
    assert reopened(found, "judgement", "person") == [0]
    assert not found.tables["judgement"].reopened_all
    assert dossier(judgement=[{**asked, "subject": "zz"}]).tables["judgement"].reopened_all


def test_an_opinion_about_a_person_is_none_about_the_unit_beside() -> None:
    asked = {"question": "chosen", "answer": True, "by": "Hội đồng", "day": "2020-12-01"}
    found = dossier(judgement=[{**asked, "subject": "a1", "unit": "U1"}])
    assert found.tables["judgement"].owners["unit"].tolist() == [-1]
    assert found.tables["judgement"].owners["person"].tolist() == [0]


def test_answers_that_differ_on_one_day_are_all_rejected() -> None:
    asked = {"question": "chosen", "answer": True, "by": "A", "day": "2020-12-01", "subject": "U1"}
    found = dossier(judgement=[asked, {**asked, "by": "B"}, {**asked, "day": "2020-12-02", "answer": False}])
    assert found.rejected == ()
    found = dossier(judgement=[asked, {**asked, "answer": False}, {**asked, "subject": "U2"}])
    assert ids(found) == ["answers-differ", "answers-differ"]
    assert found.tables["judgement"].size == 1


ATTESTED = {
    "register": "violation",
    "count": 2,
    "covers_from": "2020-01-01",
    "covers_to": "2020-12-31",
    "day": "2021-01-05",
}


def test_attestations_speak_of_a_unit_or_of_all() -> None:
    scopes = [None, "Tất cả", "toàn quận", "u2", "Phường 1"]
    found = dossier(attestation=[{**ATTESTED, "scope": scope} for scope in scopes])
    assert found.rejected == ()
    assert found.tables["attestation"].owners["unit"].tolist() == [-1, -1, -1, 1, 0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"scope": "U9"}, "subject-unknown"),
        ({"scope": "a1"}, "subject-unknown"),
        ({"register": "x"}, "bad-choice"),
        ({"count": None}, "required-cell"),
        ({"covers_to": "2019-01-01"}, "span-reversed"),
        ({"reject": True}, "row-rejected"),
    ],
)
def test_rejected_attestations_attest_nothing(change: dict[str, object], code: str) -> None:
    found = dossier(attestation=[{**ATTESTED, **change}])
    assert ids(found) == [code]
    assert found.tables["attestation"].size == 0
    assert not found.tables["attestation"].reopened_all


def test_parameters() -> None:
    given = {"issued_on": dt.date(2020, 4, 1), "floor": "97.5"}
    found = from_rows(plan(), {}, given)
    assert found.parameters["issued_on"].value == dt.date(2020, 4, 1)
    assert found.parameters["floor"].value == Decimal("97.5")
    assert from_rows(plan(), {}, {"floor": None}).parameters == {}


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([{"name": "Ngày ban hành kế hoạch", "value": "01/04/2020"}], []),
        ([{"name": "ngay ban hanh ke hoach", "value": "01/04/2020"}], []),
        ([{"name": "khác", "value": "1"}], ["parameter-unknown"]),
        ([{"name": "issued_on", "value": "31/04/2020"}], ["date-impossible"]),
        ([{"name": "issued_on", "value": "1/4/2020"}, {"name": "issued_on", "value": "01/04/2020"}], []),
        (
            [{"name": "issued_on", "value": "1/4/2020"}, {"name": "issued_on", "value": "2/4/2020"}],
            ["parameter-twice", "parameter-twice"],
        ),
    ],
)
def test_parameter_rows(rows: list[dict[str, object]], codes: list[str]) -> None:
    found = from_rows(plan(), {"parameter": rows})
    assert ids(found) == codes
    assert (list(found.parameters) == ["issued_on"]) == (not codes)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("26/04/2020", ["parameter-out-of-days"]), ("27/04/2020", []), ("20/05/2020", []),
        ("21/05/2020", ["parameter-out-of-days"]),
    ],
)  # fmt: skip
def test_a_parameter_keeps_to_the_days_that_the_rule_set_allows(day: str, codes: list[str]) -> None:
    """What is judged while it is missing rests on these days, so another day cannot be taken."""
    shipped = compile_file(Path("rules/quan-12-2020/rules.yaml")).plan
    found = from_rows(shipped, {"parameter": [{"name": "issued_on", "value": day}]})
    assert ids(found) == codes
    assert (list(found.parameters) == ["issued_on"]) == (not codes)


def test_hash_is_of_the_content() -> None:
    assert dossier().hash == dossier().hash
    assert dossier().hash != dossier(violation=[]).hash


def test_a_number_among_keys_with_leading_zeros() -> None:
    """What a spreadsheet made a number has lost its zeros; the row is read by the key that stands there, and told."""
    found = from_rows(plan(), {"unit": [{"unit_id": "0791"}, {"unit_id": 792}, {"unit_id": "U3"}, {"unit_id": 12345}]})
    assert found.tables["unit"].keys == ("0791", "792", "U3", "12345")
    assert [(d.code.id, d.help()) for d in found.notices if d.code.id == "key-zeros-lost"] == [
        ("key-zeros-lost", "định dạng cột là văn bản rồi gõ lại đủ số; có phải 0792?")
    ]
    assert not [d for d in from_rows(plan(), {"unit": [{"unit_id": 1}, {"unit_id": 2}]}).notices if "key" in d.code.id]
