"""diff: two versions from the command line, as text and as JSON, and on real records."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from cli import Exit, main
from engine.assurance.analysis.difftext import Replay, as_text
from engine.assurance.analysis.json_out import diff_json
from engine.assurance.analysis.lines import lines_of, with_lines
from engine.assurance.analysis.versions import Difference
from engine.assurance.analysis.written import Changed
from engine.assurance.properties.outcomes import judged
from engine.bundle import rule_file
from engine.diagnostics import Lang
from tests.assurance.analysis.little import base, plan_of
from tests.assurance.analysis.test_versions import QUOTA, SECTIONS, versions
from tests.campaign import BOOKS, EXTENSION, ROOT
from tests.conformance import build

from ..conftest import Golden

SCHEMA = json.loads((ROOT / "docs" / "diff.schema.json").read_text("utf-8"))
NARROWER = "criteria: {unit.yea: {met: ok and good}}"
MORE = "registers: {unit: {fields: {asked: {type: yes-no}}}}\ncriteria: {unit.yea: {met: ok and asked}}"
FEWER_PLACES = "awards: {first: {quota: {unit: {count: '1'}}}}"


def diff(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


def checked(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    Draft202012Validator(SCHEMA).validate(found)
    return found


@pytest.mark.parametrize(
    ("name", "sections", "over", "lang"),
    [
        ("narrower", SECTIONS, NARROWER, Lang.VI), ("narrower", SECTIONS, NARROWER, Lang.EN),
        ("fewer-places", QUOTA, FEWER_PLACES, Lang.VI), ("one-column-more", SECTIONS, MORE, Lang.VI),
    ],
)  # fmt: skip
def test_what_is_told(golden: Golden, name: str, sections: str, over: str, lang: Lang) -> None:
    old, new = plan_of(sections), plan_of(sections, over)
    golden(f"analysis/{name}.{lang.value}.txt", as_text(old, new, versions(sections, over), lang, None))


@pytest.mark.parametrize(("sections", "over"), [(SECTIONS, NARROWER), (QUOTA, FEWER_PLACES), (SECTIONS, "")])
def test_json_holds_both_sides(sections: str, over: str) -> None:
    found = versions(sections, over)
    told = checked(diff_json(plan_of(sections), plan_of(sections, over), found, Lang.VI, None))
    assert (told["equivalent"], told["different"]) == (not over, bool(over))
    assert told["replay"] is None
    for one, same in zip(told["compared"], found.compared, strict=True):
        assert (one["target"], one["kind"], one["alike"]) == (same.target, same.kind, same.alike)
        dossiers = [*one["ways"].values(), *([one["chosen"]] if one["chosen"] else [])]
        for way in dossiers:
            if way["state"] == "found":
                assert way["old"]["judged"] != way["new"]["judged"]


def written(folder: Path, over: str) -> Path:
    sections = "criteria: {unit.yea: {met: ok or good}}\nawards: {prize: {to: {unit: [unit.yea]}}}"
    tree = build.merged(build.merged(base(), build.texts(sections)), build.texts(over))
    return build.write_ruleset(tree, folder)


def test_equivalent_versions_exit_with_0_and_others_with_1(tmp_path: Path) -> None:
    old = written(tmp_path / "old", "criteria: {}")
    turned = written(tmp_path / "turned", 'criteria: {unit.yea: {met: "not (not good and not ok)", label: khác}}')
    found = diff(old, turned)
    assert found.exit_code == Exit.DONE, found.output
    assert "sửa tiêu chí unit.yea" in found.stdout
    assert "như nhau với mọi hồ sơ (đã chứng minh)" in found.stdout
    assert "Hai bản tương đương" in found.stdout
    narrower = written(tmp_path / "narrower", "criteria: {unit.yea: {met: ok}}")
    told = diff(old, narrower, "--format", "json", "--lang", "en")
    assert told.exit_code == Exit.COULD_NOT_RUN
    assert checked(told.stdout)["compared"][0]["ways"]["loses"]["state"] == "found"
    assert told.stdout == diff(old, narrower, "--format", "json", "--lang", "en").stdout


DEADLINE = """
deadlines: {hand-in: {by: "%s"}}
criteria:
  unit.early: {met: sent_on meets hand-in}
  unit.good: {met: good and sent_on meets hand-in}
