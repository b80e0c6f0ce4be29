"""Laws of a rule set: the names of those that hold everywhere, those that it declares itself, and its exceptions."""

from __future__ import annotations

from dataclasses import dataclass

from ..law import Citation
from .terms import Cond

#: What `prove` tries on every rule set, in the order in which it says so.
LAWS = (
    "no-gain-by-violation",
    "no-gain-by-worse-figure",
    "missing-never-promotes",
    "settled-stays",
    "known-stays",
    "selection-within-bounds",
    "higher-holds-lower",
    "quota-kept",
    "tie-never-cut",
    "not-applicable-neutral",
    "others-apart",
    "order-free",
    "names-free",
    "books-free",
)
#: Which way a figure is better: by the type of its field.
DIRECTIONS = {
    "number": ("higher", "lower"),
    "percent": ("higher", "lower"),
    "count": ("higher", "lower"),
    "date": ("earlier", "later"),
    "yes-no": ("yes", "no"),
    "choice": ("first", "last"),
    "text": (),
}
#: Which way it is better to have rows.
ROW_DIRECTIONS = ("more", "fewer")


@dataclass(frozen=True, slots=True)
class OwnLaw:
    """A condition that must surely hold of every subject of a kind of whom `when` holds (None: of every one)."""

    id: str
    kind: str
    label: str
    when: Cond | None
    holds: Cond
    citation: Citation
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exception to a law that the plan itself wants: `at` an award, assessment, criterion, register or column."""

    law: str
    at: str
    reason: str
    citation: Citation
    readings: tuple[str, ...] = ()
