"""The hash of a file's bytes, worked out beside whatever else is done with a large file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

#: A smaller file is hashed at once.
_LARGE = 1 << 20


def hashed(path: Path) -> Callable[[], str]:
    """Return what returns the SHA-256 of a file, in hexadecimal digits, and may wait for it.

    Raises OSError where the file cannot be read, at once or when the hash is asked for.
    """
    if path.stat().st_size < _LARGE:
        found = _hash(path)
        return lambda: found
    return ThreadPoolExecutor(1).submit(_hash, path).result


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
