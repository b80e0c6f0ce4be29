"""Details beside a fact: an answer that cannot be used yet, a deadline that was moved, values in a row or by date."""

from __future__ import annotations

from fractions import Fraction

from ..values import days
from .amounts import label_of, told
from .legal import Extended
from .nodes import Dated, FieldNumber, Opinion, Row, RunOf
from .telling import Teller


def idle(teller: Teller, step: Opinion) -> dict[str, str]:
    """Return an answer that cannot be used yet, and where it stands."""
    place = teller.place(step.cell) if teller.cells and step.cell is not None and step.cell.file else ""
    return {
        "answer": teller.answer(step.idle),
        "at": teller.say("opinion-at", place=place) if place else "",
    }


def moved(teller: Teller, extended: Extended | None, last: Fraction | None) -> str:
    """Return the document that set a later last day, where it is that day that counts."""
    if extended is None or extended.last is None or last is None or days(extended.last) != last:
        return ""
    law = extended.law
    document = f"{law.document}, {law.clause}" if law.document else law.clause
    return "; " + teller.say("extended", last=teller.day(extended.last), document=document, quote=law.quote)


def run_lines(teller: Teller, number: RunOf) -> list[str]:
    """Return which values in a row were counted, and the one that is not there."""
    if not (number.amount.exact and number.last.amount.exact):
        return []
    last, count = int(number.last.amount.low), int(number.amount.low)
    broken = teller.say("run-broken", value=last - count)
    if not count:
        return [f"  - {broken}"]
    values = ", ".join(str(last - n) for n in range(count))
    return [f"  - {teller.say('run-values', values=values)}; {broken}"]


def dated_told(teller: Teller, number: Dated) -> str:
    """Return a value with the day it holds from and the clause that set it."""
    if number.since is None:
        return teller.say("dated-open", label=number.label)
    value, since = teller.amount(number.amount), teller.day(number.since)
    text = teller.say("dated", label=number.label, value=value, since=since)
    if number.law is None or not number.law.clause:
        return text
    return f"{text}; {teller.say('dated-clause', clause=number.law.clause, quote=number.law.quote)}"


def dated_lines(teller: Teller, number: Dated, subject: Row) -> list[str]:
    """Return which value of a parameter held on which day, and the clause that set it."""
    day = label_of(teller, number.day, subject) if isinstance(number.day, FieldNumber) else ""
    lines = [f"{day}: {told(teller, number.day)}"] if day else []
    return [*lines, dated_told(teller, number)]
