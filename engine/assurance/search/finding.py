"""Finding the smallest case that does something: first one edit of the base, then of a case, then two edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...compiler import Compiled
from ..cases.cells import Columns
from ..cases.laying import laid_out
from ..cases.model import CaseFile, Change, Given
from .edits import AddRow, ConfirmedOn, DropRow, Edit, Editor, JudgedOn, SetCell, applied
from .interest import Interest
from .mentions import Mentions

#: In place of the number of a case: not made by edits, but found by the solver.
SOLVED = -1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A case that does what was looked for: the edits on top of a case (0: the base, SOLVED: of none)."""

    start: int
    edits: tuple[Edit, ...]
    change: Change


class Finder:
    """Searches small cases of one file of cases; `budget` is how many records are judged at most for one search."""

    def __init__(self, compiled: Compiled, columns: Columns, file: CaseFile, budget: int = 4000) -> None:
        """Prepare what is tried."""
        self.columns, self.file, self.budget = columns, file, budget
        self.mentions = Mentions(compiled.rules)
        self.editor = Editor(columns, file.frame, Interest(compiled, columns, file))

    def given(self, change: Change) -> Given:
        """Return the records of a case."""
        return laid_out(self.file.frame, change, self.columns.keys)

    def find(self, words: frozenset[str], does: Callable[[Given], bool]) -> Suggestion | None:
        """Return the first case found that does it; `words` say which columns, questions and registers are varied."""
        for number, tried in enumerate(self.tried(words)):
            if number >= self.budget:
                return None
            if does(self.given(tried.change)):
                return tried
        return None

    def singles(self, words: frozenset[str]) -> Iterator[Suggestion]:
        """Yield the cases that are one edit of the base away."""
        for edit in self.editor.edits(Change(), words):
            yield Suggestion(0, (edit,), applied(edit, self.file.frame, Change(), self.columns.keys))

    def tried(self, words: frozenset[str]) -> Iterator[Suggestion]:
        """Yield cases to try: the base and each case as they are, one edit of each, two of the base."""
        bases = [(0, Change()), *((c.number, c.change) for c in self.file.cases)]
        frame, keys = self.file.frame, self.columns.keys
        yield from (Suggestion(start, (), change) for start, change in bases)
        for start, change in bases:
            for edit in self.editor.edits(change, words):
                yield Suggestion(start, (edit,), applied(edit, frame, change, keys))
        singles = list(self.editor.edits(Change(), words))
        for first in sorted(singles, key=self._weight):
            once = applied(first, frame, Change(), keys)
            for second in self.editor.edits(once, words):
                if second != first and not _undoes(first, second):
                    yield Suggestion(0, (first, second), applied(second, frame, once, keys))

    def _weight(self, edit: Edit) -> int:
        """Return which first edits are tried before others: rows that are added open the most."""
        match edit:
            case AddRow(register):
                return 3 if register in self.columns.plan.kinds() else 0
            case JudgedOn() | ConfirmedOn():
                return 1
            case DropRow():
                return 4
            case _:
                return 2


def _undoes(first: Edit, second: Edit) -> bool:
    match first, second:
        case SetCell(r, k, p, c, _), SetCell(r2, k2, p2, c2, _):
            return (r, k, p, c) == (r2, k2, p2, c2)
        case AddRow(register), DropRow(other):
            return register == other
        case _:
            return False
