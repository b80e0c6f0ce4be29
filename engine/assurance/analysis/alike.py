"""Proving that two plans come to the same for every subject: not only every decision, but all that they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ... import plan
from ...values import Decision
from ..properties.records import Records
from ..properties.world import world_of
from . import logic, spans
from .asking import Asker, Confirm
from .deciding import Deciding
from .facts import Slot
from .logic import Bit, disj, no, same
from .spans import Span
from .versions import selection_differs
from .written import Changed, changes

#: Steps of the solver for each kind of subject: a mutant is tried, a version is looked into.
EFFORT = 4_000_000


def judged_alike(one: plan.Plan, other: plan.Plan, effort: int = EFFORT) -> bool:
    """Tell whether it is proved that both plans find the same of everybody in any records, selection included."""
    if any(_named(one, s) != _named(other, s) for s in _SECTIONS):
        return False
    asker = Asker((world_of(one), world_of(other)), effort, quick=0)
    written = list(changes(one, other))
    if all(c.section in _RULES for c in written):
        # What rests on a rule reads no more of it than what it comes to: rules that are alike leave all else alike.
        return all(_rule_alike(asker, c) for c in written)
    for award in one.awards.values():
        theirs = other.awards[award.id]
        if set(award.entitlements) != set(theirs.entitlements):
            return False
        if any(selection_differs(asker, award.id, kind) for kind in award.entitlements):
            return False
    return all(asker.never(kind, _differ) for kind in one.kinds())


def apart(one: plan.Plan, other: plan.Plan, confirm: Confirm, effort: int = EFFORT) -> Records | None:
    """Return records of which something is found otherwise by a rule that the two plans do not share, None if unknown.

    Rules that come to something of their own are looked at alone; other changes by all that rests on them.
    """
    asker = Asker((world_of(one), world_of(other)), effort)
    written = [c for c in changes(one, other) if c.section in _RULES]
    for kind in one.kinds():
        mine = [c for c in written if getattr(one, c.section)[c.id].kind == kind]

        def differ(both: Sequence[Deciding], at: Slot, mine: Sequence[Changed] = mine) -> Bit:
            bits = (rule_same(both[0], both[1], at, c.section, c.id) for c in mine)
            return disj(no(b) for some in bits for b in some)

        if mine or not written:
            found = asker.ask(kind, differ if mine else _differ, confirm)
            if found.records is not None:
                return found.records
    return None


def _rule_alike(asker: Asker, rule: Changed) -> bool:
    kind = getattr(asker.plans[0], rule.section)[rule.id].kind

    def differ(both: Sequence[Deciding], at: Slot) -> Bit:
        return disj(no(b) for b in rule_same(both[0], both[1], at, rule.section, rule.id))

    return asker.never(kind, differ)


_RULES = ("criteria", "bars", "suspensions", "assessments", "scores", "classifications")
_SECTIONS = ("criteria", "bars", "suspensions", "awards", "assessments", "scores", "classifications")


def _named(ready: plan.Plan, section: str) -> list[tuple[str, object]]:
    return [(name, getattr(rule, "kind", None)) for name, rule in getattr(ready, section).items()]


def _differ(both: Sequence[Deciding], at: Slot) -> Bit:
    """Return whether anything that is found of a subject is not the same under both plans."""
    one, other = both
    return disj(no(bit) for bit in _same(one, other, at))


def _same(one: Deciding, other: Deciding, at: Slot) -> Iterator[Bit]:
    ready, kind = one.ready, at.register
    for section in _RULES:
        for name, rule in getattr(ready, section).items():
            if rule.kind == kind:
                yield from rule_same(one, other, at, section, name)
    for name, award in ready.awards.items():
        if kind in award.entitlements:
            decisions = one.opened(name, at), other.opened(name, at)
            yield from (same(decisions[0][d], decisions[1][d]) for d in Decision)


def rule_same(one: Deciding, other: Deciding, at: Slot, section: str, name: str) -> Iterator[Bit]:
    """Yield whether what a rule comes to is the same under both plans, a bit for each part of it."""
    first, second = (getattr(d.ready, section)[name] for d in (one, other))
    match first:
        case plan.Criterion():
            asked = one.criterion(name, at), other.criterion(name, at)
            yield logic.alike(asked[0].applies, asked[1].applies)
            # what is found of a criterion is shown only of those whom it concerns
            yield disj([asked[0].applies.failed, logic.alike(asked[0].met, asked[1].met)])
        case plan.Bar():
            yield logic.alike(one.hit(first, at), other.hit(second, at))
        case plan.Assessment():
            pairs = zip(one.assessed(first, at), other.assessed(second, at), strict=True)
            yield from (logic.alike(a, b) for a, b in pairs)
        case plan.Score():
            yield from _equal(one, first.number, other, second.number, at)
        case plan.Classification():
            for ours, theirs in ((first.number, second.number), (first.shown, second.shown)):
                yield from _equal(one, ours, other, theirs, at)
            yield logic.alike(_applies(one, first, at), _applies(other, second, at))


def _applies(d: Deciding, rule: plan.Classification, at: Slot) -> logic.Truth:
    return logic.MET if rule.applies is None else d.truth(rule.applies, at)


def _equal(one: Deciding, first: plan.Num, other: Deciding, second: plan.Num, at: Slot) -> Iterator[Bit]:
    places = max(first.decimals, second.decimals)

    def at_places(d: Deciding, node: plan.Num) -> Span:
        return spans.scaled(d.number(node, at), places - node.decimals)

    left, right = at_places(one, first), at_places(other, second)
    yield from (logic.equal(left.low, right.low), logic.equal(left.high, right.high))
