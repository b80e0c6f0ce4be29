"""A small campaign with points, grades, dated values, an extended deadline, a limit and an exclusion."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from engine.compiler import compile_file
from engine.evaluator import Evaluation, evaluate
from engine.explain import Prover, SubjectProof
from engine.plan import Plan
from engine.records import from_rows

AS_OF = dt.date(2020, 12, 5)
_YEAR = {"covers_from": dt.date(2020, 1, 1), "covers_to": dt.date(2020, 12, 31), "day": dt.date(2020, 12, 2)}
UNITS: list[dict[str, Any]] = [
    {
        "unit_id": "U1",
        "unit_name": "Phường An",
        "on_time": "99.2",
        "self_rate": "95",
        "seen_rate": "93.53",
        "online": "80",
        "assigned": True,
        "proof": True,
        "disciplined": False,
        "complaint": True,
        "fresh": True,
        "registered": False,
        "reported_on": dt.date(2020, 7, 10),
        "ward": True,
        "prize": "province",
    },
    {
        "unit_id": "U2",
        "unit_name": "Phường Bình",
        "on_time": "96",
        "self_rate": "95",
        "seen_rate": "90",
        "assigned": False,
        "proof": False,
        "disciplined": True,
        "complaint": False,
        "fresh": False,
        "registered": True,
        "reported_on": dt.date(2020, 7, 20),
        "ward": True,
        "prize": "district",
    },
    {
        "unit_id": "U3",
        "unit_name": "Phường Cát",
        "assigned": True,
        "online": "50",
        "proof": True,
        "disciplined": False,
        "complaint": False,
        "registered": False,
        "ward": True,
    },
    {
        "unit_id": "U4",
        "unit_name": "Trường Dương",
        "on_time": "99",
        "seen_rate": "98",
        "proof": True,
        "disciplined": False,
        "complaint": False,
        "registered": True,
        "reported_on": dt.date(2020, 6, 1),
        "ward": False,
        "prize": "no-prize",
    },
]


@cache
def plan() -> Plan:
    return compile_file(Path(__file__).parent / "points" / "rules.yaml").plan


@cache
def evaluation() -> Evaluation:
    years = [{"unit": u, "year": Decimal(y), "reached": Decimal(70)} for u in ("U1", "U2") for y in (2018, 2019, 2020)]
    years += [{"unit": "U4", "year": Decimal(y), "reached": Decimal(90)} for y in (2017, 2019, 2020)]
    rows: dict[str, list[dict[str, Any]]] = {
        "unit": [{k: Decimal(v) if _is_number(v) else v for k, v in u.items()} for u in UNITS],
        "idea": [{"unit": u, "good": True} for u in ("U1", "U1", "U1", "U2")],
        "lapse": [
            {"unit": "U2", "done_on": dt.date(2020, 3, 1)},
            {"unit": "U2", "done_on": dt.date(2020, 9, 1)},
            *({"unit": "U4", "done_on": dt.date(2020, 8, day)} for day in (1, 2, 3, 4)),
        ],
        "past": years,
        "judgement": [
            {
                "subject": "U1",
                "question": "outreach",
                "answer": Decimal("8.5"),
                "by": "Hội đồng",
                "day": dt.date(2020, 12, 1),
                "reason": "có nhiều bài viết",
            },
            {
                "subject": "U4",
                "question": "outreach",
                "answer": Decimal(9),
                "by": "Hội đồng",
                "day": dt.date(2020, 12, 1),
            },
        ],
        "attestation": [
            {"register": r, "count": Decimal(n), **_YEAR} for r, n in (("idea", 4), ("lapse", 6), ("past", len(years)))
        ],
    }
    return evaluate(plan(), from_rows(plan(), rows), AS_OF)


def _is_number(value: object) -> bool:
    return isinstance(value, str) and value.replace(".", "").isdigit()


@cache
def proofs() -> tuple[SubjectProof, ...]:
    prover = Prover(evaluation())
    return tuple(prover.prove("unit", i) for i in range(len(UNITS)))
