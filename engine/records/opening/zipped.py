"""The table of contents of a zip, looked at before anything in it is unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from .limits import damaged
from .xlsx_package import UNPACKED, bomb

BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
#: A table of contents is read whole; in bytes.
_CONTENTS = 10_000_000
_RATIO = 300
_SMALL = 10_000_000
_KINDS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def contents(path: Path, name: str) -> list[zipfile.ZipInfo]:
    """Return what a zip holds, or raise why it is not unpacked."""
    infos = listed(path, name)
    refused = packed_too_well(sum(info.file_size for info in infos), path.stat().st_size, name)
    for info in infos:
        refused = refused or not_unpacked(info, name)
    if refused:
        raise ReportedError(refused)
    return infos


def listed(path: Path, name: str) -> list[zipfile.ZipInfo]:
    """Return the table of contents, or raise where there is none or it is absurdly long."""
    try:
        with path.open("rb") as stream:
            end = zipfile._EndRecData(stream)  # type: ignore[attr-defined]  # noqa: SLF001 - before it reads it all
        if end and int(end[5]) > _CONTENTS:
            why = "mục lục bên trong dài bất thường", "its table of contents is absurdly long"
            raise ReportedError([damaged(name, *why)])
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except BROKEN as error:
        raise ReportedError([no_zip(name)]) from error


def no_zip(name: str) -> Diagnostic:
    """Return the finding that a zip cannot be opened."""
    return damaged(name, "tệp bị cắt cụt hoặc không phải bảng tính", "it is cut short or not a workbook")


def packed_too_well(unpacked: int, packed: int, name: str) -> list[Diagnostic]:
    """Return the finding that so many bytes unpack to absurdly many."""
    if unpacked > UNPACKED or (unpacked > _SMALL and unpacked / max(1, packed) > _RATIO):
        return [bomb(name, str(unpacked // 1_000_000))]
    return []


def not_unpacked(info: zipfile.ZipInfo, name: str) -> list[Diagnostic]:
    """Return why one file in a zip is not unpacked: it has a password, or is packed in a way nobody uses."""
    if info.flag_bits & 1:
        return [Diagnostic(codes.FILE_LOCKED, Cell(name), {"text": name})]
    if info.compress_type not in _KINDS:
        kind = info.compress_type
        return [damaged(name, f"kiểu nén lạ ({kind})", f"it is packed in an unusual way ({kind})")]
    return []
