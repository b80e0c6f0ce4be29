"""What sort of number a node of the plan is, and one row of its column as bounds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from .. import plan
from ..evaluator.interval import Interval, Ratio
from ..values import Date, Number
from .figures import Amount
from .reader import Reader


@dataclass(frozen=True, slots=True)
class Sort:
    """The kind and the unit of a number, and the names of its places where it is a grade; no kind: none of its own."""

    kind: str = ""
    unit: str = ""
    names: tuple[str, ...] = ()


NONE, NUMBER = Sort(), Sort("number")


def amount_at(found: Interval | Ratio, index: int, decimals: int, sort: Sort, *, percent: bool = False) -> Amount:
    """Return one row of an interval or ratio column."""
    if isinstance(found, Ratio):
        ends = []
        scale = Fraction(100) if percent else Fraction(1, 10**decimals)
        for top, bottom in ((found.low_top, found.low_bottom), (found.high_top, found.high_bottom)):
            ends.append(Fraction(int(top[index]), int(bottom[index])) * scale if bottom[index] else Fraction(0))
        return Amount(ends[0], ends[1], sort.kind, sort.unit, sort.names)
    low, high = (Fraction(int(end[index]), 10**decimals) for end in (found.low, found.high))
    return Amount(low, high, sort.kind, sort.unit, sort.names)


def empty_at(found: Interval | Ratio, index: int) -> bool:
    """Tell whether one row of a column may rest on no rows."""
    return found.empty is not None and bool(found.empty[index])


def sort_of(read: Reader, node: plan.Num, at: str) -> Sort:
    """Return the sort of a number."""
    match node:
        case plan.Value(name):
            asked = (at, name) in read.frame.answers
            return _of_type(read.ready.judgements[name].answer if asked else read.described(at, name).type)
        case plan.Given(name):
            return Sort("date") if name == "as_of" else _of_type(read.ready.parameters[name].type)
        case plan.Count() | plan.Run():
            return Sort("count")
        case plan.Share():
            return Sort("percent")
        case plan.Total(_, path, _, value):
            return sort_of(read, value, path[-1])
        case plan.Peers(_, value):
            return sort_of(read, value, at)
        case plan.OwnerNum(register, value):
            return sort_of(read, value, register)
        case plan.Add(terms) if (days := _dates(read, terms, at)) is not None:
            return Sort("date" if days == 1 else "days")
        case plan.Add(terms) | plan.Extreme(_, terms) | plan.First(terms):
            return next((s for t in terms if (s := sort_of(read, t, at)).kind), NONE)
        case plan.Negate(term):
            return sort_of(read, term, at)
        case plan.If(_, then, other):
            first = sort_of(read, then, at)
            return first if first.kind else sort_of(read, other, at)
        case plan.Rounded(item, factor):
            return sort_of(read, item, at) if factor == plan.Constant(1) else NUMBER
        case plan.Multiply() | plan.Divide():
            return NUMBER
        case plan.Named(name):
            return named_sort(read.ready, name)
        case plan.Constant() | plan.Anything():
            return NONE
        case _:
            assert_never(node)


def named_sort(ready: plan.Plan, name: str) -> Sort:
    """Return the sort of a score (points) or a classification (a grade by its place)."""
    graded = ready.classifications.get(name)
    if graded is None:
        return Sort("score")
    return Sort("grade", "", ("", *(g.label for g in reversed(graded.grades))))


def _of_type(kind: object) -> Sort:
    match kind:
        case Number(name, _, _, _, unit):
            return Sort(name, unit)
        case Date():
            return Sort("date")
        case _:
            return NUMBER


def _dates(read: Reader, terms: tuple[plan.Num, ...], at: str) -> int | None:
    """Return how many days of the calendar are added, those taken away counted off; None where there are none."""
    signs = [
        -1 if isinstance(t, plan.Negate) else 1
        for t in terms
        if sort_of(read, t.term if isinstance(t, plan.Negate) else t, at).kind == "date"
    ]
    return sum(signs) if signs else None
