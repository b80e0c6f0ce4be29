"""What is missing never promotes, what is settled stays, what is known stays, and a selection is held by its bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hypothesis import assume
from hypothesis import strategies as st

from ....evaluator import Evaluation
from ....explain import Prover
from ....plan import Plan
from ....values import Decision, Verdict
from ..drawing import Drawer, records
from ..holes import holed
from ..outcomes import At, Judge, Level, codes, eligible, outcomes, verdicts
from ..world import World
from .model import Broken, Does, Law, Trial, Unconcerned, does


def _anything(world: World) -> Unconcerned | None:
    del world
    return None


def _with_quota(world: World) -> Unconcerned | None:
    quotas = [e for a in world.plan.awards.values() for e in a.entitlements.values() if e.quota is not None]
    return None if quotas else Unconcerned(does("no-quota"))


def _holes(*, strict: bool) -> Callable[[World], st.SearchStrategy[Trial]]:
    """Return what draws records with something missing: `before` with the holes, `after` without."""

    @st.composite
    def trials(draw: st.DrawFn, world: World) -> Trial:
        whole = draw(records(world))
        left, told, touched = holed(Drawer(draw, world), world, whole, strict=strict)
        assume(told)
        return Trial(left, whole, told, (), touched)

    return trials


def _never_promotes(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return who is given with something missing, and not once it is there."""
    less, whole = _both(plan, judge, trial)
    after = outcomes(whole)
    return [Broken(a) for a, level in sorted(outcomes(less).items()) if level is Level.GIVEN and _fell(after, a)]


def _fell(after: dict[At, Level], at: At) -> bool:
    return after.get(at, Level.SHUT) is not Level.GIVEN


def _both(plan: Plan, judge: Judge, trial: Trial) -> tuple[Evaluation, Evaluation]:
    if trial.after is None:
        raise AssertionError(trial)
    return judge(plan, trial.before), judge(plan, trial.after)


def _settled(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return whose decision was called settled and is another once everything is there."""
    less, whole = _both(plan, judge, trial)
    after, before = codes(whole), codes(less)
    return [Broken(at) for at in _settled_of(less) if at in after and after[at] != before[at]]


def _settled_of(found: Evaluation) -> Iterator[At]:
    """Yield every decision and assessment of which the proof names nothing missing; what is pending waits."""
    prover = Prover(found)
    for kind, judged in found.kinds.items():
        for index in range(judged.size):
            proof = prover.prove(kind, index)
            for award in proof.awards.values():
                waits = award.decision is Decision.PENDING
                if award.settled and not waits and kind in found.plan.awards[award.id].entitlements:
                    yield At(kind, proof.row.key, award.id)
            for one in proof.assessments.values():
                if not one.missing and one.verdict is not Verdict.UNDETERMINED:
                    yield At(kind, proof.row.key, one.id)


def _known(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return every verdict and every eligibility that was concluded with something missing, and is another after."""
    less, whole = _both(plan, judge, trial)
    out = []
    after = eligible(whole)
    for at, code in sorted(eligible(less).items()):
        if code != 1 and at in after and after[at] != code:
            out.append(Broken(at))
    found = verdicts(whole)
    for at, code in sorted(verdicts(less).items()):
        if code != Verdict.UNDETERMINED and at in found and found[at] != code:
            label = _rule(plan, at.target)
            out.append(Broken(at, does("verdict", label=label, was=Verdict(code).word, now=Verdict(found[at]).word)))
    return out


def _rule(plan: Plan, name: str) -> str:
    return next(s[name].label for s in (plan.criteria, plan.bars, plan.suspensions) if name in s)


def _bounded(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return whom a selection chose or left out with something missing, and otherwise once it is there; and ranks."""
    less, whole = _both(plan, judge, trial)
    before, after = codes(less), codes(whole)
    out = []
    for kind, judged in less.kinds.items():
        keys = {k: i for i, k in enumerate(whole.dossier.tables[kind].keys)}
        for award, chosen in judged.selections.items():
            then = whole.kinds[kind].selections[award]
            for index, key in enumerate(less.dossier.tables[kind].keys):
                at, there = At(kind, key, award), keys.get(key)
                if there is None:
                    continue
                sure = before[at] in {Decision.PROPOSED, Decision.OUTSIDE_QUOTA}
                if sure and after[at] != before[at]:
                    out.append(Broken(at))
                elif chosen.pool[index] == then.pool[there] == Verdict.MET and (
                    then.best[there] < chosen.best[index] or then.worst[there] > chosen.worst[index]
                ):
                    told = does(
                        "rank", low=chosen.best[index], high=chosen.worst[index],
                        now_low=then.best[there], now_high=then.worst[there],
                    )  # fmt: skip
                    out.append(Broken(at, told))
    return out


def _undated(world: World) -> Does | None:
    """Return the lists whose days are never left blank here."""
    names = [r.label for r in world.plan.registers.values() if r.happens is not None or r.known is not None]
    return does("undated", names="; ".join(names)) if names else None


PROMOTES = Law("missing-never-promotes", _anything, _holes(strict=False), _never_promotes, _undated)
SETTLED = Law("settled-stays", _anything, _holes(strict=True), _settled, _undated)
KNOWN = Law("known-stays", _anything, _holes(strict=True), _known, _undated)
BOUNDED = Law("selection-within-bounds", _with_quota, _holes(strict=True), _bounded, _undated)
