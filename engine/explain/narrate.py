"""A decision in one line, and its reasons by name."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Lang
from ..values import Decision, Nothing, Verdict
from .amounts import given
from .branches import deciding
from .lacking import Waits
from .lacks import missing_text
from .leaves import tell
from .nodes import Quantified, Step
from .proof import AwardProof, BarProof, CaseProof, CriterionProof, Law, SubjectProof, UnlessProof, Unmet
from .selecting import limit_line, rank_line
from .telling import Teller

#: So many reasons stand in one line.
_PARTS = 4


def decision_words(award: AwardProof, lang: Lang = Lang.VI) -> str:
    """Return a decision in the words of the council; a pending one says on whom it waits."""
    teller = Teller(lang)
    if award.decision is not Decision.PENDING:
        return teller.say(award.decision.word)
    waits = waits_of(award)
    return "; ".join(teller.say(f"pending-{w.value}") for w in waits) or teller.say("pending")


def waits_of(award: AwardProof) -> tuple[Waits, ...]:
    """Return on whom a decision waits: papers, council, calendar, another decision."""
    found = {m.waits for m in award.missing}
    return tuple(w for w in Waits if w in found)


def one_line(proof: SubjectProof, award: str, lang: Lang = Lang.VI) -> str:
    """Return why, in one line without cells: what decided, as the lists print it."""
    teller, found = Teller(lang, cells=False), proof.awards[award]
    match found.decision:
        case Decision.PROPOSED:
            parts = list(open_words(teller, proof, found))
        case Decision.PENDING:
            parts = [missing_text(teller, m, proof.row) for m in found.missing]
            if not parts:
                parts = [
                    reason_head(teller, proof, found, r)
                    for r in found.reasons
                    if r.verdict == Verdict.UNDETERMINED.word
                ]
            parts = list(dict.fromkeys(parts))
        case Decision.OUTSIDE_QUOTA | Decision.TIED:
            parts = [rank_line(teller, found.selection)] if found.selection else []
            if found.selection is not None and found.selection.settled is not None and asks(found):
                parts.append(tell(teller, found.selection.settled, proof.row)[0])
        case _:
            parts = [reason_line(teller, proof, found, r) for r in _decided_by(found)]
    if len(parts) > _PARTS:
        parts = [*parts[: _PARTS - 1], teller.say("more-reasons", n=len(parts) - _PARTS + 1)]
    return sentence("; ".join(parts))


def asks(award: AwardProof) -> bool:
    """Tell whether the council's answer to a tie has to do with a subject: it was given, or is asked for."""
    answer = award.selection.settled if award.selection is not None else None
    return answer is not None and (answer.code != Verdict.UNDETERMINED or award.decision is Decision.TIED)


def sentence(text: str) -> str:
    """Return a text with a capital and a full stop."""
    return capital(text) + ("" if text.endswith(("?", ".")) else ".")


def capital(text: str) -> str:
    """Return a text with a capital."""
    return text[:1].upper() + text[1:]


def _decided_by(award: AwardProof) -> list[Unmet]:
    """Return the reasons behind a decision that is settled by a gate: those of the first gate that is shut."""
    codes = {
        Decision.NOT_APPLICABLE: ("scope", "lower"), Decision.NOT_NOMINATED: ("nomination", "lower"),
        Decision.BARRED: ("bar",), Decision.NOT_PROPOSED: ("criterion", "choice", "lower", "requirement", "unless"),
        Decision.SUSPENDED: ("suspension",),
    }.get(award.decision, ())  # fmt: skip
    shut = Verdict.MET.word if award.decision in {Decision.BARRED, Decision.SUSPENDED} else Verdict.NOT_MET.word
    return [r for r in award.reasons if r.code in codes and r.verdict == shut]


def reason_line(teller: Teller, proof: SubjectProof, award: AwardProof, reason: Unmet) -> str:
    """Return a reason with the one fact that says most."""
    head = reason_head(teller, proof, award, reason)
    step = step_of(proof, award, reason)
    if step is None or reason.code == "scope":
        return head
    if reason.code == "choice" and award.choice is not None and (by := given(teller, award.choice)):
        return teller.say("not-chosen", by=by)
    told: list[str] = []
    if reason.code == "criterion" and not scope_open(proof.criteria[reason.id]):
        void = void_text(teller, step, proof.criteria[reason.id].if_none)
        if void:
            return f"{head} – {void}"
    for leaf in deciding(step):
        lines = tell(teller, leaf, proof.row, 1)
        rows = [line.removeprefix("  - ") for line in lines[1:] if line.startswith("  - ")]
        listed = isinstance(leaf, Quantified) and leaf.tally.rows and rows and leaf.code != 1
        more = (
            f" ({rows[1]})"
            if listed and len(rows) > 1 and rows[1].startswith(teller.say("and-more", n="").split()[0])
            else ""
        )
        told.append(rows[0] + more if listed else lines[0].removesuffix(":"))
    label = head.rpartition(": ")[2]
    if len(told) == 1 and told[0].casefold().startswith(f"{label}: ".casefold()):
        return f"{head}: {told[0][len(label) + 2 :]}"
    return f"{head} – {', '.join(told[:2])}"


