"""Texts whose cells are set in a font from before Unicode."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .readers import LETTERS_ONLY, Kind, Proposal, possible
from .tables import from_tcvn3, from_vni, western

_FONT = re.compile(r"(\.vn)|vni[- ]", re.IGNORECASE)


def by_font(texts: Iterable[str], font: str) -> dict[str, Proposal]:
    """Return how the texts of one column that are set in `font` were meant; Unicode set in it stays as it is.

    A text that is good Vietnamese as it stands and as the font shows it follows the others.
    """
    known = _FONT.match(font)
    if known is None:
        return {}
    kind = Kind.TCVN3 if known[1] else Kind.VNI
    sure: dict[str, Proposal] = {}
    unsure: dict[str, Proposal] = {}
    unicode = 0
    for text in texts:
        plain = unicodedata.normalize("NFC", text)
        shown = western(plain)
        meant = from_vni(shown) if kind is Kind.VNI else from_tcvn3(shown, capitals=font.endswith("H"))
        if text.isascii() or meant == plain:
            continue
        before, after = _faults(plain), _faults(meant)
        if after < before:
            sure[text] = Proposal(kind, meant)
        elif after == before and shown == plain:
            unsure[text] = Proposal(kind, meant)
        else:
            unicode += 1
    return {**unsure, **sure} if len(sure) >= unicode else sure


def _faults(text: str) -> int:
    """Return how many words cannot be Vietnamese."""
    return sum(not w.isascii() and not possible(w) for w in LETTERS_ONLY.findall(text))
