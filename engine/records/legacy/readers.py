"""What a word would be if its text were in an old encoding, or had been converted once too often."""

from __future__ import annotations

import enum
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .syllables import LETTERS, in_one_case, small, syllables
from .tables import TCVN3, VNI, from_cp1258, from_tcvn3, from_vni, western


class Kind(enum.StrEnum):
    """How a text came to look as it does."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    TWICE = "tcvn3-damage"  # Unicode taken for TCVN3 and converted to Unicode once more
    CP1258 = "cp1258-damage"  # cp1258 taken for cp1252
    UTF8 = "utf8-damage"  # UTF-8 taken for cp1252, cp1258 or Latin 1
    LOST = "lost"  # question marks where letters were


class Readings(Protocol):
    """What a word may have been."""

    def __call__(self, word: str, *, capitals: bool) -> tuple[str, ...]:
        """Return possible syllables, the likeliest first; `capitals`: the text around the word is in capitals."""
        ...


@dataclass(frozen=True, slots=True)
class Reader:
    """One way to read words: which runs of signs are words, and what one may have been.

    `plain` reads what is no syllable, in a text that is of this kind; `never` are syllables that no text holds
    unless it is of this kind.
    `alien`: its words hold signs that no Vietnamese word has, so that without any of them nothing is proved.
    """

    kind: Kind
    word: re.Pattern[str]
    readings: Readings
    plain: Callable[[str], str]
    alien: bool = True
    never: frozenset[str] = frozenset()

    def stands(self, word: str) -> bool:
        """Tell whether a word can stand as it is."""
        return possible(word) and small(word) not in self.never


@dataclass(frozen=True, slots=True)
class Proposal:
    """How one text came to look as it does, and as what it was probably meant; no text if that cannot be told."""

    kind: Kind
    text: str


#: What is so often the whole text of a cell that it follows its sheet also where headers are of another kind.
ANSWERS = frozenset({"có", "không"})


def possible(word: str) -> bool:
    """Tell whether a word can stand as it is: a syllable, in one case or with small accented letters among capitals."""
    return small(word) in syllables() and (in_one_case(word) or "".join(filter(str.isascii, word)).isupper())


def is_alien(word: str) -> bool:
    """Tell whether a word holds a sign that no Vietnamese word has, or a capital behind a small letter."""
    return not in_one_case(word) or any(not c.isascii() and c.lower() not in LETTERS for c in word)


_LETTER = r"[^\W\d_]"
#: Marks that stand alone where cp1258 was read and then composed.
_MARKS = "\u0300\u0301\u0303\u0309\u0323"
LETTERS_ONLY = re.compile(rf"{_LETTER}+")
_SIGNS = "".join(c for c in TCVN3 if not c.isalpha())
WITH_SIGNS = re.compile(rf"(?:{_LETTER}|[{_MARKS}{re.escape(_SIGNS)}])+")
_MARKED_WORD = re.compile(rf"(?:{_LETTER}|[{_MARKS}])+")
#: The letters of TCVN3 that bear a tone, all small.
_TONED = frozenset(c for c in TCVN3.values() if c.islower() and c not in "ăâêôơưđ")
_ALL_TCVN3 = re.compile(rf"[A-Za-z{re.escape(''.join(TCVN3))}]+")
_ALL_VNI = re.compile(rf"(?:{'|'.join(sorted(VNI, key=len, reverse=True))}|[A-Za-z])+")


def _tcvn3(word: str, *, capitals: bool) -> tuple[str, ...]:
    shown = western(word)
    if not _ALL_TCVN3.fullmatch(shown):
        return ()
    meant = from_tcvn3(shown)
    # Outside the fonts of capitals TCVN3 has no capital with a tone: the small one stands among capitals.
    bare = [c for c in meant if c not in _TONED]
    if bare and all(c.isupper() for c in bare) and (capitals or len(bare) > 1):
        meant = meant.upper()
    return (meant,) if possible(meant) else ()


def _vni(word: str, *, capitals: bool) -> tuple[str, ...]:  # noqa: ARG001 - every reader is asked alike
    shown = western(word)
    if not _ALL_VNI.fullmatch(shown):
        return ()
    meant = from_vni(shown)
    return (meant,) if possible(meant) else ()


def _cp1258(word: str, *, capitals: bool) -> tuple[str, ...]:  # noqa: ARG001 - every reader is asked alike
    meant = from_cp1258(word)
    return (meant,) if possible(meant) else ()


#: Unicode letters that a converter takes for codes of TCVN3, and what it makes of them.
_IMAGES = {shown: meant for shown, meant in TCVN3.items() if shown.lower() in LETTERS and shown != meant}
_BEFORE = {meant: shown for shown, meant in _IMAGES.items()}
#: Syllables that are far more frequent than what they would be an image of (một, not mét): they are left as they are.
_STAYS = """
một từ cũng sự động số bộ độ dụng tự sống lớn vụ thống giờ bố phố vừa từng dự bỏ phụ hỏi nhỏ giống rộng chống hộ
độc vũ nhớ khỏi lớp lộ sớm tố đừng tộc cũ chờ lựa thừa ngựa vốn nhờ dựa trừ dụ đột trụ rừng thụ tỏ mừng đỡ thờ hộp
bụng ngũ mộ dừng ngừng bốn tờ bờ mũi hỏng lộc giỏi ống trống vỏ trốn tống chừng phỏng đựng mộc tựa lũ bột lừa cụm
trộm tốn mộng bụi lỏng rũ trộn mỏ tớ mũ đớn đống lỡ cự nộp bớt lộn bỏng ngự thỏ nhựa phụng trừng khớp mỏng rộn ốm
ngừa lột sờ nhũng bộc chớp gũi dỡ chốn độn dừa đũa khống rụng sừng khốn rớt đốm nhũ nộ gừng rỡ vụn vớt lộng cừ bừa
cụ dựng dũng
"""
#: Possible syllables that are no words, but images of some of the most frequent (không, phòng, nhân dân).
_NEVER = """
khụng thụng phũng nhõn dõn trờn nờn tờn lờn bờn thỏng sỏng tõm tõn phõn thõn chõn võn tỡm nhỡn húa khúa giỏm bỏn khỏ
quỏ nõng tụn
"""
_STAYING = frozenset(_STAYS.split())
NEVER = frozenset(_NEVER.split())
_LONGEST = 8


def _twice(word: str, *, capitals: bool) -> tuple[str, ...]:
    """Return what a word was before its letters were taken for codes of TCVN3; every letter is itself or an image."""
    choices: list[list[str]] = []
    for c in word if len(word) <= _LONGEST else "":
        before = [_BEFORE[c]] if c in _BEFORE else []
        choices.append([*before, *([] if c in _IMAGES else [c])])
        if not choices[-1]:
            return ()
    shouted = capitals or not in_one_case(word)
    fits = [w for w in map("".join, itertools.product(*choices)) if possible(w) and (w == word or in_one_case(w))]
    found = [w for w in fits if w == word or shouted or len(w) == 1 or not w.isupper()]
    if capitals and any(w.isupper() for w in found):
        found = [w for w in found if w.isupper()]
    elif small(word) in _STAYING or any(w[0].isupper() != word[0].isupper() for w in found):
        found.sort(key=lambda w: w != word)
    return tuple(found)


READERS: Sequence[Reader] = (
    Reader(Kind.TCVN3, WITH_SIGNS, _tcvn3, lambda word: from_tcvn3(western(word))),
    Reader(Kind.VNI, _MARKED_WORD, _vni, lambda word: from_vni(western(word))),
    Reader(Kind.CP1258, LETTERS_ONLY, _cp1258, from_cp1258),
    Reader(Kind.TWICE, LETTERS_ONLY, _twice, str, alien=False, never=NEVER),
)