def reason_head(teller: Teller, proof: SubjectProof, award: AwardProof, reason: Unmet) -> str:
    """Return what is not open, by name."""
    code = {v.word: int(v) for v in Verdict}[reason.verdict]
    match reason.code:
        case "bar" | "suspension":
            return teller.say(f"r-{reason.code}-{code}", label=bar_of(award, reason.id).label)
        case "criterion":
            criterion = proof.criteria[reason.id]
            return teller.say(f"r-criterion-{2 if criterion.applies == 1 else code}", label=criterion.label)
        case "choice":
            idle = award.choice is not None and award.choice.idle is not None
            return teller.say(f"r-choice-{'idle' if idle else code}", label=award.choice.label if award.choice else "")
        case "lower" if award.lower is not None:
            if award.lower.grant == 0:
                return teller.say("r-grant-0", award=award.lower.label)
            below = proof.awards[award.lower.award]
            return teller.say(f"r-lower-{code}", award=below.label, decision=decision_words(below, teller.lang))
        case "unless":
            return teller.say(f"r-unless-{code}{_granted(award, reason)}", award=unless_of(award, reason.id).label)
        case "selection" if (
            award.selection is not None and award.selection.limit is not None and award.selection.limit.shut
        ):
            return limit_line(teller, award.selection.limit, award.selection)
        case "selection":
            rivals = award.selection.rivals if award.selection is not None else ()
            if award.decision is Decision.PENDING and rivals:
                return teller.say("r-selection-rivals", who=teller.several((teller.who(r) for r in rivals), 3))
            return teller.say(f"r-selection-{3 if award.decision is Decision.TIED else code}")
        case _:
            return teller.say(f"r-{reason.code}-{code}", award=award.label)


def bar_of(award: AwardProof, name: str) -> BarProof:
    """Return a bar or suspension of an award by its id."""
    return next(b for b in (*award.bars, *award.suspensions) if b.id == name)


def unless_of(award: AwardProof, name: str) -> UnlessProof:
    """Return the exclusion by another award."""
    return next(u for u in award.unless if u.award == name)


def _granted(award: AwardProof, reason: Unmet) -> str:
    return "-granted" if unless_of(award, reason.id).grant == 2 and reason.verdict == Verdict.NOT_MET.word else ""


def deciding_case(criterion: CriterionProof) -> CaseProof | None:
    """Return the case named apart that makes a criterion what it is, None where the criterion itself does."""
    met, applies = criterion.plain
    for case in reversed(criterion.exceptions):
        apart = case.then is Nothing.NOT_APPLICABLE
        if case.code == 2 and (apart or case.then.value == criterion.verdict.word):
            return case
        if case.code == 1 and criterion.verdict is Verdict.UNDETERMINED and (applies == 2 if apart else met != 1):
            return case
    return None


def scope_open(criterion: CriterionProof) -> bool:
    """Tell whether it is open whom a criterion concerns, by its own words and not for want of rows."""
    return criterion.applies == 1 and criterion.scope is not None and criterion.scope.code == 1


def void_text(teller: Teller, step: Step, if_none: Nothing | None) -> str:
    """Return what a rule says of having no rows, where there surely are none; empty where it does not say."""
    if if_none is None or not isinstance(step, Quantified) or not step.void:
        return ""
    register = step.tally.label
    return teller.say("every-none", register=register, then=teller.say(f"case-{if_none.value}"))


def step_of(proof: SubjectProof, award: AwardProof, reason: Unmet) -> Step | None:
    """Return the condition behind a reason, where it has one."""
    match reason.code:
        case "bar" | "suspension":
            return bar_of(award, reason.id).step
        case "criterion":
            criterion = proof.criteria[reason.id]
            case = deciding_case(criterion)
            if case is not None:
                return case.step
            return criterion.scope if scope_open(criterion) else criterion.step
        case "choice":
            return award.choice
        case "scope":
            return award.scope
        case _:
            return None


def law_of(proof: SubjectProof, award: AwardProof, reason: Unmet) -> Law | None:
    """Return the law behind a reason."""
    match reason.code:
        case "bar" | "suspension":
            return bar_of(award, reason.id).law
        case "criterion":
            return proof.criteria[reason.id].law
        case "nomination":
            return award.nomination.law if award.nomination and award.nomination.law else award.law
        case "unless":
            return unless_of(award, reason.id).law
        case "selection" if award.selection is not None:
            limit = award.selection.limit
            return limit.law if limit is not None and limit.shut else award.selection.law
        case _:
            return award.law


def open_words(teller: Teller, proof: SubjectProof, award: AwardProof) -> Iterator[str]:
    """Yield what speaks for a subject that is proposed."""
    found = [c.verdict for n in award.criteria if (c := proof.criteria[n]).applies == Verdict.MET]
    met, concerned = found.count(Verdict.MET), len(found)
    if met and met == concerned:
        yield teller.many("open-proposed", met)
    elif met:
        yield teller.say("open-proposed-some", n=met, all=concerned)
    elif award.lower is None:
        yield teller.say("open-proposed-none")
    if award.bars:
        yield teller.say("open-bars")
    if award.lower is not None:
        yield teller.say("open-grant" if award.lower.grant == 2 else "open-lower", award=award.lower.label)
    if award.choice is not None:
        yield tell(teller, award.choice, proof.row)[0]
    if award.selection is not None:
        yield rank_line(teller, award.selection)
    sent = award.nomination
    if sent is not None and sent.late and sent.due is not None:
        yield teller.say("open-late", last=teller.day(sent.due.last))


def verdict_words(criterion: CriterionProof, lang: Lang = Lang.VI) -> str:
    """Return a verdict in words."""
    word = criterion.verdict.word
    return Teller(lang).say("not-applicable-criterion" if word == "not-applicable" else word)
