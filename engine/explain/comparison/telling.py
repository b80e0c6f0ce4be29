"""Differences in words: what turned, by which fact, rule, day or selection, each with cell and clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...diagnostics import Lang
from ...values import Verdict
from ..branches import deciding
from ..leaves import tell
from ..legal import Law
from ..nodes import Holds, Literal, Opinion, Quantified, Row, Step
from ..proof import Deadline
from ..selecting import capital
from .model import Blame, Lever, Levers, Part, Reworded, Shift, Sort, State, Turn
from .phrases import Phrases

#: So many differences of one reason are told, then how many more there are.
NAMED = 10
_RANGE = ".."


@dataclass(frozen=True, slots=True)
class Telling(Phrases):
    """Tells what a comparison found, in one language."""

    # --- results and levers ---------------------------------------------------------------------------------

    def state(self, state: State, sort: Sort, *, after: bool = False) -> str:
        """Return a result in words."""
        return self.word(state.word, sort, after=after)

    def word(self, word: str, sort: Sort, *, after: bool = False) -> str:
        """Return the word of a result as people read it; `after`: where the later rules do not have it, it went."""
        if word == "absent":
            return self.say("gone-rule" if after else "none-rule")
        if word == Verdict.NOT_APPLICABLE.word and sort is not Sort.AWARD:
            return self.teller.say("not-applicable-criterion")
        if sort is not Sort.GRADE:
            return self.teller.say(word)
        low, _, high = word.removeprefix("?").partition(_RANGE)
        told = self._grade(low) if not high else self.say("grade-range", low=self._grade(low), high=self._grade(high))
        return f"{told} ({self.say('grade-scope')})" if word.startswith("?") else told

    def _grade(self, name: str) -> str:
        return self.say("no-grade") if name == "none" else self.found.shown.get(name, name)

    def lever(self, lever: Lever) -> str:
        """Return what a lever is called."""
        return self.say("lever-number", n=lever.number) if lever.number else self.say(f"lever-{lever.kind.value}")

    def levers(self, these: Levers) -> str:
        """Return several levers."""
        return self.say("and").join(self.lever(self.found.levers[n]) for n in sorted(these))

    def blame(self, blame: Blame) -> str:
        """Return which levers something comes from; empty where only one could be."""
        if len(self.found.levers) < 2 or not blame.enough:
            return ""
        told = [self.say("alone" if len(s) == 1 else "together", what=self.levers(s)) for s in blame.enough]
        if blame.undoing and set(blame.undoing) != set(crossing(blame.enough)):  # else it follows by itself
            undo = [self.say("undo" if len(s) == 1 else "undo-together", what=self.levers(s)) for s in blame.undoing]
            return f"{self.say('or').join(told)}; {self.say('or').join(undo)}"
        return self.say("or").join(told)

    # --- reasons --------------------------------------------------------------------------------------------

    def turn(self, turn: Turn) -> list[str]:
        """Return why one result turned: a line per reason, what turned it indented below."""
        out = []
        blame = self.blame(turn.blame)
        if blame:
            out.append(capital(f"{blame}."))
        if turn.by_selection:
            out.append(capital(f"{self.say('by-selection')}."))
        for shift in turn.shifts:
            head, *rest = self.shift(shift, turn)
            out += [f"- {head}", *(f"  {line}" for line in rest)]
        return out

    def shift(self, shift: Shift, turn: Turn) -> list[str]:
        """Return one reason that turned, first in one line, then what turned it."""
        whole = shift.code == "award" and turn.outcome.sort is not Sort.AWARD  # an assessment that came or went
        what = self.say("r-assessment" if whole else f"r-{shift.code}", label=shift.label)
        old, new = (self._stood(shift, turn, after=side) for side in (False, True))
        if shift.points is not None:
            told = [self.teller.amount(p) if p is not None else self.say("no-clause") for p in shift.points]
            head = self.say("turned", what=what, before=told[0], after=told[1])
        elif old is None:
            head = self.say("came-with", what=what, after=new) if new is not None else self.say("came-open", what=what)
        elif new is None:
            head = self.say("went-with", what=what, before=old)
        else:
            head = self.say("turned", what=what, before=old, after=new)
        head += self.law(shift.law_before, shift.law_after)
        own = self.blame(shift.blame)
        if own and shift.blame != turn.blame:
            head += f" ({own})"
        return [capital(head), *self._inside(shift, turn)]

    def _stood(self, shift: Shift, turn: Turn, *, after: bool) -> str | None:
        """Return how a reason stood on one side, None where the rules of that side do not have it."""
        value, proof = (shift.after, turn.proof_after) if after else (shift.before, turn.proof_before)
        if shift.code == "selection" or (shift.code in {"award", "requirement"} and turn.outcome.sort is Sort.AWARD):
            if value is None and shift.code == "selection":
                return None
            return self.state(turn.after if after else turn.before, turn.outcome.sort, after=after)
        if value is None:
            return None
        if shift.code == "criterion" and value == Verdict.MET:
            verdict = proof.criteria[shift.id].verdict
            return self.say(f"criterion-{verdict.word}") if verdict.word in {"met", "not-applicable"} else None
        if shift.code == "lower" and shift.id in proof.awards:
            return self.teller.say(proof.awards[shift.id].decision.word)
        code = "condition" if shift.code == "grade" else shift.code
        code = {"down": "bar", "ceiling": "bar", "award": "requirement"}.get(code, code)
        return self.say(f"{code}-{value}")

    def law(self, before: Law | None, after: Law | None) -> str:
        """Return the clause of a rule, of both sides where they differ."""
        cites = [(one.clause or one.cite) if one is not None else "" for one in (before, after)]
        if cites[0] == cites[1] or not all(cites):
            cite = cites[1] or cites[0]
            return self.say("clause", cite=cite) if cite else ""
        return self.say("clauses", before=cites[0], after=cites[1])

    def _inside(self, shift: Shift, turn: Turn) -> list[str]:
        lines = [self.reworded(one) for one in shift.rule]
        if shift.chosen is not None:
            lines += self.chosen(shift.chosen.before, shift.chosen.after)
        told: list[str] = []
        days = {d.after.label for p in shift.parts for d in p.differences if isinstance(d.after, Deadline)}
        for part in shift.parts:
            lines += self._leaf(part, turn)
            for found in part.differences:
                if not (isinstance(found.after, Literal) and found.after.label in days):  # the deadline says it
                    told += self.difference(found, turn)
        told = list(dict.fromkeys(told))
        more = len(told) - NAMED if len(told) > NAMED + 1 else 0
        lines += told[: len(told) - more]
        if more:
            lines.append(self.teller.say("and-more", n=more))
        return list(dict.fromkeys(line for line in lines if line))

    def _leaf(self, part: Part, turn: Turn) -> Iterator[str]:
        """Yield how a leaf stood and stands, in its own words."""
        told = isinstance(part.after, Holds | Opinion | Quantified) and isinstance(part.before, type(part.after))
        if told and part.differences:  # they say it all, with both values
            return
        for word, step, row in (("was", part.before, turn.proof_before.row), ("is", part.after, turn.proof_after.row)):
            if step is not None:
                yield self.say(word, text=self._told(step, row))

    def _told(self, step: Step, row: Row) -> str:
        lines = [tell(self.teller, leaf, row, 3) for leaf in deciding(step)]
        parts = []
        for head, *rest in lines[:3]:
            rows = "; ".join(r.strip().removeprefix("- ") for r in rest)
            parts.append(f"{head} {rows}" if rows and head.endswith(":") else head)
        return "; ".join(dict.fromkeys(parts))

    def reworded(self, one: Reworded) -> str:
        """Return what a rule says otherwise."""
        at = self.lang is Lang.EN
        old, new = (w[at] if w is not None else self.say("no-clause") for w in (one.before, one.after))
        return self.say("limit-of", before=old, after=new)


def crossing(sets: tuple[Levers, ...]) -> tuple[Levers, ...]:
    """Return the smallest sets that have a part in every one of some sets.

    Where changes only ever add to each other, what undoes a result has a part in everything that is enough for it.
    """
    found: list[Levers] = [frozenset()]
    for one in sets:
        found = [have if have & one else have | {n} for have in found for n in ([0] if have & one else sorted(one))]
    found = list(dict.fromkeys(found))
    return tuple(s for s in found if not any(other < s for other in found))
