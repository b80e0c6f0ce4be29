"""Papers of a plan without awards: explanations and notices of what was assessed, and nothing that needs an award."""

from __future__ import annotations

import pytest

from engine.compiler import compile_file
from engine.evaluator import evaluate, latest_day
from engine.records import load
from engine.report import build_view
from engine.report.document.making import documents_of
from engine.report.papers import Material
from engine.report.papers.written import WRITTEN
from engine.values import Verdict
from tests.campaign import ROOT

PLAN = "truong-son-2020"


@pytest.fixture(scope="module")
def found() -> Material:
    plan = compile_file(ROOT / "rules" / PLAN / "rules.yaml").plan
    dossier = load(plan, sorted((ROOT / "fixtures" / PLAN).glob("*.xlsx")))
    day = latest_day(plan, dossier)
    assert day is not None
    return Material(build_view(evaluate(plan, dossier, day)))


def test_only_explanations_and_notices_are_made(found: Material) -> None:
    assert [p.id for p in WRITTEN if p.fits(found)] == ["giai-trinh", "thong-bao"]


def test_who_did_not_pass_is_explained_with_what_failed(found: Material) -> None:
    cases = documents_of(found, "giai-trinh")
    failed = {
        p.row.key: p
        for p in found.view.subjects
        if p.row.owner is None and any(a.verdict is Verdict.NOT_MET for a in p.assessments.values())
    }
    assert failed
    assert failed.keys() <= cases.keys()
    for key, proof in failed.items():
        told = repr(cases[key])
        assert "GIẢI TRÌNH KẾT QUẢ ĐÁNH GIÁ" in told
        for criterion in proof.criteria.values():
            if criterion.verdict is Verdict.NOT_MET:
                assert criterion.label[1:] in told


def test_every_unit_is_told_its_result(found: Material) -> None:
    notices = documents_of(found, "thong-bao")
    assert notices
    assert all("Kết quả đánh giá đối với" in repr(d) for d in notices.values())
