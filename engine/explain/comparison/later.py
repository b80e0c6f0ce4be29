"""Awards that were proposed or granted, for which the subject does not qualify any more."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...evaluator import Evaluation
from ...values import Decision
from ..legal import law
from ..nodes import Fact
from ..reader import Reader
from .model import Above, Later, Ledger, Sort, Turn

_UNFIT = frozenset({Decision.BARRED.word, Decision.NOT_PROPOSED.word})
_GIVEN = 2


def later_of(ledgers: tuple[Ledger, ...], after: Evaluation) -> tuple[Later, ...]:
    """Return every award that was proposed before, or is granted by the records, and is now barred or not met."""
    reader = Reader(after)
    out = []
    for ledger in ledgers:
        if ledger.outcome.sort is not Sort.AWARD:
            continue
        for turn in ledger.turns:
            if turn.after.word not in _UNFIT:
                continue
            granted = grants(reader, ledger.outcome.id, ledger.outcome.kind, turn.proof_after.row.index)
            proposed = turn.before.word == Decision.PROPOSED.word
            if proposed or granted:
                out.append(Later(turn, proposed, granted, tuple(_above(reader, turn))))
    return tuple(out)


def _above(reader: Reader, turn: Turn) -> Iterator[Above]:
    """Yield the awards chosen among the holders of one, that were proposed before or are granted by the records."""
    for award in reader.ready.awards.values():
        if award.among is None or award.among.award != turn.outcome.id:
            continue
        before = turn.proof_before.awards.get(award.id)
        proposed = before is not None and before.decision is Decision.PROPOSED
        granted = grants(reader, award.id, turn.outcome.kind, turn.proof_after.row.index)
        now = turn.proof_after.awards.get(award.id)
        if now is not None and (proposed or granted):
            told = law(reader.ready, award.citation, award.readings)
            rests = now.decision is Decision.PROPOSED and now.lower is not None and now.lower.grant == _GIVEN
            yield Above(award.id, award.label, told, proposed, granted, now.decision.word, rests)


def grants(reader: Reader, award: str, kind: str, index: int) -> tuple[Fact, ...]:
    """Return day and document of every decision on record that gave a subject an award, earliest first."""
    table = reader.table("grant")
    if table.size == 0 or award not in reader.ready.awards:
        return ()
    mine = (table.owners[kind] == index) & (table.columns["award"] == list(reader.ready.awards).index(award))
    seen = reader.known.seen("grant")
    rows = np.flatnonzero(mine if seen is None else mine & seen)
    pairs = [(reader.fact("grant", "day", int(i)), reader.fact("grant", "document", int(i))) for i in rows]
    pairs.sort(key=lambda pair: (str(pair[0].value), str(pair[1].value)))
    return tuple(fact for pair in pairs for fact in pair)
