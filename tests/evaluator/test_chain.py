"""durable_rules and the fixpoint conclude the same things from the same gates; larger rule bases are refused."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluator.chain import MAX_NEEDS, MAX_RULES, MAX_USES, Chain, ChainLimitError, available
from engine.evaluator.chaining import Chained, Rule, atom, decided, fixpoint, rules_for
from engine.values import Decision

pytestmark = pytest.mark.skipif(not available(), reason="durable_rules needs Python before 3.13")

LOWER = Chained("low", None, granted=False, inside=True)
HIGHER = Chained("high", "low", granted=True, inside=True)
RULES = (*rules_for(LOWER), *rules_for(HIGHER))
GATES = ("scope", "nomination", "bar", "suspension", "requirement")


def facts(low: tuple[int, ...], high: tuple[int, ...], grant: int) -> frozenset[str]:
    named = {atom("low", g, v) for g, v in zip(GATES, low, strict=True)}
    named |= {atom("high", g, v) for g, v in zip(GATES, high, strict=True)}
    return frozenset(named | {atom("low", "lower", 2), atom("high", "grant", grant)})


def decision(known: frozenset[str], award: str) -> Decision:
    found = [d for d in Decision if decided(award, d) in known]
    assert len(found) == 1
    return found[0]


def by_hand(gates: tuple[int, ...], lower: int, below: Decision) -> Decision:
    """Decide as docs/semantics.md section 5 says, first line that fits."""
    scope, nomination, bar, suspension, requirement = gates
    if scope == 0:
        return Decision.NOT_APPLICABLE
    if lower == 0 and below in {Decision.NOT_APPLICABLE, Decision.NOT_NOMINATED}:
        return below
    if nomination == 0:
        return Decision.NOT_NOMINATED
    if bar == 2:
        return Decision.BARRED
    if 0 in {requirement, lower}:
        return Decision.NOT_PROPOSED
    if suspension == 2:
        return Decision.SUSPENDED
    if 1 in {scope, nomination, bar, suspension, requirement, lower}:
        return Decision.PENDING
    return Decision.PROPOSED


def test_every_profile_of_one_award_agrees_with_durable_rules() -> None:
    chain = Chain(rules_for(LOWER))
    try:
        for gates in itertools.product((0, 1, 2), repeat=5):
            known = frozenset(
                {atom("low", g, v) for g, v in zip(GATES, gates, strict=True)} | {atom("low", "lower", 2)}
            )
            assert chain.run(known) == fixpoint(rules_for(LOWER), known)
            assert decision(chain.run(known)[0], "low") is by_hand(gates, 2, Decision.PROPOSED)
    finally:
        chain.close()


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 11), min_size=1, max_size=20))
def test_two_awards_agree_with_durable_rules_and_the_page(profiles: list[tuple[int, ...]]) -> None:
    chain = Chain(RULES)
    try:
        for profile in profiles:
            low, high, grant = profile[:5], profile[5:10], profile[10]
            known, fired = chain.run(facts(low, high, grant))
            assert (known, fired) == fixpoint(RULES, facts(low, high, grant))
            below = decision(known, "low")
            assert below is by_hand(low, 2, Decision.PROPOSED)
            follows = 2 if below is Decision.PROPOSED else 1 if below in {Decision.PENDING, Decision.TIED} else 0
            lower = grant if grant != 1 else follows
            assert decision(known, "high") is by_hand(high, lower, below)
    finally:
        chain.close()


@pytest.mark.parametrize(
    "rules",
    [
        tuple(Rule(f"r{i}", ("a",), f"b{i}") for i in range(MAX_USES + 1)),
        (Rule("r", tuple(f"a{i}" for i in range(MAX_NEEDS + 1)), "b"),),
        tuple(Rule(f"r{i}", (f"a{i}",), f"a{i + 1}") for i in range(500)),
        tuple(Rule(f"r{i}", (f"a{i % 400}",), "b") for i in range(MAX_RULES + 1)),
    ],
    ids=["one atom in too many rules", "a rule that needs too much", "too many atoms", "too many rules"],
)
def test_beyond_the_limits_a_rule_base_is_refused(rules: tuple[Rule, ...]) -> None:
    with pytest.raises(ChainLimitError, match=f"^{len(rules)}$"):
        Chain(rules)


def test_a_failing_action_is_not_swallowed() -> None:
    chain = Chain(rules_for(LOWER))
    chain._seen = None  # type: ignore[assignment]
    try:
        with pytest.raises(TypeError, match="NoneType"):
            chain._drain([chain._fact(chain._ids[atom("low", "scope", 0)])])
    finally:
        chain.close()


@pytest.mark.parametrize("answer", [{"exception": "no memory"}, 7])
def test_what_the_library_refuses_is_not_taken_for_an_answer(answer: object, monkeypatch: pytest.MonkeyPatch) -> None:
    chain = Chain(rules_for(LOWER))
    asked = chain._host.assert_facts
    try:
        monkeypatch.setattr(chain._host, "assert_facts", lambda name, given: (asked(name, given), answer)[1])
        with pytest.raises(RuntimeError, match=re.escape(str(answer))):
            chain.run(facts((2, 2, 0, 0, 2), (2, 2, 0, 0, 2), 1))
    finally:
        chain.close()
