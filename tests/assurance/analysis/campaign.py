"""Generated rule sets, and what the engine finds of generated records: is any of it called impossible?

`python -m tests.assurance.analysis.campaign SEED FROM TO` goes through rule sets by number and names every false proof.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from engine.assurance.analysis.asking import Asker
from engine.assurance.properties.world import world_of
from tests.oracle.drawing import chance
from tests.oracle.drawing import drawn as rule_set

from .test_unbounded import Found, answers, drawn

#: So many campaigns are drawn for a rule set, and so many of what was found there is asked about.
CAMPAIGNS, ASKED = 15, 6
EFFORT = 1_500_000


def tried(seed: int, numbers: Sequence[int]) -> Iterator[tuple[int, Found, bool, str]]:
    """Yield of each thing found in generated records whether it is called impossible, and the solver's last word."""
    for number in numbers:
        ready = rule_set(seed, number).compiled.plan
        found = list(drawn(ready, CAMPAIGNS))
        chance(seed, number, "asked").shuffle(found)
        for goal, never, state in answers(Asker((world_of(ready),), EFFORT), found[:ASKED]):
            yield number, goal, never, state


def main(seed: int, start: int, stop: int) -> int:
    states: Counter[str] = Counter()
    false = 0
    for number, goal, never, state in tried(seed, range(start, stop)):
        states[state] += 1
        if never:
            false += 1
            print(f"FALSE PROOF in rule set {number}: {goal}", flush=True)
    print(f"rule sets {start} to {stop - 1}: {dict(states)}, {false} false proofs")
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
