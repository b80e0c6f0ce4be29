"""Where a subject falls: the first shut gate in the order in which gates decide; and all that shut one, together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...explain import AwardProof, SubjectProof
from ...explain.narrate import bar_of, unless_of
from ...explain.proof import Unmet
from ...values import Decision, Verdict

#: Decisions that are steps by themselves: nothing of the subject's own shut a gate.
_WHOLE = {
    Decision.NOT_APPLICABLE: "scope",
    Decision.NOT_NOMINATED: "nomination",
    Decision.PENDING: "pending",
    Decision.OUTSIDE_QUOTA: "outside-quota",
    Decision.TIED: "tied",
    Decision.PROPOSED: "proposed",
}
_SHUTS = {
    Decision.BARRED: frozenset({"bar"}),
    Decision.NOT_PROPOSED: frozenset({"criterion", "requirement", "lower", "choice", "unless"}),
    Decision.SUSPENDED: frozenset({"suspension"}),
}
_FAILS = frozenset({"bar", "criterion", "lower", "choice", "unless", "suspension"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a fall: `gate` is the code of a reason or the word of a decision, `label` what the plan calls it."""

    id: str
    gate: str
    label: str


def steps_of(proof: SubjectProof, award: AwardProof) -> list[Step]:
    """Return every step that a subject of this kind can fall at, in the order in which they decide."""
    steps = [Step(word, word, "") for word in ("scope", "nomination")]
    steps += [Step(f"bar:{b.id}", "bar", b.label) for b in award.bars]
    steps += [Step(f"criterion:{c}", "criterion", proof.criteria[c].label) for c in award.criteria]
    steps.append(Step(f"requirement:{award.id}", "requirement", ""))
    if award.lower is not None:
        steps.append(Step(f"lower:{award.lower.award}", "lower", award.lower.label))
    if award.choice is not None:
        steps.append(Step(f"choice:{award.choice.id}", "choice", award.choice.label))
    steps += [Step(f"unless:{u.award}", "unless", u.label) for u in award.unless]
    steps += [Step(f"suspension:{s.id}", "suspension", s.label) for s in award.suspensions]
    return steps + [Step(word, word, "") for word in ("pending", "outside-quota", "tied", "proposed")]


def shuts(reason: Unmet) -> bool:
    """Tell whether a reason shuts its gate, and is not merely open."""
    told = Verdict.MET if reason.code in {"bar", "suspension"} else Verdict.NOT_MET
    return reason.verdict == told.word


def fall(award: AwardProof) -> str:
    """Return the id of the step at which a subject falls, or stays: who is proposed falls nowhere."""
    whole = _WHOLE.get(award.decision)
    if whole is not None:
        return whole
    codes = _SHUTS[award.decision]
    found = next((r for r in award.reasons if r.code in codes and shuts(r)), None)
    if found is not None:
        return f"{found.code}:{found.id}"
    return f"lower:{award.lower.award}" if award.lower is not None else f"requirement:{award.id}"


def failures(award: AwardProof) -> Iterator[str]:
    """Yield the id of everything that by itself keeps a subject from an award it was nominated for."""
    if award.decision in {Decision.NOT_APPLICABLE, Decision.NOT_NOMINATED}:
        return
    for reason in award.reasons:
        if reason.code in _FAILS and shuts(reason):
            yield f"{reason.code}:{reason.id}"


def label_of(proof: SubjectProof, award: AwardProof, reason: Unmet) -> str:
    """Return what a reason is called in the plan."""
    match reason.code:
        case "criterion":
            return proof.criteria[reason.id].label
        case "bar" | "suspension":
            return bar_of(award, reason.id).label
        case "unless":
            return unless_of(award, reason.id).label
        case "lower" if award.lower is not None:
            return award.lower.label
        case "choice" if award.choice is not None:
            return award.choice.label
        case _:
            return award.label
