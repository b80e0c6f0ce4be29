"""A row that names a unit of yesterday is the unit's that succeeded it; a split unit's rows are asked for anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.records import load
from engine.records.dossier import Dossier

from .books import PEOPLE, book, codes, notices, read, sheets
from .plans import plan

_HEAD = ["Mã cũ", "Mã mới", "Văn bản số", "Ngày"]


def _read(folder: Path, owner: str, *rows: Sequence[object]) -> Dossier:
    """Load a campaign whose last person still names `owner`."""
    people = [*PEOPLE[:-1], ["a3", "Cúc", owner, "x", "", "05/06/1982"]]
    return read(folder, {**sheets(person=people), "Đơn vị kế thừa": [_HEAD, *rows]})


def _units(dossier: Dossier) -> list[str]:
    table, units = dossier.tables["person"], dossier.tables["unit"].keys
    return [units[i] if i >= 0 else "" for i in table.owners["unit"].tolist()]


def test_a_merged_unit_s_people_are_the_new_unit_s(tmp_path: Path) -> None:
    found = _read(tmp_path, "X9", ["X9", "U2", "12/NQ", "01/07/2020"])
    assert codes(found) == []
    assert _units(found) == ["U1", "U1", "U2"]
    assert "owner-succeeded" in notices(found)


def test_renamed_twice_and_whatever_the_capitals(tmp_path: Path) -> None:
    found = _read(tmp_path, "x8", ["X9", "u2", "", "01/07/2020"], ["X8", "x9", "", "01/07/2019"])
    assert _units(found) == ["U1", "U1", "U2"]


def test_a_split_unit_asks_for_the_new_key(tmp_path: Path) -> None:
    rows = [["X9", "U1", "", "01/07/2020"], ["X9", "U2", "", "01/07/2020"]]
    found = _read(tmp_path, "X9", *rows)
    assert [code for code, _ in codes(found)] == ["owner-split"]
    (why,) = [d.message() for d in found.rejected if d.code.id == "owner-split"]
    assert "U1, U2" in why


def test_a_unit_still_in_the_list_is_itself(tmp_path: Path) -> None:
    found = _read(tmp_path, "U2", ["U2", "U1", "", "01/07/2020"])
    assert _units(found) == ["U1", "U1", "U2"]
    assert "owner-succeeded" not in notices(found)


def test_successors_that_lead_back_are_rejected(tmp_path: Path) -> None:
    found = _read(tmp_path, "X9", ["X9", "X8", "", "01/07/2020"], ["X8", "X9", "", "01/07/2020"])
    assert sorted(code for code, _ in codes(found)) == ["owner-unknown", "successor-circle", "successor-circle"]


def test_a_row_without_its_keys_is_rejected_and_nothing_is_lost(tmp_path: Path) -> None:
    found = _read(tmp_path, "X9", ["X9", "", "", "01/07/2020"], ["X9", "U2", "", "31/02/2020"])
    assert sorted(code for code, _ in codes(found)) == ["date-impossible", "owner-unknown", "required-cell"]
    balance = found.balance
    assert balance.rows == balance.used + balance.rejected + balance.not_data


def test_order_of_files_changes_nothing(tmp_path: Path) -> None:
    people = [*PEOPLE[:-1], ["a3", "Cúc", "X9", "x", "", "05/06/1982"]]
    one = book(tmp_path / "one.xlsx", sheets(person=people))
    two = book(tmp_path / "two.xlsx", {"Đơn vị kế thừa": [_HEAD, ["X9", "U2", "", "01/07/2020"]]})
    assert _units(load(plan(), [one, two])) == _units(load(plan(), [two, one])) == ["U1", "U1", "U2"]
