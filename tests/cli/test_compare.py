"""compare: who turned, because of which fact, rule or day; what a violation found later bars."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from cli import Exit, main
from engine.commands.comparing import later_files
from tests import campaign
from tests.campaign import BOOKS, EXTENSION, RESOLUTION, ROOT, book

DAY = ("--as-of", "2020-12-05", "-q")
SCHEMA = json.loads((ROOT / "docs" / "compare.schema.json").read_text("utf-8"))
LATER = ROOT / "fixtures" / "quan-12-2020-phat-hien-sau" / "14-phat-hien-sau-va-quyet-dinh.xlsx"
FOUND_LATER = ("--then-as-of", "2021-03-01", "--then", LATER)


@pytest.fixture(autouse=True)
def _read_once() -> Iterator[None]:
    with patch("engine.records.opening.files.read", campaign._read):
        yield


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["compare", "quan-12-2020", *map(str, BOOKS), *DAY, *map(str, arguments)])


def compared(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == Exit.DONE, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(found)
    assert found["assumption"] is False
    for one in found["results"]:
        counts = dict(one["counts"])
        whole = counts.pop("all")
        assert whole == sum(counts.values())
        assert sum(one["before"].values()) == whole - counts["appeared"]
        assert sum(one["after"].values()) == whole - counts["disappeared"]
    return found


def turns(found: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(t["key"], r["id"]): t for r in found["results"] for t in r["turns"]}


def test_a_violation_found_later_and_the_decisions_of_grant() -> None:
    found = compared(*FOUND_LATER)
    assert [lever["kind"] for lever in found["levers"]] == ["records", "day"]
    listed = {(one["key"], one["award"]): one for one in found["no_longer"]}
    assert set(listed) == {
        (key, "giay-khen") for key in ("CM03", "CM03-004", "PH01", "PH01-003", "CM02", "CM02-004", "CM02-001")
    }
    ph01 = listed["PH01", "giay-khen"]
    assert [(g["day"], g["document"]) for g in ph01["grants"]] == [("2020-12-18", "310/QĐ-MH")]
    assert [(a["award"], a["grants"][0]["document"]) for a in ph01["above"]] == [("bang-khen", "44/QĐ-MH")]
    assert listed["CM03", "giay-khen"]["grants"] == []
    causes = turns(found)
    assert causes["PH01", "giay-khen"]["causes"] == {"enough": [[0, 1]], "undoing": [[0], [1]]}
    assert causes["CM03", "giay-khen"]["causes"] == {"enough": [[1]], "undoing": [[1]]}
    assert ("SN06-002", "giay-khen") not in causes  # it lies after the campaign
    (reason,) = causes["PH01", "giay-khen"]["reasons"]
    assert (reason["code"], reason["cite_after"]) == ("bar", "kh 5-3")
    assert [fact["cells"][1]["file"] for fact in reason["facts"]] == [LATER.name]


def test_another_day_alone() -> None:
    found = compared("--then-as-of", "2020-12-31")
    arguments = ["compare", "quan-12-2020", *map(str, reversed(BOOKS)), *DAY, "--then-as-of", "31/12/2020"]
    again = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert json.loads(again.stdout) == found  # whatever the order of the files
    assert [lever["kind"] for lever in found["levers"]] == ["day"]
    assert found["mixtures"] == 0
    assert turns(found)["CM03", "giay-khen"]["after"] == "barred"


def test_a_deadline_that_another_document_moved() -> None:
    found = compared("--then-with", EXTENSION)
    assert {(t["key"], t["before"], t["after"]) for t in turns(found).values()} == {
        ("PH05", "not-proposed", "proposed"), ("PH06", "not-proposed", "proposed"),
    }  # fmt: skip
    changed = {(r["section"], r["id"]): r["change"] for r in found["rules"]}
    assert changed["deadlines", "register"] == "changed"
    texts = [t for r in found["rules"] if r["id"] == "register" for t in r["texts"]]
    assert {"before": "19/05/2020", "after": "19/05/2020 (gia hạn đến 25/05/2020)"} in texts


def test_rules_and_records_at_once_and_the_line() -> None:
    found = compared("--then-with", RESOLUTION, *(a for f in RESOLUTION.glob("*.xlsx") for a in ("--then", f)))
    assert [lever["kind"] for lever in found["levers"]] == ["rules", "records"]
    suspended = turns(found)["CM03", "giay-khen"]
    assert suspended["causes"]["enough"] == [[0, 1]]
    (reason,) = suspended["reasons"]
    assert (reason["code"], reason["before"], reason["after"]) == ("suspension", None, 0)
    lines = {(r["id"], r["kind"]): r["lines"] for r in found["results"] if r["lines"]}
    assert lines["bang-khen", "person"][0]["before"] is None
    assert lines["bang-khen", "person"][0]["after"]["places"] == [4, 4]
    came = {(r["section"], r["id"]) for r in found["rules"] if r["change"] == "came"}
    assert {("suspensions", "unit.case"), ("judgements", "voted")} <= came


def test_a_vote_settles_what_was_tied() -> None:
    found = json.loads(
        CliRunner().invoke(
            main,
            ["compare", "quan-12-2020", *map(str, [*BOOKS, *RESOLUTION.glob("*.xlsx")]), *DAY,
             "--with", str(RESOLUTION), "--then", str(RESOLUTION / "bieu-quyet"), "--format", "json"],
        ).stdout
    )  # fmt: skip
    Draft202012Validator(SCHEMA).validate(found)
    settled = turns(found)
    assert settled["CM01-003", "bang-khen"]["move"] == "gained"
    assert (settled["CM02-003", "bang-khen"]["before"], settled["CM02-003", "bang-khen"]["after"]) == (
        "tied", "outside-quota",
    )  # fmt: skip


def test_a_corrected_book_takes_the_place_of_the_one_of_its_name(tmp_path: Path) -> None:
    import openpyxl

    source = book("01")
    changed = openpyxl.load_workbook(source)
    sheet = changed["Danh sách đơn vị"]
    row = next(r for r in range(1, 60) if any(c.value == "PH02" for c in sheet[r]))
    sheet.cell(row, 6).value = "Không"
    changed.save(tmp_path / source.name)
    found = compared("--then", tmp_path / source.name)
    assert len(found["after"]["records"]["files"]) == len(BOOKS)
    (turn,) = turns(found).values()
    assert (turn["key"], turn["after"]) == ("PH02", "not-proposed")
    (fact,) = turn["reasons"][0]["facts"]
    assert fact["side"] == "both"
    assert fact["cells"][0]["cell"] == fact["cells"][1]["cell"] == f"F{row}"


def test_units_that_came_and_went_and_which_became_which(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    rules.joinpath("plan.yaml").write_text(
        'title: t\nnumber: unknown\nclauses:\n  - {id: "1", label: một, text: Có kế hoạch được khen}\n', "utf-8"
    )
    rules.joinpath("rules.yaml").write_text(
        "ruleset: t\ntitle: t\ndocuments: {kh: {clauses: plan.yaml}}\n"
        "registers:\n  unit:\n    label: Danh sách đơn vị\n    subject: Tập thể\n"
        "    key: {unit_id: {type: text, label: Mã đơn vị}}\n"
        "    name: {unit_name: {type: text, label: Tên đơn vị}}\n    fields: {ok: {type: yes-no, label: Có kế hoạch}}\n"
        "criteria:\n  unit.a: {label: có kế hoạch, met: ok, cite: kh 1, quote: Có kế hoạch}\n"
        "awards:\n  khen: {label: Khen, to: {unit: all criteria}, cite: kh 1, quote: được khen}\n",
        "utf-8",
    )
    sides = {
        "truoc": "A,Đơn vị A,Có\nB,Đơn vị B,Không\nC,Đơn vị C,Có\n",
        "sau": "A2,Đơn vị A,Không\nB,Đơn vị B,Có\nD,Đơn vị D,Có\n",
    }
    for name, rows in sides.items():
        tmp_path.joinpath(f"{name}.csv").write_text(f"Mã đơn vị,Tên đơn vị,Có kế hoạch\n{rows}", "utf-8")
    tmp_path.joinpath("ke-thua.csv").write_text("Mã cũ,Mã mới,Văn bản số,Ngày\nA,A2,1/QĐ,01/01/2021\n", "utf-8")
    result = CliRunner().invoke(
        main,
        ["compare", str(rules), str(tmp_path / "truoc.csv"), "--as-of", "2021-01-01", "-q", "--then-only", "--then",
         str(tmp_path / "sau.csv"), "--then", str(tmp_path / "ke-thua.csv"), "--format", "json"],
    )  # fmt: skip
    assert result.exit_code == Exit.DONE, result.output
    (one,) = json.loads(result.stdout)["results"]
    assert {(t["key"], t["move"]) for t in one["turns"]} == {("A2", "lost"), ("B", "gained")}
    assert [s["key"] for s in one["appeared"]] == ["D"]
    assert [s["key"] for s in one["disappeared"]] == ["C"]


def test_which_files_the_later_evaluation_has(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("x", "utf-8")
    other = tmp_path / "sau"
    other.mkdir()
    (other / "b.csv").write_text("y", "utf-8")
    here, later = str(tmp_path / "a.csv"), str(other / "b.csv")
    assert later_files((here, str(tmp_path / "b.csv")), (later,)) == (here, later)
    assert later_files((here,), (later,), only=True) == (later,)
    folder = tmp_path / "tat-ca"
    folder.mkdir()
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text("x", "utf-8")
    assert later_files((str(folder),), (later,)) == (str(folder / "a.csv"), later)
    assert later_files((str(folder),), (here.replace("a.csv", "c.csv"),))[0] == str(folder)


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        ((), "compare-nothing", Exit.USAGE),
        (("--then-only",), "compare-nothing", Exit.USAGE),
        (("--then-as-of", "hôm qua"), "bad-day", Exit.USAGE),
        (("--then", "khong-co.xlsx"), "file-missing", Exit.COULD_NOT_RUN),
        (("--then-ruleset", "khong-co"), "no-rule-file", Exit.COULD_NOT_RUN),
    ],
)
def test_what_cannot_be_compared_is_told(arguments: tuple[str, ...], code: str, exit_code: Exit) -> None:
    result = run(*arguments)
    assert result.exit_code == exit_code, result.output
    assert f"[{code}]" in result.stderr
    assert "Traceback" not in result.output


def test_into_a_file_and_a_place_where_nothing_can_be_written(tmp_path: Path) -> None:
    out = tmp_path / "so-sanh.txt"
    assert run("--then-as-of", "2020-12-31", "--out", out).exit_code == Exit.DONE
    assert out.read_text("utf-8").startswith("SO SÁNH HAI LẦN XÉT")
    bad = run("--then-as-of", "2020-12-31", "--out", tmp_path / "khong-co" / "x.txt")
    assert bad.exit_code == Exit.COULD_NOT_RUN
    assert "[cannot-write]" in bad.stderr
