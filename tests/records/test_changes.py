"""Records that were otherwise: what `redone` gives is what changed books would have given."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from engine.diagnostics import ReportedError
from engine.evaluator import evaluate
from engine.records import from_rows, load
from engine.records.changes import ASSUMED, Add, Change, Drop, Put, redone
from engine.records.dossier import Dossier
from engine.source import Cell
from tests import campaign

VIOLATIONS = "Danh sách vi phạm"


@cache
def kept() -> Dossier:
    return load(campaign.compiled().plan, campaign.BOOKS, keep=True)


def row_of(dossier: Dossier, register: str, key: str) -> Cell:
    table = dossier.tables[register]
    return table.places.cell(list(table.keys).index(key))


def decided(dossier: Dossier) -> dict[tuple[str, str], str]:
    return campaign.decisions(evaluate(campaign.compiled().plan, dossier, campaign.AS_OF))


def turned(*changes: Change) -> dict[tuple[str, str], str]:
    before = decided(kept())
    after = decided(redone(campaign.compiled().plan, kept(), changes))
    return {pair: word for pair, word in after.items() if before[pair] != word}


def test_nothing_changed_is_the_same_dossier() -> None:
    assert redone(campaign.compiled().plan, kept(), []) is kept()


def test_a_cell_otherwise_is_what_a_changed_book_says(tmp_path: Path) -> None:
    source = campaign.book("01")
    book = openpyxl.load_workbook(source)
    sheet = book["Danh sách đơn vị"]
    row = next(r for r in range(1, 60) if any(c.value == "PH02" for c in sheet[r]))
    sheet.cell(row, 6).value = "Không"
    book.save(tmp_path / source.name)
    from_book = decided(load(campaign.compiled().plan, campaign.replaced({source: tmp_path / source.name})))
    changed = redone(
        campaign.compiled().plan, kept(), [Put("unit", row_of(kept(), "unit", "PH02"), "has_plan", value=False)]
    )
    assert decided(changed) == from_book
    assert from_book["PH02", "giay-khen"] == "not-proposed"


def test_a_changed_cell_keeps_its_place_and_says_what_is_written_there() -> None:
    changed = redone(
        campaign.compiled().plan, kept(), [Put("unit", row_of(kept(), "unit", "PH02"), "has_plan", value=False)]
    )
    table = changed.tables["unit"]
    at = list(table.keys).index("PH02")
    cell = table.places.cell(at, "has_plan")
    assert cell == kept().tables["unit"].places.cell(at, "has_plan")
    assert cell.written == "Có"


def test_a_row_less_and_its_place_in_the_balance() -> None:
    changes = [Drop("unit", row_of(kept(), "unit", "PH02"))]
    changed = redone(campaign.compiled().plan, kept(), changes)
    assert "PH02" not in changed.tables["unit"].keys
    assert changed.balance.rows == changed.balance.used + changed.balance.rejected + changed.balance.not_data
    assert changed.balance.rows == kept().balance.rows - 1


def test_an_added_row_is_read_like_any_other_and_says_that_it_is_assumed() -> None:
    violation = Add(
        "violation",
        (
            ("person", "PH02-003"), ("kind", "ethics"), ("committed_on", dt.date(2020, 7, 1)),
            ("concluded_on", dt.date(2020, 8, 1)), ("document", "giả định"),
        ),
    )  # fmt: skip
    changed = redone(campaign.compiled().plan, kept(), [violation])
    assert changed.tables["violation"].places.cell(changed.tables["violation"].size - 1).file == ASSUMED
    assert changed.files[-1] == ASSUMED
    assert decided(changed)["PH02", "giay-khen"] == "barred"


def test_an_added_row_whose_owner_is_nobody_is_rejected_not_swallowed() -> None:
    changed = redone(campaign.compiled().plan, kept(), [Add("violation", (("person", "KHONG-CO"), ("kind", "ethics")))])
    assert changed.balance.rejected == kept().balance.rejected + 1


def test_a_missing_value_is_missing_whatever_a_blank_means() -> None:
    found = turned(Put("unit", row_of(kept(), "unit", "PH02"), "has_plan", None))
    assert found["PH02", "giay-khen"] == "pending"


def test_the_hash_tells_what_was_changed_and_not_in_which_order() -> None:
    ready = campaign.compiled().plan
    one = Put("unit", row_of(kept(), "unit", "PH02"), "has_plan", value=False)
    other = Put("unit", row_of(kept(), "unit", "PH01"), "has_plan", value=False)
    hashes = {redone(ready, kept(), c).hash for c in ([one, other], [other, one], [one, other, one])}
    assert len(hashes | {kept().hash, redone(ready, kept(), [one]).hash}) == 3
    assert len(hashes) == 1


def test_the_dossier_itself_stays_as_it_is() -> None:
    before = decided(kept())
    redone(campaign.compiled().plan, kept(), [Drop("unit", row_of(kept(), "unit", "PH02"))])
    assert decided(kept()) == before


def test_a_row_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError):
        redone(campaign.compiled().plan, kept(), [Drop("unit", Cell("01-don-vi.xlsx", "Danh sách đơn vị", "999"))])


def test_an_unknown_field_of_an_added_row_is_told() -> None:
    with pytest.raises(ReportedError):
        redone(campaign.compiled().plan, kept(), [Add("violation", (("khong-co", "x"),))])


def test_without_the_raw_rows_nothing_can_be_redone() -> None:
    with pytest.raises(ValueError, match=r"."):
        redone(campaign.compiled().plan, campaign.dossier(), [Drop("unit", Cell("a", "b", "1"))])


def test_plain_rows_can_be_redone_too() -> None:
    ready = campaign.compiled().plan
    given = from_rows(ready, {"unit": [{"unit_id": "A", "unit_name": "Đơn vị A", "has_plan": True}]})
    changed = redone(ready, given, [Put("unit", given.tables["unit"].places.cell(0), "has_plan", value=False)])
    again = from_rows(ready, {"unit": [{"unit_id": "A", "unit_name": "Đơn vị A", "has_plan": False}]})
    assert changed.tables["unit"].columns["has_plan"].tolist() == again.tables["unit"].columns["has_plan"].tolist()
