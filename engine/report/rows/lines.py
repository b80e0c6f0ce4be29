"""What a line says of one subject and one award (or assessment), without the subject: the same for all of a pattern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ... import plan
from ...diagnostics import Lang
from ...explain import AwardProof, SubjectProof, decision_words, waits_of
from ...explain.narrate import law_of, reason_head
from ...explain.proof import Unmet
from ...explain.telling import Teller
from ...values import Decision, Verdict


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is not open: as in `result.json`, but in words that name nobody and no value."""

    code: str
    id: str
    verdict: str
    cite: str
    waits_on: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One award or assessment of a subject; `asks`: the fields of its own row that its reasons read."""

    award: str
    assessment: str
    decision: str
    words: str
    waits_on: tuple[str, ...]
    reasons: tuple[Reason, ...]
    provisional: bool
    interim: bool
    asks: tuple[str, ...]


def lines_of(ready: plan.Plan, proof: SubjectProof, lang: Lang) -> tuple[Line, ...]:
    """Return the lines of one subject, awards first."""
    teller = Teller(lang, cells=False)
    out = [_award(ready, teller, proof, award) for award in proof.awards.values()]
    out += [
        Line("", a.id, a.verdict.word, teller.say(a.verdict.word), (), (), provisional=False, interim=False, asks=())
        for a in proof.assessments.values()
    ]
    return tuple(out)


def _award(ready: plan.Plan, teller: Teller, proof: SubjectProof, award: AwardProof) -> Line:
    reasons = tuple(_reason(teller, proof, award, r) for r in award.reasons)
    fields = ready.registers[proof.kind].fields
    asks = [n for r in award.reasons if r.code == "criterion" for n in own_fields(ready.criteria[r.id].met)]
    return Line(
        award.id, "", award.decision.word, decision_words(award, teller.lang),
        tuple(w.value for w in waits_of(award)), reasons, award.provisional, award.interim,
        tuple(n for n in dict.fromkeys(asks) if n in fields),
    )  # fmt: skip


def _reason(teller: Teller, proof: SubjectProof, award: AwardProof, reason: Unmet) -> Reason:
    law = law_of(proof, award, reason)
    if reason.code == "selection":  # its words name rivals, or count places: of one subject, not of a pattern
        code = {v.word: int(v) for v in Verdict}[reason.verdict]
        text = teller.say(f"r-selection-{3 if award.decision is Decision.TIED else code}")
    else:
        text = reason_head(teller, proof, award, reason)
    return Reason(
        reason.code, reason.id, reason.verdict, law.cite if law else "", tuple(w.value for w in reason.waits), text
    )


def own_fields(node: plan.Cond) -> Iterator[str]:
    """Yield the fields of the row itself that a condition reads plainly, one by one."""
    match node:
        case plan.Flag(name) | plan.OneOf(name) | plan.Present(name) | plan.Compare(_, plan.Value(name), _):
            yield name
        case plan.Not(item):
            yield from own_fields(item)
        case plan.And(items) | plan.Or(items):
            for item in items:
                yield from own_fields(item)
        case _:
            return
