"""Subjects judged together are judged as each would be alone, however many awards and profiles; limits of the chain."""

from __future__ import annotations

import numpy as np
import pytest

from engine.evaluator.chain import MAX_ATOMS, MAX_NEEDS, MAX_RULES, MAX_USES, Chain, ChainLimitError, available
from engine.evaluator.chaining import Chained, Rule, atom, fixpoint, rules_for
from engine.evaluator.conclude import (
    ChainDisagreesError,
    Chains,
    Gates,
    Parts,
    _Column,
    _distinct,
    _facts,
    _profile,
    conclude,
    plainly,
)
from engine.values import Decision

from .test_chain import GATES, by_hand, decision

LOWER = Chained("a0", None, granted=False, inside=True)


def above(awards: int) -> list[Chained]:
    return [LOWER, *(Chained(f"a{n}", f"a{n - 1}", granted=False, inside=True) for n in range(1, awards))]


@pytest.mark.parametrize(("awards", "kinds"), [(1, 1), (1, 4), (2, 4), (3, 5), (9, 5)])
def test_each_is_judged_as_alone(awards: int, kinds: int) -> None:
    """Five gates are 243 profiles in a byte, fifteen more than are counted in place, 45 more than an integer holds."""
    size, many = np.random.default_rng(awards), 40
    gates = []
    for chained in above(awards):
        codes = {g: np.full(many, 0 if g in {"bar", "suspension"} else 2, dtype=np.int8) for g in GATES}
        codes |= {g: size.integers(0, 3, many, dtype=np.int8) for g in GATES[:kinds]}
        if chained is LOWER:
            codes["lower"] = np.full(many, 2, dtype=np.int8)
        gates.append(Gates(chained, codes, None))
    chains = Chains(use_durable=False)
    found = conclude(chains, gates, many)
    follows = {Decision.PROPOSED: 2, Decision.PENDING: 1, Decision.TIED: 1}
    below, lower = [Decision.PROPOSED] * many, [2] * many
    for gate in gates:
        award = gate.chained.award
        expected = [by_hand(tuple(int(gate.codes[g][n]) for g in GATES), lower[n], below[n]) for n in range(many)]
        assert [Decision(int(d)) for d in found.decisions(award)] == expected
        assert found.lower(award).tolist() == lower
        eligible = {Decision.PROPOSED: 2, Decision.PENDING: 1}
        assert found.eligible(award).tolist() == [eligible.get(d, 0) for d in expected]
        below, lower = expected, [follows.get(d, 0) for d in expected]
    assert chains.profiles == len(found.table) == len({tuple(p.gates.items()) for p in found.table})


def test_an_award_decided_before_stands_below() -> None:
    many = len(Decision)
    codes = {g: np.full(many, 0 if g in {"bar", "suspension"} else 2, dtype=np.int8) for g in GATES}
    outside = np.arange(many, dtype=np.int8)
    found = conclude(Chains(), [Gates(Chained("b", "a", granted=False, inside=False), codes, outside)], many)
    follows = {Decision.PROPOSED: 2, Decision.PENDING: 1, Decision.TIED: 1}
    expected = [by_hand((2, 2, 0, 0, 2), follows.get(d, 0), d) for d in Decision]
    assert [Decision(int(d)) for d in found.decisions("b")] == expected
    assert found.lower("b").tolist() == [follows.get(d, 0) for d in Decision]


def test_nobody_is_judged_at_all() -> None:
    empty = {g: np.zeros(0, dtype=np.int8) for g in (*GATES, "lower")}
    found = conclude(Chains(), [Gates(LOWER, empty, None)], 0)
    assert len(found.profile) == len(found.table) == len(found.decisions("a0")) == 0


def test_the_order_of_rules_says_nothing() -> None:
    rules = tuple(r for c in above(3) for r in rules_for(c))
    facts = frozenset(atom(f"a{n}", g, 0 if g in {"bar", "suspension"} else 2) for n in range(3) for g in GATES)
    facts |= {atom("a0", "lower", 2)}
    known, fired = fixpoint(rules, facts)
    assert fixpoint(tuple(reversed(rules)), facts) == (known, fired)
    assert [decision(known, f"a{n}") for n in range(3)] == [Decision.PROPOSED] * 3


