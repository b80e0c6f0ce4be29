"""A selection over all parts in Spark: how many stand above, level or below is counted by aggregates and windows.

What then follows for each subject by itself is what the evaluator makes of such counts (`select.placed`, `places.of`).
Scores are whole numbers; several keys are compared one after the other. See `evaluator.select` and `evaluator.field`,
which count the same for one machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..evaluator import places, select
from ..plan import Quota
from .session import quietly

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame

    from ..evaluator.arrays import Codes, Ints

    #: Writes a table and reads it again, so that it is worked out once.
    Keep = Callable[[DataFrame], DataFrame]

OUT, OPEN, IN, TIED = select.OUT, select.OPEN, select.IN, select.TIED
#: What is known of those who are ranked: `size_low`, `size_high` of the group, where the places depend on it.
ENTRY = ("part", "row", "group", "code", "limited", "settled", "size_low", "size_high")
#: What was found of each.
FOUND = ("inside", "best", "worst", "places_low", "places_high", "shut")
_SMALL = ("code", "limited", "settled", "inside", "shut", "inner")
_TYPES = {"part": "int", "lost": "boolean"} | dict.fromkeys(_SMALL, "tinyint")
#: Columns of NumPy arrays by name; and what makes others of them, each row by itself.
Columns = dict[str, NDArray[Any]]
EachRow = Callable[[Columns], Columns]


def ranked(entries: DataFrame, quota: Quota, keep: Keep, *, whole: int | None, sized: bool) -> DataFrame:
    """Return where each of `entries` was placed: `part`, `row` and `FOUND`.

    `entries`: the columns of `ENTRY` and bounds per key `low0`, `high0`, ...; group -1: not known, so that they stand
    in each group. `sized`: places depend on sizes; `whole`: that of every group, where it is the same.
    """
    import pyspark.sql.functions as F  # noqa: N812 - as everybody writes it

    if whole is not None:
        entries = entries.withColumns({n: F.lit(whole).cast("bigint") for n in ("size_low", "size_high")})
    known, lost = entries.filter("group >= 0"), entries.filter("group < 0")
    groups = known.groupBy("group").agg(F.max("size_low").alias("size_low"), F.max("size_high").alias("size_high"))
    everywhere = lost.drop("group", "size_low", "size_high").crossJoin(F.broadcast(groups))
    everywhere = everywhere.withColumn("code", F.lit(OPEN).cast("tinyint")).select(known.columns)
    keys = len(quota.ranking)
    field = known.withColumn("lost", F.lit(False)).unionByName(everywhere.withColumn("lost", F.lit(True)))  # noqa: FBT003
    if quota.limit is not None:
        found = _limited(field, quota, keys, keep, sized=sized)
    else:
        found = _mapped(counted(field, keys), partial(_place, quota, sized), ("group", "lost", *FOUND))
    found = keep(found)
    # whoever stands in each group was placed in the last one, if one must be named
    last = found.filter("lost").groupBy("part", "row").agg(F.max_by(F.struct(*FOUND), "group").alias("last"))
    return (
        found.filter("not lost").select("part", "row", *FOUND).unionByName(last.select("part", "row", "last.*"))
    )


def _limited(field: DataFrame, quota: Quota, keys: int, keep: Keep, *, sized: bool) -> DataFrame:
    """Select twice: first among those whom the limit concerns, then among all whom it leaves."""
    import pyspark.sql.functions as F  # noqa: N812

    if quota.limit is None:
        raise AssertionError(quota)
    bounds = tuple(f"{end}{k}" for k in range(keys) for end in ("low", "high"))
    kept = ("group", "lost", "code", "limited", "settled", *bounds, "fewest", "most")
    field = keep(_mapped(_sums(field), partial(_available, quota, sized), kept))
    inner = field.filter("limited >= 1").withColumn("code", F.least("code", "limited"))
    codes = _mapped(counted(inner, keys), partial(_place_inner, quota), ("group", "inner"))
    field = field.join(codes, ["part", "row", "group"], "left")
    field = keep(field.withColumn("inner", F.coalesce("inner", F.lit(IN).cast("tinyint"))))
    shut = (F.col("inner") == OUT) & (F.col("limited") == IN)
    left = field.filter(~shut)
    left = left.withColumn("code", F.when(F.col("inner") != IN, F.lit(OPEN).cast("tinyint")).otherwise(F.col("code")))
    found = _mapped(counted(left, keys), partial(_place_outer, quota), ("group", "lost", *FOUND))
    out = field.filter(shut).select(
        "part", "row", "group", "lost", F.lit(OUT).cast("tinyint").alias("inside"),
        F.lit(0).cast("bigint").alias("best"), F.lit(0).cast("bigint").alias("worst"),
        F.col("fewest").alias("places_low"), F.col("most").alias("places_high"),
        F.lit(1).cast("tinyint").alias("shut"),
    )  # fmt: skip
    return found.unionByName(out)


def _sums(field: DataFrame) -> DataFrame:
    """Add how many of each entry's group are surely ranked, and how many may be."""
    import pyspark.sql.functions as F  # noqa: N812
    from pyspark.sql import Window

    group = Window.partitionBy("group")
    sure = F.sum((F.col("code") == IN).cast("bigint")).over(group)
    return field.withColumns({"sure": sure, "all": F.count(F.lit(1)).over(group)})


