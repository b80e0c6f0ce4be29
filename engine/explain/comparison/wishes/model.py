"""Assumptions: as they were written, and as they were understood."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field

from ....compiler.altered import Alteration
from ....records.changes import Change
from ....source import Cell, Span
from ...legal import Law
from ..model import LeverKind, Words


class WishKind(enum.Enum):
    """What an assumption changes; the value is its name on the command line."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    ANSWER = "answer"
    PARAMETER = "parameter"
    QUOTA = "quota"
    RULE = "rule"
    DEADLINE = "deadline"
    DAY = "as-of-then"


#: How each is written.
FORMS = {
    WishKind.SET: "unit/PH04/has_plan=Có",
    WishKind.ADD: "violation: person=PH02-003; kind=ethics; committed_on=01/07/2020",
    WishKind.REMOVE: "violation/PH02-003",
    WishKind.ANSWER: "unit/PH04/duty=Không",
    WishKind.PARAMETER: "issued_on=27/04/2020",
    WishKind.QUOTA: "giay-khen/unit=5",
    WishKind.RULE: "unit.on-time=90%",
    WishKind.DEADLINE: "register=01/06/2020",
    WishKind.DAY: "05/12/2020",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One assumption as it was written: what it is about, the value, the fields of an added row; where it stands."""

    kind: WishKind
    target: str
    value: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    place: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption as it was understood: what is otherwise, from what to what, and where that stands.

    `identity` is the same for two assumptions about the same thing. `unsaid`: the words that the rule cites do not say
    its new number.
    """

    kind: WishKind
    identity: tuple[object, ...]
    what: Words
    before: Words
    after: Words
    cell: Cell | None = None
    law: Law | None = None
    changes: tuple[Change, ...] = ()
    alteration: Alteration | None = None
    as_of: dt.date | None = None
    unsaid: bool = False
    place: Span | None = field(default=None, compare=False)

    @property
    def lever(self) -> LeverKind:
        """Return what about the evaluation it makes otherwise."""
        if self.as_of is not None:
            return LeverKind.DAY
        return LeverKind.RULES if self.alteration is not None else LeverKind.RECORDS
