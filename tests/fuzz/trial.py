"""One file after the other through the whole import, in a process that may be killed: `python -m tests.fuzz.trial`.

Each line read is a path; each line written says in JSON how the import of that file ended.
"""

from __future__ import annotations

import json
import resource
import sys
import traceback
from pathlib import Path

from engine.diagnostics import Diagnostic, Lang, ReportedError
from engine.records import load

from ..records.plans import plan

#: What a file may cost in memory beyond the program itself, in bytes.
ROOM = 1 << 30


def tried(path: Path) -> dict[str, object]:
    """Return how the import of one file ended: a dossier, a refusal in plain sentences, or a failure."""
    try:
        dossier = load(plan(), [path])
    except ReportedError as error:
        return _told(error.diagnostics, path, {"end": "refused", "codes": [d.code.id for d in error.diagnostics][:5]})
    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
        return {"end": "failed", "why": traceback.format_exc()[-3000:]}
    balance = dossier.balance
    if balance.rows != balance.used + balance.rejected + balance.not_data:
        return {"end": "failed", "why": f"rows are lost: {balance}"}
    return _told([*dossier.rejected, *dossier.notices], path, {"end": "dossier", "rows": balance.rows})


def _told(found: list[Diagnostic] | tuple[Diagnostic, ...], path: Path, end: dict[str, object]) -> dict[str, object]:
    """Return the end if every sentence can be said, and none says where the file lies on this machine."""
    try:
        for one in found[:200]:
            for lang in Lang:
                for text in (one.message(lang), one.help(lang), str(one.place)):
                    text.encode("utf-8")
                    if str(path.parent) in text or "xetkhen-" in text:
                        return {"end": "failed", "why": f"a path is shown: {text}"}
    except (KeyError, IndexError, ValueError):
        return {"end": "failed", "why": traceback.format_exc()[-3000:]}
    return end


def confined() -> None:
    """Let this process have no more memory than it has now and the room for one file."""
    sizes = Path("/proc/self/statm")
    if sizes.exists():
        now = int(sizes.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + ROOM, now + ROOM))


def main() -> None:
    """Try the files named on standard input."""
    tried(Path("khong-co.xlsx"))
    confined()
    for line in sys.stdin:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = tried(Path(line.rstrip("\n")))
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        sys.stdout.write(json.dumps({**found, "grown": grown // 1024}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
