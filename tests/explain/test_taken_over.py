"""An award among another takes over why somebody is not looked at there: while that is open, nothing is settled."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from engine.evaluator import evaluate
from engine.explain import Prover
from engine.explain.proof import AwardProof
from engine.records import from_rows
from engine.values import Decision
from tests import campaign

DAY = dt.date(2020, 12, 5)
DAYS = {"covers_from": dt.date(2020, 4, 27), "covers_to": dt.date(2020, 11, 30), "day": DAY, "document": "1/XN"}
UNIT = {"unit_id": "U1", "kind": "ward", "staff_count": 1}


def attested(register: str, count: int) -> dict[str, Any]:
    return {"register": register, "count": count, "office": "Phòng Nội vụ", **DAYS}


def bang_khen(
    *, grants: bool = False, nominations: bool = False, nominated: bool = False
) -> AwardProof:
    plan = campaign.compiled().plan
    rows: dict[str, list[dict[str, Any]]] = {
        "unit": [UNIT],
        "person": [{"person_id": "P1", "unit_id": "U1", "head": True}],
        "grant": [],
        "attestation": [],
    }
    if nominated:
        rows["nomination"] = [{"subject": "U1", "award": "Giấy khen của quận", "day": DAY, "document": "1/TTr"}]
    if grants:
        rows["attestation"].append(attested("Quyết định khen thưởng", 0))
    if nominations:
        rows.setdefault("nomination", [])
        rows["attestation"].append(attested("Đề nghị khen thưởng", int(nominated)))
    dossier = from_rows(plan, rows, {"issued_on": dt.date(2020, 4, 27)})
    assert not dossier.rejected, dossier.rejected
    found = evaluate(plan, dossier, DAY)
    return Prover(found).prove("unit", 0).awards["bang-khen"]


def test_who_surely_does_not_hold_the_lower_award_may_still_turn_out_not_to_be_put_forward() -> None:
    found = bang_khen(grants=True)
    assert found.decision is Decision.NOT_PROPOSED
    assert not found.settled
    assert {type(m).__name__ for m in found.missing} == {"NoRegister"}


@pytest.mark.parametrize("nominated", [False, True])
def test_once_that_is_known_it_is_settled(nominated: bool) -> None:
    found = bang_khen(grants=True, nominations=True, nominated=nominated)
    assert found.decision is (Decision.NOT_PROPOSED if nominated else Decision.NOT_NOMINATED)
    assert found.settled


def test_whether_the_lower_award_is_held_says_nothing_while_it_is_open() -> None:
    assert bang_khen().decision is Decision.PENDING
    assert bang_khen(nominations=True).decision is Decision.NOT_NOMINATED
