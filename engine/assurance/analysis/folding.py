"""Many rows folded into one number, for a solver (docs/semantics.md 3): counts, sums, extremes, means, shares, runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...plan import Fold
from ...values import MANY
from .logic import FAILED, Bit, Int, Truth, at_most, below, conj, counted, disj, equal, every, no, pick
from .spans import Ratio, Span, times


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One row's part in an aggregate: whether it is counted in, and its value."""

    within: Truth
    value: Span


def is_within(alive: Bit, passes: Truth) -> Truth:
    """Return whether a row that may not be there is counted in: a row that is not there surely is not."""
    return every([Truth(alive, no(alive)), passes]) if alive is not False else FAILED


def emptiness(within: Sequence[Truth], complete: Bit) -> tuple[Bit, Bit]:
    """Return whether there may be no row at all, and whether there surely is none."""
    return no(disj(w.met for w in within)), conj([complete, *(w.failed for w in within)])


def counting(within: Sequence[Truth], complete: Bit) -> Span:
    """Return how many rows there are; an incomplete register may hold very many further ones."""
    low = counted(w.met for w in within)
    high = counted(w.possible for w in within)
    if complete is True:
        return Span(low, low if all(w.open is False for w in within) else high)
    return Span(low, high + pick(complete, 0, MANY))


def total(items: Sequence[Item], ends: tuple[int, int], complete: Bit) -> Span:
    """Return a sum."""
    low: Int = 0
    high: Int = 0
    exact = complete is True and all(i.value.exact and i.within.open is False for i in items)
    for item in items:
        maybe = item.within.open
        low = low + pick(item.within.met, item.value.low, pick(maybe, _least0(item.value.low), 0))
        if not exact:
            high = high + pick(item.within.met, item.value.high, pick(maybe, _greatest0(item.value.high), 0))
    if exact:
        return Span(low, low)
    further = MANY * min(0, ends[0]), MANY * max(0, ends[1])
    return Span(low + pick(complete, 0, further[0]), high + pick(complete, 0, further[1]))


def _least0(value: Int) -> Int:
    return pick(at_most(value, 0), value, 0)


def _greatest0(value: Int) -> Int:
    return pick(at_most(0, value), value, 0)


def largest(items: Sequence[Item], ends: tuple[int, int], complete: Bit) -> Span:
    """Return the greatest value; it may rest on no rows."""
    some = disj(i.within.met for i in items)
    possible = disj(i.within.possible for i in items)
    low_sure = high = ends[0]
    low_maybe: Int = ends[1]
    for item in items:
        sure, maybe = item.within.met, item.within.possible
        low_sure = _best(low_sure, item.value.low, sure)
        high = _best(high, item.value.high, maybe)
        low_maybe = pick(conj([maybe, below(item.value.low, low_maybe)]), item.value.low, low_maybe)
    known = conj([complete, possible])
    empty, void = emptiness([i.within for i in items], complete)
    return Span(
        pick(some, low_sure, pick(known, low_maybe, ends[0])), pick(known, high, ends[1]), empty, void
    )  # fmt: skip


def _best(so_far: Int, value: Int, counts: Bit) -> Int:
    return pick(conj([counts, below(so_far, value)]), value, so_far)


def smallest(items: Sequence[Item], ends: tuple[int, int], complete: Bit) -> Span:
    """Return the least value: the greatest, seen from the other side."""
    mirrored = [Item(i.within, Span(-i.value.high, -i.value.low)) for i in items]
    found = largest(mirrored, (-ends[1], -ends[0]), complete)
    return Span(-found.high, -found.low, found.empty, found.void)


def folded(fold: Fold, items: Sequence[Item], ends: tuple[int, int], complete: Bit) -> Span:
    """Return a sum, least or greatest value."""
    match fold:
        case Fold.SUM:
            return total(items, ends, complete)
        case Fold.MAX:
            return largest(items, ends, complete)
        case Fold.MIN:
            return smallest(items, ends, complete)
        case Fold.MEAN:
            raise AssertionError(fold)  # a mean is a ratio


