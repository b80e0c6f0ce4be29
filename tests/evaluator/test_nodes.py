"""Numbers of conditions: equal ones have the same, and one that was forgotten is never another's."""

from __future__ import annotations

import pytest

from engine import plan
from engine.evaluator import nodes
from engine.evaluator.nodes import number_of, rests_on_decisions


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what other tests have numbered out of these, and these out of others."""
    for name in ("_NUMBERS", "_LYING", "_RESTS"):
        monkeypatch.setattr(nodes, name, {})


def flag(name: str) -> plan.Cond:
    return plan.And((plan.Flag(name), plan.Not(plan.Flag("b"))))


def test_equal_nodes_have_one_number() -> None:
    assert number_of(flag("a")) == number_of(flag("a")) != number_of(flag("c"))


def test_what_was_forgotten_is_never_mistaken_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "_KEPT", 3)
    kept = [flag(str(n)) for n in range(10)]
    asked = [(node, number_of(node)) for _ in range(2) for node in kept]
    assert len(nodes._LYING) <= 3
    assert len(nodes._NUMBERS) <= 3
    for node, number in asked:
        assert {other for other, found in asked if found == number} == {node}


def test_a_node_that_is_gone_gives_its_place_to_nobody() -> None:
    """Numbers are also found by where a node lies; it is kept, so that no other can lie there."""
    seen = [number_of(flag(str(n))) for n in range(200)]
    assert len(set(seen)) == 200


@pytest.mark.parametrize(
    ("node", "rests"),
    [
        (plan.Standing("a", "proposed"), True),
        (plan.Not(plan.Standing("a", "proposed")), True),
        (plan.Or((plan.Flag("x"), plan.And((plan.Flag("y"), plan.Standing("a", "eligible"))))), True),
        (plan.Count(("staff",), plan.Standing("a", "proposed")), True),
        (plan.Count(("staff",), None), False),
        (flag("a"), False),
    ],
)
def test_whether_a_node_rests_on_decisions(node: nodes.Node, rests: bool) -> None:
    assert rests_on_decisions(node) is rests
    assert rests_on_decisions(node) is rests
