"""Reports: the JSON contract, the lists, the files; all from one view, all the same twice."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from wcwidth import wcswidth

from engine.diagnostics import Diagnostic, Lang, record_codes
from engine.evaluator import Evaluation
from engine.records import load
from engine.report import View, build_view, evaluation_tables, result_json, write_all
from engine.report.csv_out import safe
from engine.source import Cell
from tests import campaign

SCHEMA = json.loads((campaign.ROOT / "docs" / "result.schema.json").read_text("utf-8"))
WHICH: dict[str, Callable[[], Evaluation]] = {
    "plan": campaign.evaluation,
    "resolution": campaign.resolved,
    "may": lambda: campaign.evaluation(dt.date(2020, 5, 15)),
}


@cache
def view(name: str, lang: Lang = Lang.VI) -> View:
    return build_view(WHICH[name](), lang)


def result(name: str) -> Any:
    return json.loads(result_json(view(name)))


@pytest.mark.parametrize("name", WHICH)
def test_the_contract_holds(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(result(name))


@pytest.mark.parametrize("name", WHICH)
def test_every_subject_stands_once(name: str) -> None:
    evaluation = WHICH[name]()
    told = [(s["kind"], s["key"]) for s in result(name)["subjects"]]
    assert len(told) == len(set(told)) == sum(j.size for j in evaluation.kinds.values())
    records = result(name)["records"]
    assert records["rows"] == records["used"] + records["rejected"] + records["not_data"]


@pytest.mark.parametrize("name", WHICH)
def test_outcomes_add_up(name: str) -> None:
    found = view(name)
    for award in found.awards:
        for kind in found.kinds:
            assert sum(found.counts(award, kind.id).values()) == kind.size
    assert len(found.entries) == len(found.subjects) * len(found.awards)


def test_decisions_are_those_of_the_evaluation() -> None:
    told = {(s["key"], a): d["decision"] for s in result("plan")["subjects"] for a, d in s["decisions"].items()}
    assert told == campaign.decisions(campaign.evaluation())


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_all(build_view(campaign.judged(campaign.BOOKS)), tmp_path / folder)
    names = sorted(p.name for p in (tmp_path / "one").iterdir())
    assert names == ["danh-sach.csv", "dong-bi-loai.csv", "result.json", "tieu-chi.csv"]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert (tmp_path / "one" / "result.json").read_bytes().endswith(b"}\n")


def test_the_order_of_files_changes_no_word() -> None:
    plan = campaign.compiled().plan
    assert load(plan, campaign.BOOKS).balance == load(plan, campaign.BOOKS[::-1]).balance
    turned = build_view(campaign.judged(campaign.BOOKS[::-1]))
    assert [e.line for e in turned.entries] == [e.line for e in view("plan").entries]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", WHICH)
def test_tables_fit_a_terminal(name: str, lang: Lang) -> None:
    text = evaluation_tables(view(name, lang))
    assert max(wcswidth(line) for line in text.splitlines()) <= 120
    assert text.endswith("\n")


def test_collectives_come_before_individuals() -> None:
    kinds = [s.kind for s in view("plan").subjects]
    assert kinds == sorted(kinds, key=["unit", "person", "citizen"].index)


def test_csv_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    paths = {p.name: p for p in write_all(view("plan"), tmp_path)}
    text = paths["danh-sach.csv"].read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(text.decode("utf-8-sig").splitlines()))
    assert len(rows) == 1 + len(view("plan").entries)
    matrix = list(csv.reader(paths["tieu-chi.csv"].read_text("utf-8-sig").splitlines()))
    assert len(matrix) == 1 + len(view("plan").subjects)
    assert len(matrix[0]) == 4 + len(view("plan").criteria)
    assert all(len(r) == len(matrix[0]) for r in matrix)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_formula_gets_out(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe("Phường Hòa An") == "Phường Hòa An"


def test_rejected_rows_are_listed() -> None:
    bad = Diagnostic(record_codes.ROW_MARKED, Cell("a.xlsx", "Sheet", "D7"))
    found = dataclasses.replace(view("plan"), rejected=(bad,))
    assert json.loads(result_json(found))["rejected"] == [
        {"file": "a.xlsx", "sheet": "Sheet", "cell": "D7", "code": "row-rejected", "message": "dòng này bị loại"}
    ]
    assert "DÒNG BỊ LOẠI (0 dòng, 1 lỗi)" in evaluation_tables(found)
