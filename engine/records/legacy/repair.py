"""Texts in an old encoding, or damaged by a conversion, with the reading that is proposed: nothing is changed here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from .fonts import by_font
from .mojibake import from_utf8, gaps
from .readers import LETTERS_ONLY, NEVER, READERS, Kind, Proposal, possible
from .syllables import small
from .tables import TCVN3
from .verdict import Scale, Support

#: So many different words with question marks in place of letters make a text one that lost letters.
_GAPS, _GAPS_TOGETHER = 2, 3
#: So many texts that surely were UTF-8 tell of the others in their column.
_UTF8_TOGETHER = 2
_SIGN = "[" + re.escape("".join(c for c in TCVN3 if not c.isalpha())) + "]"
#: What no word has and a damaged one may: signs of TCVN3, marks that stand alone, a lost character.
_ODD = re.compile(rf"{_SIGN}[^\W\d_]|[^\W\d_]{_SIGN}|[\u0300-\u0323]|\ufffd|[^\W\d_]\?+[^\W\d_]|[\x80-\x9f]")


def propose(text: str, font: str = "") -> Proposal | None:
    """Return how a text was probably meant, judged by itself and its font, or None if it is most likely right."""
    return by_font([[text]], font)[0].get(text) or suspects([text]).get(text)


def suspects(texts: Iterable[str]) -> dict[str, Proposal]:
    """Return what is proposed for the different texts of one column; most columns are passed in a moment."""
    return suspects_by_column([list(texts)])[0]


def suspects_by_column(columns: Sequence[Sequence[str]]) -> list[dict[str, Proposal]]:
    """Return what is proposed for the different texts of each column of one sheet."""
    found: list[dict[str, Proposal]] = [{} for _ in columns]
    suspicious = [_composed(texts) for texts in columns]
    pile = " ".join(_tokens(suspicious))
    words = {w for w in LETTERS_ONLY.findall(pile) if not w.isascii()}
    if all(possible(w) and small(w) not in NEVER for w in words) and not _ODD.search(pile):
        return found
    scales = [scale for r in READERS if (scale := Scale(r)).signs(set(r.word.findall(pile)))]
    for out, texts in zip(found, suspicious, strict=True):
        out.update(_utf8(texts))
        out.update(_lost(texts))
    _weigh(scales, suspicious, found)
    return found


def _composed(texts: Iterable[str]) -> dict[str, str]:
    """Return the texts that can be suspicious at all, in composed Unicode."""
    return {t: unicodedata.normalize("NFC", t) for t in texts if not t.isascii() or "?" in t}


def _tokens(columns: Iterable[dict[str, str]]) -> set[str]:
    """Return the different parts of all texts that are not plain ASCII."""
    whole = " ".join(" ".join(texts.values()) for texts in columns).replace("\n", " ")
    return {part for part in whole.split(" ") if not part.isascii() or "?" in part}


def _utf8(texts: dict[str, str]) -> dict[str, Proposal]:
    """Return the texts that were UTF-8."""
    read = {text: meant for text, plain in texts.items() if (meant := from_utf8(plain)) != plain}
    if len(read) >= _UTF8_TOGETHER:
        read = {text: meant for text, plain in texts.items() if (meant := from_utf8(plain, proved=True)) != plain}
    return {text: Proposal(Kind.UTF8, meant) for text, meant in read.items()}


def _lost(texts: dict[str, str]) -> dict[str, Proposal]:
    """Return the texts with signs in place of letters."""
    words = {text: gaps(plain) for text, plain in texts.items() if "?" in plain}
    together = frozenset().union(*words.values())
    least = 1 if len(together) >= _GAPS_TOGETHER else _GAPS
    lost = [t for t, plain in texts.items() if "\ufffd" in plain or len(words.get(t, ())) >= least]
    return {text: Proposal(Kind.LOST, "") for text in lost}


def _weigh(scales: Sequence[Scale], columns: Sequence[dict[str, str]], found: list[dict[str, Proposal]]) -> None:
    """Add what the readers propose: for each text the one with most words for it, in the text or else the sheet."""
    best: dict[tuple[int, str], tuple[int, int]] = {}
    for scale in scales:
        weighed = [{text: scale.tally(plain) for text, plain in texts.items()} for texts in columns]
        supports = [scale.support(tallies.values()) for tallies in weighed]
        sheet = sum(supports, Support())
        for at, (texts, tallies, support) in enumerate(zip(columns, weighed, supports, strict=True)):
            for text, tally in tallies.items():
                weight = (len(tally.words), len(sheet.words))
                settled = text in found[at] and (at, text) not in best
                if settled or best.get((at, text), (0, 0)) >= weight or not scale.holds(tally, support, sheet):
                    continue
                best[at, text] = weight
                found[at][text] = Proposal(scale.reader.kind, scale.read(texts[text], tally))
