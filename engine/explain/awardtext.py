"""One award of one subject as a section: the decision, all reasons, the place under a quota, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from ..values import Decision, Verdict
from .blocks import Block, Role, Section, Sort, capital, fact, item, line, nested
from .lacks import missing_text
from .leaves import tell
from .narrate import (
    asks,
    bar_of,
    deciding_case,
    decision_words,
    law_of,
    open_words,
    reason_head,
    sentence,
    step_of,
    unless_of,
)
from .proof import AwardProof, SelectionProof, SubjectProof, UnlessProof, Unmet
from .ruletext import RuleText
from .selecting import limit_line, selection_lines
from .telling import Teller


@dataclass(slots=True)
class AwardText:
    """The awards of one subject, with the rules that they share."""

    teller: Teller
    proof: SubjectProof
    rules: RuleText
    full: bool

    def section(self, award: AwardProof) -> Section:
        """Return one award: the decision and why."""
        teller = self.teller
        blocks: list[Block] = []
        if award.reasons:
            blocks.append(line(f"{teller.say('because')}:", Role.HEAD))
            for number, reason in enumerate(award.reasons, 1):
                blocks += self._reason(award, reason, number)
        else:
            blocks.append(line(sentence("; ".join(open_words(teller, self.proof, award))), Role.LINE))
        if award.selection is not None:
            blocks += self._selection(award, award.selection)
        blocks += self._nomination(award)
        if award.missing:
            blocks.append(line(f"{teller.say('to-add')}:", Role.HEAD))
            blocks += [item(sentence(missing_text(teller, m, self.proof.row)), Role.MISSING) for m in award.missing]
        blocks += [line(text, Role.SETTLED) for text in self._settled(award)]
        blocks += self.rules.law(award.law)
        if award.fired and self.full:
            blocks.append(line(f"{teller.say('chain')}: {chain_line(teller, self.proof, award)}", Role.CHAIN))
        words, mark = decision_words(award, teller.lang), marks(teller, award)
        return Section(Sort.AWARD, award.id, award.label, words, award.decision.word, mark, blocks=tuple(blocks))

    def _selection(self, award: AwardProof, found: SelectionProof) -> list[Block]:
        teller, limit = self.teller, found.limit
        lines = selection_lines(teller, found)
        blocks = [_ranked(text) for text in lines]
        blocks += self.rules.law(found.law)
        if limit is not None:
            if not limit.shut:
                blocks.append(line(capital(limit_line(teller, limit, found)), Role.RANK))
            blocks += nested([*self.rules.leaves(limit.step), *self.rules.law(limit.law)])
        if found.settled is not None and asks(award):
            blocks += [item(text, Role.FACT) for text in tell(teller, found.settled, self.proof.row)]
        return blocks

    def _settled(self, award: AwardProof) -> list[str]:
        """Return whether anything can still change the decision, and what it is provisional on."""
        teller, lines = self.teller, []
        if waits_for_authority(award):
            lines.append(teller.say("again"))
        elif not award.missing and award.decision not in {Decision.PROPOSED, Decision.PENDING, Decision.TIED}:
            lines.append(teller.say("conclusion"))
        if award.provisional and award.lower is not None and award.lower.grant == Verdict.UNDETERMINED:
            lines.append(teller.say("provisional-grants", award=award.lower.label))
        if award.provisional and award.left_out:
            lines.append(teller.say("provisional-open"))
        return lines

    def _reason(self, award: AwardProof, reason: Unmet, number: int) -> list[Block]:
        head = Block(0, f"{number}.", capital(reason_head(self.teller, self.proof, award, reason)), Role.REASON)
        step = step_of(self.proof, award, reason)
        blocks: list[Block] = []
        if reason.code == "criterion":
            criterion = self.proof.criteria[reason.id]
            self.rules.told.add(reason.id)
            if deciding_case(criterion) is None:
                blocks += [*self.rules.body(criterion), *self.rules.cases(criterion.exceptions)]
            else:
                blocks += [*self.rules.cases(criterion.exceptions), *self.rules.time(criterion)]
        elif step is not None:
            self.rules.told.add(reason.id)
            blocks += self.rules.leaves(step)
        if reason.code in {"bar", "suspension"}:
            blocks += self.rules.cases(bar_of(award, reason.id).exceptions, bar=True)
        if reason.code == "unless":
            blocks += self._grants(unless_of(award, reason.id))
        if reason.code == "nomination" and award.nomination is not None:
            blocks += fact([self.teller.coverage(award.nomination.coverage, self.proof.row)])
        law = law_of(self.proof, award, reason)
        if law is not None and law != award.law and reason.code != "selection":
            blocks += self.rules.law(law)
        return [head, *nested(blocks)]

    def _grants(self, found: UnlessProof) -> list[Block]:
        """Return the decisions by which another award was granted."""
        return [
            item(f"{each.label}: {self.teller.value(each)}{self.teller.at(each.cell)}", Role.FACT)
            for each in found.facts
        ]

    def _nomination(self, award: AwardProof) -> list[Block]:
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
        text = f"{teller.say('nomination')}: {told}{teller.at(day.cell)}"
        if found.late and found.due is not None:
            text += f"; {teller.say('nominated-late', last=teller.day(found.due.last))}"
        return [line(text, Role.REMARK)]


def _ranked(text: str) -> Block:
    """Return a line about the place, or (two spaces in, with a dash) a figure it was worked out from."""
    start = text.lstrip(" ")
    depth = (len(text) - len(start)) // 2
    return item(start[2:], Role.RANK, depth) if start.startswith("- ") else line(start, Role.RANK, depth)


def marks(teller: Teller, award: AwardProof) -> str:
    """Return whether a decision is provisional or interim, in words."""
    said = [teller.say(m) for m, on in (("provisional", award.provisional), ("interim", award.interim)) if on]
    return "; ".join(said)


def waits_for_authority(award: AwardProof) -> bool:
    """Tell whether a decision rests on a suspension alone, its own or that of the lower award."""
    if award.decision is Decision.SUSPENDED:
        return True
    if award.lower is None or award.lower.decision is not Decision.SUSPENDED or award.lower.grant in {0, 2}:
        return False
    return all(r.code == "lower" or r.verdict != _REFUSES.get(r.code, Verdict.NOT_MET).word for r in award.reasons)


#: What a reason comes to where it shuts its gate, if that is not `not met`.
_REFUSES = {"bar": Verdict.MET, "suspension": Verdict.MET}


def chain_line(teller: Teller, proof: SubjectProof, award: AwardProof) -> str:
    """Return the rules that fired, in words and by name, in the order in which they led to the decision."""
    told: dict[str, list[str]] = {}
    for rule in award.fired:
        name = rule.rpartition("/")[2]
        if name.startswith(("0-lower", "1-lower")) and award.lower is not None:
            below = proof.awards[award.lower.award]
            text = teller.say("c-0-lower", decision=decision_words(below, teller.lang))
        else:
            word = next((w for w in _CHAIN if name.startswith(w)), None)
            text = "" if word is None else teller.say(f"c-{word}")
        if text:
            told.setdefault(text, []).append(name)
    steps = [f"{text} [{', '.join(names)}]" for text, names in told.items()]
    return " → ".join([*steps, decision_words(award, teller.lang)])


#: Beginnings of rule names, longer ones first.
_CHAIN = (
    "0-granted", "0-not-granted", "1-not-applicable", "1-concerned", "2-nomination-open", "2-not-nominated",
    "2-nominated", "3-barred", "3-not-barred", "3-bar-open", "4-not-met", "4-lower-not-reached", "4-not-refused",
    "5-suspended", "5-not-suspended", "6-open", "7-eligible",
)  # fmt: skip
