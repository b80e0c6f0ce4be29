"""The answer to a question about a subject: the one that stands, who gave it, when and why."""

from __future__ import annotations

import numpy as np

from ..values import Verdict
from .nodes import Opinion
from .reader import Reader


def opinion(reader: Reader, kind: str, index: int, question: str, code: int, *, given: bool) -> Opinion:
    """Return the latest answer seen about one subject; `code` is what the evaluation made of it."""
    asked = reader.ready.judgements[question]
    row = reader.row(kind, index)
    answer = int(reader.frame.judged[kind, question][0][index])
    table = reader.table("judgement")
    reopened = table.reopened.get(kind)
    spoilt = table.reopened_all or (reopened is not None and bool(reopened[index]))
    rejected = reader.rejected_in("judgement") if spoilt else ()
    latest = _latest(reader, kind, index, list(reader.ready.judgements).index(question))
    told = None if answer == Verdict.UNDETERMINED else answer == Verdict.MET
    key = (kind, index, "judgement", question)
    if latest is None:
        return Opinion(code, row, question, asked.label, asked.ask, told, "", None, "", None, given, rejected, key)
    return Opinion(
        code, row, question, asked.label, asked.ask, told,
        reader.text("judgement", "by", latest), reader.day("judgement", "day", latest),
        reader.text("judgement", "reason", latest), table.places.cell(latest, "answer"), given, rejected, key,
    )  # fmt: skip


def _latest(reader: Reader, kind: str, index: int, question: int) -> int | None:
    table, seen = reader.table("judgement"), reader.known.seen("judgement")
    mine = (table.owners[kind] == index) & (table.columns["question"] == question)
    rows = np.flatnonzero(mine if seen is None else mine & seen)
    if len(rows) == 0:
        return None
    return max(rows.tolist(), key=lambda i: (int(table.columns["day"][i]), reader.text("judgement", "by", i)))
