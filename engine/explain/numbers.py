"""From a number of the plan and a row to the part of the proof that shows it, with its bounds and its cells."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

import numpy as np

from .. import plan
from ..values import Choice, Verdict, date_of
from .coverage import everywhere
from .dated import dated_of
from .legal import Extended, law
from .nodes import (
    Amount,
    Asked,
    AtOwner,
    Chosen,
    Compared,
    Counted,
    Dated,
    Edge,
    FieldNumber,
    FirstGiven,
    Folded,
    Formula,
    Key,
    Literal,
    Member,
    Named,
    Numeral,
    Parameter,
    Rounded,
    RunOf,
    Tally,
    Unsaid,
)  # fmt: skip
from .opinions import opinion
from .sorts import NUMBER, Sort, amount_at, empty_at, sort_of

if TYPE_CHECKING:
    from .steps import Steps


def comparison(
    steps: Steps, op: plan.Op, left: plan.Num, right: plan.Num, at: str, index: int, code: int, key: Key
) -> Compared:
    """Return the proof of a comparison; the gap is the first minus the second, where both are known."""
    sorts = [sort_of(steps.read, n, at) for n in (left, right)]
    like = next((s for s in sorts if s.kind), NUMBER)
    first, second = numeral(steps, left, at, index, like), numeral(steps, right, at, index, like)
    gap = None
    if first.amount.exact and second.amount.exact and not (_empty(first) or _empty(second)):
        far = first.amount.low - second.amount.low
        gap = Amount(far, far, like.kind, like.unit)
    return Compared(code, op, first, second, gap, key)


def _empty(number: Numeral) -> bool:
    return isinstance(number, Counted | Folded) and number.empty


def numeral(steps: Steps, node: plan.Num, at: str, index: int, like: Sort | None = None) -> Numeral:
    """Return the proof of a number at one row; a plain literal is of the sort of what it is compared with."""
    read = steps.read
    sort = sort_of(read, node, at)
    if not sort.kind:
        sort = like or NUMBER
    column = read.number(node, at)
    amount, empty = (
        amount_at(column, index, node.decimals, sort, percent=isinstance(node, plan.Share)),
        empty_at(column, index),
    )
    key: Key = (at, index, "#", read.id_of(node))
    match node:
        case plan.Constant():
            return Literal(amount, *_calendar(steps, node))
        case plan.Value():
            return _value(steps, node, at, index, amount)
        case plan.Given("as_of"):
            return Literal(amount)
        case plan.Given(name):
            answer = read.evaluation.dossier.parameters.get(name)
            ask = read.ready.parameters[name].ask
            return Parameter(amount, name, ask, answer.cell if answer else None, ("parameter", name))
        case plan.Count(path, where):
            tally = steps.tally(at, index, path, where, None, None, every=False)
            return Counted(amount, tally, share=False, empty=empty, key=key)
        case plan.Share(path, where, has):
            tally = steps.tally(at, index, path, where, has, None, every=True)
            return Counted(amount, tally, share=True, empty=empty, key=key)
        case plan.Total(fold, path, where, value):
            tally = steps.tally(at, index, path, where, None, value, every=False)
            label = label_of_measure(steps, node, at)
            return Folded(amount, fold, label, tally, peers=False, empty=empty, key=key)
        case plan.Peers(fold):
            label, tally = label_of_measure(steps, node, at), _peers(steps, node, at, index)
            return Folded(amount, fold, label, tally, peers=True, empty=empty, key=key)
        case plan.Run(name, last, path, where):
            value = plan.Value(name, 0, 0, 0)
            tally = steps.tally(at, index, path, where, None, value, every=False)
            return RunOf(amount, read.described(path[-1], name).label, numeral(steps, last, at, index), tally, key)
        case plan.OwnerNum(register, value):
            above = int(read.table(at).owners[register][index])
            owner = read.row(register, above) if above >= 0 else None
            item = numeral(steps, value, register, above) if above >= 0 else None
            return AtOwner(amount, read.register(register).label, read.row(at, index), owner, item, key)
        case plan.Named(name):
            return named(steps, node, at, index, amount)
        case _:
            return _arithmetic(steps, node, at, index, amount, key)


_Worked = (
    plan.Add
    | plan.Negate
    | plan.Multiply
    | plan.Divide
    | plan.Anything
    | plan.If
    | plan.Extreme
    | plan.First
    | plan.Rounded
)


def _arithmetic(steps: Steps, node: _Worked, at: str, index: int, amount: Amount, key: Key) -> Numeral:
    """Return a number that is worked out from others of the same row."""

    def inner(item: plan.Num) -> Numeral:
        like = Sort(amount.kind, amount.unit, amount.names)  # days are added to a day, not another day
        added = isinstance(node, plan.Add) and amount.kind in {"date", "days"}
        return numeral(steps, item, at, index, NUMBER if added else like)

    label = label_of_measure(steps, node, at)
    match node:
        case plan.Add(terms):
            return Formula(amount, "+", label, tuple(inner(t) for t in terms), key)
        case plan.Negate(term):
            return Formula(amount, "-", label, (inner(term),), key)
        case plan.Multiply(left, right):
            return Formula(amount, "×", label, (numeral(steps, left, at, index), numeral(steps, right, at, index)), key)
        case plan.Divide(left, right, decimals, rounding):
            parts = (numeral(steps, left, at, index), numeral(steps, right, at, index))
            return Formula(amount, "/", label, parts, key, Fraction(1, 10**decimals), rounding)
        case plan.Anything():
            return Unsaid(amount, key)
        case plan.If(test, then, other):
            chosen = Chosen(amount, steps.step(test, at, index), inner(then), inner(other), key)
            found = dated_of(steps.read.ready, node)
            return chosen if found is None else _dated(steps, found, chosen, at, index)
        case plan.Extreme(fold, items):
            moved = _calendar(steps, node)
            if moved[0] and amount.exact:
                return Literal(amount, *moved)
            return Edge(amount, fold, tuple(inner(i) for i in items), key)
        case plan.First(items):
            given = tuple(_value(steps, i, at, index, amount_of(steps, i, at, index)) for i in items)
            codes = [int(steps.read.codes(plan.Present(i.field), at)[index]) for i in items]
            first = codes.index(Verdict.MET) if Verdict.MET in codes else len(codes)
            doubtful = tuple(g for g, c in zip(given[:first], codes, strict=False) if c)
            lacking = given if first == len(codes) else doubtful
            return FirstGiven(amount, given, None if doubtful or lacking is given else first, lacking, key)
        case plan.Rounded(item, factor, decimals, unit, rounding):
            by = Fraction(factor.value, 10**factor.decimals)
            return Rounded(amount, by, numeral(steps, item, at, index), Fraction(unit, 10**decimals), rounding, key)
        case _:
            assert_never(node)


def amount_of(steps: Steps, node: plan.Num, at: str, index: int, sort: Sort | None = None) -> Amount:
    """Return the bounds of a number at one row."""
    own = sort_of(steps.read, node, at)
    ratio = isinstance(node, plan.Share)
    chosen = sort or (own if own.kind else NUMBER)
    return amount_at(steps.read.number(node, at), index, node.decimals, chosen, percent=ratio)


def named(steps: Steps, node: plan.Named, at: str, index: int, amount: Amount | None = None) -> Named:
    """Return a score or classification at one row; worked out once, however often it is named."""
    found = steps.named.get((at, index, node.name))
    if found is None:
        ready = steps.read.ready
        known = ready.scores.get(node.name) or ready.classifications[node.name]
        own = amount or amount_of(steps, node, at, index)
        sort = Sort(own.kind, own.unit, own.names)
        item = numeral(steps, node.value, at, index, sort)
        key: Key = (at, index, "named", node.name)
        found = Named(own, node.name, known.label, steps.read.row(at, index), item, key)
        steps.named[at, index, node.name] = found
    return found


def _value(steps: Steps, node: plan.Value, at: str, index: int, amount: Amount) -> FieldNumber | Asked:
    if (at, node.field) in steps.read.frame.answers:
        told = opinion(steps.read, at, index, node.field, 2 if amount.exact else 1, given=False)
        return Asked(amount, told, told.key)
    return FieldNumber(amount, steps.read.fact(at, node.field, index), (at, index, node.field))


def _dated(steps: Steps, found: tuple[plan.DatedParameter, plan.Num], chain: Chosen, at: str, index: int) -> Dated:
    """Return a parameter as it was on a day, with the clause that set the value then."""
    parameter, node = found
    day = numeral(steps, node, at, index)
    held = None
    if day.amount.exact:
        held = next((v for v in reversed(parameter.values) if v.since <= day.amount.low), None)
    ready = steps.read.ready
    told = held if held is not None else parameter
    source = law(ready, told.citation, told.readings)
    kind = "percent" if parameter.unit == "%" else chain.amount.kind
    amount = Amount(chain.amount.low, chain.amount.high, kind)
    since = date_of(held.since) if held is not None else None
    return Dated(amount, parameter.label, day, since, source, chain, chain.key)


def _calendar(steps: Steps, node: plan.Num) -> tuple[str, Extended | None]:
    """Return the label of the deadline that a day is the last day of, and the extension that set that day."""
    ready = steps.read.ready
    found = next((d for d in ready.deadlines.values() if d.last == node), None)
    return (found.label, extended(steps, found)) if found is not None else ("", None)


def extended(steps: Steps, deadline: plan.Deadline) -> Extended | None:
    """Return the later last day that another document set; its day is unknown while a parameter is not given."""
    if deadline.extension is None:
        return None
    bounds = steps.read.last_day(deadline.extension.last)
    told = law(steps.read.ready, deadline.extension.citation, deadline.extension.readings)
    return Extended(date_of(bounds[0]) if bounds[0] == bounds[1] else None, told)


def label_of_measure(steps: Steps, node: plan.Num, at: str) -> str:
    """Return the name of the measure that a number stands for, else of the field it is made of."""
    for measure in steps.read.ready.measures.values():
        if measure.kind == at and measure.value == node:
            return measure.label
    inner = node.value if isinstance(node, plan.Total | plan.Peers) else None
    end = node.path[-1] if isinstance(node, plan.Total) else at
    if inner is None:
        return ""
    ready = steps.read.ready
    found = dated_of(ready, inner)
    if found is not None:
        return found[0].label
    if isinstance(inner, plan.Named):
        return (ready.scores.get(inner.name) or ready.classifications[inner.name]).label
    return (
        steps.read.described(end, inner.field).label
        if isinstance(inner, plan.Value)
        else label_of_measure(steps, inner, end)
    )


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
    ends = [amount_at(number, int(i), node.value.decimals, NUMBER) for i in rows]
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
