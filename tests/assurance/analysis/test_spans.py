"""Numbers between two ends: arithmetic, rounding and comparison against every number between, for small ones."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import pytest

from engine.assurance.analysis import spans
from engine.assurance.analysis.spans import Ratio, Span
from engine.plan import Op, Rounding

from .settled import MODES, code, ends, held, number, span, truth, whole

FEW = tuple((a, b) for a, b in product(range(-2, 3), repeat=2) if a <= b)
HOLDS = {
    Op.LT: lambda a, b: a < b, Op.LE: lambda a, b: a <= b, Op.GT: lambda a, b: a > b,
    Op.GE: lambda a, b: a >= b, Op.EQ: lambda a, b: a == b, Op.NE: lambda a, b: a != b,
}  # fmt: skip
EXACTLY = {
    Rounding.DOWN: math.floor, Rounding.UP: math.ceil, Rounding.HALF_UP: lambda x: math.floor(x + Fraction(1, 2)),
}  # fmt: skip


def between(one: tuple[int, int]) -> range:
    return range(one[0], one[1] + 1)


def over(pairs: list[bool]) -> int:
    """Return met where all hold, not met where none does."""
    return 2 if all(pairs) else 0 if not any(pairs) else 1


@pytest.mark.parametrize("term", MODES)
@pytest.mark.parametrize("op", Op)
def test_met_where_every_pair_does_and_not_met_where_none(op: Op, term: bool) -> None:
    for left, right in product(FEW, repeat=2):
        wanted = over([HOLDS[op](a, b) for a in between(left) for b in between(right)])
        assert code(spans.compare(op, span(*left, term=term), span(*right, term=term))) == wanted, (left, right)


def test_a_number_is_what_it_is() -> None:
    one = span(1, 1, term=True)
    assert one.exact
    assert spans.compare(Op.EQ, one, one).met is True
    assert not span(0, 1, term=True).exact
    assert all(spans.scaled(one, n).exact for n in (0, 2))
    assert spans.added([one, one]).exact
    assert spans.negative(one).exact
    assert spans.product(one, one).exact


@pytest.mark.parametrize("term", MODES)
@pytest.mark.parametrize("mode", Rounding)
def test_rounding(mode: Rounding, term: bool) -> None:
    for top, bottom in product(range(-9, 10), range(1, 5)):
        wanted = EXACTLY[mode](Fraction(top, bottom))
        assert number(spans.rounded(whole(top, term=term), whole(bottom, term=term), mode)) == wanted, (top, bottom)
        assert number(spans.rounded(whole(top, term=term), bottom, mode)) == wanted


@pytest.mark.parametrize("term", MODES)
def test_sums_products_and_extremes_hold_every_outcome_and_no_more(term: bool) -> None:
    for left, right in product(FEW, repeat=2):
        one, other = span(*left, term=term), span(*right, term=term)
        pairs = list(product(between(left), between(right)))
        assert ends(spans.added([one, other])) == (sum(p[0] for p in (left, right)), left[1] + right[1])
        assert ends(spans.negative(one)) == (-left[1], -left[0])
        products = [a * b for a, b in pairs]
        assert ends(spans.product(one, other)) == (min(products), max(products))
        assert ends(spans.hull(one, other)) == (min(left[0], right[0]), max(left[1], right[1]))
        for largest, best in ((True, max), (False, min)):
            found = [best(p) for p in pairs]
            assert ends(spans.extreme([one, other], largest=largest)) == (min(found), max(found))
        assert ends(spans.scaled(one, 2)) == (100 * left[0], 100 * left[1])
        for test in (0, 1, 2):
            wanted = {2: left, 0: right, 1: (min(left[0], right[0]), max(left[1], right[1]))}[test]
            assert ends(spans.chosen(truth(test, term=term), one, other)) == wanted


@pytest.mark.parametrize("term", MODES)
@pytest.mark.parametrize("mode", Rounding)
@pytest.mark.parametrize("places", [-1, 0, 1])
def test_quotients(mode: Rounding, places: int, term: bool) -> None:
    whole_range, scale = (-1000, 1000), Fraction(10) ** places
    bottoms = ((-2, -1), (-1, 0), (-1, 1), (0, 0), (0, 2), (1, 1), (1, 2), (2, 2))
    for left, right in product(FEW[::2] if term else FEW, bottoms):
        found = spans.quotient(span(*left, term=term), span(*right, term=term), places, mode, whole_range)
        if right[0] <= 0 <= right[1]:
            assert ends(found) == whole_range
            continue
        outcomes = [EXACTLY[mode](Fraction(a, b) * scale) for a in between(left) for b in between(right)]
        assert ends(found) == (min(outcomes), max(outcomes)), (left, right)


FRACTIONS = ((-1, 2), (0, 1), (1, 3), (1, 2), (2, 4), (1, 1), (3, 2))


@pytest.mark.parametrize("term", MODES)
@pytest.mark.parametrize("op", Op)
@pytest.mark.parametrize(("up", "down"), [(1, 1), (2, 1), (1, 3)])
def test_fractions_are_compared_by_cross_multiplication(op: Op, up: int, down: int, term: bool) -> None:
    for low, high, right in product(FRACTIONS, FRACTIONS, FEW[::3] if term else FEW):
        least, most = Fraction(*low) * up, Fraction(*high) * up
        if least > most:
            continue
        first, last = ((whole(a, term=term), whole(b, term=term)) for a, b in (low, high))
        ratio = Ratio(first, last, empty=False, void=False)
        # any fraction may lie between the ends: where these are apart, so are two numbers between
        here = {least, most, (least + most) / 2}
        there = {Fraction(r * down) for r in right} | {Fraction(sum(right) * down, 2)}
        here |= {t for t in there if least <= t <= most}
        there |= {h for h in here if right[0] * down <= h <= right[1] * down}
        wanted = over([HOLDS[op](a, b) for a in here for b in there])
        found = spans.compare_ratio(op, ratio, span(*right, term=term), up, down)
        assert code(found) == wanted, (low, high, right)


def test_by_nothing_and_by_one_is_settled() -> None:
    left = whole(7, term=True)
    assert spans.times(left, 0) == 0
    assert spans.times(1, left) is left
    assert spans.floor(left, 1) is left
    assert held(spans.compare(Op.GE, Span(left, left), spans.point(7)).met)
