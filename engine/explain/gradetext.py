"""A classification in words: the grade and why, what lowered it, what the next better grade still lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .blocks import Block, Role, Section, Sort, capital, fact, item, line
from .branches import deciding, worth_telling
from .grading import ClassificationProof, GradeProof, LoweredProof
from .lacks import missing_text
from .leaves import tell
from .narrate import sentence
from .nodes import Step
from .proof import Law, SubjectProof
from .telling import ALL, NAMED, Teller

MET = 2
#: So many missing things stand in one line.
_NAMED = 3


def grade_words(teller: Teller, found: ClassificationProof) -> str:
    """Return the grade by its label; the two it lies between where it is not settled."""
    if found.applies == 0:
        return teller.say("not-applicable-criterion")
    if found.settled:
        return found.name(found.low) or teller.say("no-grade")
    if found.applies < MET:
        return teller.say("grade-scope", grade=_ends(teller, found))
    return teller.say("grade-open", low=teller.grade(found.name(found.low)), high=teller.grade(found.name(found.high)))


def _ends(teller: Teller, found: ClassificationProof) -> str:
    """Return the grade, or the two it lies between."""
    low, high = teller.grade(found.name(found.low)), teller.grade(found.name(found.high))
    return low if low == high else teller.say("grade-range", low=low, high=high)


def grade_line(teller: Teller, proof: SubjectProof, found: ClassificationProof) -> str:
    """Return why a grade is what it is, in one line: what lowered it, what is missing, or what a better one lacks."""
    if found.applies == 0:
        return ""
    if not found.settled:
        told = [missing_text(teller, m, proof.row) for m in found.missing]
        more = len(told) - _NAMED if len(told) > _NAMED + 1 else 0  # one alone is named
        rest = [teller.say("more-reasons", n=more)] if more else []
        return capital("; ".join([*told[: len(told) - more], *rest]))
    parts = [_lowered(teller, found, rule) for rule in (*found.down, *found.ceilings) if _strikes(found, rule)]
    better = found.better
    if better is not None and better.step is not None and not parts:
        leaves = [tell(teller, leaf, proof.row, 1)[0].removesuffix(":") for leaf in deciding(better.step)]
        parts.append(teller.say("grade-lacks", grade=teller.grade(better.label)) + ": " + ", ".join(leaves[:2]))
    return capital("; ".join(parts))


def _strikes(found: ClassificationProof, rule: LoweredProof) -> bool:
    """Tell whether a rule lowers the grade: a ceiling above what was reached says nothing."""
    return rule.code == MET and (rule.place is None or rule.place < found.base[1])


def _lowered(teller: Teller, found: ClassificationProof, rule: LoweredProof) -> str:
    open_ = "" if rule.code == MET else "-open"
    if rule.by is not None:
        return teller.many(f"down{open_}", rule.by, label=rule.label)
    name = found.name(rule.place or 0)
    if not name:
        return teller.say(f"ceiling-none{open_}", label=rule.label)
    return teller.say(f"ceiling{open_}", grade=teller.grade(name), label=rule.label)


@dataclass(slots=True)
class GradePage:
    """One classification as a section; `law` tells clause, quote and the numbers of readings."""

    teller: Teller
    proof: SubjectProof
    law: Callable[[Law], list[Block]]
    full: bool

    def section(self, found: ClassificationProof) -> Section:
        """Return the grade, its reasons, what lowered it, and what is missing."""
        teller = self.teller
        blocks: list[Block] = []
        if found.scope is not None and (found.applies < MET or self.full):
            blocks += self._facts(found.scope)
        if found.applies:
            blocks += [*self._base(found), *self._better(found), *self._rules(found)]
            if found.missing:
                blocks.append(line(f"{teller.say('to-add')}:", Role.HEAD))
                blocks += [item(sentence(missing_text(teller, m, self.proof.row)), Role.MISSING) for m in found.missing]
        blocks += self.law(found.law)
        verdict = found.key(found.low) if found.settled and found.applies else ""
        return Section(Sort.GRADE, found.id, found.label, grade_words(teller, found), verdict, blocks=tuple(blocks))

    def _base(self, found: ClassificationProof) -> list[Block]:
        """Return the grade that the conditions give; all that are possible while that is open."""
        teller, (low, high) = self.teller, found.base
        if low == high == 0:
            return [line(capital(teller.say("grade-none-reached")), Role.HEAD)]
        if low == high:
            grade = next(g for g in found.grades if g.place == low)
            return self._grade("grade-reached", grade)
        ends = teller.grade(found.name(low)), teller.grade(found.name(high))
        out = [line(capital(teller.say("grade-between", low=ends[0], high=ends[1])), Role.HEAD)]
        for grade in found.grades:
            if low < grade.place <= high and grade.code == 1:
                out += self._grade("grade-unsure", grade)
        return out

    def _grade(self, word: str, grade: GradeProof) -> list[Block]:
        head = capital(self.teller.say(word, grade=self.teller.grade(grade.label)))
        if grade.step is None:
            return [line(f"{head} ({self.teller.say('band-rest')})", Role.HEAD), *self.law(grade.law)]
        return [line(f"{head}:", Role.HEAD), *self._facts(grade.step), *self.law(grade.law)]

    def _better(self, found: ClassificationProof) -> list[Block]:
        better = found.better
        if better is None or better.step is None:
            return []
        return self._grade("grade-lacks", better)

    def _rules(self, found: ClassificationProof) -> list[Block]:
        """Return the steps down and ceilings that strike, or may; all of them on the full page."""
        out: list[Block] = []
        for rule in (*found.down, *found.ceilings):
            if rule.code == 0:
                if self.full:
                    out.append(line(f"{self.teller.say('rule-no', label=rule.label)}:", Role.HEAD))
                    out += self._facts(rule.step)
                continue
            out.append(line(f"{capital(_lowered(self.teller, found, rule))}:", Role.HEAD))
            out += [*self._facts(rule.step), *self.law(rule.law)]
        return out

    def _facts(self, step: Step) -> list[Block]:
        out: list[Block] = []
        for leaf in worth_telling(step):
            out += fact(tell(self.teller, leaf, self.proof.row, ALL if self.full else NAMED))
        return list(dict.fromkeys(out))
