"""Whether the texts of a column are in an old encoding: their words, weighed together and never one by one."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .readers import ANSWERS, Reader, is_alien
from .syllables import LETTERS, in_one_case, small

#: So many different words that only one reading makes possible are proof; two are, if nothing speaks against it.
_PROOF, _ENOUGH = 3, 2
#: How many texts may speak against a column for one that speaks for it, and how many for it outweigh one against.
_FEW, _MOST = 9, 9
#: So many capitals, and no small letter, make a text one in capitals.
_CAPITALS = 3


class Sign(enum.Enum):
    """What one word says of a reading."""

    FOR = "impossible as it is, possible under the reading"
    AGAINST = "possible as it is, impossible under the reading"
    TURNED = "possible either way, and different"
    SAME = "the same either way"
    NONE = "possible in neither way"


@dataclass(frozen=True, slots=True)
class Tally:
    """What the words of one text say: different words for a reading, what was turned, how many are against it.

    `neither` counts the words that are possible in neither way.
    """

    words: frozenset[str]
    turned: frozenset[str]
    against: int
    neither: int

    @property
    def speaks_for(self) -> bool:
        """Tell whether something speaks for the reading and nothing against it."""
        return bool(self.words) and not self.against


@dataclass(frozen=True, slots=True)
class Support:
    """What all texts of a column, or sheet, say: the words for a reading, the texts for and against it."""

    words: frozenset[str] = frozenset()
    texts: int = 0
    against: int = 0

    def __add__(self, other: Support) -> Support:
        """Return what two columns say together."""
        return Support(self.words | other.words, self.texts + other.texts, self.against + other.against)

    @property
    def proves(self) -> bool:
        """Tell whether the words prove the reading for some texts of the column."""
        return len(self.words) >= _PROOF or (len(self.words) >= _ENOUGH and not self.against)

    @property
    def shared(self) -> bool:
        """Tell whether a good part of the texts are of this kind."""
        return self.texts * _FEW >= self.against

    @property
    def whole(self) -> bool:
        """Tell whether nearly all texts are of this kind."""
        return self.proves and self.against * _MOST <= self.texts


@dataclass(slots=True)
class Scale:
    """Weighs texts under one reader; every different word is judged once."""

    reader: Reader
    _known: dict[tuple[str, bool], tuple[Sign, str]] = field(default_factory=dict)

    def signs(self, words: Iterable[str]) -> bool:
        """Tell whether any of these words speaks for the reading."""
        return any(self._judged(word, capitals=False)[0] is Sign.FOR for word in words)

    def tally(self, text: str) -> Tally:
        """Return what the words of one text say."""
        capitals = in_capitals(text)
        words: set[str] = set()
        turned: set[str] = set()
        against = neither = 0
        for word in dict.fromkeys(w for w in self.reader.word.findall(text) if not w.isascii()):
            sign, meant = self._judged(word, capitals=capitals)
            match sign:
                case Sign.FOR:
                    words.add(word)
                case Sign.TURNED:
                    turned.add(small(meant))
                case Sign.AGAINST:
                    against += 1
                case Sign.NONE:
                    neither += not word.isupper()
        return Tally(frozenset(words), frozenset(turned), against, neither)

    def support(self, tallies: Iterable[Tally]) -> Support:
        """Return what the texts of a column say together."""
        words: set[str] = set()
        texts = against = 0
        for tally in tallies:
            if tally.speaks_for:
                texts += 1
                words |= tally.words
            elif tally.against + tally.neither > len(tally.words):
                against += 1
        proved = not self.reader.alien or any(map(is_alien, words))
        return Support(frozenset(words) if proved else frozenset(), texts if proved else 0, against)

    def holds(self, tally: Tally, column: Support, sheet: Support) -> bool:
        """Tell whether a text is of this kind, by its own words, those of its column and those of its sheet."""
        count = len(tally.words)
        if tally.neither > count + len(tally.turned):
            return False
        proved = not self.reader.alien or any(map(is_alien, tally.words))
        if tally.against:
            return proved and count >= _ENOUGH and count > tally.against
        if proved and (count >= _ENOUGH or any(map(self._certain, tally.words))):
            return True
        if count:
            # One odd word among good ones proves nothing where the odd letter is no letter at all.
            own = not self.reader.alien and len(tally.turned) >= _ENOUGH
            return any(s.shared and (own or s.proves) for s in (column, sheet))
        if not tally.turned:
            return False
        answer = tally.turned <= ANSWERS and any(s.shared and s.proves for s in (column, sheet))
        return answer or column.whole or (sheet.whole and not column.against)

    def read(self, text: str, tally: Tally) -> str:
        """Return the text as it was meant; where something speaks against it, only impossible words are read anew."""
        capitals = in_capitals(text)
        taken = {Sign.FOR} if tally.against else {Sign.FOR, Sign.TURNED, Sign.NONE}

        def anew(found: re.Match[str]) -> str:
            sign, meant = self._judged(found[0], capitals=capitals)
            return meant if sign in taken else found[0]

        return self.reader.word.sub(anew, text)

    def _certain(self, word: str) -> bool:
        """Tell whether a word is proof by itself: one in capitals with a small letter that cannot stand there."""
        return not self.reader.alien and not in_one_case(word)

    def _judged(self, word: str, *, capitals: bool) -> tuple[Sign, str]:
        known = self._known.get((word, capitals))
        if known is None:
            known = self._known[word, capitals] = self._judge(word, capitals=capitals)
        return known

    def _judge(self, word: str, *, capitals: bool) -> tuple[Sign, str]:
        if word.isascii():
            return Sign.SAME, word
        readings = self.reader.readings(word, capitals=capitals)
        match self.reader.stands(word), readings:
            case True, ():
                return Sign.AGAINST, word
            case True, (best, *_):
                return (Sign.SAME if best == word else Sign.TURNED), best
            case False, (best, *_):
                return Sign.FOR, best
        plain = self.reader.plain(word)
        short = plain != word and plain.isupper() and all(c.isascii() or c.lower() in LETTERS for c in plain)
        return (Sign.TURNED if short else Sign.NONE), plain


def in_capitals(text: str) -> bool:
    """Tell whether a text is written in capitals, judged by the letters that no encoding touches."""
    return not any(c.isascii() and c.islower() for c in text) and sum(map(str.isupper, text)) >= _CAPITALS