@pytest.mark.parametrize("many", [5, 12, 20, 33, 36, 37, 38, 60, 70, 75])
def test_combinations_next_to_each_other_are_told_apart(many: int) -> None:
    """However many gates: with all of them up to one at their last value, and with the next one alone at its second."""
    rows = np.concatenate([2 * np.tri(many, k=-1, dtype=np.int8), np.eye(many, dtype=np.int8)])
    columns = [_Column("a", str(n), np.ascontiguousarray(rows[:, n]), 3) for n in range(many)]
    first, position = _distinct(columns, len(rows))
    found = {tuple(row) for row in rows.tolist()}
    assert [tuple(rows[n].tolist()) for n in first] == sorted(found, key=lambda row: row[::-1])
    assert [tuple(rows[first[n]].tolist()) for n in position.tolist()] == [tuple(row) for row in rows.tolist()]


PARTS: Parts = (*((LOWER.award, g, 0 if g in {"bar", "suspension"} else 2) for g in GATES), (LOWER.award, "lower", 2))


def test_a_profile_is_judged_once_for_the_life_of_a_process() -> None:
    assert Chains(use_durable=False).judge((LOWER,), PARTS) is Chains(use_durable=False).judge((LOWER,), PARTS)


def test_the_fixpoint_alone_concludes_the_same() -> None:
    chains, found = Chains(), plainly((LOWER,), PARTS)
    try:
        judged = chains.judge((LOWER,), PARTS)
    finally:
        chains.close()
    assert (found.gates, found.decisions, found.fired) == (judged.gates, judged.decisions, judged.fired)
    assert found.decisions == {LOWER.award: Decision.PROPOSED}


def test_where_the_two_engines_differ_nothing_is_concluded() -> None:
    class Wrong:
        """A rule base from which nothing follows."""

        def run(self, facts: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
            return facts, frozenset()

    rare = Chained("rare", None, granted=False, inside=True)
    parts = tuple(("rare", gate, value) for _, gate, value in PARTS)
    chains = Chains(use_durable=True)
    chains._loaded[rare,] = Wrong()  # type: ignore[assignment]
    with pytest.raises(ChainDisagreesError) as said:
        chains.judge((rare,), parts)
    assert said.value.args == (sorted(_facts(parts)),)


def test_a_profile_of_which_no_one_decision_follows_is_refused() -> None:
    with pytest.raises(ChainDisagreesError) as said:
        _profile((LOWER,), PARTS, frozenset(), frozenset())
    assert said.value.args == (sorted(_facts(PARTS)),)


durable = pytest.mark.skipif(not available(), reason="durable_rules needs Python before 3.13")


@durable
@pytest.mark.parametrize("extra", [0, 1])
@pytest.mark.parametrize("limit", ["uses", "needs", "atoms", "rules", "nothing"])
def test_the_limits_themselves_are_allowed(limit: str, extra: int) -> None:
    rules = {
        "uses": tuple(Rule(f"r{i}", ("a",), "b") for i in range(MAX_USES + extra)),
        "needs": (Rule("r", tuple(f"a{i}" for i in range(MAX_NEEDS + extra)), "b"),),
        "atoms": tuple(Rule(f"r{i}", (f"a{i}",), "b") for i in range(MAX_ATOMS - 1 + extra)),
        "rules": tuple(Rule(f"r{i}", (f"a{i % 400}",), "b") for i in range(MAX_RULES + extra)),
        "nothing": (),
    }[limit]
    if extra and rules:
        with pytest.raises(ChainLimitError):
            Chain(rules)
        return
    chain = Chain(rules)
    try:
        facts = frozenset({"a", *(f"a{i}" for i in range(MAX_NEEDS))})
        assert chain.run(facts) == fixpoint(rules, facts)
    finally:
        chain.close()
