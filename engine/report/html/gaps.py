"""How far a criterion is from being met, as one number to sort by and in words; from the proof's own gap."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from ...explain.amounts import limit_text, sides
from ...explain.branches import sides_taken
from ...explain.nodes import (
    Amount,
    Both,
    Compared,
    Depends,
    Either,
    Holds,
    Negated,
    Opinion,
    OwnerHas,
    Quantified,
    Stands,
    Step,
)
from ...explain.proof import SelectionProof
from ...explain.telling import Teller
from .words import say


@dataclass(frozen=True, slots=True)
class Gap:
    """A distance: its size, in words, what was found and what was asked for."""

    size: Fraction
    told: str
    found: str
    asked: str


def gap_of(teller: Teller, step: Step) -> Gap | None:
    """Return how far a condition that does not hold is from holding, None where that cannot be measured."""
    match step:
        case Compared(_, _, _, _, gap) if gap is not None and gap.exact:
            number, op, threshold = sides(step)
            size = abs(gap.low)
            return Gap(size, _apart(teller, gap), teller.amount(number.amount), limit_text(teller, op, threshold))
        case Both(_, items) | Either(_, items):
            shut = [i for i in items if i.code == 0]
            return gap_of(teller, shut[0]) if len(shut) == 1 else None
        case Quantified(code, every, tally) if every and code == 0:
            told = teller.number_of(tally.bad, tally.noun)
            return Gap(Fraction(tally.bad), told, f"{tally.good}/{tally.sure}", f"{tally.sure}/{tally.sure}")
        case Depends(_, test, then, other):
            taken = sides_taken(test.code, then, other)
            return gap_of(teller, taken[0]) if len(taken) == 1 else None
        case OwnerHas(_, _, _, _, item) if item is not None:
            return gap_of(teller, item)
        case Compared() | Quantified() | OwnerHas() | Holds() | Opinion() | Negated() | Stands():
            return None
        case _:
            assert_never(step)


def gap_to_line(teller: Teller, selection: SelectionProof) -> Gap | None:
    """Return how far a subject stands below the line, by the first figure in which they differ; None without a line."""
    for own, last in zip(selection.keys, selection.last_keys, strict=False):
        mine, line = own.number.amount, last.number.amount
        if not mine.exact or not line.exact:
            return None
        if mine.low != line.low:
            told = _apart(teller, Amount(mine.low - line.low, mine.low - line.low, mine.kind, mine.unit))
            return Gap(abs(mine.low - line.low), told, f"{own.label}: {teller.amount(mine)}", teller.amount(line))
    return None


def _apart(teller: Teller, gap: Amount) -> str:
    """Return a distance in words; that of grades is a number of steps."""
    if gap.kind == "grade":
        return say(teller.lang, "steps", n=teller.fraction(abs(gap.low)))
    return teller.distance(gap)
