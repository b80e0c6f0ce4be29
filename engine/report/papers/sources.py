"""Where the books lie from which values were read, seen from the folder that papers are written to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

#: A link cannot tell these from its own signs.
_SIGNS = frozenset('#%?*|<>"')


def sources_of(names: Iterable[str], files: Sequence[Path], folder: Path) -> dict[str, str]:
    """Return, for every book that is one file and no other, its path relative to a folder.

    `names` are those that cells have: so many folders of the path as tell two files apart. Books inside archives,
    or on another drive, have no place that a link could name.
    """
    out = {}
    for name in names:
        places = {os.path.realpath(path): path for path in _candidates(name, files)}
        path = next(iter(places.values())) if len(places) == 1 else None
        relative = _relative(path, folder) if path is not None else ""
        if relative and not _SIGNS.intersection(relative):
            out[name] = relative
    return out


def _candidates(name: str, files: Sequence[Path]) -> Iterator[Path]:
    for given in files:
        if given.is_dir():
            inner = given / name
            if inner.is_file():
                yield inner
        elif f"/{given.absolute().as_posix()}".endswith(f"/{name}"):
            yield given


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return ""
