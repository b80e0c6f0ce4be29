"""The records of an Excel 97-2003 workbook, thinned out to those that cells need before xlrd sees them.

xlrd evaluates names (a chain of them that join each other needs gigabytes), believes the count of shared strings and
their lengths, and makes room for every row that a repeated DIMENSIONS record brings. None of these reach it.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from .far import Reach

_BOF, _EOF, _SHEET, _SST, _CONTINUE, _PASSWORD = 0x809, 0x0A, 0x85, 0xFC, 0x3C, 0x2F
_DIMENSIONS, _UNCALCULATED, _ENGINE, _LINK = 0x200, 0x5E, 0x1C1, 0x1AE
_EXCEL_97, _EXCEL_95 = 0x600, 0x500
#: FONT, FORMAT, XF, CODEPAGE, DATEMODE
_BOOK = frozenset({0x31, 0x41E, 0xE0, 0x42, 0x22})
#: NUMBER, RK, LABEL, LABELSST, RSTRING, BOOLERR
_VALUES = frozenset({0x203, 0x27E, 0x204, 0xFD, 0xD6, 0x205})
_SEVERAL = 0xBD
_FORMULAS = frozenset({0x6, 0x206, 0x406})
#: SHRFMLA, ARRAY and TABLEOP may stand between a formula and its STRING; ROW, COLINFO.
_BETWEEN = frozenset({0x4BC, 0x221, 0x21, 0x236, 0x37, 0x36, 0x207, 0x7, _CONTINUE})
_LAYOUT = frozenset({0x208, 0x7D})
_MERGED = 0xE5
#: A nought as a formula's result may mean that nothing computed it: where Excel is asked to do so on loading, and where
#: another program saved the book (LibreOffice writes it for texts that it took over from .xlsx). Excel sets this bit.
_ON_LOAD, _BY_EXCEL = 2, 1
_SHEETS = 1_000
#: No workbook has more of one kind of record of fonts and formats, nor more shared strings; xlrd holds them all.
_LOOKS = 20_000
_STRINGS = 2_000_000
#: Kinds of sheets: macros of Excel 4.0 and modules of Visual Basic.
_MACROS = frozenset({1, 6})
#: What stands between the folders of a path that a book points to.
_SLASHES = re.compile(r"[\x00-\x08/\\:]")


class RecordError(Exception):
    """What is wrong with the records."""


class LockedError(Exception):
    """Raised for a workbook that has a password."""


class OldError(Exception):
    """Raised for a workbook of Excel 4.0 or before."""


@dataclass(slots=True)
class SheetScan:
    """What one sheet's records say before xlrd reads them: its cells, formulas never computed, merges, its end."""

    reach: Reach = field(default_factory=Reach)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    cells: int = 0
    merges: int = 0
    end: int = 0


@dataclass(slots=True)
class Thinned:
    """A workbook's records without those that no cell needs; the shared strings are read, in composed Unicode."""

    data: bytes
    excel_95: bool
    strings: list[str]
    sheets: list[SheetScan]
    macros: bool
    links: list[str]


def thinned(data: bytes) -> Thinned:
    """Return the records of a workbook that cells need, or raise what stands against reading it."""
    version = _version(data)
    book: list[bytes] = []
    starts: list[tuple[int, int]] = []
    shared: list[bytes] = []
    last = 0
    links: list[str] = []
    looks: Counter[int] = Counter()
    by_excel = computed = macros = False
    for kind, at, end in _records(data, 0):
        if kind == _PASSWORD:
            raise LockedError
        if kind == _BOF and end - at >= 16:
            by_excel = bool(data[at + 12] & _BY_EXCEL)
        computed = computed or (by_excel and kind == _ENGINE)
        if kind == _SHEET:
            offset, kind_of_sheet = struct.unpack_from("<IxB", data, at + 4)
            macros = macros or kind_of_sheet in _MACROS
            if kind_of_sheet == 0:
                starts.append((offset, len(book)))
                book.append(data[at:end])
        elif kind == _SST or (kind == _CONTINUE and last == _SST and shared):
            shared.append(data[at + 4 : end])
            kind = _SST  # noqa: PLW2901 - what goes on in the next record is still the same
        elif kind == _LINK:
            links += _linked(data[at + 4 : end])
        elif kind in _BOOK or kind in {_BOF, _EOF}:
            looks[kind] += 1
            book.append(data[at:end])
        last = kind
    if len(starts) > _SHEETS or max(looks.values()) > _LOOKS:
        raise RecordError
    size = sum(map(len, book))
    walked = 0
    found: list[SheetScan] = []
    bodies: list[bytes] = []
    for offset, place in starts:
        body, scan = _sheet(data, offset, computed=computed)
        walked += scan.end - offset
        if walked > len(data):  # sheets lie in each other
            raise RecordError
        found.append(scan)
        head = book[place]
        book[place] = head[:4] + struct.pack("<I", size) + head[8:]
        size += len(body)
        bodies.append(body)
    return Thinned(b"".join([*book, *bodies]), version == _EXCEL_95, _strings(shared), found, macros, links)


