"""The quick way through csv files that are plain: read by pyarrow, where that is installed, into numbers and texts.

What is not plain, or is refused here, is read by pandas as before: both give the same cells for every file.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..coded import TextArray

_BLOCK = 1 << 20
#: Columns are tried on so many rows: whether their texts are all different, as keys are.
_TRIED = 512
#: Longer texts are told apart one by one.
_SHORT = 32
_MIXED = np.uint64(0x9E3779B97F4A7C15)
#: What is left of eight bytes of which only the first so many belong to a text (bytes in rising order).
_FIRST = np.array([(1 << 8 * n) - 1 for n in range(9)], dtype="<u8")


def quick_columns(raw: bytes, delimiter: str, width: int, rows: int) -> list[TextArray] | None:
    """Return the columns of a text without line ends in its cells; None where it has any row of another width."""
    if width < 2 or find_spec("pyarrow") is None:
        return None
    import pyarrow as pa
    from pyarrow import csv

    names = [str(number) for number in range(width)]
    try:
        table = csv.read_csv(
            pa.BufferReader(raw),
            read_options=csv.ReadOptions(column_names=names, use_threads=False, block_size=_BLOCK),
            parse_options=csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), null_values=[], strings_can_be_null=False,
                check_utf8=False,
            ),
        )  # fmt: skip
    except pa.ArrowException:
        return None
    if table.num_rows != rows:
        return None
    return [_coded(table.column(name)) for name in names]


def _coded(column: Any) -> TextArray:  # noqa: ANN401 - pyarrow has no types
    """Return a column of texts as numbers and distinct texts."""
    whole = column.combine_chunks()
    tried = whole.take(np.linspace(0, len(whole) - 1, min(_TRIED, len(whole)), dtype=np.int64))
    if len(whole) > _TRIED and len(tried.unique()) == len(tried) and _all_different(whole):
        codes: NDArray[np.int32] = np.arange(len(whole), dtype=np.int32)
        found = whole
    else:
        encoded = whole.dictionary_encode()
        codes, found = encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary
    return TextArray.of(codes, found.to_numpy(zero_copy_only=False).tolist(), ordered=True)


def _all_different(texts: Any) -> bool:  # noqa: ANN401 - pyarrow has no types
    """Tell whether texts are surely all different: a number is made of each, and no two numbers are the same."""
    _, places, letters = texts.buffers()
    if letters is None:
        return False
    ends = np.frombuffer(places, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
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
