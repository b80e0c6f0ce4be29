"""Generated rule sets and generated records: is anything that the engine finds there called impossible?

`python -m tests.assurance.analysis.campaign SEED FROM TO` goes through rule sets by number and names every false proof:
something that was found of a subject, or a decision that is not the same under a mutant said to judge everybody alike.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.assurance.analysis.asking import Asker
from engine.assurance.analysis.confirming import Seen
from engine.assurance.analysis.dossiers import for_plan
from engine.assurance.analysis.versions import asker_of, before, opened_differently
from engine.assurance.mutation.mutants import mutants_of
from engine.assurance.properties.outcomes import judged
from engine.assurance.properties.records import Records
from engine.assurance.properties.world import world_of
from engine.compiler import compile_rules
from engine.plan import Plan
from engine.values import Decision
from tests.oracle.drawing import chance
from tests.oracle.drawing import drawn as rule_set

from .test_unbounded import Found, answers, drawn, records_drawn

#: So many campaigns are drawn for a rule set, and so many of what was found there, and of its mutants, are
#: asked about.
CAMPAIGNS, ASKED, MUTANTS = 15, 6, 3
EFFORT = 500_000


def tried(seed: int, numbers: Sequence[int]) -> Iterator[tuple[int, Found, bool, str]]:
    """Yield of each thing found in generated records whether it is called impossible, and the solver's last word."""
    for number in numbers:
        ready = rule_set(seed, number).compiled.plan
        found = list(drawn(ready, CAMPAIGNS))
        chance(seed, number, "asked").shuffle(found)
        for goal, never, state in answers(Asker((world_of(ready),), EFFORT), found[:ASKED]):
            yield number, goal, never, state


def versions(seed: int, numbers: Sequence[int]) -> Iterator[tuple[int, str, bool, bool]]:
    """Yield of mutants, for each award, whether it is proved to be decided alike, and whether it is found not to be."""
    for number in numbers:
        one = rule_set(seed, number).compiled
        mutants = [m for m in mutants_of(one.rules) if not m.assumed]
        chance(seed, number, "mutants").shuffle(mutants)
        campaigns = records_drawn(one.plan, CAMPAIGNS)
        for mutant in mutants[:MUTANTS]:
            # a mutant is not what its clause says, an error: its plan is whole but for the order of its stages
            other = replace(compile_rules(mutant.rules, [], "")[0], schedule=one.plan.schedule)
            asker = asker_of(one.plan, other, EFFORT)
            for award in one.plan.awards.values():
                for kind in award.entitlements:
                    if award.id in other.awards and kind in other.awards[award.id].entitlements:
                        alike = asker.never(kind, opened_differently(award.id))
                        both = ([decided(p, r, kind, award.id) for r in campaigns] for p in (one.plan, other))
                        apart = next(both) != next(both)
                        yield number, f"{mutant.id} for {award.id}/{kind}", alike, apart


def decided(ready: Plan, some: Records, kind: str, award: str) -> list[tuple[str, Decision]]:
    """Return every decision about an award before selection."""
    found = judged(ready, for_plan(ready, some))
    keys = found.dossier.tables[kind].keys
    return [(key, before(Seen(found, kind, n), award)) for n, key in enumerate(keys)]


def main(seed: int, start: int, stop: int) -> int:
    states: Counter[str] = Counter()
    false = 0
    for number, goal, never, state in tried(seed, range(start, stop)):
        states[state] += 1
        if never:
            false += 1
            print(f"FALSE PROOF in rule set {number}: {goal}", flush=True)
    for number, what, alike, apart in versions(seed, range(start, stop)):
        states["alike" if alike else "apart" if apart else "not proved"] += 1
        if alike and apart:
            false += 1
            print(f"FALSE PROOF in rule set {number}: {what}", flush=True)
    print(f"rule sets {start} to {stop - 1}: {dict(states)}, {false} false proofs")
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
