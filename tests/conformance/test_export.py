"""The cases as data for other implementations: by the schema, complete, and held against what was found."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from . import build
from .__main__ import main
from .export import SCHEMA, checked, document, exported, told
from .programs import by_reference

CASES = build.cases()
TREE: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
PAGE = (SCHEMA.parent / "conformance.md").read_text("utf-8")


def validator(of: str) -> Draft202012Validator:
    """Return what checks one of the schema's documents."""
    return Draft202012Validator({**TREE, "$ref": f"#/$defs/{of}"})


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(TREE)
    assert Draft202012Validator(TREE).is_valid(exported(CASES[:1]))


@pytest.mark.parametrize("file", sorted(build.HERE.glob("*.yaml")), ids=lambda f: f.stem)
def test_a_file_is_by_the_schema(file: Path) -> None:
    tree = build.texts(file.read_text("utf-8"))
    assert not [f"{e.json_path}: {e.message}" for e in validator("file").iter_errors(tree)]


def test_the_export_is_by_the_schema_and_whole() -> None:
    """Each case stands on its own: nothing is based on anything, no built-in row lacks a day."""
    text = document(CASES)
    tree = json.loads(text)
    assert text == document(list(CASES))
    assert not [f"{e.json_path}: {e.message}" for e in validator("export").iter_errors(tree)]
    assert [c["name"] for c in tree["cases"]] == [c.name for c in CASES]
    assert not [c["name"] for c in tree["cases"] if "base" in c["rules"]]
    assert all(row["day"] is not None for c in tree["cases"] for row in c["records"].get("attestation", ()))


@pytest.mark.parametrize("case", CASES[::40], ids=lambda c: c.name)
def test_an_exported_case_comes_to_the_same(case: build.Case, tmp_path: Path) -> None:
    """Read from the export alone, a case finds what it finds from its file; so much is in `found`."""
    tree = exported([case], found=True)["cases"][0]
    assert validator("case").is_valid(tree)
    again = build.Case(
        tree["name"], tree["note"], tree["rules"], tree["records"], tree["parameters"],
        case.as_of.fromisoformat(tree["as_of"]), tree["want"], tuple(tree["patterns"]),
    )  # fmt: skip
    assert by_reference(again, tmp_path) == by_reference(case, tmp_path / "again")
    assert told(again) == tree["found"]
    assert not list(checked([case], {case.name: tree["found"]}))


def _spoilt(tree: Any, *path: Any, value: Any) -> Any:
    out = copy.deepcopy(tree)
    here = out
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return out


def test_the_schema_refuses_what_is_none() -> None:
    """A number that is no text, a word that no verdict has, a key nobody knows."""
    good = exported(CASES[:1])
    subject = next(iter(good["cases"][0]["want"]))
    for path, value in (
        (("format",), "xetkhen-conformance/2"),
        (("cases", 0, "as_of"), "5/12/2020"),
        (("cases", 0, "records"), {"unit": [{"unit_id": 1}]}),
        (("cases", 0, "want", subject), {"criteria": {"unit.a": "yes"}}),
        (("cases", 0, "want", subject), {"scores": {"unit.a": "72.50"}}),
        (("cases", 0, "want", subject), {"verdicts": {}}),
        (("cases", 0, "hint"), "x"),
    ):
        assert not validator("export").is_valid(_spoilt(good, *path, value=value)), path


def test_every_key_stands_on_the_page() -> None:
    """docs/conformance.md names every key and every word of the schema."""
    for of in ("written", "case", "export", "found"):
        assert not [k for k in TREE["$defs"][of]["properties"] if f"`{k}`" not in PAGE], of
    for of in ("verdict", "decision"):
        assert not [w for w in TREE["$defs"][of]["enum"] if f"`{w}`" not in PAGE], of


# --- the command ------------------------------------------------------------------------------------------------


def _results(file: Path, results: object) -> list[str]:
    file.write_text(json.dumps(results), "utf-8")
    return ["--check", str(file)]


def test_the_command_exports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.json"
    assert main(["--export", str(file)]) == 0
    assert file.read_text("utf-8") == document(CASES)
    assert f"{len(CASES)} cases written" in capsys.readouterr().out


def test_the_command_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that is wanted holds; one word otherwise and one case left out are told, with exit code 1."""
    right = {c.name: c.want for c in CASES}
    assert main(_results(tmp_path / "a.json", right)) == 0
    assert capsys.readouterr().out == f"{len(CASES)} of {len(CASES)} cases hold\n"
    name, left_out = CASES[0].name, CASES[1].name
    wrong = json.loads(json.dumps({n: w for n, w in right.items() if n != left_out}))
    subject, part = next((s, p) for s, parts in wrong[name].items() for p in parts if p in {"criteria", "decisions"})
    rule = next(iter(wrong[name][subject][part]))
    wrong[name][subject][part][rule] = "not-applicable"
    assert main(_results(tmp_path / "b.json", wrong)) == 1
    told_ = capsys.readouterr().out
    assert f"{name}: {subject} {part} {rule}: wanted" in told_
    assert "got not-applicable" in told_
    assert f"{left_out}: " in told_
    assert "got nothing" in told_
    assert f"{len(CASES) - 2} of {len(CASES)} cases hold" in told_


def test_the_command_says_what_is_no_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(_results(tmp_path / "a.json", {"case": {"unit/U1": {"criteria": {"a": "yes"}}}})) == 2
    assert "is not one of" in capsys.readouterr().out
    assert main(["--check", str(tmp_path / "none.json")]) == 2
    (tmp_path / "b.json").write_text("{", "utf-8")
    assert main(["--check", str(tmp_path / "b.json")]) == 2
    told_ = capsys.readouterr().out
    assert "none.json cannot be read: " in told_
    assert "b.json is not JSON: " in told_
    assert main(["--export", str(tmp_path / "no" / "cases.json")]) == 2
    assert "cases.json cannot be written: " in capsys.readouterr().out


def test_a_result_of_no_case_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = {**{c.name: c.want for c in CASES}, "a case of nobody": {}}
    assert main(_results(tmp_path / "a.json", results)) == 1
    assert "a case of nobody: there is no such case" in capsys.readouterr().out
