"""Differences in words: what turned, by which fact, rule, day or selection, each with cell and clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from ...diagnostics import Lang
from ...source import Cell
from ...values import Verdict
from ..branches import deciding
from ..leaves import member_text, tell
from ..legal import Law
from ..nodes import Coverage, Fact, Holds, Literal, Member, Opinion, Parameter, Quantified, Row, Stands, Step
from ..proof import Deadline, Kept, SelectionProof
from ..selecting import capital, figures_of, last_rank
from ..telling import Teller
from .model import Blame, Comparison, Difference, Lever, Levers, Part, Reworded, Shift, Sort, State, Turn
from .words import say

#: So many differences of one reason are told, then how many more there are.
NAMED = 10
_RANGE = ".."


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells what a comparison found, in one language."""

    found: Comparison
    lang: Lang
    cells: bool = True

    @property
    def teller(self) -> Teller:
        """Return what tells values and places."""
        return Teller(self.lang, cells=self.cells)

    def say(self, word: str, /, **parts: object) -> str:
        """Return a phrase."""
        return say(self.lang, word, **parts)

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
        what = self.say(f"r-{shift.code}", label=shift.label)
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
            if value is None and shift.code == "selection" and shift.chosen is not None:
                return self._place(shift.chosen.after if after else shift.chosen.before)
            return self.state(turn.after if after else turn.before, turn.outcome.sort, after=after)
        if value is None:
            return None
        if shift.code == "criterion" and value == Verdict.MET:
            verdict = proof.criteria[shift.id].verdict
            return self.say(f"criterion-{verdict.word}") if verdict.word in {"met", "not-applicable"} else None
        if shift.code == "lower" and shift.id in proof.awards:
            return self.teller.say(proof.awards[shift.id].decision.word)
        code = "condition" if shift.code == "grade" else shift.code
        code = "bar" if code in {"down", "ceiling"} else code
        if shift.code == "award":
            return self.state(turn.after if after else turn.before, turn.outcome.sort, after=after)
        return self.say(f"{code}-{value}")

    def _place(self, found: SelectionProof | None) -> str | None:
        return None if found is None else self.say("own-rank", before="", after="").strip(": →")

    def law(self, before: Law | None, after: Law | None) -> str:
        """Return the clause of a rule, of both sides where they differ."""
        cites = [one.cite if one is not None else "" for one in (before, after)]
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

    # --- grounds --------------------------------------------------------------------------------------------

    def difference(self, found: Difference, turn: Turn) -> list[str]:
        """Return what is otherwise, with its cells."""
        one = found.after if found.after is not None else found.before
        match one:
            case None:
                return []
            case Fact():
                return [self._fact(found, one)]
            case Opinion():
                told = [self._answer(o) if isinstance(o, Opinion) else self.say("no-opinion") for o in _both(found)]
                at = self._at(*(o.cell if isinstance(o, Opinion) else None for o in _both(found)))
                who = self.teller.who(one.row)
                return [self.say("opinion", who=who, label=one.label, before=told[0], after=told[1], at=at)]
            case Member():
                return [self._row(found, one)]
            case Coverage():
                return [self._coverage(found, one, turn.row)]
            case Parameter():
                values = [self.teller.amount(o.amount) if isinstance(o, Parameter) else self.say("no-clause")
                          for o in _both(found)]  # fmt: skip
                at = self._at(*(o.cell if isinstance(o, Parameter) else None for o in _both(found)))
                return [self.say("parameter", ask=one.ask, before=values[0], after=values[1], at=at)]
            case Literal():
                told = [self.teller.amount(o.amount) if isinstance(o, Literal) else self.say("no-clause")
                        for o in _both(found)]  # fmt: skip
                return [capital(self.say("limit", label=one.label, before=told[0], after=told[1]))]
            case Deadline() | Kept():
                return [capital(self._day(found, one))]
            case Stands():
                told = [self.say(f"stands-{o.code}") if isinstance(o, Stands) else self.say("no-clause")
                        for o in _both(found)]  # fmt: skip
                who = self.teller.who(one.row)
                return [self.say("stands", who=who, award=one.label, before=told[0], after=told[1])]
            case _:
                assert_never(one)

    def _fact(self, found: Difference, one: Fact) -> str:
        old, new = (o if isinstance(o, Fact) else None for o in _both(found))
        at = self._at(old.cell if old else None, new.cell if new else None)
        word = "fact" if old and new else "fact-come" if new else "fact-gone"
        return self.say(
            word, who=self.teller.who(one.row), field=one.label, at=at,
            before=self.teller.value(old) if old else "", after=self.teller.value(new) if new else "",
        )  # fmt: skip

    def _answer(self, found: Opinion) -> str:
        if found.answer is None:
            idle = self.teller.answer(found.idle, found.type) if found.idle is not None else ""
            return self.say("idle", answer=idle) if idle else self.say("no-opinion")
        return self.teller.answer(found.answer, found.type)

    def _row(self, found: Difference, one: Member) -> str:
        old, new = (o if isinstance(o, Member) else None for o in _both(found))
        if old is None or new is None:
            word = "row-come" if new is not None else "row-gone"
            return self.say(word, register=one.row.label, text=member_text(self.teller, one))
        texts = [member_text(self.teller, m) for m in (old, new)]
        if texts[0] != texts[1]:
            return self.say("row-other", register=one.row.label, before=texts[0], after=texts[1])
        words = ["has" if old.passes == new.passes == Verdict.MET else "row"] * 2
        codes = [m.has if words[0] == "has" else m.passes for m in (old, new)]
        told = [self.say(f"{w}-{c}") for w, c in zip(words, codes, strict=True)]
        return self.say("row-counts", register=one.row.label, text=texts[1], before=told[0], after=told[1])

    def _coverage(self, found: Difference, one: Coverage, subject: Row) -> str:
        """Return how complete a register is and was; of the same attestation only what became of it."""
        old, new = found.before, found.after
        if isinstance(old, Coverage) and isinstance(new, Coverage) and old.paper == new.paper:
            word = "register-was" if old.complete else "register-was-not"
            return self.say(word, text=self.teller.coverage(new, subject))
        was, now = (self._register(o, one, subject) for o in (old, new))
        return self.say("register", before=was, after=now)

    def _register(self, found: object, one: Coverage, subject: Row) -> str:
        if not isinstance(found, Coverage):
            return self.say("register-none", label=one.label)
        return self.teller.coverage(found, subject)

    def _day(self, found: Difference, one: Deadline | Kept) -> str:
        old, new = _both(found)
        if isinstance(old, (Deadline, Kept)) and isinstance(new, (Deadline, Kept)) and old.last != new.last:
            word = "deadline-last" if isinstance(one, Deadline) else "period-last"
            return self.say(word, label=one.label, before=self.teller.day(old.last), after=self.teller.day(new.last))
        if isinstance(one, Deadline):
            word = "deadline-passed" if one.passed else "deadline-open"
        else:
            word = "period-runs" if one.interim else "period-ended"
        return self.say(word, label=one.label, last=self.teller.day(one.last))

    def _at(self, before: Cell | None, after: Cell | None) -> str:
        """Return the place of a value, both where it stood somewhere else."""
        if not self.cells:
            return ""
        if before == after:  # what stands there is told already
            after = None
        places = [self.teller.place(c) if c is not None and c.file else "" for c in (before, after)]
        if places[0] == places[1] or not all(places):
            place = places[1] or places[0]
            return self.say("at", place=place) if place else ""
        return self.say("at-both", before=places[0], after=places[1])

    # --- selections -----------------------------------------------------------------------------------------

    def chosen(self, before: SelectionProof | None, after: SelectionProof | None) -> list[str]:
        """Return how a subject's place, the places and the line moved."""
        sides = (before, after)
        ranks = [self._rank(s) for s in sides]
        out = []
        keys = {k.label: k for s in sides if s is not None for k in s.keys}
        for label in keys:
            own = [next((self.teller.amount(k.number.amount) for k in s.keys if k.label == label), "") if s else ""
                   for s in sides]  # fmt: skip
            if all(own) and own[0] != own[1]:
                out.append(self.say("own-figure", label=label, before=own[0], after=own[1]))
        if ranks[0] != ranks[1]:
            out.append(self.say("own-rank", before=ranks[0], after=ranks[1]))
        return [*out, *self.line(before, after)]

    def line(self, before: SelectionProof | None, after: SelectionProof | None) -> list[str]:
        """Return how the places and the cut line moved."""
        places, lines = ([tell(s) for s in (before, after)] for tell in (self.places, self.cut))
        out = []
        if places[0] != places[1]:
            out.append(self.say("places-turned", before=places[0], after=places[1]))
        if lines[0] != lines[1]:
            out.append(self.say("line-turned", before=lines[0], after=lines[1]))
        return out

    def _rank(self, found: SelectionProof | None) -> str:
        if found is None:
            return self.say("ranked-not")
        low, high = found.best, last_rank(found)
        return str(low) if low == high else self.teller.say("rank-range", low=low, high=high)

    def places(self, found: SelectionProof | None) -> str:
        """Return how many places there are."""
        if found is None:
            return self.say("line-none")
        low, high = found.places_low, found.places_high
        return str(low) if low == high else self.teller.say("rank-range", low=low, high=high)

    def cut(self, found: SelectionProof | None) -> str:
        """Return the cut line: the figures of the last one inside, and who that is."""
        if found is None or not found.last_keys:
            return self.say("line-none")
        keys = figures_of(self.teller, found.last_keys)
        if found.last is None:
            return self.say("line-shared", keys=keys)
        return self.say("line-last", keys=keys, who=self.teller.who(found.last))


def crossing(sets: tuple[Levers, ...]) -> tuple[Levers, ...]:
    """Return the smallest sets that have a part in every one of some sets.

    Where changes only ever add to each other, what undoes a result has a part in everything that is enough for it.
    """
    found: list[Levers] = [frozenset()]
    for one in sets:
        found = [have if have & one else have | {n} for have in found for n in ([0] if have & one else sorted(one))]
    found = list(dict.fromkeys(found))
    return tuple(s for s in found if not any(other < s for other in found))


def _both(found: Difference) -> tuple[object, object]:
    return found.before, found.after
