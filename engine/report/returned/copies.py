"""The books that go back: every sender's own, under a name that any system takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from unicodedata import normalize
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - it is an exception

from ...diagnostics import Diagnostic, Lang, ReportedError
from ...plan import Plan
from ...records.binding import all_words
from ...records.mapping.model import NOTHING, MappingFile
from ...records.opening.files import read
from ...records.opening.gather import Book, gathered
from ...records.opening.kinds import Kind
from . import plain
from .marking import Marked, marked
from .model import Fault, StrangeError
from .told import faults_of

#: What a file's name cannot hold somewhere, names that Windows keeps to itself, and how long one may be in bytes.
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_KEPT = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST = 180


@dataclass(frozen=True, slots=True)
class Copy:
    """A book to be sent back.

    - `book`: the name under which it was read and findings speak of it; `file`: the name of the copy;
    - `whole`: it is the sender's own workbook, marked; else a new one with its values.
    """

    book: str
    file: str
    data: bytes
    whole: bool


def returned_books(
    plan: Plan, files: Sequence[Path], findings: Sequence[Diagnostic], lang: Lang, mapping: MappingFile = NOTHING
) -> Iterator[Copy]:
    """Yield a copy of every book that findings speak of, in the order of the books' names.

    `files` are those that were imported; `findings` what was rejected and the notices. A book that cannot be opened
    has no copy.
    """
    faults = faults_of(findings, lang)
    with TemporaryDirectory(prefix="xetkhen-", ignore_cleanup_errors=True) as name:
        room = Path(name)
        (room / "unpacked").mkdir()
        books = gathered(files, room / "unpacked").books
        stems = _stems(books)
        for book in books:
            if book.name not in faults:
                continue
            try:
                made, whole = _made(book, faults[book.name], room, lang, (plan, mapping))
            except (ReportedError, OSError):
                continue
            yield Copy(book.name, f"{stems[book.name]}.{'xlsm' if made.macros else 'xlsx'}", made.data, whole)


def _made(
    book: Book, faults: Sequence[Fault], room: Path, lang: Lang, words: tuple[Plan, MappingFile]
) -> tuple[Marked, bool]:
    """Return the sender's own book marked, or a new one with its values."""
    file = PurePosixPath(book.name).name
    if book.kind is Kind.XLSX:
        try:
            return marked(book.path, faults, file, lang), True
        except (StrangeError, BadZipFile, ZlibError, EOFError, ValueError, NotImplementedError):
            pass
    labels = frozenset(label for known in all_words(*words).values() for label in known.forms[2])
    grids, _ = read(book, labels if book.kind is Kind.TEXT else frozenset())
    path = room / "values.xlsx"
    names = plain.written(grids, path)
    return marked(path, [replace(f, sheet=names.get(f.sheet, f.sheet)) for f in faults], file, lang), False


def _stems(books: Sequence[Book]) -> Mapping[str, str]:
    """Return a name for every copy, without its ending: the file's own, with its folders where two are alike."""
    own = [_fit(PurePosixPath(book.name).stem) for book in books]
    alike = {name.casefold() for name in own if sum(name.casefold() == other.casefold() for other in own) > 1}
    taken: set[str] = set()
    out: dict[str, str] = {}
    for book, name in zip(books, own, strict=True):
        parts = PurePosixPath(book.name).with_suffix("").parts
        whole = _fit(" - ".join(parts)) if name.casefold() in alike else name
        number, unlike = 1, whole
        while unlike.casefold() in taken or (unlike != name and unlike.casefold() in {n.casefold() for n in own}):
            number += 1
            unlike = f"{whole} ({number})"
        taken.add(unlike.casefold())
        out[book.name] = unlike
    return out


def _fit(name: str) -> str:
    """Return a name that any system takes for a file."""
    plainly = " ".join(_UNFIT.sub(" ", normalize("NFC", name)).split()).strip(" .")
    while len(plainly.encode()) > _LONGEST:
        plainly = plainly[:-1].rstrip(" .")
    return f"{plainly} -" if _KEPT.fullmatch(plainly) else plainly or "tep"
