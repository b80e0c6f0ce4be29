"""Rows that are alike: the same values, the same owner, nothing below them; exchanging two of them changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from ...records.changes import ASSUMED
from ..reader import Reader

Signature = tuple[object, ...]


@dataclass(slots=True, eq=False)
class Alike:
    """Tells which rows of one evaluation are alike."""

    read: Reader
    _owning: dict[str, frozenset[int]] = field(default_factory=dict)

    def owning(self, register: str) -> frozenset[int]:
        """Return the rows of a register that any row belongs to or speaks of."""
        if register not in self._owning:
            found: set[int] = set()
            for table in self.read.evaluation.dossier.tables.values():
                if register in table.owners:
                    found |= set(np.unique(table.owners[register]).tolist())
            self._owning[register] = frozenset(found)
        return self._owning[register]

    def signature(self, register: str, index: int) -> Signature:
        """Return what is the same for rows that are alike; a row that something belongs to is like no other."""
        table = self.read.table(register)
        values = tuple(
            int(column[index] >= 0) if name in table.texts else int(column[index])
            for name, column in sorted(table.columns.items())
        )
        owners = tuple(int(column[index]) for _, column in sorted(table.owners.items()))
        unsent = tuple(bool(mask[index]) for _, mask in sorted(table.unsent.items()))
        alone = table.keys[index] if index in self.owning(register) else ""
        assumed = table.places.cell(index).file == ASSUMED
        return (register, values, owners, unsent, bool(table.ghost[index]), alone, assumed)

    def arranged(self, register: str, rows: Iterable[int]) -> list[int]:
        """Return rows in an order that does not depend on where they stood, as far as they differ."""
        table = self.read.table(register)

        def order(index: int) -> tuple[str, str, str, str, str]:
            signature = str(self.signature(register, index))
            return (table.keys[index], table.names[index], signature, *_place(self.read, register, index))

        return sorted((int(i) for i in rows), key=order)

    def classes(self, register: str, rows: Iterable[int]) -> list[list[int]]:
        """Return rows put together with those that are like them."""
        out: dict[Signature, list[int]] = {}
        for index in self.arranged(register, rows):
            out.setdefault(self.signature(register, index), []).append(index)
        return list(out.values())


def _place(read: Reader, register: str, index: int) -> tuple[str, str]:
    cell = read.table(register).places.cell(index)
    return f"{cell.file}\n{cell.sheet}", cell.cell.rjust(9)
