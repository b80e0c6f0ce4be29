"""The exceptions that shipped rule sets declare are needed: without them the law is broken, with them it is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from engine.assurance.properties.laws import Trial, laws_of
from engine.assurance.properties.outcomes import judged
from engine.assurance.properties.records import Cell, Records, Row, Stated
from engine.assurance.properties.running import State, prove_law
from engine.assurance.properties.world import world_of
from engine.bundle import rule_file
from engine.compiler import compile_file

DAY = dt.date(2024, 1, 10)
PLAN = compile_file(rule_file("danh-gia-2023")).plan


def attested(register: str) -> Row:
    first, last = dt.date(2022, 1, 1), dt.date(2024, 1, 31)
    return {"register": register, "count": Stated(), "covers_from": first, "covers_to": last, "day": DAY}


def campaign(reviewed: Cell) -> Records:
    """One person who is rated good by the appraised points, and not by the reviewed ones."""
    person: Row = {
        "person_id": "P1", "unit": "U1", "head": False, "staff_kind": "worker", "woman": True, "months": Decimal(12),
        "trained": True, "work_done": Decimal(100), "appraised": Decimal(20), "reviewed": reviewed, "ideas": Decimal(1),
    }  # fmt: skip
    rows: dict[str, tuple[Row, ...]] = {
        "unit": ({"unit_id": "U1", "kind": "office", "staff_count": Stated()},),
        "person": (person,),
        "violation": (),
        "inquiry": (),
        "campaign": (),
        "nomination": ({"subject": "P1", "award": "tieu-bieu", "day": DAY},),
        "attestation": tuple(attested(r) for r in ("violation", "inquiry", "campaign", "nomination")),
    }
    return Records(rows, {}, DAY)


def test_a_blank_review_promotes_as_the_clause_wants_it() -> None:
    law = laws_of(PLAN)["missing-never-promotes"]
    trial = Trial(campaign(None), campaign(Decimal(0)), touched=("person.reviewed", "person"))
    assert [(b.at.key, b.at.target) for b in law.check(PLAN, judged, trial)] == [("P1", "tieu-bieu")]
    assert "person.reviewed" in {e.at for e in PLAN.exemptions if e.law == law.id}


def test_without_its_exception_the_law_is_broken() -> None:
    bare = replace(PLAN, exemptions=())
    for plan, state in ((PLAN, State.HOLDS), (bare, State.BROKEN)):
        law = laws_of(plan)["no-gain-by-violation"]
        found = prove_law(world_of(plan), law, examples=60, start=1, shrink=False)
        assert found.state is state
    assert found.broken
    assert {b.at.target for b in found.broken} == {"chuyen-de"}
