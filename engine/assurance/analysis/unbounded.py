"""Any number of rows: what is impossible here is impossible for every dossier, however large.

Rows are not laid out one by one. For each question that is asked of rows ("passes and surely has it") there is the
number of rows that it is true of. One row of each path stands for all of them: the solver finds which questions can be
true of a row together, and how many rows there are of each such pattern is unknown. Sums, extremes and means are
unknown within their range. So more is thought possible than is (a proof stays a proof), never less.
Reference: Kuncak, Nguyen, Rinard, Deciding Boolean algebra with Presburger arithmetic, 2006 (the patterns).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import z3

from ... import plan
from ...ranges import bounds
from ...values import MANY
from . import folding, logic
from .deciding import Deciding
from .facts import Slot
from .logic import Bit, Int, Truth, at_most, conj, disj, no, pick
from .reading import Over
from .spans import Ratio, Span
from .unknowns import Unknowns

#: A path with more patterns than this is left as free as it was.
PATTERNS = 160
#: Nor is longer looked for them than so many steps of the solver.
PATIENCE = 5_000_000


def apart(rules: Sequence[Bit], context: z3.Context, logic: str = "") -> z3.Solver:
    """Return a solver in a place of its own, so that nothing asked before changes how far its effort goes."""
    written = z3.Solver()
    written.add(*rules)
    solver = z3.SolverFor(logic, ctx=context) if logic else z3.Solver(ctx=context)
    solver.from_string(written.to_smt2())
    return solver


def between(row: Slot, at: Slot) -> list[Slot]:
    """Return the rows on the way from one that is not `at` up to it, both left out."""
    out, here = [], row
    while at not in here.owners.values():
        here = next(iter(here.owners.values()))
        out.append(here)
    return out


@dataclass(slots=True, eq=False)
class Tally:
    """How many rows of one path under one owner have each of some properties of a row."""

    row: Slot
    whole: Bit
    numbers: dict[int, tuple[z3.BoolRef, z3.ArithRef]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Rows:
    """The rows of all paths, shared by the plans that are asked about together."""

    facts: Unknowns
    tallies: dict[tuple[Slot, plan.Path], Tally] = field(default_factory=dict)
    folds: dict[tuple[object, ...], Span | Ratio] = field(default_factory=dict)
    rules: list[z3.BoolRef] = field(default_factory=list)
    _kept: list[object] = field(default_factory=list)
    _number: Any = field(default_factory=count)

    def fresh(self, name: str) -> str:
        """Return a name that nothing else has."""
        return f"{name} ~{next(self._number)}"

    def tally(self, at: Slot, path: plan.Path) -> Tally:
        """Return the rows at the end of a path."""
        if (at, path) not in self.tallies:
            above = at if len(path) == 1 else self.tally(at, path[:-1]).row
            row = Slot(path[-1], 1000 + len(self.tallies))
            row.owners[above.register] = above
            self.facts.seen_from(row)
            self.tallies[at, path] = Tally(row, self._whole(at, path))
        return self.tallies[at, path]

    def _whole(self, at: Slot, path: plan.Path) -> Bit:
        """Return whether nothing is lacking along a path: open, wherever something can make its registers complete.

        Where nothing can, further down, it is so only as long as there is nobody whose rows could be lacking.
        """
        never = next((n for n, step in enumerate(path) if self.facts.complete_rule(step) is None), len(path))
        if never == 0:
            return False
        whole = z3.Bool(self.fresh(f"all {'.'.join(path)} of {at.name}"))
        if never < len(path):
            above = self.tally(at, path[:never])
            there = conj(r.seen for r in (above.row, *between(above.row, at)))
            self.rules.append(z3.Implies(whole, self.many(above, there) == 0))
        return whole

    def ids(self, *terms: Bit | Int) -> Sequence[object]:
        """Return what terms are known by: the same term, the same number, as long as it is kept."""
        self._kept += terms
        return [t if isinstance(t, bool | int) else t.get_id() for t in terms]

    def many(self, of: Tally, holds: Bit) -> Int:
        """Return of how many rows something is true."""
        if holds is False:
            return 0
        said = z3.BoolVal(val=True) if holds is True else holds
        if said.get_id() not in of.numbers:
            number = z3.Int(self.fresh(f"rows of {of.row.name}"))
            self.rules.append(number >= 0)
            of.numbers[said.get_id()] = said, number
        return of.numbers[said.get_id()][1]

    def any(self, of: Tally, holds: Bit) -> Bit:
        """Return whether something is true of some row."""
        return at_most(1, self.many(of, holds))

    def patterns(self) -> list[z3.BoolRef]:
        """Return what binds the numbers of each path together: every row is of one pattern."""
        out: list[z3.BoolRef] = []
        for tally in reversed(self.tallies.values()):
            found = self._patterns(tally, out)
            if found is None:
                continue
            sizes = [z3.Int(self.fresh(f"pattern of {tally.row.name}")) for _ in found]
            out += [s >= 0 for s in sizes]
            for n, (_, number) in enumerate(tally.numbers.values()):
                out.append(number == z3.Sum([s for s, p in zip(sizes, found, strict=True) if p[n]] or [z3.IntVal(0)]))
        return out

    def _patterns(self, tally: Tally, so_far: list[z3.BoolRef]) -> list[tuple[bool, ...]] | None:
        said = [s for s, _ in tally.numbers.values()]
        names = [f"property {n}" for n in range(len(said))]
        here = z3.Context()
        marks = [z3.Bool(n) == s for n, s in zip(names, said, strict=True)]
        solver = apart([*self.facts.rules, *self.rules, *so_far, *marks], here)
        solver.set("rlimit", PATIENCE)
        bits = [z3.Bool(n, here) for n in names]
        found: list[tuple[bool, ...]] = []
        while len(found) <= PATTERNS:
            state = solver.check()
            if state == z3.unsat:
                return found
            if state == z3.unknown:
                return None
            model = solver.model()
            one = tuple(z3.is_true(model.eval(b, model_completion=True)) for b in bits)
            found.append(one)
            others = [z3.Not(b) if held else b for b, held in zip(bits, one, strict=True)]
            solver.add(z3.Or(others) if others else z3.BoolVal(val=False, ctx=here))
        return None


@dataclass(slots=True, eq=False)
class Unbounded(Deciding):
    """Encodes a plan for any number of rows."""

    shared: Rows = field(kw_only=True)

    def _truth(self, node: plan.Cond, at: Slot) -> Truth:
        found = super(Unbounded, self)._truth(node, at)
        return logic.opened(found, self._astray(at, node.register)) if isinstance(node, plan.Owner) else found

    def _astray(self, at: Slot, register: str) -> Bit:
        """Return whether a row's owner in a register above is not known, since some row on the way was rejected."""
        steps = (self.owner(at, step) for step in self._way_up(at.register, register)[:-1])
        return disj(self.shared.facts.astray(r) for r in (at, *steps) if r is not None)

    def _passing(self, at: Slot, path: plan.Path, where: plan.Cond | None) -> tuple[Tally, Truth]:
        tally = self.shared.tally(at, path)
        seen = self._maybe(where, tally.row)
        for step in (tally.row, *between(tally.row, at)):
            seen = logic.every([Truth(step.seen, no(step.seen)), seen])
        return tally, seen

    def some(self, path: plan.Path, where: plan.Cond | None, has: plan.Cond | None, at: Slot) -> Truth:
        """Return whether some row passes and has it."""
        tally, passes = self._passing(at, path, where)
        holds = logic.every([passes, self._maybe(has, tally.row)])
        return Truth(
            self.shared.any(tally, holds.met), conj([tally.whole, no(self.shared.any(tally, holds.possible))])
        )  # fmt: skip

    def every(self, node: plan.Every, at: Slot) -> Over:
        """Return whether every row that passes has it."""
        tally, passes = self._passing(at, node.path, node.where)
        holds, lacking = self.truth(node.has, tally.row), no(tally.whole)
        fails = self.shared.any(tally, conj([passes.met, holds.failed]))
        can_hold = conj([no(fails), disj([lacking, self.shared.any(tally, conj([passes.possible, holds.possible]))])])
        can_fail = disj([lacking, self.shared.any(tally, conj([passes.possible, holds.doubted]))])
        empty, void = self._emptiness(tally, passes)
        return Over(Truth(conj([can_hold, no(can_fail)]), no(can_hold)), empty, void)

    def _emptiness(self, tally: Tally, passes: Truth) -> tuple[Bit, Bit]:
        none = no(self.shared.any(tally, passes.possible))
        return no(self.shared.any(tally, passes.met)), conj([tally.whole, none])

    def measure(self, node: plan.Num, at: Slot) -> Span | Ratio:
        """Return a number; what many rows fold to is unknown within its range, but for counts and shares."""
        match node:
            case plan.Count(path, where):
                tally, passes = self._passing(at, path, where)
                high = self.shared.many(tally, passes.possible)
                return Span(self.shared.many(tally, passes.met), high + pick(tally.whole, 0, MANY))
            case plan.Share(path, where, has):
                return self._share(at, path, where, has)
            case plan.Total(fold, path, where, value):
                tally, passes = self._passing(at, path, where)
                inner = self.number(value, tally.row)
                key = (tally.row, fold, *self.shared.ids(passes.met, passes.failed, inner.low, inner.high))
                empty, void = self._emptiness(tally, passes)
                return self._fold(key, fold, bounds(node if fold is plan.Fold.SUM else value), empty, void)
            case plan.OwnerNum(register, value):
                found, astray = super(Unbounded, self).measure(node, at), self._astray(at, register)
                assert isinstance(found, Span)
                if astray is False:
                    return found
                low, high = bounds(value)
                return Span(pick(astray, low, found.low), pick(astray, high, found.high))
            case plan.Peers(fold, value, where):
                passes, inner = self._maybe(where, at), self.number(value, at)
                key = (at, fold, node.per, *self.shared.ids(passes.met, passes.failed, inner.low, inner.high))
                if len(list(self.shared.facts.ways_up(at.register))) > 1:  # others may have an owner of another kind
                    key = (*key, self.shared.fresh("peers"))
                empty, void = (z3.Bool(self.shared.fresh(w)) for w in ("empty", "void"))
                return self._fold(key, fold, bounds(node if fold is plan.Fold.SUM else value), empty, void)
            case plan.Run(name, last, path, where):
                tally, passes = self._passing(at, path, where)
                given, year = self.facts.present(tally.row, name), self._value(tally.row, name)
                until = self.number(last, at)
                ids = self.shared.ids(passes.met, passes.failed, given.met, year.low, until.low, until.high)
                return self._fold((tally.row, "run", *ids), plan.Fold.SUM, (0, MANY), void=False, empty=False)
            case _:
                return super(Unbounded, self).measure(node, at)

    def _share(self, at: Slot, path: plan.Path, where: plan.Cond | None, has: plan.Cond) -> Ratio:
        tally, passes = self._passing(at, path, where)
        holds = self.truth(has, tally.row)
        parts = (holds.failed, holds.open, holds.met)
        n = {
            (f, p): self.shared.many(tally, conj([passes.met if f else passes.open, parts[p]]))
            for f in (True, False)
            for p in (0, 1, 2)
        }  # fmt: skip
        return folding.share_of(n, pick(tally.whole, 0, MANY), self._emptiness(tally, passes))

    def _fold(
        self, key: tuple[object, ...], fold: plan.Fold, ends: tuple[int, int], empty: Bit, void: Bit
    ) -> Span | Ratio:  # fmt: skip
        if key not in self.shared.folds:
            low, high, bottom = (z3.Int(self.shared.fresh(w)) for w in ("least", "most", "bottom"))
            mean = fold is plan.Fold.MEAN  # any two fractions have a common bottom
            by = bottom if mean else 1
            self.shared.rules += [low <= high, low >= ends[0] * by, high <= ends[1] * by, bottom >= 1]
            summed = fold is plan.Fold.SUM
            if summed and not isinstance(void, bool):
                self.shared.rules.append(z3.Implies(void, z3.And(low == 0, high == 0)))
            self.shared.folds[key] = (
                Ratio((low, bottom), (high, bottom), empty, void) if mean
                else Span(low, high) if summed else Span(low, high, empty, void)
            )  # fmt: skip
        return self.shared.folds[key]
