"""Fields and judgements in words, with their cells."""

from __future__ import annotations

from .amounts import giver, named
from .details import idle
from .nodes import Holds, Opinion, Row
from .telling import Teller


def holds_text(teller: Teller, step: Holds, subject: Row) -> str:
    """Return a field with what stands in it, and what it had to be."""
    fact = step.fact
    label = named(teller, fact.label, fact.row, subject)
    value = teller.say(("not-given", "given-open", "given")[step.code]) if step.given else teller.value(fact)
    wanted = ""
    if step.wanted and step.code == 0:
        wanted = f" ({teller.say('option-asked', options=teller.either(step.wanted))})"
    why = f" – {teller.rejected(fact.row.rejected)}" if fact.value is None and fact.row.rejected else ""
    return f"{label}: {value}{wanted}{teller.at(fact.cell)}{why}"


def opinion_text(teller: Teller, step: Opinion, subject: Row) -> str:
    """Return a question with its answer and its giver, or that nobody answered it."""
    label = named(teller, step.label, step.row, subject)
    if step.idle is not None:
        why = f" – {teller.rejected(step.rejected)}" if step.rejected else ""
        return teller.say("opinion-idle", label=label, **idle(teller, step)) + why
    if step.given:
        return f"{label}: {teller.say(('not-given', 'given-open', 'given')[step.code])}" + teller.at(step.cell)
    if step.answer is None:
        why = f" – {teller.rejected(step.rejected)}" if step.rejected else ""
        return teller.say("opinion-none", label=label) + teller.at(step.cell) + why
    wanted = ""
    if step.wanted and step.code == 0:
        wanted = f" ({teller.say('option-asked', options=teller.either(step.wanted))})"
    return f"{label}: {teller.answer(step.answer, step.type)}{wanted}{giver(teller, step)}" + teller.at(step.cell)
