"""Answers of the built-in judgements: yes or no, or what each question says its answer is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..plan import Field, Judgement, Plan
from ..values import YesNo
from .batch import Coded, Findings, Flags, Stack
from .columns import missing_column, read_field
from .dossier import Column
from .pool import Pool

_TARGET = "field:answer"


def answer_column(question: str) -> str:
    """Return the name of the column that holds the answers to one question that is no yes-no question."""
    return f"answer:{question}"


def typed(plan: Plan) -> tuple[tuple[int, Judgement], ...]:
    """Return the questions whose answer is not yes or no, each with its place among all questions."""
    return tuple((n, j) for n, j in enumerate(plan.judgements.values()) if not isinstance(j.answer, YesNo))


def read_answers(plan: Plan, stack: Stack, answer: Field, asked: Column, findings: Findings) -> dict[str, Column]:
    """Return a column of yes and no, and one for every other question; each cell is read as its question asks."""
    others = typed(plan)
    out: dict[str, Column] = {}
    plainly = ~np.isin(asked, [n for n, _ in others])
    out["answer"] = _column(stack, answer, plainly, findings)
    for number, judgement in others:
        field = Field(answer.id, judgement.answer, answer.label)
        out[answer_column(judgement.id)] = _column(stack, field, np.asarray(asked == number), findings)
    return out


def _column(stack: Stack, field: Field, rows: Flags, findings: Findings) -> Column:
    """Read the answer of some rows only; the others have none."""
    raw = stack.columns.get(_TARGET)
    if raw is None:
        return missing_column(field.type, stack.size)
    if not rows.all():
        blank = len(raw.distinct)
        raw = Coded(np.where(rows, raw.codes, blank).astype(np.int64), Pool([*raw.distinct, ""]))
        kept = np.unique(raw.codes)
        raw = Coded(np.searchsorted(kept, raw.codes), Pool([raw.distinct[int(k)] for k in kept]))
    return read_field(replace(stack, columns={**stack.columns, _TARGET: raw}), field, findings)[0]


def same_answer(columns: dict[str, Column], index: int) -> tuple[int, ...]:
    """Return the answer of one row as something that can be compared."""
    return tuple(int(column[index]) for column in columns.values())
