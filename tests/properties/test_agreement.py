"""The schedule and the reference agree on every verdict, gate and decision of every generated case."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

from hypothesis import event, given, note, reject

from engine.diagnostics import ReportedError, rule_codes
from engine.evaluator.reference import Outcome
from engine.evaluator.result import Evaluation
from engine.values import Decision

from .. import strategies
from ..conformance import build
from ..conformance.programs import evaluated

#: Generated numbers may grow beyond 64 bits; the compiler refuses that, and nothing else of what is drawn.
REFUSED = {rule_codes.OVERFLOW}


@given(strategies.cases())
def test_schedule_and_reference_agree(case: build.Case) -> None:
    """Both find the same of whatever is drawn."""
    _agree(case)


@given(strategies.contests())
def test_schedule_and_reference_select_alike(case: build.Case) -> None:
    """Both choose the same under quotas, with ties and missing scores."""
    _agree(case)


def _agree(case: build.Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            evaluation, outcome = evaluated(case, Path(folder))
        except ReportedError as error:
            if not {d.code for d in error.diagnostics} <= REFUSED:
                raise
            event("refused")
            reject()
    expected = by_name(outcome)
    found = by_schedule(evaluation, outcome)
    different = {key: (found[key], expected[key]) for key in expected if found[key] != expected[key]}
    note(f"(schedule, reference): {different}")
    assert not different


def by_name(outcome: Outcome) -> dict[str, int | Fraction]:
    """Return everything the reference found, by a name that says what it is."""
    out: dict[str, int | Fraction] = {}
    for (kind, index), s in outcome.subjects.items():
        at = f"{kind}[{index}]"
        for score, bounds in s.scores.items():
            out |= {f"{at} score {score} low": bounds.low, f"{at} score {score} high": bounds.high}
        for name, graded in s.classifications.items():
            ends = {"applies": graded.applies, "low": graded.low, "high": graded.high}
            out |= {f"{at} classification {name} {end}": int(v) for end, v in ends.items() if graded.applies}
        for name, verdicts in (("criterion", s.criteria), ("bar", s.bars), ("suspension", s.suspensions)):
            out |= {f"{at} {name} {rule}": int(v) for rule, v in verdicts.items()}
        out |= {f"{at} decision {award}": int(d) for award, d in s.decisions.items()}
        out |= {f"{at} gate {award} {gate}": int(v) for award, gates in s.gates.items() for gate, v in gates.items()}
    return out


def by_schedule(evaluation: Evaluation, outcome: Outcome) -> dict[str, int | Fraction]:
    """Return what the schedule found under the same names."""
    out: dict[str, int | Fraction] = {}
    for (kind, index), s in outcome.subjects.items():
        at, judged = f"{kind}[{index}]", evaluation.kinds[kind]
        for score in s.scores:
            bounds, unit = judged.scores[score], 10 ** evaluation.plan.scores[score].number.decimals
            out[f"{at} score {score} low"] = Fraction(int(bounds.low[index]), unit)
            out[f"{at} score {score} high"] = Fraction(int(bounds.high[index]), unit)
        for name in s.classifications:
            graded = judged.classifications[name]
            for end, column in (("applies", graded.applies), ("low", graded.low), ("high", graded.high)):
                out[f"{at} classification {name} {end}"] = int(column[index])
        out |= {f"{at} criterion {c}": int(judged.verdicts(c)[index]) for c in s.criteria}
        out |= {f"{at} bar {b}": int(judged.bars[b][index]) for b in s.bars}
        out |= {f"{at} suspension {b}": int(judged.suspensions[b][index]) for b in s.suspensions}
        for award in s.decisions:
            codes = judged.decisions.get(award)
            out[f"{at} decision {award}"] = int(Decision.NOT_APPLICABLE if codes is None else codes[index])
        for award, gates in s.gates.items():
            out |= {f"{at} gate {award} {gate}": int(judged.gates[award][gate][index]) for gate in gates}
    return out
