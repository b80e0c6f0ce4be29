"""What a template holds before it becomes cells: books, sheets, columns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ...plan import Field, Parameter, Plan, Register
from ...values import FieldType

#: What stands in an example cell.
Shown = str | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is bound to when the sheet comes back, and all that whoever fills it in is told.

    `type` is None where each row has its own. `mark` is `*` where every row needs it, `**` where one of several is
    enough. `means` says what to write, `law` cites what reads it.
    """

    target: str
    heading: str
    field: Field
    type: FieldType | None
    options: tuple[str, ...]
    mark: str
    means: str
    law: str
    example: Shown

    @property
    def head(self) -> str:
        """Return the header cell."""
        return f"{self.heading} ({self.mark})" if self.mark else self.heading


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a register's columns; `given` are the rows whose first column is filled in already."""

    register: Register
    name: str
    columns: tuple[Column, ...]
    given: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook; `council`: it goes to the council's office, not to the units."""

    file: str
    plan: Plan
    sheets: tuple[Sheet, ...]
    council: bool
