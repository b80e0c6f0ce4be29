"""The parts of a dossier in this process: what Spark does over all parts is done by NumPy and plain Python here."""

from __future__ import annotations

import datetime as dt
import operator
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from engine.evaluator import select
from engine.evaluator.result import Evaluation
from engine.plan import Fold, Plan, Quota
from engine.records.dossier import Dossier
from engine.spark.layout import Pieces, cut_up
from engine.spark.parts import Part, Rows, part_of
from engine.spark.peers import FOLDED, Folded
from engine.spark.rounds import Explored, WantsContest, WantsPeers, settle
from engine.spark.stages import Worked, work
from engine.spark.wanted import ContestRows, PeersRows, Placed, Told


def parts_of(pieces: Pieces, dossier: Dossier) -> list[Part]:
    """Return every part, with rows in an order of its own."""
    out = []
    for number in range(pieces.layout.parts):
        held = {}
        for name, columns in pieces.columns.items():
            row = np.flatnonzero(pieces.parts[name] == number)
            table = dossier.tables[name]
            texts = ([str(words[int(i)]) for i in row] for words in (table.keys, table.names))
            if len(row):
                held[name] = Rows(row.astype(np.int64), {c: v[row] for c, v in columns.items()}, *texts)
        out.append(part_of(pieces.layout, held))
    return out


