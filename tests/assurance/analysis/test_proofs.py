"""What is known to be so is proved, what is known not to be is found: of conditions, and of a little rule set."""

from __future__ import annotations

from functools import cache

import pytest

from engine import plan
from engine.assurance.analysis.answering import Answered, Verdict, folded
from engine.assurance.analysis.asking import Asker, Goal, State
from engine.assurance.analysis.confirming import seen
from engine.assurance.analysis.deciding import Deciding
from engine.assurance.analysis.facts import Slot
from engine.assurance.analysis.logic import Truth, alike, conj, no
from engine.assurance.properties.world import world_of

from .little import faulty, faulty_answers, plan_of

#: One condition and another: the same for every dossier.
ALIKE = (
    ("count of person where (not fine) = 0", "no person where not fine"),
    ("count of person.violation >= 1", "some person.violation"),
    ("not (ok and good)", "not ok or not good"),
    ("not (ok or good)", "not ok and not good"),
    ("not (some idea where useful)", "no idea where useful"),
    ("files > 2", "files >= 3"),
    ("rate > 94.9%", "rate >= 95%"),
    ("not (rate < 95%)", "rate >= 95%"),
    ("share of person has fine = 100%", "every person has fine"),
    ("sent_on meets hand-in", "sent_on < 2020-06-11"),
    ("min(files, 7) >= 7", "files >= 7"),
    ("if ok then good else good", "good"),
)  # fmt: skip
#: One condition, another that follows from it, and not the other way round.
IMPLIED = (
    ("share of person has fine >= 90%", "share of person has fine >= 80%"),
    ("count of idea >= 3", "some idea"),
    ("count of idea where useful >= 2", "count of idea >= 2"),
    ("no person.violation", "no person.violation where grave"),
    ("rate >= 95%", "rate >= 94.9%"),
    ("ok and good", "ok or good"),
    ("every person has fine", "every person where head has fine"),
    ("max of points over person >= 5", "max of points over person >= 4.9"),
)  # fmt: skip
#: What can be met, and not met, so that neither is proved impossible although many rows are never added up.
EITHER = ("sum of points over person >= 0", "mean of points over person >= 1", "rate > mean of rate among unit")
EVERY, NONE, SOME = "every person has fine", "no person where not fine", "count of person >= 1"
TEXTS = tuple(dict.fromkeys([*(t for pair in (*ALIKE, *IMPLIED) for t in pair), *EITHER, EVERY, NONE, SOME]))


@cache
def conditions() -> plan.Plan:
    written = [f'  unit.c{n}: {{met: "{text}"}}\n' for n, text in enumerate(TEXTS)]
    return plan_of("criteria:\n" + "".join(written))


def read(text: str, d: Deciding, at: Slot) -> Truth:
    return d.criterion(f"unit.c{TEXTS.index(text)}", at).met


def never(goal: Goal) -> bool:
    return Asker((world_of(conditions()),)).never("unit", goal)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_conditions_that_say_the_same(one: str, other: str) -> None:
    assert never(lambda d, at: no(alike(read(one, d[0], at), read(other, d[0], at))))


@pytest.mark.parametrize(("one", "other"), IMPLIED)
def test_a_condition_that_implies_another(one: str, other: str) -> None:
    assert never(lambda d, at: conj([read(one, d[0], at).met, read(other, d[0], at).failed]))
    assert not never(lambda d, at: conj([read(other, d[0], at).met, read(one, d[0], at).failed]))


@pytest.mark.parametrize("text", EITHER)
def test_what_may_come_out_either_way(text: str) -> None:
    assert not never(lambda d, at: read(text, d[0], at).met)
    assert not never(lambda d, at: read(text, d[0], at).failed)


def test_all_and_none_that_not_differ_only_where_there_are_no_rows() -> None:
    def apart(d: Deciding, at: Slot) -> Truth:
        return Truth(no(alike(read(EVERY, d, at), read(NONE, d, at))), failed=False)

    assert not never(lambda d, at: apart(d[0], at).met)
    # one person at least: then both say the same, however many there are
    assert never(lambda d, at: conj([apart(d[0], at).met, read(SOME, d[0], at).met]))


