"""Finding the rows of a register that was read: by key, by the key that succeeded it, and from owner to owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..plan import Register
from .batch import Flags, Ints
from .binding import ancestors
from .columns import Texts
from .dossier import Table
from .successors import Successors
from .written import Written

Index = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Keys:
    """The keys of a register's rows, made ready to be found when one is first looked for: mostly nobody asks."""

    words: Sequence[str]

    @cached_property
    def numbers(self) -> pd.Index[int]:
        """Return the keys as whole numbers; none where they are not kept as such."""
        return pd.Index(self.words.whole if isinstance(self.words, Written) else np.zeros(0, dtype=np.int64))

    @cached_property
    def index(self) -> pd.Index[str]:
        """Return the keys in small letters; nothing where a row has none."""
        keys = "\n".join(self.words).casefold().split("\n") if self.words and all(self.words) else []
        return pd.Index(keys, dtype=object)


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """The rows of one register by folded key, and by folded name where only one row has it."""

    keys: Keys
    table: Table
    successors: Successors

    def rows_of(self, texts: Texts) -> Ints:
        """Return the same as `rows` for the distinct texts of a column."""
        words = texts.distinct
        if isinstance(words, Written) and words.alike(self.keys.words) and not self.successors.new:
            return self.keys.numbers.get_indexer(pd.Index(words.whole)).astype(np.int32)
        return self.rows(texts.folded())

    def rows(self, words: Sequence[str]) -> Ints:
        """Return the row of each key, or of the one unit that succeeded it; -1 where there is none."""
        if not len(self.keys.index):
            return np.full(len(words), -1, dtype=np.int32)
        found = self._exactly(words)
        for at in np.flatnonzero(found < 0) if self.successors.new else ():
            last = self.successors.last(words[int(at)])
            if len(last) == 1:
                found[at] = self._exactly(last)[0]
        return found

    def succeeded(self, word: str) -> bool:
        """Tell whether a key is found only by way of its successor."""
        return word in self.successors.new and self._exactly([word])[0] < 0

    def _exactly(self, words: Sequence[str]) -> Ints:
        return self.keys.index.get_indexer(pd.Index(words, dtype=object)).astype(np.int32)


def finder(table: Table, successors: Successors) -> Finder:
    """Return a way to find the rows of a table by key; every key stands there once."""
    return Finder(Keys(table.keys), table, successors)


@dataclass(slots=True, eq=False)
class Owned:
    """Per register above: the row that a row names there (-1 none), and whether something unreadable stands there.

    `candidates` are owners (row, register, owner's row) that share an ambiguous name.
    """

    rows: dict[str, Ints]
    unread: dict[str, Flags]
    candidates: list[tuple[int, str, int]] = field(default_factory=list)


def climb(registers: Mapping[str, Register], found: Mapping[str, Finder], low: str, high: str, rows: Ints) -> Ints:
    """Return the owners in `high` of rows of `low`, -1 where a step is not known."""
    out: Ints = np.full(len(rows), -1, dtype=np.int32)
    for step in registers[low].owners:
        if step != high and high not in ancestors(registers, step):
            continue
        index = found[low].table.owners[step]
        above: Ints = np.where(rows >= 0, index[rows], -1) if len(index) else np.full(len(rows), -1, dtype=np.int32)
        above = above if step == high else climb(registers, found, step, high, above)
        out = np.where(out >= 0, out, above)
    return out
