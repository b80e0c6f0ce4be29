"""A missing value is named if and only if two completions that differ in it alone give different decisions."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compiler import compile_file
from engine.evaluator import evaluate
from engine.explain import Prover
from engine.explain.lacking import NoFigure, NoValue
from engine.explain.nodes import FieldNumber
from engine.plan import Plan
from engine.records import from_rows
from engine.values import Decision
from tests.conformance import build

DAY = dt.date(2020, 12, 5)
DOMAINS: dict[str, list[Any]] = {
    "a": [True, False],
    "b": [True, False],
    "c": [True, False],
    "k": ["x", "y", "z"],
    "n": [0, 1, 2, 3],
    "m": [0, 1, 2, 3],
}
LEAVES = [
    "a", "b", "c", "k = x", "k in (x, y)", "n >= 2", "n < 1", "n = 3", "a is given",
    "every person has ok", "(some person has ok)", "(count of person where ok) >= 2", "(share of person has ok) >= 50%",
    "total >= 4", "best < 2", "band = 1", "grade = good", "grade at least fair", "(if a then b else c)",
    "(first given of (n, m)) >= 2", "n >= (if b then 1 else 3)",
]  # fmt: skip
OPTIONS = {o: {"label": o} for o in "xyz"}
RULES: dict[str, Any] = {
    "registers": {
        "unit": {
            "subject": "Tập thể",
            "key": {"unit_id": "text"},
            "fields": {
                "a": "yes-no", "b": "yes-no", "c": "yes-no",
                "k": {"type": "choice", "options": OPTIONS},
                "n": {"type": "count", "range": ["0", "3"]},
                "m": {"type": "count", "range": ["0", "3"]},
                "staff": "count",
            },
        },
        "person": {
            "of": "unit",
            "key": {"person_id": "text"},
            "complete": {"per": "unit", "when": "rows = unit.staff"},
            "fields": {"ok": "yes-no"},
        },
    },
    "scores": {
        "unit.band": {
            "max": "3",
            "bands": {"of": "n", "steps": [{"from": "2", "points": "3"}, {"to": "0", "points": "0"}, {"points": "1"}]},
        },
        "unit.kind": {"convert": {"of": "k", "points": {"x": "0", "y": "2", "z": "5"}}},
        "unit.flag": {"max": "2", "points": "if a then 2 else 0", "evidence": "b"},
        "unit.best": {"best": ["unit.band", "unit.kind"]},
        "unit.total": {"max": "6", "capped": "true", "sum": ["unit.band", "unit.kind", "unit.flag"]},
    },
    "classifications": {
        "unit.grade": {
            "grades": [{"grade": "good", "when": "total >= 4"}, {"grade": "fair", "when": "n >= 1"}, {"grade": "poor"}],
            "down": [{"when": "c", "by": "1"}],
            "ceiling": [{"when": "k = x", "grade": "fair"}],
        },
    },
}  # fmt: skip


def conditions() -> st.SearchStrategy[str]:
    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        two = st.lists(inner, min_size=2, max_size=3)
        return st.one_of(
            two.map(lambda i: f"({' and '.join(i)})"),
            two.map(lambda i: f"({' or '.join(i)})"),
            inner.map(lambda i: f"(not {i})"),
        )

    return st.recursive(st.sampled_from(LEAVES).map(lambda leaf: f"({leaf})"), larger, max_leaves=4)


REQUIREMENTS: list[Any] = [
    "all criteria",
    ["unit.one", {"at least": "1", "of": ["unit.two", "unit.three"]}],
    {"at least": "2", "of": ["unit.one", "unit.two", "unit.three"]},
    {"at least": "1", "of": ["unit.one", {"at least": "2", "of": ["unit.two", "unit.three"]}]},
]


def compiled(folder: Path, met: str, other: str, applies: str, bar: str, requires: Any, then: str = "met") -> Plan:
    rules = {
        **RULES,
        "criteria": {
            "unit.one": {"met": met, "applies": applies},
            "unit.two": {"met": other, "except": [{"when": "b", "then": then}]},
            "unit.three": {"met": "b or k = z"},
        },
        "bars": {"unit.bar": {"when": bar}},
        "awards": {"gk": {"to": {"unit": requires}, "bars": ["unit.bar"]}},
    }
    case = build.case_of("case", {"note": "generated", "rules": rules, "records": {}, "want": {}})
    return compile_file(build.write_ruleset(case.rules, folder)).plan


def decisions(plan: Plan, units: list[dict[str, Any]], people: list[list[Any]]) -> tuple[Any, list[int]]:
    persons = [
        {"person_id": f"P{u}-{i}", "unit": f"U{u}", "ok": ok}
        for u, given_ in enumerate(people)
        for i, ok in enumerate(given_)
    ]
    rows = [{**unit, "unit_id": f"U{u}", "staff": len(people[u])} for u, unit in enumerate(units)]
    evaluation = evaluate(plan, from_rows(plan, {"unit": rows, "person": persons}), DAY)
    return evaluation, evaluation.kinds["unit"].decisions["gk"].tolist()


@settings(deadline=None)
@given(
    conditions(), conditions(), conditions(), conditions(), st.sampled_from(REQUIREMENTS),
    st.sampled_from(["met", "not-met", "not-applicable"]),
    st.fixed_dictionaries({f: st.sampled_from([None, None, d[0], d[-1]]) for f, d in DOMAINS.items()}),
    st.lists(st.sampled_from([None, True, False]), min_size=1, max_size=3),
)  # fmt: skip
def test_named_if_and_only_if_it_matters(
    tmp_path_factory: pytest.TempPathFactory,
    met: str, other: str, applies: str, bar: str, requires: Any, then: str, unit: dict[str, Any], people: list[Any],
) -> None:  # fmt: skip
    # `is given` makes a filled-in cell a change of its own, which is no completion of a value
    if any("is given" in text for text in (met, other, applies, bar)):
        unit = {**unit, "a": True}
    if any("first given" in text for text in (met, other, applies, bar)):  # likewise: the first would take its place
        unit = {**unit, "m": None}
    plan = compiled(tmp_path_factory.mktemp("rules"), met, other, applies, bar, requires, then)
    holes: list[tuple[str, Any]] = [(f, DOMAINS[f]) for f, v in unit.items() if v is None]
    holes += [(f"P0-{i}", [True, False]) for i, ok in enumerate(people) if ok is None]
    evaluation, _ = decisions(plan, [unit], [people])
    proof = Prover(evaluation).prove("unit", 0).awards["gk"]
    named = {
        m.fact.field if m.fact.row.register == "unit" else m.fact.row.key
        for m in proof.missing
        if isinstance(m, NoValue)
    }
    # of several figures of which none was given, the first is the one that any completion fills in
    first = [m.figures[0] for m in proof.missing if isinstance(m, NoFigure)]
    named |= {f.fact.field for f in first if isinstance(f, FieldNumber)}
    worlds = list(itertools.product(*(d for _, d in holes)))
    units, staff = [], []
    for world in worlds:
        told = dict(zip((h for h, _ in holes), world, strict=True))
        units.append({f: told.get(f, v) for f, v in unit.items()})
        staff.append([told.get(f"P0-{i}", ok) for i, ok in enumerate(people)])
    _, found = decisions(plan, units, staff)
    decided = dict(zip(worlds, found, strict=True))
    matters = set()
    for at, (name, _) in enumerate(holes):
        groups: dict[tuple[Any, ...], set[int]] = {}
        for world, decision in decided.items():
            groups.setdefault(world[:at] + world[at + 1 :], set()).add(decision)
        if any(len(g) > 1 for g in groups.values()):
            matters.add(name)
    texts = (met, other, applies, bar)
    if any("first given" in t for t in texts) and any(
        w in t for t in texts for w in ("grade", "total", "best", "band", "n >=", "n <", "n =")
    ):
        # a figure that counts is an unknown of its own: where its field is read elsewhere too, more may be named
        assert named >= matters
        return
    assert named == matters
    # where every completion comes to the same, the decision still waits for one of them
    assert proof.settled == (not matters and proof.decision is not Decision.PENDING)
