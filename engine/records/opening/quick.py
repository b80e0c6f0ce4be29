"""The quick way through csv files that are plain: read by pyarrow, where that is installed, into numbers and texts.

What is not plain, or is refused here, is read by pandas as before: both give the same cells for every file.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..coded import Codes, TextArray
from ..pool import Pool
from .signs import Signs
from .typed import Kinds, headed, numbered, patterned, proposed, switched
from .xlsx_strings import LONGEST

_BLOCK = 1 << 20
#: Of a smaller text all columns are read as texts, and a smaller file is read whole at once.
LARGE = 1 << 16
#: So many columns are looked at together: most of it is done outside Python.
_HANDS = 2
#: Columns are tried on so many rows: whether their texts are all different, as keys are.
_TRIED = 512
#: Longer texts are told apart one by one.
_SHORT = 32
_MIXED = np.uint64(0x9E3779B97F4A7C15)
#: What is left of eight bytes of which only the first so many belong to a text (bytes in rising order).
_FIRST = np.array([(1 << 8 * n) - 1 for n in range(9)], dtype="<u8")


@dataclass(frozen=True, slots=True)
class Parted:
    """A text (a file, or its bytes), its first lines, and how its columns are parted."""

    source: Path | bytes
    begin: bytes
    delimiter: str
    width: int

    @property
    def large(self) -> bool:
        """Tell whether it pays to read it with both hands."""
        return len(self.begin) >= LARGE


def quick_columns(text: Parted, signs: Callable[[], Signs]) -> list[TextArray] | None:
    """Return the columns of a text whose signs stand well; None of any other.

    `signs` returns what was counted, and may wait for it.
    """
    if text.width < 2 or find_spec("pyarrow") is None:
        return None
    kinds = proposed(text.begin, text.delimiter, text.width) if text.large else None
    read = _read(text, kinds) if kinds is not None else None
    found = signs()
    if not found.well:
        return None
    if kinds is not None and read is not None and (columns := _typed(read, kinds, found, text.width)) is not None:
        return columns
    plain = _read(text)
    if plain is None or len(plain[0]) != found.rows or max(_longest(column) for column in plain) > LONGEST:
        return None
    return [TextArray.of(*_coded(column), ordered=True) for column in plain]


def _typed(columns: list[Any], kinds: Kinds, signs: Signs, width: int) -> list[TextArray] | None:
    """Return the columns as they were proposed; None where any turns out to hold anything else."""
    if len(columns[0]) != signs.rows - kinds.above:
        return None
    with ThreadPoolExecutor(_HANDS) as hands:
        parts = list(hands.map(lambda pair: _one(pair[0], pair[1], kinds), enumerate(columns)))
    letters, out = 0, []
    for part in parts:
        if part is None:
            return None
        column, own = part
        letters += own
        out.append(column)
    quotes = signs.quotes - kinds.quotes
    between = (len(columns[0]) - signs.blank) * (width - 1) + signs.breaks - kinds.above
    return out if letters + quotes + between == signs.size - kinds.size else None


def _one(at: int, column: Any, kinds: Kinds) -> tuple[TextArray, int] | None:  # noqa: ANN401 - pyarrow has no types
    """Return one column, and how many bytes its cells had between delimiters and outer quotes; None as `_typed`."""
    found: tuple[Codes, Pool, int] | None
    if at in kinds.switches:
        found = switched(column, kinds.words)
    elif at in kinds.typed:
        found = numbered(column)
    else:
        own = _letters(column) + _quotes(column)  # a quote in a cell was written twice
        found = (*(patterned(column) or _coded(column)), own) if _longest(column) <= LONGEST else None
    return None if found is None else (headed(kinds.head[at], found[0], found[1]), found[2])


def _read(text: Parted, kinds: Kinds | None = None) -> list[Any] | None:
    """Return the columns as pyarrow reads them, all as texts or as proposed; None where it refuses the text."""
    import pyarrow as pa
    from pyarrow import csv

    types: dict[int, Any] = {}
    words, above = ("", ""), 0
    if kinds is not None:
        words, above = kinds.words, kinds.above
        types = {at: pa.bool_() for at in kinds.switches}
        types |= {at: pa.int32() for at in kinds.narrow} | {at: pa.int64() for at in kinds.wide}
    names = [str(number) for number in range(text.width)]
    try:
        table = csv.read_csv(
            pa.py_buffer(text.source) if isinstance(text.source, bytes) else str(text.source),
            read_options=csv.ReadOptions(
                column_names=names, use_threads=text.large, block_size=_BLOCK, skip_rows=above
            ),
            parse_options=csv.ParseOptions(delimiter=text.delimiter, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types={name: types.get(at, pa.string()) for at, name in enumerate(names)},
                null_values=[""], strings_can_be_null=False, check_utf8=False,
                false_values=[words[0]], true_values=[words[1]],
            ),
        )  # fmt: skip
    except (pa.ArrowException, OSError):
        return None
    return [table.column(name).combine_chunks() for name in names]


def _coded(texts: Any) -> tuple[Codes, Pool]:  # noqa: ANN401 - pyarrow has no types
    """Return a column of texts as numbers and distinct texts."""
    tried = texts.take(np.linspace(0, len(texts) - 1, min(_TRIED, len(texts)), dtype=np.int64))
    if len(texts) > _TRIED and len(tried.unique()) == len(tried) and _all_different(texts):
        codes: Codes = np.arange(len(texts), dtype=np.int32)
        found = texts
    else:
        encoded = texts.dictionary_encode()
        codes, found = encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary
    return codes, Pool(found.to_numpy(zero_copy_only=False).tolist())


def _places(texts: Any) -> NDArray[np.int32]:  # noqa: ANN401 - pyarrow has no types
    """Return where each text begins among the letters of a column, and where the last ends."""
    return np.frombuffer(texts.buffers()[1], dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]


def _letters(texts: Any) -> int:  # noqa: ANN401 - pyarrow has no types
    """Return how many bytes the texts of a column have together."""
    places = _places(texts)
    return int(places[-1]) - int(places[0])


def _quotes(texts: Any) -> int:  # noqa: ANN401 - pyarrow has no types
    """Return how many quotes stand in the texts of a column."""
    places, letters = _places(texts), texts.buffers()[2]
    own = np.frombuffer(letters or b"", dtype=np.uint8)[int(places[0]) : int(places[-1])]
    return int(np.count_nonzero(own == ord('"')))


def _longest(texts: Any) -> int:  # noqa: ANN401 - pyarrow has no types
    """Return how many bytes the longest text of a column has."""
    return int(np.diff(_places(texts)).max(initial=0))


def _all_different(texts: Any) -> bool:  # noqa: ANN401 - pyarrow has no types
    """Tell whether texts are surely all different: a number is made of each, and no two numbers are the same."""
    letters = texts.buffers()[2]
    if letters is None:
        return False
    ends = _places(texts).astype(np.int64)
    sizes = np.diff(ends)
    longest = int(sizes.max())
    if longest > _SHORT:
        return False
    letters = np.concatenate([np.frombuffer(letters, dtype=np.uint8)[: int(ends[-1])], np.zeros(8, dtype=np.uint8)])
    eights = np.ndarray((len(letters) - 7,), dtype="<u8", buffer=letters, strides=(1,))
    number = sizes.astype(np.uint64)
    for at in range(0, longest, 8):
        here = eights[np.minimum(ends[:-1] + at, len(eights) - 1)] & _FIRST[np.clip(sizes - at, 0, 8)]
        number = (number ^ (number >> np.uint64(29))) * _MIXED ^ here
    number.sort()
    return bool((number[1:] != number[:-1]).all())
