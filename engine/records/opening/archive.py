"""A zip of books: its workbooks are unpacked into a room of their own under names that are ours, within bounds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from .kinds import HEAD, SUFFIXES, Kind, is_table
from .limits import damaged
from .values import shown
from .xlsx_package import UNPACKED, bomb
from .zipped import BROKEN, listed, not_unpacked, packed_too_well

#: So many workbooks are read from one folder or archive.
MOST = 2_000
#: Books unpack to some twenty times their size; together to no more than so many times that of their archive.
_DEEP = 100
_CHUNK = 1 << 20
_UTF_8 = 0x800
_LONGEST = 200
_VIETNAMESE = re.compile(r"[\w\s.,;:()\[\]{}+&=@#%'!~^$-]*")
_SILENT = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(slots=True)
class Inside:
    """What a folder or an archive holds: files to look at with their shown names, others by name, what is wrong."""

    files: list[tuple[Path, str]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def take(self, path: Path, inner: str, outer: str) -> None:
        """Take a file that lies at a path, named `inner` within `outer`; a remark in a .txt is no table."""
        kind = SUFFIXES.get(PurePosixPath(inner).suffix.lower())
        if kind is None or (inner.lower().endswith(".txt") and not _table(path)):
            self.passed.append(inner)
        else:
            self.files.append((path, f"{outer}/{inner}"))

    def told(self, outer: str) -> list[Diagnostic]:
        """Return the notice of the files that were left out, or the finding that there is no other."""
        if len(self.files) > MOST:
            return [Diagnostic(codes.BOOKS_MANY, Cell(outer), {"text": outer, "most": str(MOST)})]
        if not self.files and not self.found:
            return [Diagnostic(codes.BOOKS_NONE, Cell(outer), {"text": outer})]
        if not self.passed:
            return []
        names = ", ".join(f"`{name}`" for name in sorted(self.passed)[:10]) + (", …" if self.passed[10:] else "")
        given = {"text": outer, "count": str(len(self.passed)), "names": names}
        return [Diagnostic(codes.LEFT_OUT, Cell(outer), given)]


def _table(path: Path) -> bool:
    with path.open("rb") as stream:
        return is_table(stream.read(HEAD))


def is_silent(parts: Sequence[str]) -> bool:
    """Tell whether a file is one that programs leave behind: hidden, a lock of Office, a folder's picture cache."""
    return any(p.startswith((".", "~$")) or p.lower() in _SILENT for p in parts)


def unpacked(path: Path, name: str, room: Path) -> Inside:
    """Return the workbooks of an archive, unpacked into a folder, or raise why it is not unpacked."""
    inside = Inside()
    members = list(_members(listed(path, name), name, inside))
    packed = path.stat().st_size
    refused = packed_too_well(sum(info.file_size for info, _ in members), packed, name)
    if len(members) > MOST:
        refused.append(Diagnostic(codes.BOOKS_MANY, Cell(name), {"text": name, "most": str(MOST)}))
    if refused:
        raise ReportedError(refused)
    deep = 0
    with zipfile.ZipFile(path) as archive:
        for (info, inner), number in zip(members, count()):
            refused = not_unpacked(info, f"{name}/{inner}")
            if not refused:
                file = room / f"{number}{PurePosixPath(inner).suffix.lower()}"
                refused = _copied(archive, info, file, f"{name}/{inner}")
            if refused:
                inside.found += refused
                continue
            inside.take(file, inner, name)
            deep += _declared(file)
            if deep > UNPACKED and deep > _DEEP * packed:
                raise ReportedError([bomb(name, str(deep // 1_000_000))])
    return inside


def _members(infos: Sequence[zipfile.ZipInfo], name: str, inside: Inside) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Yield the workbooks with the names they have in the archive; take note of all else that is not silent."""
    for info in infos:
        parts = [p for p in re.split(r"[/\\]", _decoded(info)) if p not in {"", ".", ".."}]
        if info.filename.endswith("/") or not parts or is_silent(parts):
            continue
        inner = shown("/".join(parts))
        if len(inner) > _LONGEST:
            inner = f"{inner[: _LONGEST // 2]}…{inner[-_LONGEST // 2 :]}"
        kind = SUFFIXES.get(PurePosixPath(inner).suffix.lower())
        if kind is Kind.ARCHIVE:
            place = f"{name}/{inner}"
            inside.found.append(Diagnostic(codes.ARCHIVE_NESTED, Cell(place), {"text": place}))
        elif kind is None:
            inside.passed.append(inner)
        else:
            yield info, inner


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return the name of a member: macOS writes UTF-8 without saying so, Windows the code page of the country."""
    if info.flag_bits & _UTF_8 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        vietnamese = normalize("NFC", raw.replace(b"/", b"\n").decode("cp1258")).replace("\n", "/")
    except UnicodeDecodeError:
        return info.filename
    return vietnamese if all(_VIETNAMESE.fullmatch(part) for part in vietnamese.split("/")) else info.filename


def _copied(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: Path, name: str) -> list[Diagnostic]:
    """Unpack one member into a file, and no more of it than its table of contents declares; return what is wrong."""
    try:
        with archive.open(info) as source, file.open("wb") as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
    except BROKEN:
        return [damaged(name, "không giải nén được", "it cannot be unpacked")]
    return []


def _declared(file: Path) -> int:
    """Return how many bytes a workbook in the archive says it unpacks to in its turn."""
    if not zipfile.is_zipfile(file):
        return 0
    try:
        return sum(info.file_size for info in listed(file, ""))
    except ReportedError:
        return 0
