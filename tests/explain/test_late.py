"""A nomination that came late is weighed all the same, and said to be late wherever the subject is listed."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest

from engine.compiler import compile_file
from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.explain import Prover, one_line, page
from engine.records import from_rows
from engine.report import build_view, evaluation_tables
from engine.report.csv_out import decisions_csv
from engine.report.papers import PAPERS, Material, made_of
from tests.assurance.small import RULES
from tests.conformance import build

LATE = {Lang.VI: "đề nghị gửi trễ, sau ngày 09/06/2020", Lang.EN: "nominated late, after 2020-06-09"}


@cache
def judged(*days: dt.date) -> Evaluation:
    """Return units nominated on these days, one each, the deadline being the 9th of June."""
    rules = build.merged(RULES, {"awards": {"prize": {"nomination": {"due": "hand-in"}}}})
    with TemporaryDirectory() as folder:
        compiled = compile_file(build.write_ruleset(rules, Path(folder)))
    unit = {"kind": "agency", "on_time": "99", "sent_on": "2020-06-01"}
    rows = {
        "unit": [{"unit_id": f"U{n}", **unit} for n, _ in enumerate(days)],
        "violation": [],
        "nomination": [{"subject": f"U{n}", "award": "prize", "day": day.isoformat()} for n, day in enumerate(days)],
        "attestation": [{"register": "violation", "count": "0"}],
    }
    typed = build.typed_rows(compiled.rules, rows)
    return evaluate(compiled.plan, from_rows(compiled.plan, typed, {}), dt.date(2020, 12, 5))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("day", "late"), [(dt.date(2020, 6, 9), False), (dt.date(2020, 6, 10), True)])
def test_it_is_told_in_the_line_of_every_list_and_on_the_page(lang: Lang, day: dt.date, late: bool) -> None:
    found = judged(day)
    proof = Prover(found).prove("unit", 0)
    assert proof.awards["prize"].decision.word == "proposed"
    assert (LATE[lang] in one_line(proof, "prize", lang)) is late
    assert (LATE[lang] in " ".join(page(proof, lang).split())) is late


def test_it_stands_in_lists_of_the_screen_the_csv_and_the_workbook() -> None:
    found = judged(dt.date(2020, 6, 9), dt.date(2020, 6, 10))
    view = build_view(found)
    assert " ".join(evaluation_tables(view).split()).count(LATE[Lang.VI]) == 1
    assert decisions_csv(view).count(LATE[Lang.VI]) == 1
    (paper,) = (p for p in PAPERS if p.id == "ket-qua")
    (data,) = made_of(paper, Material(view)).values()
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = [[str(c) for c in row] for sheet in book for row in sheet.iter_rows(values_only=True)]
    told = [r for r in rows if any(LATE[Lang.VI] in c for c in r)]
    assert told
    assert all("U1" in r for r in told)
