"""From the two proofs of a subject to the reasons that turned its result, each with what turned it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..points import ScoreProof
from ..proof import CriterionProof, SubjectProof
from .blame import Mixtures
from .grounds import differences, parts_of, said
from .model import Chosen, Difference, Outcome, Part, Reworded, Shift, Sort
from .reasons import Reason, Reasons, conditions_of, reasons_of
from .rulediff import Rules


@dataclass(frozen=True, slots=True)
class Shifting:
    """Finds the reasons of turned results between two sides."""

    rules: Rules
    mixtures: Mixtures

    def of(self, outcome: Outcome, identity: str, before: SubjectProof, after: SubjectProof) -> tuple[Shift, ...]:
        """Return the reasons that turned a result: those it rested on and those it rests on now, where they differ.

        Where none of them differs, every reason that does; at least the result itself, so that nothing turns
        without a reason.
        """
        old, new = reasons_of(before, outcome), reasons_of(after, outcome)
        names = [n for n in dict.fromkeys((*old, *new)) if _differ(old, new, n)]
        decisive = [n for n in names if _decides(old, n) or _decides(new, n)]
        shifts = [self._shift(n, old.get(n), new.get(n), outcome, identity, before, after) for n in decisive or names]
        if outcome.sort is Sort.GRADE:
            shifts += self._scores(outcome, identity, before, after)
        return tuple(shifts) or (self._whole(outcome, identity, before, after),)

    def _shift(
        self, name: tuple[str, str], old: Reason | None, new: Reason | None, outcome: Outcome, identity: str,
        before: SubjectProof, after: SubjectProof,
    ) -> Shift:  # fmt: skip
        one = new or old
        if one is None:
            raise AssertionError(name)  # it was found on one of the sides
        code, id_ = name
        blame = self.mixtures.blame(lambda side: side.reason(code, id_, outcome, identity))
        if not blame.enough:  # the arrays keep no such reason apart
            blame = self.mixtures.blame(lambda side: side.code(outcome, identity))
        chosen = _chosen(before, after, outcome) if code == "selection" else None
        return Shift(
            code, id_, one.label, old.value if old else None, new.value if new else None,
            old.law if old else None, new.law if new else None, blame,
            tuple(self._parts(code, id_, outcome, before, after)), self._rule(code, id_, outcome), chosen,
        )  # fmt: skip

    def _parts(
        self, code: str, name: str, outcome: Outcome, before: SubjectProof, after: SubjectProof
    ) -> Iterator[Part]:
        """Yield the leaves of a reason that turned; deadlines and periods are parts without a leaf."""
        if code == "selection":
            chosen = _chosen(before, after, outcome)
            if chosen.before is not None and chosen.after is not None:
                yield from _figures(chosen)
            return
        if code in {"nomination", "lower", "unless"}:
            found = differences(*(_named(p, outcome, code, name) for p in (before, after)))
            if found:
                yield Part(None, None, found)
            return
        old, new = (conditions_of(p, outcome, code, name) for p in (before, after))
        for b, a in zip(old[:2], new[:2], strict=True):
            if b is not None and a is not None and b.code != a.code:
                yield from parts_of(b, a)
            elif (b is None) != (a is None):
                yield Part(b, a, ())
        if len(old[2]) == len(new[2]):
            for case, other in zip(old[2], new[2], strict=True):
                if case.code != other.code:
                    yield from parts_of(case.step, other.step)
        if code == "criterion" and name in before.criteria and name in after.criteria:
            found = tuple(_days(before.criteria[name], after.criteria[name]))
            if found:
                yield Part(None, None, found)

    def _rule(self, code: str, name: str, outcome: Outcome) -> tuple[Reworded, ...]:
        """Return what the rule behind a reason says otherwise."""
        old, new = (_rule_of(plan, code, name, outcome) for plan in (self.rules.before, self.rules.after))
        if old is None or new is None:
            return ()
        found = [*self.rules.reworded(old, new, outcome.kind)]
        for section, ids in _rests_on(old, new).items() if not found else ():
            for one in ids:
                b, a = (getattr(p, section).get(one) for p in (self.rules.before, self.rules.after))
                if b is not None and a is not None:
                    found += self.rules.reworded(b, a)
        return tuple(dict.fromkeys(found))

    def _scores(self, outcome: Outcome, identity: str, before: SubjectProof, after: SubjectProof) -> Iterator[Shift]:
        """Yield the items of points tables whose points differ: those that are no sum of others."""
        for name in dict.fromkeys((*before.scores, *after.scores)):
            old, new = before.scores.get(name), after.scores.get(name)
            one = new or old
            if one is None or one.items or (old and old.amount) == (new and new.amount):
                continue
            blame = self.mixtures.blame(lambda side, n=name: side.reason("score", n, outcome, identity))  # type: ignore[misc]
            found = differences(*(_of_score(s) for s in (old, new)))
            yield Shift(
                "score", name, one.label, None, None, old.law if old else None, new.law if new else None, blame,
                (Part(None, None, found),) if found else (), self._rule("score", name, outcome), None,
                (old.amount if old else None, new.amount if new else None),
            )  # fmt: skip

    def _whole(self, outcome: Outcome, identity: str, before: SubjectProof, after: SubjectProof) -> Shift:
        """Return the result itself as a reason: its requirement is put together otherwise, or it came or went."""
        blame = self.mixtures.blame(lambda side: side.code(outcome, identity))
        old, new = (_law_of(p, outcome) for p in (before, after))
        code = "requirement" if old is not None and new is not None else "award"
        was, now = (_requirement(p, outcome) for p in (before, after))
        rule = self._rule(code, outcome.id, outcome)
        return Shift(code, outcome.id, outcome.label, was, now, old, new, blame, (), rule)


def _differ(old: Reasons, new: Reasons, name: tuple[str, str]) -> bool:
    """Tell whether a reason is otherwise; one that only one side has counts where it stands in the way."""
    was, now = ((side[name].value, side[name].word) if name in side else (2, "") for side in (old, new))
    return was[0] != now[0] or (name in old and name in new and was[1] != now[1] and 2 not in {was[0], now[0]})


def _decides(side: Reasons, name: tuple[str, str]) -> bool:
    return name in side and side[name].decides


def _chosen(before: SubjectProof, after: SubjectProof, outcome: Outcome) -> Chosen:
    old, new = (p.awards[outcome.id].selection if outcome.id in p.awards else None for p in (before, after))
    return Chosen(old, new)


def _figures(chosen: Chosen) -> Iterator[Part]:
    """Yield what differs about the subject's own figures in a ranking, and about the answer that settles a tie."""
    sides = [chosen.before, chosen.after]
    found = differences(*(tuple(k.number for k in s.keys) if s is not None else () for s in sides))
    found += differences(*(s.settled if s is not None else () for s in sides))
    if found:
        yield Part(None, None, found)


