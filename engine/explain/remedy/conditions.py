"""From a condition that is not what it should be to the steps that could make it so.

Only what is not so yet is looked into, and of that everything: whatever set of changes makes the condition so, one of
the steps found here is among them (docs/remedies.md). So it is enough to take one, judge anew, and look again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil

from ... import plan
from ...source import Cell
from ...values import Choice, Date, FieldType, Nothing, Number, Plain, YesNo, days, scaled
from ..nodes import Key
from ..numbers import amount_of
from ..opinions import opinion
from ..reader import Reader
from ..steps import Steps
from .alike import Alike
from .cells import answer, assumed, cell_slot, mended, fitting, origin, parameter, plain_of, put, refined, valued
from .making import Goal, some_value
from .may import Adverse, Window, alterable, refusal
from .model import Act, Never, Step, Why
from .papers import complete, new_row
from .solving import OTHERWISE, Fit, Looked, Range, Supposed, compared, figures, least, marks_of
from .tree import DONE, All, AtLeast, Leaf, Shut, Unclear, Way, all_of, any_of
from .tree import steps as walk

_OTHERS = Never(Why.OTHERS)


@dataclass(slots=True, eq=False)
class Conditions:
    """Looks for ways within one evaluation; `taken` are the steps that led to it."""

    steps: Steps
    against: Adverse
    taken: tuple[Step, ...]
    alike: Alike = field(init=False)
    _looked: Looked = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare what tells which rows are alike."""
        self.alike = Alike(self.read)

    @property
    def read(self) -> Reader:
        """Return what reads single rows."""
        return self.steps.read

    def before(self, slot: Key) -> Step | None:
        """Return the step that was taken at a slot already; another may take its place."""
        return next((s for s in self.taken if s.slot == slot), None)

    def code(self, node: plan.Cond, at: str, index: int) -> int:
        """Return what a condition is now."""
        return int(self.read.codes(node, at)[index])

    def way(
        self, node: plan.Cond, at: str, index: int, want: int, window: Window, if_none: Nothing | None = None
    ) -> Way:
        """Return how a condition about one row may come to hold (want 2), or surely not to (0)."""
        if if_none is None and self.code(node, at, index) == want:
            return DONE
        match node:
            case plan.Flag(name) | plan.OneOf(name) | plan.Present(name):
                return self._told(node, name, at, index, want, window)
            case plan.Not(item):
                return self.way(item, at, index, 2 - want, window)
            case plan.And(items) | plan.Or(items):
                ways = [self.way(i, at, index, want, window) for i in items]
                whole = isinstance(node, plan.And) == (want == 2)
                return all_of(ways) if whole else any_of(ways, window.shut)
            case plan.Choose(test, then, other):
                return self._choice(test, at, index, window, [self.way(i, at, index, want, window) for i in (then, other)])
            case plan.Some(path, where, has):
                return self._some(path, where, has, at, index, want, window)
            case plan.Every(path, where, has):
                return self._every(path, where, has, at, index, want, window, if_none)
            case plan.Owner(register, item):
                above = int(self.read.table(at).owners[register][index])
                if above < 0:
                    return Shut(Never(Why.UNKNOWN_OWNER))
                return self.way(item, register, above, want, window)
            case plan.Standing():
                return Shut(_OTHERS)
            case plan.Compare():
                return self._compare(node, at, index, want, window, if_none)

    def _choice(self, test: plan.Cond, at: str, index: int, window: Window, sides: list[Way]) -> Way:
        """Return the steps that may turn which side is taken, or either side; a side that is so already needs none."""
        code = self.code(test, at, index)
        turned = [self.way(test, at, index, want, window) for want in (2, 0) if code != want]
        kept = [w for w in (*turned, *sides) if w != DONE]
        return any_of(kept, window.shut)

    # --- fields and judgements -------------------------------------------------------------------------------

    def _told(
        self, node: plan.Flag | plan.OneOf | plan.Present, name: str, at: str, index: int, want: int, window: Window
    ) -> Way:
        read = self.read
        asked = read.ready.judgements.get(name)
        judged = (at, name) in read.frame.judged or (at, name) in read.frame.answers
        kind = asked.answer if judged and asked is not None else read.described(at, name).type
        values: list[Plain]
        match node:
            case plan.Flag():
                values = [want == 2]
            case plan.OneOf(_, options):
                answers = kind.options if isinstance(kind, Choice) else ()
                values = [o.key for n, o in enumerate(answers) if (n in options) == (want == 2)]
            case plan.Present():
                values = self._any_value(kind) if want == 2 else []
        free = isinstance(node, plan.Present)
        if judged:
            found = opinion(read, at, index, name, self.code(node, at, index), given=isinstance(node, plan.Present))
            return answer(read, found, values, self.taken, free=free)
        if not values:
            return self._unread(at, index) or Shut(Never(Why.RECORDED))
        return self._cell(name, at, index, values, window, free=free)

    def _any_value(self, kind: object) -> list[Plain]:
        match kind:
            case YesNo():
                return [True, False]
            case Choice():
                return [o.key for o in kind.options]
            case Number():
                return list(dict.fromkeys(plain_of(kind, n) for n in (kind.low, min(kind.high, 10**6))))
            case _:
                return [some_value(kind, self.read.evaluation.as_of)]  # type: ignore[arg-type]

    def _unread(self, at: str, index: int) -> Way | None:
        table = self.read.table(at)
        if not table.ghost[index]:
            return None
        return mended(self.read, at, self.read.rejected_at(table.places.cell(index)))

    def _cell(self, name: str, at: str, index: int, values: list[Plain], window: Window, *, free: bool = False) -> Way:
        """Return the steps that put one of some values into a cell, where it is empty or may still change."""
        unread = self._unread(at, index)
        if unread is not None:
            return unread
        fact = self.read.fact(at, name, index)
        if assumed(fact.row.cell):
            return self._brought(fact.row.cell, at, name, values)
        earlier = self.before(cell_slot(fact.row.cell, at, name))
        if earlier is not None:
            return any_of([Leaf(valued(earlier, v)) for v in values], Never(Why.RECORDED))
        if fact.value is None:
            return any_of([Leaf(put(fact, v, Act.FILL, free=free)) for v in values], Never(Why.RECORDED))
        fit = alterable(self.read, self.against, window, at, name)
        ways = [
            Leaf(put(fact, v, Act.ALTER, by=window.last, due=window.due))
            for v in values
            if fit and (v is True or (isinstance(fact.type, Number) and v != fact.value))
        ]
        return any_of(ways, refusal(self.read, self.against, window, at, name))

    def _brought(self, cell: Cell, at: str, name: str, values: list[Plain]) -> Way:
        """Return the step that brought a row, with another value in it."""
        step, field = origin(self.taken, at, cell), self.read.register(at).fields.get(name)
        if step is None or field is None or (step.act is Act.DO and name == self.read.register(at).happens):
            return Shut(Never(Why.RECORDED))
        return any_of([Leaf(refined(step, at, field, v)) for v in values], Never(Why.RECORDED))

    # --- rows ------------------------------------------------------------------------------------------------

    def rows(self, path: plan.Path, at: str, index: int) -> list[int]:
        """Return the rows that belong to one row, in their order."""
        return self.alike.arranged(path[-1], self.read.members(at, path, index))

    def _both(self, where: plan.Cond | None, has: plan.Cond | None, end: str, row: int) -> tuple[int, int]:
        return (
            self.code(where, end, row) if where is not None else 2,
            self.code(has, end, row) if has is not None else 2,
        )

    def _turn(self, node: plan.Cond | None, end: str, row: int, want: int, window: Window) -> Way:
        if node is None:
            return DONE if want == 2 else Shut(Never(Why.RECORDED))
        return self.way(node, end, row, want, window)

    def _more(
        self, path: plan.Path, at: str, index: int, goals: tuple[Goal, ...], window: Window
    ) -> list[Way]:
        """Return the ways in which a further row may come, at every row that may own it."""
        if len(path) == 1:
            return [new_row(self.read, path[-1], at, index, goals, window, self.taken)]
        owners = self.alike.classes(path[-2], self.read.members(at, path[:-1], index))
        return [new_row(self.read, path[-1], path[-2], g[0], goals, window, self.taken) for g in owners]

    def _whole(self, path: plan.Path, at: str, index: int, goals: tuple[Goal, ...]) -> Way:
        """Return how the registers of a path may come to hold everything below one row."""
        out = [complete(self.read, path[0], at, index, goals if len(path) == 1 else (), self.taken)]
        for depth in range(1, len(path)):
            last = depth == len(path) - 1
            for owner in self.rows(path[:depth], at, index):
                out.append(
                    complete(self.read, path[depth], path[depth - 1], owner, goals if last else (), self.taken)
                )
        return all_of(dict.fromkeys(out))

    def _some(
        self, path: plan.Path, where: plan.Cond | None, has: plan.Cond | None, at: str, index: int, want: int,
        window: Window,
    ) -> Way:  # fmt: skip
        end = path[-1]
        goals = tuple((c, 2) for c in (where, has) if c is not None)
        if want == 2:
            out: list[Way] = []
            for alike in self.alike.classes(end, self.rows(path, at, index)):
                row = alike[0]
                out.append(all_of([self._turn(where, end, row, 2, window), self._turn(has, end, row, 2, window)]))
            return any_of([*out, *self._more(path, at, index, goals, window), *self._lists(path, at, index, goals)], window.shut)
        parts = [self._whole(path, at, index, _none(where, has))]
        for row in self.rows(path, at, index):
            if min(self._both(where, has, end, row)):
                parts.append(self._either(where, has, end, row, (0, 0), window))
        return all_of(parts)

    def _lists(self, path: plan.Path, at: str, index: int, goals: tuple[Goal, ...]) -> list[Way]:
        """Return how the rows that a counted list still lacks may be among what is asked."""
        if len(path) != 1 or self.read.register(path[0]).complete is None:
            return []
        counted = self.read.register(path[0]).complete
        if counted is None or counted.count_owner != at:
            return []
        found = complete(self.read, path[0], at, index, goals, self.taken)
        return [] if found == DONE else [found]

    def _either(
        self, where: plan.Cond | None, has: plan.Cond | None, end: str, row: int, wants: tuple[int, int], window: Window
    ) -> Way:
        shut = Never(Why.ADVERSE) if end in self.against.registers else Never(Why.RECORDED)
        pairs = [(n, w) for n, w in ((where, wants[0]), (has, wants[1])) if n is not None]
        return any_of([self.way(n, end, row, w, window) for n, w in pairs], shut)

    def _every(
        self, path: plan.Path, where: plan.Cond | None, has: plan.Cond, at: str, index: int, want: int, window: Window,
        if_none: Nothing | None,
    ) -> Way:  # fmt: skip
        end = path[-1]
        if want == 0:
            out: list[Way] = []
            for alike in self.alike.classes(end, self.rows(path, at, index)):
                out.append(all_of([self._turn(where, end, alike[0], 2, window), self._turn(has, end, alike[0], 0, window)]))
            goals = (*(((where, 2),) if where is not None else ()), (has, 0))
            return any_of([*out, *self._more(path, at, index, goals, window), *self._lists(path, at, index, goals)], window.shut)
        rows = self.rows(path, at, index)
        good: tuple[Goal, ...] = ((plan.Or((plan.Not(where), has)), 2),) if where is not None else ((has, 2),)
        parts = [self._whole(path, at, index, good)]
        for row in rows:
            passes, fit = self._both(where, has, end, row)
            if passes and fit < 2:
                parts.append(self._either(where, has, end, row, (0, 2), window))
        sure = any(self._both(where, has, end, row)[0] == 2 for row in rows)
        if not sure and if_none not in {Nothing.MET, Nothing.NOT_APPLICABLE}:
            parts.append(self._there(path, where, has, at, index, window))
        return all_of(parts)

    def _there(
        self, path: plan.Path, where: plan.Cond | None, has: plan.Cond | None, at: str, index: int, window: Window
    ) -> Way:
        """Return how there may come to be any row to weigh."""
        end = path[-1]
        goals = tuple((c, 2) for c in (where, has) if c is not None)
        out = [
            self._turn(where, end, g[0], 2, window)
            for g in self.alike.classes(end, self.rows(path, at, index))
            if self._both(where, None, end, g[0])[0] < 2
        ]
        more = [*self._more(path, at, index, goals, window), *self._lists(path, at, index, goals)]
        return any_of([*out, *more], Never(Why.SILENT))

    # --- numbers ---------------------------------------------------------------------------------------------

    def _compare(
        self, node: plan.Compare, at: str, index: int, want: int, window: Window, if_none: Nothing | None
    ) -> Way:
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
                lacking = _steps_up(limit, op) - int(now.low)
                goals = ((where, 2),) if where is not None else ()
                out = self._replicated(rows, end, lambda r: self._turn(where, end, r, 2, window), lacking)
                more = [*self._more(path, at, index, goals, window), *self._lists(path, at, index, goals)]
                more = [w for w in more if not isinstance(w, Shut)]
                if any(s.count > 1 for w in more for s in walk(w)):
                    return any_of([*out, *more], window.shut)  # one list may bring several rows
                return _least(lacking, [*out, *(more * lacking)], window)
            if op in {plan.Op.LE, plan.Op.LT}:
                whole = self._whole(path, at, index, ((where, 0),) if where is not None else ())
                counted = [r for r in rows if self._both(where, None, end, r)[0] > 0]
                over = len(counted) - _steps_down(limit, op)
                ways = [self._either(where, None, end, r, (0, 2), window) for r in counted]
                if whole != DONE:
                    return any_of([whole, *ways], window.shut)
                return _least(over, ways, window)
            return None
        if op not in {plan.Op.GE, plan.Op.GT}:
            return None
        both = [self._both(where, node.has, end, r) for r in rows]
        good, all_ = sum(b == (2, 2) for b in both), sum(b[0] == 2 for b in both)
        short = limit * all_ / 100 - good
        lacking = max(ceil(short), int(short) + 1 if op is plan.Op.GT else 0)
        goals = (*(((where, 2),) if where is not None else ()), (node.has, 2))
        out = self._replicated(rows, end, lambda r: self._share_row(node, end, r, window), max(lacking, 1))
        whole = self._whole(path, at, index, goals)
        more = self._more(path, at, index, goals, window)
        if whole != DONE:
            return any_of([whole, *out, *more], window.shut)
        return _least(max(lacking, 1), [*out, *(more * max(lacking, 1))], window)

    def _share_row(self, node: plan.Share, end: str, row: int, window: Window) -> Way:
        passes, fit = self._both(node.where, node.has, end, row)
        if passes == 2 and fit == 2:
            return DONE
        out: list[Way] = []
        if fit < 2 and passes:
            out += [self._turn(node.has, end, row, 2, window), self._turn(node.where, end, row, 0, window)]
        if passes < 2:
            out.append(all_of([self._turn(node.where, end, row, 2, window), self._turn(node.has, end, row, 2, window)]))
        return any_of([w for w in out if w != DONE], window.shut)

    def _replicated(self, rows: list[int], end: str, way: object, count: int) -> list[Way]:
        """Return the way of one row of each class, as often as there are rows of it that may be needed."""
        out: list[Way] = []
        for alike in self.alike.classes(end, rows):
            found = way(alike[0])  # type: ignore[operator]
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

        def holds(value: int) -> int:
            supposed = Supposed(self.steps, key, Fraction(value, scale), self._looked)
            return compared(op, supposed.number(node.left, at, index), supposed.number(node.right, at, index))

        shut = self._fixed(key, figure, window)
        if shut is not None:
            return shut
        marks = marks_of(self.steps, node, at, index, key, scale, self._looked)
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
        unread = self._unread(place, row)
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
        self, place: str, row: int, name: str, figure: plan.Value, holds: object, marks: set[int], window: Window
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
            found = least(holds, Range(low, high, figure.decimals, None, latest), marks)  # type: ignore[arg-type]
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
        found = least(holds, Range(low, high, figure.decimals, now), marks)  # type: ignore[arg-type]
        change = earlier or put(fact, None, Act.ALTER, by=window.last, due=window.due)
        return any_of(
            [Leaf(fitting(change, fact.type, f)) for f in found], Never(Why.RECORDED)
        )

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
                yield from self._moved(path, where, None, at, index, window, (plan.Present(value.field),) if isinstance(value, plan.Value) else ())
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
        whole = self._whole(path, at, index, goals)
        if whole != DONE:
            yield from whole.items if isinstance(whole, All) else (whole,)
        for alike in self.alike.classes(end, self.rows(path, at, index)):
            for node in (where, has):
                for want in (2, 0) if node is not None else ():
                    if node is not None and self.code(node, end, alike[0]) != want:
                        yield self.way(node, end, alike[0], want, window)
        yield from self._more(path, at, index, goals, window)
        if has is not None:
            wrong = (*(((where, 2),) if where is not None else ()), (has, 0))
            yield from self._more(path, at, index, wrong, window)


