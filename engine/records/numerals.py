"""Whole numbers among the distinct texts of a column: kept as numbers, put into texts when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .pool import Pool
from .written import PLAIN, Style, Values, Written

#: So many texts are looked for one by one.
_FEW = 64


class Numerals(Pool):
    """A few texts, then whole numbers, all different, each written in one style.

    No text of the head may be one of the numbers. A list of staff has a million keys, and mostly nobody asks for them.
    """

    def __init__(self, head: Sequence[str], values: Values, style: Style = PLAIN) -> None:
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


def together(pools: Sequence[Pool]) -> tuple[Pool, list[NDArray[np.int32]]]:
    """Return the texts of several columns, each once, as they come, and the places of all but the first column's.

    Numbers that begin stay numbers where all that follows is written like them.
    """
    first = pools[0]
    if isinstance(first, Numerals) and (found := _joined(first, pools[1:])) is not None:
        return found
    number = {text: place for place, text in enumerate(first.texts)}
    places = [np.array([number.setdefault(t, len(number)) for t in pool.texts], dtype=np.int32) for pool in pools[1:]]
    return Pool(list(number)), places


def _joined(first: Numerals, others: Sequence[Pool]) -> tuple[Pool, list[NDArray[np.int32]]] | None:
    """Return the same where the others are few texts, or None where any of them is written otherwise."""
    more: dict[str, int] = {}
    places: list[NDArray[np.int32]] = []
    for pool in others:
        if len(pool) > _FEW:
            return None
        own = [place if (place := first.place(text)) >= 0 else -1 for text in pool.texts]
        for at, text in enumerate(pool.texts):
            if own[at] < 0:
                if first.style.write(max(first.style.read(text), 0)) != text:
                    return None
                own[at] = len(first) + more.setdefault(text, len(more))
        places.append(np.array(own, dtype=np.int32))
    values = np.array([first.style.read(text) for text in more], dtype=np.int64)
    whole = np.concatenate([first.whole, values.astype(np.min_scalar_type(-values.max()))]) if more else first.whole
    return Numerals(first.head.texts, whole, first.style), places
