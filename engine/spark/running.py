"""One evaluation with Spark, from a dossier to Parquet: cut, write the records, settle what depends on all, judge."""

from __future__ import annotations

import datetime as dt
import functools
import json
import operator
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from ..diagnostics import Diagnostic, ReportedError, run_codes
from ..evaluator.chain import available
from ..plan import Plan
from ..records.dossier import Dossier
from ..values import Decision, Verdict
from ..version import ENGINE_VERSION
from . import results
from .cutting import ROWS
from .layout import Layout, Pieces, cut_up
from .rounds import settle
from .session import first_line, need, started
from .stages import depends
from .wanted import Told

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

FORMAT = "xetkhen-spark/1"
#: What is written.
_WRITTEN = ("records", "results", "summary.json")
#: Rows that are written to Parquet at once.
_AT_ONCE = 1 << 17


@dataclass(frozen=True, slots=True)
class Summary:
    """What came out: per kind how many subjects, and per award how many of each decision; which lists are provisional.

    `undecided`: how many subjects have a decision that is pending or an assessment that is not settled; `profiles`: how
    many different profiles of gates were judged on the driver.
    """

    sizes: Mapping[str, int]
    decisions: Mapping[str, Mapping[str, Mapping[Decision, int]]]
    assessments: Mapping[str, Mapping[str, Mapping[Verdict, int]]]
    undecided: int
    provisional: tuple[tuple[str, str], ...]
    interim: tuple[str, ...]
    profiles: int
    chained: bool


def judge_on(
    master: str, ready: Plan, dossier: Dossier, as_of: dt.date, out: Path,
    progress: Callable[[str], None] | None = None, rows: int = ROWS,
) -> Summary:  # fmt: skip
    """Judge a dossier with Spark and write `records/`, `results/` and `summary.json` into a folder.

    Raises ReportedError where Spark cannot be had, fails, or the folder holds such results already; then, and on
    ChainDisagreesError, no results are left. What Spark had to say stands in `spark.log` if it failed.
    """
    need_room(out)
    need(master)
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    out.mkdir(parents=True, exist_ok=True)
    log = out / "spark.log"
    with started(master, log) as spark:
        try:
            found = run_in(spark, ready, dossier, as_of, out, progress, rows)
        except BaseException as bad:
            for name in ("records", "results"):
                shutil.rmtree(out / name, ignore_errors=True)
            if isinstance(bad, (PySparkException, Py4JError)):  # it can be read only as long as Java runs
                raise ReportedError([Diagnostic(run_codes.SPARK_FAILED, None, {"text": first_line(bad)})]) from bad
            raise
    log.unlink()
    text = json.dumps(_tree(ready, dossier, as_of, found), ensure_ascii=False, indent=1) + "\n"
    (out / "summary.json").write_text(text, encoding="utf-8", newline="\n")
    return found


def need_room(out: Path) -> None:
    """Raise ReportedError if a folder holds results, or what is left of some."""
    taken = [out / n for n in (*_WRITTEN, "work") if (out / n).exists()]
    if taken:
        raise ReportedError([Diagnostic(run_codes.OUT_TAKEN, None, {"text": str(taken[0])})])


def run_in(
    spark: SparkSession, ready: Plan, dossier: Dossier, as_of: dt.date, out: Path,
    progress: Callable[[str], None] | None = None, rows: int = ROWS,
) -> Summary:  # fmt: skip
    """Judge a dossier in a session that was started, and write `records/` and `results/`."""
    from pyspark import StorageLevel

    from .cluster import SparkCluster, task_of, written

    tell = progress or (lambda _: None)
    pieces = cut_up(ready, dossier, 2 * spark.sparkContext.defaultParallelism, rows)
    write_records(pieces, dossier, out / "records")
    tell("records")
    task = task_of(ready, pieces.layout, as_of)
    cluster = SparkCluster(spark, (out / "records").resolve().as_uri(), (out / "work").resolve().as_uri(), task)
    try:
        told = settle(cluster, tell) if depends(ready) else Told(available())
        found = cluster.judged(told).persist(StorageLevel.MEMORY_AND_DISK)
        for kind in ready.kinds():
            written(found, ready, kind).write.parquet((out / "results" / kind).resolve().as_uri())
        tell("results")
        return _summary(found, ready, told, pieces.layout)
    finally:
        shutil.rmtree(out / "work", ignore_errors=True)


