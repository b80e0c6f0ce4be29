"""The words of comparisons, Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from ...diagnostics import Lang
from .words_en import EN
from .words_vi import VI

WORDS: Mapping[Lang, Mapping[str, str]] = {Lang.VI: VI, Lang.EN: EN}


def say(lang: Lang, word: str, /, **parts: object) -> str:
    """Return a phrase with its parts filled in."""
    return WORDS[lang][word].format(**parts)
