"""Changing XML where it stands: elements are found with their places, and every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from .model import StrangeError

TAG = re.compile(rb"<[^\s/>]++(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_NAME = re.compile(rb"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OWN = re.compile(r"<(/?)(\w)")
#: Nothing that is changed element by element holds so many, or nests so deep.
_MOST, _DEEP = 500_000, 64


@dataclass(slots=True, eq=False)
class Spot:
    """An element where it stands: its tag begins at `start`, its content at `inner`, its end tag at `close`.

    An element without content has `close` = `inner` = `end`. `attributes` go by local name, or `namespace}name`.
    """

    name: str
    uri: str
    prefix: str
    attributes: Mapping[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list[Spot] = field(default_factory=list)

    def child(self, name: str) -> Spot | None:
        """Return the first child of a name in the element's own namespace."""
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> Iterator[Spot]:
        """Yield the children of a name in the element's own namespace."""
        return (spot for spot in self.children if spot.name == name and spot.uri == self.uri)


@dataclass(slots=True, eq=False)
class Edited:
    """One part, and what becomes of it."""

    data: bytes
    root: Spot = field(init=False)
    _edits: list[tuple[int, int, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the elements."""
        self.root = _spots(self.data)

    def raw(self, spot: Spot) -> bytes:
        """Return an element as it is written."""
        return self.data[spot.start : spot.end]

    def retag(self, spot: Spot, changes: Mapping[str, str | None], inside: bytes = b"") -> None:
        """Change attributes of an element (None takes one away) and put something at the end of its content, once."""
        tag = retagged(self.data[spot.start : spot.inner], changes)
        if not inside:
            self._edits.append((spot.start, spot.inner, tag))
        elif tag.endswith(b"/>"):
            self._edits.append((spot.start, spot.inner, widened(tag, inside)))
        else:
            self._edits.append((spot.start, spot.inner, tag))
            self._edits.append((spot.close, spot.close, inside))

    def shown(self, spot: Spot, changes: Mapping[str, str | None]) -> bytes:
        """Return an element with some attributes changed, to stand at another place."""
        return retagged(self.data[spot.start : spot.inner], changes) + self.data[spot.inner : spot.end]

    def insert(self, at: int, xml: bytes) -> None:
        """Put something between two elements; what comes to the same place stands in the order of coming."""
        self._edits.append((at, at, xml))

    def drop(self, spot: Spot) -> None:
        """Take an element away."""
        self._edits.append((spot.start, spot.end, b""))

    def done(self) -> bytes:
        """Return the part with all changes."""
        out = []
        at = 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            out += [self.data[at:start], new]
            at = end
        return b"".join([*out, self.data[at:]])


def _spots(data: bytes) -> Spot:
    """Return the root of a part; raise where its places cannot be told, or it is no XML."""
    if b"\x00" in data[:64]:
        raise StrangeError
    root = Spot("", "", "", {}, 0, 0)
    trail = [root]
    count = 0
    parser = parser_of()
    parser.namespace_prefixes = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        at = parser.CurrentByteIndex
        found = TAG.match(data, at)
        if not found or count > _MOST or len(trail) > _DEEP:
            raise StrangeError
        name, uri, prefix = _parted(tag)
        spot = Spot(name, uri, prefix, {_plain(key): value for key, value in attributes.items()}, at, found.end())
        trail[-1].children.append(spot)
        trail.append(spot)

    def end(_: str) -> None:
        spot = trail.pop()
        spot.close = parser.CurrentByteIndex
        spot.end = spot.close
        if data[spot.inner - 2 : spot.inner] != b"/>":
            spot.end = data.index(b">", spot.close) + 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)  # noqa: FBT003 - it takes no names
    except (expat.ExpatError, LookupError) as error:
        raise StrangeError from error
    return root.children[0]


def parser_of() -> expat.XMLParserType:
    """Return a parser that knows namespaces and stops at a DOCTYPE, so that no entity is ever declared."""
    parser = expat.ParserCreate(namespace_separator="}")

    def doctype(*_: object) -> NoReturn:
        raise StrangeError

    parser.StartDoctypeDeclHandler = doctype
    parser.buffer_text = True
    return parser


def _parted(tag: str) -> tuple[str, str, str]:
    """Return local name, namespace and prefix of a name as the parser gives it."""
    parts = tag.split("}")
    if len(parts) == 1:
        return tag, "", ""
    return parts[1], parts[0], parts[2] if len(parts) > 2 else ""


def _plain(key: str) -> str:
    name, uri, _ = _parted(key)
    return f"{uri}}}{name}" if uri else name


def retagged(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """Return a start tag with some attributes changed, added, or (None) taken away; all others stay as written."""
    left = {name.encode(): value for name, value in changes.items()}
    head = _NAME.match(tag)
    if not head:
        raise StrangeError
    out, at = [head[0]], head.end()
    for found in _ATTRIBUTE.finditer(tag, at):
        at = found.end()
        if found[1] not in left:
            out.append(found[0])
        elif (value := left.pop(found[1])) is not None:
            out.append(_written(found[1], value))
    out += [_written(name, value) for name, value in left.items() if value is not None]
    return b"".join([*out, tag[at:]])


def _written(name: bytes, value: str) -> bytes:
    return b" %s=%s" % (name, encoded(quoted(value)))


def widened(tag: bytes, inside: bytes) -> bytes:
    """Return an element with content, of the tag of one without."""
    head = _NAME.match(tag)
    if not head:
        raise StrangeError
    return b"%s>%s</%s>" % (tag[:-2], inside, head[1])


def prefixed(xml: str, prefix: str) -> bytes:
    """Return elements of our own, written without a prefix, under that of the part they come into."""
    return encoded(_OWN.sub(rf"<\1{prefix}:\2", xml) if prefix else xml)


def encoded(text: str) -> bytes:
    """Return a text in bytes that mean the same in whatever encoding a part is written."""
    return text.encode("ascii", "xmlcharrefreplace")


def content(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(_ILLEGAL.sub("\ufffd", text))


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, with its quotes."""
    return quoteattr(_ILLEGAL.sub("\ufffd", text))
