"""Texts whose cells are set in a font from before Unicode."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from .readers import ANSWERS, WITH_SIGNS, Kind, Proposal, possible
from .syllables import LETTERS, small
from .tables import from_tcvn3, from_vni, western

_FONT = re.compile(r"(\.vn)|vni[- ]", re.IGNORECASE)
_SMALL, _CAPITALS, _VNI = ".Vn", ".VnH", "VNI-"


def effect(font: str) -> str:
    """Return the shortest name of a font that means the same, or an empty text: `.Vn`, `.VnH` (capitals), `VNI-`."""
    known = _FONT.match(font)
    if known is None:
        return ""
    if not known[1]:
        return _VNI
    return _CAPITALS if font.endswith("H") else _SMALL


def by_font(columns: Sequence[Iterable[str]], font: str) -> list[dict[str, Proposal]]:
    """Return how the texts of each column of a sheet that are set in `font` were meant; Unicode in it stays.

    A text that is good Vietnamese as it stands and as the font shows it follows the others of its sheet.
    """
    known = effect(font)
    if not known:
        return [{} for _ in columns]
    sure: list[dict[str, Proposal]] = []
    unsure: list[dict[str, Proposal]] = []
    unicode = 0
    for texts in columns:
        sure.append({})
        unsure.append({})
        for text in texts:
            plain = unicodedata.normalize("NFC", text)
            meant = plain if plain.isascii() else _meant(plain, known)
            if meant == plain:
                continue
            capitals = known == _CAPITALS
            proposal = Proposal(Kind.VNI if known == _VNI else Kind.TCVN3, meant.upper() if capitals else meant)
            match _worth(plain, meant):
                case 1:
                    sure[-1][text] = proposal
                case 0:
                    unsure[-1][text] = proposal
                case _:
                    unicode += 1
    follow = sum(map(len, sure)) >= unicode
    return [{**new, **old} if follow else old for old, new in zip(sure, unsure, strict=True)]


def _meant(text: str, known: str) -> str:
    shown = western(text)
    return from_vni(shown) if known == _VNI else from_tcvn3(shown)


def _worth(plain: str, meant: str) -> int:
    """Return whether a reading is better than the text as it stands (1), as good (0), or worse (-1)."""
    if small(plain) in ANSWERS:
        return -1
    if small(meant) in ANSWERS:
        return 1
    before, after = _faults(plain), _faults(meant)
    if after == before:
        return 0 if western(plain) == plain else -1
    return 1 if after < before else -1


def _faults(text: str) -> int:
    """Return how many words can be neither Vietnamese nor letters put together (QĐ)."""
    words = [w for w in WITH_SIGNS.findall(text) if not w.isascii() and not possible(w)]
    return sum(not w.isupper() or any(not c.isascii() and c.lower() not in LETTERS for c in w) for w in words)
