"""What would be: the evaluation under assumptions, and those in which only some of them hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from ....compiler import Compiled
from ....compiler.altered import Alteration, altered
from ....diagnostics import Diagnostic, ReportedError
from ....evaluator import Evaluation, evaluate
from ....plan import Plan
from ....records.changes import ASSUMED, Add, Change, Drop, Put, redone
from ....records.dossier import Dossier
from ....source import Cell
from ..blame import MOST
from ..model import Lever, LeverKind, Levers
from .attesting import counted_anew
from .model import Assumption


@dataclass(slots=True, eq=False)
class Supposing:
    """Evaluates under some of several assumptions; plans and dossiers are made once.

    `attested`: attestations that held count the rows that are added or taken away, as if the office had known them.
    """

    compiled: Compiled
    before: Evaluation
    assumptions: tuple[Assumption, ...]
    attested: bool = False
    _plans: dict[tuple[Alteration, ...], Plan] = field(default_factory=dict)
    _dossiers: dict[tuple[Change, ...], Dossier] = field(default_factory=dict)

    @property
    def levers(self) -> tuple[Lever, ...]:
        """Return the assumptions one by one, or where they are many those of rules, records and day together."""
        if len(self.assumptions) <= MOST:
            return tuple(Lever(a.lever, n) for n, a in enumerate(self.assumptions, 1))
        kinds = {a.lever for a in self.assumptions}
        return tuple(Lever(k) for k in LeverKind if k in kinds)

    def mix(self, these: Levers) -> Evaluation:
        """Return the evaluation under the assumptions of some levers."""
        chosen = [self.levers[n] for n in sorted(these)]
        numbers = {lever.number for lever in chosen} - {0}
        kinds = {lever.kind for lever in chosen if not lever.number}
        return self.under([a for n, a in enumerate(self.assumptions, 1) if n in numbers or a.lever in kinds])

    def after(self) -> Evaluation:
        """Return the evaluation under all of them; ReportedError where a row that was changed cannot be used."""
        found = self.under(self.assumptions)
        wrong = self._spoiled(found.dossier)
        if wrong:
            raise ReportedError(wrong)
        return found

    def under(self, assumptions: Sequence[Assumption]) -> Evaluation:
        """Return the evaluation under some assumptions, the order of which says nothing."""
        ready = self._plan(tuple(a.alteration for a in assumptions if a.alteration is not None))
        changes = tuple(c for a in assumptions for c in a.changes)
        day: dt.date = next((a.as_of for a in assumptions if a.as_of is not None), self.before.as_of)
        if self.attested and any(isinstance(c, Add | Drop) for c in changes):
            same_day = evaluate(ready, self._dossier(changes), self.before.as_of)
            changes = (*changes, *counted_anew(self.before, same_day))
        return evaluate(ready, self._dossier(changes), day)

    def unattested(self, after: Evaluation) -> bool:
        """Tell whether an attestation that held does so no more only because of the rows that it does not count."""
        more = any(isinstance(c, Add | Drop) for a in self.assumptions for c in a.changes)
        return more and after.as_of == self.before.as_of and bool(counted_anew(self.before, after))

    def _plan(self, these: tuple[Alteration, ...]) -> Plan:
        if not these:
            return self.compiled.plan
        if these not in self._plans:
            self._plans[these] = altered(self.compiled, these).plan
        return self._plans[these]

    def _dossier(self, these: tuple[Change, ...]) -> Dossier:
        if these not in self._dossiers:
            self._dossiers[these] = redone(self.compiled.plan, self.before.dossier, these)
        return self._dossiers[these]

    def _spoiled(self, dossier: Dossier) -> list[Diagnostic]:
        """Return what was rejected of the rows that were changed or added, and had not been before."""
        known = set(map(_said, self.before.dossier.rejected))
        rows = {
            (c.row.file, c.row.sheet, _row(c.row)) for a in self.assumptions for c in a.changes if isinstance(c, Put)
        }
        added = any(isinstance(c, Add) for a in self.assumptions for c in a.changes)
        out = []
        for one in dossier.rejected:
            place = one.place
            if _said(one) in known or not isinstance(place, Cell):
                continue
            if (added and place.file == ASSUMED) or (place.file, place.sheet, _row(place)) in rows:
                out.append(one)
        return out


def _said(one: Diagnostic) -> str:
    return repr((one.code.id, one.place, sorted(one.args.items())))


def _row(cell: Cell) -> str:
    return "".join(c for c in cell.cell if c.isdigit())
