"""How a Vietnamese word may be spelled: an onset, a rime and a tone, the mark in its old or its new place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_VOWELS = "aăâeêioôơuưy"
#: For every vowel: without a tone, then with sắc and nặng (the two that may stand before a stop), then the others.
_TONES = ("", "\u0301", "\u0323", "\u0300", "\u0309", "\u0303")
_TONED = {v: tuple(unicodedata.normalize("NFC", v + tone) for tone in _TONES) for v in _VOWELS}
#: Everything but ASCII that a Vietnamese word is written with, in small letters.
LETTERS = frozenset("đ" + "".join(form for forms in _TONED.values() for form in forms)) - frozenset("aeiouy")

#: Onsets before a, o, u and their kin, and before e, ê, i, y; then the rimes.
_BACK = "b c ch d đ g gi h kh l m n ng nh p ph r s t th tr v x"
_FRONT = "b k ch d đ gh h kh l m n ngh nh p ph r s t th tr v x"
_RIMES = """
a ai ay ao au am an ang anh ap at ac ach ăm ăn ăng ăp ăt ăc âu ây âm ân âng âp ât âc
e eo em en eng ep et ec ê êu êm ên ênh êp êt êch
i iu im in inh ip it ich ia iêu iêm iên iêng iêp iêt iêc y
o oi om on ong op ot oc oong ooc ô ôi ôm ôn ông ôp ôt ôc ôông ơ ơi ơm ơn ơp ơt
u ui um un ung up ut uc ua uôi uôm uôn uông uôt uôc
ư ưi ưu ưm ưn ưng ưt ưc ưa ươi ươu ươm ươn ương ươp ươt ươc
oa oai oay oao oam oan oang oanh oap oat oac oach oăm oăn oăng oăt oăc oe oeo oem oen oet
uây uân uâng uât uê uênh uêch uơ uy uya uyu uyn uynh uyp uyt uych uyên uyêt
"""
#: Rimes of words that begin with a vowel, with y for i.
_BARE = ("yêu", "yêm", "yên", "yêng", "yêt")
#: What may follow the u of qu but not another onset.
_AFTER_QU = ("yên", "yêt", "yn", "ynh", "yt", "ych", "yp", "yu", "ôc")
#: What may follow gi, the i of which is also the vowel.
_AFTER_GI = ("", "m", "n", "p", "t", "ch", "êng", "êt", "êm", "ên", "êp", "êc", "êu")

#: Where a tone may stand: on either letter of these, as typists and schools differ; else on the first vowel.
_DOUBLE = re.compile("uyê|uya|oa|oă|oe|oo|ôô|uâ|uê|uơ|uy|ia|iê|yê|ua|uô|ưa|ươ")
_STOPPED = ("c", "ch", "p", "t")
_D = str.maketrans("ðɖ", "đđ")


@cache
def syllables() -> frozenset[str]:
    """Return every spelling of a possible syllable, in small letters and composed Unicode, those without marks too."""
    return frozenset(_all())


def _all() -> Iterator[str]:
    for rime in _RIMES.split():
        for onset in ("", *(_FRONT if rime[0] in "eêiy" else _BACK).split()):
            yield from _toned(onset, rime)
        if rime[0] in "eê":
            yield from _toned("gi", rime)
        if rime[0] in "aăâeêiyơ":
            yield from _toned("qu", rime)
    for rime in _BARE:
        yield from _toned("", rime)
    for rime in _AFTER_QU:
        yield from _toned("qu", rime)
    for rest in _AFTER_GI:
        yield from _toned("g", f"i{rest}")


def _toned(onset: str, rime: str) -> Iterator[str]:
    """Yield a syllable with every tone that it can have, in every place where the mark is put."""
    places = {len(onset) + at for at in _places(rime)}
    if onset in {"qu", "gi"}:
        places.add(1)
    word = onset + rime
    stopped = rime.endswith(_STOPPED)
    if not stopped:
        yield word
    for at in places:
        for form in _TONED[word[at]][1:3] if stopped else _TONED[word[at]][1:]:
            yield word[:at] + form + word[at + 1 :]


def _places(rime: str) -> range:
    double = _DOUBLE.match(rime)
    return range(double.end() if double else 1)


def small(word: str) -> str:
    """Return a word in small letters and composed Unicode, the look-alikes of đ put right."""
    return unicodedata.normalize("NFC", word).lower().translate(_D)


def is_syllable(word: str) -> bool:
    """Tell whether a word can be one Vietnamese syllable, whatever its case and the form of its marks."""
    return small(word) in syllables()


def in_one_case(word: str) -> bool:
    """Tell whether a word is all small, all capital, or small after one capital."""
    return word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())
