"""The rules of an award, as a table, and what a profile of gates leaves to be shown: every gate, decision and rule."""

from __future__ import annotations

from engine.evaluator.chaining import Chained, rules_for
from engine.evaluator.conclude import Chains
from engine.evaluator.result import Profile
from engine.values import Decision

from ..conftest import Golden

ALONE = Chained("a", None, granted=False, inside=True)
ABOVE = Chained("b", "a", granted=False, inside=True)
GRANTED = Chained("b", "a", granted=True, inside=False)
GATES = ("scope", "nomination", "bar", "suspension", "requirement")


def test_the_rules_stand_as_a_table(golden: Golden) -> None:
    """docs/semantics.md section 5, line by line: a change here is a change of what is decided."""
    lines = []
    for title, chained in (("without another", ALONE), ("among another", ABOVE), ("among those granted", GRANTED)):
        rules = rules_for(chained)
        assert len({r.id for r in rules}) == len(rules)
        lines += [f"# {title}", *(f"{r.id}: {' and '.join(r.needs)} -> {r.concludes}" for r in rules)]
    golden("evaluator/rules-of-an-award.txt", "\n".join(lines) + "\n")


def judged(first: tuple[int, ...], second: tuple[int, ...]) -> Profile:
    chains = Chains()
    try:
        parts = [("a", g, v) for g, v in zip(GATES, first, strict=True)] + [("a", "lower", 2)]
        parts += [("b", g, v) for g, v in zip(GATES, second, strict=True)]
        return chains.judge((ALONE, ABOVE), tuple(parts))
    finally:
        chains.close()


def test_a_profile_shows_its_gates_and_its_rules_by_stratum() -> None:
    found = judged((2, 2, 0, 0, 2), (2, 2, 2, 0, 2))
    assert dict(found.decisions) == {"a": Decision.PROPOSED, "b": Decision.BARRED}
    assert dict(found.gates) == {
        "a.scope": "2", "a.nomination": "2", "a.bar": "0", "a.suspension": "0", "a.requirement": "2", "a.lower": "2",
        "b.scope": "2", "b.nomination": "2", "b.bar": "2", "b.suspension": "0", "b.requirement": "2", "b.lower": "2",
    }  # fmt: skip
    assert found.fired == (
        "b/0-lower-proposed", "a/1-concerned-2", "b/1-concerned-2-2", "a/2-nominated", "b/2-nominated", "b/3-barred",
        "a/3-not-barred", "a/4-not-refused-2-2", "a/5-not-suspended-0", "a/7-eligible",
    )  # fmt: skip


def test_the_lower_award_follows_into_the_gate_above() -> None:
    opened = {(2, 2, 0, 0, 2): "2", (2, 2, 0, 0, 1): "1", (2, 2, 0, 0, 0): "0", (0, 2, 0, 0, 2): "0"}
    for first, lower in opened.items():
        assert judged(first, (2, 2, 0, 0, 2)).gates["b.lower"] == lower
