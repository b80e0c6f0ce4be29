"""A dossier cut into parts: a row goes with its owner and all that hangs on it, so that no part asks another.

Rows are linked by their owners; what is linked, over however many steps, stays together (a row of two owners keeps
both). Nothing depends on how many parts there are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..records.builtin import ASIDE
from ..records.dossier import Dossier, Mask

#: Registers that no rule reads.
UNREAD = ASIDE | {"appraisal", "council"}
#: Rows of one part, about: large enough for the columns, small enough for a worker's memory.
ROWS = 250_000


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """For each register the part of each of its rows, and how many parts there are.

    `everywhere`: the attestations of no unit in particular; each part is told of them, and none holds them.
    """

    parts: dict[str, NDArray[np.int32]]
    many: int
    everywhere: Mask


def cut(dossier: Dossier, least: int, rows: int = ROWS) -> Cut:
    """Cut a dossier into at least `least` parts if it has so many units, and into more where there are many rows."""
    names = [n for n in dossier.tables if n not in UNREAD]
    labels = _linked(dossier, names)
    roots, sizes = np.unique(labels, return_counts=True)
    whole = len(labels)
    many = max(1, min(len(roots), max(least, -(-whole // rows))))
    # the parts are runs of units in the order of their first rows, of about the same number of rows
    middles = np.cumsum(sizes) - (sizes + 1) // 2
    of_root = (middles * many // max(1, whole)).astype(np.int32)
    numbers = np.unique(of_root, return_inverse=True)[1].astype(np.int32)  # a unit larger than a part leaves some empty
    of_row = numbers[np.searchsorted(roots, labels)]
    parts, start = {}, 0
    for name in names:
        size = dossier.tables[name].size
        parts[name] = of_row[start : start + size]
        start += size
    papers = dossier.tables["attestation"]
    everywhere = np.ones(papers.size, dtype=bool)
    for index in papers.owners.values():
        everywhere &= index < 0
    return Cut(parts, int(numbers.max(initial=0)) + 1, everywhere)


def _linked(dossier: Dossier, names: list[str]) -> NDArray[np.int64]:
    """Return for every row of every register, one behind the other, the first row that it is linked with."""
    starts, whole = {}, 0
    for name in names:
        starts[name] = whole
        whole += dossier.tables[name].size
    lower, upper = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for name in names:
        for owner, index in dossier.tables[name].owners.items():
            held = np.flatnonzero(index >= 0)
            lower.append(held + starts[name])
            upper.append(index[held].astype(np.int64) + starts[owner])
    below, above = np.concatenate(lower), np.concatenate(upper)
    labels = np.arange(whole, dtype=np.int64)
    while True:
        least = np.minimum(labels[below], labels[above])
        found = labels.copy()
        np.minimum.at(found, above, least)
        np.minimum.at(found, below, least)
        found = np.minimum(found, found[found])
        if np.array_equal(found, labels):
            return labels
        labels = found
