"""Reading 100,000 rows x 20 columns beside the bare readers, in one run; prints a table of medians, ratios and memory.

    python benchmarks/reading.py [--rows 100000] [--rounds 3] [--home FOLDER]

xlsx: `read_workbook` (path to Grid) beside openpyxl's own bare iteration over the same file. csv: `read_csv` (path to
Grid) beside `pandas.read_csv(dtype=str)`. Beside both the whole import (path to Dossier: old encodings looked for,
tables found, columns bound, every cell checked, rows joined to their units), with the columns of quan-12-2020. Every
reading runs in a process of its own, which times the reading alone, after its imports; each round runs all of them in
turn. Ratios are paired by round and of CPU time, which neighbours on the machine disturb less; both readers of a pair
keep one core busy. The files are made once and kept in the temporary folder.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
#: Goes up whenever the files made below change, so that old ones are not taken.
EDITION = 1
HEADER = (
    "TT", "Mã CBCCVC", "Họ và tên", "Ngày sinh", "Chức vụ", "Mã đơn vị", "Tên đơn vị", "Đảng viên", "Điểm tự chấm",
    "Điểm thẩm định", "Tỷ lệ đúng hạn", "Tỷ lệ hài lòng", "Số hồ sơ", "Hồ sơ trễ hạn", "Sáng kiến", "Kỷ luật",
    "Ngày nhận xét", "Thực hiện quy chế", "Thành tích", "Ghi chú",
)  # fmt: skip
#: What each column is written as: a number format, or nothing for texts.
FORMATS = ("0", "", "", "dd/mm/yyyy", "", "", "", "", "0.0", "0.00", "0.0%", "0.00%", "#,##0", "0", "", "",
           "dd/mm/yyyy", "", "", "")  # fmt: skip
#: name, what it reads, beside what it is held
READINGS = (
    ("openpyxl, bare iteration", "xlsx", ""),
    ("xetkhen, read_workbook", "xlsx", "openpyxl, bare iteration"),
    ("xetkhen, whole import", "xlsx", "openpyxl, bare iteration"),
    ("pandas, read_csv", "csv", ""),
    ("xetkhen, read_csv", "csv", "pandas, read_csv"),
    ("xetkhen, whole import", "csv", "pandas, read_csv"),
)
Value = str | int | float | dt.date | None


def person(number: int, chance: random.Random) -> list[Value]:
    """Return one row, as an office writes it: seven texts out of ten repeat, notes are mostly blank."""
    unit = chance.randrange(400)
    family, middle = chance.choice(("Nguyễn", "Trần", "Lê", "Phạm", "Đỗ", "Võ")), chance.choice(("Văn", "Thị", "Đức"))
    given = chance.choice(("An", "Bình", "Cúc", "Dũng", "Hà", "Hải", "Hạnh", "Khôi", "Lan", "Minh", "Ngọc", "Yến"))
    born = dt.date(1962, 1, 1) + dt.timedelta(days=chance.randrange(14_000))
    told = dt.date(2020, 11, 1) + dt.timedelta(days=chance.randrange(30))
    achievement = chance.choice(("Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"))
    return [
        number,
        f"CB{number:06d}",
        f"{family} {middle} {given}",
        born,
        chance.choice(("Chuyên viên", "Phó trưởng phòng", "Trưởng phòng", "Công chức", "Viên chức")),
        f"DV{unit:03d}",
        f"Ủy ban nhân dân phường {unit}",
        chance.choice(("x", None)),
        chance.randrange(500, 1001) / 10,
        chance.randrange(5000, 10001) / 100,
        chance.randrange(800, 1001) / 1000,
        chance.randrange(8000, 10001) / 10000,
        chance.randrange(5000),
        chance.choice((None, 0, 0, 0, 1, 2, 3)),
        chance.choice(("Có", "Không", "Không")),
        chance.choice(("Không", "Không", "Có")),
        told,
        chance.choice(("Có", "Có", "Có", "Không")),
        achievement,
        chance.choice((None, None, None, f"theo Quyết định số {chance.randrange(3000)}/QĐ-UBND")),
    ]


def make(folder: Path, rows: int) -> None:
    """Make the workbook and the csv file unless they are there; the workbook shares its strings, as Excel's do."""
    import xlsxwriter

    folder.mkdir(parents=True, exist_ok=True)
    book, plain = folder / f"reading-{EDITION}-{rows}.xlsx", folder / f"reading-{EDITION}-{rows}.csv"
    if book.exists() and plain.exists():
        return
    chance = random.Random(20)  # noqa: S311 - the same data every time
    data = [person(number, chance) for number in range(1, rows + 1)]
    half = book.with_suffix(".part")
    with xlsxwriter.Workbook(half, {"strings_to_formulas": False, "strings_to_urls": False}) as out:
        formats = [out.add_format({"num_format": text}) if text else None for text in FORMATS]
        sheet = out.add_worksheet("Danh sách cán bộ")
        sheet.write_row(0, 0, HEADER)
        for at, row in enumerate(data, 1):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value, formats[column])
    half.replace(book)
    with plain.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(data)


