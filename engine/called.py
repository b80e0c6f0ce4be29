"""Putting names that change on given days into the texts of a plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from .plan import Called, Plan

#: Where a text holds a name: `{office}`.
PLACE = re.compile(r"\{([^{}]*)\}")


def name_on(values: tuple[Called, ...], day: int) -> str:
    """Return what something is called on a day; before the first of them every name that it may have had."""
    there = [v.value for v in values if v.since <= day]
    return there[-1] if there else " / ".join(v.value for v in values)


def with_names(ready: Plan, told: Callable[[tuple[Called, ...]], str]) -> Plan:
    """Return a plan in whose texts every `{name}` is told."""
    if not ready.names:
        return ready

    def put(text: str) -> str:
        return PLACE.sub(lambda m: told(ready.names[m[1]]) if m[1] in ready.names else m[0], text)

    registers = {
        n: replace(r, complete=replace(r.complete, basis=put(r.complete.basis))) if r.complete else r
        for n, r in ready.registers.items()
    }
    return replace(
        ready,
        registers=MappingProxyType(registers),
        judgements=MappingProxyType({n: replace(j, ask=put(j.ask)) for n, j in ready.judgements.items()}),
    )
