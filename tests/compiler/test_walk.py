"""Walking over conditions and numbers: every part, each with the register whose rows it speaks of."""

from __future__ import annotations

import pytest

from engine import plan
from engine.compiler.walk import Node, Rests, conjuncts, parts, reads, rests_on, role_of, walk

A, B, C = plan.Flag("a"), plan.Flag("b"), plan.Flag("c")
X, Y, Z = (plan.Value(n, 0, 0, 9) for n in "xyz")
DOWN = ("person", "violation")
PARTS: list[tuple[Node, list[tuple[Node, str]]]] = [
    (plan.Some(DOWN, A, B), [(A, "violation"), (B, "violation")]),
    (plan.Some(DOWN, None, None), []),
    (plan.Every(DOWN, None, B), [(B, "violation")]),
    (plan.Share(DOWN, A, B), [(A, "violation"), (B, "violation")]),
    (plan.Count(DOWN, A), [(A, "violation")]),
    (plan.Count(DOWN, None), []),
    (plan.Total(plan.Fold.SUM, DOWN, A, X, 0), [(A, "violation"), (X, "violation")]),
    (plan.Total(plan.Fold.SUM, DOWN, None, X, 0), [(X, "violation")]),
    (plan.Run("year", X, DOWN, A), [(X, "unit"), (A, "violation")]),
    (plan.Run("year", X, DOWN, None), [(X, "unit")]),
    (plan.If(A, X, Y, 0), [(A, "unit"), (X, "unit"), (Y, "unit")]),
    (plan.Choose(A, B, C), [(A, "unit"), (B, "unit"), (C, "unit")]),
    (plan.Extreme(plan.Fold.MIN, (X, Y), 0), [(X, "unit"), (Y, "unit")]),
    (plan.First((X, Y), 0, 0, 9), [(X, "unit"), (Y, "unit")]),
    (plan.Anything(0, 0, 9, (X, Y)), [(X, "unit"), (Y, "unit")]),
    (plan.Rounded(X, plan.Constant(1), 0, 1, plan.Rounding.UP, 0, 9), [(X, "unit")]),
    (plan.Named("s", 0, 0, 9, X), [(X, "unit")]),
    (plan.Peers(plan.Fold.MAX, X, A, "kind", 0), [(A, "unit"), (X, "unit")]),
    (plan.Peers(plan.Fold.MAX, X, None, None, 0), [(X, "unit")]),
    (plan.Owner("office", A), [(A, "office")]),
    (plan.OwnerNum("office", X, 0), [(X, "office")]),
    (plan.Not(A), [(A, "unit")]),
    (plan.Negate(X, 0), [(X, "unit")]),
    (plan.And((A, B)), [(A, "unit"), (B, "unit")]),
    (plan.Or((A, B)), [(A, "unit"), (B, "unit")]),
    (plan.Add((X, Y), 0), [(X, "unit"), (Y, "unit")]),
    (plan.Compare(plan.Op.GE, X, Y), [(X, "unit"), (Y, "unit")]),
    (plan.Multiply(X, Y, 0), [(X, "unit"), (Y, "unit")]),
    (plan.Divide(X, Y, 0, plan.Rounding.UP, 0, 9), [(X, "unit"), (Y, "unit")]),
    (A, []),
    (X, []),
    (plan.Standing("award", "proposed"), []),
]


@pytest.mark.parametrize(("node", "expected"), PARTS)
def test_the_parts_of_every_node_and_where_they_are_read(node: Node, expected: list[tuple[Node, str]]) -> None:
    assert list(parts(node, "unit")) == expected


def test_parts_come_before_wholes_and_what_is_named_once() -> None:
    named = plan.Named("s", 0, 0, 9, X)
    whole = plan.Add((named, named, plan.OwnerNum("office", named, 0)), 0)
    assert list(walk(whole, "unit")) == [
        (X, "unit"), (named, "unit"), (X, "office"), (named, "office"), (whole.terms[2], "unit"), (whole, "unit"),
    ]  # fmt: skip


