"""Units that were merged, split or renamed: which key stands for one that is in no list any more.

A row that still names the old key is the new unit's. A unit that was split has several successors: whose such a row
is cannot be told, so it is rejected and the new keys are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ..diagnostics import record_codes as codes
from .batch import Findings, Stack
from .binding import field_target
from .cells import clip
from .columns import as_texts

_OLD, _NEW = field_target("old_key"), field_target("new_key")


@dataclass(frozen=True, slots=True)
class Successors:
    """The new keys of each old key, both folded; `written` gives every key as it was written."""

    new: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def last(self, key: str) -> tuple[str, ...]:
        """Return the keys that a key leads to in the end, itself where it has no successor."""
        found: dict[str, None] = {}
        left, seen = [key], set()
        while left:
            here = left.pop(0)
            if here in seen:
                continue
            seen.add(here)
            further = self.new.get(here, ())
            left += further
            if not further:
                found[here] = None
        return tuple(sorted(found))

    def shown(self, key: str) -> list[str]:
        """Return the keys that a key leads to, as they were written."""
        return [self.written.get(k, k) for k in self.last(key)]


def read_successors(stack: Stack, findings: Findings) -> Successors:
    """Return who follows whom; rows without both keys, or that lead back to where they began, are rejected."""
    if _OLD not in stack.columns or _NEW not in stack.columns:
        return Successors()
    old, new = as_texts(stack.columns[_OLD]), as_texts(stack.columns[_NEW])
    folded_old, folded_new = old.folded(), new.folded()
    follow: dict[str, dict[str, list[int]]] = {}
    written: dict[str, str] = {}
    for index in np.flatnonzero(~findings.bad).tolist():
        a, b = int(old.codes[index]), int(new.codes[index])
        if a >= 0 and b >= 0:
            follow.setdefault(folded_old[a], {}).setdefault(folded_new[b], []).append(index)
            written.setdefault(folded_old[a], old.distinct[a])
            written.setdefault(folded_new[b], new.distinct[b])
    whole = Successors({a: tuple(sorted(to)) for a, to in follow.items()}, written)
    circular = {a for a in follow if a in _reached(whole, a)}
    for key in sorted(circular):
        for rows in follow[key].values():
            for index in rows:
                findings.reject(index, codes.SUCCESSOR_CIRCLE, {"text": clip(written[key])}, _OLD)
    return Successors({a: to for a, to in whole.new.items() if a not in circular}, written)


def _reached(successors: Successors, key: str) -> set[str]:
    """Return every key that comes after a key."""
    out: set[str] = set()
    left = list(successors.new.get(key, ()))
    while left:
        here = left.pop()
        if here not in out:
            out.add(here)
            left += successors.new.get(here, ())
    return out
