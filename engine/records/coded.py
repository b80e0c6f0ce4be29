"""A column of a sheet as numbers and distinct texts: for pandas a column like any other, one that knows its texts."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray, ExtensionDtype

from .pool import Pool

Codes = NDArray[np.signedinteger[Any]]
#: The numbers of up to so many texts are kept in one byte each, with room for a few more.
_FEW = 120
#: A column without its header: so many rows are looked at, and so many texts looked for in the others.
_FIRST, _LOST = 1 << 12, 8


class TextType(ExtensionDtype):
    """The type of such a column."""

    name = "coded text"
    kind = "O"
    na_value = ""

    @property
    def type(self) -> builtins.type[str]:  # type: ignore[override]
        """Return what a cell is."""
        return str

    @classmethod
    def construct_array_type(cls) -> builtins.type[TextArray]:
        """Return the class of the columns."""
        return TextArray

    def _get_common_dtype(self, dtypes: list[Any]) -> Any:  # noqa: ANN401 - as pandas has it
        return self if all(isinstance(one, TextType) for one in dtypes) else np.dtype(object)


class _Whole:
    """Numbers and texts as they were read; `ordered`: every text is used, in the order of first appearance.

    `seen` keeps, by range of rows, what was found out of the column's texts there.
    """

    __slots__ = ("codes", "ordered", "pool", "seen")

    def __init__(self, codes: Codes, pool: Pool, *, ordered: bool) -> None:
        self.codes = codes
        self.pool = pool
        self.ordered = ordered
        self.seen: dict[tuple[int, int], tuple[Codes, Pool]] = {}
        if ordered:
            self.seen[0, len(codes)] = codes, pool


class TextArray(ExtensionArray):
    """A column: some rows of a whole, which it shares with others. Nothing in it is ever missing; blank is ''."""

    def __init__(self, whole: _Whole, start: int, stop: int) -> None:
        """Take the rows from `start` until `stop` of a whole."""
        self._whole = whole
        self._start = start
        self._stop = stop

    @classmethod
    def of(cls, codes: NDArray[Any], texts: list[str] | Pool, *, ordered: bool = False) -> TextArray:
        """Return a column of numbers among texts, all different; `ordered`: as they first stand there, each used."""
        pool = texts if isinstance(texts, Pool) else Pool(texts)
        kept = codes if codes.dtype in (np.int8, np.int32) else codes.astype(np.int32)
        return cls(_Whole(kept, pool, ordered=ordered), 0, len(codes))

    @property
    def _codes(self) -> Codes:
        return self._whole.codes[self._start : self._stop]

    def settled(self) -> tuple[Codes, Pool]:
        """Return the numbers and texts of these rows: only those that stand here, in the order of first appearance."""
        key = self._start, self._stop
        known = self._whole.seen.get(key)
        if known is None:
            known = self._whole.seen[key] = self._tail() or _settled(self._codes, self._whole.pool)
        return known

    def _tail(self) -> tuple[Codes, Pool] | None:
        """Return the same for all rows but the first of an ordered whole, where those that are left tell it soon."""
        whole, start = self._whole, self._start
        if self._stop != len(whole.codes) or not 0 < start < len(whole.codes) - 2 * _FIRST or not whole.ordered:
            return None
        begin, rest = whole.codes[start : start + _FIRST], whole.codes[start + _FIRST :]
        new = int(whole.codes[: start + _FIRST].max()) + 1  # from this text on, they begin further down, and in order
        seen, at = np.unique(begin, return_index=True)
        lost = np.setdiff1d(np.arange(new), seen)
        if len(lost) > _LOST or any(bool((rest == one).any()) for one in lost):
            return None
        used = np.concatenate([seen[np.argsort(at)], np.arange(new, len(whole.pool))])
        return _renumbered(self._codes, whole.pool, used)

    # What pandas asks of a column.

    @classmethod
    def _from_sequence(cls, scalars: Iterable[Any], *, dtype: Any = None, copy: bool = False) -> TextArray:  # noqa: ANN401, ARG003
        """Return a column of texts."""
        if isinstance(scalars, TextArray):
            return scalars
        codes, found = pd.factorize(np.fromiter(scalars, dtype=object, count=-1))
        return cls.of(codes, np.asarray(found, dtype=object).tolist(), ordered=True)

    @classmethod
    def _from_factorized(cls, values: NDArray[Any], original: TextArray) -> TextArray:  # noqa: ARG003
        return cls._from_sequence(values)

    @classmethod
    def _concat_same_type(cls, to_concat: Sequence[TextArray]) -> TextArray:
        return cls._from_sequence(np.concatenate([np.asarray(one, dtype=object) for one in to_concat]))

    @property
    def dtype(self) -> TextType:
        """Return the type of the column."""
        return TextType()

    @property
    def nbytes(self) -> int:
        """Return how many bytes the numbers take."""
        return int(self._codes.nbytes)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._stop - self._start

    def __iter__(self) -> Iterator[str]:
        """Go through the texts."""
        return iter(np.asarray(self, dtype=object).tolist())

    def __array__(self, dtype: Any = None, copy: Any = None) -> NDArray[Any]:  # noqa: ANN401
        """Return the texts, one for each row."""
        pool, codes = self._whole.pool, self._codes
        found = np.empty(len(codes), dtype=object)
        if len(codes) < len(pool):  # a few rows of a list with many keys
            found[:] = [pool.text(code) for code in codes.tolist()]
        elif len(pool):
            texts = np.empty(len(pool), dtype=object)
            texts[:] = pool.texts
            np.take(texts, codes, out=found)
        return found if dtype in (None, object) else found.astype(dtype)

    def __getitem__(self, item: Any) -> Any:  # noqa: ANN401
        """Return one text, or some rows; those that follow each other share what is known of them."""
        item = pd.api.indexers.check_array_indexer(self, item)
        if isinstance(item, (int, np.integer)):
            return self._whole.pool.text(int(self._codes[item]))
        if isinstance(item, slice):
            start, stop, step = item.indices(len(self))
            if step == 1:
                return TextArray(self._whole, self._start + start, self._start + max(start, stop))
        return TextArray.of(self._codes[item], self._whole.pool)

    def __setitem__(self, key: Any, value: Any) -> None:  # noqa: ANN401
        """Put one text, or one for each row, in some rows; others that share the whole keep theirs."""
        texts = np.asarray(self, dtype=object)
        texts[pd.api.indexers.check_array_indexer(self, key)] = value
        codes, found = pd.factorize(texts)
        self._whole = _Whole(codes.astype(np.int32), Pool(found.tolist()), ordered=True)
        self._start, self._stop = 0, len(texts)

    def __eq__(self, other: object) -> Any:  # noqa: ANN401
        """Tell where a text stands, or which rows have the same."""
        if isinstance(other, str):
            place = self._whole.pool.place(other)
            return self._codes == place if place >= 0 else np.zeros(len(self), dtype=bool)
        if isinstance(other, (pd.Series, pd.Index, pd.DataFrame)):
            return NotImplemented
        return np.asarray(np.asarray(self, dtype=object) == np.asarray(other, dtype=object), dtype=bool)

    def __ne__(self, other: object) -> Any:  # noqa: ANN401
        """Tell where another text stands."""
        same = self == other
        return same if same is NotImplemented else ~same

    __hash__ = None  # type: ignore[assignment]

    def isna(self) -> NDArray[np.bool_]:
        """Return that nothing is missing."""
        return np.zeros(len(self), dtype=bool)

    def isin(self, values: Any) -> NDArray[np.bool_]:  # noqa: ANN401
        """Tell where one of some texts stands."""
        places = self._whole.pool.places(np.asarray(values, dtype=object).tolist())
        if not places:
            return np.zeros(len(self), dtype=bool)
        if len(places) == 1:
            one: NDArray[np.bool_] = self._codes == places[0]
            return one
        hit = np.zeros(len(self._whole.pool), dtype=bool)
        hit[places] = True
        found: NDArray[np.bool_] = hit[self._codes]
        return found

    def take(self, indices: Any, *, allow_fill: bool = False, fill_value: Any = None) -> TextArray:  # noqa: ANN401
        """Return the rows at some places; what is filled in is blank."""
        indices = np.asarray(indices, dtype=np.intp)
        if allow_fill and len(indices) and bool((indices < 0).any()):
            texts = np.asarray(self, dtype=object)
            fill = fill_value if isinstance(fill_value, str) else ""
            found = np.full(len(indices), fill, dtype=object)
            found[indices >= 0] = texts[indices[indices >= 0]]
            return TextArray._from_sequence(found)
        return TextArray.of(self._codes[indices], self._whole.pool)

    def copy(self) -> TextArray:
        """Return the same column: what is put into one of them leaves the other as it is."""
        return TextArray(self._whole, self._start, self._stop)

    def view(self, dtype: Any = None) -> Any:  # noqa: ANN401, ARG002
        """Return the same column."""
        return self.copy()

    def unique(self) -> Self:
        """Return the distinct texts in the order in which they first stand here."""
        _, pool = self.settled()
        return type(self)(_Whole(np.arange(len(pool), dtype=np.int32), pool, ordered=True), 0, len(pool))

    def factorize(self, use_na_sentinel: bool = True) -> tuple[NDArray[np.intp], TextArray]:  # noqa: ARG002, FBT001, FBT002
        """Return the number of every row's text, and the texts."""
        codes, _ = self.settled()
        return codes.astype(np.intp), self.unique()


