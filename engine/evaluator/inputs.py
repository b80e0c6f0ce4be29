"""What an evaluation starts from: parameters given, days of deadlines and periods, answers of judgements."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import numpy as np

from .. import plan
from ..records.dossier import NO_DAY, Dossier
from ..values import Date, Number, Verdict, days, scaled
from . import kleene
from .arrays import Codes
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


def judged_answers(ready: plan.Plan, known: Known) -> dict[tuple[str, str], tuple[Codes, Codes]]:
    """Return per kind and question the latest answer seen, and whether there is one (docs/semantics.md 1.6)."""
    out: dict[tuple[str, str], tuple[Codes, Codes]] = {}
    table, seen = known.table("judgement"), known.seen("judgement")
    for number, judgement in enumerate(ready.judgements.values()):
        for kind in judgement.kinds:
            size = known.table(kind).size
            answers = kleene.full(size, Verdict.UNDETERMINED)
            if table.size and not table.reopened_all and number not in table.questions:
                owner, day = table.owners[kind], table.columns["day"]
                rows = (owner >= 0) & (table.columns["question"] == number)
                at = np.flatnonzero(rows if seen is None else rows & seen)
                latest = np.full(size, NO_DAY, dtype=np.int32)
                np.maximum.at(latest, owner[at], day[at])
                at = at[day[at] == latest[owner[at]]]
                for answer in (Verdict.MET, Verdict.NOT_MET):
                    answers[owner[at[table.columns["answer"][at] == answer]]] = answer
                # answers of one day that differ, a missing one, or a rejected row leave the question open
                other = at[table.columns["answer"][at] != answers[owner[at]]]
                answers[owner[other]] = Verdict.UNDETERMINED
                if kind in table.reopened:
                    answers[table.reopened[kind]] = Verdict.UNDETERMINED
            out[kind, judgement.id] = (answers, kleene.exact(answers != Verdict.UNDETERMINED))
    return out


def awards_rested_on(ready: plan.Plan) -> frozenset[str]:
    """Return the awards that some condition or number of a plan rests on."""
    left: list[object] = [*ready.criteria.values(), *ready.bars.values(), *ready.suspensions.values()]
    left += [e for a in ready.awards.values() for e in a.entitlements.values()]
    left += list(ready.measures.values())
    out: set[str] = set()
    while left:
        node = left.pop()
        if isinstance(node, plan.Standing):
            out.add(node.award)
        elif isinstance(node, tuple):
            left += node
        elif dataclasses.is_dataclass(node):
            left += [getattr(node, f.name) for f in dataclasses.fields(node)]
    return frozenset(out)
