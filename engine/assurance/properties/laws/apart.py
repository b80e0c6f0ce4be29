"""Other units' records change nobody's eligibility, and a criterion that does not apply neither helps nor harms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from ....compiler.walk import needed
from ....evaluator import Evaluation
from ....plan import AllOf, AtLeast, Needs, Plan, Requirement
from ....values import Verdict
from ..drawing import Drawer, records, tops_of
from ..holes import label, named
from ..outcomes import At, Judge, eligible, verdicts
from ..records import REJECT, Cell, Records, Row, Stated, kind_of, prefix, top_of
from ..relative import relative_of
from ..words import cell_text, label_of
from ..world import World
from .model import Broken, Does, Law, Trial, Unconcerned, does

# --- other units ------------------------------------------------------------------------------------------------


def _others(world: World) -> Unconcerned | None:
    found = relative_of(world.plan)
    left = [c for c in world.plan.criteria if c not in found.rules]
    if left:
        return None
    return Unconcerned(does("no-others", names=", ".join(sorted(found.rules))))


def _relative(world: World) -> Does | None:
    """Return what the plan compares with others, in its labels."""
    found, plan = relative_of(world.plan), world.plan
    names = [plan.criteria[r].label for r in sorted(found.rules) if r in plan.criteria]
    names += [plan.awards[t].label for t in dict.fromkeys(t for _, t in sorted(found.targets)) if t in plan.awards]
    return does("relative", names="; ".join(names)) if names else None


@st.composite
def _elsewhere(draw: st.DrawFn, world: World) -> Trial:
    """Draw records, and the same with something otherwise in one unit only."""
    found = draw(records(world))
    d, plan = Drawer(draw, world), world.plan
    d.as_of = found.as_of
    tops = tops_of(world, found)
    assume(len(tops) > 1)
    unit = d.one(*reversed(tops))
    found = _agreeing(plan, found, unit)
    way = d.one("cell", "cell", "row", "gone")
    if way == "gone":
        rows = {
            name: tuple(r for r in some if name == "attestation" or top_of(plan, found, name, r) != unit)
            for name, some in found.rows.items()
        }
        rows["attestation"] = tuple(r for r in found.of("attestation") if r.get("scope") != unit)
        return Trial(found, replace(found, rows=rows), (does("unit-gone", unit=unit),), (("", unit),))
    if way == "row":
        places = [
            (r.id, owner, str(row[plan.registers[owner].key.id]))
            for r in world.registers
            if plan.registers[r.id].subject is None
            for owner in r.owners
            for row in found.of(owner)
            if top_of(plan, found, owner, row) == unit
        ]
        assume(places)
        name, owner, key = d.one(*places)
        row: dict[str, Cell] = {owner: key}
        if plan.registers[name].keyed:
            row[plan.registers[name].key.id] = f"{prefix(plan, name)}99"
        row |= {c.name: d.other(c) for c in world.register(name).columns}
        told = does("unit-row", register=label(plan, name), owner=key)
        found = found.put(name, found.of(name))  # a list that was not sent says nothing, a row more would send it
        changed = found.put(name, [*found.of(name), row])
        return Trial(found, changed, (told,), (("", unit),))
    cells = [
        (r.id, at, row, c)
        for r in world.registers
        for at, row in enumerate(found.of(r.id))
        if REJECT not in row and top_of(plan, found, r.id, row) == unit
        for c in r.columns
    ]
    assume(cells)
    name, at, before, column = d.one(*cells)
    value = d.other(column)
    assume(value != before.get(column.name))
    kind = kind_of(plan, plan.registers[name], before, column.name)
    told = does(
        "unit-otherwise", **named(plan, name, before), field=label_of(plan, name, column.name),
        was=cell_text(kind, before.get(column.name)), now=cell_text(kind, value),
    )  # fmt: skip
    some: list[Row] = list(found.of(name))
    some[at] = {**before, column.name: value}
    return Trial(found, found.put(name, some), (told,), (("", unit),))


def _agreeing(plan: Plan, found: Records, unit: str) -> Records:
    """Return the records with attestations for all that agree with the rows of a unit, whatever becomes of them.

    One that does not agree opens its list for everybody, and a rejected row makes it so: a paper for all is no record
    of one unit.
    """
    rows = {
        name: tuple(
            {n: v for n, v in r.items() if n != REJECT} if top_of(plan, found, name, r) == unit else r for r in some
        )
        for name, some in found.rows.items()
    }
    rows["attestation"] = tuple(
        {**r, "count": Stated(0)} if r.get("scope") is None else r for r in found.of("attestation")
    )
    return replace(found, rows=rows)


def _unchanged(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return every verdict and eligibility of other units' subjects that is another and is not relative."""
    if trial.after is None:
        raise AssertionError(trial)
    before, after = judge(plan, trial.before), judge(plan, trial.after)
    relative, changed = relative_of(plan), dict(trial.about)[""]
    apart = {
        (kind, str(row[plan.registers[kind].key.id]))
        for kind in plan.kinds()
        for row in trial.before.of(kind)
        if top_of(plan, trial.before, kind, row) not in {changed, None}
    }
    out = []
    then = eligible(after)
    for at, code in sorted(eligible(before).items()):
        if (at.kind, at.key) in apart and (at.kind, at.target) not in relative.targets and then.get(at) != code:
            out.append(Broken(at))
    found = verdicts(after)
    for at, code in sorted(verdicts(before).items()):
        if (at.kind, at.key) in apart and at.target not in relative.rules and found.get(at) != code:
            name = next(s[at.target].label for s in (plan.criteria, plan.bars, plan.suspensions) if at.target in s)
            now = Verdict(found[at]).word if at in found else ""
            out.append(Broken(at, does("verdict", label=name, was=Verdict(code).word, now=now)))
    return out