def mean(items: Sequence[Item], ends: tuple[int, int], complete: Bit) -> Ratio:
    """Return the mean as sums over counts; rows that may be counted in are, where they widen it."""
    empty, void = emptiness([i.within for i in items], complete)
    low, high = _mean_end(items, up=False), _mean_end(items, up=True)
    return Ratio(
        (pick(complete, low[0], ends[0]), pick(complete, low[1], 1)),
        (pick(complete, high[0], ends[1]), pick(complete, high[1], 1)), empty, void,
    )  # fmt: skip


def _mean_end(items: Sequence[Item], *, up: bool) -> tuple[Int, Int]:
    """Return the outermost mean: of the sure rows with every uncertain one up to one of them, or of the sure alone."""
    values = [i.value.high if up else i.value.low for i in items]
    top: Int = 0
    for item, value in zip(items, values, strict=True):
        top = top + pick(item.within.met, value, 0)
    many = counted(i.within.met for i in items)
    best = top, many
    for this, edge in zip(items, values, strict=True):
        if this.within.open is False:
            continue
        over, under = top, many
        for item, value in zip(items, values, strict=True):
            taken = conj([item.within.open, at_most(edge, value) if up else at_most(value, edge)])
            over, under = over + pick(taken, value, 0), under + pick(taken, 1, 0)
        ahead = times(over, best[1]), times(best[0], under)
        better = disj([equal(best[1], 0), below(*(ahead[::-1] if up else ahead))])
        use = conj([this.within.open, better])
        best = pick(use, over, best[0]), pick(use, under, best[1])
    return best


def share(rows: Sequence[tuple[Truth, Truth]], complete: Bit) -> Ratio:
    """Return which part of the rows (counted in, has it) has it; an end without rows is the other end."""
    sums = {
        (f, p): counted(
            conj([w.met if f else w.open, (h.failed, h.open, h.met)[p]]) for w, h in rows
        )
        for f in (True, False)
        for p in (0, 1, 2)
    }  # fmt: skip
    return share_of(sums, pick(complete, 0, MANY), emptiness([w for w, _ in rows], complete))


def share_of(sums: Mapping[tuple[bool, int], Int], unknown: Int, none: tuple[Bit, Bit]) -> Ratio:
    """Return a share from how many rows (surely counted in or not; has it: 0 no, 1 open, 2 yes) there are of each."""
    high_top = sums[True, 2] + sums[True, 1] + sums[False, 2] + sums[False, 1] + unknown
    low = sums[True, 2], sums[True, 2] + sums[True, 0] + sums[True, 1] + sums[False, 0] + sums[False, 1] + unknown
    high = high_top, high_top + sums[True, 0]
    no_low, no_high = equal(low[1], 0), equal(high[1], 0)
    return Ratio(
        (pick(no_low, high[0], low[0]), pick(no_low, high[1], low[1])),
        (pick(no_high, low[0], high[0]), pick(no_high, low[1], high[1])), *none,
    )  # fmt: skip


def running(rows: Sequence[tuple[Truth, Bit, Int]], last: Span, complete: Bit) -> Span:
    """Return how many values in a row some row holds, from `last` down; rows are (counted in, given, value)."""

    def length(counts: Sequence[Bit]) -> Int:
        going: Bit = True
        out: Int = 0
        for step in range(len(rows)):
            held = disj(conj([c, equal(r[2], last.low - step)]) for c, r in zip(counts, rows, strict=True))
            going = conj([going, held])
            out = out + pick(going, 1, 0)
        return out

    low = length([conj([w.met, given]) for w, given, _ in rows])
    high = length([conj([w.possible, given]) for w, given, _ in rows])
    unsure = no(equal(last.low, last.high))
    unread = disj([no(complete), *(conj([w.possible, no(given)]) for w, given, _ in rows), unsure])
    return Span(pick(unsure, 0, low), pick(unread, MANY, high))


__all__ = [
    "Item", "counting", "emptiness", "folded", "is_within", "mean", "running", "share",
]  # fmt: skip
