"""A value put straight into its column is what reading everything anew makes of the changed sheet."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.plan import Plan
from engine.records import changes, from_rows, load, plain_rows
from engine.records.binding import registers_of
from engine.records.changes import Add, Change, Drop, Put, anew, changed, redone
from engine.records.coded import TextType
from engine.records.dossier import Dossier
from engine.records.grid import ERROR, FORMULA, MARK, NO_COLUMN
from engine.values import Plain
from tests import campaign

from .plans import plan

DAY = dt.date(2020, 5, 1)
#: What may be put anywhere: values of every type, of none, and cells that cannot be read.
VALUES: list[Any] = [
    None, "", "  ", True, False, 0, 1, 7, "97,5%", "0.5", "1.234", "-3", "10000000000", "Phường", "Phong", "có",
    "Khong", "x", "KP", DAY, "31/02/2020", "05/2020", dt.date(1815, 1, 1), "Đề án", "  Đề   án ", "De\u0323", NO_COLUMN,
    f"{MARK}{ERROR}#REF!", f"{MARK}{FORMULA}=A1",
]  # fmt: skip
ROWS: dict[str, list[dict[str, object]]] = {
    "unit": [
        {"key": "U1", "unit_name": "A", "staff_count": 2, "on_time": 98, "score": "7,25", "kind": "Phường"},
        {"key": "U2", "unit_name": "B", "on_time": "0.5", "kind": "Phòng"},
        {"key": "U2", "unit_name": "B again"},
        {"key": "", "staff_count": 1},
        {"key": "U3", "kind": NO_COLUMN},
    ],
    "person": [
        {"key": "a1", "unit": "U1", "conduct_ok": True, "born": DAY},
        {"key": "a2", "unit": "U9", "head": "có"},
        {"key": "a3", "unit": "U3", "head": True, "reject": True},
    ],
    "initiative": [
        {"unit": "U1", "registered_on": DAY, "title": "Đề án"},
        {"unit": "U3", "registered_on": None, "effective": True},
        {"person": "a1", "registered_on": DAY, "title": "đề án", "effective": NO_COLUMN},
    ],
}


@cache
def kept() -> Dossier:
    return from_rows(plan(), ROWS)


@cache
def from_csv() -> Dossier:
    """Return the same rows, their columns as csv files are read: numbers among distinct texts."""
    raw = kept().raw
    assert raw is not None
    batches = {
        name: [replace(b, cells={t: pd.Series(c.astype(TextType())) for t, c in b.cells.items()}) for b in found]
        for name, found in raw.batches.items()
    }
    return anew(plan(), replace(raw, batches=batches))


def puts(register: str, dossier: Dossier) -> list[tuple[Any, str]]:
    """Return every row of a register that was kept, with every field of it."""
    table = dossier.tables[register]
    fields = [*registers_of(plan())[register].fields, "key", "unit"]
    return [(table.places.cell(row), name) for row in range(table.size) for name in fields]


def everything(plan_: Plan, dossier: Dossier) -> list[object]:
    """Return all that a dossier says, texts as words."""
    out: list[object] = [
        plain_rows(plan_, dossier), dossier.parameters, dossier.rejected, dossier.notices, dossier.balance,
        dossier.hash, dossier.files,
    ]  # fmt: skip
    for name, table in dossier.tables.items():
        places = table.places
        out += [
            name, places.sheets, places.columns, places.sheet.tolist(), places.row.tolist(), places.written,
            {n: mask.tolist() for n, mask in table.unsent.items()},
            {n: (c.dtype, c[~table.ghost].tolist() if n not in table.texts else 0) for n, c in table.columns.items()},
        ]  # fmt: skip
    assert dossier.raw is not None
    for name, batches in dossier.raw.batches.items():
        out += [name, [({t: c.tolist() for t, c in b.cells.items()}, b.written) for b in batches]]
    return out


ADDED: list[Add] = [
    Add("initiative", (("unit", "U1"), ("registered_on", DAY))),
    Add("initiative", (("unit", "U7"), ("registered_on", DAY))),
    Add("violation", (("person", "a1"), ("committed_on", DAY))),
    Add("person", (("key", "a4"), ("unit", "U2"))),
    Add("person", (("key", "a1"), ("unit", "U1"))),
    Add("unit", (("key", "U7"), ("kind", "Phường"))),
    Add("judgement", (("subject", "U1"), ("question", "duty"), ("answer", "có"))),
    Add("judgement", (("subject", "a2"), ("question", "chosen"), ("answer", "không"))),
    Add("parameter", (("name", "floor"), ("value", "90"))),
    Add("parameter", (("name", "nothing"), ("value", "90"))),
    Add("attestation", (("register", "Danh sách vi phạm"), ("count", Decimal(0)))),
    Add("successor", (("old_key", "U9"), ("new_key", "U1"))),
]


def a_change(data: st.DataObject, dossier: Dossier) -> Change:
    register = data.draw(st.sampled_from([r for r in ROWS if dossier.tables[r].size]))
    row, name = data.draw(st.sampled_from(puts(register, dossier)))
    kind = data.draw(st.sampled_from(["put", "put", "put", "drop", "add"]))
    if kind == "put" and (register, name) not in {("unit", "unit"), ("person", "key")}:
        return Put(register, row, name, data.draw(st.sampled_from(VALUES)))
    return Drop(register, row) if kind == "drop" else data.draw(st.sampled_from(ADDED))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_it_is_what_everything_read_anew_gives(data: st.DataObject) -> None:
    dossier = data.draw(st.sampled_from([kept(), from_csv()]))
    for _ in range(2):  # once, and what came of it once more
        wanted = [a_change(data, dossier) for _ in range(data.draw(st.integers(1, 2)))]
        assert dossier.raw is not None
        try:
            raw = changed(plan(), dossier.raw, tuple(dict.fromkeys(wanted)))
        except LookupError:
            return  # a row that one change dropped and another wants
        whole = everything(plan(), anew(plan(), raw))
        assert everything(plan(), anew(plan(), raw, dossier)) == whole
        dossier = redone(plan(), dossier, wanted)
        assert everything(plan(), dossier) == whole


def test_only_lists_that_a_change_can_touch_are_read_anew() -> None:
    def same(change: Change) -> set[str]:
        after = redone(plan(), kept(), [change])
        return {name for name, table in kept().tables.items() if after.tables[name] is table}

    row = kept().tables["unit"].places.cell(0)
    assert {*kept().tables} - same(ADDED[2]) == {"violation", "attestation"}
    assert same(ADDED[3]) == {"unit"}  # all others may be of a person
    assert {*kept().tables} - same(Put("unit", row, "score", "9")) == {"unit"}


def test_a_column_of_a_csv_file_stays_one() -> None:
    row = from_csv().tables["unit"].places.cell(0)
    after = redone(plan(), from_csv(), [Put("unit", row, "staff_count", "12"), Put("unit", row, "score", "7,25")])
    assert after.raw is not None
    batch = after.raw.batches["unit"][0]
    assert {c.dtype.name for c in batch.cells.values()} == {TextType.name}
    assert everything(plan(), from_csv()) == everything(plan(), kept())


def only_put(register: str, field: str, value: Plain, key: str, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    def never(*_: object, **__: object) -> Dossier:
        raise AssertionError

    monkeypatch.setattr(changes, "assemble", never)
    table = kept().tables[register]
    row = table.places.cell(list(table.keys).index(key))
    return redone(plan(), kept(), [Put(register, row, field, value)])


@pytest.mark.parametrize(
    ("register", "field", "value", "key", "code"),
    [
        ("unit", "staff_count", 12, "U1", 12),
        ("unit", "kind", "Phòng", "U1", 1),
        ("unit", "score", "8,5", "U1", 850),
        ("person", "conduct_ok", False, "a1", 0),
        ("person", "conduct_ok", None, "a1", 1),
        ("person", "born", dt.date(1970, 1, 3), "a1", 2),
        ("person", "head", "", "a1", 0),
    ],
)
def test_a_value_is_put_into_its_column_and_nothing_is_read_anew(
    register: str, field: str, value: Plain, key: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = only_put(register, field, value, key, monkeypatch).tables[register]
    column, before = table.columns[field], kept().tables[register].columns[field]
    at = list(table.keys).index(key)
    assert column[at] == code
    assert np.delete(column, at).tolist() == np.delete(before, at).tolist()
    assert before is kept().tables[register].columns[field]


@pytest.mark.parametrize(
    ("register", "field", "value", "key"),
    [
        ("unit", "on_time", "0.5", "U1"),  # said to be half a percent: a notice
        ("unit", "on_time", 99, "U2"),  # the notice goes
        ("unit", "staff_count", "x", "U1"),  # the row is rejected
        ("unit", "staff_count", 3, "U2"),  # a row that was rejected
        ("unit", "unit_name", "Z", "U1"),  # a name joins rows
        ("unit", "key", "U8", "U1"),
        ("person", "unit", "U3", "a1"),
    ],
)
def test_what_may_touch_anything_else_is_read_anew(
    register: str, field: str, value: Plain, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AssertionError):
        only_put(register, field, value, key, monkeypatch)


def test_books_that_are_changed_tell_as_before_what_did_not_come() -> None:
    ready = campaign.compiled().plan
    books = [campaign.book("01"), campaign.book("02")]
    dossier = load(ready, books, keep=True)
    row = dossier.tables["unit"].places.cell(0)
    assert "register-unread" in {d.code.id for d in dossier.notices}
    for put in (Put("unit", row, "has_plan", value=False), Put("unit", row, "unit_name", "Khác")):
        assert redone(ready, dossier, [put]).notices == dossier.notices


def test_lists_without_keys_in_two_books_are_held_against_each_other() -> None:
    row: tuple[tuple[str, Plain], ...] = (
        ("unit", "U1"), ("person", ""), ("registered_on", DAY), ("title", "Đề án hai"),
    )  # fmt: skip
    both = redone(plan(), kept(), [Add("initiative", row)])
    assert [d.code.id for d in both.notices].count("rows-alike") == 0
    put = Put("initiative", both.tables["initiative"].places.cell(0), "title", "Đề án hai")
    assert [d.code.id for d in redone(plan(), both, [put]).notices].count("rows-alike") == 1