def counted(field: DataFrame, keys: int) -> DataFrame:
    """Add to each entry how it stands in its group (`select.Standing`, and what `places.for_each` takes).

    The bounds of all are points; those of one group and place are added up, and the places below each by a window.
    """
    import pyspark.sql.functions as F  # noqa: N812
    from pyspark.sql import Window

    lows, highs = [f"low{k}" for k in range(keys)], [f"high{k}" for k in range(keys)]
    values = [f"v{k}" for k in range(keys)]
    sure, maybe = F.col("code") == IN, F.col("code") == OPEN
    exact = F.lit(True)  # noqa: FBT003
    for low, high in zip(lows, highs, strict=True):
        exact &= F.col(low) == F.col(high)
    field = field.withColumn("exact", exact)
    known = sure & F.col("exact")
    at_low = {"s": sure, "l": known, "c": known & (F.col("settled") != OUT), "ml": maybe}
    at_high = {"h": F.lit(True), "mh": maybe}  # noqa: FBT003
    tallies = [*at_low, *at_high]

    def points(ends: Sequence[str], marks: dict[str, Column]) -> DataFrame:
        ones = [marks[t].cast("bigint").alias(t) if t in marks else F.lit(0).cast("bigint").alias(t) for t in tallies]
        return field.select("group", *(F.col(e).alias(v) for e, v in zip(ends, values, strict=True)), *ones)

    places_ = points(lows, at_low).unionByName(points(highs, at_high))
    places_ = places_.groupBy("group", *values).agg(*(F.sum(t).alias(t) for t in tallies))
    whole = Window.partitionBy("group")
    ordered = whole.orderBy(*(F.col(v) for v in values or ["group"]))
    upto = ordered.rowsBetween(Window.unboundedPreceding, Window.currentRow)
    sums = {f"{t}_upto": F.sum(t).over(upto) for t in ("s", "h", "mh", "ml")}
    places_ = places_.withColumns(sums | {f"{t}_all": F.sum(t).over(whole) for t in ("s", "h", "mh")})

    def at(ends: Sequence[str], prefix: str) -> tuple[DataFrame, list[str]]:
        names = {"group": "group", **dict(zip(values, ends, strict=True))}
        others = [c for c in places_.columns if c not in names]
        columns = [F.col(c).alias(n) for c, n in names.items()] + [F.col(c).alias(f"{prefix}{c}") for c in others]
        return places_.select(*columns), list(names.values())

    low_places, on_low = at(lows, "a_")
    high_places, on_high = at(highs, "b_")
    out = field.join(low_places, on_low).join(high_places, on_high)
    return out.withColumns(
        {
            "above": F.expr("a_s_all - b_s_upto"),
            "may": F.expr("a_h_all - a_h_upto + a_h - 1"),
            "may_be_above": F.expr("a_h_all - a_h_upto - if(exact, 0, 1)"),
            "level": F.expr("a_l - 1"),
            "chosen": F.col("a_c"),
            "maybe_not_below": F.expr("a_mh_all - a_mh_upto + a_mh"),
            "maybe_not_above": F.col("b_ml_upto"),
            "sure": F.col("a_s_all"),
            "all": F.col("a_h_all"),
        }
    )


