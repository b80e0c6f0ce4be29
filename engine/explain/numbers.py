"""From a number of the plan and a row to the part of the proof that shows it, with its bounds and its cells."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

import numpy as np

from .. import plan
from ..values import Choice, Verdict
from .coverage import everywhere
from .nodes import (
    Amount,
    AtOwner,
    Compared,
    Counted,
    FieldNumber,
    Folded,
    Formula,
    Key,
    Literal,
    Member,
    Numeral,
    Parameter,
    Tally,
)  # fmt: skip
from .steps import Steps, amount_at, kind_of


def comparison(
    steps: Steps, op: plan.Op, left: plan.Num, right: plan.Num, at: str, index: int, code: int, key: Key
) -> Compared:
    """Return the proof of a comparison; the gap is the first minus the second, where both are known."""
    kinds = [kind_of(steps.read, n, at) for n in (left, right)]
    kind = next((k for k in kinds if k[0]), ("number", ""))
    first, second = numeral(steps, left, at, index, kind), numeral(steps, right, at, index, kind)
    gap = None
    if first.amount.exact and second.amount.exact and not (_empty(first) or _empty(second)):
        far = first.amount.low - second.amount.low
        gap = Amount(far, far, kind[0], kind[1])
    return Compared(code, op, first, second, gap, key)


def _empty(number: Numeral) -> bool:
    return isinstance(number, Counted | Folded) and number.empty


def numeral(steps: Steps, node: plan.Num, at: str, index: int, like: tuple[str, str] | None = None) -> Numeral:
    """Return the proof of a number at one row; a plain literal is of the kind of what it is compared with."""
    read = steps.read
    kind, unit = kind_of(read, node, at)
    if not kind:
        kind, unit = like or ("number", "")
    share = isinstance(node, plan.Share)
    amount, empty = amount_at(read.number(node, at), index, node.decimals, kind, unit, percent=share)
    key: Key = (at, index, "#", read.id_of(node))
    match node:
        case plan.Constant():
            return Literal(amount, _calendar(steps, node))
        case plan.Value(name):
            return FieldNumber(amount, read.fact(at, name, index), (at, index, name))
        case plan.Given(name):
            answer = read.evaluation.dossier.parameters.get(name)
            ask = read.ready.parameters[name].ask
            return Parameter(amount, name, ask, answer.cell if answer else None, ("parameter", name))
        case plan.Count(path, where):
            return Counted(amount, steps.tally(at, index, path, where, None, None, every=False), False, empty, key)  # noqa: FBT003
        case plan.Share(path, where, has):
            return Counted(amount, steps.tally(at, index, path, where, has, None, every=True), True, empty, key)  # noqa: FBT003
        case plan.Total(fold, path, where, value):
            tally = steps.tally(at, index, path, where, None, value, every=False)
            return Folded(amount, fold, _label(steps, node, at), tally, False, empty, key)  # noqa: FBT003
        case plan.Peers(fold):
            return Folded(amount, fold, _label(steps, node, at), _peers(steps, node, at, index), True, empty, key)  # noqa: FBT003
        case plan.OwnerNum(register, value):
            above = int(read.table(at).owners[register][index])
            owner = read.row(register, above) if above >= 0 else None
            item = numeral(steps, value, register, above) if above >= 0 else None
            return AtOwner(amount, read.register(register).label, read.row(at, index), owner, item, key)
        case plan.Add(terms):
            return _formula(steps, "+", node, terms, at, index, amount, key)
        case plan.Negate(term):
            return _formula(steps, "-", node, (term,), at, index, amount, key)
        case plan.Multiply(left, right):
            return _formula(steps, "×", node, (left, right), at, index, amount, key)
        case plan.Divide(left, right):
            return _formula(steps, "/", node, (left, right), at, index, amount, key)
        case _:
            assert_never(node)


def _formula(
    steps: Steps, sign: str, node: plan.Num, parts: tuple[plan.Num, ...], at: str, index: int, amount: Amount, key: Key
) -> Formula:
    return Formula(amount, sign, _label(steps, node, at), tuple(numeral(steps, p, at, index) for p in parts), key)


def _label(steps: Steps, node: plan.Num, at: str) -> str:
    """Return the name of the measure that a number stands for, else of the field it is made of."""
    for measure in steps.read.ready.measures.values():
        if measure.kind == at and measure.value == node:
            return measure.label
    inner = node.value if isinstance(node, plan.Total | plan.Peers) else None
    end = node.path[-1] if isinstance(node, plan.Total) else at
    if inner is None:
        return ""
    return steps.read.described(end, inner.field).label if isinstance(inner, plan.Value) else _label(steps, inner, end)


def _calendar(steps: Steps, node: plan.Num) -> str:
    """Return the label of the deadline that a day of the rule is the last day of."""
    return next((d.label for d in steps.read.ready.deadlines.values() if d.last == node), "")


def _peers(steps: Steps, node: plan.Peers, at: str, index: int) -> Tally:
    """Return the rows of the same group: those that set the figure, and those that still may."""
    read = steps.read
    table = read.table(at)
    number = steps.read.number(node.value, at)
    f = read.codes(node.where, at) if node.where is not None else np.full(table.size, 2, dtype=np.int8)
    rows = np.arange(table.size)
    if node.per is not None:
        group = table.columns[node.per]
        kind = read.register(at).fields[node.per].type
        own = int(group[index])
        many = len(kind.options) if isinstance(kind, Choice) else 0
        here = (group == own) | (group < 0) if 0 <= own < many else np.zeros(table.size, dtype=bool)
        rows = rows[here]
        f = np.where(group < 0, np.minimum(f, 1), f)
    rows = rows[f[rows] >= 1]
    ends = [amount_at(number, int(i), node.value.decimals, "", "")[0] for i in rows]
    open_ = [not e.exact or f[i] == Verdict.UNDETERMINED for i, e in zip(rows, ends, strict=True)]
    best = _extreme(node.fold, [e for e, o in zip(ends, open_, strict=True) if not o])
    named = [i for i, e, o in zip(rows, ends, open_, strict=True) if o or (best is not None and e.low == best)]
    described = read.register(at)
    closed = read.known.closed(at)

    def whole() -> tuple[Member, ...]:
        return steps.arranged([steps.member(at, int(i), node.where, None, node.value) for i in rows])

    sure = int((f[rows] == Verdict.MET).sum())
    return Tally(
        at, described.label, described.subject or "", len(rows), sure, len(rows) - sure, sure, 0,
        () if closed and described.complete is None else (everywhere(read, at),),
        steps.arranged([steps.member(at, int(i), node.where, None, node.value) for i in named]),
        whole,
    )  # fmt: skip


def _extreme(fold: plan.Fold, settled: list[Amount]) -> Fraction | None:
    if not settled or fold not in {plan.Fold.MAX, plan.Fold.MIN}:
        return None
    return (max if fold is plan.Fold.MAX else min)(a.low for a in settled)
