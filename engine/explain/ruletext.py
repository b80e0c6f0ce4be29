"""Criteria, bars and their law as lines of a page: every condition with its facts, clause, quote and readings."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ..law import Reading
from ..values import Nothing, Verdict, days
from .branches import every_leaf, worth_telling
from .details import moved
from .leaves import tell
from .narrate import capital, scope_open, verdict_words, void_text
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

    def criteria(self, criteria: list[CriterionProof]) -> list[str]:
        """Return the criteria: those that concern the subject one by one, the others by name."""
        if not criteria:
            return []
        teller = self.teller
        lines = ["", teller.say("criteria")]
        concerned = [c for c in criteria if self.full or c.verdict is not Verdict.NOT_APPLICABLE]
        for number, criterion in enumerate(concerned, 1):
            head = f"{number}. {capital(criterion.label)}: {verdict_words(criterion, teller.lang)}"
            if criterion.id in self.told and not self.full:
                lines.append(f"{head} ({teller.say('above')})")
                continue
            lines.append(head)
            self.quoted.clear()
            lines += indented(self.body(criterion), 3)
            lines += indented([*self.law(criterion.law), *self.cases(criterion.exceptions)], 3)
        other = [c.label for c in criteria if c not in concerned]
        if other:
            lines.append(f"{teller.say('not-concerned')}: {'; '.join(other)}.")
        return lines

    def body(self, criterion: CriterionProof) -> list[str]:
        """Return whom a criterion concerns, as far as that says something, then its condition and its days."""
        teller, scope = self.teller, criterion.scope
        if criterion.applies != 1:
            lines = self.leaves(scope) if scope is not None and (self.full or criterion.applies == 0) else []
            if self.full or criterion.applies:
                lines += [*self._condition(criterion.step, criterion.if_none), *self.time(criterion)]
            return lines
        own = self._condition(criterion.step, criterion.if_none)
        if not scope_open(criterion):  # no rows, or a case named apart
            rows = criterion.if_none is Nothing.NOT_APPLICABLE and criterion.plain[1] == 1
            head = [f"- {capital(teller.say('applies-rows'))}:"] if rows else []
            return [*head, *(indented(own, 2) if rows else own), *self.time(criterion)]
        lines = [f"- {capital(teller.say('applies-unknown'))}:"]
        if scope is not None:
            lines += indented(self.leaves(scope), 2)
        verdict = teller.say(Verdict(criterion.met).word)
        lines.append(f"- {capital(teller.say('applies-then', verdict=verdict))}:")
        return [*lines, *indented(own, 2), *self.time(criterion)]

    def _condition(self, step: Step, if_none: Nothing | None) -> list[str]:
        void = void_text(self.teller, step, if_none)
        return [f"- {void}"] if void else self.leaves(step)

    def bar(self, bar: BarProof, number: int) -> list[str]:
        """Return a bar or suspension: whether it is there, and why."""
        lines = [f"{number}. {capital(bar.label)}: {self.teller.say(f'bar-{bar.code}')}"]
        if bar.id in self.told and not self.full:
            lines[0] += f" ({self.teller.say('above')})"
            return lines
        self.quoted.clear()
        cases = self.cases(bar.exceptions, bar=True)
        return lines + indented([*self._condition(bar.step, bar.if_none), *self.law(bar.law), *cases], 3)

    def cases(self, cases: tuple[CaseProof, ...], *, bar: bool = False) -> list[str]:
        """Return the cases that a rule names apart: those that it is or may be, and on the full page all."""
        teller, out = self.teller, []
        for case in cases:
            if case.code or self.full:
                then = teller.say("case-bar" if bar else f"case-{case.then.value}")
                lines = self.leaves(case.step)
                head = capital(teller.say(f"case-{case.code}", then=then))
                out += [f"- {head}:", *indented(lines, 2)]
                out += indented(self.law(case.law), 2)
        return out

    def leaves(self, step: Step) -> list[str]:
        """Return the facts of a condition: those that decide, on the full page all."""
        out: list[str] = []
        for leaf in every_leaf(step) if self.full else worth_telling(step):
            lines = tell(self.teller, leaf, self.proof.row, ALL if self.full else NAMED)
            out += [f"- {lines[0]}", *lines[1:]]
        return list(dict.fromkeys(out))

    def law(self, law: Law) -> list[str]:
        """Return clause and quote, with the numbers of the readings."""
        if not law.clause:
            return []
        for reading in law.readings:
            self.readings.setdefault(reading.id, reading)
        numbers = [str(n) for n in sorted(1 + list(self.readings).index(r.id) for r in law.readings)]
        mark = [self.teller.say("see-reading", numbers=", ".join(numbers))] if numbers else []
        if not law.quote and law.cite in self.quoted:
            return mark
        self.quoted |= {law.cite} if law.quote else set()
        word = "clause" if law.quote else "clause-bare"
        return [self.teller.say(word, clause=law.clause, quote=law.quote), *mark]

    def reading(self, reading: Reading, number: int) -> list[str]:
        """Return a reading by its number: how a clause was taken, what was unclear, by whom."""
        teller = self.teller
        on = teller.say("reading-on", day=teller.day(reading.on)) if reading.on else ""
        taken, unclear = reading.taken.rstrip(" ."), reading.open.rstrip(" .")
        lines = [f"{number}. {teller.say('reading', taken=taken, open=unclear, by=reading.by, on=on)}"]
        if self.full:
            lines += [f"   - {teller.say('reading-instead', text=other)}" for other in reading.instead]
        return lines

    def time(self, criterion: CriterionProof) -> list[str]:
        """Return the deadline of a criterion, and whether its result is interim."""
        teller, lines = self.teller, []
        due, keep = criterion.due, criterion.keep
        if due is not None:
            running = not due.passed and criterion.met < Verdict.MET and due.last is not None
            word = "due-running" if running else "due" if due.last else "due-open"
            last = None if due.last is None else Fraction(days(due.last))
            more = moved(teller, due.extended, last)
            told = any(more and more in line for line in self.leaves(criterion.step))
            lines.append(teller.say(word, label=due.label, last=teller.day(due.last)) + more * (not told))
        if keep is not None and keep.interim:
            lines.append(teller.say("interim-until" if keep.last else "interim-open", last=teller.day(keep.last)))
        return [capital(line) + "." for line in lines]


def indented(lines: list[str], by: int) -> list[str]:
    """Return lines further to the right."""
    return [" " * by + line for line in lines]
