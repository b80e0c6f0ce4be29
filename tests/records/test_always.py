"""What holds for all records: order changes nothing, and spoiling anything never makes a register look complete."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.diagnostics import ReportedError
from engine.records import from_rows, plain_rows
from engine.records.dossier import Dossier

from .books import PEOPLE, UNITS, VIOLATIONS, read, sheets
from .plans import plan

UNIT_KEYS = ["U1", "U2", "u2", "U3", "", None]
PERSON_KEYS = ["a1", "a2", "A2", "a3", "", None]
DAYS: list[object] = [dt.date(2020, 5, 1), dt.date(2020, 6, 1), None, "31/02/2020"]
ANSWERS: list[object] = [True, False, None, "Có", "có lẽ"]

units = st.lists(
    st.fixed_dictionaries(
        {
            "key": st.sampled_from(UNIT_KEYS),
            "unit_name": st.sampled_from(["A", "B"]),
            "staff_count": st.sampled_from([1, 2, "x", None]),
        }
    ),
    max_size=4,
)
people = st.lists(
    st.fixed_dictionaries(
        {
            "key": st.sampled_from(PERSON_KEYS),
            "unit": st.sampled_from(UNIT_KEYS),
            "conduct_ok": st.sampled_from(ANSWERS),
            "reject": st.sampled_from([False, False, True]),
        }
    ),
    max_size=6,
)
violations = st.lists(
    st.fixed_dictionaries(
        {
            "person": st.sampled_from(PERSON_KEYS),
            "unit": st.sampled_from(UNIT_KEYS),
            "committed_on": st.sampled_from(DAYS),
        }
    ),
    max_size=6,
)
judgements = st.lists(
    st.fixed_dictionaries(
        {
            "subject": st.sampled_from(["U1", "U2", "a1", "zz", "A"]),
            "question": st.sampled_from(["duty", "chosen"]),
            "answer": st.sampled_from([True, False, None]),
            "by": st.just("Hội đồng"),
            "day": st.sampled_from([dt.date(2020, 12, 1), dt.date(2020, 12, 2)]),
        }
    ),
    max_size=5,
)
campaigns = st.fixed_dictionaries({"unit": units, "person": people, "violation": violations, "judgement": judgements})


def content(dossier: Dossier) -> dict[str, Any]:
    """Return what a dossier says, without positions: every reference by key instead of index."""
    tables = plain_rows(plan(), dossier)
    keys = {name: [row.key for row in table.rows] for name, table in tables.items()}
    return {
        name: (
            sorted(
                repr(
                    (
                        row.key,
                        row.name,
                        sorted((o, keys[o][at]) for o, at in row.owners.items()),
                        sorted(row.values.items(), key=repr),
                        row.ghost,
                    )
                )
                for row in table.rows
            ),
            {o: sorted(keys[o][at] for at in rows) for o, rows in table.reopened.items()},
            table.reopened_all,
            table.read,
        )
        for name, table in tables.items()
    }


@settings(max_examples=150, deadline=None)
@given(campaigns, st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(campaign: dict[str, list[dict[str, object]]], chance: Any) -> None:
    first = from_rows(plan(), campaign)
    shuffled = {
        name: chance.sample(rows, len(rows)) for name, rows in chance.sample(list(campaign.items()), len(campaign))
    }
    second = from_rows(plan(), shuffled)
    assert content(first) == content(second)
    assert first.balance == second.balance
    assert sorted(d.code.id for d in first.rejected) == sorted(d.code.id for d in second.rejected)


@settings(max_examples=150, deadline=None)
@given(campaigns)
def test_nothing_is_lost(campaign: dict[str, list[dict[str, object]]]) -> None:
    dossier = from_rows(plan(), campaign)
    balance = dossier.balance
    assert (
        balance.rows
        == balance.used + balance.rejected + balance.not_data
        == sum(len(rows) for rows in campaign.values())
    )
    places = {(getattr(d.place, "sheet", ""), getattr(d.place, "cell", "")) for d in dossier.rejected}
    assert len(places) == balance.rejected
    for register in ("unit", "person"):
        given_keys = {str(row["key"]).casefold() for row in campaign[register] if row["key"]}
        assert {key.casefold() for key in dossier.tables[register].keys} == given_keys


def holds_all(dossier: Dossier, register: str, owner: str, size: int) -> list[str]:
    """Return the owners for whom a register would count as complete, had an office confirmed its `size` rows."""
    table = dossier.tables[register]
    if not table.read or table.reopened_all or table.size != size:
        return []
    return [key for at, key in enumerate(dossier.tables[owner].keys) if not table.reopened[owner][at]]


def told(dossier: Dossier) -> dict[str, list[str]]:
    """Return per person the violations held against them."""
    out: dict[str, list[str]] = {}
    rows = plain_rows(plan(), dossier)
    for row in rows["violation"].rows:
        if "person" in row.owners:
            out.setdefault(rows["person"].rows[row.owners["person"]].key, []).append(str(row.values["committed_on"]))
    return out


SPOILS = ["", "#REF!", "zz", "x", "31/02/2020", 5, "KP", "a2", "U2", "Tổng cộng", "I", "Khối phường"]


@pytest.mark.parametrize("row", range(len(VIOLATIONS)))
@pytest.mark.parametrize("column", range(len(VIOLATIONS[0])))
def test_spoiling_any_cell_of_an_adverse_register(tmp_path: Path, row: int, column: int) -> None:
    good = told(read(tmp_path, sheets()))
    for spoil in SPOILS:
        rows = [list(r) for r in VIOLATIONS]
        rows[row][column] = spoil
        try:
            dossier = read(tmp_path, sheets(violation=rows))
        except ReportedError:
            continue
        safe = holds_all(dossier, "violation", "person", 2)
        for person, days in good.items():
            moved = (
                spoil == "a2" and column == 0 and row > 0
            )  # a good key of somebody else cannot be told from the truth
            assert moved or person not in safe or len(told(dossier).get(person, [])) == len(days), (spoil, person)


@pytest.mark.parametrize("row", range(1, len(VIOLATIONS)))
def test_deleting_a_row_or_any_column_never_looks_complete(tmp_path: Path, row: int) -> None:
    dossier = read(tmp_path, sheets(violation=[r for at, r in enumerate(VIOLATIONS) if at != row]))
    assert holds_all(dossier, "violation", "person", 2) == []
    for column in range(len(VIOLATIONS[0])):
        rows = [[c for at, c in enumerate(r) if at != column] for r in VIOLATIONS]
        dossier = read(tmp_path, sheets(violation=rows))
        assert not holds_all(dossier, "violation", "person", 2) or len(told(dossier)) == 2


@pytest.mark.parametrize("spoil", ["", "?", "Mã", "Ngày vi phạm", "Mã đơn vị"])
@pytest.mark.parametrize("column", range(len(VIOLATIONS[0])))
@pytest.mark.parametrize("name", ["Danh sách vi phạm", "Sheet3"])
def test_spoiling_any_header(tmp_path: Path, spoil: str, column: int, name: str) -> None:
    rows = [list(r) for r in VIOLATIONS]
    rows[0][column] = spoil
    dossier = read(tmp_path, {"Danh sách đơn vị": UNITS, "Danh sách cá nhân": PEOPLE, name: rows})
    assert not holds_all(dossier, "violation", "person", 2) or len(told(dossier)) == 2
    assert dossier.tables["unit"].keys == ("U1", "U2")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_grid_is_read_without_a_traceback(tmp_path: Path, data: st.DataObject) -> None:
    words = [
        *{str(v) for rows in (UNITS, PEOPLE, VIOLATIONS) for row in rows for v in row},
        "",
        "",
        "TM. UBND",
        "Tổng cộng",
        "I",
        "(1)",
        "Khối A",
    ]
    rows = data.draw(st.lists(st.lists(st.sampled_from(words), max_size=6), max_size=12))
    title = data.draw(st.sampled_from(["Danh sách vi phạm", "Sáng kiến", "Xác nhận đầy đủ", "Thông số", "x"]))
    try:
        dossier = read(tmp_path, {**sheets(), title: rows})
    except ReportedError:
        return
    balance = dossier.balance
    assert balance.rows == balance.used + balance.rejected + balance.not_data
