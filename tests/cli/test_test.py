"""xetkhen test: output, files and exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from cli import Exit, main
from engine.assurance.cases import watching
from engine.assurance.search.finding import Finder
from engine.assurance.search.suggesting import Suggester
from engine.evaluator import ChainDisagreesError, ChainLimitError
from tests.assurance.small import CASES, more, written
from tests.campaign import ROOT

OVERLAY = """\
overlay: later
over: case
title: Gia hạn
documents: {g: {clauses: plan.yaml}}
deadlines:
  hand-in: {extended: {by: 2020-06-14, cite: g 1, quote: "đến ngày 14 tháng 6 năm 2020"}}
"""
PLAN = """\
title: Gia hạn
number: unknown
clauses: [{id: "1", text: "Gia hạn đến ngày 14 tháng 6 năm 2020"}]
"""


SCHEMA = json.loads((ROOT / "docs" / "test.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def read_json(*arguments: str | Path) -> Any:
    """Run it for JSON, which is by its schema."""
    found = json.loads(run(*arguments, "--format", "json").stdout)
    VALID.validate(found)
    return found


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["test", *(str(a) for a in arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def ruleset(tmp_path: Path) -> Path:
    return written(tmp_path / "small").parent


def failing(folder: Path) -> Path:
    (folder / "cases.yaml").write_text(CASES.replace("unit.rate: not-met", "unit.rate: met"), "utf-8")
    return folder


def test_cases_that_pass(ruleset: Path) -> None:
    done = run(ruleset)
    assert done.exit_code == Exit.DONE
    assert done.output == "case: 2 ca kiểm đều đúng\n"
    assert run(ruleset, "--lang", "en").output == "case: every case passes (2)\n"


def test_a_case_that_fails_shows_expected_got_and_why(ruleset: Path) -> None:
    done = run(failing(ruleset))
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert "SAI  ca 2 “just below”" in done.output
    assert "cases.yaml:15" in done.output
    assert "unit.rate (unit.rate): mong đợi đạt, nhận được không đạt" in done.output
    assert "94,9% (mức xét: từ 95% trở lên; còn thiếu 0,1 điểm phần trăm)" in done.output
    assert done.output.endswith("case: 1 trong 2 ca kiểm sai\n")


def test_no_case_at_all_is_a_failure(ruleset: Path) -> None:
    for text in ("as_of: 2020-01-01\ncases: []\n", None):
        file = ruleset / "cases.yaml"
        file.unlink() if text is None else file.write_text(text, "utf-8")
        done = run(ruleset)
        assert done.exit_code == Exit.COULD_NOT_RUN
        assert "lỗi[no-cases]" in done.stderr


def test_a_mistake_in_the_file_runs_nothing(ruleset: Path) -> None:
    (ruleset / "cases.yaml").write_text(more("{note: x, want: {unit/V: {criteria: {unit.rate: met}}}}"), "utf-8")
    done = run(ruleset)
    assert done.exit_code == Exit.RULES_HAVE_ERRORS
    assert done.stdout == ""
    assert "lỗi[case-subject]: `unit/V`" in done.stderr
    assert "cases.yaml:18:" in done.stderr


def test_only_some_cases(ruleset: Path) -> None:
    assert run(ruleset, "--only", "just").output == "case: 1 ca kiểm đều đúng (chọn 1 trong 2 ca)\n"
    assert run(ruleset, "--only", "1").exit_code == Exit.DONE
    lost = run(ruleset, "--only", "everything dome")
    assert lost.exit_code == Exit.COULD_NOT_RUN
    assert "có phải là `everything done`?" in lost.stderr


def test_which_rule_sets(ruleset: Path) -> None:
    assert run().exit_code == Exit.USAGE
    assert run(ruleset, "--all").exit_code == Exit.USAGE
    assert run(ruleset, ruleset, "--with", "x").exit_code == Exit.USAGE
    assert run(ruleset, "--suggest").exit_code == Exit.USAGE
    both = run(ruleset, failing(Path(shutil.copytree(ruleset, ruleset.parent / "other"))))
    assert both.exit_code == Exit.COULD_NOT_RUN
    assert "case: 2 ca kiểm đều đúng" in both.output
    assert run("nowhere").exit_code == Exit.COULD_NOT_RUN


def test_junit_is_xml_that_counts(ruleset: Path, tmp_path: Path) -> None:
    text = CASES.replace("unit.rate: not-met", "unit.rate: met").replace("just below", 'below & "just" <94.9>')
    (ruleset / "cases.yaml").write_text(
        text.replace("note: below", "note: 'below").replace("<94.9>", "<94.9>'"), "utf-8"
    )
    out = tmp_path / "junit.xml"
    assert run(ruleset, "--junit", out).exit_code == Exit.COULD_NOT_RUN
    root = ET.parse(out).getroot()  # noqa: S314 - it was just written
    assert (root.tag, root.attrib["tests"], root.attrib["failures"]) == ("testsuites", "2", "1")
    (suite,) = root
    assert (suite.attrib["name"], suite.attrib["tests"], suite.attrib["failures"], suite.attrib["errors"]) == (
        "case",
        "2",
        "1",
        "0",
    )
    good, bad = suite
    assert good.attrib["name"] == "01 everything done"
    assert len(good) == 0
    assert bad.attrib["name"] == '02 below & "just" <94.9>'
    failure = bad.find("failure")
    assert failure is not None
    assert failure.attrib["message"].startswith("unit.rate (unit.rate): mong đợi đạt")
    assert "94,9%" in (failure.text or "")
    first = out.read_bytes()
    run(ruleset, "--junit", out)
    assert out.read_bytes() == first
    assert run(ruleset, "--junit", tmp_path / "no" / "x.xml").exit_code == Exit.COULD_NOT_RUN


def test_json(ruleset: Path) -> None:
    data = json.loads(run(failing(ruleset), "--format", "json").stdout)
    assert (data["format"], data["ruleset"], data["cases"], data["failed"]) == ("xetkhen-test/1", "case", 2, 1)
    miss = data["results"][1]["misses"][0]
    assert (miss["name"], miss["expected"], miss["got"]) == ("unit.rate", "met", "not-met")
    assert miss["because"]
    assert [d["ruleset"] for d in json.loads(run(ruleset, ruleset, "--format", "json").stdout)] == ["case", "case"]


def test_the_schema_holds_of_what_is_printed_and_of_nothing_else(ruleset: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other").parent
    Draft202012Validator.check_schema(SCHEMA)
    both = read_json(ruleset, other, "--mutate", "--suggest")
    assert [one["ruleset"] for one in both] == ["case", "case"]
    outcomes = {i["outcome"]: i for i in both[0]["mutation"]["items"]}
    assert set(outcomes) >= {"killed", "unknown"}
    suite = read_json(other, "--coverage", "--suggest")
    for wrong in (
        {**suite, "format": "xetkhen-test/2"},
        {**suite, "more": 1},
        {**suite, "results": [{**suite["results"][0], "misses": []}]},
        {**suite, "mutation": {**both[0]["mutation"], "items": [{**outcomes["unknown"], "proof": "solver"}]}},
        {**suite, "mutation": {**both[0]["mutation"], "items": [{**outcomes["killed"], "more": 1}]}},
        {**suite, "coverage": {k: v for k, v in suite["coverage"].items() if k != "not_found"}},
    ):
        with pytest.raises(ValidationError):
            VALID.validate(wrong)


def test_coverage_and_its_threshold(ruleset: Path) -> None:
    done = run(ruleset, "--coverage")
    assert done.exit_code == Exit.DONE
    assert "ca kiểm phủ 36% (" in done.output
    low = run(ruleset, "--fail-under", "37")
    assert low.exit_code == Exit.COULD_NOT_RUN
    assert "độ phủ 36% thấp hơn mức yêu cầu 37%" in low.stderr
    assert run(ruleset, "--fail-under", "36").exit_code == Exit.DONE
    assert run(ruleset, "--fail-under", "101").exit_code == Exit.USAGE
    data = read_json(ruleset, "--coverage")["coverage"]
    assert data["percent"] == 36


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_tables_are_as_wide_as_the_terminal(
    ruleset: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run(ruleset, "--coverage", "--mutate").stdout.splitlines()
    assert max(len(one) for one in lines if not one.startswith("    [")) <= columns  # an id is one word
    whole = any(one.startswith("unit.rate ") and "mức: on_time >= 95%" in one and "dòng" in one for one in lines)
    assert whole is (columns > 40)


def test_mutants_that_are_unknown_are_an_error(ruleset: Path) -> None:
    done = run(ruleset, "--mutate")
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert "CHƯA RÕ\n" in done.output
    assert "  [unit.both:met:or]\n" in done.output
    assert "bị phát hiện, ca 1" in done.output
    data = read_json(ruleset, "--mutate", "--only", "1")["mutation"]
    assert {i["by"]["case"] for i in data["items"] if i["outcome"] == "killed"} == {1}


def test_a_case_that_fails_covers_nothing_and_catches_no_mutant(ruleset: Path) -> None:
    whole = read_json(ruleset, "--mutate", "--coverage")
    done = run(failing(ruleset), "--mutate", "--coverage", "--format", "json")
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert "1 ca kiểm sai không được tính vào độ phủ và không dùng để thử lỗi" in done.stderr
    found = json.loads(done.stdout)
    VALID.validate(found)
    numbers = {c["number"] for c in found["results"] if not c["passed"]}
    assert not numbers & {i["by"]["case"] for i in found["mutation"]["items"] if i["outcome"] == "killed"}
    assert found["coverage"]["percent"] < whole["coverage"]["percent"]


def test_suggestions_are_ready_cases(ruleset: Path) -> None:
    done = run(ruleset, "--coverage", "--suggest", "--lang", "en")
    assert "A case that shows" in done.output
    assert '  - note: U on_time = 95.1\n    set: {unit: {U: {on_time: "95.1"}}}\n' in done.output


def test_what_no_case_is_found_for_is_named_with_what_to_do(ruleset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Finder, "find", lambda *_: None)
    monkeypatch.setattr(Finder, "singles", lambda *_: iter(()))
    monkeypatch.setattr(Suggester, "solved", lambda *_: None)
    done = run(ruleset, "--coverage", "--mutate", "--suggest")
    goals, mutants = done.stdout.split("Không tìm được ca kiểm nhỏ cho:\n")[1:]
    assert "  unit.rate: ngay trên mức: on_time >= 95%  [unit.rate:met:above]\n" in goals
    assert "[unit.both:met:or]" in mutants
    for part in (goals, mutants):
        assert f"Viết tay: thêm một ca vào khóa `cases` của {ruleset / 'cases.yaml'}" in " ".join(part.split())
    done = run(ruleset, "--coverage", "--suggest", "--lang", "en")
    assert "Write it by hand: add a case under `cases` in" in " ".join(done.stdout.split())
    data = read_json(ruleset, "--coverage", "--suggest")["coverage"]
    assert data["suggestions"] == []
    assert "unit.rate:met:above" in data["not_found"]


def test_what_is_wrongly_declared_is_an_error(ruleset: Path) -> None:
    (ruleset / "cases.yaml").write_text(CASES + 'unreachable:\n  - {id: "unit.rate:met:at", why: x y}\n', "utf-8")
    done = run(ruleset, "--coverage")
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert "lỗi[unreachable-reached]: `unit.rate:met:at`" in done.stderr


def test_watch_runs_again_on_a_change_and_lives_through_mistakes(
    ruleset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ruleset / "cases.yaml"
    waits = 0

    def wait(_: float) -> None:
        nonlocal waits
        waits += 1
        match waits:
            case 1:
                file.write_text("cases: [", "utf-8")
            case 2:
                file.write_text(more("{note: third, want: {unit/U: {criteria: {unit.rate: met}}}}"), "utf-8")
            case _:
                raise KeyboardInterrupt

    monkeypatch.setattr(watching.changes, "__defaults__", (wait,))
    done = run(ruleset, "--watch")
    assert done.exit_code == Exit.DONE
    assert "case: 2 ca kiểm đều đúng" in done.output
    assert "lỗi[yaml-syntax]" in done.output
    assert "case: 3 ca kiểm đều đúng" in done.output
    assert "đang theo dõi" in done.output


def test_cases_of_a_document_laid_over_a_plan(ruleset: Path) -> None:
    folder = ruleset.parent / "above"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, "utf-8")
    overlay = folder / "overlay.yaml"
    overlay.write_text(OVERLAY, "utf-8")
    assert run(ruleset, "--with", folder).output == "case: 2 ca kiểm đều đúng\n"  # no cases of its own: those below
    own = CASES.replace("sent_on: 2020-06-09", "sent_on: 2020-06-14")
    (folder / "overlay.cases.yaml").write_text(own, "utf-8")
    assert run(ruleset, "--with", folder).output == "case: 2 ca kiểm đều đúng\n"
    (folder / "overlay.cases.yaml").write_text("as_of: 2020-12-05\ncases: []\n", "utf-8")
    done = run(ruleset, "--with", overlay)
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert "overlay.cases.yaml" in done.stderr


@pytest.mark.parametrize(
    ("raised", "code"), [(ChainDisagreesError("x"), "chain-disagrees"), (ChainLimitError(9), "chain-limit")]
)
def test_a_chain_that_does_not_hold_is_one_sentence(
    ruleset: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception, code: str
) -> None:
    def broken(*_: object) -> None:
        raise raised

    monkeypatch.setattr("engine.assurance.cases.running.evaluate", broken)
    done = run(ruleset)
    assert done.exit_code == Exit.COULD_NOT_RUN
    assert f"lỗi[{code}]" in done.stderr
    assert "Traceback" not in done.output
