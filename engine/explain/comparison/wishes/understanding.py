"""From assumptions as they were written to what is otherwise; what contradicts itself is told, never chosen."""

from __future__ import annotations

from collections.abc import Sequence

from ....compiler import Compiled
from ....diagnostics import Diagnostic, ReportedError, assume_codes
from ....evaluator import Evaluation
from .model import Assumption, Wish, WishKind
from .of_records import OfRecords
from .of_rules import OfRules


def understood(compiled: Compiled, evaluation: Evaluation, wishes: Sequence[Wish]) -> tuple[Assumption, ...]:
    """Return what wishes mean, each once, in an order that is not theirs; ReportedError with all that is wrong.

    The dossier of the evaluation must have kept its raw rows.
    """
    records, rules = OfRecords(compiled, evaluation), OfRules(compiled, evaluation)
    wrong: list[Diagnostic] = []
    found: list[Assumption] = []
    for wish in wishes:
        try:
            found.append(_one(records, rules, wish))
        except ReportedError as bad:
            wrong += bad.diagnostics
    kinds = list(WishKind)
    found = sorted(dict.fromkeys(found), key=lambda a: (kinds.index(a.kind), a.what, a.after, repr(a.identity)))
    wrong += _contradicting(found)
    if wrong:
        raise ReportedError(wrong)
    return tuple(found)


def _one(records: OfRecords, rules: OfRules, wish: Wish) -> Assumption:
    """Return what one wish means; raises ReportedError where it names something that is not there."""
    match wish.kind:
        case WishKind.SET:
            return records.set(wish)
        case WishKind.ADD:
            return records.add(wish)
        case WishKind.REMOVE:
            return records.remove(wish)
        case WishKind.ANSWER:
            return records.answer(wish)
        case WishKind.PARAMETER:
            return records.parameter(wish)
        case WishKind.QUOTA:
            return rules.quota(wish)
        case WishKind.RULE:
            return rules.rule(wish)
        case WishKind.DEADLINE:
            return rules.deadline(wish)
        case WishKind.DAY:
            return rules.day(wish)


def _contradicting(found: Sequence[Assumption]) -> list[Diagnostic]:
    """Return a finding for every two assumptions about the same thing: which would hold is not to be guessed."""
    out: list[Diagnostic] = []
    for at, one in enumerate(found):
        for other in found[:at]:
            if _meet(one.identity, other.identity):
                out.append(Diagnostic(assume_codes.ASSUME_TWICE, one.place, {"text": one.what[0]}))
                break
    return out


def _meet(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Tell whether two assumptions are about the same thing, or one about a part of the other's."""
    if one == other:
        return True
    if one[0] == other[0] == "row":
        return one[1] == other[1] and None in {one[2], other[2]}
    if one[0] == other[0] == "rule" and min(len(one), len(other)) == 3:
        return one[1:3] == other[1:3]
    return False
