"""What is known as of a day: which rows are seen, and for which owners a register holds everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ..plan import Plan, Register
from ..records.builtin import builtin_registers
from ..records.dossier import MISSING, NO_DAY, Dossier, Mask, Table
from ..values import Choice
from .kept import of_plan

_FAR = 2**31


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Visibility and completeness of one dossier as of the end of a day (days since 1970-01-01).

    `first` and `last` are the bounds of the campaign's period as (low, high), None where none is declared;
    `ends` are those of the last day of each deadline.
    """

    plan: Plan
    dossier: Dossier
    day: int
    period: tuple[tuple[int, int], tuple[int, int]] | None
    ends: dict[str, tuple[int, int]]
    registers: Mapping[str, Register]
    _seen: dict[str, Mask | None] = field(default_factory=dict)
    _tops: dict[str, dict[str, NDArray[np.int32]]] = field(default_factory=dict)
    _complete: dict[tuple[str, str], Mask] = field(default_factory=dict)

    def table(self, register: str) -> Table:
        """Return the table of a register."""
        return self.dossier.tables[register]

    def seen(self, register: str) -> Mask | None:
        """Return which rows are seen; None stands for all of them. Subjects are always seen."""
        if register not in self._seen:
            self._seen[register] = self._visible(register)
        return self._seen[register]

    def _visible(self, register: str) -> Mask | None:
        described, table = self.registers[register], self.table(register)
        if described.subject is not None or table.size == 0:
            return None
        mask: Mask | None = None
        for name in dict.fromkeys((described.happens, described.known)):
            if name is not None and name in table.columns:
                late = table.columns[name] > self.day  # NO_DAY is the least number: a missing day hides nothing
                mask = ~late if mask is None else mask & ~late
        return None if mask is None or mask.all() else mask

    def tops(self, register: str) -> dict[str, NDArray[np.int32]]:
        """Return, for each register without owners above `register`, the row there of each row (-1: not under it)."""
        if register not in self._tops:
            self._tops[register] = self._topmost(register)
        return self._tops[register]

    def _topmost(self, register: str) -> dict[str, NDArray[np.int32]]:
        owners, table = self.registers[register].owners, self.table(register)
        if not owners:
            return {register: np.arange(table.size, dtype=np.int32)}
        if len(owners) == 1 and not self.registers[owners[0]].owners:
            return {owners[0]: table.owners[owners[0]]}
        out: dict[str, NDArray[np.int32]] = {}
        for owner in reversed(owners):  # the first owner that is known decides, so it comes last
            index = table.owners[owner]
            here = index >= 0
            above = self.tops(owner)
            for column in out.values():
                column[here] = -1
            for top, rows in above.items():
                column = out.setdefault(top, np.full(table.size, -1, dtype=np.int32))
                column[here] = rows[index[here]]
        return out

    def complete(self, register: str, owner: str) -> Mask:
        """Return for each row of `owner` whether `register` holds everything that belongs to it."""
        key = (register, owner)
        if key not in self._complete:
            self._complete[key] = self._completeness(register, owner)
        return self._complete[key]

    def closed(self, register: str) -> bool:
        """Tell whether a register holds everything there is; one without `complete:` is taken as it stands."""
        described, table = self.registers[register], self.table(register)
        if not table.read or table.reopened_all or any(bool(m.any()) for m in table.reopened.values()):
            return False
        if described.complete is None:
            return True
        if described.complete.count_owner is None and self._attested(register, next(iter(self.tops(register))))[0]:
            return True
        owners = described.owners
        return bool(owners) and all(bool(self.complete(register, o).all()) and self.closed(o) for o in owners)

    def _completeness(self, register: str, owner: str) -> Mask:
        described, table, size = self.registers[register], self.table(register), self.table(owner).size
        none = np.zeros(size, dtype=bool)
        if described.complete is None or not table.read or table.reopened_all:
            return none
        if described.complete.count_owner is not None:
            out = self._as_many_as_stated(register, owner)
        else:
            out = none
            for top, index in self.tops(owner).items():
                everywhere, scoped = self._attested(register, top)
                here = index >= 0
                out[here] |= scoped[index[here]]
                out |= everywhere
        reopened = table.reopened.get(owner)
        return out if reopened is None else out & ~reopened

    def _as_many_as_stated(self, register: str, owner: str) -> Mask:
        described, table = self.registers[register], self.table(register)
        size = self.table(owner).size
        complete = described.complete
        if complete is None or complete.count_owner != owner or complete.count_field is None:
            return np.zeros(size, dtype=bool)
        index = table.owners[owner]
        rows = np.bincount(index[index >= 0], minlength=size)
        stated = self.table(owner).columns[complete.count_field]
        return np.asarray((stated != MISSING) & (stated == rows))

    def _scopes(self, top: str) -> NDArray[np.int32]:
        """Return the row of `top` that each attestation covers (-1: everybody, as all do where `top` is no subject)."""
        papers = self.table("attestation")
        return papers.owners[top] if top in papers.owners else np.full(papers.size, -1, dtype=np.int32)

    def attesting(self, register: str, top: str) -> tuple[Mask, NDArray[np.int32]]:
        """Return which attestations hold for a register, and the row of `top` that each covers (-1: everybody)."""
        papers, scope = self.table("attestation"), self._scopes(top)
        kind = self.registers["attestation"].fields["register"].type
        names = [o.key for o in kind.options] if isinstance(kind, Choice) else []
        if papers.size == 0 or register not in names:
            return np.zeros(papers.size, dtype=bool), scope
        columns = papers.columns
        good = (
            (columns["register"] == names.index(register)) & (columns["day"] <= self.day) & (columns["day"] != NO_DAY)
        )
        good &= self._covered(register, columns["covers_from"], columns["covers_to"])
        foreign = np.zeros(papers.size, dtype=bool)
        for other, index in papers.owners.items():
            foreign |= (index >= 0) if other != top else False
        good &= ~foreign
        good &= columns["count"] == self._rows_known_by(register, top, scope, columns["day"])
        return np.asarray(good), scope

    def wanted(self, register: str, top: str, paper: int) -> tuple[int | None, int | None, int]:
        """Return the first and last day an attestation has to cover (None: any), and the rows known by its day."""
        papers, complete = self.table("attestation"), self.registers[register].complete
        through = complete.through if complete else None
        last = self.ends[through] if through is not None else self.period[1] if self.period is not None else None
        scope = self._scopes(top)
        rows = self._rows_known_by(register, top, scope, papers.columns["day"])
        first = self.period[0][0] if self.period is not None else None
        return first, None if last is None else min(last[1], self.day), int(rows[paper])

    def _attested(self, register: str, top: str) -> tuple[bool, Mask]:
        """Return whether an attestation covers all, and for each row of `top` whether one covers it."""
        scoped = np.zeros(self.table(top).size, dtype=bool)
        good, scope = self.attesting(register, top)
        scoped[scope[good & (scope >= 0)]] = True
        return bool((good & (scope < 0)).any()), scoped

    def _covered(self, register: str, start: NDArray[np.int32], end: NDArray[np.int32]) -> Mask:
        """Return which attestations cover the days that the register must be complete for."""
        good = np.ones(len(start), dtype=bool)
        complete = self.registers[register].complete
        through = complete.through if complete else None
        if self.period is not None:
            good &= (start != NO_DAY) & (start <= self.period[0][0])
        bounds = self.ends[through] if through is not None else self.period[1] if self.period is not None else None
        if bounds is not None:
            good &= (end != NO_DAY) & (end >= min(bounds[1], self.day))
        return good

    def rows_known(self, register: str, day: NDArray[np.int32]) -> NDArray[np.int64]:
        """Return how many rows of a register were known by each day, whosesoever they are."""
        when = self._when(register)
        if when is None:
            return np.full(len(day), self.table(register).size, dtype=np.int64)
        return np.searchsorted(np.sort(when), day, side="right").astype(np.int64)

    def _when(self, register: str) -> NDArray[np.int64] | None:
        """Return the day on which each row was known; what has none was known ever since. None: no row has any."""
        name, table = self.registers[register].known, self.table(register)
        if name is None or name not in table.columns:
            return None
        column = table.columns[name]
        return np.where(column == NO_DAY, -_FAR, column).astype(np.int64)

    def _rows_known_by(
        self, register: str, top: str, scope: NDArray[np.int32], day: NDArray[np.int32]
    ) -> NDArray[np.int64]:
        """Return for each attestation how many rows of its scope were known by its day."""
        everywhere = self.rows_known(register, day)
        if (scope < 0).all():
            return everywhere
        table, when = self.table(register), self._when(register)
        if when is None:
            when = np.full(table.size, -_FAR, dtype=np.int64)
        tops = self.tops(register).get(top, np.full(table.size, -1, dtype=np.int32))
        keys = np.sort(tops.astype(np.int64) * (4 * _FAR) + when)
        base = scope.astype(np.int64) * (4 * _FAR)
        inside = np.searchsorted(keys, base + day, side="right") - np.searchsorted(keys, base - _FAR, side="left")
        return np.where(scope < 0, everywhere, inside).astype(np.int64)


def known_as_of(
    plan: Plan,
    dossier: Dossier,
    day: int,
    period: tuple[tuple[int, int], tuple[int, int]] | None,
    ends: dict[str, tuple[int, int]],
    kind: type[Known] = Known,
) -> Known:
    """Return what is known of a dossier as of a day, as a `Known` of some kind."""
    return kind(plan, dossier, day, period, ends, _registers(plan))


@of_plan
def _registers(plan: Plan) -> Mapping[str, Register]:
    """Return a plan's registers, and those that every plan has."""
    return MappingProxyType({**plan.registers, **builtin_registers(plan)})
