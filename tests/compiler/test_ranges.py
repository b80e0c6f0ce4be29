"""Ranges of numbers: computed once per part, however deep the products are nested."""

from __future__ import annotations

from engine import plan
from engine.ranges import bounds


def test_nested_products_take_no_time() -> None:
    number: plan.Num = plan.Constant(1)
    for _ in range(400):
        number = plan.Multiply(plan.Constant(1), number, 0)
    assert bounds(number) == (1, 1)


def test_a_product_reaches_its_corners() -> None:
    left, right = plan.Value("a", 0, -3, 2), plan.Value("b", 0, -5, 7)
    assert bounds(plan.Multiply(left, right, 0)) == (-21, 15)
