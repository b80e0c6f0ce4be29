"""What formulas are about: rows that may be there, and what is known of them.

`Facts` is what an encoding asks for; `unknowns.Unknowns` answers with unknowns of a solver, the oracle with the values
of a dossier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ...values import Decision
from .logic import Bit, Int, Truth
from .spans import Span


@dataclass(slots=True, eq=False, repr=False)
class Slot:
    """Room for one row: whether it is there, whether it is seen on the day, who owns it, what it owns."""

    register: str
    index: int
    exists: Bit = True
    seen: Bit = True
    owners: dict[str, Slot] = field(default_factory=dict)
    owned: dict[str, list[Slot]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return what the row goes by."""
        return f"{self.register}#{self.index + 1}"


#: What a selection leaves of those whose every gate is open.
SELECTED = (Decision.PROPOSED, Decision.OUTSIDE_QUOTA, Decision.TIED, Decision.PENDING)


class Facts(Protocol):
    """What is known of rows, parameters and the day."""

    @property
    def day(self) -> Int:
        """Return the day as of whose end is judged, counted from 1970-01-01."""

    def flag(self, at: Slot, name: str) -> Truth:
        """Return a yes-no field, or the yes-no answer to a question."""

    def option(self, at: Slot, name: str, options: Sequence[str]) -> Truth:
        """Return whether a choice, or the answer to a question, is one of these options."""

    def number(self, at: Slot, name: str, decimals: int, ends: tuple[int, int]) -> Span:
        """Return a number or day, anything between `ends` while it is missing."""

    def present(self, at: Slot, name: str) -> Truth:
        """Return whether a field was filled in."""

    def given(self, parameter: str, decimals: int, ends: tuple[int, int]) -> Span:
        """Return what the plan leaves open, anything between `ends` until it is given."""

    def complete(self, register: str, owner: Slot) -> Bit:
        """Return whether a register is known to hold everything for one owner."""

    def complete_for_all(self, register: str) -> Bit:
        """Return whether a register is known to hold every row there is."""

    def population(self, register: str) -> Sequence[Slot]:
        """Return all rows of a register."""

    def named(self, register: str, award: str, at: Slot) -> tuple[Bit, Bit]:
        """Return whether a nomination or grant names a subject, and whether all of them are known."""

    def selected(self, award: str, at: Slot) -> dict[Decision, Bit]:
        """Return what a selection makes of a subject whose every gate is open: exactly one of `SELECTED`."""
