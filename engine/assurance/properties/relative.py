"""What a plan makes relative: verdicts and eligibility that hang on other units' records, worked out from the plan.

Relative is what compares a row with its peers (the best, least, sum or mean of a register), what rests on who was
selected under a quota, and everything that rests on what is relative. A quota itself makes who is proposed relative,
not who is eligible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...compiler.walk import needed, walk
from ...plan import Award, Cond, Entitlement, Named, Num, Peers, Plan, Standing

Node = Cond | Num


@dataclass(frozen=True, slots=True)
class Relative:
    """Names of rules (criteria, bars, suspensions) and (kind, award or assessment) whose eligibility is relative."""

    rules: frozenset[str]
    targets: frozenset[tuple[str, str]]


def relative_of(plan: Plan) -> Relative:
    """Return what hangs on others, in as many rounds as it takes."""
    rules: set[str] = set()
    targets: set[tuple[str, str]] = set()
    while True:
        more = {n for n, kind, conditions in _rules(plan) if any(_hangs(plan, c, kind, targets) for c in conditions)}
        all_rules = rules | more
        all_targets = targets | {
            (kind, award.id)
            for award in plan.awards.values()
            for kind, e in award.entitlements.items()
            if _target(plan, award, kind, e, all_rules, targets)
        }
        all_targets |= {
            (a.kind, a.id)
            for a in plan.assessments.values()
            if set(needed(a.requirement)) & all_rules
            or (a.applies is not None and _hangs(plan, a.applies, a.kind, targets))
        }
        if (all_rules, all_targets) == (rules, targets):
            return Relative(frozenset(rules), frozenset(targets))
        rules, targets = all_rules, all_targets


def _rules(plan: Plan) -> Iterator[tuple[str, str, list[Node]]]:
    for c in plan.criteria.values():
        cases = [e.when for e in c.exceptions]
        yield c.id, c.kind, [c.met, *([c.applies] if c.applies is not None else []), *cases]
    for b in (*plan.bars.values(), *plan.suspensions.values()):
        yield b.id, b.kind, [b.when, *(e.when for e in b.exceptions)]


def _hangs(plan: Plan, node: Node, at: str, targets: set[tuple[str, str]]) -> bool:
    """Tell whether a condition or number compares with peers, or rests on something relative."""
    for part, register in walk(node, at):
        match part:
            case Peers():
                return True
            case Standing(award, state):
                chosen = state == "proposed" and _selected(plan, award, register)
                if chosen or (register, award) in targets:
                    return True
            case Named(value=value):
                if any(isinstance(p, Peers) for p, _ in walk(value, register)):
                    return True
    return False


def _selected(plan: Plan, award: str, kind: str) -> bool:
    entitlement = plan.awards[award].entitlements.get(kind)
    return entitlement is not None and entitlement.quota is not None


def _target(
    plan: Plan, award: Award, kind: str, entitlement: Entitlement, rules: set[str], targets: set[tuple[str, str]]
) -> bool:
    own = {*needed(entitlement.requirement), *entitlement.bars, *entitlement.suspensions}
    if own & rules or (entitlement.applies is not None and _hangs(plan, entitlement.applies, kind, targets)):
        return True
    others = [u.award for u in award.unless] + ([award.among.award] if award.among is not None else [])
    return any(_selected(plan, o, kind) or (kind, o) in targets for o in others)
