"""Copies for others: no paper names whom it must not name, and sheets with keys are not copied at all."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache

import openpyxl
import pytest

from engine.evaluator import evaluate
from engine.explain.redact import Audience
from engine.records import from_rows
from engine.report import build_view
from engine.report.papers import Material, Paper, made_of
from tests.campaign import AS_OF, compiled

from .made import XLSX

D = dt.date
SECRET = (
    "Tạ Bí Mật", "Lê Kín Đáo", "P-77", "P-78", "9/TTr-MẬT", "45/BC-KÍN", "lý do kín", "Người Chấm Kín", "Chức Vụ Kín",
)  # fmt: skip


@cache
def redacted(audience: Audience) -> Material:
    plan = compiled().plan
    unit = {"unit_id": "U1", "unit_name": "Phường Một", "kind": "ward", "staff_count": 2, "has_plan": True}
    person = {"unit_id": "U1", "head": False, "position": SECRET[8]}
    people = [{**person, "person_id": SECRET[2 + n], "person_name": SECRET[n]} for n in range(2)]
    about = {"subject": SECRET[2], "award": "giay-khen", "day": D(2020, 12, 1)}
    rows = {
        "unit": [unit],
        "person": people,
        "violation": [
            {
                "person_id": SECRET[2], "committed_on": D(2020, 7, 1), "concluded_on": D(2020, 8, 1), "kind": "ethics",
                "document": SECRET[5],
            }
        ],
        "nomination": [{**about, "day": D(2020, 10, 1), "document": SECRET[4]}],
        "appraisal": [{**about, "proposes": False, "by": SECRET[7], "document": SECRET[5], "reason": SECRET[6]}],
        "council": [{**about, "result": True, "agree": 3, "members": 5, "document": SECRET[5], "reason": SECRET[6]}],
        "judgement": [
            {
                "subject": SECRET[2], "question": "responsible", "answer": True, "by": SECRET[7], "day": D(2020, 11, 1),
                "reason": SECRET[6],
            }
        ],
    }  # fmt: skip
    dossier = from_rows(plan, rows, {"issued_on": D(2020, 5, 4)})
    return Material(build_view(evaluate(plan, dossier, AS_OF), redact=audience))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("paper", XLSX, ids=lambda p: p.id)
def test_no_secret_is_in_any_copy(paper: Paper, audience: Audience) -> None:
    made = made_of(paper, redacted(audience))
    assert bool(made) != paper.inside
    for data in made.values():
        book = openpyxl.load_workbook(io.BytesIO(data))
        told = "\n".join(str(c.value) for page in book for row in page.iter_rows() for c in row if c.value is not None)
        assert not [secret for secret in SECRET if secret in told]
        assert "Phường Một" in told or paper.id == "nhac-bo-sung", "collectives are named"
        assert not [c for page in book for row in page.iter_rows() for c in row if c.hyperlink]


def test_an_opinion_is_told_without_a_gap_for_who_gave_it() -> None:
    (paper,) = (p for p in XLSX if p.id == "bang-tham-dinh")
    (data,) = made_of(paper, redacted(Audience.PUBLIC)).values()
    cells = [str(c.value) for page in openpyxl.load_workbook(io.BytesIO(data)) for row in page.iter_rows() for c in row]
    assert "Có (01/11/2020)" in cells
    assert not [c for c in cells if "không nêu" in c]
