"""The explanation is the decision: from the proof in JSON alone, every decision of every fixture follows again."""

from __future__ import annotations

import ast
import datetime as dt
import itertools
import json
import tempfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, reject, settings

from engine.compiler import compile_file
from engine.diagnostics import Lang, ReportedError
from engine.evaluator import Evaluation, day_of, evaluate
from engine.explain import Prover
from engine.records import load
from engine.report.proof_json import proof_json
from tests import campaign, strategies
from tests.conformance import build
from tests.conformance.programs import evaluated
from tests.explain import checker, scored
from tests.explain.checker import Node, check

CASES = build.cases()
_ROOT = campaign.ROOT


@cache
def fixture(name: str, rules: str) -> Evaluation:
    plan = compile_file(_ROOT / "rules" / rules / "rules.yaml").plan
    dossier = load(plan, [_ROOT / "fixtures" / name])
    day = day_of(plan, dossier)
    assert day is not None
    return evaluate(plan, dossier, day)


#: Shipped rule sets with records of their own; and those without, over the books of another office.
WHICH: dict[str, Callable[[], Evaluation]] = {
    "plan": campaign.evaluation,
    "may": lambda: campaign.evaluation(dt.date(2020, 5, 15)),
    "resolution": campaign.resolved,
    "vote": campaign.voted,
    "points": scored.evaluation,
    **{
        name: lambda name=name: fixture(name, name)  # type: ignore[misc]
        for name in ("binh-phuoc-2023", "danh-gia-2023", "go-vap-2020", "quan-7-2019", "truong-son-2020")
        if (_ROOT / "fixtures" / name).is_dir()
    },
}


def proofs(evaluation: Evaluation, step: int = 1) -> Iterator[Node]:
    """Yield the proof of every subject, or of some of every kind."""
    prover = Prover(evaluation)
    for kind, judged in evaluation.kinds.items():
        for index in range(0, judged.size, step):
            yield proof_json(prover.prove(kind, index), Lang.VI)


def test_the_checker_knows_nothing_of_the_engine() -> None:
    tree = ast.parse(Path(checker.__file__).read_text("utf-8"))
    names = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not any(isinstance(n, ast.Import) for n in ast.walk(tree))
    assert names == {"datetime", "fractions", "typing"}


@pytest.mark.parametrize("name", WHICH)
def test_every_decision_of_every_fixture_follows_from_its_proof(name: str) -> None:
    for proof in proofs(WHICH[name]()):
        check(proof)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_conformance_case_follows_from_its_proof(case: build.Case, tmp_path: Path) -> None:
    for proof in proofs(evaluated(case, tmp_path)[0]):
        check(proof)


def _follows(case: build.Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            evaluation = evaluated(case, Path(folder))[0]
        except ReportedError:
            reject()
        for proof in proofs(evaluation):
            check(proof)


@settings(max_examples=12)
@given(strategies.cases())
def test_whatever_is_drawn_follows_from_its_proof(case: build.Case) -> None:
    _follows(case)


@settings(max_examples=20)
@given(strategies.contests())
def test_whatever_is_selected_follows_from_its_proof(case: build.Case) -> None:
    _follows(case)


# --- the checker can fail ------------------------------------------------------------------------------------


#: Parts of a proof that say again what was said, or that go into a figure and no further.
_RETOLD = {"reasons", "missing", "scores", "classifications", "keys", "last_keys", "limit", "left", "right", "amount"}


def nodes(node: object) -> Iterator[Node]:
    """Yield every node of a proof that decides something."""
    if isinstance(node, dict):
        if "type" in node:
            yield node
        for name, part in node.items():
            if name not in _RETOLD:
                yield from nodes(part)
    elif isinstance(node, list):
        for part in node:
            yield from nodes(part)


def _other_value(node: Node) -> bool:
    """Turn a yes into a no, a number into one far off; the rest of the proof still says what it said."""
    if node["type"] == "holds" and isinstance(node["fact"]["value"], bool) and not node["given"]:
        node["fact"]["value"] = not node["fact"]["value"]
        return True
    return False


def _other_threshold(node: Node) -> bool:
    if node["type"] != "compared" or node["code"] == 1 or node["op"] in {"=", "!="}:
        return False
    if "/" in node["right"]["amount"]["low"] or node["right"]["amount"]["kind"] == "date":
        return False
    up = (node["op"] in {">", ">="}) == (node["code"] == 2)
    far = "1000000" if up else "-1000000"
    node["right"] = {"type": "literal", "amount": {**node["right"]["amount"], "low": far, "high": far}}
    return True


def _other_figure(node: Node) -> bool:
    if node["type"] != "compared" or node["left"]["type"] != "field-number" or node["left"]["fact"]["value"] is None:
        return False
    fact = node["left"]["fact"]
    fact["value"] = "1999-12-31" if node["left"]["amount"]["kind"] == "date" else str(Fraction(fact["value"]) + 7)
    return True


def _not_passed(node: Node) -> bool:
    """Leave a deadline open until which a criterion is not yet unmet."""
    if node["type"] != "criterion" or "due" not in node or not node["due"]["passed"] or node["step"]["code"]:
        return False
    node["due"]["passed"] = False
    return True


def _other(kind: str, part: str, values: tuple[object, object]) -> Callable[[Node], bool]:
    def change(node: Node) -> bool:
        if node["type"] != kind or part not in node:
            return False
        node[part] = values[0] if node[part] != values[0] else values[1]
        return True

    return change


MUTATIONS: dict[str, tuple[str, Callable[[Node], bool]]] = {
    "a value": ("plan", _other_value),
    "a figure": ("binh-phuoc-2023", _other_figure),
    "a threshold": ("danh-gia-2023", _other_threshold),
    "a gate": ("plan", _other("gate", "code", (0, 2))),
    "a verdict": ("plan", _other("criterion", "verdict", ("met", "not-met"))),
    "a bar": ("plan", _other("bar", "code", (0, 2))),
    "a decision": ("resolution", _other("award", "decision", ("proposed", "barred"))),
    "the rules that fired": ("plan", _other("award", "fired", (["giay-khen/7-eligible"], ["giay-khen/3-barred"]))),
    "who is inside": ("resolution", _other("selection", "inside", (2, 0))),
    "a condition": ("plan", _other("both", "code", (0, 2))),
    "an aggregate": ("plan", _other("quantified", "code", (0, 2))),
    "a deadline": ("plan", _not_passed),
    "an answer": ("plan", _other("opinion", "answer", (True, False))),
}


#: So many changed proofs of each sort are tried.
_MUTANTS = 12


def mutants(name: str, change: Callable[[Node], bool]) -> Iterator[Node]:
    """Yield proofs in which one node is changed."""
    for text in (json.dumps(proof) for proof in proofs(WHICH[name](), 11)):
        for number, node in enumerate(nodes(json.loads(text))):
            if change(node):  # of this copy nothing else is used
                mutant = json.loads(text)
                change(next(itertools.islice(nodes(mutant), number, None)))
                if json.dumps(mutant) != text:
                    yield mutant


@pytest.mark.parametrize("what", MUTATIONS)
def test_a_changed_proof_is_caught(what: str) -> None:
    name, change = MUTATIONS[what]
    tried = list(itertools.islice(mutants(name, change), _MUTANTS))
    assert tried
    for mutant in tried:
        with pytest.raises(AssertionError):
            check(mutant)
