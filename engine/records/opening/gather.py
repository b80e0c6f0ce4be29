"""From what was given (files, folders, archives) to the books that are read, each with its shown name."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path, PurePosixPath

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from .archive import MOST, Inside, is_silent, unpacked
from .hashing import hashed
from .kinds import SUFFIXES, Kind, judged, unreadable
from .limits import damaged
from .values import shown

#: A folder is not looked through any further.
_WALKED = 100_000


@dataclass(frozen=True, slots=True)
class Book:
    """A file to be read: where its bytes lie, its shown name, what it is, and what returns the hash of its bytes."""

    path: Path
    name: str
    kind: Kind
    digest: Callable[[], str]


@dataclass(slots=True)
class Gathered:
    """All books, in the order of their names, what a reader should know, and what stands against reading them."""

    books: list[Book] = field(default_factory=list)
    notices: list[Diagnostic] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    _seen: dict[int, list[tuple[Callable[[], str], str]]] = field(default_factory=dict)

    def look(self, path: Path, name: str, room: Path | None) -> None:
        """Take one file: a book, or (where there is room to unpack it) an archive of books."""
        try:
            kind, notices = judged(path, name)
            digest = hashed(path)
            same = self._seen.setdefault(path.stat().st_size, [])  # only files of one size can be the same
            other = next((shown_ for known, shown_ in same if known() == digest()), None)
        except ReportedError as error:
            self.found += error.diagnostics
            return
        except OSError as error:  # it went away while it was looked at
            self.found.append(unreadable(name, error))
            return
        self.notices += notices
        if other is not None:
            self.found.append(Diagnostic(codes.FILE_TWICE, Cell(name), _twice(name, other)))
        elif kind is not Kind.ARCHIVE:
            self.books.append(Book(path, name, kind, digest))
        elif room is None:
            self.found.append(Diagnostic(codes.ARCHIVE_NESTED, Cell(name), {"text": name}))
        else:
            self._unpack(path, name, room)
        same.append((digest, name))

    def _unpack(self, path: Path, name: str, room: Path) -> None:
        room.mkdir()
        try:
            inside = unpacked(path, name, room)
        except ReportedError as error:
            self.found += error.diagnostics
            return
        for file, inner in sorted(inside.files, key=lambda pair: pair[1]):
            self.look(file, inner, None)
        self.found += inside.found
        self.tell(inside, name)

    def tell(self, inside: Inside, name: str) -> None:
        """Take what a folder or an archive has to say of itself."""
        for told in inside.told(name):
            (self.notices if told.code is codes.LEFT_OUT else self.found).append(told)


def gathered(files: Sequence[Path], room: Path) -> Gathered:
    """Return all books among the files, in folders and in archives, which are unpacked into a room of their own."""
    out = Gathered()
    rooms = (room / str(number) for number in count())
    for path, name in _named(files):
        if not os.path.exists(path):  # noqa: PTH110 - a path that is too long is not there, and no error
            out.found.append(Diagnostic(codes.FILE_MISSING, Cell(name), {"text": str(path)}))
        elif path.is_dir():
            inside = _folder(path, name)
            if len(inside.files) <= MOST:
                for file, inner in sorted(inside.files, key=lambda pair: pair[1]):
                    out.look(file, inner, next(rooms))
            out.found += inside.found
            out.tell(inside, name)
        elif not path.is_file():
            out.found.append(damaged(name, "đây không phải tệp thông thường", "it is not a regular file"))
        elif (suffix := path.suffix.lower()) not in SUFFIXES:
            out.found.append(Diagnostic(codes.FILE_TYPE, Cell(name), {"kind": suffix or name}))
        else:
            out.look(path, name, next(rooms))
    often = Counter(book.name for book in out.books)
    order = {id(book): book.digest() if often[book.name] > 1 else "" for book in out.books}
    out.books = _told_apart(sorted(out.books, key=lambda book: (book.name, order[id(book)])))
    return out


def _folder(folder: Path, name: str) -> Inside:
    """Return the files of a folder and of all folders in it."""
    inside = Inside()
    for number, path in enumerate(_walk(folder, name, inside)):
        if number >= _WALKED:
            many = {"text": name, "most": str(_WALKED)}
            inside.found.append(Diagnostic(codes.BOOKS_MANY, Cell(name), many))
            break
        parts = path.relative_to(folder).parts
        if is_silent(parts):
            continue
        inner = "/".join(shown(part) for part in parts)
        if path.is_file():
            try:
                inside.take(path, inner, name)
            except OSError as error:
                inside.found.append(unreadable(f"{name}/{inner}", error))
        elif not path.is_dir():
            inside.passed.append(inner)
    return inside


def _walk(folder: Path, name: str, inside: Inside) -> Iterator[Path]:
    """Yield the files of a folder and of those in it, links to folders left out: they may go in circles."""

    def refused(error: OSError) -> None:
        place = "/".join([name, *map(shown, Path(error.filename).relative_to(folder).parts)])
        inside.found.append(unreadable(place, error))

    for here, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(f for f in folders if not is_silent([f]))
        yield from (Path(here) / file for file in sorted(files))


def _named(files: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return the files with the names shown for them, sorted: so many folders are shown as tell two names apart."""
    whole = {path: os.path.realpath(path) for path in files}
    parts = {path: Path(os.path.abspath(path)).parts for path in files}  # noqa: PTH100 - a link keeps its own name
    most = max(map(len, parts.values()), default=1)
    named = []
    for path in files:
        others = [parts[other] for other in files if whole[other] != whole[path]]
        deep = next((n for n in range(1, most) if all(o[-n:] != parts[path][-n:] for o in others)), most)
        named.append((path, "/".join(shown(part) for part in parts[path][-deep:] if part != os.sep)))
    return sorted(named, key=lambda pair: (pair[1], str(pair[0])))


def _told_apart(books: Sequence[Book]) -> list[Book]:
    """Return the books with a number behind names that two of them have, as in archives made by programs."""
    taken: set[str] = set()
    out = []
    for book in books:
        pure = PurePosixPath(book.name)
        names = (str(pure.with_stem(f"{pure.stem} ({n})")) for n in count(2))
        name = book.name if book.name not in taken else next(n for n in names if n not in taken)
        taken.add(name)
        out.append(replace(book, name=name))
    return out


def _twice(name: str, other: str) -> dict[str, str]:
    """Return the words of a file given twice: under the same name, or its copy under another."""
    where = ("", "") if name == other else (f" (cùng nội dung với `{other}`)", f" (the same as `{other}`)")
    return {"text": name, "where": where[0], "where_en": where[1]}
