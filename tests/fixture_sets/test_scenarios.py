"""Every intended case of the illustrative campaign comes out, in the schedule and in the reference."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.evaluator import Evaluation
from engine.evaluator.reference import judge
from engine.records import plain_rows
from engine.syntax import ast
from engine.values import Decision, Verdict
from fixtures.make import scenarios
from tests import campaign

SETS: dict[str, tuple[tuple[scenarios.Case, ...], Callable[[], Evaluation]]] = {
    "the plan": (scenarios.EXPECTED, campaign.evaluation),
    "what turned out later": (scenarios.EXPECTED_LATER, lambda: campaign.evaluation(scenarios.LATER)),
    "the resolution laid over it": (scenarios.EXPECTED_RESOLUTION, campaign.resolved),
    "the council's vote": (scenarios.EXPECTED_VOTED, campaign.voted),
    "the extension laid over it": (scenarios.EXPECTED_EXTENDED, campaign.extended),
}


@pytest.mark.parametrize("name", SETS)
def test_the_intended_decisions_come_out(name: str) -> None:
    expected, run = SETS[name]
    found = run()
    decisions, verdicts = campaign.decisions(found), campaign.verdicts(found)
    wrong = [
        (c.subject, c.award, c.decision, decisions[c.subject, c.award])
        for c in expected
        if decisions[c.subject, c.award] != c.decision
    ]
    assert not wrong
    for case in expected:
        if case.criterion:
            assert Verdict(verdicts[case.subject, case.criterion]).word == case.verdict, case


def test_every_decision_and_every_verdict_occurs() -> None:
    words = set(campaign.decisions(campaign.evaluation()).values()) | set(
        campaign.decisions(campaign.resolved()).values()
    )
    assert words >= {d.word for d in Decision} - {"not-applicable"}  # the plan is for every kind of subject
    seen = {(criterion, code) for (_, criterion), code in campaign.verdicts(campaign.evaluation()).items()}
    for criterion in campaign.compiled().plan.criteria.values():
        for verdict in (Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED):
            assert (criterion.id, verdict) in seen, (criterion.id, verdict)
        if criterion.applies is not None:
            assert (criterion.id, Verdict.NOT_APPLICABLE) in seen


def changed(before: Evaluation, after: Evaluation, award: str) -> set[str]:
    """Return whose decision on an award differs."""
    was, now = campaign.decisions(before), campaign.decisions(after)
    return {key for key, of in was if of == award and was[key, of] != now[key, of]}


def test_a_vote_changes_those_who_were_tied_and_nobody_else() -> None:
    voted = {c.subject for c in scenarios.EXPECTED_VOTED}
    assert changed(campaign.resolved(), campaign.voted(), scenarios.BANG) == voted
    assert not changed(campaign.resolved(), campaign.voted(), scenarios.GIAY)


def test_an_extension_changes_those_who_registered_in_it_and_nobody_else() -> None:
    assert not campaign.with_extension().warnings
    assert not campaign.with_resolution().warnings
    late = {c.subject for c in scenarios.EXPECTED_EXTENDED}
    assert changed(campaign.evaluation(), campaign.extended(), scenarios.GIAY) == late


def reference_differs(found: Evaluation, rules: ast.RuleSetD) -> list[object]:
    """Return where the reference judges otherwise."""
    parameters = {name: answer.value for name, answer in found.dossier.parameters.items()}
    outcome = judge(rules, plain_rows(found.plan, found.dossier), parameters, found.as_of)
    out: list[object] = []
    for (kind, index), subject in outcome.subjects.items():
        judged = found.kinds[kind]
        out += [(kind, index, a, d) for a, d in subject.decisions.items() if int(judged.decisions[a][index]) != d]
        out += [(kind, index, c, v) for c, v in subject.criteria.items() if int(judged.verdicts(c)[index]) != v]
    assert sum(j.size for j in found.kinds.values()) == len(outcome.subjects)
    return out


def test_the_reference_agrees_on_the_campaign() -> None:
    rules = campaign.compiled().rules
    for day in (scenarios.AS_OF, scenarios.LATER, scenarios.INTERIM):
        assert not reference_differs(campaign.evaluation(day), rules)
    assert not reference_differs(campaign.resolved(), campaign.with_resolution().rules)
    assert not reference_differs(campaign.voted(), campaign.with_resolution().rules)
    assert not reference_differs(campaign.extended(), campaign.with_extension().rules)


def test_distinct_profiles_stay_few() -> None:
    assert campaign.evaluation().profile_count < 60
