"""Finding the smallest case that does something: one edit of the base, crowds for a quota, one of a case, two edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from ...compiler import Compiled
from ...evaluator.reference import judge
from ..cases.cells import Columns
from ..cases.found import Found, of_reference
from ..cases.inputs import parameters_of, plain_tables
from ..cases.laying import laid_out
from ..cases.model import CaseFile, Change, Given
from .crowds import crowds
from .edits import AddRow, ConfirmedOn, DropRow, Edit, Editor, JudgedOn, SetCell, applied
from .interest import Interest
from .mentions import Mentions

#: In place of the number of a case: not made by edits, but found by the solver.
SOLVED = -1
#: So many crowds are edited in turn, each in so many ways at most.
_CROWDS, _IN_A_CROWD = 6, 150


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
        self.rules = compiled.rules
        self.mentions = Mentions(compiled.rules)
        self.editor = Editor(columns, file.frame, Interest(compiled, columns, file))

    def given(self, change: Change) -> Given:
        """Return the records of a case."""
        return laid_out(self.file.frame, change, self.columns.keys)

    def judged(self, given: Given) -> Found:
        """Return what records come to."""
        tables = plain_tables(self.columns, self.rules, given)
        parameters = parameters_of(self.columns, given.parameters)
        return of_reference(judge(self.rules, tables, parameters, given.as_of), self.rules)

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
        """Yield cases to try: the base and each case as they are, one edit of the base, crowds, one of a case, two."""
        bases = [(0, Change()), *((c.number, c.change) for c in self.file.cases)]
        yield from (Suggestion(start, (), change) for start, change in bases)
        yield from self.singles(words)
        many = list(self._crowds(words))
        yield from many
        for start, change in bases[1:]:
            yield from (self._more(Suggestion(start, (), change), edit) for edit in self.editor.edits(change, words))
        for crowd in many[:_CROWDS]:
            edits = self.editor.edits(crowd.change, words)
            yield from (self._more(crowd, edit) for edit in islice(edits, _IN_A_CROWD))
        frame, keys = self.file.frame, self.columns.keys
        for first in sorted(self.editor.edits(Change(), words), key=self._weight):
            once = applied(first, frame, Change(), keys)
            for second in self.editor.edits(once, words):
                if second != first and not _undoes(first, second):
                    yield Suggestion(0, (first, second), applied(second, frame, once, keys))

    def _crowds(self, words: frozenset[str]) -> Iterator[Suggestion]:
        """Yield so many alike that the places of a quota do not suffice."""
        made = crowds(
            self.rules, self.columns, self.file, self.mentions, words, lambda change: self.judged(self.given(change))
        )
        for start, change, edits in made:
            found = Suggestion(start, (), change)
            for edit in edits:
                found = self._more(found, edit)
            yield found

    def _more(self, tried: Suggestion, edit: Edit) -> Suggestion:
        change = applied(edit, self.file.frame, tried.change, self.columns.keys)
        return Suggestion(tried.start, (*tried.edits, edit), change)

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
