"""What Vietnamese plans say around a number: over, at least, under, at most; and when the words contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..literals import Literal, places, words_of

#: What stands right before a number, and the sign it means.
_BEFORE = {
    ">=": ("không dưới", "không ít hơn", "không thấp hơn", "không nhỏ hơn", "ít nhất", "tối thiểu", "từ", "đạt", "đủ"),
    "<=": ("không quá", "không vượt quá", "không vượt", "không trên", "không hơn", "không cao hơn", "không nhiều hơn",
           "không lớn hơn", "tối đa", "nhiều nhất", "đến", "tới"),
    ">": ("trên", "hơn", "cao hơn", "lớn hơn", "nhiều hơn", "vượt", "vượt quá", "quá"),
    "<": ("dưới", "ít hơn", "thấp hơn", "nhỏ hơn", "chưa đến", "chưa tới", "chưa đạt", "không đạt", "chưa đủ",
          "không đủ"),
}  # fmt: skip
_MEANS = {phrase: op for op, phrases in _BEFORE.items() for phrase in phrases}
_PHRASE = re.compile(
    rf"(?<!\w)({'|'.join(sorted(_MEANS, key=len, reverse=True))})(?: (?:là|có|mức|tỷ lệ|được|khoảng))? ?$"
)
#: "Trên từ 97%": the number is left out by the one word and taken in by the other.
_FROM = re.compile(
    r"(?<!\w)((?:không (?:vượt )?quá|tối đa|trên|lớn hơn|cao hơn|nhiều hơn|hơn|vượt quá|vượt|quá"
    r"|dưới|thấp hơn|nhỏ hơn|ít hơn) từ) ?$"
)
_UNIT = r"\s?(?:%|phần trăm)?(?: [^\W\d_]+){0,3}?"
_AFTER = re.compile(rf"({_UNIT} (trở lên|trở xuống))(?!\w)")
OPPOSITE = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}
#: Numbers as clauses write them; what stands behind one is for `around`.
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says around one number: the words, the signs they may mean, whether they contradict each other."""

    words: str
    ops: frozenset[str]
    contradicts: bool = False


def around(text: str, start: int, end: int) -> Said | None:
    """Return what a folded text says around the number between two places, or None where it says nothing."""
    before, after = text[:start], text[end:]
    twice = _FROM.search(before)
    phrase, more = _PHRASE.search(before), _AFTER.match(after)
    unit = re.match(r"\s?%", after)
    stop = end + (len(more[1]) if more else unit.end() if unit else 0)
    if twice:
        return Said(text[twice.start() : stop], frozenset(), contradicts=True)
    words = text[phrase.start() if phrase else start : stop]
    op = _MEANS[phrase[1]] if phrase else None
    if more:
        wanted = ">=" if more[2] == "trở lên" else "<="
        if op not in {None, wanted} and not (phrase and phrase[1] in {"từ", "đạt", "đủ"}):
            return Said(words, frozenset(), contradicts=True)
        op = wanted
    if op is None:
        return None
    sentence = re.split(r"[;.,:]", before[: phrase.start()] if phrase else before)[-1]
    denied = re.search(r"(?<!\w)(?:không|chưa)(?!\w)", sentence)
    return Said(words, frozenset({op, OPPOSITE[op]} if denied else {op}))


def said_of(quote: str, literal: Literal) -> list[Said]:
    """Return what a quote says around each place where it holds a number."""
    text = words_of(quote, dated=False)
    found = (around(text, *place) for place in places(quote, literal))
    return [s for s in found if s is not None]


def contradictions(quote: str) -> Iterator[str]:
    """Yield the words of a quote that say two opposite things of one number."""
    text = words_of(quote, dated=False)
    for number in NUMBER.finditer(text):
        said = around(text, *number.span())
        if said is not None and said.contradicts:
            yield said.words


_DAY_BEFORE = re.compile(r"(?<!\w)(trước(?: ngày)?) ?$")
_DAY_UNTIL = re.compile(
    r"(?<!\w)((?:đến hết|đến|chậm nhất(?: là| vào)?|muộn nhất(?: là| vào)?|không muộn hơn|không quá"
    r"|hạn chót(?: là)?|hết|sau|quá)(?: ngày)?) ?$"
)


def day_words(quote: str, literal: Literal) -> list[tuple[str, str]]:
    """Return the words before each place where a quote holds a day, with the key that they mean."""
    text, out = words_of(quote, dated=True), []
    for start, end in places(quote, literal):
        early, until = _DAY_BEFORE.search(text[:start]), _DAY_UNTIL.search(text[:start])
        found = early or until
        if found is not None:
            out.append((text[found.start() : end], "before" if early else "by"))
    return out