OTHERS = Law("others-apart", _others, _elsewhere, _unchanged, _relative)

# --- not applicable ---------------------------------------------------------------------------------------------


def _scoped(world: World) -> Unconcerned | None:
    return None if _scopes(world.plan) else Unconcerned(does("no-scope"))


def _scopes(plan: Plan) -> list[str]:
    """Return the criteria that may not apply to somebody."""
    return [c.id for c in plan.criteria.values() if c.applies is not None or c.exceptions or c.if_none is not None]


@st.composite
def _left_out(draw: st.DrawFn, world: World) -> Trial:
    """Draw records, and a criterion to be left out."""
    found = draw(records(world))
    criterion = Drawer(draw, world).one(*_scopes(world.plan))
    return Trial(found, about=(("", criterion),))


def _neutral(plan: Plan, judge: Judge, trial: Trial) -> Sequence[Broken]:
    """Return for whom a criterion that does not apply makes a difference to what is required."""
    name = dict(trial.about)[""]
    without = _without(plan, name)
    if without is None:
        return []
    before, after = judge(plan, trial.before), judge(without, trial.before)
    kind = plan.criteria[name].kind
    keys = before.dossier.tables[kind].keys
    apart = np.flatnonzero(before.kinds[kind].verdicts(name) == Verdict.NOT_APPLICABLE).tolist()
    others = [c for c in before.kinds[kind].met if c != name]
    out = []
    for index in apart:
        if any(_verdict(before, kind, c, index) != _verdict(after, kind, c, index) for c in others):
            continue  # it counts through what others are judged on
        told = does("criterion-left", label=plan.criteria[name].label, row=keys[index])
        out += [Broken(At(kind, keys[index], t), told) for t in _differs(before, after, kind, index)]
    return out


def _verdict(found: Evaluation, kind: str, criterion: str, index: int) -> int:
    return int(found.kinds[kind].verdicts(criterion)[index])


def _differs(before: Evaluation, after: Evaluation, kind: str, index: int) -> Iterator[str]:
    for award, gates in before.kinds[kind].gates.items():
        if gates["requirement"][index] != after.kinds[kind].gates[award]["requirement"][index]:
            yield award
    for name, values in before.kinds[kind].assessments.items():
        if values[index] != after.kinds[kind].assessments[name][index]:
            yield name


def _without(plan: Plan, name: str) -> Plan | None:
    """Return a plan that asks for everything but one criterion; None where nothing would be left of a requirement."""
    awards, assessments = {}, {}
    for award in plan.awards.values():
        entitlements = {}
        for kind, e in award.entitlements.items():
            left = _less(e.requirement, name)
            if e.requirement is not None and not [*needed(left)]:
                return None
            entitlements[kind] = replace(e, requirement=left)
        awards[award.id] = replace(award, entitlements=entitlements)
    for one in plan.assessments.values():
        left = _less(one.requirement, name)
        if one.requirement is not None and not [*needed(left)]:
            return None
        assessments[one.id] = replace(one, requirement=left)
    return replace(plan, awards=awards, assessments=assessments)


def _less(requirement: Requirement | None, name: str) -> Requirement | None:
    match requirement:
        case Needs(criterion):
            return None if criterion == name else requirement
        case AllOf(parts):
            return AllOf(tuple(p for r in parts if (p := _less(r, name)) is not None))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(p for r in parts if (p := _less(r, name)) is not None))
    return requirement


NEUTRAL = Law("not-applicable-neutral", _scoped, _left_out, _neutral)
