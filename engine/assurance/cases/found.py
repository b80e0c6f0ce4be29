"""What the evaluators found, in the words of cases: by subject (`unit/U`), part and name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ...evaluator.reference import Outcome, SubjectOutcome
from ...evaluator.result import Evaluation
from ...syntax import ast
from ...values import Decision, Verdict
from .model import Word

PARTS = ("criteria", "bars", "decisions", "assessments", "scores", "classifications")
Found = Mapping[str, Mapping[str, Mapping[str, Word]]]


def number_word(value: Fraction) -> str:
    """Return a number as a decimal without needless zeros; one that no decimal can write, as a fraction."""
    places = next((p for p in range(40) if (value * 10**p).denominator == 1), None)
    if places is None:
        return str(value)
    return f"{Decimal(int(value * 10**places)).scaleb(-places):f}"


def bounds_word(low: Fraction, high: Fraction) -> Word:
    """Return a number in words; the two ends where only its bounds are known."""
    return number_word(low) if low == high else (number_word(low), number_word(high))


def grade_word(grades: Sequence[str], applies: int, low: int, high: int) -> Word:
    """Return a classification in words, from its places; `grades` go from the best down."""
    names = ["none", *reversed(grades)]
    if applies == Verdict.NOT_MET:
        return "not-applicable"
    return names[low] if applies == Verdict.MET and low == high else (names[low], names[high])


def grades_of(rules: ast.RuleSetD) -> Mapping[str, list[str]]:
    """Return the grades of every classification, the best first."""
    return {c.id.value: [g.id.value for g in c.grades] for c in rules.classifications}


def of_subject(found: SubjectOutcome, grades: Mapping[str, Sequence[str]]) -> Mapping[str, Mapping[str, Word]]:
    """Return what the reference found about one subject."""
    return {
        "criteria": {c: v.word for c, v in found.criteria.items()},
        "bars": {b: v.word for b, v in (*found.bars.items(), *found.suspensions.items())},
        "decisions": {a: d.word for a, d in found.decisions.items()},
        "assessments": {a: v.word for a, v in found.assessments.items()},
        "scores": {n: bounds_word(i.low, i.high) for n, i in found.scores.items()},
        "classifications": {
            c: grade_word(grades[c], g.applies, g.low, g.high) for c, g in found.classifications.items()
        },
    }


def of_reference(outcome: Outcome, rules: ast.RuleSetD) -> Found:
    """Return what the reference found."""
    grades = grades_of(rules)
    return {f"{s.kind}/{s.key}": of_subject(s, grades) for s in outcome.subjects.values()}


def of_schedule(evaluation: Evaluation) -> Found:
    """Return what the schedule found."""
    out: dict[str, Mapping[str, Mapping[str, Word]]] = {}
    ready = evaluation.plan
    for kind, judged in evaluation.kinds.items():
        mine = {c.id: judged.verdicts(c.id) for c in ready.criteria.values() if c.kind == kind}
        grades = {c: [g.id for g in ready.classifications[c].grades] for c in judged.classifications}
        for index, key in enumerate(evaluation.dossier.tables[kind].keys):
            out[f"{kind}/{key}"] = {
                "criteria": {c: Verdict(int(v[index])).word for c, v in mine.items()},
                "bars": {
                    b: Verdict(int(v[index])).word for b, v in (*judged.bars.items(), *judged.suspensions.items())
                },
                "decisions": {a: Decision(int(judged.decisions[a][index])).word for a in ready.awards},
                "assessments": {a: Verdict(int(v[index])).word for a, v in judged.assessments.items()},
                "scores": {
                    n: bounds_word(
                        *(Fraction(int(end[index]), 10 ** ready.scores[n].number.decimals) for end in (v.low, v.high))
                    )
                    for n, v in judged.scores.items()
                },
                "classifications": {
                    c: grade_word(grades[c], *(int(end[index]) for end in (v.applies, v.low, v.high)))
                    for c, v in judged.classifications.items()
                },
            }
    return out
