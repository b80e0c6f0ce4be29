"""One question to the solver: records that show it, a proof that there are none, or that it is not known.

First any number of rows (`unbounded`): what is impossible there is proved. Then a few rows laid out one by one
(`unknowns`), nothing missing and then anything missing. What is found is judged by the engine; only what it confirms is
an answer, made as small as it goes. The effort is counted in the solver's own steps, so that the same question has the
same answer on every machine; a wall clock never decides.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import z3

from ... import plan
from ...plan import Plan
from ..properties.laws import Trial
from ..properties.records import Records
from ..properties.reducing import reduced
from ..properties.world import World
from .deciding import Deciding
from .dossiers import Picture, key_of, records_of
from .facts import Slot
from .logic import Bit
from .plainest import plainest
from .unbounded import Rows, Unbounded, apart
from .unknowns import ROWS, Unknowns
from .written import read_alike

#: Steps of the solver for one formula: some five seconds on a machine of 2024.
EFFORT = 20_000_000
#: Records that the engine does not confirm are asked for again so many times.
AGAIN = 4
#: How a formula is solved, one way after the other: by which logic, from which seed.
_WAYS = (("", 0), ("QF_LIA", 0), ("QF_LIA", 2))
#: What is searched, one after the other: nothing missing or anything, so many rows of a register under one owner.
_TRIED = ((True, 1), (True, ROWS), (True, 5), (False, 1), (False, ROWS), (False, 5))


class State(enum.Enum):
    """What became of a question."""

    FOUND = "found"
    NEVER = "never"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a question: the records that show it and the subject they are about, where some were found.

    `unsure`: the solver found records, but the engine did not judge them so (a selection or comparison with others may
    stand between), so they are no answer.
    """

    state: State
    records: Records | None = None
    key: str = ""
    unsure: bool = False