@dataclass
class Here:
    """All parts one after the other; `rounds` counts how often."""

    ready: Plan
    parts: list[Part]
    as_of: dt.date
    sizes: dict[str, int]
    placed: list[dict[int, Placed]] = field(default_factory=list)
    worked: list[Worked] = field(default_factory=list)
    rounds: int = 0

    def __post_init__(self) -> None:
        self.placed = [{} for _ in self.parts]

    def explore(self, told: Told) -> Explored:
        self.rounds += 1
        self.worked = [
            work(self.ready, p, self.as_of, told, at, final=False)
            for p, at in zip(self.parts, self.placed, strict=True)
        ]
        profiles = frozenset(k for w in self.worked for k in w.profiles)
        wanted = [w.wanted for w in self.worked]
        match wanted[0]:
            case None:
                assert all(w is None for w in wanted)
                return Explored(profiles, None)
            case PeersRows(key):
                assert all(isinstance(w, PeersRows) and w.key == key for w in wanted)
                return Explored(profiles, WantsPeers())
            case ContestRows(number, kind, award):
                assert all(isinstance(w, ContestRows) and w.number == number for w in wanted)
                return Explored(profiles, WantsContest(number, kind, award))

    def fold(self) -> Folded:
        rows = [w.wanted for w in self.worked if isinstance(w.wanted, PeersRows)]
        cells: dict[tuple[int, int], list[int]] = {}
        opened: dict[tuple[int, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
        ways: dict[str, Callable[[int, int], int]] = {"sum": operator.add, "min": min, "max": max}
        for found in rows:
            for at, (group, code) in enumerate(zip(found.group.tolist(), found.code.tolist(), strict=True)):
                new = [int(n[at]) for n in found.folded]
                old = cells.get((group, code))
                cells[group, code] = (
                    new if old is None else [ways[w](a, b) for (_, w), a, b in zip(FOLDED, old, new, strict=True)]
                )
            each = (found.open_group, found.open_end, found.open_value, found.open_count)
            for group, end, value, count in zip(*(e.tolist() for e in each), strict=True):
                opened[group, end][value] += count
        groups = rows[0].groups
        return Folded(
            rows[0].key,
            np.array([g for g, _ in cells], dtype=np.int64),
            np.array([c for _, c in cells], dtype=np.int8),
            tuple(np.array([v[n] for v in cells.values()], dtype=np.int64) for n in range(len(FOLDED))),
            gains(cells, opened, groups) if rows[0].key.node.fold is Fold.MEAN else None,
            groups,
            all(r.closed for r in rows),
            sum(r.lost for r in rows),
        )

    def place(self, wanted: WantsContest) -> None:
        rows = [w.wanted for w in self.worked if isinstance(w.wanted, ContestRows)]
        quota = self.ready.awards[wanted.award].entitlements[wanted.kind].quota
        assert quota is not None
        group = np.concatenate([r.group for r in rows])
        known = np.unique(group[group >= 0])
        of = np.where(group < 0, -1, np.searchsorted(known, group)).astype(np.int32)
        keys = [
            tuple(np.concatenate([r.keys[k][end] for r in rows]) for end in (0, 1)) for k in range(len(quota.ranking))
        ]
        plain = replace(quota, pending="bounds", ranking=tuple(replace(r, ascending=False) for r in quota.ranking))
        found = select.select(
            plain,
            np.concatenate([r.pool for r in rows]),
            keys,  # type: ignore[arg-type]  # pairs
            select.Grouping(of, len(known)),
            self._sizes(quota, rows, known),
            np.concatenate([r.limited for r in rows]) if quota.limit is not None else None,
            np.concatenate([r.settled for r in rows]) if quota.settle is not None else None,
        )
        start = 0
        for at, r in zip(self.placed, rows, strict=True):
            here = slice(start, start := start + len(r.row))
            if len(r.row) == 0:  # as with Spark, where a place is a row
                continue
            at[wanted.number] = Placed(
                r.row, found.inside[here], found.best[here], found.worst[here], found.quota_low[here],
                found.quota_high[here], found.limited[here],
            )  # fmt: skip

    def _sizes(self, quota: Quota, rows: list[ContestRows], known: np.ndarray) -> select.Sizes | None:
        if quota.places.count is not None or quota.of == "pool":
            return None
        low, high, lost = (defaultdict[int, int](int) for _ in range(3))
        for r in rows:
            for g, least, most in zip(r.size_group.tolist(), r.size_low.tolist(), r.size_high.tolist(), strict=True):
                (low if g >= 0 else lost)[g] += least if g >= 0 else most
                high[g] += most
        if not low and not lost and quota.counting is None:
            whole = np.full(len(known), self.sizes[quota.of], dtype=np.int64)
            return select.Sizes(whole, whole)
        ends = [[low[g] for g in known.tolist()], [high[g] + lost[-1] for g in known.tolist()]]
        return select.Sizes(*(np.array(e, dtype=np.int64) for e in ends))


def gains(
    cells: dict[tuple[int, int], list[int]], opened: dict[tuple[int, int], dict[int, int]], groups: int
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Take in rows one by one from the extreme inwards, while the mean widens; as fractions."""
    out = []
    for end, column in ((0, 5), (1, 6)):
        top, bottom = (np.zeros(groups + 1, dtype=np.int64) for _ in range(2))
        for group in range(groups + 1):
            sure = cells.get((group, 2))
            t, b = (sure[column], sure[0]) if sure else (0, 0)
            values = sorted(opened[group, end].items(), reverse=end == 1)
            for value in (v for v, count in values for _ in range(count)):
                if b and (value >= Fraction(t, b) if end == 0 else value <= Fraction(t, b)):
                    break
                t, b = t + value, b + 1
                top[group] += value
                bottom[group] += 1
        out.append((top, bottom))
    return out[0], out[1]


def judged(ready: Plan, dossier: Dossier, as_of: dt.date, least: int, rows: int) -> tuple[list[Part], list[Evaluation]]:
    """Return every part and what it was judged to be."""
    pieces = cut_up(ready, dossier, least, rows)
    cluster = Here(ready, parts_of(pieces, dossier), as_of, {n: s.size for n, s in pieces.layout.sheets.items()})
    told = settle(cluster)
    out = []
    for part, at in zip(cluster.parts, cluster.placed, strict=True):
        done = work(ready, part, as_of, told, at, final=True)
        assert done.evaluation is not None
        out.append(done.evaluation)
    return cluster.parts, out
