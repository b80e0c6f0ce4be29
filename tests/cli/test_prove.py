"""prove: laws of a rule set, as text and as JSON."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from cli import Exit, main
from engine.plan.laws import LAWS
from tests.campaign import ROOT

BROKEN = ROOT / "fixtures" / "broken-rules"


SCHEMA = json.loads((ROOT / "docs" / "prove.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def prove(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["prove", *map(str, arguments)])


def test_a_law_that_holds_and_one_that_does_not_concern_the_rule_set() -> None:
    result = prove("quan-12-2020", "--law", "no-gain-by-violation", "--law", "quota-kept", "--examples", 5, "--jobs", 1)
    assert result.exit_code == Exit.DONE, result.output
    assert "chưa thấy trường hợp trái  no-gain-by-violation" in result.stdout
    assert "(5 trường hợp)" in result.stdout
    assert re.search("^không liên quan +quota-kept", result.stdout, re.MULTILINE)
    assert "kế hoạch không có hạn mức" in result.stdout
    last = "không tìm thấy trường hợp nào trái với các tính chất (5 bộ số liệu cho mỗi tính chất)"
    assert result.stdout.splitlines()[-1] == last


def test_no_more_is_claimed_than_was_tried() -> None:
    result = prove("quan-12-2020", "--law", "order-free", "--examples", 1, "--jobs", 1, "--lang", "en")
    assert result.exit_code == Exit.DONE, result.output
    assert "no case against it         order-free" in result.stdout
    last = "no case against the laws was found (generated records for each law: 1)"
    assert result.stdout.splitlines()[-1] == last
    assert "holds" not in result.stdout


def test_a_broken_law_is_shown_by_a_table_and_the_exit_code() -> None:
    result = prove(BROKEN / "dau-nguoc", "--law", "no-gain-by-worse-figure", "--examples", 20, "--jobs", 1)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "BỊ TRÁI" in result.stdout
    assert "“Số hồ sơ trễ hạn” từ 0 thành 5" in result.stdout
    assert "trước: chưa đủ điều kiện đề nghị" in result.stdout
    assert "sau: đủ điều kiện, đề nghị khen thưởng" in result.stdout


def test_json_holds_the_records_and_the_same_bytes_come_again() -> None:
    line = (BROKEN / "quen-loai-tru", "--law", "unit.clean", "--examples", 20, "--format", "json", "--lang", "en")
    first, second = prove(*line, "--jobs", 1), prove(*line, "--jobs", 2)
    assert first.stdout == second.stdout
    found = json.loads(first.stdout)
    VALID.validate(found)
    assert found["format"] == "xetkhen-prove/1"
    law = found["laws"][0]
    assert (law["law"], law["own"], law["state"]) == ("unit.clean", True, "broken")
    case = law["counterexample"]
    assert case["before"]["rows"]["violation"]
    assert case["broken"][0]["subject"] == "U1"
    assert case["after"] is None


def test_the_schema_holds_of_every_state_and_of_nothing_else() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    laws = ("no-gain-by-worse-figure", "missing-never-promotes", "quota-kept", "others-apart")
    line = [x for name in laws for x in ("--law", name)]
    found = json.loads(prove(BROKEN / "dau-nguoc", *line, "--examples", 20, "--jobs", 1, "--format", "json").stdout)
    VALID.validate(found)
    states = {law["law"]: law for law in found["laws"]}
    assert {law["state"] for law in states.values()} >= {"broken", "unconcerned", "holds"}
    assert states["no-gain-by-worse-figure"]["counterexample"]["after"] is not None
    broken = states["no-gain-by-worse-figure"]
    for wrong in (
        {**found, "format": "xetkhen-prove/2"},
        {**found, "laws": [{**broken, "state": "holds"}]},
        {**found, "laws": [{k: v for k, v in broken.items() if k != "counterexample"}]},
        {**found, "laws": [{**states["quota-kept"], "more": 1}]},
    ):
        with pytest.raises(ValidationError):
            VALID.validate(wrong)


def test_exceptions_are_by_the_schema() -> None:
    line = ("--law", "no-gain-by-violation", "--law", "higher-holds-lower", "--law", "quota-kept")
    result = prove("danh-gia-2023", *line, "--examples", 1, "--jobs", 1, "--format", "json")
    found = json.loads(result.stdout)
    VALID.validate(found)
    assert any(law["exceptions"] for law in found["laws"])


def test_several_processes_give_the_same_answer() -> None:
    line = ("quan-12-2020", "--law", "higher-holds-lower", "--law", "quota-kept", "--examples", 3)
    assert prove(*line, "--jobs", 1).stdout == prove(*line, "--jobs", 2).stdout


def test_the_list_names_every_law_and_the_exceptions() -> None:
    result = prove("danh-gia-2023", "--list")
    assert result.exit_code == Exit.DONE
    assert [n for n in LAWS if f"{n}:" not in result.stdout] == []
    assert "ngoại lệ ở `chuyen-de` (Điều 8, khoản 2" in result.stdout
    listed = json.loads(prove(BROKEN / "quen-loai-tru", "--list", "--format", "json").stdout)
    VALID.validate(listed)
    assert [law["law"] for law in listed["laws"]] == [*LAWS, "unit.clean"]


def test_a_law_that_is_not_there() -> None:
    result = prove("quan-12-2020", "--law", "no-such")
    assert result.exit_code == Exit.USAGE
    assert "không có tính chất `no-such`" in result.stderr
    assert "order-free" in result.stderr
