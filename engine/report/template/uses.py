"""Which rules read a field, with the clause that each comes from, and how the field itself was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ... import plan
from ...compiler.walk import Node, parts
from ...law import Citation
from ...syntax import ast


@dataclass(frozen=True, slots=True)
class Use:
    """A rule that reads a field: what the rule is called, and where it comes from."""

    label: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class _Rule:
    label: str
    citation: Citation | None
    at: str
    nodes: tuple[Node | None, ...]


Uses = Mapping[tuple[str, str], tuple[Use, ...]]


def uses_of(ready: plan.Plan) -> Uses:
    """Return the rules that read each (register, field), in the order of the rule set, every quote once."""
    found: dict[tuple[str, str], dict[tuple[str, str, str], Use]] = {}
    for rule in _rules(ready):
        if rule.citation is None:
            continue
        place = (rule.citation.document, rule.citation.clause, rule.citation.quote)
        for node in rule.nodes:
            for field in _read(node, rule.at) if node is not None else ():
                found.setdefault(field, {}).setdefault(place, Use(rule.label, rule.citation))
    return {field: tuple(uses.values()) for field, uses in found.items()}


def readings_of(rules: ast.RuleSetD) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the names of the readings that each (register, field) of a rule set rests on."""
    return {
        (r.id.value, f.id.value): tuple(n.value for n in f.readings)
        for r in rules.registers
        for f in (*r.fields, *(own for own in (r.key, r.name) if own is not None))
        if f.readings
    }


def _rules(ready: plan.Plan) -> Iterator[_Rule]:
    """Yield every rule with a citation and the conditions and numbers it is made of."""
    for c in ready.criteria.values():
        yield _Rule(c.label, c.citation, c.kind, (c.applies, c.met))
        yield from (_Rule(c.label, e.citation, c.kind, (e.when,)) for e in c.exceptions)
    for b in (*ready.bars.values(), *ready.suspensions.values()):
        yield _Rule(b.label, b.citation, b.kind, (b.when,))
        yield from (_Rule(b.label, e.citation, b.kind, (e.when,)) for e in b.exceptions)
    for s in ready.scores.values():
        yield _Rule(s.label, s.citation, s.kind, (s.applies, *_form(s.form), s.evidence, s.lost))
    for g in ready.classifications.values():
        yield _Rule(g.label, g.citation, g.kind, (g.applies,))
        yield from (_Rule(f"{g.label}: {m.label}", m.citation or g.citation, g.kind, (m.when,)) for m in g.grades)
        yield from (_Rule(x.label or g.label, x.citation, g.kind, (x.when,)) for x in g.down)
        yield from (_Rule(x.label or g.label, x.citation, g.kind, (x.when,)) for x in g.ceilings)
    for a in ready.assessments.values():
        yield _Rule(a.label, a.citation, a.kind, (a.applies,))
    for award in ready.awards.values():
        for e in award.entitlements.values():
            yield _Rule(award.label, award.citation, e.kind, (e.applies,))
            yield from _quota(award, e.quota)
    for m in ready.measures.values():
        yield _Rule(m.label, m.citation, m.kind, (m.value,))


def _form(form: plan.Form) -> tuple[Node | None, ...]:
    match form:
        case plan.Points(value, of):
            return (value, of)
        case plan.Steps(of, steps):
            return (of, *(n for s in steps for n in (s.test, s.points)))
        case plan.Together(weights=weights):
            return weights
    return ()


def _quota(award: plan.Award, quota: plan.Quota | None) -> Iterator[_Rule]:
    if quota is None:
        return
    yield _Rule(award.label, quota.citation, quota.kind, tuple(r.value for r in quota.ranking))
    if quota.counting is not None:
        yield _Rule(award.label, quota.citation, quota.of, (quota.counting,))
    if quota.per is not None:
        yield _Rule(award.label, quota.citation, quota.kind, (plan.Present(quota.per),))
    if quota.limit is not None:
        label = quota.limit.label or award.label
        yield _Rule(label, quota.limit.citation, quota.kind, (quota.limit.where,))


def _read(node: Node, at: str) -> Iterator[tuple[str, str]]:
    """Yield the fields a node reads itself; a score or classification it names has its own clause."""
    match node:
        case plan.Named():
            return
        case plan.Flag(name) | plan.OneOf(name) | plan.Present(name) | plan.Value(name):
            yield at, name
        case plan.Peers(per=str(name)):
            yield at, name
        case plan.Run(field=name, path=path):
            yield path[-1], name
        case _:
            pass
    for part, register in parts(node, at):
        yield from _read(part, register)
