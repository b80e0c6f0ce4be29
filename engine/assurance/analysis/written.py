"""What two versions of a rule set declare otherwise, words and citations left aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    """One declared thing that only one version has, or that both have otherwise: `new`, `gone` or `changed`."""

    section: str
    id: str
    how: str


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

    That is, whether each register read is seen, owned and complete by the same rules, and each cell is of one type.
    """
    registers = {s.register for s, _ in facts.cells} | {r for path in paths for r in path}
    registers |= {o for p in plans for r in registers if r in p.registers for o in p.registers[r].owners}
    for register in registers:
        rules = {_register(p, register) for p in plans if register in p.registers}
        if len(rules) > 1:
            return False
    for slot, name in facts.cells:
        if len({_column(p, slot.register, name) for p in plans} - {None}) > 1:
            return False
    asked = [(p.parameters[n].type, n) for p in plans for n in facts.parameters if n in p.parameters]
    return len({(n, repr(bare(t))) for t, n in asked}) == len({n for _, n in asked})


def _register(ready: plan.Plan, name: str) -> str:
    """Return by what rules the rows of a register are seen, owned and complete."""
    found = ready.registers[name]
    through = found.complete.through if found.complete is not None else None
    covered = ready.periods.get("period"), ready.deadlines.get(through) if through else None
    days = covered if found.complete is not None and found.complete.count_owner is None else None
    seen = found.owners, found.happens, found.known, found.role, found.subject is None
    return repr(bare((*seen, found.complete, days)))


def _column(ready: plan.Plan, register: str, name: str) -> str | None:
    """Return what a cell may hold, and what a blank one stands for; None where a plan does not have it."""
    declared = ready.registers.get(register)
    if declared is not None and name in declared.fields:
        return repr(bare((declared.fields[name].type, declared.fields[name].blank)))
    asked = ready.judgements.get(name)
    return None if asked is None else repr(bare((asked.answer, asked.kinds)))
