"""Every reason of a decision: the gates that are not open, each with what is missing behind it."""

from __future__ import annotations

from collections.abc import Iterator

from ..values import Decision, Verdict
from .completion import Open, missing_of, needed, unopened
from .lacking import Missing, NoDecision, lacking
from .missing import Variables
from .nodes import Key, Step
from .proof import BarProof, UnlessProof, Unmet


def reasons_of(case: Open, keys: set[Key]) -> Iterator[Unmet]:
    """Yield everything that is not open, in the order in which gates decide."""

    def of(code: str, name: str, value: int, found: Variables) -> Unmet:
        missing: tuple[Missing, ...] = missing_of(found, keys)
        waits = tuple(dict.fromkeys(m.waits for m in missing))
        return Unmet(code, name, Verdict(value).word, waits, missing)

    def under(step: Step | None) -> Variables:
        found = Variables()
        if step is not None:
            found.step(step)
        return found

    def barred(bar: BarProof) -> Variables:
        found = Variables()
        found.bar(bar)
        return found

    g = case.gates
    if g["scope"] < 2:
        yield of("scope", case.award, g["scope"], under(case.scope))
    if g["nomination"] < 2:
        found = Variables()
        if case.nomination is not None and g["nomination"] == 1:
            found.add(("nomination", case.award), (), *lacking(case.nomination.coverage))
        yield of("nomination", case.award, g["nomination"], found)
    for bar in case.bars:
        if bar.code:
            yield of("bar", bar.id, bar.code, barred(bar))
    if g["requirement"] < 2:
        concerned = False
        named = unopened(case.requirement, case.stored) if case.requirement is not None else ()
        for name in needed(case.requirement):
            proof = case.criteria[name]
            concerned = concerned or proof.applies > 0
            if name in named and (max(2 - proof.applies, proof.met) < 2 or proof.applies == 1):
                found = Variables()
                found.criterion(proof)
                yield of("criterion", name, int(proof.verdict), found)
        if case.requirement is not None and not concerned:
            yield Unmet("requirement", case.award, Verdict.UNDETERMINED.word, (), ())
    if g["lower"] < 2 and case.lower is not None:
        found = Variables()
        if g["lower"] == 1 and case.below is not None:
            case.below.take_in(found)
            case.below.take_in_selection(found)
        yield of("lower", case.lower.award, g["lower"], found)
    if case.choice is not None and case.choice.code < 2:
        yield of("choice", case.choice.id, case.choice.code, under(case.choice))
    for excluding, other in case.unless:
        if excluding.code:
            yield of("unless", excluding.award, 2 - excluding.code, _excluding(case, excluding, other))
    for suspension in case.suspensions:
        if suspension.code:
            yield of("suspension", suspension.id, suspension.code, barred(suspension))
    if case.eligible and case.decision is not Decision.PROPOSED:
        rivals = (
            (NoDecision(case.row, case.award, case.label, case.rivals),)
            if case.decision is not Decision.OUTSIDE_QUOTA
            else ()
        )
        value = Verdict.NOT_MET if case.decision is Decision.OUTSIDE_QUOTA else Verdict.UNDETERMINED
        yield Unmet("selection", case.award, value.word, tuple(m.waits for m in rivals), rivals)


def _excluding(case: Open, excluding: UnlessProof, other: Open | None) -> Variables:
    """Return what is open about another award that would exclude this one."""
    found = Variables()
    if excluding.code == 1 and other is not None:
        case.take_in_other(found, other)
    return found
