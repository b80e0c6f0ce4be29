"""From an evaluation to the proof of one subject: every award, its gates, and every reason that is not open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from .. import plan
from ..evaluator import Evaluation
from ..evaluator.result import GATES
from ..values import Decision, Verdict
from .assessing import prove_assessments
from .completion import Open, missing_of, needed
from .coverage import covered
from .criteria import ProofDisagreesError, deadline, prove_bar, prove_criterion
from .grading import prove_grades
from .lacking import NoDecision, NoOpinion
from .legal import law
from .missing import Variables
from .nodes import Fact
from .opinions import opinion
from .points import prove_scores
from .proof import (
    AwardProof,
    CriterionProof,
    Gate,
    LowerProof,
    NominationProof,
    SelectionProof,
    SubjectProof,
    UnlessProof,
    Unmet,
)
from .reader import Reader
from .reasons import reasons_of
from .relevance import relevant
from .selection import prove_selection
from .steps import Steps
from .unsettled import with_missing, with_open


@dataclass(slots=True, eq=False)
class Prover:
    """Proves the subjects of one evaluation, keeping what they have in common."""

    evaluation: Evaluation
    _steps: Steps = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what all proofs share."""
        self._steps = Steps(Reader(self.evaluation))

    def prove(self, kind: str, index: int) -> SubjectProof:
        """Return the proof of one subject; raises ProofDisagreesError where it is not what was stored."""
        ready = self.evaluation.plan
        described = ready.registers[kind]
        criteria = {
            c.id: prove_criterion(self._steps, c, index)
            for c in ready.criteria.values()
            if c.kind == kind and c.id in self.evaluation.kinds[kind].met
        }
        opened: dict[str, Open] = {}
        awards: dict[str, AwardProof] = {}
        for award in _lower_first(ready):
            awards[award.id] = self._award(award, kind, index, criteria, opened)
        return SubjectProof(
            kind, described.subject or described.label, self._steps.read.row(kind, index), ready.title,
            self.evaluation.as_of, MappingProxyType({a: awards[a] for a in ready.awards}), MappingProxyType(criteria),
            MappingProxyType(prove_assessments(self._steps, kind, index, criteria)),
            MappingProxyType({n: with_open(s) for n, s in prove_scores(self._steps, kind, index).items()}),
            MappingProxyType(
                {n: with_missing(c) for n, c in prove_grades(self._steps, kind, index).items()}
            ),
        )  # fmt: skip

    def _award(
        self, award: plan.Award, kind: str, index: int, criteria: Mapping[str, CriterionProof], opened: dict[str, Open]
    ) -> AwardProof:
        steps, judged, ready = self._steps, self.evaluation.kinds[kind], self.evaluation.plan
        decision = Decision(int(judged.decisions[award.id][index]))
        entitlement = award.entitlements.get(kind)
        law_ = law(self.evaluation.plan, award.citation, award.readings)
        profile = int(judged.profiles[award.id][index]) if award.id in judged.profiles else -1
        if entitlement is None or profile < 0:
            reason = Unmet("scope", award.id, Verdict.NOT_MET.word, (), ())
            return AwardProof(
                id=award.id, label=award.label, decision=decision, fired=(), gates=(Gate("scope", 0),), scope=None,
                requirement=1, criteria=(), bars=(), suspensions=(), choice=None, nomination=None, lower=None,
                selection=None, reasons=(reason,), missing=(), settled=True, provisional=False, interim=False, law=law_,
            )  # fmt: skip
        found = judged.profile_table[award.id][profile]
        gates = {name: int(judged.gates[award.id][name][index]) for name in GATES}
        choice = None
        if entitlement.choose is not None:
            code = int(steps.read.codes(plan.Flag(entitlement.choose), kind)[index])
            choice = opinion(steps.read, kind, index, entitlement.choose, code, given=False)
        lower = self._lower(award, kind, index, found.gates.get(f"{award.id}.grant"), gates["lower"])
        selection = None
        if entitlement.quota is not None:
            selection = prove_selection(steps, kind, award.id, entitlement.quota, index)
        opened[award.id] = case = Open(
            award.id, award.label, steps.read.row(kind, index), decision, gates,
            steps.step(entitlement.applies, kind, index) if entitlement.applies is not None else None,
            entitlement.requirement, criteria,
            tuple(prove_bar(steps, ready.bars[b], index, suspends=False) for b in entitlement.bars),
            tuple(prove_bar(steps, ready.suspensions[s], index, suspends=True) for s in entitlement.suspensions),
            choice, self._nomination(award, kind, index, gates["nomination"]), lower,
            opened.get(award.among.award) if award.among else None,
            entitlement.quota is not None, selection.rivals if selection else (),
            tuple((u, opened.get(u.award)) for u in self._unless(award, kind, index)),
            selection.settled if selection else None,
        )  # fmt: skip
        return self._argued(award, case, found.fired, selection)

    def _argued(
        self, award: plan.Award, case: Open, fired: tuple[str, ...], selection: SelectionProof | None
    ) -> AwardProof:
        variables = Variables()
        case.take_in(variables)
        keys = relevant(variables, case.decide)
        missing = missing_of(variables, keys)
        reasons = tuple(reasons_of(case, keys))
        if case.eligible and case.decision in {Decision.PENDING, Decision.TIED} and selection is not None:
            asked = case.settles if case.settles is not None and case.settles.code == 1 else None
            if asked is not None and case.decision is Decision.TIED:
                missing = (*missing, NoOpinion(asked))
            missing = (*missing, NoDecision(case.row, case.award, case.label, selection.rivals))
        ready = self.evaluation.plan
        interim = any(
            c.keep is not None and c.keep.interim and c.verdict is Verdict.MET
            for n in needed(case.requirement)
            if (c := case.criteria.get(n))
        )
        return AwardProof(
            award.id, award.label, case.decision, tuple(f for f in fired if f.startswith(f"{award.id}/")),
            tuple(Gate(n, case.gates[n]) for n in GATES), case.scope, case.gates["requirement"],
            needed(case.requirement), case.bars, case.suspensions, case.choice, case.nomination, case.lower, selection,
            reasons, missing, not missing and case.decision is not Decision.PENDING,
            self._provisional(case), interim, law(ready, award.citation, award.readings), self._left_out(case),
            tuple(u for u, _ in case.unless), case.requirement,
        )  # fmt: skip

    def _provisional(self, case: Open) -> bool:
        """Tell whether a list is only provisional for this subject: granted is not known, or the open were left out."""
        listed = {Decision.PROPOSED, Decision.PENDING, Decision.TIED, Decision.OUTSIDE_QUOTA}
        if (case.row.register, case.award) not in self.evaluation.provisional or case.decision not in listed:
            return False
        open_grant = case.lower is not None and case.lower.grant == 1
        return self._left_out(case) or open_grant or any(u.provisional for u, _ in case.unless)

    def _left_out(self, case: Open) -> bool:
        chosen = self.evaluation.kinds[case.row.register].selections.get(case.award)
        return chosen is not None and chosen.provisional

    def _nomination(self, award: plan.Award, kind: str, index: int, code: int) -> NominationProof | None:
        if award.nomination is None or award.among is not None:
            return None
        due = deadline(self._steps, award.nomination.due)
        facts = self._named("nomination", award.id, kind, index)
        days = [f.value for f in facts if f.field == "day"]
        late = bool(due and due.last and days) and all(
            d is not None and due and due.last and str(d) > str(due.last) for d in days
        )
        cover = covered(self._steps.read, "nomination", kind, index)
        return NominationProof(
            code,
            facts,
            late,
            due,
            cover,
            law(self.evaluation.plan, award.nomination.citation, award.nomination.readings),
        )

    def _lower(self, award: plan.Award, kind: str, index: int, grant: str | None, code: int) -> LowerProof | None:
        if award.among is None:
            return None
        below = self.evaluation.plan.awards[award.among.award]
        decision = Decision(int(self.evaluation.kinds[kind].decisions[below.id][index]))
        granted = award.among.basis == "granted"
        facts = self._named("grant", below.id, kind, index) if granted else ()
        cover = covered(self._steps.read, "grant", kind, index) if granted else None
        return LowerProof(
            code, below.id, below.label, decision, granted, int(grant) if grant is not None else None, facts, cover
        )

    def _unless(self, award: plan.Award, kind: str, index: int) -> Iterator[UnlessProof]:
        """Yield the other awards that exclude this one, with whether the subject has them."""
        ready, read = self.evaluation.plan, self._steps.read
        written = [u for u in award.unless if kind in ready.awards[u.award].entitlements]
        for unless, found in zip(written, read.excluding(award, kind), strict=True):
            code, granted = int(found.codes[index]), unless.basis == "granted"
            facts = self._named("grant", unless.award, kind, index) if granted else ()
            complete = granted and bool(read.known.complete("grant", kind)[index])
            grant = 2 if facts else 0 if complete else None
            told = law(ready, unless.citation, unless.readings)
            label = ready.awards[unless.award].label
            yield UnlessProof(code, unless.award, label, granted, grant if granted else None, facts, told)

    def _named(self, register: str, award: str, kind: str, index: int) -> tuple[Fact, ...]:
        """Return day and document of the built-in rows that name a subject for an award, earliest first."""
        read = self._steps.read
        table, seen = read.table(register), read.known.seen(register)
        if table.size == 0:
            return ()
        rows = (table.owners[kind] == index) & (
            table.columns["award"] == list(self.evaluation.plan.awards).index(award)
        )
        at = np.flatnonzero(rows if seen is None else rows & seen)
        facts = sorted(
            ((read.fact(register, "day", int(i)), read.fact(register, "document", int(i))) for i in at),
            key=lambda pair: (str(pair[0].value), str(pair[1].value)),
        )
        return tuple(f for pair in facts for f in pair)


def prove(evaluation: Evaluation, kind: str, index: int) -> SubjectProof:
    """Return the proof of one subject; for many subjects keep a `Prover`."""
    return Prover(evaluation).prove(kind, index)


def _lower_first(ready: plan.Plan) -> list[plan.Award]:
    """Return the awards, every one after the award it is among and those that exclude it."""
    out: list[plan.Award] = []

    def put(award: plan.Award) -> None:
        if award in out:
            return
        if award.among is not None:
            put(ready.awards[award.among.award])
        for unless in award.unless:
            put(ready.awards[unless.award])
        out.append(award)

    for award in ready.awards.values():
        put(award)
    return out


__all__ = ["ProofDisagreesError", "Prover", "prove"]