awards: {prize: {to: {unit: [unit.early, unit.good]}}}
"""


def test_what_is_written_otherwise_is_told_line_by_line(tmp_path: Path) -> None:
    old = written(tmp_path / "old", "criteria: {unit.yea: {met: ok and good, label: cũ}}")
    new = written(tmp_path / "new", "criteria: {unit.yea: {met: ok   or good, label: mới}}")
    told = diff(old, new).stdout
    assert "  sửa tiêu chí unit.yea (mới)\n    - met: ok and good\n    + met: ok or good\n\n" in told
    (changed,) = checked(diff(old, new, "--format", "json").stdout)["changed"]
    assert changed["lines"] == ["- met: ok and good", "+ met: ok or good"]


def test_a_changed_deadline_is_told_once(tmp_path: Path) -> None:
    old, new = (written(tmp_path / day, DEADLINE % day) for day in ("2020-06-10", "2020-06-20"))
    told = diff(old, new).stdout
    assert "  sửa thời hạn hand-in\n    - by: 2020-06-10\n    + by: 2020-06-20\n" in told
    assert told.count("  sửa ") == 1
    assert "không sửa, nhưng đổi theo những chỗ trên: tiêu chí unit.early; tiêu chí unit.good" in told
    changed = checked(diff(old, new, "--format", "json").stdout)["changed"]
    assert [(c["id"], c["how"]) for c in changed] == [
        ("hand-in", "changed"), ("unit.early", "follows"), ("unit.good", "follows"),
    ]  # fmt: skip


def test_a_document_that_puts_a_deadline_right_is_told_by_its_lines() -> None:
    lines = [lines_of(rule_file("quan-12-2020"), over) for over in ((), (EXTENSION / "overlay.yaml",))]
    found = [Changed("deadlines", d, "changed") for d in sorted(i for s, i in lines[0] if s == "deadlines")]
    told = with_lines(found, *lines)
    assert [c.id for c in told if c.lines] == ["register"]
    assert next(c for c in told if c.lines).lines == ("+ extended.by: 2020-05-25",)


def test_what_only_one_version_has_is_a_difference(tmp_path: Path) -> None:
    old = written(tmp_path / "old", "criteria: {}")
    new = written(tmp_path / "new", "awards: {medal: {to: {unit: [unit.yea]}}}")
    found = diff(old, new)
    assert found.exit_code == Exit.COULD_NOT_RUN
    assert "thêm hình thức khen thưởng medal" in found.stdout
    assert "chỉ có ở bản mới: medal, tập thể" in found.stdout
    assert "Hai bản không tương đương." in found.stdout
    assert checked(diff(old, new, "--format", "json").stdout)["apart"] == [
        {"section": "awards", "id": "medal/unit", "how": "new"}
    ]


def test_rules_that_are_wrong(tmp_path: Path) -> None:
    wrong = written(tmp_path / "wrong", "criteria: {unit.yea: {met: okay}}")
    assert diff(wrong, wrong).exit_code == Exit.RULES_HAVE_ERRORS
    assert diff("no-such", "no-such").exit_code != Exit.DONE


@pytest.fixture
def _unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask no solver: what it says of these two is told elsewhere."""
    monkeypatch.setattr("engine.assurance.analysis.versions.difference", lambda *_: Difference((), (), ()))


@pytest.mark.usefixtures("_unasked")
def test_real_records_are_judged_again_by_both() -> None:
    line = ("quan-12-2020", "quan-12-2020", *BOOKS, "--then-with", EXTENSION, "--as-of", "2020-12-05", "-q")
    replay = checked(diff(*line, "--format", "json", "--lang", "en").stdout)["replay"]
    assert [(r["kind"], r["subject"], r["target"]) for r in replay] == [
        ("unit", "PH05", "giay-khen"), ("unit", "PH06", "giay-khen"),
    ]  # fmt: skip
    assert replay[0]["old"].startswith("does not qualify")
    assert replay[0]["new"].startswith("qualified, proposed")


@pytest.mark.usefixtures("_unasked")
def test_real_records_that_both_judge_alike() -> None:
    same = diff("quan-12-2020", "quan-12-2020", BOOKS[0], "-q", "--as-of", "2020-12-05")
    assert re.search(r"Xét lại trên số liệu thật: cả \d+ kết quả như nhau\.", same.stdout)


def test_whose_results_are_otherwise_is_told_in_a_table() -> None:
    old, new = plan_of(SECTIONS), plan_of(SECTIONS, NARROWER)
    found = versions(SECTIONS, NARROWER)
    records = found.compared[0].ways[0].answer.records
    assert records is not None
    text = as_text(old, new, found, Lang.VI, Replay(judged(old, records), judged(new, records)))
    table = text[text.index("Xét lại trên số liệu thật: 1 trong ") :].splitlines()
    assert table[1].split("  ")[0] == "đối tượng"
    assert table[3].startswith("U1 ")
    assert "đủ điều kiện" in table[3]
