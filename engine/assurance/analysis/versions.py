"""Two versions of a rule set held against each other: the smallest records that they judge differently, or a proof.

What is compared is every decision before selection and every assessment, for every subject of any records. Selection is
the same where quota, ranking and what it counts are proved the same; where they are not, records are drawn until the
two versions choose differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ... import plan
from ...values import Decision
from ..properties.records import Records
from ..properties.world import world_of
from . import logic, spans
from .asking import EFFORT, Answer, Asker, Goal, State
from .choosing import chosen_differently
from .confirming import Seen, seen
from .deciding import Deciding
from .facts import Slot
from .logic import Bit, conj, disj, no, same
from .written import Changed, changes, columns_alike, registers_alike


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which two versions may judge differently: `gains`, `loses` or `otherwise`, with its answer."""

    way: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Compared:
    """What two versions make of subjects of one kind for one award or assessment.

    `equal`: it is proved that they judge everybody alike before selection; then there are no `ways`.
    `selection`: what of the selection is not the same; `chosen`: records of which they choose differently, or which
    they judge differently for what was chosen before, where the solver finds none.
    """

    target: str
    kind: str
    equal: bool
    ways: tuple[Way, ...] = ()
    selection: tuple[str, ...] = ()
    chosen: Answer | None = None

    @property
    def alike(self) -> bool:
        """Tell whether it is proved that everything is judged alike."""
        shut = all(w.answer.state is State.NEVER for w in self.ways) if self.ways else self.equal
        return shut and not self.selection


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that was found between two versions; `apart` are awards and kinds that only one of them has."""

    changed: tuple[Changed, ...]
    compared: tuple[Compared, ...]
    apart: tuple[Changed, ...]

    @property
    def equivalent(self) -> bool:
        """Tell whether it is proved that both judge every dossier alike."""
        return not self.apart and all(c.alike for c in self.compared)

    @property
    def found(self) -> bool:
        """Tell whether there are records that they judge differently."""
        answers = [w.answer for c in self.compared for w in c.ways]
        answers += [c.chosen for c in self.compared if c.chosen is not None]
        return bool(self.apart) or any(a.state is State.FOUND for a in answers)


def difference(old: plan.Plan, new: plan.Plan, effort: int = EFFORT) -> Difference:
    """Return what two versions judge differently."""
    asker = asker_of(old, new, effort)
    return Difference(tuple(changes(old, new)), tuple(_compared(asker, old, new)), tuple(_apart(old, new)))


def asker_of(old: plan.Plan, new: plan.Plan, effort: int = EFFORT) -> Asker:
    """Return what asks about two versions; what rests on a choice is proved only where they choose alike."""
    known: dict[tuple[str, str], bool] = {}

    def choose_alike(asker: Asker, award: str, kind: str) -> bool:
        if (award, kind) not in known:
            known[award, kind] = _choose_alike(asker, award, kind)
        return known[award, kind]

    return Asker((world_of(old), world_of(new)), effort, quick=0, choose_alike=choose_alike)


def _apart(old: plan.Plan, new: plan.Plan) -> Iterator[Changed]:
    for one, other, how in ((old, new, "gone"), (new, old, "new")):
        for award in one.awards.values():
            theirs = other.awards.get(award.id)
            for kind in award.entitlements:
                if theirs is None or kind not in theirs.entitlements:
                    yield Changed("awards", f"{award.id}/{kind}", how)
        for assessment in one.assessments.values():
            theirs_ = other.assessments.get(assessment.id)
            if theirs_ is None or theirs_.kind != assessment.kind:
                yield Changed("assessments", assessment.id, how)


def _compared(asker: Asker, old: plan.Plan, new: plan.Plan) -> Iterator[Compared]:
    for award in old.awards.values():
        theirs = new.awards.get(award.id)
        for kind in award.entitlements:
            if theirs is not None and kind in theirs.entitlements:
                yield _award(asker, award.id, kind)
    for assessment in old.assessments.values():
        theirs_ = new.assessments.get(assessment.id)
        if theirs_ is not None and theirs_.kind == assessment.kind:
            yield _assessment(asker, assessment.id, assessment.kind)


# --- awards -----------------------------------------------------------------------------------------------------


def _award(asker: Asker, award: str, kind: str) -> Compared:
    def eligible(d: Deciding, at: Slot) -> Bit:
        return d.opened(award, at)[Decision.PROPOSED]

    differ = opened_differently(award)

    def otherwise(both: Sequence[Deciding], at: Slot) -> Bit:
        return conj([differ(both, at), same(eligible(both[0], at), eligible(both[1], at))])

    if asker.never(kind, differ):
        ways: tuple[Way, ...] = ()
    else:
        goals: tuple[tuple[str, Goal, Callable[[Seen, Seen], bool]], ...] = (
            ("loses", lambda b, s: conj([eligible(b[0], s), no(eligible(b[1], s))]),
             lambda a, b: a.eligible(award) and not b.eligible(award)),
            ("gains", lambda b, s: conj([eligible(b[1], s), no(eligible(b[0], s))]),
             lambda a, b: b.eligible(award) and not a.eligible(award)),
            ("otherwise", otherwise,
             lambda a, b: a.eligible(award) == b.eligible(award) and before(a, award) is not before(b, award)),
        )  # fmt: skip
        ways = tuple(Way(w, asker.ask(kind, goal, _both(asker, kind, says))) for w, goal, says in goals)
    selection = tuple(selection_differs(asker, award, kind))
    chosen = None
    if selection or (ways and not any(w.answer.state is State.FOUND for w in ways)):
        chosen = chosen_differently(asker, award, kind)
    if not selection and chosen is not None and chosen.state is not State.FOUND:
        chosen = None
    return Compared(award, kind, not ways, ways, selection, chosen)


def opened_differently(award: str) -> Goal:
    """Return that two versions decide differently about an award before any selection."""

    def differ(both: Sequence[Deciding], at: Slot) -> Bit:
        one, other = (d.opened(award, at) for d in both)
        return disj(no(same(one[x], other[x])) for x in Decision)

    return differ


def before(found: Seen, award: str) -> Decision:
    """Return the decision before any selection."""
    if found.eligible(award):
        return Decision.PROPOSED
    return found.decision(award)


def _assessment(asker: Asker, name: str, kind: str) -> Compared:
    def codes(d: Deciding, at: Slot) -> tuple[Bit, Bit, Bit]:
        applies, found = d.assessed(d.ready.assessments[name], at)
        return applies.failed, conj([applies.met, found.met]), conj([applies.met, found.failed])

    def differ(both: Sequence[Deciding], at: Slot) -> Bit:
        return disj(no(same(a, b)) for a, b in zip(*(codes(d, at) for d in both), strict=True))

    def met(d: Deciding, at: Slot) -> Bit:
        return codes(d, at)[1]

    def code(s: Seen) -> int:
        return int(s.mine.assessments[name][s.index])

    if asker.never(kind, differ):
        return Compared(name, kind, equal=True)
    goals: tuple[tuple[str, Goal, Callable[[Seen, Seen], bool]], ...] = (
        ("loses", lambda b, s: conj([met(b[0], s), no(met(b[1], s))]), lambda a, b: code(a) == 2 != code(b)),
        ("gains", lambda b, s: conj([met(b[1], s), no(met(b[0], s))]), lambda a, b: code(b) == 2 != code(a)),
        ("otherwise", lambda b, s: conj([differ(b, s), same(met(b[0], s), met(b[1], s))]),
         lambda a, b: code(a) != code(b) and 2 not in {code(a), code(b)}),
    )  # fmt: skip
    ways = tuple(Way(w, asker.ask(kind, goal, _both(asker, kind, says))) for w, goal, says in goals)
    return Compared(name, kind, equal=False, ways=ways)


def _both(asker: Asker, kind: str, says: Callable[[Seen, Seen], bool]) -> Callable[[Records, str], bool]:
    def confirm(records: Records, key: str) -> bool:
        one, other = (seen(p, kind, records, key) for p in asker.plans)
        return one is not None and other is not None and says(one, other)

    return confirm


# --- selection --------------------------------------------------------------------------------------------------


def _choose_alike(asker: Asker, award: str, kind: str) -> bool:
    """Tell whether it is proved that two versions choose the same for an award; one alone chooses as it may."""
    theirs = [p.awards[award].entitlements.get(kind) for p in asker.plans if award in p.awards]
    if sum(e is not None and e.quota is not None for e in theirs) < len(asker.plans):
        return True
    return asker.never(kind, opened_differently(award)) and not any(selection_differs(asker, award, kind))


def selection_differs(asker: Asker, award: str, kind: str) -> Iterator[str]:
    """Yield what of a selection is not proved the same: `quota`, `pool`, `ranking`, `counting` or `limit`."""
    one, other = (p.awards[award].entitlements[kind].quota for p in asker.plans)
    if one is None or other is None:
        if one is not other:
            yield "quota"
        return
    plain = ("places", "of", "pool", "per", "ties", "pending", "settle", "per_owner")
    if any(getattr(one, f) != getattr(other, f) for f in plain) or not _grouped_alike(asker, kind, one):
        yield "quota"
    if one.pool == "among" and not asker.never(
        kind, lambda both, at: no(logic.alike(*(d.gate("lower", award, at) for d in both)))
    ):
        yield "pool"
    if [r.ascending for r in one.ranking] != [r.ascending for r in other.ranking] or not all(
        _same_number(asker, kind, a.value, b.value) for a, b in zip(one.ranking, other.ranking, strict=True)
    ):
        yield "ranking"
    if not _same_cond(asker, kind, one.counting, other.counting):
        yield "counting"
    if not _same_limit(asker, kind, one.limit, other.limit):
        yield "limit"


def _grouped_alike(asker: Asker, kind: str, quota: plan.Quota) -> bool:
    """Tell whether both versions read the same of what splits a quota, what it is a share of, and who settles a tie."""
    registers = {kind, *([quota.of] if quota.of != "pool" else []), *([quota.per_owner] if quota.per_owner else [])}
    columns = [c for c in (quota.per, quota.settle) if c is not None]
    return all(registers_alike(asker.plans, r) for r in registers) and all(
        columns_alike(asker.plans, kind, c) for c in columns
    )


def _same_limit(asker: Asker, kind: str, one: plan.Limit | None, other: plan.Limit | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.places == other.places and _same_cond(asker, kind, one.where, other.where)


def _same_number(asker: Asker, kind: str, one: plan.Num, other: plan.Num) -> bool:
    places = max(one.decimals, other.decimals)

    def differ(both: Sequence[Deciding], at: Slot) -> Bit:
        ends = []
        for d, node in zip(both, (one, other), strict=True):
            found = d.measure(node, at)
            if isinstance(found, spans.Ratio):
                return True  # means are not ranked by
            ends.append(spans.scaled(d.number(node, at), places - node.decimals))
        return disj([no(logic.equal(ends[0].low, ends[1].low)), no(logic.equal(ends[0].high, ends[1].high))])

    return asker.never(kind, differ)


def _same_cond(asker: Asker, kind: str, one: plan.Cond | None, other: plan.Cond | None) -> bool:
    if one is None or other is None:
        return one is other
    return asker.never(kind, lambda both, at: no(logic.alike(both[0].truth(one, at), both[1].truth(other, at))))
