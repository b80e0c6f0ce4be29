r"""Where a piece of text stands: positions travel with nodes and never count in their equality.

>>> Span(Source("a.yaml", "x: 1\ny: 2\n"), 5, 6).line
2
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was read, under the name shown to the reader."""

    name: str
    text: str = field(repr=False)

    def line_of(self, offset: int) -> int:
        """Return the line of a character, from 1."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True)
class Span:
    """The characters `start` to `end` (offsets, end excluded) of a source."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        """Return the line of the first character, from 1."""
        return self.source.line_of(self.start)

    @property
    def column(self) -> int:
        """Return the column of the first character, from 1."""
        return self.start - self.source.text.rfind("\n", 0, self.start)

    def inner(self, start: int, end: int) -> Span:
        """Return the part of this span between two offsets counted from its own start."""
        return Span(self.source, self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a workbook or csv file; `sheet` and `cell` are empty where the whole file is meant.

    `written` is the text that stands there where it was converted before it was read; it is no part of the place.
    """

    file: str
    sheet: str = ""
    cell: str = ""
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Print as `file / sheet / cell`, leaving out what is empty; a text that was converted follows as written."""
        place = " / ".join(part for part in (self.file, self.sheet, self.cell) if part)
        return f"{place} ‹{self.written}›" if self.written else place


@dataclass(frozen=True, slots=True)
class Located(Generic[T_co]):
    """A value together with the place it was written at."""

    value: T_co
    span: Span | None = field(default=None, compare=False, repr=False)
