"""The answer to a question about a subject: the one that stands, who gave it, when and why."""

from __future__ import annotations

import numpy as np

from ..plan import Judgement
from ..records.answers import answer_column
from ..values import Choice, YesNo
from .reader import Reader, told_as
from .rows import Opinion, Told


def opinion(
    reader: Reader, kind: str, index: int, question: str, code: int, *, given: bool, options: tuple[int, ...] = ()
) -> Opinion:
    """Return the latest answer seen about one subject; `code` is what the evaluation made of it.

    Where the answer is a choice, `options` are those of which one is wanted.
    """
    asked = reader.ready.judgements[question]
    row = reader.row(kind, index)
    told = _settled(reader, kind, index, asked)
    table = reader.table("judgement")
    reopened = table.reopened.get(kind)
    number = list(reader.ready.judgements).index(question)
    spoilt = table.reopened_all or number in table.questions or (reopened is not None and bool(reopened[index]))
    rejected = reader.rejected_in("judgement") if spoilt else ()
    latest = _latest(reader, kind, index, number)
    key = (kind, index, "given" if given else "judgement", question)
    idle = _idle(reader, kind, index, asked, number) if told is None else None
    answers = asked.answer.options if isinstance(asked.answer, Choice) else ()
    return Opinion(
        code, row, question, asked.label, asked.ask, told,
        reader.text("judgement", "by", latest) if latest is not None else "",
        reader.day("judgement", "day", latest) if latest is not None else None,
        reader.text("judgement", "reason", latest) if latest is not None else "",
        table.places.cell(latest, "answer") if latest is not None else None, given, rejected, key, idle,
        asked.answer, tuple(answers[i].label for i in options), options, len(answers) or 2,
    )  # fmt: skip


def _settled(reader: Reader, kind: str, index: int, asked: Judgement) -> Told:
    """Return the answer that stands, None while there is none or it is not settled."""
    typed = reader.frame.answers.get((kind, asked.id))
    if typed is not None:
        return told_as(asked.answer, int(typed[index]))
    return told_as(asked.answer, int(reader.frame.judged[kind, asked.id][0][index]))


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


def _idle(reader: Reader, kind: str, index: int, asked: Judgement, number: int) -> Told:
    """Return the answer that all the latest rows give, None where there is none or they differ."""
    table = reader.table("judgement")
    rows = _answers(reader, kind, index, number)
    days = table.columns["day"]
    latest = max((int(days[i]) for i in rows), default=0)
    column = table.columns["answer" if isinstance(asked.answer, YesNo) else answer_column(asked.id)]
    told = {int(column[i]) for i in rows if int(days[i]) == latest}
    return told_as(asked.answer, told.pop()) if len(told) == 1 else None
