"""What an evaluation starts from: parameters given, days of deadlines and periods, answers of judgements."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from .. import plan
from ..records.answers import answer_column
from ..records.columns import blank
from ..records.dossier import NO_DAY, Dossier
from ..values import Date, Number, YesNo, days, scaled
from . import kleene
from .arrays import Codes
from .kept import of_plan
from .known import Known


def given_bounds(ready: plan.Plan, dossier: Dossier, name: str) -> tuple[int, int] | None:
    """Return a given parameter as bounds, None where nobody gave it."""
    answer = dossier.parameters.get(name)
    match ready.parameters[name].type, answer.value if answer else None:
        case Date(), dt.date() as day:
            return days(day), days(day)
        case Number(_, decimals), Decimal() as value:
            whole = scaled(value, decimals)
            return None if whole is None else (whole, whole)
        case _:
            return None


def day_bounds(given: dict[str, tuple[int, int]], number: plan.Num) -> tuple[int, int]:
    """Return the bounds of a day of a deadline or period, which depends on no row."""
    match number:
        case plan.Constant(value):
            return value, value
        case plan.Given(name, _, low, high):
            return given.get(name, (low, high))
        case plan.Extreme(_, items):  # a deadline with an extension: the later day
            parts = [day_bounds(given, i) for i in items]
            return max(p[0] for p in parts), max(p[1] for p in parts)
        case plan.Add(terms):
            parts = [day_bounds(given, t) for t in terms]
            return sum(p[0] for p in parts), sum(p[1] for p in parts)
        case _:
            raise AssertionError(number)  # the language has nothing else for days


Bounds = tuple[int, int]


def period_bounds(ready: plan.Plan, given: dict[str, Bounds]) -> tuple[Bounds, Bounds] | None:
    """Return the bounds of the first and last day of the campaign's period, None where none is declared."""
    period = ready.periods.get("period")
    return None if period is None else (day_bounds(given, period.first), day_bounds(given, period.last))


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The answers to one question: per subject the settled one, and whether it was given.

    `values` holds Kleene codes for a question of yes or no, else what its type holds, missing where nothing is
    settled. `given`: 2 settled, 0 nobody answered, 1 where answers that cannot be read, or that differ, settle nothing.
    """

    values: NDArray[np.signedinteger]
    given: Codes


def answers_as_of(ready: plan.Plan, known: Known) -> dict[tuple[str, str], Answers]:
    """Return per kind and question the latest answer seen (docs/semantics.md 1.6, 1.13)."""
    out: dict[tuple[str, str], Answers] = {}
    table, seen = known.table("judgement"), known.seen("judgement")
    for number, judgement in enumerate(ready.judgements.values()):
        plainly = isinstance(judgement.answer, YesNo)
        missing, dtype = blank(judgement.answer)
        for kind in judgement.kinds:
            size = known.table(kind).size
            values, doubtful = np.full(size, missing, dtype=dtype), np.zeros(size, dtype=bool)
            if table.reopened_all or number in table.questions:
                doubtful[:] = True
            elif table.size:
                owner, day = table.owners[kind], table.columns["day"]
                rows = (owner >= 0) & (table.columns["question"] == number)
                at = np.flatnonzero(rows if seen is None else rows & seen)
                latest = np.full(size, NO_DAY, dtype=np.int32)
                np.maximum.at(latest, owner[at], day[at])
                at = at[day[at] == latest[owner[at]]]
                column = table.columns["answer" if plainly else answer_column(judgement.id)]
                values[owner[at]] = column[at]
                # answers of one day that differ, or a rejected row, leave the question open
                doubtful[owner[at[column[at] != values[owner[at]]]]] = True
            if kind in table.reopened:
                doubtful |= table.reopened[kind]
            values[doubtful] = missing
            given = np.where(doubtful, np.int8(1), kleene.exact(values != missing)).astype(np.int8)
            out[kind, judgement.id] = Answers(values, given)
    return out


@of_plan
def awards_rested_on(ready: plan.Plan) -> frozenset[str]:
    """Return the awards that some condition or number of a plan rests on; every part of it is gone through."""
    left: list[object] = [*ready.criteria.values(), *ready.bars.values(), *ready.suspensions.values()]
    left += [e for a in ready.awards.values() for e in a.entitlements.values()]
    left += [*ready.measures.values(), *(s.number.value for s in ready.scores.values())]
    left += [c.number.value for c in ready.classifications.values()]
    out = {u.award for a in ready.awards.values() for u in a.unless}
    while left:
        node = left.pop()
        if isinstance(node, plan.Standing):
            out.add(node.award)
        elif isinstance(node, tuple):
            left += node
        elif isinstance(node, plan.Named):
            continue  # every score and classification is gone through by itself
        elif dataclasses.is_dataclass(node):
            left += [getattr(node, f.name) for f in dataclasses.fields(node)]
    return frozenset(out)