def _version(data: bytes) -> int:
    kind, size, version = struct.unpack_from("<HHH", data.ljust(6, b"\0"))
    if kind in {0x9, 0x209, 0x409} or (kind == _BOF and version not in {_EXCEL_95, _EXCEL_97}):
        raise OldError
    if kind != _BOF or size < 4:
        raise RecordError
    return int(version)


def _records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield type, place and end of each record up to the end of a substream; charts within it are left out."""
    depth = 0
    unpack = struct.Struct("<HH").unpack_from
    while at + 4 <= len(data):
        kind, size = unpack(data, at)
        end = at + 4 + size
        if end > len(data):
            break
        depth += kind == _BOF
        if depth <= 1:
            yield kind, at, end
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        at = end
    raise RecordError


def _sheet(data: bytes, start: int, *, computed: bool) -> tuple[bytes, SheetScan]:
    """Return the records of one sheet that cells need, and what they say."""
    if data[start : start + 2] != struct.pack("<H", _BOF):
        raise RecordError
    scan = SheetScan()
    kept: list[bytes] = []
    doubtful: list[tuple[int, int]] = []
    sized = False
    place = struct.Struct("<HH").unpack_from
    for kind, at, end in _records(data, start):
        if kind in _VALUES or kind in _FORMULAS:
            row, column = place(data, at + 4)
            scan.reach.cell(row + 1, column + 1)
            scan.cells += 1
            if kind in _FORMULAS:
                result, flags = struct.unpack_from("<8sH", data, at + 10)
                if result == bytes(8):
                    (scan.formulas if flags & _ON_LOAD else doubtful).append((row, column))
        elif kind == _SEVERAL:
            row, _ = place(data, at + 4)
            scan.reach.cell(row + 1, struct.unpack_from("<H", data, end - 2)[0] + 1)
            scan.cells += (end - at) // 6
        elif kind == _DIMENSIONS:
            if sized:
                continue
            sized = True
        elif kind == _UNCALCULATED:
            computed = False
            continue
        elif kind == _MERGED:
            scan.merges += (end - at) // 8
        elif kind not in _BETWEEN and kind not in _LAYOUT and kind not in {_BOF, _EOF}:
            continue
        kept.append(data[at:end])
    scan.end = end
    scan.formulas += [] if computed else doubtful
    return b"".join(kept), scan


def _linked(data: bytes) -> list[str]:
    """Return the name of the file that a record of Excel 97 points to, nothing where it is the book itself."""
    if data[2:4] in {b"\x01\x04", b"\x01\x3a"} or len(data) < 6:
        return []
    length, flags = struct.unpack_from("<HB", data, 2)
    text = data[5 : 5 + length * (1 + (flags & 1))].decode("utf-16-le" if flags & 1 else "latin-1", "replace")
    return [_SLASHES.split(text)[-1].strip("[]") or "?"]


def _strings(chunks: list[bytes]) -> list[str]:
    """Return the shared strings, which go on over several records."""
    if not chunks:
        return []
    count = struct.unpack_from("<I", chunks[0], 4)[0]
    if count > min(sum(map(len, chunks)) // 3, _STRINGS):
        raise RecordError
    found: list[str] = []
    at, pos = 0, 8
    for _ in range(count):
        while pos >= len(chunks[at]):
            pos -= len(chunks[at])
            at += 1
        length, flags = struct.unpack_from("<HB", chunks[at], pos)
        pos += 3
        skip = 0
        if flags & 8:
            skip += 4 * struct.unpack_from("<H", chunks[at], pos)[0]
            pos += 2
        if flags & 4:
            skip += struct.unpack_from("<I", chunks[at], pos)[0]
            pos += 4
        text = ""
        while True:
            width = 1 + (flags & 1)
            raw = chunks[at][pos : pos + width * length]
            text += raw.decode("utf-16-le" if width == 2 else "latin-1", "replace")
            length -= len(raw) // width
            pos += len(raw)
            if not length:
                break
            at, pos = at + 1, 1
            flags = chunks[at][0]
        found.append(text if text.isascii() else normalize("NFC", text))
        pos += skip
    return found
