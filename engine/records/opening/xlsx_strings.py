"""The texts that the cells of a workbook share, and the fonts of those that are set in several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from unicodedata import normalize
from xml.parsers import expat

from .fonts import has_letters, is_old
from .xlsx_package import DEPTH, Package, feed, local

#: More texts than the cells of the largest book could use, and more characters than any program lets into a cell.
_MOST = 4_000_000
LONGEST = 131_072
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True, eq=False)
class Strings:
    """The shared texts, blank ones as '', and by position the fonts of texts that have fonts of their own.

    Fonts are those of runs with letters, in order, only old ones; '' stands for the font of the cell.
    """

    texts: list[str] = field(default_factory=list)
    fonts: dict[int, tuple[str, ...]] = field(default_factory=dict)


def plain(text: str) -> str:
    """Return a text in composed Unicode with its escaped characters, '' if it is blank."""
    if "_x" in text:
        text = _ESCAPED.sub(_unescaped, text)
    if not text.isascii():
        text = normalize("NFC", text)
    return "" if text.isspace() else text


def _unescaped(found: re.Match[str]) -> str:
    """Return the character that is written as _xHHHH_; one that no text may hold stays as it is written."""
    c = chr(int(found[1], 16))
    return c if c in "\t\n\r\xa0" or c.isprintable() else found[0]


class Rich:
    """A text put together from its runs while its elements pass by; phonetic guides are left out."""

    __slots__ = ("_font", "_length", "_muted", "_package", "_pieces", "_runs", "inside")

    def __init__(self, package: Package) -> None:
        self._package = package
        self._pieces: list[str] = []
        self._runs: list[tuple[str, str]] = []
        self._font: str | None = None
        self._length = self._muted = 0
        self.inside = False

    def clear(self) -> None:
        """Begin a new text."""
        self._pieces.clear()
        self._runs.clear()
        self._font, self._length, self._muted, self.inside = None, 0, 0, False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element inside the text, by its local name."""
        match name:
            case "t":
                self.inside = not self._muted
            case "r":
                self._font = ""
            case "rFont":
                self._font = attributes.get("val", "")
            case "rPh":
                self._muted += 1

    def chars(self, data: str) -> None:
        """Take characters of the text."""
        self._length += len(data)
        if self._length > LONGEST:
            self._package.refuse(f"một ô có hơn {LONGEST} ký tự", f"a cell holds more than {LONGEST} characters")
        self._pieces.append(data)
        if self._font is not None:
            self._runs.append((self._font, data))

    def end(self, name: str) -> None:
        """Take the end of an element inside the text."""
        match name:
            case "t":
                self.inside = False
            case "r":
                self._font = None
            case "rPh":
                self._muted -= 1

    def text(self) -> str:
        """Return the text."""
        return plain("".join(self._pieces))

    def fonts(self) -> tuple[str, ...]:
        """Return the fonts that matter of its runs with letters: old ones, and '' for the font of the cell."""
        if not self._runs:
            return ("",)
        fonts = (font for font, text in self._runs if has_letters(text) and (not font or is_old(font)))
        return tuple(dict.fromkeys(fonts))


def read_strings(package: Package, part: str | None) -> Strings:
    """Return the shared texts of a workbook."""
    strings = Strings()
    texts = strings.texts
    rich = Rich(package)
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            package.refuse(f"phần `{part}` lồng quá sâu", f"the elements of `{part}` nest too deep")
        if (name := local(tag)) == "si":
            rich.clear()
        else:
            rich.start(name, attributes)

    def chars(data: str) -> None:
        if rich.inside:
            rich.chars(data)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if (name := local(tag)) != "si":
            rich.end(name)
            return
        if (fonts := rich.fonts()) != ("",):
            strings.fonts[len(texts)] = fonts
        texts.append(rich.text())
        if len(texts) > _MOST:
            package.refuse("có quá nhiều chuỗi chữ", "it has too many texts")

    if part is not None:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, chars
        feed(package, part, parser)
    return strings
