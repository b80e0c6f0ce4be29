"""What is written of an evaluation: for each kind one table, a row for every subject, as the evaluator found it.

Decisions, assessments and grades are words; points are decimal numbers; all else is codes: Kleene's 0 not met, 1 not
known, 2 met, verdicts of criteria with 3 for not applicable, and in `inside:` 0 outside, 1 open, 2 inside, 3 tied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .. import plan
from ..evaluator.result import GATES, Evaluation, Judged
from ..values import Decision, Verdict

if TYPE_CHECKING:
    import pyarrow as pa

#: Numbers have so many digits in all: any 64 bits.
DIGITS = 20
#: Columns ahead of all others.
HEAD = ("row", "key", "name")


@dataclass(frozen=True, slots=True)
class Written:
    """One column: `letter` b (int8) or l (int64); words for codes, or how many of its digits are decimals."""

    name: str
    letter: str
    words: tuple[str, ...] | None = None
    decimals: int | None = None


def columns(ready: plan.Plan, kind: str) -> tuple[Written, ...]:
    """Return the columns of one kind, in order."""
    decisions = tuple(d.word for d in Decision)
    out = [Written(f"decision:{award}", "b", words=decisions) for award in ready.awards]
    verdicts = tuple(v.word for v in Verdict)
    out += [
        Written(f"assessment:{a.id}", "b", words=verdicts) for a in ready.assessments.values() if a.kind == kind
    ]
    for found in ready.classifications.values():
        if found.kind == kind:
            words = _grades(found)
            out += [Written(f"graded:{found.id}", "b")]
            out += [Written(f"{end}:{found.id}", "b", words=words) for end in ("grade-low", "grade-high")]
    for score in ready.scores.values():
        if score.kind == kind:
            out += [Written(f"{end}:{score.id}", "l", decimals=score.number.decimals) for end in ("low", "high")]
    for name in _ruled(ready, kind, "criteria"):
        out += [Written(f"{what}:{name}", "b") for what in ("verdict", "met", "applies")]
    out += [Written(f"bar:{name}", "b") for name in _ruled(ready, kind, "bars")]
    out += [Written(f"suspension:{name}", "b") for name in _ruled(ready, kind, "suspensions")]
    for award in _chained(ready, kind):
        out += [Written(f"gate-{gate}:{award}", "b") for gate in GATES]
        out.append(Written(f"eligible:{award}", "b"))
    for award in _selected(ready, kind):
        out += [Written(f"{what}:{award}", "b") for what in ("pool", "inside", "limited")]
        out += [Written(f"{what}:{award}", "l") for what in ("best-rank", "worst-rank", "fewest", "most")]
    return tuple(out)


def _grades(found: plan.Classification) -> tuple[str, ...]:
    """Return the grades by place; "" is none."""
    out = [""] * (max((g.place for g in found.grades), default=0) + 1)
    for grade in found.grades:
        out[grade.place] = grade.id
    return tuple(out)


def _ruled(ready: plan.Plan, kind: str, what: str) -> tuple[str, ...]:
    stages = [s for s in ready.schedule if isinstance(s, plan.Columns) and s.kind == kind]
    return tuple(dict.fromkeys(name for s in stages for name in getattr(s, what)))


def _chained(ready: plan.Plan, kind: str) -> tuple[str, ...]:
    stages = [s for s in ready.schedule if isinstance(s, plan.Chain) and s.kind == kind]
    return tuple(dict.fromkeys(name for s in stages for name in s.awards))


def _selected(ready: plan.Plan, kind: str) -> tuple[str, ...]:
    stages = [s for s in ready.schedule if isinstance(s, plan.Select) and s.kind == kind]
    return tuple(dict.fromkeys(s.award for s in stages))


def values(evaluation: Evaluation, kind: str) -> tuple[NDArray[Any], ...]:
    """Return the values of `columns` for every subject of a kind."""
    ready, judged = evaluation.plan, evaluation.kinds[kind]
    out: list[NDArray[Any]] = [judged.decisions[award] for award in ready.awards]
    out += [judged.assessments[a.id] for a in ready.assessments.values() if a.kind == kind]
    for found in ready.classifications.values():
        if found.kind == kind:
            graded = judged.classifications[found.id]
            out += [graded.applies, graded.low, graded.high]
    for score in ready.scores.values():
        if score.kind == kind:
            out += [judged.scores[score.id].low, judged.scores[score.id].high]
    for name in _ruled(ready, kind, "criteria"):
        applies = judged.applies.get(name)
        surely = np.broadcast_to(np.int8(Verdict.MET), (judged.size,))
        out += [judged.verdicts(name), judged.met[name], surely if applies is None else applies]
    out += [judged.bars[name] for name in _ruled(ready, kind, "bars")]
    out += [judged.suspensions[name] for name in _ruled(ready, kind, "suspensions")]
    for award in _chained(ready, kind):
        out += [judged.gates[award][gate] for gate in GATES]
        out.append(judged.eligible[award])
    for award in _selected(ready, kind):
        out += _selection(judged, award)
    types = {"b": np.int8, "l": np.int64}
    return tuple(v.astype(types[c.letter], copy=False) for c, v in zip(columns(ready, kind), out, strict=True))


def _selection(judged: Judged, award: str) -> list[NDArray[Any]]:
    found = judged.selections[award]
    return [found.pool, found.inside, found.limited, found.best, found.worst, found.quota_low, found.quota_high]


def table(evaluation: Evaluation, kind: str) -> pa.Table:
    """Return what one machine found for a kind, as Spark writes it, in the order of the records."""
    import pyarrow as pa

    held = evaluation.dossier.tables[kind]
    arrays: list[Any] = [
        pa.array(np.arange(held.size, dtype=np.int64)),
        pa.array([str(k) for k in held.keys], pa.string()),
        pa.array([str(n) for n in held.names], pa.string()),
    ]
    written = columns(evaluation.plan, kind)
    arrays += [_array(c, v) for c, v in zip(written, values(evaluation, kind), strict=True)]
    return pa.table(arrays, names=[*HEAD, *(c.name for c in written)])


def _array(column: Written, found: NDArray[Any]) -> pa.Array:
    import pyarrow as pa

    if column.words is not None:
        return pa.array(np.array(column.words, dtype=object)[found], pa.string())
    if column.decimals is None:
        return pa.array(np.ascontiguousarray(found))
    # a decimal number is 128 bits with the sign in front; its scale stands in the type
    halves = np.column_stack([found, found >> np.int64(63)])
    kind = pa.decimal128(DIGITS, column.decimals)
    return pa.Decimal128Array.from_buffers(kind, len(found), [None, pa.py_buffer(halves.tobytes())])


def slots(ready: plan.Plan) -> dict[str, int]:
    """Return how many columns of each letter the widest kind has: results of all kinds travel in one table."""
    out = {"b": 0, "l": 0}
    for kind in ready.kinds():
        found = [c.letter for c in columns(ready, kind)]
        out = {letter: max(many, found.count(letter)) for letter, many in out.items()}
    return out


def placed(ready: plan.Plan, kind: str) -> Sequence[tuple[Written, str]]:
    """Return the columns of a kind with the slot of each."""
    used, out = {"b": 0, "l": 0}, []
    for column in columns(ready, kind):
        out.append((column, f"{column.letter}{used[column.letter]}"))
        used[column.letter] += 1
    return out
