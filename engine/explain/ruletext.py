"""Criteria, bars and their law as sections: every condition with its facts, clause, quote and readings."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ..law import Reading
from ..values import Nothing, Verdict, days
from .blocks import Block, Role, Section, Sort, capital, fact, item, line, nested
from .branches import every_leaf, worth_telling
from .details import moved
from .leaves import tell
from .narrate import scope_open, verdict_words, void_text
from .nodes import Step
from .proof import BarProof, CaseProof, CriterionProof, Law, SubjectProof
from .telling import ALL, NAMED, Teller


@dataclass(slots=True)
class RuleText:
    """Rules of one explanation; readings are numbered as they come up, and told once, at the end."""

    teller: Teller
    proof: SubjectProof
    full: bool
    readings: dict[str, Reading] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    quoted: set[str] = field(default_factory=set)

    def criteria(self, criteria: list[CriterionProof]) -> list[Section]:
        """Return the criteria: those that concern the subject one by one, the others by name."""
        if not criteria:
            return []
        concerned = [c for c in criteria if self.full or c.verdict is not Verdict.NOT_APPLICABLE]
        parts = [self._criterion(c, number) for number, c in enumerate(concerned, 1)]
        other = [c.label for c in criteria if c not in concerned]
        if other:
            parts.append(Section(Sort.OTHERS, "", self.teller.say("not-concerned"), f"{'; '.join(other)}."))
        return [Section(Sort.CRITERIA, "", self.teller.say("criteria"), parts=tuple(parts))]

    def _criterion(self, found: CriterionProof, number: int) -> Section:
        teller, told = self.teller, found.id in self.told and not self.full
        blocks: list[Block] = []
        if not told:
            self.quoted.clear()
            blocks = [*self.body(found), *self.law(found.law), *self.cases(found.exceptions)]
        return Section(
            Sort.CRITERION, found.id, capital(found.label), verdict_words(found, teller.lang), found.verdict.word,
            teller.say("above") if told else "", str(number), tuple(blocks),
        )  # fmt: skip

    def body(self, criterion: CriterionProof) -> list[Block]:
        """Return whom a criterion concerns, as far as that says something, then its condition and its days."""
        teller, scope = self.teller, criterion.scope
        if criterion.applies != 1:
            blocks = self.leaves(scope) if scope is not None and (self.full or criterion.applies == 0) else []
            if self.full or criterion.applies:
                blocks += [*self._condition(criterion.step, criterion.if_none), *self.time(criterion)]
            return blocks
        own = self._condition(criterion.step, criterion.if_none)
        if not scope_open(criterion):  # no rows, or a case named apart
            rows = criterion.if_none is Nothing.NOT_APPLICABLE and criterion.plain[1] == 1
            head = [item(f"{teller.say('applies-rows')}:", Role.HEAD)] if rows else []
            return [*head, *(nested(own) if rows else own), *self.time(criterion)]
        blocks = [item(f"{teller.say('applies-unknown')}:", Role.HEAD)]
        if scope is not None:
            blocks += nested(self.leaves(scope))
        verdict = teller.say(Verdict(criterion.met).word)
        blocks.append(item(f"{teller.say('applies-then', verdict=verdict)}:", Role.HEAD))
        return [*blocks, *nested(own), *self.time(criterion)]

    def _condition(self, step: Step, if_none: Nothing | None) -> list[Block]:
        void = void_text(self.teller, step, if_none)
        return [item(void, Role.FACT)] if void else self.leaves(step)

    def bars(self, bars: list[BarProof]) -> list[Section]:
        """Return bars and suspensions: whether each is there, and why."""
        if not bars:
            return []
        parts = tuple(self._bar(bar, number) for number, bar in enumerate(bars, 1))
        return [Section(Sort.BARS, "", self.teller.say("bars"), parts=parts)]

    def _bar(self, bar: BarProof, number: int) -> Section:
        told = bar.id in self.told and not self.full
        blocks: list[Block] = []
        if not told:
            self.quoted.clear()
            cases = self.cases(bar.exceptions, bar=True)
            blocks = [*self._condition(bar.step, bar.if_none), *self.law(bar.law), *cases]
        return Section(
            Sort.BAR, bar.id, capital(bar.label), self.teller.say(f"bar-{bar.code}"), Verdict(bar.code).word,
            self.teller.say("above") if told else "", str(number), tuple(blocks),
        )  # fmt: skip

    def cases(self, cases: tuple[CaseProof, ...], *, bar: bool = False) -> list[Block]:
        """Return the cases that a rule names apart: those that it is or may be, and on the full page all."""
        teller = self.teller
        out: list[Block] = []
        for case in cases:
            if case.code or self.full:
                then = teller.say("case-bar" if bar else f"case-{case.then.value}")
                out.append(item(f"{teller.say(f'case-{case.code}', then=then)}:", Role.CASE))
                out += nested([*self.leaves(case.step), *self.law(case.law)])
        return out

    def leaves(self, step: Step) -> list[Block]:
        """Return the facts of a condition: those that decide, on the full page all."""
        out: list[Block] = []
        for leaf in every_leaf(step) if self.full else worth_telling(step):
            out += fact(tell(self.teller, leaf, self.proof.row, ALL if self.full else NAMED))
        return list(dict.fromkeys(out))

    def law(self, law: Law) -> list[Block]:
        """Return clause and quote, with the numbers of the readings."""
        if not law.clause:
            return []
        for reading in law.readings:
            self.readings.setdefault(reading.id, reading)
        numbers = [str(n) for n in sorted(1 + list(self.readings).index(r.id) for r in law.readings)]
        mark = [line(self.teller.say("see-reading", numbers=", ".join(numbers)), Role.READING)] if numbers else []
        if not law.quote and law.cite in self.quoted:
            return mark
        self.quoted |= {law.cite} if law.quote else set()
        word = "clause" if law.quote else "clause-bare"
        return [line(self.teller.say(word, clause=law.clause, quote=law.quote), Role.LAW), *mark]

    def all_readings(self) -> list[Section]:
        """Return every reading that came up, by its number: how a clause was taken, what was unclear, by whom."""
        if not self.readings:
            return []
        parts = tuple(self._reading(reading, number) for number, reading in enumerate(self.readings.values(), 1))
        return [Section(Sort.READINGS, "", self.teller.say("readings"), parts=parts)]

    def _reading(self, reading: Reading, number: int) -> Section:
        teller = self.teller
        on = teller.say("reading-on", day=teller.day(reading.on)) if reading.on else ""
        taken, unclear = reading.taken.rstrip(" ."), reading.open.rstrip(" .")
        head = teller.say("reading", taken=taken, open=unclear, by=reading.by, on=on)
        instead = (item(teller.say("reading-instead", text=other), Role.READING) for other in reading.instead)
        return Section(
            Sort.READING, reading.id, head, number=str(number), blocks=tuple(instead) if self.full else ()
        )

    def time(self, criterion: CriterionProof) -> list[Block]:
        """Return the deadline of a criterion, and whether its result is interim."""
        teller, lines = self.teller, []
        due, keep = criterion.due, criterion.keep
        if due is not None:
            running = not due.passed and criterion.met < Verdict.MET and due.last is not None
            word = "due-running" if running else "due" if due.last else "due-open"
            last = None if due.last is None else Fraction(days(due.last))
            more = moved(teller, due.extended, last)
            told = any(more and more in block.text for block in self.leaves(criterion.step))
            lines.append(teller.say(word, label=due.label, last=teller.day(due.last)) + more * (not told))
        if keep is not None and keep.interim:
            lines.append(teller.say("interim-until" if keep.last else "interim-open", last=teller.day(keep.last)))
        return [line(f"{capital(text)}.", Role.TIME) for text in lines]
