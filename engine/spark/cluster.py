"""The parts of a dossier in Spark: records from Parquet to the workers and back, results to Parquet."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import plan
from . import peers, results, transport
from .layout import Layout
from .ranking import ranked
from .rounds import Explored, WantsContest, WantsPeers
from .session import quietly
from .transport import FOUND, META, OPENED, PLACED_SLOTS, PROFILE, RANKED, SIZE, Meta, Task
from .wanted import PLACED, Told

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark import Broadcast
    from pyspark.sql import Column, DataFrame, SparkSession

    from ..evaluator.arrays import Ints

_TYPES = {"b": "tinyint", "i": "int", "l": "bigint"}
_HEAD = {"part": "int", "register": "smallint", "row": "bigint"}


@dataclass(slots=True, eq=False)
class SparkCluster:
    """One evaluation in Spark; `folder` holds the records as Parquet (`layout`), where every worker can read them.

    What a round finds is kept in `work` as Parquet until the evaluation is over: a worker that is lost takes nothing
    with it, and what a later round is made of does not grow with the rounds before.
    """

    spark: SparkSession
    folder: str
    work: str
    task: Task
    _found: DataFrame | None = None
    _placed: list[DataFrame] = field(default_factory=list)
    _meta: list[Meta] = field(default_factory=list)
    _kept: int = 0

    # --- what goes to the workers ----------------------------------------------------------------------------

    def _records(self, *, texts: bool) -> DataFrame:
        """Return the rows of all registers, and the places that are told, by part; with keys and names or without."""
        import pyspark.sql.functions as F  # noqa: N812

        layout, kinds = self.task.layout, self.task.ready.kinds()
        slots = sorted({*layout.slots, *PLACED_SLOTS})
        held: list[DataFrame] = []
        for number, sheet in enumerate(layout.sheets.values()):
            if sheet.size == 0:
                continue
            types = _HEAD | {"key": "string", "name": "string"}
            types |= {f"`{c}`": _TYPES[slot[0]] for c, slot in sheet.slots.items()}
            schema = ", ".join(f"{n} {t}" for n, t in types.items() if n != "register")
            read = self.spark.read.schema(schema).parquet(f"{self.folder}/{sheet.register}.parquet")
            of_slot = {slot: F.col(f"`{column}`") for column, slot in sheet.slots.items()}
            head = [F.col("part"), F.lit(number).cast("smallint").alias("register"), F.col("row")]
            if texts:
                head += [F.col(c) if sheet.register in kinds else F.lit("").alias(c) for c in ("key", "name")]
            held.append(read.select(*head, *(_slot(s, of_slot.get(s)) for s in slots)))
        for number, placed in enumerate(self._placed):
            of_slot = {slot: F.col(name) for name, slot in zip(PLACED, PLACED_SLOTS, strict=True)}
            head = [F.col("part"), F.lit(-number - 1).cast("smallint").alias("register"), F.col("row")]
            if texts:
                head += [F.lit("").alias(c) for c in ("key", "name")]
            held.append(placed.select(*head, *(_slot(s, of_slot.get(s)) for s in slots)))
        if not held:
            columns = _HEAD | ({"key": "string", "name": "string"} if texts else {}) | {s: _TYPES[s[0]] for s in slots}
            held = [self.spark.createDataFrame([], ", ".join(f"{n} {t}" for n, t in columns.items()))]
        together = held[0]
        for one in held[1:]:
            together = together.unionByName(one)
        return together.repartitionById(layout.parts, F.col("part"))

    def _sent(self, told: Told) -> tuple[Broadcast[bytes], Broadcast[bytes]]:
        context = self.spark.sparkContext
        return context.broadcast(transport.packed(self.task)), context.broadcast(transport.packed(told))

    # --- rounds ----------------------------------------------------------------------------------------------

    def explore(self, told: Told) -> Explored:
        """Work on every part as far as what is told goes."""
        import pyspark.sql.functions as F  # noqa: N812

        columns = FOUND | {f"n{n}": "bigint" for n in range(self.task.numbers)}
        schema = ", ".join(f"`{n}` {t}" for n, t in columns.items())
        with quietly():
            found = self._records(texts=False).mapInArrow(partial(_explored, *self._sent(told)), schema)
        found = self._keep(found)
        said = found.filter(F.col("tag").isin(META, PROFILE)).select("tag", "text").distinct().collect()
        profiles = frozenset(transport.profile_of(r.text) for r in said if r.tag == PROFILE)
        self.found_before(found, [pickle.loads(bytes(r.text)) for r in said if r.tag == META])  # noqa: S301 - our own
        wants = {(m.peers, m.contest) for m in self._meta}
        if len(wants) > 1:
            raise AssertionError(wants)  # INVARIANT: what is wanted follows from the plan, not from the rows
        keys, contest = wants.pop() if wants else (None, None)
        if contest is not None:
            return Explored(profiles, WantsContest(*contest))
        return Explored(profiles, WantsPeers() if keys is not None else None)

    def found_before(self, found: DataFrame, meta: list[Meta]) -> None:
        """Take what all parts brought: the rows, and what was said of them."""
        self._found, self._meta = found, meta

    def _keep(self, frame: DataFrame) -> DataFrame:
        """Keep a table until the evaluation is over."""
        self._kept += 1
        place = f"{self.work}/{self._kept}"
        frame.write.parquet(place)
        return self.spark.read.schema(frame.schema).parquet(place)

    def _tagged(self, tag: int) -> DataFrame:
        if self._found is None:
            raise AssertionError(tag)
        return self._found.filter(f"tag = {tag}")

    def fold(self) -> peers.Folded:
        """Put together what the parts brought to a number over all rows: an aggregate by group."""
        import pyspark.sql.functions as F  # noqa: N812

        ways = {"sum": F.sum, "min": F.min, "max": F.max}
        cells = self._tagged(transport.CELL).groupBy("group", "code")
        sums = cells.agg(*(ways[how](f"n{n}").alias(name) for n, (name, how) in enumerate(peers.FOLDED)))
        rows = sums.collect()
        first = self._meta[0]
        if first.peers is None:
            raise AssertionError(first)
        lost = any(m.lost for m in self._meta)
        gains = None
        if first.peers.node.fold is plan.Fold.MEAN:
            gains = self._gains(sums, first.groups)
        return peers.Folded(
            first.peers,
            np.array([r.group for r in rows], dtype=np.int64),
            np.array([r.code for r in rows], dtype=np.int8),
            tuple(np.array([r[name] for r in rows], dtype=np.int64) for name, _ in peers.FOLDED),
            gains,
            first.groups,
            all(m.closed for m in self._meta),
            int(lost),
        )

    def _gains(self, sums: DataFrame, groups: int) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
        """Return what is taken into each mean of rows that may count: from the extreme inwards, while it widens.

        Equal values count together: where one widens the mean, its like do. Into a mean of nothing only one is taken.
        """
        import pyspark.sql.functions as F  # noqa: N812
        from pyspark.sql import Window

        sure = sums.filter("code = 2").select("group", "count", "low_sum", "high_sum")
        opened = self._tagged(OPENED).select("group", F.col("code").alias("end"), F.col("n0").alias("v"), "n1")
        opened = opened.groupBy("group", "end", "v").agg(F.sum("n1").alias("many")).join(sure, "group", "left")
        sign = F.when(F.col("end") == 0, F.lit(1)).otherwise(F.lit(-1)).cast("decimal(20,0)")
        inwards = Window.partitionBy("group", "end").orderBy(sign * F.col("v"))
        before = inwards.rowsBetween(Window.unboundedPreceding, -1)
        wide = F.col("v").cast("decimal(20,0)")
        top = F.when(F.col("end") == 0, F.col("low_sum")).otherwise(F.col("high_sum"))
        opened = opened.withColumns(
            {
                "top": F.coalesce(top, F.lit(0)) + F.coalesce(F.sum(F.col("v") * F.col("many")).over(before), F.lit(0)),
                "bottom": F.coalesce("count", F.lit(0)) + F.coalesce(F.sum("many").over(before), F.lit(0)),
            }
        )
        stays = (F.col("bottom") != 0) & (
            sign * wide * F.col("bottom").cast("decimal(18,0)") >= sign * F.col("top").cast("decimal(20,0)")
        )
        upto = inwards.rowsBetween(Window.unboundedPreceding, Window.currentRow)
        opened = opened.withColumn("stopped", F.max(stays.cast("int")).over(upto)).filter("stopped = 0")
        taken = F.when(F.col("bottom") == 0, F.lit(1)).otherwise(F.col("many"))
        sums = opened.groupBy("group", "end").agg(F.sum(F.col("v") * taken).alias("t"), F.sum(taken).alias("b"))
        rows = sums.collect()
        out = tuple((np.zeros(groups + 1, dtype=np.int64), np.zeros(groups + 1, dtype=np.int64)) for _ in range(2))
        for r in rows:
            out[r.end][0][r.group], out[r.end][1][r.group] = r.t, r.b
        return out[0], out[1]

    def place(self, wanted: WantsContest) -> None:
        """Select among all parts, by aggregates and windows over groups (`ranking`)."""
        import pyspark.sql.functions as F  # noqa: N812

        quota = self.task.ready.awards[wanted.award].entitlements[wanted.kind].quota
        if quota is None:
            raise AssertionError(wanted)
        ends = enumerate(f"{end}{k}" for k in range(len(quota.ranking)) for end in ("low", "high"))
        keys = [F.col(f"n{n}").alias(end) for n, end in ends]
        entries = self._tagged(RANKED).select("part", "row", "group", "code", "limited", "settled", *keys)
        sized = quota.places.count is None and quota.of != "pool"
        whole = None
        grouped = quota.per is not None or quota.per_owner is not None
        if sized and quota.counting is None and not (grouped and quota.of == quota.kind):
            whole = self.task.layout.sheets[quota.of].size
        zero = F.lit(0).cast("bigint")
        if sized and whole is None:
            entries = self._with_sizes(entries)
        elif whole is None:
            entries = entries.withColumns({"size_low": zero, "size_high": zero})
        found = self._keep(ranked(entries, quota, self._keep, whole=whole, sized=sized))
        self._placed.append(found)

    def _with_sizes(self, entries: DataFrame) -> DataFrame:
        """Add to each entry how many its group has; one of no known group may count in each."""
        import pyspark.sql.functions as F  # noqa: N812

        sizes = self._tagged(SIZE).groupBy("group").agg(F.sum("n0").alias("size_low"), F.sum("n1").alias("size_high"))
        lost = sizes.filter("group < 0").agg(F.coalesce(F.sum("size_high"), F.lit(0)).alias("more"))
        out = entries.join(sizes, "group", "left").crossJoin(F.broadcast(lost))
        none = F.lit(0).cast("bigint")
        least, most = (F.coalesce(n, none) for n in ("size_low", "size_high"))
        return out.withColumns({"size_low": least, "size_high": most + F.col("more")}).drop("more")

    # --- results ---------------------------------------------------------------------------------------------

    def judged(self, told: Told) -> DataFrame:
        """Return the results of every kind, in slots (`results.placed`)."""
        slots = [f"{letter}{n}" for letter, many in results.slots(self.task.ready).items() for n in range(many)]
        schema = "kind tinyint, row bigint, key string, name string" + "".join(f", {s} {_TYPES[s[0]]}" for s in slots)
        with quietly():
            return self._records(texts=True).mapInArrow(partial(_judged, *self._sent(told)), schema)


def written(found: DataFrame, ready: plan.Plan, kind: str) -> DataFrame:
    """Return the results of one kind as they are written: words, decimal numbers and codes."""
    import pyspark.sql.functions as F  # noqa: N812

    number = ready.kinds().index(kind)
    columns = [F.col(c) for c in results.HEAD]
    columns += [_shown(column, F.col(slot)).alias(column.name) for column, slot in results.placed(ready, kind)]
    return found.filter(f"kind = {number}").select(*columns)


def _shown(column: results.Written, value: Column) -> Column:
    import pyspark.sql.functions as F  # noqa: N812

    if column.words is not None:
        return F.element_at(F.array(*(F.lit(w) for w in column.words)), value.cast("int") + 1)
    if column.decimals is None:
        return value
    unit = F.lit(Decimal(1).scaleb(-column.decimals))
    return (value.cast(f"decimal({results.DIGITS},0)") * unit).cast(f"decimal({results.DIGITS},{column.decimals})")


def _slot(slot: str, value: Column | None) -> Column:
    import pyspark.sql.functions as F  # noqa: N812

    return (F.lit(0).cast(_TYPES[slot[0]]) if value is None else value).alias(slot)


def _explored(
    task: Broadcast[bytes], told: Broadcast[bytes], batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    return transport.explored(batches, pickle.loads(task.value), pickle.loads(told.value))  # noqa: S301 - the driver's


def _judged(
    task: Broadcast[bytes], told: Broadcast[bytes], batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    return transport.judged(batches, pickle.loads(task.value), pickle.loads(told.value))  # noqa: S301 - the driver's


def task_of(ready: plan.Plan, layout: Layout, as_of: Any) -> Task:  # noqa: ANN401
    """Return what every worker must have."""
    quotas = [e.quota for a in ready.awards.values() for e in a.entitlements.values() if e.quota is not None]
    return Task(ready, layout, as_of, max([len(peers.FOLDED), *(2 * len(q.ranking) for q in quotas)]))
