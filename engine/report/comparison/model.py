"""What a report of a comparison shows: two evaluations, what differs, and the assumptions where it is one."""

from __future__ import annotations

from dataclasses import dataclass

from ...diagnostics import Lang
from ...evaluator import Evaluation
from ...explain.comparison.model import Comparison
from ...explain.comparison.telling import Telling
from ...explain.comparison.wishes.model import Assumption


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison ready to be shown; with `assumptions` the second evaluation is what would be, not what is.

    `attested`: attestations count the rows added and taken away; `unattested`: they do not, and that is why some fail.
    """

    before: Evaluation
    after: Evaluation
    found: Comparison
    lang: Lang = Lang.VI
    assumptions: tuple[Assumption, ...] = ()
    attested: bool = False
    unattested: bool = False

    @property
    def supposed(self) -> bool:
        """Tell whether the second evaluation rests on assumptions."""
        return bool(self.assumptions)

    def telling(self, *, cells: bool = True) -> Telling:
        """Return what tells its parts."""
        return Telling(self.found, self.lang, cells)