_FLIPPED = {
    plan.Op.LT: plan.Op.GT, plan.Op.LE: plan.Op.GE, plan.Op.GT: plan.Op.LT, plan.Op.GE: plan.Op.LE,
    plan.Op.EQ: plan.Op.EQ, plan.Op.NE: plan.Op.NE,
}  # fmt: skip


def _none(where: plan.Cond | None, has: plan.Cond | None) -> tuple[Goal, ...]:
    both = tuple(c for c in (where, has) if c is not None)
    return ((plan.And(both), 0),) if both else ()


def _steps_up(limit: Fraction, op: plan.Op) -> int:
    return int(limit // 1) + 1 if op is plan.Op.GT else ceil(limit)


def _steps_down(limit: Fraction, op: plan.Op) -> int:
    return ceil(limit) - 1 if op is plan.Op.LT else int(limit // 1)


def _least(count: int, ways: list[Way], window: Window) -> Way:
    """Return that so many of some things have to become so."""
    if count <= 0:
        return DONE
    kept = tuple(w for w in ways if w != DONE and not isinstance(w, Shut))
    shut = next((w for w in ways if isinstance(w, Shut)), Shut(window.shut))
    if len(kept) < count:
        return shut
    return kept[0] if count == 1 and len(kept) == 1 else AtLeast(count, kept)

