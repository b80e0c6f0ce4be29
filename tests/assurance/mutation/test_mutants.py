"""Mutants: which there are, in which words, and what comes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.assurance.cases import case_file_of, read_case_file
from engine.assurance.mutation import Killed, Mutant, Proved, Result, Unknown, mutants_of, run_mutants
from engine.assurance.mutation.report import as_json, as_table, fault_words, survivors
from engine.assurance.mutation.running import check_declared
from engine.assurance.words_mutation import FAULTS
from engine.bundle import rule_file, shipped
from engine.compiler import compile_file
from engine.diagnostics import Lang
from engine.syntax import ast
from tests.assurance.small import more, read

SECTIONS = (
    "criteria", "bars", "suspensions", "awards", "assessments", "scores", "classifications", "registers", "deadlines",
    "periods", "parameters", "measures",
)  # fmt: skip
VIOLATION = "records: {violation: [{unit_id: U, committed_on: 2020-06-01, grave: 'WORD'}]}"


def results(folder: Path, *cases: str, rules: dict[str, Any] | None = None) -> dict[str, Result]:
    compiled, file = read(folder, more(*cases), rules)
    return {r.mutant.id: r for r in run_mutants(compiled, file, mutants_of(compiled.rules))}


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("unit.rate:met:edge", "“on_time từ 95%” thành “on_time trên 95%”"),
        ("unit.rate:met:not", "“on_time từ 95%” thành “on_time dưới 95%”"),
        ("unit.rate:met.2:more", "“on_time từ 95%” thành “on_time từ 95.1%”"),
        ("unit.both:met.2.2.2:less", "“files trên 2” thành “files trên 1”"),
        ("unit.both:met.2:and", "“và”, “hoặc” đổi chỗ: “good or files > 2” thành “good and files > 2”"),
        ("unit.both:met.2.1:drop", "bỏ điều kiện “good”"),
        ("unit.both:applies:drop", "bỏ phạm vi áp dụng “kind = ward”"),
        ("unit.sent:due:drop", "bỏ hạn `hand-in`"),
        ("hand-in:bound:later", "ngày 10/06/2020 thành 11/06/2020"),
        ("period:last:earlier", "ngày 30/11/2020 thành 29/11/2020"),
        ("violation:complete:assumed", "danh sách được coi là đầy đủ dù không ai xác nhận"),
        ("prize:unit requires unit.sent:drop", "bỏ tiêu chí `unit.sent` khỏi yêu cầu"),
        ("prize:bars unit.bad:drop", "bỏ trường hợp loại trừ `unit.bad`"),
        (
            "unit.bad:when:no",
            "“some violation where (grave and committed_on within period)” thành “no violation where (grave and committed_on within period)”",  # noqa: E501
        ),
    ],
)  # fmt: skip
def test_a_mutant_has_an_id_a_line_and_words(tmp_path: Path, id_: str, words: str) -> None:
    compiled, _ = read(tmp_path)
    mutant = next(m for m in mutants_of(compiled.rules) if m.id == id_)
    assert fault_words(mutant, Lang.VI) == words
    assert mutant.span is not None
    assert mutant.span.line > 0
    assert mutant.rules != compiled.rules or mutant.assumed


@pytest.mark.parametrize("ruleset", shipped())
def test_every_mutant_differs_in_one_rule_and_can_be_told(ruleset: str) -> None:
    rules = compile_file(rule_file(ruleset)).rules
    mutants = mutants_of(rules)
    assert len({m.id for m in mutants}) == len(mutants) > 80
    for mutant in mutants:
        changed = [n for n in SECTIONS if getattr(rules, n) != getattr(mutant.rules, n)]
        assert changed == ([] if mutant.assumed else [mutant.place.section]), mutant.id
        for lang in Lang:
            assert fault_words(mutant, lang)


def test_both_languages_know_the_same_faults() -> None:
    assert set(FAULTS[Lang.VI]) == set(FAULTS[Lang.EN])


@pytest.mark.parametrize(
    ("id_", "case"),
    [
        ("unit.rate:met:edge", None),
        ("unit.rate:met.2:less", None),
        ("unit.both:met:or", "set: {unit: {U: {ok: 'no'}}}, want: {unit/U: {criteria: {unit.both: not-met}}}"),
        ("unit.both:met.2.1:drop", None),
        (
            "unit.both:met.2.2:drop",
            "set: {unit: {U: {good: 'no', files: '3'}}}, want: {unit/U: {criteria: {unit.both: met}}}",
        ),
        (
            "unit.both:applies:drop",
            "set: {unit: {U: {kind: agency}}}, want: {unit/U: {criteria: {unit.both: not-applicable}}}",
        ),
        (
            "hand-in:bound:later",
            "set: {unit: {U: {sent_on: 2020-06-10}}}, want: {unit/U: {criteria: {unit.sent: not-met}}}",
        ),
        ("violation:complete:assumed", "attested: [], want: {unit/U: {bars: {unit.bad: undetermined}}}"),
        (
            "prize:unit requires unit.sent:drop",
            "set: {unit: {U: {sent_on: 2020-07-01}}}, want: {unit/U: {decisions: {prize: not-proposed}}}",
        ),
        (
            "prize:bars unit.bad:drop",
            VIOLATION.replace("WORD", "yes") + ", want: {unit/U: {decisions: {prize: barred}}}",
        ),
        (
            "unit.bad:when.where.1:drop",
            VIOLATION.replace("WORD", "no") + ", want: {unit/U: {bars: {unit.bad: not-met}}}",
        ),
    ],
)
def test_the_case_that_was_missing_kills_the_mutant(tmp_path: Path, id_: str, case: str | None) -> None:
    before = results(tmp_path / "before")[id_].outcome
    if case is None:
        assert isinstance(before, Killed)
        return
    assert isinstance(before, Unknown)
    after = results(tmp_path / "after", f"{{note: x, {case}}}")[id_].outcome
    assert isinstance(after, Killed)
    assert after.case == 3


def test_a_case_that_goes_there_and_wants_nothing_of_it_kills_nothing(tmp_path: Path) -> None:
    case = "{note: x, set: {unit: {U: {ok: 'no'}}}, want: {unit/U: {criteria: {unit.rate: met}}}}"
    assert isinstance(results(tmp_path, case)["unit.both:met:or"].outcome, Unknown)


def test_a_deadline_that_no_verdict_rests_on_is_proved_equivalent(tmp_path: Path) -> None:
    found = results(tmp_path, rules={"deadlines": {"idle": {"before": "2020-08-01"}}})
    outcome = found["idle:bound:later"].outcome
    assert outcome == Proved("same-plan")
    assert not isinstance(found["hand-in:bound:later"].outcome, Proved)


class Everything:
    """A prover that has a proof of everything."""

    def equivalent(self, rules: ast.RuleSetD, mutant: Mutant) -> str | None:
        assert rules != mutant.rules or mutant.assumed
        return f"proof of {mutant.id}"


def test_a_solver_can_be_plugged_in(tmp_path: Path) -> None:
    compiled, file = read(tmp_path)
    mutants = mutants_of(compiled.rules)
    found = list(run_mutants(compiled, file, mutants, [Everything()]))
    assert {type(r.outcome) for r in found} == {Killed, Proved}
    assert all(r.outcome == Proved(f"proof of {r.mutant.id}") for r in found if not isinstance(r.outcome, Killed))
    alone = list(run_mutants(compiled, file, mutants, []))
    assert {type(r.outcome) for r in alone} == {Killed, Unknown}


def test_a_reason_may_be_declared_for_what_is_unknown_and_only_for_that(tmp_path: Path) -> None:
    waivers = (
        'unreachable:\n  - {id: "unit.both:met:or", why: chưa xét}\n  - {id: "unit.rate:met:edge", why: chưa xét}\n'
    )
    compiled, file = read(tmp_path, more() + waivers)
    found = list(run_mutants(compiled, file, mutants_of(compiled.rules)))
    declared = next(r for r in found if r.mutant.id == "unit.both:met:or")
    assert declared.outcome == Unknown(file.waived[0])
    assert declared.mutant not in survivors(found)
    assert [(d.code.id, d.args["text"]) for d in check_declared(found, file)] == [
        ("unreachable-reached", "unit.rate:met:edge")
    ]
    text = as_table("case", found, compiled.rules, Lang.VI, 200)
    assert "unit.both:met:or: chưa xét" in text
    left = text[text.index("lỗi chưa rõ, chưa khai lý do:\n") :].splitlines()[1:-1]
    assert [line.split("  [")[-1].rstrip("]") for line in left] == [m.id for m in survivors(found)]
    assert text.count("[unit.both:met.1:drop]") == 1
    data = as_json(found, compiled.rules, Lang.EN)
    assert {i["outcome"] for i in data["items"]} == {"killed", "unknown"}
    assert next(i for i in data["items"] if i["id"] == "unit.rate:met:edge")["by"]["case"] in {1, 2}


@pytest.mark.parametrize("ruleset", ["go-vap-2020", "quan-12-2020"])
def test_no_mutant_of_a_shipped_rule_set_is_unknown(ruleset: str) -> None:
    compiled = compile_file(rule_file(ruleset))
    file, _ = read_case_file(case_file_of(rule_file(ruleset)), compiled)
    assert file is not None
    found = list(run_mutants(compiled, file, mutants_of(compiled.rules)))
    assert [m.id for m in survivors(found)] == []
    assert sum(isinstance(r.outcome, Killed) for r in found) > 100
