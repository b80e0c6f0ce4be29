"""analyze: what it prints, as text and as JSON, reasons declared beside the rule set, and what it exits with."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from cli import Exit, main
from engine.assurance.analysis.asking import Answer, State
from engine.assurance.analysis.json_out import as_json
from engine.assurance.analysis.telling import as_text
from engine.diagnostics import Lang
from tests.assurance.analysis.little import FAULTY, base, faulty, faulty_answers
from tests.campaign import ROOT
from tests.conformance import build

from ..conftest import Golden

SCHEMA = json.loads((ROOT / "docs" / "analyze.schema.json").read_text("utf-8"))
CASES = """\
covers: [2020-06-01, 2020-11-30]
day: 2020-12-01
as_of: 2020-12-05
base: {unit: [{unit_id: U}]}
cases: [{note: nothing is known, want: {unit/U: {decisions: {one: pending}}}}]
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build.write_ruleset(build.merged(base(), build.texts(FAULTY)), tmp_path_factory.mktemp("faulty"))


@pytest.fixture
def cases(rules: Path) -> Iterator[Path]:
    file = rules.parent / "cases.yaml"
    yield file
    file.unlink(missing_ok=True)


def analyze(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["analyze", *map(str, arguments), "--jobs", "1"])


def verdicts(result: Result) -> dict[str, str]:
    found = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(found)
    return {q["id"]: q["verdict"] for q in found["questions"]}


@pytest.mark.parametrize("lang", Lang)
def test_everything_wrong_is_told(golden: Golden, lang: Lang) -> None:
    text = as_text(faulty(), faulty_answers(), lang, every=False, dossiers=False)
    golden(f"analysis/faulty.{lang.value}.txt", text)


@pytest.mark.parametrize(
    ("lang", "spent", "more"),
    [
        (Lang.VI, "Công sức đã dùng cho mỗi phép giải: --effort 3", "lớn hơn, ví dụ 15."),
        (Lang.EN, "Effort spent on each formula: --effort 3", "for example 15."),
    ],
)
def test_what_is_unknown_wants_more_effort_and_no_reason(lang: Lang, spent: str, more: str) -> None:
    unknown = [replace(a, answer=Answer(State.UNKNOWN), why=(), clash=()) for a in faulty_answers() if a.wants]
    text = " ".join(as_text(faulty(), unknown, lang, every=False, dossiers=False, effort=3_000_000).split())
    assert text.count(spent) == 1
    assert more in text
    assert "unreachable" not in text


def test_json_holds_every_answer_and_its_records() -> None:
    found: dict[str, Any] = json.loads(as_json(faulty(), faulty_answers(), Lang.VI))
    Draft202012Validator(SCHEMA).validate(found)
    by_id = {q["id"]: q for q in found["questions"]}
    assert list(by_id) == [a.id for a in faulty_answers()]
    overlap = by_id["band-overlap/unit.twice/1/2"]
    assert [row["files"] for row in overlap["dossier"]["rows"]["unit"]] == ["3"]
    assert by_id["criterion-decides/unit.weak/prize"]["implied_by"] == ["unit.strong"]
    follows = by_id["criterion-decides/unit.yea/nobody"]
    assert (follows["verdict"], follows["follows_from"]) == ("follows", "award/nobody/unit")
    assert found["effort"] == 20
    (clash,) = by_id["award/nobody/unit"]["clash"]
    assert clash == {"condition": "criterion", "name": "unit.against", "award": "nobody"}


def test_only_some_questions_and_their_list(rules: Path) -> None:
    listed = analyze(rules, "--list", "--ask", "band-gap", "--ask", "grade/unit.grade/best")
    assert listed.exit_code == Exit.DONE
    ids = ["band-gap/unit.open", "band-gap/unit.twice", "band-gap/unit.whole", "grade/unit.grade/best"]
    assert listed.stdout.splitlines() == ids
    asked = analyze(rules, "--ask", "band-gap/unit.twice", "--ask", "band-gap/unit.whole")
    assert asked.exit_code == Exit.DONE
    assert "đúng            các mức điểm của “unit.twice” nhận hết mọi số liệu" in asked.stdout
    assert "không có điều gì cần xem" in asked.stdout
    every = analyze(rules, "--list").stdout.splitlines()
    assert every == [a.id for a in faulty_answers()]


def test_dossiers_of_what_is_sound_are_printed_where_they_are_asked_for(rules: Path) -> None:
    plain, shown = (analyze(rules, "--ask", "award/one", *more) for more in ((), ("--all", "--dossiers")))
    assert (plain.exit_code, shown.exit_code) == (Exit.DONE, Exit.DONE)
    assert "──" not in plain.stdout
    assert "── award/one/unit: tập thể có thể đủ điều kiện đề nghị “one”" in shown.stdout
    assert "Tập thể U1:" in shown.stdout
    english = analyze(rules, "--ask", "award/one", "--dossiers", "--lang", "en")
    assert "tập thể can fulfil everything for “one”" in english.stdout


def test_too_little_effort_is_unknown_and_no_success(rules: Path) -> None:
    result = analyze(rules, "--ask", "award/one", "--effort", "1", "--format", "json")
    assert verdicts(result) == {"award/one/unit": "sound"}  # a million steps are plenty here
    assert analyze(rules, "--effort", "0").exit_code == Exit.USAGE