def _settled(codes: Codes, pool: Pool) -> tuple[Codes, Pool]:
    """Return numbers and texts without those that are not used, in the order of first appearance."""
    size = len(codes)
    if size < len(pool) // 8:
        own, number = np.unique(codes, return_inverse=True)
        return _settled(number.astype(np.int32), pool.at(own))
    first = np.full(len(pool), size, dtype=np.int64)
    first[codes[::-1]] = np.arange(size - 1, -1, -1)  # of several rows with one text the last that is put in stays
    used = np.flatnonzero(first < size)
    here = first[used]
    if len(here) > 1 and not bool((here[1:] > here[:-1]).all()):
        used = used[np.argsort(here, kind="stable")]
    return _renumbered(codes, pool, used)


def _renumbered(codes: Codes, pool: Pool, used: NDArray[Any]) -> tuple[Codes, Pool]:
    """Return numbers among the texts that are used, in that order."""
    low = int(used[0]) if len(used) else 0
    if bool((used == np.arange(low, low + len(used))).all()):
        if len(used) == len(pool):
            return codes, pool
        return codes - codes.dtype.type(low), pool.part(low, low + len(used))
    place = np.full(len(pool), -1, dtype=np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    return place[codes], pool.at(used)


def narrow(codes: NDArray[np.integer[Any]], many: int) -> Codes:
    """Return the numbers of so many texts in no more bytes than they need, from the first row on."""
    return codes.astype(np.int8 if many <= _FEW else np.int32, copy=False)


def at_codes(values: NDArray[Any], codes: NDArray[np.integer[Any]]) -> NDArray[Any]:
    """Return what stands in `values` at the number of each row."""
    if values.dtype != np.int8 or codes.dtype != np.int8:
        found: NDArray[Any] = values[codes]
        return found
    # bytes through a table of bytes: NumPy would first widen every number to eight
    return np.frombuffer(bytearray(codes.tobytes()).translate(values.tobytes().ljust(256)), dtype=np.int8)


def coded(column: pd.Series[Any]) -> tuple[NDArray[np.integer[Any]], Pool]:
    """Return a column, of whatever kind, as the number of each row's text and the distinct texts, as they appear."""
    array = column.array
    if isinstance(array, TextArray):
        return array.settled()
    codes, found = pd.factorize(column)
    return codes, Pool(np.asarray(found, dtype=object).tolist())


def pool_of(column: pd.Series[Any]) -> Pool:
    """Return the distinct texts of a column in the order in which they first stand there."""
    array = column.array
    if isinstance(array, TextArray):
        return array.settled()[1]
    return Pool(np.asarray(column.unique(), dtype=object).tolist())
