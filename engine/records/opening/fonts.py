"""Fonts from before Unicode: which names are surely theirs, and which cells are set in one."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import islice

from ...diagnostics import Diagnostic
from ...diagnostics import file_codes as codes
from ...source import Cell
from ..grid import Grid, letter

#: TCVN3 fonts (.VnTime, .VnArialH, .Vn3DH) and VNI fonts (VNI-Times, VNI Helve); no other family has such names.
_OLD = re.compile(r"\.vn[a-z0-9]|vni[- ]\S", re.IGNORECASE)
_COLUMN_BITS = 14
_COLUMN = (1 << _COLUMN_BITS) - 1
_SHOWN = 5


def is_old(font: str) -> bool:
    """Tell whether a font is surely one from before Unicode."""
    return _OLD.match(font) is not None


def has_letters(text: str) -> bool:
    """Tell whether a text holds anything that such a font shows otherwise; digits and signs are the same in all."""
    return any(c.isalpha() or c > "\x7f" for c in text)


class Fonts(Mapping[tuple[int, int], str]):
    """The fonts of cells by (row from 1, column from 0), in few bytes a cell: whole books are set in one font."""

    __slots__ = ("_at", "_font", "_numbers", "_sorted", "names")

    def __init__(self) -> None:
        self._at = array("q")
        self._font = array("L")
        self._numbers: dict[str, int] = {}
        self.names: list[str] = []
        self._sorted = True

    def add(self, row: int, column: int, font: str) -> None:
        """Keep the font of one cell; each cell is told once."""
        at = row << _COLUMN_BITS | column
        self._sorted = self._sorted and (not self._at or self._at[-1] < at)
        self._at.append(at)
        if font not in self._numbers:
            self._numbers[font] = len(self.names)
            self.names.append(font)
        self._font.append(self._numbers[font])

    def _arranged(self) -> array[int]:
        if not self._sorted:
            pairs = sorted(zip(self._at, self._font, strict=True))
            self._at, self._font = array("q", [a for a, _ in pairs]), array("L", [f for _, f in pairs])
            self._sorted = True
        return self._at

    def __getitem__(self, key: tuple[int, int]) -> str:
        """Return the font of a cell."""
        at = key[0] << _COLUMN_BITS | key[1]
        places = self._arranged()
        found = bisect_left(places, at)
        if found == len(places) or places[found] != at:
            raise KeyError(key)
        return self.names[self._font[found]]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the cells in the order of reading."""
        for at in self._arranged():
            yield at >> _COLUMN_BITS, at & _COLUMN

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self._at)


def font_notice(grid: Grid) -> list[Diagnostic]:
    """Return the notice that cells of a sheet are set in a font from before Unicode, at the first of them."""
    if not grid.fonts:
        return []
    row, column = min(grid.fonts)
    fonts = grid.fonts.names if isinstance(grid.fonts, Fonts) else dict.fromkeys(grid.fonts.values())
    names = [f"`{font}`" for font in islice(fonts, _SHOWN + 1)]
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    place = Cell(grid.file, grid.sheet, f"{letter(column)}{row}")
    return [Diagnostic(codes.OLD_FONT, place, {"names": shown, "count": str(len(grid.fonts))})]
