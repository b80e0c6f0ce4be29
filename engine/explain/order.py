"""Vietnamese order of names: by given name, then the rest; letters a ă â b c d đ e ê ..., tones second."""

from __future__ import annotations

import unicodedata

_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
Order = tuple[tuple[int, ...], tuple[int, ...], str]


def word_order(text: str) -> Order:
    """Return a key that puts texts in Vietnamese dictionary order."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text).casefold():
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[c] for c in parts if c in _TONES), 0)
        letter = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        letters.append(100 + _LETTERS[letter] if letter in _LETTERS else min(ord(letter[0]) if letter else 0, 99))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def name_order(name: str) -> tuple[Order, Order]:
    """Return a key that puts people in order of their given names."""
    rest, _, given = name.strip().rpartition(" ")
    return word_order(given), word_order(rest)
