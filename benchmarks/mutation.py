"""Mutate a room of the engine and say what no test tells apart: `python benchmarks/mutation.py evaluator|compiler`.

It is mutmut (extra `mutation`, `[tool.mutmut]` in pyproject.toml) run in a copy under `out/mutation/ROOM`; what stands
behind the room is a file of it (`compiler order.py lower.py`: these alone), or given to mutmut (`compiler show NAME`,
`compiler run NAME...`); by itself it is `run`, twice, and the survivors with their differences go to
`out/mutation/ROOM.txt`. docs/mutation.md says what came of it, and why mutmut is changed in these places:

- **Texts and arguments.** A text is mutated once (`XX...XX`), and only where it is one ASCII word; an argument is left
  out only at the end or by its name, since a call that lacks one in the middle has too few.
- **Tests that reach the line.** mutmut runs, for a mutant, each test that called the mutated function. A trace of the
  clean run says which tests reached the mutated *line*; no other can tell it apart.
- **Collected once.** mutmut's fork server collects the tests, and a worker runs the items it needs: `pytest.main` for
  each mutant would collect thousands of ids each time. No code of the room has run in the server, so that no cache
  holds what was found before the mutation.
- **Quick ones first.** First each mutant meets some quick tests of every file; what survives meets all of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("evaluator", "compiler")
#: The tests of each room, beside the conformance cases.
TESTS = {
    "evaluator": ["tests/evaluator", "tests/properties/test_agreement.py", "tests/properties/test_missing.py"],
    "compiler": ["tests/compiler", "tests/diagnostics/test_every_code.py"],
}


def copied(room: str) -> Path:
    """Bring the files that git knows into a folder of their own, where mutmut may write; return it."""
    home = ROOT / "out" / "mutation" / room
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        source, target = ROOT / name, home / name
        if not source.is_file() or (target.is_file() and target.read_bytes() == source.read_bytes()):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return home


def main() -> None:
    """Run mutmut over one room."""
    if len(sys.argv) < 2 or sys.argv[1] not in ROOMS:
        sys.exit(f"usage: python benchmarks/mutation.py {'|'.join(ROOMS)} [FILE.py...] [told | COMMAND OF MUTMUT...]")
    room, rest = sys.argv[1], sys.argv[2:]
    files = [name.removesuffix(".py") for name in rest if name.endswith(".py")]
    rest = [name for name in rest if not name.endswith(".py")]
    os.chdir(copied(room))
    from mutation_told import run  # mutmut reads its configuration where it is imported

    run(room, files, TESTS[room], rest, ROOT / "out" / "mutation" / f"{room}.txt")


if __name__ == "__main__":
    main()