# --- a rule set with one of each fault ---------------------------------------------------------------------------

#: What is wanting, what follows from it, and the rules that say as much.
WANTING = {
    "award/nobody/unit": ((), ()),
    "assessment-met/unit.hopeless": ((), ()),
    "criterion-decides/unit.weak/prize": ((), ("unit.strong",)),
    "criterion-decides/unit.always/prize": (("criterion-not-met",), ()),
    "bar-decides/unit.grave/prize": ((), ("unit.any",)),
    "bar-decides/unit.dead/prize": (("bar-fires",), ()),
    "band-gap/unit.open": ((), ()),
    "band-overlap/unit.twice/1/2": ((), ()),
    "grade/unit.grade/never": ((), ()),
}
SOUND = (
    "award/prize/unit", "award/one/unit", "assessment-met/unit.result", "assessment-not-met/unit.result",
    "criterion-decides/unit.strong/prize", "bar-decides/unit.any/prize", "suspension-decides/unit.held/prize",
    "band-overlap/unit.open/1/2", "band-gap/unit.twice", "band-gap/unit.whole", "band-overlap/unit.whole/1/2",
    "grade/unit.grade/best", "grade/unit.grade/fair",
)  # fmt: skip


def answer(id_: str) -> Answered:
    return next(a for a in faulty_answers() if a.id == id_)


def test_every_fault_is_found_and_no_other() -> None:
    assert {a.id for a in faulty_answers() if a.verdict is Verdict.WANTING} == set(WANTING)
    assert [a.id for a in faulty_answers() if a.verdict is Verdict.UNKNOWN] == []


def test_what_only_follows_from_an_award_that_nobody_gets_is_no_fault_of_its_own() -> None:
    found = answer("criterion-decides/unit.yea/nobody")
    assert (found.answer.state, found.verdict) == (State.NEVER, Verdict.FOLLOWS)
    assert found.origin == "award/nobody/unit"
    assert [a.id for a in faulty_answers() if a.verdict is Verdict.FOLLOWS] == [found.id]
    (alone,) = folded([found])  # the award was not asked: then this is all there is to see
    assert alone.verdict is Verdict.WANTING


@pytest.mark.parametrize("id_", WANTING)
def test_a_fault_says_why(id_: str) -> None:
    found = answer(id_)
    impossible, implied = WANTING[id_]
    assert tuple(topic for topic, state in found.why if state is State.NEVER) == impossible
    assert found.implied == implied
    assert (found.answer.records is None) == (found.answer.state is State.NEVER)


@pytest.mark.parametrize("id_", SOUND)
def test_what_is_sound(id_: str) -> None:
    assert answer(id_).verdict is Verdict.SOUND


@pytest.mark.parametrize(
    ("id_", "state"),
    [
        ("both/one/two/unit", State.NEVER), ("neither/one/two/unit", State.NEVER), ("both/prize/one/unit", State.FOUND),
        ("neither/prize/one/unit", State.FOUND), ("both/prize/nobody/unit", State.NEVER),
        ("no-grade/unit.grade", State.FOUND),
    ],
)  # fmt: skip
def test_two_awards_both_and_neither(id_: str, state: State) -> None:
    assert (answer(id_).answer.state, answer(id_).verdict) == (state, Verdict.NOTE)


def test_what_is_found_is_as_small_as_it_goes() -> None:
    overlap = answer("band-overlap/unit.twice/1/2").answer
    assert overlap.records is not None
    assert [(n, len(rows)) for n, rows in overlap.records.rows.items() if rows] == [("unit", 1)]
    found = seen(faulty(), "unit", overlap.records, overlap.key)
    assert found is not None
    assert int(found.evaluation.dossier.tables["unit"].columns["files"][found.index]) == 3
