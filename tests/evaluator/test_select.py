"""Selection with bounds against every outcome of what is open, tried one by one."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.evaluator import batches
from engine.evaluator.result import Selection
from engine.evaluator.select import IN, OPEN, OUT, TIED, Grouping, Sizes, select
from engine.law import Citation
from engine.plan import Constant, Flag, Limit, Places, Quota, Ranking, Rounding

ALL = Grouping(None, 1)


def quota(
    count: int | None = None, share: int | None = None, rounding: Rounding = Rounding.DOWN, ties: str = "council"
) -> Quota:
    key = Ranking(Constant(0), "điểm")
    return Quota(
        "unit", Places(count, None if share is None else Constant(share), rounding), "pool", "eligible", None, (key,),
        ties, "bounds", Citation("d", "1"),
    )  # fmt: skip


def places(rule: Quota, pool: int) -> int:
    if rule.places.count is not None:
        return rule.places.count
    assert rule.places.share is not None
    exact = Fraction(rule.places.share.value * pool, 100)
    return {Rounding.DOWN: exact.__floor__(), Rounding.UP: exact.__ceil__()}.get(
        rule.places.rounding, (exact + Fraction(1, 2)).__floor__()
    )


def outcome(rule: Quota, scores: dict[int, int], who: int) -> int:
    """Return where one subject stands when everything is known."""
    above = sum(s > scores[who] for s in scores.values())
    level = sum(s == scores[who] for s in scores.values())
    k = places(rule, len(scores))
    if above + level <= k:
        return IN
    if above >= k:
        return OUT
    return IN if rule.ties == "keep" else TIED


MEMBERS = st.lists(st.tuples(st.sampled_from([1, 2]), st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=5)
QUOTAS = st.one_of(
    st.builds(quota, count=st.integers(0, 4), ties=st.sampled_from(["council", "keep"])),
    st.builds(quota, share=st.sampled_from([10, 30, 50, 100]), rounding=st.sampled_from(Rounding)),
)


@given(MEMBERS, QUOTAS)
def test_a_settled_place_holds_in_every_outcome(members: list[tuple[int, int, int]], rule: Quota) -> None:
    pool = np.array([m[0] for m in members], dtype=np.int8)
    low = np.array([m[1] for m in members], dtype=np.int64)
    high = low + np.array([m[2] for m in members], dtype=np.int64)
    found = select(rule, pool, [(low, high)], ALL, None).inside
    seen: list[set[int]] = [set() for _ in members]
    in_or_out = [[True] if p == 2 else [True, False] for p in pool]
    for present in itertools.product(*in_or_out):
        ranges = [range(int(a), int(b) + 1) if here else [None] for a, b, here in zip(low, high, present, strict=True)]
        for values in itertools.product(*ranges):
            scores = {i: v for i, v in enumerate(values) if v is not None}
            for who in scores:
                seen[who].add(outcome(rule, scores, who))
    for who, code in enumerate(found.tolist()):
        if pool[who] == 2 and code != OPEN:
            assert seen[who] == {code}
        if len(seen[who]) > 1:
            assert code == OPEN


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), QUOTAS)
def test_without_anything_open_nothing_stays_open(scores: list[int], rule: Quota) -> None:
    column = np.array(scores, dtype=np.int64)
    found = select(rule, np.full(len(scores), 2, dtype=np.int8), [(column, column)], ALL, None).inside
    assert found.tolist() == [outcome(rule, dict(enumerate(scores)), i) for i in range(len(scores))]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=8), st.integers(0, 5))
def test_tie_breaks_compare_key_by_key(keys: list[tuple[int, int]], k: int) -> None:
    rule = replace(
        quota(count=k), ranking=(Ranking(Constant(0), "điểm"), Ranking(Constant(0), "thứ hai", ascending=True))
    )
    first, second = (np.array(c, dtype=np.int64) for c in zip(*keys, strict=True))
    found = select(rule, np.full(len(keys), 2, dtype=np.int8), [(first, first), (second, second)], ALL, None).inside
    order = sorted({(a, -b) for a, b in keys})
    scores = {i: order.index((a, -b)) for i, (a, b) in enumerate(keys)}
    assert found.tolist() == [outcome(rule, scores, i) for i in range(len(keys))]


@given(MEMBERS, QUOTAS, st.randoms())
def test_the_order_of_subjects_changes_nothing(
    members: list[tuple[int, int, int]], rule: Quota, random: object
) -> None:
    assume(len(members) > 1)
    order = list(range(len(members)))
    random.shuffle(order)  # type: ignore[attr-defined]
    pool = np.array([m[0] for m in members], dtype=np.int8)
    low = np.array([m[1] for m in members], dtype=np.int64)
    high = low + np.array([m[2] for m in members], dtype=np.int64)
    straight = select(rule, pool, [(low, high)], ALL, None).inside
    shuffled = select(rule, pool[order], [(low[order], high[order])], ALL, None).inside
    assert straight[order].tolist() == shuffled.tolist()


def test_a_group_that_is_missing_leaves_its_subject_open() -> None:
    pool, score = np.full(3, 2, dtype=np.int8), np.array([9, 5, 7], dtype=np.int64)
    groups = Grouping(np.array([0, 0, -1], dtype=np.int32), 1)
    found = select(replace(quota(count=1), per="group"), pool, [(score, score)], groups, None)
    assert found.inside.tolist() == [IN, OUT, OPEN]


def test_a_share_of_a_register_counts_those_of_unknown_group_only_at_best() -> None:
    pool, score = np.array([2, 2, 0], dtype=np.int8), np.array([9, 5, 0], dtype=np.int64)
    groups = Grouping(np.array([0, 0, -1], dtype=np.int32), 1)
    sizes = Sizes(np.array([2], dtype=np.int64), np.array([3], dtype=np.int64))
    rule = replace(quota(share=50), of="unit", per="group")
    assert select(rule, pool, [(score, score)], groups, sizes).inside.tolist() == [IN, OUT, OUT]
    rule = replace(rule, places=replace(rule.places, rounding=Rounding.UP))
    assert select(rule, pool, [(score, score)], groups, sizes).inside.tolist() == [IN, OPEN, OUT]


def test_those_on_a_level_share_a_rank_in_every_outcome() -> None:
    pool, score = np.array([2, 2, 1], dtype=np.int8), np.array([9, 5, 5], dtype=np.int64)
    found = select(quota(count=2), pool, [(score, score)], ALL, None)
    assert found.best.tolist() == found.worst.tolist() == [1, 2, 2]
    assert found.inside.tolist() == [IN, OPEN, OPEN]


def test_whose_papers_are_out_stays_open_also_far_behind() -> None:
    pool, score = np.array([2, 2, 1], dtype=np.int8), np.array([9, 8, 1], dtype=np.int64)
    assert select(quota(count=2), pool, [(score, score)], ALL, None).inside.tolist() == [IN, IN, OPEN]
    ignored = replace(quota(count=2), pending="ignore")
    assert select(ignored, pool, [(score, score)], ALL, None).inside.tolist() == [IN, IN, OUT]


def test_whoever_may_still_come_brings_a_place() -> None:
    pool, score = np.array([2, 1], dtype=np.int8), np.array([5, 9], dtype=np.int64)
    assert select(quota(share=100), pool, [(score, score)], ALL, None).inside.tolist() == [IN, OPEN]


def test_two_on_a_level_are_not_tied_while_a_third_may_stand_above_them() -> None:
    low, high = np.array([5, 5, 4], dtype=np.int64), np.array([5, 5, 6], dtype=np.int64)
    assert select(quota(count=1), np.full(3, 2, dtype=np.int8), [(low, high)], ALL, None).inside.tolist() == [OPEN] * 3


def test_an_open_score_does_not_stand_above_itself() -> None:
    low, high = np.array([5, 7, 1], dtype=np.int64), np.array([8, 7, 6], dtype=np.int64)
    found = select(quota(count=2), np.full(3, 2, dtype=np.int8), [(low, high)], ALL, None)
    assert found.best.tolist() == [1, 1, 2]
    assert found.worst.tolist() == [3, 2, 3]


def test_ranks_under_a_limit_are_those_among_whom_it_leaves() -> None:
    rule = replace(quota(count=2), limit=Limit(Flag("head"), Places(1, None, Rounding.DOWN), "x", Citation("d", "1")))
    low, high = np.array([9, 8, 7, 3, 1], dtype=np.int64), np.array([9, 8, 7, 5, 4], dtype=np.int64)
    concerned = np.array([2, 2, 0, 0, 0], dtype=np.int8)
    found = select(rule, np.full(5, 2, dtype=np.int8), [(low, high)], ALL, None, concerned)
    assert found.limited.tolist() == [False, True, False, False, False]
    assert found.best.tolist() == [1, 0, 2, 3, 3]
    assert found.worst.tolist() == [1, 0, 2, 4, 4]


@pytest.mark.parametrize(("at_once", "many"), [(1, 5), (2, 5), (4, 4), (6, 3), (7, 2), (100, 1)])
def test_each_group_is_gone_through_once(at_once: int, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With two of no known group in each, those that begin within so many entries at a time."""
    monkeypatch.setattr(batches, "AT_ONCE", at_once)
    group = np.array([7, 2, -1, 4, 2, 9, -1, 3], dtype=np.int32)
    known, lost = np.flatnonzero(group >= 0), np.flatnonzero(group < 0)
    found, parts = [], 0
    for numbers, of, rows in batches.batches(known, lost, group):
        parts += 1
        found += [(int(numbers[number]), row) for number, row in zip(of.tolist(), rows.tolist(), strict=True)]
    assert parts == many
    expected = [(number, row) for number in (2, 3, 4, 7, 9) for row in range(8) if group[row] in {number, -1}]
    assert sorted(found) == sorted(expected)


