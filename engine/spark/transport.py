"""Between Spark's tables and the evaluator's arrays: what goes to a worker, and what comes back, as Arrow.

Everything here runs on the workers, but for `packed`.
"""

from __future__ import annotations

import copyreg
import datetime as dt
import io
import json
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..evaluator.chaining import Chained
from ..plan import Plan
from . import results
from .layout import Layout
from .parts import Part, Rows, part_of
from .stages import work
from .wanted import PLACED, ContestRows, PeersKey, PeersRows, Placed, ProfileKey, Told, Wanted

if TYPE_CHECKING:
    import pyarrow as pa

#: What a row that comes back is.
META, PROFILE, CELL, OPENED, RANKED, SIZE = range(6)
#: Slots that the places of a selection travel in, in the order of `PLACED`.
PLACED_SLOTS = ("b0", "l0", "l1", "l2", "l3", "b1")
#: The columns of a row that comes back, but for its numbers `n0`, `n1`, ...; as Spark writes types.
FOUND = {
    "tag": "tinyint", "part": "int", "row": "bigint", "group": "bigint", "code": "tinyint", "limited": "tinyint",
    "settled": "tinyint", "text": "binary",
}  # fmt: skip
_NUMPY = {"tinyint": np.int8, "int": np.int32, "bigint": np.int64}


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker must have to judge any part."""

    ready: Plan
    layout: Layout
    as_of: dt.date
    numbers: int


@dataclass(frozen=True, slots=True)
class Meta:
    """What one part wants, apart from its rows; the same for most parts."""

    peers: PeersKey | None = None
    groups: int = 0
    closed: bool = True
    lost: bool = False
    contest: tuple[int, str, str] | None = None


def _read_only(things: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(things)


class _Pickler(pickle.Pickler):
    """A pickler that also takes mappings that cannot be written to, as plans have them."""

    dispatch_table = copyreg.dispatch_table | {MappingProxyType: lambda m: (_read_only, (dict(m),))}


def packed(thing: object) -> bytes:
    """Return something as bytes, a plan among them."""
    out = io.BytesIO()
    _Pickler(out, protocol=5).dump(thing)
    return out.getvalue()


def profile_text(key: ProfileKey) -> bytes:
    """Return a profile as bytes that are the same for the same profile."""
    chained = [[c.award, c.lower, c.granted, c.inside] for c in key[0]]
    return json.dumps([chained, [list(p) for p in key[1]]], ensure_ascii=False).encode()


def profile_of(text: bytes) -> ProfileKey:
    """Return the profile of a text."""
    chained, parts = json.loads(bytes(text))
    return tuple(Chained(*c) for c in chained), tuple((a, g, int(v)) for a, g, v in parts)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """One part as it reached a worker; `texts`: key and name of each row of a kind, in the part's order."""

    number: int
    part: Part
    placed: Mapping[int, Placed]
    texts: Mapping[str, tuple[pa.Array, pa.Array]]


def parts_in(batches: Iterator[pa.RecordBatch], task: Task) -> Iterator[Held]:
    """Yield the parts that are in a partition; the order of their rows means nothing."""
    import pyarrow as pa

    held = [b for b in batches if b.num_rows]
    if not held:
        return
    table = pa.Table.from_batches(held).combine_chunks()
    columns = {n: table.column(n).to_numpy() for n in table.column_names if n not in {"key", "name"}}
    order = np.lexsort((columns["row"], columns["register"], columns["part"]))
    part, register = columns["part"][order], columns["register"][order]
    starts = np.flatnonzero(np.r_[True, (part[1:] != part[:-1]) | (register[1:] != register[:-1])])
    runs: dict[int, dict[int, NDArray[np.intp]]] = {}
    for start, end in zip(starts, [*starts[1:], len(order)], strict=True):
        runs.setdefault(int(part[start]), {})[int(register[start])] = order[start:end]
    names = list(task.layout.sheets)
    kinds = set(task.ready.kinds())
    for number, found in runs.items():
        rows, placed, texts = {}, {}, {}
        for at, taken in found.items():
            if at < 0:
                placed[-at - 1] = _placed(columns, taken)
                continue
            slots = task.layout.sheets[names[at]].slots
            rows[names[at]] = Rows(columns["row"][taken], {n: columns[slot][taken] for n, slot in slots.items()})
            if names[at] in kinds and "key" in table.column_names:
                index = pa.array(taken)
                texts[names[at]] = (table.column("key").take(index), table.column("name").take(index))
        yield Held(number, part_of(task.layout, rows), placed, texts)


def _placed(columns: Mapping[str, NDArray[Any]], taken: NDArray[np.intp]) -> Placed:
    found = {
        name: columns[slot][taken].astype(kind) for (name, kind), slot in zip(PLACED.items(), PLACED_SLOTS, strict=True)
    }
    found["shut"] = found["shut"].astype(bool)
    return Placed(columns["row"][taken], **found)


def explored(batches: Iterator[pa.RecordBatch], task: Task, told: Told) -> Iterator[pa.RecordBatch]:
    """Work on the parts of a partition as far as what is told goes, and yield what they want."""
    for held in parts_in(batches, task):
        done = work(task.ready, held.part, task.as_of, told, held.placed, final=False)
        texts = [(PROFILE, profile_text(key)) for key in sorted(done.profiles, key=repr)]
        match done.wanted:
            case None:
                meta = Meta()
            case PeersRows() as found:
                meta = Meta(found.key, found.groups, found.closed, found.lost > 0)
                yield from brought(held.number, found, task.numbers)
            case ContestRows() as found:
                meta = Meta(contest=(found.number, found.kind, found.award))
                yield from brought(held.number, found, task.numbers)
        yield _texts(held.number, [(META, packed(meta)), *texts], task.numbers)


