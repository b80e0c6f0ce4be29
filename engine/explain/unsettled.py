"""What could still change a grade or a number of points."""

from __future__ import annotations

from dataclasses import replace

from .completion import missing_of
from .grading import ClassificationProof
from .missing import Variables
from .points import ScoreProof
from .relevance import relevant
from .worlds import World, number, value


def with_missing(found: ClassificationProof) -> ClassificationProof:
    """Return a classification with everything that could still change its grade."""
    if found.settled:
        return found
    variables = Variables()
    for code, step in found.conditions:
        if code == 1 and step is not None:
            variables.step(step)

    def decide(world: World) -> int:
        codes = (value(step, world) if step is not None else code for code, step in found.conditions)
        return found.place(dict(enumerate(codes)))

    return replace(found, missing=missing_of(variables, relevant(variables, decide, read_once=False)))


def with_open(found: ScoreProof) -> ScoreProof:
    """Return an item of points with everything that could still change it; sums leave that to their items."""
    if found.amount.exact or found.items:
        return found
    variables = Variables()
    if not variables.stepped(found.number):
        variables = Variables()
        variables.number(found.number)
        return replace(found, missing=missing_of(variables, set(variables.found)))
    keys = relevant(variables, lambda world: number(found.number, world), read_once=False)
    return replace(found, missing=missing_of(variables, keys))