@pytest.mark.parametrize(("lang", "words"), [("vi", "không có câu hỏi phân tích nào"), ("en", "no question")])
def test_an_id_that_is_not_there(rules: Path, lang: str, words: str) -> None:
    result = analyze(rules, "--ask", "band-gap/unit.opn", "--lang", lang)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert words in result.stderr
    assert "band-gap/unit.open" in result.stderr  # what was meant


def test_a_declared_reason_answers_what_is_wanting(rules: Path, cases: Path) -> None:
    asked = ("--ask", "band-gap/unit.open", "--ask", "band-gap/unit.whole")
    assert analyze(rules, *asked).exit_code == Exit.COULD_NOT_RUN
    why = "kế hoạch chỉ chấm đến 2 hồ sơ, từ 4 hồ sơ trở lên không có điểm"
    cases.write_text(f'{CASES}unreachable: [{{id: "analysis:band-gap/unit.open", why: "{why}"}}]\n', "utf-8")
    result = analyze(rules, *asked)
    assert result.exit_code == Exit.DONE, result.output
    assert "đã nêu lý do" in result.stdout
    assert why in result.stdout
    assert verdicts(analyze(rules, *asked, "--format", "json"))["band-gap/unit.open"] == "declared"


def test_what_only_follows_is_told_in_a_line_and_not_counted(rules: Path, cases: Path) -> None:
    asked = ("--ask", "award/nobody", "--ask", "criterion-decides/unit.yea/nobody")
    plain = analyze(rules, *asked)
    assert plain.exit_code == Exit.COULD_NOT_RUN
    assert plain.stdout.count("tiêu chí “unit.yea”") == 1
    assert plain.stdout.count("CẦN XEM") == plain.stdout.count("`unreachable`") == 1
    assert plain.stdout.endswith("\n1 điều cần xem\n")
    cases.write_text(f'{CASES}unreachable: [{{id: "analysis:award/nobody/unit", why: vì thế}}]\n', "utf-8")
    declared = analyze(rules, *asked)
    assert declared.exit_code == Exit.DONE, declared.output
    assert declared.stdout.count("tiêu chí “unit.yea”") == 1
    assert declared.stdout.endswith("\nkhông có điều gì cần xem\n")
    alone = analyze(rules, "--ask", "criterion-decides/unit.yea/nobody")
    assert alone.exit_code == Exit.COULD_NOT_RUN
    assert "trước hết là vì không ai có thể được hình thức này" in alone.stdout


@pytest.mark.parametrize(
    ("id_", "code"),
    [
        ("band-gap/unit.opn", "unreachable-unknown"), ("band-gap/unit.whole", "declared-sound"),
        ("no-grade/unit.grade", "declared-sound"),
    ],
)  # fmt: skip
def test_a_reason_that_answers_nothing_is_an_error(rules: Path, cases: Path, id_: str, code: str) -> None:
    cases.write_text(f'{CASES}unreachable: [{{id: "analysis:{id_}", why: vì thế}}]\n', "utf-8")
    result = analyze(rules, "--ask", "band-gap/unit.whole", "--ask", "no-grade")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert f"[{code}]" in result.stderr
    assert f"analysis:{id_}" in result.stderr
    assert "cases.yaml:6:" in result.stderr


def test_the_other_commands_leave_reasons_of_the_analysis_alone(rules: Path, cases: Path) -> None:
    cases.write_text(f'{CASES}unreachable: [{{id: "analysis:band-gap/unit.open", why: vì thế}}]\n', "utf-8")
    result = CliRunner().invoke(main, ["test", str(rules), "--coverage"])
    assert result.exit_code == Exit.DONE, result.output


@pytest.mark.parametrize("command", [("analyze", "go-vap-2020"), ("diff", "go-vap-2020", "go-vap-2020")])
@pytest.mark.parametrize(("lang", "words"), [("vi", "chưa cài bộ giải"), ("en", "is not installed")])
def test_without_the_solver_there_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], lang: str, words: str
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: None if name == "z3" else found(name, *more))
    result = CliRunner().invoke(main, [*command, "--lang", lang])
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert words in result.stderr
    assert "pip install 'xetkhen[analysis]'" in result.stderr
    assert not result.stdout


def test_an_overlay_is_part_of_what_is_analyzed() -> None:
    overlay = ROOT / "fixtures" / "quan-12-2020-nghi-quyet"
    result = analyze("quan-12-2020", "--with", overlay, "--list")
    assert result.exit_code == Exit.DONE
    assert "suspension-decides/unit.case/giay-khen" in result.stdout.splitlines()
    assert "suspension-decides" not in analyze("quan-12-2020", "--list").stdout


def test_cases_that_cannot_be_read_declare_nothing_and_end_it(rules: Path, cases: Path) -> None:
    cases.write_text(CASES.replace("want:", "wnat:"), "utf-8")
    done = analyze(rules.parent)
    assert done.exit_code == Exit.RULES_HAVE_ERRORS
    assert "wnat" in done.stderr
    assert not done.stdout
