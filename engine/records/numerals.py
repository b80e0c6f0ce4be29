"""Whole numbers among the distinct texts of a column: kept as numbers, put into texts when somebody asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from .grid import MARK, NUMBER
from .pool import Pool

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


#: A number as a marked cell.
CELL = Style(MARK + NUMBER)


class Numerals(Pool):
    """A few texts, then whole numbers, all different, each written in one style.

    No text of the head may be one of the numbers. A list of staff has a million keys, and mostly nobody asks for them.
    """

    def __init__(self, head: Sequence[str], values: Values, style: Style = Style()) -> None:
        """Take texts, numbers, and how these are written."""
        super().__init__([])
        self.head = Pool(list(head))
        self.whole = values
        self.style = style

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self.head) + len(self.whole)

    def under(self, head: Sequence[str], style: Style | None = None) -> Numerals:
        """Return the same with other texts before, and perhaps in another style."""
        return Numerals([*head, *self.head.texts], self.whole, style or self.style)

    @property
    def texts(self) -> list[str]:
        """Return the texts; those of the numbers are made the first time."""
        if len(self._texts) != len(self):
            self._texts = [*self.head.texts, *Written(self.whole, self.style)]
        return self._texts

    @property
    def lettered(self) -> Pool:
        """Return the texts of the head, whose places are the first, and one of numbers that letters stand before."""
        sample = self.whole[:1].tolist() if self.style.before and not self.style.cell else []
        return Pool([*self.head.texts, *map(self.style.write, sample)]) if sample else self.head

    def text(self, place: int) -> str:
        """Return the text at one place."""
        few = len(self.head)
        return self.head.texts[place] if place < few else self.style.write(int(self.whole[place - few]))

    def at(self, places: NDArray[np.integer[Any]]) -> Pool:
        """Return the texts at some places."""
        few = len(self.head)
        first = int(np.argmax(places >= few)) if bool((places >= few).any()) else len(places)
        if bool((places[first:] >= few).all()):
            head = [self.head.texts[place] for place in places[:first].tolist()]
            return Numerals(head, self.whole[places[first:] - few], self.style)
        return Pool([self.text(place) for place in places.tolist()])

    def part(self, low: int, high: int) -> Pool:
        """Return the texts from one place to another."""
        few = len(self.head)
        return Numerals(self.head.texts[low:high], self.whole[max(0, low - few) : max(0, high - few)], self.style)

    @property
    def marked(self) -> bool:
        """Tell whether any text is surely a number's marked cell."""
        return self.style.cell and len(self.whole) > 0

    @property
    def single(self) -> bool:
        """Tell whether every text is one line."""
        return not len(self.head) or self.head.single

    @property
    def tidy(self) -> bool:
        """Tell whether every text is as a person sees it."""
        return not self.marked and (not len(self.head) or self.head.tidy)

    @property
    def numbers(self) -> bool:
        """Tell whether every text is a number's marked cell."""
        return self.style.cell and (not len(self.head) or self.head.numbers)

    @property
    def sifted(self) -> bool:
        """Tell whether `worded` leaves texts out."""
        return True

    @property
    def worded(self) -> list[str]:
        """Return the texts that hold anything but digits; of numbers behind letters one stands for all."""
        return self.lettered.texts

    @property
    def spelt(self) -> list[str]:
        """Return the texts with words and without digits, among them all that are no numbers."""
        return self.head.texts

    def like(self, labels: Iterable[str]) -> list[str]:
        """Return the texts that alone may be one of some labels, however it is written: a number, only as it is."""
        found = dict.fromkeys(at for label in labels if not self.style.cell and (at := self._number(label)) >= 0)
        return [*self.head.texts, *map(self.text, found)]

    def place(self, text: str) -> int:
        """Return where a text stands, -1 where it does not."""
        found = self.head.place(text) if len(self.head) else -1
        if found < 0 and text.startswith(self.style.before):
            return self._number(text)
        return found

    def places(self, texts: Iterable[str]) -> list[int]:
        """Return where those of some texts stand that do."""
        return [place for text in dict.fromkeys(texts) if (place := self.place(text)) >= 0]

    def _number(self, text: str) -> int:
        """Return where a text stands among the numbers, in small letters or capitals; -1 where it does not."""
        number = self.style.read(text)
        found = np.flatnonzero(self.whole == number) if number >= 0 else np.zeros(0, dtype=np.intp)
        return len(self.head) + int(found[0]) if len(found) else -1


class Written(Sequence[str]):
    """The texts of numbers, one after the other, for whoever goes through them or asks for one."""

    __slots__ = ("style", "whole")

    def __init__(self, values: Values, style: Style = Style()) -> None:
        """Take the numbers, and how they are written."""
        self.whole = values
        self.style = style

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.whole)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Written: ...
    def __getitem__(self, at: int | slice) -> str | Written:
        """Return one text, or some of them."""
        return Written(self.whole[at], self.style) if isinstance(at, slice) else self.style.write(int(self.whole[at]))

    def __iter__(self) -> Iterator[str]:
        """Go through the texts."""
        return map(self.style.write if self.style != Style() else str, self.whole.tolist())

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