#: What is asked: of the encodings of all plans, in their order, at one subject.
Goal = Callable[[Sequence[Deciding], Slot], Bit]
#: Whether the engine finds the same of records, for the subject of a kind and key.
Confirm = Callable[[Records, str], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Asker:
    """Asks about one plan, or about several at once; `quick`: so many searches come before the attempt at a proof.

    `choose_alike`: whether all plans are known to choose the same of everybody for an award and kind. What rests on who
    was chosen is proved only where that is so; by itself it is taken to be so (whoever asks proves that as well).
    """

    worlds: tuple[World, ...]
    effort: int = EFFORT
    quick: int = 2
    choose_alike: Callable[[Asker, str, str], bool] = lambda _asker, _award, _kind: True

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Return the plans that are asked about."""
        return tuple(w.plan for w in self.worlds)

    def ask(self, kind: str, goal: Goal, confirm: Confirm) -> Answer:
        """Return records with a subject of a kind for which the goal holds and the engine confirms it, or none."""
        unsure = False
        for number, (whole, size) in enumerate(_TRIED):
            if number == self.quick and self.never(kind, goal):
                return Answer(State.NEVER)
            found = self._search(kind, goal, confirm, size, whole=whole)
            unsure = unsure or found.unsure
            if found.state is State.FOUND:
                return found
        return Answer(State.UNKNOWN, unsure=unsure)

    def never(self, kind: str, goal: Goal) -> bool:
        """Tell whether it is proved that the goal holds for no subject of a kind in any records."""
        return all(self._never(way, goal) for way in Unknowns(self.worlds, wide=True).ways_up(kind))

    def _never(self, way: plan.Path, goal: Goal) -> bool:
        facts = Unknowns(self.worlds, wide=True)
        subject = facts.build(way, {}, below=False)
        rows = Rows(facts)
        bit = goal([Unbounded(p, facts, shared=rows) for p in self.plans], subject)
        if len(self.worlds) > 1 and not self._one_reality(way, facts, rows):
            return False
        if isinstance(bit, bool):
            return not bit
        patterns = rows.patterns()
        return bool(self._check([*facts.rules, *rows.rules, *patterns, bit])[0] == z3.unsat)

    def _one_reality(self, way: plan.Path, facts: Unknowns, rows: Rows) -> bool:
        """Tell whether all plans take the same records for the same facts, and the same subjects for chosen."""
        if not read_alike(self.plans, facts, [way, *(path for _, path in rows.tallies)]):
            return False
        return all(self.choose_alike(self, award, slot.register) for award, slot in facts.chosen)

    def _search(self, kind: str, goal: Goal, confirm: Confirm, size: int, *, whole: bool) -> Answer:
        """Search with rows laid out, whoever of several owns the subject."""
        unsure = False
        for way in Unknowns(self.worlds).ways_up(kind):
            found = self._laid_out(way, goal, confirm, size, whole=whole)
            unsure = unsure or found.unsure
            if found.state is State.FOUND:
                return found
        return Answer(State.UNKNOWN, unsure=unsure)

    def _laid_out(self, way: plan.Path, goal: Goal, confirm: Confirm, size: int, *, whole: bool) -> Answer:
        kind, facts = way[0], Unknowns(self.worlds, whole=whole)
        subject = facts.build(way, {n: size for w in self.worlds for n in w.plan.registers})
        bit = goal([Deciding(p, facts) for p in self.plans], subject)
        if bit is False:
            return Answer(State.UNKNOWN)
        unsure, further = False, list[Any]()
        for _ in range(AGAIN):
            _, model = self._check([*facts.rules, *further, *([] if bit is True else [bit])])
            if model is None:
                break
            rules = [r for r in (*facts.rules, *further, bit) if r is not True]
            few = self._fewest(facts, rules, model)
            # what is plain may be what a selection leaves out, which no formula says: then as the solver found it
            for picture in (Picture(facts, plainest(facts, rules, few, self.effort)), Picture(facts, few)):
                records, key = records_of(picture, self.worlds), key_of(self._home(kind), subject)
                if confirm(records, key):
                    return Answer(State.FOUND, self._least(kind, key, records, confirm), key)
            unsure = True
            further.append(_otherwise(picture))
        return Answer(State.UNKNOWN, unsure=unsure)

    def _home(self, kind: str) -> Plan:
        return next(p for p in self.plans if kind in p.registers)

    def _fewest(self, facts: Unknowns, rules: Sequence[Bit], model: z3.ModelRef) -> z3.ModelRef:
        """Return a model with as few rows as there are."""
        there = [s.exists for s in facts.rows() if not isinstance(s.exists, bool)]
        have = sum(z3.is_true(model.eval(b, model_completion=True)) for b in there)
        for most in range(have):
            found = self._check([*rules, z3.PbLe([(b, 1) for b in there], most)])[1]
            if found is not None:
                return found
        return model

    def _least(self, kind: str, key: str, records: Records, confirm: Confirm) -> Records:
        """Return the records with nothing in them that could be left out."""
        world = next(w for w in self.worlds if kind in w.plan.registers)
        return reduced(world, Trial(records, about=((kind, key),)), lambda t: confirm(t.before, key)).before

    def _check(self, rules: Sequence[Bit]) -> tuple[Any, z3.ModelRef | None]:
        """Solve in a place of its own: what was asked before must not change how far the effort goes.

        Where one way of solving gives up, another is tried; each of them may only be wrong in what it calls possible,
        which the engine has to confirm.
        """
        state: Any = z3.unknown
        for logic, seed in _WAYS:
            solver = apart([r for r in rules if r is not True], z3.Context(), logic)
            solver.set("rlimit", self.effort)
            solver.set("random_seed", seed)
            state = solver.check()
            if state == z3.sat:
                return state, solver.model().translate(z3.main_ctx())
            if state == z3.unsat:
                break
        return state, None


def _otherwise(picture: Picture) -> z3.BoolRef:
    """Return that something of a model that shapes the records is otherwise."""
    facts, model = picture.unknowns, picture.model
    bits = [s.exists for s in facts.rows() if not isinstance(s.exists, bool)]
    terms = [*bits, *(c.value for c in facts.cells.values() if c.value is not None), *facts.listed.values()]
    terms += [c.value for c in facts.parameters.values()] + [facts.day]
    return z3.Or([t != model.eval(t, model_completion=True) for t in terms])
