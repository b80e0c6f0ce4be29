"""Strata: in which order awards can be judged, and the schedule of stages that follows.

A node is what one kind (of one role) is eligible for, or what one kind is proposed for where a quota selects.
An edge says that one must be known before the other. Levels are counted along the longest way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .. import plan
from ..diagnostics import Diagnostic, rule_codes
from .scope import Found
from .walk import needed, rests_on, role_of, walk

#: The side of a role: True, False, or None for all (or for those whose role is not known).
ALL, YES, NO, UNKNOWN = None, "yes", "no", "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """`select` tells what a kind is proposed for apart from what it is eligible for."""

    kind: str
    award: str
    role: str = ""
    select: bool = False


@dataclass(frozen=True, slots=True)
class Strata:
    """The sections that the order depends on."""

    registers: Mapping[str, plan.Register]
    criteria: Mapping[str, plan.Criterion]
    bars: Mapping[str, plan.Bar]
    suspensions: Mapping[str, plan.Bar]
    awards: Mapping[str, plan.Award]

    def roles(self) -> dict[str, str | None]:
        """Return the role field of every register."""
        return {r.id: r.role for r in self.registers.values()}


def concerns(strata: Strata, kind: str, condition: plan.Cond | None, role: str) -> bool:
    """Tell whether a condition of whom it applies to can hold for one side of the role."""
    side = role_of(condition, strata.registers[kind].role)
    return side is None or role in {"", UNKNOWN} or side == (role == YES)


def used_by(strata: Strata, node: Node) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the criteria, bars and suspensions that decide a node."""
    entitlement = strata.awards[node.award].entitlements[node.kind]
    criteria = [
        c for c in needed(entitlement.requirement) if concerns(strata, node.kind, strata.criteria[c].applies, node.role)
    ]
    return tuple(dict.fromkeys(criteria)), entitlement.bars, entitlement.suspensions


def asked_by(rule: plan.Criterion | plan.Bar) -> Iterator[plan.Cond]:
    """Yield the conditions of one criterion, bar or suspension, those of its exceptions last."""
    if isinstance(rule, plan.Criterion):
        yield rule.met
        if rule.applies is not None:
            yield rule.applies
    else:
        yield rule.when
    yield from (e.when for e in rule.exceptions)


def conditions(strata: Strata, node: Node) -> Iterator[plan.Cond | plan.Num]:
    """Yield everything that is evaluated to decide a node."""
    entitlement = strata.awards[node.award].entitlements[node.kind]
    if node.select:
        if entitlement.quota:
            yield from (r.value for r in entitlement.quota.ranking)
            if entitlement.quota.limit:
                yield entitlement.quota.limit.where
            if entitlement.quota.counting:
                yield entitlement.quota.counting
        return
    criteria, bars, suspensions = used_by(strata, node)
    for criterion in (strata.criteria[c] for c in criteria):
        yield from asked_by(criterion)
    for bar in (*(strata.bars[b] for b in bars), *(strata.suspensions[s] for s in suspensions)):
        yield from asked_by(bar)
    for unless in strata.awards[node.award].unless:
        if node.kind in strata.awards[unless.award].entitlements:
            yield plan.Standing(unless.award, "proposed")
    if entitlement.applies is not None:
        yield entitlement.applies


def edges(strata: Strata, nodes: frozenset[Node], node: Node) -> Iterator[tuple[Node, int]]:
    """Yield what must be known before a node, with 1 where a barrier lies between, 0 where one chain does both."""
    award = strata.awards[node.award]
    if node.select:
        yield from ((n, 0) for n in nodes if n.kind == node.kind and n.award == node.award and not n.select)
    elif award.among and node.kind in strata.awards[award.among.award].entitlements:
        lower = Node(node.kind, award.among.award, select=True)
        yield (lower, 1) if lower in nodes else (Node(node.kind, award.among.award, node.role), 0)
    for condition in conditions(strata, node):
        for rest in rests_on(condition, node.kind, strata.roles()):
            for other in nodes:
                if (other.kind, other.award) != (rest.kind, rest.award):
                    continue
                wanted = Node(rest.kind, rest.award, select=True) in nodes and rest.state == "proposed"
                if other.select == wanted and (other.role in {"", UNKNOWN} or rest.side in {None, other.role == YES}):
                    if other.role == UNKNOWN and rest.side is not None:
                        continue  # whose role is unknown is undetermined to those who rest on it
                    yield other, 1


def nodes_of(strata: Strata, *, split: bool) -> frozenset[Node]:
    """Return all nodes; with `split`, kinds with a role field stand once per side of it."""
    out: set[Node] = set()
    for award in strata.awards.values():
        for kind, entitlement in award.entitlements.items():
            roles = (YES, NO, UNKNOWN) if split and strata.registers[kind].role else ("",)
            out |= {Node(kind, award.id, role) for role in roles}
            if entitlement.quota:
                out.add(Node(kind, award.id, select=True))
    return frozenset(out)