def test_groups_that_lie_scattered_are_brought_together_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "AT_ONCE", 1)
    group = np.array([3, 1, 3, 1, 0, 3], dtype=np.int32)
    found = [(n.tolist(), of.tolist(), r.tolist()) for n, of, r in batches.batches(np.arange(6), np.arange(0), group)]
    assert found == [([0], [0], [4]), ([1], [0, 0], [1, 3]), ([3], [0, 0, 0], [0, 2, 5])]


GROUPED = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([0, 1, 2]), st.integers(0, 4), st.integers(0, 2)), max_size=12
)


@given(GROUPED, QUOTAS, st.booleans())
def test_every_group_is_selected_as_if_it_stood_alone(
    members: list[tuple[int, int, int, int]], rule: Quota, ignore: bool
) -> None:
    rule = replace(rule, per="group", pending="ignore" if ignore else "bounds")
    group, pool, low, wide = (np.array([m[i] for m in members], dtype=np.int64) for i in range(4))
    codes = pool.astype(np.int8)
    whole = select(rule, codes, [(low, low + wide)], Grouping(group.astype(np.int32), 4), None)
    for number in range(4):
        rows = np.flatnonzero(group == number)
        alone = select(rule, codes[rows], [(low[rows], (low + wide)[rows])], ALL, None)
        for column in ("inside", "best", "worst", "quota_low", "quota_high"):
            assert getattr(whole, column)[rows].tolist() == getattr(alone, column).tolist()


