"""The laws that a rule set declares itself, and its exceptions to those that hold everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from .. import plan
from .literals import citation
from .lower import is_subject
from .scope import Scope, known
from .typecheck import Checker


def laws(scope: Scope, check: Checker) -> dict[str, plan.OwnLaw]:
    """Return the rule set's own laws, their conditions typed."""
    out = {}
    for law in scope.laws.values():
        if not is_subject(law.kind, scope, check.found):
            continue
        when = check.condition(law.when, law.kind.value) if law.when is not None else None
        holds = check.condition(law.holds, law.kind.value)
        names = tuple(n.value for n in law.readings)
        cited = citation(law.cite)
        out[law.id.value] = plan.OwnLaw(law.id.value, law.kind.value, law.label, when, holds, cited, names)
    return out


def exemptions(scope: Scope, check: Checker) -> tuple[plan.Exemption, ...]:
    """Return the exceptions to laws; one that is at nothing of the rule set is a finding."""
    places = [*_places(scope)]
    out = []
    for one in scope.rules.exemptions:
        if known(one.at, places, check.found, "chỗ", "place"):
            names = tuple(n.value for n in one.readings)
            out.append(plan.Exemption(one.law.value, one.at.value, one.reason, citation(one.cite), names))
    return tuple(out)


def _places(scope: Scope) -> Iterator[str]:
    yield from scope.awards
    yield from (a.id.value for a in scope.rules.assessments)
    yield from scope.criteria
    yield from scope.registers
    yield from (f"{register}.{field}" for register, field in scope.fields)

