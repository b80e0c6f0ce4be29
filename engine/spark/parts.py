"""One part of a cut dossier, as the evaluator takes it: its own rows, numbered anew, and what is true of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..evaluator.known import Known
from ..records.dossier import Balance, Dossier, Mask, Places, Table
from .layout import KNOWN, TYPES, Layout, Sheet

_NOTHING = Balance(0, 0, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The rows of one register in one part: the place of each in the register, in order, and columns by name.

    `keys` and `names` are texts per row, None where they did not travel.
    """

    row: NDArray[np.int64]
    columns: Mapping[str, NDArray[Any]]
    keys: Sequence[str] | None = None
    names: Sequence[str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part as a dossier; `rows`: for each register the place of each of its rows in the whole register."""

    dossier: Dossier
    rows: Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True, eq=False)
class PartKnown(Known):
    """What is known within one part: the rows that a paper for everybody confirms were counted over all parts."""

    def rows_known(self, register: str, day: NDArray[np.int32]) -> NDArray[np.int64]:
        """Return how many rows of its own register were known by the day of each attestation, in all parts."""
        del register, day  # of what other registers had, nothing is asked
        return np.asarray(self.table("attestation").columns[KNOWN], dtype=np.int64)


def part_of(layout: Layout, held: Mapping[str, Rows]) -> Part:
    """Return the dossier of one part from the rows that it holds; registers without any are not in `held`."""
    rows = {name: held[name].row if name in held else np.zeros(0, dtype=np.int64) for name in layout.sheets}
    tables = {name: _table(layout, sheet, held, rows) for name, sheet in layout.sheets.items()}
    return Part(Dossier(tables, layout.parameters, (), (), _NOTHING, layout.hash, ()), rows)


def _table(
    layout: Layout, sheet: Sheet, held: Mapping[str, Rows], rows: Mapping[str, NDArray[np.int64]]
) -> Table:
    """Return one register of a part; the papers for everybody stand behind the part's own."""
    here, own = rows[sheet.register], held.get(sheet.register)
    columns: dict[str, NDArray[Any]] = {name: np.zeros(0, dtype=TYPES[slot[0]]) for name, slot in sheet.slots.items()}
    if own is not None:
        columns = {name: own.columns[name] for name in columns}
    if sheet.register == "attestation" and layout.papers.size:
        columns = {name: np.concatenate([column, layout.papers.columns[name]]) for name, column in columns.items()}
        here = np.concatenate([here, np.full(layout.papers.size, -1, dtype=np.int64)])
    size = len(here)
    masks = {n.removeprefix("mask:"): c.astype(bool) for n, c in columns.items() if n.startswith("mask:")}
    owners = {o: np.full(size, -1, dtype=np.int32) for o in sheet.owners}
    for name, column in columns.items():
        if name.startswith("owner:"):
            owner = name.removeprefix("owner:")
            owners[owner] = _renumbered(column, rows[owner])
    values = {n.removeprefix("value:"): c for n, c in columns.items() if n.startswith("value:") or n == KNOWN}
    nothing = np.zeros(size, dtype=bool)
    named = np.where(masks.get("named", nothing), "x", "").tolist()
    return Table(
        register=sheet.register,
        size=size,
        keys=[""] * size if own is None or own.keys is None else own.keys,
        names=named if own is None or own.names is None else own.names,
        columns=values,
        texts={},
        owners=owners,
        ghost=masks.get("ghost", nothing),
        reopened={o: _reopened(layout.sheets[o], sheet.register, held.get(o)) for o in sheet.reopened},
        reopened_all=sheet.reopened_all,
        read=sheet.read,
        places=Places((), (), np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)),
        questions=sheet.questions,
        unsent={n.removeprefix("unsent:"): m for n, m in masks.items() if n.startswith("unsent:")},
    )


def _renumbered(index: NDArray[np.int32], rows: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return places among the rows of the part for places in the whole register; whose owner is known is here."""
    found = np.searchsorted(rows, index).astype(np.int32)
    return np.where(index < 0, np.int32(-1), found)


def _reopened(sheet: Sheet, register: str, own: Rows | None) -> Mask:
    """Return which of a part's owners a rejected row of another register belonged to."""
    name = f"mask:reopened:{register}"
    if own is None or name not in sheet.slots:
        return np.zeros(0 if own is None else len(own.row), dtype=bool)
    return own.columns[name].astype(bool)
