"""The JSON Schema for editors: valid itself, accepts what the readers accept, marks what they refuse."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from engine.diagnostics import Lang
from engine.syntax.layout import FORMS, PLAN, RULES
from engine.syntax.schema import schema
from tests.campaign import ROOT
from tests.conformance import build

from .written import dumped, everything

RULES_SCHEMA, PLAN_SCHEMA = schema(RULES), schema(PLAN)


class _Core(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 does, and so as editors do: no dates, and `yes` is a text."""


_Core.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def loaded(text: str) -> Any:
    return yaml.load(text, _Core)  # noqa: S506 - a SafeLoader with fewer kinds of scalars


def problems(text: str, against: dict[str, Any]) -> list[str]:
    return [e.message for e in jsonschema.Draft7Validator(against).iter_errors(loaded(text))]


def test_it_is_a_schema_in_both_languages() -> None:
    for form in (RULES, PLAN):
        for lang in Lang:
            jsonschema.Draft7Validator.check_schema(schema(form, lang))
    assert schema(RULES)["properties"]["criteria"]["description"] == "Các tiêu chí; tên có dạng `danh_sách.tên`."
    assert "The criteria" in schema(RULES, Lang.EN)["properties"]["criteria"]["description"]


WRITTEN = sorted(p for p in (ROOT / "rules").glob("*/*.yaml") if p.stem != "cases")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_shipped_rule_sets_are_valid(path: Path) -> None:
    assert problems(path.read_text(encoding="utf-8"), RULES_SCHEMA if path.stem == "rules" else PLAN_SCHEMA) == []


def test_overlays_and_conformance_cases_are_valid(tmp_path: Path) -> None:
    assert problems((ROOT / "fixtures/quan-12-2020-nghi-quyet/overlay.yaml").read_text("utf-8"), RULES_SCHEMA) == []
    for number, case in enumerate(build.cases()):
        path = build.write_ruleset(case.rules, tmp_path / str(number))
        assert problems(path.read_text(encoding="utf-8"), RULES_SCHEMA) == [], case.name


def test_what_uses_every_key_is_valid() -> None:
    tree = everything(RULES)
    assert problems(dumped(tree), RULES_SCHEMA) == []
    assert problems(dumped(everything(PLAN)), PLAN_SCHEMA) == []
    assert set(RULES_SCHEMA["definitions"]) | set(PLAN_SCHEMA["definitions"]) == {
        f.replace(" ", "-") for f in FORMS if f not in {"rules", "plan"}
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ruleset: a\ntitel: x\n", "titel"),
        ("title: x\n", "anyOf|not valid under any"),
        ("ruleset: a\ncriteria: {conduct: {label: x, met: y, cite: kh 1, quote: z}}\n", "does not match"),
        ("ruleset: a\ncriteria: {unit.a: {label: x, cite: kh 1, quote: z}}\n", "'met' is a required property"),
        ("ruleset: a\nperiods: {p: {label: x, from: 1/2/2020, to: b, cite: kh 1}}\n", "does not match"),
        ("ruleset: a\nbars: {unit.a: {label: x, when: y, if none: perhaps, cite: kh 1, quote: z}}\n", "is not one of"),
    ],
)
def test_what_readers_refuse_is_marked(text: str, said: str) -> None:
    found = problems(text, RULES_SCHEMA)
    assert found
    assert any(part in one for one in found for part in said.split("|"))


def test_every_key_has_a_sentence_for_hovering() -> None:
    for one in (RULES_SCHEMA, PLAN_SCHEMA, *RULES_SCHEMA["definitions"].values()):
        assert one["description"]
        assert all(k["description"] for k in one["properties"].values())
