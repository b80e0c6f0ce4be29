"""The conditions and numbers of plans, numbered for the life of a process: equal ones have the same number.

Hashing a node goes through all that is under it. The same object is asked for again and again, in each evaluation by
its plan and once for every subject that is explained, so its number is also found by where it lies; it is kept, so
that nothing else will.
"""

from __future__ import annotations

from itertools import count

from .. import plan

Node = plan.Cond | plan.Num
#: More nodes than a few plans have; what is made for one question alone is not kept for ever.
_KEPT = 1 << 14
#: Never begins anew, so that a number means one node even where some were forgotten.
_NEXT = count()
_NUMBERS: dict[Node, int] = {}
_LYING: dict[int, tuple[Node, int]] = {}
_RESTS: dict[int, bool] = {}


def number_of(node: Node) -> int:
    """Return the number of a node."""
    found = _LYING.get(id(node))
    if found is None:
        if len(_LYING) >= _KEPT:
            for kept in (_LYING, _NUMBERS, _RESTS):
                kept.clear()
        found = _LYING[id(node)] = (node, _NUMBERS.setdefault(node, next(_NEXT)))
    return found[1]


def rests_on_decisions(node: Node) -> bool:
    """Tell whether a node is otherwise once more decisions are taken."""
    number = number_of(node)
    found = _RESTS.get(number)
    if found is None:
        children = [getattr(node, f) for f in node.__dataclass_fields__]
        flat = [c for child in children for c in (child if isinstance(child, tuple) else (child,))]
        found = isinstance(node, plan.Standing) or any(rests_on_decisions(c) for c in flat if isinstance(c, Node))
        _RESTS[number] = found
    return found
