"""What is true of every comparison: nothing of itself, a mirror of its mirror, everybody once, causes that hold."""

from __future__ import annotations

from hypothesis import Phase, given, reject, settings

from engine.diagnostics import Lang
from engine.evaluator import Evaluation
from engine.explain.comparison import Comparison, LeverKind, Move, compare
from engine.explain.comparison.blame import subsets
from engine.explain.comparison.model import Ledger, Sort, Turn
from engine.explain.comparison.telling import Telling, crossing

from . import sides as drawn

#: Drawn cases are small enough to be read as they are.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
#: Every case is evaluated in up to eight mixtures, so that there are fewer of them.
FEW = settings(max_examples=max(6, settings().max_examples // 20), phases=UNSHRUNK)
MIRRORED = {
    Move.GAINED: Move.LOST, Move.LOST: Move.GAINED, Move.SETTLED: Move.OPENED, Move.OPENED: Move.SETTLED,
    Move.OTHER: Move.OTHER,
}  # fmt: skip


def no_mix(these: frozenset[int]) -> Evaluation:
    raise AssertionError(these)


@FEW
@given(drawn.sides())
def test_of_sides(case: drawn.Sides) -> None:
    if case.refused():
        reject()
    holds(case)


@FEW
@given(drawn.contests())
def test_of_contests(case: drawn.Sides) -> None:
    holds(case)
    for turn in case.compared().turns:
        if turn.by_selection:
            assert [s.code for s in turn.shifts] == ["selection"]
            assert not turn.shifts[0].parts


def holds(case: drawn.Sides) -> None:
    same = case.at(0, 0, 0)
    assert compare(same, same, no_mix).nothing
    found = case.compared()
    mirrors(found, case.compared(mirrored=True))
    everybody_once(case, found)
    causes_hold(case, found)
    tells(found)


def mirrors(found: Comparison, other: Comparison) -> None:
    """One is the mirror image of the other."""
    assert found.levers == other.levers
    for ledger, back in zip(found.ledgers, _like(found, other), strict=True):
        assert (ledger.same, ledger.counts_before, ledger.counts_after) == (
            back.same, back.counts_after, back.counts_before
        )  # fmt: skip
        assert {s.row.key for s in ledger.appeared} == {s.row.key for s in back.disappeared}
        assert {_told(t) for t in ledger.turns} == {_reversed(t) for t in back.turns}


def _like(found: Comparison, other: Comparison) -> list[Ledger]:
    by = {(x.outcome.sort, x.outcome.id, x.outcome.kind): x for x in other.ledgers}
    return [by[x.outcome.sort, x.outcome.id, x.outcome.kind] for x in found.ledgers]


def _told(turn: Turn) -> object:
    shifts = frozenset((s.code, s.id, s.before, s.after, frozenset(s.blame.enough), frozenset(s.blame.undoing))
                       for s in turn.shifts)  # fmt: skip
    causes = frozenset(turn.blame.enough), frozenset(turn.blame.undoing)
    return turn.row.key, turn.move, turn.before.word, turn.after.word, causes, shifts, turn.by_selection


def _reversed(turn: Turn) -> object:
    shifts = frozenset((s.code, s.id, s.after, s.before, frozenset(s.blame.undoing), frozenset(s.blame.enough))
                       for s in turn.shifts)  # fmt: skip
    causes = frozenset(turn.blame.undoing), frozenset(turn.blame.enough)
    return turn.row.key, MIRRORED[turn.move], turn.after.word, turn.before.word, causes, shifts, turn.by_selection


def everybody_once(case: drawn.Sides, found: Comparison) -> None:
    """Whoever is on both sides with another decision is listed once per award, with a reason; the counts add up."""
    before, after = case.at(0, 0, 0), case.at(1, 1, 1)
    old, new = drawn.decided(before), drawn.decided(after)
    listed = [
        (t.outcome.kind, t.row.key.casefold(), t.outcome.id) for t in found.turns if t.outcome.sort is Sort.AWARD
    ]
    assert len(set(listed)) == len(listed)
    both = {(kind, key) for kind, key, _ in old} & {(kind, key) for kind, key, _ in new}
    differing = {
        (kind, key, award)
        for kind, key, award in old.keys() | new.keys()
        if (kind, key) in both and old.get((kind, key, award), "absent") != new.get((kind, key, award), "absent")
    }
    assert set(listed) == differing
    for turn in found.turns:
        assert turn.shifts
        assert turn.blame.enough
        assert turn.blame.undoing
        assert all(s.blame.enough for s in turn.shifts)
    for ledger in found.ledgers:
        sums = sum(ledger.counts_before.values()), sum(ledger.counts_after.values())
        both_sides = len(ledger.turns) + ledger.same
        assert sums == (both_sides + len(ledger.disappeared), both_sides + len(ledger.appeared))


def causes_hold(case: drawn.Sides, found: Comparison) -> None:
    """Every cause is what the mixture gives; no part of it is enough, and every smallest set is there."""
    for turn in found.turns:
        if turn.outcome.sort is not Sort.AWARD:
            continue
        key = (turn.outcome.kind, turn.row.key.casefold(), turn.outcome.id)

        def at(these: frozenset[int], key: tuple[str, str, str] = key) -> str | None:
            kinds = {found.levers[n].kind for n in these}
            evaluation = _mixed(case, kinds)
            return None if evaluation is None else drawn.decided(evaluation).get(key, "absent")

        every = frozenset(range(len(found.levers)))
        enough = {s for s in subsets(len(every)) if at(s) == turn.after.word}
        assert set(turn.blame.enough) == {s for s in enough if not any(o < s for o in enough)}
        undoing = {s for s in subsets(len(every)) if at(every - s) == turn.before.word}
        assert set(turn.blame.undoing) == {s for s in undoing if not any(o < s for o in undoing)}


def _mixed(case: drawn.Sides, kinds: set[LeverKind]) -> Evaluation | None:
    from engine.diagnostics import ReportedError

    try:
        return case.at(*(int(kind in kinds) for kind in LeverKind))
    except ReportedError:
        return None


def tells(found: Comparison) -> None:
    """Everything can be told in both languages, and nothing shows the inside of the program."""
    for lang in Lang:
        telling = Telling(found, lang)
        lines = [line for turn in found.turns for line in telling.turn(turn)]
        assert all(line.strip() for line in lines)
        assert not any("Constant(" in line or "None" in line or "object at" in line for line in lines)


def test_what_crosses_sets() -> None:
    a, b, c = (frozenset({n}) for n in range(3))
    assert set(crossing((a | b,))) == {a, b}
    assert set(crossing((a, b))) == {a | b}
    assert set(crossing((a | b, b | c))) == {b, a | c}
