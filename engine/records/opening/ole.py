"""The shell of Office files before 2007, and of encrypted ones: which streams it holds, and the bytes of one.

Directory entries are read as a list. xlrd walks them as a tree, which a file of some kilobytes can make endless.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_MINI = 64


class ShellError(Exception):
    """What is wrong with a shell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stream: its first sector and its size in bytes."""

    start: int
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Shell:
    """A shell that was opened: its streams by name, in small letters; the root's under an empty name."""

    data: bytes
    shift: int
    cutoff: int
    next_sector: NDArray[np.uint32]
    next_mini: NDArray[np.uint32]
    entries: Mapping[str, Entry]

    def stream(self, name: str) -> bytes:
        """Return the bytes of one stream, or raise ShellError where some are missing."""
        entry = self.entries[name.lower()]
        if entry.size < self.cutoff:
            root = self.entries[""]
            small = _joined(self.data, self.shift, _chain(self.next_sector, root.start))
            found = b"".join(small[s * _MINI : (s + 1) * _MINI] for s in _chain(self.next_mini, entry.start))
        else:
            found = _joined(self.data, self.shift, _chain(self.next_sector, entry.start))
        if len(found) < entry.size:
            raise ShellError
        return found[: entry.size]


def shell(data: bytes) -> Shell:
    """Open a shell, or raise ShellError."""
    try:
        shift, mini = struct.unpack_from("<HH", data, 30)
        if data[:8] != SIGNATURE or shift not in {9, 12} or mini != 6:
            raise ShellError
        tables, directory, cutoff, mini_start, mini_tables, more, _ = struct.unpack_from("<I I 4x I I I I I", data, 44)
        sectors = _table_sectors(data, shift, more)[: max(tables, 0)]
        table = np.frombuffer(_joined(data, shift, sectors), dtype="<u4")
        minis = _joined(data, shift, _chain(table, mini_start)) if mini_tables else b""
        entries = _entries(_joined(data, shift, _chain(table, directory)))
    except (struct.error, ValueError) as error:
        raise ShellError from error
    return Shell(data, shift, cutoff, table, np.frombuffer(minis, dtype="<u4"), entries)


def _table_sectors(data: bytes, shift: int, more: int) -> list[int]:
    """Return the sectors that hold the table of sectors: 109 are named in the header, the others in a chain."""
    found = list(struct.unpack_from("<109I", data, 76))
    each = (1 << shift) // 4
    for _ in range((len(data) >> (shift + 13)) + 1):  # each names the places of many more sectors than that
        if more > len(data) >> shift:
            break
        *named, more = struct.unpack_from(f"<{each}I", data, (more + 1) << shift)
        found += named
    return [s for s in found if s < len(data) >> shift]


def _chain(table: NDArray[np.uint32], start: int) -> list[int]:
    """Return the sectors from a first one on; a chain that is longer than its table goes in a circle."""
    found: list[int] = []
    while start < len(table):
        found.append(start)
        if len(found) > len(table):
            raise ShellError
        start = int(table[start])
    return found


def _joined(data: bytes, shift: int, sectors: list[int]) -> bytes:
    return b"".join(data[(s + 1) << shift : (s + 2) << shift] for s in sectors)


def _entries(directory: bytes) -> dict[str, Entry]:
    """Return the streams that a directory names; of two with one name the first."""
    found: dict[str, Entry] = {}
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        size, kind = struct.unpack_from("<HB", directory, at + 64)
        start, length = struct.unpack_from("<II", directory, at + 116)
        if kind in {_STREAM, _ROOT}:
            name = directory[at : at + max(0, min(size, 64) - 2)].decode("utf-16-le", "replace").lower()
            found.setdefault("" if kind == _ROOT else name, Entry(start, length))
    if "" not in found:
        raise ShellError
    return found
