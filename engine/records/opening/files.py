"""Opening files: what cannot be opened is refused with its reason, all files at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ...diagnostics import Diagnostic, ReportedError
from ..grid import Grid
from .gather import Book, gathered
from .kinds import Kind, unreadable


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """What the files hold: their sheets, the notices of reading them, their names and the hash of their bytes.

    `refused`: why others could not be opened, where the rest was to be looked at all the same.
    """

    grids: tuple[Grid, ...]
    notices: tuple[Diagnostic, ...]
    names: tuple[str, ...]
    hash: str
    refused: tuple[Diagnostic, ...] = ()


#: Told the name of a book, and how much of it has been read: nothing of nothing when it is begun.
Progress = Callable[[str, int, int], None]


def open_files(
    files: Sequence[Path], labels: frozenset[str], progress: Progress | None = None, *, lenient: bool = False
) -> Opened:
    """Return the sheets of all files, in the order of their names, or raise every reason why one cannot be opened.

    A file may be a folder or a zip of books. `labels` are the folded column names, by which a csv file's delimiter is
    known; `progress` is told the name of each book before it is read, and how far a large one is.
    A `lenient` look goes on with the others where one cannot be opened, as long as there are any.
    """
    with TemporaryDirectory(prefix="xetkhen-", ignore_cleanup_errors=True) as room:
        opened = _open(files, labels, progress, Path(room), lenient=lenient)
    if opened.refused and not (lenient and opened.names):
        raise ReportedError(opened.refused)
    return opened


def _open(
    files: Sequence[Path], labels: frozenset[str], progress: Progress | None, room: Path, *, lenient: bool
) -> Opened:
    found = gathered(files, room)
    if found.found and not lenient:  # the long work does not begin
        raise ReportedError(found.found)
    grids: list[Grid] = []
    notices = list(found.notices)
    refused = list(found.found)
    digests: list[tuple[str, str]] = []
    for book in found.books:
        tell = None if progress is None else partial(progress, book.name)
        if tell is not None:
            tell(0, 0)
        try:
            sheets, told = read(book, labels, tell)
            digests.append((book.name, book.digest()))
        except ReportedError as error:
            refused += error.diagnostics
            continue
        except OSError as error:  # it went away while it was read
            refused.append(unreadable(book.name, error))
            continue
        grids += sheets
        notices += told
    total = hashlib.sha256()
    for line in sorted(digests):
        total.update("\x00".join(line).encode() + b"\n")
    names = tuple(name for name, _ in digests)
    return Opened(tuple(grids), tuple(notices), names, total.hexdigest(), tuple(refused))


def read(
    book: Book, labels: frozenset[str], tell: Callable[[int, int], None] | None = None
) -> tuple[list[Grid], list[Diagnostic]]:
    """Return the sheets of one book and the notices of reading it: the one place where a file is read."""
    match book.kind:
        case Kind.TEXT:
            from .delimited import read_csv

            return read_csv(book.path, book.name, labels)
        case Kind.PARQUET:
            from .parquet import read_parquet

            return read_parquet(book.path, book.name)
        case Kind.XLS:
            from .xls import read_xls

            return read_xls(book.path, book.name)
        case Kind.ODS:
            from .ods import read_ods

            return read_ods(book.path, book.name, tell)
    from .xlsx import read_workbook

    return read_workbook(book.path, book.name, tell)
