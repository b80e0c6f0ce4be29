"""Faults in what an award or assessment requires: a criterion forgotten, one too few or too many, all or any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...source import Located
from ...syntax import ast


@dataclass(frozen=True, slots=True)
class Asked:
    """One fault of a requirement."""

    key: str
    sort: str
    before: str
    after: str
    requires: ast.RequirementD | None


def requirement_turns(
    requires: ast.RequirementD | None, kind: str, rules: ast.RuleSetD, key: str = "requires"
) -> Iterator[Asked]:
    """Yield every fault of a requirement, wholes before parts."""
    match requires:
        case None:
            return
        case ast.AllD(None):
            names = tuple(c.id for c in rules.criteria if c.kind.value == kind)
            yield from requirement_turns(ast.AllD(names), kind, rules, key)
        case ast.AllD(items) if items is not None:
            if len(items) > 1:
                yield Asked(f"{key}:any", "all-any", "", "", ast.AtLeastD(1, items))
            yield from _parts(requires, items, kind, rules, key)
        case ast.AtLeastD(count, items):
            for code, number in (("more", count + 1), ("less", count - 1)):
                if 1 <= number <= len(items):
                    yield Asked(f"{key}:{code}", "at-least", str(count), str(number), ast.AtLeastD(number, items))
            yield from _parts(requires, items, kind, rules, key)
        case Located(name):
            yield Asked(f"{key} {name}:drop", "drop-criterion", name, "", None)
        case _:
            return


def _parts(
    whole: ast.AllD | ast.AtLeastD, items: tuple[ast.RequirementD, ...], kind: str, rules: ast.RuleSetD, key: str
) -> Iterator[Asked]:
    def of(parts: tuple[ast.RequirementD, ...]) -> ast.RequirementD:
        return ast.AllD(parts) if isinstance(whole, ast.AllD) else ast.AtLeastD(whole.count, parts)

    for number, item in enumerate(items):
        rest = items[:number] + items[number + 1 :]
        if isinstance(item, Located):
            if rest:
                yield Asked(f"{key} {item.value}:drop", "drop-criterion", item.value, "", of(rest))
            continue
        for turn in requirement_turns(item, kind, rules, f"{key}.{number + 1}"):
            inner = (turn.requires,) if turn.requires is not None else ()
            yield Asked(
                turn.key, turn.sort, turn.before, turn.after, of((*items[:number], *inner, *items[number + 1 :]))
            )
