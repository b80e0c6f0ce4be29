"""Quotients that cannot be worked out, because the divisor is 0 or may be."""

from __future__ import annotations

from collections.abc import Iterator

from .amounts import label_of, taken
from .lacking import divides_by_zero
from .nodes import AtOwner, Chosen, Dated, Edge, Formula, Numeral, Rounded, Row
from .telling import Teller


def quotients(teller: Teller, number: Numeral, subject: Row) -> list[str]:
    """Return one line per quotient that cannot be worked out, with its divisor named."""
    found = dict.fromkeys(_undivided(number))
    return [
        teller.say(
            "divisor-zero" if divides_by_zero(one) else "divisor-open",
            label=teller.say("quoted", text=label_of(teller, one.parts[1], subject)),
        )
        for one in found
    ]


def _undivided(number: Numeral) -> Iterator[Formula]:
    """Yield the quotients under a number of which the divisor is 0 or may be."""
    match number:
        case Formula(_, "/", _, (top, bottom)):
            yield from _undivided(top)
            if bottom.amount.low <= 0 <= bottom.amount.high:
                yield number
            else:
                yield from _undivided(bottom)
        case Formula(_, _, _, parts) | Edge(_, _, parts):
            for part in parts:
                yield from _undivided(part)
        case Rounded(_, _, item) | AtOwner(_, _, _, _, item) | Dated(_, _, _, _, _, item) if item is not None:
            yield from _undivided(item)
        case Chosen() if (side := taken(number)) is not None:
            yield from _undivided(side)
        case _:
            return
