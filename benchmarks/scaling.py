"""How the cost of an evaluation grows: with staff, with criteria, with members per unit; memory of the step beside it.

    python -m benchmarks.scaling [--most 10000000] [--rounds 5]

Times are of the processor, medians, from ready codes; the workload is `scaled.py`: staff judged by so many criteria and
ranked within their units. The first column of each table says what grows, the last what one subject costs.
"""

from __future__ import annotations

import argparse
import statistics
import time
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.machine import machine_line
from benchmarks.scaled import AS_OF, dossier_of, plan_of
from engine.evaluator import evaluate


def cost(criteria: int, units: int, members: int, rounds: int) -> tuple[float, float, float]:
    """Return milliseconds of the processor, megabytes of the input's columns, and megabytes of the step at its peak."""
    with TemporaryDirectory() as folder:
        plan = plan_of(criteria, Path(folder))
    dossier = dossier_of(plan, units, members)
    held = sum(c.nbytes for t in dossier.tables.values() for c in (*t.columns.values(), *t.owners.values()))
    evaluate(plan, dossier, AS_OF)
    spent = []
    for _ in range(rounds):
        before = time.process_time()
        evaluate(plan, dossier, AS_OF)
        spent.append(time.process_time() - before)
    tracemalloc.start()
    evaluate(plan, dossier, AS_OF)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return statistics.median(spent) * 1000, held / 1e6, peak / 1e6


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    from tabulate import tabulate

    print(f"{machine_line()}\n")
    sizes = [n for n in (10_000, 100_000, 1_000_000, 10_000_000) if n <= options.most]
    for what, cases in (
        ("staff", [(n, 10, n // 20, 20) for n in sizes]),
        ("criteria", [(n, n, 5_000, 20) for n in (10, 30, 100)]),
        ("members of each unit", [(n, 10, 100_000 // n, n) for n in (5, 20, 100, 1_000, 10_000)]),
    ):
        rows = []
        for grows, criteria, units, members in cases:
            spent, held, peak = cost(criteria, units, members, options.rounds)
            each = spent * 1e6 / (units * members)
            rows.append((f"{grows:,}", f"{spent:.3g}", f"{held:.3g}", f"{peak:.3g}", f"{each:.0f}"))
        heads = [what, "ms of processor", "MB of columns", "MB of the step", "ns for each"]
        print(tabulate(rows, headers=heads, tablefmt="github", disable_numparse=True) + "\n")


if __name__ == "__main__":
    main()