def _mapped(
    frame: DataFrame, function: EachRow, out: Sequence[str]
) -> DataFrame:
    """Return `part`, `row` and the columns `out` that a function of columns makes of each batch, or leaves."""
    names = ["part", "row", *out]
    schema = ", ".join(f"`{n}` {_TYPES.get(n, 'bigint')}" for n in names)
    with quietly():
        return frame.mapInArrow(partial(_batches, function, names), schema)


def _batches(
    function: EachRow,
    names: Sequence[str],
    batches: Iterator[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for batch in batches:
        columns = {n: batch.column(n).to_numpy(zero_copy_only=False) for n in batch.schema.names}
        columns |= function(columns)
        yield pa.RecordBatch.from_arrays([pa.array(np.ascontiguousarray(columns[n])) for n in names], names=list(names))


def _placed(quota: Quota, c: Columns, available: tuple[Ints, Ints]) -> select.Ranked:
    asked = quota.settle is not None
    standing = select.Standing(
        c["code"] == IN, c["exact"], c["settled"] if asked else None, c["above"], c["may"], c["may_be_above"],
        c["level"], c["chosen"] if asked and quota.ties != "keep" else None,
    )  # fmt: skip
    return select.placed(quota, standing, available)


def _outcome(found: select.Ranked, inside: Codes) -> Columns:
    none = np.zeros(len(inside), dtype=np.int8)
    return {
        "inside": inside, "best": found[1], "worst": found[2], "places_low": found[3], "places_high": found[4],
        "shut": none,
    }  # fmt: skip


def _place(quota: Quota, sized: bool, c: Columns) -> Columns:  # noqa: FBT001
    """Place entries under a quota without a limit; the places as `places.for_each` has them."""
    rule = quota.places
    if rule.count is not None:
        available = places.of(rule, c["all"]), places.of(rule, c["all"])
    elif sized:
        available = places.of(rule, c["size_low"]), places.of(rule, c["size_high"])
    elif rule.sizes:
        available = places.of(rule, c["sure"]), places.of(rule, c["all"])
    else:
        worst, best = c["sure"] + c["maybe_not_below"], c["sure"] + c["maybe_not_above"]
        available = places.of(rule, worst), places.of(rule, best)
    found = _placed(quota, c, available)
    return _outcome(found, found[0])


def _available(quota: Quota, sized: bool, c: Columns) -> Columns:  # noqa: FBT001
    """Return each group's fewest and most places, as `places.for_all`."""
    low, high = (c["size_low"], c["size_high"]) if sized else (c["sure"], c["all"])
    return {"fewest": places.of(quota.places, low), "most": places.of(quota.places, high)}


def _place_inner(quota: Quota, c: Columns) -> Columns:
    """Place those whom the limit concerns among themselves."""
    if quota.limit is None:
        raise AssertionError(quota)
    few, many = (places.of(quota.limit.places, c[n]) for n in ("fewest", "most"))
    return {"inner": _placed(quota, c, (few, many))[0]}


def _place_outer(quota: Quota, c: Columns) -> Columns:
    """Place those whom the limit leaves among all; who may yet be left out by it stays open, or tied."""
    found = _placed(quota, c, (c["fewest"], c["most"]))
    unsure = c["inner"] != IN
    own = np.where(c["inner"] == TIED, np.int8(TIED), np.int8(OPEN))
    return _outcome(found, np.where(unsure & (found[0] != OUT), own, found[0]).astype(np.int8))
