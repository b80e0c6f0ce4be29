"""Judge generated dossiers under generated rule sets three times over: `python -m tests.oracle --seed 1`.

The schedule (with durable_rules), the reference and the formulas of z3 must agree on every value. What differs is made
small and kept in `corpus/`, where the ordinary tests try it again. The exit code is 1 where something differs.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context

from .corpus import keep
from .counting import every_construct
from .shrinking import shrunk
from .trial import Failure, Figures, shared


def main(arguments: list[str] | None = None) -> int:
    """Run the oracle; return 1 where something differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("--rule-sets", type=int, default=40)
    parser.add_argument("--subjects", type=int, default=20_000, help="in all, shared evenly among the rule sets")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same rule sets and dossiers")
    parser.add_argument("--first", type=int, default=0, help="the number of the first rule set")
    parser.add_argument("--jobs", type=int, default=1, help="so many processes")
    parser.add_argument("--filled", action="store_true", help="dossiers in which nothing is missing: exact numbers")
    parser.add_argument("--keep", action="store_true", help="write what differs into the corpus")
    options = parser.parse_args(arguments)
    start, total = time.monotonic(), Figures()
    for done, figures in enumerate(_all(options), 1):
        total.add(figures)
        for failure in figures.failures:
            _tell(failure)
        if done % 100 == 0:
            print(f"{done} rule sets, {total.subjects} subjects, {len(total.failures)} failures, "
                  f"{time.monotonic() - start:.0f} s", flush=True)  # fmt: skip
    for number in dict.fromkeys(f.number for f in total.failures):
        least = shrunk(next(f for f in total.failures if f.number == number))
        _tell(least)
        if options.keep:
            print(f"kept: {keep(least, f'seed {options.seed}, rule set {number}')}")
    report(total, time.monotonic() - start)
    return min(1, len(total.failures))


def _all(options: argparse.Namespace) -> Iterator[Figures]:
    """Yield the figures of every rule set; what is drawn does not depend on how many processes draw it."""
    numbers = range(options.first, options.first + options.rule_sets)
    shares = [
        (number, options.subjects // options.rule_sets + (at < options.subjects % options.rule_sets))
        for at, number in enumerate(numbers)
    ]
    one = partial(shared, options.seed, filled=options.filled)
    if options.jobs < 2:
        yield from map(one, shares)
        return
    with get_context("spawn").Pool(options.jobs, maxtasksperchild=200) as pool:
        yield from pool.imap_unordered(one, shares, chunksize=1)


def _tell(failure: Failure) -> None:
    print(f"\nrule set {failure.number}: {failure.rules}\n{failure.dossier}")
    print(failure.why)
    for differs in failure.differs[:20]:
        print(f"  {differs.kind}[{differs.index}] {differs.asked}: {dict(differs.values)}", flush=True)


def report(total: Figures, seconds: float) -> None:
    """Print what a run came to."""
    print(f"\n{total.rule_sets} rule sets ({total.refused} more refused), {total.dossiers} dossiers, "
          f"{total.subjects} subjects, {total.values} values by each of three legs, "
          f"{len(total.failures)} differ")  # fmt: skip
    print(f"selections taken over from the schedule by z3: {total.selected}; profiles went to durable_rules in "
          f"{total.chained} of {total.dossiers} dossiers")  # fmt: skip
    print("settled verdicts:", ", ".join(f"{k} {v}" for k, v in sorted(total.verdicts.items())))
    print("decisions:", ", ".join(f"{k} {v}" for k, v in total.decisions.most_common()))
    cpu = sum(total.seconds.values())
    legs = ", ".join(f"{k} {v:.0f}" for k, v in sorted(total.seconds.items(), key=lambda i: -i[1]))
    print(f"{seconds:.0f} s; processor seconds {cpu:.0f}: {legs}; {os.cpu_count()} processors")
    names = every_construct()
    print("constructs:", ", ".join(f"{n} {total.nodes[n]}" for n in names))
    print("constructs never drawn:", ", ".join(n for n in names if not total.nodes[n]) or "none")


if __name__ == "__main__":
    sys.exit(main())
