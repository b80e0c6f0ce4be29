"""What a remedy is: steps somebody may still take, the smallest sets of them, and why there may be none. Data only."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from math import comb

from ...records.changes import Change
from ...source import Cell
from ...values import FieldType
from ..lacking import Waits
from ..nodes import Key, Row, Told

#: So many changes at most are looked for; beyond, it is only said what stands in the way.
MOST = 3


class Act(enum.Enum):
    """What somebody would do."""

    FILL = "fill"  # an empty cell gets its value
    ALTER = "alter"  # a figure or a No that is not final yet
    ANSWER = "answer"  # a judgement that nobody gave
    PARAMETER = "parameter"  # a value that the plan leaves open
    ATTEST = "attest"  # an office confirms that a register holds everything
    SUBMIT = "submit"  # a register that was not received, with the confirmation that goes with it
    NOMINATE = "nominate"
    GRANT = "grant"  # the decision that granted the lower award
    DO = "do"  # something new is done, and so a new row comes
    SUPPLY = "supply"  # a row that was left out of a register that is not complete
    MEND = "mend"  # a row that was rejected


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a row that would come: what the field is called, what stands in it."""

    field: str
    label: str
    kind: FieldType
    value: Told


@dataclass(frozen=True, slots=True)
class Step:
    """One change: what stands at `slot` would be otherwise.

    `label` is the field, question or register; `value` what would stand there, `was` what stands there. `free`: any
    value would do; `first` and `last` are the ends of those that would (None: no end); `sure`: it is enough for what it
    is about. `parts` are the values of a new row. `by` is the last day to do it, of the deadline `due` (of an
    attestation, `due` is the basis); of a row with a day of its own (`dated`), of that day alone. `receives` are
    registers that would be received. Where it was `changes`, everything is read and judged anew.

    `options` are further values, each of which was found to be enough. `open`: what is true decides, and nothing is
    said about which content would be enough: `changes` are only what was tried; `listed`: it stands in a list that an
    office keeps. `own`: a choice of the council's.
    `late`: the deadline passed, and what comes late is weighed all the same.
    """

    act: Act
    slot: Key
    changes: tuple[Change, ...]
    waits: Waits
    row: Row | None = field(compare=False)
    label: str
    kind: FieldType | None = None
    value: Told = None
    was: Told = None
    cell: Cell | None = None
    parts: tuple[Part, ...] = ()
    by: dt.date | None = None
    due: str = ""
    receives: tuple[str, ...] = ()
    free: bool = False
    first: Told = None
    last: Told = None
    sure: bool = True
    count: int = 1
    day: dt.date | None = None
    dated: str = ""
    options: tuple[Told, ...] = ()
    open: bool = False
    listed: bool = False
    own: bool = False
    late: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """Return what tells it from any other step."""
        return (self.slot, self.changes, self.receives)


@dataclass(frozen=True, slots=True)
class Group:
    """So many (`many`) of several choices that are alike: which of them makes no difference.

    A choice is the steps at one row.
    """

    many: int
    choices: tuple[tuple[Step, ...], ...]

    @property
    def ways(self) -> int:
        """Return in how many ways they may be chosen."""
        return comb(len(self.choices), self.many)


@dataclass(frozen=True, slots=True)
class Remedy:
    """Steps that together turn the decision, no fewer of which do; verified by judging the changed records."""

    groups: tuple[Group, ...]

    @property
    def size(self) -> int:
        """Return how many changes it takes."""
        return sum(g.many * len(g.choices[0]) for g in self.groups)

    @property
    def ways(self) -> int:
        """Return how many sets of changes it stands for."""
        out = 1
        for group in self.groups:
            out *= group.ways
        return out

    def sets(self) -> Iterator[tuple[Step, ...]]:
        """Yield every set of changes that it stands for."""
        for chosen in product(*(combinations(g.choices, g.many) for g in self.groups)):
            yield tuple(step for picked in chosen for choice in picked for step in choice)


class Why(enum.Enum):
    """Why something cannot change any more."""

    RECORDED = "recorded"  # a fact on record
    ADVERSE = "adverse"  # a bar or suspension reads it
    PASSED = "passed"  # the deadline
    ENDED = "ended"  # the period, or there is none in which it could still change
    BROKEN = "broken"  # what had to be kept was not
    JUDGED = "judged"  # somebody answered already
    SCOPE = "scope"  # not a subject of the award
    NOMINATION = "nomination"  # not nominated in time
    OTHERS = "others"  # it hangs on others' records
    LOWER = "lower"  # the lower award is out of reach
    EXCLUDED = "excluded"  # another award excludes it
    UNKNOWN_OWNER = "unknown-owner"
    SILENT = "silent"  # the rule does not say what follows, or a register can never be known to be complete
    AUTHORITY = "authority"  # suspended until the authority concludes


@dataclass(frozen=True, slots=True)
class Never:
    """Something stands in the way for good: a criterion, bar or gate (`code`, `id`, `label`), and why."""

    why: Why
    code: str = ""
    id: str = ""
    label: str = ""
    day: dt.date | None = None
    due: str = ""
    told: Told = None
    kind: FieldType | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way, by name alone: what would move it is only said of sets that were judged."""

    code: str
    id: str
    label: str


class Outcome(enum.Enum):
    """What came of the search."""

    HELD = "held"  # the decision is what is wanted already
    FOUND = "found"
    NONE = "none"  # nothing that may still change would do
    MORE = "more"  # more than MOST changes are needed
    NOT_WITHIN = "not-within"  # none of at most MOST changes does; whether more would was not found
    STOPPED = "stopped"  # the search ended early: there may be others


@dataclass(frozen=True, slots=True)
class Remedies:
    """What would turn one decision: every smallest set of at most MOST changes, or why there is none.

    `obstacles` is what stands in the way where more changes are needed, `example` one set of changes that does it
    (it may not be the smallest). `tried` is how many times the records were judged anew.
    """

    outcome: Outcome
    found: tuple[Remedy, ...] = ()
    never: tuple[Never, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    example: tuple[Step, ...] = ()
    least: int = 0
    tried: int = 0
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A remedy before steps that are alike were put together."""

    steps: tuple[Step, ...] = field(default=())
