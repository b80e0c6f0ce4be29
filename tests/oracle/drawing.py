"""One generated rule set by seed and number, through the same strategies as the property tests."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis.errors import StopTest
from hypothesis.internal.conjecture.data import ConjectureData

from engine.compiler import Compiled, compile_file
from engine.diagnostics import ReportedError, rule_codes

from .. import strategies
from ..conformance import build

#: Generated numbers may grow beyond 64 bits; the compiler refuses that, and nothing else of what is drawn.
REFUSED = {rule_codes.OVERFLOW}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A rule set as it was drawn and as it was compiled; `refused`: so many were drawn before and did not compile."""

    number: int
    rules: build.Tree
    compiled: Compiled
    refused: int


def chance(seed: int, *numbers: object) -> random.Random:
    """Return a source of chance of its own for one thing of a run."""
    return random.Random("/".join(map(str, (seed, *numbers))))


def drawn(seed: int, number: int) -> Drawn:
    """Return the rule set of a number: the first one drawn for it that the compiler takes."""
    for attempt in range(100):
        try:
            # each rule set has a seed of its own, which `@given` does not offer
            data = ConjectureData(random=chance(seed, number, attempt))
            rules = data.draw(strategies.rule_sets())
            return Drawn(number, rules, compiled(rules), attempt)
        except StopTest:  # drawn too large
            continue
        except ReportedError as error:
            if not {d.code for d in error.diagnostics} <= REFUSED:
                raise
    raise AssertionError(number)


def compiled(rules: build.Tree) -> Compiled:
    """Compile a rule set as it was drawn."""
    with TemporaryDirectory() as folder:
        return compile_file(build.write_ruleset(rules, Path(folder)))
