"""Records of which two versions choose differently, where their quotas, rankings or denominators are not the same.

A selection is about many at once, which the solver is not asked about: one who fulfils everything is copied until the
two versions choose differently; then records are drawn as the laws draw them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample

from ...values import Decision
from ..properties.drawing import records
from ..properties.laws import Trial
from ..properties.outcomes import At, codes, judged
from ..properties.records import Cell, Records, Row
from ..properties.reducing import reduced
from ..properties.running import by_itself
from .asking import Answer, Asker, State
from .dossiers import for_plan

#: So many equal subjects are tried, and so many drawn records.
COPIES, DRAWN = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 60), 150
_KEY = re.compile(r"[A-ZĐ]+[0-9]+")


def chosen_differently(asker: Asker, award: str, kind: str) -> Answer:
    """Return records of which two versions choose differently for an award, and one of those they differ about."""

    def differ(found: Records) -> str | None:
        one, other = (codes(judged(p, for_plan(p, found))) for p in asker.plans)
        return next((at.key for at in one if at.kind == kind and at.target == award and one[at] != other.get(at)), None)

    single = asker.ask(
        kind,
        lambda both, at: both[0].opened(award, at)[Decision.PROPOSED],
        lambda found, key: _chosen(asker, found, At(kind, key, award)),
    )
    for many in COPIES if single.records is not None else ():
        copied = copies(single.records, many) if single.records is not None else None
        if copied is not None and (key := differ(copied)) is not None:
            return Answer(State.FOUND, copied, key)
    return _drawn(asker, kind, differ)


def _chosen(asker: Asker, found: Records, at: At) -> bool:
    """Tell whether the first version leaves a decision about somebody to the selection."""
    return codes(judged(asker.plans[0], for_plan(asker.plans[0], found))).get(at) in {
        Decision.PROPOSED, Decision.OUTSIDE_QUOTA, Decision.TIED,
    }  # fmt: skip


def _drawn(asker: Asker, kind: str, differ: Callable[[Records], str | None]) -> Answer:
    quiet = settings(
        max_examples=DRAWN, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        with by_itself():
            drawn = records(asker.worlds[0])
            first = find(drawn, lambda r: differ(r) is not None, settings=quiet, random=Random(0))  # noqa: S311
    except NoSuchExample:
        return Answer(State.UNKNOWN)
    world, key = asker.worlds[0], differ(first) or ""
    smaller = reduced(world, Trial(first, about=((kind, key),)), lambda t: differ(t.before) is not None).before
    return Answer(State.FOUND, smaller, differ(smaller) or key)


def copies(found: Records, many: int) -> Records:
    """Return records with every row so many times, each time under keys of its own; papers and parameters once."""
    rows: dict[str, tuple[Row, ...]] = {}
    for name, some in found.rows.items():
        once = name == "attestation"
        rows[name] = some if once else tuple(_renamed(r, n) for n in range(many) for r in some)
    return replace(found, rows=rows)


def _renamed(row: Row, number: int) -> Mapping[str, Cell]:
    return {n: f"{v}{number + 1:02d}" if isinstance(v, str) and _KEY.fullmatch(v) else v for n, v in row.items()}
