"""The proof in JSON: its schema says all of it, every fixture holds to it, the same twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.diagnostics import Lang
from engine.explain import Prover
from engine.report.proof_json import proof_json
from tests import campaign
from tests.conformance import build
from tests.conformance.programs import evaluated
from tests.explain.test_checker import WHICH, proofs
from tests.report.proof_schema import proof_defs

FILE = campaign.ROOT / "docs" / "result.schema.json"
SCHEMA = json.loads(FILE.read_text("utf-8"))
PROOF = Draft202012Validator({"$ref": "#/$defs/proof", "$defs": SCHEMA["$defs"]})


def test_the_schema_says_every_node_of_a_proof(request: pytest.FixtureRequest) -> None:
    wanted = proof_defs()
    if request.config.getoption("--update-golden"):
        tree = json.loads(FILE.read_text("utf-8"))
        tree["$defs"] |= wanted
        FILE.write_text(json.dumps(tree, ensure_ascii=False, indent=2) + "\n", "utf-8")
    found = json.loads(FILE.read_text("utf-8"))["$defs"]
    told = {name: found[name] for name in found if name == "proof" or name.startswith("proof-")}
    assert told == wanted, "write it anew with --update-golden"
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", WHICH)
def test_every_proof_holds_to_the_schema(name: str) -> None:
    for proof in proofs(WHICH[name](), 41):
        PROOF.validate(proof)


@pytest.mark.parametrize("case", build.cases()[::12], ids=lambda c: c.name)
def test_every_conformance_case_holds_to_the_schema(case: build.Case, tmp_path: Path) -> None:
    for proof in proofs(evaluated(case, tmp_path)[0]):
        PROOF.validate(proof)


def test_the_same_bytes_twice_and_numbers_are_texts() -> None:
    def text() -> str:
        return json.dumps(proof_json(Prover(campaign.resolved()).prove("unit", 3), Lang.VI), ensure_ascii=False)

    assert text() == text()
    assert "0x" not in text()
    assert isinstance(json.loads(text(), parse_float=lambda t: pytest.fail(f"a float: {t}")), dict)
