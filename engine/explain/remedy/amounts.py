"""Comparisons of numbers: the least value of each figure, the rows and conditions that a number hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil

from ... import plan
from ...values import Date, FieldType, Nothing, Number, days, scaled
from ..nodes import Key
from ..numbers import amount_of
from ..opinions import opinion
from .cells import answer, assumed, cell_slot, fitting, parameter, put
from .least import Fit, Range, least, steps_down, steps_up
from .may import Window, alterable, refusal
from .model import Act, Never, Why
from .rows import Rows
from .solving import OTHERWISE, Supposed, compared, figures, marks_of
from .tree import DONE, All, AtLeast, Leaf, Shut, Unclear, Way, all_of, any_of
from .tree import steps as walk

_OTHERS = Never(Why.OTHERS)
_FLIPPED = {
    plan.Op.LT: plan.Op.GT, plan.Op.LE: plan.Op.GE, plan.Op.GT: plan.Op.LT, plan.Op.GE: plan.Op.LE,
    plan.Op.EQ: plan.Op.EQ, plan.Op.NE: plan.Op.NE,
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Amounts(Rows):
    """Ways of comparisons of numbers."""

    # --- numbers ---------------------------------------------------------------------------------------------

    def compare(
        self, node: plan.Compare, at: str, index: int, want: int, window: Window, if_none: Nothing | None
    ) -> Way:
        """Return how a comparison may come to hold (want 2), or surely not to (0)."""
        op = node.op if want == 2 else OTHERWISE[node.op]
        for left, right, sign in ((node.left, node.right, op), (node.right, node.left, _FLIPPED[op])):
            limit = amount_of(self.steps, right, at, index)
            if isinstance(left, plan.Count | plan.Share) and limit.low == limit.high and if_none is None:
                found = self._counted(left, sign, limit.low, at, index, window)
                if found is not None:
                    return found
        parts = list(self._figures(node, op, at, index, window))
        for one in (node.left, node.right):
            parts += self._inside(one, at, index, window)
        return any_of(parts, window.shut)

    def ranked(self, node: plan.Compare, at: str, index: int, window: Window) -> Way:
        """Return how a figure of a ranking may come to where a comparison holds, which need not be one of the plan."""
        parts = [*self._figures(node, node.op, at, index, window), *self._inside(node.left, at, index, window)]
        return any_of([p for p in parts if p != DONE], window.shut)

    def _counted(
        self, node: plan.Count | plan.Share, op: plan.Op, limit: Fraction, at: str, index: int, window: Window
    ) -> Way | None:
        """Return how a count or a share may come up to, or down to, a number; None where it has to be just one."""
        now = amount_of(self.steps, node, at, index)
        end, path, where = node.path[-1], node.path, node.where
        rows = self.rows(path, at, index)
        if isinstance(node, plan.Count):
            if op in {plan.Op.GE, plan.Op.GT}:
                lacking = steps_up(limit, op) - int(now.low)
                goals = ((where, 2),) if where is not None else ()
                out = self._replicated(rows, end, lambda r: self.turn(where, end, r, 2, window), lacking)
                more = [*self.more(path, at, index, goals, window), *self.lists(path, at, index, goals)]
                more = [w for w in more if not isinstance(w, Shut)]
                if any(s.count > 1 for w in more for s in walk(w)):
                    return any_of([*out, *more], window.shut)  # one list may bring several rows
                return _least(lacking, [*out, *(more * lacking)], window)
            if op in {plan.Op.LE, plan.Op.LT}:
                whole = self.whole(path, at, index, ((where, 0),) if where is not None else ())
                counted = [r for r in rows if self.both(where, None, end, r)[0] > 0]
                over = len(counted) - steps_down(limit, op)
                ways = [self.either(where, None, end, r, (0, 2), window) for r in counted]
                if whole != DONE:
                    return any_of([whole, *ways], window.shut)
                return _least(over, ways, window)
            return None
        if op not in {plan.Op.GE, plan.Op.GT}:
            return None
        both = [self.both(where, node.has, end, r) for r in rows]
        good, all_ = sum(b == (2, 2) for b in both), sum(b[0] == 2 for b in both)
        short = limit * all_ / 100 - good
        lacking = max(ceil(short), int(short) + 1 if op is plan.Op.GT else 0)
        goals = (*(((where, 2),) if where is not None else ()), (node.has, 2))
        out = self._replicated(rows, end, lambda r: self._share_row(node, end, r, window), max(lacking, 1))
        whole = self.whole(path, at, index, goals)
        more = self.more(path, at, index, goals, window)
        if whole != DONE:
            return any_of([whole, *out, *more], window.shut)
        return _least(max(lacking, 1), [*out, *(more * max(lacking, 1))], window)

    def _share_row(self, node: plan.Share, end: str, row: int, window: Window) -> Way:
        passes, fit = self.both(node.where, node.has, end, row)
        if passes == 2 and fit == 2:
            return DONE
        out: list[Way] = []
        if fit < 2 and passes:
            out += [self.turn(node.has, end, row, 2, window), self.turn(node.where, end, row, 0, window)]
        if passes < 2:
            out.append(all_of([self.turn(node.where, end, row, 2, window), self.turn(node.has, end, row, 2, window)]))
        return any_of([w for w in out if w != DONE], window.shut)

    def _replicated(self, rows: list[int], end: str, way: Callable[[int], Way], count: int) -> list[Way]:
        """Return the way of one row of each class, as often as there are rows of it that may be needed."""
        out: list[Way] = []
        for alike in self.alike.classes(end, rows):
            found = way(alike[0])
            if found != DONE and not isinstance(found, Shut):
                out += [found] * min(len(alike), max(count, 1))
        return out

    def _figures(self, node: plan.Compare, op: plan.Op, at: str, index: int, window: Window) -> Iterator[Way]:
        """Yield how each figure of a comparison may come to be what it has to be."""
        seen: set[Key] = set()
        for side in (node.left, node.right):
            for key, figure in figures(self.steps, side, at, index):
                if key not in seen:
                    seen.add(key)
                    yield self._figure(key, figure, node, op, at, index, window)

    def _figure(
        self, key: Key, figure: plan.Value | plan.Given, node: plan.Compare, op: plan.Op, at: str, index: int,
        window: Window,
    ) -> Way:  # fmt: skip
        read, scale = self.read, 10**figure.decimals

        @cache
        def holds(value: int) -> int:
            supposed = Supposed(self.steps, key, Fraction(value, scale), self.looked)
            return compared(op, supposed.number(node.left, at, index), supposed.number(node.right, at, index))

        shut = self._fixed(key, figure, window)
        if shut is not None:
            return shut
        marks = marks_of(self.steps, node, at, index, key, scale, self.looked)
        if isinstance(figure, plan.Given):
            kind = read.ready.parameters[figure.parameter].type
            found = least(holds, Range(figure.low, figure.high, figure.decimals, None), marks)
            return self._fits(parameter(read, figure.parameter, [None], self.taken), kind, found)
        place, row, name = str(key[0]), int(key[1]), str(key[2])
        if (place, name) in read.frame.answers:
            asked = read.ready.judgements[name].answer
            found = least(holds, Range(figure.low, figure.high, figure.decimals, None), marks)
            told = opinion(read, place, row, name, 1, given=False)
            return self._fits(answer(read, told, [None], self.taken), asked, found)
        return self._field(place, row, name, figure, holds, marks, window)

    def _fixed(self, key: Key, figure: plan.Value | plan.Given, window: Window) -> Way | None:
        """Return why a figure cannot be another, or how its row may be mended; None where it may be another."""
        read = self.read
        if isinstance(figure, plan.Given):
            way = parameter(read, figure.parameter, [None], self.taken)
            return way if isinstance(way, Shut) else None
        place, row, name = str(key[0]), int(key[1]), str(key[2])
        if (place, name) in read.frame.answers:
            way = answer(read, opinion(read, place, row, name, 1, given=False), [None], self.taken)
            return None if isinstance(way, Leaf) and way.step.act is Act.ANSWER else way
        unread = self.unread(place, row)
        if unread is not None:
            return unread
        fact = read.fact(place, name, row)
        slot = cell_slot(fact.row.cell, place, name)
        if assumed(fact.row.cell) or fact.value is None or self.before(slot) is not None:
            return None
        if isinstance(fact.type, Number) and alterable(read, self.against, window, place, name):
            return None
        return Shut(refusal(read, self.against, window, place, name))

    def _field(
        self,
        place: str,
        row: int,
        name: str,
        figure: plan.Value,
        holds: Callable[[int], int],
        marks: set[int],
        window: Window,
    ) -> Way:
        read = self.read
        fact, described = read.fact(place, name, row), read.register(place)
        low, high, latest = figure.low, figure.high, isinstance(fact.type, Date)
        if name in {described.happens, described.known}:
            high = min(high, days(read.evaluation.as_of))
        if assumed(fact.row.cell):
            return Shut(Never(Why.RECORDED))
        earlier = self.before(cell_slot(fact.row.cell, place, name))
        if fact.value is None or (earlier is not None and earlier.was is None):
            found = least(holds, Range(low, high, figure.decimals, None, latest), marks)
            fill = put(fact, None, Act.FILL) if earlier is None else earlier
            ways = [Leaf(fitting(fill, fact.type, f)) for f in found]
            return any_of(ways, Never(Why.RECORDED))
        if not isinstance(fact.type, Number) or not alterable(read, self.against, window, place, name):
            return Shut(refusal(read, self.against, window, place, name))
        now = int(read.table(place).columns[name][row])
        if earlier is not None and isinstance(earlier.was, Decimal):
            now = scaled(earlier.was, figure.decimals) or 0
        if fact.type.kind == "count":
            low = now
        found = least(holds, Range(low, high, figure.decimals, now), marks)
        change = earlier or put(fact, None, Act.ALTER, by=window.last, due=window.due)
        return any_of([Leaf(fitting(change, fact.type, f)) for f in found], Never(Why.RECORDED))

    @staticmethod
    def _fits(way: Way, kind: FieldType, found: list[Fit]) -> Way:
        """Return a way with one step as steps that bring each value that is enough."""
        if not isinstance(way, Leaf):
            return way
        return any_of([Leaf(fitting(way.step, kind, f)) for f in found], Never(Why.RECORDED))

    def _inside(self, node: object, at: str, index: int, window: Window) -> Iterator[Way]:
        """Yield the steps that may move a number otherwise than by its figures: conditions, rows, registers."""
        match node:
            case plan.If(test, then, other):
                code = self.code(test, at, index)
                for want in (2, 0):
                    if code != want:
                        yield self.way(test, at, index, want, window)
                for side in (then, other):
                    yield from self._inside(side, at, index, window)
            case plan.Count(path, where):
                yield from self._moved(path, where, None, at, index, window)
            case plan.Share(path, where, has):
                yield from self._moved(path, where, has, at, index, window)
            case plan.Total(_, path, where, value):
                yield from self._moved(
                    path,
                    where,
                    None,
                    at,
                    index,
                    window,
                    (plan.Present(value.field),) if isinstance(value, plan.Value) else (),
                )
                for row in self.read.members(at, path, index):
                    yield from self._inside(value, path[-1], int(row), window)
            case plan.Run(name, last, path, where):
                yield from self._moved(path, where, None, at, index, window, (plan.Present(name),))
                yield from self._inside(last, at, index, window)
                yield Unclear()
            case plan.Peers():
                yield Shut(_OTHERS)
            case plan.Anything():
                yield Shut(Never(Why.SILENT))
            case plan.OwnerNum(register, value):
                above = int(self.read.table(at).owners[register][index])
                if above >= 0:
                    yield from self._inside(value, register, above, window)
                else:
                    yield Shut(Never(Why.UNKNOWN_OWNER))
            case plan.Named():
                yield from self._inside(node.value, at, index, window)
            case plan.Multiply(left, right) | plan.Divide(left, right):
                yield from self._inside(left, at, index, window)
                yield from self._inside(right, at, index, window)
            case plan.Add(items) | plan.Extreme(_, items) | plan.First(items):
                for item in items:
                    yield from self._inside(item, at, index, window)
            case plan.Negate(item) | plan.Rounded(item):
                yield from self._inside(item, at, index, window)
            case _:
                return

    def _moved(
        self, path: plan.Path, where: plan.Cond | None, has: plan.Cond | None, at: str, index: int, window: Window,
        more: tuple[plan.Cond, ...] = (),
    ) -> Iterator[Way]:  # fmt: skip
        """Yield every step that may move an aggregate, whichever way."""
        end = path[-1]
        goals = tuple((c, 2) for c in (where, has, *more) if c is not None)
        whole = self.whole(path, at, index, goals)
        if whole != DONE:
            yield from whole.items if isinstance(whole, All) else (whole,)
        for alike in self.alike.classes(end, self.rows(path, at, index)):
            for node in (where, has):
                for want in (2, 0) if node is not None else ():
                    if node is not None and self.code(node, end, alike[0]) != want:
                        yield self.way(node, end, alike[0], want, window)
        yield from self.more(path, at, index, goals, window)
        if has is not None:
            wrong = (*(((where, 2),) if where is not None else ()), (has, 0))
            yield from self.more(path, at, index, wrong, window)


def _least(count: int, ways: list[Way], window: Window) -> Way:
    """Return that so many of some things have to become so."""
    if count <= 0:
        return DONE
    kept = tuple(w for w in ways if w != DONE and not isinstance(w, Shut))
    shut = next((w for w in ways if isinstance(w, Shut)), Shut(window.shut))
    if len(kept) < count:
        return shut
    return kept[0] if count == 1 and len(kept) == 1 else AtLeast(count, kept)
