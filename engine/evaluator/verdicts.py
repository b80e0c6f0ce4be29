"""From a condition to a criterion's verdict: the rule for aggregates over no rows (docs/semantics.md section 3)."""

from __future__ import annotations

from typing import assert_never

import numpy as np

from .. import plan
from ..values import Nothing
from .arrays import Codes
from .frame import Frame


def with_exceptions(
    frame: Frame, cases: tuple[plan.NamedCase, ...], met: Codes, applies: Codes | None, at: str
) -> tuple[Codes, Codes | None]:
    """Return (met, applies) of a rule after the cases that the plan names apart, in written order."""
    for case in cases:
        when = frame.cond(case.when, at)
        match case.then:
            case Nothing.MET:
                met = np.maximum(met, when)
            case Nothing.NOT_MET:
                met = np.minimum(met, np.int8(2) - when)
            case Nothing.NOT_APPLICABLE:
                spared = (np.int8(2) - when).astype(np.int8)
                applies = spared if applies is None else np.minimum(applies, spared)
            case _:
                assert_never(case.then)
    return met, applies


def criterion_codes(frame: Frame, condition: plan.Cond, if_none: Nothing | None, at: str) -> tuple[Codes, Codes | None]:
    """Return (met, applies) of a condition under its `if none` rule; applies is None where that says nothing."""
    if if_none is None:
        return frame.cond(condition, at), None
    outcome = frame.outcome(condition, at)
    if outcome.empty is None or outcome.void is None:
        return outcome.value, None
    match if_none:
        case Nothing.NOT_APPLICABLE:
            met = np.where(outcome.void, np.int8(1), outcome.value).astype(np.int8)
            applies = np.where(outcome.void, np.int8(0), np.where(outcome.empty, np.int8(1), np.int8(2)))
            return met, applies.astype(np.int8)
        case Nothing.MET | Nothing.NOT_MET:
            nothing = np.int8(2 if if_none is Nothing.MET else 0)
            mixed = np.where(outcome.value == nothing, outcome.value, np.int8(1))
            value = np.where(outcome.void, nothing, np.where(outcome.empty, mixed, outcome.value))
            return value.astype(np.int8), None
        case _:
            assert_never(if_none)
