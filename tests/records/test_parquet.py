"""Parquet files are read as the same cells that a workbook or a csv file of the same values holds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from engine.compiler import compile_file
from engine.diagnostics import Diagnostic, ReportedError
from engine.plan import Plan
from engine.records import load
from engine.records.opening.parquet import read_parquet
from engine.records.opening.xlsx_strings import LONGEST

ROOT = Path(__file__).resolve().parents[2]

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def written(folder: Path, name: str = "a.parquet", **columns: object) -> Path:
    parquet.write_table(pa.table(dict(columns)), folder / name)
    return folder / name


def cells(path: Path) -> list[list[str]]:
    return read_parquet(path, path.name)[0][0].cells.to_numpy().tolist()


def refused(path: Path) -> Diagnostic:
    with pytest.raises(ReportedError) as raised:
        read_parquet(path, path.name)
    return raised.value.diagnostics[0]


def test_every_type_is_the_cell_that_a_workbook_has(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        text=["Phường Hòa An", None],
        whole=pa.array([7, None], pa.int64()),
        exact=pa.array([Decimal("97.50"), None]),
        double=pa.array([97.5, float("nan")]),
        short=pa.array([97.4, None], pa.float32()),
        flag=pa.array([True, None]),
        day=pa.array([dt.date(2020, 5, 25), None]),
        time=pa.array([dt.datetime(2020, 5, 25, 8, 30), None], pa.timestamp("us")),  # noqa: DTZ001 - as files have it
        coded=pa.array(["a", None]).dictionary_encode(),
        nothing=pa.array([None, None]),
        several=pa.array([[1, 2], None]),
    )
    found = cells(path)
    assert ",".join(found[0]) == "text,whole,exact,double,short,flag,day,time,coded,nothing,several"
    assert found[1] == [
        "Phường Hòa An", "\x00n7", "\x00n97.50", "\x00n97.5", "\x00n97.4", "\x00b1", "\x00d2020-05-25",
        "\x00d2020-05-25", "a", "", "\x00o[1, 2]",
    ]  # fmt: skip
    assert len(found) == 2  # a row without anything is blank


@cache
def plan() -> Plan:
    return compile_file(ROOT / "benchmarks" / "rules" / "rules.yaml").plan


def test_parquet_and_csv_of_the_same_values_are_the_same_records(tmp_path: Path) -> None:
    units = pa.table({
        "unit_id": [1, 2, 3], "kind": ["agency", "school", None],
        "plan_issued_on": pa.array([dt.date(2020, 5, 1), None, dt.date(2021, 1, 5)]),
        "initiatives_registered": pa.array([3, None, 0]), "initiative_effective": pa.array([True, False, None]),
        "on_time_rate": pa.array([97.0, 96.9, None]), "satisfaction_rate": pa.array([80.1, 80.0, None]),
        "tasks_done_rate": pa.array([Decimal("100.0"), Decimal("99.9"), None]),
    })  # fmt: skip
    staff = pa.table({"staff_id": ["a", "b"], "unit_id": [1, 3], "role": ["head", "staff"], "conduct_ok": [True, None]})
    found = {}
    for form in ("csv", "parquet"):
        folder = tmp_path / form
        folder.mkdir()
        for name, table in (("unit", units), ("staff", staff)):
            if form == "csv":
                table.to_pandas(types_mapper=pd.ArrowDtype).to_csv(folder / f"{name}.csv", index=False)
            else:
                parquet.write_table(table, folder / f"{name}.parquet")
        found[form] = load(plan(), [folder])
    assert not found["csv"].rejected
    for name, table in found["csv"].tables.items():
        other = found["parquet"].tables[name]
        assert (list(table.keys), list(table.names)) == (list(other.keys), list(other.names))
        for columns, others in ((table.columns, other.columns), (table.owners, other.owners)):
            assert {n: c.tolist() for n, c in columns.items()} == {n: c.tolist() for n, c in others.items()}
    assert found["csv"].balance == found["parquet"].balance


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    found = load(plan(), [written(tmp_path, "unit.csv", unit_id=["1"], kind=["school"])])
    assert list(found.tables["unit"].keys) == ["1"]
    assert any("Parquet" in d.message() for d in found.notices)


@pytest.mark.parametrize("cut", [5, 40, 200])
def test_a_damaged_file_is_one_sentence(tmp_path: Path, cut: int) -> None:
    path = written(tmp_path, a=["x"] * 20)
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])
    assert refused(path).code.id == "file-damaged"


@pytest.mark.parametrize("text", ["a\x00b", "\x00n5", "x" * (LONGEST + 1)])
def test_no_text_can_pass_for_a_number(tmp_path: Path, text: str) -> None:
    assert refused(written(tmp_path, a=[text])).code.id == "file-damaged"


def test_without_pyarrow_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, a=["x"])
    monkeypatch.setattr("engine.records.opening.parquet.find_spec", lambda _: None)
    assert refused(path).code.id == "parquet-extra"


def test_more_rows_than_a_sheet_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.records.opening.far.ROWS", 2)
    assert refused(written(tmp_path, a=["x", "y"])).code.id == "file-too-long"
