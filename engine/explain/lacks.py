"""What is missing in words, exactly."""

from __future__ import annotations

from typing import assert_never

from .amounts import label_of, named
from .details import idle
from .lacking import (
    Missing,
    NoCase,
    NoDecision,
    NoFigure,
    NoOpinion,
    NoOwner,
    NoParameter,
    NoQuotient,
    NoRegister,
    NoRows,
    NotYet,
    NoValue,
)
from .nodes import FieldNumber, Row
from .telling import Teller


def missing_text(teller: Teller, missing: Missing, subject: Row) -> str:
    """Return one thing that is missing, exactly."""
    match missing:
        case NoValue(fact):
            if fact.row.rejected:
                return teller.say("miss-rejected", who=teller.who(fact.row), why=teller.rejected(fact.row.rejected))
            label = named(teller, teller.say("quoted", text=fact.label), fact.row, subject)
            return teller.say("miss-value", label=label) + teller.at(fact.cell)
        case NoOpinion(opinion):
            ask = named(teller, opinion.ask, opinion.row, subject)
            why = f" – {teller.rejected(opinion.rejected)}" if opinion.rejected else ""
            if opinion.idle is not None:
                return teller.say("miss-opinion-idle", ask=ask, **idle(teller, opinion)) + why
            return teller.say("miss-opinion", ask=ask) + teller.at(opinion.cell) + why
        case NoRegister(coverage):
            return teller.coverage(coverage, subject)
        case NoParameter(parameter):
            return teller.say("miss-parameter", ask=parameter.ask)
        case NoOwner(row, register):
            return teller.say("miss-owner", who=teller.who(row), register=teller.say("quoted", text=register))
        case NoRows(tally):
            return teller.say("miss-rows", register=teller.say("quoted", text=tally.label))
        case NotYet(_, label, last):
            if last is None:
                return teller.say("miss-deadline-open", label=label)
            return teller.say("miss-deadline", label=label, last=teller.day(last))
        case NoDecision(row, _, label, rivals, own):
            if rivals:
                return teller.say("miss-rivals", rows=teller.several(teller.who(r) for r in rivals))
            if row == subject and not own:
                return teller.say("miss-tie")
            return teller.say("miss-decision", award=label, who=teller.who(row))
        case NoFigure(figures):
            quoted = (teller.say("quoted", text=label_of(teller, f, subject)) for f in figures)
            first = figures[0]
            return teller.say("miss-figure", labels=", ".join(quoted)) + teller.at(
                first.fact.cell if isinstance(first, FieldNumber) else None
            )
        case NoQuotient(divisor):
            return teller.say("miss-quotient", label=teller.say("quoted", text=label_of(teller, divisor, subject)))
        case NoCase():
            return teller.say("miss-case")
        case _:
            assert_never(missing)
