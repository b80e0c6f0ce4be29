"""A workbook with its faulty cells marked and the list put in front: part by part, all else as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...diagnostics import Lang
from ...records.opening.xlsx_book import read_book
from ...records.opening.xlsx_package import Package, folded, open_package
from ...records.opening.xlsx_strings import read_strings
from ...records.opening.xlsx_styles import read_styles
from ...records.opening.xlsx_values import Values
from .frame import CONTENT, Frame, read, read_frame, rels_of
from .model import Fault, Marks, Seen, Sight, marks_of
from .order import put_first
from .page import LOOKS, Page, written
from .pointing import point
from .sheet import rewritten
from .styles import Styles

#: Bytes must not depend on the day a book is made.
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o600 << 16


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked book: its bytes, and whether it holds macros, which its name must say."""

    data: bytes
    macros: bool


def marked(path: Path, faults: Sequence[Fault], file: str, lang: Lang) -> Marked:
    """Return a workbook with its faults marked and listed; `file` is the name that the sender knows.

    Raises StrangeError where the book is built in a way that is not changed safely, ReportedError where it cannot be
    read at all.
    """
    package = open_package(path, file)
    with package.archive:
        frame = read_frame(package)
        known = folded(frame.styles) in package.parts
        styles = Styles(read(package, frame.styles) if known else None, frame.main)
        point(frame)
        put_first(frame)
        sight = Sight(hidden=frozenset(one.title for one in frame.listed if one.hidden))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, pieces, kind in _parts(frame, styles, faults, sight, _values(package)):
                _write(archive, name, pieces, kind)
            titles = [one.title for number, one in enumerate(frame.listed) if number != frame.place]
            looks = {name: styles.look(name) for name in LOOKS}
            page = Page(faults, sight, titles, file, lang, looks, frame.main)
            _write(archive, _stored(package, frame.page), written(page), zipfile.ZIP_DEFLATED)
            _write(archive, _stored(package, frame.styles), [styles.done()], zipfile.ZIP_DEFLATED)
    return Marked(out.getvalue(), frame.macros)


def _values(package: Package) -> Values:
    """Return what cells are read by."""
    book = read_book(package)
    return Values(package, read_strings(package, book.strings), read_styles(package, book.styles), book.epoch)


def _parts(
    frame: Frame, styles: Styles, faults: Sequence[Fault], sight: Sight, values: Values
) -> Iterator[tuple[str, Iterable[bytes], int]]:
    """Yield the parts in the order in which they stand, but for those that are known last: the list and the styles."""
    package = frame.package
    marks = marks_of(faults)
    sheets = {folded(one.part): one.title for one in frame.listed if one.part}
    infos = [info for info in package.archive.infolist() if not info.is_dir()]
    for info in sorted(infos, key=lambda info: folded(info.filename) != folded(CONTENT)):
        part = folded(info.filename)
        if part in frame.dropped or part in {folded(frame.page), folded(frame.styles), rels_of(frame.page)}:
            continue
        if part in frame.changed:
            yield info.filename, [frame.changed[part]], info.compress_type
        elif part in sheets:
            seen: dict[str, Seen] = {}
            own = marks.get(sheets[part], Marks())
            yield info.filename, rewritten(package, info.filename, own, styles, values, seen), info.compress_type
            sight.seen |= {(sheets[part], place): found for place, found in seen.items()}
        else:
            yield info.filename, _copied(package, info), info.compress_type


def _stored(package: Package, part: str) -> str:
    """Return a part's name as the package has it."""
    info = package.parts.get(folded(part))
    return info.filename if info else part


def _copied(package: Package, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.archive.open(info) as stream:
        while chunk := stream.read(1 << 20):
            yield chunk


def _write(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes], kind: int) -> None:
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type, info.create_system, info.external_attr = kind, _UNIX, _READABLE
    with archive.open(info, "w") as stream:
        for piece in pieces:
            stream.write(piece)
