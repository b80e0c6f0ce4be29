"""Comparing two evaluations: whose result turned, why, who came and went; only those are looked at one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ...evaluator import Evaluation
from ...records.dossier import Dossier
from ...records.successors import Successors
from ...values import Decision, Verdict
from ..decision import Prover
from ..nodes import Row
from ..order import name_order, word_order
from ..proof import SubjectProof
from .blame import MOST, Mix, Mixtures
from .later import later_of
from .lines import figures, lines_of
from .model import Comparison, Ledger, Lever, LeverKind, Line, Move, Outcome, Shift, Single, Sort, State, Turn
from .rulediff import Rules
from .shifts import Shifting
from .sides import ABSENT, Side, grade_of, identities, level_of, outcomes_of, successors_of

Codes = NDArray[np.int64]
_Pairs = tuple[list[str], dict[str, int], dict[str, int], NDArray[np.intp], NDArray[np.intp]]
_HAD = 2


def levers_between(before: Evaluation, after: Evaluation) -> tuple[Lever, ...]:
    """Return which of rules, records and day two evaluations do not share."""
    same = {
        LeverKind.RULES: before.plan.hash == after.plan.hash and before.plan.id == after.plan.id,
        LeverKind.RECORDS: before.dossier is after.dossier or before.dossier.hash == after.dossier.hash,
        LeverKind.DAY: before.as_of == after.as_of,
    }
    return tuple(Lever(kind) for kind, alike in same.items() if not alike)


def compare(before: Evaluation, after: Evaluation, mix: Mix, levers: tuple[Lever, ...] | None = None) -> Comparison:
    """Return what differs between two evaluations.

    `mix` gives the evaluation in which only some levers are as after; it is asked only where somebody's result turned
    and more than one lever could be the reason. `levers` are by default those of rules, records and day that differ.
    Raises ValueError where there are more levers than can be told apart.
    """
    found = levers_between(before, after) if levers is None else levers
    if len(found) > MOST:
        raise ValueError(len(found))
    names = _renamed(before.dossier, after.dossier, (*before.kinds, *after.kinds))
    mixtures = Mixtures(found, mix, Side(before, names), Side(after, names), names)
    work = _Work(mixtures, Prover(before), Prover(after), Rules(before.plan, after.plan))
    ledgers = tuple(work.ledger(o) for o in outcomes_of(before.plan, after.plan))
    return Comparison(
        found, ledgers, work.rules.changes(), later_of(ledgers, after), mixtures.made, dict(sorted(work.shown.items()))
    )


def _renamed(before: Dossier, after: Dossier, kinds: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """Return for units that only the later records have which one they became of, where it is surely one."""
    follow = successors_of(before, after)
    out: dict[tuple[str, str], str] = {}
    for kind in dict.fromkeys(kinds) if follow.new else ():
        sides = [set(identities(d, kind)) if kind in d.tables else set() for d in (before, after)]
        for one, other in (sides, sides[::-1]):
            for old in sorted(one - other):
                new = follow.last(old)
                if len(new) == 1 and new[0] in other - one and (kind, new[0]) not in out:
                    out[kind, new[0]] = old
    return out


@dataclass(slots=True, eq=False)
class _Work:
    """What all ledgers share."""

    mixtures: Mixtures
    before: Prover
    after: Prover
    rules: Rules
    shown: dict[str, str] = field(default_factory=dict)
    _proofs: dict[tuple[bool, str, int], SubjectProof] = field(default_factory=dict)
    _pairs: dict[str, _Pairs] = field(default_factory=dict)

    def ledger(self, outcome: Outcome) -> Ledger:
        """Return one result compared: arrays first, then one by one those whose result is not the same."""
        old, new = self.mixtures.before, self.mixtures.after
        if self._alike(outcome):  # nobody came or went, and no code differs: nothing is looked at one by one
            many = self._counts(outcome, old)
            laws = (self.rules.law(s.evaluation.plan, _rule(s, outcome)) for s in (old, new))
            lines = self._lines(outcome, frozenset())
            return Ledger(outcome, (), (), (), sum(many.values()), many, many, lines, *laws)
        both, here, there, *at = self._paired(outcome.kind)
        codes = [side.codes(outcome) if outcome.kind in side.evaluation.kinds else None for side in (old, new)]
        b, a = (c[i] if c is not None else np.zeros(0, np.int64) for c, i in zip(codes, at, strict=True))
        otherwise = b != a
        if outcome.sort is Sort.GRADE:  # grades go by their ids: the places of two rule sets are not the same thing
            otherwise = self._named(outcome, b, old) != self._named(outcome, a, new)
        changed = [both[int(n)] for n in np.flatnonzero(otherwise)]
        turns = [self._turn(outcome, one) for one in changed]
        turns.sort(key=lambda t: (list(Move).index(t.move), by_name(t.row)))
        singles = self._singles(outcome, [o for o in here if o not in there], [o for o in there if o not in here])
        counts = [self._counts(outcome, side) for side in (old, new)]
        return Ledger(
            outcome, tuple(turns), singles[1], singles[0], len(both) - len(turns), counts[0], counts[1],
            self._lines(outcome, frozenset(changed)),
            *(self.rules.law(s.evaluation.plan, _rule(s, outcome)) for s in (old, new)),
        )  # fmt: skip

    def _alike(self, outcome: Outcome) -> bool:
        """Tell whether a kind has the same subjects in the same order on both sides, all with the same result."""
        old, new = self.mixtures.before, self.mixtures.after
        if outcome.sort is Sort.GRADE and old.evaluation.plan is not new.evaluation.plan:
            return False
        tables = [s.evaluation.dossier.tables.get(outcome.kind) for s in (old, new)]
        if tables[0] is None or tables[1] is None or not all(outcome.kind in s.evaluation.kinds for s in (old, new)):
            return False
        same = tables[0] is tables[1] or (tables[0].keys == tables[1].keys and tables[0].names == tables[1].names)
        return same and bool(np.array_equal(old.codes(outcome), new.codes(outcome)))

    def _paired(self, kind: str) -> _Pairs:
        """Return who is on both sides, where everybody stands on each, and where those on both do."""
        if kind not in self._pairs:
            here, there = (s.places.get(kind, {}) for s in (self.mixtures.before, self.mixtures.after))
            both = [one for one in here if one in there]
            at = [np.array([p[one] for one in both], dtype=np.intp) for p in (here, there)]
            self._pairs[kind] = (both, here, there, at[0], at[1])
        return self._pairs[kind]

    def _named(self, outcome: Outcome, codes: Codes, side: Side) -> NDArray[np.str_]:
        """Return the words of results, one per subject."""
        distinct, at = np.unique(codes, return_inverse=True)
        words = np.array([self._word(outcome, int(c), side) for c in distinct.tolist()], dtype=np.str_)
        return words[at] if len(words) else np.zeros(0, dtype=np.str_)

    def _lines(self, outcome: Outcome, turned: frozenset[str]) -> tuple[Line, ...]:
        return lines_of(outcome, self.before, self.after, turned) if outcome.sort is Sort.AWARD else ()

    def _counts(self, outcome: Outcome, side: Side) -> dict[str, int]:
        if outcome.kind not in side.evaluation.kinds:
            return {}
        codes, many = np.unique(side.codes(outcome), return_counts=True)
        counts: Counter[str] = Counter()
        for code, n in zip(codes.tolist(), many.tolist(), strict=True):
            counts[self._word(outcome, code, side)] += n
        return dict(counts)

    def _word(self, outcome: Outcome, code: int, side: Side) -> str:
        """Return the word of a result, as JSON has it; of a grade the ids of the two grades it lies between."""
        return self._state(outcome, code, side).word

    def _state(self, outcome: Outcome, code: int, side: Side) -> State:
        level, is_open = level_of(outcome.sort, code)
        if code == ABSENT:
            return State("absent", "absent", level, is_open)
        match outcome.sort:
            case Sort.AWARD:
                word = Decision(code).word
            case Sort.ASSESSMENT:
                word = Verdict(code).word
            case Sort.GRADE:
                word = self._grade(outcome, code, side)
        return State(word, word, level, is_open)

    def _grade(self, outcome: Outcome, code: int, side: Side) -> str:
        applies, low, high = grade_of(code)
        if not applies:
            return Verdict.NOT_APPLICABLE.word
        grades = {g.place: g for g in side.evaluation.plan.classifications[outcome.id].grades}
        ends = [grades[p].id if p in grades else "none" for p in (low, high)]
        self.shown |= {grades[p].id: grades[p].label for p in (low, high) if p in grades}
        open_ = "?" if applies == 1 else ""
        return open_ + (ends[0] if low == high else "..".join(ends))

    def _proof(self, outcome: Outcome, identity: str, *, after: bool) -> SubjectProof:
        side, prover = (self.mixtures.after, self.after) if after else (self.mixtures.before, self.before)
        at = side.places[outcome.kind][identity]
        key = (after, outcome.kind, at)
        if key not in self._proofs:
            self._proofs[key] = prover.prove(outcome.kind, at)
        return self._proofs[key]

    def _turn(self, outcome: Outcome, identity: str) -> Turn:
        old, new = self.mixtures.before, self.mixtures.after
        states = [self._state(outcome, s.code(outcome, identity) or 0, s) for s in (old, new)]
        before, after = (self._proof(outcome, identity, after=side) for side in (False, True))
        shifts = Shifting(self.rules, self.mixtures).of(outcome, identity, before, after)
        value: Callable[[Side], Hashable] = partial(self._value, outcome, identity)
        return Turn(
            outcome, _move(outcome, *states), states[0], states[1], before, after,
            self.mixtures.blame(value),
            shifts, _by_selection(shifts),
        )  # fmt: skip

    def _value(self, outcome: Outcome, identity: str, side: Side) -> str | None:
        code = side.code(outcome, identity)
        return None if code is None else self._word(outcome, code, side)

    def _singles(self, outcome: Outcome, gone: list[str], come: list[str]) -> tuple[tuple[Single, ...], ...]:
        """Return who is only before and who is only after, with the keys they became or came of."""
        old, new = self.mixtures.before, self.mixtures.after
        follow = successors_of(old.evaluation.dossier, new.evaluation.dossier)
        out = []
        for side, names, is_after in ((old, gone, False), (new, come, True)):
            found = []
            for one in names:
                proof = self._proof(outcome, one, after=is_after)
                state = self._state(outcome, side.code(outcome, one) or 0, side)
                found.append(Single(proof.row, state, _kin(follow, one)))
            found.sort(key=lambda s: by_name(s.row))
            out.append(tuple(found))
        return tuple(out)


def by_name(row: Row) -> tuple[object, ...]:
    """Return a key that puts people by their given names and others by their whole names."""
    order = name_order if row.owner is not None else word_order
    return row.owner is not None, order(row.name or row.key), row.key


def _kin(follow: Successors, one: str) -> tuple[str, ...]:
    """Return the keys that a subject is followed by, else those it follows."""
    after = [k for k in follow.last(one) if k != one]
    if after:
        return tuple(follow.written.get(k, k) for k in after)
    return tuple(follow.written.get(k, k) for k in sorted(follow.new) if one in follow.last(k))


def _rule(side: Side, outcome: Outcome) -> object:
    ready = side.evaluation.plan
    match outcome.sort:
        case Sort.AWARD:
            return ready.awards.get(outcome.id)
        case Sort.ASSESSMENT:
            return ready.assessments.get(outcome.id)
        case Sort.GRADE:
            return ready.classifications.get(outcome.id)


def _move(outcome: Outcome, before: State, after: State) -> Move:
    """Return how a result turned; going back is the mirror image."""
    if outcome.sort is Sort.GRADE:
        if before.open != after.open:
            return Move.SETTLED if before.open else Move.OPENED
        return Move.OTHER if before.level == after.level else Move.GAINED if after.level > before.level else Move.LOST
    if _HAD in {after.level, before.level}:
        return Move.GAINED if after.level == _HAD else Move.LOST
    if before.open != after.open:
        return Move.SETTLED if before.open else Move.OPENED
    return Move.OTHER


def _by_selection(shifts: tuple[Shift, ...]) -> bool:
    """Tell whether only the selection turned a result: the subject was ranked and is, by the same figures."""
    if [s.code for s in shifts] != ["selection"] or shifts[0].chosen is None:
        return False
    before, after = shifts[0].chosen.before, shifts[0].chosen.after
    if before is None or after is None:
        return False
    return list(figures(before)) == list(figures(after)) and not any(p.differences for p in shifts[0].parts)
