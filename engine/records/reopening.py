"""Whose aggregates a rejected row reopens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..plan import Register
from .batch import Flags
from .binding import ancestors
from .finder import Finder, Owned, climb


@dataclass(frozen=True, slots=True, eq=False)
class Reopened:
    """Per owner register the rows whose aggregates a rejected row may belong to; an `untold` row may be anybody's."""

    masks: Mapping[str, Flags]
    untold: Flags


def reopen(
    register: Register,
    registers: Mapping[str, Register],
    found: Mapping[str, Finder],
    owned: Owned,
    bad: Flags,
) -> Reopened:
    """Return whom the rejected rows reopen: the owners they name, else those below a unit they name, else all."""
    masks = {o: np.zeros(found[o].table.size, dtype=bool) for o in register.owners}
    if not bad.any():
        return Reopened(masks, bad)
    told = np.zeros(len(bad), dtype=bool)
    for owner in register.owners:
        rows = owned.rows[owner]
        named = bad & (rows >= 0)
        masks[owner][rows[named]] = True
        told |= named
    for index, owner, row in owned.candidates:
        masks[owner][row] = True
        told[index] = True
    for owner in register.owners:
        for lower in register.owners:  # the unit beside a readable person cannot be read: it may be the person's own
            lost = bad & owned.unread[owner] & (owned.rows[owner] < 0) & (owned.rows[lower] >= 0)
            if lost.any() and owner in ancestors(registers, lower):
                above = climb(registers, found, lower, owner, owned.rows[lower][lost])
                masks[owner][above[above >= 0]] = True
    for owner in register.owners:
        doubtful = bad & (owned.rows[owner] < 0) & (owned.unread[owner] | ~told)
        for higher in ancestors(registers, owner):
            beside = owned.rows.get(higher)
            if beside is None or not (hint := doubtful & (beside >= 0)).any():
                continue
            marked = np.zeros(found[higher].table.size + 1, dtype=bool)
            marked[beside[hint]] = True
            every = np.arange(found[owner].table.size, dtype=np.int64)
            tops = climb(registers, found, owner, higher, every)
            masks[owner] |= marked[tops] | (tops < 0)
            told |= hint
    return Reopened(masks, bad & ~told)
