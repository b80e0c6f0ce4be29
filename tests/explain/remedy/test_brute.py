"""Against every set of at most three changes: what is offered is exactly what does it and of which no part does."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from engine.compiler import compile_file
from engine.evaluator import Evaluation, evaluate
from engine.explain.remedy import Outcome, remedies
from engine.explain.remedy.model import Step
from engine.plan import Plan
from engine.records import from_rows
from engine.values import Decision
from tests.conformance import build
from tests.explain.test_missing import DOMAINS, REQUIREMENTS, RULES, conditions

DAY = dt.date(2020, 12, 5)
#: What the named numbers read.
NAMED = {"total": "nkab", "best": "nk", "band": "n", "grade": "nkabc"}
Unit = dict[str, Any]
World = tuple[tuple[str, Any], ...]


def compiled(folder: Path, met: str, other: str, bar: str, requires: Any, due: str | None) -> Plan:
    more = {} if due is None else {"due": due}
    rules = {
        **RULES,
        "deadlines": {"soon": {"by": "2020-12-31"}, "gone": {"by": "2020-11-30"}},
        "judgements": {"duty": {"of": "unit", "ask": "x"}},
        "criteria": {
            "unit.one": {"met": met, **more},
            "unit.two": {"met": other, "applies": "k in (x, y)", **more},
            "unit.three": {"met": "b or k = z or duty", **more},
        },
        "bars": {"unit.bar": {"when": bar}},
        "awards": {"gk": {"to": {"unit": requires}, "bars": ["unit.bar"]}},
    }
    case = build.case_of("case", {"note": "generated", "rules": rules, "records": {}, "want": {}})
    return compile_file(build.write_ruleset(case.rules, folder)).plan


def judged(plan: Plan, units: list[Unit], people: list[list[Any]], answers: list[Any]) -> Evaluation:
    persons = [
        {"person_id": f"P{u}-{i}", "unit": f"U{u}", "ok": ok}
        for u, own in enumerate(people)
        for i, ok in enumerate(own)
    ]
    rows = [{**unit, "unit_id": f"U{u}", "staff": len(people[u])} for u, unit in enumerate(units)]
    said = [
        {"subject": f"U{u}", "question": "duty", "answer": told, "by": "x", "day": DAY}
        for u, told in enumerate(answers)
        if told is not None
    ]
    return evaluate(plan, from_rows(plan, {"unit": rows, "person": persons, "judgement": said}), DAY)


def read(bar: str) -> set[str]:
    """Return the fields that a bar reads, and `person`."""
    words = set(re.findall(r"\w+", bar))
    return words | {f for name, fields in NAMED.items() if name in words for f in fields}


def slots(unit: Unit, people: list[Any], duty: Any, bar: str, due: str | None) -> dict[str, list[Any]]:
    """Return what may still change, by field, person or question, with every value it may come to have."""
    adverse, may_act = read(bar), due == "soon"
    out: dict[str, list[Any]] = {}
    for field, domain in DOMAINS.items():
        now = unit[field]
        if now is None:
            out[field] = domain
        elif may_act and field not in adverse:
            out[field] = [True] if now is False else [v for v in domain if field in "nm" and v > now]
    for i, ok in enumerate(people):
        if ok is None:
            out[f"P0-{i}"] = [True, False]
        elif ok is False and may_act and "person" not in adverse:
            out[f"P0-{i}"] = [True]
    if duty is None:
        out["duty"] = [True, False]
    return {name: values for name, values in out.items() if values}


def worlds(free: Mapping[str, list[Any]]) -> Iterator[World]:
    for size in range(4):
        for names in itertools.combinations(sorted(free), size):
            for values in itertools.product(*(free[n] for n in names)):
                yield tuple(zip(names, values, strict=True))


def enough(plan: Plan, unit: Unit, people: list[Any], duty: Any, free: Mapping[str, list[Any]]) -> set[World]:
    """Return every set of at most three changes after which the unit is proposed."""
    tried = list(worlds(free))
    units = [{f: dict(w).get(f, v) for f, v in unit.items()} for w in tried]
    staff = [[dict(w).get(f"P0-{i}", ok) for i, ok in enumerate(people)] for w in tried]
    found = judged(plan, units, staff, [dict(w).get("duty", duty) for w in tried]).kinds["unit"].decisions["gk"]
    return {w for w, decision in zip(tried, found.tolist(), strict=True) if decision == Decision.PROPOSED}


def named(step: Step) -> tuple[str, Any]:
    """Return a step as brute force has it."""
    value = int(step.value) if isinstance(step.value, Decimal) else step.value
    if step.slot[0] == "answer":
        return "duty", value
    assert step.row is not None
    return (step.row.key if step.row.register == "person" else str(step.slot[-1])), value


@settings(deadline=None, max_examples=8)
@given(
    conditions(), conditions(), conditions(), st.sampled_from(REQUIREMENTS), st.sampled_from(["soon", "gone", None]),
    st.fixed_dictionaries({f: st.sampled_from([None, d[0], d[0], d[-1], d[-1]]) for f, d in DOMAINS.items()}),
    st.lists(st.sampled_from([None, True, False]), min_size=1, max_size=3), st.sampled_from([None, True, False]),
)  # fmt: skip
def test_exactly_the_smallest_sets_are_offered(
    tmp_path_factory: pytest.TempPathFactory,
    met: str, other: str, bar: str, requires: Any, due: str | None, unit: Unit, people: list[Any], duty: Any,
) -> None:  # fmt: skip
    plan = compiled(tmp_path_factory.mktemp("rules"), met, other, bar, requires, due)
    before = judged(plan, [unit], [people], [duty])
    found = remedies(before, "unit", 0, "gk", limit=120)
    event(found.outcome.value)
    if found.outcome is Outcome.HELD:
        return
    free = slots(unit, people, duty, bar, due)
    does = enough(plan, unit, people, duty, free)
    wanted = {frozenset(name for name, _ in w) for w in does}
    wanted = {w for w in wanted if not any(o < w for o in wanted)}
    offered = [[named(s) for s in steps] for r in found.found for steps in r.sets()]
    assert {tuple(sorted(o)) for o in offered} <= does
    if found.outcome is Outcome.STOPPED:  # nothing is said of those that were not found
        assert {frozenset(name for name, _ in o) for o in offered} <= wanted
        return
    assert {frozenset(name for name, _ in o) for o in offered} == wanted
    assert (found.outcome is Outcome.FOUND) == bool(wanted)
    for (name, value), *rest in offered:
        if not rest and name in "nm":  # the least step: nothing between what is and what is asked would do
            ok = sorted(v for ((n, v),) in (w for w in does if len(w) == 1) if n == name)
            low = 0 if unit[name] is None else unit[name] + 1
            assert value == ok[0] or (unit[name] is None and ok[0] == low and value in ok and value + 1 not in ok)
