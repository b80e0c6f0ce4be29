"""The third leg: the plan as formulas of the solver, built once; the solver puts the rows of each part into them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import z3

from engine.assurance.analysis import logic
from engine.assurance.analysis.deciding import Deciding
from engine.assurance.analysis.facts import Slot
from engine.assurance.analysis.logic import MET, Bit, Int, Truth, pick
from engine.evaluator.reference import Judge
from engine.values import Decision, Verdict

from .legs import Asked, Columns, asked
from .skeleton import Part, Selected, Skeleton

#: A truth that says both: no verdict, and always a fault.
BOTH = 9


@dataclass(slots=True, eq=False)
class Solver:
    """Tells by formulas what the other legs tell of the subjects of a part."""

    skeleton: Skeleton
    deciding: Deciding = field(init=False)
    places: list[tuple[Slot, Asked]] = field(default_factory=list)
    term: Any = None
    _constants: dict[tuple[bool, int], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Build the formulas of everything asked, as the arguments of one term."""
        ready = self.skeleton.ready
        self.deciding = Deciding(ready, self.skeleton)
        out = []
        for kind in ready.kinds():
            for at in self.skeleton.slots[kind]:
                for ask in asked(ready, kind):
                    self.places.append((at, ask))
                    out.append(self._told(ask, at))
        holder = z3.Function("told", *[z3.IntSort()] * (len(out) + 1))
        self.term = holder(*out)

    def _told(self, ask: Asked, at: Slot) -> Int:
        d, ready = self.deciding, self.skeleton.ready
        match ask.what:
            case "criterion":
                found = d.criterion(ask.name, at)
                return shown(found.applies, found.met)
            case "bar":
                return code(d.hit(ready.bars[ask.name], at))
            case "suspension":
                return code(d.hit(ready.suspensions[ask.name], at))
            case "assessment":
                return shown(*d.assessed(ready.assessments[ask.name], at))
            case "score":
                return getattr(d.number(ready.scores[ask.name].number, at), ask.more)
            case "classification":
                rule = ready.classifications[ask.name]
                if ask.more == "applies":
                    return code(MET if rule.applies is None else d.truth(rule.applies, at))
                return getattr(d.number(rule.shown, at), ask.more)
            case "gate":
                return code(d.gate(ask.more, ask.name, at))
            case "opened":
                return one_of(d.opened(ask.name, at))
            case _:
                return one_of(d.decision(ask.name, at))

    def columns(self, judge: Judge, selected: Selected) -> dict[str, Columns]:
        """Return what the formulas tell of every subject of a dossier, by kind."""
        world, ready = judge.world, self.skeleton.ready
        out: dict[str, Columns] = {
            kind: {a.title: [-1] * len(world.rows(kind)) for a in asked(ready, kind)} for kind in ready.kinds()
        }
        for part in self.skeleton.parts(judge, selected):
            told = self.told(part)
            for (at, ask), value in zip(self.places, told, strict=True):
                row = part.row(at)
                if row is not None:
                    out[row[0]][ask.title][row[1]] = value
        return out

    def told(self, part: Part) -> list[int]:
        """Put the rows of a part into the formulas, and return what each comes to."""
        values = [self._constant(read(part)) for read in self.skeleton.reads]
        found = z3.simplify(z3.substitute_vars(self.term, *values))
        return list(_wholes(found, len(self.places)))

    def _constant(self, value: bool | int) -> Any:
        key = (isinstance(value, bool), int(value))
        if key not in self._constants:
            self._constants[key] = z3.BoolVal(value) if isinstance(value, bool) else z3.IntVal(value)
        return self._constants[key]


def _wholes(found: Any, many: int) -> Iterator[int]:
    """Yield the arguments that the solver came to; each must be a number."""
    context, tree, whole = found.ctx_ref(), found.as_ast(), ctypes.c_longlong()
    for n in range(many):
        argument = z3.Z3_get_app_arg(context, tree, n)
        if not z3.Z3_get_numeral_int64(context, argument, ctypes.byref(whole)):
            raise ValueError(found.arg(n).sexpr())  # an open place was left, or it is larger than any number of a plan
        yield whole.value


def code(truth: Truth) -> Int:
    """Return a verdict as a number: 0, 1 or 2."""
    return pick(truth.met, pick(truth.failed, BOTH, 2), pick(truth.failed, 0, 1))


def shown(applies: Truth, met: Truth) -> Int:
    """Return the verdict that is shown."""
    return pick(
        applies.failed, pick(applies.met, BOTH, int(Verdict.NOT_APPLICABLE)), pick(applies.met, code(met), 1)
    )  # fmt: skip


def one_of(decision: Mapping[Decision, Bit]) -> Int:
    """Return the one decision that holds as a number; where not exactly one does, none."""
    total: Int = 0
    for d, bit in decision.items():
        total = total + pick(bit, int(d), 0)
    return pick(logic.equal(logic.counted(decision.values()), 1), total, -1)


__all__ = ["Solver"]
