"""From files to decisions, and to lines with reasons, beside pandas' own read of the same files; in one run.

    python -m benchmarks.whole [--staff 1000000] [--rounds 3] [--home FOLDER] [--rows jsonl|csv|parquet]
                              [--without-lines]

Each reading is done in a process of its own. Printed: seconds on the clock and of the processor, peak memory, and the
ratios of both to `pandas.read_csv` (its default engine, and the one of pyarrow) of the same rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.machine import machine_line

HERE = Path(__file__).resolve().parent
RULES = HERE / "rules" / "rules.yaml"
#: The one record that pandas does not read: that the staff are all there.
PAPER = (
    "Danh sách được xác nhận,Số dòng xác nhận,Từ ngày,Đến ngày,Văn bản số,Ngày,Cơ quan xác nhận\n"
    "Cán bộ,{staff},01/01/2020,31/01/2021,1/XN,01/02/2021,Phòng Nội vụ\n"
)
STEPS = ("pandas", "pandas with pyarrow", "xetkhen, csv", "xetkhen, parquet", "xetkhen, csv to lines")


def files_of(home: Path, staff: int, form: str) -> list[Path]:
    """Return the files of one size, written where they are not there yet."""
    found = [home / "data" / f"{name}_{staff}.{form}" for name in ("units", "staff")]
    if not all(f.exists() for f in found):
        environment = {**os.environ, "BENCH_HOME": str(home)}
        subprocess.run([sys.executable, str(HERE / "workload.py"), str(staff)], check=True, env=environment)
    return found


def step(name: str, home: Path, staff: int, rows: str) -> dict[str, float]:
    """Do one thing once, in this process, and return what it took."""
    files = files_of(home, staff, "parquet" if "parquet" in name else "csv")
    work = _pandas(name, files) if name.startswith("pandas") else _ours(name, files, staff, rows)
    clock, processor = time.perf_counter(), time.process_time()
    work()
    spent = time.perf_counter() - clock, time.process_time() - processor
    return {"clock": spent[0], "processor": spent[1], "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _pandas(name: str, files: list[Path]) -> Callable[[], object]:
    import pandas as pd

    if name == "pandas":
        return lambda: [pd.read_csv(f) for f in files]
    return lambda: [pd.read_csv(f, engine="pyarrow") for f in files]


def _ours(name: str, files: list[Path], staff: int, rows: str) -> Callable[[], object]:
    import datetime as dt

    import pandas as pd

    from engine.compiler import compile_file
    from engine.evaluator import evaluate
    from engine.records import load
    from engine.report.rows import write_rows

    plan = compile_file(RULES).plan
    import_module("engine.records.reading")  # what is imported late is imported, as pandas is
    import_module("engine.records.opening.delimited")
    import_module("engine.records.opening.parquet")
    import_module("pyarrow.csv")
    import_module("pyarrow.parquet")
    pd.DataFrame({"a": ["x"]})

    def work() -> None:
        with TemporaryDirectory() as folder:
            paper = Path(folder) / "xac-nhan.csv"
            paper.write_text(PAPER.format(staff=staff), "utf-8")
            dossier = load(plan, [*files, paper])
            found = evaluate(plan, dossier, dt.date(2021, 3, 1))
            if "lines" in name:
                write_rows(found, Path(folder) / f"out.{rows}", rows)

    return work


def main() -> None:
    """Run every step so many times in turn, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--staff", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--home", type=Path, default=HERE)
    parser.add_argument("--rows", default="jsonl", choices=["jsonl", "csv", "parquet"])
    parser.add_argument("--without-lines", action="store_true", help="up to the decisions only")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(step(options.step, options.home, options.staff, options.rows)))
        return
    from tabulate import tabulate

    files_of(options.home, options.staff, "csv")
    steps = STEPS[:-1] if options.without_lines else STEPS
    found: dict[str, list[dict[str, float]]] = {name: [] for name in steps}
    for _ in range(options.rounds):
        for name in steps:
            command = [sys.executable, "-m", "benchmarks.whole", "--step", name, "--staff", str(options.staff)]
            command += ["--home", str(options.home), "--rows", options.rows]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE.parent)
            found[name].append(json.loads(done.stdout.splitlines()[-1]))
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(f"{machine_line()}; {options.staff:,} staff; {options.rounds} rounds; medians\n")
    table = []
    for name, runs in found.items():
        ratios = [
            statistics.median(a[what] / b[what] for a, b in zip(runs, found[peer], strict=True))
            for peer in STEPS[:2]
            for what in ("processor", "clock")
        ]
        spent = [statistics.median(r[what] for r in runs) for what in ("clock", "processor", "peak")]
        table.append((name, f"{spent[0]:.2f}", f"{spent[1]:.2f}", f"{spent[2]:.0f}", *(f"{r:.2f}" for r in ratios)))
    heads = ["from files", "s", "s of processor", "peak MB"]
    heads += [f"of {name}{more}" for name in STEPS[:2] for more in ("", ", on the clock")]
    print(tabulate(table, headers=heads, tablefmt="github", disable_numparse=True))


if __name__ == "__main__":
    main()
