"""What the solver finds of mutants: a proof that nothing differs, or a case that tells them apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.assurance.cases import CaseFile
from engine.assurance.cases.model import Change
from engine.assurance.mutation import Killed, Mutant, mutants_of, run_mutants
from engine.assurance.mutation.proving import SOLVED, Solved, provers_of
from engine.assurance.search.finding import SOLVED as BY_SOLVER
from engine.assurance.search.solving import change_of, solved
from engine.assurance.search.suggesting import Suggester
from engine.compiler import Compiled
from engine.diagnostics import Lang
from tests.assurance import small
from tests.assurance.small import read

#: Of whole numbers, one of the two says no more than the other.
NEVER_BETWEEN: dict[str, Any] = {"criteria": {"unit.rate": {"met": "on_time >= 95% and (files >= 5 or files > 4)"}}}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Compiled, CaseFile]:
    """Return the small rule set with its cases."""
    return read(tmp_path_factory.mktemp("plain"))


def _mutant(compiled: Compiled, rule: str, sort: str) -> Mutant:
    return next(m for m in mutants_of(compiled.rules) if m.place.rule == rule and m.sort == sort)


def test_a_mutant_that_cannot_differ_is_proved(tmp_path: Path) -> None:
    compiled, _ = read(tmp_path, small.CASES, NEVER_BETWEEN)
    prover = Solved(compiled)
    mine = [m for m in mutants_of(compiled.rules) if m.place.rule == "unit.rate"]
    proved = {m.id for m in mine if prover.equivalent(compiled.rules, m) == SOLVED}
    assert proved == {  # the second part is `files >= 5 or files > 4`
        "unit.rate:met.2:and", "unit.rate:met.2.1:drop", "unit.rate:met.2.2:drop", "unit.rate:met.2.1:edge",
        "unit.rate:met.2.1.2:more", "unit.rate:met.2.2.2:more",
    }  # fmt: skip


def test_a_mutant_that_differs_is_not_proved(plain: tuple[Compiled, CaseFile]) -> None:
    compiled, _ = plain
    prover = Solved(compiled)
    assert prover.equivalent(compiled.rules, _mutant(compiled, "unit.rate", "operator")) is None


def test_what_makes_a_register_complete_is_never_proved(plain: tuple[Compiled, CaseFile]) -> None:
    compiled, _ = plain
    mutant = replace(_mutant(compiled, "unit.rate", "operator"), rules=compiled.rules, assumed=frozenset({"violation"}))
    assert Solved(compiled).equivalent(compiled.rules, mutant) is None
    assert solved(compiled, mutant, plain[1].frame, lambda _: True) is None


def test_provers_without_the_solver(plain: tuple[Compiled, CaseFile]) -> None:
    assert not any(isinstance(p, Solved) for p in provers_of(plain[0]))
    assert any(isinstance(p, Solved) for p in provers_of(plain[0], solver=True))


def test_the_solver_finds_a_case(plain: tuple[Compiled, CaseFile]) -> None:
    """The records are given in full, whatever the frame of the file has, and the mutant is told apart by them."""
    compiled, file = plain
    mutant, suggester = _mutant(compiled, "unit.both", "operator"), Suggester(compiled, file, Lang.EN)
    found = suggester.solved(mutant)
    assert found is not None
    assert (found.start, found.edits) == (BY_SOLVER, ())
    apart = suggester.apart(mutant, suggester.finder.given(found.change))
    assert apart
    assert {p for parts in apart.values() for p in parts} == {"criteria"}


def test_a_suggestion_of_the_solver_is_written_as_a_case(plain: tuple[Compiled, CaseFile]) -> None:
    """Where no edit of a case is tried, the solver's case is offered, with its own note."""
    compiled, file = plain
    suggester = Suggester(compiled, file, Lang.VI, budget=0)
    offered = list(suggester.for_mutants([_mutant(compiled, "unit.both", "operator")]))
    assert len(offered) == 1
    assert "note: hồ sơ nhỏ nhất mà bộ giải tìm được" in offered[0].yaml
    assert "unit.both" in offered[0].yaml


def test_records_as_changes_blank_what_the_frame_answers(plain: tuple[Compiled, CaseFile]) -> None:
    from engine.assurance.properties.records import Records

    compiled, file = plain
    frame = replace(file.frame, answers={"U": {"duty": "yes"}}, parameters={"since": "2020-01-01"})
    change = change_of(compiled.plan, Records({"unit": ({"unit_id": "U1"},)}, {}, dt.date(2020, 12, 5)), frame)
    assert change == Change(
        records={"unit": ({"unit_id": "U1"},), "violation": ()}, answers={"U": {"duty": ""}}, attested=(),
        as_of="2020-12-05", parameters={"since": ""},
    )  # fmt: skip


def test_the_solver_finds_a_case_that_takes_an_answer(tmp_path: Path) -> None:
    """The answer is written under the key of the subject, as a file of cases has it."""
    rules = {
        "judgements": {"duty": {"of": "unit", "ask": "Tốt?"}}, "criteria": {"unit.duty": {"met": "duty or ok"}},
    }  # fmt: skip
    compiled, file = read(tmp_path / "before", rules=rules)
    suggester = Suggester(compiled, file, Lang.EN, budget=0)
    mutant = next(m for m in mutants_of(compiled.rules) if m.id == "unit.duty:met.1:not")
    (offer,) = suggester.for_mutants([mutant])
    again, with_it = read(tmp_path / "after", small.CASES + offer.yaml, rules)
    assert with_it.cases[-1].change.answers == {"U1": {"duty": "yes"}}
    (found,) = run_mutants(again, with_it, [m for m in mutants_of(again.rules) if m.id == mutant.id])
    assert isinstance(found.outcome, Killed)
    assert found.outcome.case == 3
