"""Reading single rows of an evaluation: names, cells, values, who belongs to whom, what a register lacks."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from .. import plan
from ..diagnostics import Diagnostic
from ..evaluator import Evaluation
from ..evaluator.arrays import Codes
from ..evaluator.frame import Frame
from ..evaluator.gates import Excluded, unless_of
from ..evaluator.inputs import day_bounds
from ..evaluator.interval import Interval, Ratio
from ..evaluator.known import Known
from ..evaluator.verdicts import criterion_codes
from ..records.dossier import MISSING, NO_DAY, Table
from ..source import Cell
from ..values import Choice, Date, FieldType, Nothing, Number, Text, YesNo, date_of, unscaled
from .nodes import Fact, Row, Told

Rows = NDArray[np.intp]
#: So many rows are kept in words at a time: millions of subjects may be explained in turn.
_KEPT = 1 << 16


@dataclass(slots=True, eq=False)
class Reader:
    """Looks up one row at a time in the arrays of an evaluation; what is costly is kept."""

    evaluation: Evaluation
    _rows: dict[tuple[str, int], Row] = field(default_factory=dict)
    _grouped: dict[tuple[str, plan.Path], tuple[Rows, Rows]] = field(default_factory=dict)
    _numbers: dict[tuple[str, plan.Num], Interval | Ratio] = field(default_factory=dict)
    _ids: dict[object, int] = field(default_factory=dict)
    _ruled: dict[tuple[str, plan.Cond, Nothing], tuple[Codes, Codes | None]] = field(default_factory=dict)
    _excluding: dict[tuple[str, str], list[Excluded]] = field(default_factory=dict)
    _rejected: dict[tuple[str, str, int], tuple[Diagnostic, ...]] | None = None

    @property
    def ready(self) -> plan.Plan:
        """Return the plan."""
        return self.evaluation.plan

    @property
    def frame(self) -> Frame:
        """Return what answers conditions and numbers."""
        return self.evaluation.frame

    @property
    def known(self) -> Known:
        """Return what is seen and complete."""
        return self.evaluation.frame.known

    def table(self, register: str) -> Table:
        """Return a table."""
        return self.evaluation.dossier.tables[register]

    def register(self, register: str) -> plan.Register:
        """Return a register of the plan, or a built-in one."""
        return self.known.registers[register]

    def codes(self, node: plan.Cond, at: str) -> Codes:
        """Return a condition for every row."""
        return self.frame.cond(node, at)

    def number(self, node: plan.Num, at: str) -> Interval | Ratio:
        """Return a number for every row."""
        if (at, node) not in self._numbers:
            self._numbers[at, node] = self.frame.measure(node, at)
        return self._numbers[at, node]

    def ruled(self, node: plan.Cond, if_none: Nothing, at: str) -> tuple[Codes, Codes | None]:
        """Return (met, applies) of a condition under its `if none` rule for every row."""
        if (at, node, if_none) not in self._ruled:
            self._ruled[at, node, if_none] = criterion_codes(self.frame, node, if_none, at)
        return self._ruled[at, node, if_none]

    def excluding(self, award: plan.Award, kind: str) -> list[Excluded]:
        """Return, for every award that excludes another, whether subjects of a kind have it."""
        if (award.id, kind) not in self._excluding:
            self._excluding[award.id, kind] = unless_of(self.frame, self.evaluation.kinds[kind], award)
        return self._excluding[award.id, kind]

    def last_day(self, node: plan.Num) -> tuple[int, int]:
        """Return the bounds of a day that depends on no row."""
        return day_bounds(self.frame.given, node)

    def id_of(self, node: object) -> int:
        """Return a small number for a node of the plan: equal nodes are the same question."""
        return self._ids.setdefault(node, len(self._ids))

    # --- rows ------------------------------------------------------------------------------------------------

    def row(self, register: str, index: int) -> Row:
        """Return a row with the rows above it."""
        found = self._rows.get((register, index))
        if found is None:
            if len(self._rows) > _KEPT:
                self._rows.clear()
            table, described = self.table(register), self.register(register)
            cell = table.places.cell(index)
            found = self._rows[register, index] = Row(
                register,
                described.label,
                index,
                table.keys[index] if described.keyed else "",
                table.names[index],
                self.owner(register, index),
                cell,
                self.rejected_at(cell) if table.ghost[index] else (),
            )
        return found

    def owner(self, register: str, index: int) -> Row | None:
        """Return the row that a row belongs to: the first in the declared order that is known."""
        owners = self.table(register).owners
        for name in self.register(register).owners:
            above = int(owners[name][index])
            if above >= 0:
                return self.row(name, above)
        return None

    def members(self, at: str, path: plan.Path, index: int) -> Rows:
        """Return the seen rows at the end of a path that belong to one row."""
        if (at, path) not in self._grouped:
            rows, groups = self.frame.owned(at, path)
            order = np.argsort(groups.index, kind="stable")
            starts = np.searchsorted(groups.index[order], np.arange(groups.size + 1))
            self._grouped[at, path] = (order if rows is None else rows[order], starts)
        rows, starts = self._grouped[at, path]
        return rows[starts[index] : starts[index + 1]]

    # --- values ----------------------------------------------------------------------------------------------

    def described(self, register: str, name: str) -> plan.Field:
        """Return a field; key and name are fields too."""
        found = self.register(register)
        if name in found.fields:
            return found.fields[name]
        return found.name if found.name is not None and found.name.id == name else found.key

    def value(self, register: str, name: str, index: int) -> Told:
        """Return what stands in a field, None while it is missing."""
        table, described = self.table(register), self.described(register, name)
        if name not in table.columns:
            return (table.names if described is self.register(register).name else table.keys)[index] or None
        raw = int(table.columns[name][index])
        if isinstance(described.type, Text):
            return None if raw < 0 else table.texts[name][raw]
        return told_as(described.type, raw)

    def fact(self, register: str, name: str, index: int) -> Fact:
        """Return a field of a row with its label and cell."""
        described = self.described(register, name)
        cell = self.table(register).places.cell(index, name)
        return Fact(
            self.row(register, index), name, described.label, described.type, self.value(register, name, index), cell
        )

    def text(self, register: str, name: str, index: int) -> str:
        """Return a text field, empty where nothing stands there."""
        if name not in self.table(register).columns:
            return ""
        found = self.value(register, name, index)
        return found if isinstance(found, str) else ""

    def day(self, register: str, name: str, index: int) -> dt.date | None:
        """Return a date field."""
        found = self.value(register, name, index) if name in self.table(register).columns else None
        return found if isinstance(found, dt.date) else None

    # --- rejected rows ---------------------------------------------------------------------------------------

    def rejected_at(self, cell: Cell) -> tuple[Diagnostic, ...]:
        """Return why the row that a cell stands in was rejected."""
        if self._rejected is None:
            found: dict[tuple[str, str, int], tuple[Diagnostic, ...]] = {}
            for one in self.evaluation.dossier.rejected:
                if isinstance(one.place, Cell):
                    place = (one.place.file, one.place.sheet, _row_number(one.place.cell))
                    found[place] = (*found.get(place, ()), one)
            self._rejected = found
        return self._rejected.get((cell.file, cell.sheet, _row_number(cell.cell)), ())

    def rejected_in(self, register: str) -> tuple[Diagnostic, ...]:
        """Return everything that was rejected on the sheets of a register."""
        sheets = set(self.table(register).places.sheets)
        return tuple(
            d
            for d in self.evaluation.dossier.rejected
            if isinstance(d.place, Cell) and (d.place.file, d.place.sheet) in sheets
        )


def told_as(kind: FieldType, raw: int) -> Told:
    """Return a stored value as people read it, None while it is missing."""
    match kind:
        case YesNo():
            return None if raw == 1 else raw == 2
        case Number():
            return None if raw == MISSING else unscaled(raw, kind.decimals)
        case Date():
            return None if raw == NO_DAY else date_of(raw)
        case Choice():
            return None if raw < 0 else kind.options[raw].label
        case Text():
            raise AssertionError(kind)  # texts stand in a list of their own
        case _:
            assert_never(kind)


def _row_number(cell: str) -> int:
    digits = re.sub(r"\D", "", cell)
    return int(digits) if digits else 0
