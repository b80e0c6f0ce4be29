"""Laws that a rule set declares itself, in its own language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from ....evaluator import Evaluation
from ....plan import OwnLaw, Plan
from ....values import Decision, Verdict
from ..drawing import records
from ..outcomes import At, Judge
from ..world import World
from .model import Broken, Law, Trial, Unconcerned, does

_STANDING = np.array(
    [{Decision.PROPOSED: 2, Decision.PENDING: 1, Decision.TIED: 1}.get(d, 0) for d in Decision], dtype=np.int8
)


def own_law(written: OwnLaw) -> Law:
    """Return a rule set's own law as one that can be tried."""
    return Law(written.id, _anything, _one, lambda plan, judge, trial: _asked(written, plan, judge, trial))


def _anything(world: World) -> Unconcerned | None:
    del world
    return None


@st.composite
def _one(draw: st.DrawFn, world: World) -> Trial:
    return Trial(draw(records(world)))


def _asked(law: OwnLaw, plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return of whom `when` surely holds and `holds` does not surely hold."""
    found = judge(plan, trial.before)
    settle(found)
    table = found.dossier.tables[law.kind]
    when = found.frame.cond(law.when, law.kind) if law.when is not None else np.full(table.size, Verdict.MET)
    holds = found.frame.cond(law.holds, law.kind)
    return [
        Broken(At(law.kind, table.keys[i], law.id), does("own-broken" if surely else "own-open"), surely)
        for i in np.flatnonzero((when == Verdict.MET) & (holds != Verdict.MET)).tolist()
        for surely in (bool(holds[i] == Verdict.NOT_MET),)
    ]


def settle(found: Evaluation) -> None:
    """Let conditions rest on every decision that was taken, also where no rule of the plan does."""
    for kind, judged in found.kinds.items():
        for award, decisions in judged.decisions.items():
            if (kind, award, "proposed") not in found.frame.standing and award in judged.eligible:
                found.frame.standing[kind, award, "eligible"] = judged.eligible[award]
                found.frame.standing[kind, award, "proposed"] = _STANDING[decisions]
    found.frame.epoch += 1
