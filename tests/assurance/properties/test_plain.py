"""A counterexample is one in which everything is settled, where there is such a one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from engine.assurance.properties.laws import Broken, Law, Trial, laws_of
from engine.assurance.properties.outcomes import At, Judge
from engine.assurance.properties.running import State, prove_law
from engine.assurance.properties.world import World, world_of
from engine.compiler import compile_file
from engine.plan import Plan
from tests.campaign import ROOT


@pytest.fixture(scope="module")
def world() -> World:
    return world_of(compile_file(ROOT / "fixtures/broken-rules/quen-loai-tru/rules.yaml").plan)


def units(trial: Trial) -> int:
    return len(trial.before.of("unit"))


def law(world: World, plain: Callable[[Trial], bool]) -> Law:
    """A law that every campaign breaks, plainly or not."""

    def check(_: Plan, __: Judge, trial: Trial) -> Sequence[Broken]:
        return [Broken(At("unit", "U1", "x")), Broken(At("unit", "U2", "x"), plain=False)][not plain(trial) :]

    return replace(laws_of(world.plan)["unit.clean"], check=check)


def test_a_plain_case_is_looked_for_among_others(world: World) -> None:
    found = prove_law(world, law(world, lambda t: units(t) > 1), examples=30)
    assert found.state is State.BROKEN
    assert found.trial is not None
    assert units(found.trial) == 2
    assert [b.plain for b in found.broken] == [True, False]


def test_where_there_is_none_any_will_do(world: World) -> None:
    found = prove_law(world, law(world, lambda _: False), examples=10)
    assert found.state is State.BROKEN
    assert found.trial is not None
    assert units(found.trial) <= 1
    assert [b.plain for b in found.broken] == [False]


def test_what_nobody_reads_is_the_first_that_comes(world: World) -> None:
    assert prove_law(world, law(world, lambda _: False), examples=10, shrink=False).count == 1


def test_a_violation_that_pays_is_told_of_one_who_had_nothing() -> None:
    at = world_of(compile_file(ROOT / "fixtures/broken-rules/tru-thanh-cong/rules.yaml").plan)
    found = prove_law(at, laws_of(at.plan)["no-gain-by-violation"], examples=30)
    assert found.trial is not None
    assert found.trial.before.of("attestation")
    assert all(b.plain for b in found.broken)
