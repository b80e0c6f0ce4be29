"""Two versions of a rule set: what one has alone, one operator among thirty, selection, what is not believed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import pytest

from engine.assurance.analysis.asking import Answer, Asker, State
from engine.assurance.analysis.confirming import seen
from engine.assurance.analysis.deciding import Deciding
from engine.assurance.analysis.facts import Slot
from engine.assurance.analysis.logic import Bit
from engine.assurance.analysis.versions import Compared, Difference, difference
from engine.assurance.analysis.written import Changed
from engine.assurance.properties.records import Records
from engine.assurance.properties.world import world_of
from engine.plan import Plan
from engine.values import Decision

from .little import compiled, plan_of
from .thirty import OTHERWISE, thirty

SECTIONS = """
criteria:
  unit.yea: {met: ok}
  unit.clean: {met: no person.violation}
  person.fine: {met: fine}
awards:
  prize: {to: {unit: [unit.yea]}}
  medal: {to: {unit: [unit.clean], person: [person.fine]}}
assessments: {unit.result: {requires: [unit.clean]}, person.result: {requires: [person.fine]}}
"""
QUOTA = """
criteria: {unit.yea: {met: ok}}
judgements: {settled: {of: unit, ask: "chọn?"}}
awards:
  first:
    to: {unit: [unit.yea]}
    quota: {unit: {count: "2", rank: [{by: files}], ties: council, settle: settled}}
  second: {to: {unit: none}, among: {proposed: first}}
"""


@cache
def versions(sections: str, over: str) -> Difference:
    return difference(plan_of(sections), plan_of(sections, over))


def part(found: Difference, target: str, kind: str = "unit") -> Compared:
    return next(c for c in found.compared if (c.target, c.kind) == (target, kind))


def ways(found: Compared) -> dict[str, State]:
    return {w.way: w.answer.state for w in found.ways}


def test_the_same_is_equivalent() -> None:
    found = versions(SECTIONS, "")
    assert found.equivalent
    assert not found.found
    assert found.changed == found.apart == ()
    assert all(c.equal and c.alike and not c.ways for c in found.compared)
    assert [(c.target, c.kind) for c in found.compared] == [
        ("prize", "unit"), ("medal", "unit"), ("medal", "person"), ("unit.result", "unit"), ("person.result", "person"),
    ]  # fmt: skip


def test_what_only_one_has() -> None:
    over = """
criteria: {unit.yea: {label: khác}}
awards: {other: {to: {unit: [unit.yea]}}, prize: {to: {person: [person.fine]}}}
assessments: {unit.more: {requires: [unit.yea]}}
"""
    found = versions(SECTIONS, over)
    assert found.apart == (
        Changed("awards", "prize/person", "new"), Changed("awards", "other/unit", "new"),
        Changed("assessments", "unit.more", "new"),
    )  # fmt: skip
    assert Changed("awards", "other", "new") in found.changed
    assert all(c.alike for c in found.compared)  # the rest is proved the same, words left aside
    assert not found.equivalent
    assert found.found
    gone = difference(plan_of(SECTIONS, over), plan_of(SECTIONS))
    assert {c.how for c in gone.apart} == {"gone"}


def test_a_narrower_criterion_loses_and_never_gains() -> None:
    found = versions(SECTIONS, "criteria: {unit.yea: {met: ok and good}}")
    assert ways(part(found, "prize")) == {"loses": State.FOUND, "gains": State.NEVER, "otherwise": State.FOUND}
    assert [c.target for c in found.compared if not c.alike] == ["prize"]
    assert found.changed == (Changed("criteria", "unit.yea", "changed"),)


def test_an_assessment_each_way() -> None:
    over = "criteria: {unit.clean: {met: no person.violation where grave}}"
    found = versions(SECTIONS, over)
    one = part(found, "unit.result")
    assert ways(one)["loses"] is State.NEVER
    assert ways(one)["gains"] is State.FOUND
    gains = next(w.answer for w in one.ways if w.way == "gains")
    assert [judged(plan_of(SECTIONS, o), gains) for o in ("", over)] == [0, 2]


def judged(ready: Plan, answer: Answer) -> int:
    """Return what the engine makes of an assessment of the subject that was found."""
    assert answer.records is not None
    found = seen(ready, "unit", answer.records, answer.key)
    assert found is not None
    return int(found.mine.assessments["unit.result"][found.index])


def test_one_operator_among_thirty_criteria() -> None:
    found = difference(compiled(thirty()), compiled(thirty(other=OTHERWISE)))
    assert [c.id for c in found.changed] == [f"unit.c{OTHERWISE[0]}"]
    (prize,) = found.compared
    assert ways(prize) == {"loses": State.FOUND, "gains": State.NEVER, "otherwise": State.FOUND}
    records = prize.ways[0].answer.records
    assert records is not None
    (unit,) = records.of("unit")
    assert unit["figure6"] == Decimal(6)  # just at the threshold
    assert sum(len(rows) for rows in records.rows.values()) <= 3  # the unit, one of its staff, an attestation


@pytest.mark.parametrize(
    ("quota", "differs"),
    [
        ("count: '1'", "quota"), ("ties: keep", "quota"), ("rank: [{by: staff}]", "ranking"),
        ("rank: [{by: files, order: lowest}]", "ranking"),
    ],
)  # fmt: skip
def test_a_quota_or_ranking_that_is_not_the_same_is_shown_by_many(quota: str, differs: str) -> None:
    over = "awards: {first: {quota: {unit: {" + quota + "}}}}"
    found = versions(QUOTA, over)
    first = part(found, "first")
    assert first.equal  # before selection
    assert first.selection == (differs,)
    assert first.chosen is not None
    assert first.chosen.state is State.FOUND
    assert first.chosen.records is not None
    chosen = []
    for ready in (plan_of(QUOTA), plan_of(QUOTA, over)):
        one = seen(ready, "unit", first.chosen.records, first.chosen.key)
        assert one is not None
        chosen.append(one.decision("first"))
    assert chosen[0] is not chosen[1]
    second = part(found, "second")  # who is considered for it is not the same
    assert not second.alike
    assert set(ways(second).values()) == {State.UNKNOWN}
    assert second.selection == ()
    assert second.chosen is not None
    assert second.chosen.state is State.FOUND


def test_what_the_engine_does_not_confirm_is_no_answer() -> None:
    """Somebody stands in a selection that has no place for anybody: the solver is not asked about that."""
    ready = plan_of(QUOTA, "awards: {first: {quota: {unit: {count: '0'}}}}")
    asker = Asker((world_of(ready),))

    def goal(both: Sequence[Deciding], at: Slot) -> Bit:
        return both[0].decision("second", at)[Decision.PROPOSED]

    def confirm(records: Records, key: str) -> bool:
        found = seen(ready, "unit", records, key)
        return found is not None and found.decision("second") is Decision.PROPOSED

    found = asker.ask("unit", goal, confirm)
    assert (found.state, found.unsure, found.records) == (State.UNKNOWN, True, None)
