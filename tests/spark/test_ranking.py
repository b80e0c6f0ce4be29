"""Places and means counted by Spark's windows are those that the evaluator counts, in many small groups at once."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine import plan
from engine.evaluator import gather, interval, select
from engine.evaluator.interval import Groups, Interval, Ratio
from engine.law import Citation
from engine.plan import Constant, Fold, Limit, Places, Quota, Ranking, Rounding, Size, Value
from engine.ranges import bounds
from engine.spark import peers, transport
from engine.spark.cluster import SparkCluster, task_of
from engine.spark.layout import Layout, Papers
from engine.spark.ranking import ranked
from engine.spark.wanted import PeersKey

from ..campaign import AS_OF, compiled

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.spark
GROUPS, MOST = 250, 7
CITE = Citation("d", "1")
KEY = Ranking(Constant(0), "điểm")
PLACES = {
    "two": Places(2, None, Rounding.DOWN),
    "half": Places(None, Constant(50), Rounding.DOWN),
    "third-up": Places(None, Constant(333, 1), Rounding.UP, least=1),
    "by-size": Places(None, None, Rounding.DOWN, sizes=(Size(None, 2, 1), Size(3, None, 2))),
}
LIMITS = {
    "none": None,
    "one": Limit(plan.Flag("x"), PLACES["two"], "x", CITE),
    "share": Limit(plan.Flag("x"), PLACES["half"], "x", CITE),
}


def quota(places: str, limit: str, ties: str, of: str, keys: int, settle: str | None) -> Quota:
    return Quota(
        "unit", PLACES[places], of, "eligible", "kind", (KEY,) * keys, ties, "bounds", CITE, limit=LIMITS[limit],
        settle=settle,
    )  # fmt: skip


#: Every kind of place with every limit, and the other ways by turns.
WAYS = [
    quota(p, limit, ties, of, keys, settle)
    for (p, limit), (ties, of, keys, settle) in zip(
        itertools.product(PLACES, LIMITS),
        itertools.cycle(
            [("council", "pool", 1, None), ("keep", "pool", 2, None), ("council", "unit", 2, "duty"),
             ("council", "pool", 0, "duty"), ("keep", "unit", 1, "duty")]
        ),
    )
]  # fmt: skip


@pytest.fixture
def kept(spark: SparkSession, tmp_path: Path) -> Any:
    numbers = itertools.count()

    def keep(frame: DataFrame) -> DataFrame:
        place = str(tmp_path / str(next(numbers)))
        frame.write.parquet(place)
        return spark.read.schema(frame.schema).parquet(place)

    return keep


@pytest.mark.parametrize("lost", [0, 3])
@pytest.mark.parametrize("number", range(len(WAYS)))
def test_ranks_as_the_evaluator(spark: SparkSession, kept: Any, number: int, lost: int) -> None:
    """Whoever is of no known group stands in each: with few groups, as they are placed in the last one."""
    way, r = WAYS[number], np.random.default_rng(100 * number + lost)
    groups = GROUPS if lost == 0 else 4
    group = np.repeat(np.arange(groups), r.integers(1, MOST + 1, groups))
    group = np.concatenate([group, np.full(lost, -1)]).astype(np.int64)
    n = len(group)
    pool = r.choice(np.array([1, 2, 2, 2], dtype=np.int8), n)
    keys = []
    for _ in way.ranking:
        low = r.integers(0, 4, n)
        keys.append((low, low + np.where(r.random(n) < 0.25, r.integers(1, 3, n), 0)))
    limited, settled = (r.integers(0, 3, n).astype(np.int8) for _ in range(2))
    sized = way.places.count is None and way.of != "pool"
    low_size = r.integers(0, 12, groups)
    sizes = select.Sizes(low_size, low_size + r.integers(0, 3, groups)) if sized else None
    expected = select.select(
        way, pool, list(keys), select.Grouping(group.astype(np.int32), groups), sizes,
        limited if way.limit is not None else None, settled if way.settle is not None else None,
    )  # fmt: skip
    columns: dict[str, Any] = {
        "part": np.arange(n) % 3, "row": np.arange(n), "group": group, "code": pool, "limited": limited,
        "settled": settled,
        "size_low": sizes.low[group] if sizes else 0 * group, "size_high": sizes.high[group] if sizes else 0 * group,
    }  # fmt: skip
    columns |= {f"{e}{k}": v for k, ends in enumerate(keys) for e, v in zip(("low", "high"), ends, strict=True)}
    small = {"code", "limited", "settled"}
    schema = ", ".join(f"`{c}` {'tinyint' if c in small else 'int' if c == 'part' else 'bigint'}" for c in columns)
    rows = list(zip(*(np.asarray(v).tolist() for v in columns.values()), strict=True))
    found = ranked(spark.createDataFrame(rows, schema), way, kept, whole=None, sized=sized).collect()
    assert sorted(f.row for f in found) == list(range(n))
    for f in found:
        at = f.row
        inside = 1 if group[at] < 0 or pool[at] == 1 else f.inside  # what the part makes of it (`contests`)
        assert f.part == at % 3
        assert (inside, f.best, f.worst, f.places_low, f.places_high, f.shut) == (
            expected.inside[at], expected.best[at], expected.worst[at], expected.quota_low[at],
            expected.quota_high[at], expected.limited[at],
        )  # fmt: skip


@pytest.mark.parametrize("lost", [False, True])
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("fold", list(Fold))
def test_folds_as_the_evaluator(spark: SparkSession, tmp_path: Path, fold: Fold, closed: bool, lost: bool) -> None:
    """A best, sum or mean of rows that surely or maybe count, cut into three parts."""
    r, count = np.random.default_rng(list(Fold).index(fold)), 60
    n = 5 * count
    low = r.integers(-4, 5, n)
    inner = Interval(low, low + np.where(r.random(n) < 0.3, r.integers(1, 4, n), 0))
    codes = r.choice(np.array([0, 1, 2], dtype=np.int8), n, p=[0.2, 0.4, 0.4])
    index = r.integers(0, count - 2, n).astype(np.int32)  # the last groups have no rows
    if lost:
        index[:4] = -1
    node = plan.Peers(fold, Value("score", 0, -9, 9), None, "kind", 0)
    key = PeersKey(node, "unit", 0)
    batches: list[Any] = []
    for part in range(3):
        here = slice(part, n, 3)
        rows = peers.rows_of(
            key, (index[here], count, Interval(inner.low[here], inner.high[here]), codes[here]), closed=closed
        )
        batches += transport.brought(part, rows, len(peers.FOLDED))
        meta = transport.Meta(key, count, closed, lost)
    cluster = SparkCluster(spark, "", tmp_path.as_uri(), task_of(compiled().plan, _nothing(), AS_OF))
    cluster.found_before(spark.createDataFrame(_together(batches)), [meta])
    found = peers.concluded(cluster.fold())
    expected = _expected(node, index, count, inner, codes, closed=closed)
    for name in found.__dataclass_fields__:
        one, other = getattr(found, name), getattr(expected, name)
        assert (one is None) == (other is None)
        if one is not None:
            np.testing.assert_array_equal(one[:count], other[:count], err_msg=name)
            np.testing.assert_array_equal(one, other, err_msg=name)


def _nothing() -> Layout:
    return Layout({}, 1, Papers({}, 0), {}, "")


def _together(batches: list[Any]) -> Any:
    import pyarrow as pa

    return pa.Table.from_batches(batches).combine_chunks()  # of several chunks Spark takes only some


def _expected(
    node: plan.Peers, index: np.ndarray, count: int, inner: Interval, codes: np.ndarray, *, closed: bool
) -> Interval | Ratio:
    """Return what `Frame.peers` makes of all rows, as `Frame._peer_groups` gathers them."""
    kept, gone = np.flatnonzero(index >= 0), np.flatnonzero(index < 0)
    rows, groups, weights, size = kept, index[kept], codes[kept], count
    if len(gone):
        unsure = np.minimum(codes, np.int8(1))
        rows = np.concatenate([kept, np.tile(gone, count), np.arange(len(index))])
        own = np.repeat(np.arange(count), len(gone))
        groups = np.concatenate([index[kept], own, np.full(len(index), count)]).astype(np.int32)
        weights, size = np.concatenate([codes[kept], np.tile(unsure[gone], count), unsure]), count + 1
    whole = Groups(groups, size, np.full(size, closed))
    values, ends = Interval(inner.low[rows], inner.high[rows]), bounds(node.value)
    if node.fold is Fold.MEAN:
        return interval.mean(whole, values, weights, ends)
    return gather.fold_of(node.fold, whole, values, weights, ends)

