"""A column that nobody sent is not a blank cell: what rests on `is missing` stays open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.compiler import compile_file
from engine.evaluator import evaluate
from engine.records import load
from engine.values import Decision

_RULES = """
ruleset: thu
title: t
documents: {t: {clauses: plan.yaml}}
registers:
  unit:
    label: Danh sách đơn vị
    subject: Tập thể
    key: {unit_id: {type: text, label: Mã đơn vị}}
    fields:
      closed: {type: date, label: Ngày kết luận vi phạm}
      first: {type: number, label: Điểm thẩm định, range: [0, 100], decimals: 0}
      again: {type: number, label: Điểm thẩm định lại, range: [0, 100], decimals: 0}
criteria:
  unit.clean: {label: a, met: closed is missing, cite: t 1, quote: từ 80}
  unit.points: {label: b, met: "first given of (again, first) >= 80", cite: t 1, quote: từ 80}
awards:
  clean: {label: A, to: {unit: [unit.clean]}, cite: t 1}
  points: {label: B, to: {unit: [unit.points]}, cite: t 1}
"""
_HEADS = ("Mã đơn vị", "Ngày kết luận vi phạm", "Điểm thẩm định", "Điểm thẩm định lại")
_ROWS = {
    "spotless": ("U1", "", "90", ""),
    "closed": ("U2", "01/06/2020", "90", ""),
    "lower again": ("U3", "", "90", "70"),
}


def _decided(folder: Path, rows: Mapping[str, tuple[str, ...]], heads: tuple[str, ...]) -> dict[str, dict[str, str]]:
    (folder / "plan.yaml").write_text('title: t\nnumber: unknown\nclauses: [{id: "1", text: từ 80}]\n', "utf-8")
    (folder / "rules.yaml").write_text(_RULES, "utf-8")
    keep = [i for i, h in enumerate(_HEADS) if h in heads]
    lines = [";".join(_HEADS[i] for i in keep), *(";".join(r[i] for i in keep) for r in rows.values())]
    book = folder / "danh-sach-don-vi.csv"
    book.write_text("\n".join(lines) + "\n", "utf-8")
    plan = compile_file(folder / "rules.yaml").plan
    found = evaluate(plan, load(plan, [book]), dt.date(2020, 12, 5)).kinds["unit"]
    return {a: {n: Decision(int(c)).word for n, c in zip(rows, found.decisions[a], strict=True)} for a in plan.awards}


def test_every_column_sent(tmp_path: Path) -> None:
    found = _decided(tmp_path, _ROWS, _HEADS)
    assert found["clean"] == {"spotless": "proposed", "closed": "not-proposed", "lower again": "proposed"}
    assert found["points"] == {"spotless": "proposed", "closed": "proposed", "lower again": "not-proposed"}


@pytest.mark.parametrize(("lost", "award"), [(_HEADS[1], "clean"), (_HEADS[3], "points")])
def test_a_column_that_was_not_sent_opens_what_rests_on_it(tmp_path: Path, lost: str, award: str) -> None:
    found = _decided(tmp_path, _ROWS, tuple(h for h in _HEADS if h != lost))
    assert set(found[award].values()) == {"pending"}


@pytest.mark.parametrize("cell", [1, 3])
def test_a_rejected_row_is_not_a_blank_one(tmp_path: Path, cell: int) -> None:
    spoiled = {n: tuple("??" if i == cell else v for i, v in enumerate(r)) for n, r in _ROWS.items()}
    found = _decided(tmp_path, spoiled, _HEADS)
    assert {w for words in found.values() for w in words.values()} == {"pending"}