def brought(part: int, found: Wanted, numbers: int) -> tuple[pa.RecordBatch, ...]:
    """Return the rows that a part brings to what it wants."""
    match found:
        case PeersRows():
            return _cells(part, found, numbers), _opened(part, found, numbers)
        case ContestRows():
            return _ranked(part, found, numbers), _sizes(part, found, numbers)


def _batch(tag: int, part: int, numbers: int, size: int, given: Mapping[str, NDArray[Any]]) -> pa.RecordBatch:
    """Return rows of one tag; columns that are not given are zero."""
    import pyarrow as pa

    columns: dict[str, Any] = {"tag": np.full(size, tag, dtype=np.int8), "part": np.full(size, part, dtype=np.int32)}
    columns |= given
    kinds = FOUND | {f"n{n}": "bigint" for n in range(numbers)}
    arrays = []
    for name, kind in kinds.items():
        if kind == "binary":
            arrays.append(pa.array(columns.get(name, [b""] * size), pa.binary()))
        else:
            values = columns.get(name)
            values = np.zeros(size, dtype=_NUMPY[kind]) if values is None else values.astype(_NUMPY[kind], copy=False)
            arrays.append(pa.array(np.ascontiguousarray(values)))
    return pa.RecordBatch.from_arrays(arrays, names=list(kinds))


def _texts(part: int, texts: list[tuple[int, bytes]], numbers: int) -> pa.RecordBatch:
    given: dict[str, Any] = {"tag": np.array([t for t, _ in texts], dtype=np.int8), "text": [t for _, t in texts]}
    return _batch(META, part, numbers, len(texts), given)


def _cells(part: int, found: PeersRows, numbers: int) -> pa.RecordBatch:
    given: dict[str, NDArray[Any]] = {"group": found.group, "code": found.code}
    given |= {f"n{n}": column for n, column in enumerate(found.folded)}
    return _batch(CELL, part, numbers, len(found.group), given)


def _opened(part: int, found: PeersRows, numbers: int) -> pa.RecordBatch:
    given: dict[str, NDArray[Any]] = {
        "group": found.open_group, "code": found.open_end, "n0": found.open_value, "n1": found.open_count,
    }  # fmt: skip
    return _batch(OPENED, part, numbers, len(found.open_group), given)


def _ranked(part: int, found: ContestRows, numbers: int) -> pa.RecordBatch:
    keys = {f"n{2 * k + end}": column for k, ends in enumerate(found.keys) for end, column in enumerate(ends)}
    given: dict[str, NDArray[Any]] = {
        "row": found.row, "group": found.group, "code": found.pool, "limited": found.limited, "settled": found.settled,
        **keys,
    }  # fmt: skip
    return _batch(RANKED, part, numbers, len(found.row), given)


def _sizes(part: int, found: ContestRows, numbers: int) -> pa.RecordBatch:
    given = {"group": found.size_group, "n0": found.size_low, "n1": found.size_high}
    return _batch(SIZE, part, numbers, len(found.size_group), given)


def judged(batches: Iterator[pa.RecordBatch], task: Task, told: Told) -> Iterator[pa.RecordBatch]:
    """Judge the parts of a partition, of which everything is told, and yield the results of every kind.

    A row of kind -1 says of what kind and award the list is provisional (`key`, `name`), one of kind -2 which criterion
    (`key`) is met so far only.
    """
    import pyarrow as pa

    slots = results.slots(task.ready)
    for held in parts_in(batches, task):
        found = work(task.ready, held.part, task.as_of, told, held.placed, final=True).evaluation
        if found is None:
            raise AssertionError(held.number)  # the driver told all that was wanted
        for number, kind in enumerate(task.ready.kinds()):
            if kind in held.texts:
                values = {slot: v for (_, slot), v in zip(
                    results.placed(task.ready, kind), results.values(found, kind), strict=True)}  # fmt: skip
                key, name = held.texts[kind]
                yield _results(number, held.part.rows[kind], key, name, values, slots)
        said = [(-1, kind, award) for kind, award in sorted(found.provisional)]
        said += [(-2, name, "") for name in sorted(found.interim)]
        for number, first, second in said:
            row = np.zeros(1, dtype=np.int64)
            yield _results(number, row, pa.array([first]), pa.array([second]), {}, slots)


def _results(
    kind: int, row: NDArray[np.int64], key: pa.Array, name: pa.Array, values: Mapping[str, NDArray[Any]],
    slots: Mapping[str, int],
) -> pa.RecordBatch:  # fmt: skip
    import pyarrow as pa

    size = len(row)
    arrays = [pa.array(np.full(size, kind, dtype=np.int8)), pa.array(row)]
    arrays += [c.combine_chunks() if isinstance(c, pa.ChunkedArray) else c for c in (key, name)]
    names = ["kind", "row", "key", "name"]
    for letter, many in slots.items():
        kept = np.int8 if letter == "b" else np.int64
        for n in range(many):
            slot = f"{letter}{n}"
            column = values.get(slot)
            arrays.append(pa.array(np.zeros(size, dtype=kept) if column is None else np.ascontiguousarray(column)))
            names.append(slot)
    return pa.RecordBatch.from_arrays(arrays, names=names)
