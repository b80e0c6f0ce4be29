"""With Spark everything is, byte for byte, what one machine finds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.bundle import rule_file, shipped
from engine.compiler import compile_file
from engine.evaluator import Evaluation, day_of, evaluate
from engine.records import load
from engine.spark import results
from engine.spark.running import Summary, run_in
from engine.values import Decision, Verdict

from ..conformance import build
from .test_parts import loaded

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark
ROOT = Path(__file__).resolve().parents[2]
#: Cases that take every way that leads over several parts: means, sums, bests, lines, limits, ties, pools.
CASES = {c.name: c for c in build.cases() if c.name.split("-")[0] in {"peers", "quotas", "strata"}}
WAYS = sorted(CASES)[::6]


def same(evaluation: Evaluation, out: Path) -> None:
    """Hold what Spark wrote, in the order of the records, against what one machine found: schema and every byte."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    def written(table: pa.Table) -> bytes:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table.combine_chunks())
        return bytes(sink.getvalue())

    for kind in evaluation.plan.kinds():
        expected = results.table(evaluation, kind)
        found = pq.read_table(out / "results" / kind).sort_by("row")
        assert found.schema.names == expected.schema.names
        assert [str(t) for t in found.schema.types] == [str(t) for t in expected.schema.types]
        assert written(found.cast(expected.schema)) == written(expected)


def counted(evaluation: Evaluation, found: Summary) -> None:
    for kind, judged in evaluation.kinds.items():
        assert found.sizes[kind] == judged.size
        for award, codes in judged.decisions.items():
            expected = {d: n for d in Decision if (n := int((codes == d).sum()))}
            assert found.decisions[kind][award] == expected
        for name, codes in judged.assessments.items():
            verdicts = {v: n for v in Verdict if (n := int((codes == v).sum()))}
            assert found.assessments[kind][name] == verdicts
    assert frozenset(found.provisional) == evaluation.provisional
    assert frozenset(found.interim) == evaluation.interim


@pytest.mark.parametrize("ruleset", shipped())
def test_every_shipped_rule_set_as_on_one_machine(spark: SparkSession, tmp_path: Path, ruleset: str) -> None:
    ready = compile_file(rule_file(ruleset)).plan
    dossier = load(ready, [ROOT / "fixtures" / ruleset])
    day = day_of(ready, dossier)
    assert day is not None
    evaluation = evaluate(ready, dossier, day)
    found = run_in(spark, ready, dossier, day, tmp_path, rows=40)
    same(evaluation, tmp_path)
    counted(evaluation, found)
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize("name", WAYS)
def test_every_way_over_several_parts_as_on_one_machine(spark: SparkSession, tmp_path: Path, name: str) -> None:
    case = CASES[name]
    ready, dossier = loaded(case, tmp_path / "rules")
    run_in(spark, ready, dossier, case.as_of, tmp_path, rows=1)
    same(evaluate(ready, dossier, case.as_of), tmp_path)


def test_a_dossier_without_a_row(spark: SparkSession, tmp_path: Path) -> None:
    ready = compile_file(rule_file("quan-12-2020")).plan
    dossier = load(ready, [])
    evaluation = evaluate(ready, dossier, dt.date(2020, 12, 5))
    counted(evaluation, run_in(spark, ready, dossier, dt.date(2020, 12, 5), tmp_path))
    same(evaluation, tmp_path)
