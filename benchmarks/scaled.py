"""A workload whose size, criteria and members per unit can be chosen: how cost grows, and what a guard counts.

Staff have so many yes-no fields, one criterion each, and points; a unit asks something of all its staff, of some and
of a share of them; the higher award goes to the first tenth of each unit's staff. Data come from a seed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np

from engine.compiler import compile_file
from engine.plan import Plan
from engine.records import from_rows
from engine.records.dossier import Column, Dossier, Places, Table

#: So many criteria of staff are not met, or not known, by some.
_OPEN = 4
AS_OF = dt.date(2021, 3, 1)
_CLAUSE = 'clauses:\n  - {id: a, label: A, text: "mỗi tiêu chí, 50%, 10%"}\ntitle: Bài đo\nnumber: unknown\n'


def rules_of(criteria: int) -> str:
    """Return a rule set of so many criteria of staff and three of units."""
    cite = 'cite: w a, quote: "mỗi tiêu chí"'
    fields = "\n".join(f"      f{i}: {{type: yes-no, label: F{i}}}" for i in range(criteria))
    asked = "\n".join(f"  staff.s{i}: {{label: S{i}, met: f{i}, {cite}}}" for i in range(criteria))
    return f"""ruleset: scaled
title: Bài đo
documents: {{w: {{clauses: plan.yaml}}}}
registers:
  unit:
    label: Đơn vị
    subject: Tập thể
    key: {{unit_id: {{type: text, label: Mã đơn vị}}}}
  staff:
    label: Cán bộ
    subject: Cá nhân
    of: unit
    key: {{staff_id: {{type: text, label: Mã cán bộ}}}}
    complete: {{basis: xác nhận}}
    fields:
      points: {{type: number, decimals: 1, range: [0, 100], label: Điểm}}
{fields}
criteria:
  unit.all: {{label: E, met: every staff has f0, {cite}}}
  unit.any: {{label: V, met: some staff where f1, {cite}}}
  unit.half: {{label: T, met: share of staff has f0 >= 50%, cite: w a, quote: "50%"}}
{asked}
awards:
  lower: {{label: GK, to: {{unit: all criteria, staff: all criteria}}, cite: w a}}
  higher:
    label: BK
    among: {{proposed: lower}}
    to: {{staff: none}}
    quota:
      staff: {{share: 10%, of: pool, per: unit, rank: [{{by: points, label: Điểm}}], cite: w a, quote: "10%"}}
    cite: w a
"""


def plan_of(criteria: int, folder: Path) -> Plan:
    """Compile the rule set of so many criteria; its files are written into a folder."""
    (folder / "plan.yaml").write_text(_CLAUSE, "utf-8")
    (folder / "rules.yaml").write_text(rules_of(criteria), "utf-8")
    return compile_file(folder / "rules.yaml").plan


def dossier_of(plan: Plan, units: int, members: int) -> Dossier:
    """Return records of so many units with so many members each, in ready codes; staff are attested complete."""
    random, many = np.random.default_rng(units + members), units * members
    paper = {"register": "staff", "count": many, "day": "2021-02-01"}
    paper |= {"covers_from": "2020-01-01", "covers_to": "2021-01-31"}
    empty = from_rows(plan, {"attestation": [paper], "unit": [], "staff": []})
    asked = [name for name in plan.registers["staff"].fields if name.startswith("f")]
    columns: dict[str, Column] = {name: np.full(many, 2, dtype=np.int8) for name in asked}
    for name in asked[:_OPEN]:  # the others are met: more criteria leave as many to be ranked
        columns[name] = random.choice(np.array([0, 1, 2], np.int8), many, p=[0.005, 0.005, 0.99])
    columns["points"] = random.integers(0, 1000, many)
    owner = random.permutation(np.repeat(np.arange(units, dtype=np.int32), members))
    tables = {
        **empty.tables, "unit": _table("unit", units, {}, {}), "staff": _table("staff", many, columns, {"unit": owner}),
    }  # fmt: skip
    return Dossier(tables, {}, (), (), empty.balance, "scaled", ())


def _table(register: str, size: int, columns: dict[str, Column], owners: dict[str, Column]) -> Table:
    names = cast("Sequence[str]", range(size))  # nobody reads them: a text for each row would be all that is measured
    places = Places((("bench", ""),), ({},), np.zeros(size, np.int32), np.zeros(size, np.int32))
    return Table(register, size, names, names, columns, {}, owners, np.zeros(size, bool), {}, False, True, places)  # noqa: FBT003 - as the class has them
