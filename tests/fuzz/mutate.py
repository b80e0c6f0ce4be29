"""Ways to spoil a file: in its bytes, in its XML, in its records, in its text."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from random import Random

from .seeds import packed, unpacked

_NUMBERS = (
    "-1", "0", "1", "2", "255", "256", "500", "501", "16384", "16385", "65536", "1048576", "1048577", "2147483648",
    "18446744073709551616", "1E308", "1E999", "-1E-320", "NaN", "INF", "0.1", "1_0", "", " ", "x", "٣", "true",
)  # fmt: skip
_TEXTS = (
    "A1", "XFD1048576", "A1:XFD1048576", "A0", "$A$1", "ZZZZ9", "Mã đơn vị", "Tên đơn vị", "U1", "#N/A", "Err:502",
    "\u0301", "\u202e", "\ud7ff", "TỔNG CỘNG", "(1)", "'", "a" * 5000, "=1+1", "string", "float", "percentage", "date",
    "e", "s", "inlineStr", "b", "d", "31/02/2020", "2020-13-45", "hidden", "0%", "[h]:mm", '"%"', ".VnTime",
)  # fmt: skip
_TAG = re.compile(rb"<[^<>]+>")
_VALUE = re.compile(rb'="([^"]*)"')
_INNER = re.compile(rb">([^<>]+)<")
_ELEMENT = re.compile(rb"<(\w[\w:]*)[^<>]*(?:/>|>[^<>]*</\1>)")
_SIGNS = (
    b'"', b'""', b";", b",", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\0", b"\xef\xbb\xbf", b"\xff", b"\xcc", b"sep=;\n",
    b" ", b"\xc2\xa0", b"#N/A", b"'", b"\xe1\xbb\x9d", b"\x81", b"\x1a",
)  # fmt: skip
_SMALL = (0, 1, 2, 7, 8, 9, 0x7F, 0x80, 0xFE, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF)
_WIDE = (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 0x100000, 1048577)


def mutated(name: str, data: bytes, chance: Random, others: Mapping[str, bytes]) -> bytes:
    """Return a spoilt file."""
    kind = PurePosixPath(name).suffix
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        if data[:2] == b"PK" and chance.random() < 0.85:
            try:
                data = _in_zip(data, chance, others)
            except Exception:  # noqa: BLE001 - it was spoilt before
                data = spoilt(data, chance)
        elif kind == ".xls" and data[:1] == b"\x09" and chance.random() < 0.8:
            data = _records(data, chance)
        elif kind == ".csv" and chance.random() < 0.8:
            data = _signs(data, chance)
        else:
            data = spoilt(data, chance)
    return data


def spoilt(data: bytes, chance: Random) -> bytes:
    """Return bytes with some of them changed, left out, doubled or moved."""
    if not data:
        return bytes([chance.randrange(256)])
    at = chance.randrange(len(data))
    some = chance.choice((1, 1, 2, 4, 16, 200, 2000))
    match chance.randrange(7):
        case 0:
            return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        case 1:
            return data[:at]
        case 2:
            return data[:at] + data[at + some :]
        case 3:
            return data[:at] + data[at : at + some] * chance.choice((2, 3, 50)) + data[at + some :]
        case 4:
            return data[:at] + struct.pack("<H", chance.choice(_SMALL)) + data[at + 2 :]
        case 5:
            return data[:at] + struct.pack("<I", chance.choice(_WIDE)) + data[at + 4 :]
    return data[:at] + chance.randbytes(min(some, 16)) + data[at + min(some, 16) :]


def _in_zip(data: bytes, chance: Random, others: Mapping[str, bytes]) -> bytes:
    """Return a zip with one of its members spoilt, or its contents rearranged."""
    members = unpacked(data)
    names = [n for n in members if re.search(r"sheet\d|content\.xml", n)] if chance.random() < 0.6 else []
    name = chance.choice(names or list(members))
    match chance.randrange(12):
        case 0:
            members.pop(name)
        case 1:
            other_name = chance.choice(["xl/workbook.xml", "content.xml", "mimetype", name.upper(), "../" + name])
            members[other_name] = members.pop(name)
        case 2:
            other = chance.choice([o for o in others.values() if o[:2] == b"PK"])
            members |= {n: d for n, d in unpacked(other).items() if chance.random() < 0.3}
        case 3:
            members[name] = spoilt(members[name], chance)
        case _ if PurePosixPath(name).suffix in {".xml", ".rels"}:
            members[name] = _xml(members[name], chance)
        case _:
            members[name] = mutated(name, members[name], chance, others)
    return packed(members, chance.choice((0, 8)))


def _xml(data: bytes, chance: Random) -> bytes:
    """Return XML that is mostly still well-formed, with other values, texts, elements."""
    word = chance.choice(_NUMBERS if chance.random() < 0.6 else _TEXTS).encode("utf-8", "replace")
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: _swapped(data, _VALUE, word, chance),
        lambda: _swapped(data, _VALUE, word, chance),
        lambda: _swapped(data, _INNER, word, chance),
        lambda: _swapped(data, _ELEMENT, b"", chance, whole=True),
        lambda: _doubled(data, _ELEMENT, chance),
        lambda: _moved(data, chance),
        lambda: _renamed(data, chance),
        lambda: data.replace(b"?>", chance.choice((b'?><!DOCTYPE a [<!ENTITY b "c">]>', b"?><a>" * 3)), 1),
    )
    return chance.choice(ways)()


def _found(data: bytes, pattern: re.Pattern[bytes], chance: Random) -> re.Match[bytes] | None:
    """Return one of the places of a pattern."""
    places = list(pattern.finditer(data))
    return chance.choice(places) if places else None


def _swapped(data: bytes, pattern: re.Pattern[bytes], word: bytes, chance: Random, *, whole: bool = False) -> bytes:
    place = _found(data, pattern, chance)
    if place is None:
        return data
    start, end = place.span(0 if whole else 1)
    return data[:start] + word.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b'"', b"&quot;") + data[end:]


def _doubled(data: bytes, pattern: re.Pattern[bytes], chance: Random) -> bytes:
    place = _found(data, pattern, chance)
    return data if place is None else data[: place.end()] + place[0] * chance.choice((1, 3, 300)) + data[place.end() :]


def _moved(data: bytes, chance: Random) -> bytes:
    one, other = _found(data, _ELEMENT, chance), _found(data, _ELEMENT, chance)
    if one is None or other is None or one.end() > other.start():
        return data
    return data[: one.start()] + other[0] + data[one.end() : other.start()] + one[0] + data[other.end() :]


def _renamed(data: bytes, chance: Random) -> bytes:
    """Give an attribute or an element the name of another one."""
    names = sorted(set(re.findall(rb"[\w:]+(?==)|(?<=<)[\w:]+", data)))
    if len(names) < 2:
        return data
    one, other = chance.sample(names, 2)
    return re.sub(rb"\b" + re.escape(one) + rb"\b", other, data, count=chance.choice((0, 2)))


def _records(data: bytes, chance: Random) -> bytes:
    """Return the records of an old workbook with one of them changed, left out, doubled or elsewhere."""
    found: list[bytes] = []
    at = 0
    while at + 4 <= len(data):
        size = struct.unpack_from("<H", data, at + 2)[0]
        found.append(data[at : at + 4 + size])
        at += 4 + size
    if not found:
        return spoilt(data, chance)
    place = chance.randrange(len(found))
    record = found[place]
    match chance.randrange(6):
        case 0:
            found.pop(place)
        case 1:
            found.insert(chance.randrange(len(found)), record)
        case 2:
            found[place] = chance.choice(found)[:2] + record[2:]
        case 3:
            found[place] = spoilt(record, chance)
        case _ if len(record) > 6:
            inside = chance.randrange(4, len(record) - 1)
            found[place] = record[:inside] + struct.pack("<H", chance.choice(_SMALL)) + record[inside + 2 :]
        case _:
            found += [record] * 3
    return b"".join(found)


def _signs(data: bytes, chance: Random) -> bytes:
    """Return a csv file with one of the telling signs put in, taken out or repeated."""
    at = chance.randrange(len(data) + 1)
    sign = chance.choice(_SIGNS)
    match chance.randrange(5):
        case 0:
            return data.replace(sign, chance.choice(_SIGNS), chance.choice((1, 2, -1)))
        case 1:
            return data[:at] + sign * chance.choice((1, 3, 600, 70_000)) + data[at:]
        case 2:
            line = data.split(b"\n")
            return b"\n".join(chance.sample(line, len(line)))
    return data[:at] + sign + data[at:]
