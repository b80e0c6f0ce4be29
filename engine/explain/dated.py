"""Recognising a parameter with dated values in the choice of numbers that the compiler made of it."""

from __future__ import annotations

from fractions import Fraction

from .. import plan


def dated_of(ready: plan.Plan, node: plan.Num) -> tuple[plan.DatedParameter, plan.Num] | None:
    """Return the parameter that a number is, and the day it is read on; None for any other number."""
    if not ready.dated or not isinstance(node, plan.If):
        return None
    days: list[plan.Num] = []
    values: list[tuple[int, Fraction]] = []
    left: plan.Num = node
    while isinstance(left, plan.If):
        match left.test, left.then:
            case plan.Compare(plan.Op.GE, day, plan.Constant(since)), plan.Constant() as value:
                days.append(day)
                values.append((since, _exact(value)))
            case _:
                return None
        left = left.other
    if not isinstance(left, plan.Anything) or any(d != days[0] for d in days):
        return None
    for parameter in ready.dated.values():
        if [(v.since, _exact(v.value)) for v in reversed(parameter.values)] == values:
            return parameter, days[0]
    return None


def _exact(value: plan.Constant) -> Fraction:
    return Fraction(value.value, 10**value.decimals)
