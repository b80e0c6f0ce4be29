"""Every conformance case is explained: nothing disagrees with what was stored, no reason is left out."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from engine.diagnostics import Lang
from engine.explain import Prover, SubjectProof, one_line, page
from engine.explain.completion import unopened
from engine.explain.nodes import Both, Either, Negated, OwnerHas, Step
from engine.explain.worlds import value
from engine.plan import Plan
from engine.values import Decision
from tests.conformance import build
from tests.conformance.programs import evaluated

CASES = build.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_case_is_explained(case: build.Case, tmp_path: Path) -> None:
    evaluation, _ = evaluated(case, tmp_path)
    prover = Prover(evaluation)
    for kind, judged in evaluation.kinds.items():
        for index in range(judged.size):
            proof = prover.prove(kind, index)
            for lang in Lang:
                text = page(proof, lang, full=True)
                assert proof.row.key in text
                assert "None" not in text
                assert "{" not in text
                for award in proof.awards:
                    assert one_line(proof, award, lang).strip(".")
            _check(proof, evaluation.plan)


@pytest.mark.parametrize("case", CASES[::3], ids=lambda c: c.name)
def test_the_order_of_rows_changes_no_word(case: build.Case, tmp_path: Path) -> None:
    turned = dataclasses.replace(case, records={r: list(rows)[::-1] for r, rows in case.records.items()})
    assert _texts(case, tmp_path / "a") == _texts(turned, tmp_path / "b")


def _texts(case: build.Case, folder: Path) -> dict[tuple[str, str], list[str]]:
    evaluation, _ = evaluated(case, folder)
    prover = Prover(evaluation)
    proofs = [prover.prove(kind, i) for kind, judged in evaluation.kinds.items() for i in range(judged.size)]
    return {(p.kind, p.row.key): [one_line(p, a) for a in p.awards] for p in proofs}


def _check(proof: SubjectProof, plan: Plan) -> None:
    for criterion in proof.criteria.values():
        _sums_up(criterion.step)
    for award in proof.awards.values():
        told = {(r.code, r.id) for r in award.reasons}
        assert len(told) == len(award.reasons)
        gates = {g.name: g.code for g in award.gates}
        assert {("bar", b.id) for b in award.bars if b.code} <= told
        assert {("suspension", s.id) for s in award.suspensions if s.code} <= told
        if gates.get("requirement", 2) < 2:
            assert any(code in {"criterion", "choice", "requirement", "unless"} for code, _ in told)
            requirement = plan.awards[award.id].entitlements[proof.kind].requirement
            values = {n: (c.met, c.applies) for n, c in proof.criteria.items()}
            for name in unopened(requirement, values) if requirement is not None else ():
                criterion = proof.criteria[name]
                if max(2 - criterion.applies, criterion.met) < 2:
                    assert ("criterion", name) in told
        for gate in ("scope", "nomination", "lower"):
            if gates.get(gate, 2) < 2:
                assert any(code == gate for code, _ in told)
        assert bool(award.reasons) == (award.decision is not Decision.PROPOSED)
        if award.decision is Decision.PENDING:
            assert award.missing or any(c == "requirement" for c, _ in told)


def _sums_up(step: Step) -> None:
    """The parts of a condition give its value: the proof is the engine's own calculation."""
    match step:
        case Both(code, items):
            assert code == min(i.code for i in items)
        case Either(code, items):
            assert code == max(i.code for i in items)
        case Negated(code, item):
            assert code == 2 - item.code
        case OwnerHas(code, _, _, _, item):
            assert code == (1 if item is None else item.code)
        case _:
            pass
    for item in getattr(step, "items", ()) or ((step.item,) if isinstance(step, Negated) else ()):
        _sums_up(item)
    if step.code != 1:
        assert value(step, {}) == step.code
