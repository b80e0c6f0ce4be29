"""What two versions of a rule set declare otherwise, words and citations left aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass

from ... import plan
from ...law import Citation
from .unknowns import Unknowns

_SECTIONS = (
    "parameters", "dated", "periods", "deadlines", "registers", "judgements", "measures", "scores", "classifications",
    "criteria", "bars", "suspensions", "awards", "assessments",
)  # fmt: skip
#: What the words of a rule are, and where they stand, decides nothing.
_WORDS = frozenset({"label", "ask", "also", "readings", "quote", "title", "unit"})


@dataclass(frozen=True, slots=True)
class Changed:
    """One declared thing that only one version has, or that both have otherwise: `new`, `gone` or `changed`.

    `follows`: it is written alike, and otherwise only by what it names. `lines`: what is written otherwise, `- ` before
    each line of the old version and `+ ` before each of the new.
    """

    section: str
    id: str
    how: str
    lines: tuple[str, ...] = ()


def changes(old: plan.Plan, new: plan.Plan) -> Iterator[Changed]:
    """Yield what only one version declares, and what both declare otherwise, words and citations left aside."""
    for section in _SECTIONS:
        one, other = getattr(old, section), getattr(new, section)
        for name in one:
            if name not in other:
                yield Changed(section, name, "gone")
            elif bare(one[name]) != bare(other[name]):
                yield Changed(section, name, "changed")
        yield from (Changed(section, name, "new") for name in other if name not in one)


def bare(node: object) -> object:
    """Return what decides of a declared thing, as nested tuples; what a name stands for is its own thing."""
    match node:
        case Citation():
            return None
        case plan.Named(name):
            return name
        case plan.Completeness():  # its basis is words
            return node.count_owner, node.count_field, node.through
        case plan.Score() | plan.Classification():
            inner = [getattr(node, f.name) for f in fields(node) if f.name not in _WORDS | {"number", "shown", "base"}]
            return type(node).__name__, tuple(map(bare, inner)), bare(node.number.value)
        case tuple():
            return tuple(map(bare, node))
        case dict():
            return tuple((k, bare(v)) for k, v in node.items())
        case _ if is_dataclass(node) and not isinstance(node, type):
            kept = [f.name for f in fields(node) if f.name not in _WORDS]
            return type(node).__name__, tuple(bare(getattr(node, name)) for name in kept)
        case _:
            return node


# --- what is read alike -----------------------------------------------------------------------------------------


def read_alike(plans: Sequence[plan.Plan], facts: Unknowns, paths: Iterable[plan.Path]) -> bool:
    """Tell whether all plans take the same records for the same facts, as far as they were asked for.

    That is, whether the rows of each register read, and of those above, are accepted, seen, owned and complete by the
    same rules, and whether each cell, answer and parameter is of one type. `paths` are those along which rows are read.
    """
    registers = {s.register for s, _ in facts.cells} | {s.register for _, _, s in facts.listed}
    registers |= {r for path in paths for r in path}
    if not all(registers_alike(plans, r) for r in registers):
        return False
    if facts.listed and _differ(plans, _covered):  # nominations and grants are attested, too
        return False
    if not all(columns_alike(plans, slot.register, name) for slot, name in facts.cells):
        return False
    asked = [p.parameters[n].type for n in facts.parameters for p in plans if n in p.parameters]
    names = [n for n in facts.parameters for p in plans if n in p.parameters]
    return len({(n, repr(bare(t))) for n, t in zip(names, asked, strict=True)}) == len(set(names))


def registers_alike(plans: Sequence[plan.Plan], name: str) -> bool:
    """Tell whether all plans that have a register take the same rows of it, and of all above it, for the same."""
    having = [p for p in plans if name in p.registers]
    if _differ(having, lambda p: _register(p, name)):
        return False
    shared = {f for p in having for f in p.registers[name].fields if all(f in q.registers[name].fields for q in having)}
    if not all(columns_alike(having, name, f) for f in shared):  # a cell that only one can read spoils its row
        return False
    return all(registers_alike(plans, owner) for p in having[:1] for owner in p.registers[name].owners)


def columns_alike(plans: Sequence[plan.Plan], register: str, name: str) -> bool:
    """Tell whether all plans that have a field or question read the same of it."""
    return len({_column(p, register, name) for p in plans} - {None}) <= 1


def _differ(plans: Sequence[plan.Plan], said: Callable[[plan.Plan], object]) -> bool:
    return len({repr(bare(said(p))) for p in plans}) > 1


def _covered(ready: plan.Plan) -> object:
    """Return the days that an attestation has to cover, where its register names no deadline."""
    return ready.periods.get("period")


def _register(ready: plan.Plan, name: str) -> object:
    """Return by what rules the rows of a register are accepted, seen, owned and complete."""
    found = ready.registers[name]
    named = found.name.id if found.name is not None else None
    by_column = found.owner_key.id if found.owner_key is not None else None
    needed = tuple(sorted(f.id for f in found.fields.values() if f.required))
    accepted = found.key.id, found.key.type, found.keyed, named, by_column, needed, found.role, found.subject is None
    whole: object = found.complete
    if found.complete is not None and found.complete.count_owner is not None and found.complete.count_field is not None:
        stated = ready.registers[found.complete.count_owner].fields.get(found.complete.count_field)
        whole = found.complete, None if stated is None else (stated.type, stated.blank)
    elif found.complete is not None:
        through = found.complete.through
        whole = found.complete, _covered(ready), ready.deadlines.get(through) if through else None
    return accepted, found.owners, found.happens, found.known, whole


def _column(ready: plan.Plan, register: str, name: str) -> str | None:
    """Return what a cell may hold, and what a blank one stands for; None where a plan does not have it."""
    declared = ready.registers.get(register)
    if declared is not None and name in declared.fields:
        return repr(bare((declared.fields[name].type, declared.fields[name].blank)))
    asked = ready.judgements.get(name)
    return None if asked is None else repr(bare((asked.answer, asked.kinds)))