def levels(strata: Strata, nodes: frozenset[Node]) -> tuple[dict[Node, int], tuple[Node, ...]]:
    """Return the level of every node, and a circle where there is one."""
    level: dict[Node, int] = {}
    active: list[Node] = []

    def visit(node: Node) -> tuple[Node, ...]:
        if node in level:
            return ()
        if node in active:
            return (*active[active.index(node) :], node)
        active.append(node)
        highest = 0
        for before, step in sorted(edges(strata, nodes, node)):
            circle = visit(before)
            if circle:
                return circle
            highest = max(highest, level[before] + step)
        active.pop()
        level[node] = highest
        return ()

    for node in sorted(nodes):
        circle = visit(node)
        if circle:
            return level, circle
    return level, ()


def schedule(strata: Strata, found: Found) -> tuple[plan.Stage, ...]:
    """Return the stages in order; a circle is a finding that prints it."""
    for split in (False, True):
        nodes = nodes_of(strata, split=split)
        level, circle = levels(strata, nodes)
        if not circle:
            return tuple(_stages(strata, nodes, level))
    found.append(_circle(strata, circle))
    return ()


def _circle(strata: Strata, circle: tuple[Node, ...]) -> Diagnostic:
    words = " → ".join(_words(strata, n) for n in circle)
    role = next((strata.registers[n.kind].role for n in circle if strata.registers[n.kind].role), None)
    hint = f"lọc bằng `where not {role}`, hoặc " if role else ""
    hint_en = f"filter with `where not {role}`, or " if role else ""
    span = strata.awards[circle[0].award].citation.span
    return Diagnostic(rule_codes.CIRCLE, span, {"text": words, "hint": hint, "hint_en": hint_en})


def _words(strata: Strata, node: Node) -> str:
    return f"{strata.registers[node.kind].subject} / {strata.awards[node.award].label}"


def _stages(strata: Strata, nodes: frozenset[Node], level: Mapping[Node, int]) -> Iterator[plan.Stage]:
    kinds = [r.id for r in strata.registers.values() if r.subject]
    order = {a: i for i, a in enumerate(strata.awards)}
    rules: tuple[Mapping[str, plan.Criterion | plan.Bar], ...] = (strata.criteria, strata.bars, strata.suspensions)
    left = [{r.id: r.kind for r in found.values()} for found in rules]
    for depth in sorted(set(level.values())):
        here = sorted(
            (n for n in nodes if level[n] == depth), key=lambda n: (kinds.index(n.kind), n.role, order[n.award])
        )
        done: set[tuple[str, object]] = set()
        for kind, role in dict.fromkeys((n.kind, n.role) for n in here if not n.select):
            group = [n for n in here if (n.kind, n.role) == (kind, role) and not n.select]
            yield from _judged(strata, group, role or None, done)
            for n in group:
                for rest, names in zip(left, used_by(strata, n), strict=True):
                    for name in names:
                        rest.pop(name, None)
        for n in (n for n in here if n.select):
            for condition in conditions(strata, n):
                yield from _reduces(condition, n.kind, done)
            yield plan.Select(n.kind, None, n.award)
    for kind in kinds:  # what no award uses is still judged and shown
        criteria, bars, suspensions = (tuple(n for n, k in rest.items() if k == kind) for rest in left)
        if criteria or bars or suspensions:
            done = set()
            named = zip(rules, (criteria, bars, suspensions), strict=True)
            unused = [found[name] for found, names in named for name in names]
            for condition in (c for rule in unused for c in asked_by(rule)):
                yield from _reduces(condition, kind, done)
            yield plan.Columns(kind, None, criteria, bars, suspensions)


def _judged(strata: Strata, group: list[Node], role: str | None, done: set[tuple[str, object]]) -> Iterator[plan.Stage]:
    """Yield the reduces, the columns and the chain of the awards that one kind (and role) is judged for together."""
    used = [used_by(strata, n) for n in group]
    criteria, bars, suspensions = (tuple(dict.fromkeys(x for u in used for x in u[i])) for i in range(3))
    for n in group:
        for condition in conditions(strata, n):
            yield from _reduces(condition, n.kind, done)
    yield plan.Columns(group[0].kind, role, criteria, bars, suspensions)
    yield plan.Chain(group[0].kind, role, _lower_first(strata, [n.award for n in group]))


def _lower_first(strata: Strata, awards: list[str]) -> tuple[str, ...]:
    out: list[str] = []
    while awards:
        for award in awards:
            among = strata.awards[award].among
            if among is None or among.award not in awards:
                out.append(award)
                awards = [a for a in awards if a != award]
                break
        else:
            return (*out, *awards)
    return tuple(out)


def _reduces(condition: plan.Cond | plan.Num, kind: str, done: set[tuple[str, object]]) -> Iterator[plan.Stage]:
    for node, register in walk(condition, kind):
        if isinstance(node, plan.Aggregate) and (register, node) not in done:
            done.add((register, node))
            yield plan.Reduce(register, node)
