"""Suggested cases: what is offered does what it is offered for, and can be put into the file as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.assurance.cases import run_case
from engine.assurance.cases.cells import Columns
from engine.assurance.coverage import measure
from engine.assurance.mutation import Killed, Unknown, mutants_of, run_mutants
from engine.assurance.mutation.report import survivors
from engine.assurance.search.suggesting import Suggester
from engine.assurance.search.writing import flow, scalar
from engine.diagnostics import Lang
from tests.assurance.small import CASES, read
from tests.conformance import build


def test_suggested_cases_cover_what_was_missing(tmp_path: Path) -> None:
    compiled, file = read(tmp_path / "before")
    before = measure(compiled, file)
    offers = list(Suggester(compiled, file, Lang.EN, 1500).for_goals(before))
    assert [o.ids for o in offers if not o.yaml] == []
    compiled, file = read(tmp_path / "after", CASES + "".join(o.yaml for o in offers))
    columns = Columns(compiled.plan)
    assert all(run_case(compiled, columns, file, case).passed for case in file.cases)
    assert measure(compiled, file).percent == 100
    assert len(file.cases) < 2 + len(before.open), "one case shows several goals"


def test_a_suggested_case_kills_the_mutants_it_names(tmp_path: Path) -> None:
    compiled, file = read(tmp_path / "before")
    mutants = mutants_of(compiled.rules)
    left = survivors(list(run_mutants(compiled, file, mutants)))
    assert left
    offers = list(Suggester(compiled, file, Lang.VI).for_mutants(left))
    assert [o.ids for o in offers if not o.yaml or o.into] == []
    again, with_them = read(tmp_path / "after", CASES + "".join(o.yaml for o in offers))
    found = {r.mutant.id: r.outcome for r in run_mutants(again, with_them, mutants_of(again.rules))}
    assert all(isinstance(outcome, Killed) for outcome in found.values())
    for offer in offers:  # each by itself catches what it is offered for
        alone, with_it = read(tmp_path / offer.ids[0].replace(":", "-"), CASES + offer.yaml)
        mine = [m for m in mutants_of(alone.rules) if m.id in offer.ids]
        assert all(isinstance(r.outcome, Killed) for r in run_mutants(alone, with_it, mine)), offer


def test_where_a_case_shows_it_already_only_a_wanted_result_is_offered(tmp_path: Path) -> None:
    cases = CASES + "  - {note: x, set: {unit: {U: {ok: 'no'}}}, want: {unit/U: {criteria: {unit.rate: met}}}}\n"
    compiled, file = read(tmp_path, cases)
    left = [r.mutant for r in run_mutants(compiled, file, mutants_of(compiled.rules)) if isinstance(r.outcome, Unknown)]
    mutant = next(m for m in left if m.id == "unit.both:met:or")
    (offer,) = Suggester(compiled, file, Lang.EN).for_mutants([mutant])
    assert offer.into == 3
    assert build.texts(offer.yaml)["want"] == {"unit/U": {"criteria": {"unit.both": "not-met"}}}


def test_the_smallest_is_found_first(tmp_path: Path) -> None:
    compiled, file = read(tmp_path)
    offers = Suggester(compiled, file, Lang.EN).for_goals(measure(compiled, file))
    offer = next(o for o in offers if "unit.rate:met:above" in o.ids)
    above = build.texts(offer.yaml)[0]
    assert above["set"] == {"unit": {"U": {"on_time": "95.1"}}}
    assert above["want"]["unit/U"]["criteria"]["unit.rate"] == "met"


@pytest.mark.parametrize(
    "text", ["yes", "no", "12", "2020-05-19", "a: b", "", "x # y", "[a", "Phường 1", "unit/U", "null", "0.5"]
)
def test_a_text_is_written_so_that_yaml_reads_it_back(text: str) -> None:
    assert build.texts(f"{{k: {scalar(text)}}}")["k"] == text
    assert build.texts(flow({"a": [{"b": text}], "c": (text, "d")})) == {"a": [{"b": text}], "c": [text, "d"]}
