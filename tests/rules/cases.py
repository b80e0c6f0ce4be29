"""Small cases of the shipped rule sets, and what each program makes of them; the format: docs/testing-rules.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from engine.assurance.cases import CaseFile, case_file_of, read_case_file
from engine.assurance.cases.cells import Columns
from engine.assurance.cases.found import Found, of_reference, of_schedule
from engine.assurance.cases.inputs import dossier_of, parameters_of, plain_tables
from engine.assurance.cases.laying import laid_out
from engine.assurance.cases.model import Given, Word
from engine.bundle import rule_file
from engine.compiler import Compiled, compile_file
from engine.evaluator import evaluate
from engine.evaluator.reference import judge
from engine.records import plain_rows

Wants = Mapping[str, Mapping[str, Mapping[str, Word]]]


@dataclass(frozen=True, slots=True)
class Example:
    """One case: the rule set it is about, the records laid out in full, and what is wanted."""

    ruleset: str
    name: str
    records: Mapping[str, tuple[Mapping[str, str], ...]]
    parameters: Mapping[str, str]
    as_of: dt.date
    want: Wants


@cache
def case_file(ruleset: str) -> CaseFile:
    """Read the cases of a shipped rule set, in which nothing may be wrong."""
    file, found = read_case_file(case_file_of(rule_file(ruleset)), compiled(ruleset))
    assert file is not None
    assert [d.message() for d in found] == []
    return file


def examples(ruleset: str) -> list[Example]:
    """Return the cases of one rule set."""
    file, columns = case_file(ruleset), Columns(compiled(ruleset).plan)
    out = []
    for case in file.cases:
        given = laid_out(file.frame, case.change, columns.keys)
        want: dict[str, dict[str, dict[str, Word]]] = {}
        for wanted in case.wants:
            want.setdefault(wanted.subject, {}).setdefault(wanted.part, {})[wanted.name] = wanted.word
        name = f"{ruleset}-{case.number:02}-{case.note}"
        out.append(Example(ruleset, name, given.records, given.parameters, given.as_of, want))
    return out


@cache
def compiled(ruleset: str) -> Compiled:
    """Compile a shipped rule set, once."""
    return compile_file(rule_file(ruleset))


def judged(example: Example, *, records: bool = True) -> dict[str, Found]:
    """Return what each program found: the schedule, and the reference over plain tables (and over the records)."""
    ready = compiled(example.ruleset)
    columns = Columns(ready.plan)
    given = Given(example.records, example.parameters, example.as_of)
    dossier, parameters = dossier_of(columns, given), parameters_of(columns, given.parameters)

    def reference(tables: Mapping[str, object]) -> Found:
        return of_reference(judge(ready.rules, tables, parameters, example.as_of), ready.rules)  # type: ignore[arg-type]

    found = {
        "schedule": of_schedule(evaluate(ready.plan, dossier, example.as_of)),
        "reference": reference(plain_tables(columns, ready.rules, given)),
    }
    return found | ({"reference-from-records": reference(plain_rows(ready.plan, dossier))} if records else {})
