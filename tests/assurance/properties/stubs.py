"""Engines that are broken on purpose, each in one way, to show that the laws about the engine can fail."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.assurance.properties.outcomes import Judge, judged
from engine.assurance.properties.records import REJECT, Records
from engine.evaluator import Evaluation
from engine.plan import Plan
from engine.values import Decision, Verdict

Change = Callable[[Evaluation, Records], None]


def broken(change: Change) -> Judge:
    """Return a judge that changes what was found."""

    def judge(plan: Plan, records: Records) -> Evaluation:
        found = judged(plan, records)
        change(found, records)
        return found

    return judge


def first_wins(found: Evaluation, _: Records) -> None:
    """Of those tied, whoever stands first is proposed and the others are out."""
    for judged_kind in found.kinds.values():
        for award in judged_kind.decisions:
            decisions = judged_kind.decisions[award] = judged_kind.decisions[award].copy()
            tied = np.flatnonzero(decisions == Decision.TIED)
            if len(tied):
                decisions[tied] = Decision.OUTSIDE_QUOTA
                decisions[tied[0]] = Decision.PROPOSED


def by_name(found: Evaluation, _: Records) -> None:
    """Whoever has the greatest key is barred."""
    for kind, judged_kind in found.kinds.items():
        keys = found.dossier.tables[kind].keys
        for award, codes in judged_kind.decisions.items():
            last = np.array([k == max(keys) for k in keys], dtype=bool)
            judged_kind.decisions[award] = np.where(last, np.int8(Decision.BARRED), codes)


def by_place(found: Evaluation, _: Records) -> None:
    """Whoever stands first is barred."""
    for judged_kind in found.kinds.values():
        for award, codes in judged_kind.decisions.items():
            first = np.arange(len(codes)) == 0
            judged_kind.decisions[award] = np.where(first, np.int8(Decision.BARRED), codes)


def by_book(found: Evaluation, records: Records) -> None:
    """What comes in several books is barred."""
    if records.split is not None:
        for judged_kind in found.kinds.values():
            for award, codes in judged_kind.decisions.items():
                judged_kind.decisions[award] = np.full_like(codes, Decision.BARRED)


def guessing(found: Evaluation, _: Records) -> None:
    """What is pending is taken for eligible."""
    for judged_kind in found.kinds.values():
        for award, codes in judged_kind.eligible.items():
            judged_kind.eligible[award] = np.where(codes == Verdict.UNDETERMINED, np.int8(Verdict.MET), codes)


def wavering(found: Evaluation, records: Records) -> None:
    """Whoever is proposed is put off once nothing is missing any more."""
    cells = [c for rows in records.rows.values() for row in rows for c in row.items()]
    if not any(value is None or name == REJECT for name, value in cells if name != "scope"):
        for judged_kind in found.kinds.values():
            for award, codes in judged_kind.decisions.items():
                judged_kind.decisions[award] = np.where(codes == Decision.PROPOSED, np.int8(Decision.SUSPENDED), codes)


def without_lower(found: Evaluation, _: Records) -> None:
    """Everybody is proposed for the higher award."""
    for judged_kind in found.kinds.values():
        for award, codes in judged_kind.decisions.items():
            if found.plan.awards[award].among is not None:
                judged_kind.decisions[award] = np.full_like(codes, Decision.PROPOSED)


def crowded(found: Evaluation, _: Records) -> None:
    """Everybody's eligibility hangs on how many units there are."""
    many = found.dossier.tables["unit"].size
    for judged_kind in found.kinds.values():
        for award, codes in judged_kind.eligible.items():
            judged_kind.eligible[award] = np.full_like(codes, Verdict.MET if many > 1 else Verdict.NOT_MET)


def counts_all(found: Evaluation, _: Records) -> None:
    """What is required hangs on how many criteria are asked for, also those that do not apply."""
    for judged_kind in found.kinds.values():
        for award, gates in judged_kind.gates.items():
            for kind, entitlement in found.plan.awards[award].entitlements.items():
                if kind == judged_kind.kind and entitlement.requirement is not None:
                    many = len(getattr(entitlement.requirement, "parts", ()))
                    gates["requirement"] = np.full_like(gates["requirement"], many % 3)
