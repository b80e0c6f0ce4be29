"""From a condition that is not what it should be to the steps that could make it so.

Only what is not so yet is looked into, and of that everything: whatever set of changes makes the condition so, one of
the steps found here is among them (docs/remedies.md). So it is enough to take one, judge anew, and look again.
"""

from __future__ import annotations

from dataclasses import dataclass

from ... import plan
from ...values import Choice, Nothing, Number, Plain, YesNo
from ..opinions import opinion
from .amounts import Amounts
from .cells import answer, assumed, cell_slot, plain_of, put, valued
from .making import some_value
from .may import Window, alterable, refusal
from .model import Act, Never, Why
from .tree import DONE, Leaf, Shut, Way, all_of, any_of

_OTHERS = Never(Why.OTHERS)


@dataclass(slots=True, eq=False)
class Conditions(Amounts):
    """Looks for ways within one evaluation; `taken` are the steps that led to it."""

    def way(
        self, node: plan.Cond, at: str, index: int, want: int, window: Window, if_none: Nothing | None = None
    ) -> Way:
        """Return how a condition about one row may come to hold (want 2), or surely not to (0)."""
        asked = (id(node), at, index, want, window, if_none)  # a table of points asks the same of many items
        if asked not in self.found:
            self.found[asked] = (node, self._way(node, at, index, want, window, if_none))
        return self.found[asked][1]

    def _way(
        self, node: plan.Cond, at: str, index: int, want: int, window: Window, if_none: Nothing | None
    ) -> Way:
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
                return self._choice(
                    test, at, index, window, [self.way(i, at, index, want, window) for i in (then, other)]
                )
            case plan.Some(path, where, has):
                return self.some(path, where, has, at, index, want, window)
            case plan.Every(path, where, has):
                return self.every(path, where, has, at, index, want, window, if_none)
            case plan.Owner(register, item):
                above = int(self.read.table(at).owners[register][index])
                if above < 0:
                    return Shut(Never(Why.UNKNOWN_OWNER))
                return self.way(item, register, above, want, window)
            case plan.Standing():
                return Shut(_OTHERS)
            case plan.Compare():
                return self.compare(node, at, index, want, window, if_none)

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
            return self.unread(at, index) or Shut(Never(Why.RECORDED))
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

    def _cell(self, name: str, at: str, index: int, values: list[Plain], window: Window, *, free: bool = False) -> Way:
        """Return the steps that put one of some values into a cell, where it is empty or may still change."""
        unread = self.unread(at, index)
        if unread is not None:
            return unread
        fact = self.read.fact(at, name, index)
        if assumed(fact.row.cell):
            return self.brought(fact.row.cell, at, name, values)
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
