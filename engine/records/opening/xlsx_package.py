"""The package of a workbook: a zip whose parts are unpacked within bounds and parsed without entities."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from .limits import damaged

#: All that is unpacked of one book, in bytes: what its table of contents declares, and what is really read.
UNPACKED = 200 * 1024 * 1024
_RATIO = 300
#: No workbook has so long a table of contents (bytes), which is read whole; no tag is so long, nothing nests so deep.
_CONTENTS = 10_000_000
_TAG = 4_000_000
DEPTH = 64
_RELATIONS = 20_000
_CHUNK = 1 << 16
_TOLD = 100
_NO_ZIP = ("tệp bị cắt cụt hoặc không phải bảng tính", "it is cut short or not a workbook")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)

Progress = Callable[[int, int], None]


@dataclass(slots=True, eq=False)
class Package:
    """An open workbook: its parts by folded path, what may still be unpacked, and who is told how far reading is."""

    name: str
    archive: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]
    left: int = UNPACKED
    progress: Progress | None = None
    total: int = 0
    done: int = 0
    told: int = field(default=0)

    def refuse(self, why: str, why_en: str) -> NoReturn:
        """Raise the finding that the file is damaged, with the reason in both languages."""
        raise ReportedError([damaged(self.name, why, why_en)])

    def size(self, part: str) -> int:
        """Return the declared size of a part in bytes, 0 where there is none."""
        info = self.parts.get(folded(part))
        return info.file_size if info else 0


def folded(part: str) -> str:
    """Return the path of a part as parts are compared: without a slash in front, in small letters."""
    return posixpath.normpath(part.replace("\\", "/").lstrip("/")).lower()


def refused_zip(path: Path, name: str) -> list[Diagnostic]:
    """Return why a workbook cannot be opened, judged by its table of contents."""
    try:
        if _contents(path) > _CONTENTS:
            return [damaged(name, "mục lục bên trong dài bất thường", "its table of contents is absurdly long")]
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except _BROKEN:
        return [damaged(name, *_NO_ZIP)]
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, path.stat().st_size)
    if unpacked > UNPACKED or (unpacked > 10_000_000 and unpacked / packed > _RATIO):
        return [bomb(name, str(unpacked // 1_000_000))]
    if any(info.flag_bits & 1 for info in infos):
        return [Diagnostic(codes.FILE_LOCKED, Cell(name), {"text": name})]
    names = Counter(folded(info.filename) for info in infos)
    if twice := sorted(part for part, often in names.items() if often > 1):
        return [damaged(name, f"bên trong có hai phần cùng tên `{twice[0]}`", f"it holds two parts `{twice[0]}`")]
    if "xl/workbook.bin" in names:
        return [damaged(name, "đây là bảng tính nhị phân (.xlsb)", "it is a binary workbook (.xlsb)")]
    if not any(part.startswith("xl/") or part.endswith("workbook.xml") for part in names):
        return [damaged(name, "bên trong không phải bảng tính Excel", "it holds no Excel workbook")]
    if strange := [info for info in infos if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}]:
        kind = strange[0].compress_type
        return [damaged(name, f"kiểu nén lạ ({kind})", f"it is packed in an unusual way ({kind})")]
    return []


def _contents(path: Path) -> int:
    """Return the length of a zip's table of contents in bytes, as the standard library will read it."""
    with path.open("rb") as stream:
        end = zipfile._EndRecData(stream)  # type: ignore[attr-defined]  # noqa: SLF001 - before it reads it all
    return int(end[5]) if end else 0


def bomb(name: str, size: str) -> Diagnostic:
    """Return the finding that a file unpacks to too much; the size is in MB."""
    return Diagnostic(codes.FILE_BOMB, Cell(name), {"text": name, "size": size})


def open_package(path: Path, name: str, progress: Progress | None = None) -> Package:
    """Return the package of a file that is a good zip, to be closed by its `archive`; raise why it cannot be opened."""
    if found := refused_zip(path, name):
        raise ReportedError(found)
    archive = zipfile.ZipFile(path)
    return Package(name, archive, {folded(i.filename): i for i in archive.infolist()}, progress=progress)


def _chunks(package: Package, part: str) -> Iterator[bytes]:
    """Yield a part piece by piece, counting what was really unpacked: the same part may be asked for many times."""
    info = package.parts.get(folded(part))
    if info is None:
        package.refuse(f"thiếu phần `{part}`", f"its part `{part}` is missing")
    with package.archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            package.left -= len(chunk)
            if package.left < 0:
                raise ReportedError([bomb(package.name, f"> {UNPACKED // 1_000_000}")])
            _tell(package, len(chunk))
            yield chunk


def _tell(package: Package, size: int) -> None:
    """Tell how many bytes of sheets were read, at most a hundred times."""
    if package.progress and package.total:
        package.done = min(package.done + size, package.total)
        if (package.done - package.told) * _TOLD >= package.total or package.done == package.total > package.told:
            package.told = package.done
            package.progress(package.done, package.total)


def feed(package: Package, part: str, parser: expat.XMLParserType) -> None:
    """Give a part to a parser; a DOCTYPE, a tag without end and everything ill-formed is refused."""

    def doctype(*_: object) -> None:
        package.refuse("có khai báo DOCTYPE", "it holds a DOCTYPE")

    parser.StartDoctypeDeclHandler = doctype
    fed = 0
    try:
        for chunk in _chunks(package, part):
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _TAG:
                package.refuse(f"phần `{part}` có thẻ dài bất thường", f"`{part}` has an absurdly long tag")
        parser.Parse(b"", True)  # noqa: FBT003 - it takes no names
    except (expat.ExpatError, LookupError, *_BROKEN) as error:
        reason = f"its part `{part}` is damaged ({error})"[:200]
        package.refuse(f"phần `{part}` bên trong bị hỏng", reason)


def walk(package: Package, part: str, begin: Callable[[list[str], Mapping[str, str]], None]) -> None:
    """Call `begin` for every element of a part: local names from the root down, attributes by local name."""
    trail: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        trail.append(local(tag))
        if len(trail) > DEPTH:
            package.refuse(f"phần `{part}` lồng quá sâu", f"the elements of `{part}` nest too deep")
        begin(trail, {local(k): v for k, v in attributes.items()})

    def end(_: str) -> None:
        trail.pop()

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    feed(package, part, parser)


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points to: what kind of part it is, and its path, or what is written there if it lies outside."""

    kind: str
    target: str
    external: bool


def relations(package: Package, part: str) -> dict[str, Relation]:
    """Return what a part points to by id; nothing where it points to nothing."""
    folder, file = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    found: dict[str, Relation] = {}

    def begin(trail: list[str], attributes: Mapping[str, str]) -> None:
        if len(trail) == 2 and trail[1] == "Relationship":
            target = attributes.get("Target", "")
            external = attributes.get("TargetMode") == "External"
            if not external:
                inside = target.replace("\\", "/")
                target = posixpath.normpath(inside.lstrip("/") if inside[:1] == "/" else posixpath.join(folder, inside))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", str(len(found)))] = Relation(kind, target, external)
            if len(found) > _RELATIONS:
                package.refuse(f"`{part}` trỏ đến quá nhiều phần", f"`{part}` points to too many parts")

    if folded(rels) in package.parts:
        walk(package, rels, begin)
    return found
