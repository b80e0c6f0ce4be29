"""Walking over typed conditions and numbers: their parts, their aggregates, the decisions they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import plan

Node = plan.Cond | plan.Num


def parts(node: Node, at: str) -> Iterator[tuple[Node, str]]:
    """Yield the direct parts of a node, each with the register whose rows it speaks of."""
    match node:
        case plan.Some(path, where, has) | plan.Share(path, where, has) | plan.Every(path, where, has):
            yield from ((p, path[-1]) for p in (where, has) if p is not None)
        case plan.Count(path, where):
            if where is not None:
                yield where, path[-1]
        case plan.Total(_, path, where, value):
            yield from ((p, path[-1]) for p in (where, value) if p is not None)
        case plan.Run(_, last, path, where):
            yield last, at
            if where is not None:
                yield where, path[-1]
        case plan.If(test, then, other) | plan.Choose(test, then, other):
            yield from ((n, at) for n in (test, then, other))
        case plan.Extreme(items=items) | plan.First(items=items) | plan.Anything(items=items):
            yield from ((i, at) for i in items)
        case plan.Rounded(item):
            yield item, at
        case plan.Named(value=value):
            yield value, at
        case plan.Peers(_, value, where):
            yield from ((p, at) for p in (where, value) if p is not None)
        case plan.Owner(register, item):
            yield item, register
        case plan.OwnerNum(register, value):
            yield value, register
        case plan.Not(item) | plan.Negate(item):
            yield item, at
        case plan.And(items) | plan.Or(items) | plan.Add(items):
            yield from ((i, at) for i in items)
        case plan.Compare(_, left, right) | plan.Multiply(left, right) | plan.Divide(left, right):
            yield left, at
            yield right, at


def walk(node: Node, at: str) -> Iterator[tuple[Node, str]]:
    """Yield a node and everything in it, parts before wholes."""
    yield from _walk(node, at, set())


def _walk(node: Node, at: str, seen: set[tuple[str, str]]) -> Iterator[tuple[Node, str]]:
    if isinstance(node, plan.Named):  # a table of points is gone through once, however often it is named
        if (at, node.name) in seen:
            return
        seen.add((at, node.name))
    for part, register in parts(node, at):
        yield from _walk(part, register, seen)
    yield node, at


def needed(requirement: plan.Requirement | None) -> Iterator[str]:
    """Yield the criteria of a requirement."""
    match requirement:
        case plan.Needs(criterion):
            yield criterion
        case plan.AllOf(parts) | plan.AtLeast(_, parts):
            for part in parts:
                yield from needed(part)


def conjuncts(node: plan.Cond | None) -> tuple[plan.Cond, ...]:
    """Return the conditions that must all hold."""
    if node is None:
        return ()
    if isinstance(node, plan.And):
        return tuple(c for i in node.items for c in conjuncts(i))
    return (node,)


def role_of(node: plan.Cond | None, role: str | None) -> bool | None:
    """Return the side of a role field that a condition is confined to, or None."""
    if role is None:
        return None
    for item in conjuncts(node):
        if item == plan.Flag(role):
            return True
        if item == plan.Not(plan.Flag(role)):
            return False
    return None


@dataclass(frozen=True, slots=True)
class Rests:
    """A condition rests on the standing of subjects of `kind` for an award; `side`: only of that side of the role."""

    kind: str
    award: str
    state: str
    side: bool | None


def rests_on(node: Node, at: str, roles: dict[str, str | None]) -> Iterator[Rests]:
    """Yield every standing that a node reads, with the side of the role its filters confine it to."""
    yield from _rests_on(node, at, roles, set(), side=None)


def _rests_on(
    node: Node, at: str, roles: dict[str, str | None], seen: set[tuple[str, str, bool | None]], *, side: bool | None
) -> Iterator[Rests]:
    if isinstance(node, plan.Named):
        if (at, node.name, side) in seen:
            return
        seen.add((at, node.name, side))
    if isinstance(node, plan.Standing):
        yield Rests(at, node.award, node.state, side)
        return
    for part, register in parts(node, at):
        inner = side if register == at and not isinstance(node, plan.Peers) else None
        if isinstance(node, plan.Some | plan.Every | plan.Share | plan.Count | plan.Total | plan.Run):
            inner = role_of(node.where, roles.get(register))
        elif isinstance(node, plan.And):
            inner = role_of(node, roles.get(register)) if inner is None else inner
        yield from _rests_on(part, register, roles, seen, side=inner)


def reads(node: Node, at: str) -> Iterator[tuple[str, str]]:
    """Yield (register, field) for every field a node reads."""
    for item, register in walk(node, at):
        match item:
            case plan.Flag(name) | plan.OneOf(name) | plan.Present(name) | plan.Value(name):
                yield register, name
            case plan.Peers(per=str(name)):
                yield register, name
            case plan.Run(field=name, path=path):
                yield path[-1], name
