"""Reading OpenDocument books: content.xml is walked once, and repeated blanks cost nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.parsers import expat

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from ..grid import Grid
from .fonts import font_notice
from .limits import hidden_notice
from .ods_styles import Styles
from .ods_tables import Reader
from .xlsx_package import Package, Progress, feed, folded, walk
from .zipped import BROKEN, contents, no_zip


def read_ods(path: Path, name: str, progress: Progress | None = None) -> tuple[list[Grid], list[Diagnostic]]:
    """Return the sheets of a book, hidden ones too, or raise why it cannot be read.

    `progress` is told bytes of XML that were read, and of how many, a hundred times at most.
    """
    infos = contents(path, name)
    try:
        with zipfile.ZipFile(path) as archive:
            package = Package(name, archive, {folded(info.filename): info for info in infos}, progress=progress)
            _need_open(package)
            styles = Styles(name)
            if "styles.xml" in package.parts:
                parser = expat.ParserCreate(namespace_separator="}")
                parser.StartElementHandler, parser.EndElementHandler = styles.start, styles.end
                feed(package, "styles.xml", parser)
            reader = Reader(name, styles)
            parser = expat.ParserCreate(namespace_separator="}")
            parser.buffer_text = True
            parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
            parser.CharacterDataHandler = reader.text
            package.total = package.size("content.xml")
            feed(package, "content.xml", parser)
    except BROKEN as error:
        raise ReportedError([no_zip(name)]) from error
    if reader.found:
        raise ReportedError(reader.found)
    notices = [found for grid in reader.grids for found in (*hidden_notice(grid), *font_notice(grid))]
    if any(part.startswith("basic/") for part in package.parts):
        notices.append(Diagnostic(codes.MACROS, Cell(name)))
    if reader.linked:
        names = ", ".join(f"`{link}`" for link in sorted(reader.linked)[:5])
        notices.append(Diagnostic(codes.LINKS, Cell(name), {"names": names}))
    return reader.grids, notices


def _need_open(package: Package) -> None:
    """Raise where the book has a password: its table of contents says which parts are encrypted."""
    locked: list[bool] = []

    def begin(trail: list[str], _: object) -> None:
        if trail[-1] == "encryption-data":
            locked.append(True)

    if "meta-inf/manifest.xml" in package.parts:
        walk(package, "META-INF/manifest.xml", begin)
    if locked:
        raise ReportedError([Diagnostic(codes.FILE_LOCKED, Cell(package.name), {"text": package.name})])