def _openpyxl(path: Path) -> Callable[[], int]:
    import openpyxl

    def read() -> int:
        cells = 0
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for row in book.active.iter_rows():  # type: ignore[union-attr]
            for cell in row:
                cells += cell.value is not None
        return cells

    return read


def _workbook(path: Path) -> Callable[[], Any]:
    from engine.records.opening.xlsx import read_workbook

    return lambda: read_workbook(path, path.name)[0][0].cells


def _pandas(path: Path) -> Callable[[], Any]:
    import pandas as pd

    return lambda: pd.read_csv(path, dtype=str)


def _csv(path: Path) -> Callable[[], Any]:
    from engine.records.binding import plain_fold
    from engine.records.opening.delimited import read_csv

    labels = frozenset(map(plain_fold, HEADER))
    return lambda: read_csv(path, path.name, labels)[0][0].cells


def _whole(path: Path) -> Callable[[], Any]:
    import pandas as pd

    from engine.bundle import rule_file
    from engine.compiler import compile_file
    from engine.records import load
    from engine.records.reading import dossier_of  # imports are not timed

    del dossier_of
    plan = compile_file(rule_file("quan-12-2020"), []).plan
    units = path.with_name("units.csv")
    lines = [f"DV{n:03d},Ủy ban nhân dân phường {n}" for n in range(400)]
    units.write_text("\n".join(["Mã đơn vị,Tên đơn vị", *lines, ""]), encoding="utf-8")

    def read() -> pd.DataFrame:
        dossier = load(plan, [path, units])
        if dossier.rejected or dossier.balance.used != dossier.tables["person"].size + 400:
            sys.exit(str(dossier.rejected[:1]))
        return pd.DataFrame({name: pd.Series(column) for name, column in dossier.tables["person"].columns.items()})

    return read


def read_one(name: str, kind: str, path: Path) -> None:
    """Read one file once and print what it cost: seconds, cells that hold anything, MB at the peak and before."""
    makers = (_openpyxl, _workbook, _whole, _pandas, _csv, _whole)
    read = dict(zip((r[:2] for r in READINGS), makers, strict=True))[name, kind](path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, begun = time.perf_counter(), time.process_time()
    found = read()
    seconds, busy = time.perf_counter() - start, time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cells = found if isinstance(found, int) else sum(int((found[c].fillna("") != "").sum()) for c in found.columns)
    cells += len(HEADER) * (name == "pandas, read_csv")  # its header is no row
    told = {"seconds": seconds, "busy": busy, "cells": cells, "peak": peak / 1024, "before": before / 1024}
    print(json.dumps(told))


def main() -> None:
    """Make the files, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "xetkhen-reading")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one == "make":
        make(options.home, options.rows)
        return
    files = {kind: options.home / f"reading-{EDITION}-{options.rows}.{kind}" for kind in ("xlsx", "csv")}
    if options.one:
        name, _, kind = options.one.rpartition("|")
        read_one(name, kind, files[kind])
        return
    mine = [sys.executable, __file__, "--rows", str(options.rows), "--home", str(options.home), "--one"]
    # In a process of its own: the peak of a process counts what its parent held when it began.
    subprocess.run([*mine, "make"], check=True)
    found: dict[tuple[str, str], list[dict[str, float]]] = {reading[:2]: [] for reading in READINGS}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for turn in range(options.rounds):
        for name, kind, _ in READINGS[:: 1 if turn % 2 == 0 else -1]:
            call = [*mine, f"{name}|{kind}"]
            done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                sys.exit(f"{name}: {done.stderr[-800:]}")
            found[name, kind].append(json.loads(done.stdout))
    _print(found, options.rows, options.rounds)


def _print(found: dict[tuple[str, str], list[dict[str, float]]], rows: int, rounds: int) -> None:
    from tabulate import tabulate

    lines = []
    for name, kind, other in READINGS:
        seconds, busy = ([one[part] for one in found[name, kind]] for part in ("seconds", "busy"))
        ratio = ""
        if other:
            both = zip(found[name, kind], found[other, kind], strict=True)
            pairs = [mine["busy"] / its["busy"] for mine, its in both]
            ratio = f"{statistics.median(pairs):.2f} ({min(pairs):.2f} to {max(pairs):.2f})"
        peak, before = (max(one[part] for one in found[name, kind]) for part in ("peak", "before"))
        cells = {int(one["cells"]) for one in found[name, kind]}
        medians = [f"{statistics.median(each):.2f}" for each in (seconds, busy)]
        lines.append([name, kind, *cells, *medians, ratio, f"{peak:.0f}", f"{before:.0f}"])
    headers = ["reading", "file", "cells", "seconds", "of CPU", "CPU beside the bare reader", "peak MB", "MB before"]
    print(f"{rows:,} rows x {len(HEADER)} columns, {rounds} rounds, medians; Python {platform.python_version()}\n")
    print(tabulate(lines, headers, disable_numparse=True))


if __name__ == "__main__":
    main()
