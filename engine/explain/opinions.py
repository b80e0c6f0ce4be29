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
    asked_of_all = list(reader.ready.judgements).index(question) in table.questions
    spoilt = table.reopened_all or asked_of_all or (reopened is not None and bool(reopened[index]))
    rejected = reader.rejected_in("judgement") if spoilt else ()
    latest = _latest(reader, kind, index, list(reader.ready.judgements).index(question))
    told = None if answer == Verdict.UNDETERMINED else answer == Verdict.MET
    key = (kind, index, "judgement", question)
    idle = _idle(reader, kind, index, question) if told is None else None
    if latest is None:
        return Opinion(code, row, question, asked.label, asked.ask, told, "", None, "", None, given, rejected, key)
    return Opinion(
        code, row, question, asked.label, asked.ask, told,
        reader.text("judgement", "by", latest), reader.day("judgement", "day", latest),
        reader.text("judgement", "reason", latest), table.places.cell(latest, "answer"), given, rejected, key, idle,
    )  # fmt: skip


def _latest(reader: Reader, kind: str, index: int, question: int) -> int | None:
    table, rows = reader.table("judgement"), _answers(reader, kind, index, question)
    return max(rows, key=lambda i: (int(table.columns["day"][i]), reader.text("judgement", "by", i)), default=None)


def _answers(reader: Reader, kind: str, index: int, question: int) -> list[int]:
    table, seen = reader.table("judgement"), reader.known.seen("judgement")
    if table.size == 0:
        return []
    mine = (table.owners[kind] == index) & (table.columns["question"] == question)
    found: list[int] = np.flatnonzero(mine if seen is None else mine & seen).tolist()
    return found


def _idle(reader: Reader, kind: str, index: int, question: str) -> bool | None:
    """Return the answer that all the latest rows give, None where there is none or they differ."""
    table = reader.table("judgement")
    rows = _answers(reader, kind, index, list(reader.ready.judgements).index(question))
    days = table.columns["day"]
    latest = max((int(days[i]) for i in rows), default=0)
    told = {int(table.columns["answer"][i]) for i in rows if int(days[i]) == latest}
    return told == {Verdict.MET} if told in ({Verdict.MET}, {Verdict.NOT_MET}) else None
