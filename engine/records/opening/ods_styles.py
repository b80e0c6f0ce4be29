"""The styles of an OpenDocument book: what is shown in percent or with leading zeros, old fonts, hidden sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ...diagnostics import ReportedError
from .fonts import is_old
from .limits import damaged

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT = f"{_NS}office:1.0}}", f"{_NS}table:1.0}}", f"{_NS}text:1.0}}"
_STYLE, _NUMBER = f"{_NS}style:1.0}}", f"{_NS}datastyle:1.0}}"
_FAMILY = f"{_NS}svg-compatible:1.0}}font-family"
_STYLES = frozenset({f"{_STYLE}style", f"{_STYLE}default-style"})
#: LibreOffice itself has no more.
_MOST = 65_536
#: A number with more digits than this is no identity number.
_DIGITS = 20


@dataclass(slots=True)
class _Style:
    """One style: what it goes back to, how it shows numbers, its font, whether a sheet in it is shown."""

    parent: str = ""
    numbers: str = ""
    font: str = ""
    shown: bool = True


@dataclass(slots=True, eq=False)
class Styles:
    """The styles by name, as they come in; each is looked up along the styles it goes back to."""

    name: str
    _styles: dict[tuple[str, str], _Style] = field(default_factory=dict)
    _formats: dict[str, str] = field(default_factory=dict)
    _families: dict[str, str] = field(default_factory=dict)
    _now: _Style | None = None
    _format: str = ""

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Take note of an element that begins."""
        if tag in _STYLES:  # a default style has no name, and others go back to it
            if len(self._styles) >= _MOST:
                raise ReportedError([damaged(self.name, "có quá nhiều kiểu định dạng", "it has too many styles")])
            self._now = _Style(given.get(f"{_STYLE}parent-style-name", ""), given.get(f"{_STYLE}data-style-name", ""))
            self._styles[given.get(f"{_STYLE}family", ""), given.get(f"{_STYLE}name", "")] = self._now
        elif tag == f"{_STYLE}font-face" and len(self._families) < _MOST:
            self._families[given.get(f"{_STYLE}name", "")] = given.get(_FAMILY, "").strip("'\"")
        elif tag == f"{_STYLE}text-properties" and self._now:
            self._now.font = given.get(f"{_STYLE}font-name", "")
        elif tag == f"{_STYLE}table-properties" and self._now:
            self._now.shown = given.get(f"{TABLE}display") != "false"
        elif tag in {f"{_NUMBER}percentage-style", f"{_NUMBER}number-style"} and len(self._formats) < _MOST:
            self._format = given.get(f"{_STYLE}name", "")
            self._formats[self._format] = "%" if tag == f"{_NUMBER}percentage-style" else ""
        elif tag == f"{_NUMBER}number" and self._formats.get(self._format) == "":
            digits = given.get(f"{_NUMBER}min-integer-digits", "")
            whole = given.get(f"{_NUMBER}decimal-places", "0") == "0"
            if whole and digits.isdecimal() and 1 < int(digits[:3]) <= _DIGITS:
                self._formats[self._format] = "0" * int(digits[:3])

    def end(self, tag: str) -> None:
        """Take note of an element that ends."""
        if tag in _STYLES:
            self._now = None
        elif tag in {f"{_NUMBER}percentage-style", f"{_NUMBER}number-style"}:
            self._format = ""

    def is_shown(self, table_style: str) -> bool:
        """Tell whether a sheet in that style is shown."""
        style = self._styles.get(("table", table_style))
        return style is None or style.shown

    def cells(self) -> CellStyles:
        """Return the look-up of cell styles, once all of them are known."""
        return CellStyles(self._styles, self._formats, self._families)


class CellStyles:
    """Cell styles, each looked up once."""

    def __init__(
        self, styles: Mapping[tuple[str, str], _Style], formats: Mapping[str, str], families: Mapping[str, str]
    ) -> None:
        self._styles, self._formats, self._families = styles, formats, families
        self.of = lru_cache(maxsize=4096)(self._of)

    def _of(self, name: str) -> tuple[str, str]:
        """Return the number format of a cell style (`%`, zeros or nothing) and its font if it is an old one."""
        numbers = font = ""
        seen: set[str] = set()
        while name not in seen and (style := self._styles.get(("table-cell", name))):
            seen.add(name)
            numbers, font, name = numbers or style.numbers, font or style.font, style.parent
        family = self._families.get(font) or font
        return self._formats.get(numbers, ""), family if is_old(family) else ""
