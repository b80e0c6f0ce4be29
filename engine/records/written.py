"""Texts that are not held one by one: those of whole numbers, and one and the same text again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from .grid import MARK, NUMBER

Values = NDArray[np.signedinteger[Any]]
#: A whole number without a sign, and without zeros before it; no longer than eight bytes surely hold.
NUMERAL = re.compile(r"0|[1-9][0-9]{0,17}")
BOUND = 10**18


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers are written: behind what, and with zeros before them up to so many digits (0: with none)."""

    before: str = ""
    digits: int = 0

    @property
    def cell(self) -> bool:
        """Tell whether a number so written is the marked cell of a number, as workbooks have it."""
        return self.before == MARK + NUMBER

    def write(self, value: int) -> str:
        """Return the text of one number."""
        return f"{self.before}{value:0{self.digits}d}"

    def read(self, text: str) -> int:
        """Return the number that a text is, -1 where it is none so written; capitals before it count for small ones."""
        few = len(self.before)
        digits = text[few:]
        if text[:few].casefold() != self.before.casefold():
            return -1
        if self.digits:
            return int(digits) if len(digits) == self.digits and digits.isascii() and digits.isdigit() else -1
        return int(digits) if NUMERAL.fullmatch(digits) else -1


#: A number as it is.
PLAIN = Style()
#: A number as a marked cell.
CELL = Style(MARK + NUMBER)


class Written(Sequence[str]):
    """The texts of numbers, one after the other, for whoever goes through them or asks for one."""

    __slots__ = ("style", "whole", "write")

    def __init__(self, values: Values, style: Style = PLAIN) -> None:
        """Take the numbers, and how they are written."""
        self.whole = values
        self.style = style
        self.write = str if style == PLAIN else style.write

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.whole)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Written: ...
    def __getitem__(self, at: int | slice) -> str | Written:
        """Return one text, or some of them."""
        return Written(self.whole[at], self.style) if isinstance(at, slice) else self.write(self.whole.item(at))

    def __iter__(self) -> Iterator[str]:
        """Go through the texts."""
        return map(self.write, self.whole.tolist())

    def __eq__(self, other: object) -> bool:
        """Tell whether these are the same texts in the same order."""
        if isinstance(other, Written) and other.style == self.style:
            return bool(np.array_equal(self.whole, other.whole))
        return isinstance(other, (tuple, Written)) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return the hash of the tuple of these texts, which is equal to them."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Return the texts as a tuple shows them."""
        return repr(tuple(self))

    def at(self, places: NDArray[np.integer[Any]]) -> Written:
        """Return the texts at some places."""
        return Written(self.whole[places], self.style)

    def alike(self, other: Sequence[str]) -> bool:
        """Tell whether these are the same texts as others, small or capital, wherever the numbers are the same."""
        if not isinstance(other, Written):
            return False
        styles = [(s.before.casefold(), s.digits) for s in (self.style, other.style)]
        return styles[0] == styles[1]


class Nameless(Sequence[str]):
    """So many blank texts."""

    __slots__ = ("size",)

    def __init__(self, size: int) -> None:
        """Take their number."""
        self.size = size

    def __len__(self) -> int:
        """Return how many there are."""
        return self.size

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Nameless: ...
    def __getitem__(self, at: int | slice) -> str | Nameless:
        """Return the blank text, or some of them."""
        if isinstance(at, slice):
            return Nameless(len(range(*at.indices(self.size))))
        if not -self.size <= at < self.size:
            raise IndexError(at)
        return ""

    def __eq__(self, other: object) -> bool:
        """Tell whether these are as many blank texts."""
        return isinstance(other, (tuple, Nameless)) and len(other) == self.size and not any(other)

    def __hash__(self) -> int:
        """Return the hash of the tuple of these texts, which is equal to them."""
        return hash(("",) * self.size)

    def __repr__(self) -> str:
        """Return the texts as a tuple shows them."""
        return repr(("",) * self.size)
