"""Bands, and what a points table needs to know of its items."""

from __future__ import annotations

from ..plan import Op
from .amounts import sides
from .nodes import Amount, Both, Chosen, Compared, Edge, Formula, Holds, Named, Numeral, Opinion, Step
from .points import ScoreProof
from .telling import Teller


def positive(amount: Amount) -> Amount:
    """Return an amount without its minus."""
    if amount.exact and amount.low < 0:
        return Amount(-amount.low, -amount.low, amount.kind, amount.unit)
    return amount


def left_out(score: ScoreProof) -> bool:
    """Tell whether an item does not count because it does not apply."""
    return score.otherwise == "left-out" and score.applies is not None and score.applies.code == 0


def score_division(number: Numeral) -> Numeral:
    """Return the quotient that brought points back to the whole, inside what bounds them."""
    match number:
        case Formula(_, "/"):
            return number
        case Edge(_, _, parts) if parts:
            return score_division(parts[0])
        case Chosen(_, _, then):
            return score_division(then)
        case Named(_, _, _, _, item):
            return score_division(item)
        case _:
            return number


def band_text(teller: Teller, test: Step | None) -> str:
    """Return the bounds of a band in words: from 97% to below 100%."""
    match test:
        case None:
            return teller.say("band-rest")
        case Compared():
            _, op, limit = sides(test)
            x = teller.amount(limit.amount)
            return teller.say("band-exactly", x=x) if op is Op.EQ else teller.say(f"band{op.value}", x=x)
        case Both(_, (Compared() as low, Compared() as high)):
            first, second = sides(low), sides(high)
            words = {Op.GE: "from", Op.GT: "above", Op.LE: "to", Op.LT: "below"}
            return teller.say(
                f"band-{words[first[1]]}-{words[second[1]]}",
                low=teller.amount(first[2].amount),
                high=teller.amount(second[2].amount),
            )
        case Holds(_, _, wanted):
            return teller.either(wanted)
        case Opinion() if test.wanted:
            return teller.either(test.wanted)
        case _:
            return teller.say("band-rest")
