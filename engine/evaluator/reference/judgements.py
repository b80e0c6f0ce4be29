"""What persons answered to the questions of a rule set (docs/semantics.md, 1.6 and 1.13)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .interval import MET, NOT_MET, UNDETERMINED
from .world import Row, World

Value = bool | Decimal | str


@dataclass(frozen=True, slots=True)
class Answer:
    """The settled answer, or None; `doubtful` where rows are there, or may be, that settle nothing."""

    value: Value | None
    doubtful: bool

    @property
    def verdict(self) -> int:
        """Return a yes-no answer as a condition."""
        return UNDETERMINED if self.value is None else MET if self.value is True else NOT_MET


_NONE, _DOUBTFUL = Answer(None, doubtful=False), Answer(None, doubtful=True)


class Judgements:
    """Reads the answers of one world, each once."""

    def __init__(self, world: World) -> None:
        """Keep the records."""
        self._world = world
        self._answers: dict[tuple[str, Row], Answer] = {}

    def answer(self, question: str, subject: Row) -> Answer:
        """Return the answer of the latest day; none while missing, contradictory, or perhaps overruled."""
        key = (question, subject)
        if key not in self._answers:
            self._answers[key] = self._latest(question, subject)
        return self._answers[key]

    def _latest(self, question: str, subject: Row) -> Answer:
        table = self._world.tables.get("judgement")
        if table is None:
            return _NONE
        if table.reopened_all or question in table.questions:
            return _DOUBTFUL
        if subject[1] in table.reopened.get(subject[0], frozenset()):
            return _DOUBTFUL
        rows = [self._world.row(r) for r in self._world.all_seen("judgement")]
        rows = [r for r in rows if r.owners.get(subject[0], -1) == subject[1] and r.values.get("question") == question]
        if not rows:
            return _NONE
        last = max(str(r.values.get("day") or "") for r in rows)
        answers = {r.values.get("answer") for r in rows if str(r.values.get("day") or "") == last}
        if answers == {None}:
            return _NONE
        if len(answers) > 1:
            return _DOUBTFUL
        value = answers.pop()
        assert isinstance(value, bool | Decimal | str)
        return Answer(value, doubtful=False)
