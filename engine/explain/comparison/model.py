"""What differs between two evaluations: whose result turned, and because of which fact, rule, day or selection.

Data only. `before` and `after` are the two evaluations; comparing them the other way round gives the mirror image.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..legal import Law
from ..nodes import Amount, Coverage, Fact, Literal, Member, Opinion, Parameter, Row, Stands, Step
from ..proof import Deadline, Kept, SelectionProof, SubjectProof

#: Which of the things that differ, by their position in `Comparison.levers`.
Levers = frozenset[int]


class LeverKind(enum.Enum):
    """What about the second evaluation is otherwise."""

    RULES = "rules"
    RECORDS = "records"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that differs between the two evaluations and can be taken back by itself.

    `number` is that of the assumption it stands for, from 1; 0 where it stands for all of its kind.
    """

    kind: LeverKind
    number: int = 0


@dataclass(frozen=True, slots=True)
class Blame:
    """Which levers a difference comes from, established by evaluating the mixtures of both sides.

    - `enough`: the smallest sets that by themselves, everything else as before, already give what there is after;
    - `undoing`: the smallest sets without which, everything else as after, it would again be as before.

    A set of two or more levers acts only together. Each list is sorted; both are the mirror image of each other.
    """

    enough: tuple[Levers, ...]
    undoing: tuple[Levers, ...]

    @property
    def levers(self) -> Levers:
        """Return every lever that has a part in it."""
        return frozenset(n for one in (*self.enough, *self.undoing) for n in one)


class Sort(enum.Enum):
    """What a result is: a decision about an award, the end of an assessment, a grade."""

    AWARD = "award"
    ASSESSMENT = "assessment"
    GRADE = "grade"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result that every subject of a kind has."""

    sort: Sort
    id: str
    kind: str
    label: str
    word: str


class Move(enum.Enum):
    """How a result turned, by its two ends."""

    GAINED = "gained"
    LOST = "lost"
    SETTLED = "settled"
    OPENED = "opened"
    OTHER = "other"


# --- what a result rests on -----------------------------------------------------------------------------------


#: One thing that a step rests on, as it was on one side.
Ground = Fact | Opinion | Member | Coverage | Parameter | Literal | Deadline | Kept | Stands


@dataclass(frozen=True, slots=True)
class Difference:
    """One ground that is otherwise: None where it is not there on that side."""

    before: Ground | None
    after: Ground | None


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of a condition that turned, as it was and as it is, and the grounds under it that differ.

    A side is None where the rule of that side has no such leaf.
    """

    before: Step | None
    after: Step | None
    differences: tuple[Difference, ...]


#: The same words in Vietnamese and in English.
Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A condition or number of a rule in the words of either side, None where that side has none."""

    before: Words | None
    after: Words | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where a subject stands in a selection on either side, None where it is not ranked."""

    before: SelectionProof | None
    after: SelectionProof | None


@dataclass(frozen=True, slots=True)
class Shift:
    """One reason that turned: a criterion, bar, suspension, gate or the selection.

    `code` is the kind of reason as in `Unmet.code`; `before` and `after` are 2 where it does not stand in the way, 1
    where that is open, 0 where it does, None where the rules of that side do not have it. Texts of rules that differ
    are in `rule`.
    """

    code: str
    id: str
    label: str
    before: int | None
    after: int | None
    law_before: Law | None
    law_after: Law | None
    blame: Blame
    parts: tuple[Part, ...] = ()
    rule: tuple[Reworded, ...] = ()
    chosen: Chosen | None = None
    points: tuple[Amount | None, Amount | None] | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A result on one side: its word (as in JSON; of a grade the two grades it lies between), and how it is shown.

    `level` orders results: 2 what is hoped for, 1 open, 0 settled otherwise; of grades the place of the worst.
    """

    word: str
    shown: str
    level: int
    open: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """One subject whose result turned, with every reason."""

    outcome: Outcome
    move: Move
    before: State
    after: State
    proof_before: SubjectProof
    proof_after: SubjectProof
    blame: Blame
    shifts: tuple[Shift, ...]
    by_selection: bool

    @property
    def row(self) -> Row:
        """Return the subject as it is called after."""
        return self.proof_after.row


@dataclass(frozen=True, slots=True)
class Single:
    """A subject that only one side has: its result there, and the keys it follows or is followed by on the other."""

    row: Row
    state: State
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The cut line of a selection, for one group (empty: for all): places and the figures of the last one inside."""

    group: str
    before: SelectionProof | None
    after: SelectionProof | None
    inside: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ledger:
    """One outcome compared; nothing is lost: turned + same + disappeared = before, turned + same + appeared = after."""

    outcome: Outcome
    turns: tuple[Turn, ...]
    appeared: tuple[Single, ...]
    disappeared: tuple[Single, ...]
    same: int
    counts_before: Mapping[str, int]
    counts_after: Mapping[str, int]
    lines: tuple[Line, ...] = ()
    law_before: Law | None = None
    law_after: Law | None = None

    def of(self, *moves: Move) -> tuple[Turn, ...]:
        """Return the turns of some kinds."""
        return tuple(t for t in self.turns if t.move in moves)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that came, went or changed: its section, its law on either side, what is written otherwise."""

    section: str
    id: str
    label: str
    law_before: Law | None
    law_after: Law | None
    reworded: tuple[Reworded, ...]
    came: bool = False
    went: bool = False


@dataclass(frozen=True, slots=True)
class Above:
    """An award chosen among the holders of another one: whether it was proposed, the decisions of grant on record.

    `now` is the word of its decision. Where it is proposed still, it `rests` on the decision on record that gave the
    one which the subject does not qualify for any more.
    """

    award: str
    label: str
    law: Law
    proposed: bool
    grants: tuple[Fact, ...]
    now: str
    rests: bool


@dataclass(frozen=True, slots=True)
class Later:
    """An award that was proposed or granted, for which the subject does not qualify any more.

    `grants` are day and document of the decisions on record, earliest first; `above` are the awards that rest on it.
    """

    turn: Turn
    proposed: bool
    grants: tuple[Fact, ...]
    above: tuple[Above, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two evaluations compared; `states` gives the words for states that `counts` name."""

    levers: tuple[Lever, ...]
    ledgers: tuple[Ledger, ...]
    rules: tuple[RuleChange, ...]
    later: tuple[Later, ...]
    mixed: int = 0
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Return all turns, ledger by ledger."""
        return tuple(t for ledger in self.ledgers for t in ledger.turns)

    @property
    def nothing(self) -> bool:
        """Tell whether every result is the same and nobody came or went."""
        return not any(ledger.turns or ledger.appeared or ledger.disappeared for ledger in self.ledgers)


__all__ = [
    "Above", "Blame", "Chosen", "Comparison", "Difference", "Ground", "Later", "Ledger", "Lever",
    "LeverKind", "Levers", "Line", "Move", "Outcome", "Part", "Reworded", "RuleChange", "Shift", "Single", "Sort",
    "State", "Turn", "Words",
]  # fmt: skip