def write_records(pieces: Pieces, dossier: Dossier, folder: Path) -> None:
    """Write the registers of a cut dossier as Parquet (`layout`)."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True)
    for name, columns in pieces.columns.items():
        table = dossier.tables[name]
        part = pieces.parts[name]
        order = np.argsort(part, kind="stable")
        if name == "attestation":  # those for everybody go to each worker by another way
            order = order[np.logical_or.reduce([table.owners[o] >= 0 for o in table.owners] or [part < 0])[order]]
        held: dict[str, NDArray[Any]] = {"part": part, "row": np.arange(table.size, dtype=np.int64), **columns}
        with pq.ParquetWriter(folder / f"{name}.parquet", _schema(pieces, name)) as out:
            for start in range(0, len(order), _AT_ONCE):
                taken = order[start : start + _AT_ONCE]
                arrays = {c: pa.array(v[taken]) for c, v in held.items()}
                for column, words in (("key", table.keys), ("name", table.names)):
                    arrays[column] = pa.array([str(words[i]) for i in taken.tolist()], pa.string())
                out.write_table(pa.table(arrays).select(_schema(pieces, name).names))


def _schema(pieces: Pieces, name: str) -> pa.Schema:
    import pyarrow as pa

    head = [("part", pa.int32()), ("row", pa.int64()), ("key", pa.string()), ("name", pa.string())]
    return pa.schema([*head, *((c, pa.from_numpy_dtype(v.dtype)) for c, v in pieces.columns[name].items())])


def _summary(found: DataFrame, ready: Plan, told: Told, layout: Layout) -> Summary:
    """Count the decisions."""
    import pyspark.sql.functions as F  # noqa: N812

    decisions: dict[str, dict[str, dict[Decision, int]]] = {}
    assessments: dict[str, dict[str, dict[Verdict, int]]] = {}
    undecided = 0
    for number, kind in enumerate(ready.kinds()):
        slots = {c.name: slot for c, slot in results.placed(ready, kind)}
        decided = {award: F.col(slots[f"decision:{award}"]) for award in ready.awards}
        assessed = {a.id: F.col(slots[f"assessment:{a.id}"]) for a in ready.assessments.values() if a.kind == kind}
        waiting = [c == int(Decision.PENDING) for c in decided.values()]
        waiting += [c == int(Verdict.UNDETERMINED) for c in assessed.values()]
        counted = {("undecided", "", 0): functools.reduce(operator.or_, waiting, F.lit(False))}  # noqa: FBT003
        counted |= {("decision", a, int(d)): c == int(d) for a, c in decided.items() for d in Decision}
        counted |= {("assessment", a, int(v)): c == int(v) for a, c in assessed.items() for v in Verdict}
        sums = [F.coalesce(F.sum(c.cast("bigint")), F.lit(0)).alias(str(n)) for n, c in enumerate(counted.values())]
        row = found.filter(f"kind = {number}").agg(*sums).collect()[0]
        many = {key: int(row[n]) for n, key in enumerate(counted)}
        undecided += many["undecided", "", 0]
        decisions[kind] = {a: {d: n for d in Decision if (n := many["decision", a, int(d)])} for a in decided}
        assessments[kind] = {a: {v: n for v in Verdict if (n := many["assessment", a, int(v)])} for a in assessed}
    said = found.filter("kind < 0").select("kind", "key", "name").distinct().collect()
    return Summary(
        {k: layout.sheets[k].size for k in ready.kinds()},
        decisions,
        assessments,
        undecided,
        tuple(sorted((r.key, r.name) for r in said if r.kind == -1)),
        tuple(sorted(r.key for r in said if r.kind == -2)),
        len(told.profiles),
        told.durable,
    )


def _tree(ready: Plan, dossier: Dossier, as_of: dt.date, found: Summary) -> dict[str, object]:
    balance = dossier.balance
    return {
        "format": FORMAT,
        "ruleset": {"id": ready.id, "hash": ready.hash},
        "records": {
            "hash": dossier.hash, "rows": balance.rows, "used": balance.used, "rejected": balance.rejected,
            "not_data": balance.not_data, "files": list(dossier.files),
        },
        "as_of": as_of.isoformat(),
        "engine": ENGINE_VERSION,
        "subjects": dict(found.sizes),
        "decisions": {
            k: {a: {d.word: n for d, n in counts.items()} for a, counts in awards.items()}
            for k, awards in found.decisions.items()
        },
        "assessments": {
            k: {a: {v.word: n for v, n in counts.items()} for a, counts in found_.items()}
            for k, found_ in found.assessments.items()
        },
        "provisional": [list(p) for p in found.provisional],
        "interim": list(found.interim),
    }  # fmt: skip