def test_every_field_that_is_read() -> None:
    node = plan.And((
        A, plan.OneOf("kind", (0,)), plan.Present("note"), plan.Compare(plan.Op.GE, X, plan.Constant(1)),
        plan.Compare(plan.Op.GE, plan.Peers(plan.Fold.MAX, Y, None, "group", 0), plan.Constant(1)),
        plan.Compare(plan.Op.GE, plan.Run("year", Z, DOWN, B), plan.Constant(1)), plan.Owner("office", C),
    ))  # fmt: skip
    assert sorted(reads(node, "unit")) == [
        ("office", "c"), ("unit", "a"), ("unit", "group"), ("unit", "kind"), ("unit", "note"), ("unit", "x"),
        ("unit", "y"), ("unit", "z"), ("violation", "b"), ("violation", "year"),
    ]  # fmt: skip


HEAD, OTHERS = plan.Flag("head"), plan.Not(plan.Flag("head"))


def test_conditions_that_must_all_hold_and_the_side_of_a_role_they_mean() -> None:
    assert conjuncts(None) == ()
    assert conjuncts(plan.And((A, plan.And((B, C)), plan.Or((A, B))))) == (A, B, C, plan.Or((A, B)))
    assert role_of(plan.And((A, plan.And((B, HEAD)))), "head") is True
    assert role_of(plan.And((plan.And((OTHERS, B)), A)), "head") is False
    for nothing in (None, A, plan.Or((HEAD, A)), plan.Not(OTHERS)):
        assert role_of(nothing, "head") is None
    assert role_of(HEAD, None) is None


STANDING = plan.Standing("award", "eligible")
ONE_OR_NONE = plan.If(STANDING, plan.Constant(1), plan.Constant(0), 0)
NUMBERED = plan.Compare(plan.Op.GE, ONE_OR_NONE, plan.Constant(1))
SCORED = plan.Compare(plan.Op.GE, plan.Named("s", 0, 0, 1, ONE_OR_NONE), plan.Constant(1))


@pytest.mark.parametrize(
    ("node", "at", "side"),
    [
        (STANDING, "person", None),
        (SCORED, "person", None),
        (plan.Some(("person",), HEAD, plan.And((SCORED, plan.Not(SCORED)))), "unit", True),
        (plan.Share(("person",), OTHERS, STANDING), "unit", False),
        (plan.Share(("person",), HEAD, plan.Not(NUMBERED)), "unit", True),
        (plan.Count(("person",), plan.And((HEAD, STANDING))), "unit", True),
        (plan.Some(("person",), None, plan.And((OTHERS, NUMBERED))), "unit", False),
        (plan.Some(("person",), HEAD, plan.And((OTHERS, STANDING))), "unit", True),  # what the filter says goes first
        (plan.Some(("person",), None, STANDING), "unit", None),
        (plan.Run("year", plan.Constant(1), ("person",), plan.And((OTHERS, STANDING))), "unit", False),
        (plan.Some(("person",), HEAD, plan.Owner("unit", STANDING)), "unit", None),  # of another register
        (  # those among whom a row is compared are of every side
            plan.Some(
                ("person",), HEAD, plan.Compare(plan.Op.GE, X, plan.Peers(plan.Fold.MAX, X, STANDING, None, 0))
            ), "unit", None,
        ),
    ],
)  # fmt: skip
def test_what_rests_on_a_standing_and_on_which_side_of_the_role(node: Node, at: str, side: bool | None) -> None:
    roles = {"unit": None, "person": "head"}
    (found,) = {*rests_on(node, at, roles)}
    kind = "unit" if isinstance(node, plan.Some) and isinstance(node.has, plan.Owner) else "person"
    assert found == Rests(kind, "award", "eligible", side)
