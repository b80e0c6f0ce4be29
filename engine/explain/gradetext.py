"""A classification in words: the grade and why, what lowered it, what the next better grade still lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .branches import deciding, worth_telling
from .grading import ClassificationProof, GradeProof, LoweredProof
from .lacks import missing_text
from .leaves import tell
from .narrate import sentence
from .nodes import Step
from .proof import Law, SubjectProof
from .selecting import capital
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
    """One classification as lines; `law` tells clause, quote and the numbers of readings."""

    teller: Teller
    proof: SubjectProof
    law: Callable[[Law], list[str]]
    full: bool

    def lines(self, found: ClassificationProof) -> list[str]:
        """Return the grade, its reasons, what lowered it, and what is missing."""
        teller = self.teller
        out = [f"{found.label.upper()}: {grade_words(teller, found)}"]
        if found.scope is not None and (found.applies < MET or self.full):
            out += ["  " + line for line in self._facts(found.scope)]
        if found.applies == 0:
            return out + ["  " + line for line in self.law(found.law)]
        for line in (*self._base(found), *self._better(found), *self._rules(found)):
            out.append("  " + line)
        if found.missing:
            out.append(f"  {teller.say('to-add')}:")
            out += [f"  - {sentence(missing_text(teller, m, self.proof.row))}" for m in found.missing]
        return out + ["  " + line for line in self.law(found.law)]

    def _base(self, found: ClassificationProof) -> list[str]:
        """Return the grade that the conditions give; all that are possible while that is open."""
        teller, (low, high) = self.teller, found.base
        if low == high == 0:
            return [capital(teller.say("grade-none-reached"))]
        if low == high:
            grade = next(g for g in found.grades if g.place == low)
            return self._grade("grade-reached", grade)
        out = [
            capital(teller.say("grade-between", low=teller.grade(found.name(low)), high=teller.grade(found.name(high))))
        ]
        for grade in found.grades:
            if low < grade.place <= high and grade.code == 1:
                out += self._grade("grade-unsure", grade)
        return out

    def _grade(self, word: str, grade: GradeProof) -> list[str]:
        head = capital(self.teller.say(word, grade=self.teller.grade(grade.label)))
        if grade.step is None:
            return [f"{head} ({self.teller.say('band-rest')})", *self.law(grade.law)]
        return [f"{head}:", *self._facts(grade.step), *self.law(grade.law)]

    def _better(self, found: ClassificationProof) -> list[str]:
        better = found.better
        if better is None or better.step is None:
            return []
        return self._grade("grade-lacks", better)

    def _rules(self, found: ClassificationProof) -> list[str]:
        """Return the steps down and ceilings that strike, or may; all of them on the full page."""
        out: list[str] = []
        for rule in (*found.down, *found.ceilings):
            if rule.code == 0:
                if self.full:
                    out.append(f"{self.teller.say('rule-no', label=rule.label)}:")
                    out += self._facts(rule.step)
                continue
            out += [f"{capital(_lowered(self.teller, found, rule))}:", *self._facts(rule.step), *self.law(rule.law)]
        return out

    def _facts(self, step: Step) -> list[str]:
        out: list[str] = []
        for leaf in worth_telling(step):
            lines = tell(self.teller, leaf, self.proof.row, ALL if self.full else NAMED)
            out += [f"- {lines[0]}", *lines[1:]]
        return list(dict.fromkeys(out))
