"""Running cases: both evaluators, what is missed, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.assurance.cases import Ran, run_case
from engine.assurance.cases.cells import Columns
from engine.assurance.cases.running import Split, splits_of
from engine.assurance.cases.telling import told_misses, told_splits
from engine.diagnostics import Lang
from tests.assurance.small import more, read


def ran(folder: Path, *cases: str) -> Ran:
    compiled, file = read(folder, more(*cases))
    return run_case(compiled, Columns(compiled.plan), file, file.cases[-1])


@pytest.mark.parametrize(
    ("change", "criterion", "word"),
    [
        ("set: {unit: {U: {on_time: ''}}}", "unit.rate", "undetermined"),
        ("set: {unit: {U: {kind: agency}}}", "unit.both", "not-applicable"),
        ("set: {unit: {U: {good: 'no', files: '3'}}}", "unit.both", "met"),
        ("set: {unit: {U: {sent_on: 2020-06-10}}}", "unit.sent", "not-met"),
        ("set: {unit: {U: {sent_on: ''}}}, as_of: 2020-06-09", "unit.sent", "undetermined"),
    ],
)
def test_a_case_comes_as_wanted(tmp_path: Path, change: str, criterion: str, word: str) -> None:
    result = ran(tmp_path, f"{{note: x, {change}, want: {{unit/U: {{criteria: {{{criterion}: {word}}}}}}}}}")
    assert result.passed, result.misses


@pytest.mark.parametrize(
    ("change", "bar"),
    [
        ("attested: []", "undetermined"),
        ("drop: [violation]", "undetermined"),
        ("records: {violation: [{unit_id: U, committed_on: 2020-06-01, grave: 'yes'}]}", "met"),
        ("records: {violation: [{unit_id: U, committed_on: 2020-12-01, grave: 'yes'}]}", "not-met"),
        ("records: {violation: [{unit_id: U, committed_on: 2020-06-01, grave: '?'}]}", "undetermined"),
        ("counts: {violation: '1'}", "undetermined"),
    ],
)
def test_completeness_and_rejected_rows(tmp_path: Path, change: str, bar: str) -> None:
    result = ran(tmp_path, f"{{note: x, {change}, want: {{unit/U: {{bars: {{unit.bad: {bar}}}}}}}}}")
    assert result.passed, (result.misses, result.splits)


def test_a_miss_shows_expected_got_and_the_facts(tmp_path: Path) -> None:
    result = ran(
        tmp_path,
        "{note: x, set: {unit: {U: {on_time: '94.9'}}}, "
        "want: {unit/U: {criteria: {unit.rate: met, unit.both: met}, decisions: {prize: proposed}}}}",
    )
    assert not result.passed
    assert [m.want.name for m in result.misses] == ["unit.rate", "prize"]
    told = told_misses(result, Lang.VI)
    assert told[0].sentence == "unit.rate (unit.rate): mong đợi đạt, nhận được không đạt"
    assert any("94,9%" in line and "95%" in line for line in told[0].facts), told[0].facts
    assert any("unit.rate" in line for line in told[1].facts)
    assert told_misses(result, Lang.EN)[0].sentence == "unit.rate (unit.rate): expected met, got not met"
    assert told[0].line == 18


def test_evaluators_that_differ_are_found_wherever_they_do() -> None:
    one = {"unit/U": {"criteria": {"a": "met", "b": "met"}}}
    other = {"unit/U": {"criteria": {"a": "met", "b": "undetermined"}}, "unit/V": {"criteria": {"a": "met"}}}
    assert splits_of(one, one) == ()
    assert [(s.subject, s.name, s.schedule, s.reference) for s in splits_of(one, other)] == [
        ("unit/U", "b", "met", "undetermined"), ("unit/V", "a", None, "met"),
    ]  # fmt: skip


def test_no_result_is_told_from_a_result_that_is_no(tmp_path: Path) -> None:
    case = ran(tmp_path, "{note: x, want: {unit/U: {bars: {unit.bad: not-met}}}}")
    split = replace(case, splits=(Split("unit/U", "bars", "unit.bad", None, "not-met"),))
    (said,) = told_splits(split, Lang.VI)
    assert said.startswith("unit.bad của unit/U: hai bộ máy xét khác nhau; ")
    assert said.endswith("; bộ máy chính cho: (không có kết quả); bộ máy đối chiếu cho: “không có”")
    assert told_splits(split, Lang.EN)[0].endswith("gives: (no result); the reference gives: “there is none”")
