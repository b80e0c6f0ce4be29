"""Facts, rows, registers, days and selections that differ, in words, each with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from ...diagnostics import Lang
from ...source import Cell
from ...values import Verdict
from ..leaves import member_text
from ..nodes import Coverage, Fact, Literal, Member, Opinion, Parameter, Row, Stands
from ..proof import Deadline, Kept, SelectionProof
from ..selecting import capital, figures_of, last_rank
from ..telling import Teller
from .model import Comparison, Difference, Turn
from .words import say


@dataclass(frozen=True, slots=True)
class Phrases:
    """Tells the grounds of a comparison, in one language."""


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


def _both(found: Difference) -> tuple[object, object]:
    return found.before, found.after
