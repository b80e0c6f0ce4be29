"""Which constructs of the plan occur: so that it is seen that the generator reaches them all."""

from __future__ import annotations

import enum
import typing
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from engine import plan
from engine.law import Citation


def every_construct() -> list[str]:
    """Return the name of every construct that may occur in a plan's rules."""
    unions = (plan.Cond, plan.Num, plan.Requirement, plan.Form)
    nodes = [t.__name__ for u in unions for t in typing.get_args(u)]
    more = (
        plan.Criterion, plan.Bar, plan.NamedCase, plan.Entitlement, plan.Award, plan.Nomination, plan.Among,
        plan.Unless, plan.Quota, plan.Limit, plan.Size, plan.Ranking, plan.Assessment, plan.Score, plan.Classification,
        plan.StepDown, plan.Ceiling, plan.Deadline, plan.Extension, plan.Period, plan.DatedParameter, plan.Parameter,
        plan.Judgement, plan.Measure, plan.Reduce, plan.Columns, plan.Chain, plan.Select,
    )  # fmt: skip
    apart = (
        "due", "keep", "if_none met", "if_none not-met", "if_none not-applicable", "choose", "suspensions", "settle",
        "per", "per_owner", "counting", "pool among", "basis granted", "basis proposed", "role",
        *(f"Fold {f.value}" for f in plan.Fold), *(f"Rounding {r.value}" for r in plan.Rounding),
        *(f"Op {o.value}" for o in plan.Op),
    )  # fmt: skip
    return [*dict.fromkeys(nodes), *(m.__name__ for m in more), *apart]


def constructs(ready: plan.Plan) -> Counter[str]:
    """Count the constructs of one plan, each occurrence once."""
    found: Counter[str] = Counter()
    for node in nodes(ready):
        if isinstance(node, plan.Fold | plan.Rounding | plan.Op):
            found[f"{type(node).__name__} {node.value}"] += 1
        elif is_dataclass(node):
            found[type(node).__name__] += 1
            found.update(mark for f in fields(node) if (mark := _mark(f.name, getattr(node, f.name))))
    return found


def nodes(node: object) -> Iterator[object]:
    """Yield everything that a plan is made of, from the outside inwards."""
    match node:
        case Citation() | str() | None:
            return
        case Mapping():
            for value in node.values():
                yield from nodes(value)
        case tuple() | list():
            for value in node:
                yield from nodes(value)
        case _:
            yield node
            if is_dataclass(node) and not isinstance(node, type):
                apart = {"base", "shown"} if isinstance(node, plan.Classification) else set()  # in its number again
                for f in fields(node):
                    if f.name not in apart:
                        yield from nodes(getattr(node, f.name))


def _mark(name: str, value: object) -> str | None:
    """Return what is no node of its own, but counts."""
    if name in {"due", "keep", "choose", "settle", "per", "per_owner", "counting", "role", "suspensions"} and value:
        return name
    if name == "if_none" and isinstance(value, enum.Enum):
        return f"if_none {value.name.lower().replace('_', '-')}"
    if isinstance(value, str) and (name, value) in {("pool", "among"), ("basis", "granted"), ("basis", "proposed")}:
        return f"{name} {value}"
    return None
