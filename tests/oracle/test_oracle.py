"""A little of the oracle: all three legs agree on what is drawn, and a fault in one of them is seen."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("z3")

from engine.assurance.analysis import folding, logic
from engine.assurance.analysis.facts import Slot
from engine.assurance.analysis.logic import Truth
from engine.assurance.analysis.reading import Reading
from engine.evaluator import kleene
from engine.evaluator.reference import expressions
from engine.plan import Op
from engine.values import Verdict

from .__main__ import main
from .corpus import CORPUS, kept, replayed
from .counting import every_construct
from .drawing import Drawn, chance, compiled, drawn
from .records import Dossier, Drawer, Room
from .shrinking import with_less_records
from .skeleton import Skeleton
from .trial import Figures, Trial, judged

#: Rule sets that have every construct of the plan between them.
NUMBERS = (4, 13, 17, 47)
SUBJECTS = 40
KEPT = sorted(CORPUS.glob("*.json"))


@pytest.fixture(scope="module")
def small() -> Figures:
    """A small run, always the same."""
    total = Figures()
    for number in NUMBERS:
        total.add(judged(1, rule_set(number), SUBJECTS))
    return total


@cache
def rule_set(number: int) -> Drawn:
    """Return a drawn rule set, once for all tests."""
    return drawn(1, number)


def test_all_three_agree(small: Figures) -> None:
    """On every value of every subject, by durable_rules each time."""
    assert not small.failures, small.failures[0].differs
    assert small.rule_sets == len(NUMBERS)
    assert small.subjects >= SUBJECTS * len(NUMBERS)
    assert small.values > 20 * small.subjects
    assert small.chained == small.dossiers > 0


def test_all_three_agree_where_nothing_is_missing() -> None:
    """Formulas over exact numbers are other formulas."""
    figures = judged(1, rule_set(17), SUBJECTS, filled=True)
    assert not figures.failures, figures.failures[0].differs
    assert figures.subjects >= SUBJECTS


def test_much_comes_up(small: Figures) -> None:
    """Every verdict, most decisions, and selections that z3 takes over."""
    assert set(small.verdicts) == {v.word for v in Verdict}
    assert len(small.decisions) >= 7
    assert small.selected > 0


def test_every_construct_is_drawn(small: Figures) -> None:
    """The generator reaches every construct of the plan, here within a few rule sets."""
    assert not [n for n in every_construct() if not small.nodes[n]]


@pytest.mark.parametrize("path", KEPT, ids=lambda p: p.stem)
def test_a_kept_case_is_judged_alike(path: Path) -> None:
    """What once differed no longer does."""
    found = replayed(kept(path))
    assert found.subjects > 0
    assert not found.failures, found.failures[0].differs


def test_there_is_a_corpus() -> None:
    """Each kept case is small, and none is there twice."""
    assert KEPT
    assert all(p.stat().st_size < 6_000 for p in KEPT)


def test_the_same_seed_draws_the_same() -> None:
    """A rule set and a dossier hang on nothing but their seed and number."""
    one, other = rule_set(17), drawn(1, 17)
    assert one.rules == other.rules
    dossiers = [Drawer(chance(1, 17, "dossier", 0), one.rules, Room()).dossier(20) for _ in range(2)]
    assert dossiers[0] == dossiers[1]
    assert rule_set(4).rules != one.rules


# --- a fault in one leg is seen ---------------------------------------------------------------------------------


def _no_gaps(within: object, complete: object) -> object:
    del complete
    return _COUNTING(within, True)  # type: ignore[arg-type]


def _optimistic(items: object) -> Truth:
    found = list(items)  # type: ignore[call-overload]
    return Truth(logic.conj(i.met for i in found), logic.conj(i.failed for i in found))


def _by_any_way(_: Reading, at: Slot, register: str) -> Slot | None:
    """Return an owner by whatever way there is: the fault that the oracle found on its first day."""
    here = [at]
    while here:
        found = next((s.owners[register] for s in here if register in s.owners), None)
        if found is not None:
            return found
        here = [o for s in here for o in s.owners.values()]
    return None


_COUNTING = folding.counting
FAULTS: dict[str, tuple[object, str, object]] = {
    "schedule: >= read as >": (kleene, "_COMPARE", {**kleene._COMPARE, Op.GE: np.greater}),
    "reference: an aggregate over no rows is no longer open": (
        expressions.Outcomes, "settled", lambda self, if_none: max(self.verdicts, default=if_none),
    ),
    "z3: a count without the rows that may be lacking": (folding, "counting", _no_gaps),
    "z3: and fails only where everything fails": (logic, "every", _optimistic),
    "z3: an owner by any way": (Reading, "owner", _by_any_way),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the three legs is held by the other two."""
    target, name, broken = FAULTS[fault]
    monkeypatch.setattr(target, name, broken)
    leg = fault.partition(":")[0]
    failures = judged(1, rule_set(NUMBERS[0]), SUBJECTS).failures
    for path in () if failures else KEPT:  # what few rule sets come upon
        failures += replayed(kept(path)).failures
    assert failures
    for differs in failures[0].differs:
        others = {v for k, v in differs.values.items() if k != leg}
        assert len(others) == 1
        assert differs.values[leg] not in others


def test_what_differs_is_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows and cells that a difference does not need are left out: what was kept is found again."""
    monkeypatch.setattr(Reading, "owner", _by_any_way)
    least = kept(CORPUS / "85082565aa.json")
    others = Drawer(chance(2, 0), least.rules, Room()).dossier(6).records
    records = {r: [*rows, *(others[r] if r in {"unit", "person"} else ())] for r, rows in least.dossier.records.items()}
    more = replace(least, dossier=Dossier(records, {}, least.dossier.as_of))
    trial = Trial.of(compiled(least.rules))
    failure = trial.failure(0, more.rules, more.dossier, Figures())
    assert failure is not None
    small = with_less_records(failure, trial)
    assert small.dossier == least.dossier
    assert small.differs


def test_a_leg_that_goes_astray_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A leg that ends in an exception is a failure like any other, with where it ended."""

    def astray(*_: object) -> None:
        raise ZeroDivisionError

    for where, name in ((Reading, "truth"), (Skeleton, "parts")):
        with monkeypatch.context() as spoilt:
            spoilt.setattr(where, name, astray)
            failures = judged(1, rule_set(17), SUBJECTS).failures
        assert failures
        assert "ZeroDivisionError" in failures[0].why


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    """One line of figures, the constructs, and what was never drawn."""
    assert main(["--rule-sets", "1", "--subjects", "20", "--first", "17"]) == 0
    told = capsys.readouterr().out
    assert "1 rule sets (0 more refused), 1 dossiers, 2" in told
    assert "by each of three legs, 0 differ" in told
    assert "constructs never drawn: " in told
