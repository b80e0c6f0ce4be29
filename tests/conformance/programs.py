"""The programs that judge a case: what each found, in words, by `KIND/KEY`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from engine.compiler import compile_file
from engine.evaluator import evaluate
from engine.evaluator.reference import Outcome, judge
from engine.evaluator.result import Evaluation
from engine.records import from_rows, plain_rows
from engine.syntax import read_ruleset
from engine.values import Decision, Verdict

from . import build

#: Per subject: `criteria` and `decisions`, each a word by name.
Found = Mapping[str, Mapping[str, Mapping[str, str]]]


def by_reference(case: build.Case, folder: Path) -> Found:
    """Judge a case row by row over the written rule set."""
    rules, diagnostics = read_ruleset(build.write_ruleset(case.rules, folder))
    assert rules is not None, diagnostics
    assert not diagnostics, [d.message() for d in diagnostics]
    return words_of(judge(rules, build.tables(rules, case.records), build.given(rules, case.parameters), case.as_of))


def words_of(outcome: Outcome) -> Found:
    """Return what the reference found, in words."""
    return {
        f"{s.kind}/{s.key}": {
            "criteria": {c: v.word for c, v in s.criteria.items()},
            "bars": {b: v.word for b, v in (*s.bars.items(), *s.suspensions.items())},
            "decisions": {a: d.word for a, d in s.decisions.items()},
            "assessments": {a: v.word for a, v in s.assessments.items()},
        }
        for s in outcome.subjects.values()
    }


def evaluated(case: build.Case, folder: Path) -> tuple[Evaluation, Outcome]:
    """Judge a case by the schedule, and by the reference over the very same dossier."""
    compiled = compile_file(build.write_ruleset(case.rules, folder))
    given = build.given(compiled.rules, case.parameters)
    dossier = from_rows(compiled.plan, build.typed_rows(compiled.rules, case.records), given)
    outcome = judge(compiled.rules, plain_rows(compiled.plan, dossier), given, case.as_of)
    return evaluate(compiled.plan, dossier, case.as_of), outcome


def by_schedule(case: build.Case, folder: Path) -> Found:
    """Judge a case by the compiled plan."""
    evaluation, _ = evaluated(case, folder)
    found: dict[str, Mapping[str, Mapping[str, str]]] = {}
    for kind, judged in evaluation.kinds.items():
        mine = [c.id for c in evaluation.plan.criteria.values() if c.kind == kind]
        for index, key in enumerate(evaluation.dossier.tables[kind].keys):
            found[f"{kind}/{key}"] = {
                "criteria": {c: Verdict(int(judged.verdicts(c)[index])).word for c in mine},
                "bars": {
                    b: Verdict(int(v[index])).word for b, v in (*judged.bars.items(), *judged.suspensions.items())
                },
                "decisions": {
                    a: Decision(int(judged.decisions[a][index])).word if a in judged.decisions else "not-applicable"
                    for a in evaluation.plan.awards
                },
                "assessments": {a: Verdict(int(v[index])).word for a, v in judged.assessments.items()},
            }
    return found


def by_reference_from_records(case: build.Case, folder: Path) -> Found:
    """Judge a case row by row, over the tables that the records make of it."""
    return words_of(evaluated(case, folder)[1])


PROGRAMS: dict[str, Callable[[build.Case, Path], Found]] = {
    "reference": by_reference,
    "schedule": by_schedule,
    "reference-from-records": by_reference_from_records,
}
