"""The order of rows, the keys of subjects and the splitting of books change nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import assume
from hypothesis import strategies as st

from ....evaluator import Evaluation
from ....plan import Plan
from ....values import Verdict
from ..drawing import Drawer, records
from ..outcomes import At, Judge, codes, verdicts
from ..records import Records, Row, as_stated
from ..world import World
from .model import Broken, Law, Trial, Unconcerned, does


def _anything(world: World) -> Unconcerned | None:
    del world
    return None


def _same(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return every decision, verdict and rank that is another; `about` gives the new name of every key."""
    if trial.after is None:
        raise AssertionError(trial)
    before, after = judge(plan, trial.before), judge(plan, trial.after)
    names = dict(trial.about)
    out = []
    then = codes(after)
    for at, code in sorted(codes(before).items()):
        now = At(at.kind, names.get(at.key, at.key), at.target)
        if now not in then:
            out.append(Broken(at, does("gone")))
        elif then[now] != code:
            out.append(Broken(at))
    found = verdicts(after)
    for at, code in sorted(verdicts(before).items()):
        now = At(at.kind, names.get(at.key, at.key), at.target)
        if now in found and found[now] != code:
            label = next(s[at.target].label for s in (plan.criteria, plan.bars, plan.suspensions) if at.target in s)
            out.append(Broken(at, does("verdict", label=label, was=Verdict(code).word, now=Verdict(found[now]).word)))
    return out or _ranks(before, after, names)


def _ranks(before: Evaluation, after: Evaluation, names: Mapping[str, str]) -> list[Broken]:
    out = []
    for kind, judged in before.kinds.items():
        there = {k: i for i, k in enumerate(after.dossier.tables[kind].keys)}
        for award, chosen in judged.selections.items():
            then = after.kinds[kind].selections[award]
            for index, key in enumerate(before.dossier.tables[kind].keys):
                at = there[names.get(key, key)]
                was, now = ((int(s.best[i]), int(s.worst[i])) for s, i in ((chosen, index), (then, at)))
                if was != now:
                    told = does("rank", low=was[0], high=was[1], now_low=now[0], now_high=now[1])
                    out.append(Broken(At(kind, key, award), told))
    return out


@st.composite
def _shuffled(draw: st.DrawFn, world: World) -> Trial:
    """Draw records, and the same with the rows of every list in another order."""
    found = draw(records(world))
    rows = {n: tuple(draw(st.permutations(r))) if len(r) > 1 else r for n, r in found.rows.items()}
    assume(rows != dict(found.rows))
    return Trial(found, Records(rows, found.parameters, found.as_of), (does("shuffled"),))


@st.composite
def _renamed(draw: st.DrawFn, world: World) -> Trial:
    """Draw records, and the same with other keys, which sort the other way round."""
    found = as_stated(world.plan, draw(records(world)))
    names: dict[str, str] = {}
    for register in world.plan.registers.values():
        if register.keyed:
            keys = [str(r[register.key.id]) for r in found.of(register.id)]
            letter = Drawer(draw, world).one("Z", "A", "9")
            names |= {k: f"{letter}{register.id[:1].upper()}{len(keys) - n:03}" for n, k in enumerate(keys)}
    assume(names)
    places = {r.key.id for r in world.plan.registers.values() if r.keyed}
    places |= {*world.plan.registers, "subject", "scope"}
    rows = {n: tuple(_with(r, names, places) for r in found_rows) for n, found_rows in found.rows.items()}
    kinds = set(world.plan.kinds())
    subjects = {str(r[world.plan.registers[k].key.id]) for k in kinds for r in found.of(k)}
    about = tuple((a, b) for a, b in names.items() if a in subjects)
    told = does("renamed", pairs=", ".join(f"{a} → {b}" for a, b in about[:6]))
    return Trial(found, Records(rows, found.parameters, found.as_of), (told,), about)


def _with(row: Row, names: Mapping[str, str], places: set[str]) -> Row:
    return {n: names.get(v, v) if n in places and isinstance(v, str) else v for n, v in row.items()}


@st.composite
def _split(draw: st.DrawFn, world: World) -> Trial:
    """Draw records, and the same with every list split over two books."""
    found = draw(records(world))
    assume(any(len(r) > 1 for r in found.rows.values()))
    at = draw(st.sampled_from([1, 2, 3]))
    return Trial(found, Records(found.rows, found.parameters, found.as_of, split=at), (does("split"),))


ORDER = Law("order-free", _anything, _shuffled, _same)
NAMES = Law("names-free", _anything, _renamed, _same)
BOOKS = Law("books-free", _anything, _split, _same)
