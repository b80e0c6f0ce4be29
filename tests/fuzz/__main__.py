"""Spoil good files and import them, for some minutes: `python -m tests.fuzz --minutes 10 [--seed N]`.

Whatever is neither a dossier nor a refusal in plain sentences is a failure, and its file is kept in `corpus/`, where
the ordinary tests try it again. The exit code is 1 where there was one.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from .evil import write_evil
from .mutate import mutated
from .seeds import seeds
from .worker import PATIENCE, Worker

CORPUS = Path(__file__).parent / "corpus"


def main() -> int:
    """Fuzz for so many minutes; return how many failures there were, at most 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=None, help="the same seed spoils the same files in the same way")
    parser.add_argument("--only", default="", help="spoil only seeds whose name holds this text")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds that one file may take")
    parser.add_argument("--evil", action="store_true", help="write the evil files of the corpus anew, and end")
    options = parser.parse_args()
    if options.evil:
        write_evil(CORPUS)
        return 0
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**9)
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    whole = seeds()
    names = [name for name in whole if options.only in name]
    worker = Worker(options.patience)
    ends: Counter[str] = Counter()
    failures: set[str] = set()
    slowest, largest = (0.0, ""), (0, "")
    until = time.monotonic() + 60 * options.minutes
    with TemporaryDirectory() as folder:
        while time.monotonic() < until:
            name = chance.choice(names)
            data = mutated(name, whole[name], chance, whole)
            path = Path(folder) / f"a{Path(name).suffix}"
            path.write_bytes(data)
            start = time.monotonic()
            found = worker.tried(path)
            taken = time.monotonic() - start
            slowest = max(slowest, (taken, name))
            largest = max(largest, (int(found.get("grown", 0)), name))
            ends[found["end"] if found["end"] != "refused" else f"refused: {found['codes'][0]}"] += 1
            if found["end"] == "failed":
                _keep(path, data, str(found["why"]), worker, failures)
    worker.close()
    for end, often in ends.most_common():
        print(f"{often:8} {end}")
    print(f"{sum(ends.values())} files; slowest {slowest[0]:.1f} s ({slowest[1]}, patience {options.patience:.0f} s), "
          f"most memory {largest[0]} MB ({largest[1]}); {len(failures)} kinds of failures")  # fmt: skip
    return min(1, len(failures))


def _keep(path: Path, data: bytes, why: str, worker: Worker, failures: set[str]) -> None:
    """Keep a file that fails in a way not seen before, as small as it can easily be made."""
    last = _kind(why)
    if last in failures:
        return
    failures.add(last)
    for size in (len(data) // 2, len(data) // 4, len(data) // 16, 64, 8):
        at = 0
        while at < len(data) and size and len(data) < 500_000 and "seconds" not in why:
            less = data[:at] + data[at + size :]
            path.write_bytes(less)
            again = worker.tried(path)
            if again["end"] == "failed" and _kind(str(again["why"])) == last:
                data = less
            else:
                at += size
    name = f"{hashlib.sha256(data).hexdigest()[:10]}{path.suffix}"
    (CORPUS / name).write_bytes(data)
    print(f"\n{name} ({len(data)} bytes)\n{why}", flush=True)


def _kind(why: str) -> str:
    """Return what tells two failures apart: the error's type and the last line of ours."""
    lines = [line.strip() for line in why.strip().splitlines()]
    ours = [line for line in lines if line.startswith("File") and "/engine/" in line]
    return f"{lines[-1].partition(':')[0]} {ours[-1] if ours else ''}"


if __name__ == "__main__":
    sys.exit(main())
