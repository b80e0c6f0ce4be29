"""What may be claimed of steps: which values are enough, and of which content nothing is said before it is known.

A value is called enough only where the records were judged anew with it. What bars, suspensions and conclusions
hang on, and what somebody has to certify, is never told with a value: what is true has to be written, and that decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from ... import plan
from ...evaluator import Evaluation
from ...values import Choice, Date, Number, Plain, YesNo, unscaled
from .may import adverse
from .model import Act, Found, Step

#: A day before any that a condition may ask for.
_LONG_AGO = dt.date(1990, 1, 1)
_TOLD = frozenset({Act.FILL, Act.ANSWER, Act.PARAMETER})
_CERTIFIED = frozenset({Act.ATTEST, Act.SUBMIT, Act.MEND})


def stretched(step: Step) -> bool:
    """Tell whether more values than one are said to be enough."""
    return step.free or step.first is not None or step.last is not None


def exact(step: Step) -> Step:
    """Return a step of which only its value is said to be enough."""
    return replace(step, free=False, first=None, last=None)


def ends_of(step: Step, evaluation: Evaluation) -> tuple[Plain, ...]:
    """Return the least and the greatest of the values that are said to be enough, as far as there are any."""
    match step.kind:
        case Number():
            low, high = (unscaled(end, step.kind.decimals) for end in (step.kind.low, step.kind.high))
        case Date():
            low, high = _LONG_AGO, evaluation.as_of  # type: ignore[assignment]
        case YesNo():
            return (True, False)
        case Choice():
            return tuple(o.key for o in step.kind.options)
        case _:
            return ()  # of a text, only that there is one
    return tuple(end if told is None else told for told, end in ((step.first, low), (step.last, high)))


def claimed(evaluation: Evaluation, found: Iterable[Found]) -> list[Found]:
    """Return sets with what may be said of them: contents left open once, values that do the same in one line."""
    once: dict[frozenset[object], Found] = {}
    for one in found:
        steps = tuple(_marked(evaluation, s) for s in one.steps)
        once.setdefault(frozenset(s.slot if s.open else s.key for s in steps), Found(steps))
    kept = list(once.values())
    return _together([f for f in kept if not any(_asks_more(f, other) for other in kept)])


def plainly(evaluation: Evaluation, step: Step) -> Step:
    """Return a step of an example: only the value that was judged is called enough."""
    return _marked(evaluation, exact(step))


def _marked(evaluation: Evaluation, step: Step) -> Step:
    ready = evaluation.plan
    against, register, name = adverse(ready), str(step.slot[1]), str(step.slot[-1])
    listed = step.slot[0] in {"cell", "answer", "row", "listed"} and register in against.registers
    own = against.fields | _counts(ready)
    single = step.slot[0] in {"cell", "answer"} and (register, name) in own
    left = step.act in _CERTIFIED or listed or (single and step.act in _TOLD)
    return replace(step, open=left, listed=listed, own=step.act is Act.ANSWER and name in _choices(ready))


def _counts(ready: plan.Plan) -> set[tuple[str, str]]:
    """Return the fields that state how many rows a list has."""
    ways = (r.complete for r in ready.registers.values())
    return {(w.count_owner, w.count_field) for w in ways if w is not None and w.count_owner and w.count_field}


def _choices(ready: plan.Plan) -> set[str]:
    """Return the questions by which the council chooses for an award."""
    out: set[str] = set()
    for award in ready.awards.values():
        for entitled in award.entitlements.values():
            settle = entitled.quota.settle if entitled.quota is not None else None
            out |= {q for q in (entitled.choose, settle) if q is not None}
    return out


def _together(found: list[Found]) -> list[Found]:
    """Return sets that differ in one answer alone as one set with several answers."""
    for slot in dict.fromkeys(s.slot for f in found for s in f.steps if _one_of_several(s)):
        classes: dict[object, list[tuple[Found, Step]]] = {}
        kept: list[Found] = []
        for one in found:
            step = next((s for s in one.steps if s.slot == slot and _one_of_several(s)), None)
            if step is None:
                kept.append(one)
                continue
            rest = frozenset((s.key, s.options, s.free) for s in one.steps if s is not step)
            classes.setdefault(rest, []).append((one, step))
        found = kept + [_joined(several) for several in classes.values()]
    return found


def _asks_more(one: Found, other: Found) -> bool:
    """Tell whether a set does as another does, with more in its new rows: what is blank there may be anything."""
    fewer = {s.slot: s for s in other.steps}
    if fewer.keys() != {s.slot for s in one.steps}:
        return False
    pairs = [(s, fewer[s.slot]) for s in one.steps if s.key != fewer[s.slot].key]
    return bool(pairs) and all(s.act in {Act.DO, Act.SUPPLY} and set(f.parts) < set(s.parts) for s, f in pairs)


def _one_of_several(step: Step) -> bool:
    return step.act in _TOLD and not step.open and isinstance(step.kind, Choice | YesNo)


def _joined(several: list[tuple[Found, Step]]) -> Found:
    kind = several[0][1].kind
    every: list[Plain] = [o.label for o in kind.options] if isinstance(kind, Choice) else [True, False]
    one, step = min(several, key=lambda pair: every.index(pair[1].value))
    told = {s.value for _, s in several}
    values = tuple(v for v in every if v in told)
    whole = len(values) == len(every)
    joined = replace(step, free=whole, options=values if len(values) > 1 and not whole else ())
    return Found(tuple(joined if s is step else s for s in one.steps))


__all__ = ["claimed", "ends_of", "exact", "plainly", "stretched"]
