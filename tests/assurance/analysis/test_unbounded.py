"""Any number of rows: whatever the engine finds of some records, or a few rows laid out, is never called impossible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
import z3
from hypothesis import HealthCheck, Phase, given, settings

from engine import plan
from engine.assurance.analysis.asking import Asker, Goal, State
from engine.assurance.analysis.confirming import Seen, confirms
from engine.assurance.analysis.deciding import Deciding
from engine.assurance.analysis.facts import Slot
from engine.assurance.analysis.logic import Bit, Truth, conj, disj
from engine.assurance.analysis.unknowns import Unknowns
from engine.assurance.properties.drawing import records
from engine.assurance.properties.outcomes import judged
from engine.assurance.properties.records import Records
from engine.assurance.properties.world import world_of
from engine.bundle import rule_file
from engine.compiler import compile_file
from engine.evaluator import Evaluation
from engine.values import Decision, Verdict

from .little import plan_of

#: Conditions of every form that rows can be asked in, so that all of one subject's verdicts are one question.
CONDITIONS = (
    "every person has fine", "no person where not fine", "every person where head has fine", "some person.violation",
    "count of person where fine = 0", "count of person >= 2", "share of person has fine >= 90%",
    "share of person where not head has fine >= 50%", "some person where (not fine and some violation)",
    "sum of points over person where fine >= 5", "max of points over person < 0", "min of worth over idea >= 3",
    "mean of points over person >= 2.5", "count of person.violation where grave = 1", "no idea where useful",
    "every person.violation has (committed_on within period)", "count of idea >= count of person",
    "rate >= mean of rate among unit", "files >= max of files among unit where ok per kind", "ok or good",
    "ok and not good", "files > 2 and rate >= 95%", "kind = ward or rate is missing", "sent_on meets hand-in",
    "some person where (count of violation >= 2)", "share of person where (some idea) has fine = 100%",
)  # fmt: skip
ABOUT_PERSONS = (
    "its unit has ok", "its unit has (some person where fine)", "points > 0 or its unit has good",
    "some violation where (its person has fine)", "no violation", "unit.files >= 3", "its unit has kind = ward",
)  # fmt: skip
#: So many verdicts of one subject are asked about together.
TOGETHER = 5
#: A subject's kind, and what was found of it: by criterion or bar a Kleene code or 3, by award a decision.
Found = tuple[str, tuple[tuple[str, int], ...]]


@cache
def asked() -> plan.Plan:
    criteria = [f'  unit.c{n}: {{met: "{text}"}}\n' for n, text in enumerate(CONDITIONS)]
    criteria += [f'  person.c{n}: {{met: "{text}"}}\n' for n, text in enumerate(ABOUT_PERSONS)]
    awards = "awards: {a: {to: {unit: all criteria, person: all criteria}}}\n"
    return plan_of("criteria:\n" + "".join(criteria) + awards)


def seen(found: Evaluation) -> Iterator[Found]:
    """Yield, of every subject, what was found, some of it at a time."""
    ready = found.plan
    for kind, mine in found.kinds.items():
        columns = {c.id: mine.verdicts(c.id) for c in ready.criteria.values() if c.kind == kind}
        columns |= {b.id: mine.bars[b.id] for b in ready.bars.values() if b.kind == kind}
        entitled = [a for a in ready.awards.values() if kind in a.entitlements]
        columns |= {a.id: mine.decisions[a.id] for a in entitled if a.entitlements[kind].quota is None}
        for index in range(mine.size):
            for some in batched(columns, TOGETHER):
                yield kind, tuple((name, int(columns[name][index])) for name in some)


def batched(names: Iterable[str], many: int) -> Iterator[tuple[str, ...]]:
    left = iter(names)
    while some := tuple(islice(left, many)):
        yield some


def as_goal(found: Found) -> Goal:
    """Return that this is found of one subject."""
    return lambda encodings, at: conj(bit for name, code in found[1] for bit in is_found(encodings[0], name, code, at))


def is_found(d: Deciding, name: str, code: int, at: Slot) -> Iterator[Bit]:
    if name in d.ready.awards:
        yield d.decision(name, at)[Decision(code)]
    elif name in d.ready.bars:
        yield verdict_is(d.hit(d.ready.bars[name], at), code)
    else:
        asked = d.criterion(name, at)
        shown = conj([asked.applies.met, verdict_is(asked.met, code)]) if code != Verdict.NOT_APPLICABLE else False
        unsure = {Verdict.UNDETERMINED: asked.applies.open, Verdict.NOT_APPLICABLE: asked.applies.failed}
        yield disj([shown, unsure.get(Verdict(code), False)])


def verdict_is(found: Truth, code: int) -> Bit:
    return (found.failed, found.open, found.met)[code]


def drawn(ready: plan.Plan, many: int) -> Sequence[Found]:
    """Return what the engine finds of the subjects of generated records, each once, in an order of its own."""
    return list(dict.fromkeys(one for some in records_drawn(ready, many) for one in seen(judged(ready, some))))


def records_drawn(ready: plan.Plan, many: int) -> Sequence[Records]:
    """Return generated records, always the same."""
    out: list[Records] = []

    @settings(
        max_examples=many, database=None, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(records(world_of(ready)))
    def keep(some: Records) -> None:
        out.append(some)

    keep()
    return out


def answers(asker: Asker, goals: Iterable[Found]) -> list[tuple[Found, bool, str]]:
    """Return of each goal whether it is called impossible, and what the solver said last."""
    states: list[str] = []
    check = Asker._check

    def spy(self: Asker, rules: Sequence[Bit]) -> tuple[Any, z3.ModelRef | None]:
        found = check(self, rules)
        states.append(str(found[0]))
        return found

    with patch.object(Asker, "_check", spy):
        return [(goal, asker.never(goal[0], as_goal(goal)), states[-1]) for goal in goals]


def test_what_the_engine_finds_is_possible() -> None:
    ready = asked()
    found = drawn(ready, 14)[::2]
    assert {code for _, some in found for name, code in some if name != "a"} == {0, 1, 2}
    told = answers(Asker((world_of(ready),)), found)
    assert [goal for goal, never, _ in told if never] == []
    assert {state for *_, state in told} == {"sat"}  # not a question was left open


@pytest.mark.parametrize("ruleset", ["quan-12-2020", "quan-7-2019", "truong-son-2020"])
def test_what_the_engine_finds_of_a_shipped_rule_set_is_possible(ruleset: str) -> None:
    ready = compile_file(rule_file(ruleset)).plan
    told = answers(Asker((world_of(ready),)), drawn(ready, 10)[:8])
    assert [goal for goal, never, _ in told if never] == []
    assert {state for *_, state in told} == {"sat"}


def laid_out(ready: plan.Plan, goal: Found, size: int) -> bool:
    """Tell whether the solver finds so many rows, laid out one by one, of which the goal holds."""
    facts = Unknowns((world_of(ready),))
    ((subject, bit),) = [
        (at, as_goal(goal)([Deciding(ready, facts)], at))
        for at in [facts.build(way, dict.fromkeys(ready.registers, size)) for way in facts.ways_up(goal[0])]
    ]
    assert subject.register == goal[0]
    if isinstance(bit, bool):
        return bit
    solver = z3.Solver()
    solver.set("rlimit", 3_000_000)
    solver.add(*facts.rules, bit)
    return bool(solver.check() == z3.sat)


def test_what_a_few_rows_laid_out_can_do_any_number_can() -> None:
    ready, random = asked(), Random(5)
    names = {k: [c.id for c in ready.criteria.values() if c.kind == k] for k in ready.kinds()}
    goals: list[Found] = []
    for n in range(24):
        kind = "person" if n % 5 == 0 else "unit"
        start = random.randrange(len(names[kind]) - 2)
        goals.append((kind, tuple((name, random.randrange(3)) for name in names[kind][start : start + 3])))
    told = answers(Asker((world_of(ready),)), goals)
    proved = [goal for goal, never, _ in told if never]
    assert 3 <= len(proved) <= len(goals) - 3  # both kinds are there
    assert [goal for goal in proved if laid_out(ready, goal, 2)] == []
    for goal in goals[:10]:
        assert not (laid_out(ready, goal, 1) and goal in proved)


def test_what_nobody_can_make_complete_is_so_where_there_is_nobody() -> None:
    """Of a unit without staff it is known that none of its staff has a row, although nobody attests such rows."""
    sections = """
