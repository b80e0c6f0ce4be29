"""Every construct of the language: goals and mutants are made of it, told in words, and judged, without a crash."""

from __future__ import annotations

import pytest

from engine.assurance.cases.found import Found, of_reference
from engine.assurance.coverage.measure import all_goals, seen_in
from engine.assurance.coverage.report import goal_words
from engine.assurance.mutation import mutants_of
from engine.assurance.mutation.proving import provers_of
from engine.assurance.mutation.report import fault_words
from engine.assurance.mutation.running import judge_of
from engine.compiler import compile_file
from engine.diagnostics import Lang
from engine.evaluator.reference import Judge, Outcome
from engine.evaluator.reference.world import World
from engine.syntax import ast
from tests.conformance import build

CASES = build.cases()


def outcome(judge: Judge, rules: ast.RuleSetD) -> Found | None:
    """Return what a judge comes to; None where the rules rest on each other in a circle."""
    try:
        subjects = {at: judge.subject(at) for kind in judge.world.kinds for at in judge.world.all_seen(kind)}
    except RecursionError:
        return None
    return of_reference(Outcome(subjects), rules)


@pytest.mark.parametrize("case", CASES[::3], ids=lambda c: c.name)
def test_goals_of_every_construct(case: build.Case, tmp_path_factory: pytest.TempPathFactory) -> None:
    rules = compile_file(build.write_ruleset(case.rules, tmp_path_factory.mktemp("rules"))).rules
    goals = {g.id: g for g in all_goals(rules)}
    world = World(rules, build.tables(rules, case.records), build.given(rules, case.parameters), case.as_of)
    shown = {g.id for g, yes in seen_in(Judge(world)) if yes}
    assert shown <= goals.keys()
    assert [i for i in shown if goals[i].impossible] == [], "what is ruled out never happens"
    assert all("{" not in goal_words(g, lang).replace(g.text, "") for g in goals.values() for lang in Lang)


@pytest.mark.parametrize("case", CASES[1::9], ids=lambda c: c.name)
def test_mutants_of_every_construct(case: build.Case, tmp_path_factory: pytest.TempPathFactory) -> None:
    compiled = compile_file(build.write_ruleset(case.rules, tmp_path_factory.mktemp("rules")))
    rules = compiled.rules
    tables, given = build.tables(rules, case.records), build.given(rules, case.parameters)
    ours = outcome(Judge(World(rules, tables, given, case.as_of)), rules)
    provers = provers_of(compiled)
    for mutant in mutants_of(rules):
        assert fault_words(mutant, Lang.VI)
        if outcome(judge_of(mutant, tables, given, case.as_of), mutant.rules) != ours:
            assert not any(p.equivalent(rules, mutant) for p in provers), f"a wrong proof: {mutant.id}"