@given(GROUPED, st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), min_size=1, max_size=3), QUOTAS)
def test_whose_group_is_missing_stands_in_each(
    members: list[tuple[int, int, int, int]], lost: list[tuple[int, int]], rule: Quota
) -> None:
    rule = replace(rule, per="group")
    everybody = members + [(-1, 2, low, wide) for low, wide in lost]
    group, pool, low, wide = (np.array([m[i] for m in everybody], dtype=np.int64) for i in range(4))
    codes = pool.astype(np.int8)
    whole = select(rule, codes, [(low, low + wide)], Grouping(group.astype(np.int32), 4), None)
    assert set(whole.inside[group < 0].tolist()) == {OPEN}
    for number in range(4):
        own = group == number
        rows = np.flatnonzero(own | (group < 0))
        doubtful = np.where(group < 0, np.minimum(codes, 1), codes).astype(np.int8)[rows]
        alone = select(rule, doubtful, [(low[rows], (low + wide)[rows])], ALL, None)
        assert whole.inside[own].tolist() == alone.inside[own[rows]].tolist()


ROWS = st.lists(
    st.tuples(
        st.integers(-1, 3), st.sampled_from([0, 1, 2]), st.integers(0, 2), st.integers(0, 1), st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=14,
)  # fmt: skip
COLUMNS = [f.name for f in fields(Selection) if f.name != "provisional"]


@given(ROWS, QUOTAS, st.booleans(), st.booleans(), st.integers(1, 6))
def test_a_few_groups_at_a_time_is_the_same_as_all_at_once(
    members: list[tuple[int, ...]], rule: Quota, ignore: bool, limits: bool, at_once: int
) -> None:
    """With ties, open scores, whose group is missing, the council's answers; some groups larger than there is room."""
    limit = Limit(Flag("head"), Places(1, None, Rounding.DOWN), "x", Citation("d", "1")) if limits else None
    rule = replace(rule, per="group", pending="ignore" if ignore else "bounds", limit=limit)
    group, pool, low, wide, limited, settled = (np.array([m[i] for m in members], dtype=np.int64) for i in range(6))
    codes = [c.astype(np.int8) for c in (pool, limited, settled)]
    grouping = Grouping(group.astype(np.int32), 4)

    def found() -> Selection:
        return select(rule, codes[0], [(low, low + wide)], grouping, None, codes[1] if limits else None, codes[2])

    whole = found()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "AT_ONCE", at_once)
        parts = found()
    for column in COLUMNS:
        assert getattr(parts, column).dtype == getattr(whole, column).dtype
        assert getattr(parts, column).tolist() == getattr(whole, column).tolist()


def test_a_tie_in_a_group_with_more_than_there_is_room_for_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine on a level, at most two entries at a time, another group before and behind."""
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    group = np.array([0, *[1] * 9, 2], dtype=np.int32)
    score = np.full(11, 5, dtype=np.int64)
    rule = replace(quota(count=4), per="group")
    found = select(rule, np.full(11, 2, dtype=np.int8), [(score, score)], Grouping(group, 3), None)
    assert found.inside.tolist() == [IN, *[TIED] * 9, IN]
    assert found.best.tolist() == [1] * 11