def _named(proof: SubjectProof, outcome: Outcome, code: str, name: str) -> object:
    """Return what a nomination, a lower award or an excluding one rests on."""
    award = proof.awards.get(outcome.id)
    if award is None:
        return None
    match code:
        case "nomination":
            return award.nomination and (award.nomination.facts, award.nomination.coverage)
        case "lower":
            return award.lower and (award.lower.facts, award.lower.coverage)
        case _:
            return next((u.facts for u in award.unless if u.award == name), None)


def _days(before: CriterionProof, after: CriterionProof) -> Iterator[Difference]:
    for old, new in ((before.due, after.due), (before.keep, after.keep)):
        if old is not None and new is not None and said(old) != said(new):
            yield Difference(old, new)


def _of_score(score: ScoreProof | None) -> object:
    return None if score is None else (score.form, score.applies, score.evidence, score.lost)


def _rule_of(ready: Any, code: str, name: str, outcome: Outcome) -> Any:  # noqa: ANN401 - any rule of a plan
    """Return the rule behind a reason, None where a plan does not have it."""
    match code:
        case "criterion":
            return ready.criteria.get(name)
        case "bar":
            return ready.bars.get(name)
        case "suspension":
            return ready.suspensions.get(name)
        case "score":
            return ready.scores.get(name)
        case "grade" | "down" | "ceiling" if outcome.id in ready.classifications:
            found = ready.classifications[outcome.id]
            rules = (*found.grades, *found.down, *found.ceilings)
            return next((r for r in rules if name in {getattr(r, "id", ""), r.label}), None)
        case "selection" | "requirement" | "scope" if outcome.sort is Sort.AWARD and outcome.id in ready.awards:
            entitled = ready.awards[outcome.id].entitlements.get(outcome.kind)
            return entitled.quota if code == "selection" and entitled is not None else entitled
        case "requirement" if outcome.sort is Sort.ASSESSMENT:
            return ready.assessments.get(outcome.id)
        case _:
            return None


def _rests_on(*rules: Any) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 - any rule
    """Return the deadlines and periods that rules name."""
    due = tuple(dict.fromkeys(r.due for r in rules if getattr(r, "due", None)))
    keep = tuple(dict.fromkeys(r.keep for r in rules if getattr(r, "keep", None)))
    return {"deadlines": due, "periods": keep}


def _law_of(proof: SubjectProof, outcome: Outcome) -> Any:  # noqa: ANN401 - a law or nothing
    match outcome.sort:
        case Sort.AWARD:
            award = proof.awards.get(outcome.id)
            return award.law if award is not None and any(g.name == "scope" for g in award.gates) else None
        case Sort.ASSESSMENT:
            return proof.assessments[outcome.id].law if outcome.id in proof.assessments else None
        case Sort.GRADE:
            return proof.classifications[outcome.id].law if outcome.id in proof.classifications else None


def _requirement(proof: SubjectProof, outcome: Outcome) -> int | None:
    """Return what the requirement of a result came to, None where the rules of that side do not have it."""
    match outcome.sort:
        case Sort.AWARD:
            award = proof.awards.get(outcome.id)
            return None if award is None else award.requirement
        case Sort.ASSESSMENT:
            found = proof.assessments.get(outcome.id)
            return None if found is None else min(int(found.verdict), 2)
        case Sort.GRADE:
            grade = proof.classifications.get(outcome.id)
            return None if grade is None else grade.applies
