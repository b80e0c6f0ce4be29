"""Columns of whole numbers, or of two words such as true and false, are read as such where that loses no letter.

What the first rows hold proposes what a column is. That nothing was written otherwise further down (`007`, ` 7`, `+7`)
is then proved by counting: the shortest way to write every value, the letters of all other columns, the quotes, the
delimiters and the line ends together are as many bytes as the text has.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..coded import Codes, TextArray, narrow
from ..numerals import Numerals
from ..pool import Pool
from ..written import BOUND, NUMERAL, Style, Values

#: The rows that propose: the last of them tell what a column holds, those before may be titles and a header.
_LOOKED, _TOLD = 64, 32
_BYTES = 1 << 16
#: Numbers of up to so many digits are kept in four bytes.
_NARROW = 9
#: Letters and then digits; letters that may tell that a row is no data (VD, TM., T/M) are left to be read as texts.
_PATTERN = re.compile(r"([A-Za-z]{0,6}[-_./]?)([0-9]{1,18})")
_TOLD_OF_ROWS = re.compile(r"(?i)vd|[tk]m?[./]|tl\.|tuq\.")
#: Up to this many times as many numbers as rows are told apart in a table.
_DENSE = 4


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the columns hold below the first `above` rows, whose cells are `head`; they have so many bytes and quotes.

    `words` are the two that the columns `switches` hold; `wide` and `narrow` columns hold whole numbers.
    """

    above: int
    head: tuple[tuple[str, ...], ...]
    words: tuple[str, str]
    switches: frozenset[int]
    narrow: frozenset[int]
    wide: frozenset[int]
    size: int
    quotes: int

    @property
    def typed(self) -> frozenset[int]:
        """Return all columns that are not read as texts."""
        return self.switches | self.narrow | self.wide


def proposed(begin: bytes, delimiter: str, width: int) -> Kinds | None:
    """Return what the first rows of a text propose; None where all columns are texts. No cell holds a line end."""
    lines = begin[:_BYTES].split(b"\n")[:-1][:_LOOKED]
    rows = list(csv.reader([line.decode("utf-8", "replace") for line in lines], delimiter=delimiter))
    if len(rows) < _LOOKED or any(len(row) != width for row in rows):
        return None
    columns = list(zip(*rows, strict=True))
    below = [{text for text in texts[-_TOLD:] if text} for texts in columns]
    numbers = {at for at, texts in enumerate(below) if texts and all(NUMERAL.fullmatch(text) for text in texts)}
    others = {at: texts for at, texts in enumerate(below) if texts and at not in numbers}
    pairs = sorted({(min(texts), max(texts)) for texts in others.values() if len(texts) == 2})
    pair = max(pairs, key=lambda p: sum(texts <= {*p} for texts in others.values()), default=("", ""))
    switches = {at for at, texts in others.items() if texts <= {*pair}}
    misfits = {at: [not NUMERAL.fullmatch(text or "0") for text in columns[at]] for at in numbers}
    misfits |= {at: [text not in {*pair, ""} for text in columns[at]] for at in switches}
    begins = Counter(_LOOKED - found[::-1].index(True) if True in found else 0 for found in misfits.values())
    above = min(begins, key=lambda n: (-begins[n], n), default=0)
    # a title above may be a number as those below are, and a text further down makes its column one of texts
    plain = {at for at, found in misfits.items() if all(found[:above]) and not any(found[above:])}
    if not plain:
        return None
    narrow = {at for at in numbers & plain if max(map(len, columns[at][above:])) <= _NARROW}
    head = tuple(texts[:above] for texts in columns)
    wide = numbers & plain - narrow
    size, quotes = sum(len(line) + 1 for line in lines[:above]), sum(line.count(b'"') for line in lines[:above])
    return Kinds(above, head, pair, frozenset(switches & plain), frozenset(narrow), frozenset(wide), size, quotes)


def headed(head: Sequence[str], codes: Codes, pool: Pool) -> TextArray:
    """Return a column of some texts, one for each of the first rows, and below them of numbers among others."""
    first = list(dict.fromkeys(head))
    ordered = not isinstance(pool, Numerals) or not len(pool.head)  # else the blank text may come later
    below = narrow(codes, len(first) + len(pool))
    if any(pool.place(text) >= 0 for text in first):
        number = {text: at for at, text in enumerate(dict.fromkeys([*first, *pool.texts]))}
        below = np.array([number[text] for text in pool.texts], dtype=below.dtype)[codes]
        whole = Pool(list(number))
    else:
        below = below + below.dtype.type(len(first)) if first else below
        whole = pool.under(first) if isinstance(pool, Numerals) else Pool([*first, *pool.texts])
    if not first:
        return TextArray.of(below, pool, ordered=ordered)
    above = np.array([first.index(text) for text in head], dtype=below.dtype)
    return TextArray.of(np.concatenate([above, below]), whole, ordered=ordered)


