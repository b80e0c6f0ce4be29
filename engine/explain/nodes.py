"""What a proof is made of: conditions with their parts, over the numbers of `figures` and the facts of `rows`.

Data only. A step's `code` is Kleene's value (0 not met, 1 undetermined, 2 met) as the evaluation had it; `key` tells
whether two undetermined steps are the same open question.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..plan import Op
from .figures import (
    Amount,
    Asked,
    AtOwner,
    Chosen,
    Counted,
    Dated,
    Edge,
    FieldNumber,
    FirstGiven,
    Folded,
    Formula,
    Literal,
    Named,
    Numeral,
    Parameter,
    Rounded,
    RunOf,
    Unsaid,
)
from .rows import Coverage, Fact, Gap, Key, Member, Opinion, Paper, Row, Tally, Told, Unfit, Wanted

__all__ = [
    "Amount", "Asked", "AtOwner", "Both", "Chosen", "Compared", "Counted", "Coverage", "Dated", "Depends", "Edge",
    "Either", "Fact", "FieldNumber", "FirstGiven", "Folded", "Formula", "Gap", "Holds", "Key", "Literal", "Member",
    "Named", "Negated", "Numeral", "Opinion", "OwnerHas", "Paper", "Parameter", "Quantified", "Rounded", "Row", "RunOf",
    "Stands", "Step", "Tally", "Told", "Unfit", "Unsaid", "Wanted",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes-no field, a choice among `wanted` options (labels; positions in `options`), or that a field is `given`."""

    code: int
    fact: Fact
    wanted: tuple[str, ...]
    options: tuple[int, ...]
    many: int
    given: bool
    key: Key


@dataclass(frozen=True, slots=True)
class Compared:
    """Two numbers; `gap` is how far the first lies from the second (first minus second), where both are known."""

    code: int
    op: Op
    left: Numeral
    right: Numeral
    gap: Amount | None
    key: Key


@dataclass(frozen=True, slots=True)
class Negated:
    """Not."""

    code: int
    item: Step


@dataclass(frozen=True, slots=True)
class Both:
    """All of the items."""

    code: int
    items: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of the items."""

    code: int
    items: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Quantified:
    """Some owned row, or every one; `void` where there surely is none and no rule says what follows."""

    code: int
    every: bool
    tally: Tally
    void: bool
    key: Key


@dataclass(frozen=True, slots=True)
class OwnerHas:
    """A condition read at the owner; the owner is None where it is not known."""

    code: int
    register: str
    row: Row
    owner: Row | None
    item: Step | None
    key: Key


@dataclass(frozen=True, slots=True)
class Stands:
    """The row is eligible or proposed for an award."""

    code: int
    row: Row
    award: str
    label: str
    state: str
    key: Key


@dataclass(frozen=True, slots=True)
class Depends:
    """One condition where `test` holds, another where it does not."""

    code: int
    test: Step
    then: Step
    other: Step


Step = Holds | Opinion | Compared | Negated | Both | Either | Quantified | OwnerHas | Stands | Depends
