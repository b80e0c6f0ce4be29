"""The hash of a file's bytes, worked out beside whatever else is done with a large file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Thread

#: A smaller file is hashed at once.
_LARGE = 1 << 20


def hashed(path: Path) -> Callable[[], str]:
    """Return what returns the SHA-256 of a file, and may wait for it; raises OSError where it cannot be read."""
    if path.stat().st_size < _LARGE:
        found = _hash(path)
        return lambda: found
    told: Future[str] = Future()
    Thread(target=_tell, args=(told, path), daemon=True).start()
    return told.result


def _tell(told: Future[str], path: Path) -> None:
    try:
        told.set_result(_hash(path))
    except OSError as error:
        told.set_exception(error)


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