def switched(values: Any, words: tuple[str, str]) -> tuple[Codes, Pool, int]:  # noqa: ANN401 - pyarrow has no types
    """Return a column of two words, true for the second of them, as numbers and texts, and how many letters it has."""
    trues, blanks = values.true_count, values.null_count
    codes: Codes = values.fill_null(False).to_numpy(zero_copy_only=False).view(np.int8)  # noqa: FBT003 - pyarrow's own
    if blanks:
        codes = codes.copy()
        codes[values.is_null().to_numpy(zero_copy_only=False)] = 2
    texts, often = (*words, ""), (len(codes) - trues - blanks, trues, blanks)
    first = sorted((int(np.argmax(codes == at)), at) for at in range(3) if often[at])
    order = [at for _, at in first]
    place = np.zeros(3, dtype=np.int8)
    place[order] = np.arange(len(order), dtype=np.int8)
    letters = sum(many * len(text.encode()) for many, text in zip(often, texts, strict=True))
    if order != [0, 1]:
        codes = codes ^ np.int8(1) if order == [1, 0] else place[codes]
    return codes, Pool([texts[at] for at in order]), letters


def numbered(values: Any) -> tuple[Codes, Numerals, int] | None:  # noqa: ANN401 - pyarrow has no types
    """Return a column of whole numbers as numbers and texts, and how many digits it has; None where not all are plain.

    Where cells are blank, the blank text comes first among the texts wherever it stands.
    """
    if not values.null_count:
        found: Values = values.to_numpy(zero_copy_only=False)
        if len(found) and _written(found) and all_different(found):
            return np.arange(len(found), dtype=np.int32), Numerals([], found), int(_digits(found).sum())
    codes, own = _told_apart(values)
    if not _written(own):
        return None
    often = np.bincount(codes[codes >= 0] if values.null_count else codes, minlength=len(own))
    letters = int((_digits(own) * often).sum())
    return (codes + 1, Numerals([""], own), letters) if values.null_count else (codes, Numerals([], own), letters)


def patterned(texts: Any) -> tuple[Codes, Numerals] | None:  # noqa: ANN401 - pyarrow has no types
    """Return a column of texts that are the same letters and as many digits each, as numbers and texts; None of others.

    Keys are often so written: `CB-0001234`, `079012345678`.
    """
    import pyarrow as pa

    places, letters = np.frombuffer(texts.buffers()[1], dtype=np.int32), texts.buffers()[2]
    places = places[texts.offset : texts.offset + len(texts) + 1]
    found = _PATTERN.fullmatch(texts[0].as_py()) if len(texts) > 1 and letters is not None else None
    if found is None or _TOLD_OF_ROWS.match(found[1]) or bool((np.diff(places) != len(found[0])).any()):
        return None
    few, size = len(found[1]), len(found[0])
    cells = np.frombuffer(letters, dtype=np.uint8)[int(places[0]) : int(places[-1])].reshape(len(texts), size)
    values: Values = np.zeros(len(texts), dtype=np.int32 if size - few <= _NARROW else np.int64)
    for at in range(size):
        column = cells[:, at] - (found[0].encode()[at] if at < few else ord("0"))
        if int(column.max()) > (0 if at < few else 9):
            return None
        if at >= few:
            values *= 10
            values += column
    style = Style(found[1], size - few)
    if all_different(values):
        return np.arange(len(values), dtype=np.int32), Numerals([], values, style)
    codes, own = _told_apart(pa.array(values))
    return codes, Numerals([], own, style)


def _told_apart(values: Any) -> tuple[Codes, Values]:  # noqa: ANN401 - pyarrow has no types
    """Return the number of each value, -1 of none, and the different values as they first stand there."""
    encoded = values.dictionary_encode()
    codes: Codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    own: Values = encoded.dictionary.to_numpy(zero_copy_only=False)
    return codes, own


def _written(values: Values) -> bool:
    """Tell whether numbers are written as `NUMERAL` has it."""
    return not len(values) or (int(values.min()) >= 0 and int(values.max()) < BOUND)


def all_different(values: Values) -> bool:
    """Tell whether numbers are surely all different; not where it would take long to tell."""
    if bool((values[1:] > values[:-1]).all()):
        return True
    low, high = int(values.min()), int(values.max())
    if high - low >= _DENSE * len(values) or high - low < len(values) - 1:
        return False
    return int(np.bincount(values - low).max()) == 1


def _digits(values: Values) -> Values:
    """Return how many digits each number is written with."""
    out = np.ones(len(values), dtype=np.int8)
    most, bound = int(values.max(initial=0)), 10
    while bound <= most:
        out += values >= bound
        bound *= 10
    return out
