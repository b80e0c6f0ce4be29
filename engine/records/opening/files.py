"""Opening files: what cannot be opened is refused with its reason, all files at once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from ..grid import Grid
from .limits import damaged

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
TEXTS = frozenset({".csv"})
#: The first bytes of encrypted workbooks, and of all that Office wrote before 2007.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST_TEXT = 1_000_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """What the files hold: their sheets, the notices of reading them, their names and the hash of their bytes."""

    grids: tuple[Grid, ...]
    notices: tuple[Diagnostic, ...]
    names: tuple[str, ...]
    hash: str


def open_files(files: Sequence[Path], labels: frozenset[str], progress: Callable[[str], None] | None = None) -> Opened:
    """Return the sheets of all files, in the order of their names, or raise every reason why one cannot be opened."""
    named = _named(files)
    found: list[Diagnostic] = []
    for path, name in named:
        found += refused(path, name)
    digests = [] if found else [(name, _digest(path)) for path, name in named]
    seen: dict[str, str] = {}
    for name, digest in digests:
        if digest in seen:
            found.append(Diagnostic(codes.FILE_TWICE, Cell(name), _twice(name, seen[digest])))
        seen.setdefault(digest, name)
    if found:
        raise ReportedError(found)
    grids: list[Grid] = []
    notices: list[Diagnostic] = []
    for path, name in named:
        if progress:
            progress(name)
        try:
            sheets, told = _read(path, name, labels)
        except ReportedError as error:
            found += error.diagnostics
            continue
        grids += sheets
        notices += told
    if found:
        raise ReportedError(found)
    total = hashlib.sha256()
    for line in sorted(digests):
        total.update("\x00".join(line).encode() + b"\n")
    return Opened(tuple(grids), tuple(notices), tuple(name for _, name in named), total.hexdigest())


def _twice(name: str, other: str) -> dict[str, str]:
    """Return the words of a file given twice: under the same name, or its copy under another."""
    where = ("", "") if name == other else (f" (cùng nội dung với `{other}`)", f" (the same as `{other}`)")
    return {"text": name, "where": where[0], "where_en": where[1]}


def _named(files: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return the files with the names shown for them, sorted: the folder is shown where two have one name."""
    often = Counter(name for name, _ in {(path.name, path.resolve()) for path in files})
    named = [(path, path.name if often[path.name] == 1 else f"{path.parent.name}/{path.name}") for path in files]
    return sorted(named, key=lambda pair: (pair[1], str(pair[0])))


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read(path: Path, name: str, labels: frozenset[str]) -> tuple[list[Grid], list[Diagnostic]]:
    if path.suffix.lower() in TEXTS:
        from .delimited import read_csv

        return read_csv(path, name, labels)
    from .xlsx import read_workbook

    return read_workbook(path, name)


def refused(path: Path, name: str) -> list[Diagnostic]:
    """Return why a file cannot be opened, judged by its name, size and first bytes."""
    place = Cell(name)
    if not path.exists():
        return [Diagnostic(codes.FILE_MISSING, place, {"text": str(path)})]
    if path.is_dir():
        return [Diagnostic(codes.FILE_FOLDER, place, {"text": str(path)})]
    suffix = path.suffix.lower()
    if suffix not in WORKBOOKS | TEXTS:
        return [Diagnostic(codes.FILE_TYPE, place, {"kind": suffix or name})]
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(8)
    except OSError as error:
        return [damaged(name, "hệ điều hành không cho đọc", error.strerror or "the system refuses to read it")]
    if size == 0:
        return [Diagnostic(codes.FILE_EMPTY, place, {"text": name})]
    if start == _OLE:
        return [Diagnostic(codes.FILE_LOCKED, place, {"text": name})]
    if suffix in WORKBOOKS:
        from .xlsx import refused_zip

        return refused_zip(path, name)
    if size > _LARGEST_TEXT:
        return [Diagnostic(codes.FILE_LONG, place, {"text": name})]
    return []