registers: {note: {of: person, fields: {bad: {type: yes-no}}}}
criteria: {unit.clean: {met: no person.note where bad}, unit.staffed: {met: some person}}
"""
    ready = plan_of(sections)
    asker = Asker((world_of(ready),))
    found = asker.ask("unit", as_goal(("unit", (("unit.clean", 2),))), confirms(ready, "unit", met))
    assert found.state is State.FOUND
    assert found.records is not None
    assert found.records.of("person") == ()
    assert asker.never("unit", as_goal(("unit", (("unit.clean", 2), ("unit.staffed", 2)))))


def met(found: Seen) -> bool:
    return int(found.mine.verdicts("unit.clean")[found.index]) == Verdict.MET


def test_a_subject_of_either_of_two_owners() -> None:
    ready = plan_of("""
registers:
  agency: {subject: Cơ quan, key: {agency_id: {type: text}}, fields: {good: {type: yes-no}}}
  post: {subject: Chức vụ, of: [unit, agency], key: {post_id: {type: text}}, fields: {held: {type: yes-no}}}
criteria: {post.a: {met: its agency has good}, post.b: {met: its unit has good}}
""")
    asker = Asker((world_of(ready),))
    assert not asker.never("post", as_goal(("post", (("post.a", 2),))))
    assert not asker.never("post", as_goal(("post", (("post.b", 2),))))
    assert asker.never("post", as_goal(("post", (("post.a", 2), ("post.b", 2)))))  # it has one owner


def test_whose_row_was_rejected_may_be_anybodys() -> None:
    """A rejected subject of which the key was read stays, and nobody knows whose it is."""
    ready = plan_of("""
criteria:
  person.day: {met: as_of > 2020-11-30}
  person.late: {met: its unit has (as_of > 2020-11-30)}
""")
    asker = Asker((world_of(ready),))
    assert not asker.never("person", as_goal(("person", (("person.day", 2), ("person.late", 1)))))
    assert asker.never("person", as_goal(("person", (("person.day", 2), ("person.late", 0)))))
