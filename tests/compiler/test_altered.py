"""Rules with single numbers otherwise: every number can be, the files and the rest of the plan stay as they are."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from engine.compiler import Compiled, compile_file
from engine.compiler.altered import Alteration, LastDay, Number, Places, Spot, altered, spots
from engine.diagnostics import ReportedError
from engine.plan import Compare, Constant

from .small import AWARD, HEAD, check, criteria
from .test_whole import written

ROOT = Path(__file__).resolve().parent.parent.parent
SETS = ("quan-12-2020", "quan-7-2019", "go-vap-2020", "danh-gia-2023")


@cache
def compiled(name: str) -> Compiled:
    overlay = ROOT / "fixtures" / "quan-12-2020-nghi-quyet" / "overlay.yaml"
    return compile_file(ROOT / "rules" / name.removesuffix("+") / "rules.yaml", [overlay] if name[-1] == "+" else [])


def at(name: str, rule: str, number: int) -> Spot:
    return next(s for s in spots(compiled(name).rules) if (s.id, s.number) == (rule, number))


@pytest.mark.parametrize("name", SETS)
def test_every_number_put_in_its_own_place_is_the_same_plan(name: str) -> None:
    ready = compiled(name)
    same = altered(ready, [Number(s, s.value) for s in spots(ready.rules)])
    assert not same.unsaid
    for section in ("criteria", "bars", "awards", "scores", "classifications", "deadlines", "periods", "schedule"):
        assert getattr(same.plan, section) == getattr(ready.plan, section)
    assert same.plan.hash != ready.plan.hash


def test_another_number_changes_that_one_alone_and_says_that_its_words_do_not_say_it() -> None:
    ready, spot = compiled("quan-7-2019"), at("quan-7-2019", "unit.on-time", 3)
    assert spot.value == Decimal(97)
    found = altered(ready, [Number(spot, Decimal(90))])
    assert [a for a in found.unsaid if isinstance(a, Number)] == [Number(spot, Decimal(90))]
    changed = {n for n in ready.plan.criteria if ready.plan.criteria[n] != found.plan.criteria[n]}
    assert changed == {"unit.on-time"}
    condition = found.plan.criteria["unit.on-time"].met
    assert isinstance(condition, Compare)
    assert Constant(90) in (condition.right.left, condition.right.right)  # type: ignore[union-attr]
    assert ready.plan == compiled("quan-7-2019").plan


def test_the_order_says_nothing() -> None:
    ready = compiled("quan-12-2020")
    one = Number(at("quan-12-2020", "citizen.cooperation", 1), Decimal(2))
    other = LastDay("register", dt.date(2020, 6, 1))
    assert altered(ready, [one, other]).plan == altered(ready, [other, one]).plan
    assert altered(ready, [one]).plan.hash != altered(ready, [other]).plan.hash


def test_a_last_day_takes_the_place_of_what_the_rule_says() -> None:
    found = altered(compiled("quan-12-2020"), [LastDay("register", dt.date(2020, 6, 1))])
    assert found.plan.deadlines["register"].last == Constant((dt.date(2020, 6, 1) - dt.date(1970, 1, 1)).days)
    assert found.unsaid


def test_a_last_day_takes_the_place_of_an_extension_too(tmp_path: Path) -> None:
    ready = compile_file(written(tmp_path))
    assert ready.plan.deadlines["report"].extension is not None
    deadline = altered(ready, [LastDay("report", dt.date(2020, 6, 1))]).plan.deadlines["report"]
    assert deadline.last == Constant((dt.date(2020, 6, 1) - dt.date(1970, 1, 1)).days)
    assert deadline.extension is None
    others = altered(ready, [LastDay("report", dt.date(2020, 6, 1))]).plan.deadlines
    assert {n: d for n, d in others.items() if n != "report"} == {
        n: d for n, d in ready.plan.deadlines.items() if n != "report"
    }


def test_a_day_and_what_no_words_say_are_put_in_a_plan_that_can_be_judged(tmp_path: Path) -> None:
    ready = compile_file(written(tmp_path))
    last = next(s for s in spots(ready.rules) if s.section == "periods")
    found = altered(ready, [Number(last, dt.date(2020, 11, 29))])
    assert found.unsaid
    assert found.plan.periods["period"].last == Constant((dt.date(2020, 11, 29) - dt.date(1970, 1, 1)).days)
    assert found.plan.schedule == ready.plan.schedule


def test_places_as_a_number_and_as_a_share() -> None:
    five, fifth = Places("giay-khen", "unit", 5, None), Places("giay-khen", "unit", None, Decimal(20))
    for places, said in ((five, False), (fifth, True)):
        found = altered(compiled("quan-12-2020+"), [places])
        quota = found.plan.awards["giay-khen"].entitlements["unit"].quota
        assert quota is not None
        assert quota.places.count == places.count
        assert bool(found.unsaid) is not said


def test_other_places_are_those_of_one_kind(tmp_path: Path) -> None:
    ready = compile_file(written(tmp_path))
    units, persons = (ready.plan.awards["giay-khen"].entitlements[k].quota for k in ("unit", "person"))
    found = altered(ready, [Places("giay-khen", "unit", None, Decimal(20))])
    changed = found.plan.awards["giay-khen"].entitlements
    assert changed["person"].quota == persons
    assert units is not None
    quota = changed["unit"].quota
    assert quota is not None
    assert (quota.places.share, quota.places.count, quota.places.least) == (Constant(20), None, None)
    assert quota.ranking == units.ranking
    assert found.plan.awards["bang-khen"] == ready.plan.awards["bang-khen"]
    by_size = altered(ready, [Places("bang-khen", "unit", 3, None)]).plan.awards["bang-khen"].entitlements["unit"].quota
    assert by_size is not None
    assert (by_size.places.count, by_size.places.sizes) == (3, ())


def test_a_number_that_counts_stays_a_whole_number(tmp_path: Path) -> None:
    ready = compile_file(written(tmp_path))
    same = altered(ready, [Number(s, s.value) for s in spots(ready.rules)])
    assert not same.unsaid
    assert repr(same.plan.awards) == repr(ready.plan.awards)
    assert repr(same.plan.classifications) == repr(ready.plan.classifications)


def test_no_two_alterations_have_one_hash(tmp_path: Path) -> None:
    ready = compile_file(written(tmp_path))
    first, second = spots(ready.rules)[:2]
    alterations: list[Alteration] = [
        *(Number(first, dt.date(2020, 7, d)) for d in (1, 2)), Number(second, Decimal(1)),
        *(Places("giay-khen", "unit", n, None) for n in (1, 2)), Places("bang-khen", "unit", 1, None),
        Places("giay-khen", "person", 1, None), *(Places("giay-khen", "unit", None, Decimal(n)) for n in (1, 2)),
        *(LastDay("register", dt.date(2020, 6, d)) for d in (1, 2)), LastDay("report", dt.date(2020, 6, 1)),
    ]  # fmt: skip
    assert len({altered(ready, [a]).plan.hash for a in alterations}) == len(alterations)


def test_a_reading_that_the_rule_names_says_a_number_too(tmp_path: Path) -> None:
    ready = compile_file(written(tmp_path))  # reading r takes 11, which no quote says
    with_r, without = (next(s for s in spots(ready.rules) if s.id == i) for i in ("unit.summed", "unit.meant"))
    assert not altered(ready, [Number(with_r, Decimal(11))]).unsaid
    assert altered(ready, [Number(without, Decimal(11))]).unsaid
    assert altered(ready, [Number(with_r, Decimal(12))]).unsaid


def test_only_the_words_of_the_very_rule_say_what_is_put_in_its_place(tmp_path: Path) -> None:
    """Other words of the clause say 0, and the day; the numbers of a day are no other numbers."""
    quote = 'cite: kh 1, quote: "1, 2, 3, 5"'
    quota = f"quota: {{unit: {{count: 2, rank: [{{by: points, label: điểm}}], {quote}}}}}"
    rules = HEAD.replace("deadlines:\n", f"deadlines:\n  more: {{label: thêm, by: issued, {quote}}}\n")
    rules += criteria({"unit.x": "points >= 100"}) + AWARD.replace("to: {", f"{quota}, to: {{")
    ready, found = check(tmp_path, rules)
    assert ready is not None, [(d.code.id, d.message()) for d in found]
    day = dt.date(2020, 5, 20)
    hundred = next(s for s in spots(ready.rules) if s.id == "unit.x")
    cases: list[tuple[Alteration, bool]] = [
        (Places("giay-khen", "unit", 3, None), True),
        (Places("giay-khen", "unit", 4, None), False),
        (Places("giay-khen", "unit", 0, None), False),
        (LastDay("report", day), True),
        (LastDay("more", day), False),
        (Number(hundred, Decimal(2020)), True),
        (Number(hundred, Decimal(20)), False),
    ]
    for one, said in cases:
        assert bool(altered(ready, [one]).unsaid) is not said, one


def test_what_cannot_be_is_refused() -> None:
    sizes = [s for s in spots(compiled("danh-gia-2023").rules) if s.id == "tieu-bieu" and s.whole]
    with pytest.raises(ReportedError):
        altered(compiled("danh-gia-2023"), [Number(s, s.value + 1) for s in sizes if isinstance(s.value, Decimal)][:5])
