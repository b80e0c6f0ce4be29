"""The programs that judge a case: what each found, in words, by `KIND/KEY`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from engine.compiler import Compiled, compile_file
from engine.evaluator import evaluate
from engine.evaluator.reference import Outcome, judge
from engine.evaluator.result import Evaluation
from engine.records import from_rows, plain_rows
from engine.records.dossier import Dossier
from engine.syntax import ast, read_ruleset
from engine.values import Decision, Verdict

from . import build

#: Per subject: `criteria`, `decisions` and so on, each a word (or two, between which it lies) by name.
Found = Mapping[str, Mapping[str, Mapping[str, build.Wanted]]]


def by_reference(case: build.Case, folder: Path) -> Found:
    """Judge a case row by row over the written rule set."""
    rules, diagnostics = read_ruleset(build.write_ruleset(case.rules, folder))
    assert rules is not None, diagnostics
    assert not diagnostics, [d.message() for d in diagnostics]
    outcome = judge(rules, build.tables(rules, case.records), build.given(rules, case.parameters), case.as_of)
    return words_of(outcome, rules)


def number_word(value: Fraction) -> str:
    """Return a number as a decimal without needless zeros; one that no decimal can write, as a fraction."""
    places = next((p for p in range(40) if (value * 10**p).denominator == 1), None)
    if places is None:
        return str(value)
    return f"{Decimal(int(value * 10**places)).scaleb(-places):f}"


def bounds_word(low: Fraction, high: Fraction) -> build.Wanted:
    """Return a number in words; the two ends where only its bounds are known."""
    return number_word(low) if low == high else [number_word(low), number_word(high)]


def grade_word(grades: Sequence[str], applies: int, low: int, high: int) -> build.Wanted:
    """Return a classification in words, from its places; `grades` go from the best down."""
    names = ["none", *reversed(grades)]
    if applies == Verdict.NOT_MET:
        return "not-applicable"
    return names[low] if applies == Verdict.MET and low == high else [names[low], names[high]]


def words_of(outcome: Outcome, rules: ast.RuleSetD | None = None) -> Found:
    """Return what the reference found, in words; grades have names only where the rule set is at hand."""
    grades = {c.id.value: [g.id.value for g in c.grades] for c in (rules.classifications if rules else ())}
    return {
        f"{s.kind}/{s.key}": {
            "criteria": {c: v.word for c, v in s.criteria.items()},
            "bars": {b: v.word for b, v in (*s.bars.items(), *s.suspensions.items())},
            "decisions": {a: d.word for a, d in s.decisions.items()},
            "assessments": {a: v.word for a, v in s.assessments.items()},
            "scores": {n: bounds_word(i.low, i.high) for n, i in s.scores.items()},
            "classifications": {
                c: grade_word(grades[c], g.applies, g.low, g.high) for c, g in s.classifications.items() if c in grades
            },
        }
        for s in outcome.subjects.values()
    }


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """What a case is judged from: its rule set compiled, the parameters given, its records."""

    compiled: Compiled
    given: Mapping[str, bool | Decimal | dt.date | str]
    dossier: Dossier


#: By name the case that was made ready last: one case is judged by several programs.
_READY: dict[str, tuple[build.Case, Ready]] = {}


def ready(case: build.Case, folder: Path) -> Ready:
    """Compile the rule set of a case and assemble its records."""
    kept = _READY.get(case.name)
    if kept is not None and kept[0] is case:
        return kept[1]
    compiled = compile_file(build.write_ruleset(case.rules, folder))
    given = build.given(compiled.rules, case.parameters)
    dossier = from_rows(compiled.plan, build.typed_rows(compiled.rules, case.records), given)
    _READY[case.name] = case, Ready(compiled, given, dossier)
    return _READY[case.name][1]


def evaluated(case: build.Case, folder: Path) -> tuple[Evaluation, Outcome]:
    """Judge a case by the schedule, and by the reference over the very same dossier."""
    made = ready(case, folder)
    compiled, given, dossier = made.compiled, made.given, made.dossier
    outcome = judge(compiled.rules, plain_rows(compiled.plan, dossier), given, case.as_of)
    return evaluate(compiled.plan, dossier, case.as_of), outcome


def by_schedule(case: build.Case, folder: Path) -> Found:
    """Judge a case by the compiled plan."""
    made = ready(case, folder)
    return found_by(evaluate(made.compiled.plan, made.dossier, case.as_of))


def found_by(evaluation: Evaluation) -> Found:
    """Return what the schedule found, in words."""
    found: dict[str, Mapping[str, Mapping[str, build.Wanted]]] = {}
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
                "scores": {
                    n: bounds_word(*(_unscaled(evaluation, n, int(end[index])) for end in (v.low, v.high)))
                    for n, v in judged.scores.items()
                },
                "classifications": {
                    c: grade_word(
                        [g.id for g in evaluation.plan.classifications[c].grades],
                        *(int(end[index]) for end in (v.applies, v.low, v.high)),
                    )
                    for c, v in judged.classifications.items()
                },
            }
    return found


def _unscaled(evaluation: Evaluation, score: str, value: int) -> Fraction:
    return Fraction(value, 10 ** evaluation.plan.scores[score].number.decimals)


def by_reference_from_records(case: build.Case, folder: Path) -> Found:
    """Judge a case row by row, over the tables that the records make of it."""
    rules, _ = read_ruleset(build.write_ruleset(case.rules, folder))
    return words_of(evaluated(case, folder)[1], rules)


PROGRAMS: dict[str, Callable[[build.Case, Path], Found]] = {
    "reference": by_reference,
    "schedule": by_schedule,
    "reference-from-records": by_reference_from_records,
}
