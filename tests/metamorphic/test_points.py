"""Points, grades and nested quotas: spoilt adverse records make no new proposal, and no order changes anything."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from engine.bundle import rule_file
from engine.compiler import compile_file, compile_rules
from engine.evaluator import Evaluation, evaluate
from engine.records import load
from engine.syntax import ast
from tests.campaign import ROOT, decisions, looked_at_once, verdicts

FOLDER = ROOT / "fixtures" / "danh-gia-2023"
FILES = tuple(sorted(p for p in FOLDER.iterdir() if p.suffix in {".xlsx", ".csv"}))
ADVERSE = next(p for p in FILES if p.name.startswith("03"))
AS_OF = dt.date(2024, 1, 10)
#: Where the data of each adverse sheet stands: first row, last row, columns.
AREAS = {"Kỷ luật": (8, 11, 5), "Thanh tra, kiểm tra": (8, 10, 4), "Xác nhận đầy đủ": (9, 12, 8)}
T = TypeVar("T")
Change = Callable[[Worksheet], object]


@cache
def _base() -> Evaluation:
    plan = compile_file(rule_file("danh-gia-2023")).plan
    return evaluate(plan, load(plan, FILES), AS_OF)


def _proposed(found: Evaluation) -> frozenset[tuple[str, str]]:
    return frozenset(pair for pair, word in decisions(found).items() if word == "proposed")


def _blank(row: int, column: int) -> Change:
    return lambda sheet: sheet.cell(row, column).__setattr__("value", None)


def _spoil(row: int, column: int) -> Change:
    return lambda sheet: sheet.cell(row, column).__setattr__("value", "#?!")


def _drop_row(row: int) -> Change:
    return lambda sheet: sheet.delete_rows(row)


def _drop_column(column: int) -> Change:
    return lambda sheet: sheet.delete_cols(column)


def _changes() -> Iterator[tuple[str, str, Change]]:
    for sheet, (first, last, width) in AREAS.items():
        for row in range(first, last + 1):
            yield f"{sheet}: row {row} deleted", sheet, _drop_row(row)
            column = 2 + row % (width - 1)
            yield f"{sheet}: cell {row}/{column} blank", sheet, _blank(row, column)
            yield f"{sheet}: cell {row}/{column} spoilt", sheet, _spoil(row, 2 + (row + 1) % (width - 1))
        for column in range(2, width + 1):
            yield f"{sheet}: column {column} deleted", sheet, _drop_column(column)


CHANGES = list(_changes())


@pytest.mark.parametrize("chunk", range(4))
def test_spoiling_the_adverse_book_makes_no_new_proposal(chunk: int, tmp_path: Path) -> None:
    before, plan = _proposed(_base()), _base().plan
    assert before
    for number, (name, sheet, change) in enumerate(CHANGES[chunk::4]):
        workbook = openpyxl.load_workbook(ADVERSE)
        change(workbook[sheet])
        path = tmp_path / f"{number}.xlsx"
        workbook.save(path)
        files = [path if f == ADVERSE else f for f in FILES]
        with looked_at_once(plan):
            assert _proposed(evaluate(plan, load(plan, files), AS_OF)) <= before, name


@pytest.mark.parametrize("lost", [f.name for f in FILES])
def test_a_file_left_out_makes_no_new_proposal(lost: str) -> None:
    plan = _base().plan
    with looked_at_once(plan):
        found = evaluate(plan, load(plan, [f for f in FILES if f.name != lost]), AS_OF)
    assert _proposed(found) <= _proposed(_base())


def _turned(score: ast.ScoreD) -> ast.ScoreD:
    """Return a score with its items the other way round."""
    match score.form:
        case ast.SumD(items, rescale):
            return replace(score, form=ast.SumD(items[::-1], rescale))
        case ast.BestD(items):
            return replace(score, form=ast.BestD(items[::-1]))
        case _:
            return score


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rules_and_files_changes_nothing(seed: int) -> None:
    rules, shuffle = compile_file(rule_file("danh-gia-2023")).rules, random.Random(seed)

    def mixed(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(shuffle.sample(items, len(items)))

    other = replace(
        rules,
        scores=mixed(tuple(_turned(s) for s in rules.scores)),
        classifications=mixed(rules.classifications),
        criteria=mixed(rules.criteria),
        bars=mixed(rules.bars),
        suspensions=mixed(rules.suspensions),
        awards=mixed(rules.awards),
        judgements=mixed(rules.judgements),
        registers=mixed(rules.registers),
    )
    plan, _ = compile_rules(other, [], "")
    found = evaluate(plan, load(plan, shuffle.sample(FILES, len(FILES))), AS_OF)
    assert decisions(found) == decisions(_base())
    assert verdicts(found) == verdicts(_base())
    for kind, judged in found.kinds.items():
        base = _base().kinds[kind]
        assert all((base.scores[n].low == s.low).all() for n, s in judged.scores.items())
        assert all((base.classifications[n].high == g.high).all() for n, g in judged.classifications.items())
