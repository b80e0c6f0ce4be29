"""UTF-8 that was taken for a Western or Vietnamese code page, and letters that are gone."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from .readers import LETTERS_ONLY, possible
from .syllables import LETTERS, small, syllables


def _bytes() -> dict[str, int]:
    """Return the bytes from 80 on by every sign that one of the code pages shows for them."""
    shown = {chr(code): code for code in range(0x80, 0x100)}
    for page in ("cp1258", "cp1252"):
        for code in range(0x80, 0x100):
            sign = bytes([code]).decode(page, "replace")
            if sign != "\ufffd" and not unicodedata.combining(sign):
                shown[sign] = code
    return shown


_BYTES = _bytes()


def _signs(low: int, high: int) -> str:
    return "".join(re.escape(sign) for sign, code in _BYTES.items() if low <= code <= high)


_REST = f"[{_signs(0x80, 0xBF)}]"
#: What UTF-8 makes of Vietnamese letters, of marks that stand alone, and of the signs of a text.
_SEQUENCE = re.compile(f"[{_signs(0xC2, 0xC6)}{_signs(0xCC, 0xCC)}]{_REST}|[{_signs(0xE1, 0xE2)}]{_REST}{_REST}")
#: What is left of `à` when the no-break space in it became a blank, kept apart while the rest is read.
_BLANK = re.compile(r"[ÃĂ] ")
_APART = "\ue000"
#: A word is looked at from its beginning only: a run of letters would be walked from each of its letters.
_WORD_APART = re.compile(rf"(?:(?<![^\W\d_])([^\W\d_]+)|){_APART}( ?)([^\W\d_]*)")
#: Signs besides letters that a text may well hold.
_PLAIN = frozenset("–—‘’“”…•°²³½«»·§×\xa0\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
_BEYOND = re.compile("[\u1ea0-\u1ef9]")


def from_utf8(shown: str, *, proved: bool = False) -> str:
    """Return a text with its UTF-8 read as such, or the same text if it is not certain that it was UTF-8.

    `proved`: others of its column were, so that an abbreviation (QĐ) is read too.
    """
    if not _SEQUENCE.search(shown) or _BEYOND.search(shown) or _APART in shown:
        return shown
    read = _SEQUENCE.sub(_decoded, _BLANK.sub(_APART, shown))
    meant = unicodedata.normalize("NFC", _WORD_APART.sub(_blank, read)).replace(_APART, "Ã ")
    before = [w for w in LETTERS_ONLY.findall(shown) if not w.isascii()]
    after = [w for w in LETTERS_ONLY.findall(meant) if not w.isascii()]
    good = sum(map(possible, after))
    mended = not all(map(possible, before)) and (good * 2 > len(after) or (proved and meant.isupper()))
    # Two signs may stand behind a good word by chance, three that make a good word do not.
    return meant if mended or (good and good == len(after) and _BEYOND.search(meant)) else shown


def _decoded(found: re.Match[str]) -> str:
    """Return the character that a sequence stands for, if a Vietnamese text can hold it."""
    try:
        meant = bytes(_BYTES[sign] for sign in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
    return meant if meant.lower() in LETTERS or meant in _PLAIN else found[0]


def _blank(found: re.Match[str]) -> str:
    before, spare, behind = found.groups("")
    joined = f"{before}à{behind}"
    if not spare and possible(joined):
        return joined
    return f"{before}à {behind}" if possible(f"{before}à") else found[0]


#: A question mark or two inside a word; in an address or a formula they mean something else.
_MARKED = re.compile(r"(?<![\w?/.=&])[^\W\d_]+\?{1,2}[^\W\d_]+(?![\w?/=&])")


@cache
def _gaps() -> frozenset[str]:
    """Return every syllable with question marks for the letters that ASCII, or Western European, does not have."""
    return frozenset("".join("?" if c > last else c for c in w) for w in syllables() for last in "\x7f\xff")


def gaps(text: str) -> frozenset[str]:
    """Return the words in which question marks stand for letters."""
    return frozenset(w for w in _MARKED.findall(text) if small(w) in _gaps())
