"""Small cases for remedies: a few rules over the office of the conformance cases, rows as plain values."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from engine.compiler import compile_file
from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.explain import prove
from engine.explain.blocks import Section
from engine.explain.nodes import Row
from engine.explain.remedy import Remedies, remedies
from engine.explain.remedy.steptext import steps_of
from engine.explain.remedy.telling import section
from engine.explain.telling import Teller
from engine.plan import Plan
from engine.records import from_rows
from engine.source import Cell
from tests.conformance import build

DAY = dt.date(2020, 12, 5)
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@cache
def _plan(rules: str) -> Plan:
    tree = {"note": "small", "rules": {"base": "office", **build.texts(rules)}, "records": {}, "want": {}}
    with tempfile.TemporaryDirectory() as folder:
        return compile_file(build.write_ruleset(build.case_of("small", tree).rules, Path(folder))).plan


def plan(met: str = "ok", **more: Any) -> Plan:
    """Return a rule set with one criterion for units, and what else is given, by section."""
    rules: dict[str, Any] = {
        "criteria": {"unit.a": {"met": met, **more.pop("criterion", {})}},
        "awards": {"gk": {"to": {"unit": "all criteria"}, **more.pop("award", {})}},
        **more,
    }
    return _plan(yaml.safe_dump(rules, allow_unicode=True, sort_keys=False))


def judged(ready: Plan, rows: Rows, as_of: dt.date = DAY, parameters: Mapping[str, object] | None = None) -> Evaluation:
    """Judge rows; a unit U1 without staff is there unless units are given."""
    return evaluate(ready, from_rows(ready, {"unit": [{"unit_id": "U1"}], **rows}, parameters), as_of)


def unit(ready: Plan, as_of: dt.date = DAY, rows: Rows | None = None, **fields: Any) -> Remedies:
    """Return the remedies of one unit with these fields."""
    own = {"unit": [{"unit_id": "U1", "staff_count": 0, **fields}], **(rows or {})}
    return remedies(judged(ready, own, as_of), "unit", 0, "gk")


def told(found: Remedies, lang: Lang = Lang.VI) -> list[list[str]]:
    """Return every remedy as sentences, without cells."""
    teller = Teller(lang, cells=False)
    row = next((s.row for r in found.found for g in r.groups for c in g.choices for s in c if s.row is not None), None)
    if row is None:
        row = Row("unit", "", 0, "U1", "", None, Cell("rows", "unit", "1"))
    return [steps_of(teller, r, row) for r in found.found]


def page(evaluation: Evaluation, kind: str, index: int, award: str = "gk", lang: Lang = Lang.VI) -> Section | None:
    """Return the section about one award."""
    found = remedies(evaluation, kind, index, award)
    return section(Teller(lang, cells=False), found, prove(evaluation, kind, index).row, award, award)
