"""The workload through our engine beside its peers, in one run; prints a table of ratios.

    python -m benchmarks.run [--staff 1000000] [--slow-staff 10000] [--rounds 3] [--chart FILE.svg]

Each round runs every program once, in turn, each in a process of its own; every program times its own evaluation
(median of seven) apart from reading. Results are compared for equality with hand-written pandas first: where anything
differs, nothing is printed. Lines that programs start from are kept apart: ready codes, typed columns, records in
Python, a workbook's formulas. Programs that go through records one by one are run at the small size only.

On a quiet machine read the time on the clock; on one that others use, the processor's time (all threads together).
OpenFisca needs a virtual environment of its own; without --openfisca one is made under benchmarks/.venv-openfisca.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from benchmarks.chart import Bar, chart
from benchmarks.machine import machine_line, others
from benchmarks.programs import OURS, PROGRAMS, RATIOS, Program

HERE = Path(__file__).resolve().parent
_MINE = {p.name for p in OURS.values()}


@dataclass(slots=True)
class Figures:
    """What rounds found of one program at one size: seconds on the clock and of the processor, and megabytes."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: float = 0.0
    first: list[float] = field(default_factory=list)

    def add(self, found: Mapping[str, object]) -> None:
        """Take in one run."""
        self.clock.append(float(str(found["eval_s"])))
        self.processor.append(float(str(found["eval_cpu_s"])))
        self.first.append(float(str(found.get("eval_first_s", found["eval_s"]))))
        self.peak = max(self.peak, float(str(found["peak_rss_mb"])))


Table = dict[str, Figures]


def openfisca(python: str | None) -> str:
    """Return a Python that has OpenFisca, making a virtual environment where none is named."""
    if python:
        return python
    folder = HERE / ".venv-openfisca"
    if not (folder / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        packages = ["openfisca-core", "pyarrow", "psutil"]
        subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages], check=True)
    return str(folder / "bin" / "python")


def there(program: Program) -> bool:
    """Tell whether what a program needs is installed; says what is left out."""
    found = (
        not program.needs
        or program.needs == "openfisca_core"
        or (shutil.which("soffice") if program.needs == "soffice" else find_spec(program.needs)) is not None
    )
    if not found:
        print(f"left out: {program.name} ({program.needs} is not installed)", file=sys.stderr)
    return found


def measure(python: str, program: Program, staff: int, home: Path) -> dict[str, object]:
    """Run one program once and return what it printed of itself; stops where its results are not those of pandas."""
    environment = {**os.environ, "BENCH_HOME": str(home), "QUIET_MAX": "5"}
    command = [python, str(HERE / "peers" / program.script), str(staff), *program.arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=HERE / "peers")
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        sys.exit(f"{program.name}: {done.stderr[-800:]}")
    found: dict[str, object] = json.loads(lines[-1])
    reference = isinstance(found["mismatch"], dict) and "reference" in found["mismatch"]
    if found["status"] != "ok" or (found["mismatch"] and not reference):
        sys.exit(f"{program.name}: {found['status']}, results differ: {found.get('mismatch')}")
    return found


def rounds_of(programs: Sequence[Program], staff: int, rounds: int, home: Path, other: str | None) -> Table:
    """Generate the data of one size where it is not there yet, and run every program so many times, in turn."""
    if not (home / "data" / f"staff_{staff}.parquet").exists():
        environment = {**os.environ, "BENCH_HOME": str(home)}
        subprocess.run([sys.executable, str(HERE / "workload.py"), str(staff)], check=True, env=environment)
    # hand-written pandas runs first in its plain form: what it finds is what the others are compared with
    measure(sys.executable, next(p for p in PROGRAMS if p.name == "pandas, by hand"), staff, home)
    out: Table = {p.name: Figures() for p in programs}
    for _ in range(rounds):
        for program in programs:
            python = openfisca(other) if program.needs == "openfisca_core" else sys.executable
            out[program.name].add(measure(python, program, staff, home))
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return out


def main() -> None:
    """Run the rounds at both sizes, print the tables, draw the chart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--staff", type=int, default=1_000_000, help="how many staff; units are a twentieth")
    parser.add_argument("--slow-staff", type=int, default=10_000, help="for programs that go one by one; 0: none")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--openfisca", default=os.environ.get("OPENFISCA_PYTHON"))
    parser.add_argument("--home", type=Path, default=HERE, help="where data/ and results/ go")
    parser.add_argument("--chart", type=Path, help="write a chart as SVG")
    options = parser.parse_args()
    programs = [p for p in PROGRAMS if there(p)]
    print(f"{machine_line()}; {options.rounds} rounds; {others():.1f} other programs at the start\n")
    quick = [p for p in programs if not p.slow]
    tables = [(options.staff, quick, rounds_of(quick, options.staff, options.rounds, options.home, options.openfisca))]
    if options.slow_staff:
        tables.append(
            (
                options.slow_staff,
                programs,
                rounds_of(programs, options.slow_staff, options.rounds, options.home, options.openfisca),
            )
        )
    for staff, chosen, found in tables:
        report(staff, chosen, found)
    if options.chart is not None:
        options.chart.write_text(drawn(*tables[-1]), "utf-8", newline="\n")


def report(staff: int, programs: Sequence[Program], found: Table) -> None:
    """Print times, memory and the paired ratios of one size."""
    from tabulate import tabulate

    print(f"{staff:,} staff, {staff // 20:,} units; evaluation only; medians\n")
    rows = [
        (
            p.line, p.name, *(f"{statistics.median(t) * 1000:.3g}" for t in (f.clock, f.processor, f.first)),
            f"{f.peak:.0f}" if f.peak else "",
        )
        for p in programs
        for f in (found[p.name],)
    ]  # fmt: skip
    heads = ["starts from", "program", "ms", "ms of processor", "ms at first", "peak MB (process)"]
    print(tabulate(rows, headers=heads, disable_numparse=True, tablefmt="github"))
    print()
    paired = [
        (ours, peer, _ratio(found, ours, peer, "clock"), _ratio(found, ours, peer, "processor"), aim or "")
        for ours, peer, aim in RATIOS
        if ours in found and peer in found
    ]
    print(tabulate(paired, headers=["ours", "peer", "ratio", "of processor", "aim"], tablefmt="github"))
    print()


def _ratio(found: Table, ours: str, peer: str, what: str) -> str:
    """Return the median of the ratios of one round each."""
    mine: list[float] = getattr(found[ours], what)
    theirs: list[float] = getattr(found[peer], what)
    pairs = zip(mine, theirs, strict=True)
    return f"{statistics.median(a / b for a, b in pairs):.3g}"


def drawn(staff: int, programs: Sequence[Program], found: Table) -> str:
    """Return the chart of one size, by the line that programs start from."""
    groups: dict[str, list[Bar]] = {}
    for p in programs:
        bar = Bar(p.name, statistics.median(found[p.name].processor) * 1000, p.name in _MINE)
        groups.setdefault(p.line, []).append(bar)
    for bars in groups.values():
        bars.sort(key=lambda b: b.milliseconds)
    title = f"Evaluation of {staff:,} staff and {staff // 20:,} units, time of the processor"
    return chart(title, "Logarithmic scale. Compare only what starts from the same line.", list(groups.items()))


if __name__ == "__main__":
    main()
