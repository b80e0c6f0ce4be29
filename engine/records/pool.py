"""The distinct texts of a column, looked at all at once: a list of staff has as many keys as rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: A number as a marked cell begins with (see `grid`).
_NUMBER = "\x00n"
#: Among fewer texts it does not pay to tell which of them hold words.
_FEW = 256
#: Anything that `tidy` would change, apart from the Unicode form; the same among plain letters.
_UNTIDY = re.compile(r"(?m)^[^\S\n]|[^\S\n]$|[^\S\n ]|  |[\x00\u200b-\u200d\ufeff]")
_UNSEEN = "\x00\t\x0b\x0c\r\x1c\x1d\x1e\x1f"
_PLAIN = re.compile(r"[0-9 .,/:+%-]*")
#: Bytes that stand in no number and no date; the line end parts the texts.
_DIGIT = re.compile("[0-9]")
_DIGITS = bytes(48 <= byte < 58 for byte in range(256))
_WORDED = bytes(byte not in b"0123456789 .,/:+%-\n" for byte in range(256))


class Pool:
    """Distinct texts; what is asked of all of them is found out once, and kept."""

    def __init__(self, texts: list[str]) -> None:
        """Take texts that are all different."""
        self._texts = texts

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._texts)

    @property
    def texts(self) -> list[str]:
        """Return the texts."""
        return self._texts

    @property
    def lettered(self) -> Pool:
        """Return the texts, at their places, in which anything but a plain whole number may stand."""
        return self

    def text(self, place: int) -> str:
        """Return the text at one place."""
        return self.texts[place]

    def at(self, places: NDArray[np.integer[Any]]) -> Pool:
        """Return the texts at some places."""
        return Pool([self.texts[place] for place in places.tolist()])

    @cached_property
    def joined(self) -> str:
        """Return all texts, one after the other, each in a line of its own (see `single`)."""
        return "\n".join(self.texts)

    @property
    def marked(self) -> bool:
        """Tell whether any text is surely a number's marked cell, without looking at all of them."""
        return False

    @cached_property
    def single(self) -> bool:
        """Tell whether every text is one line."""
        return self.joined.count("\n") == len(self.texts) - 1

    @cached_property
    def tidy(self) -> bool:
        """Tell whether every text is as a person sees it: `grid.tidy` would change none of them."""
        joined = self.joined
        if not self.single:
            return False
        if joined.isascii():
            edged = joined[:1] == " " or joined[-1:] == " " or " \n" in joined or "\n " in joined
            return not (edged or "  " in joined or any(sign in joined for sign in _UNSEEN))
        return not _UNTIDY.search(joined) and unicodedata.is_normalized("NFC", joined)

    @cached_property
    def numbers(self) -> bool:
        """Tell whether every text is a number's marked cell."""
        marks = self.joined.count(_NUMBER)
        begun = self.joined.startswith(_NUMBER) + self.joined.count(f"\n{_NUMBER}")
        return self.single and marks == begun == len(self.texts)

    @property
    def sifted(self) -> bool:
        """Tell whether `worded` leaves texts out."""
        return self.worded is not self.texts

    @cached_property
    def worded(self) -> list[str]:
        """Return the texts that hold anything but digits, blanks and the signs of numbers and dates.

        Where that is not quickly told, or nothing is won by it, all texts.
        """
        if len(self.texts) < _FEW or not self.single:
            return self.texts
        raw = self.joined.replace(_NUMBER, "").encode("utf-8", "surrogatepass")
        places = np.flatnonzero(np.frombuffer(raw.translate(_WORDED), dtype=np.bool_))
        if len(places) > len(self.texts) // 4:
            return self.texts
        if len(places) <= _FEW:
            lines = sorted({raw.count(b"\n", 0, place) for place in places.tolist()})
        else:
            breaks = np.flatnonzero(np.frombuffer(raw, dtype=np.uint8) == ord("\n"))
            lines = np.unique(np.searchsorted(breaks, places)).tolist()
        return [self.texts[line] for line in lines]

    def part(self, low: int, high: int) -> Pool:
        """Return the texts from one place to another, with what is known of them already."""
        new = Pool(self.texts[low:high])
        if "joined" in self.__dict__ and self.single and 0 < low < high:
            begin = sum(map(len, self.texts[:low])) + low
            end = -(sum(map(len, self.texts[high:])) + len(self.texts) - high) or None
            new.__dict__.update(joined=self.joined[begin:end], single=True)
            if self.__dict__.get("_blank") == -1:
                new.__dict__["_blank"] = -1
            if (worded := self.__dict__.get("worded", self.texts)) is not self.texts and high == len(self.texts):
                gone = set(self.texts[:low])
                new.__dict__["worded"] = [text for text in worded if text not in gone]
        return new

    @cached_property
    def spelt(self) -> list[str]:
        """Return the texts with words and without digits, as keys have them; more, where that is not quickly told."""
        if self.worded is not self.texts or len(self.texts) < _FEW or not self.single:
            return self.worded
        raw = self.joined.encode("utf-8", "surrogatepass")
        digits = np.frombuffer(raw.translate(_DIGITS), dtype=np.uint8)
        starts = np.flatnonzero(np.frombuffer(raw, dtype=np.uint8) == ord("\n"))
        # A line begins with the line end of the one before; a sum that wraps round would hide digits, a maximum cannot.
        found = np.maximum.reduceat(digits, np.concatenate([[0], starts]))
        return [self.texts[int(line)] for line in np.flatnonzero(found == 0)]

    def like(self, labels: Iterable[str]) -> list[str]:
        """Return the texts that alone may be one of some labels, however it is written; all, if any is a number."""
        wanted = list(labels)
        if any(_PLAIN.fullmatch(label) for label in wanted):
            return self.texts
        return self.worded if any(_DIGIT.search(label) for label in wanted) else self.spelt

    @cached_property
    def _places(self) -> dict[str, int]:
        return {text: place for place, text in enumerate(self.texts)}

    def place(self, text: str) -> int:
        """Return where a text stands, -1 where it does not."""
        if text == "":
            return self._blank
        if "_places" in self.__dict__ or len(self.texts) < _FEW:
            return self._places.get(text, -1)
        return self.texts.index(text) if text in self.texts else -1

    @cached_property
    def _blank(self) -> int:
        """Return where the blank text stands, -1 where it does not."""
        joined = self.joined
        if joined and "\n\n" not in joined and joined[0] != "\n" and joined[-1] != "\n":
            return -1
        return self.texts.index("") if "" in self.texts else -1

    def places(self, texts: Iterable[str]) -> list[int]:
        """Return where those of some texts stand that do."""
        wanted = list(dict.fromkeys(texts))
        if len(wanted) > 4 and len(self.texts) >= _FEW:
            known = self._places  # to look for them one by one would go through all of them each time
            return [known[text] for text in wanted if text in known]
        return [place for text in wanted if (place := self.place(text)) >= 0]
