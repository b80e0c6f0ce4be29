"""The chart of figures, the table of programs, and the workload whose size can be chosen."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from benchmarks.chart import Bar, chart
from benchmarks.programs import OURS, PROGRAMS, RATIOS
from benchmarks.scaled import AS_OF, dossier_of, plan_of
from engine.evaluator import evaluate
from engine.values import Decision

GROUPS = [("from <codes>", [Bar("ours & theirs", 12.5, ours=True), Bar("b", 4000.0, ours=False)])]
_SVG = "{http://www.w3.org/2000/svg}"


def test_a_chart_is_xml_and_the_same_twice() -> None:
    drawn = chart("T < 1", "n", GROUPS)
    assert drawn == chart("T < 1", "n", GROUPS)
    tree = ET.fromstring(drawn)  # noqa: S314 - our own text
    texts = [t.text for t in tree.iter(f"{_SVG}text")]
    assert {"T < 1", "from <codes>", "ours & theirs", "12 ms", "4 s"} <= set(texts)


def test_a_longer_time_is_a_longer_bar() -> None:
    tree = ET.fromstring(chart("T", "n", GROUPS))  # noqa: S314 - our own text
    short, long = [float(r.get("width", "0")) for r in tree.iter(f"{_SVG}rect")][1:]
    assert 0 < short < long


def test_only_what_starts_from_the_same_line_is_compared() -> None:
    lines = {p.name: p.line for p in PROGRAMS}
    own = {p.name for p in OURS.values()}
    for ours, peer, _ in RATIOS:
        assert ours in own
        if peer != "LibreOffice Calc":  # nothing else starts from a workbook's formulas
            assert lines[ours] == lines[peer]
    peers = Path(__file__).resolve().parents[2] / "benchmarks" / "peers"
    assert all((peers / p.script).is_file() for p in PROGRAMS)


@pytest.mark.parametrize(("units", "members"), [(4, 25), (10, 10)])
def test_the_scaled_workload_proposes_the_first_tenth_of_every_unit(tmp_path: Path, units: int, members: int) -> None:
    plan = plan_of(5, tmp_path)
    dossier = dossier_of(plan, units, members)
    judged = evaluate(plan, dossier, AS_OF).kinds["staff"]
    owner = dossier.tables["staff"].owners["unit"]
    for unit in range(units):
        mine = owner == unit
        chosen = (judged.decisions["higher"][mine] == Decision.PROPOSED).sum()
        assert chosen <= (judged.decisions["lower"][mine] != Decision.NOT_PROPOSED).sum() // 10
    assert (judged.decisions["higher"] == Decision.PROPOSED).any()
