"""The explanation of one subject: one page to be checked by hand with the workbooks, or everything."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Lang
from ..values import Decision, Verdict
from .assessing import assessment_line, assessment_verdict
from .gradetext import GradePage
from .lacks import missing_text
from .leaves import tell
from .narrate import (
    bar_of,
    capital,
    deciding_case,
    decision_words,
    law_of,
    open_words,
    reason_head,
    sentence,
    step_of,
    unless_of,
)
from .proof import (
    AssessmentProof,
    AwardProof,
    SubjectProof,
    UnlessProof,
    Unmet,
)
from .resting import rests_on
from .ruletext import RuleText, indented
from .scoretext import ScoreTable
from .selecting import limit_line, selection_lines
from .telling import Teller

WIDTH = 100
_NUMBERED = re.compile(r"[0-9]+(\.[0-9]+)*\. ")


def page(proof: SubjectProof, lang: Lang = Lang.VI, award: str | None = None, *, full: bool = False) -> str:
    """Return the explanation of one subject; `full`: with every leaf, every alternative reading, every rule."""
    teller = Teller(lang)
    return _Page(teller, proof, full=full, rules=RuleText(teller, proof, full=full)).text(award)


@dataclass(slots=True)
class _Page:
    """One explanation being laid out."""

    teller: Teller
    proof: SubjectProof
    full: bool
    rules: RuleText

    def text(self, award: str | None) -> str:
        """Return the whole text: decisions, then criteria and bars, then the readings."""
        proof, teller = self.proof, self.teller
        owner = f" · {teller.who(proof.row.owner)}" if proof.row.owner is not None else ""
        lines = [f"{teller.who(proof.row)} · {proof.word}{owner}"]
        lines.append(f"{proof.plan} · {teller.say('as-of', day=teller.day(proof.as_of))}")
        shown = [a for a in proof.awards.values() if award is None or a.id == award]
        for one in shown:
            self.rules.quoted.clear()
            lines += ["", *self._award(one)]
        if award is None:
            for assessment in proof.assessments.values():
                self.rules.quoted.clear()
                lines += ["", *self._assessment(assessment)]
        resting = None if award is None or self.full else rests_on(proof, shown)
        grades = GradePage(teller, proof, self.rules.law, full=self.full)
        for classification in proof.classifications.values():
            if resting is None or classification.id in resting:
                self.rules.quoted.clear()
                lines += ["", *grades.lines(classification)]
        self.rules.quoted.clear()
        table = ScoreTable(teller, proof, self.rules.law, full=self.full, only=resting).lines()
        lines += ["", teller.say("scores"), *table] if table else []
        wanted = {n for a in shown for n in a.criteria}
        if award is None:
            wanted |= {n for a in proof.assessments.values() for n in a.criteria}
        lines += self.rules.criteria(
            [c for n, c in proof.criteria.items() if n in wanted or (award is None and not wanted)]
        )
        bars = {b.id: b for a in shown for b in (*a.bars, *a.suspensions)}
        if bars:
            lines += ["", teller.say("bars")]
            for number, bar in enumerate(bars.values(), 1):
                lines += self.rules.bar(bar, number)
        if self.rules.readings:
            lines += ["", teller.say("readings")]
            for number, reading in enumerate(self.rules.readings.values(), 1):
                lines += self.rules.reading(reading, number)
        return "\n".join(_wrapped(lines)) + "\n"

    def _assessment(self, assessment: AssessmentProof) -> list[str]:
        verdict = assessment_verdict(assessment, self.teller.lang)
        lines = [f"{assessment.label.upper()}: {verdict}"]
        if assessment.verdict is not Verdict.NOT_APPLICABLE:
            lines.append(f"  {assessment_line(self.proof, assessment, self.teller.lang)}")
        if assessment.scope is not None and (self.full or assessment.applies < Verdict.MET):
            lines += indented(self.rules.leaves(assessment.scope), 2)
        if assessment.missing:
            lines.append(f"  {self.teller.say('to-add')}:")
            lines += [f"  - {sentence(missing_text(self.teller, m, self.proof.row))}" for m in assessment.missing]
        return lines + indented(self.rules.law(assessment.law), 2)

    def _award(self, award: AwardProof) -> list[str]:
        teller = self.teller
        marks = [teller.say(m) for m, on in (("provisional", award.provisional), ("interim", award.interim)) if on]
        mark = f" ({'; '.join(marks)})" if marks else ""
        lines = [f"{award.label.upper()}: {decision_words(award, teller.lang)}{mark}"]
        if award.reasons:
            lines.append(f"  {teller.say('because')}:")
            for number, reason in enumerate(award.reasons, 1):
                lines += indented(self._reason(award, reason, number), 2)
        else:
            lines += [f"  {sentence('; '.join(open_words(teller, self.proof, award)))}"]
        if award.selection is not None:
            lines += indented(selection_lines(teller, award.selection), 2)
            lines += indented(self.rules.law(award.selection.law), 2)
            limit = award.selection.limit
            if limit is not None:
                if not limit.shut:
                    lines.append(f"  {capital(limit_line(teller, limit, award.selection))}")
                lines += indented([*self.rules.leaves(limit.step), *self.rules.law(limit.law)], 4)
            if award.selection.settled is not None:
                lines += indented([f"- {line}" for line in tell(teller, award.selection.settled, self.proof.row)], 2)
        lines += indented(self._nomination(award), 2)
        if award.missing:
            lines.append(f"  {teller.say('to-add')}:")
            lines += [f"  - {sentence(missing_text(teller, m, self.proof.row))}" for m in award.missing]
        if waits_for_authority(award):
            lines.append(f"  {teller.say('again')}")
        elif not award.missing and award.decision not in {Decision.PROPOSED, Decision.PENDING, Decision.TIED}:
            lines.append(f"  {teller.say('conclusion')}")
        if award.provisional and award.lower is not None and award.lower.grant == Verdict.UNDETERMINED:
            lines.append(f"  {teller.say('provisional-grants', award=award.lower.label)}")
        if award.provisional and award.left_out:
            lines.append(f"  {teller.say('provisional-open')}")
        lines += indented(self.rules.law(award.law), 2)
        if award.fired and self.full:
            lines.append(f"  {teller.say('chain')}: {chain_line(teller, self.proof, award)}")
        return lines

    def _reason(self, award: AwardProof, reason: Unmet, number: int) -> list[str]:
        lines = [f"{number}. {capital(reason_head(self.teller, self.proof, award, reason))}"]
        step = step_of(self.proof, award, reason)
        if reason.code == "criterion":
            criterion = self.proof.criteria[reason.id]
            self.rules.told.add(reason.id)
            if deciding_case(criterion) is None:
                lines += indented([*self.rules.body(criterion), *self.rules.cases(criterion.exceptions)], 3)
            else:
                lines += indented([*self.rules.cases(criterion.exceptions), *self.rules.time(criterion)], 3)
        elif step is not None:
            self.rules.told.add(reason.id)
            lines += indented(self.rules.leaves(step), 3)
        if reason.code in {"bar", "suspension"}:
            lines += indented(self.rules.cases(bar_of(award, reason.id).exceptions, bar=True), 3)
        if reason.code == "unless":
            lines += indented(self._grants(unless_of(award, reason.id)), 3)
        if reason.code == "nomination" and award.nomination is not None:
            lines.append(f"   - {self.teller.coverage(award.nomination.coverage, self.proof.row)}")
        law = law_of(self.proof, award, reason)
        if law is not None and law != award.law and reason.code != "selection":
            lines += indented(self.rules.law(law), 3)
        return lines

    def _grants(self, found: UnlessProof) -> list[str]:
        """Return the decisions by which another award was granted."""
        return [f"- {fact.label}: {self.teller.value(fact)}{self.teller.at(fact.cell)}" for fact in found.facts]

    def _nomination(self, award: AwardProof) -> list[str]:
        found, teller = award.nomination, self.teller
        if found is None or found.code < Verdict.MET or not found.facts:
            return []
        day, document = found.facts[0], found.facts[1]
        told = teller.say(
            "nominated",
            day=teller.say("nominated-day", day=teller.value(day)) if day.value is not None else "",
            document=teller.say("nominated-document", document=teller.value(document))
            if document.value is not None
            else "",
        )
        line = f"{teller.say('nomination')}: {told}{teller.at(day.cell)}"
        if found.late and found.due is not None:
            line += f"; {teller.say('nominated-late', last=teller.day(found.due.last))}"
        return [line]


def waits_for_authority(award: AwardProof) -> bool:
    """Tell whether a decision rests on a suspension alone, its own or that of the lower award."""
    if award.decision is Decision.SUSPENDED:
        return True
    if award.lower is None or award.lower.decision is not Decision.SUSPENDED or award.lower.grant in {0, 2}:
        return False
    return all(r.code == "lower" or r.verdict != _REFUSES.get(r.code, Verdict.NOT_MET).word for r in award.reasons)


#: What a reason comes to where it shuts its gate, if that is not `not met`.
_REFUSES = {"bar": Verdict.MET, "suspension": Verdict.MET}


def _wrapped(lines: list[str]) -> Iterator[str]:
    for plain in lines:
        start = plain.lstrip(" ")
        indent = len(plain) - len(start)
        line = f"{plain[:indent]}- {capital(start[2:])}" if start.startswith("- ") else plain
        numbered = _NUMBERED.match(start) is not None
        hang = " " * (indent + (2 if start.startswith("- ") else 3 if numbered else 0))
        wrapped = textwrap.wrap(line, WIDTH, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
        yield from wrapped or [""]


def chain_line(teller: Teller, proof: SubjectProof, award: AwardProof) -> str:
    """Return the rules that fired, in words, in the order in which they led to the decision."""
    told = []
    for rule in award.fired:
        name = rule.rpartition("/")[2]
        if name.startswith(("0-lower", "1-lower")) and award.lower is not None:
            below = proof.awards[award.lower.award]
            told.append(teller.say("c-0-lower", decision=decision_words(below, teller.lang)))
            continue
        word = next((w for w in _CHAIN if name.startswith(w)), None)
        if word is not None:
            told.append(teller.say(f"c-{word}"))
    return " → ".join([*dict.fromkeys(told), decision_words(award, teller.lang)])


#: Beginnings of rule names, longer ones first.
_CHAIN = (
    "0-granted", "0-not-granted", "1-not-applicable", "1-concerned", "2-nomination-open", "2-not-nominated",
    "2-nominated", "3-barred", "3-not-barred", "3-bar-open", "4-not-met", "4-lower-not-reached", "4-not-refused",
    "5-suspended", "5-not-suspended", "6-open", "7-eligible",
)  # fmt: skip
