"""Reading cases: what is wrong is told at once, at its line, with the nearest right name."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import Diagnostic, Lang, Severity, render
from engine.source import Span
from tests.assurance.small import CASES, look, more, read


def found_in(folder: Path, cases: str) -> list[Diagnostic]:
    return list(look(folder, cases)[2])


def underlined(found: Diagnostic) -> str:
    assert isinstance(found.place, Span)
    return found.place.source.text[found.place.start : found.place.end]


@pytest.mark.parametrize(
    ("case", "code", "text", "hint"),
    [
        ("{note: x, wan: {unit/U: {criteria: {unit.rate: met}}}}", "unknown-key", "wan", "want"),
        (
            "{note: x, records: {vilation: []}, want: {unit/U: {criteria: {unit.rate: met}}}}",
            "unknown-name",
            "vilation",
            "violation",
        ),
        ("{note: x, set: {unit: {V: {ok: ''}}}, want: {unit/U: {criteria: {unit.rate: met}}}}", "case-row", "V", "U"),
        (
            "{note: x, set: {unit: {U: {on_tim: '1'}}}, want: {unit/U: {criteria: {unit.rate: met}}}}",
            "case-field",
            "on_tim",
            "on_time",
        ),
        (
            "{note: x, set: {unit: {U: {on_time: '95.55'}}}, want: {unit/U: {criteria: {unit.rate: met}}}}",
            "case-value",
            "'95.55'",
            "1 chữ số",
        ),
        (
            "{note: x, set: {unit: {U: {kind: wad}}}, want: {unit/U: {criteria: {unit.rate: met}}}}",
            "case-value",
            "wad",
            "`ward`",
        ),
        (
            "{note: x, set: {unit: {U: {ok: 'true'}}}, want: {unit/U: {criteria: {unit.rate: met}}}}",
            "case-value",
            "'true'",
            "`yes`",
        ),
        (
            "{note: x, set: {unit: {U: {sent_on: 31/5/2020}}}, want: {unit/U: {criteria: {unit.rate: met}}}}",
            "case-value",
            "31/5/2020",
            "2020-05-19",
        ),
        ("{note: x, as_of: 2020-13-01, want: {unit/U: {criteria: {unit.rate: met}}}}", "no-such-day", "2020-13-01", ""),
        (
            "{note: x, records: {violation: [{unit_id: W}]}, want: {unit/U: {criteria: {unit.rate: met}}}}",
            "case-owner",
            "W",
            "U",
        ),
        (
            "{note: x, drop: [grant], want: {unit/U: {criteria: {unit.rate: met}}}}",
            "case-not-read",
            "grant",
            "unit, violation",
        ),
        ("{note: x, want: {unit/V: {criteria: {unit.rate: met}}}}", "case-subject", "unit/V", "unit/U"),
        ("{note: x, want: {unit/U: {criteria: {unit.rat: met}}}}", "case-other-kind", "unit.rat", "unit.rate"),
        (
            "{note: x, want: {unit/U: {criterias: {unit.rate: met}, bars: {unit.bad: met}}}}",
            "unknown-key",
            "criterias",
            "criteria",
        ),
        ("{note: x, want: {unit/U: {criteria: {unit.rate: meet}}, unit/U : {}}}", "case-word", "meet", "met"),
        ("{note: x, want: {unit/U: {bars: {unit.bad: not-applicable}}}}", "case-word", "not-applicable", "met"),
        ("{note: x, want: {unit/U: {decisions: {prize: propsed}}}}", "case-word", "propsed", "proposed"),
        ("{note: x, want: {unit/U: {}}}", "case-wants-nothing", "{unit/U: {}}", "want"),
        (
            "{note: everything done, want: {unit/U: {criteria: {unit.rate: met}}}}",
            "case-twice",
            "everything done",
            "note",
        ),
        (
            "{note: x, answers: {U: {chosn: 'yes'}}, want: {unit/U: {criteria: {unit.rate: met}}}}",
            "unknown-name",
            "chosn",
            "",
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, case: str, code: str, text: str, hint: str) -> None:
    found = [d for d in found_in(tmp_path, more(case)) if d.severity is Severity.ERROR and d.code.id != "duplicate-key"]
    assert code in {d.code.id for d in found}, [d.message() for d in found]
    mine = next(d for d in found if d.code.id == code)
    assert underlined(mine) == text
    assert isinstance(mine.place, Span)
    assert mine.place.line == CASES.count("\n") + 1
    for lang in Lang:
        shown = render(mine, lang)
        assert "{" not in shown.splitlines()[0].replace(text, "")
    assert hint in render(mine)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = more(
        "{note: a, set: {unit: {U: {ok: maybe}}}, want: {unit/U: {criteria: {unit.rate: met}}}}",
        "{note: b, want: {unit/X: {criteria: {unit.rate: met}}}}",
        "{note: c, want: {unit/U: {decisions: {prise: proposed}}}}",
    )
    found = found_in(tmp_path, text)
    assert [d.code.id for d in found] == ["case-value", "case-subject", "case-other-kind"]
    assert [d.place.line for d in found if isinstance(d.place, Span)] == [18, 19, 20]


def test_attestations_need_the_days_they_cover(tmp_path: Path) -> None:
    found = found_in(tmp_path, CASES.replace("covers: [2020-06-01, 2020-11-30]\n", ""))
    assert [d.code.id for d in found] == ["wrong-type"]


def test_what_is_not_yaml_is_no_file_of_cases(tmp_path: Path) -> None:
    _, file, found = look(tmp_path, "cases: [")
    assert file is None
    assert [d.code.id for d in found] == ["yaml-syntax"]


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    _, file = read(tmp_path)
    assert [c.note for c in file.cases] == ["everything done", "just below"]
    assert [c.number for c in file.cases] == [1, 2]
    assert [(w.subject, w.part, w.name, w.word) for w in file.cases[1].wants] == [
        ("unit/U", "criteria", "unit.rate", "not-met"), ("unit/U", "decisions", "prize", "not-proposed"),
    ]  # fmt: skip
    assert file.cases[1].span.line == 15
