"""Every law can fail: a rule set with one fault, or an engine that is broken on purpose, is caught by it."""

from __future__ import annotations

from functools import cache

import pytest

from engine.assurance.properties.laws import EVERYWHERE, laws_of
from engine.assurance.properties.outcomes import Judge, judged
from engine.assurance.properties.running import State, Tried, prove_law
from engine.assurance.properties.telling import as_text
from engine.assurance.properties.world import World, world_of
from engine.compiler import compile_file
from engine.diagnostics import Lang
from tests.campaign import ROOT

from ...conftest import Golden
from . import stubs

#: Each rule set with one fault, and the law that catches it.
FAULTS = {
    "quen-loai-tru": "unit.clean",
    "dau-nguoc": "no-gain-by-worse-figure",
    "tru-thanh-cong": "no-gain-by-violation",
    "khoang-trong": "no-gain-by-worse-figure",
    "o-trong-co-loi": "missing-never-promotes",
    "vuot-han-muc": "quota-kept",
    "bo-qua-ho-so-cho": "missing-never-promotes",
    "bang-khen-tu-do": "unit.both",
}
#: Each law about the engine, and an engine that breaks it; shown on a rule set without a fault.
SOUND = "fixtures/broken-rules/laws-hold"
STUBS: dict[str, stubs.Change] = {
    "settled-stays": stubs.wavering,
    "known-stays": stubs.guessing,
    "selection-within-bounds": stubs.wavering,
    "higher-holds-lower": stubs.without_lower,
    "tie-never-cut": stubs.first_wins,
    "not-applicable-neutral": stubs.counts_all,
    "others-apart": stubs.crowded,
    "order-free": stubs.by_place,
    "names-free": stubs.by_name,
    "books-free": stubs.by_book,
}
EXAMPLES = 30


@cache
def world(folder: str) -> World:
    return world_of(compile_file(ROOT / folder / "rules.yaml").plan)


def tried(folder: str, law: str, judge: Judge = judged, *, examples: int = EXAMPLES, shrink: bool = True) -> Tried:
    at = world(folder)
    return prove_law(at, laws_of(at.plan)[law], examples=examples, judge=judge, shrink=shrink)


def test_every_law_is_shown_to_fail() -> None:
    assert set(EVERYWHERE) == {*STUBS, *FAULTS.values()} - {"unit.clean", "unit.both"}
    folders = {p.name for p in (ROOT / "fixtures" / "broken-rules").iterdir() if (p / "rules.yaml").is_file()}
    assert set(FAULTS) <= folders


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_and_told(fault: str, golden: Golden) -> None:
    folder = f"fixtures/broken-rules/{fault}"
    found = tried(folder, FAULTS[fault])
    assert found.state is State.BROKEN
    for lang in Lang:
        text = as_text(world(folder).plan, [found], lang, examples=EXAMPLES, start=0)
        golden(f"laws/{fault}.{lang.value}.txt", text)


@pytest.mark.parametrize("law", STUBS)
def test_a_broken_engine_is_found(law: str) -> None:
    assert tried(SOUND, law, stubs.broken(STUBS[law]), shrink=False).state is State.BROKEN


@pytest.mark.parametrize("law", EVERYWHERE)
def test_the_engine_itself_is_not(law: str) -> None:
    assert tried(SOUND, law, examples=8).state is State.HOLDS
