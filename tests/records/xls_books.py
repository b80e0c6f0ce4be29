"""Excel 97-2003 files written record by record, good ones and evil ones, with or without a shell around them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

EOF = struct.pack("<HH", 0x0A, 0)
#: Excel sets the first bit of the word before the last; other programs do not.
EXCEL = b"\xbb\x0d\xcd\x07\xc1\x00\x00\x00\x06\x00\x00\x00"
OTHERS = b"\xbb\x0d\xcc\x07\x00\x00\x00\x00\x06\x00\x00\x00"
RECALC = struct.pack("<HHHHI", 0x1C1, 8, 0x1C1, 0, 0x1EAC1)


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record."""
    return struct.pack("<HH", kind, len(data)) + data


def number(row: int, column: int, value: float, xf: int = 0) -> bytes:
    """Return a cell with a number."""
    return record(0x203, struct.pack("<HHHd", row, column, xf, value))


def text(row: int, column: int, value: str, xf: int = 0) -> bytes:
    """Return a cell with a text of its own."""
    head = struct.pack("<HHHHB", row, column, xf, len(value), 1)
    return record(0x204, head + value.encode("utf-16-le"))


def shared(row: int, column: int, at: int) -> bytes:
    """Return a cell with a shared text."""
    return record(0xFD, struct.pack("<HHHI", row, column, 0, at))


def formula(row: int, column: int, result: bytes = bytes(8), flags: int = 0) -> bytes:
    """Return a cell with a formula and its stored result."""
    return record(0x6, struct.pack("<HHH8sHIH", row, column, 0, result, flags, 0, 0))


def rows(table: Sequence[Sequence[object]]) -> list[bytes]:
    """Return the cells of a table of texts and numbers."""
    cells = [(r, c, v) for r, line in enumerate(table) for c, v in enumerate(line) if v != ""]
    return [number(r, c, float(v)) if isinstance(v, (int, float)) else text(r, c, str(v)) for r, c, v in cells]


def font(name: str) -> bytes:
    """Return a font."""
    head = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0)
    return record(0x31, head + struct.pack("<BB", len(name), 1) + name.encode("utf-16-le"))


def number_format(at: int, shown: str) -> bytes:
    """Return a number format."""
    return record(0x41E, struct.pack("<HHB", at, len(shown), 1) + shown.encode("utf-16-le"))


def xf(font_at: int = 0, format_at: int = 0) -> bytes:
    """Return the format of cells."""
    return record(0xE0, struct.pack("<HH", font_at, format_at) + bytes(16))


def strings(*texts: str, count: int | None = None) -> bytes:
    """Return the record of shared texts."""
    body = b"".join(struct.pack("<HB", len(t), 1) + t.encode("utf-16-le") for t in texts)
    total = len(texts) if count is None else count
    return record(0xFC, struct.pack("<II", total, total) + body)


def book(
    sheets: Mapping[str, Sequence[bytes]], *globals_: bytes, saved_by: bytes = EXCEL, version: int = 0x600
) -> bytes:
    """Return the records of a workbook."""
    begin = struct.pack("<HH", version, 5) + saved_by
    head = [record(0x809, begin), *globals_]
    names = [_name(name, version) for name in sheets]
    size = sum(map(len, head)) + sum(4 + 6 + len(name) for name in names) + len(EOF)
    bodies = []
    for name, cells in zip(names, sheets.values(), strict=True):
        head.append(record(0x85, struct.pack("<IBB", size, 0, 0) + name))
        bodies.append(record(0x809, struct.pack("<HH", version, 0x10) + saved_by) + b"".join(cells) + EOF)
        size += len(bodies[-1])
    return b"".join([*head, EOF, *bodies])


def _name(name: str, version: int) -> bytes:
    if version == 0x600:
        return struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    return struct.pack("<B", len(name)) + name.encode("cp1252")


def in_shell(streams: Mapping[str, bytes]) -> bytes:
    """Return a shell that holds some streams, each in sectors of 512 bytes in a row."""
    table: list[int] = []
    data = b""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, stream in streams.items():
        sectors = max(1, -(-len(stream) // 512))
        entries.append(_entry(name, 2, len(table), len(stream)))
        table += [*range(len(table) + 1, len(table) + sectors), 0xFFFFFFFE]
        data += stream.ljust(512 * sectors, b"\0")
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    first = len(table)
    table += [*range(first + 1, first + len(directory) // 512), 0xFFFFFFFE]
    data += directory
    tables = -(-(len(table) + 2) // 128)
    places = list(range(len(table), len(table) + tables))
    table += [0xFFFFFFFD] * tables
    table += [0xFFFFFFFF] * (128 * tables - len(table))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, first, 0)
    head += struct.pack("<IIIII", 0, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *(places + [0xFFFFFFFF] * (109 - tables)))
    return head + data + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    head = wide.ljust(64, b"\0") + struct.pack("<HBBiii", len(wide), kind, 1, -1, -1, -1)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)
