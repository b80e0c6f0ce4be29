"""The workload through our engine beside its peers, in one run; prints a table of ratios.

    python benchmarks/run.py [--size 10k|100k|1M] [--rounds 3] [--openfisca PYTHON]

Each round runs every program once, in turn, each in a process of its own; every program times its own evaluation
(median of seven) apart from reading. Results are compared for equality with hand-written pandas first. Two starting
lines are kept apart: ready codes (OpenFisca, NumPy, ours) and typed columns (pandas, ours with encoding). OpenFisca
needs a virtual environment of its own; without --openfisca one is made under benchmarks/.venv-openfisca.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: name shown, peer script, arguments, starting line
PROGRAMS = (
    ("pandas, tuned by hand", "pandas_peer.py", ("--tuned",), "typed columns"),
    ("pandas, by hand", "pandas_peer.py", (), "typed columns"),
    ("xetkhen from typed columns", "xetkhen_peer.py", ("--fromarrow",), "typed columns"),
    ("xetkhen", "xetkhen_peer.py", (), "ready codes"),
    ("NumPy, by hand", "numpy_peer.py", (), "ready codes"),
    ("OpenFisca", "openfisca_peer.py", (), "ready codes"),
)
#: which of ours is held against which peer
RATIOS = (
    ("xetkhen", "OpenFisca"),
    ("xetkhen", "NumPy, by hand"),
    ("xetkhen from typed columns", "pandas, tuned by hand"),
    ("xetkhen from typed columns", "pandas, by hand"),
)


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


def measure(python: str, script: str, size: str, arguments: tuple[str, ...], home: Path) -> dict[str, object]:
    """Run one program once and return what it printed of itself."""
    environment = {**os.environ, "BENCH_HOME": str(home), "QUIET_MAX": "5"}
    command = [python, str(HERE / "peers" / script), size, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=HERE / "peers")
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        sys.exit(f"{script}: {done.stderr[-800:]}")
    found: dict[str, object] = json.loads(lines[-1])
    if found["status"] != "ok" or (script != "pandas_peer.py" and found["mismatch"]):
        sys.exit(f"{script}: {found['status']}, results differ: {found.get('mismatch')}")
    return found


def main() -> None:
    """Generate the data, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="1M", choices=["10k", "100k", "1M"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--openfisca", default=os.environ.get("OPENFISCA_PYTHON"))
    parser.add_argument("--home", type=Path, default=HERE, help="where data/ and results/ go")
    options = parser.parse_args()
    home: Path = options.home
    if not (home / "data" / f"staff_{options.size}.parquet").exists():
        environment = {**os.environ, "BENCH_HOME": str(home)}
        subprocess.run([sys.executable, str(HERE / "workload.py"), options.size], check=True, env=environment)
    other = openfisca(options.openfisca)
    times: dict[str, list[float]] = {name: [] for name, *_ in PROGRAMS}
    peaks: dict[str, float] = {}
    # the hand-written version runs first in its plain form: what it finds is what the others are compared with
    measure(sys.executable, "pandas_peer.py", options.size, (), home)
    for _ in range(options.rounds):
        for name, script, arguments, _line in PROGRAMS:
            python = other if name == "OpenFisca" else sys.executable
            found = measure(python, script, options.size, arguments, home)
            times[name].append(float(str(found["eval_s"])))
            peaks[name] = float(str(found["peak_rss_mb"]))
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    report(options.size, options.rounds, times, peaks)


def report(size: str, rounds: int, times: dict[str, list[float]], peaks: dict[str, float]) -> None:
    """Print times, memory and the paired ratios."""
    from tabulate import tabulate

    cores = os.cpu_count()
    machine = f"{platform.machine()}, {cores} cores, Python {platform.python_version()}"
    print(f"{machine}; {size} staff; {rounds} rounds; evaluation only\n")
    rows = [
        (line, name, f"{statistics.median(times[name]) * 1000:.0f}", f"{peaks[name]:.0f}")
        for name, _, _, line in sorted(PROGRAMS, key=lambda p: p[3])
    ]
    print(tabulate(rows, headers=["starts from", "program", "median ms", "peak MB (process)"]))
    print()
    paired = [
        (ours, peer, f"{statistics.median(a / b for a, b in zip(times[ours], times[peer], strict=True)):.2f}")
        for ours, peer in RATIOS
    ]
    print(tabulate(paired, headers=["ours", "peer", "ratio (median of pairs)"]))


if __name__ == "__main__":
    main()
