"""Kleene's logic in two bits: every table against plain Python, settled and as terms of the solver."""

from __future__ import annotations

from itertools import product

import pytest
import z3

from engine.assurance.analysis import logic

from .settled import MODES, bit, code, held, number, truth, whole

CODES = (0, 1, 2)
BITS = (False, True)


@pytest.mark.parametrize("term", MODES)
def test_not_and_or_are_the_turned_least_and_greatest(term: bool) -> None:
    for one in CODES:
        assert code(logic.negated(truth(one, term=term))) == 2 - one
    for some in (*product(CODES, repeat=1), *product(CODES, repeat=2), *product(CODES, repeat=3)):
        items = [truth(c, term=term) for c in some]
        assert code(logic.every(items)) == min(some)
        assert code(logic.some(items)) == max(some)
    assert code(logic.every([])) == 2
    assert code(logic.some([])) == 0


@pytest.mark.parametrize("term", MODES)
def test_if_is_what_all_outcomes_of_the_test_agree_on(term: bool) -> None:
    for test, then, other in product(CODES, repeat=3):
        wanted = {2: then, 0: other, 1: then if then == other else 1}[test]
        assert code(logic.chosen(*(truth(c, term=term) for c in (test, then, other)))) == wanted


@pytest.mark.parametrize("term", MODES)
def test_what_is_open_possible_and_doubted(term: bool) -> None:
    for one in CODES:
        found = truth(one, term=term)
        assert (held(found.open), held(found.possible), held(found.doubted)) == (one == 1, one > 0, one < 2)
        for empty in BITS:
            assert code(logic.opened(found, bit(empty, term=term))) == (1 if empty else one)
        for other in CODES:
            assert held(logic.alike(found, truth(other, term=term))) == (one == other)


@pytest.mark.parametrize("term", MODES)
def test_bits(term: bool) -> None:
    for some in product(BITS, repeat=3):
        items = [bit(b, term=term) for b in some]
        one, other, third = items
        assert held(logic.conj(items)) == all(some)
        assert held(logic.disj(items)) == any(some)
        assert number(logic.counted(items)) == sum(some)
        assert held(logic.no(one)) == (not some[0])
        assert held(logic.same(one, other)) == (some[0] == some[1])
        assert held(logic.pick_bit(one, other, third)) == (some[1] if some[0] else some[2])
        assert code(logic.sure(one)) == 2 * some[0]


@pytest.mark.parametrize("term", MODES)
def test_whole_numbers(term: bool) -> None:
    for a, b in product(range(-2, 3), repeat=2):
        one, other = whole(a, term=term), whole(b, term=term)
        assert held(logic.at_most(one, other)) == (a <= b)
        assert held(logic.below(one, other)) == (a < b)
        assert held(logic.equal(one, other)) == (a == b)
        assert number(logic.least(one, other)) == min(a, b)
        assert number(logic.greatest(one, other)) == max(a, b)
        for test in BITS:
            assert number(logic.pick(bit(test, term=term), one, other)) == (a if test else b)


def test_what_is_settled_is_no_formula() -> None:
    open_bit, open_number = z3.Bool("b"), z3.Int("n")
    assert logic.conj([open_bit, False]) is False
    assert logic.conj([True, open_bit]) is open_bit
    assert logic.disj([open_bit, True]) is True
    assert logic.disj([False, open_bit]) is open_bit
    assert logic.pick(open_bit, 3, 3) == 3
    assert logic.pick_bit(open_bit, open_bit, open_bit) is open_bit
    assert logic.equal(open_number, open_number) is True
    assert logic.at_most(open_number, open_number) is True
    assert logic.below(open_number, open_number) is False
    assert logic.same(open_bit, True) is open_bit
    mixed = z3.simplify(logic.same(open_bit, z3.Not(open_bit)))
    assert z3.is_false(mixed)
