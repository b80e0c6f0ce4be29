"""Whole numbers among the distinct texts of a column: kept as numbers, put into texts when somebody asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from .pool import Pool

Values = NDArray[np.signedinteger[Any]]
#: A whole number without a sign, and without zeros before it; no longer than eight bytes surely hold.
NUMERAL = re.compile(r"0|[1-9][0-9]{0,17}")
BOUND = 10**18


class Numerals(Pool):
    """A few texts, then whole numbers, all different; each number is written as `NUMERAL` has it, behind the mark.

    No text of the head may be one of the numbers. A list of staff has a million keys, and mostly nobody asks for them.
    """

    def __init__(self, head: Sequence[str], values: Values, mark: str = "") -> None:
        """Take texts and numbers, and what stands before each number."""
        super().__init__([])
        self.head = Pool(list(head))
        self.values = values
        self.mark = mark

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self.head) + len(self.values)

    def behind(self, mark: str) -> Numerals:
        """Return the same with another mark before each number."""
        return Numerals(self.head.texts, self.values, mark)

    @property
    def texts(self) -> list[str]:
        """Return the texts; those of the numbers are made the first time."""
        if len(self._texts) != len(self):
            self._texts = [*self.head.texts, *(f"{self.mark}{value}" for value in self.values.tolist())]
        return self._texts

    @property
    def lettered(self) -> Pool:
        """Return the texts of the head, whose places are the first."""
        return self.head

    def text(self, place: int) -> str:
        """Return the text at one place."""
        few = len(self.head)
        return self.head.texts[place] if place < few else f"{self.mark}{self.values[place - few]}"

    def at(self, places: NDArray[np.integer[Any]]) -> Pool:
        """Return the texts at some places."""
        few = len(self.head)
        first = int(np.argmax(places >= few)) if bool((places >= few).any()) else len(places)
        if bool((places[first:] >= few).all()):
            head = [self.head.texts[place] for place in places[:first].tolist()]
            return Numerals(head, self.values[places[first:] - few], self.mark)
        return Pool([self.text(place) for place in places.tolist()])

    def part(self, low: int, high: int) -> Pool:
        """Return the texts from one place to another."""
        few = len(self.head)
        return Numerals(self.head.texts[low:high], self.values[max(0, low - few) : max(0, high - few)], self.mark)

    @property
    def marked(self) -> bool:
        """Tell whether any text is surely a number's marked cell."""
        return bool(self.mark) and len(self.values) > 0

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
        return bool(self.mark) and (not len(self.head) or self.head.numbers)

    @property
    def sifted(self) -> bool:
        """Tell whether `worded` leaves texts out."""
        return True

    @property
    def worded(self) -> list[str]:
        """Return the texts that hold anything but digits, among them all that are no numbers."""
        return self.head.texts

    @property
    def spelt(self) -> list[str]:
        """Return the texts with words and without digits, among them all that are no numbers."""
        return self.head.texts

    def like(self, labels: Iterable[str]) -> list[str]:
        """Return the texts that alone may be one of some labels, however it is written: a number, only as it is."""
        return [*self.head.texts, *(label for label in labels if not self.mark and self._number(label) >= 0)]

    def place(self, text: str) -> int:
        """Return where a text stands, -1 where it does not."""
        found = self.head.place(text) if len(self.head) else -1
        return found if found >= 0 else self._number(text)

    def places(self, texts: Iterable[str]) -> list[int]:
        """Return where those of some texts stand that do."""
        return [place for text in dict.fromkeys(texts) if (place := self.place(text)) >= 0]

    def _number(self, text: str) -> int:
        """Return where a text stands among the numbers, -1 where it does not."""
        written = text.removeprefix(self.mark)
        if not text.startswith(self.mark) or not NUMERAL.fullmatch(written):
            return -1
        found = np.flatnonzero(self.values == int(written))
        return len(self.head) + int(found[0]) if len(found) else -1


class Written(Sequence[str]):
    """The texts of numbers, one after the other, for whoever goes through them or asks for one."""

    __slots__ = ("values",)

    def __init__(self, values: Values) -> None:
        """Take the numbers."""
        self.values = values

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.values)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Written: ...
    def __getitem__(self, at: int | slice) -> str | Written:
        """Return one text, or some of them."""
        return Written(self.values[at]) if isinstance(at, slice) else str(self.values[at])

    def __iter__(self) -> Iterator[str]:
        """Go through the texts."""
        return map(str, self.values.tolist())

    def __eq__(self, other: object) -> bool:
        """Tell whether these are the same texts in the same order."""
        if isinstance(other, Written):
            return bool(np.array_equal(self.values, other.values))
        return isinstance(other, tuple) and tuple(self) == other

    def __hash__(self) -> int:
        """Return the hash of the tuple of these texts, which is equal to them."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Return the texts as a tuple shows them."""
        return repr(tuple(self))
