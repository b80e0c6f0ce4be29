"""Running again when a file changes: the state of files is asked for at intervals, nothing is computed in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

#: How long to wait between two looks, in seconds.
INTERVAL = 0.5
State = Mapping[Path, tuple[int, int] | None]


def state_of(files: Iterable[Path]) -> State:
    """Return of every file its last change and size; None where it is not there."""
    out: dict[Path, tuple[int, int] | None] = {}
    for file in files:
        try:
            found = file.stat()
        except OSError:
            out[file] = None
        else:
            out[file] = (found.st_mtime_ns, found.st_size)
    return out


def changes(
    files: Callable[[], Iterable[Path]], wait: Callable[[float], None] = time.sleep
) -> Iterator[tuple[Path, ...]]:
    """Yield the files that changed, each time some did; `files` is asked anew, since new ones may come."""
    before = state_of(files())
    while True:
        wait(INTERVAL)
        after = state_of(files())
        changed = tuple(sorted(p for p in {*before, *after} if before.get(p) != after.get(p)))
        before = after
        if changed:
            yield changed


def files_of(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return the YAML files of the folders that hold a rule set and what is laid over it."""
    return tuple(sorted({f for folder in folders for f in folder.glob("*.y*ml")}))
