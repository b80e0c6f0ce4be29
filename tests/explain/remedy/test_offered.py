"""Generated rule sets and records: every set offered does it, by the reference too, and no part of it does."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, reject, settings

from engine.compiler import Compiled, compile_file
from engine.diagnostics import ReportedError
from engine.evaluator import Evaluation, evaluate
from engine.evaluator.reference import judge
from engine.explain.remedy import Act, Step, redone, remedies
from engine.records import from_rows, plain_rows
from engine.records.changes import Drop, Put
from engine.records.dossier import Dossier
from engine.values import Decision
from tests import strategies
from tests.conformance import build
from tests.explain.remedy.universe import missing, tried, universe

Subject = tuple[str, int, str]


def _evaluated(case: build.Case, folder: str) -> tuple[Compiled, Evaluation]:
    compiled = compile_file(build.write_ruleset(case.rules, Path(folder)))
    given_ = build.given(compiled.rules, case.parameters)
    dossier = from_rows(compiled.plan, build.typed_rows(compiled.rules, case.records), given_)
    return compiled, evaluate(compiled.plan, dossier, case.as_of)


def _subjects(found: Evaluation) -> list[Subject]:
    """Return who may still be proposed for what, the undecided first."""
    out = [
        (kind, index, award)
        for kind, judged in found.kinds.items()
        for index in range(judged.size)
        for award, described in found.plan.awards.items()
        if judged.decisions[award][index] != Decision.PROPOSED and kind in described.entitlements
        if list(found.dossier.tables[kind].keys).count(found.dossier.tables[kind].keys[index]) == 1
    ]
    open_ = {Decision.PENDING, Decision.TIED, Decision.OUTSIDE_QUOTA}
    return sorted(out, key=lambda s: found.kinds[s[0]].decisions[s[2]][s[1]] not in open_)


def _decided(found: Evaluation, kind: str, key: str, award: str) -> Decision:
    keys = list(found.dossier.tables[kind].keys)
    return Decision(int(found.kinds[kind].decisions[award][keys.index(key)]))


def _decide(found: Evaluation, steps: Sequence[Step], kind: str, key: str, award: str) -> Decision:
    return _decided(evaluate(found.plan, redone(found, steps), found.as_of), kind, key, award)


def _only_what_is_missing(found: Evaluation, step: Step) -> None:
    """Hold that a step touches nothing that somebody judged, nothing adverse, and no day on record."""
    for change in step.changes:
        if isinstance(change, Put) and step.act in {Act.FILL, Act.ALTER}:
            table = found.dossier.tables[change.register]
            at = next(i for i in range(table.size) if table.places.cell(i) == change.row)
            described = found.plan.registers[change.register].fields[change.field]
            empty = missing(table, change.field, described.type, at)
            assert empty == (step.act is Act.FILL)
        if isinstance(change, Drop):
            assert step.act is Act.MEND


def _checked(case: build.Case, rng: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            compiled, before = _evaluated(case, folder)
        except ReportedError:
            reject()
        for kind, index, award in _subjects(before)[:1]:
            key = before.dossier.tables[kind].keys[index]
            found = remedies(before, kind, index, award, limit=20)
            event(found.outcome.value)
            for remedy in found.found[:3]:
                steps = next(remedy.sets())
                dossier = redone(before, steps)
                assert _decided(evaluate(before.plan, dossier, before.as_of), kind, key, award) is Decision.PROPOSED
                assert _by_reference(compiled, dossier, before.as_of, kind, key, award) is Decision.PROPOSED
                for size in range(len(steps)):
                    for part in itertools.combinations(steps, size):
                        assert _decide(before, part, kind, key, award) is not Decision.PROPOSED
                for step in steps:
                    _only_what_is_missing(before, step)
            if found.outcome.value in {"stopped", "held"}:
                continue
            have = [{tuple(map(str, s.slot)) for s in steps} for remedy in found.found for steps in remedy.sets()]
            free = universe(before, kind, index, award)
            for _ in range(5 if free else 0):  # whatever else may be supplied does it only with what is offered in it
                names = rng.sample(sorted(free, key=str), min(len(free), rng.choice([1, 1, 2, 3])))
                after = tried(before, tuple(rng.choice(free[n]) for n in names))
                if key in after.dossier.tables[kind].keys and _decided(after, kind, key, award) is Decision.PROPOSED:
                    assert any(h <= {tuple(map(str, n)) for n in names} for h in have), (names, found)


def _by_reference(compiled: Compiled, dossier: Dossier, day: dt.date, kind: str, key: str, award: str) -> Decision:
    answers = {name: answer.value for name, answer in dossier.parameters.items()}
    outcome = judge(compiled.rules, plain_rows(compiled.plan, dossier), answers, day)
    return next(s.decisions[award] for s in outcome.subjects.values() if (s.kind, s.key) == (kind, key))


@settings(max_examples=4, deadline=None)
@given(strategies.cases())
def test_of_whatever_rules_and_records(case: build.Case) -> None:
    _checked(case, random.Random(str(case.records)))


@settings(max_examples=3, deadline=None)
@given(strategies.contests())
def test_of_contests(case: build.Case) -> None:
    _checked(case, random.Random(str(case.records)))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_makes_no_difference(seed: int) -> None:
    rows: dict[str, list[dict[str, object]]] = {
        "unit": [{"unit_id": f"U{n}", "staff": 0, "a": None, "k": "x", "n": n} for n in range(3)],
        "person": [{"person_id": f"P{n}", "unit": f"U{n % 3}", "ok": None} for n in range(6)],
    }
    from tests.explain.test_missing import compiled

    with tempfile.TemporaryDirectory() as folder:
        plan = compiled(Path(folder), "a and n >= 1", "(some person has ok)", "a", "c", "all criteria")
    told = []
    for shuffled in (False, True):
        own = {r: list(found) for r, found in rows.items()}
        if shuffled:
            for found_ in own.values():
                random.Random(seed).shuffle(found_)
        before = evaluate(plan, from_rows(plan, own), dt.date(2020, 12, 5))
        keys = list(before.dossier.tables["unit"].keys)
        found = remedies(before, "unit", keys.index("U1"), "gk")
        told.append(
            (
                found.outcome,
                sorted(
                    sorted((s.row.key if s.row else "", s.label, str(s.value)) for s in steps)
                    for r in found.found
                    for steps in r.sets()
                ),
            )
        )
    assert told[0] == told[1]


CONTEST: dict[str, Any] = {
    "ruleset": "contest",
    "registers": {
        "unit": {
            "subject": "Tập thể", "key": {"unit_id": "text"},
            "fields": {
                "ok": "yes-no", "score": {"type": "number", "range": ["-5", "10"], "decimals": "1"},
                "kind": {"type": "choice", "options": {"a": "A", "b": "B", "c": "C"}},
            },
        }
    },
    "criteria": {"unit.a": {"met": "ok"}},
    "awards": {
        "two": {
            "to": {"unit": ["unit.a"]},
            "quota": {
                "unit": {
                    "count": "1", "rank": [{"by": "score", "order": "highest"}], "ties": "council",
                    "pending": "bounds", "rounding": "down", "per": "kind",
                }
            },
        }
    },
}  # fmt: skip


def test_whose_group_is_not_known_may_be_placed(tmp_path: Path) -> None:
    rows = [
        {"unit_id": "U0", "ok": "yes", "score": "2", "kind": ""},
        {"unit_id": "U1", "ok": "yes", "score": "1", "kind": "a"},
    ]
    case = build.Case("group", "", CONTEST, {"unit": rows, "judgement": []}, {}, dt.date(2020, 12, 5), {}, ())
    _, before = _evaluated(case, str(tmp_path))
    found = remedies(before, "unit", 0, "two")
    assert found.outcome.value == "found"
    (step,) = next(found.found[0].sets())
    assert step.label == "kind"
