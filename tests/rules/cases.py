"""Small cases of the shipped rule sets, and what each program makes of them; see FORMAT.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from engine.bundle import rule_file, rules_dir
from engine.compiler import Compiled, compile_file
from engine.evaluator import evaluate
from engine.evaluator.reference import judge
from engine.records import from_rows, plain_rows
from tests.conformance import build
from tests.conformance.programs import Found, found_by, words_of


@dataclass(frozen=True, slots=True)
class Example:
    """One case: the rule set it is about, the records laid out in full, and what is wanted."""

    ruleset: str
    name: str
    records: Mapping[str, list[dict[str, str]]]
    parameters: Mapping[str, str]
    as_of: dt.date
    want: Mapping[str, Mapping[str, Mapping[str, build.Wanted]]]


def examples(ruleset: str) -> list[Example]:
    """Read the cases of one rule set."""
    file = rules_dir() / ruleset / "cases.yaml"
    tree = build.texts(file.read_text("utf-8")) if file.is_file() else {"cases": []}
    return [_example(ruleset, number, tree, case) for number, case in enumerate(tree["cases"], 1)]


def _example(ruleset: str, number: int, tree: Mapping[str, Any], case: Mapping[str, Any]) -> Example:
    unknown = set(case) - {"note", "records", "set", "drop", "answers", "attested", "counts", "as_of", "want"}
    assert not unknown, f"{ruleset}: {case['note']}: {unknown}"
    records: dict[str, list[dict[str, str]]] = {r: [*rows] for r, rows in tree["base"].items()}
    records |= {r: rows or [] for r, rows in case.get("records", {}).items()}
    keys = _keys(ruleset)
    for register, changes in case.get("set", {}).items():
        there = {row[keys[register]] for row in records[register]}
        assert set(changes) <= there, f"{ruleset}: {case['note']}: {changes}"
        records[register] = [{**row, **changes.get(row[keys[register]], {})} for row in records[register]]
    for register in case.get("drop", []):
        del records[register]
    answers = build.merged(tree["answers"], case.get("answers", {}))
    records["judgement"] = [
        {"subject": subject, "question": question, "answer": answer, "day": tree["day"]}
        for subject, given in answers.items()
        for question, answer in given.items()
        if answer
    ]
    first, last = tree["covers"]
    counts = {r: str(len(rows)) for r, rows in records.items()} | case.get("counts", {})
    whole = [
        {"register": r, "count": counts[r], "covers_from": first, "covers_to": last, "day": tree["day"]}
        for r in case.get("attested", tree["attested"])
    ]
    records.setdefault("attestation", whole)
    return Example(
        ruleset,
        f"{ruleset}-{number:02}-{case['note']}",
        records,
        tree.get("parameters", {}),
        dt.date.fromisoformat(case.get("as_of", tree["as_of"])),
        case["want"],
    )


@cache
def compiled(ruleset: str) -> Compiled:
    """Compile a shipped rule set, once."""
    return compile_file(rule_file(ruleset))


@cache
def _keys(ruleset: str) -> dict[str, str]:
    return {r.id.value: r.key.id.value for r in compiled(ruleset).rules.registers if r.key is not None}


def judged(example: Example) -> dict[str, Found]:
    """Return what each program found: the schedule, and the reference over the records and over plain tables."""
    ready = compiled(example.ruleset)
    given = build.given(ready.rules, example.parameters)
    dossier = from_rows(ready.plan, build.typed_rows(ready.rules, example.records), given)
    plain = build.tables(ready.rules, example.records)
    return {
        "schedule": found_by(evaluate(ready.plan, dossier, example.as_of)),
        "reference-from-records": words_of(
            judge(ready.rules, plain_rows(ready.plan, dossier), given, example.as_of), ready.rules
        ),
        "reference": words_of(judge(ready.rules, plain, given, example.as_of), ready.rules),
    }
